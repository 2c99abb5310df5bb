"""A sheet as it was found: cells with value, format, formula and error, wherever it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

CellValue = str | Decimal | bool | date | None
Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it came in.

    Attributes:
        value: text, number, truth value or date; None for blank and for errors.
        number_format: Excel's format code; ``0.72`` in a ``0%`` cell is seen as 72 %.
        formula: the formula's text without the equals sign; ``value`` is its stored result.
        error: Excel's error text, such as ``#DIV/0!``.
    """

    value: CellValue = None
    number_format: str = "General"
    formula: str | None = None
    error: str | None = None

    @property
    def is_blank(self) -> bool:
        """Nothing that a person would see."""
        text_only = isinstance(self.value, str) and not self.value.strip()
        return self.error is None and (self.value is None or text_only)

    @property
    def is_percent(self) -> bool:
        """The number is shown multiplied by a hundred."""
        return "%" in self.number_format


@dataclass(frozen=True)
class Grid:
    """One sheet: its name and its cells by (row, column), both counted from 1.

    Attributes:
        hidden: the rows with cells that are hidden, by hand or by a filter.
        merged: the merged areas; the value of each is in its first cell.
        is_hidden: the sheet itself is.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell] = field(repr=False)
    hidden: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    is_hidden: bool = False

    def at(self, row: int, col: int) -> Cell:
        """Return the cell, blank where nothing was written."""
        return self.cells.get((row, col), Cell())

    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """Return the rows that hold anything, top down, each as column → cell."""
        by_row: dict[int, dict[int, Cell]] = {}
        for (row, col), cell in sorted(self.cells.items()):
            if not cell.is_blank:
                by_row.setdefault(row, {})[col] = cell
        return by_row


def column_letters(col: int) -> str:
    """Return the letters of a column counted from 1: 1 → A, 28 → AB."""
    return column_letters((col - 1) // 26) + chr(ord("A") + (col - 1) % 26) if col else ""


def address(row: int, col: int) -> str:
    """Return a cell's address as people say it: (7, 2) → B7."""
    return f"{column_letters(col)}{row}"
