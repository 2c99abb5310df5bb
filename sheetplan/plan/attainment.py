"""Attainment (måluppfyllelse): an outcome set against its target, with the reason for the status.

Ratio: up is outcome/target, down is target/outcome; another formula is chosen per indicator.
Status: from the plan's upper threshold met, from its lower partly met, below it not met.
Values are compared exactly, never rounded. Source: the thresholds' source in the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import MONTH_NAMES, Period, Settings
from sheetplan.plan.target import Form, Target
from sheetplan.plan.words import (
    Absence,
    Current,
    Direction,
    Formula,
    IndicatorKind,
    Profile,
    Status,
)
from sheetplan.schema.numbers import rounded, show_number

MONTHS_A_YEAR = 12
HUNDRED = 100
_MOST_DECIMALS = 12


@dataclass(frozen=True)
class Attainment:
    """What the rule says of an indicator in a period.

    Attributes:
        status: the status.
        reason: in Swedish, why there is no colour, or how it was reckoned.
        ratio: outcome against the year's target, 1 for 100 %; None where it cannot be reckoned.
        period_ratio: the same against the period's part of the target, for flows within a year.
    """

    status: Status
    reason: str
    ratio: Decimal | None = None
    period_ratio: Decimal | None = None


@dataclass(frozen=True)
class Outcome:
    """What a committee reports of an indicator, in its unit (72 for 72 %) or in words."""

    value: Decimal | None = None
    absence: Absence | None = None
    comparison: Decimal | None = None
    text: str = ""


NOTHING = Outcome()


def judge(
    indicator: Indicator, outcome: Outcome, period: Period, settings: Settings
) -> Attainment:
    """Judge an indicator; the same rule stands as a formula in the issued workbook."""
    if not indicator.is_due(period):
        return Attainment(Status.NOT_DUE, _next_time(indicator, period))
    if outcome.value is None and not outcome.text:
        return Attainment(Status.NO_DATA, _absence_reason(outcome))
    why_not = undecided(indicator)
    if why_not or indicator.target is None or outcome.value is None:
        return Attainment(Status.UNDECIDED, why_not)
    if indicator.target.form in {Form.INCREASE, Form.DECREASE}:
        return _judge_change(indicator, indicator.target, outcome, period)
    if indicator.target.form is Form.RANGE:
        return _judge_range(indicator.target, outcome.value, settings)
    return _judge_number(indicator, outcome.value, period, settings)


def _next_time(indicator: Indicator, period: Period) -> str:
    later = [month for month in indicator.periodicity.months if month > period.month]
    return f"Följs upp i {MONTH_NAMES[later[0] - 1]}." if later else "Följs inte upp mer i år."


def _absence_reason(outcome: Outcome) -> str:
    if outcome.absence is None:
        return "Varken utfall eller skäl är ifyllt."
    return f"{outcome.absence.label}."


def undecided(indicator: Indicator) -> str:
    """Say why no status can be given whatever the outcome is, or nothing."""
    target = indicator.target
    if target is None:
        return "Planen har inget målvärde."
    if target.form is Form.WORDS or indicator.kind is IndicatorKind.TEXT:
        return "Målet är skrivet i ord och bedöms av nämnden."
    if indicator.direction is Direction.UNDECIDED:
        return "Planen säger inte om högre eller lägre är bättre."
    if indicator.direction is Direction.RANGE and target.form is not Form.RANGE:
        return "Planen har inget intervall."
    return ""


def reference_of(indicator: Indicator, outcome: Outcome, period: Period) -> Decimal | None:
    """Return what ”Öka” and ”Minska” are set against.

    A year's baseline says nothing of a flow's first months; then only a comparison value does.
    """
    if outcome.comparison is not None:
        return outcome.comparison
    return indicator.baseline if is_baseline_comparable(indicator, period) else None


def is_baseline_comparable(indicator: Indicator, period: Period) -> bool:
    """Tell whether the baseline can be set against an outcome of the period."""
    whole_year = indicator.kind is not IndicatorKind.FLOW or period.is_year_end
    return indicator.baseline is not None and whole_year


def _judge_change(
    indicator: Indicator, target: Target, outcome: Outcome, period: Period
) -> Attainment:
    """Better than the comparison value is met, equal is partly met, worse is not met."""
    reference = reference_of(indicator, outcome, period)
    if reference is None or outcome.value is None:
        return Attainment(Status.NO_DATA, "Jämförelsevärde saknas.")
    gain = outcome.value - reference
    if target.form is Form.DECREASE:
        gain = -gain
    shown = show_number(reference, indicator.decimals, _sign(indicator.unit))
    reason = f"Jämfört med {shown}."
    if gain > 0:
        return Attainment(Status.MET, reason)
    return Attainment(Status.PARTLY if gain == 0 else Status.NOT_MET, reason)


def _sign(unit: str) -> str:
    return unit if unit == "%" else ""


def _judge_range(target: Target, value: Decimal, settings: Settings) -> Attainment:
    """Inside the range is met; outside, the distance to the nearer end decides."""
    low, high = target.low, target.high
    if low is None or high is None or low <= value <= high:
        return Attainment(Status.MET, "Inom intervallet.")
    if value <= 0 or low <= 0:
        return Attainment(Status.NOT_MET, "Utanför intervallet; andelen kan inte beräknas.")
    ratio = Fraction(value) / Fraction(low) if value < low else Fraction(high) / Fraction(value)
    return Attainment(
        _status(ratio, settings), "Mot intervallets närmaste gräns.", _decimal(ratio)
    )


def _judge_number(
    indicator: Indicator, value: Decimal, period: Period, settings: Settings
) -> Attainment:
    year = _ratio(indicator, value, Fraction(1))
    part = Fraction(period.month, MONTHS_A_YEAR)
    shares_year = is_periodised(indicator, period)
    in_period = _ratio(indicator, value, part) if shares_year else None
    by_period = shares_year and indicator.profile is Profile.LINEAR
    deciding = in_period if by_period else year
    if deciding is None:
        status = Status.MET if _is_reached(indicator, value, part if by_period else 1) else None
        reason = "Andelen kan inte beräknas; jämfört direkt med målvärdet."
        ratios = (_decimal(year), _decimal(in_period))
        return Attainment(status or Status.NOT_MET, reason, *ratios)
    reason = "Mot periodens del av målvärdet." if by_period else "Mot årets målvärde."
    if indicator.formula is not Formula.RATIO:
        reason += f" Beräkning: {indicator.formula.label.lower()}."
    return Attainment(_status(deciding, settings), reason, _decimal(year), _decimal(in_period))


def is_periodised(indicator: Indicator, period: Period) -> bool:
    """Tell whether a part of the target is shown beside the whole: flows within the year."""
    number = indicator.target is not None and indicator.target.number is not None
    return number and indicator.kind is IndicatorKind.FLOW and not period.is_year_end


def period_target(indicator: Indicator, period: Period) -> Decimal | None:
    """Return the period's part of a flow's target, spread evenly over the months."""
    if not is_periodised(indicator, period) or indicator.target is None:
        return None
    return (indicator.target.low or Decimal(0)) * period.month / MONTHS_A_YEAR


def _ratio(indicator: Indicator, value: Decimal, part: Fraction) -> Fraction | None:
    """Return the ratio by the indicator's formula, or None where it has no meaning."""
    assert indicator.target is not None  # noqa: S101 - judged before
    target = Fraction(indicator.target.low or 0) * part
    outcome = Fraction(value)
    if indicator.formula is Formula.DISTANCE:
        return _distance(indicator, outcome, target, part)
    if target <= 0 or outcome <= 0:
        return None
    if indicator.direction is Direction.UP:
        return outcome / target
    return 2 - outcome / target if indicator.formula is Formula.MIRROR else target / outcome


def _distance(
    indicator: Indicator, outcome: Fraction, target: Fraction, part: Fraction
) -> Fraction | None:
    """Return how much of the way from baseline to target is gone.

    There is no way to go where the target is no better than the baseline. A part of the year has
    the same part of the baseline.
    """
    if indicator.baseline is None:
        return None
    start = Fraction(indicator.baseline) * part
    better = target > start if indicator.direction is Direction.UP else target < start
    return (outcome - start) / (target - start) if better else None


def _is_reached(indicator: Indicator, value: Decimal, part: Fraction | int) -> bool:
    assert indicator.target is not None  # noqa: S101 - judged before
    target = Fraction(indicator.target.low or 0) * part
    if indicator.direction is Direction.UP:
        return Fraction(value) >= target
    return Fraction(value) <= target


def _status(ratio: Fraction, settings: Settings) -> Status:
    if ratio * HUNDRED >= Fraction(settings.met):
        return Status.MET
    return Status.PARTLY if ratio * HUNDRED >= Fraction(settings.partly) else Status.NOT_MET


def _decimal(ratio: Fraction | None) -> Decimal | None:
    if ratio is None:
        return None
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)


def suggest(statuses: Sequence[Status]) -> Current:
    """Suggest a subgoal's current status from its indicators' statuses.

    All judged met: met. All judged not met: not met. Otherwise partly. None judged: no data.
    """
    judged = {s for s in statuses if s in {Status.MET, Status.PARTLY, Status.NOT_MET}}
    if not judged:
        return Current.NO_DATA
    if judged == {Status.MET}:
        return Current.MET
    return Current.NOT_MET if judged == {Status.NOT_MET} else Current.PARTLY


def ratio_decimals(percent: Decimal, settings: Settings) -> int:
    """Return how many decimals keep a ratio on its own side of the thresholds when it is shown.

    99.96 % is never shown as 100.0 % beside a status that says partly.
    """
    limits = (settings.met, settings.partly)
    for decimals in range(1, _MOST_DECIMALS):
        shown = rounded(percent, decimals)
        if all((shown >= limit) == (percent >= limit) for limit in limits):
            return decimals
    return _MOST_DECIMALS
