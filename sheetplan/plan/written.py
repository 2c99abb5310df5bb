"""What a person wrote in a returned workbook, raw: answers, signature and all that strayed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sheetplan.plan.computing import Key, compute
from sheetplan.plan.controls import HEADS
from sheetplan.plan.copy_sheets import CopySheet, copy_sheet, joined
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.receiving import (
    MARKER,
    Received,
    compare_given,
    digits,
    is_control,
    read_identity,
)
from sheetplan.plan.returns import SignOff
from sheetplan.plan.stray import LONGEST, Stray, in_cells
from sheetplan.plan.unit_tabs import beside_units, is_unit_tab
from sheetplan.plan.words import Agreement, Judged
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.column import Column, Role, columns_of
from sheetplan.schema.kinds import Kind, as_found
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import place_of, read_cell

SHOWN = 5_000  # strays whose text is kept; more are only counted
_TELLING = 8  # characters of a text that nobody writes by chance as the form has it
_NUMBER = re.compile(r"\d+")

Spot = tuple[str, int, int]  # a tab's name, row and column


@dataclass
class Written:
    """What was written in a workbook.

    Attributes:
        answers: the asked cells that hold something, as they came in.
        signed: the sign-off's cells, by column key.
        strays: what stood elsewhere, in order.
        listed: what a copy with remarks that came back lists as having stood elsewhere before.
        left_out: how many more cells that list only counted.
        keys: which of the form's cells stood where.
        titles: the form's name of a sheet by the name that its tab had.
    """

    answers: dict[Key, Cell] = field(default_factory=dict)
    signed: dict[str, Cell] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    listed: list[Stray] = field(default_factory=list)
    left_out: int = 0
    keys: dict[Spot, Key] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def elsewhere(self) -> list[Stray]:
        """All that stood elsewhere, now or before, but for what is an answer on its sheet now."""
        moved = {
            (self.titles.get(tab, tab), _folded(_said(self.answers[key])))
            for (tab, _, _), key in self.keys.items()
            if key in self.answers
        }
        left = [s for s in self.listed if not _is_moved(s, moved)]
        return joined(left, self.strays)


def read_written(
    form: Form, grids: Sequence[Grid], texts: Mapping[str, Collection[str]]
) -> Written:
    """Find all that a person wrote; ``texts`` are the form's own, by sheet."""
    return _Reader(form, texts).read(grids)


def kept(cell: Cell) -> Cell:
    """Return a cell as a copy keeps it: a formula's value, and its text where it has none."""
    if cell.formula is None:
        return cell
    value = cell.value
    if value is None and cell.error is None:
        value = f"={cell.formula}"
    return replace(cell, value=value, formula=None)


def reread(
    form: Form, answers: Mapping[Key, Cell], places: Mapping[Key, Place] | None = None
) -> Received:
    """Read answers as they would be read from a copy where they stand at these places."""
    values: dict[Key, object] = {}
    asked: dict[Key, Place] = {}
    problems: list[Problem] = []
    for sheet in form.sheets:
        for row in sheet.rows:
            for key in sorted(row.asked & {c.key for c in sheet.columns}):
                at = (sheet.answer.key, row.id, key)
                place = asked[at] = places[at] if places else Place()
                cell, kind = answers.get(at, Cell()), sheet.kind(row, key)
                value, found = read_cell(cell, kind, required=False, place=place)
                problems += found
                if value is not None:
                    values[at] = value
    reckoned_at = {key: place for key, place in (places or {}).items() if key not in asked}
    return Received(values, asked, None, tuple(problems), reckoned_at=reckoned_at)


def _said(cell: Cell) -> str:
    """Write all that a cell says, uncut."""
    value = cell.value
    text = value if isinstance(value, str) else "" if value is None else as_found(cell)
    if cell.error is not None:
        text = cell.error
    if cell.formula is not None:
        return f"{text} (={cell.formula})" if text else f"={cell.formula}"
    return text


def _is_moved(stray: Stray, answers: Collection[tuple[str, str]]) -> bool:
    text = _folded(stray.text)
    return len(text) >= _TELLING and (stray.place.sheet, text) in answers


def _folded(value: object) -> str:
    return " ".join(str(value).split()).casefold()


def without_numbers(value: object) -> str:
    """Return a text of the start sheet as it is known: what is counted in it may have changed."""
    return _NUMBER.sub("0", _folded(value))


@dataclass(frozen=True)
class Tab:
    """A sheet of the form as it stands in one tab: what each row and column is."""

    sheet: FormSheet
    grid: Grid
    head: int
    key_column: int
    columns: Mapping[int, Column]
    rows: Mapping[int, FormRow]
    controls: frozenset[int] = frozenset()

    @property
    def first(self) -> int:
        """The first column that is shown; 0 where the hidden keys are lost."""
        shown = (col for col, column in self.columns.items() if column.role is not Role.KEY)
        return min(shown, default=0)

    def key(self, row: FormRow, col: int) -> Key:
        """Return which of the form's cells one is."""
        return (self.sheet.answer.key, row.id, self.columns[col].key)

    def is_as_given(self, row: FormRow, col: int, cell: Cell) -> bool:
        """Tell whether a cell holds what the plan gives in a row."""
        column = self.columns[col]
        return not any(compare_given(self.sheet, row, column, cell, Place()))

    def is_of_control(self, col: int, cell: Cell, own: Collection[str]) -> bool:
        """Tell whether a cell on a control's row is the control's: its words, sums or verdict."""
        shown = sorted(c for c, column in self.columns.items() if column.role is not Role.KEY)
        if col == self.key_column or cell.formula is not None:
            return True
        words = {_folded(text) for one in Agreement for text in (one.label, one.mark)}
        is_told = _folded(_said(cell)) in words | set(map(_folded, own))
        is_amount = col in shown[: len(HEADS)] and not isinstance(cell.value, str)
        return is_told or is_amount

    def is_left(self, cells: Mapping[int, Cell]) -> bool:
        """Tell whether a row without its id is one of the form's, by all that is given in it."""
        given = {
            col: cell
            for col, cell in cells.items()
            if col in self.columns and self.columns[col].role in _LOCKED
        }
        rows = self.sheet.rows if given else ()
        return any(all(self.is_as_given(row, c, given[c]) for c in given) for row in rows)


_LOCKED = {Role.KEY, Role.GIVEN}


class _Reader:
    """Reads one workbook; the first tab of a sheet counts, what differs in a copy of it strays."""

    def __init__(self, form: Form, texts: Mapping[str, Collection[str]]) -> None:
        self._form = form
        self._own = {title: set(map(_folded, own)) for title, own in texts.items()}
        tops = texts.get(SignOff.sheet, ())
        self._start = {*map(without_numbers, tops), "0 av 0", "ifyllt 0 av 0"}
        self._made = Written()
        self._computed: list[tuple[Tab, FormRow, tuple[int, int]]] = []
        self._sign_off = {c.label: c.key for c in columns_of(SignOff)}

    def read(self, grids: Sequence[Grid]) -> Written:
        """Read every tab."""
        done = next(label for label, key in self._sign_off.items() if key == "done")
        for grid in grids:
            tab = tab_of(self._form, grid)
            if tab is not None:
                self._made.titles[grid.name] = tab.sheet.title
                self._name_cells(tab)
                self._read_tab(tab)
            elif is_unit_tab(grid):  # what the units have said, to be read
                for at in beside_units(grid):
                    self._stray(grid, at)
            elif any(at[1] == 1 and cell.value == done for at, cell in grid.cells.items()):
                self._made.titles[grid.name] = SignOff.sheet
                self._read_start(grid)
            elif read_identity([grid]) is None:
                self._read_other(grid)
        self._read_computed()
        order = {grid.name: number for number, grid in enumerate(grids)}
        self._made.strays.sort(key=lambda s: (order[s.place.sheet], s.place.row, s.place.col))
        return self._made

    def _stray(self, grid: Grid, at: tuple[int, int], label: str = "") -> None:
        if self._is_full(grid):
            self._made.strays.append(Stray(Place(sheet=grid.name, row=at[0], col=at[1]), ""))
            return
        self._made.strays += in_cells(place_of(grid.name, *at, label), _said(grid.cells[at]))

    def _is_full(self, grid: Grid) -> bool:
        strays = self._made.strays
        return len(strays) > SHOWN and strays[-1].place.sheet == grid.name

    def _is_ours(self, title: str, cell: Cell, shortest: int = _TELLING) -> bool:
        """Tell whether the form has the same text on the same sheet."""
        text = _folded(_said(cell))
        return len(text) >= shortest and text in self._own.get(title, ())

    def _name_cells(self, tab: Tab) -> None:
        for col, column in tab.columns.items():
            self._made.keys[tab.grid.name, tab.head + 1, col] = (
                tab.sheet.answer.key,
                "",
                column.key,
            )
            for number, row in tab.rows.items():
                self._made.keys[tab.grid.name, number, col] = tab.key(row, col)

    def _read_tab(self, tab: Tab) -> None:
        lines = tab.grid.rows()
        left = {n for n, cells in lines.items() if n not in tab.rows and tab.is_left(cells)}
        for at, cell in _filled(tab.grid):
            number, col = at
            row, column = tab.rows.get(number), tab.columns.get(col)
            if row is not None and column is not None:
                self._read_cell(tab, row, at, cell)
            elif number <= tab.head + 1:
                is_key = number == tab.head and (column is not None or col == tab.key_column)
                if not (is_key or self._is_ours(tab.sheet.title, cell, shortest=1)):
                    self._stray(tab.grid, at)
            elif number in tab.controls:
                if not tab.is_of_control(col, cell, self._own.get(tab.sheet.title, ())):
                    self._stray(tab.grid, at)
            elif number in left and column is not None and column.role in _LOCKED:
                continue
            elif not self._is_ours(tab.sheet.title, cell):
                self._stray(tab.grid, at, column.label if column else "")

    def _read_cell(self, tab: Tab, row: FormRow, at: tuple[int, int], cell: Cell) -> None:
        """Read a cell of the form's: asked, computed, or given and perhaps changed."""
        key, column = tab.key(row, at[1]), tab.columns[at[1]]
        role, answers = tab.sheet.role(row, column), self._made.answers
        if role is Role.COMPUTED:
            self._computed.append((tab, row, at))
        elif role in _LOCKED:
            if not tab.is_as_given(row, at[1], cell):
                self._stray(tab.grid, at, column.label)
        elif column.key in row.asked and key not in answers and len(_said(cell)) <= LONGEST:
            answers[key] = cell
        elif column.key not in row.asked or _said(cell) != _said(answers.get(key, Cell())):
            self._stray(tab.grid, at, column.label)

    def _read_start(self, grid: Grid) -> None:
        signed = self._made.signed
        for (row, col), cell in _filled(grid):
            label = str(grid.at(row, col - 1).value)
            key = self._sign_off.get(label)
            if key and key not in signed:
                signed[key] = cell
            elif key and _said(cell) != _said(signed[key]):
                self._stray(grid, (row, col), label)
            elif not (
                key or cell.formula is not None or without_numbers(_said(cell)) in self._start
            ):
                self._stray(grid, (row, col))

    def _read_other(self, grid: Grid) -> None:
        """Read a tab that is not the form's, or has lost what it is known by."""
        sheet = copy_sheet(grid)
        if sheet is not None:
            self._read_copy_sheet(sheet)
            return
        shortest = 1 if grid.is_hidden else _TELLING
        for at, cell in _filled(grid):
            if self._is_full(grid):  # a sheet of their own with all its figures
                self._stray(grid, at)
                continue
            is_marker = isinstance(cell.value, str) and cell.value.startswith(MARKER)
            if not is_marker and not self._is_ours(grid.name, cell, shortest):
                self._stray(grid, at)

    def _read_copy_sheet(self, sheet: CopySheet) -> None:
        for at in sheet.added():
            self._stray(sheet.grid, at)
        self._made.listed = joined(self._made.listed, sheet.lines())
        self._made.left_out = max(self._made.left_out, sheet.left_out())

    def _read_computed(self) -> None:
        """What stands in place of a formula strays, unless it is what the formula gave."""
        received = reread(self._form, {k: kept(c) for k, c in self._made.answers.items()})
        given = [compute(self._form, values) for values in (received.values, {})]
        for tab, row, at in self._computed:
            cell, key, column = tab.grid.cells[at], tab.key(row, at[1]), tab.columns[at[1]]
            kind = tab.sheet.kind(row, column.key)
            wanted = [computed.get(key) for computed in given]
            if cell.formula is not None or self._form.is_of_units(key):
                continue
            if not any(gives(kind, value, cell) for value in wanted):
                self._stray(tab.grid, at, column.label)


def gives(kind: Kind, value: object, cell: Cell) -> bool:
    """Tell whether a cell shows a computed value."""
    found = kind.read(cell).value
    if isinstance(value, Decimal) and isinstance(found, Decimal):
        return digits(found) == digits(value) or kind.show(found) == kind.show(value)
    shown = str(value.mark) if isinstance(value, Judged) else kind.show(value)
    return _folded(_said(cell)) == _folded(shown)


def tab_of(form: Form, grid: Grid) -> Tab | None:
    """Find which sheet of the form a tab is, by its hidden marker."""
    sheets = {MARKER + sheet.answer.key: sheet for sheet in form.sheets}
    for (head, key_column), cell in sorted(grid.cells.items()):
        sheet = sheets.get(cell.value) if isinstance(cell.value, str) else None
        if sheet is None:
            continue
        known = {column.key: column for column in sheet.columns}
        by_id = {row.id: row for row in sheet.rows}
        columns = {c: known[str(x.value)] for (r, c), x in sorted(grid.cells.items())
                   if r == head and str(x.value) in known}  # fmt: skip
        columns[key_column] = sheet.columns[0]
        rows = {r: by_id[_row_id(x)] for (r, c), x in sorted(grid.cells.items())
                if c == key_column and r > head and _row_id(x) in by_id}  # fmt: skip
        below = ((r, x) for (r, c), x in grid.cells.items() if c == key_column and r > head)
        controls = frozenset(r for r, x in below if is_control(_row_id(x)))
        return Tab(sheet, grid, head, key_column, columns, rows, controls)
    return None


def _row_id(cell: Cell) -> str:
    return str(cell.value).strip().lower()


def _filled(grid: Grid) -> Iterator[tuple[tuple[int, int], Cell]]:
    for at, cell in sorted(grid.cells.items()):
        if not cell.is_blank or (cell.formula is not None and cell.value is None):
            yield at, cell
