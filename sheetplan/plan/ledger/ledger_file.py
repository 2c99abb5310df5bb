"""What a file from the ledger comes to: sums per group and unit, with the rows of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sheetplan.plan.ledger.mapping import LedgerMapping, Target
from sheetplan.plan.ledger.sheets import LedgerFormat
from sheetplan.schema.problem import Problem

GroupAndUnit = tuple[str, str]


@dataclass
class LedgerSum:
    """Amounts added up, in kronor with costs as plus, and the rows that they stand on."""

    amount: Decimal = Decimal(0)
    months: dict[int, Decimal] = field(default_factory=dict)  # 1–12; none in a file without them
    rows: array[int] = field(default_factory=lambda: array("L"))

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The rows as ranges, first and last."""
        made: list[tuple[int, int]] = []
        for row in sorted(self.rows):
            if made and row == made[-1][1] + 1:
                made[-1] = (made[-1][0], row)
            else:
                made.append((row, row))
        return tuple(made)


@dataclass(frozen=True)
class LedgerFile:
    """A file that has been read.

    Attributes:
        count: its rows with amounts, sums not among them.
        total: all of them together, as they stand in the file.
        stated: what the file's own last row of sums says, if it has one.
        sums: by account group and unit, up to the period's end.
        content: the same for files with the same rows, in whatever order and format.
    """

    file: str
    layout: LedgerFormat
    count: int
    total: Decimal
    stated: Decimal | None
    sums: Mapping[GroupAndUnit, LedgerSum]
    content: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class TargetSum:
    """What the ledger says that a frame or a cell of a table should be, in kronor."""

    target: Target
    amount: Decimal
    rows: tuple[tuple[str, LedgerSum], ...]  # by file

    @property
    def count(self) -> int:
        """How many rows it is made of."""
        return sum(len(part.rows) for _, part in self.rows)

    @property
    def months(self) -> dict[int, Decimal]:
        """The amount by month; empty where any of the files does not say its months."""
        if not all(part.months for _, part in self.rows):
            return {}
        found: dict[int, Decimal] = {}
        for _, part in self.rows:
            for month, amount in part.months.items():
                found[month] = found.get(month, Decimal(0)) + amount
        return found


def target_sums(mapping: LedgerMapping, files: Iterable[LedgerFile]) -> tuple[TargetSum, ...]:
    """Add up what belongs to each frame and each cell of a table."""
    parts: dict[Target, dict[str, LedgerSum]] = {}
    for file, target, sign, part in _parts(mapping, files):
        own = parts.setdefault(target, {}).setdefault(file, LedgerSum())
        own.amount += sign * part.amount
        for month, amount in part.months.items():
            own.months[month] = own.months.get(month, Decimal(0)) + sign * amount
        own.rows.extend(part.rows)
    return tuple(
        TargetSum(target, sum((p.amount for p in by.values()), Decimal(0)), tuple(by.items()))
        for target, by in parts.items()
    )


def _parts(
    mapping: LedgerMapping, files: Iterable[LedgerFile]
) -> Iterator[tuple[str, Target, int, LedgerSum]]:
    for file in files:
        for (group, unit), part in file.sums.items():
            for target, sign in mapping.counted(mapping.groups[group], mapping.units[unit]):
                yield file.file, target, sign, part


def committees_of(mapping: LedgerMapping, files: Iterable[LedgerFile]) -> set[str]:
    """Return the committees that files have amounts for."""
    return {mapping.units[unit].committee for file in files for _, unit in file.sums}
