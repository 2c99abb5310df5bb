"""What people do to a sheet that a reader of cells would not see, or would half read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sheetplan.plan.rules import sheet_rules
from sheetplan.schema.cell import Area, Cell, Grid, address, column_letters
from sheetplan.schema.column import ANY, Column, Row, column_of, columns_of
from sheetplan.schema.kinds import as_found, nearest
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import Found, folded, labels_of, place_of
from sheetplan.schema.rules import CELL_MISSING, COLUMN_MISSING, COLUMN_UNKNOWN

_SUM = re.compile(r"(?:del)?summ?a\b|s:a\b|total(?:t|er|summa)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Sheet:
    """A sheet as it was found and what was read from it."""

    row_class: type[Row]
    grid: Grid
    found: Found[Row]

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """The rows that hold anything."""
        return self.grid.rows()

    @cached_property
    def columns(self) -> dict[int, Column]:
        """The read columns by their number; of a vertical sheet, by row."""
        return {col: column_of(self.row_class, key) for key, col in self.found.columns.items()}

    def cells(self) -> dict[tuple[int, int], Column]:
        """Return the places that were read, each with its column."""
        lines = [(n, col, c) for n in self.found.values for col, c in self.columns.items()]
        turned = self.row_class.vertical
        return {((col, n) if turned else (n, col)): c for n, col, c in lines}

    def place(self, row: int, col: int) -> Place:
        return place_of(self.grid.name, row, col)


def layout_problems(row_class: type[Row], grid: Grid, found: Found[Row]) -> tuple[Problem, ...]:
    """Return a sheet's problems: those of its cells, and what its layout does to them.

    Where the layout is the cause, the problem with the cell is not told as well.
    """
    if not found.columns:
        return found.problems
    sheet = _Sheet(row_class, grid, found)
    kept: tuple[Problem, ...] = found.problems
    added: list[Problem] = []
    for check in _CHECKS[row_class.vertical]:
        for problem, caused in check(sheet):
            added.append(problem)
            kept = tuple(one for one in kept if one not in caused)
    return (*kept, *added)


Finding = tuple[Problem, tuple[Problem, ...]]  # and the problems with cells that it explains


def _hidden_rows(sheet: _Sheet) -> Iterator[Finding]:
    """Rows that are not seen are easily forgotten; they are read as the others."""
    hidden = [number for number in sheet.found.values if number in sheet.grid.hidden]
    if hidden:
        one = len(hidden) == 1
        facts = {
            "rows": f"{'Rad' if one else 'Raderna'} {_in_words(hidden)}",
            "are": "är dold eller bortfiltrerad" if one else "är dolda eller bortfiltrerade",
        }
        yield Problem(sheet_rules.ROWS_HIDDEN, sheet.place(hidden[0], 1), facts), ()


def _in_words(rows: list[int]) -> str:
    """Write row numbers in runs: 7, 9–12 och 20."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return " och ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _merged_cells(sheet: _Sheet) -> Iterator[Finding]:
    """A merged area has one value; its other cells are blank, whatever it looks like."""
    cells = sheet.cells()
    for area in sheet.grid.merged:
        first = (area[0], area[1])
        value = sheet.grid.at(*first)
        lost = {at for at in _within(area, cells) if at != first}
        if value.is_blank or not lost:
            continue
        missing = tuple(p for p in sheet.found.problems if p.rule is CELL_MISSING
                        and (p.place.row, p.place.col) in lost)  # fmt: skip
        facts = {
            "area": f"{address(*first)}:{address(area[2], area[3])}",
            "value": as_found(value),
            "first": address(*first),
        }
        rule = sheet_rules.CELLS_MERGED_WANTED if missing else sheet_rules.CELLS_MERGED
        yield Problem(rule, sheet.place(*first), facts), missing


def _within(area: Area, cells: dict[tuple[int, int], Column]) -> Iterator[tuple[int, int]]:
    for row, col in cells:
        if area[0] <= row <= area[2] and area[1] <= col <= area[3]:
            yield row, col


def _split_headers(sheet: _Sheet) -> Iterator[Finding]:
    """A label on the row above or below the others belongs to a header over two rows."""
    for (number, col), column in _stray_labels(sheet).items():
        missing = tuple(
            p
            for p in sheet.found.problems
            if p.rule is COLUMN_MISSING and p.facts["column"] == column.label
        )
        facts = {"column": column.label, "row": str(number), "head": str(sheet.found.head)}
        yield Problem(sheet_rules.HEADER_SPLIT, sheet.place(number, col), facts), missing


def _stray_labels(sheet: _Sheet) -> dict[tuple[int, int], Column]:
    head, known = sheet.found.head, labels_of(sheet.row_class)
    stray: dict[tuple[int, int], Column] = {}
    for number in (head - 1, head + 1):
        for col, cell in sheet.rows.get(number, {}).items():
            column = known.get(folded(cell.value))
            if column and column.key not in sheet.found.columns and col not in sheet.columns:
                stray[number, col] = column
    return stray


def _columns_without_header(sheet: _Sheet) -> Iterator[Finding]:
    """What stands in a column without a header is not read."""
    headed = {*sheet.rows[sheet.found.head], *(col for _, col in _stray_labels(sheet))}
    first: dict[int, int] = {}
    for number in sheet.found.values:
        for col in sheet.rows[number]:
            if col not in headed:
                first.setdefault(col, number)
    for col, number in first.items():
        facts = {"column": column_letters(col)}
        yield Problem(sheet_rules.COLUMN_NAMELESS, sheet.place(number, col), facts), ()


def _rows_above_header(sheet: _Sheet) -> Iterator[Finding]:
    """Rows above the header, as after a sort of the whole sheet; the example is no row."""
    wanted = {col: c for col, c in sheet.columns.items() if c.required and not c.tag}
    above: list[int] = []
    for number in sheet.rows:
        cells = {c.key: (c, sheet.grid.at(number, col)) for col, c in wanted.items()}
        values = {key: c.kind.read(cell).value for key, (c, cell) in cells.items()}
        if number < sheet.found.head and len(values) > 1 and None not in values.values():
            column, cell = cells.get("id", next(iter(cells.values())))
            if folded(cell.value) != folded(column.example):
                above.append(number)
    if above:
        rows = f"{'raderna' if above[1:] else 'rad'} {_in_words(above)}"
        facts = {"rows": rows, "head": str(sheet.found.head)}
        yield Problem(sheet_rules.ROWS_ABOVE, sheet.place(above[0], 1), facts), ()


def _sums(sheet: _Sheet) -> Iterator[Finding]:
    """A sum typed under the rows has no id; it is told as one thing."""
    lacking: dict[int, list[Problem]] = {}
    for problem in sheet.found.problems:
        if problem.rule is CELL_MISSING:
            lacking.setdefault(problem.place.row, []).append(problem)
    is_computed = any(c.key == "computed" for c in columns_of(sheet.row_class))
    own_id = columns_of(sheet.row_class)[0].label
    mend = "Ge raden ett id och skriv i ”Beräknas som” vad den är summan av, eller ta bort den"
    for number, missing in lacking.items():
        texts = (c.value for c in sheet.rows.get(number, {}).values())
        name = next((t for t in texts if isinstance(t, str) and _SUM.match(t.strip())), None)
        if name is not None and own_id in {p.place.label for p in missing}:
            facts = {
                "name": " ".join(name.split()),
                "missing": ", ".join(p.place.label for p in missing),
                "mend": mend if is_computed else "Ta bort raden; summan räknas ut ändå",
            }
            yield Problem(sheet_rules.ROW_SUM, missing[0].place, facts), tuple(missing)


def _nearly_known_columns(sheet: _Sheet) -> Iterator[Finding]:
    """A misspelt header makes a column of its own, where a sheet may have such."""
    known = [c.label for c in columns_of(sheet.row_class) if not c.family]
    for key, col in sheet.found.columns.items():
        column = column_of(sheet.row_class, key)
        family = column_of(sheet.row_class, key.partition(".")[0]).family
        near = nearest(column.label, known) if family == ANY else ""
        if near:
            facts = {"column": column.label, "near": near}
            place = sheet.place(sheet.found.head, col)
            yield Problem(sheet_rules.COLUMN_NEARLY, place, facts), ()


def _unknown_settings(sheet: _Sheet) -> Iterator[Finding]:
    """A label of a vertical sheet that is nearly known, with a value beside it."""
    head, known = sheet.found.head, labels_of(sheet.row_class)
    rows = sheet.found.columns.values()
    for (row, col), cell in sorted(sheet.grid.cells.items()):
        is_setting = col == head and row > min(rows) and not sheet.grid.at(row, col + 1).is_blank
        if is_setting and isinstance(cell.value, str) and folded(cell.value) not in known:
            near = nearest(cell.value, [c.label for c in columns_of(sheet.row_class)])
            facts = {"column": as_found(cell), "sheet": sheet.grid.name, "near": near}
            yield Problem(COLUMN_UNKNOWN, sheet.place(row, col), facts), ()


_CHECKS = {
    False: (
        _hidden_rows,
        _merged_cells,
        _split_headers,
        _columns_without_header,
        _rows_above_header,
        _sums,
        _nearly_known_columns,
    ),
    True: (_merged_cells, _unknown_settings),
}
