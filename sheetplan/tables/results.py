"""What the answers come to: one result per indicator, subgoal, assignment and frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.attainment import Attainment, Outcome
from sheetplan.plan.committee import Committee
from sheetplan.plan.computing import Values, compute, judged_indicators, outcome_of, suggestions
from sheetplan.plan.form import WHOLE_GOAL, Form, build_form, whole_goal_id
from sheetplan.plan.frame import Frame
from sheetplan.plan.goal import Goal, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.plan.words import AssignmentStatus, Current, Forecast, Status

NOT_RETURNED = "Nämnden har inte lämnat in."


@dataclass(frozen=True)
class IndicatorResult:
    """An indicator with its outcome and what the rule says of it."""

    committee: Committee
    goal: Goal
    subgoal: Subgoal
    indicator: Indicator
    outcome: Outcome
    attainment: Attainment
    comment: str


@dataclass(frozen=True)
class SubgoalResult:
    """A subgoal, or a whole goal, with suggestion and the committee's own judgement.

    ``forecast`` is what is said of the year: in the year-end report the current status itself.
    """

    id: str
    committee: Committee
    goal: Goal
    name: str
    judged: int
    due: int
    suggestion: Current
    current: Current | None
    forecast: Forecast | Current | None
    motive: str
    analysis: str


@dataclass(frozen=True)
class AssignmentResult:
    """An assignment as one committee reports it."""

    committee: Committee
    assignment: Assignment
    status: AssignmentStatus | None
    analysis: str


@dataclass(frozen=True)
class FrameResult:
    """A frame's budget, outcome and forecasts in the plan's money unit; plus is better."""

    committee: Committee
    frame: Frame
    period_budget: Decimal
    outcome: Decimal | None
    deviation: Decimal | None
    simple_forecast: Decimal | None
    forecast: Decimal | None
    forecast_deviation: Decimal | None
    comment: str


@dataclass(frozen=True)
class Results:
    """All results of a period; ``returned`` are the committees whose answers are in."""

    plan: Plan
    period: Period
    returned: tuple[Committee, ...]
    indicators: tuple[IndicatorResult, ...]
    subgoals: tuple[SubgoalResult, ...]
    assignments: tuple[AssignmentResult, ...]
    frames: tuple[FrameResult, ...]
    texts: Mapping[tuple[str, str], str]

    def of(self, committee_id: str) -> Results:
        """Return one committee's share of the results."""
        return Results(
            self.plan,
            self.period,
            tuple(c for c in self.returned if c.id == committee_id),
            tuple(r for r in self.indicators if r.committee.id == committee_id),
            tuple(r for r in self.subgoals if r.committee.id == committee_id),
            tuple(r for r in self.assignments if r.committee.id == committee_id),
            tuple(r for r in self.frames if r.committee.id == committee_id),
            {key: text for key, text in self.texts.items() if key[0] == committee_id},
        )


def results(plan: Plan, period: Period, answers: Mapping[str, Values]) -> Results:
    """Reckon every committee's results; ``answers`` go by the ids of those that have answered."""
    indicators: list[IndicatorResult] = []
    subgoals: list[SubgoalResult] = []
    assignments: list[AssignmentResult] = []
    frames: list[FrameResult] = []
    texts: dict[tuple[str, str], str] = {}
    for committee in plan.committees:
        form = build_form(plan, committee, period)
        values = answers.get(committee.id, {})
        here = list(_indicators(form, values, returned=committee.id in answers))
        indicators += here
        subgoals += _subgoals(form, values, here)
        assignments += _assignments(form, values)
        frames += _frames(form, values)
        for (sheet, row, key), value in values.items():
            if (sheet, key) == ("texts", "text"):
                texts[(committee.id, row)] = str(value)
    returned = tuple(c for c in plan.committees if c.id in answers)
    return Results(
        plan,
        period,
        returned,
        tuple(indicators),
        tuple(subgoals),
        tuple(assignments),
        tuple(frames),
        texts,
    )


def _text(values: Values, *key: str) -> str:
    value = values.get((key[0], key[1], key[2]))
    return value if isinstance(value, str) else ""


def _indicators(form: Form, values: Values, *, returned: bool) -> Iterator[IndicatorResult]:
    subgoals = {s.id: s for s in form.plan.subgoals}
    goals = {g.id: g for g in form.plan.goals}
    for indicator, judged in judged_indicators(form, values):
        subgoal = subgoals[indicator.subgoal]
        attainment = judged
        if not returned and judged.status is not Status.NOT_DUE:
            attainment = Attainment(Status.NO_DATA, NOT_RETURNED)
        yield IndicatorResult(
            form.committee,
            goals[subgoal.goal],
            subgoal,
            indicator,
            outcome_of(indicator.id, values),
            attainment,
            _text(values, "indicators", indicator.id, "comment"),
        )


def _subgoals(form: Form, values: Values, own: list[IndicatorResult]) -> Iterator[SubgoalResult]:
    suggested = suggestions(form, values)
    coloured = {Status.MET, Status.PARTLY, Status.NOT_MET}
    for goal in form.plan.goals_of(form.committee.id):
        subgoals = form.plan.subgoals_of(form.committee.id, goal.id)
        names = {s.id: s.name for s in subgoals}
        for row, name in (
            names or {whole_goal_id(form.committee.id, goal.id): WHOLE_GOAL}
        ).items():
            statuses = [r.attainment.status for r in own if r.subgoal.id == row]
            current = values.get(("subgoals", row, "current"))
            said_of_year = "current" if form.period.is_year_end else "forecast"
            forecast = values.get(("subgoals", row, said_of_year))
            yield SubgoalResult(
                row,
                form.committee,
                goal,
                name,
                sum(status in coloured for status in statuses),
                sum(status is not Status.NOT_DUE for status in statuses),
                suggested[row],
                current if isinstance(current, Current) else None,
                forecast if isinstance(forecast, Forecast | Current) else None,
                _text(values, "subgoals", row, "motive"),
                _text(values, "subgoals", row, "analysis"),
            )


def _assignments(form: Form, values: Values) -> Iterator[AssignmentResult]:
    for assignment in form.plan.assignments_of(form.committee.id):
        status = values.get(("assignments", assignment.id, "status"))
        yield AssignmentResult(
            form.committee,
            assignment,
            status if isinstance(status, AssignmentStatus) else None,
            _text(values, "assignments", assignment.id, "analysis"),
        )


def _frames(form: Form, values: Values) -> Iterator[FrameResult]:
    computed = compute(form, values)
    sheet = form.sheet("economy")
    given = {row.id: row.given for row in sheet.rows} if sheet else {}
    for frame in form.plan.frames_of(form.committee.id):

        def amount(key: str, source: Values, row: str = frame.id) -> Decimal | None:
            value = source.get(("economy", row, key))
            return value if isinstance(value, Decimal) else None

        part = given[frame.id]["period_budget"]
        yield FrameResult(
            form.committee,
            frame,
            part if isinstance(part, Decimal) else Decimal(0),
            amount("outcome", values),
            amount("deviation", computed),
            amount("simple_forecast", computed),
            amount("forecast", values),
            amount("forecast_deviation", computed),
            _text(values, "economy", frame.id, "comment"),
        )
