"""What a blind trial of returned workbooks found: each slip has its outcome at the right cell.

- HB01: what is typed where the workbook reckons itself, or beside its controls, is told and kept.
- HB02: rows that were sorted without their hidden ids are an error; no value lands on another row.
- HB03: amounts in another unit, ten times too large or alone in their sign are asked about.
- HB04: a personal identity number is told of and never repeated.
- HB05: what is harmless is accepted in silence: blank merged cells, pasted values, thin spaces.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.flows.judge import Judged, judge_file
from sheetplan.flows.year import Year
from sheetplan.plan.identity_number import has_identity_number, without_identity_numbers
from sheetplan.plan.plan import Plan
from tests.conftest import PERIOD, UNIT, Change, Typed, changed, hand_in, returned, tab_of
from tests.problems.economy_acts import sorted_without_ids
from tests.trial_book import Book

FRAMES, COSTS, MEASURES = "Resultat per ram", "Intäkter och kostnader", "Åtgärdsplaner"
HIRED, STAFF, BEDS = "Hyrpersonal, kostnad", "Antal anställda", "Disponibla vårdplatser"
SICK, TRAVEL, CAUSES = "Sjukfrånvaro", "Tjänsteresor", "Avvikelseanalys"
NUMBER = "19850314-0009"  # an invented one


def types(sheet: str, cell: str, value: Typed) -> Change:
    def change(book: Workbook) -> None:
        tab_of(book, sheet)[cell] = value

    return change


def times(sheet: str, column: str, rows: range, factor: int) -> Change:
    def change(book: Workbook) -> None:
        for row in rows:
            cell = tab_of(book, sheet)[f"{column}{row}"]
            if isinstance(cell.value, int | float):
                cell.value *= factor

    return change


def merged(sheet: str, cells: str) -> Change:
    return lambda book: tab_of(book, sheet).merge_cells(cells)


def told(found: Judged) -> set[str]:
    """Return the code and place of all that was said."""
    return {f"{p.rule.code} {p.place.sheet}!{p.place.cell}" for p in found.problems}


def judged(year: Year, plan: Plan, data: bytes, who: str = "hsn") -> Judged:
    return judge_file(year, plan, Path(f"{who}-{PERIOD}.xlsx"), data)


TOLD: dict[str, tuple[Change, str]] = {
    "words for a sum": (types(COSTS, "E19", "ca 4 700"), f"INL-97 {COSTS}!E19"),
    "an error for a sum": (types(FRAMES, "E10", "#REF!"), f"INL-97 {FRAMES}!E10"),
    "a forecast of before": (types(FRAMES, "I6", 235), f"INL-97 {FRAMES}!I6"),
    "words for a control's sum": (types(FRAMES, "D15", "se bilaga"), f"INL-35 {FRAMES}!D15"),
    "beside a control": (types(FRAMES, "H14", "Bokförs i sept"), f"INL-35 {FRAMES}!H14"),
    "over a control's words": (types(FRAMES, "B14", "Min anteckning"), f"INL-35 {FRAMES}!B14"),
    "all in tkr": (times(COSTS, "E", range(6, 18), 1000), f"INL-83 {COSTS}!E19"),
    "one of measures in tkr": (types(MEASURES, "C6", 410_000), f"INL-83 {MEASURES}!C17"),
    "kr in tkr": (types(TRAVEL, "C6", 3_200_000), f"INL-83 {TRAVEL}!C6"),
    "mnkr in tkr": (types(TRAVEL, "D6", 3.01), f"INL-83 {TRAVEL}!D6"),
    "tkr now and before": (times(HIRED, "C", range(6, 8), 1000), f"INL-83 {HIRED}!C6"),
    "kr for mnkr": (types("Ekonomi", "E6", 4_691_000_000), "INL-99 Ekonomi!E6"),
    "a tenth": (types(HIRED, "C6", 8.1), f"INL-99 {HIRED}!C6"),
    "a cost below zero": (types(FRAMES, "E6", -160), f"INL-85 {FRAMES}!E6"),
    "all below zero": (times(FRAMES, "E", range(6, 10), -1), f"INL-84 {FRAMES}!E6"),
    "staff below zero": (types(STAFF, "D7", -290), f"INL-98 {STAFF}!D7"),
    "beds below zero": (types(BEDS, "G6", -609), f"INL-98 {BEDS}!G6"),
    "a share below zero": (types(SICK, "C7", -0.05), f"INL-98 {SICK}!C7"),
    "an effect below zero": (types(MEASURES, "E7", -12), f"INL-98 {MEASURES}!E7"),
    "rows without ids": (sorted_without_ids, f"INL-96 {FRAMES}!B6"),
    "a person's number": (types(CAUSES, "C6", f"Gäller {NUMBER}."), f"INL-95 {CAUSES}!C6"),
    "merged answers": (merged(CAUSES, "C6:D6"), f"INL-36 {CAUSES}!C6"),
}


@pytest.mark.parametrize(("change", "wanted"), TOLD.values(), ids=TOLD)
def test_a_slip_is_told_at_its_cell(
    change: Change, wanted: str, issued_once: Year, plan: Plan
) -> None:  # HB01, HB02, HB03, HB04
    found = judged(issued_once, plan, changed(returned(issued_once, "hsn"), change))
    assert wanted in told(found)
    is_error = wanted.startswith(("INL-84", "INL-96", "INL-36"))
    assert (found.outcome == "refused") is is_error


SILENT: dict[str, Change] = {
    "blank cells merged": merged(TRAVEL, "B13:C13"),
    "a sum typed as it is": types(COSTS, "E18", "6 247"),
    "a verdict pasted": types(FRAMES, "C14", "Stämmer"),
    "a control's sum pasted": types(FRAMES, "F15", 0),
}


@pytest.mark.parametrize("change", SILENT.values(), ids=SILENT)
def test_what_is_harmless_is_accepted(change: Change, issued_once: Year, plan: Plan) -> None:
    data = changed(returned(issued_once, "hsn"), change)  # HB05
    assert told(judged(issued_once, plan, data)) == set()


def test_a_thin_space_parts_thousands(issued_once: Year, plan: Plan) -> None:  # HB05
    data = changed(returned(issued_once, "hsn"), types(FRAMES, "D8", "3\u2007806"))
    assert told(judged(issued_once, plan, data)) == {f"CELL-07 {FRAMES}!D8"}


def test_a_changed_formula_is_told_where_it_gives_another_sum(
    issued_once: Year, plan: Plan
) -> None:  # HB01
    own = 'IF(COUNT(E6:E9)=4,SUM(E6:E9),"")'
    trials = (
        ("SUM(E6:E8)", "4395", {f"INL-87 {FRAMES}!E10"}),
        ("SUM(E6:E9)", "4691", set[str]()),
        (own, "4395", set[str]()),  # not reckoned anew when the amounts were typed
        (own.replace("9", "10").replace("6", "7"), "4395", set[str]()),  # moved down
    )
    for formula, value, wanted in trials:
        book = Book(returned(issued_once, "hsn"))
        book.put(FRAMES, "E10", f"<f>{formula}</f><v>{value}</v>")
        assert told(judged(issued_once, plan, book.bytes())) == wanted


@pytest.mark.parametrize(
    ("sheet", "cell", "text"),
    [(COSTS, "E19", "ca 4 700"), (FRAMES, "H14", "Bokförs i sept"), (FRAMES, "B14", "Vår not")],
)
def test_what_stood_in_a_formula_is_in_the_copy(
    year: Year, sheet: str, cell: str, text: str
) -> None:  # HB01
    receipt = hand_in(year, changed(returned(year, "hsn"), types(sheet, cell, text)), "hsn.xlsx")
    assert receipt.copy is not None
    rows = (row for tab in load_workbook(receipt.copy).worksheets for row in tab.iter_rows())
    assert any(c.value == text for row in rows for c in row)


def test_rows_of_a_unit_sorted_without_ids(issued_once: Year, plan: Plan) -> None:  # HB02
    def turn(book: Workbook) -> None:
        tab = tab_of(book, "Delmål")
        rows = [[tab.cell(row, col).value for col in range(2, 6)] for row in range(6, 20)]
        for number, row in enumerate(reversed(rows), start=6):
            for col, value in enumerate(row, start=2):
                tab.cell(number, col).value = value

    found = judged(issued_once, plan, changed(returned(issued_once, UNIT), turn), UNIT)
    assert "INL-96 Delmål!C6" in told(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Se {NUMBER}.", True), ("850314-0009", True), ("8503140002", False),
        ("811218-9876", True), ("198112189876", True), ("811278-9876", True),
        ("232100-0222", False), ("090-785 00 00", False), ("2025-08-31", False),
        ("HSN 2025-1234", False), ("1 234 567 890", False), ("3806,0", False),
    ],
)  # fmt: skip
def test_what_looks_like_a_personal_identity_number(text: str, *, expected: bool) -> None:  # HB04
    assert has_identity_number(text) is expected
    assert (without_identity_numbers(text) == text) is not expected


QUOTED: tuple[Callable[[], Change], ...] = (
    lambda: types(CAUSES, "C6", f"Gäller {NUMBER}."),
    lambda: types(CAUSES, "H40", f"Gäller {NUMBER}."),
    lambda: types(COSTS, "E19", f"Gäller {NUMBER}."),
)


@pytest.mark.parametrize("make", QUOTED)
def test_a_personal_identity_number_is_not_repeated(
    make: Callable[[], Change], issued_once: Year, plan: Plan
) -> None:  # HB04
    found = judged(issued_once, plan, changed(returned(issued_once, "hsn"), make()))
    assert found.problems
    assert not any(NUMBER in str(problem) for problem in found.problems)
