"""What a report of all committees may tell: small counts hidden, before anything is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheetplan.plan.attaining.attainment import NOTHING, Attainment
from sheetplan.plan.words import Status
from sheetplan.tables.results import IndicatorResult, Results
from sheetplan.tables.small_counts import ALL, hidden_in
from sheetplan.tables.table import Table

_HIDDEN = Attainment(Status.NO_DATA, "Litet antal, visas inte.")


def published(results: Results) -> Results:
    """Return results without groups and without what a small count could be told from.

    A hidden status counts as none, so that no sum less the others gives it away.
    """
    return replace(results, indicators=tuple(_published(one) for one in results.indicators))


def _published(one: IndicatorResult) -> IndicatorResult:
    if not hidden_in(one).holds(ALL, "status"):
        return replace(one, groups=())
    return replace(one, outcome=NOTHING, attainment=_HIDDEN, joint=None, groups=(), comment="")


def chosen(table: Table, keys: Sequence[str], title: str = "", note: str | None = None) -> Table:
    """Return a table with some of its columns, in the order asked for; unknown ones are none."""
    at = {column.key: index for index, column in enumerate(table.columns)}
    kept = [at[key] for key in keys if key in at]
    return replace(
        table,
        title=title or table.title,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
        note=table.note if note is None else note,
    )


def without(table: Table, keys: Sequence[str], note: str | None = None) -> Table:
    """Return a table without some of its columns."""
    return chosen(table, list(_others(table, keys)), note=note)


def unit_once(table: Table) -> Table:
    """Say the unit in the title where all figures have the same, not in every header."""
    units = {column.unit for column in table.columns if column.is_figure}
    unit = next(iter(units)) if len(units) == 1 else ""
    if not unit:
        return table
    columns = tuple(replace(column, unit="") for column in table.columns)
    return replace(table, title=f"{table.title}, {unit}", columns=columns)


def _others(table: Table, keys: Sequence[str]) -> Iterator[str]:
    return (column.key for column in table.columns if column.key not in keys)
