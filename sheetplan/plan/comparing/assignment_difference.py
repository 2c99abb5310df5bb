"""What happened to an assignment between two plans: its wording, its end date, its status."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.both import Around, Both
from sheetplan.plan.comparing.finding import Finding
from sheetplan.plan.comparing.likeness import folded, has_other_scope
from sheetplan.plan.words import AssignmentStatus

Two = Both[Assignment]
_SAME_RECEIVER, _OTHER_RECEIVER, _OTHER_GIVER = 0.05, 0.15, 0.1


def assignment_closeness(old: Assignment, new: Assignment, around: Around) -> float:
    """Return how well giver and receiver fit, a little up or down."""
    del around
    is_same = folded(old.receiver) == folded(new.receiver)
    fits = _SAME_RECEIVER if is_same else -_OTHER_RECEIVER
    return fits - (_OTHER_GIVER if folded(old.giver) != folded(new.giver) else 0.0)


def compare_assignments(both: Two, around: Around) -> Iterator[Finding]:
    """Say all that happened to one assignment."""
    yield _wording(both)
    yield from _end(both, around)
    yield from _status(both)
    before, after = both.old.periodicity, both.new.periodicity
    if before and after and before is not after:
        yield both.say(f.PERIODICITY, "periodicity", before=before.label, after=after.label)


def _wording(both: Two) -> Finding:
    before, after = both.names
    if not both.is_renamed:
        return both.say(f.SAME, "text")
    return both.say_pair(f.REDIRECTED if has_other_scope(before, after) else f.REWORDED, "text")


def _end(both: Two, around: Around) -> Iterator[Finding]:
    before, after = both.old.ends, both.new.ends
    if before != after and after is not None:
        shown = before.isoformat() if before else "inget"
        yield both.say(f.CARRIED_OVER, "ends", before=shown, after=after.isoformat())
    elif before is not None and after is None:
        yield both.say(f.END_DROPPED, "ends", before=before.isoformat())
    is_news = before != after or around.old_year != around.new_year
    if after is not None and after.year < around.new_year and is_news:
        facts = {"after": after.isoformat(), "year": str(around.new_year)}
        yield both.say(f.END_PASSED, "ends", **facts)


def _status(both: Two) -> Iterator[Finding]:
    """An assignment that goes on was begun, and still is."""
    before, after = both.old.status, both.new.status
    if after is AssignmentStatus.NOT_STARTED and before not in {None, after} and before:
        yield both.say(f.STATUS_BACK, "status", before=before.label, after=after.label)
