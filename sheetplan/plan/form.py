"""The form (arbetsbok) that a committee fills in for a period: what is given and what is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from sheetplan.plan import budget
from sheetplan.plan.assignment import Assignment
from sheetplan.plan.attaining.aim import is_strict
from sheetplan.plan.attaining.grounds import undecided
from sheetplan.plan.attaining.part import period_target
from sheetplan.plan.attaining.reference import comparison_of, known_reference
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.committee import Committee
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.levels import Levels
from sheetplan.plan.own_table.own_tables import NAME, OwnRow, OwnTable, answer_class, tab_names
from sheetplan.plan.plan import Plan
from sheetplan.plan.returns import (
    ANSWERS,
    AssignmentAnswer,
    EconomyAnswer,
    IndicatorAnswer,
    SignOff,
    SubgoalAnswer,
    TextAnswer,
)
from sheetplan.plan.settings import Period
from sheetplan.plan.target import Target
from sheetplan.schema.column import Column, Role, Row, columns_of
from sheetplan.schema.kinds import TEXT, Kind, Number, plain_number
from sheetplan.schema.numbers import NBSP, decimals_of

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
        computed: input columns that are computed in this row, as in a row that is a sum.
        is_spare: whether it may be left as it is, without a name.
    """

    id: str
    given: Mapping[str, object]
    asked: frozenset[str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    note: str = ""
    computed: frozenset[str] = frozenset()
    is_spare: bool = False


@dataclass(frozen=True)
class FormSheet:
    """A sheet of a form, worded by the region and without the columns that it has no use for.

    ``table`` is what it was made from, where the region has declared the sheet itself.
    """

    answer: type[Row]
    rows: tuple[FormRow, ...]
    levels: Levels = field(default_factory=Levels)
    unused: frozenset[str] = frozenset()
    table: OwnTable | None = None

    @property
    def title(self) -> str:
        """The tab's name as people see it."""
        if self.answer is not SubgoalAnswer:
            return self.answer.sheet
        others = (a.sheet for a in (SignOff, *ANSWERS) if a is not SubgoalAnswer)
        return tab_names((self.levels.judged.titles,), others)[0]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns as people see them."""
        columns = self.levels.columns_of(self.answer)
        return tuple(c for c in columns if c.key not in self.unused)

    def role(self, row: FormRow, column: Column) -> Role:
        """Return who writes one cell: the column's own role, unless the row says otherwise."""
        if column.key in row.computed:
            return Role.COMPUTED
        return Role.INPUT if column.key in row.asked else column.role

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
            if sheet.table is not None:
                digest.update(repr(sheet.table).encode())
            for row in sheet.rows:
                given = [sheet.kind(row, key).show(value) for key, value in row.given.items()]
                digest.update(repr((sheet.answer.key, row.id, given, sorted(row.asked))).encode())
        return digest.hexdigest()[:16]


def build_form(plan: Plan, committee: Committee, period: Period) -> Form:
    """Build the form of one committee for one period; sheets without rows are left out."""
    rows = {
        IndicatorAnswer: _indicator_rows(plan, committee, period),
        SubgoalAnswer: _subgoal_rows(plan, committee, period),
        AssignmentAnswer: _assignment_rows(plan, committee, period),
        EconomyAnswer: _economy_rows(plan, committee, period),
        TextAnswer: _text_rows(),
    }
    made = {answer: tuple(rows[answer]) for answer in ANSWERS}
    mute = frozenset[str]() if made[IndicatorAnswer] else frozenset({"suggestion"})
    sheets = (FormSheet(a, r, plan.levels, _unused(a, r) | mute) for a, r in made.items() if r)
    return Form(plan, committee, period, (*sheets, *_own_tables(plan, committee, period)))


_ONLY_IF_ASKED = {"comparison", "outcome_text"}
_MADE_OF = {"period_target": "period_ratio", "compound": "joint"}


def _unused(answer: type[Row], rows: Iterable[FormRow]) -> frozenset[str]:
    """Return the columns that the plan says nothing in, and those that are asked of nobody."""
    given = {key for row in rows for key, value in row.given.items() if value not in {None, ""}}
    asked = {key for row in rows for key in row.asked}
    unused = {c.key for c in columns_of(answer) if c.role is Role.GIVEN} - given
    unused |= _ONLY_IF_ASKED - asked
    return frozenset(unused | {made for given, made in _MADE_OF.items() if given in unused})


def _inputs(answer: type[Row]) -> frozenset[str]:
    return frozenset(c.key for c in columns_of(answer) if c.role is Role.INPUT)


def _indicator_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    """The indicators that are due come first; those that wait stand below, closed."""
    rows = _all_indicator_rows(plan, committee, period)
    return sorted(rows, key=lambda row: not row.asked)


def _all_indicator_rows(plan: Plan, committee: Committee, period: Period) -> Iterable[FormRow]:
    for subgoal in _judged(plan, committee):
        for indicator in plan.indicators_of(subgoal.id):
            given = {
                "id": indicator.id,
                "subgoal_id": subgoal.id,
                "subgoal": subgoal.name,
                "indicator": indicator.name,
                "unit": indicator.unit,
                "periodicity": indicator.periodicity,
                "baseline": indicator.baseline,
                "target": _shown_target(indicator),
                "compound": indicator.compound_key,
            }
            if indicator.is_due(period):
                given["period_target"] = period_target(indicator, period)
            given |= _other_years(indicator, plan.settings.year)
            note = " ".join(filter(None, (indicator.help, _compared_with(indicator, period))))
            asked = _asked(indicator, period)
            yield FormRow(indicator.id, given, asked, _indicator_kinds(indicator, given), note)


def _indicator_kinds(indicator: Indicator, given: Mapping[str, object]) -> dict[str, Kind]:
    """Return the kinds of an indicator's cells: its own unit, limits and decimals."""
    kind, target = indicator.value_kind, given["target"]
    figure = Number(kind.decimals, kind.unit)
    kinds: dict[str, Kind] = {"outcome": kind, "comparison": kind}
    kinds |= {"baseline": figure, "period_target": figure}
    if isinstance(target, Decimal):
        kinds["target"] = Number(max(kind.decimals, decimals_of(target)), kind.unit)
    elif isinstance(target, str):
        kinds["target"] = TEXT
    return kinds


def _compared_with(indicator: Indicator, period: Period) -> str:
    """Say what the outcome is compared with, where the target has no number of its own."""
    reference = known_reference(indicator, period)
    if reference is None or not indicator.is_due(period):
        return ""
    sign = f"{NBSP}%" if indicator.unit == "%" else ""
    return f"Jämförs med {plain_number(reference.value)}{sign} ({reference.said})."


def _judged(plan: Plan, committee: Committee) -> Iterable[Subgoal]:
    """What a committee judges under its goals, in the plan's order."""
    own = [s for goal in plan.goals_of(committee.id) for s in plan.judged_of(committee.id, goal)]
    order = {subgoal.id: at for at, subgoal in enumerate(plan.subgoals)}
    return sorted(own, key=lambda s: order.get(s.id, len(order)))


def _other_years(indicator: Indicator, year: int) -> dict[str, object]:
    """The outcomes before the baseline and the targets after the plan's year, in words."""
    kind = indicator.value_kind
    past = [y for y in sorted(indicator.outcomes) if y != str(indicator.baseline_year)]
    coming = [y for y in sorted(indicator.targets) if y != str(year)]
    texts = {
        "earlier": "\n".join(f"{y}: {kind.show(indicator.outcomes[y])}" for y in past),
        "later": "\n".join(f"{y}: {indicator.targets[y].text}" for y in coming),
    }
    return {key: text for key, text in texts.items() if text}


def _shown_target(indicator: Indicator) -> Decimal | str | Target | None:
    """A plain number is given as one, in its indicator's unit; other targets as written."""
    target = indicator.target
    if target is None or target.number is None:
        return target
    return target.text if is_strict(target) else target.number


def _asked(indicator: Indicator, period: Period) -> frozenset[str]:
    """Only a due indicator asks for a value, and for a comparison only where one is missing."""
    if not indicator.is_due(period):
        return frozenset()
    if indicator.is_text:
        return _inputs(IndicatorAnswer) - {"outcome", "comparison"}
    asked = _inputs(IndicatorAnswer) - {"outcome_text"}
    compares = comparison_of(indicator) is not None and not undecided(indicator, period)
    if compares and known_reference(indicator, period) is None:
        return asked
    return asked - {"comparison"}


def _judged_now(answer: type[Row], period: Period) -> frozenset[str]:
    """At the end of the year the outcome is judged, and nobody is asked for a forecast."""
    return _inputs(answer) - ({"forecast"} if period.is_year_end else set())


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
    return FormRow(assignment.id, given, frozenset() if waits else _inputs(AssignmentAnswer))


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


def _own_tables(plan: Plan, committee: Committee, period: Period) -> Iterable[FormSheet]:
    for table in plan.own_tables:
        if committee.id in table.to and table.is_due(period):
            rows = tuple(_own_row(table, row) for row in table.rows)
            yield FormSheet(answer_class(table), rows, table=table)


def _own_row(table: OwnTable, row: OwnRow) -> FormRow:
    inputs = frozenset(c.key for c in table.inputs)
    if row.is_spare:
        return FormRow(row.id, {"id": row.id}, inputs | {NAME}, is_spare=True)
    given = {"id": row.id, NAME: row.name}
    if row.terms:
        figures = frozenset(c.key for c in table.figures)
        return FormRow(row.id, given, frozenset(), computed=figures)
    return FormRow(row.id, given, inputs)
