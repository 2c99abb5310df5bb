"""Rows from a grid: headers found by their labels, all problems collected, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sheetplan.schema import rules
from sheetplan.schema.cell import Cell, Grid, address
from sheetplan.schema.column import Column, Row, column_of, columns_of
from sheetplan.schema.kinds import Fault, Kind, Text, nearest
from sheetplan.schema.problem import Place, Problem

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Found(Generic[R]):
    """Rows that could be read, the place of each, and every problem met on the way.

    ``places`` gives a row's sheet row; ``columns`` gives a key's column; both count from 1.
    ``values`` gives by sheet row what could be read, of faulty rows too; ``head`` the header row.
    A vertical sheet is read turned: what is a row here is a column of the sheet.
    """

    rows: tuple[R, ...]
    problems: tuple[Problem, ...]
    sheet: str = ""
    places: tuple[int, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    head: int = 0
    values: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    def place(self, index: int, key: str) -> Place:
        """Return the place of one field of one of the rows."""
        return self.place_in(type(self.rows[index]), self.places[index], key)

    def place_in(self, row_class: type[Row], row: int, key: str) -> Place:
        """Return the place of one field of a sheet row, which may be faulty."""
        label = column_of(row_class, key).label
        return _place(row_class, self.sheet, row, self.columns.get(key, 1), label)


def place_of(sheet: str, row: int, col: int, label: str = "") -> Place:
    """Return a place on a sheet by its row and column."""
    return Place(sheet=sheet, row=row, col=col, cell=address(row, col), label=label)


def read_cell(
    cell: Cell, kind: Kind, *, required: bool, place: Place, example: str = ""
) -> tuple[object, tuple[Problem, ...]]:
    """Read one cell as a kind; a blank that is required is a problem."""
    reading = kind.read(cell)
    faults = reading.faults
    if required and reading.value is None and not faults:
        such_as = f", till exempel {example}" if example and isinstance(kind, Text) else ""
        faults = (Fault(rules.CELL_MISSING, {"wanted": f"{kind.wanted}{such_as}"}),)
    return reading.value, tuple(Problem(f.rule, place, f.facts) for f in faults)


def read_rows(row_class: type[R], grid: Grid) -> Found[R]:
    """Read a sheet that people keep, with its header row wherever most of the labels stand."""
    if row_class.vertical:
        grid = _turned(row_class, grid)
    filled = grid.rows()
    head, where, problems = _find_header(row_class, grid, filled)
    if not where:
        return Found((), tuple(problems), grid.name)
    rows: list[R] = []
    places: list[int] = []
    seen: dict[int, dict[str, Any]] = {}
    columns = [column_of(row_class, key) for key in where]
    incomplete = any(c.required and c.key not in where for c in columns_of(row_class))
    for number in [head + 1] if row_class.vertical else [n for n in filled if n > head]:
        cells = [grid.at(number, where[c.key]) for c in columns]
        if not row_class.vertical and all(cell.is_blank for cell in cells):
            continue
        values = seen[number] = {}
        faulty = False
        for c, cell in zip(columns, cells, strict=True):
            at = _place(row_class, grid.name, number, where[c.key], c.label)
            value, said = read_cell(cell, c.kind, required=c.required, place=at, example=c.example)
            problems.extend(said)
            faulty = faulty or any(p.is_error for p in said)
            if value is not None and c.tag:
                values.setdefault(c.key.partition(".")[0], {})[c.tag] = value
            elif value is not None:
                values[c.key] = value
        if not (faulty or incomplete):
            rows.append(row_class(**values))
            places.append(number)
    return Found(tuple(rows), tuple(problems), grid.name, tuple(places), where, head, seen)


def _find_header(
    row_class: type[Row], grid: Grid, rows: Mapping[int, Mapping[int, Cell]]
) -> tuple[int, dict[str, int], list[Problem]]:
    columns = columns_of(row_class)
    known = labels_of(row_class)
    hits = {n: sum(folded(c.value) in known for c in rows[n].values()) for n in rows}
    best = max(hits, key=lambda number: hits[number], default=0)
    where: dict[str, int] = {}
    problems: list[Problem] = []
    for col, cell in rows[best].items() if hits.get(best) else ():
        place = _place(row_class, grid.name, best, col)
        label = " ".join(str(cell.value).split())
        column = known.get(folded(label)) or _member(columns, label, grid, (best, col))
        facts = {"column": label, "sheet": grid.name}
        if column is None:
            free = (c.label for c in columns if c.key not in where and not c.family)
            facts["near"] = nearest(label, free)
            problems.append(Problem(rules.COLUMN_UNKNOWN, place, facts))
        elif column.key in where:
            problems.append(Problem(rules.COLUMN_DOUBLE, place, facts))
        else:
            where[column.key] = col
    problems += [_missing(grid, c) for c in columns if c.required and c.key not in where]
    return best, where, problems


def _member(of: Sequence[Column], label: str, grid: Grid, at: tuple[int, int]) -> Column | None:
    """Find a header's family; a column that holds only something else is not of the family."""
    row, col = at
    below = [c for (r, k), c in grid.cells.items() if k == col and r > row and not c.is_blank]
    for c in of:
        tag = c.tag_in(label) if c.family else ""
        if tag and (not below or any(c.kind.read(x).value is not None for x in below)):
            return c.member(tag)
    return None


def _place(row_class: type[Row], sheet: str, row: int, col: int, label: str = "") -> Place:
    return place_of(sheet, *((col, row) if row_class.vertical else (row, col)), label)


def _missing(grid: Grid, column: Column) -> Problem:
    facts = {"column": column.label, "sheet": grid.name}
    return Problem(rules.COLUMN_MISSING, Place(sheet=grid.name), facts)


def folded(value: object) -> str:
    """Return a label as it is compared: case and blanks do not matter."""
    return " ".join(str(value).split()).casefold()


def labels_of(row_class: type[Row]) -> dict[str, Column]:
    """Return the columns by their labels, former ones too, as they are compared."""
    columns = columns_of(row_class)
    return {folded(label): c for c in columns for label in (c.label, *c.former)}


def _turned(row_class: type[Row], grid: Grid) -> Grid:
    """Turn a vertical sheet (label, value, help) so that labels are a header row.

    Only rows whose first cell is a known label are settings; the rest is headings and help.
    """
    known = labels_of(row_class)
    hits = [(row, col) for (row, col), cell in grid.cells.items() if folded(cell.value) in known]
    columns = [col for _, col in hits]
    first = max(columns, key=columns.count, default=1)
    rows = {row for row, col in hits if col == first}
    cells = {
        (col, row): cell
        for (row, col), cell in grid.cells.items()
        if row in rows and col in {first, first + 1}
    }
    return Grid(grid.name, cells)
