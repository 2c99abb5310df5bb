"""Consolidate (sammanställ): one workbook for controllers, CSV and JSON beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheetplan.excel.table import write_tables
from sheetplan.flows.answers import results_of
from sheetplan.flows.export import as_json, results_data, table_csv
from sheetplan.flows.files import write_file
from sheetplan.flows.status import status
from sheetplan.flows.year import Year, latest_period, require_period, require_plan
from sheetplan.tables.assignments import assignment_table
from sheetplan.tables.economy import budget_table
from sheetplan.tables.goals import goal_table, indicator_table, subgoal_table
from sheetplan.tables.overview import overview
from sheetplan.tables.results import Results
from sheetplan.tables.returns import returns_table
from sheetplan.tables.table import Table


@dataclass(frozen=True)
class Consolidated:
    """What was written, and the results that it holds."""

    workbook: Path
    folder: Path
    results: Results
    overview: tuple[str, ...]


def consolidate(year: Year, period_id: str | None = None) -> Consolidated:
    """Write the consolidated workbook of a period, the last issued one unless told otherwise."""
    plan = require_plan(year)
    period = require_period(plan, period_id) if period_id else latest_period(year, plan)
    results = results_of(year, plan, period)
    statuses = status(year, plan, period)
    tables: dict[str, Table] = {
        "Inlämnat": returns_table(statuses, f"Inlämnat för {period.name}"),
        "Mål": goal_table(results),
        "Delmål": subgoal_table(results),
        "Indikatorer": indicator_table(results),
        "Uppdrag": assignment_table(results),
        "Budget": budget_table(results),
    }
    folder = year.tables / period.id
    workbook = folder / f"sammanstallning-{period.id}.xlsx"
    title = f"Sammanställning: {period.name}, {plan.settings.organisation}"
    warning = plan.settings.warning
    sentences = tuple(overview(results, statuses))
    write_file(workbook, write_tables(tables, title, sentences, warning))
    for table in tables.values():
        write_file(folder / f"{table.key}.csv", table_csv(table, warning))
    data = as_json(results_data(results))
    write_file(folder / "tables.json", f"{data}\n".encode())
    return Consolidated(workbook, folder, results, sentences)
