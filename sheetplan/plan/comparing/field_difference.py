"""What happened to a row of most sheets: its name, and each other field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.both import Around, Both
from sheetplan.plan.comparing.finding import Finding
from sheetplan.plan.comparing.name_difference import compare_names
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.schema.column import columns_in

_NAMES = {"id", "name", "title", "text"}
_BLANK = "tomt"
_SAME_TABLE, _OTHER = 0.1, 0.5


def compare_fields(both: Both[Any], around: Around) -> Iterator[Finding]:
    """Say what happened to a row; a column by year is compared where both plans have it."""
    yield from compare_names(both, around)
    for column in columns_in(both.sheets.row_class, (both.old, both.new)):
        old, new = (column.of(row) for row in (both.old, both.new))
        if column.key in _NAMES or (column.tag and None in {old, new}):
            continue
        before, after = (column.kind.show(value) or _BLANK for value in (old, new))
        if before != after:
            yield both.say(f.SETTING, column.key, label=column.label, before=before, after=after)


def row_closeness(old: PlanTableRow, new: PlanTableRow, around: Around) -> float:
    """Return how well the own table fits that a row stands in."""
    is_same = around.continues(PlanTable, old.table, new.table)
    return _SAME_TABLE if is_same else -_OTHER
