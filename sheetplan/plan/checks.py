"""What a return must say to be whole: declared once each, all run, nothing guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sheetplan.plan.budget import deviation_share
from sheetplan.plan.claims import Reader
from sheetplan.plan.computing import Key, compute, suggestions
from sheetplan.plan.contradictions import (
    Judgement,
    contradictions,
    goal_words,
    is_decline_unexplained,
)
from sheetplan.plan.economy_checks import check_economy
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.identity_number import has_identity_number
from sheetplan.plan.own_table.table_checks import check_own_tables
from sheetplan.plan.part_checks import check_parts
from sheetplan.plan.receiving import Received
from sheetplan.plan.reckoned import with_reckoned
from sheetplan.plan.rules import return_rules
from sheetplan.plan.words import Current, Forecast
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.numbers import NBSP, show_number
from sheetplan.schema.problem import Place, Problem, Rule

_TENFOLD = 10
_TOLD = ("outcome_text", "outcome", "numerator", "denominator")


@dataclass(frozen=True)
class Subject:
    """One row of a returned form, with all that a rule may ask about it."""

    form: Form
    received: Received
    sheet: FormSheet
    row: FormRow
    suggestion: Current | None
    deviation: Decimal | None

    def value(self, key: str) -> object:
        """Return an answer, or None."""
        return self.received.values.get(self._key(key))

    def shown(self, key: str) -> str:
        """Return an answer as people see it."""
        return self.sheet.kind(self.row, key).show(self.value(key))

    def lacks(self, key: str) -> bool:
        """Tell whether an asked cell is blank, and not merely unreadable."""
        place = self.received.places.get(self._key(key))
        unreadable = any(p.is_error and p.place == place for p in self.received.problems)
        return place is not None and self.value(key) is None and not unreadable

    def place(self, key: str) -> Place:
        """Return where one of the row's cells is."""
        return self.received.places.get(self._key(key), Place(sheet=self.sheet.title))

    def problem(self, rule: Rule, key: str, **facts: str) -> Problem:
        """Say that a rule is broken at one of the row's cells."""
        return Problem(rule, self.place(key), facts)

    def _key(self, key: str) -> Key:
        return (self.sheet.answer.key, self.row.id, key)


def check_answers(form: Form, received: Received) -> tuple[Problem, ...]:
    """Run every check on every row."""
    suggested = suggestions(form, received.values)
    computed = compute(form, received.values)
    checks = CHECKS if form.unit is None else UNIT_CHECKS
    problems = [*check_parts(form, received), *_anonymous(received)]
    received = replace(received, values=with_reckoned(form, received.values))
    for sheet in form.sheets:
        for row in sheet.rows:
            deviation = computed.get((sheet.answer.key, row.id, "deviation"))
            amount = deviation if isinstance(deviation, Decimal) else None
            subject = Subject(form, received, sheet, row, suggested.get(row.id), amount)
            for check in checks.get(sheet.answer.key, ()):
                problems += check(subject)
    problems += check_economy(form, received, computed)
    return (*problems, *check_own_tables(form, received))


def _anonymous(received: Received) -> Iterator[Problem]:
    """No text names a person by number; the number is not repeated."""
    for key, value in received.values.items():
        if isinstance(value, str) and has_identity_number(value):
            yield Problem(return_rules.RETURN_IDENTITY_NUMBER, received.places[key])


def is_untouched(received: Received) -> bool:
    """Tell whether no asked cell holds anything, readable or not; a signature alone is nothing."""
    places = set(received.places.values())
    tried = any(p.is_error and p.place in places for p in received.problems)
    return bool(places) and not received.values and not tried


def _value_or_reason(s: Subject) -> Iterator[Problem]:
    """A due indicator has a value or a reason, not both."""
    told = [key for key in _TOLD if key in s.row.asked]
    reasoned = s.value("absence") is not None
    if told and not reasoned and all(s.lacks(key) for key in told):
        yield s.problem(return_rules.RETURN_VALUE, told[0])
    if reasoned and any(s.value(key) is not None for key in told):
        yield s.problem(return_rules.RETURN_BOTH, told[0])


def _plausible(s: Subject) -> Iterator[Problem]:
    """An outcome ten times its baseline, or a tenth, is most often a slip."""
    outcome, baseline = s.value("outcome"), s.row.given.get("baseline")
    if not isinstance(outcome, Decimal) or not isinstance(baseline, Decimal):
        return
    if outcome <= 0 or baseline <= 0:
        return
    if outcome >= baseline * _TENFOLD or outcome * _TENFOLD <= baseline:
        unit = f"{NBSP}%" if s.row.given.get("unit") == "%" else ""
        shown = (f"{plain_number(value)}{unit}" for value in (outcome, baseline))
        facts = dict(zip(("found", "wanted"), shown, strict=True))
        yield s.problem(return_rules.RETURN_IMPLAUSIBLE, "outcome", **facts)


def _judged(s: Subject) -> Iterator[Problem]:
    """Each subgoal has a current status, a forecast and an analysis."""
    for key in ("current", "forecast"):
        if s.lacks(key):
            yield s.problem(return_rules.RETURN_JUDGEMENT, key)
    yield from _analysed(s)


def _motivated(s: Subject) -> Iterator[Problem]:
    """A motive stands where the judgement differs from what the indicators point at."""
    current = s.value("current")
    if not isinstance(current, Current) or s.suggestion in {None, Current.NO_DATA, current}:
        return
    if s.lacks("motive") and s.suggestion is not None:
        facts = {"found": current.label, "wanted": s.suggestion.label}
        yield s.problem(return_rules.RETURN_MOTIVE, "motive", **facts)


def _consistent(s: Subject) -> Iterator[Problem]:
    """What a text says outright agrees with the judgement, and a decline is explained."""
    texts = {key: str(s.value(key)) for key in ("motive", "analysis") if s.value(key) is not None}
    judgement = _judgement(s)
    found = tuple(contradictions(texts, judgement, _reader(s)))
    for one in found:
        facts = {"place": str(s.place(one.text)), "said": one.quotation}
        shown = s.shown(one.judged)
        yield s.problem(return_rules.RETURN_CONTRADICTION, one.judged, found=shown, **facts)
    if not found and is_decline_unexplained(texts, judgement):
        facts = {"place": str(s.place("current")), "now": s.shown("current")}
        yield s.problem(
            return_rules.RETURN_DECLINE, "forecast", found=s.shown("forecast"), **facts
        )


def _judgement(s: Subject) -> Judgement:
    current, forecast = s.value("current"), s.value("forecast")
    return Judgement(
        current if isinstance(current, Current) else None,
        forecast if isinstance(forecast, Forecast) else None,
        s.form.period.is_year_end,
    )


def _reader(s: Subject) -> Reader:
    plan = s.form.plan
    goal = goal_words(
        plan.levels,
        is_whole=s.row.id not in {subgoal.id for subgoal in plan.subgoals},
        indicators=len(plan.indicators_of(s.row.id)),
        has_motive=s.value("motive") is not None,
    )
    return Reader(goal, s.form.period)


def _status_given(s: Subject) -> Iterator[Problem]:
    """Each assignment has a status and an analysis."""
    if s.lacks("status"):
        yield s.problem(return_rules.RETURN_JUDGEMENT, "status")
    yield from _analysed(s)


def _analysed(s: Subject) -> Iterator[Problem]:
    if s.lacks("analysis"):
        yield s.problem(return_rules.RETURN_ANALYSIS, "analysis")


def _amounts(s: Subject) -> Iterator[Problem]:
    """Each frame has an outcome and a forecast; blank is not zero."""
    for key in ("outcome", "forecast"):
        if s.lacks(key):
            yield s.problem(return_rules.RETURN_AMOUNT, key, unit=s.form.plan.settings.money_unit)


def _explained(s: Subject) -> Iterator[Problem]:
    """A deviation above the plan's threshold has a comment."""
    limit = s.form.plan.settings.comment_above
    share = deviation_share(s.deviation, s.row.given["period_budget"])
    if share is not None and share > limit and s.lacks("comment"):
        shown = {"found": show_number(share, 1, "%"), "limit": show_number(limit, 1, "%")}
        yield s.problem(return_rules.RETURN_COMMENT, "comment", **shown)


def _written(s: Subject) -> Iterator[Problem]:
    """Each chapter has a text."""
    if s.lacks("text"):
        yield s.problem(return_rules.RETURN_TEXT, "text", heading=str(s.row.given["heading"]))


def _judged_by_unit(s: Subject) -> Iterator[Problem]:
    """A unit judges each subgoal, and says why where it is not met."""
    if s.lacks("current"):
        yield s.problem(return_rules.RETURN_JUDGEMENT, "current")
    if s.value("current") in {Current.PARTLY, Current.NOT_MET}:
        yield from _analysed(s)


def _whole_activity(s: Subject) -> Iterator[Problem]:
    """An activity has a name, a subgoal and a status, or nothing."""
    wanted = ("name", "subgoal", "status")
    missing = [key for key in wanted if s.lacks(key)]
    if missing and any(s.value(key) is not None for key in s.row.asked):
        labels = [f"”{c.label}”" for c in s.sheet.columns if c.key in missing]
        yield s.problem(return_rules.RETURN_ACTIVITY, missing[0], missing=" och ".join(labels))


Check = Callable[[Subject], Iterator[Problem]]
CHECKS: dict[str, tuple[Check, ...]] = {
    "indicators": (_value_or_reason, _plausible),
    "subgoals": (_judged, _motivated, _consistent),
    "assignments": (_status_given,),
    "economy": (_amounts, _explained),
    "texts": (_written,),
}
UNIT_CHECKS: dict[str, tuple[Check, ...]] = {
    "indicators": (_value_or_reason,),
    "subgoals": (_judged_by_unit, _consistent),
    "activities": (_whole_activity,),
}
