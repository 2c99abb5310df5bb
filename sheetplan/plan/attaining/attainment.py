"""Attainment (måluppfyllelse): what is reported of an indicator, and what the rule says of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.words import Absence, Status


@dataclass(frozen=True)
class Attainment:
    """What the rule says of an indicator in a period.

    Attributes:
        status: the status.
        reason: in Swedish, why there is no colour, or how it was reckoned and against what.
        ratio: outcome against the year's target, 1 for 100 %; None where it cannot be reckoned.
        period_ratio: the same against the period's part of the target, for flows within a year.
        calculation: what the status hangs on, in numbers: ``520 / 631 = 82,4 %``.
        inputs: the numbers that went into it, each with its Swedish name.
    """

    status: Status
    reason: str
    ratio: Decimal | None = None
    period_ratio: Decimal | None = None
    calculation: str = ""
    inputs: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a committee reports of an indicator, in its unit (72 for 72 %) or in words.

    Numerator, denominator and weight are what the value is made of, where they are asked.
    """

    value: Decimal | None = None
    absence: Absence | None = None
    comparison: Decimal | None = None
    text: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None


NOTHING = Outcome()
