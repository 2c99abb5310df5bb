"""A neutral table: title, columns and rows, which Excel, Word, CSV and HTML each render."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheetplan.plan.amount import printed_decimals
from sheetplan.plan.mark import Mark
from sheetplan.schema.numbers import show_number


@dataclass(frozen=True)
class Quantity:
    """A number with its unit and its number of decimals; 72 and ``%`` for 72 %."""

    value: Decimal
    unit: str = ""
    decimals: int = 0

    def __str__(self) -> str:
        shown_unit = self.unit if self.unit == "%" else ""
        return show_number(self.value, self.decimals, shown_unit)


TableValue = str | int | date | Quantity | Mark | None


@dataclass(frozen=True)
class TableColumn:
    """A column: key for data, label for people, share of the width, unit of its numbers."""

    key: str
    label: str
    width: int = 12
    unit: str = ""
    is_figure: bool = False

    @property
    def header(self) -> str:
        """The label with its unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


def in_column(amounts: Iterable[Decimal | None]) -> list[Quantity | None]:
    """Show amounts of one column, all with the decimals of the most exact of them."""
    amounts = tuple(amounts)
    decimals = max((printed_decimals(v) for v in amounts if v is not None), default=0)
    return [None if v is None else Quantity(v, "", decimals) for v in amounts]


def words(key: str, label: str, width: int = 20) -> TableColumn:
    """Make a column of text or marks."""
    return TableColumn(key, label, width)


def figures(key: str, label: str, unit: str = "", width: int = 12) -> TableColumn:
    """Make a right-aligned column of numbers."""
    return TableColumn(key, label, width, unit, is_figure=True)


@dataclass(frozen=True)
class Table:
    """Title, columns and rows.

    Attributes:
        key: the table's key in files and JSON.
        emphasis: indices of rows that are totals or headings.
        note: what must be said under the table.
        caution: what must follow every row that is copied from it.
        about: what it is for, to one who looks for something among many tables.
        comments: of which row something is said, and what; for those who see no column of it.
    """

    key: str
    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableValue, ...], ...]
    emphasis: frozenset[int] = frozenset()
    note: str = ""
    caution: str = ""
    comments: tuple[tuple[str, str], ...] = ()
    about: str = ""
