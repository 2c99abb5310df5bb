"""A small chart of each indicator: earlier years, the outcome and the target."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sheetplan.plan.indicator import Indicator
from sheetplan.plan.series import shown
from sheetplan.plan.settings import Period
from sheetplan.plan.target import Form
from sheetplan.plan.words import IndicatorKind
from sheetplan.tables.chart import Chart, Drawing, Line
from sheetplan.tables.results import IndicatorResult
from sheetplan.tables.small_counts import hidden_in

_FEWEST = 2  # values; one alone is no trend
_MOST_YEARS = 6

Years = Mapping[int, Decimal]


def trend_chart(one: IndicatorResult, period: Period, known: Years) -> Chart | None:
    """Draw an indicator; None where there is too little, or where a small count is hidden.

    ``known`` has the whole years of its series; a year that the plan gives fills in the rest.
    """
    if hidden_in(one).cells:
        return None
    indicator, now = one.indicator, one.outcome.value
    years = {**_planned(indicator), **known}
    before = [(str(year), years[year]) for year in sorted(years) if year < period.ends.year]
    label = str(period.ends.year) if period.is_year_end else period.label
    values = [*before[-_MOST_YEARS:], *([(label, now)] if now is not None else [])]
    if len(values) < _FEWEST:
        return None
    target = _target(indicator)
    return Chart(
        f"trend-{indicator.id}",
        indicator.name,
        Drawing.LINE,
        tuple(name for name, _ in values),
        (Line("Utfall", tuple(value for _, value in values)),),
        _said(indicator, values),
        unit=indicator.unit,
        decimals=indicator.decimals_for(*(value for _, value in values)),
        target=target,
        is_part_year=now is not None and _is_part(indicator, period),
    )


def _planned(indicator: Indicator) -> dict[int, Decimal]:
    """Return the whole years that the plan itself gives."""
    found = {int(year): value for year, value in indicator.outcomes.items()}
    if indicator.baseline is not None and indicator.baseline_year is not None:
        found.setdefault(indicator.baseline_year, indicator.baseline)
    return found


def _is_part(indicator: Indicator, period: Period) -> bool:
    """Tell whether the outcome has not yet had the whole year to come up to the target."""
    return indicator.kind is IndicatorKind.FLOW and not period.is_year_end


def _target(indicator: Indicator) -> Decimal | None:
    """Return a target that is a level; one that is a change or a range is told in words only."""
    target = indicator.target
    is_level = target is not None and target.form is Form.NUMBER and not indicator.target_of
    return target.number if target is not None and is_level else None


def _said(indicator: Indicator, values: list[tuple[str, Decimal]]) -> str:
    told = ", ".join(f"{when}: {shown(value, indicator)}" for when, value in values)
    aim = f" Mål: {indicator.target.text}." if indicator.target else ""
    return f"Linjediagram. {indicator.name}: {told}.{aim}"
