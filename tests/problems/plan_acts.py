"""What a person did to the plan's workbook for entries that no sheet in Markdown can show."""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.flows.year import Year, read_plan_file
from sheetplan.schema.problem import Problem
from tests.conftest import Change, saved, tab_of
from tests.problems.series_acts import SERIES_ACTS

Act = Callable[[Year], tuple[Problem, ...]]


def plan_file(change: Change) -> Act:
    """Change the plan's workbook by hand and read it."""

    def act(year: Year) -> tuple[Problem, ...]:
        book = load_workbook(io.BytesIO(year.plan_file.read_bytes()))
        change(book)
        year.plan_file.write_bytes(saved(book))
        return read_plan_file(year.plan_file).problems

    return act


def renamed(book: Workbook) -> None:
    """Give the tab of the indicators the year in its name."""
    tab_of(book, "Indikatorer").title = "Indikatorer 2026"


def copied(book: Workbook) -> None:
    """Keep two copies of a tab, none under its own name."""
    tab = tab_of(book, "Enheter")
    tab.title = "Enheter gammal"
    book.copy_worksheet(tab).title = "Enheter ny"


def unclear(book: Workbook) -> None:
    """Give two sheets of the same columns one tab between them, under a name of its own."""
    book.remove(tab_of(book, "Kassaflöde"))
    tab_of(book, "Investeringar").title = "Siffror"


def doubled(book: Workbook) -> None:
    """Copy a tab and add a blank to its name."""
    book.copy_worksheet(tab_of(book, "Nämnder")).title = "NÄMNDER "


def hidden(book: Workbook) -> None:
    """Hide a row and let a filter hide two more."""
    tab = tab_of(book, "Enheter")
    for row in (5, 7, 8):
        tab.row_dimensions[row].hidden = True


def merged(sheet: str, area: str) -> Change:
    """Merge some cells."""
    return lambda book: tab_of(book, sheet).merge_cells(area)


PLAN_ACTS: dict[str, Act] = {
    "SHEET-05": plan_file(renamed),
    "SHEET-06": plan_file(copied),
    "SHEET-07": plan_file(unclear),
    "SHEET-09": plan_file(hidden),
    "SHEET-12": plan_file(merged("Nämnder", "B5:B6")),
    "SHEET-13": plan_file(merged("Uppdrag", "F5:F6")),
    "SHEET-15": plan_file(doubled),
    **SERIES_ACTS,
}
