"""Every printed figure of a plan and where it stands: what identities are reckoned with.

A figure's decimals say how exact it is. Excel's General format drops a decimal that is zero, so a
whole figure may be more exact than it looks. In Ramar and Åtgärder it is as exact as its column;
in the statements as its row, though no more than its column (a column of whole figures is whole).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from sheetplan.plan.amount import Amount, printed_decimals
from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.frame import Frame
from sheetplan.plan.measure import Measure
from sheetplan.plan.settings import YEAR_MONTH
from sheetplan.plan.statement import STATEMENTS
from sheetplan.plan.words import Post
from sheetplan.schema.column import YEAR, Column, Row, column_of
from sheetplan.schema.problem import Place
from sheetplan.schema.reading import Found

TABLES: tuple[type[Row], ...] = (Frame, Measure, *STATEMENTS)
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_PART_OF_YEAR = re.compile(rf"(?<!\d){YEAR_MONTH}(?!\d)")
_HALF = Decimal("0.5")

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Figure:
    """A figure as it is printed, with so many decimals.

    Attributes:
        row: id of its row; of a number in a text, the number itself.
        name: what its row is called.
        header: of its column; empty for a number in a text.
    """

    value: Decimal
    decimals: int
    place: Place = field(default_factory=Place)
    row: str = ""
    name: str = ""
    header: str = ""

    @property
    def bound(self) -> Decimal:
        """How far the number behind it may be from it."""
        return _HALF.scaleb(-self.decimals)

    @property
    def key(self) -> Key:
        """What tells it from other figures."""
        return (self.place.sheet, self.place.cell, self.row)


@dataclass(frozen=True)
class Header:
    """A column's header and its year; an implied year is not written in it."""

    label: str
    year: int | None = None
    implied: bool = False


@dataclass(frozen=True)
class FigureRow:
    """A row of a table with its figures by header.

    Attributes:
        kept: as the plan keeps it.
        place: where its id stands.
        computed_at: where it says how it is reckoned.
    """

    sheet: str
    kept: Row
    id: str
    name: str
    place: Place
    computed_at: Place
    figures: Mapping[str, Figure]

    @property
    def computed(self) -> str | None:
        """How it is reckoned, as the plan writes it."""
        return getattr(self.kept, "computed", None)

    @property
    def post(self) -> Post | None:
        """What it stands for in a statement."""
        return getattr(self.kept, "post", None)

    @property
    def is_part(self) -> bool:
        """It is a part or a sum of other rows, and not counted again in the sheet's sum."""
        return bool(self.computed or getattr(self.kept, "part_of", None))


@dataclass(frozen=True)
class FigureTable:
    """The figures of one sheet, its headers in their order."""

    sheet: str
    headers: tuple[Header, ...]
    rows: tuple[FigureRow, ...]

    def find(self, wanted: str) -> tuple[Header, ...]:
        """Return the columns that a header or a year may mean."""
        whole = tuple(h for h in self.headers if folded(h.label) == folded(wanted))
        year = folded_year(wanted)
        return whole if whole or not year.isdecimal() else self.in_year(int(year))

    def in_year(self, year: int) -> tuple[Header, ...]:
        """Return the columns of a year, those that say so before those that imply it."""
        found = tuple(h for h in self.headers if h.year == year)
        return tuple(h for h in found if not h.implied) or found

    def beside(self, label: str, step: int) -> str:
        """Return the header so many columns to the right, or nothing."""
        labels = [h.label for h in self.headers]
        at = labels.index(label) + step if label in labels else -1
        return labels[at] if 0 <= at < len(labels) else ""


@dataclass(frozen=True)
class Figures:
    """The figures of a whole plan."""

    tables: tuple[FigureTable, ...]

    @cached_property
    def _tables(self) -> Mapping[str, FigureTable]:
        return {folded(table.sheet): table for table in self.tables}

    @cached_property
    def _rows(self) -> Mapping[str, FigureRow]:
        return {row.id: row for row in reversed(tuple(self.rows()))}

    def table(self, name: str) -> FigureTable | None:
        """Return a table by its sheet's name."""
        return self._tables.get(folded(name))

    def rows(self) -> Iterator[FigureRow]:
        """Yield the rows of all tables."""
        return (row for table in self.tables for row in table.rows)

    def row(self, row_id: str) -> FigureRow | None:
        """Return a row by its id."""
        return self._rows.get(row_id.casefold())

    def beside(self, figure: Figure, step: int) -> Figure | None:
        """Return the figure so many columns to the right on the same row."""
        table, row = self.table(figure.place.sheet), self.row(figure.row)
        if table is None or row is None:
            return None
        return row.figures.get(table.beside(figure.header, step))


def folded(text: str) -> str:
    """Return a name without regard to case and outer blanks."""
    return " ".join(text.split()).casefold()


def column_names(text: str | int | None) -> tuple[str, ...]:
    """Read headers and years with commas between; a year typed as a number comes as ``2 025``."""
    names = (folded_year(part.strip()) for part in str(text or "").split(","))
    return tuple(name for name in names if name)


def folded_year(text: str) -> str:
    """Return a year without the space that a number has in it, and other text as it is."""
    compact = "".join(text.split())
    return compact if _YEAR.fullmatch(compact) else text


def year_in(text: str) -> int | None:
    """Return the only year in a header, or None."""
    found = set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else None


def first_year_in(text: str) -> int | None:
    """Return the first year that a text names: 2023 in ”från 2023, återställs senast 2026”."""
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def figures_of(found: Mapping[type[Row], Found[Row]], year: int) -> Figures:
    """Gather the figures of the sheets of a plan for a year."""
    return Figures(tuple(_table(found[t], year) for t in TABLES if t in found and found[t].rows))


def _table(found: Found[Row], year: int) -> FigureTable:
    where = sorted((found.columns or {}).items(), key=lambda pair: pair[1])
    columns = [column_of(type(found.rows[0]), key) for key, _ in where]
    columns = [c for c in columns if isinstance(c.kind, Amount)]
    rows = [_row(found, index, columns) for index in range(len(found.rows))]
    by_row = type(found.rows[0]) in STATEMENTS
    headers = tuple(_header(c, year) for c in columns)
    return FigureTable(found.sheet, headers, tuple(_as_exact(rows, by_row=by_row)))


def _header(column: Column, year: int) -> Header:
    if _PART_OF_YEAR.search(column.label):
        return Header(column.label)  # ”Utfall t.o.m. 2025-08” is no year's amount
    told = year_in(column.label)
    implied = {"budget": year, "base": year - 1}.get(column.key)
    return Header(column.label, told or implied, implied=told is None)


def _row(found: Found[Row], index: int, columns: list[Column]) -> FigureRow:
    kept = found.rows[index]
    row_id = str(getattr(kept, "id", ""))
    name = excerpt(str(getattr(kept, "shown_name", getattr(kept, "name", ""))))
    figures: dict[str, Figure] = {}
    for column in columns:
        value = column.of(kept)
        if isinstance(value, Decimal):
            place = found.place(index, column.key)
            place = dataclasses.replace(place, label=f"{name}, {column.label}")
            decimals = printed_decimals(value)
            figures[column.label] = Figure(value, decimals, place, row_id, name, column.label)
    computed_at = found.place(index, "computed" if hasattr(kept, "computed") else "id")
    place = found.place(index, "id")
    return FigureRow(found.sheet, kept, row_id, name, place, computed_at, figures)


def _as_exact(rows: list[FigureRow], *, by_row: bool) -> Iterator[FigureRow]:
    """Give whole figures the decimals that the others of their row or column have."""
    most: dict[str, int] = {}
    for row in rows:
        for header, figure in row.figures.items():
            most[header] = max(most.get(header, 0), figure.decimals)
    for row in rows:
        own = max((f.decimals for f in row.figures.values()), default=0)
        exact = {
            header: dataclasses.replace(
                f, decimals=min(own, most[header]) if by_row else most[header]
            )
            if f.decimals == 0
            else f
            for header, f in row.figures.items()
        }
        yield dataclasses.replace(row, figures=exact)
