"""A target that is a change in per cent: ”som lägst 2 % per år”, ”Öka med 5 %”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.comparison import Versus
from sheetplan.plan.target import Bound, Form, Target, read_target

_A_YEAR = r"(?:per år|om året|varje år|årligen)"
_OF_A_YEAR = re.compile(rf"(?P<share>.+?) {_A_YEAR}\.?", re.IGNORECASE)
_WAY = re.compile(
    rf"(?:ska(?:ll)? )?(?:(?P<up>öka|ökar|höja|höjas)|minska|minskar|sänka|sänkas) med "
    rf"(?:(?:minst|lägst) )?(?P<share>.+?)(?P<a_year> {_A_YEAR})?\.?",
    re.IGNORECASE,
)
_ALL = Decimal(100)


@dataclass(frozen=True)
class Growth:
    """A change in per cent, minus for a decrease, of what it is reckoned on."""

    percent: Decimal
    versus: Versus
    bound: Bound | None


def growth_of(target: Target) -> Growth | None:
    """Return the change that a target asks for, where it certainly asks for one in per cent."""
    if target.form is not Form.WORDS:
        return None
    way = _WAY.fullmatch(target.text)
    if way:
        percent = _percent(way["share"])
        versus = Versus.PREVIOUS if way["a_year"] else Versus.BASELINE
        if percent is None or percent.low is None or percent.bound or not 0 < percent.low < _ALL:
            return None
        if way["up"]:
            return Growth(percent.low, versus, Bound.AT_LEAST)
        return Growth(-percent.low, versus, Bound.AT_MOST)
    yearly = _OF_A_YEAR.fullmatch(target.text)
    percent = _percent(yearly["share"]) if yearly else None
    if percent is None or percent.low is None or percent.low <= -_ALL:
        return None
    return Growth(percent.low, Versus.PREVIOUS, percent.bound)


def _percent(text: str) -> Target | None:
    read = read_target(text)
    return read if read.form is Form.NUMBER and read.unit == "%" else None
