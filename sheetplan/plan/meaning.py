"""What a plan says that its owner should decide about: form in order, but meaning in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sheetplan.plan import rules
from sheetplan.plan.assignment import Assignment
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.words import Direction, IndicatorKind
from sheetplan.schema.column import Row
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.numbers import NBSP
from sheetplan.schema.problem import Place, Problem, Rule, in_order
from sheetplan.schema.reading import Found


@dataclass(frozen=True)
class _Row:
    """One row of a sheet, and where its cells stand."""

    plan: Plan
    found: Found[Row]
    index: int

    def place(self, key: str) -> Place:
        return self.found.place(self.index, key)

    def problem(self, rule: Rule, key: str, **facts: str) -> Problem:
        return Problem(rule, self.place(key), facts)


def check_meaning(reading: PlanReading) -> tuple[Problem, ...]:
    """Run every check on every row of a plan that could be read."""
    if reading.plan is None:
        return ()
    problems: list[Problem] = []
    for found in reading.found.values():
        for index, row in enumerate(found.rows):
            where = _Row(reading.plan, found, index)
            if isinstance(row, Indicator):
                problems += [p for check in INDICATORS for p in check(row, where)]
            if isinstance(row, Assignment):
                problems += _end_is_ahead(row, where)
    return in_order(problems)


def _shown(indicator: Indicator, key: str) -> str:
    value = getattr(indicator, key)
    sign = f"{NBSP}%" if indicator.unit == "%" else ""
    return f"{plain_number(value)}{sign}"


def _unit_fits_name(indicator: Indicator, where: _Row) -> Iterator[Problem]:
    """An indicator that is called a count is not measured in per cent, nor the other way."""
    word = indicator.name.split(maxsplit=1)[0]
    is_count, is_share = word.startswith("Antal"), word.startswith("Andel")
    if (is_count and indicator.unit == "%") or (is_share and indicator.unit != "%"):
        facts = {"unit": indicator.unit, "word": word, "name": where.place("name").cell}
        yield where.problem(rules.PLAN_UNIT, "unit", **facts)


def _target_is_set(indicator: Indicator, where: _Row) -> Iterator[Problem]:
    if indicator.target is None:
        yield where.problem(rules.PLAN_TARGET_MISSING, "target")


def _target_has_baseline(indicator: Indicator, where: _Row) -> Iterator[Problem]:
    number = indicator.target is not None and indicator.target.number is not None
    if number and indicator.baseline is None:
        facts = {"target": indicator.target.text if indicator.target else ""}
        yield where.problem(rules.PLAN_BASELINE_MISSING, "baseline", **facts)


def _target_is_no_weaker(indicator: Indicator, where: _Row) -> Iterator[Problem]:
    """A target that is worse than what is already reached asks for nothing."""
    target = indicator.target.number if indicator.target else None
    if target is None or indicator.baseline is None or indicator.kind is IndicatorKind.TEXT:
        return
    up, down = indicator.direction is Direction.UP, indicator.direction is Direction.DOWN
    if (up and target < indicator.baseline) or (down and target > indicator.baseline):
        facts = {
            "target": indicator.target.text if indicator.target else "",
            "baseline": _shown(indicator, "baseline"),
            "place": where.place("baseline").cell,
        }
        yield where.problem(rules.PLAN_TARGET_WEAK, "target", **facts)


def _name_is_its_own(indicator: Indicator, where: _Row) -> Iterator[Problem]:
    for index, other in enumerate(where.found.rows[: where.index]):
        if isinstance(other, Indicator) and other.name.casefold() == indicator.name.casefold():
            facts = {"other": where.found.place(index, "name").cell}
            yield where.problem(rules.PLAN_NAME_DOUBLE, "name", **facts)
            return


def _end_is_ahead(assignment: Assignment, where: _Row) -> Iterator[Problem]:
    """An assignment of the plan's year has not ended before it."""
    year = where.plan.settings.year
    if assignment.ends is not None and assignment.ends.year < year:
        facts = {"ends": assignment.ends.isoformat(), "year": str(year)}
        yield where.problem(rules.PLAN_END_PASSED, "ends", **facts)


INDICATORS: tuple[Callable[[Indicator, _Row], Iterator[Problem]], ...] = (
    _unit_fits_name,
    _target_is_set,
    _target_has_baseline,
    _target_is_no_weaker,
    _name_is_its_own,
)
