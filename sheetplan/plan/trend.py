"""The trend in words: cautious, over whole years that may be compared, three at the least.

Values are taken as they are shown. A difference of one unit in the last decimal may be rounding,
so it is no change, unless it is more than a twentieth of the highest value: 68 → 69 % is none,
4 → 5 plans is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from sheetplan.plan.words import Direction
from sheetplan.schema.numbers import rounded

Value = tuple[int, Decimal]  # a year and what was measured
FEWEST = 3
_PART = 20
_COUNTS = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def trend(values: Sequence[Value], decimals: int, direction: Direction) -> str:
    """Say how whole years have gone, the latest run of years first; nothing under three points.

    Args:
        values: one a year, the oldest first, all of them comparable.
        decimals: of what is shown.
        direction: which way is better; only up and down say right and wrong.
    """
    if len(values) < FEWEST:
        return ""
    numbers = [rounded(number, decimals) for _, number in values]
    slack = tolerance(numbers, decimals)
    if max(numbers) - min(numbers) <= slack:
        return "i stort sett oförändrad"
    steps = [after - before for before, after in pairwise(numbers)]
    run = _run(steps)
    gone = sum(steps[len(steps) - run :], Decimal(0))
    if run >= FEWEST - 1 and abs(gone) > slack:
        return f"{_goes(gone)} {_span(values[-run - 1 :])}{side(gone, direction)}"
    gone = numbers[-1] - numbers[0]
    if abs(gone) > slack and not any(-step * _sign(gone) > slack for step in steps):
        return f"{_goes(gone)}, men inte varje år{side(gone, direction)}"
    return "växlar"


def tolerance(numbers: Sequence[Decimal], decimals: int) -> Decimal:
    """Return how large a difference is still no change."""
    unit = Decimal(1).scaleb(-decimals)
    return unit if unit * _PART <= max(map(abs, numbers)) else Decimal(0)


def compared(
    now: Decimal, before: Decimal, decimals: int, direction: Direction
) -> tuple[str, str]:
    """Set a value against an earlier one of the same months, as they are shown; with its side."""
    gone = rounded(now, decimals) - rounded(before, decimals)
    if not gone:
        return "samma som", ""
    return "högre än" if gone > 0 else "lägre än", side(gone, direction)


def side(gone: Decimal, direction: Direction) -> str:
    """Say whether a change is for the better, where the plan has decided what is."""
    if direction not in {Direction.UP, Direction.DOWN}:
        return ""
    is_right = (gone > 0) is (direction is Direction.UP)
    return ", åt rätt håll" if is_right else ", åt fel håll"


def _run(steps: Sequence[Decimal]) -> int:
    """Return how many of the latest steps go the way of the last one."""
    last = _sign(steps[-1])
    return sum(1 for _ in takewhile(lambda step: last and _sign(step) == last, reversed(steps)))


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _goes(gone: Decimal) -> str:
    return "ökar" if gone > 0 else "minskar"


def _span(values: Sequence[Value]) -> str:
    """Say how long a run is; years that are not known are not counted in."""
    years = [year for year, _ in values]
    steps = len(years) - 1
    if years[-1] - years[0] > steps:
        return f"{years[0]}–{years[-1]}, men alla år är inte kända"
    return f"{_COUNTS[steps - 2] if steps - 2 < len(_COUNTS) else steps} år i rad"
