"""Tables of the report of all committees, made for a page, without what controllers reckon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sheetplan.plan.bridging import BASE, BUDGET
from sheetplan.tables.economy import budget_table
from sheetplan.tables.goals import goal_table
from sheetplan.tables.positions import committee_table, position_table
from sheetplan.tables.published import chosen, unit_once, without
from sheetplan.tables.results import Results
from sheetplan.tables.table import Table, TableValue

_BUDGET = ("frame", "budget", "period_budget", "outcome", "deviation", "forecast",
           "forecast_deviation")  # fmt: skip
_JUDGED = ("committee", "met", "partly", "not_met", "other")
_CHECKED = ("verdict", "uneven")  # columns of the reckoning, which is the controllers'
_GOAL = ("name", "target", "column", "value", "status")
NO_VALUE = "–"
_STEP = ("step", "change", "after")
_TIED = ("column", "counted", "frames", "net_cost", "difference", "verdict")


def region_tables(results: Results, economy: Mapping[str, Table]) -> Iterator[Table]:
    """Yield the tables of all committees; ``economy`` has the controllers', by their keys."""
    if results.subgoals:
        positions = position_table(results)
        yield replace(positions, note=positions.note.replace("Tom ruta", NO_VALUE))
        yield goal_table(results)
        yield chosen(committee_table(results), _JUDGED, note="")
    if results.frames:
        yield unit_once(region_budget_table(results))
    yield from map(unit_once, _economy_tables(economy))


def _economy_tables(economy: Mapping[str, Table]) -> Iterator[Table]:
    if "bridge_steps" in economy:
        yield chosen(economy["bridge_steps"], _STEP, note="")
    if "bridge" in economy:
        yield _ends(economy["bridge"])
    if "tied_totals" in economy:
        yield chosen(economy["tied_totals"], _TIED)
    for key in ("income", "balance", "cash_flow", "investments"):
        if key in economy:
            yield without(economy[key], _CHECKED, note="")
    if "financial_goals" in economy:
        yield chosen(economy["financial_goals"], _GOAL)
    if "restoration" in economy:
        yield without(economy["restoration"], _CHECKED)
    if "reserve" in economy:
        yield economy["reserve"]


def region_budget_table(results: Results) -> Table:
    """A row a frame and one for their sum; what committees say of them stands below."""
    table = budget_table(results)
    keys = [column.key for column in table.columns]
    frame, comment = keys.index("frame"), keys.index("comment")
    spoken = keys.index("committee")
    sums = set(table.emphasis)
    rows = tuple(
        (*row[:frame], _sum_name(row, spoken, frame), *row[frame + 1 :]) if at in sums else row
        for at, row in enumerate(table.rows)
    )
    said = tuple(
        (str(row[frame]).removeprefix("– varav "), str(row[comment]))
        for at, row in enumerate(rows)
        if at not in sums and row[comment]
    )
    note = (str(table.rows[at][comment]) for at in sums if table.rows[at][comment])
    whole = replace(table, rows=rows, comments=said, note=" ".join((table.note, *note)))
    return chosen(whole, _BUDGET)


def _sum_name(row: tuple[TableValue, ...], counted: int, frame: int) -> str:
    return f"{row[frame]}, {str(row[counted])[:1].lower()}{str(row[counted])[1:]}"


def _ends(bridge: Table) -> Table:
    """Return each committee's frame from the year before to the plan, without the changes."""
    keys = [column.key for column in bridge.columns]
    start = [key for key in (keys[0], BASE) if key in keys]
    return chosen(bridge, [*start, *keys[keys.index(BUDGET) :]])
