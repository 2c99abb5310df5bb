"""Trace a row to the ledger: the files and the rows that its amount there is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sheetplan.flows.ledger import StandingLedger, standing_ledger
from sheetplan.flows.ledger_record import ledger_record
from sheetplan.flows.year import Year
from sheetplan.plan.ledger.ledger_file import TargetSum
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period


@dataclass(frozen=True)
class TracedFile:
    """The rows of one file, as ranges, and what they come to in kronor."""

    file: str
    sha256: str
    archived: str
    amount: Decimal
    count: int
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class TracedLedger:
    """An amount of the ledger that a frame, or a cell of an own table, is set against."""

    committee: str
    table: str
    column: str
    amount: Decimal
    number: int
    imported_at: datetime
    parts: tuple[TracedFile, ...]


def trace_ledger(
    year: Year, plan: Plan, period: Period, row_id: str, committee_id: str | None
) -> tuple[TracedLedger, ...]:
    """Tell what the ledger says of a row, from the import that holds."""
    standing = standing_ledger(year, plan, period)
    if standing is None:
        return ()
    return tuple(
        _traced(year, plan, standing, one)
        for one in standing.sums
        if one.target.row == row_id and committee_id in {None, one.target.committee}
    )


def _traced(year: Year, plan: Plan, standing: StandingLedger, one: TargetSum) -> TracedLedger:
    table = next((t for t in plan.own_tables if t.id == one.target.table), None)
    labels = {c.key: c.label for c in table.columns} if table else {}
    held = standing.held
    return TracedLedger(
        one.target.committee,
        table.title if table else "",
        labels.get(one.target.column, ""),
        one.amount,
        held.number,
        held.imported_at.astimezone(),
        tuple(_parts(year, standing, one)),
    )


def _parts(year: Year, standing: StandingLedger, one: TargetSum) -> Iterator[TracedFile]:
    hashes = {file.file: file.sha256 for file in standing.held.files}
    for file, part in one.rows:
        archived = ledger_record(year).find(hashes[file]).relative_to(year.root).as_posix()
        yield TracedFile(file, hashes[file], archived, part.amount, len(part.rows), part.ranges)
