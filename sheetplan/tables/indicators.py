"""What tables show of an indicator: years past and to come, outcome, ratios and status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from sheetplan.plan.attaining.aim import HUNDRED, is_strict
from sheetplan.plan.attaining.calculation import ratio_decimals
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.returns import IndicatorAnswer
from sheetplan.plan.settings import Settings
from sheetplan.plan.target import Target
from sheetplan.schema.column import columns_of
from sheetplan.tables.results import IndicatorResult
from sheetplan.tables.table import Quantity, TableColumn, TableValue, figures, words

Part = tuple[TableColumn, Callable[[IndicatorResult], TableValue]]
_ALWAYS = {"indicator", "status"}
_OF_FIGURES = {"baseline", "target", "outcome", "ratio"}  # left out where all is told in words


def indicator_parts(rows: Sequence[IndicatorResult], settings: Settings, width: int) -> list[Part]:
    """Return columns for these rows and what each row has in them."""
    return [
        (words("indicator", "Indikator", width), lambda r: r.indicator.name),
        (words("measured_in", "Enhet", 11), lambda r: _unit(r.indicator)),
        *_past(rows),
        *_targets(rows, settings),
        (figures("outcome", "Utfall", width=10), lambda r: quantity(r.outcome.value, r.indicator)),
        (words("outcome_text", "Utfall i ord", 34), lambda r: r.outcome.text or None),
        (
            figures("ratio", "Andel av årets mål", width=10),
            lambda r: percent_of(r.attainment.ratio, settings),
        ),
        (
            figures("period_ratio", "Andel av periodens mål", width=10),
            lambda r: percent_of(r.attainment.period_ratio, settings),
        ),
        (words("status", "Bedömning", 16), lambda r: r.attainment.status.mark),
        (words("compound", "Del av målet", 14), lambda r: r.indicator.compound_key or None),
        (
            words("joint", "Bedömning av hela målet", 16),
            lambda r: None if r.joint is None else r.joint.mark,
        ),
    ]


def _unit(indicator: Indicator) -> str | None:
    return None if indicator.is_text else indicator.unit


def used(parts: Sequence[Part], rows: Sequence[IndicatorResult]) -> list[Part]:
    """Leave out the columns that say nothing of these rows."""
    kept = set(_ALWAYS)
    if not all(r.indicator.is_text for r in rows):
        kept |= _OF_FIGURES
    shown = [(part, [part[1](r) for r in rows]) for part in parts]
    return [
        (_leaning(column, values), value)
        for (column, value), values in shown
        if column.key in kept or any(one is not None for one in values)
    ]


def _leaning(column: TableColumn, values: Sequence[TableValue]) -> TableColumn:
    """A column of targets that are all in words leans as words do."""
    told = [value for value in values if value is not None]
    if not told or any(isinstance(value, Quantity) for value in told):
        return column
    return replace(column, is_figure=False)


def _past(rows: Sequence[IndicatorResult]) -> list[Part]:
    """The baselines; where the plan has outcomes by year, a column for every year."""
    indicators = [r.indicator for r in rows]
    of_baseline = {str(i.baseline_year or "") for i in indicators if i.baseline is not None}
    years = {year for i in indicators for year in i.outcomes}
    if not years:
        year = "".join(of_baseline) if len(of_baseline) == 1 else ""
        label = f"Utfall {year}" if year else "Utgångsvärde"
        return [(figures("baseline", label, width=11), _baseline)]
    parts: list[Part] = [
        (figures(f"outcome_{year}", f"Utfall {year}", width=10), partial(_outcome_of, year))
        for year in sorted((years | of_baseline) - {""})
    ]
    if "" in of_baseline:
        parts.append((figures("baseline_unknown_year", "Utgångsvärde", width=11), _undated))
    return parts


def _baseline(r: IndicatorResult) -> TableValue:
    return quantity(r.indicator.baseline, r.indicator)


def _undated(r: IndicatorResult) -> TableValue:
    return None if r.indicator.baseline_year else _baseline(r)


def _outcome_of(year: str, r: IndicatorResult) -> TableValue:
    return quantity(r.indicator.outcome_of(year), r.indicator)


def _targets(rows: Sequence[IndicatorResult], settings: Settings) -> list[Part]:
    """The target of the plan's year, and those of the other years that the plan has."""
    own = str(settings.year)
    years = sorted({own, *(year for r in rows for year in r.indicator.targets)})
    return [
        (
            figures("target" if year == own else f"target_{year}", f"Mål {year}", width=10),
            partial(_target_of, "" if year == own else year),
        )
        for year in years
    ]


def _target_of(year: str, r: IndicatorResult) -> TableValue:
    target: Target | None = r.indicator.targets.get(year) if year else r.indicator.target
    return target_cell(target, r.indicator)


def target_cell(target: Target | None, indicator: Indicator) -> TableValue:
    """Return a target as tables show it: a number, or its words."""
    if target is None:
        return None
    if target.number is None or is_strict(target):
        return target.text
    return quantity(target.number, indicator)


def quantity(value: Decimal | None, indicator: Indicator) -> Quantity | None:
    """Return a value with its indicator's unit and decimals."""
    if value is None:
        return None
    return Quantity(value, indicator.unit, indicator.decimals_for(value))


def percent_of(ratio: Decimal | None, settings: Settings) -> Quantity | None:
    """Return a ratio in per cent with as many decimals as keep it on its side of a threshold."""
    if ratio is None:
        return None
    percent = ratio * HUNDRED
    return Quantity(percent, "%", ratio_decimals(percent, settings))


def part_columns() -> tuple[TableColumn, ...]:
    """Return the columns of a value's parts, named as in the form."""
    labels = {c.key: c.label for c in columns_of(IndicatorAnswer)}
    return tuple(
        figures(key, labels[key], width=10) for key in ("numerator", "denominator", "weight")
    )
