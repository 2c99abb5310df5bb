"""Calculations in words: the numbers that an attainment comes from, as people would write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.attaining.aim import HUNDRED, Aim, decimal_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import Settings
from sheetplan.plan.words import Formula
from sheetplan.schema.numbers import MINUS, decimals_of, rounded, show_number

_MOST_DECIMALS = 12
_EXACT = 6  # decimals that a number is shown with before it is rounded


@dataclass(frozen=True)
class Numbers:
    """Writes an indicator's numbers."""

    indicator: Indicator
    settings: Settings

    def show(self, value: Decimal | Fraction) -> str:
        """Write a value in the indicator's unit, with the decimals it has if they are few."""
        number = decimal_of(value) if isinstance(value, Fraction) else value
        own = self.indicator.decimals_for()
        exact = decimals_of(number)
        decimals = max(own, exact) if exact <= _EXACT else max(own, 2)
        return show_number(number, decimals, "%" if self.indicator.unit == "%" else "")

    def ratio(self, ratio: Fraction) -> str:
        """Write a ratio with as many decimals as keep it on its own side of the thresholds."""
        percent = decimal_of(ratio * HUNDRED)
        return show_number(percent, ratio_decimals(percent, self.settings), "%")

    def divided(self, aim: Aim, outcome: Decimal) -> str:
        """Write how an outcome is set against an aim: ``520 / 631 = 82,4 %``."""
        ratio = aim.ratio(outcome)
        value, target = self.show(outcome), self.show(aim.target)
        if ratio is None:
            return f"{value} mot {target}"
        if aim.formula is Formula.DISTANCE and aim.start is not None:
            start = self.show(aim.start)
            made = f"({value} {MINUS} {start}) / ({target} {MINUS} {start})"
        elif aim.is_up:
            made = f"{value} / {target}"
        elif aim.formula is Formula.MIRROR:
            made = f"2 {MINUS} {value} / {target}"
        else:
            made = f"{target} / {value}"
        return f"{made} = {self.ratio(ratio)}"


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
