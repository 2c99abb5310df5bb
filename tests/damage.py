"""What can become of a workbook on its way: each kind of damage, done at a random place.

Every text that is typed has a number of its own, so that it can be found again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import FIRST_ROW, KEYS_ROW, start_cell, tab_of

Damage = Callable[[Random, Workbook], None]
_CHOICES = {"absence", "current", "forecast", "status"}
_FIGURES = {"outcome", "comparison", "forecast"}


def number(random: Random) -> int:
    return random.randint(1_000_000, 9_999_999)


def token(random: Random, text: str) -> str:
    return f"{text} nr {number(random)}"


def tabs(book: Workbook) -> list[Worksheet]:
    """Return the sheets of the form that are left, but for the start."""
    marked = (
        tab for tab in book.worksheets if str(tab.cell(KEYS_ROW, 1).value)[:10] == "sheetplan:"
    )
    return [tab for tab in marked if tab.max_row >= FIRST_ROW + 1]


def keys(tab: Worksheet) -> dict[str, int]:
    found = {tab.cell(KEYS_ROW, col).value: col for col in range(2, tab.max_column + 1)}
    return {str(key): col for key, col in found.items() if key}


def open_cells(book: Workbook, among: set[str] | None = None) -> Iterator[Cell]:
    """Give the cells that are to be filled in, in some columns or in all."""
    for tab in tabs(book):
        for key, col in keys(tab).items():
            for row in range(FIRST_ROW, tab.max_row + 1):
                cell = tab.cell(row, col)
                chosen = among is None or key in among
                if chosen and isinstance(cell, Cell) and not cell.protection.locked:
                    yield cell


def a_cell(random: Random, book: Workbook, among: set[str] | None = None) -> Cell:
    return random.choice(list(open_cells(book, among)) or [Cell(Worksheet(book), 1, 1)])


def a_tab(random: Random, book: Workbook) -> Worksheet:
    left = tabs(book)
    if left:
        return random.choice(left)
    empty = book.create_sheet(token(random, "Tom"))
    assert isinstance(empty, Worksheet)
    return empty


def a_row(random: Random, tab: Worksheet) -> int:
    return random.randint(FIRST_ROW, max(FIRST_ROW, tab.max_row))


def text_for_number(random: Random, book: Workbook) -> None:
    a_cell(random, book, _FIGURES).value = token(random, "ca 70,")


def hundredfold(random: Random, book: Workbook) -> None:
    cell = a_cell(random, book, {"outcome"})
    cell.value = number(random)


def error_value(random: Random, book: Workbook) -> None:
    a_cell(random, book).value = random.choice(["#DIV/0!", "#N/A", "#REF!"])


def date_for_number(random: Random, book: Workbook) -> None:
    cell = a_cell(random, book, _FIGURES)
    cell.value, cell.number_format = date(1990, 1, random.randint(1, 28)), "yyyy-mm-dd"


def word_not_in_the_list(random: Random, book: Workbook) -> None:
    a_cell(random, book, _CHOICES).value = token(random, "På gång")


def formula_never_computed(random: Random, book: Workbook) -> None:
    a_cell(random, book, _FIGURES).value = f"=4000+{number(random)}"


def text_like_a_formula(random: Random, book: Workbook) -> None:
    cell = a_cell(random, book)
    cell.value = f"=SUMMA(A1:A{number(random)})"
    cell.data_type = "s"


def odd_text(random: Random, book: Workbook) -> None:
    text = random.choice(["_x0041_ \tå", "<b>&amp;</b> ”ä”", "rad\n\nrad", "x" * 32_000, "@nämnd"])
    a_cell(random, book).value = f"{text} {number(random)}"


def share_without_percent(random: Random, book: Workbook) -> None:
    cell = a_cell(random, book, {"outcome"})
    cell.value, cell.number_format = number(random) / 10_000_000, "General"


def row_removed(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    tab.delete_rows(a_row(random, tab))


def row_copied(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    row, last = a_row(random, tab), tab.max_row + 1
    for col in range(1, tab.max_column + 1):
        tab.cell(last, col, tab.cell(row, col).value)
    tab.cell(last, random.choice(list(keys(tab).values()) or [2])).value = token(random, "Dubbelt")


def row_without_its_id(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    tab.cell(a_row(random, tab), 1).value = None


def rows_sorted(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    rows: list[list[Any]] = [[c.value for c in row] for row in tab.iter_rows(min_row=FIRST_ROW)]
    random.shuffle(rows)
    for number, values in enumerate(rows, start=FIRST_ROW):
        for col, value in enumerate(values, start=1):
            cell = tab.cell(number, col)
            if isinstance(cell, Cell):
                cell.value = value


def column_moved(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    first, last = sorted(random.sample(range(2, tab.max_column + 3), 2))
    for row in range(KEYS_ROW, tab.max_row + 1):
        one, other = tab.cell(row, first), tab.cell(row, last)
        if isinstance(one, Cell) and isinstance(other, Cell):
            one.value, other.value = other.value, one.value


def column_removed(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    tab.delete_cols(random.randint(2, tab.max_column + 1))


def column_copied(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    col, last = random.choice(list(keys(tab).values()) or [2]), tab.max_column + 1
    for row in range(KEYS_ROW, tab.max_row + 1):
        tab.cell(row, last, tab.cell(row, col).value)
    tab.cell(a_row(random, tab), last).value = token(random, "Annan kolumn")


def sheet_removed(random: Random, book: Workbook) -> None:
    book.remove(a_tab(random, book))


def sheet_copied(random: Random, book: Workbook) -> None:
    copy = book.copy_worksheet(a_tab(random, book))
    copy.cell(a_row(random, copy), max(2, copy.max_column)).value = token(random, "Kopia")


def start_copied(random: Random, book: Workbook) -> None:
    if "Start" in book.sheetnames:
        copy = book.copy_worksheet(tab_of(book, "Start"))
        copy.cell(random.randint(1, 50), 2).value = token(random, "Annan start")


def start_removed(random: Random, book: Workbook) -> None:
    del random
    if "Start" in book.sheetnames:
        book.remove(book["Start"])


def tab_renamed(random: Random, book: Workbook) -> None:
    a_tab(random, book).title = token(random, "Flik")
    book.move_sheet(book.worksheets[-1], -len(book.worksheets) + 1)


def keys_lost(random: Random, book: Workbook) -> None:
    a_tab(random, book).delete_rows(KEYS_ROW)


def cells_merged(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    row, col = a_row(random, tab), random.randint(2, max(2, tab.max_column - 1))
    try:
        tab.merge_cells(start_row=row, end_row=row + 1, start_column=col, end_column=col + 1)
    except AttributeError:  # already merged
        return


def text_below(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    tab.cell(tab.max_row + random.randint(1, 4), random.randint(1, 9), token(random, "Dessutom"))


def text_beside(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    tab.cell(a_row(random, tab), tab.max_column + random.randint(1, 4), number(random))


def text_in_a_locked_cell(random: Random, book: Workbook) -> None:
    tab = a_tab(random, book)
    cell = tab.cell(random.randint(1, tab.max_row), random.randint(2, tab.max_column + 1))
    if isinstance(cell, Cell) and cell.row != KEYS_ROW:
        cell.value = token(random, "Vårt mål") if random.random() < 0.5 else number(random)


def own_sheet(random: Random, book: Workbook) -> None:
    tab = book.create_sheet(token(random, "Anteckningar"))
    for _ in range(random.randint(1, 4)):
        tab.cell(random.randint(1, 30), random.randint(1, 9), token(random, "Anteckning"))


def not_signed(random: Random, book: Workbook) -> None:
    if "Start" in book.sheetnames:
        label = random.choice(["Namn", "Befattning", "Datum", "Klart att lämna in"])
        cell = next((c for c in tab_of(book, "Start")["A"] if c.value == label), None)
        if cell is not None:
            start_cell(book, label).value = random.choice([None, token(random, "Snart")])


DAMAGES: tuple[Damage, ...] = (
    text_for_number, hundredfold, error_value, date_for_number, word_not_in_the_list,
    formula_never_computed, text_like_a_formula, odd_text, share_without_percent, row_removed,
    row_copied, row_without_its_id, rows_sorted, column_moved, column_removed, column_copied,
    sheet_removed, sheet_copied, start_copied, start_removed, tab_renamed, keys_lost, cells_merged,
    text_below, text_beside, text_in_a_locked_cell, own_sheet, not_signed,
)  # fmt: skip


def answered(random: Random, book: Workbook) -> None:
    """Answer some cells anew, as no sample does."""
    texts = {"comment", "analysis", "motive", "text"}
    for cell in list(open_cells(book, texts)):
        if random.random() < 0.2:
            cell.value = token(random, random.choice(["Å", "=1", "+", "’", "Vi ökar\n\noch"]))
    for cell in list(open_cells(book, {"outcome", "forecast"})):
        if random.random() < 0.2 and isinstance(cell.value, int | float):
            cell.value = cell.value * (1 + random.random())
