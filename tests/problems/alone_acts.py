"""What a person did with a workbook that is checked where there is no year's folder."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.workbook import Workbook

from sheetplan.flows.receive import check_alone
from sheetplan.flows.year import Year
from sheetplan.plan.carried import PART
from sheetplan.plan.receiving import IDENTITY_SHEET
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, Change, changed, returned, tab_of

Found = tuple[Problem, ...]
Act = Callable[[Year], Found]


def alone(change: Change) -> Act:
    """Change a filled-in workbook by hand and check it where there is no year's folder."""

    def act(year: Year) -> Found:
        path = year.root.parent / f"rf-{PERIOD}.xlsx"
        path.write_bytes(changed(returned(year, "rf"), change))
        return check_alone([path])[0].problems

    return act


def not_described(book: Workbook) -> None:
    """Leave out what the workbook carries of the plan."""
    tab = tab_of(book, IDENTITY_SHEET)
    for row in range(1, tab.max_row + 1):
        if str(tab.cell(row, 1).value).startswith(PART):
            tab.cell(row, 1).value = tab.cell(row, 2).value = None


def description_changed(book: Workbook) -> None:
    """Change the budget in what the workbook carries of the plan."""
    tab = tab_of(book, IDENTITY_SHEET)
    cell = next(tab.cell(r, 2) for r in range(1, 99) if tab.cell(r, 1).value == f"{PART}1")
    cell.value = str(cell.value).replace('{"n":"16.3"}', '{"n":"26.3"}')


ALONE_ACTS: dict[str, Act] = {
    "INL-52": alone(not_described),
    "INL-53": alone(description_changed),
}
