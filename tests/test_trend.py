"""The trend in words: from three whole years, a side only where it is decided, whatever the scale.

- SE04: a part of the year is set only against the same months.
- SE06: the trend is said from three whole years; right and wrong side only where that is decided.
- SE07: it does not matter in which unit a trend is measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.plan.trend import compared, trend
from sheetplan.plan.words import Direction

UP = Direction.UP
DIRECTIONS = st.sampled_from(Direction)
NUMBERS = st.integers(-10_000, 10_000).map(lambda number: Decimal(number) / 100)
VALUES = st.lists(NUMBERS, min_size=3, max_size=8)


WORDS = [
    ("70 72 74 76", "ökar tre år i rad, åt rätt håll"),
    ("70 72 74", "ökar två år i rad, åt rätt håll"),
    ("74 70 74 72 69", "minskar två år i rad, åt fel håll"),
    ("70 71 72", "ökar två år i rad, åt rätt håll"),
    ("68 69 68", "i stort sett oförändrad"),
    ("4 5 4", "växlar"),
    ("70 75 72", "växlar"),
    ("28 31 31.4", "ökar, men inte varje år, åt rätt håll"),
    ("75 73 73", "minskar, men inte varje år, åt fel håll"),
    ("0 0 0", "i stort sett oförändrad"),
    ("70 90", ""),
]


@pytest.mark.parametrize(("numbers", "expected"), WORDS)
def test_the_trend_in_words(numbers: str, expected: str) -> None:  # SE06
    assert trend(list(enumerate(map(Decimal, numbers.split()), 2020)), 0, UP) == expected


def test_years_that_are_not_known_are_not_counted_in() -> None:  # SE06
    values = [(2019, Decimal(50)), (2022, Decimal(60)), (2023, Decimal(70))]
    assert trend(values, 0, UP) == "ökar 2019–2023, men alla år är inte kända, åt rätt håll"


@pytest.mark.parametrize("direction", [Direction.RANGE, Direction.UNDECIDED])
def test_no_side_is_right_where_the_plan_has_not_said(direction: Direction) -> None:  # SE06
    values = [(year, Decimal(year)) for year in (2021, 2022, 2023)]
    assert trend(values, 2, direction) == "ökar två år i rad"
    assert compared(Decimal(2), Decimal(1), 0, direction) == ("högre än", "")


@pytest.mark.parametrize(
    ("now", "expected"),
    [("62", ("högre än", ", åt rätt håll")), ("60.4", ("samma som", "")),
     ("50", ("lägre än", ", åt fel håll"))],
)  # fmt: skip
def test_a_period_is_set_against_the_same_months(now: str, expected: tuple[str, str]) -> None:
    assert compared(Decimal(now), Decimal(60), 0, UP) == expected  # SE04


def dated(numbers: Sequence[Decimal]) -> list[tuple[int, Decimal]]:
    return list(enumerate(numbers, 2020))


@given(st.lists(NUMBERS, max_size=2), DIRECTIONS)
def test_two_years_are_no_trend(numbers: list[Decimal], direction: Direction) -> None:  # SE06
    assert trend(dated(numbers), 0, direction) == ""


@given(VALUES, DIRECTIONS, st.integers(-3, 3), st.integers(0, 2))
def test_a_trend_does_not_depend_on_the_scale(
    numbers: list[Decimal], direction: Direction, power: int, decimals: int
) -> None:  # SE07
    scaled = [number.scaleb(power) for number in numbers]
    expected = trend(dated(numbers), decimals, direction)
    assert trend(dated(scaled), decimals - power, direction) == expected


@given(VALUES, st.sampled_from([Direction.UP, Direction.DOWN]))
def test_a_mirrored_trend_goes_the_other_way(
    numbers: list[Decimal], direction: Direction
) -> None:  # SE07
    other = Direction.DOWN if direction is Direction.UP else Direction.UP
    said = trend(dated([-number for number in numbers]), 2, other)
    swap = {"ökar": "minskar", "minskar": "ökar"}
    back = re.sub("ökar|minskar", lambda found: swap[found[0]], said)
    assert trend(dated(numbers), 2, direction) == back
