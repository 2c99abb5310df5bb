"""What a person wrote as the former plan's folder, and what then lay there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.answers import results_of
from sheetplan.flows.series import former_problems, over_years
from sheetplan.flows.year import Year, read_plan_file, require_period, require_plan
from sheetplan.plan.plan import Plan
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD

Act = Callable[[Year], tuple[Problem, ...]]
Lay = Callable[[Year, Plan], None]  # puts something in the former folder


def named(former: str, lay: Lay | None = None) -> Act:
    """Name a folder as the former plan's, with something in it, and check the plan."""

    def act(year: Year) -> tuple[Problem, ...]:
        _lay(year, former, lay)
        return former_problems(year.root, read_plan_file(year.plan_file))

    return act


def consolidated(former: str, lay: Lay) -> Act:
    """Name a folder as the former plan's and build the series of a period."""

    def act(year: Year) -> tuple[Problem, ...]:
        _lay(year, former, lay)
        plan = require_plan(year)
        return over_years(year, results_of(year, plan, require_period(plan, PERIOD))).problems

    return act


def _lay(year: Year, former: str, lay: Lay | None) -> None:
    plan = require_plan(year)
    if lay is not None:
        before = Year((year.root / former).resolve())
        before.root.mkdir()
        lay(before, plan)
    settings = replace(plan.settings, former_plan=former)
    year.plan_file.write_bytes(write_plan(replace(plan, settings=settings)))


def same_year(before: Year, plan: Plan) -> None:
    """Lay a copy of the same year's plan there."""
    before.plan_file.write_bytes(write_plan(plan))


def empty(before: Year, plan: Plan) -> None:
    """Lay an empty file there."""
    del plan
    before.plan_file.write_bytes(b"")


def store_damaged(before: Year, plan: Plan) -> None:
    """Lay a plan for the year before there, with a store that is none."""
    settings = replace(plan.settings, year=plan.settings.year - 1, name="Regionplan 2024")
    before.plan_file.write_bytes(write_plan(replace(plan, settings=settings)))
    before.store_file.write_bytes(b"inte en databas")


SERIES_ACTS: dict[str, Act] = {
    "PLAN-50": named("../2024"),
    "PLAN-51": named("../kopia", same_year),
    "PLAN-52": named("."),
    "PLAN-53": named("../2024", empty),
    "PLAN-54": consolidated("../2024", store_damaged),
}
