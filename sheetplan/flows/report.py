"""Report (delårsrapport): a committee's results and texts in the secretary's Word template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.answers import results_of
from sheetplan.flows.bundled import template_file
from sheetplan.flows.files import read_file, write_file
from sheetplan.flows.kept_reports import KeptReports
from sheetplan.flows.year import (
    NoCommittee,
    Year,
    latest_period,
    require_period,
    require_plan,
)
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.goal import Goal
from sheetplan.plan.noun import INDICATOR
from sheetplan.plan.settings import Period
from sheetplan.plan.words import Current
from sheetplan.tables.assignments import assignment_groups
from sheetplan.tables.economy import economy_table, forecast_table
from sheetplan.tables.goals import (
    NOTHING,
    legends,
    mark,
    missing_table,
    subgoal_indicator_table,
    summary_table,
)
from sheetplan.tables.own_tables import own_table
from sheetplan.tables.printed_figures import printed_figures
from sheetplan.tables.results import Results, SubgoalResult
from sheetplan.tables.small_counts import ALL, hidden_in
from sheetplan.tables.splits import subgoal_split_table
from sheetplan.word.content import (
    AssignmentGroup,
    GoalContent,
    ReportContent,
    ReportKey,
    SubgoalContent,
)
from sheetplan.word.layout import with_page_numbers
from sheetplan.word.report import write_report


class NotReturned(SheetplanError):
    """There is nothing to report on."""

    def __init__(self, committee: str, period: Period) -> None:
        super().__init__(
            f"{committee} har ingen mottagen inlämning för {period.id}. "
            "Ta emot den först: sheetplan receive FIL"
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
    """A report on disk, and what its template had no place for."""

    path: Path
    omitted: tuple[str, ...]


def report(year: Year, committee_id: str, period_id: str | None = None) -> WrittenReport:
    """Write a committee's Word report; one that a person has changed is left alone."""
    plan = require_plan(year)
    period = require_period(plan, period_id) if period_id else latest_period(year, plan)
    committee = plan.committee(committee_id)
    if committee is None:
        raise NoCommittee(committee_id, plan)
    results = results_of(year, plan, period).of(committee.id)
    if not results.returned:
        raise NotReturned(committee.name, period)
    path = year.reports / f"delarsrapport-{committee.id}-{period.id}.docx"
    kept = KeptReports(year.reports)
    if path.exists() and not kept.is_as_written(path):
        raise ReportChanged(path)
    template = year.template if year.template.exists() else template_file()
    made = write_report(read_file(template), report_content(results))
    data = with_page_numbers(made.document)
    kept.keep(made.written)
    write_file(path, data)
    kept.remember(path, data)
    return WrittenReport(path, made.omitted)


def report_content(results: Results) -> ReportContent:
    """Return what one committee's report says."""
    plan, period = results.plan, results.period
    committee = results.returned[0]
    return ReportContent(
        key=ReportKey(plan.settings.id, committee.id, period.id),
        title=period.name,
        committee=committee.name,
        organisation=plan.settings.organisation,
        levels=results.levels,
        has_indicators=bool(results.indicators),
        period=period.long_label,
        invented=plan.settings.warning,
        is_year_end=period.is_year_end,
        texts={c.id: _paragraphs(results.texts.get((committee.id, c.id), "")) for c in CHAPTERS},
        legends=legends(results),
        summary=summary_table(results) if results.subgoals else None,
        goals=tuple(_goal(results, goal) for goal in plan.goals_of(committee.id)),
        assignments=tuple(AssignmentGroup(t.title, t) for t in assignment_groups(results)),
        economy=economy_table(results) if results.frames else None,
        forecast=forecast_table(results) if results.frames else None,
        missing=missing_table(results),
        own_tables=tuple(own_table(r) for r in results.own_tables),
        figures=printed_figures(results),
    )


def _goal(results: Results, goal: Goal) -> GoalContent:
    own = [r for r in results.subgoals if r.goal.id == goal.id]
    whole = not results.levels.are_two
    return GoalContent(goal.name, tuple(_subgoal(results, r) for r in own), is_whole=whole)


def _subgoal(results: Results, r: SubgoalResult) -> SubgoalContent:
    return SubgoalContent(
        id=r.id,
        name=r.name if results.levels.are_two else r.goal.name,
        current=mark(r.current) or NOTHING,
        forecast=mark(r.forecast) or NOTHING,
        suggestion=_suggestion(results, r),
        motive=r.motive,
        analysis=_paragraphs(r.analysis),
        indicators=subgoal_indicator_table(results, r),
        split=subgoal_split_table(results, r),
    )


def _suggestion(results: Results, r: SubgoalResult) -> str:
    """Say what the indicators point at and on how many of them that rests.

    Nothing is said where the status of one of them would tell a small count.
    """
    own = (one for one in results.indicators if one.subgoal.id == r.id)
    tells = any(hidden_in(one).holds(ALL, "status") for one in own)
    if r.suggestion is Current.NO_DATA or tells:
        return ""
    judged = "bedömd" if r.due == 1 else "bedömda"
    return f"{r.suggestion.mark} ({INDICATOR.counted(r.judged, r.due)} {judged})"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
