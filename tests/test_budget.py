"""Money against the reference figures: frames, deviations, forecasts, and the plan they stand in.

Requirements:
- BU01: the deviation is budget minus net cost; plus is better than budget.
- BU02: the simplified forecast lets every month deviate alike: −335 in August is −502.5.
- BU03: a deviation is spoken in words, rounded half up.
- BU04: the bundled plan holds the region's frames, goals, indicators and assignments.
- BU05: the plan's workbook and its text say the same, and a plan has one workbook byte for byte.
"""

from __future__ import annotations

import os
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, read_plan_file
from sheetplan.plan.budget import deviation, period_budget, simple_forecast, spoken
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.computing import compute
from sheetplan.plan.frame import Frame
from sheetplan.plan.markdown import dump_plan, read_markdown
from sheetplan.plan.plan import Plan, read_plan

MONEY = st.decimals(-100_000, 100_000, places=1)
MONTH = st.integers(1, 12)


@pytest.fixture(scope="module")
def plan() -> Plan:
    reading = read_plan_file(plan_folder() / PLAN_FILE)
    assert [str(p) for p in reading.problems] == []
    assert reading.plan is not None
    return reading.plan


def test_budget_of_the_period() -> None:  # BU01
    assert period_budget(Decimal(6534), 8) == 4356
    assert period_budget(Decimal(6534), 4) == 2178
    assert period_budget(Decimal(6534), 12) == 6534
    assert period_budget(Decimal(0), 8) == 0


def test_deviation_is_budget_minus_net_cost() -> None:  # BU01
    assert deviation(Decimal(6534), Decimal(7084)) == -550
    assert deviation(Decimal(4356), Decimal(4691)) == -335
    assert deviation(Decimal(100), Decimal(90)) == 10
    assert deviation(Decimal(0), Decimal(0)) == 0
    assert deviation(Decimal(100), None) is None


def test_simplified_forecast() -> None:  # BU02
    assert simple_forecast(Decimal(-335), 8) == Decimal("-502.5")
    assert simple_forecast(Decimal(-335), 12) == -335
    assert simple_forecast(Decimal(0), 4) == 0
    assert simple_forecast(None, 8) is None


def test_the_health_committee_in_august(plan: Plan) -> None:  # BU01, BU02
    committee, period = plan.committee("hsn"), plan.period("2025-08")
    assert committee is not None
    assert period is not None
    form = build_form(plan, committee, period)
    row = ("economy", "hsn")
    answers = {(*row, "outcome"): Decimal(4691), (*row, "forecast"): Decimal(7084)}
    computed = compute(form, answers)
    assert computed[(*row, "deviation")] == -335
    assert computed[(*row, "simple_forecast")] == Decimal("-502.5")
    assert computed[(*row, "forecast_deviation")] == -550


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-335", "underskott 335,0 mnkr"),
        ("-502.5", "underskott 502,5 mnkr"),
        ("399", "överskott 399,0 mnkr"),
        ("12345.65", "överskott 12 345,7 mnkr"),
        ("-0.05", "underskott 0,1 mnkr"),
        ("0.04", "i balans"),
        ("-0.04", "i balans"),
        ("0", "i balans"),
        (None, "–"),
    ],
)
def test_spoken(value: str | None, words: str) -> None:  # BU03
    said = spoken(None if value is None else Decimal(value), "mnkr")
    assert words == said.replace("\u00a0", " ")


@given(MONEY, MONEY, MONTH)
def test_a_forecast_has_the_sign_of_its_deviation(
    budget: Decimal, outcome: Decimal, month: int
) -> None:  # BU01, BU02
    now = deviation(budget, outcome)
    assert now is not None
    later = simple_forecast(now, month)
    assert later is not None
    assert (now > 0) == (later > 0)
    assert (now < 0) == (later < 0)
    assert abs(later) >= abs(now)
    assert spoken(now, "tkr").startswith("överskott") == (outcome < budget)
    assert spoken(now, "tkr").startswith("underskott") == (outcome > budget)


@given(MONEY, MONTH)
def test_months_make_the_year(budget: Decimal, month: int) -> None:  # BU01
    left = budget - period_budget(budget, month)
    assert abs(left - budget * (12 - month) / 12) < Decimal("1e-15")


def test_the_frames_are_the_regions(plan: Plan) -> None:  # BU04
    top = [frame for frame in plan.frames if frame.part_of is None]
    assert sum((f.budget for f in top), Decimal(0)) == Decimal("10958.4")
    assert len(plan.frames) == 14
    assert len(top) == len(plan.committees) == 8
    assert {f.committee for f in top} == {c.id for c in plan.committees}


def test_a_part_is_no_larger_than_its_frame(plan: Plan) -> None:  # BU04
    frames = {frame.id: frame for frame in plan.frames}
    for frame in plan.frames:
        if frame.part_of is not None:
            assert frame.budget <= frames[frame.part_of].budget


def changes(frame: Frame) -> Decimal:
    keys = ("base_change", "reduction", "addition", "reallocation", "index")
    return sum((getattr(frame, key) for key in keys), Decimal(0))


def test_base_and_changes_make_the_budget_within_rounding(plan: Plan) -> None:  # BU04
    off = [abs((f.base or 0) + changes(f) - f.budget) for f in plan.frames]
    assert len([o for o in off if o == 0]) == 4
    assert len([o for o in off if 0 < o <= Decimal("0.8")]) == 10


@pytest.mark.parametrize(
    ("column", "printed", "decimals"),
    [
        ("base", "10549", 0),
        ("base_change", "251.6", 1),
        ("reduction", "-459.7", 1),
        ("addition", "344.7", 1),
        ("reallocation", "0.0", 1),
        ("index", "273.0", 1),
        ("budget", "10958.4", 1),
    ],
)
def test_column_sums_are_the_printed_ones_within_rounding(
    plan: Plan, column: str, printed: str, decimals: int
) -> None:  # BU04
    top: list[Decimal] = [getattr(f, column) for f in plan.frames if f.part_of is None]
    bound = Decimal("0.5").scaleb(-decimals) * (len(top) + 1)
    assert abs(sum(top, Decimal(0)) - Decimal(printed)) <= bound


def test_the_budget_of_the_year_before_is_the_proses(plan: Plan) -> None:  # BU04
    top = [frame for frame in plan.frames if frame.part_of is None]
    terms = [term for f in top for term in (f.base, f.base_change) if term is not None]
    assert abs(sum(terms, Decimal(0)) - 10801) <= Decimal("0.8")
    assert round(sum(f.budget for f in top)) == 10958


def test_counts_of_the_plan(plan: Plan) -> None:  # BU04
    assert (len(plan.goals), len(plan.subgoals), len(plan.indicators)) == (7, 14, 31)
    assert len(plan.assignments_of("hsn")) == 14
    assert len(plan.assignments_of("rf")) == 6
    assert len(plan.assignments) == 20
    assert {s.committee for s in plan.subgoals} == {"hsn"}


@pytest.fixture(autouse=True, scope="module")
def refreshed(plan: Plan) -> None:
    """Write plan.md and plan.xlsx anew from what is in plan.xlsx: SHEETPLAN_GOLDEN=1 pytest."""
    if os.environ.get("SHEETPLAN_GOLDEN") == "1":
        (plan_folder() / "plan.md").write_bytes(dump_plan(plan).encode("utf-8"))
        (plan_folder() / PLAN_FILE).write_bytes(write_plan(plan))


def test_workbook_and_text_of_the_plan_say_the_same(plan: Plan) -> None:  # BU05
    text = (plan_folder() / "plan.md").read_bytes()
    assert text == dump_plan(plan).encode("utf-8")


def test_the_plan_read_from_its_text_is_the_plan(plan: Plan) -> None:  # BU05
    reading = read_plan(read_markdown((plan_folder() / "plan.md").read_text(encoding="utf-8")))
    assert reading.plan is not None
    assert dump_plan(plan) == dump_plan(reading.plan)


def test_a_plan_has_one_workbook(plan: Plan) -> None:  # BU05
    assert (plan_folder() / PLAN_FILE).read_bytes() == write_plan(plan)
    assert write_plan(plan) == write_plan(plan)
