"""The rows that ask for indicators, each with its own kinds, targets and earlier years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from sheetplan.plan.attaining.aim import is_strict
from sheetplan.plan.attaining.grounds import is_for_all, undecided
from sheetplan.plan.attaining.part import period_target
from sheetplan.plan.attaining.reference import comparison_of, known_reference
from sheetplan.plan.committee import Committee
from sheetplan.plan.form import FormRow, inputs_of
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.parts import PARTS, asks_parts
from sheetplan.plan.plan import Plan
from sheetplan.plan.returns import IndicatorAnswer
from sheetplan.plan.settings import Period
from sheetplan.plan.split import as_groups, groups_of, is_group
from sheetplan.plan.target import Target
from sheetplan.schema.kinds import TEXT, Kind, Number, plain_number
from sheetplan.schema.numbers import NBSP, decimals_of

_FROM_UNITS = frozenset({"outcome"})


def indicator_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    """The indicators that are due come first; those that wait stand below, closed."""
    rows = _all_indicator_rows(plan, committee, period)
    return sorted(rows, key=lambda row: not row.asked)


def _all_indicator_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    """Each indicator, with a row for each of its groups below it when it is due."""
    for subgoal in plan.all_judged(committee.id):
        for indicator in plan.indicators_of(subgoal.id):
            whole = _indicator_row(plan, subgoal, indicator, period)
            yield replace(whole, given={**whole.given, "subgoal_id": subgoal.id})
            for _, group in as_groups(indicator) if indicator.is_due(period) else ():
                yield _indicator_row(plan, subgoal, group, period)


def _indicator_row(plan: Plan, subgoal: Subgoal, indicator: Indicator, period: Period) -> FormRow:
    """A row without the id of its subgoal, which only a whole indicator counts under."""
    given = {
        "id": indicator.id,
        "subgoal": subgoal.name,
        "indicator": indicator.name,
        "unit": indicator.unit,
        "periodicity": indicator.periodicity,
        "baseline": indicator.baseline,
        "target": None if is_for_all(indicator) else _shown_target(indicator),
        "compound": indicator.compound_key,
    }
    if indicator.is_due(period) and not is_for_all(indicator):
        given["period_target"] = period_target(indicator, period)
    given |= _other_years(indicator, plan.settings.year)
    note = " ".join(filter(None, (indicator.help, _compared_with(indicator, period))))
    asked, from_units = _asked(indicator, period), frozenset[str]()
    if indicator.is_aggregated and asked:
        asked, from_units = asked & {"comment"}, _FROM_UNITS
    kinds = indicator_kinds(indicator, given)
    return FormRow(indicator.id, given, asked, kinds, note, from_units)


def indicator_kinds(indicator: Indicator, given: Mapping[str, object]) -> dict[str, Kind]:
    """Return the kinds of an indicator's cells: its own unit, limits and decimals."""
    kind, target = indicator.value_kind, given["target"]
    figure = Number(kind.decimals, kind.unit)
    kinds: dict[str, Kind] = {"outcome": kind, "comparison": kind, "reckoned": figure}
    kinds |= {"baseline": figure, "period_target": figure}
    if isinstance(target, Decimal):
        kinds["target"] = Number(max(kind.decimals, decimals_of(target)), kind.unit)
    elif isinstance(target, str):
        kinds["target"] = TEXT
    return kinds


def _compared_with(indicator: Indicator, period: Period) -> str:
    """Say what the outcome is compared with, where the target has no number of its own."""
    reference = known_reference(indicator, period)
    if reference is None or not indicator.is_due(period):
        return ""
    sign = f"{NBSP}%" if indicator.unit == "%" else ""
    return f"Jämförs med {plain_number(reference.value)}{sign} ({reference.said})."


def _other_years(indicator: Indicator, year: int) -> dict[str, object]:
    """The outcomes before the baseline and the targets after the plan's year, in words."""
    kind = indicator.value_kind
    past = [y for y in sorted(indicator.outcomes) if y != str(indicator.baseline_year)]
    coming = [y for y in sorted(indicator.targets) if y != str(year)]
    texts = {
        "earlier": "\n".join(f"{y}: {kind.show(indicator.outcomes[y])}" for y in past),
        "later": "\n".join(f"{y}: {indicator.targets[y].text}" for y in coming),
    }
    return {key: text for key, text in texts.items() if text}


def _shown_target(indicator: Indicator) -> Decimal | str | Target | None:
    """A plain number is given as one, in its indicator's unit; other targets as written."""
    target = indicator.target
    if target is None or target.number is None:
        return target
    return target.text if is_strict(target) else target.number


def _asked(indicator: Indicator, period: Period) -> frozenset[str]:
    """Only a due indicator asks for a value, and for a comparison only where one is missing."""
    if not indicator.is_due(period):
        return frozenset()
    if indicator.is_text:
        return inputs_of(IndicatorAnswer) - {"outcome", "comparison", *PARTS}
    asked = (inputs_of(IndicatorAnswer) - {"outcome_text", *PARTS}) | _parts(indicator)
    compares = comparison_of(indicator) is not None and not undecided(indicator, period)
    if compares and known_reference(indicator, period) is None:
        return asked
    return asked - {"comparison"}


def _parts(indicator: Indicator) -> frozenset[str]:
    """The parts of a group and of what is split; the whole weighs what its groups do."""
    if is_group(indicator):
        return asks_parts(indicator, of_several=True)
    return asks_parts(indicator, of_several=bool(groups_of(indicator))) - {"weight"}
