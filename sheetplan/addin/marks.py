"""Marks in the open workbook: tinted cells with notes, and a sheet that lists what was found.

What a cell looked like before is kept in hidden columns of that sheet, so that it can be put back.
Notes that people have written are left alone. Readers of returned workbooks know the list and the
notes, and do not read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from sheetplan.addin.failures import SheetsLocked
from sheetplan.addin.native import opened_up
from sheetplan.addin.opened import Opened
from sheetplan.excel import look
from sheetplan.excel.remarks import ERROR_TINT, HEADS, REMARK_TINT
from sheetplan.plan.copy_sheets import REMARKS
from sheetplan.plan.counting import counted
from sheetplan.plan.own_table.own_tables import tab_names
from sheetplan.schema.problem import Place, Problem

LIST = "Kontroll"
_HOW = (
    "Röd cell: fel. Orange cell: anmärkning. Håll pekaren över cellen så står det vad och hur. "
    "Rensa markeringar tar bort färgerna, anteckningarna och det här bladet."
)
_MORE = "… och {count} till. Rätta de här först och kontrollera igen."
_SHOWN = 500
_TABLE = 5  # row of the list's headers
_FIRST = _TABLE + 1
_KEPT = len(HEADS) + 1  # the hidden columns: sheet, cell, tint
_MARKER = _KEPT + 3
_NO_TINT = "-"
_TINT = re.compile(r"#[0-9A-F]{6}")
_OURS = re.compile(r"(?:Fel|Anmärkning): .*\[[A-Z]+-\d+\]", re.DOTALL)

_Cell = tuple[str, str]  # a sheet's name and a cell


class Marks:
    """What is marked in a workbook."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def show(self, problems: Sequence[Problem]) -> tuple[str, tuple[str, ...]]:
        """Mark the cells and list the problems.

        Return the list's name, and the sheets that could not be marked.

        Nothing at all is changed where nothing is found and nothing was marked.
        """
        if problems and self._opened.native.is_closed(self._opened.book):
            raise SheetsLocked(self._opened.name)
        self.clear()
        if not problems:
            return "", ()
        by_cell = _by_cell(problems)
        with self._opened.untouched(), ExitStack() as stack:
            sheets, locked = self._sheets({sheet for sheet, _ in by_cell}, stack)
            tints = {
                (sheet, cell): _marked(sheets[sheet].range(cell), said)
                for (sheet, cell), said in by_cell.items()
                if sheet in sheets
            }
            listed = self._list(problems, tints)
        return listed, locked

    def clear(self) -> int | None:
        """Put every marked cell back as it was; return how many, or None with no list either."""
        listed, kept = self._listed()
        noted = self._noted()
        if listed is None and not noted:
            return None
        cells = {*kept, *noted}
        with self._opened.untouched(), ExitStack() as stack:
            sheets, _ = self._sheets({sheet for sheet, _ in (*kept, *noted)}, stack)
            for (sheet, cell), note in noted.items():
                if sheet in sheets:
                    note.delete()
                    tint = kept.pop((sheet, cell), f"#{_INPUT}")  # a row that was moved
                    sheets[sheet].range(cell).color = None if tint == _NO_TINT else tint
            for (sheet, cell), tint in kept.items():
                if sheet in sheets and _hex(sheets[sheet].range(cell).color) in _OUR_TINTS:
                    sheets[sheet].range(cell).color = None if tint == _NO_TINT else tint
            if listed is not None:
                self._remove(listed)
        return len(cells)

    def _remove(self, listed: Any) -> None:  # noqa: ANN401 - xlwings' sheet
        app = self._opened.app
        shown, app.display_alerts = app.display_alerts, False  # it asks before it removes a sheet
        try:
            listed.delete()
        finally:
            app.display_alerts = shown

    def _sheets(
        self, wanted: set[str], stack: ExitStack
    ) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Open the sheets that are wanted and can be seen; name those that have a password."""
        sheets, locked = {}, []
        for name, sheet in self._opened.visible_sheets().items():
            if name in wanted and stack.enter_context(opened_up(self._opened.native, sheet)):
                sheets[name] = sheet
            elif name in wanted:
                locked.append(name)
        return sheets, tuple(locked)

    def _listed(self) -> tuple[Any, dict[_Cell, str]]:
        """Return the list's sheet and what each marked cell looked like before."""
        for sheet in self._opened.book.sheets:
            if sheet.range((1, _MARKER)).value == REMARKS:
                area = sheet.range((_FIRST, _KEPT), (_FIRST + _SHOWN, _KEPT + 2))
                rows = area.options(ndim=2, err_to_str=True).value
                return sheet, dict(_kept(rows))
        return None, {}

    def _noted(self) -> dict[_Cell, Any]:
        """Return our notes, by the cells that they stand in now."""
        return {
            (name, _plain(note.location.address)): note
            for name, sheet in self._opened.visible_sheets().items()
            for note in sheet.notes
            if _OURS.fullmatch(note.text.strip())
        }

    def _list(self, problems: Sequence[Problem], tints: Mapping[_Cell, str]) -> str:
        """Write the list on a sheet of its own and return its name."""
        book = self._opened.book
        name = tab_names((LIST,), [sheet.name for sheet in book.sheets])[0]
        tab = book.sheets.add(name, before=book.sheets(1))
        shown = problems[:_SHOWN]
        lines = [[*_told(one), *_state(one, tints)] for one in shown]
        area = tab.range((_FIRST, 1), (_FIRST + len(lines) - 1, _MARKER - 1))
        area.number_format = "@"  # so that no text is taken for a formula
        area.value = lines
        tab.range((1, 1)).value = f"{LIST} – {self._opened.name}"
        tab.range((2, 1)).value = f"{counted(problems)}."
        tab.range((3, 1)).value = _HOW
        tab.range((1, _MARKER)).value = REMARKS
        if len(problems) > _SHOWN:
            more = _MORE.format(count=len(problems) - _SHOWN)
            tab.range((_FIRST + len(lines), 1)).value = more
        _dress(tab, shown)
        return name


_INPUT = look.INPUT_FILL.fgColor.rgb[-6:]
_OUR_TINTS = {f"#{ERROR_TINT}", f"#{REMARK_TINT}"}


def _by_cell(problems: Sequence[Problem]) -> dict[_Cell, list[Problem]]:
    found: dict[_Cell, list[Problem]] = {}
    for problem in problems[:_SHOWN]:
        if problem.place.sheet and problem.place.cell:
            found.setdefault((problem.place.sheet, problem.place.cell), []).append(problem)
    return found


def _marked(cell: Any, said: Sequence[Problem]) -> str:  # noqa: ANN401 - xlwings' range
    """Mark a cell and return the tint that it had."""
    had = _hex(cell.color)
    is_error = any(problem.is_error for problem in said)
    cell.color = f"#{ERROR_TINT if is_error else REMARK_TINT}"
    if cell.note is None:
        told = (f"{_kind(one)}: {one.message} [{one.rule.code}]" for one in said)
        cell.add_note("\n\n".join(told))
    return had


def _hex(colour: tuple[int, int, int] | None) -> str:
    return _NO_TINT if colour is None else "#{:02X}{:02X}{:02X}".format(*colour)


def _plain(address: str) -> str:
    return address.replace("$", "")


def _kept(rows: Sequence[Sequence[object]]) -> Iterator[tuple[_Cell, str]]:
    """Read the hidden columns; what does not look like ours is passed over."""
    for sheet, cell, tint in rows:
        if str(tint) == _NO_TINT or _TINT.fullmatch(str(tint)):
            yield (str(sheet), str(cell)), str(tint)


def _kind(problem: Problem) -> str:
    return problem.rule.severity.value.capitalize()


def _told(problem: Problem) -> list[str]:
    """Return a problem's line, under the same headers as in a copy with remarks."""
    rule, place = problem.rule, problem.place
    sign = "✖" if problem.is_error else "•"
    where = "!".join(part for part in (place.sheet, place.cell) if part) or "Hela filen"
    what, fix = (text.format_map(problem.facts) for text in (rule.what, rule.fix))
    return [f"{sign} {_kind(problem)}", where, place.label, what, fix, f"{rule.why} [{rule.code}]"]


def _state(problem: Problem, tints: Mapping[_Cell, str]) -> list[str]:
    at = (problem.place.sheet, problem.place.cell)
    return [*at, tints[at]] if at in tints else ["", "", ""]


def _dress(tab: Any, problems: Sequence[Problem]) -> None:  # noqa: ANN401 - xlwings' sheet
    """Make the list look like a copy's."""
    heads = tab.range((_TABLE, 1), (_TABLE, len(HEADS)))
    heads.value = [label for label, _ in HEADS]
    heads.color = f"#{look.BLUE}"
    heads.font.bold, heads.font.color = True, "#FFFFFF"
    tab.range((1, 1)).font.bold, tab.range((1, 1)).font.size = True, 16
    tab.range((2, 1)).font.bold = True
    for col, (_, width) in enumerate(HEADS, start=1):
        tab.range((1, col)).column_width = width
    tab.range((1, _KEPT), (1, _MARKER)).columns.hidden = True
    body = tab.range((_FIRST, 1), (_FIRST + len(problems), len(HEADS)))
    body.wrap_text, body.vertical_alignment = True, "top"
    for row, problem in enumerate(problems, start=_FIRST):
        tint = ERROR_TINT if problem.is_error else REMARK_TINT
        tab.range((row, 1)).color = f"#{tint}"
        _link(tab.range((row, 2)), problem.place)


def _link(cell: Any, place: Place) -> None:  # noqa: ANN401 - xlwings' range
    if place.sheet and place.cell:
        quoted = place.sheet.replace("'", "''")
        text = f"{place.sheet}!{place.cell}"
        cell.add_hyperlink(f"#'{quoted}'!{place.cell}", text, f"Gå till {text}")
