"""The form that a unit fills in: its values, its judgements, its activities and its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import cast

from sheetplan.plan.activity import ActivityAnswer
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.committee import Committee, Respondent, Unit
from sheetplan.plan.committee_form import Forecasts, build_form
from sheetplan.plan.form import Form, FormRow, FormSheet, inputs_of
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.indicator_rows import indicator_kinds
from sheetplan.plan.parts import RATIO_PARTS, asks_parts
from sheetplan.plan.plan import Plan
from sheetplan.plan.returns import IndicatorAnswer, SubgoalAnswer, TextAnswer
from sheetplan.plan.settings import Period
from sheetplan.plan.unit_answers import UnitsSaid, reported_by_units
from sheetplan.schema.column import Row, columns_of
from sheetplan.schema.kinds import Choice, Kind, Word

_words = cast("Callable[[str, Mapping[str, str]], type[Word]]", Word)  # as enums are made
ACTIVITIES = 15  # rows to name
_OPTIONAL = {
    SubgoalAnswer: frozenset({"analysis"}),
    ActivityAnswer: inputs_of(ActivityAnswer),
    TextAnswer: inputs_of(TextAnswer),
}
_JUDGED = frozenset({"current", "analysis"})


def form_for(
    plan: Plan,
    respondent: Respondent,
    period: Period,
    said: UnitsSaid | None = None,
    before: Forecasts | None = None,
) -> Form:
    """Build the form of one of a committee's units, or of a committee, as ``build_form`` does."""
    return Forms(plan, period).of(respondent, said, before)


class Forms:
    """The forms of a plan in a period; the units of a committee are asked the same, built once."""

    def __init__(self, plan: Plan, period: Period) -> None:
        self._plan, self._period = plan, period
        self._of_units: dict[str, Form] = {}

    def of(
        self,
        respondent: Respondent,
        said: UnitsSaid | None = None,
        before: Forecasts | None = None,
    ) -> Form:
        """Build the form of one of a committee's units, or of a committee."""
        committee, unit = respondent.committee, respondent.unit
        if unit is None:
            return build_form(self._plan, committee, self._period, said, before)
        if committee.id not in self._of_units:
            self._of_units[committee.id] = _unit_form(self._plan, committee, unit, self._period)
        return replace(self._of_units[committee.id], unit=unit)


def _unit_form(plan: Plan, committee: Committee, unit: Unit, period: Period) -> Form:
    judged = plan.all_judged(committee.id)
    the_goal = plan.levels.judged.the
    purposes = {
        IndicatorAnswer: "Enhetens värden. De läggs ihop med de andra enheternas till nämndens.",
        SubgoalAnswer: f"Enhetens bedömning. Välj Inga data om {the_goal} inte berör er.",
        ActivityAnswer: ActivityAnswer.about,
        TextAnswer: "Underlag till nämndens texter, några meningar om det är något särskilt.",
    }
    rows = {
        IndicatorAnswer: tuple(_indicator_rows(plan, committee, period)),
        SubgoalAnswer: tuple(_judged_rows(plan, judged)),
        ActivityAnswer: tuple(_activity_rows(judged)),
        TextAnswer: tuple(_text_rows()),
    }
    sheets = (
        FormSheet(
            answer,
            own,
            plan.levels,
            _unused(answer, own),
            purpose=purposes[answer],
            optional=_OPTIONAL.get(answer, frozenset()),
        )
        for answer, own in rows.items()
        if own
    )
    return Form(plan, committee, period, tuple(sheets), unit)


def _unused(answer: type[Row], rows: tuple[FormRow, ...]) -> frozenset[str]:
    """Return the columns that hold nothing here: nothing is judged by rule in a unit's form."""
    asked = frozenset[str]().union(*(row.asked for row in rows))
    given = {key for row in rows for key, value in row.given.items() if value not in {None, ""}}
    made = {"reckoned"} if asked >= RATIO_PARTS else set()
    return frozenset(c.key for c in columns_of(answer) if c.key not in asked | given | made)


def _indicator_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    for subgoal, indicator in reported_by_units(plan, committee, period):
        given = {
            "id": indicator.id,
            "subgoal_id": subgoal.id,
            "subgoal": subgoal.name,
            "indicator": indicator.name,
            "unit": indicator.unit,
        }
        asked = _value_of(indicator) | {"absence", "comment"}
        kinds = indicator_kinds(indicator, {"target": None})
        yield FormRow(indicator.id, given, asked, kinds, indicator.help or "")


def _value_of(indicator: Indicator) -> frozenset[str]:
    """Return what a unit's value is asked as: a share by its parts alone."""
    parts = asks_parts(indicator, of_several=True)
    return parts if parts >= RATIO_PARTS else parts | {"outcome"}


def _judged_rows(plan: Plan, judged: Iterable[Subgoal]) -> Iterable[FormRow]:
    goals = {goal.id: goal.name for goal in plan.goals}
    for one in judged:
        yield FormRow(
            one.id, {"id": one.id, "goal": goals[one.goal], "subgoal": one.name}, _JUDGED
        )


def _activity_rows(judged: Iterable[Subgoal]) -> Iterable[FormRow]:
    """Rows to name, with the subgoals as a drop-down."""
    names = {one.id: one.name for one in judged}
    kinds: dict[str, Kind] = {"subgoal": Choice(_words("Delmal", names))} if names else {}
    for number in range(1, ACTIVITIES + 1):
        row_id = f"activity:{number}"
        yield FormRow(row_id, {"id": row_id}, inputs_of(ActivityAnswer), kinds, is_spare=True)


def _text_rows() -> Iterable[FormRow]:
    for chapter in CHAPTERS:
        if chapter.by_units:
            given = {"id": chapter.id, "heading": chapter.heading, "guidance": chapter.guidance}
            yield FormRow(chapter.id, given, inputs_of(TextAnswer))
