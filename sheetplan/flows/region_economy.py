"""The economy of the whole organisation: what it is reckoned from, its tables and charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sheetplan.errors import SheetplanError
from sheetplan.flows.answers import answers_of
from sheetplan.flows.series import former_years
from sheetplan.flows.year import Year
from sheetplan.plan.assessment import ReserveYear, Restoration, reserve_years, restoration
from sheetplan.plan.bridging import Bridge, TiedTotal, bridges, tied_totals
from sheetplan.plan.computing import Values
from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.forecasting import seasonal_share
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.reconciling.identities import Held, hold
from sheetplan.schema.problem import Problem
from sheetplan.tables.balancing import reserve_table, restoration_table
from sheetplan.tables.bridge import Waterfall, bridge_table, step_table, tied_table, waterfall
from sheetplan.tables.forecasts import FrameForecast, Season, forecast_table, frame_forecasts
from sheetplan.tables.results import Results
from sheetplan.tables.statements import financial_goal_table, statement_tables
from sheetplan.tables.table import Table
from sheetplan.tables.tied_outcomes import (
    TiedOutcome,
    tied_outcome_table,
    tied_outcomes,
    tied_problems,
)

STEPS = "Ramarnas steg"


@dataclass(frozen=True)
class RegionEconomy:
    """All that is said of the economy beside each committee's own budget."""

    plan: Plan
    held: Held
    season: Season | None
    forecasts: tuple[FrameForecast, ...]
    bridges: tuple[Bridge, ...]
    tied: tuple[TiedTotal, ...]
    outcomes: tuple[TiedOutcome, ...]
    restoration: Restoration | None
    reserves: tuple[ReserveYear, ...]

    @cached_property
    def tables(self) -> tuple[tuple[str, Table], ...]:
        """The tables by the names of their sheets; none that the plan has nothing for."""
        return tuple(self._tables())

    def _tables(self) -> Iterator[tuple[str, Table]]:
        plan = self.plan
        if self.forecasts:
            yield "Prognoser", forecast_table(plan, self.forecasts, self.season)
        if self.bridges:
            yield "Ramarnas ändring", bridge_table(plan, self.bridges)
            steps = step_table(plan, self.bridges[-1])
            if steps is not None:
                yield STEPS, steps
        if self.tied:
            yield "Ramar mot resultatbudget", tied_table(plan, self.tied)
        if self.outcomes:
            yield "Utfall mot resultatbudget", tied_outcome_table(plan, self.outcomes[-1])
        for table in statement_tables(plan, self.held):
            yield table.title, table
        if plan.financial_goals:
            goals = financial_goal_table(plan, self.held)
            yield goals.title, goals
        if self.restoration is not None:
            yield self.restoration.table.sheet, restoration_table(plan, self.restoration)
        if self.reserves:
            yield "Resultatreserv", reserve_table(plan, self.reserves)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the controllers should look into."""
        return tuple(tied_problems(self.outcomes))

    @property
    def waterfalls(self) -> Mapping[str, Waterfall]:
        """What is drawn, by the keys of the tables."""
        drawn = ((t.key, waterfall(self.plan, t)) for n, t in self.tables if n == STEPS)
        return {key: one for key, one in drawn if one is not None}


def region_economy(
    year: Year, reading: PlanReading, plan: Plan, history: Sequence[Results]
) -> RegionEconomy:
    """Put together the economy of a plan and of what was returned in its periods."""
    held = hold(reading)
    season = _season(year, reading, {one.period.month for one in history})
    return RegionEconomy(
        plan,
        held,
        season,
        tuple(frame_forecasts(history, season)),
        bridges(plan, held.figures),
        tied_totals(plan, held.figures),
        tied_outcomes(history, held.figures),
        restoration(held.figures),
        reserve_years(held.figures),
    )


def _season(year: Year, reading: PlanReading, months: set[int]) -> Season | None:
    """Return the latest earlier year that has outcomes for a month and for its whole."""
    for former, plan in former_years(year, reading):
        try:
            shares = dict(_shares(former, plan, months))
        except SheetplanError:  # told among the series, PLAN-54
            continue
        if shares:
            return Season(plan.settings.year, shares)
    return None


def _shares(year: Year, plan: Plan, months: set[int]) -> Iterator[tuple[tuple[str, int], Decimal]]:
    answers = {p.month: _costs(answers_of(year, plan, p)) for p in plan.periods}
    ends = [p.month for p in plan.periods if p.is_year_end]
    whole = answers[ends[0]] if ends else {}
    for month in sorted(months & answers.keys() - set(ends)):
        for frame, cost in answers[month].items():
            share = seasonal_share(cost, whole.get(frame))
            if share is not None:
                yield (frame, month), share


def _costs(answers: Mapping[str, Values]) -> dict[str, Decimal]:
    """Return the net cost of each frame that was answered for."""
    return {
        row: value
        for values in answers.values()
        for (sheet, row, key), value in values.items()
        if (sheet, key) == (EconomyAnswer.key, "outcome") and isinstance(value, Decimal)
    }
