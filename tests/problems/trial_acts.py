"""What was done for the entries that the trial of returned workbooks gave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from sheetplan.flows.receive import check, receive
from sheetplan.flows.year import Year
from sheetplan.plan.receiving import IDENTITY_SHEET
from sheetplan.schema.problem import Problem
from tests.conftest import NOW, PERIOD, Change, cell_of, changed, returned, tab_of

Found = tuple[Problem, ...]


def checked(year: Year, data: bytes, name: str) -> Found:
    """Return what is said about a file that came in."""
    return check(year, [put(year, data, name)])[0].problems


def put(year: Year, data: bytes, name: str) -> Path:
    """Put a file in the inbox."""
    path = year.inbox / name
    path.write_bytes(data)
    return path


def filled(change: Change) -> Callable[[Year], Found]:
    """Change a filled-in workbook by hand and send it in."""
    name = f"rf-{PERIOD}.xlsx"
    return lambda year: checked(year, changed(returned(year, "rf"), change), name)


def saved_again(book: Workbook) -> None:
    """Only save the workbook."""
    del book


def other_came_later(year: Year) -> Found:
    """Send a file, then another, then the first again."""
    checked(year, returned(year, "run"), f"run-{PERIOD}.xlsx")
    receive(year, (), NOW)
    (year.inbox / f"run-{PERIOD}.xlsx").write_bytes(changed(returned(year, "run"), saved_again))
    receive(year, (), NOW + timedelta(hours=1))
    checked(year, returned(year, "run"), "igen.xlsx")
    return receive(year, [year.inbox / "igen.xlsx"], NOW + timedelta(days=1))[0].problems


def two_at_once(year: Year) -> Found:
    """Send two files that differ from one committee."""
    checked(year, returned(year, "run"), f"run-{PERIOD}.xlsx")
    (year.inbox / f"run-{PERIOD} (1).xlsx").write_bytes(
        changed(returned(year, "run"), saved_again)
    )
    return check(year, ())[1].problems


def note_added(book: Workbook) -> None:
    """Hang a comment on a cell."""
    cell_of(book, "Ekonomi", "rf", "outcome").comment = Comment("Preliminärt", "Eva")


def text_beside(book: Workbook) -> None:
    """Write beside the form, in three cells."""
    for cell in ("L6", "L7", "M7"):
        tab_of(book, "Ekonomi")[cell] = "Stäm av med Eva"


def cells_merged(book: Workbook) -> None:
    """Merge two answers."""
    tab_of(book, "Uppdrag").merge_cells("F6:F7")


def marks_differ(year: Year) -> Found:
    """Move the hidden sheet to another workbook of ours."""

    def change(book: Workbook) -> None:
        tab = tab_of(book, IDENTITY_SHEET)
        row = next(r for r in range(1, tab.max_row + 1) if tab.cell(r, 1).value == "issue_id")
        tab.cell(row, 2, "0123456789abcdef0123456789abcdef")

    return checked(year, changed(returned(year, "rf"), change), f"rf-{PERIOD}.xlsx")


TRIAL_ACTS: dict[str, Callable[[Year], Found]] = {
    "INL-35": filled(text_beside),
    "INL-36": filled(cells_merged),
    "INL-37": marks_differ,
    "INL-38": filled(note_added),
    "INL-51": two_at_once,
    "INL-54": other_came_later,
}
