"""The form of a plan: what is missing, double, unknown or doubtful is named with its cell.

- PF01: two hundred mistakes give two hundred findings, in the order of the tabs and the cells.
- PF02: an unknown word or id is answered with the nearest one, where one is nearest.
- PF03: ids that differ only in case and blanks are the same, and may stand with ; between.
- PF04: rows with faults of their own still count: as doubles, as references and as referred to.
- PF05: a row without its id is told; a sum without one is told as a sum.
- PF06: a header is found wherever it stands.
- PF07: what a target certainly says is read, with its bound and its unit.
- PF08: what a target may say is asked about, never guessed.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.flows.year import read_plan_file
from sheetplan.plan.committee import Unit
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import PlanReading, read_plan
from sheetplan.plan.target import Bound, Form, Target, TargetKind
from sheetplan.plan.words import Direction, Periodicity
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.kinds import Choice, Kind
from sheetplan.schema.numbers import NBSP
from tests.plan_mistakes import Mistake, plan_with_mistakes
from tests.plan_sheets import PLAN, found_in, plan_and


def said(reading: PlanReading) -> list[str]:
    return [f"{p.rule.code} {p.place.sheet}!{p.place.cell}" for p in found_in(reading)]


def told(reading: PlanReading) -> str:
    return "\n".join(map(str, found_in(reading)))


@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_mistakes_give_two_hundred_findings(seed: int, tmp_path: Path) -> None:  # PF01
    data, planted = plan_with_mistakes(seed, 200)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(data)
    reading = read_plan_file(path)
    found = reading.arranged((*reading.problems, *check_meaning(reading)))
    named = {Mistake(p.place.sheet, p.place.cell, p.rule.code) for p in found}
    assert len(planted) == 200
    assert sorted(planted - named) == []
    tabs = list(dict.fromkeys(p.place.sheet for p in found))
    assert tabs == [name for name in reading.tabs if name in tabs]
    for tab in tabs:
        cells = [(p.place.row, p.place.col) for p in found if p.place.sheet == tab]
        assert cells == sorted(cells)


@pytest.mark.parametrize(
    ("kind", "typed", "near"),
    [
        (Choice(Direction), "Hogre är bättre", "Högre är bättre"),
        (Choice(Periodicity), "Tertial: aug dec", "Tertial: aug, dec"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_nearest(kind: Kind, typed: str, near: str) -> None:
    [fault] = kind.read(Cell(typed)).faults  # PF02
    assert fault.facts["near"] == f" men liknar ”{near}”"


UNITS = """
## Enheter

| Enhets-id | Nämnd-id | Enhet |
|---|---|---|
"""


def test_an_unknown_id_is_answered_with_the_nearest() -> None:  # PF02
    reading = plan_and(UNITS + "| hsn-a | hnsn | Akuten |\n| hsn-b | x | Röntgen |")
    assert said(reading) == ["CELL-10 Enheter!B2", "CELL-10 Enheter!B3"]
    assert "”hnsn” finns inte på bladet Nämnder men liknar ”hsn”." in told(reading)
    assert "”x” finns inte på bladet Nämnder. " in told(reading)


def test_two_ids_that_are_as_near_are_not_chosen_between() -> None:  # PF02
    reading = plan_and(
        "## Delmål\n\n| Delmåls-id | Nämnd-id | Mål-id | Delmål |\n|---|---|---|---|\n"
        "| hsn-1.1 | hsn | m1 | Ett |\n| hsn-1.2 | hsn | m1 | Två |",
        "## Indikatorer\n\n| Indikator-id | Delmåls-id |\n|---|---|\n| a | hsn-1.9 |",
    )
    assert "”hsn-1.9” finns inte på bladet Delmål. " in told(reading)


def test_case_and_blanks_do_not_tell_ids_apart() -> None:  # PF03
    reading = plan_and(UNITS + "| HSN-A |  HSN | Akuten |\n| hsn-a | hsn | Röntgen |")
    assert said(reading) == ["ROW-01 Enheter!A3"]
    assert [getattr(row, "committee", None) for row in reading.found[Unit].rows] == ["hsn", "hsn"]


@pytest.mark.parametrize("between", [", ", ";", " ; ", "<br>"])
def test_several_ids_may_stand_with_any_mark_between(between: str) -> None:  # PF03
    goals = "## Mål\n\n| Mål-id | Mål | Riktas till |\n|---|---|---|\n"
    rows = "\n".join(f"| m{n} | Mål {n} | hsn{between}rs |" for n in range(1, 8))
    reading = plan_and(goals + rows)
    assert [code for code in said(reading) if code.startswith("CELL")] == []


def test_an_id_of_digits_alone_is_an_id() -> None:  # PF03
    (typed,) = read_markdown(UNITS + "| 11010 | hsn | Akuten |")
    units = Grid(typed.name, {**typed.cells, (2, 1): Cell(Decimal(11010))})
    others = [grid for grid in read_markdown(PLAN) if grid.name != units.name]
    reading = read_plan([*others, units])
    assert said(reading) == []
    assert [getattr(row, "id", None) for row in reading.found[Unit].rows] == ["11010"]


def test_rows_with_faults_are_referred_to_and_refer() -> None:  # PF04
    reading = plan_and(
        UNITS + "| hsn-a | finns-inte |  |\n| hsn-a | hsn | Röntgen |",
        "## Delmål\n\n| Delmåls-id | Nämnd-id | Mål-id | Delmål |\n|---|---|---|---|\n"
        + "\n".join(f"| hsn-{g}.{n} | hsn | m{g} |  |" for g in range(1, 8) for n in range(1, 5)),
    )
    units = [one for one in said(reading) if "Enheter" in one]
    assert units == ["CELL-10 Enheter!B2", "CELL-01 Enheter!C2", "ROW-01 Enheter!A3"]
    assert [one for one in said(reading) if "Indikatorer" in one] == []
    assert reading.found[Subgoal].rows == ()


def test_an_id_that_cannot_be_used_is_told_once() -> None:  # PF04
    committees = "## Nämnder\n\n| Nämnd-id | Nämnd |\n|---|---|\n"
    ids = ("rf", "rs", "hälso", "run", "fhs", "pn", "rev", "kln", "hsn")
    rows = "\n".join(f"| {one} | Nämnden {one} |" for one in ids)
    reading = plan_and(committees + rows, UNITS + "| hsn-a | hälso | Akuten |")
    assert said(reading) == ["CELL-02 Nämnder!A4"]


def test_a_row_without_its_id_is_told() -> None:  # PF05
    assert said(plan_and(UNITS + "|  | hsn | Akuten |")) == ["CELL-01 Enheter!A2"]


@pytest.mark.parametrize("name", ["Summa", "Totalt", "SUMMA ÅTGÄRDER", "Delsumma", "S:a"])
def test_a_sum_without_id_is_told_as_a_sum(name: str) -> None:  # PF05
    sheet = "## Åtgärder\n\n| Åtgärds-id | Åtgärd | Effekt 2025 |\n|---|---|---|\n"
    reading = plan_and(f"{sheet}| atg-1 | Minskad inhyrning | 12,5 |\n|  | {name} | 12,5 |")
    assert "ROW-02 Åtgärder!A3" in said(reading)
    assert "CELL-01" not in told(reading)


def test_a_header_is_found_far_down() -> None:  # PF06
    notes = "\n".join(f"| Anteckning nummer {n} | | |" for n in range(1, 40))
    reading = plan_and(
        f"## Enheter\n\n| Enheterna | | |\n|---|---|---|\n{notes}\n"
        "| Enhets-id | Nämnd-id | Enhet |\n| hsn-a | hsn | Akuten |"
    )
    assert said(reading) == []
    assert [row.name for row in reading.found[Unit].rows if isinstance(row, Unit)] == ["Akuten"]


def read(text: str) -> tuple[Target | None, list[str]]:
    reading = TargetKind().read(Cell(text))
    assert reading.value is None or isinstance(reading.value, Target)
    return reading.value, [fault.rule.code for fault in reading.faults]


@pytest.mark.parametrize(
    ("text", "number", "bound", "unit"),
    [
        ("90 procent", "90", None, "%"),
        ("72 %.", "72", None, "%"),
        ("1 589 st", "1589", None, "st"),
        ("2,5 timmar", "2.5", None, "timmar"),
        ("minst 90 procent", "90", Bound.AT_LEAST, "%"),
        ("som lägst 20", "20", Bound.AT_LEAST, ""),
        ("≥ 90 %", "90", Bound.AT_LEAST, "%"),
        ("högst 2,5", "2.5", Bound.AT_MOST, ""),
        ("inte över 30 dagar", "30", Bound.AT_MOST, "dagar"),
        ("max. 30", "30", Bound.AT_MOST, ""),
        ("> 90", "90", Bound.ABOVE, ""),
        ("över 50 %", "50", Bound.ABOVE, "%"),
        ("<5 %", "5", Bound.BELOW, "%"),
        ("understiger 5 %", "5", Bound.BELOW, "%"),
        ("ska understiga 5 %", "5", Bound.BELOW, "%"),
        ("−5", "-5", None, ""),
    ],
)
def test_a_number_is_read_with_bound_and_unit(
    text: str, number: str, bound: Bound | None, unit: str
) -> None:  # PF07
    target, codes = read(text)
    assert target is not None
    assert codes == []
    assert (target.number, target.bound, target.unit) == (Decimal(number), bound, unit)
    assert (target.bound is None) is (target.text[0] in "−0123456789")  # it keeps its words


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20–35", 20, 35),
        ("75-80 %", 75, 80),
        ("75 % - 80 %", 75, 80),
        ("mellan 20 och 35 dagar", 20, 35),
        ("minst 20 och högst 35", 20, 35),
        ("−5–5", -5, 5),
    ],
)
def test_a_range_is_read(text: str, low: int, high: int) -> None:  # PF07
    target, codes = read(text)
    assert target is not None
    assert (target.form, codes) == (Form.RANGE, [])
    assert (target.low, target.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text", ["Högre än föregående år", "Högre än 2023", "Motsvara rikets genomsnitt"]
)
def test_words_that_compare_are_a_form_of_their_own(text: str) -> None:  # PF07
    target, codes = read(text)
    assert target is not None
    assert (target.form, target.text, codes) == (Form.COMPARED, text, [])


@pytest.mark.parametrize(
    "text",
    [
        "som lägst 2 % per år",
        "Öka med 5 %",
        "2024-2025",
        "Klart 2025-12-31",
    ],
)
def test_words_that_need_no_number_are_words(text: str) -> None:  # PF07
    target, codes = read(text)
    assert target is not None
    assert (target.form, target.text, codes) == (Form.WORDS, text, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ca 75 %", "CELL-15"),
        ("drygt 500", "CELL-15"),
        ("~50", "CELL-15"),
        ("72 % (feb-22)", "CELL-15"),
        ("90 % av patienterna", "CELL-15"),
        ("35 till 20", "CELL-15"),
        ("3 av 4", "CELL-15"),
        ("minst 90 % och högst 30 dagar", "CELL-17"),
        ("90 % inom 3 dagar och 95 % inom 7 dagar", "CELL-17"),
    ],
)
def test_a_doubtful_target_stays_words_and_is_asked_about(text: str, code: str) -> None:  # PF08
    target, codes = read(text)
    assert target is not None
    assert (target.form, codes) == (Form.WORDS, [code])


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("20–10", "CELL-16", "10–20"),
        ("20-20", "CELL-16", "20"),
        ("1.000", "CELL-04", "1000"),
        ("1.000–2.000", "CELL-04", "1000–2000"),
    ],
)
def test_a_target_that_is_no_target_is_refused(text: str, code: str, wanted: str) -> None:  # PF08
    [fault] = TargetKind().read(Cell(text)).faults
    assert (fault.rule.code, fault.facts["wanted"].replace(NBSP, " ")) == (code, wanted)
