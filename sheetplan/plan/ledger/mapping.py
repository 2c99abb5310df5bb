"""Where an amount of the ledger belongs: its group, its unit, and all that it is counted in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.frame import Frame
from sheetplan.plan.ledger.codes import spans_of
from sheetplan.plan.ledger.sheets import AccountGroup, AccountKind, LedgerUnit, SignWord
from sheetplan.plan.own_table.own_tables import OwnColumn, OwnRow, OwnTable
from sheetplan.plan.own_table.table_terms import folded
from sheetplan.plan.plan import Plan


@dataclass(frozen=True)
class Target:
    """What amounts are set against: a committee's frame, or a cell of its own table."""

    committee: str
    row: str
    table: str = ""
    column: str = ""


class LedgerMapping:
    """A plan's accounts and units of the ledger, and what they count in."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.groups = {g.id: g for g in plan.account_groups}
        self.units = {u.id: u for u in plan.ledger_units}
        self._accounts = [(s, g) for g in plan.account_groups for s in spans_of(g.accounts)]
        self._codes = [(s, u) for u in plan.ledger_units for s in spans_of(u.codes)]
        self._frames = {frame.id: frame for frame in plan.frames}
        self._places = dict(_cells(plan.own_tables))

    def group(self, account: str) -> AccountGroup | None:
        """Return the group of an account."""
        return next((group for span, group in self._accounts if span.holds(account)), None)

    def unit(self, code: str) -> LedgerUnit | None:
        """Return the unit of the ledger that has a code."""
        return next((unit for span, unit in self._codes if span.holds(code)), None)

    def counted(self, group: AccountGroup, unit: LedgerUnit) -> Iterator[tuple[Target, int]]:
        """Yield what an amount is counted in, and the sign that a cost has there."""
        if group.post is not AccountKind.LEFT_OUT:
            for frame in self._frames_of(group, unit):
                yield Target(unit.committee, frame), 1
            yield from self._cell(unit.row, unit.header, unit.committee, SignWord.COSTS)
        yield from self._cell(group.row, group.header, unit.committee, group.sign)

    def _frames_of(self, group: AccountGroup, unit: LedgerUnit) -> list[str]:
        """Return the frames that count an amount, each once; a part counts in its whole too."""
        tops = (f for f in self._plan.frames_of(unit.committee) if f.part_of is None)
        own = self._frames.get(unit.frame or "") or next(tops, None)
        by_account = self._frames.get(group.frame or "")
        if by_account is not None and by_account.committee != unit.committee:
            by_account = None
        both = (own, by_account)
        found = (f.id for frame in both if frame is not None for f in self._with_wholes(frame))
        return list(dict.fromkeys(found))

    def _with_wholes(self, frame: Frame) -> Iterator[Frame]:
        """Yield a frame and those that it is a part of; a circle ends where it began."""
        seen: set[str] = set()
        current: Frame | None = frame
        while current is not None and current.id not in seen:
            seen.add(current.id)
            yield current
            current = self._frames.get(current.part_of or "")

    def _cell(
        self, row: str | None, header: str | None, committee: str, sign: SignWord
    ) -> Iterator[tuple[Target, int]]:
        place = self._places.get((row or "", folded(header or "")))
        if place is not None and committee in place[0].to:
            table, own_row, column = place
            target = Target(committee, own_row.id, table.id, column.key)
            yield target, 1 if sign is SignWord.COSTS else -1


def _cells(
    tables: Iterable[OwnTable],
) -> Iterator[tuple[tuple[str, str], tuple[OwnTable, OwnRow, OwnColumn]]]:
    for table in tables:
        for row in table.rows:
            for column in table.figures:
                yield (row.id, folded(column.label)), (table, row, column)


def as_cost(amount: Decimal, sign: SignWord) -> Decimal:
    """Return an amount of a file with costs as plus."""
    return amount if sign is SignWord.COSTS else -amount
