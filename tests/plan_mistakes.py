"""Mistakes planted in the bundled plan's workbook: which cell, and the rule that must name it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import SHEETS
from sheetplan.plan.target import TargetKind
from sheetplan.schema.column import Column, Row, columns_of
from sheetplan.schema.kinds import Choice, Date, Identity, Number, Reference, Text
from tests.conftest import saved, tab_of

HEAD, FIRST = 4, 5
BLANK = ""
INDICATOR_DOUBTS = (  # each on a row of its own, whose form is in order
    ("Enhet", "procent", "CELL-18"),
    ("Enhet", "-", "CELL-18"),
    ("Målvärde", "drygt 72", "CELL-15"),
    ("Målvärde", "minst 90 % och högst 30 dagar", "CELL-17"),
    ("Målvärde", "Motsvara rikets genomsnitt", "PLAN-15"),
    ("Målvärde", "som lägst 2 % per år", "PLAN-16"),
    ("Målvärde", "20–35", "PLAN-14"),
    ("Målvärde", "-", "PLAN-05"),
)


class Mistake(NamedTuple):
    """A cell with something wrong in it, and the rule that it breaks."""

    sheet: str
    cell: str
    code: str


def plan_with_mistakes(seed: int, count: int) -> tuple[bytes, set[Mistake]]:
    """Return the bundled plan's workbook with so many mistakes, all of them different cells."""
    book = load_workbook(plan_folder() / PLAN_FILE)
    random = Random(seed)  # noqa: S311 - the same each time
    planted = set(_doubts(book))
    rows = {(m.sheet, _row(m.cell)) for m in planted}
    places = [place for place in _places(book) if (place[0].sheet, place[2].row) not in rows]
    for row_class, column, cell in random.sample(places, count - len(planted)):
        value, code = random.choice(list(_mistakes(column)))
        cell.value = value or None
        planted.add(Mistake(row_class.sheet, cell.coordinate, code))
    return saved(book), planted


def _row(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _doubts(book: Workbook) -> Iterator[Mistake]:
    tab = tab_of(book, Indicator.sheet)
    headers = _headers(tab)
    for number, (label, value, code) in enumerate(INDICATOR_DOUBTS, start=FIRST):
        cell = tab.cell(number, headers[label])
        cell.value = value
        yield Mistake(tab.title, cell.coordinate, code)


def _headers(tab: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column or 0 for cell in tab[HEAD] if cell.value is not None}


def _places(book: Workbook) -> Iterator[tuple[type[Row], Column, Cell]]:
    """Give every cell that a mistake can be made in."""
    for row_class in SHEETS:
        if row_class.vertical or row_class.sheet not in book.sheetnames:
            continue
        tab = tab_of(book, row_class.sheet)
        headers = _headers(tab)
        for number in range(FIRST, tab.max_row + 1):
            texts = [str(cell.value) for cell in tab[number] if cell.value is not None]
            is_sum = any(text.startswith(("Summa", "Total")) for text in texts)
            for column in columns_of(row_class) if texts and not is_sum else ():
                cell = tab.cell(number, headers.get(column.label, 1))
                if column.label in headers and any(_mistakes(column)) and isinstance(cell, Cell):
                    yield row_class, column, cell


def _mistakes(column: Column) -> Iterator[tuple[str, str]]:
    """Give what may be typed wrong in a column, and the rule that it breaks."""
    if column.required:
        yield BLANK, "CELL-01"
    match column.kind:
        case Text():
            return
        case TargetKind():
            yield from (("20–10", "CELL-16"), ("1.000", "CELL-04"), ("=1+1", "CELL-11"))
        case Identity():
            yield "två ord", "CELL-02"
        case Reference():
            yield "finns-inte", "CELL-10"
        case Choice():
            yield "Vet inte", "CELL-09"
        case Date():
            yield "sista december", "CELL-02"
        case Number():
            yield from (("ca 300", "CELL-02"), ("1.000", "CELL-04"), ("#DIV/0!", "CELL-03"))
