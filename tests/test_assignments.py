"""Assignments are followed up when their periodicity says so.

- AS01: one that is not due stands closed and last, and says when it is followed up.
- AS02: it is not missed: not counted in what is left, and no remark is made of it.
- AS03: tables, report and JSON say when it is followed up, not that it is missing.
- AS04: one without periodicity is always asked for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheetplan.flows.answers import results_of
from sheetplan.flows.export import results_data
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.plan.plan import Plan
from sheetplan.plan.progress import sheet_progress
from sheetplan.plan.rules import return_rules
from sheetplan.plan.settings import Period
from sheetplan.plan.words import Periodicity
from sheetplan.tables.assignments import assignment_groups, assignment_table
from tests.command_line import prepared
from tests.conftest import PERIOD, form_of, hand_in, returned

YEARLY = {"hsn-f1", "hsn-f2", "hsn-b5"}


def test_as01_what_is_not_due_stands_closed_and_last(year: Year) -> None:
    sheet = form_of(year, "hsn").sheet("assignments")
    assert sheet is not None
    closed = [row for row in sheet.rows if not row.asked]
    assert {row.id for row in closed} == YEARLY
    assert list(sheet.rows[-len(closed) :]) == closed
    assert {row.given["waits"] for row in closed} == {"Följs upp i december"}


def test_as01_the_column_is_left_out_where_everything_is_due(year: Year) -> None:
    sheet = form_of(year, "rs").sheet("assignments")
    assert sheet is not None
    assert "waits" not in {column.key for column in sheet.columns}


def test_as02_what_is_not_due_is_not_missed(year: Year) -> None:
    sheet = form_of(year, "hsn").sheet("assignments")
    assert sheet is not None
    assert sheet_progress(sheet, {}).asked == 2 * (len(sheet.rows) - len(YEARLY))
    receipt = hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    assert return_rules.RETURN_ANALYSIS not in {problem.rule for problem in receipt.problems}


def test_as03_what_is_said_is_when_it_is_followed_up(year: Year) -> None:
    prepared(year, "hsn")
    plan = require_plan(year)
    results = results_of(year, plan, require_period(plan, PERIOD)).of("hsn")
    statuses = [str(row[4]) for row in assignment_table(results).rows]
    assert statuses.count("· Följs upp i december") == len(YEARLY)
    groups = [str(row[0]) for table in assignment_groups(results) for row in table.rows]
    assert sorted(groups) == sorted(statuses)
    said = {one["id"]: one["status"] for one in results_data(results)["assignments"]}
    assert {row for row, status in said.items() if status == "not_due"} == YEARLY


@pytest.mark.parametrize(
    ("month", "periodicity", "expected"),
    [
        (4, Periodicity.AUGUST, "Följs upp i augusti"),
        (8, Periodicity.YEAR, "Följs upp i december"),
        (10, Periodicity.TERTIAL, "Följs upp i december"),
        (8, Periodicity.AUGUST, ""),
        (12, Periodicity.YEAR, ""),
        (4, None, ""),
    ],
)
def test_as04_when_an_assignment_is_followed_up(
    plan: Plan, month: int, periodicity: Periodicity | None, expected: str
) -> None:
    one = replace(plan.assignments[0], periodicity=periodicity)
    first = plan.periods[0]
    period = replace(first, id=f"2025-{month:02}", ends=date(2025, month, 28))
    assert isinstance(period, Period)
    assert one.waits_for(period) == expected
