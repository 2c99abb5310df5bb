"""The plan: its sheets together, read from grids with every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.committee import Committee, Respondent, Unit
from sheetplan.plan.finance import FinancialGoal, Ownership
from sheetplan.plan.frame import Frame
from sheetplan.plan.goal import Goal, GoalText, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.ledger.sheet_checks import check_ledger
from sheetplan.plan.ledger.sheets import AccountGroup, LedgerFormat, LedgerUnit
from sheetplan.plan.levels import Levels, check_levels, whole_goal
from sheetplan.plan.measure import Measure
from sheetplan.plan.own_table.own_tables import OwnTable, own_tables
from sheetplan.plan.own_table.table_problems import check_tables
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.reading.references import check_ids, check_references, referred_sheets
from sheetplan.plan.reading.sheet_layout import layout_problems
from sheetplan.plan.reading.tabs import sort_tabs
from sheetplan.plan.reconciliation import DeclaredIdentity
from sheetplan.plan.risk import Risk
from sheetplan.plan.rules import plan_rules, sheet_rules
from sheetplan.plan.settings import Period, Settings, is_period
from sheetplan.plan.statement import (
    STATEMENTS,
    BalanceLine,
    CashFlowLine,
    IncomeLine,
    InvestmentLine,
    RestorationLine,
)
from sheetplan.plan.unit_checks import check_reporters, check_units
from sheetplan.plan.words import Answer
from sheetplan.plan.years import check_years
from sheetplan.schema.cell import Grid
from sheetplan.schema.column import Row
from sheetplan.schema.problem import Place, Problem, has_errors, in_order
from sheetplan.schema.reading import Found, read_rows

SHEETS: tuple[type[Row], ...] = (
    Settings,
    Period,
    Committee,
    Unit,
    Goal,
    GoalText,
    Subgoal,
    Indicator,
    Assignment,
    Risk,
    Frame,
    Measure,
    FinancialGoal,
    *STATEMENTS,
    Ownership,
    PlanTable,
    PlanTableRow,
    DeclaredIdentity,
    LedgerFormat,
    AccountGroup,
    LedgerUnit,
)
NEEDED: tuple[type[Row], ...] = (Settings, Period, Committee, Goal)


@dataclass(frozen=True)
class Plan:
    """One organisation's plan for one year."""

    settings: Settings
    periods: tuple[Period, ...]
    committees: tuple[Committee, ...]
    units: tuple[Unit, ...]
    goals: tuple[Goal, ...]
    goal_texts: tuple[GoalText, ...]
    subgoals: tuple[Subgoal, ...]
    indicators: tuple[Indicator, ...]
    assignments: tuple[Assignment, ...]
    risks: tuple[Risk, ...]
    frames: tuple[Frame, ...]
    measures: tuple[Measure, ...]
    financial_goals: tuple[FinancialGoal, ...]
    income: tuple[IncomeLine, ...]
    balance: tuple[BalanceLine, ...]
    cash_flow: tuple[CashFlowLine, ...]
    investments: tuple[InvestmentLine, ...]
    restoration: tuple[RestorationLine, ...]
    ownerships: tuple[Ownership, ...]
    tables: tuple[PlanTable, ...]
    table_rows: tuple[PlanTableRow, ...]
    identities: tuple[DeclaredIdentity, ...]
    ledger_formats: tuple[LedgerFormat, ...]
    account_groups: tuple[AccountGroup, ...]
    ledger_units: tuple[LedgerUnit, ...]

    def rows(self, row_class: type[Row]) -> Sequence[Row]:
        """Return the rows of one of the plan's sheets."""
        value: Any = getattr(self, row_class.key)
        return (value,) if row_class.vertical else value

    def period(self, period_id: str) -> Period | None:
        """Return a period by its id."""
        return next((p for p in self.periods if p.id == period_id), None)

    def committee(self, committee_id: str) -> Committee | None:
        """Return a committee by its id."""
        return next((c for c in self.committees if c.id == committee_id), None)

    def unit(self, unit_id: str) -> Unit | None:
        """Return a unit by its id."""
        return next((u for u in self.units if u.id == unit_id), None)

    @cached_property
    def _areas(self) -> frozenset[str | None]:
        return frozenset({u.part_of for u in self.units} | {u.moved_from for u in self.units})

    def units_of(self, committee_id: str) -> tuple[Unit, ...]:
        """Return the units of a committee that get a form of their own, in the plan's order."""
        own = (u for u in self.units if u.committee == committee_id)
        return tuple(
            u
            for u in own
            if u.reports is Answer.YES or (not u.reports and u.id not in self._areas)
        )

    @cached_property
    def respondents(self) -> tuple[Respondent, ...]:
        """Everybody who gets a form: each committee, and after it its units."""
        return tuple(
            Respondent(committee, unit)
            for committee in self.committees
            for unit in (None, *self.units_of(committee.id))
        )

    def respondent(self, respondent_id: str) -> Respondent | None:
        """Return who has an id, a committee or a unit."""
        return next((r for r in self.respondents if r.id == respondent_id), None)

    def goals_of(self, committee_id: str) -> tuple[Goal, ...]:
        """Return the goals that are directed at a committee."""
        return tuple(g for g in self.goals if committee_id in g.directed_to)

    def subgoals_of(self, committee_id: str, goal_id: str | None = None) -> tuple[Subgoal, ...]:
        """Return a committee's subgoals, under one goal or under all."""
        return tuple(
            s for s in self.subgoals if s.committee == committee_id and goal_id in {None, s.goal}
        )

    @property
    def levels(self) -> Levels:
        """How many levels of goals the plan has, and what it calls them."""
        words = self.settings.goal_word, self.settings.subgoal_word
        return Levels(*words, are_two=bool(self.subgoals))

    def judged_of(self, committee_id: str, goal: Goal) -> tuple[Subgoal, ...]:
        """Return what a committee judges under a goal: its subgoals, or the goal as a whole."""
        own = self.subgoals_of(committee_id, goal.id)
        return own or (whole_goal(goal, committee_id, self.levels),)

    def all_judged(self, committee_id: str) -> tuple[Subgoal, ...]:
        """Return all that a committee judges under its goals, in the plan's order."""
        goals = self.goals_of(committee_id)
        own = [one for goal in goals for one in self.judged_of(committee_id, goal)]
        order = {subgoal.id: at for at, subgoal in enumerate(self.subgoals)}
        return tuple(sorted(own, key=lambda one: order.get(one.id, len(order))))

    @cached_property
    def followed(self) -> tuple[Indicator, ...]:
        """The indicators as they are followed up: what the columns by year say is filled in."""
        return tuple(i.followed_in(self.settings.year) for i in self.indicators)

    def indicators_of(self, judged_id: str) -> tuple[Indicator, ...]:
        """Return the indicators, as followed up, under a subgoal or a whole goal."""
        return tuple(i for i in self.followed if i.judged_under == judged_id)

    def assignments_of(self, committee_id: str) -> tuple[Assignment, ...]:
        """Return the assignments that a committee reports on."""
        return tuple(a for a in self.assignments if committee_id in a.to)

    @cached_property
    def own_tables(self) -> tuple[OwnTable, ...]:
        """The region's own tables, understood."""
        return own_tables(self.tables, self.table_rows, self.settings)

    def frames_of(self, committee_id: str) -> tuple[Frame, ...]:
        """Return a committee's frames, varav rows included."""
        return tuple(f for f in self.frames if f.committee == committee_id)


@dataclass(frozen=True)
class PlanReading:
    """A plan, or None where an error stands in the way, and everything that was found.

    ``found`` has the rows of each sheet with their places; ``tabs`` the tabs in their order.
    """

    plan: Plan | None
    problems: tuple[Problem, ...]
    found: Mapping[type[Row], Found[Row]] = field(default_factory=dict)
    tabs: tuple[str, ...] = ()

    def arranged(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Sort problems as one walks through the workbook: by tab, row and column."""
        order = {name: number for number, name in enumerate(self.tabs)}
        return tuple(sorted(in_order(problems), key=lambda p: order.get(p.place.sheet, -1)))


def read_plan(grids: Iterable[Grid], file: str = "") -> PlanReading:
    """Read a plan from its sheets, found by their names."""
    grids = tuple(grids)
    tabs = sort_tabs(SHEETS, grids)
    problems: list[Problem] = list(tabs.problems)
    found: dict[type[Row], Found[Row]] = {}
    absent: list[str] = []
    for row_class in SHEETS:
        grid = tabs.grids.get(row_class)
        if grid is None:
            absent.append(row_class.sheet)
            found[row_class] = Found((), (), row_class.sheet)
            continue
        found[row_class] = read_rows(row_class, grid)
        problems += layout_problems(row_class, grid, found[row_class])
        problems += check_ids(row_class, found[row_class])
        if row_class in NEEDED and not found[row_class].rows and not found[row_class].problems:
            place = Place(sheet=row_class.sheet)
            problems.append(Problem(plan_rules.PLAN_NO_ROWS, place, {"sheet": row_class.sheet}))
    needed = referred_sheets(found) | {row_class.sheet for row_class in NEEDED}
    missing = [sheet for sheet in absent if sheet in needed and sheet not in tabs.looked_like]
    facts = [{"sheet": sheet} for sheet in missing]
    problems += [Problem(sheet_rules.SHEET_MISSING, Place(file=file), fact) for fact in facts]
    problems += check_references(found, tabs.grids)
    problems += _periods(found[Period])
    problems += _parents(found[Frame])
    problems += check_tables(found)
    problems += check_levels(found)
    problems += check_years(found)
    problems += check_units(found)
    problems += check_ledger(found)
    if not has_errors(problems):  # a unit that cannot be read may be the one that is wanted
        problems += check_reporters(found)
    plan = None if has_errors(problems) else _assemble(found)
    reading = PlanReading(plan, (), found, tuple(grid.name for grid in grids))
    return replace(reading, problems=reading.arranged(problems))


def _assemble(found: Mapping[type[Row], Found[Row]]) -> Plan:
    values: dict[str, Any] = {
        row_class.key: f.rows[0] if row_class.vertical else f.rows
        for row_class, f in found.items()
    }
    return Plan(**{f.name: values[f.name] for f in fields(Plan)})


def _periods(found: Found[Row]) -> Iterable[Problem]:
    for index, row in enumerate(found.rows):
        if isinstance(row, Period) and not is_period(row.id):
            yield Problem(plan_rules.PLAN_PERIOD, found.place(index, "id"), {"found": row.id})


def _parents(found: Found[Row]) -> Iterable[Problem]:
    frames = {row.id: row for row in found.rows if isinstance(row, Frame)}
    for index, row in enumerate(found.rows):
        if not isinstance(row, Frame) or row.part_of not in frames:
            continue
        parent = frames[row.part_of]
        if parent.committee != row.committee:
            place = found.place(index, "part_of")
            yield Problem(plan_rules.PLAN_FRAME_COMMITTEE, place, {"parent": parent.id})
