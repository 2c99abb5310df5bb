"""An amount as it is printed: its decimals are kept, for they say how exact it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sheetplan.schema.cell import Cell
from sheetplan.schema.kinds import Number, Reading
from sheetplan.schema.numbers import decimals_of, rounded, show_number

_MOST = 3  # decimals that a number without a format is taken to be printed with
_DECIMALS = re.compile(r"\.(0+)")


@dataclass(frozen=True)
class Amount(Number):
    """A number with the decimals that people see: ``16,0`` is read as 16.0, not as 16."""

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; rounds to what the cell shows."""
        reading = super().parse(cell)
        if not isinstance(reading.value, Decimal):
            return reading
        return replace(reading, value=rounded(reading.value, _shown_decimals(cell, reading.value)))

    def show(self, value: object) -> str:
        """As ``Kind.show``, with the decimals that the amount has."""
        if not isinstance(value, Decimal):
            return ""
        return show_number(value, printed_decimals(value), "%" if self.is_percent else "")


AMOUNT = Amount()


def printed_decimals(value: Decimal) -> int:
    """Return how many decimals an amount is printed with: 1 for 16.0."""
    return max(0, -int(value.as_tuple().exponent))


def _shown_decimals(cell: Cell, value: Decimal) -> int:
    if isinstance(cell.value, str):
        return printed_decimals(value)
    shown = cell.number_format.split(";")[0]
    if "0" in shown:
        found = _DECIMALS.search(shown)
        return len(found[1]) if found else 0
    return min(decimals_of(value), _MOST)
