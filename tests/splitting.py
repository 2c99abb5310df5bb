"""Answers for split indicators of the bundled plan, and what is printed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sheetplan.flows.committee_report import report_content
from sheetplan.plan.computing import Key
from sheetplan.plan.plan import Plan
from sheetplan.plan.split import as_groups
from sheetplan.tables.results import IndicatorResult, Results, results
from sheetplan.tables.table import Table
from sheetplan.word.content import SubgoalContent

COUNT, SHARE, MEAN = "hsn-1.1.3", "hsn-4.1.3", "hsn-5.1.1"
Numbers = Mapping[str, int | str | None]  # by column key


def answers(plan: Plan, indicator: str, whole: Numbers, *groups: Numbers) -> dict[Key, object]:
    """Return what is answered for an indicator and its groups, in their order."""
    found = next(one for one in plan.followed if one.id == indicator)
    ids = [indicator, *(group.id for _, group in as_groups(found))]
    return {
        ("indicators", row, key): Decimal(value)
        for row, numbers in zip(ids, (whole, *groups), strict=True)
        for key, value in numbers.items()
        if value is not None
    }


def resulting(plan: Plan, typed: Mapping[Key, object], period_id: str = "2025-08") -> Results:
    """Reckon one committee's results."""
    period = plan.period(period_id)
    assert period is not None
    return results(plan, period, {"hsn": typed}).of("hsn")


def result(found: Results, indicator: str) -> IndicatorResult:
    """Return one indicator's result."""
    return next(r for r in found.indicators if r.indicator.id == indicator)


def published(found: Results, indicator: str) -> SubgoalContent:
    """Return what the report says of the subgoal that an indicator stands under."""
    name = result(found, indicator).subgoal.name
    goals = report_content(found).goals
    return next(s for goal in goals for s in goal.subgoals if s.name == name)


def cells(table: Table | None, name: str) -> Sequence[dict[str, str]]:
    """Return the printed cells of each row of an indicator, by column key."""
    assert table is not None
    keys = [column.key for column in table.columns]
    shown = [["" if value is None else str(value) for value in row] for row in table.rows]
    return [dict(zip(keys, row, strict=True)) for row in shown if row[0] == name]
