"""Financial goals (finansiella mål) held against the plan's own figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.finance import FinancialGoal
from sheetplan.plan.reconciling.equation import total_of
from sheetplan.plan.reconciling.expression import Expression, parse, term_faults
from sheetplan.plan.reconciling.figures import Figures, Header, column_names, year_in
from sheetplan.plan.reconciling.identity import column_problems, parts_of
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.target import Bound, Form, Target
from sheetplan.schema.column import Row
from sheetplan.schema.kinds import HUNDRED, Fault
from sheetplan.schema.numbers import rounded, show_number
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import Found

_MOST_DECIMALS = 4


@dataclass(frozen=True)
class GoalHeld:
    """What the plan's figures give for a financial goal in a column.

    Attributes:
        met: whether the goal is reached; None where its target is not a number with a side.
    """

    goal: FinancialGoal
    column: str
    value: Decimal
    is_share: bool
    met: bool | None
    place: Place

    @property
    def decimals(self) -> int:
        """Enough decimals for the value to stand on its own side of the target."""
        ends = [end for end in (self.goal.target.low, self.goal.target.high) if end is not None]
        sides = [self.value.compare(end) for end in ends]
        decimals = 1
        while decimals < _MOST_DECIMALS:
            near = rounded(self.value, decimals)
            if sides == [near.compare(end) for end in ends]:
                break
            decimals += 1
        return decimals

    @property
    def shown(self) -> str:
        """The value with its decimals."""
        return show_number(self.value, self.decimals, "%" if self.is_share else "")


def hold_goals(
    figures: Figures, sheets: Mapping[type[Row], Found[Row]], year: int
) -> Iterator[GoalHeld | Problem]:
    """Reckon every financial goal that says how, in its columns or else in the plan's year."""
    found = sheets.get(FinancialGoal, Found((), ()))
    for index, goal in enumerate(found.rows):
        if isinstance(goal, FinancialGoal) and goal.computed:
            places = (found.place(index, "computed"), found.place(index, "columns"))
            columns = column_names(goal.columns or year)
            yield from _held(figures, goal, columns, places)


def _held(
    figures: Figures, goal: FinancialGoal, columns: Iterable[str], places: tuple[Place, Place]
) -> Iterator[GoalHeld | Problem]:
    computed = parse(goal.computed or "")
    if isinstance(computed, Fault):
        yield Problem(computed.rule, places[0], computed.facts)
        return
    problems = [*_faults(figures, computed, places[0])]
    for wanted in columns if not problems else ():
        unknown = tuple(column_problems(figures, computed.all_terms, wanted, places[1]))
        value = None if unknown else _value(figures, computed, wanted)
        if value is None:
            problems += unknown or [_nowhere(goal, places[0])]
            continue
        column, amount = value
        met = is_met(goal.target, amount)
        held = GoalHeld(goal, column, amount, bool(computed.base), met, places[0])
        yield held
        if met is False:
            facts = {"found": held.shown, "column": column, "wanted": goal.target.text}
            yield Problem(plan_rules.PLAN_GOAL_MISSED, places[0], facts)
    yield from problems


def _faults(figures: Figures, computed: Expression, place: Place) -> Iterator[Problem]:
    for term in computed.all_terms:
        for fault in term_faults(term, figures, None):
            yield Problem(fault.rule, place, fault.facts)


def _nowhere(goal: FinancialGoal, place: Place) -> Problem:
    return Problem(plan_rules.PLAN_IDENTITY_NOWHERE, place, {"found": goal.computed or ""})


def _value(figures: Figures, computed: Expression, wanted: str) -> tuple[str, Decimal] | None:
    """Return what a goal comes to and in which column; None where a figure is missing."""
    current = Header(wanted, year_in(wanted))
    terms, base = (
        parts_of(side, figures, current, None, Place()) for side in (computed.terms, computed.base)
    )
    if not terms:
        return None
    value, column = total_of(terms)[0], terms[0].figure.header or wanted
    if not computed.base:
        return column, value
    whole = total_of(base)[0]
    return (column, value / whole * HUNDRED) if whole else None


def is_met(target: Target, value: Decimal) -> bool | None:
    """Tell whether a value reaches a target; None where the target does not say."""
    if target.form is Form.RANGE and target.low is not None and target.high is not None:
        return target.low <= value <= target.high
    if target.number is None or target.bound is None:
        return None
    return {
        Bound.AT_LEAST: value >= target.number,
        Bound.ABOVE: value > target.number,
        Bound.AT_MOST: value <= target.number,
        Bound.BELOW: value < target.number,
    }[target.bound]
