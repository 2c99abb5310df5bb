"""Consolidate (sammanställ): one workbook for controllers, CSV and JSON beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sheetplan.excel.table import CONTENTS, Contents, Drawn, write_tables
from sheetplan.flows.answers import results_of
from sheetplan.flows.export import as_json, completeness_data, results_data, table_csv
from sheetplan.flows.files import write_file
from sheetplan.flows.ledger_told import ToldLedger, told_ledger
from sheetplan.flows.progress import Tell, told, untold
from sheetplan.flows.record import read_record
from sheetplan.flows.region_economy import RegionEconomy, region_economy
from sheetplan.flows.region_export import economy_data
from sheetplan.flows.series import TAB, OverYears, over_years
from sheetplan.flows.status import status
from sheetplan.flows.year import Year, latest_period, require_period, require_reading
from sheetplan.plan.own_table.own_tables import tab_names
from sheetplan.tables.assignments import assignment_table
from sheetplan.tables.completeness import completeness_count_table, completeness_table
from sheetplan.tables.economy import budget_bars, budget_table
from sheetplan.tables.forecasts import forecast_bars
from sheetplan.tables.goals import goal_table, indicator_table, subgoal_table
from sheetplan.tables.ledger import TAB as LEDGER
from sheetplan.tables.months import TAB as MONTHS
from sheetplan.tables.months import frame_months, month_lines, month_table
from sheetplan.tables.overview import overview
from sheetplan.tables.own_tables import all_own_tables
from sheetplan.tables.positions import committee_bars, committee_table, position_table
from sheetplan.tables.results import Results
from sheetplan.tables.returns import ReturnStatus, returns_table
from sheetplan.tables.splits import split_table
from sheetplan.tables.table import Table
from sheetplan.tables.units import unit_tables


@dataclass(frozen=True)
class Gathered:
    """All that is said of a period: results, sentences, and tables by their sheets' names."""

    results: Results
    sentences: tuple[str, ...]
    tables: Mapping[str, Table]
    history: tuple[Results, ...]
    series: OverYears
    economy: RegionEconomy
    ledger: ToldLedger


@dataclass(frozen=True)
class Consolidated:
    """What was written, and the results that it holds."""

    workbook: Path
    folder: Path
    results: Results
    overview: tuple[str, ...]
    data: Mapping[str, Any]


def gather(year: Year, period_id: str | None = None) -> Gathered:
    """Put together a period, the last issued one unless told otherwise."""
    plan, reading = require_reading(year)
    period = require_period(plan, period_id) if period_id else latest_period(year, plan)
    results = results_of(year, plan, period)
    statuses = status(year, plan, period)
    series = over_years(year, results)
    history = tuple(_history(year, results))
    ledger = told_ledger(year, results)
    economy = region_economy(year, reading, plan, history)
    said = (*series.problems, *ledger.problems, *economy.problems)
    sentences = (*overview(results, statuses), *ledger.sentences, *map(str, said))
    tables = _tables(history, statuses, series, economy, ledger)
    return Gathered(results, sentences, tables, history, series, economy, ledger)


def consolidate(year: Year, period_id: str | None = None, *, tell: Tell = untold) -> Consolidated:
    """Write the consolidated workbook of a period, with CSV and JSON beside it."""
    tell("Sammanställer svaren", 1, 1)
    made = gather(year, period_id)
    period, settings = made.results.period, made.results.plan.settings
    folder = year.tables / period.id
    workbook = folder / f"sammanstallning-{period.id}.xlsx"
    title = f"Sammanställning: {period.name}, {settings.organisation}"
    contents = Contents(title, made.sentences, settings.warning)
    tell("Skriver arbetsboken", 1, 1)
    write_file(workbook, write_tables(made.tables, contents, _drawn(made)))
    for table in told(tell, "Skriver tabeller", made.tables.values()):
        write_file(folder / f"{table.key}.csv", table_csv(table, settings.warning))
    data = {
        **results_data(made.results),
        "series": made.series.data,
        "completeness": completeness_data(made.history),
        **economy_data(made.economy),
        "ledger": made.ledger.data,
    }
    write_file(folder / "tables.json", f"{as_json(data)}\n".encode())
    return Consolidated(workbook, folder, made.results, made.sentences, data)


def _drawn(made: Gathered) -> Drawn:
    """Choose what is drawn, by the names of sheets."""
    names = {table.key: name for name, table in made.tables.items()}
    lines = {TAB: made.series.charts} if made.series.is_told else {}
    judged = made.tables[names["committees"]]
    title = f"{made.results.levels.judged.titles} per nämnd"
    bars = {names["committees"]: committee_bars(judged, title)}
    if "budget" in names:
        amounts = budget_bars(made.results, made.tables[names["budget"]])
        bars |= {names["budget"]: amounts} if amounts else {}
    if "forecasts" in names:
        plan = made.results.plan
        history = forecast_bars(plan, made.tables[names["forecasts"]])
        bars |= {names["forecasts"]: history} if history else {}
    falls = {names[key]: one for key, one in made.economy.waterfalls.items()}
    months = frame_months(made.history, made.ledger.sums)
    blocks = {names["months"]: month_lines(made.results.plan, months)} if months else {}
    return Drawn(lines, bars, falls, blocks)


def _history(year: Year, results: Results) -> Iterator[Results]:
    """Yield the results of the plan's periods that were issued, up to and with the current one."""
    plan, current = results.plan, results.period
    for period in sorted(plan.periods, key=lambda p: p.ends):
        if period.ends < current.ends and read_record(year, period.id).issues:
            yield results_of(year, plan, period)
    yield results


def _tables(
    history: Sequence[Results],
    statuses: Sequence[ReturnStatus],
    series: OverYears,
    economy: RegionEconomy,
    ledger: ToldLedger,
) -> dict[str, Table]:
    """Return the tables by the names of their sheets, what most people look for first.

    Tables that the plan has nothing for are left out.
    """
    results = history[-1]
    plan, levels = results.plan, results.levels
    judged = levels.subgoal.titles if levels.are_two else f"Bedömning av {levels.goal.many}"
    made = [
        (f"{levels.goal.titles} per nämnd", position_table(results)),
        ("Nämnder", committee_table(results)),
    ]
    made += [("Budget", budget_table(results))] if plan.frames else []
    made += economy.tables
    months = frame_months(history, ledger.sums)
    made += [(MONTHS, month_table(plan, months))] if months else []
    made += [(LEDGER, ledger.table)] if ledger.table else []
    made += [
        (levels.goal.titles, goal_table(results)),
        (judged, subgoal_table(results)),
    ]
    made += [("Indikatorer", indicator_table(results))] if plan.indicators else []
    split = split_table(results)
    made += [("Uppdelning", split)] if split is not None else []
    made += [(TAB, series.table)] if series.is_told else []
    made += [("Uppdrag", assignment_table(results))] if plan.assignments else []
    made += list(unit_tables(results).items())
    made += [("Inlämnat", returns_table(statuses, f"Inlämnat för {results.period.name}"))]
    made += _completeness(history) if plan.indicators else []
    made += [(table.title, shown) for table, shown in all_own_tables(results)]
    names = tab_names((name for name, _ in made), (CONTENTS,))
    return {name: table for name, (_, table) in zip(names, made, strict=True)}


def _completeness(history: Sequence[Results]) -> list[tuple[str, Table]]:
    counts = completeness_count_table(history)
    return [("Fullständighet", completeness_table(history)), ("Fullständighet per nämnd", counts)]
