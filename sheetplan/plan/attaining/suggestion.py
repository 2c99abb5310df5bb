"""Suggestions: what indicators' statuses say together, of a compound target and of a subgoal."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sheetplan.plan.indicator import Indicator
from sheetplan.plan.words import Current, Status

_COLOURS = {Status.MET, Status.PARTLY, Status.NOT_MET}


def suggest(statuses: Collection[Status]) -> Current:
    """Suggest a subgoal's current status from its indicators' statuses.

    All judged met: met. All judged not met: not met. Otherwise partly. None judged: no data.
    """
    judged = {*statuses} & _COLOURS
    if not judged:
        return Current.NO_DATA
    if judged == {Status.MET}:
        return Current.MET
    return Current.NOT_MET if judged == {Status.NOT_MET} else Current.PARTLY


def joint(parts: Collection[Status]) -> Status:
    """Judge a compound target: all parts must hold, so the worst decides.

    One part that is not met is enough; otherwise a part without a colour leaves the whole open.
    """
    kinds = {*parts}
    if len(kinds) == 1:
        return kinds.pop()
    if Status.NOT_MET in kinds:
        return Status.NOT_MET
    return Status.PARTLY if kinds <= _COLOURS else Status.NO_DATA


def joint_statuses(judged: Iterable[tuple[Indicator, Status]]) -> dict[str, Status]:
    """Return the status of each indicator's whole target by its id: its own where it is whole."""
    known = tuple(judged)
    parts: dict[tuple[str, str], list[Status]] = {}
    for indicator, status in known:
        parts.setdefault((indicator.judged_under, indicator.compound_key), []).append(status)
    return {
        one.id: joint(parts[one.judged_under, one.compound_key]) if one.compound_key else status
        for one, status in known
    }
