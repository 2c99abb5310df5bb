"""What stands outside a form is told, once a tab; and answers in merged cells are asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sheetplan.plan.copy_sheets import Stray, copy_sheet
from sheetplan.plan.form import Form
from sheetplan.plan.receiving import IDENTITY_SHEET, Received
from sheetplan.plan.returns import SignOff
from sheetplan.plan.rules import return_rules
from sheetplan.plan.unit_tabs import beside_units, is_unit_tab
from sheetplan.plan.written import Tab, tab_of
from sheetplan.schema.cell import Grid
from sheetplan.schema.column import column_of
from sheetplan.schema.kinds import as_found
from sheetplan.schema.problem import Place, Problem

_START_COLUMNS, _START_LINES = 3, 8  # of the start sheet, and below its sign-off


def may_stray(form: Form, grids: Sequence[Grid]) -> bool:
    """Tell whether anything seems to stand outside the form; the form's own texts decide."""
    return any(_has_outside(form, grid) for grid in grids)


def _has_outside(form: Form, grid: Grid) -> bool:
    if grid.is_hidden or grid.name == IDENTITY_SHEET:
        return False
    if is_unit_tab(grid):
        return any(beside_units(grid))
    tab = tab_of(form, grid)
    if tab is not None:
        return any(_is_beside(tab, *at) for at, cell in grid.cells.items() if not cell.is_blank)
    done = column_of(SignOff, "done").label
    signed = next((r for (r, c), cell in grid.cells.items() if c == 1 and cell.value == done), 0)
    filled = [at for at, cell in grid.cells.items() if not cell.is_blank]
    if signed:
        return any(r > signed + _START_LINES or c > _START_COLUMNS for r, c in filled)
    sheet = copy_sheet(grid)
    return any(sheet.added()) if sheet else bool(filled)


def _is_beside(tab: Tab, row: int, col: int) -> bool:
    below = row > tab.head + 1 and row not in tab.rows
    return below or col not in tab.columns


def strayed(strays: Iterable[Stray], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Tell of the first stray of each tab and how many there are, but for what is told already."""
    problems = tuple(problems)
    if any(problem.rule is return_rules.RETURN_SHEET for problem in problems):
        return  # what strays is then the lost sheet, and that is told
    told = {(problem.place.sheet, problem.place.cell) for problem in problems}
    left = [s for s in strays if (s.place.sheet, s.place.cell) not in told]
    for _, some in groupby(left, key=lambda stray: stray.place.sheet):
        first, *others = some
        facts = {"found": _cut(first.text), "more": _more(len(others))}
        yield Problem(return_rules.RETURN_STRAY, first.place, facts)


def _cut(text: str, longest: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _more(count: int) -> str:
    if not count:
        return ""
    return f", liksom {count} {'cell' if count == 1 else 'celler'} till på bladet,"


def merged_answers(received: Received, grids: Iterable[Grid]) -> Iterator[Problem]:
    """An answer in cells that are merged with another answer's may belong to either."""
    by_sheet: dict[str, list[Place]] = {}
    for place in received.places.values():
        by_sheet.setdefault(place.sheet, []).append(place)
    for grid in grids:
        for top, left, bottom, right in grid.merged:
            inside = [
                place
                for place in by_sheet.get(grid.name, ())
                if top <= place.row <= bottom and left <= place.col <= right
            ]
            said = as_found(grid.at(top, left))
            for place in inside if len(inside) > 1 else ():
                others = " och ".join(p.cell for p in inside if p != place)
                facts = {"others": others, "found": said or "inget"}
                yield Problem(return_rules.RETURN_MERGED, place, facts)
