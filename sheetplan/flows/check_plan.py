"""Check a plan (plan check): all that is wrong with it, and whether its figures agree."""

from __future__ import annotations

from pathlib import Path

from sheetplan.flows.series import former_problems
from sheetplan.flows.year import read_plan_file
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.reconciling.identities import Held, hold
from sheetplan.schema.problem import Problem


def check_plan(path: Path, folder: Path | None = None) -> tuple[tuple[Problem, ...], Held]:
    """Return a plan workbook's problems in its own order, and its reconciliations.

    ``folder`` is the year's, where the workbook is a copy that lies elsewhere.
    """
    reading = read_plan_file(path)
    held = hold(reading)
    former = former_problems(folder or path.parent, reading)
    found = (*check_meaning(reading), *held.problems, *former)
    return reading.arranged((*reading.problems, *found)), held
