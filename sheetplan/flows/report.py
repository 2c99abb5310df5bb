"""Report: what was returned, or the plan itself, in the secretary's Word template."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.answers import results_of
from sheetplan.flows.bundled import template_file
from sheetplan.flows.consolidate import gather
from sheetplan.flows.files import read_file, write_file
from sheetplan.flows.plan_report import plan_content
from sheetplan.flows.report_kind import ReportKind, committee_kind
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
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.committee import Committee
from sheetplan.plan.goal import Goal
from sheetplan.plan.noun import INDICATOR
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.plan.words import Current, Status
from sheetplan.tables.assignments import assignment_groups
from sheetplan.tables.chart import Chart, bar_chart
from sheetplan.tables.economy import budget_bars, budget_table, economy_table, forecast_table
from sheetplan.tables.goals import (
    NOTHING,
    legends,
    mark,
    missing_table,
    subgoal_indicator_table,
    summary_table,
)
from sheetplan.tables.origin import Received, origin_table
from sheetplan.tables.own_tables import own_table
from sheetplan.tables.prose import paragraphs_of
from sheetplan.tables.results import Results, SubgoalResult
from sheetplan.tables.small_counts import ALL, hidden_in
from sheetplan.tables.splits import subgoal_split_table
from sheetplan.tables.trend_chart import Years, trend_chart
from sheetplan.word.content import (
    AssignmentGroup,
    GoalContent,
    ReportContent,
    SubgoalContent,
)
from sheetplan.word.layout import with_page_numbers
from sheetplan.word.report import write_report

_WRITTEN = "skrivna.json"


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
            "Döp om den eller flytta den och kör kommandot igen."
        )


@dataclass(frozen=True)
class WrittenReport:
    """A report on disk, and what its template had no place for."""

    path: Path
    omitted: tuple[str, ...]


def report(
    year: Year,
    committee_id: str | None = None,
    period_id: str | None = None,
    template: Path | None = None,
) -> WrittenReport:
    """Write a committee's Word report, or that of all; one that a person has changed is kept."""
    plan = require_plan(year)
    period = require_period(plan, period_id) if period_id else latest_period(year, plan)
    if committee_id is None:
        return _whole_report(year, plan, period, template)
    committee = _committee(plan, committee_id)
    whole = results_of(year, plan, period)
    results = whole.of(committee.id)
    if not results.returned:
        raise NotReturned(committee.name, period)
    kind = committee_kind(period)
    path = year.reports / f"{kind.value}-{committee.id}-{period.id}.docx"
    known = years_known(over_years(year, whole))
    received = files_received(year, plan, period, committee.id)
    return _write(path, template or kind.template(year), report_content(results, known, received))


def _whole_report(year: Year, plan: Plan, period: Period, template: Path | None) -> WrittenReport:
    """Write the report of all committees together."""
    made = gather(year, period.id)
    if not made.results.returned:
        raise NothingReturned(period)
    kind = ReportKind.WHOLE
    received = files_received(year, plan, period)
    content = whole_content(made, status(year, plan, period), received)
    path = year.reports / f"{kind.value}-{period.id}.docx"
    return _write(path, template or kind.template(year), content)


def plan_report(year: Year, committee_id: str, template: Path | None = None) -> WrittenReport:
    """Write a committee's plan as a document; it needs no answers."""
    plan = require_plan(year)
    committee, kind = _committee(plan, committee_id), ReportKind.PLAN
    path = year.reports / f"{kind.value}-{committee.id}-{plan.settings.year}.docx"
    return _write(path, template or kind.template(year), plan_content(plan, committee))


def _committee(plan: Plan, committee_id: str) -> Committee:
    committee = plan.committee(committee_id)
    if committee is None:
        raise NoCommittee(committee_id, plan)
    return committee


def _write(path: Path, template: Path, content: ReportContent) -> WrittenReport:
    _require_unchanged(path)
    made = write_report(read_file(template), content, read_file(template_file()))
    data = with_page_numbers(made.document)
    write_file(path, data)
    _remember(path, data)
    return WrittenReport(path, made.omitted)


def _require_unchanged(path: Path) -> None:
    if path.exists() and _written(path.parent).get(path.name) != _digest(read_file(path)):
        raise ReportChanged(path)


def _written(folder: Path) -> dict[str, str]:
    """Return the digest of each report as it was written, by file name."""
    file = folder / _WRITTEN
    if not file.exists():
        return {}
    try:
        found = json.loads(read_file(file).decode("utf-8"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _remember(path: Path, data: bytes) -> None:
    written = {**_written(path.parent), path.name: _digest(data)}
    text = json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(path.parent / _WRITTEN, (text + "\n").encode("utf-8"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def report_content(
    results: Results,
    known: Mapping[str, Years] | None = None,
    received: Sequence[Received] = (),
) -> ReportContent:
    """Return what one committee's report says.

    Args:
        results: the committee's own.
        known: the earlier years of indicators, by their ids.
        received: the files that its figures come from.
    """
    plan, period = results.plan, results.period
    committee = results.returned[0]
    origin = origin_table(received)
    tables = [(r.table.chapter, own_table(r)) for r in results.own_tables]
    return ReportContent(
        title=period.name,
        committee=committee.name,
        organisation=plan.settings.organisation,
        levels=results.levels,
        has_indicators=bool(results.indicators),
        period=period.long_label,
        invented=plan.settings.warning,
        is_year_end=period.is_year_end,
        texts={c.id: paragraphs_of(results.texts.get((committee.id, c.id), "")) for c in CHAPTERS},
        legends=legends(results),
        summary=summary_table(results) if results.subgoals else None,
        goals=tuple(_goal(results, goal, known or {}) for goal in plan.goals_of(committee.id)),
        assignments=tuple(AssignmentGroup(t.title, t) for t in assignment_groups(results)),
        economy=economy_table(results) if results.frames else None,
        forecast=forecast_table(results) if results.frames else None,
        missing=missing_table(results),
        own_tables=tuple(table for chapter, table in tables if not chapter),
        chapter_tables={
            c.id: tuple(table for chapter, table in tables if chapter == c.id) for c in CHAPTERS
        },
        named=(origin,) if origin else (),
        charts=tuple(_charts(results)),
    )


def _charts(results: Results) -> Iterator[Chart]:
    """Draw the frames' deviations where they are more than one."""
    budget = budget_table(results)
    bars = budget_bars(results, budget)
    if bars is not None and len(bars.rows) > 1:
        yield bar_chart("chart-budget", budget, bars)


def _goal(results: Results, goal: Goal, known: Mapping[str, Years]) -> GoalContent:
    own = [r for r in results.subgoals if r.goal.id == goal.id]
    whole = not results.levels.are_two
    subgoals = tuple(_subgoal(results, r, known) for r in own)
    return GoalContent(goal.name, subgoals, is_whole=whole)


def _subgoal(results: Results, r: SubgoalResult, known: Mapping[str, Years]) -> SubgoalContent:
    due = [one for one in results.indicators
           if one.subgoal.id == r.id and one.attainment.status is not Status.NOT_DUE]  # fmt: skip
    charts = (trend_chart(one, results.period, known.get(one.indicator.id, {})) for one in due)
    return SubgoalContent(
        name=r.name if results.levels.are_two else r.goal.name,
        current=mark(r.current) or NOTHING,
        forecast=mark(r.forecast) or NOTHING,
        suggestion=_suggestion(results, r),
        motive=r.motive,
        analysis=paragraphs_of(r.analysis),
        indicators=subgoal_indicator_table(results, r),
        split=subgoal_split_table(results, r),
        charts=tuple(chart for chart in charts if chart is not None),
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
