"""Parts of a value: numerator and denominator (täljare, nämnare), or the weight (vikt) it has."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.indicator import Indicator
from sheetplan.plan.words import Aggregation
from sheetplan.schema.kinds import HUNDRED

RATIO_PARTS = frozenset({"numerator", "denominator"})
PARTS = RATIO_PARTS | {"weight"}
_ASKED = {Aggregation.RATIO: RATIO_PARTS, Aggregation.WEIGHTED: frozenset({"weight"})}
_COUNTED = {**_ASKED, Aggregation.SUM: frozenset({"outcome"})}
_COUNT = "antal"


def asks_parts(indicator: Indicator, *, of_several: bool) -> frozenset[str]:
    """Return the parts that a value of an indicator is asked with, by column key.

    Args:
        indicator: what is reported.
        of_several: the value is put together from several, or goes into one that is, as those
            of groups and units do.
    """
    if not of_several or indicator.is_text:
        return frozenset()
    return _ASKED.get(indicator.aggregation, frozenset())


def counts_individuals(indicator: Indicator) -> frozenset[str]:
    """Return the columns that count individuals in an indicator that the plan splits.

    What is summed, and what is divided or weighs, are counts; other values are if the unit says
    so.
    """
    outcome = {"outcome"} if indicator.unit.casefold() == _COUNT else frozenset()
    return _COUNTED.get(indicator.aggregation, frozenset(outcome))


def quotient(numerator: Decimal, denominator: Decimal, *, is_percent: bool) -> Decimal | None:
    """Return the value that two parts make, 72 for 72 %; None where nothing can be divided."""
    if denominator <= 0:
        return None
    scale = HUNDRED if is_percent else 1
    made = Fraction(numerator) * Fraction(scale) / Fraction(denominator)
    return Decimal(made.numerator) / Decimal(made.denominator)
