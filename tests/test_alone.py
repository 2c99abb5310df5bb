"""A workbook checked alone, by what it carries of the plan.

- CA01: what is carried makes the very same form again, for every committee, period and plan.
- CA02: the same is said of a workbook alone as in its year's folder.
- CA03: nothing is carried that the committee's form is not made from.
- CA04: what is lost or altered is answered with a sentence, whatever it has become.
- CA05: the command finds the year where there is one, and answers in the same JSON.
- CA06: a workbook from before this was carried is received in its year's folder.
- CA07: a copy with remarks is checked alone too; LibreOffice's save loses nothing of it.
- CA08: a unit's workbook is checked alone too, and one unit stands for a hundred.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.flows.receive import check, check_alone
from sheetplan.flows.year import Year
from sheetplan.plan.carried import DIGEST, carried_cells, digest_of, part_of, read_carried
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import Plan, read_plan
from sheetplan.plan.split import whole_id
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.problem import Problem
from tests.command_line import answer, run
from tests.conftest import (
    PERIOD,
    UNIT,
    changed,
    codes,
    contents,
    form_of,
    hand_in,
    issue_to_committees,
    issued_file,
    plan_changed,
    returned,
)
from tests.office import Office
from tests.own_tables import plan_of
from tests.problems.acts import row_removed, sheet_copied, sheet_removed, unsigned, untouched
from tests.problems.alone_acts import not_described
from tests.returns import HSN, REV, RF, typing

HERE = Path(__file__).parent
SHARE = ("Indikatorer", "hsn-2.2.1", "outcome")
CELL = 32_767  # characters that Excel takes


def identity(form: Form) -> Identity:
    settings = form.plan.settings
    return Identity("x", settings.id, settings.year, form.committee.id, form.period.id, 1, "")


def carried(cells: dict[str, str]) -> Grid:
    pairs = enumerate(cells.items(), start=1)
    return Grid("_x", {(r, c): Cell(text) for r, pair in pairs for c, text in enumerate(pair, 1)})


def back(form: Form, cells: dict[str, str] | None = None) -> Form | Problem:
    return read_carried([carried(cells or dict(carried_cells(form)))], identity(form))


def forms(plan: Plan) -> Iterator[Form]:
    for committee in plan.committees:
        for period in plan.periods:
            yield build_form(plan, committee, period)


def markdown_plan(name: str) -> Plan:
    plan = read_plan(read_markdown((HERE / name).read_text(encoding="utf-8"))).plan
    assert plan is not None
    return plan


@pytest.fixture(
    scope="module", params=["2025", "2026", "tables", "other_region.md", "other_municipality.md"]
)
def any_plan(request: pytest.FixtureRequest) -> Plan:
    """One of the plans that the project knows."""
    name = str(request.param)
    if name.endswith(".md"):
        return markdown_plan(name)
    if name == "tables":
        return plan_of()
    text = (HERE.parent / "workbooks" / f"vasterbotten-{name}" / "plan.md").read_text("utf-8")
    plan = read_plan(read_markdown(text)).plan
    assert plan is not None
    return plan


def test_the_same_form_is_made_again(any_plan: Plan) -> None:  # CA01
    for form in forms(any_plan):
        again = back(form)
        assert isinstance(again, Form)
        assert form.sheets == again.sheets
        assert form.fingerprint == again.fingerprint
        assert form.plan.settings.contact == again.plan.settings.contact
        assert max(len(text) for _, text in carried_cells(form)) <= CELL


def test_numbers_keep_all_their_decimals(year: Year) -> None:  # CA01
    for row, label, value in (
        ("hsn-1.1.3", "Utgångsvärde", 1.589),
        ("hsn-2.2.1", "Utgångsvärde", 0.125),
        ("hsn-5.1.2", "Utgångsvärde", 1234567.125),
    ):
        plan_changed(year, "Indikatorer", row, label, value)
    form = form_of(year, "hsn")
    again = back(form)
    assert isinstance(again, Form)
    own = {i.id: i.baseline for i in part_of(form.plan, form.respondent).indicators}
    assert own == {i.id: i.baseline for i in again.plan.indicators}
    assert own["hsn-1.1.3"] == Decimal("1.589")


CHANGES = {
    "clean": untouched,
    "wrong number": typing(("Ekonomi", "rf", "outcome"), "ca 11"),
    "locked": typing(("Ekonomi", "rf", "budget"), 17),
    "row": row_removed,
    "sheet": sheet_removed,
    "double": sheet_copied,
    "unsigned": unsigned,
}


@pytest.mark.parametrize("kind", CHANGES)
def test_alone_as_in_the_year(year: Year, tmp_path: Path, kind: str) -> None:  # CA02
    path = tmp_path / "Kopia av RF å.xlsx"
    path.write_bytes(changed(returned(year, "rf"), CHANGES[kind]))
    assert check(year, [path]) == check_alone([path])


@pytest.mark.parametrize("committee", ["hsn", "rev", "rs"])
def test_samples_and_blanks_alone(year: Year, tmp_path: Path, committee: str) -> None:  # CA02
    for data in (returned(year, committee), issued_file(year, committee).read_bytes()):
        path = tmp_path / "x.xlsx"
        path.write_bytes(data)
        assert check(year, [path]) == check_alone([path])


def test_only_the_committee_s_part_is_carried(plan: Plan) -> None:  # CA03
    for form in forms(plan):
        text = "".join(value for _, value in carried_cells(form))
        data = json.loads(text[32:])
        own = {row[0] for row in data["plan"].get("indicators", [])[1:]}
        sheet = form.sheet("indicators")
        assert own == {whole_id(row.id) for row in sheet.rows} if sheet else own == set()
        told = {key for table in data["plan"].values() for key in table[0]}
        assert not told & {"note", "former", "former_plan"}


def test_lost_or_altered_is_told(year: Year) -> None:  # CA04
    form = form_of(year, "rf")
    cells = dict(carried_cells(form))
    found = [
        back(form, {"year": "2025"}),
        back(form, {**cells, "form.1": cells["form.1"].replace("16", "17")}),
        back(form, {DIGEST: cells[DIGEST]}),
        back(form, with_text("[" * 100_000)),
        back(form, with_text('{"plan":' + "9" * 10_000 + "}")),
        back(form, {**cells, **{f"form.{n}": "x" for n in range(2, 99)}}),
    ]
    assert [p.rule.code for p in found if isinstance(p, Problem)] == ["INL-52"] + ["INL-53"] * 5


def with_text(text: str) -> dict[str, str]:
    return {DIGEST: digest_of(text), "form.1": text}


@given(st.data())
def test_whatever_it_has_become_it_is_answered(data: st.DataObject) -> None:  # CA04
    form = next(forms(markdown_plan("other_municipality.md")))
    text = dict(carried_cells(form))["form.1"]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    junk = data.draw(st.text(max_size=5) | st.sampled_from(['"],["', "null", '{"n":"9"}', "[]"]))
    answered = back(form, with_text(text[:start] + junk + text[end:]))
    assert isinstance(answered, Form) or answered.rule.code in {"INL-52", "INL-53"}


def test_command_finds_the_year_or_does_without(year: Year, tmp_path: Path) -> None:  # CA05
    lone = tmp_path / "Nämndens dator"
    lone.mkdir()
    (lone / RF).write_bytes(changed(returned(year, "rf"), unsigned))
    before = contents(tmp_path)
    data = answer(lone, "check", RF)
    (one,) = data["files"]
    assert (one["outcome"], one["committee"], one["period"]) == ("refused", "rf", PERIOD)
    assert [p["code"] for p in one["problems"]] == ["INL-14"]
    assert one["copy"] is None
    assert before == contents(tmp_path)
    year.inbox.mkdir(exist_ok=True)
    shutil.copyfile(lone / RF, year.inbox / REV)
    there = answer(lone, "check", str(year.inbox / REV))
    assert [p["code"] for p in there["files"][0]["problems"]] == ["INL-14", "INL-25"]


def test_folder_that_is_named_must_be_a_year(tmp_path: Path) -> None:  # CA05
    (tmp_path / "x").mkdir()
    done = run(tmp_path, "check", RF, "--folder", "x")
    assert (done.returncode, "Ingen plan.xlsx finns" in done.stderr) == (1, True)


def test_workbook_from_before_is_received_in_its_year(year: Year) -> None:  # CA06
    receipt = hand_in(year, changed(returned(year, "rf"), not_described), RF)
    assert (receipt.outcome, codes(receipt)) == ("accepted", [])


def test_copies_are_checked_alone_and_survive_a_save(
    year: Year, tmp_path: Path, office: Office
) -> None:  # CA07
    issue_to_committees(year)
    first = hand_in(year, changed(returned(year, "hsn"), typing(SHARE, 64)), HSN)
    assert first.copy is not None
    (saved,) = office.convert([first.copy], tmp_path / "sparad", "xlsx")
    alone = check_alone([first.copy, saved])
    assert ["CELL-06"] == codes(first) == codes(alone[0]) == codes(alone[1])


@pytest.mark.parametrize("respondent", ["hsn", UNIT])
def test_units_and_their_committee_carry_what_they_need(year: Year, respondent: str) -> None:
    """CA08: a unit's workbook is checked alone too, and one unit stands for a hundred."""
    form = form_of(year, respondent)
    own = replace(identity(form), unit=form.unit.id if form.unit else "")
    again = read_carried([carried(dict(carried_cells(form)))], own)
    assert isinstance(again, Form)
    assert again.fingerprint == form.fingerprint
    assert again.respondent.name == form.respondent.name
    assert len(again.plan.units) == 2  # a unit and its area
    path = issued_file(year, respondent)
    assert codes(check_alone([path])[0]) == ["INL-13"]
