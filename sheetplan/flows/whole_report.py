"""What the report of all committees says: the region's goals, economy and duties by law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheetplan.flows.consolidate import Gathered
from sheetplan.plan.budget import spoken
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.committee import Committee
from sheetplan.tables.bridge import waterfall
from sheetplan.tables.chart import Chart, bar_chart, step_chart
from sheetplan.tables.economy import budget_bars, budget_table
from sheetplan.tables.goals import legends
from sheetplan.tables.origin import Received, origin_table
from sheetplan.tables.overview import overview
from sheetplan.tables.positions import committee_bars, committee_table
from sheetplan.tables.prose import paragraphs_of
from sheetplan.tables.published import published
from sheetplan.tables.region_report import region_tables
from sheetplan.tables.results import Results
from sheetplan.tables.returns import ReturnStatus
from sheetplan.word.content import CommitteeContent, ReportContent, ReportKey


def whole_content(
    made: Gathered, statuses: Sequence[ReturnStatus], received: Sequence[Received]
) -> ReportContent:
    """Return what the report of all committees says; small counts are hidden before counting."""
    results = published(made.results)
    plan, period = results.plan, results.period
    economy = {table.key: table for _, table in made.economy.tables}
    origin = origin_table(received)
    tables = (*region_tables(results, economy), *([origin] if origin else []))
    return ReportContent(
        key=ReportKey(plan.settings.id, "", period.id),
        title=period.name,
        committee=plan.settings.organisation,
        organisation=plan.settings.organisation,
        levels=results.levels,
        has_indicators=bool(results.indicators),
        period=period.long_label,
        invented=plan.settings.warning,
        is_year_end=period.is_year_end,
        texts={},
        legends=legends(results)[:1],
        summary=None,
        goals=(),
        assignments=(),
        economy=None,
        forecast=None,
        missing=None,
        named=tables,
        charts=tuple(_charts(results, made)),
        sentences=_sentences(results, statuses),
        committees=tuple(_committee(results, one) for one in plan.committees),
    )


def _sentences(results: Results, statuses: Sequence[ReturnStatus]) -> tuple[str, ...]:
    """The overview; what begins with a dash there is a list here."""
    return tuple(overview(results, statuses))


def _charts(results: Results, made: Gathered) -> Iterator[Chart]:
    if results.subgoals:
        judged = committee_table(results)
        title = f"{results.levels.judged.titles} per nämnd"
        yield bar_chart("chart-judged", judged, committee_bars(judged, title))
    budget = budget_table(results)
    bars = budget_bars(results, budget) if results.frames else None
    if bars is not None:
        yield bar_chart("chart-budget", budget, bars)
    for _, table in made.economy.tables:
        fall = waterfall(results.plan, table) if table.key == "bridge_steps" else None
        if fall is not None:
            yield step_chart("chart-bridge", table, fall)


def _committee(results: Results, committee: Committee) -> CommitteeContent:
    texts = {c.id: paragraphs_of(results.texts.get((committee.id, c.id), "")) for c in CHAPTERS}
    is_in = committee in results.returned
    return CommitteeContent(
        committee.id, committee.name, is_in, _position(results, committee), texts
    )


def _position(results: Results, committee: Committee) -> str:
    """Say where a committee's economy is heading; nothing where it has said nothing."""
    own = [r for r in results.frames if r.committee == committee and not r.frame.part_of]
    told = [r for r in own if r.forecast_deviation is not None]
    unit = results.plan.settings.money_unit
    said = (f"{r.frame.shown_name}: {spoken(r.forecast_deviation, unit)}" for r in told)
    what = "Utfall" if results.period.is_year_end else "Prognos"
    return f"{what} mot budget för helåret. {'; '.join(said)}." if told else ""
