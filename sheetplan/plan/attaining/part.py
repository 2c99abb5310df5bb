"""The period's part of a year's target, for flows that accumulate over the year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.attaining.aim import HUNDRED, decimal_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import MONTH_NAMES, Period
from sheetplan.plan.words import IndicatorKind, Profile
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.numbers import NBSP

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Part:
    """How much of the year's target falls before a period's end.

    Attributes:
        said: the share as people see it: ``8/12``, ``62 %``.
    """

    share: Fraction
    said: str


def is_periodised(indicator: Indicator, period: Period) -> bool:
    """Tell whether a part of the target is shown beside the whole: flows within the year."""
    number = indicator.target is not None and indicator.target.number is not None
    return number and indicator.kind is IndicatorKind.FLOW and not period.is_year_end


def part_of(indicator: Indicator, period: Period) -> Part | None:
    """Return the period's part; None for what is no flow, or where the plan does not tell it."""
    if not is_periodised(indicator, period):
        return None
    if indicator.profile is Profile.GIVEN:
        return _given(indicator, period)
    if indicator.profile is Profile.SEASON:
        return _season(indicator, period)
    return Part(Fraction(period.month, MONTHS_A_YEAR), f"{period.month}/{MONTHS_A_YEAR}")


def _given(indicator: Indicator, period: Period) -> Part | None:
    share = given_shares(indicator).get(period.month)
    if share is None:
        return None
    return Part(Fraction(share) / HUNDRED, f"{plain_number(share)}{NBSP}%")


def given_shares(indicator: Indicator) -> dict[int, Decimal]:
    """Return the plan's shares in per cent, by the number of the month that they go up to."""
    return {
        MONTH_NAMES.index(month.casefold()) + 1: share for month, share in indicator.shares.items()
    }


def _season(indicator: Indicator, period: Period) -> Part | None:
    """Last year's outcome at the same month, as a part of last year's whole outcome."""
    month, year = same_month(period), str(period.ends.year - 1)
    part, whole = indicator.months.get(month), indicator.outcome_of(year)
    if part is None or whole is None or not 0 < part <= whole:
        return None
    said = f"förra årets {plain_number(part)} av {plain_number(whole)}"
    return Part(Fraction(part) / Fraction(whole), said)


def same_month(period: Period) -> str:
    """Return the month of a period's end a year before, such as ``2024-08``."""
    return f"{period.ends.year - 1}-{period.month:02}"


def decides(indicator: Indicator, period: Period) -> bool:
    """Tell whether the period's part decides the colour: where the plan has chosen a profile."""
    return is_periodised(indicator, period) and indicator.profile is not None


def why_no_part(indicator: Indicator, period: Period) -> str:
    """Say why a part that should decide is not known, or nothing."""
    if not decides(indicator, period) or part_of(indicator, period) is not None:
        return ""
    month, year = MONTH_NAMES[period.month - 1], period.ends.year - 1
    if indicator.profile is Profile.GIVEN:
        return f"Planen säger inte hur stor andel av målet som gäller t.o.m. {month}."
    return f"Planen saknar användbara utfall t.o.m. {same_month(period)} och för hela {year}."


def period_target(indicator: Indicator, period: Period) -> Decimal | None:
    """Return the period's part of a flow's target."""
    part = part_of(indicator, period)
    if part is None or indicator.target is None or indicator.target.number is None:
        return None
    return decimal_of(Fraction(indicator.target.number) * part.share)
