"""The economy beside what was before: last year's outcome, the change, the previous forecast.

- EB01: the same months of the year before come from the plan; without them there are no columns.
- EB02: a change in per cent needs something to grow from, and sums only where all have it.
- EB03: what the committee forecast last time stands in its form and in the tables, and is no
  part of the form's fingerprint.
- EB04: Excel reckons the change as the core does.
"""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sheetplan.flows.answers import results_of
from sheetplan.flows.issue import issue
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.plan.budget import change
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.tables.economy import budget_table, economy_table
from sheetplan.tables.results import results
from tests.conftest import (
    PERIOD,
    Answers,
    cell_of,
    changed,
    hand_in,
    issued_file,
    plan_changed,
)
from tests.office import Job, Office, Typed
from tests.returns import sign

APRIL = "2025-04"


@pytest.fixture
def august(plan: Plan) -> Period:
    """The period that is followed up."""
    return next(one for one in plan.periods if one.id == PERIOD)


def with_months(plan: Plan, **outcomes: str) -> Plan:
    """Return the plan with the outcome of the same months of the year before, by frame."""
    told = {frame: {"2024-08": Decimal(amount)} for frame, amount in outcomes.items()}
    return replace(plan, frames=tuple(replace(f, months=told.get(f.id, {})) for f in plan.frames))


def answered(**outcomes: str) -> dict[str, Answers]:
    """Let committees answer for the frame with their own id."""
    return {
        one: {("economy", one, "outcome"): Decimal(amount)} for one, amount in outcomes.items()
    }


def test_without_last_year_there_are_no_columns(plan: Plan, august: Period) -> None:  # EB01
    form = build_form(plan, plan.committees[0], august)
    sheet = form.sheet("economy")
    assert sheet is not None
    keys = {column.key for column in sheet.columns}
    assert not keys & {"last_outcome", "change"}
    assert "previous_forecast" in keys  # April comes before
    shown = {column.key for column in budget_table(results(plan, august, {})).columns}
    assert not shown & {"last_outcome", "change", "previous_forecast"}
    assert shown >= {"outcome", "forecast"}


def test_the_first_period_has_no_previous_forecast(plan: Plan) -> None:  # EB03
    april = next(one for one in plan.periods if one.id == APRIL)
    sheet = build_form(plan, plan.committees[0], april).sheet("economy")
    assert sheet is not None
    assert "previous_forecast" not in {column.key for column in sheet.columns}


def test_the_change_is_reckoned_by_hand(plan: Plan, august: Period) -> None:  # EB02
    """4 691,0 from 4 466,0 is 5,04 %; with 13,2 from 12,0 it is 4 704,2 from 4 478,0: 5,05 %."""
    told = with_months(plan, hsn="4466.0", rev="12.0")
    found = results(told, august, answered(hsn="4691.0", rev="13.2"))
    table = budget_table(found)
    at = {column.key: number for number, column in enumerate(table.columns)}
    shown = {str(row[1]): row for row in table.rows}
    assert str(shown["Hälso- och sjukvårdsnämnd"][at["change"]]) == "5,0\u00a0%"
    total = table.rows[-1]
    assert str(total[at["last_outcome"]]) == "4\u00a0478,0"
    assert str(total[at["change"]]) == "5,1\u00a0%"
    partly = budget_table(results(told, august, answered(hsn="4691.0", rf="11.0")))
    assert partly.rows[-1][at["change"]] is None  # one of them has no last year
    report = economy_table(found.of("hsn"))
    assert [c.key for c in report.columns] == [
        "frame", "budget", "period_budget", "outcome", "last_outcome", "change", "deviation",
    ]  # fmt: skip


@given(before=st.decimals("0.1", "99999", places=1), now=st.decimals("-99999", "99999", places=1))
def test_a_change_leads_back(before: Decimal, now: Decimal) -> None:  # EB02
    grown = change(before, now)
    assert grown is not None
    size = abs(now) + 1
    assert abs(before * (1 + grown / 100) - now) < Decimal("1e-15") * size
    assert (grown > 0) is (now > before)


@pytest.mark.parametrize("before", ["0", "-12.5", None])
def test_there_must_be_something_to_grow_from(before: str | None) -> None:  # EB02
    assert change(None if before is None else Decimal(before), Decimal(5)) is None
    assert change(Decimal(5), None) is None


def test_what_was_forecast_last_time_stands_beside(year: Year) -> None:  # EB03
    plan = require_plan(year)
    (april,) = issue(year, APRIL, ["rev"])
    path = april.path

    def answer(book: object) -> None:
        sign(book)  # type: ignore[arg-type]  # a workbook
        cell_of(book, "Ekonomi", "rev", "forecast").value = 21.5  # type: ignore[arg-type]

    receipt = hand_in(year, changed(path.read_bytes(), answer), path.name)
    assert receipt.outcome != "refused", [str(p) for p in receipt.problems]
    before = issued_file(year, "rev").read_bytes()
    (again,) = issue(year, PERIOD, ["rev"])
    assert again.number == 1
    assert again.path.read_bytes() != before
    book = load_workbook(io.BytesIO(again.path.read_bytes()))
    assert cell_of(book, "Ekonomi", "rev", "previous_forecast").value == 21.5
    found = results_of(year, plan, require_period(plan, PERIOD))
    told = {r.frame.id: r.previous_forecast for r in found.frames}
    assert told["rev"] == Decimal("21.5")
    assert told["hsn"] is None


def test_excel_reckons_the_change(office: Office, year: Year) -> None:  # EB04
    plan_changed(year, "Ramar", "hsn", "Omfördelning", 0)  # any change, to be issued anew
    book = load_workbook(year.plan_file)
    tab = book["Ramar"]
    head = next(r for r in range(1, 21) if tab.cell(r, 1).value == "Ram-id")
    row = next(r for r in range(head, tab.max_row + 1) if tab.cell(r, 1).value == "hsn")
    free = next(c for c in range(1, 60) if tab.cell(head, c).value is None)
    tab.cell(head, free).value, tab.cell(row, free).value = "Utfall t.o.m. 2024-08", 4466
    book.save(year.plan_file)
    (one,) = issue(year, PERIOD, ["hsn"])
    book = load_workbook(one.path)
    outcome = cell_of(book, "Ekonomi", "hsn", "outcome").coordinate
    grown = cell_of(book, "Ekonomi", "hsn", "change").coordinate
    job = Job(one.path, [Typed("Ekonomi", outcome, "4691")], [("Ekonomi", grown)])
    (found,) = office.do([job])
    assert found[f"Ekonomi!{grown}"] == "5,0%"
