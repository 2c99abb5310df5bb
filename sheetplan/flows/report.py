"""Report: what was returned, or the plan itself, in the secretary's Word template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.answers import results_of
from sheetplan.flows.bundled import template_file
from sheetplan.flows.checklist import write_committee_checklist, write_region_checklist
from sheetplan.flows.committee_report import report_content
from sheetplan.flows.consolidate import gather
from sheetplan.flows.files import read_file, write_file
from sheetplan.flows.kept_reports import KeptReports
from sheetplan.flows.plan_report import plan_content
from sheetplan.flows.region_economy import RegionEconomy
from sheetplan.flows.report_kind import ReportKind, kind_of
from sheetplan.flows.report_sources import files_received, years_known
from sheetplan.flows.series import over_years
from sheetplan.flows.status import status
from sheetplan.flows.whole_report import whole_content
from sheetplan.flows.year import (
    NoCommittee,
    Year,
    latest_period,
    require_period,
    require_plan,
)
from sheetplan.plan.committee import Committee
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.tables.results import Results
from sheetplan.word.content import ReportContent, ReportKey
from sheetplan.word.layout import with_page_numbers
from sheetplan.word.report import write_report


class NotReturned(SheetplanError):
    """There is nothing to report on."""

    def __init__(self, committee: str, period: Period) -> None:
        super().__init__(
            f"{committee} har ingen mottagen inlämning för {period.id}. "
            "Ta emot den först: sheetplan receive FIL"
        )


class NothingReturned(SheetplanError):
    """No committee has returned anything to report on."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            f"Ingen nämnd har någon mottagen inlämning för {period.id}. "
            "Ta emot dem först: sheetplan receive"
        )


class ReportChanged(SheetplanError):
    """A person has changed the report since it was written; it is not overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Rapporten ”{path}” har ändrats sedan den skrevs och skrivs inte över. "
            "Nya siffror får den med sheetplan report update; ska den skrivas om från början, "
            "döp om den eller flytta den först."
        )


@dataclass(frozen=True)
class WrittenReport:
    """A report on disk.

    Attributes:
        omitted: what its template had no place for.
        checklist: what it must hold, to tick off; a plan has none.
    """

    path: Path
    omitted: tuple[str, ...]
    checklist: Path | None = None


@dataclass(frozen=True)
class Contents:
    """What a report says now, and what it comes from.

    Attributes:
        results: those that it tells of; a plan has none.
        economy: that of all committees together, in their report.
    """

    content: ReportContent
    results: Results | None = None
    economy: RegionEconomy | None = None


def report(
    year: Year,
    committee_id: str | None = None,
    period_id: str | None = None,
    template: Path | None = None,
) -> WrittenReport:
    """Write a committee's Word report, or that of all; one that a person has changed is kept."""
    plan = require_plan(year)
    period = require_period(plan, period_id) if period_id else latest_period(year, plan)
    whose = _committee(plan, committee_id).id if committee_id else ""
    key = ReportKey(plan.settings.id, whose, period.id)
    made = contents(year, plan, key)
    written = _write(year, report_path(year, key), template, made)
    return WrittenReport(written.path, written.omitted, _checklist(year, made))


def report_path(year: Year, key: ReportKey) -> Path:
    """Return where a report of a period is written."""
    names = (kind_of(key).value, key.committee, key.period)
    return year.reports / f"{'-'.join(filter(None, names))}.docx"


def plan_report(year: Year, committee_id: str, template: Path | None = None) -> WrittenReport:
    """Write a committee's plan as a document; it needs no answers."""
    plan = require_plan(year)
    whose = _committee(plan, committee_id).id
    path = year.reports / f"{ReportKind.PLAN.value}-{whose}-{plan.settings.year}.docx"
    made = contents(year, plan, ReportKey(plan.settings.id, whose, ""))
    return _write(year, path, template, made)


def contents(year: Year, plan: Plan, key: ReportKey) -> Contents:
    """Return what a report says as things now stand.

    Raises:
        NotReturned: its committee has returned nothing; NothingReturned where nobody has.
    """
    committee = _committee(plan, key.committee) if key.committee else None
    if committee is not None and not key.period:
        return Contents(plan_content(plan, committee))
    period = require_period(plan, key.period)
    received = files_received(year, plan, period, *([committee.id] if committee else []))
    if committee is None:
        made = gather(year, period.id)
        if not made.results.returned:
            raise NothingReturned(period)
        told = whole_content(made, status(year, plan, period), received)
        return Contents(told, made.results, made.economy)
    whole = results_of(year, plan, period)
    results = whole.of(committee.id)
    if not results.returned:
        raise NotReturned(committee.name, period)
    known = years_known(over_years(year, whole))
    return Contents(report_content(results, known, received), results)


def _committee(plan: Plan, committee_id: str) -> Committee:
    committee = plan.committee(committee_id)
    if committee is None:
        raise NoCommittee(committee_id, plan)
    return committee


def _write(year: Year, path: Path, template: Path | None, made: Contents) -> WrittenReport:
    kept = KeptReports(year.reports)
    if path.exists() and not kept.is_as_written(path):
        raise ReportChanged(path)
    used = template or kind_of(made.content.key).template(year)
    report = write_report(read_file(used), made.content, read_file(template_file()))
    data = with_page_numbers(report.document)
    kept.keep(report.written)
    write_file(path, data)
    kept.remember(path, data)
    return WrittenReport(path, report.omitted)


def _checklist(year: Year, made: Contents) -> Path | None:
    if made.results is None:
        return None
    template = read_file(template_file())
    if made.economy is None:
        return write_committee_checklist(year, template, made.results)
    return write_region_checklist(year, template, made.economy, made.results)
