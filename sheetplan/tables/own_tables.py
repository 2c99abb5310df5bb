"""The region's own tables as neutral tables: of one committee, and of all that fill them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheetplan.plan.controls import TIED_SHAPES, frame_columns
from sheetplan.plan.noun import COMMITTEE
from sheetplan.plan.own_table.own_tables import OwnColumn, OwnRow, OwnTable
from sheetplan.tables.results import OwnTableResult, Results
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words

_IN_REPORT = (
    "period_budget", "outcome", "last_outcome", "change", "deviation", "forecast_deviation",
)  # fmt: skip
_FIGURE_WIDTH, _TEXT_WIDTH, _NAME_WIDTH = 10, 34, 30


def own_table(result: OwnTableResult) -> Table:
    """One committee's table as its report shows it, without columns that hold nothing.

    One that is like the frames' has the period's amounts and the forecast's deviation, and its
    comments below: a page is not as wide as a sheet.
    """
    table, like_frames = result.table, frame_columns(result.table)
    comment = like_frames.get("comment") if table.shape in TIED_SHAPES else None
    narrow = [like_frames[key].key for key in _IN_REPORT if key in like_frames]
    shown = [
        c
        for c in table.columns
        if any(result.value(r, c) is not None for r in result.rows)
        and (comment is None or c.key in narrow)
    ]
    rows = tuple(
        (result.name(row), *(_cell(result, row, c) for c in shown)) for row in result.rows
    )
    columns = (words("name", table.row_label, _NAME_WIDTH), *map(_column, shown))
    sums = frozenset(at for at, row in enumerate(result.rows) if row.terms)
    said = ((result.name(row), result.value(row, comment)) for row in result.rows if comment)
    comments = tuple((name, text) for name, text in said if isinstance(text, str))
    return Table(_key(table), table.heading, columns, rows, sums, comments=comments)


def all_own_tables(results: Results) -> Iterator[tuple[OwnTable, Table]]:
    """Each own table that is due, with the rows of all committees that fill it in."""
    for table in results.plan.own_tables:
        if table.is_due(results.period):
            own = [r for r in results.own_tables if r.table.id == table.id]
            yield table, _consolidated(results, table, own)


def _consolidated(results: Results, table: OwnTable, own: Sequence[OwnTableResult]) -> Table:
    several = len(table.to) > 1
    totals = list(_totals(table, own)) if several and table.is_additive else []
    made = [(r.committee.name, r.name(row), *(_cell(r, row, c) for c in table.columns))
            for r in own for row in r.rows]  # fmt: skip
    sums = [bool(row.terms) for r in own for row in r.rows] + [True] * len(totals)
    columns = (
        words("committee", "Nämnd", 26),
        words("name", table.row_label, _NAME_WIDTH),
        *map(_column, table.columns),
    )
    first = 0 if several else 1
    return Table(
        _key(table),
        f"{table.heading}, {results.period.label}",
        columns[first:],
        tuple(row[first:] for row in (*made, *totals)),
        frozenset(at for at, is_sum in enumerate(sums) if is_sum),
        " ".join(_notes(results, table, own)),
        about="Regionens egen tabell, med alla nämnders rader.",
    )


def _totals(table: OwnTable, own: Sequence[OwnTableResult]) -> Iterator[tuple[TableValue, ...]]:
    """Add up each row that all committees have, where all that have answered have a figure."""
    if len(own) < 2 or not table.figures:  # noqa: PLR2004 - a sum of one says nothing
        return
    counted = COMMITTEE.counted(len(own), len(table.to))
    for row in table.rows:
        if not row.is_spare:
            sums = (_total(table, own, row, column) for column in table.columns)
            yield (counted, row.name, *sums)


def _total(
    table: OwnTable, own: Sequence[OwnTableResult], row: OwnRow, column: OwnColumn
) -> Quantity | None:
    values = [result.value(row, column) for result in own]
    amounts = [value for value in values if isinstance(value, Decimal)]
    if not column.is_figure or column.way.is_percent or len(amounts) < len(values):
        return None
    return Quantity(sum(amounts, Decimal(0)), table.unit, table.decimals)


def _notes(results: Results, table: OwnTable, own: Sequence[OwnTableResult]) -> Iterator[str]:
    filled = {result.committee.id for result in own}
    names = [c.name for c in results.plan.committees if c.id in set(table.to) - filled]
    if names:
        yield f"Saknas: {', '.join(names)}."
    if len(table.to) > 1 and table.figures:
        if table.is_additive:
            yield "En summa visas där alla som har fyllt i tabellen har ett värde."
        else:
            yield "Procenttal läggs inte ihop över nämnder."


def _key(table: OwnTable) -> str:
    return f"table-{table.id}"


def _column(column: OwnColumn) -> TableColumn:
    if column.is_figure:
        return figures(column.key, column.label, width=_FIGURE_WIDTH)
    return words(column.key, column.label, _TEXT_WIDTH)


def _cell(result: OwnTableResult, row: OwnRow, column: OwnColumn) -> TableValue:
    value = result.value(row, column)
    if isinstance(value, Decimal):
        kind = result.table.kind_of(column)
        return Quantity(value, kind.unit, kind.decimals)
    return value if isinstance(value, str) else None
