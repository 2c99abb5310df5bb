"""The bundled plan with some of its sheets exchanged for sheets written in Markdown."""

from __future__ import annotations

from sheetplan.flows.bundled import plan_folder
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import PlanReading, read_plan
from sheetplan.schema.problem import Problem
from sheetplan.schema.rules import CELL_NUMBER_AS_TEXT

PLAN = (plan_folder() / "plan.md").read_text(encoding="utf-8")


def plan_and(*sheets: str) -> PlanReading:
    """Read the bundled plan with some of its sheets exchanged."""
    by_name = {grid.name: grid for text in (PLAN, *sheets) for grid in read_markdown(text)}
    return read_plan(by_name.values())


def sheet(name: str, *rows: dict[str, str]) -> str:
    """Write rows as a Markdown sheet, a column for every label that any of them has."""
    labels = list(dict.fromkeys(label for row in rows for label in row))
    lines = [labels, ["---"] * len(labels), *([row.get(c, "") for c in labels] for row in rows)]
    return "\n".join([f"## {name}", "", *(f"| {' | '.join(line)} |" for line in lines)])


def found_in(reading: PlanReading) -> list[Problem]:
    """Return what is said; that a number is text is how Markdown writes it."""
    return [problem for problem in reading.problems if problem.rule is not CELL_NUMBER_AS_TEXT]
