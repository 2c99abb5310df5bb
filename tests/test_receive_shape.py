"""What comes back is what was typed, whatever has become of the workbook's shape.

- RC05: sorted, filtered, hidden, moved, inserted, renamed and reordered is silently fine.
- RC06: a changed label is a remark and the plan's word holds; a changed figure is an error.
- RC07: what is missing or doubled is refused: a sheet, a row, a column.
"""

from __future__ import annotations

import pytest
from openpyxl.workbook import Workbook

from sheetplan.flows.year import Year
from tests.conftest import (
    FIRST_ROW,
    Change,
    Typed,
    answers_of,
    changed,
    codes,
    column_number,
    hand_in,
    history,
    returned,
    standing,
    tab_of,
)
from tests.problems.acts import row_copied, row_removed
from tests.returns import HSN, RF, typing


def sorted_backwards(book: Workbook) -> None:
    tab = tab_of(book, "Indikatorer")
    cells = [list(row) for row in tab.iter_rows(min_row=FIRST_ROW)]
    was = [[(cell.value, cell.number_format) for cell in row] for row in cells]
    for row, old in zip(cells, reversed(was), strict=True):
        for cell, (value, code) in zip(row, old, strict=True):
            cell.value, cell.number_format = value, code


def row_inserted(book: Workbook) -> None:
    tab_of(book, "Uppdrag").insert_rows(FIRST_ROW + 1)
    tab_of(book, "Ekonomi").insert_rows(1, 3)


def column_inserted(book: Workbook) -> None:
    tab_of(book, "Indikatorer").insert_cols(5)


def column_moved(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    col, last = column_number(tab, "status"), tab.max_column + 1
    for row in range(1, tab.max_row + 1):
        tab.cell(row, last, tab.cell(row, col).value)
    tab.delete_cols(col)


def renamed(book: Workbook) -> None:
    for tab in book.worksheets:
        if tab.sheet_state == "visible":
            tab.title = f"{tab.title} (klar) å"


def reordered(book: Workbook) -> None:
    book.move_sheet("Start", 4)
    book.move_sheet("_sheetplan", -6)


def hidden(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    for row in range(FIRST_ROW, tab.max_row):
        tab.row_dimensions[row].hidden = True
    tab_of(book, "Texter").sheet_state = "hidden"


def filtered(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    tab.auto_filter.ref = f"A5:{tab.cell(5, tab.max_column).coordinate}"
    tab.auto_filter.add_filter_column(column_number(tab, "status") - 1, ["Klar"])
    hidden(book)


def sheet_added(book: Workbook) -> None:
    book.create_sheet("Arbetsmaterial", 0)["A1"] = "Räkna ihop här"


def headings_changed(book: Workbook) -> None:
    tab_of(book, "Uppdrag")["B1"] = "Våra uppdrag"
    tab_of(book, "Uppdrag")["H5"] = "Läge"


@pytest.mark.parametrize(
    "change",
    [sorted_backwards, row_inserted, column_inserted, column_moved, renamed, reordered, hidden,
     filtered, headings_changed],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_moved_around_is_silently_fine(year: Year, change: Change) -> None:  # RC05
    data = returned(year, "hsn")
    hand_in(year, data, HSN)
    expected = answers_of(standing(year, "hsn"))
    receipt = hand_in(year, changed(data, change), HSN)
    assert (receipt.outcome, codes(receipt)) == ("accepted", [])
    assert len(history(year)) == 2
    assert expected == answers_of(standing(year, "hsn"))


def test_an_own_sheet_is_told_and_stops_nothing(year: Year) -> None:  # RC05
    receipt = hand_in(year, changed(returned(year, "hsn"), sheet_added), HSN)
    assert (receipt.outcome, codes(receipt)) == ("remarks", ["INL-35"])


@pytest.mark.parametrize(
    ("where", "value", "expected"),
    [
        (("Indikatorer", "hsn-2.2.1", "indicator"), "Något annat", ["INL-11"]),
        (("Indikatorer", "hsn-2.2.1", "unit"), None, ["INL-11"]),
        (("Indikatorer", "hsn-2.2.1", "target"), 0.54, ["INL-12"]),
        (("Indikatorer", "hsn-1.1.3", "target"), "Minska", ["INL-12"]),
        (("Indikatorer", "hsn-2.2.1", "baseline"), None, ["INL-12"]),
        (("Ekonomi", "hsn", "budget"), 6535, ["INL-12"]),
        (("Ekonomi", "hsn", "period_budget"), 4357, ["INL-12"]),
        (("Ekonomi", "hsn", "budget"), "=6000+534", ["INL-12"]),
    ],
)
def test_locked_cell_changed(  # RC06
    year: Year, where: tuple[str, str, str], value: Typed, expected: list[str]
) -> None:
    receipt = hand_in(year, changed(returned(year, "hsn"), typing(where, value)), HSN)
    assert expected == codes(receipt)
    assert where[0] == receipt.problems[0].place.sheet


def sheet_copied(book: Workbook) -> None:
    book.copy_worksheet(tab_of(book, "Ekonomi"))


def sheet_removed(book: Workbook) -> None:
    book.remove(tab_of(book, "Texter"))


def start_removed(book: Workbook) -> None:
    book.remove(tab_of(book, "Start"))


def column_removed(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    tab.delete_cols(column_number(tab, "analysis"))


def column_copied(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    col, last = column_number(tab, "analysis"), tab.max_column + 1
    for row in range(1, tab.max_row + 1):
        tab.cell(row, last, tab.cell(row, col).value)
    tab.cell(FIRST_ROW, last, "En annan analys")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (sheet_removed, ["INL-06"]),
        (start_removed, ["INL-06"]),
        (sheet_copied, ["INL-07"]),
        (row_removed, ["INL-08"]),
        (row_copied, ["INL-09"]),
        (column_removed, ["INL-10"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_missing_or_doubled_is_refused(  # RC07
    year: Year, change: Change, expected: list[str]
) -> None:
    receipt = hand_in(year, changed(returned(year, "rf"), change), RF)
    assert expected == codes(receipt)
    assert standing(year, "rf") is None


def test_copied_column_is_refused(year: Year) -> None:  # RC07
    receipt = hand_in(year, changed(returned(year, "rf"), column_copied), RF)
    assert receipt.outcome == "refused"


def test_all_problems_are_told_at_once_in_order(year: Year) -> None:  # RC07
    def change(book: Workbook) -> None:
        row_copied(book)
        sheet_removed(book)
        typing(("Ekonomi", "rf", "outcome"), "ca 4")(book)

    receipt = hand_in(year, changed(returned(year, "rf"), change), RF)
    assert codes(receipt) == ["CELL-02", "INL-06", "INL-09"]
