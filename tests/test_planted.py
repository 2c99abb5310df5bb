"""Faults planted in sound tables of several shapes; ``python -m tests.planted`` prints the rates.

- PF01: sound tables, rounded or exact, give no alarm.
- PF02: nearly every planted fault is found, and of those found most are diagnosed at once.
- PF03: a figure that is merely wrong is seldom given a cause.
"""

from __future__ import annotations

import pytest

from tests.planted import FAULTS, Rates, campaign
from tests.planted_tables import SHAPES

RATES, ALARMS = campaign(tables=12, seed=7)
NAMED = [name for name in FAULTS if name != "one digit"]


def together(fault: str) -> Rates:
    """Return how it went for a fault in tables of all shapes."""
    total = Rates()
    for (name, _), rates in RATES.items():
        if name == fault:
            total.planted += rates.planted
            total.found += rates.found
            total.first += rates.first
            total.silent += rates.silent
    return total


def test_sound_tables_give_no_alarm() -> None:  # PF01
    assert dict.fromkeys(SHAPES, 0) == {shape: ALARMS[shape] for shape in SHAPES}


@pytest.mark.parametrize("fault", NAMED)
def test_faults_are_found_and_diagnosed(fault: str) -> None:  # PF02
    rates = together(fault)
    assert rates.planted >= 20
    assert rates.found >= 0.95 * rates.planted
    assert rates.first >= 0.9 * rates.found


def test_a_figure_that_is_merely_wrong_is_not_explained_away() -> None:  # PF03
    rates = together("one digit")
    assert rates.found == rates.planted
    assert rates.found - rates.first - rates.silent <= 0.1 * rates.found
