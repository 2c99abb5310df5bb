"""Compare two plans: each a plan workbook or a year's folder."""

from __future__ import annotations

from pathlib import Path

from sheetplan.flows.year import PlanFaulty, find_year, read_plan_file
from sheetplan.plan.comparing.difference import Difference, compare_plans
from sheetplan.plan.plan import PlanReading
from sheetplan.schema.problem import has_errors


def compare(old: Path, new: Path) -> Difference:
    """Read both plans and return what happened between them."""
    return compare_plans(_read(old), _read(new))


def _read(path: Path) -> PlanReading:
    file = find_year(path).plan_file if path.is_dir() else path
    reading = read_plan_file(file)
    if has_errors(reading.problems):
        raise PlanFaulty(file, reading.problems)
    return reading
