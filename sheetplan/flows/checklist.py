"""The list of what a report must hold, written beside it for the secretary to tick off."""

from __future__ import annotations

from pathlib import Path

from sheetplan.flows.files import write_file
from sheetplan.flows.year import Year
from sheetplan.plan.assessment import restoration
from sheetplan.plan.bridging import tied_totals
from sheetplan.plan.plan import PlanReading
from sheetplan.plan.reconciling.identities import hold
from sheetplan.tables.duties import Checklist, committee_checklist
from sheetplan.tables.region_duties import region_checklist
from sheetplan.tables.results import Results
from sheetplan.word.checklist_page import write_checklist


def write_committee_checklist(year: Year, template: bytes, results: Results) -> Path:
    """Write what one committee's report must hold."""
    whose = results.returned[0].id
    return _write(year, template, committee_checklist(results), results, whose)


def write_region_checklist(
    year: Year, template: bytes, reading: PlanReading, results: Results
) -> Path:
    """Write what the law asks of the whole organisation's report."""
    held = hold(reading)
    tied = tied_totals(results.plan, held.figures)
    made = region_checklist(results, held, restoration(held.figures), tied)
    return _write(year, template, made, results, "regionen")


def _write(
    year: Year, template: bytes, checklist: Checklist, results: Results, whose: str
) -> Path:
    path = year.reports / f"checklista-{whose}-{results.period.id}.docx"
    write_file(path, write_checklist(template, checklist, results.plan.settings.organisation))
    return path
