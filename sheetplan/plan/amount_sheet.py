"""A sheet of amounts that came back, and which of its amounts are held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sheetplan.plan.controls import Key, Known, frame_columns
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.own_table.table_terms import Way
from sheetplan.plan.receiving import Received
from sheetplan.schema.kinds import Number, plain_number
from sheetplan.schema.numbers import NBSP, rounded
from sheetplan.schema.problem import Place

_MOST = 3  # decimals of a small amount
_APART = 100  # times the amounts of the other rows
OTHER_UNIT = {"mnkr": "tkr", "tkr": "mnkr"}
_COMPARED = {  # an amount of the frames' columns, and what it is held against
    "outcome": ("period_budget", "last_outcome"),
    "forecast": ("budget", "outcome"),
    "period_budget": ("last_outcome",),
}


@dataclass(frozen=True)
class AmountSheet:
    """A sheet of amounts that came back."""

    form: Form
    received: Received
    known: Known
    sheet: FormSheet

    def key(self, row: FormRow, column: str) -> Key:
        """Return which of the form's cells one is."""
        return (self.sheet.answer.key, row.id, column)

    def amount(self, row: FormRow, column: str) -> Decimal | None:
        """Return what stands in a cell, if it is a number."""
        value = self.known.get(self.key(row, column))
        return value if isinstance(value, Decimal) else None

    def place(self, row: FormRow, column: str) -> Place:
        """Return where an asked cell stands."""
        return self.received.places.get(self.key(row, column), Place(sheet=self.sheet.title))

    def asked(self, row: FormRow, column: str) -> bool:
        """Tell whether a cell is filled in by the committee."""
        return self.key(row, column) in self.received.places

    def label(self, column: str) -> str:
        """Return the heading of a column."""
        return next(c.label for c in self.sheet.columns if c.key == column)

    def shown(self, row: FormRow, column: str, value: Decimal) -> str:
        """Write an amount with the decimals it has, though no fewer than its cell shows."""
        kind = self.sheet.kind(row, column)
        unit = kind.unit if isinstance(kind, Number) else ""
        near = 1 if abs(value) >= 1 else _MOST
        text = (
            kind.show(value) if rounded(value, 1) == value else plain_number(rounded(value, near))
        )
        return f"{text}{NBSP}{unit}" if unit in OTHER_UNIT else text

    def unit(self, row: FormRow, column: str) -> str:
        """Return the unit of a cell, or nothing."""
        kind = self.sheet.kind(row, column)
        return kind.unit if isinstance(kind, Number) else ""

    def unit_of(self, key: Key) -> str:
        """Return the unit of one of the sheet's cells, or nothing."""
        row = next((row for row in self.sheet.rows if row.id == key[1]), None)
        return self.unit(row, key[2]) if row else ""

    def is_apart(self, row: FormRow, column: str) -> bool:
        """Tell whether an amount is far larger than those of the other rows."""
        amounts = (self.amount(one, column) for one in self.sheet.rows if one is not row)
        others = [abs(amount) for amount in amounts if amount]
        value = self.amount(row, column)
        return bool(others) and value is not None and abs(value) > _APART * median(others)


def compared(sheet: FormSheet) -> Mapping[str, Sequence[str]]:
    """Return the columns of amounts that are held against each other."""
    if sheet.table is None:
        return _COMPARED
    own = frame_columns(sheet.table)
    found = {
        own[key].key: [own[other].key for other in others if other in own]
        for key, others in _COMPARED.items()
        if key in own
    }
    for column in sheet.table.figures:
        if column.way is Way.CHANGE:
            now, before = (term.target for term in column.terms)
            found.setdefault(now, []).append(before)
    return found
