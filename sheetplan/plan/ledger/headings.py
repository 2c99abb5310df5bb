"""The header row of a ledger's file: found by its labels among the first rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetplan.plan.ledger.fields import Field
from sheetplan.plan.ledger.sheets import LedgerFormat
from sheetplan.schema.column import column_of
from sheetplan.schema.reading import folded

FIRST_ROWS = 50
NEEDED, OPTIONAL = ("account", "unit", "amount"), ("period", "text")
Fields = Sequence[Field]


@dataclass(frozen=True)
class Heading:
    """Where a format's columns stand in a file, counted from 0; ``twice`` stand in two places."""

    layout: LedgerFormat
    row: int
    fields: tuple[str, ...]
    columns: dict[str, int]
    labels: dict[str, str]
    missing: tuple[str, ...] = ()
    twice: tuple[tuple[str, int], ...] = ()

    def repeats(self, fields: Fields) -> bool:
        """Tell whether a row is the header row once more, as on a new page."""
        return all(
            at < len(fields) and folded(fields[at]) == self.fields[at]
            for at in self.columns.values()
        )


def find_heading(layout: LedgerFormat, rows: Sequence[tuple[int, Fields]]) -> Heading:
    """Find the row among the first that has most of a format's headers."""
    wanted = {key: str(getattr(layout, key)) for key in (*NEEDED, *OPTIONAL) if _has(layout, key)}
    found = [_heading(layout, wanted, number, fields) for number, fields in rows[:FIRST_ROWS]]
    none = Heading(layout, 0, (), {}, wanted, tuple(wanted.values()))
    return min(found, key=lambda heading: len(heading.missing), default=none)


def _has(layout: LedgerFormat, key: str) -> bool:
    return bool(getattr(layout, key))


def _heading(layout: LedgerFormat, wanted: dict[str, str], number: int, fields: Fields) -> Heading:
    labels = tuple("" if field is None else folded(field) for field in fields)
    columns = {key: labels.index(folded(w)) for key, w in wanted.items() if folded(w) in labels}
    missing = tuple(label for key, label in wanted.items() if key not in columns)
    twice = tuple(
        (wanted[key], at)
        for key, first in columns.items()
        for at, label in enumerate(labels)
        if at > first and label == labels[first]
    )
    return Heading(layout, number, labels, columns, wanted, missing, twice)


def best(headings: Sequence[Heading]) -> Heading:
    """Choose the format that fits: all its headers are there, and it knows most of them."""
    return min(headings, key=lambda h: (len(h.missing), -len(h.columns)))


def asked_in(key: str) -> str:
    """Return the label of the plan's column that says something of the files."""
    return column_of(LedgerFormat, key).label
