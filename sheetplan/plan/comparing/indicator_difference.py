"""What happened to an indicator between two plans: its meaning, its target, its outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.both import Around, Both
from sheetplan.plan.comparing.finding import Change, Finding
from sheetplan.plan.comparing.likeness import changed_phrases, folded, has_other_scope, measure_of
from sheetplan.plan.comparing.name_difference import moved
from sheetplan.plan.goal import Goal, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.target import Form, Target
from sheetplan.plan.words import Decided, Direction, IndicatorKind
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.numbers import NBSP

Two = Both[Indicator]
_UNITS = {"st": "antal", "procent": "%"}
_BESIDE, _NEAR, _OPPOSITE = 0.05, 0.04, 0.3
_UP_AND_DOWN = {Direction.UP, Direction.DOWN}


def indicator_closeness(old: Indicator, new: Indicator, around: Around) -> float:
    """Return how well what stands beside two indicators' names fits, a little up or down."""
    fits = 0.0
    if around.continues(Subgoal, old.subgoal, new.subgoal) and around.continues(
        Goal, old.goal, new.goal
    ):
        fits += _BESIDE
    if {old.direction, new.direction} == _UP_AND_DOWN:
        fits -= _OPPOSITE
    if _unit(old) == _unit(new):
        before, after = old.target, new.target
        if before and after:
            fits += _NEAR * _nearness(before.number, after.number)
        fits += _NEAR / 2 * _nearness(old.baseline, new.baseline)
    return fits


def _nearness(a: Decimal | None, b: Decimal | None) -> float:
    """Return 1 for equal numbers, less the further they are apart, 0 where one is missing."""
    if a is None or b is None:
        return 0.0
    return 1.0 if a == b else float(min(a, b) / max(a, b)) if min(a, b) > 0 else 0.0


def compare_indicators(both: Two, around: Around) -> Iterator[Finding]:
    """Say all that happened to one indicator, first what became of the indicator itself."""
    yield _meaning(both)
    for check in CHECKS:
        yield from check(both, around)


def _meaning(both: Two) -> Finding:
    """Same, renamed or redefined: each pair is one of them."""
    breaks, (before, after) = _breaks(both), both.names
    was = f" Hette ”{before.rstrip('.')}”." if both.is_renamed else ""
    if breaks:
        reasons = ", ".join(breaks.values())
        return both.say_pair(f.REDEFINED, next(iter(breaks)), reasons=reasons, was=was)
    if not was:
        return both.say(f.SAME, "name")
    if has_other_scope(before, after):
        reasons = said_change(before, after)
        return both.say_pair(f.RESCOPED, "name", reasons=reasons, was=was)
    return both.say_pair(f.RENAMED, "name")


def _breaks(both: Two) -> dict[str, str]:
    """Return what certainly breaks the series, by the column where it shows."""
    old, new, found = both.old, both.new, dict[str, str]()
    before, after = measure_of(old.name), measure_of(new.name)
    if before and after and before != after:
        found["name"] = f"{before} har blivit {after}"
    if _unit(old) != _unit(new):
        found["unit"] = f"enheten ”{old.unit}” har blivit ”{new.unit}”"
    if old.kind is not new.kind and _is_planned(both):
        found["kind"] = f"slaget ”{old.kind.label}” har blivit ”{new.kind.label}”"
    return found


def said_change(before: str, after: str) -> str:
    """Write which words went out of a name and which came in."""
    gone, come = (
        " och ".join(f"”{phrase}”" for phrase in phrases)
        for phrases in changed_phrases(before, after)
    )
    if gone and come:
        return f"{gone} har blivit {come}"
    return f"{come} har kommit till" if come else f"{gone} har tagits bort"


def _is_planned(both: Two) -> bool:
    return both.old.decided is both.new.decided is Decided.PLAN


def _unit(indicator: Indicator) -> str:
    unit = indicator.unit.strip().casefold()
    return _UNITS.get(unit, unit)


def _is_open(indicator: Indicator) -> bool:
    """Tell whether a number that is missing waits for an answer."""
    lacks = indicator.target is None or latest_outcome(indicator) is None
    return indicator.question is not None and lacks


def _are_comparable(both: Two) -> bool:
    return not (_breaks(both) or _is_open(both.old) or _is_open(both.new))


def _moved(both: Two, around: Around) -> Iterator[Finding]:
    for row_class, key in ((Subgoal, "subgoal"), (Goal, "goal")):
        yield from moved(both, around, row_class, key)


def _words(key: str, change: Change) -> Callable[[Two, Around], Iterator[Finding]]:
    """Make the check of a column that holds one word of a list."""

    def check(both: Two, around: Around) -> Iterator[Finding]:
        del around
        before, after = getattr(both.old, key), getattr(both.new, key)
        if before is not after:
            yield both.say(change, key, before=before.label, after=after.label)

    return check


def _kind(both: Two, around: Around) -> Iterator[Finding]:
    """A kind that sheetplan decided is no change of the plan, but is told."""
    if not _is_planned(both) and not _breaks(both):
        yield from _words("kind", f.KIND)(both, around)


def _question(both: Two, around: Around) -> Iterator[Finding]:
    """An open question is told; nothing is concluded from a number that waits for its answer."""
    del around
    new, old = both.new, both.old
    if new.question is None or new.question == old.question:
        return
    if not _is_open(new):
        yield both.say(f.QUESTION, "question", question=_ended(new.question))
        return
    had = [f"målet {_shown_target(old.target)}"] if old.target else []
    had += [f"utfallet {_dated(old)}"] if latest_outcome(old) else []
    was = f" I förra planen var {' och '.join(had)}." if had else ""
    yield both.say(f.OPEN, "question", question=_ended(new.question), was=was)


def _ended(sentence: str) -> str:
    body = " ".join(sentence.split())
    return body if body.endswith((".", "?", "!")) else f"{body}."


def _target(both: Two, around: Around) -> Iterator[Finding]:
    """Compare the new target with the one that the old plan set for the same year, or at all."""
    if not _are_comparable(both):
        return
    before = both.old.targets.get(str(around.new_year), both.old.target)
    after = both.new.target
    if before is None and after is None:
        return
    if before is None or after is None:
        facts = {"before": _shown_target(before), "after": _shown_target(after)}
        yield both.say(f.TARGET_DROPPED if after is None else f.TARGET_ADDED, "target", **facts)
    elif _is_same(before, after):
        yield both.say(f.TARGET_KEPT, "target")
    else:
        yield _changed_target(both, before, after)


def _changed_target(both: Two, before: Target, after: Target) -> Finding:
    facts = {"before": before.text, "after": after.text}
    if before.number is None or after.number is None or before.number == after.number:
        return both.say(f.TARGET_CHANGED, "target", **facts)
    is_raised = after.number > before.number
    if both.new.direction in _UP_AND_DOWN:
        is_harder = is_raised is (both.new.direction is Direction.UP)
        better = both.new.direction.label.lower()
        facts["meaning"] = f" Det är en {'skärpning' if is_harder else 'lättnad'}, för {better}."
    change = f.TARGET_RAISED if is_raised else f.TARGET_LOWERED
    return both.say(change, "target", **{"meaning": "", **facts})


def _is_same(before: Target, after: Target) -> bool:
    if before.form is not after.form:
        return False
    if before.form in {Form.WORDS, Form.COMPARED}:
        return folded(before.text) == folded(after.text)
    turned = before.bound and after.bound and before.bound is not after.bound
    return not turned and (before.low, before.high) == (after.low, after.high)


def _weaker(both: Two, around: Around) -> Iterator[Finding]:
    """A target that is worse than what is already reached, where that was not known before."""
    del around
    new, old = both.new, both.old
    if _is_open(new) or new.kind is IndicatorKind.TEXT or not _is_weak(new):
        return
    if (new.target, latest_outcome(new)) != (old.target, latest_outcome(old)):
        facts = {"target": _shown_target(new.target), "outcome": _dated(new)}
        yield both.say(f.TARGET_WEAKER, "target", **facts)


def _is_weak(indicator: Indicator) -> bool:
    target = indicator.target.number if indicator.target else None
    latest = latest_outcome(indicator)
    if target is None or latest is None:
        return False
    up, down = indicator.direction is Direction.UP, indicator.direction is Direction.DOWN
    return (up and target < latest[1]) or (down and target > latest[1])


def _outcomes(both: Two, around: Around) -> Iterator[Finding]:
    """What was known before is still known, and the same for the same year."""
    del around
    if not _are_comparable(both):
        return
    old, new = both.old, both.new
    before, after = known_outcomes(old), known_outcomes(new)
    for year in sorted(before.keys() & after.keys()):
        if before[year] != after[year]:
            facts = {"before": _shown(old, before[year]), "after": _shown(new, after[year])}
            yield both.say(f.BASELINE_OTHER, "baseline", year=year or "okänt år", **facts)
    if before and not after:
        yield both.say(f.BASELINE_GONE, "baseline", before=_dated(old))
    elif after and not before:
        yield both.say(f.BASELINE_NEW, "baseline", after=_dated(new))
    elif old.baseline_year and new.baseline_year and new.baseline_year < old.baseline_year:
        years = {"before": str(old.baseline_year), "after": str(new.baseline_year)}
        yield both.say(f.BASELINE_EARLIER, "baseline_year", **years)


def known_outcomes(indicator: Indicator) -> dict[str, Decimal]:
    """Return an indicator's known outcomes by year, its baseline among them."""
    found = dict(indicator.outcomes)
    if indicator.baseline is not None:
        found[str(indicator.baseline_year or "")] = indicator.baseline
    return found


def latest_outcome(indicator: Indicator) -> tuple[str, Decimal] | None:
    """Return the last known outcome with its year, which may be unknown."""
    if indicator.baseline is not None:
        return str(indicator.baseline_year or ""), indicator.baseline
    return max(indicator.outcomes.items(), default=None)


def _shown(indicator: Indicator, value: Decimal) -> str:
    return f"{plain_number(value)}{f'{NBSP}%' if indicator.unit == '%' else ''}"


def _dated(indicator: Indicator) -> str:
    """Write the last known outcome with its year."""
    year, value = latest_outcome(indicator) or ("", Decimal(0))
    return f"{_shown(indicator, value)}{f' ({year})' if year else ''}"


def _shown_target(target: Target | None) -> str:
    if target is None:
        return ""
    return target.text if target.low is not None else f"”{target.text}”"


CHECKS: tuple[Callable[[Two, Around], Iterator[Finding]], ...] = (
    _moved,
    _question,
    _target,
    _weaker,
    _outcomes,
    _words("periodicity", f.PERIODICITY),
    _words("direction", f.DIRECTION),
    _words("split", f.SPLIT),
    _kind,
)
