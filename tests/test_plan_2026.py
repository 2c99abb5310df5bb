"""The second bundled plan: a committee's plan for 2026, with what its text leaves open.

What it must say was read by hand in the plan's text: ``plan_diff_by_hand.md``, taken apart here
with nothing of ours.

- SP01: it reads without a problem and has 7 goals, 15 subgoals, 33 indicators, 14 assignments.
- SP02: names, outcomes, targets, periodicities, statuses and end dates are those of the text.
- SP03: a row with one number that may be outcome or target has neither, but a question that names
  the number and both readings; nothing else is asked than what the text leaves open.
- SP04: what goes on from 2025 is measured as it was; what was decided here is marked so.
- SP05: only goals name their id in the plan before; other pairs are for ``plan diff`` to find.
- SP06: the workbook and its text say the same.
- SP07: ``plan check`` lists each question with its cell, and what is in doubt besides.
- SP08: issued, an open row has no target, and its outcome is not judged, with the reason.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sheetplan.excel.fill import fill_form
from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.answers import results_of
from sheetplan.flows.issue import IssuedWorkbook, issue
from sheetplan.flows.receive import receive
from sheetplan.flows.year import PLAN_FILE, Year, read_plan_file, require_period
from sheetplan.plan.computing import Key
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.markdown import dump_plan, read_markdown
from sheetplan.plan.plan import Plan, PlanReading, read_plan
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.words import Answer, Current, Decided, Status
from sheetplan.schema.numbers import NBSP
from tests.conftest import NOW, cell_of, tab_of

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "workbooks" / "vasterbotten-2026"
BY_HAND = (HERE / "plan_diff_by_hand.md").read_text(encoding="utf-8")
AUGUST, YEAR_END = "2026-08", "2026-12"
REASON = "Planen har inget målvärde."


def by_hand(heading: str) -> Iterator[list[str]]:
    """Give the rows of the list that was made by hand, of the table under a heading."""
    _, _, below = BY_HAND.partition(f"\n{heading}\n")
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table is not None
    for line in table[0].splitlines()[2:]:
        yield [part.strip() for part in line.strip("|").split("|")]


def number(printed: str) -> Decimal | None:
    """Read a number as printed; a dash, a question mark and ``no number`` are none."""
    digits = re.sub(r"[ %]", "", printed).replace(",", ".")
    return Decimal(digits) if digits[0].isdigit() else None


INDICATORS = {row[0]: row[1:] for row in by_hand("### 1.2 Indicators")}
ALONE = {
    i: row[4].strip("*").removeprefix("open: ") for i, row in INDICATORS.items() if "?" in row
}
DASHED = {i for i, row in INDICATORS.items() if row[1] == "no number"}
DOUBLED = {"hsn-4.1.2", "hsn-4.1.3"}
WEAK = {
    row[1].split()[0]
    for row in by_hand("## 3. Indicators")
    if row[2] == "target_weaker_than_outcome"
}
NO_TARGET = {*ALONE, *DASHED}
GOES_ON = {
    row[0]: row[1].split()[0]
    for row in by_hand("## 3. Indicators")
    if row[2] in {"same", "renamed", "redefined"}
}


@pytest.fixture(scope="module")
def reading() -> PlanReading:
    return read_plan_file(FOLDER / PLAN_FILE)


@pytest.fixture(scope="module")
def plan_2026(reading: PlanReading) -> Plan:
    assert reading.plan is not None
    return reading.plan


@pytest.fixture(autouse=True, scope="module")
def refreshed(plan_2026: Plan) -> None:
    """Write the plan anew from what is in plan.xlsx: SHEETPLAN_GOLDEN=1 pytest."""
    if os.environ.get("SHEETPLAN_GOLDEN") == "1":
        (FOLDER / "plan.md").write_bytes(dump_plan(plan_2026).encode("utf-8"))
        (FOLDER / PLAN_FILE).write_bytes(write_plan(plan_2026))


def test_it_reads_without_a_problem(reading: PlanReading) -> None:  # SP01
    assert reading.problems == ()
    plan = reading.plan
    assert plan is not None
    counts = (plan.goals, plan.subgoals, plan.indicators, plan.assignments)
    assert [len(rows) for rows in counts] == [7, 15, 33, 14]
    assert plan.settings.year == 2026
    assert plan.settings.invented is Answer.NO


def test_the_answer_key_is_whole() -> None:
    counted = (INDICATORS, ALONE, DASHED, WEAK, GOES_ON)
    assert [len(part) for part in counted] == [33, 9, 2, 2, 30]


def test_subgoals_are_those_of_the_text(plan_2026: Plan) -> None:  # SP02
    expected = [tuple(row) for row in by_hand("### 1.1 Subgoals")]
    assert [(s.id, s.name) for s in plan_2026.subgoals] == expected
    assert {s.id: f"m{s.id[4]}" for s in plan_2026.subgoals} == {
        s.id: s.goal for s in plan_2026.subgoals
    }


def test_goals_go_on_from_the_year_before(plan_2026: Plan, plan: Plan) -> None:  # SP02, SP05
    assert [(g.former, g.name) for g in plan_2026.goals] == [(g.id, g.name) for g in plan.goals]


def test_indicators_are_those_of_the_text(plan_2026: Plan) -> None:  # SP02
    found = [(i.id, i.subgoal, i.name, i.periodicity.label) for i in plan_2026.indicators]
    assert found == [
        (row_id, row_id.rpartition(".")[0], row[0], row[3]) for row_id, row in INDICATORS.items()
    ]


@pytest.mark.parametrize("row_id", INDICATORS)
def test_figures_are_those_of_the_text(plan_2026: Plan, row_id: str) -> None:  # SP02
    _, outcome, target, *_ = INDICATORS[row_id]
    found = indicator(plan_2026, row_id)
    assert found.baseline == number(outcome)
    assert found.baseline_year == (2024 if found.baseline is not None else None)
    assert (found.target.number if found.target else None) == number(target)
    printed = f"{outcome}{target}{ALONE.get(row_id, '')}"
    assert (found.unit == "%") == ("%" in printed)
    assert found.decimals == int("," in printed or found.unit == "index")


def indicator(plan: Plan, row_id: str) -> Indicator:
    """Return one of a plan's indicators."""
    return next(i for i in plan.indicators if i.id == row_id)


def test_assignments_are_those_of_the_text(plan_2026: Plan) -> None:  # SP02
    expected = list(by_hand("### 1.4 Assignments"))
    found = [
        (a.id, a.status and a.status.label, a.periodicity and a.periodicity.label, a.ends)
        for a in plan_2026.assignments
    ]
    assert found == [(row[0], row[3], row[4], date.fromisoformat(row[5])) for row in expected]
    for assignment, (_, name, to, *_) in zip(plan_2026.assignments, expected, strict=True):
        assert assignment.text == re.sub(r" \((?:with|above) .*", "", name)
        addressed = assignment.addressees or assignment.receiver
        assert to.casefold() in addressed.casefold()


def test_what_stands_alone_is_asked_about(plan_2026: Plan) -> None:  # SP03
    for row_id, printed in ALONE.items():
        asked = (indicator(plan_2026, row_id).question or "").replace(NBSP, " ")
        alone = f"Talet {printed} står ensamt: det kan vara utfall 2024 eller mål 2026."
        assert asked == alone


def test_nothing_else_is_asked(plan_2026: Plan) -> None:  # SP03
    asked = {i.id: i.question for i in plan_2026.indicators if i.question is not None}
    assert set(asked) == NO_TARGET | DOUBLED
    assert all(asked[row_id].startswith("Målet saknas") for row_id in DASHED)
    for one, other in (sorted(DOUBLED), sorted(DOUBLED, reverse=True)):
        assert asked[one].startswith(f"Samma namn som {other}")


def test_plan_check_lists_the_questions(reading: PlanReading) -> None:  # SP07
    found = check_meaning(reading)
    assert [p for p in found if p.is_error] == []
    listed = {(p.place.sheet, p.place.cell) for p in found if p.rule is plan_rules.PLAN_QUESTION}
    assert listed == {("Indikatorer", cell) for cell in cells("Öppen fråga", NO_TARGET | DOUBLED)}
    weak = {p.place.cell for p in found if p.rule is plan_rules.PLAN_TARGET_WEAK}
    assert weak == cells("Målvärde", WEAK)


def cells(label: str, row_ids: set[str]) -> set[str]:
    """Return where some rows have a column in the workbook, as openpyxl sees it."""
    tab = tab_of(load_workbook(FOLDER / PLAN_FILE), "Indikatorer")
    head = next(c for row in tab.iter_rows() for c in row if c.value == label)
    below = tab.iter_rows(min_row=head.row + 1)
    return {row[head.column - 1].coordinate for row in below if row[0].value in row_ids}


def test_what_goes_on_is_measured_as_it_was(plan: Plan, plan_2026: Plan) -> None:  # SP04
    redefined = {"hsn-2.2.1"}  # a share has become a count
    for old, new in GOES_ON.items():
        if new not in redefined:
            assert contract(indicator(plan, old)) == contract(indicator(plan_2026, new)), new
    assert {i.decided for i in plan_2026.indicators} == {Decided.SHEETPLAN}
    assert [i.id for i in plan_2026.indicators if not i.help] == []


def contract(found: Indicator) -> tuple[object, ...]:
    """Return how an indicator is measured and judged."""
    judged = (found.unit, found.direction, found.kind, found.aggregation, found.formula)
    return (*judged, found.profile, found.split, found.minimum, found.maximum, found.source)


def test_other_pairs_are_left_to_be_found(plan_2026: Plan) -> None:  # SP05
    formers = {row.former for row in plan_2026.subgoals}
    formers |= {row.former for row in plan_2026.indicators}
    formers |= {row.former for row in plan_2026.assignments}
    assert formers == {None}


def test_workbook_and_text_say_the_same(plan_2026: Plan) -> None:  # SP06
    text = (FOLDER / "plan.md").read_bytes().decode("utf-8")
    assert text == dump_plan(plan_2026)
    again = read_plan(read_markdown(text)).plan
    assert again is not None
    assert dump_plan(again) == text
    assert (FOLDER / PLAN_FILE).read_bytes() == write_plan(plan_2026)


@pytest.fixture(scope="module", params=[AUGUST, YEAR_END])
def issued(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Year, tuple[IssuedWorkbook, ...]]:
    """A year with the workbooks of one of its periods."""
    year = Year(tmp_path_factory.mktemp("år") / "Nämndplan å ä ö 2026")
    year.root.mkdir()
    year.plan_file.write_bytes((FOLDER / PLAN_FILE).read_bytes())
    return year, issue(year, request.param)


Issued = tuple[Year, tuple[IssuedWorkbook, ...]]


def of_hsn(issued: Issued) -> IssuedWorkbook:
    """Return the committee's workbook."""
    return next(workbook for workbook in issued[1] if workbook.respondent.id == "hsn")


def test_an_open_row_is_issued_without_a_target(issued: Issued) -> None:  # SP08
    assert [w.respondent.id for w in issued[1]] == ["rs", "hsn", "run", "fhs", "pn"]
    workbook = of_hsn(issued)
    book = load_workbook(workbook.path, data_only=True)
    for row_id in NO_TARGET:
        due = indicator(workbook.form.plan, row_id).is_due(workbook.form.period)
        given = [cell_of(book, "Indikatorer", row_id, k).value for k in ("baseline", "target")]
        assert given == [None, None], row_id
        shown = cell_of(book, "Indikatorer", row_id, "status").value
        assert shown == str((Status.NO_DATA if due else Status.NOT_DUE).mark), row_id


def test_an_open_row_is_not_judged(issued: Issued) -> None:  # SP08
    year, _ = issued
    form = of_hsn(issued).form
    rows = {i.id: i for i in form.plan.indicators if i.id in NO_TARGET}
    due = {row_id for row_id, row in rows.items() if row.is_due(form.period)}
    typed: dict[Key, object] = {("indicators", i, "outcome"): alone(i) for i in due}
    signed: dict[str, object] = {"name": "Åsa Öberg", "title": "Controller", "signed": NOW.date()}
    path = of_hsn(issued).path
    filled = fill_form(path.read_bytes(), form, typed, {**signed, "done": Answer.YES})
    (year.inbox / path.name).write_bytes(filled)
    assert [receipt.outcome for receipt in receive(year, (), NOW)] == ["remarks"]
    found = results_of(year, form.plan, require_period(form.plan, form.period.id))
    judged = {r.indicator.id: r.attainment for r in found.indicators if r.indicator.id in rows}
    assert {i for i, a in judged.items() if a.status is Status.UNDECIDED} == due
    assert {a.reason for i, a in judged.items() if i in due} == {REASON}
    assert {a.status for i, a in judged.items() if i not in due} <= {Status.NOT_DUE}
    suggested = {s.id: s.suggestion for s in found.subgoals}
    assert suggested["hsn-1.2"] is suggested["hsn-3.1"] is Current.NO_DATA


def alone(row_id: str) -> Decimal:
    """Return the number that stands alone, as the outcome that it may be; else any number."""
    return number(ALONE.get(row_id, "12")) or Decimal(0)
