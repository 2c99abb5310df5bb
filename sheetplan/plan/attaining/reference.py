"""References (jämförelsevärden): what a target without a number of its own is set against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.attaining.part import same_month
from sheetplan.plan.comparison import Comparison, Side, Versus
from sheetplan.plan.growth import growth_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import Period
from sheetplan.plan.words import Direction, IndicatorKind

REPORTED = "lämnat jämförelsevärde"


@dataclass(frozen=True)
class Reference:
    """A value to compare with, and where it comes from in words."""

    value: Decimal
    said: str


def comparison_of(indicator: Indicator) -> Comparison | None:
    """Return what the target compares with, a change in per cent too; None for other targets."""
    target = indicator.target
    if target is None or indicator.is_text:
        return None
    growth = growth_of(target)
    return Comparison(Side.BETTER, growth.versus) if growth else target.comparison


def is_higher_better(side: Side, direction: Direction) -> bool:
    """Tell which side of the reference is the better one."""
    return side is Side.HIGHER or (side is Side.BETTER and direction is Direction.UP)


def reference_of(
    indicator: Indicator, reported: Decimal | None, period: Period
) -> Reference | None:
    """Return what to compare with: what is reported, otherwise what the plan knows."""
    if reported is not None:
        return Reference(reported, REPORTED)
    return known_reference(indicator, period)


def known_reference(indicator: Indicator, period: Period) -> Reference | None:
    """Return what the plan knows of the value to compare with."""
    comparison = comparison_of(indicator)
    if comparison is None:
        return None
    return next(_known(indicator, comparison, period), None)


def _known(indicator: Indicator, comparison: Comparison, period: Period) -> Iterator[Reference]:
    """Yield what may be compared with, the best first.

    A whole year says nothing of a flow's first months; then only the same months do.
    """
    year = comparison.year or str(period.ends.year - 1)
    if comparison.versus is Versus.BASELINE:
        yield from _baseline(indicator, period)
        yield from _months(indicator, same_month(period))
    elif comparison.versus is not Versus.BENCHMARK:
        yield from _months(indicator, f"{year}-{period.month:02}")
        yield from _year(indicator, year, period)
    if comparison.versus is not Versus.BASELINE:
        yield from _benchmark(indicator, period)


def _is_whole(indicator: Indicator, period: Period) -> bool:
    return indicator.kind is not IndicatorKind.FLOW or period.is_year_end


def _baseline(indicator: Indicator, period: Period) -> Iterator[Reference]:
    if indicator.baseline is not None and _is_whole(indicator, period):
        year = f" {indicator.baseline_year}" if indicator.baseline_year else ""
        yield Reference(indicator.baseline, f"utgångsvärdet{year}")


def _months(indicator: Indicator, month: str) -> Iterator[Reference]:
    if month in indicator.months:
        yield Reference(indicator.months[month], f"utfallet t.o.m. {month}")


def _year(indicator: Indicator, year: str, period: Period) -> Iterator[Reference]:
    value = indicator.outcome_of(year)
    if value is not None and _is_whole(indicator, period):
        yield Reference(value, f"utfallet {year}")


def _benchmark(indicator: Indicator, period: Period) -> Iterator[Reference]:
    """The plan's comparison value; for a flow within the year only if it is of the same months."""
    day, value = indicator.benchmark_date, indicator.benchmark
    same = day is not None and day.month == period.month
    if value is not None and (_is_whole(indicator, period) or same):
        known = (indicator.benchmark_source, None if day is None else day.isoformat())
        yield Reference(value, ", ".join(filter(None, ("jämförelsevärdet", *known))))
