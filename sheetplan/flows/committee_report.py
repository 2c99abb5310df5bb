"""What a committee's report says: its goals, assignments, economy and texts, with charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.goal import Goal
from sheetplan.plan.noun import INDICATOR
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
from sheetplan.tables.printed_figures import printed_figures
from sheetplan.tables.prose import paragraphs_of
from sheetplan.tables.results import Results, SubgoalResult
from sheetplan.tables.small_counts import ALL, hidden_in
from sheetplan.tables.splits import subgoal_split_table
from sheetplan.tables.trend_chart import Years, trend_chart
from sheetplan.word.content import (
    AssignmentGroup,
    GoalContent,
    ReportContent,
    ReportKey,
    SubgoalContent,
)


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
        key=ReportKey(plan.settings.id, committee.id, period.id),
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
        figures=printed_figures(results),
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
        id=r.id,
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
