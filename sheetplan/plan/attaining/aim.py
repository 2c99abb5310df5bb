"""An aim: a number that an outcome is set against, of the year or of a part of it.

Up is outcome/target, down is target/outcome; another formula is chosen per indicator. Values are
compared exactly, never rounded. Source: domain rules for ratio and colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import Settings
from sheetplan.plan.target import Bound, Target
from sheetplan.plan.words import Direction, Formula, Status

HUNDRED = 100


@dataclass(frozen=True)
class Aim:
    """A number to reach.

    Attributes:
        is_up: higher is better.
        is_strict: the number must be passed, not only reached: ”över 90”.
        start: where the way to the target begins, for the formula that reckons the way.
    """

    target: Fraction
    is_up: bool
    is_strict: bool = False
    formula: Formula = Formula.RATIO
    start: Fraction | None = None

    def ratio(self, outcome: Decimal) -> Fraction | None:
        """Return the ratio by the formula, or None where it has no meaning."""
        value = Fraction(outcome)
        if self.formula is Formula.DISTANCE:
            return self._distance(value)
        if self.target <= 0 or value <= 0:
            return None
        if self.is_up:
            return value / self.target
        mirrored = self.formula is Formula.MIRROR
        return 2 - value / self.target if mirrored else self.target / value

    def _distance(self, value: Fraction) -> Fraction | None:
        """Return how much of the way is gone; none where the target is not better."""
        if self.start is None or not self._is_better(self.target, self.start):
            return None
        return (value - self.start) / (self.target - self.start)

    def _is_better(self, one: Fraction, other: Fraction) -> bool:
        return one > other if self.is_up else one < other

    def status(self, outcome: Decimal, settings: Settings) -> Status:
        """Judge by the plan's thresholds; without a ratio the outcome meets the target itself."""
        ratio = self.ratio(outcome)
        if ratio is None:
            return self._direct(Fraction(outcome))
        percent, met = ratio * HUNDRED, Fraction(settings.met)
        if percent > met or (percent == met and not self.is_strict):
            return Status.MET
        return Status.PARTLY if percent >= Fraction(settings.partly) else Status.NOT_MET

    def _direct(self, value: Fraction) -> Status:
        if value == self.target:
            return Status.PARTLY if self.is_strict else Status.MET
        return Status.MET if self._is_better(value, self.target) else Status.NOT_MET


def number_aim(indicator: Indicator, number: Decimal, share: Fraction = Fraction(1)) -> Aim:
    """Return what a number asks of a part of the year; the start is as large a part."""
    baseline = indicator.baseline
    return Aim(
        Fraction(number) * share,
        indicator.direction is Direction.UP,
        is_strict(indicator.target),
        indicator.formula,
        None if baseline is None else Fraction(baseline) * share,
    )


def is_strict(target: Target | None) -> bool:
    """Tell whether a target's words ask for more than its number: ”över”, ”understiger”."""
    return target is not None and target.bound in {Bound.ABOVE, Bound.BELOW}


def decimal_of(ratio: Fraction) -> Decimal:
    """Return a ratio as a number for tables and cells."""
    return Decimal(ratio.numerator) / Decimal(ratio.denominator)
