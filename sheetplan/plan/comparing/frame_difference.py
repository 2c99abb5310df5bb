"""What happened to a frame between two plans: what was planned for the year, and what became."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sheetplan.plan.amount import AMOUNT
from sheetplan.plan.committee import Committee
from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.both import Around, Both
from sheetplan.plan.comparing.finding import Finding
from sheetplan.plan.comparing.name_difference import compare_names
from sheetplan.plan.frame import Frame

_PLANNED = re.compile(r"(?:plan|budget|ram)\D*(\d{4})", re.IGNORECASE)
_SAME_COMMITTEE, _OTHER = 0.1, 0.5


def frame_closeness(old: Frame, new: Frame, around: Around) -> float:
    """Return how well the committee fits; a part and a whole are never the same."""
    if bool(old.part_of) is not bool(new.part_of):
        return -_OTHER
    is_same = around.continues(Committee, old.committee, new.committee)
    return _SAME_COMMITTEE if is_same else -_OTHER


def compare_frames(both: Both[Frame], around: Around) -> Iterator[Finding]:
    """Say what happened to a frame; amounts are compared where both plans use one unit."""
    yield from compare_names(both, around)
    planned = _planned_for(both.old, around.new_year)
    if planned is None or planned == both.new.budget or not around.same_money:
        return
    amounts = {
        "before": planned,
        "after": both.new.budget,
        "difference": both.new.budget - planned,
    }
    facts = {key: AMOUNT.show(amount) for key, amount in amounts.items()}
    yield both.say(f.FRAME_OTHER, "budget", year=str(around.new_year), **facts)


def _planned_for(frame: Frame, year: int) -> Decimal | None:
    """Return what a plan says of a later year, in a column such as ``Plan 2026``."""
    found = ((_PLANNED.fullmatch(tag.strip()), amount) for tag, amount in frame.others.items())
    return next((amount for match, amount in found if match and match[1] == str(year)), None)
