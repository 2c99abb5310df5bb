"""Every sheet of a plan has its place in plan diff.

- DS01: a row that is gone, and a sheet that is, is told for every sheet, with words of its own.
- DS02: on the sheets whose fields are compared one by one, every field that differs is told.
- DS03: periods of two years are the same when they end in the same month; only days that moved
  beside the year are told.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import pytest

from sheetplan.cli.difference import difference_data, difference_lines
from sheetplan.plan.committee import Committee
from sheetplan.plan.comparing.difference import NOUNS, compare_plans
from sheetplan.plan.comparing.field_difference import compare_fields
from sheetplan.plan.goal import Goal, Subgoal
from sheetplan.plan.plan import SHEETS, PlanReading
from sheetplan.plan.plan_table import PlanTable
from sheetplan.plan.settings import Period, Settings
from sheetplan.schema.column import Column, Row, columns_of
from sheetplan.schema.kinds import Choice, Text
from tests.ledgers import SHEETS as LEDGER
from tests.plan_sheets import plan_and, sheet
from tests.small_plan import small_plan, told

RISK = {"Risk-id": "r1", "Risk": "Brist på personal", "Sannolikhet": "3", "Konsekvens": "4"}
MORE = {**RISK, "Risk-id": "r2", "Risk": "Längre leveranstider"}
PERIODS = [
    {"Period": "2025-08", "Namn": "Delår augusti 2025", "Från": "2025-01-01",
     "Till": "2025-08-31", "Svar senast": "2025-09-17"},
    {"Period": "2025-12", "Namn": "Årsrapport 2025", "Från": "2025-01-01",
     "Till": "2025-12-31", "Svar senast": "2026-01-28"},
]  # fmt: skip
NAMES = {"name", "title", "text"}
AROUND = (Settings, Committee, Goal, Subgoal, PlanTable)
WITH_ROWS = tuple(one for one in SHEETS if one is not Settings)
FIELD_BY_FIELD = tuple(n.row_class for n in NOUNS if n.compare is compare_fields)


@functools.cache
def whole() -> PlanReading:
    """The bundled plan with sheets for risks and for the ledger: rows on every sheet."""
    reading = plan_and(LEDGER, sheet("Risker", RISK, MORE))
    assert reading.plan is not None
    return reading


def with_rows(row_class: type[Row], rows: tuple[Any, ...] | None = None) -> PlanReading:
    """Return the plan with these rows on a sheet, and only what they stand under beside it."""
    found = {
        one: sheet if one in {*AROUND, row_class} else replace(sheet, rows=())
        for one, sheet in whole().found.items()
    }
    if rows is not None:
        found[row_class] = replace(found[row_class], rows=rows)
    return replace(whole(), found=found)


@pytest.mark.parametrize("row_class", WITH_ROWS, ids=lambda one: one.key)
def test_ds01_a_row_that_is_gone_is_told(row_class: type[Row]) -> None:
    rows = whole().found[row_class].rows
    assert len(rows) > 1 or row_class.key == "ledger_formats"
    difference = compare_plans(with_rows(row_class), with_rows(row_class, rows[:-1]))
    gone = [f for f in told(difference) if f.old == getattr(rows[-1], "id", None)]
    changes = [(f.change.key, f.old_place and f.old_place.sheet) for f in gone]
    if len(rows) > 1:
        assert ("dropped", row_class.sheet) in changes
    empty = compare_plans(with_rows(row_class), with_rows(row_class, ()))
    lines = list(difference_lines(empty))
    assert f"\n{row_class.sheet}" in lines
    assert any(f"Bladet {row_class.sheet} har inga rader" in line for line in lines)
    found = {one["noun"] for one in difference_data(empty)["findings"]}
    assert row_class.key in found


@pytest.mark.parametrize("row_class", FIELD_BY_FIELD, ids=lambda one: one.key)
def test_ds02_every_field_that_differs_is_told(row_class: type[Row]) -> None:
    rows: tuple[Any, ...] = whole().found[row_class].rows
    *before, last = rows
    silent = []
    for column in columns_of(row_class):
        value = getattr(last, column.key)
        if column.key in {"id", *NAMES}:
            continue
        other = another(column, value)
        if other is None:
            continue
        changed = replace(last, **{column.key: other})
        difference = compare_plans(with_rows(row_class), with_rows(row_class, (*before, changed)))
        if not any(column.label in one.sentence for one in told(difference)):
            silent.append(column.label)
    assert silent == []


def another(column: Column, value: object) -> object:
    """Return another value of a field; None where the kind is no text or word."""
    if isinstance(column.kind, Choice):
        return next(word for word in column.kind.words if word is not value)
    is_text = not column.family and (value is None or isinstance(value, str))
    return f"{value or ''} annat" if is_text and isinstance(column.kind, Text) else None


def test_ds03_periods_of_two_years() -> None:
    def said(*new: dict[str, str]) -> list[str]:
        old = small_plan(2025, {"Perioder": PERIODS})
        return [f.sentence for f in told(compare_plans(old, small_plan(2026, {"Perioder": new})))]

    later = [{key: _a_year_on(value) for key, value in one.items()} for one in PERIODS]
    assert said(*later) == []
    assert said({**later[0], "Svar senast": "2026-09-16"}, later[1]) == [
        "Svar senast är ”2026-09-16”; förut ”2025-09-17”."
    ]
    assert said({**later[0], "Namn": "Tertial 2 2026"}, later[1]) == [
        "Namn är ”Tertial 2 2026”; förut ”Delår augusti 2025”."
    ]
    assert said(later[1]) == ["Finns inte i den nya planen."]
    assert Period.sheet in {one.sheet for one in WITH_ROWS}


def _a_year_on(text: str) -> str:
    return text.replace("2026", "2027").replace("2025", "2026")
