"""Forecasts by the season of an earlier year, and how far forecasts were from the outcome.

The linear forecast (n/12) is ``budget.simple_forecast``.
"""

from __future__ import annotations

from decimal import Decimal


def seasonal_share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return how much of an earlier year's net cost had come by the month, 1 for all of it.

    None where there is no season to read: an amount is missing, or has no sense as a share.
    """
    if part is None or not whole:
        return None
    share = part / whole
    return share if share > 0 else None


def seasonal_forecast(outcome: Decimal, share: Decimal | None) -> Decimal | None:
    """Return the year's net cost if it comes month by month as in the earlier year."""
    return None if share is None else outcome / share


def forecast_error(forecast: Decimal | None, outcome: Decimal | None) -> Decimal | None:
    """Return outcome minus forecast, both deviations: minus is worse than was foreseen."""
    if forecast is None or outcome is None:
        return None
    return outcome - forecast
