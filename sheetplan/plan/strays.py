"""What stands outside a form is told, once a tab; and answers in merged cells are asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sheetplan.plan.computing import Values, compute
from sheetplan.plan.copy_sheets import copy_sheet
from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.form import Form
from sheetplan.plan.identity_number import without_identity_numbers
from sheetplan.plan.receiving import IDENTITY_SHEET, Received
from sheetplan.plan.returns import SignOff
from sheetplan.plan.rules import return_rules
from sheetplan.plan.stray import Stray
from sheetplan.plan.unit_tabs import beside_units, is_unit_tab
from sheetplan.plan.written import Tab, gives, tab_of, without_numbers
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.column import Role, column_of, columns_of
from sheetplan.schema.kinds import as_found
from sheetplan.schema.problem import Place, Problem

_IN_FORMULAS = 50  # of a file; the rest is counted

Texts = Mapping[str, Collection[str]]


def may_stray(form: Form, grids: Sequence[Grid], tops: Texts) -> bool:
    """Tell whether anything seems to stand outside the form; all its own texts then decide.

    ``tops`` are the texts of its start sheet and of the heads of its other sheets.
    """
    computed = compute(form, {})
    return any(_has_outside(form, grid, tops, computed) for grid in grids)


def _has_outside(form: Form, grid: Grid, tops: Texts, computed: Values) -> bool:
    if grid.is_hidden or grid.name == IDENTITY_SHEET:
        return False
    if is_unit_tab(grid):
        return any(beside_units(grid))
    tab = tab_of(form, grid)
    filled = ((at, cell) for at, cell in grid.cells.items() if not cell.is_blank)
    if tab is not None:
        own = tops.get(tab.sheet.title, ())
        return any(
            _is_beside(tab, *at, cell, own)
            or (
                _is_over(tab, *at, cell, computed)
                and not form.is_of_units(tab.key(tab.rows[at[0]], at[1]))
            )
            for at, cell in filled
        )
    done = column_of(SignOff, "done").label
    if any(c == 1 and cell.value == done for (_, c), cell in grid.cells.items()):
        own = set(map(without_numbers, tops.get(SignOff.sheet, ())))
        labels = {column.label for column in columns_of(SignOff)}
        return any(
            cell.formula is None
            and grid.at(r, c - 1).value not in labels
            and without_numbers(cell.value) not in own
            for (r, c), cell in filled
        )
    sheet = copy_sheet(grid)
    return any(sheet.added()) if sheet else any(filled)


def _is_beside(tab: Tab, row: int, col: int, cell: Cell, own: Collection[str]) -> bool:
    if row in tab.controls:
        return not tab.is_of_control(col, cell, own)
    if row < tab.head:
        # A title may be worded otherwise, as headings may.
        is_title = col == tab.first and row < tab.head - 1
        return not is_title and cell.value not in own
    is_head = row <= tab.head + 1
    return col not in tab.columns or not (is_head or row in tab.rows)


def _is_over(tab: Tab, row: int, col: int, cell: Cell, computed: Values) -> bool:
    """Tell whether something stands in place of a formula, and not what an empty form has."""
    if cell.formula is not None or row not in tab.rows or col not in tab.columns:
        return False
    one, column = tab.rows[row], tab.columns[col]
    if tab.sheet.role(one, column) is not Role.COMPUTED:
        return False
    return not gives(tab.sheet.kind(one, column.key), computed.get(tab.key(one, col)), cell)


def strayed(
    strays: Iterable[Stray], problems: Iterable[Problem], reckoned_at: Iterable[Place]
) -> Iterator[Problem]:
    """Tell of the first stray of each tab and how many there are, but for what is told already.

    What stands in place of a formula (``reckoned_at``) is told by itself.
    """
    problems = tuple(problems)
    reckoned = {(place.sheet, place.cell) for place in reckoned_at}
    if any(problem.rule is return_rules.RETURN_SHEET for problem in problems):
        return  # what strays is then the lost sheet, and that is told
    told = {(problem.place.sheet, problem.place.cell) for problem in problems}
    left = [s for s in strays if (s.place.sheet, s.place.cell) not in told]
    in_formulas = [s for s in left if (s.place.sheet, s.place.cell) in reckoned]
    for stray in in_formulas[:_IN_FORMULAS]:
        yield Problem(return_rules.RETURN_IN_FORMULA, stray.place, {"found": _cut(stray.text)})
    left = [s for s in left if s not in in_formulas[:_IN_FORMULAS]]
    for _, some in groupby(left, key=lambda stray: stray.place.sheet):
        first, *others = some
        facts = {"found": _cut(first.text), "more": _more(len(others))}
        yield Problem(return_rules.RETURN_STRAY, first.place, facts)


def _cut(text: str) -> str:
    return excerpt(without_identity_numbers(" ".join(text.split())))


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
            held = grid.at(top, left)
            if held.is_blank:
                continue
            said = as_found(held)
            for place in inside if len(inside) > 1 else ():
                others = " och ".join(p.cell for p in inside if p != place)
                facts = {"others": others, "found": said or "inget"}
                yield Problem(return_rules.RETURN_MERGED, place, facts)
