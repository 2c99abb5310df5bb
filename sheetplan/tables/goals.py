"""Tables of indicators, subgoals and goals, in the region's own words, and the legends."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sheetplan.plan.mark import Mark
from sheetplan.plan.noun import INDICATOR
from sheetplan.plan.settings import Settings
from sheetplan.plan.words import Current, Forecast, Judged, Status
from sheetplan.schema.numbers import show_number
from sheetplan.tables.indicators import indicator_parts, used
from sheetplan.tables.results import Results, SubgoalResult
from sheetplan.tables.small_counts import ALL, Hidden, hidden_in
from sheetplan.tables.splits import notes
from sheetplan.tables.suppression import HIDDEN
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words

NOTHING = Current.NO_DATA.mark


def indicator_table(results: Results) -> Table:
    """Every indicator of every committee, with outcome, ratios, status and reason."""
    settings = results.plan.settings
    parts = used(indicator_parts(results.indicators, settings, 30), results.indicators)
    columns = (
        words("committee", "Nämnd", 24),
        *_level_columns(results, 24, 24),
        *(column for column, _ in parts),
        words("reason", "Skäl eller beräkning", 24),
        words("comment", "Kommentar", 30),
    )
    rows = tuple(
        (r.committee.name, *_level_cells(results, r.goal.name, r.subgoal.name),
         *(value(r) for _, value in parts), r.attainment.reason, r.comment)
        for r in results.indicators
    )  # fmt: skip
    title = f"Indikatorer {results.period.label}"
    about = "Varje indikator med utfall, mål, bedömning och skälet till den."
    return Table("indicators", title, columns, rows, note=_rule(settings), about=about)


def subgoal_indicator_table(results: Results, subgoal: SubgoalResult) -> Table | None:
    """The indicators under one subgoal that are due, for publishing; None where there are none.

    Figures say themselves that they are per cent; the committee's comments stand below.
    """
    own = [r for r in results.indicators if r.subgoal.id == subgoal.id]
    due = [r for r in own if r.attainment.status is not Status.NOT_DUE]
    if not due:
        return None
    parts = used(indicator_parts(results.indicators, results.plan.settings, 34), due)
    if {r.indicator.unit for r in due if not r.indicator.is_text} <= {"%"}:
        parts = [(column, value) for column, value in parts if column.key != "measured_in"]
    columns = tuple(column for column, _ in parts)
    hidden = [hidden_in(r) for r in due]
    rows = tuple(
        tuple(_published(value(r), column.key, kept) for column, value in parts)
        for r, kept in zip(due, hidden, strict=True)
    )
    later = len(own) - len(due)
    note = f"{INDICATOR.counted(later, len(own))} följs upp senare under året." if later else ""
    comments = tuple((r.indicator.name, r.comment) for r in due if r.comment)
    small = notes(kept for kept in hidden if kept.holds(ALL, "outcome"))
    name = subgoal.name if results.levels.are_two else subgoal.goal.name
    title = f"Indikatorer: {name}"
    said = " ".join(filter(None, (note, small)))
    key = f"indicators-{subgoal.id}"
    return Table(key, title, columns, rows, note=said, comments=comments)


def _published(value: TableValue, column: str, hidden: Hidden) -> TableValue:
    """Hide a small count of individuals and all that tells it."""
    told = {"outcome", "ratio", "period_ratio", "status", "joint"}
    is_hidden = column in told and hidden.holds(ALL, "outcome")
    return HIDDEN if is_hidden and value is not None else value


def _level_columns(results: Results, goal: int, subgoal: int) -> tuple[TableColumn, ...]:
    """The goal and, where the plan has two levels, the subgoal, under the region's own words."""
    levels = results.levels
    columns = (
        words("goal", levels.goal.title, goal),
        words("subgoal", levels.subgoal.title, subgoal),
    )
    return columns if levels.are_two else columns[:1]


def _level_cells(results: Results, goal: str, subgoal: str) -> tuple[str, ...]:
    return (goal, subgoal) if results.levels.are_two else (goal,)


def subgoal_table(results: Results) -> Table:
    """Every subgoal: suggestion, current status, forecast, motive and analysis."""
    columns = (
        words("committee", "Nämnd", 24),
        *_level_columns(results, 24, 30),
        words("judged", "Bedömda indikatorer", 12),
        words("suggestion", "Indikatorerna pekar på", 16),
        words("current", "Nuläge", 16),
        words("forecast", _forecast_label(results), 22),
        words("motive", "Motiv", 26),
        words("analysis", "Analys", 50),
    )
    rows = tuple(
        (r.committee.name, *_level_cells(results, r.goal.name, r.name),
         f"{r.judged} av {r.due}" if r.due else None, r.suggestion.mark if r.due else None,
         mark(r.current), mark(r.forecast), r.motive, r.analysis)
        for r in results.subgoals
    )  # fmt: skip
    title = f"{results.levels.judged.titles} {results.period.label}"
    about = "Varje bedömning för sig, med nämndens motiv och analys."
    return Table("subgoals", title, columns, rows, about=about)


def mark(word: Judged | None) -> Mark | None:
    """Return a judgement's mark; None where the committee has not judged."""
    return None if word is None else word.mark


def _forecast_label(results: Results) -> str:
    return "Utfall" if results.period.is_year_end else "Prognos"


def summary_table(results: Results) -> Table:
    """Goal, subgoal, current status and forecast: a committee's summary.

    At the year's end the two are one, and told once.
    """
    columns = (
        *_level_columns(results, 22, 40),
        *(() if results.period.is_year_end else (words("current", "Nuläge", 16),)),
        words("forecast", _forecast_label(results), 22),
    )
    rows = tuple(_summary_row(results, r) for r in results.subgoals)
    return Table("summary", "Sammanfattning av måluppfyllelsen", columns, rows)


def _summary_row(results: Results, r: SubgoalResult) -> tuple[TableValue, ...]:
    marks = mark(r.current) or NOTHING, mark(r.forecast) or NOTHING
    told = marks[1:] if results.period.is_year_end else marks
    return (*_level_cells(results, r.goal.name, r.name), *told)


def goal_table(results: Results) -> Table:
    """How many judgements under each goal are forecast to be met, over all committees."""
    levels = results.levels
    columns = (
        words("goal", levels.goal.title, 36),
        figures("met", "Uppfylls helt", width=11),
        figures("partly", "Uppfylls delvis", width=11),
        figures("not_met", "Uppfylls inte", width=11),
        figures("no_data", "Inga data", width=11),
        figures("missing", "Ej bedömda", width=11),
        words("returned", "Nämnder som svarat", 18),
    )
    rows = tuple(_goal_row(results, goal_id) for goal_id in (g.id for g in results.plan.goals))
    many, the = levels.subgoal.many, levels.goal.the
    note = f"Räknat på {many}; en nämnd utan {many} bedömer {the} i sin helhet."
    if not levels.are_two:
        note = f"Räknat på nämndernas bedömningar; varje nämnd bedömer {the} för sig."
    title = f"{levels.goal.titles}: {_forecast_label(results).lower()} per {results.period.label}"
    about = "Hur många bedömningar som uppfylls, för alla nämnder tillsammans."
    return Table("goals", title, columns, rows, note=note, about=about)


def _goal_row(results: Results, goal_id: str) -> tuple[TableValue, ...]:
    own = [r for r in results.subgoals if r.goal.id == goal_id]
    goal = next(g for g in results.plan.goals if g.id == goal_id)
    said = [None if r.forecast is None else r.forecast.name for r in own]
    counts = [said.count(name) for name in (*(word.name for word in Forecast), None)]
    answered = sum(c.id in goal.directed_to for c in results.returned)
    cells: Sequence[TableValue] = [Quantity(Decimal(count)) for count in counts]
    return (goal.name, *cells, f"{answered} av {len(goal.directed_to)}")


def missing_table(results: Results) -> Table | None:
    """Due indicators without an outcome, with the reason; None where there are none."""
    columns = (words("indicator", "Indikator", 50), words("reason", "Skäl", 30))
    rows = tuple(
        (r.indicator.name, r.attainment.reason)
        for r in results.indicators
        if r.attainment.status is Status.NO_DATA
    )
    return Table("missing", "Indikatorer utan bedömning", columns, rows) if rows else None


def legends(results: Results) -> tuple[Table, ...]:
    """The legends of what there is: how subgoals and how indicators are judged."""
    settings, judged = results.plan.settings, results.levels.judged
    met, partly = (show_number(x, 0, "%") for x in (settings.met, settings.partly))
    the = judged.the[:1].upper() + judged.the[1:]
    goals = tuple(
        (word.mark, text)
        for word, text in (
            (Current.MET, f"{the} uppfylls helt, eller kommer att göra det."),
            (Current.PARTLY, f"{the} uppfylls delvis, eller kommer att göra det."),
            (Current.NOT_MET, f"{the} uppfylls inte, eller kommer inte att göra det."),
            (Current.NO_DATA, "Underlag för en bedömning saknas."),
        )
    )
    indicators = (
        (Status.MET.mark, f"{met} av målvärdet eller mer."),
        (Status.PARTLY.mark, f"Från {partly} upp till men inte med {met} av målvärdet."),
        (Status.NOT_MET.mark, f"Under {partly} av målvärdet."),
        (Status.NO_DATA.mark, "Utfall eller jämförelsevärde saknas."),
    )
    columns = (words("status", "Status", 18), words("meaning", "Betydelse", 50))
    legend = Table("legend-goals", f"Bedömning av {judged.many}", columns, goals)
    other = Table("legend-indicators", "Bedömning av indikatorer", columns, indicators)
    return (*([legend] if results.subgoals else ()), *([other] if results.indicators else ()))


def _rule(settings: Settings) -> str:
    met, partly = show_number(settings.met, 0, "%"), show_number(settings.partly, 0, "%")
    return (
        f"Uppfylls helt från {met} av målvärdet, delvis från {partly}. Högre är bättre: "
        "utfall/mål. Lägre är bättre: mål/utfall. Gränserna gäller från "
        f"{settings.thresholds_from.isoformat()}. Källa: {settings.thresholds_source}."
    )
