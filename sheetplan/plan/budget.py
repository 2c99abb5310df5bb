"""Budget and outcome per frame: deviation and simplified forecast. Plus is better than budget."""

from __future__ import annotations

from decimal import Decimal

from sheetplan.schema.kinds import HUNDRED
from sheetplan.schema.numbers import rounded, show_number

MONTHS_A_YEAR = 12


def period_budget(budget: Decimal, month: int) -> Decimal:
    """Return the year's budget up to and including a month, spread evenly."""
    return budget * month / MONTHS_A_YEAR


def deviation(budget: Decimal, outcome: Decimal | None) -> Decimal | None:
    """Return budget minus net cost: plus is överskott, minus is underskott."""
    return None if outcome is None else budget - outcome


def deviation_share(found: Decimal | None, budget: object) -> Decimal | None:
    """Return how large a deviation is, in per cent of its budget; None where there is none."""
    if found is None or not isinstance(budget, Decimal) or budget == 0:
        return None
    return abs(found) * HUNDRED / abs(budget)


def change(before: object, now: object) -> Decimal | None:
    """Return how many per cent a net cost has grown; None where there is nothing to grow from."""
    if not isinstance(before, Decimal) or not isinstance(now, Decimal) or before <= 0:
        return None
    return (now - before) * HUNDRED / before


def simple_forecast(period_deviation: Decimal | None, month: int) -> Decimal | None:
    """Return the year's deviation if every month deviates alike (1/12 method)."""
    if period_deviation is None:
        return None
    return period_deviation * MONTHS_A_YEAR / month


def spoken(value: Decimal | None, unit: str) -> str:
    """Say a deviation in words: ``underskott 335,0 mnkr``."""
    if value is None:
        return "–"
    near = rounded(value, 1)
    if near == 0:
        return "i balans"
    return f"{'överskott' if near > 0 else 'underskott'} {show_number(abs(near), 1, unit)}"
