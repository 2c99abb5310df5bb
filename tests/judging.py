"""An indicator of a plan and its outcome, judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import Period, Settings
from sheetplan.plan.target import Target, read_target
from sheetplan.plan.words import Aggregation, Direction, IndicatorKind, Periodicity
from sheetplan.schema.numbers import NBSP, show_number

SETTINGS = Settings(
    id="vb-2025",
    organisation="Region Västerbotten",
    name="Regionplan 2025",
    year=2025,
    money_unit="mnkr",
    met=Decimal(100),
    partly=Decimal(80),
    thresholds_from=date(2025, 1, 1),
    thresholds_source="Delårsrapport",
    comment_above=Decimal(1),
    contact="Ekonomistaben",
)
BASE = Indicator(
    id="hsn-1.1.1",
    subgoal="hsn-1.1",
    name="Antal",
    unit="antal",
    periodicity=Periodicity.TERTIAL,
    direction=Direction.UP,
    kind=IndicatorKind.LEVEL,
    aggregation=Aggregation.SUM,
)


def period(month: int) -> Period:
    end = date(2025, month, 31 if month in {8, 12} else 30)
    return Period(
        id=f"2025-{month:02}",
        name="Uppföljning",
        starts=date(2025, 1, 1),
        ends=end,
        deadline=date(2026, 1, 28),
    )


AUGUST, YEAR_END = period(8), period(12)


def indicator(target: str | Target | None, **changes: Any) -> Indicator:
    read = read_target(target) if isinstance(target, str) else target
    return replace(BASE, target=read, **changes)


def judged(
    made: Indicator, value: str | Decimal, when: Period = YEAR_END, comparison: str | None = None
) -> Attainment:
    compared = None if comparison is None else Decimal(comparison)
    return judge(made, Outcome(Decimal(value), comparison=compared), when, SETTINGS)


def percent(ratio: Decimal | None) -> str:
    assert ratio is not None
    return show_number(ratio * 100, 1)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")
