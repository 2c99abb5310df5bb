"""What happened to what is little but a name between two plans: committees, goals, subgoals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheetplan.plan.committee import Committee
from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.both import Around, Both
from sheetplan.plan.comparing.finding import Finding
from sheetplan.plan.goal import Goal, Subgoal
from sheetplan.schema.column import Row

_SAME_ID, _SAME_GOAL, _OTHER_COMMITTEE = 0.2, 0.05, 0.3


def any_closeness(old: Row, new: Row, around: Around) -> float:
    """Return nothing: only the names tell."""
    del old, new, around
    return 0.0


def same_id(old: Any, new: Any, around: Around) -> float:  # noqa: ANN401 - any row with an id
    """Return a little where the ids are the same; a committee's id is the same for years."""
    del around
    return _SAME_ID if old.id == new.id else 0.0


def subgoal_closeness(old: Subgoal, new: Subgoal, around: Around) -> float:
    """Return how well goal and committee fit."""
    fits = _SAME_GOAL if around.continues(Goal, old.goal, new.goal) else 0.0
    is_same = around.continues(Committee, old.committee, new.committee)
    return fits - (0.0 if is_same else _OTHER_COMMITTEE)


def compare_names(both: Both[Any], around: Around) -> Iterator[Finding]:
    """Say that a row is the same or renamed."""
    del around
    yield both.say_pair(f.RENAMED, "name") if both.is_renamed else both.say(f.SAME, "name")


def compare_subgoals(both: Both[Subgoal], around: Around) -> Iterator[Finding]:
    """Say what happened to a subgoal: its name, its goal, its committee."""
    yield from compare_names(both, around)
    yield from moved(both, around, Goal, "goal")
    yield from moved(both, around, Committee, "committee")


def moved(both: Both[Any], around: Around, row_class: type[Row], key: str) -> Iterator[Finding]:
    """Say that a row stands under another one than before."""
    before, after = getattr(both.old, key), getattr(both.new, key)
    if before and after and not around.continues(row_class, before, after):
        sheets, _ = around.pairings[row_class]
        old, new = ({row.id: row.name for row in rows} for rows in (sheets.old, sheets.new))
        yield both.say(f.MOVED, key, before=old.get(before, before), after=new.get(after, after))
