"""Tables and results as CSV and JSON, for other programs."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from sheetplan.plan.words import Judged
from sheetplan.schema.numbers import decimals_of, rounded
from sheetplan.tables.results import (
    AssignmentResult,
    FrameResult,
    IndicatorResult,
    Results,
    SubgoalResult,
)
from sheetplan.tables.table import Quantity, Table, TableValue

_DECIMALS = 6  # enough for any unit, and no row of sixes
_STARTERS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for a formula


def table_csv(table: Table, warning: str = "") -> bytes:
    """Write a table as Swedish Excel opens it: semicolons, decimal commas, UTF-8 with a mark.

    A text that a spreadsheet would take for a formula gets an apostrophe; numbers do not. A
    warning stands in a last column on every row, so that it follows a row that is copied.
    """
    head, tail = (["Märkning"], [warning]) if warning else ([], [])
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.header for column in table.columns] + head)
    writer.writerows([_csv_value(value) for value in row] + tail for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_value(value: TableValue) -> str:
    if value is None:
        return ""
    if isinstance(value, Quantity):
        exact = rounded(value.value, _DECIMALS)
        return f"{exact:.{decimals_of(exact)}f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(_STARTERS) else text


def as_json(data: object) -> str:
    """Write data as JSON in UTF-8; Decimals as plain numbers."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def results_data(results: Results) -> dict[str, Any]:
    """Return results in the shape that scripts rely on; ratios are 1 for 100 %."""
    return {
        "period": results.period.id,
        "note": results.plan.settings.warning,
        "indicators": [_indicator(results, r) for r in results.indicators],
        "subgoals": [_subgoal(results, r) for r in results.subgoals],
        "assignments": [_assignment(results, r) for r in results.assignments],
        "budget": [_frame(results, r) for r in results.frames],
    }


def _key(word: Judged | None) -> str | None:
    return None if word is None else word.key


def _indicator(results: Results, r: IndicatorResult) -> dict[str, Any]:
    target = r.indicator.target
    number = target.number if target else None
    return {
        "id": r.indicator.id,
        "committee": r.committee.id,
        "unit": None,
        "period": results.period.id,
        "outcome": r.outcome.value,
        "target": number if number is not None else (target.text if target else None),
        "ratio": r.attainment.ratio,
        "periodised_ratio": r.attainment.period_ratio,
        "status": r.attainment.status.key,
        "reason": r.attainment.reason,
    }


def _subgoal(results: Results, r: SubgoalResult) -> dict[str, Any]:
    return {
        "id": r.id,
        "committee": r.committee.id,
        "unit": None,
        "period": results.period.id,
        "goal": r.goal.id,
        "suggestion": r.suggestion.key,
        "current": _key(r.current),
        "forecast": _key(r.forecast),
    }


def _assignment(results: Results, r: AssignmentResult) -> dict[str, Any]:
    return {
        "id": r.assignment.id,
        "committee": r.committee.id,
        "unit": None,
        "period": results.period.id,
        "status": _key(r.status),
        "ends": r.assignment.ends.isoformat() if r.assignment.ends else None,
    }


def _frame(results: Results, r: FrameResult) -> dict[str, Any]:
    return {
        "id": r.frame.id,
        "committee": r.committee.id,
        "unit": None,
        "period": results.period.id,
        "part_of": r.frame.part_of,
        "budget": r.frame.budget,
        "period_budget": r.period_budget,
        "outcome": r.outcome,
        "deviation": r.deviation,
        "simple_forecast": r.simple_forecast,
        "forecast": r.forecast,
        "forecast_deviation": r.forecast_deviation,
    }
