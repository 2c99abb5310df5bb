"""Forecasts over the year: three methods side by side, kept, and held against the outcome.

- FC01: linear is the period's deviation / months · 12: −335 in August is −502.5, beside −550.
- FC02: seasonal lets the year cost as an earlier one did, month by month.
- FC03: what was said before stands beside what is said now.
- FC04: when the year is known each forecast has its error, outcome minus forecast.
- FC05: a sum needs all its terms, and says how many frames it is of.
- FC06: the season comes from the former plan's folder and what was returned to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.year import PLAN_FILE, Year
from sheetplan.plan.budget import deviation, simple_forecast
from sheetplan.plan.computing import Values
from sheetplan.plan.forecasting import forecast_error, seasonal_forecast, seasonal_share
from sheetplan.plan.plan import Plan
from sheetplan.store.records import StoredValue
from sheetplan.tables.forecasts import FrameForecast, Season, forecast_table, frame_forecasts
from sheetplan.tables.results import Results, results
from sheetplan.tables.table import Quantity, Table
from tests.conftest import PERIOD
from tests.submissions import add, received

MONEY = st.decimals(1, 100_000, places=1)


def told(plan: Plan, period: str, **frames: tuple[str, str | None]) -> Results:
    """The results of a period where committees say outcome and forecast of their frame."""
    answers: dict[str, Values] = {}
    for committee, (outcome, forecast) in frames.items():
        said: dict[tuple[str, str, str], object] = {
            ("economy", committee, "outcome"): Decimal(outcome)
        }
        if forecast is not None:
            said[("economy", committee, "forecast")] = Decimal(forecast)
        answers[committee] = said
    found = plan.period(period)
    assert found is not None
    return results(plan, found, answers)


def of(made: list[FrameForecast], frame: str, period: str) -> FrameForecast:
    return next(one for one in made if (one.frame.id, one.period.id) == (frame, period))


def cells(table: Table, at: int) -> Mapping[str, Decimal | None]:
    keys = [column.key for column in table.columns]
    row = zip(keys, table.rows[at], strict=True)
    return {k: v.value for k, v in row if isinstance(v, Quantity)}


def test_linear_beside_the_committees_own(plan: Plan) -> None:  # FC01
    made = frame_forecasts([told(plan, "2025-08", hsn=("4691", "7084"))], None)
    (one,) = made
    assert [one.period_deviation, one.linear, one.own] == [-335, Decimal("-502.5"), -550]
    assert one.seasonal is None
    assert cells(forecast_table(plan, made, None), 0) == {
        "period_deviation": -335, "linear": Decimal("-502.5"), "own": -550,
    }  # fmt: skip


def test_seasonal_by_hand(plan: Plan) -> None:
    """FC02: 6 000 of 8 000 last year is 75 %; 4 950 now gives 6 600 against 6 534: −66."""
    share = seasonal_share(Decimal(6000), Decimal(8000))
    assert share == Decimal("0.75")
    assert seasonal_forecast(Decimal(4950), share) == 6600
    season = Season(2024, {("hsn", 8): share})
    august = told(plan, "2025-08", hsn=("4950", "6534"), rs=("2600", "3943.2"))
    made = frame_forecasts([august], season)
    assert of(made, "hsn", "2025-08").seasonal == -66
    assert of(made, "rs", "2025-08").seasonal is None
    assert "lika stor del av året som 2024" in forecast_table(plan, made, season).note


@pytest.mark.parametrize(
    ("part", "whole"), [(None, "8"), ("6", None), ("6", "0"), ("0", "8"), ("-6", "8")]
)
def test_no_season_can_be_read(part: str | None, whole: str | None) -> None:  # FC02
    amounts = (None if text is None else Decimal(text) for text in (part, whole))
    assert seasonal_share(*amounts) is None
    assert seasonal_forecast(Decimal(5), None) is None


@given(MONEY, MONEY, st.integers(1, 11))
def test_an_even_season_is_the_linear_forecast(budget: Decimal, cost: Decimal, month: int) -> None:
    """FC01, FC02: where every month cost alike last year, both methods agree."""
    share = seasonal_share(Decimal(month), Decimal(12))
    seasonal = deviation(budget, seasonal_forecast(cost, share))
    linear = simple_forecast(deviation(budget * month / 12, cost), month)
    assert seasonal is not None
    assert linear is not None
    assert abs(seasonal - linear) < Decimal("1e-15")


def test_what_was_said_before_stands_beside(plan: Plan) -> None:  # FC03
    history = [
        told(plan, "2025-04", hsn=("2300", "6834")),
        told(plan, "2025-08", hsn=("4691", "7084")),
    ]
    made = frame_forecasts(history, None)
    first, second = (of(made, "hsn", period) for period in ("2025-04", "2025-08"))
    assert [first.own, first.former, first.change] == [-300, None, None]
    assert [second.own, second.former, second.change] == [-550, -300, -250]


def test_each_forecast_has_its_error_when_the_year_is_known(plan: Plan) -> None:
    """FC04: the year ends at 7 034, −500: the linear −502.5 was 2.5 too low, −550 was 50."""
    history = [
        told(plan, "2025-08", hsn=("4691", "7084")),
        told(plan, "2025-12", hsn=("7034", None)),
    ]
    made = frame_forecasts(history, None)
    (one,) = made
    assert one.final == -500
    assert [one.error(m) for m in ("linear", "seasonal", "own")] == [Decimal("2.5"), None, 50]
    table = forecast_table(plan, made, None)
    assert cells(table, 0)["error_own"] == 50
    assert "minus är sämre än prognosen" in table.note
    assert forecast_error(None, Decimal(1)) is None


def test_a_sum_needs_all_its_terms(plan: Plan) -> None:  # FC05
    august = told(plan, "2025-08", hsn=("4691", "7084"), rs=("2600", None))
    table = forecast_table(plan, made := frame_forecasts([august], None), None)
    assert len(made) == 2
    assert table.rows[2][:2] == ("Tillsammans", "2 av 8 ramar")
    assert table.emphasis == {2}
    board = Decimal("3943.2") * 8 / 12 - 2600
    assert cells(table, 2)["period_deviation"] == board - 335
    assert "own" not in cells(table, 2)


def test_nobody_has_answered(plan: Plan) -> None:  # FC05
    assert frame_forecasts([told(plan, "2025-08")], None) == []


def costs(year: Year, period: str, outcome: str) -> None:
    """Put a return with the health committee's net cost in a year's store."""
    said = StoredValue("economy", "hsn", "outcome", Decimal(outcome), "Ekonomi", "E7")
    add(year.store_file, received(f"{year.root.name} {period}", period=period, values=(said,)))


def planned(folder: Path, plan: Plan, year: int, former: str | None = None) -> Year:
    """Write the plan as that of a year, with its periods, in a folder."""
    folder.mkdir()
    moved = tuple(
        replace(p, id=p.id.replace("2025", str(year)), starts=p.starts.replace(year=year),
                ends=p.ends.replace(year=year))
        for p in plan.periods
    )  # fmt: skip
    settings = replace(plan.settings, year=year, id=f"vb-{year}", former_plan=former)
    (folder / PLAN_FILE).write_bytes(write_plan(replace(plan, settings=settings, periods=moved)))
    return Year(folder)


@pytest.mark.parametrize("damaged", [False, True])
def test_the_season_is_the_former_years(plan: Plan, tmp_path: Path, *, damaged: bool) -> None:
    """FC06: 6 000 of 8 000 in 2024, 4 950 in August 2025: 6 600 against 6 534."""
    old = planned(tmp_path / "2024", plan, 2024)
    costs(old, "2024-08", "6000")
    costs(old, "2024-12", "8000")
    new = planned(tmp_path / "2025", plan, 2025, "../2024")
    costs(new, PERIOD, "4950")
    if damaged:  # said among the series, and no forecast is guessed
        old.store_file.write_bytes(b"inget lager")
    made = consolidate(new, PERIOD)
    (one,) = json.loads((made.folder / "tables.json").read_text("utf-8"))["forecasts"]
    assert (one["id"], one["seasonal"]) == ("hsn", None if damaged else -66)
    csv = (made.folder / "forecasts.csv").read_text("utf-8-sig")
    assert ("Prognos efter säsong" in csv) is not damaged
