"""Tables of indicators, subgoals and goals: attainment with its reasons, and the legends."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sheetplan.plan.attainment import HUNDRED, ratio_decimals
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.mark import Mark
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Settings
from sheetplan.plan.words import Current, Forecast, Judged, Status
from sheetplan.schema.numbers import show_number
from sheetplan.tables.results import IndicatorResult, Results, SubgoalResult
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words

NOTHING = Current.NO_DATA.mark


def indicator_table(results: Results) -> Table:
    """Every indicator of every committee, with outcome, ratios, status and reason."""
    columns = (
        words("committee", "Nämnd", 24),
        words("goal", "Mål", 24),
        words("subgoal", "Delmål", 24),
        *_indicator_columns(results.indicators, results.plan.settings, 30),
        words("reason", "Skäl eller beräkning", 24),
        words("comment", "Kommentar", 30),
    )
    rows = tuple(
        (r.committee.name, r.goal.name, r.subgoal.name,
         *_indicator_cells(r, results.plan.settings), r.attainment.reason, r.comment)
        for r in results.indicators
    )  # fmt: skip
    title = f"Indikatorer {results.period.label}"
    return Table("indicators", title, columns, rows, note=_rule(results.plan.settings))


def subgoal_indicator_table(results: Results, subgoal: SubgoalResult) -> Table | None:
    """The indicators under one subgoal, those that are due; None where there are none."""
    own = [r for r in results.indicators if r.subgoal.id == subgoal.id]
    due = [r for r in own if r.attainment.status is not Status.NOT_DUE]
    if not due:
        return None
    settings = results.plan.settings
    rows = tuple(_indicator_cells(r, settings) for r in due)
    columns = _indicator_columns(results.indicators, settings, 34)
    if all(row[-2] is None for row in rows):
        rows = tuple((*row[:-2], row[-1]) for row in rows)
        columns = (*columns[:-2], columns[-1])
    later = len(own) - len(due)
    note = f"{later} av delmålets {len(own)} indikatorer följs upp senare under året."
    title = f"Indikatorer: {subgoal.name}"
    return Table(f"indicators-{subgoal.id}", title, columns, rows, note=note if later else "")


def _indicator_columns(
    rows: Sequence[IndicatorResult], settings: Settings, width: int
) -> tuple[TableColumn, ...]:
    years = {r.indicator.baseline_year for r in rows if r.indicator.baseline_year is not None}
    baseline = f"Utfall {years.pop()}" if len(years) == 1 else "Utgångsvärde"
    return (
        words("indicator", "Indikator", width),
        figures("baseline", baseline, width=11),
        figures("target", f"Mål {settings.year}", width=10),
        figures("outcome", "Utfall", width=10),
        figures("ratio", "Andel av årets mål", width=10),
        figures("period_ratio", "Andel av periodens mål", width=10),
        words("status", "Bedömning", 16),
    )


def _indicator_cells(r: IndicatorResult, settings: Settings) -> tuple[TableValue, ...]:
    target = r.indicator.target
    shown: TableValue = None
    if target is not None:
        shown = target.text if target.number is None else quantity(target.number, r.indicator)
    return (
        r.indicator.name,
        quantity(r.indicator.baseline, r.indicator),
        shown,
        quantity(r.outcome.value, r.indicator),
        _ratio(r.attainment.ratio, settings),
        _ratio(r.attainment.period_ratio, settings),
        r.attainment.status.mark,
    )


def quantity(value: Decimal | None, indicator: Indicator) -> Quantity | None:
    """Return a value with its indicator's unit and decimals."""
    if value is None:
        return None
    return Quantity(value, indicator.unit, indicator.decimals)


def _ratio(ratio: Decimal | None, settings: Settings) -> Quantity | None:
    """Return a ratio in per cent with as many decimals as keep it on its side of a threshold."""
    if ratio is None:
        return None
    percent = ratio * HUNDRED
    return Quantity(percent, "%", ratio_decimals(percent, settings))


def subgoal_table(results: Results) -> Table:
    """Every subgoal: suggestion, current status, forecast, motive and analysis."""
    columns = (
        words("committee", "Nämnd", 24),
        words("goal", "Mål", 24),
        words("subgoal", "Delmål", 30),
        words("judged", "Bedömda indikatorer", 12),
        words("suggestion", "Indikatorerna pekar på", 16),
        words("current", "Nuläge", 16),
        words("forecast", _forecast_label(results), 22),
        words("motive", "Motiv", 26),
        words("analysis", "Analys", 50),
    )
    rows = tuple(
        (r.committee.name, r.goal.name, r.name, f"{r.judged} av {r.due}", r.suggestion.mark,
         mark(r.current), mark(r.forecast), r.motive, r.analysis)
        for r in results.subgoals
    )  # fmt: skip
    return Table("subgoals", f"Delmål {results.period.label}", columns, rows)


def mark(word: Judged | None) -> Mark | None:
    """Return a judgement's mark; None where the committee has not judged."""
    return None if word is None else word.mark


def _forecast_label(results: Results) -> str:
    return "Utfall" if results.period.is_year_end else "Prognos"


def summary_table(results: Results) -> Table:
    """Goal, subgoal, current status and forecast: a committee's summary."""
    columns = (
        words("goal", "Regionmål", 22),
        words("subgoal", "Delmål", 40),
        words("current", "Nuläge", 16),
        words("forecast", _forecast_label(results), 22),
    )
    rows = tuple(
        (r.goal.name, r.name, mark(r.current) or NOTHING, mark(r.forecast) or NOTHING)
        for r in results.subgoals
    )
    return Table("summary", "Sammanfattning av måluppfyllelsen", columns, rows)


def goal_table(results: Results) -> Table:
    """How many subgoals of each goal are forecast to be met, over all committees."""
    columns = (
        words("goal", "Mål", 36),
        figures("met", "Uppfylls helt", width=11),
        figures("partly", "Uppfylls delvis", width=11),
        figures("not_met", "Uppfylls inte", width=11),
        figures("no_data", "Inga data", width=11),
        figures("missing", "Ej bedömda", width=11),
        words("returned", "Nämnder som svarat", 18),
    )
    rows = tuple(_goal_row(results, goal_id) for goal_id in (g.id for g in results.plan.goals))
    note = "Räknat på delmål; en nämnd utan delmål bedömer målet i sin helhet."
    title = f"Mål: {_forecast_label(results).lower()} per {results.period.label}"
    return Table("goals", title, columns, rows, note=note)


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


def legends(plan: Plan) -> tuple[Table, Table]:
    """The two legends: how subgoals and how indicators are judged."""
    met, partly = (show_number(x, 0, "%") for x in (plan.settings.met, plan.settings.partly))
    goals = tuple(
        (word.mark, text)
        for word, text in (
            (Current.MET, "Hela delmålet är eller kommer att vara uppfyllt."),
            (Current.PARTLY, "En del av delmålet är eller kommer att vara uppfylld."),
            (Current.NOT_MET, "Delmålet är inte, eller kommer inte att vara, uppfyllt."),
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
    return (
        Table("legend-goals", "Bedömning av delmål", columns, goals),
        Table("legend-indicators", "Bedömning av indikatorer", columns, indicators),
    )


def _rule(settings: Settings) -> str:
    met, partly = show_number(settings.met, 0, "%"), show_number(settings.partly, 0, "%")
    return (
        f"Uppfylls helt från {met} av målvärdet, delvis från {partly}. Högre är bättre: "
        "utfall/mål. Lägre är bättre: mål/utfall. Gränserna gäller från "
        f"{settings.thresholds_from.isoformat()}. Källa: {settings.thresholds_source}."
    )
