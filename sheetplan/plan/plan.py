"""The plan: its sheets together, read from grids with every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sheetplan.plan import rules
from sheetplan.plan.assignment import Assignment
from sheetplan.plan.committee import Committee, Unit
from sheetplan.plan.finance import FinancialGoal, Ownership
from sheetplan.plan.frame import Frame
from sheetplan.plan.goal import Goal, GoalText, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.measure import Measure
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.reconciliation import DeclaredIdentity
from sheetplan.plan.risk import Risk
from sheetplan.plan.settings import Period, Settings, is_period
from sheetplan.plan.statement import (
    STATEMENTS,
    BalanceLine,
    CashFlowLine,
    IncomeLine,
    InvestmentLine,
    RestorationLine,
)
from sheetplan.schema.cell import Grid
from sheetplan.schema.column import Row, columns_of
from sheetplan.schema.kinds import Reference
from sheetplan.schema.problem import Place, Problem, has_errors, in_order
from sheetplan.schema.reading import Found, read_rows
from sheetplan.schema.rules import CELL_REFERENCE, ROW_DUPLICATE, SHEET_MISSING

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
)
_NEEDED: tuple[type[Row], ...] = (Settings, Period, Committee, Goal)


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

    def goals_of(self, committee_id: str) -> tuple[Goal, ...]:
        """Return the goals that are directed at a committee."""
        return tuple(g for g in self.goals if committee_id in g.directed_to)

    def subgoals_of(self, committee_id: str, goal_id: str | None = None) -> tuple[Subgoal, ...]:
        """Return a committee's subgoals, under one goal or under all."""
        return tuple(
            s for s in self.subgoals if s.committee == committee_id and goal_id in {None, s.goal}
        )

    def indicators_of(self, subgoal_id: str) -> tuple[Indicator, ...]:
        """Return the indicators under a subgoal."""
        return tuple(i for i in self.indicators if i.subgoal == subgoal_id)

    def assignments_of(self, committee_id: str) -> tuple[Assignment, ...]:
        """Return the assignments that a committee reports on."""
        return tuple(a for a in self.assignments if committee_id in a.to)

    def frames_of(self, committee_id: str) -> tuple[Frame, ...]:
        """Return a committee's frames, varav rows included."""
        return tuple(f for f in self.frames if f.committee == committee_id)


@dataclass(frozen=True)
class PlanReading:
    """A plan, or None where an error stands in the way, and everything that was found.

    ``found`` has the rows of each sheet with their places.
    """

    plan: Plan | None
    problems: tuple[Problem, ...]
    found: Mapping[type[Row], Found[Row]] = field(default_factory=dict)


def read_plan(grids: Iterable[Grid], file: str = "") -> PlanReading:
    """Read a plan from its sheets, found by their names."""
    by_name = {grid.name.strip().casefold(): grid for grid in grids}
    problems: list[Problem] = []
    found: dict[type[Row], Found[Row]] = {}
    absent: list[str] = []
    for row_class in SHEETS:
        grid = by_name.get(row_class.sheet.casefold())
        if grid is None:
            absent.append(row_class.sheet)
            found[row_class] = Found((), (), row_class.sheet)
            continue
        found[row_class] = read_rows(row_class, grid)
        problems += found[row_class].problems
        problems += _duplicates(found[row_class])
        if row_class in _NEEDED and not found[row_class].rows and not found[row_class].problems:
            place = Place(sheet=row_class.sheet)
            problems.append(Problem(rules.PLAN_NO_ROWS, place, {"sheet": row_class.sheet}))
    needed = _referred(found) | {row_class.sheet for row_class in _NEEDED}
    missing = [sheet for sheet in absent if sheet in needed]
    problems += [Problem(SHEET_MISSING, Place(file=file), {"sheet": sheet}) for sheet in missing]
    problems += _references(found, missing)
    problems += _periods(found[Period])
    problems += _parents(found[Frame])
    plan = None if has_errors(problems) else _assemble(found)
    return PlanReading(plan, in_order(problems), found)


def _assemble(found: Mapping[type[Row], Found[Row]]) -> Plan:
    values: dict[str, Any] = {
        row_class.key: f.rows[0] if row_class.vertical else f.rows
        for row_class, f in found.items()
    }
    return Plan(**{f.name: values[f.name] for f in fields(Plan)})


def _duplicates(found: Found[Row]) -> Iterable[Problem]:
    first: dict[object, int] = {}
    for index, row in enumerate(found.rows):
        row_id = getattr(row, "id", None)
        if row_id in first:
            facts = {"found": str(row_id), "other": str(first[row_id])}
            yield Problem(ROW_DUPLICATE, found.place(index, "id"), facts)
        first.setdefault(row_id, found.places[index])


def _referred(found: Mapping[type[Row], Found[Row]]) -> set[str]:
    """Return the sheets that some cell refers to."""
    return {
        column.kind.to
        for row_class, rows in found.items()
        for column in columns_of(row_class)
        if isinstance(column.kind, Reference)
        and any(getattr(row, column.key) for row in rows.rows)
    }


def _references(
    found: Mapping[type[Row], Found[Row]], missing: Iterable[str]
) -> Iterable[Problem]:
    """Every reference leads to a row that exists, or that exists with faults of its own."""
    ids = {f.sheet: {getattr(row, "id", None) for row in f.rows} for f in found.values()}
    faulty = {f.sheet for f in found.values() if has_errors(f.problems)} | {*missing}
    for row_class, rows in found.items():
        for column in columns_of(row_class):
            if not isinstance(column.kind, Reference) or column.kind.to in faulty:
                continue
            known = ids.get(column.kind.to, set())
            for index, row in enumerate(rows.rows):
                value = getattr(row, column.key)
                for one in value if isinstance(value, tuple) else (value,):
                    if one and one not in known:
                        facts = {"found": one, "sheet": column.kind.to}
                        yield Problem(CELL_REFERENCE, rows.place(index, column.key), facts)


def _periods(found: Found[Row]) -> Iterable[Problem]:
    for index, row in enumerate(found.rows):
        if isinstance(row, Period) and not is_period(row.id):
            yield Problem(rules.PLAN_PERIOD, found.place(index, "id"), {"found": row.id})


def _parents(found: Found[Row]) -> Iterable[Problem]:
    frames = {row.id: row for row in found.rows if isinstance(row, Frame)}
    for index, row in enumerate(found.rows):
        if not isinstance(row, Frame) or row.part_of not in frames:
            continue
        parent = frames[row.part_of]
        if parent.committee != row.committee:
            place = found.place(index, "part_of")
            yield Problem(rules.PLAN_FRAME_COMMITTEE, place, {"parent": parent.id})
