"""Tables and results as CSV and JSON, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sheetplan.plan.attaining.attainment import Outcome
from sheetplan.plan.own_table.own_tables import OwnRow
from sheetplan.plan.words import Judged, Status
from sheetplan.schema.kinds import HUNDRED
from sheetplan.schema.numbers import decimals_of, rounded
from sheetplan.tables.completeness import (
    Count,
    State,
    committees,
    count,
    state_of,
)
from sheetplan.tables.frame_results import FrameResult
from sheetplan.tables.results import (
    AssignmentResult,
    GroupResult,
    IndicatorResult,
    OwnTableResult,
    Results,
    SubgoalResult,
)
from sheetplan.tables.small_counts import UNSUPPRESSED
from sheetplan.tables.table import Quantity, Table, TableValue
from sheetplan.tables.unit_results import ReportedValue, UnitResult

_DECIMALS = 6  # enough for any unit, and no row of sixes
_STARTERS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for a formula


def table_csv(table: Table, warning: str = "") -> bytes:
    """Write a table as Swedish Excel opens it: semicolons, decimal commas, UTF-8 with a mark.

    A text that a spreadsheet would take for a formula gets an apostrophe; numbers do not. A
    caution and a warning stand last on every row, so that they follow a row that is copied.
    """
    marks = {"Publicering": table.caution, "Märkning": warning}
    said = [(label, text) for label, text in marks.items() if text]
    head, tail = [label for label, _ in said], [text for _, text in said]
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
        "caution": UNSUPPRESSED if any(r.groups for r in results.indicators) else "",
        "indicators": [_indicator(results, r) for r in results.indicators]
        + [_reported(results, u, value) for u in results.units for value in u.values],
        "subgoals": [_subgoal(results, r) for r in results.subgoals]
        + [_judged(results, u, row) for u in results.units for row in u.judgements],
        "assignments": [_assignment(results, r) for r in results.assignments],
        "budget": [_frame(results, r) for r in results.frames],
        "units": [_unit(results, u) for u in results.units],
        "tables": [_own_row(results, r, row) for r in results.own_tables for row in r.rows],
    }


def completeness_data(history: Sequence[Results]) -> dict[str, Any]:
    """Return what is said of each indicator in each period, and the counts; 1 for 100 %."""
    return {
        "indicators": [_said(one, r) for one in history for r in one.indicators],
        "committees": [
            _counted(one, committee.id, count(one, committee))
            for one in history
            for committee in committees(one)
        ],
        "all": [_counted(one, None, count(one)) for one in history],
    }


def _said(results: Results, r: IndicatorResult) -> dict[str, Any]:
    groups = zip(r.groups, r.of_groups, strict=True)
    return {
        "id": r.indicator.id,
        "committee": r.committee.id,
        "unit": None,
        "period": results.period.id,
        **_state(results, r),
        "groups": [{"group": group.name, **_state(results, one)} for group, one in groups],
    }


def _state(results: Results, r: IndicatorResult) -> dict[str, str | None]:
    state, absence = state_of(results, r), r.outcome.absence
    reason = absence.key if absence is not None and state is State.REASON else None
    return {"state": state.value, "reason": reason}


def _counted(results: Results, committee_id: str | None, counted: Count) -> dict[str, Any]:
    states = {state.value: counted.states[state] for state in State}
    share = counted.share(counted.values)
    return {
        "committee": committee_id,
        "unit": None,
        "period": results.period.id,
        "due": counted.due,
        **states,
        "share": None if share is None else share / HUNDRED,
    }


def _own_row(results: Results, r: OwnTableResult, row: OwnRow) -> dict[str, Any]:
    """Return a row of an own table; per cent as people see it, 72 for 72 %."""
    return {
        "id": row.id,
        "table": r.table.id,
        "committee": r.committee.id,
        "unit": None,
        "period": results.period.id,
        "name": r.name(row),
        "measured_in": r.table.unit,
        "is_sum": bool(row.terms),
        "values": {c.label: r.value(row, c) for c in r.table.columns},
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
        "outcome": r.outcome.value if r.outcome.value is not None else r.outcome.text or None,
        "target": number if number is not None else (target.text if target else None),
        "ratio": r.attainment.ratio,
        "periodised_ratio": r.attainment.period_ratio,
        "status": r.attainment.status.key,
        "reason": r.attainment.reason,
        **_parts(r.outcome),
        "groups": [_group(group) for group in r.groups],
        "difference": r.difference,
    }


def _group(group: GroupResult) -> dict[str, Any]:
    return {
        "group": group.name,
        "outcome": group.outcome.value,
        "ratio": group.attainment.ratio,
        "periodised_ratio": group.attainment.period_ratio,
        "status": group.attainment.status.key,
        "reason": group.attainment.reason,
        **_parts(group.outcome),
    }


def _parts(outcome: Outcome) -> dict[str, Any]:
    return {key: getattr(outcome, key) for key in ("numerator", "denominator", "weight")}


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


def _reported(results: Results, u: UnitResult, value: ReportedValue) -> dict[str, Any]:
    """Return what a unit reports of an indicator; it is judged with the other units' values."""
    told = value.value
    state = Status.UNDECIDED if value.is_told else Status.NO_DATA
    return {
        "id": value.indicator.id,
        "committee": u.committee.id,
        "unit": u.unit.id,
        "period": results.period.id,
        "outcome": told.value,
        "numerator": told.numerator,
        "denominator": told.denominator,
        "weight": told.weight,
        "target": None,
        "ratio": None,
        "periodised_ratio": None,
        "status": state.key,
        "reason": value.absence.label if value.absence else "",
        "groups": [],
        "difference": None,
    }


def _judged(results: Results, u: UnitResult, row: str) -> dict[str, Any]:
    return {
        "id": row,
        "committee": u.committee.id,
        "unit": u.unit.id,
        "period": results.period.id,
        "goal": next((r.goal.id for r in results.subgoals if r.id == row), None),
        "suggestion": None,
        "current": u.judgements[row].key,
        "forecast": None,
    }


def _unit(results: Results, u: UnitResult) -> dict[str, Any]:
    return {
        "unit": u.unit.id,
        "committee": u.committee.id,
        "area": u.area.id if u.area else None,
        "period": results.period.id,
        "returned": u.is_in,
        "activities": [
            {"name": a.name, "subgoal": a.subgoal or None, "status": a.status and a.status.key}
            for a in u.activities
        ],
    }


def _assignment(results: Results, r: AssignmentResult) -> dict[str, Any]:
    return {
        "id": r.assignment.id,
        "committee": r.committee.id,
        "unit": None,
        "period": results.period.id,
        "status": _key(r.status or (Status.NOT_DUE if r.waits else None)),
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
        "last_outcome": r.last_outcome,
        "change": None if r.change is None else r.change / HUNDRED,
        "deviation": r.deviation,
        "simple_forecast": r.simple_forecast,
        "previous_forecast": r.previous_forecast,
        "forecast": r.forecast,
        "forecast_deviation": r.forecast_deviation,
    }
