"""What the answers come to: one result per indicator, subgoal, assignment and frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.attaining.aggregation import Aggregate
from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.attaining.suggestion import joint_statuses
from sheetplan.plan.committee import Committee
from sheetplan.plan.committee_form import Forecasts, build_form
from sheetplan.plan.computing import (
    Values,
    judged_groups,
    judged_indicators,
    outcome_of,
    suggestions,
)
from sheetplan.plan.form import Form
from sheetplan.plan.goal import Goal, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.levels import Levels
from sheetplan.plan.noun import UNIT
from sheetplan.plan.own_table.own_tables import NAME, OwnColumn, OwnRow, OwnTable
from sheetplan.plan.own_table.table_sums import table_sums
from sheetplan.plan.plan import Plan
from sheetplan.plan.reckoned import with_reckoned
from sheetplan.plan.settings import Period
from sheetplan.plan.split import groups_of
from sheetplan.plan.unit_answers import UnitsSaid, units_said
from sheetplan.plan.words import AssignmentStatus, Current, Forecast, Status
from sheetplan.tables.frame_results import FrameResult, frame_results
from sheetplan.tables.unit_results import UnitResult, unit_results

NOT_RETURNED = "Nämnden har inte lämnat in."
_NOT_RETURNED = Attainment(Status.NO_DATA, NOT_RETURNED)


@dataclass(frozen=True)
class GroupResult:
    """A group of a split indicator, judged by the same target and rule.

    ``indicator`` is the group as an indicator of its own.
    """

    name: str
    indicator: Indicator
    outcome: Outcome
    attainment: Attainment
    comment: str


@dataclass(frozen=True)
class IndicatorResult:
    """An indicator with its outcome and what the rule says of it.

    ``joint`` is of the whole target, where the indicator is a part of one; ``groups`` are those
    that were asked about; ``aggregate`` tells what the outcome is put together from, where units
    report it.
    """

    committee: Committee
    goal: Goal
    subgoal: Subgoal
    indicator: Indicator
    outcome: Outcome
    attainment: Attainment
    comment: str
    joint: Status | None = None
    groups: tuple[GroupResult, ...] = ()
    aggregate: Aggregate | None = None

    @property
    def of_groups(self) -> tuple[IndicatorResult, ...]:
        """Its groups, each as an indicator of its own."""
        return tuple(
            replace(
                self,
                indicator=group.indicator,
                outcome=group.outcome,
                attainment=group.attainment,
                comment=group.comment,
                joint=None,
                groups=(),
            )
            for group in self.groups
        )

    @property
    def difference(self) -> Decimal | None:
        """The first group's outcome minus the second's; None where they are not two."""
        values = [group.outcome.value for group in self.groups]
        if len(values) != 2 or values[0] is None or values[1] is None:  # noqa: PLR2004
            return None
        return values[0] - values[1]


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
    """An assignment as one committee reports it.

    ``waits`` says when it is followed up, where that is later in the year.
    """

    committee: Committee
    assignment: Assignment
    status: AssignmentStatus | None
    analysis: str
    waits: str = ""


@dataclass(frozen=True)
class OwnTableResult:
    """An own table that a committee has filled in, with its sums; values by row and column."""

    committee: Committee
    table: OwnTable
    values: Mapping[tuple[str, str], object]

    @property
    def rows(self) -> tuple[OwnRow, ...]:
        """The rows that are shown: all but those that the committee has left as they were."""
        used = {row for row, _ in self.values}
        return tuple(r for r in self.table.rows if not r.is_spare or r.id in used)

    def name(self, row: OwnRow) -> str:
        """Return a row's name, by the plan or by the committee."""
        name = self.values.get((row.id, NAME), "") if row.is_spare else row.name
        return name if isinstance(name, str) else ""

    def value(self, row: OwnRow, column: OwnColumn) -> Decimal | str | None:
        """Return what stands in a cell: a figure or a text, as the column now asks."""
        value = self.values.get((row.id, column.key))
        if column.is_figure:
            return value if isinstance(value, Decimal) else None
        return value if isinstance(value, str) else None


@dataclass(frozen=True)
class Results:
    """All results of a period.

    Attributes:
        returned: the committees whose answers are in.
        units: the units that get a form, each with what it has answered.
        said: what each committee's units say together, by committee id.
    """

    plan: Plan
    period: Period
    returned: tuple[Committee, ...]
    indicators: tuple[IndicatorResult, ...]
    subgoals: tuple[SubgoalResult, ...]
    assignments: tuple[AssignmentResult, ...]
    frames: tuple[FrameResult, ...]
    texts: Mapping[tuple[str, str], str]
    own_tables: tuple[OwnTableResult, ...]
    units: tuple[UnitResult, ...] = ()
    said: Mapping[str, UnitsSaid] = field(default_factory=dict)

    @property
    def levels(self) -> Levels:
        """The plan's levels of goals; one where these committees have no subgoals of their own."""
        own = {subgoal.id for subgoal in self.plan.subgoals}
        return replace(self.plan.levels, are_two=any(r.id in own for r in self.subgoals))

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
            tuple(r for r in self.own_tables if r.committee.id == committee_id),
            tuple(r for r in self.units if r.committee.id == committee_id),
            {key: one for key, one in self.said.items() if key == committee_id},
        )


def results(
    plan: Plan,
    period: Period,
    answers: Mapping[str, Values],
    before: Mapping[str, Forecasts] | None = None,
) -> Results:
    """Reckon everybody's results; ``answers`` go by the ids of those that have answered.

    ``before`` is what committees forecast earlier in the year.
    """
    indicators: list[IndicatorResult] = []
    subgoals: list[SubgoalResult] = []
    assignments: list[AssignmentResult] = []
    frames: list[FrameResult] = []
    texts: dict[tuple[str, str], str] = {}
    own: list[OwnTableResult] = []
    units: list[UnitResult] = []
    said: dict[str, UnitsSaid] = {}
    for committee in plan.committees:
        told = said[committee.id] = units_said(plan, committee, period, answers)
        earlier = (before or {}).get(committee.id)
        form = build_form(plan, committee, period, told, earlier)
        values = with_reckoned(form, {**answers.get(committee.id, {}), **form.said})
        here = list(_indicators(form, values, told, returned=committee.id in answers))
        units += unit_results(plan, committee, period, answers)
        indicators += here
        subgoals += _subgoals(form, values, here)
        assignments += _assignments(form, values)
        frames += frame_results(form, values)
        own += _own_tables(form, values)
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
        tuple(own),
        tuple(units),
        said,
    )


def _own_tables(form: Form, values: Values) -> Iterator[OwnTableResult]:
    for sheet in form.sheets:
        filled = {key[1:]: v for key, v in values.items() if key[0] == sheet.answer.key}
        if sheet.table is not None and filled.keys() - {key[1:] for key in form.said}:
            sums = table_sums(sheet.table, form.period, values)
            reckoned = {key[1:]: v for key, v in sums.items() if v is not None}
            yield OwnTableResult(form.committee, sheet.table, {**filled, **reckoned})


def _text(values: Values, *key: str) -> str:
    value = values.get((key[0], key[1], key[2]))
    return value if isinstance(value, str) else ""


def _indicators(
    form: Form, values: Values, said: UnitsSaid, *, returned: bool
) -> Iterator[IndicatorResult]:
    committee, plan = form.committee.id, form.plan
    under = {s.id: (g, s) for g in plan.goals_of(committee) for s in plan.judged_of(committee, g)}
    judged = [
        (indicator, _known(one, said.aggregates.get(indicator.id), returned=returned))
        for indicator, one in judged_indicators(form, values)
    ]
    wholes = joint_statuses((indicator, attainment.status) for indicator, attainment in judged)
    for indicator, attainment in judged:
        goal, subgoal = under[indicator.judged_under]
        yield IndicatorResult(
            form.committee,
            goal,
            subgoal,
            indicator,
            outcome_of(indicator.id, values),
            attainment,
            _text(values, "indicators", indicator.id, "comment"),
            wholes[indicator.id] if indicator.compound_key else None,
            tuple(_groups(form, values, indicator, returned=returned)),
            said.aggregates.get(indicator.id),
        )


def _groups(
    form: Form, values: Values, indicator: Indicator, *, returned: bool
) -> Iterator[GroupResult]:
    names = groups_of(indicator)
    for name, (group, judged) in zip(names, judged_groups(form, values, indicator), strict=False):
        yield GroupResult(
            name,
            group,
            outcome_of(group.id, values),
            judged if returned else _NOT_RETURNED,
            _text(values, "indicators", group.id, "comment"),
        )


def _known(one: Attainment, aggregate: Aggregate | None, *, returned: bool) -> Attainment:
    """Say why there is nothing to judge, or what the outcome is put together from."""
    if one.status is Status.NOT_DUE:
        return one
    if aggregate is None:
        return one if returned else _NOT_RETURNED
    if aggregate.value is None:
        return Attainment(Status.NO_DATA, aggregate.reason)
    made = f"{aggregate.reason} {aggregate.told(UNIT)}."
    return replace(one, reason=f"{one.reason} {made}")


def _subgoals(form: Form, values: Values, own: list[IndicatorResult]) -> Iterator[SubgoalResult]:
    suggested = suggestions(form, values)
    coloured = {Status.MET, Status.PARTLY, Status.NOT_MET}
    for goal in form.plan.goals_of(form.committee.id):
        for subgoal in form.plan.judged_of(form.committee.id, goal):
            row = subgoal.id
            statuses = [r.attainment.status for r in own if r.subgoal.id == row]
            current = values.get(("subgoals", row, "current"))
            said_of_year = "current" if form.period.is_year_end else "forecast"
            forecast = values.get(("subgoals", row, said_of_year))
            yield SubgoalResult(
                row,
                form.committee,
                goal,
                subgoal.name,
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
            assignment.waits_for(form.period),
        )
