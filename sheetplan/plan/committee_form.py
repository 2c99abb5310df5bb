"""The form of a committee: what the plan gives it and asks of it in a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sheetplan.plan import budget
from sheetplan.plan.assignment import Assignment
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.committee import Committee
from sheetplan.plan.economy_answer import MONEY, EconomyAnswer
from sheetplan.plan.form import UNITS_SAID, Form, FormRow, FormSheet, inputs_of
from sheetplan.plan.indicator_rows import indicator_rows
from sheetplan.plan.own_table.own_tables import NAME, OwnRow, OwnTable, answer_class
from sheetplan.plan.parts import PARTS
from sheetplan.plan.plan import Plan
from sheetplan.plan.returns import (
    ANSWERS,
    AssignmentAnswer,
    IndicatorAnswer,
    SubgoalAnswer,
    TextAnswer,
)
from sheetplan.plan.settings import Period
from sheetplan.plan.unit_answers import UnitsSaid, units_said
from sheetplan.schema.column import Role, Row, columns_of
from sheetplan.schema.kinds import Number

_PREVIOUS = "previous_forecast"
_ONLY_IF_ASKED = {"comparison", "outcome_text", *PARTS}
_MADE_OF = {
    "period_target": "period_ratio",
    "compound": "joint",
    "numerator": "reckoned",
    "last_outcome": "change",
}
Key = tuple[str, str, str]
Forecasts = Mapping[Key, Decimal]  # by sheet, row and column


def build_form(
    plan: Plan,
    committee: Committee,
    period: Period,
    said: UnitsSaid | None = None,
    before: Forecasts | None = None,
) -> Form:
    """Build the form of one committee for one period; sheets without rows are left out.

    Args:
        plan: the plan.
        committee: who answers.
        period: for when.
        said: what its units have answered; without it none of them has.
        before: the amounts that it last gave earlier in the year.
    """
    said = said or units_said(plan, committee, period, {})
    rows = {
        IndicatorAnswer: indicator_rows(plan, committee, period),
        SubgoalAnswer: _subgoal_rows(plan, committee, period),
        AssignmentAnswer: _assignment_rows(plan, committee, period),
        EconomyAnswer: _economy_rows(plan, committee, period),
        TextAnswer: _text_rows(),
    }
    made = {answer: tuple(rows[answer]) for answer in ANSWERS}
    mute = frozenset[str]() if made[IndicatorAnswer] else frozenset({"suggestion"})
    if not said.units:
        mute |= {UNITS_SAID}
    if not any(one.ends < period.ends for one in plan.periods):
        mute |= {_PREVIOUS}
    sheets = (FormSheet(a, r, plan.levels, _unused(a, r) | mute) for a, r in made.items() if r)
    whole = (*sheets, *_own_tables(plan, committee, period))
    stands = said.values(plan.levels.judged.the)
    stands |= _said_before(whole, before or {})
    return Form(plan, committee, period, whole, said=stands, units_in=said.told)


def _said_before(sheets: Iterable[FormSheet], before: Forecasts) -> dict[Key, object]:
    """Return what stands of earlier forecasts, in the cells that show them."""
    shown: dict[tuple[str, str], str] = {(EconomyAnswer.key, "forecast"): _PREVIOUS}
    for sheet in sheets:
        for asked, at in sheet.table.earlier.items() if sheet.table else ():
            shown[sheet.answer.key, asked] = at
    rows = {(sheet.answer.key, row.id) for sheet in sheets for row in sheet.rows}
    return {
        (sheet, row, shown[sheet, column]): amount
        for (sheet, row, column), amount in before.items()
        if (sheet, column) in shown and (sheet, row) in rows
    }


def _unused(answer: type[Row], rows: Iterable[FormRow]) -> frozenset[str]:
    """Return the columns that the plan says nothing in, and those that are asked of nobody."""
    given = {key for row in rows for key, value in row.given.items() if value not in {None, ""}}
    asked = {key for row in rows for key in row.asked}
    unused = {c.key for c in columns_of(answer) if c.role is Role.GIVEN} - given
    unused |= _ONLY_IF_ASKED - asked
    return frozenset(unused | {made for given, made in _MADE_OF.items() if given in unused})


def _judged_now(answer: type[Row], period: Period) -> frozenset[str]:
    """At the end of the year the outcome is judged, and nobody is asked for a forecast."""
    return inputs_of(answer) - ({"forecast"} if period.is_year_end else set())


def _subgoal_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    asked = _judged_now(SubgoalAnswer, period)
    for goal in plan.goals_of(committee.id):
        for judged in plan.judged_of(committee.id, goal):
            given = {"id": judged.id, "goal": goal.name, "subgoal": judged.name}
            yield FormRow(judged.id, given, asked)


def _assignment_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    """The assignments that are followed up now come first; those that wait stand closed below."""
    rows = [_assignment_row(one, period) for one in plan.assignments_of(committee.id)]
    return sorted(rows, key=lambda row: not row.asked)


def _assignment_row(assignment: Assignment, period: Period) -> FormRow:
    waits = assignment.waits_for(period)
    given = {
        "id": assignment.id,
        "assignment": assignment.text,
        "giver": assignment.giver,
        "receiver": assignment.receiver,
        "addressees": assignment.addressees,
        "periodicity": assignment.periodicity,
        "ends": assignment.ends,
        "waits": waits,
    }
    return FormRow(assignment.id, given, frozenset() if waits else inputs_of(AssignmentAnswer))


def _economy_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    kind = Number(decimals=1, unit=plan.settings.money_unit)
    money = [c.key for c in columns_of(EconomyAnswer) if c.kind == MONEY]
    for frame in plan.frames_of(committee.id):
        given = {
            "id": frame.id,
            "frame": frame.shown_name,
            "budget": frame.budget,
            "period_budget": budget.period_budget(frame.budget, period.month),
            "last_outcome": frame.year_before(period),
        }
        asked = _judged_now(EconomyAnswer, period)
        yield FormRow(frame.id, given, asked, dict.fromkeys(money, kind))


def _text_rows() -> Iterable[FormRow]:
    for chapter in CHAPTERS:
        given = {"id": chapter.id, "heading": chapter.heading, "guidance": chapter.guidance}
        yield FormRow(chapter.id, given, inputs_of(TextAnswer))


def _own_tables(plan: Plan, committee: Committee, period: Period) -> Iterable[FormSheet]:
    is_first = not any(one.ends < period.ends for one in plan.periods)
    for table in plan.own_tables:
        if committee.id in table.to and table.is_due(period):
            rows = tuple(_own_row(table, row, period) for row in table.rows)
            unused = frozenset(table.earlier.values() if is_first else ())
            yield FormSheet(answer_class(table), rows, unused=unused, table=table)


def _own_row(table: OwnTable, row: OwnRow, period: Period) -> FormRow:
    past = table.earlier if period.is_year_end else {}
    inputs = frozenset(c.key for c in table.inputs if c.key not in past)
    if row.is_spare:
        return FormRow(row.id, {"id": row.id}, inputs | {NAME}, is_spare=True)
    given = {"id": row.id, NAME: row.name}
    if row.terms:
        figures = frozenset(c.key for c in table.figures)
        return FormRow(row.id, given, frozenset(), computed=figures)
    return FormRow(row.id, given, inputs)
