"""Rows from a grid: headers found by their labels, all problems collected, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sheetplan.schema import rules
from sheetplan.schema.cell import Cell, Grid, address
from sheetplan.schema.column import Column, Row, column_of, columns_of
from sheetplan.schema.kinds import Fault, Kind
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.rules import CELL_MISSING

R = TypeVar("R", bound=Row)
_HEADER_WITHIN = 20  # rows with anything in them


@dataclass(frozen=True)
class Found(Generic[R]):
    """Rows that could be read, the place of each, and every problem met on the way.

    ``places`` gives a row's sheet row; ``columns`` gives a key's column; both count from 1.
    """

    rows: tuple[R, ...]
    problems: tuple[Problem, ...]
    sheet: str = ""
    places: tuple[int, ...] = ()
    columns: Mapping[str, int] | None = None

    def place(self, index: int, key: str) -> Place:
        """Return the place of one field of one of the rows."""
        row_class = type(self.rows[index])
        col = (self.columns or {}).get(key, 1)
        label = column_of(row_class, key).label
        return _place(row_class, self.sheet, self.places[index], col, label)


def place_of(sheet: str, row: int, col: int, label: str = "") -> Place:
    """Return a place on a sheet by its row and column."""
    return Place(sheet=sheet, row=row, col=col, cell=address(row, col), label=label)


def read_cell(
    cell: Cell, kind: Kind, *, required: bool, place: Place
) -> tuple[object, tuple[Problem, ...]]:
    """Read one cell as a kind; a blank that is required is a problem."""
    reading = kind.read(cell)
    faults = reading.faults
    if required and reading.value is None and not faults:
        faults = (Fault(CELL_MISSING, {"wanted": kind.wanted}),)
    return reading.value, tuple(Problem(f.rule, place, f.facts) for f in faults)


def read_rows(row_class: type[R], grid: Grid) -> Found[R]:
    """Read a sheet that people keep, with its header row anywhere in the first twenty rows."""
    if row_class.vertical:
        grid = _turned(row_class, grid)
    head, where, problems = _find_header(row_class, grid)
    if head is None:
        return Found((), tuple(problems), grid.name)
    rows: list[R] = []
    places: list[int] = []
    columns = [column_of(row_class, key) for key in where]
    incomplete = any(c.required and c.key not in where for c in columns_of(row_class))
    for number in [head + 1] if row_class.vertical else [n for n in grid.rows() if n > head]:
        cells = [grid.at(number, where[c.key]) for c in columns]
        if not row_class.vertical and all(cell.is_blank for cell in cells):
            continue
        values: dict[str, Any] = {}
        faulty = False
        for c, cell in zip(columns, cells, strict=True):
            place = _place(row_class, grid.name, number, where[c.key], c.label)
            value, found = read_cell(cell, c.kind, required=c.required, place=place)
            problems.extend(found)
            faulty = faulty or any(p.is_error for p in found)
            if value is not None and c.tag:
                values.setdefault(c.key.partition(".")[0], {})[c.tag] = value
            elif value is not None:
                values[c.key] = value
        if not (faulty or incomplete):
            rows.append(row_class(**values))
            places.append(number)
    return Found(tuple(rows), tuple(problems), grid.name, tuple(places), where)


def _find_header(
    row_class: type[Row], grid: Grid
) -> tuple[int | None, dict[str, int], list[Problem]]:
    columns = columns_of(row_class)
    known = {_folded(label): c for c in columns for label in (c.label, *c.former)}
    rows = {number: grid.rows()[number] for number in list(grid.rows())[:_HEADER_WITHIN]}
    hits = {n: sum(_folded(c.value) in known for c in rows[n].values()) for n in rows}
    best = max(hits, key=lambda number: hits[number], default=0)
    if not hits.get(best):
        place = Place(sheet=grid.name)
        return None, {}, [_missing(grid, c, place) for c in columns if c.required]
    where: dict[str, int] = {}
    problems: list[Problem] = []
    for col, cell in rows[best].items():
        place = _place(row_class, grid.name, best, col)
        label = " ".join(str(cell.value).split())
        column = known.get(_folded(label)) or _member(columns, label, grid, (best, col))
        facts = {"column": label, "sheet": grid.name}
        if column is None:
            problems.append(Problem(rules.COLUMN_UNKNOWN, place, facts))
        elif column.key in where:
            problems.append(Problem(rules.COLUMN_DOUBLE, place, facts))
        else:
            where[column.key] = col
    place = Place(sheet=grid.name)
    problems += [_missing(grid, c, place) for c in columns if c.required and c.key not in where]
    return best, where, problems


def _member(
    columns: Sequence[Column], label: str, grid: Grid, head: tuple[int, int]
) -> Column | None:
    """Find a header's family; a column that holds only something else is not of the family."""
    row, col = head
    below = [c for (r, k), c in grid.cells.items() if k == col and r > row and not c.is_blank]
    for c in columns:
        tag = c.tag_in(label) if c.family else ""
        if tag and (not below or any(c.kind.read(x).value is not None for x in below)):
            return c.member(tag)
    return None


def _place(row_class: type[Row], sheet: str, row: int, col: int, label: str = "") -> Place:
    return place_of(sheet, *((col, row) if row_class.vertical else (row, col)), label)


def _missing(grid: Grid, column: Column, place: Place) -> Problem:
    return Problem(rules.COLUMN_MISSING, place, {"column": column.label, "sheet": grid.name})


def _folded(value: object) -> str:
    return " ".join(str(value).split()).casefold()


def _turned(row_class: type[Row], grid: Grid) -> Grid:
    """Turn a vertical sheet (label, value, help) so that labels are a header row.

    Only rows whose first cell is a known label are settings; the rest is headings and help.
    """
    known = {_folded(label) for c in columns_of(row_class) for label in (c.label, *c.former)}
    hits = [(row, col) for (row, col), cell in grid.cells.items() if _folded(cell.value) in known]
    columns = [col for _, col in hits]
    first = max(columns, key=columns.count, default=1)
    rows = {row for row, col in hits if col == first}
    cells = {
        (col, row): cell
        for (row, col), cell in grid.cells.items()
        if row in rows and col in {first, first + 1}
    }
    return Grid(grid.name, cells)
