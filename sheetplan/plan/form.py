"""The form (arbetsbok) that a committee fills in for a period: what is given and what is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sheetplan.plan import attainment, budget
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.committee import Committee
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import Plan
from sheetplan.plan.returns import (
    ANSWERS,
    AssignmentAnswer,
    EconomyAnswer,
    IndicatorAnswer,
    SubgoalAnswer,
    TextAnswer,
)
from sheetplan.plan.settings import Period
from sheetplan.plan.target import Form as TargetForm
from sheetplan.plan.target import Target
from sheetplan.schema.column import Role, Row, columns_of
from sheetplan.schema.kinds import Kind, Number
from sheetplan.schema.numbers import decimals_of

FORMAT_VERSION = 1


@dataclass(frozen=True)
class Identity:
    """What a workbook carries on its hidden sheet, so that its name and place do not matter.

    Attributes:
        issue_id: random, one per issued workbook.
        number: 1 for the first issue of a period, then 2 …
        fingerprint: of what the plan gives in the form, to know whether the plan has changed.
    """

    issue_id: str
    plan: str
    year: int
    committee: str
    period: str
    number: int
    fingerprint: str
    version: int = FORMAT_VERSION


@dataclass(frozen=True)
class FormRow:
    """A row of a form.

    Attributes:
        id: the row's hidden key.
        given: what the plan gives, by column key.
        asked: the input columns that are open in this row.
        kinds: narrower kinds than the columns' own, such as an indicator's unit and limits.
        note: help for this row.
    """

    id: str
    given: Mapping[str, object]
    asked: frozenset[str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class FormSheet:
    """A sheet of a form."""

    answer: type[Row]
    rows: tuple[FormRow, ...]

    def kind(self, row: FormRow, key: str) -> Kind:
        """Return the kind of one cell."""
        return row.kinds.get(key) or next(c.kind for c in columns_of(self.answer) if c.key == key)


@dataclass(frozen=True)
class Form:
    """All that a committee is asked in a period."""

    plan: Plan
    committee: Committee
    period: Period
    sheets: tuple[FormSheet, ...]

    def sheet(self, key: str) -> FormSheet | None:
        """Return a sheet by its key, or None where it does not apply to the committee."""
        return next((s for s in self.sheets if s.answer.key == key), None)

    @property
    def fingerprint(self) -> str:
        """A digest of what is given and asked."""
        digest = hashlib.sha256()
        for sheet in self.sheets:
            for row in sheet.rows:
                given = [sheet.kind(row, key).show(value) for key, value in row.given.items()]
                digest.update(repr((sheet.answer.key, row.id, given, sorted(row.asked))).encode())
        return digest.hexdigest()[:16]


def build_form(plan: Plan, committee: Committee, period: Period) -> Form:
    """Build the form of one committee for one period; sheets without rows are left out."""
    rows = {
        IndicatorAnswer: _indicator_rows(plan, committee, period),
        SubgoalAnswer: _subgoal_rows(plan, committee, period),
        AssignmentAnswer: _assignment_rows(plan, committee),
        EconomyAnswer: _economy_rows(plan, committee, period),
        TextAnswer: _text_rows(),
    }
    made = ((answer, tuple(rows[answer])) for answer in ANSWERS)
    return Form(plan, committee, period, tuple(FormSheet(a, r) for a, r in made if r))


def _inputs(answer: type[Row]) -> frozenset[str]:
    return frozenset(c.key for c in columns_of(answer) if c.role is Role.INPUT)


def _indicator_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    """The indicators that are due come first; those that wait stand below, closed."""
    rows = _all_indicator_rows(plan, committee, period)
    return sorted(rows, key=lambda row: not row.asked)


def _all_indicator_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    for subgoal in plan.subgoals_of(committee.id):
        for indicator in plan.indicators_of(subgoal.id):
            kind = indicator.value_kind
            given = {
                "id": indicator.id,
                "subgoal_id": subgoal.id,
                "subgoal": subgoal.name,
                "indicator": indicator.name,
                "unit": indicator.unit,
                "periodicity": indicator.periodicity,
                "baseline": indicator.baseline,
                "target": _shown_target(indicator),
                "period_target": (
                    attainment.period_target(indicator, period)
                    if indicator.is_due(period)
                    else None
                ),
            }
            figure = Number(kind.decimals, kind.unit)
            kinds: dict[str, Kind] = {"outcome": kind, "comparison": kind}
            kinds |= {"baseline": figure, "period_target": figure}
            if isinstance(given["target"], Decimal):
                kinds["target"] = Number(
                    max(kind.decimals, decimals_of(given["target"])), kind.unit
                )
            asked = _asked(indicator, period)
            yield FormRow(indicator.id, given, asked, kinds, indicator.help or "")


def _shown_target(indicator: Indicator) -> Decimal | Target | None:
    """A plain number is given as one, in its indicator's unit; other targets as written."""
    target = indicator.target
    return target if target is None or target.number is None else target.number


def _asked(indicator: Indicator, period: Period) -> frozenset[str]:
    """Only a due indicator asks for a value, and for a comparison only where one is missing."""
    if not indicator.is_due(period):
        return frozenset()
    asked = _inputs(IndicatorAnswer)
    changes = indicator.target is not None and indicator.target.form in {
        TargetForm.INCREASE,
        TargetForm.DECREASE,
    }
    if changes and not attainment.is_baseline_comparable(indicator, period):
        return asked
    return asked - {"comparison"}


def _judged_now(answer: type[Row], period: Period) -> frozenset[str]:
    """At the end of the year the outcome is judged, and nobody is asked for a forecast."""
    return _inputs(answer) - ({"forecast"} if period.is_year_end else set())


def _subgoal_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    asked = _judged_now(SubgoalAnswer, period)
    for goal in plan.goals_of(committee.id):
        subgoals = plan.subgoals_of(committee.id, goal.id)
        for subgoal in subgoals:
            given = {"id": subgoal.id, "goal": goal.name, "subgoal": subgoal.name}
            yield FormRow(subgoal.id, given, asked)
        if not subgoals:
            row_id = whole_goal_id(committee.id, goal.id)
            given = {"id": row_id, "goal": goal.name, "subgoal": WHOLE_GOAL}
            yield FormRow(row_id, given, asked)


WHOLE_GOAL = "Målet i sin helhet (nämnden har inga delmål i planen)"


def whole_goal_id(committee_id: str, goal_id: str) -> str:
    """Return the row id of a goal that a committee judges as a whole."""
    return f"{committee_id}-{goal_id}"


def _assignment_rows(plan: Plan, committee: Committee) -> Iterable[FormRow]:
    for assignment in plan.assignments_of(committee.id):
        given = {
            "id": assignment.id,
            "assignment": assignment.text,
            "giver": assignment.giver,
            "receiver": assignment.receiver,
            "addressees": assignment.addressees,
            "periodicity": assignment.periodicity,
            "ends": assignment.ends,
        }
        yield FormRow(assignment.id, given, _inputs(AssignmentAnswer))


def _economy_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    kind = Number(decimals=1, unit=plan.settings.money_unit)
    money = [c.key for c in columns_of(EconomyAnswer) if isinstance(c.kind, Number)]
    for frame in plan.frames_of(committee.id):
        given = {
            "id": frame.id,
            "frame": frame.shown_name,
            "budget": frame.budget,
            "period_budget": budget.period_budget(frame.budget, period.month),
        }
        asked = _judged_now(EconomyAnswer, period)
        yield FormRow(frame.id, given, asked, dict.fromkeys(money, kind))


def _text_rows() -> Iterable[FormRow]:
    for chapter in CHAPTERS:
        given = {"id": chapter.id, "heading": chapter.heading, "guidance": chapter.guidance}
        yield FormRow(chapter.id, given, _inputs(TextAnswer))
