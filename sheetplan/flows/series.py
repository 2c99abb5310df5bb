"""Series over the years: the chain of former plans with what was returned to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from sheetplan.errors import SheetplanError
from sheetplan.flows.open_store import open_store
from sheetplan.flows.year import PLAN_FILE, Year, read_plan_file
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.returns import IndicatorAnswer
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.series import PlanYear, Point, ReturnedOutcome, Segment, all_series
from sheetplan.plan.settings import Period, Settings
from sheetplan.schema.column import column_of
from sheetplan.schema.problem import Place, Problem, Rule, has_errors
from sheetplan.tables.results import Results
from sheetplan.tables.table import Table
from sheetplan.tables.trends import Followed, TrendChart, trend_charts, trend_table

TAB = "Trender"
_OUTCOME = (IndicatorAnswer.key, "outcome")
Facts = dict[str, str]


@dataclass(frozen=True)
class OverYears:
    """Every indicator's series, the plans that they go through and why they go no further."""

    followed: tuple[Followed, ...]
    period: Period
    plans: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def is_told(self) -> bool:
        """There is something to show: a former plan, or an indicator with more than one year."""
        segments = (segment for one in self.followed for segment in one.series.segments)
        is_named = len(self.plans) > 1 or bool(self.problems)
        return is_named or any(len(segment.years) > 1 for segment in segments)

    @cached_property
    def table(self) -> Table:
        """The series as a table."""
        said = [problem.message for problem in self.problems]
        return trend_table(self.followed, self.period, self.plans, said)

    @property
    def charts(self) -> tuple[TrendChart, ...]:
        """The charts beside the table."""
        return trend_charts(self.table, self.followed)

    @property
    def data(self) -> list[dict[str, Any]]:
        """The series in the shape that scripts rely on; per cent as people see it."""
        return [_data(one, self.period) for one in self.followed]


def over_years(year: Year, results: Results) -> OverYears:
    """Build the series of a period's indicators from this plan and those before it."""
    chain = _chain(year, read_plan_file(year.plan_file))
    problems, years = list(chain.problems), list[PlanYear]()
    for one in chain.plans:
        try:
            returned = tuple(_returned(one))
        except SheetplanError:
            if one is chain.plans[0]:
                raise
            returned = ()
            place = Place(file=f"{(_root_of(one.year) or Path()).name}/{one.year.store_file.name}")
            problems.append(Problem(plan_rules.PLAN_FORMER_STORE, place, {"plan": one.name}))
        years.append(PlanYear(one.plan, one.reading, returned))
    by_id = {one.indicator.id: one for one in all_series(years, results.period)}
    followed = tuple(Followed(r.committee, by_id[r.indicator.id]) for r in results.indicators)
    return OverYears(
        followed, results.period, tuple(one.name for one in chain.plans), tuple(problems)
    )


def former_years(year: Year, reading: PlanReading) -> tuple[tuple[Year, Plan], ...]:
    """Return the plans before this one that can be read, with their folders, the latest first."""
    return tuple((one.year, one.plan) for one in _chain(year, reading).plans[1:])


def former_problems(folder: Path, reading: PlanReading) -> tuple[Problem, ...]:
    """Say what is wrong with a plan's ”Förra planens mapp”, and with those it leads on to."""
    return tuple(_chain(Year(folder), reading).problems)


@dataclass(frozen=True)
class _PlanAt:
    """A plan of the chain and the folder that it lies in."""

    year: Year
    reading: PlanReading
    plan: Plan

    @property
    def name(self) -> str:
        return self.plan.settings.name


@dataclass(frozen=True)
class _Chain:
    """The plans that lead back from one, the latest first, and why they go no further."""

    plans: list[_PlanAt] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _chain(year: Year, reading: PlanReading) -> _Chain:
    """Follow the plans back while each can be read and is of an earlier year."""
    chain = _Chain()
    while reading.plan is not None:
        chain.plans.append(_PlanAt(year, reading, reading.plan))
        named = reading.plan.settings.former_plan
        if not named:
            break
        former = Year(year.root / named.replace("\\", "/"))
        found = _read_former(former, chain.plans)
        if isinstance(found, PlanReading):
            year, reading = former, found
            continue
        rule, facts = found
        chain.problems.append(Problem(rule, _place(chain.plans), {"found": named, **facts}))
        break
    return chain


def _read_former(former: Year, plans: Sequence[_PlanAt]) -> PlanReading | tuple[Rule, Facts]:
    """Read a plan that another names as its former one, or say why it is not used."""
    root = _root_of(former)
    if root is None:
        return plan_rules.PLAN_FORMER_MISSING, {"file": PLAN_FILE}
    if root in {_root_of(one.year) for one in plans}:
        return plan_rules.PLAN_FORMER_ROUND, {}
    try:
        reading = read_plan_file(former.plan_file)
    except SheetplanError:
        return plan_rules.PLAN_FORMER_UNREADABLE, {"reason": "filen är låst"}
    if reading.plan is None or has_errors(reading.problems):
        errors = sum(problem.is_error for problem in reading.problems)
        return plan_rules.PLAN_FORMER_UNREADABLE, {"reason": f"den har {errors} fel"}
    own, other = plans[-1].plan.settings.year, reading.plan.settings.year
    if other >= own:
        return plan_rules.PLAN_FORMER_YEAR, {"year": str(other), "own": str(own)}
    return reading


def _root_of(year: Year) -> Path | None:
    """Return where a year's folder really is; None where there is no plan in it."""
    try:
        return year.root.resolve() if year.plan_file.is_file() else None
    except OSError:  # a name that no folder can have, or one that we may not look into
        return None


def _place(plans: Sequence[_PlanAt]) -> Place:
    """Return the cell of the plan that was asked about, or the file of one that it led to."""
    if len(plans) == 1:
        return plans[0].reading.found[Settings].place(0, "former_plan")
    root = _root_of(plans[-1].year) or Path()
    label = column_of(Settings, "former_plan").label
    return Place(file=f"{root.name}/{PLAN_FILE}", label=label)


def _returned(one: _PlanAt) -> Iterator[ReturnedOutcome]:
    """Return the outcomes that hold for every period of a plan."""
    with open_store(one.year, one.plan) as store:
        for period in one.plan.periods:
            for submission in store.latest(period.id):
                for kept in submission.values:
                    is_outcome = (kept.sheet, kept.column) == _OUTCOME
                    if is_outcome and isinstance(kept.value, Decimal):
                        yield ReturnedOutcome(kept.row, period, kept.value, submission.file)


def _data(one: Followed, period: Period) -> dict[str, Any]:
    series = one.series
    return {
        "id": series.indicator.id,
        "committee": one.committee.id,
        "unit": None,
        "period": period.id,
        "segments": [_segment(segment) for segment in series.segments],
        "proposals": list(series.proposals),
        "log": list(series.log),
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "id": segment.indicator.id,
        "name": segment.indicator.name,
        "measured_in": segment.indicator.unit,
        "broken": segment.broken or None,
        "trend": segment.trend or None,
        "remarks": list(segment.disputes),
        "points": [_point(point, is_used=point in segment.years) for point in segment.points],
    }


def _point(point: Point, *, is_used: bool) -> dict[str, Any]:
    """Return a point; of a part of the year ``used`` is false, for it is in no yearly series."""
    return {
        "year": point.year,
        "period": point.period.id if point.period else None,
        "value": point.value,
        "source": point.source.key,
        "plan": point.plan,
        "file": point.file or None,
        "used": is_used,
    }
