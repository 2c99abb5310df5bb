"""The list of what a report must hold, written beside it for the secretary to tick off."""

from __future__ import annotations

from pathlib import Path

from sheetplan.flows.files import write_file
from sheetplan.flows.kept_reports import KeptReports
from sheetplan.flows.region_economy import RegionEconomy
from sheetplan.flows.year import Year
from sheetplan.tables.duties import Checklist, committee_checklist
from sheetplan.tables.region_duties import region_checklist
from sheetplan.tables.results import Results
from sheetplan.word.checklist_page import write_checklist


def write_committee_checklist(year: Year, template: bytes, results: Results) -> Path:
    """Write what one committee's report must hold."""
    whose = results.returned[0].id
    return _write(year, template, committee_checklist(results), results, whose)


def write_region_checklist(
    year: Year, template: bytes, economy: RegionEconomy, results: Results
) -> Path:
    """Write what the law asks of the whole organisation's report."""
    made = region_checklist(results, economy.held, economy.restoration, economy.tied)
    return _write(year, template, made, results, "regionen")


def _write(
    year: Year, template: bytes, checklist: Checklist, results: Results, whose: str
) -> Path:
    """Write a checklist; one that a person has ticked in is left as it is."""
    path = year.reports / f"checklista-{whose}-{results.period.id}.docx"
    kept = KeptReports(year.reports)
    if not path.exists() or kept.is_as_written(path):
        data = write_checklist(template, checklist, results.plan.settings.organisation)
        write_file(path, data)
        kept.remember(path, data)
    return path
