"""Single figures that a report may print in its own sentences, each with an id that speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.words import Current, Status
from sheetplan.tables.frame_results import FrameResult
from sheetplan.tables.indicators import percent_of, quantity
from sheetplan.tables.results import IndicatorResult, Results
from sheetplan.tables.small_counts import ALL, hidden_in
from sheetplan.tables.suppression import HIDDEN
from sheetplan.tables.table import Quantity, TableValue

_LEVELS = {"MET": "helt", "PARTLY": "delvis", "NOT_MET": "inte"}
_AMOUNTS = {
    "period_budget": ("periodbudget", "periodens budget"),
    "outcome": ("utfall", "utfall"),
    "deviation": ("avvikelse", "avvikelse"),
    "forecast": ("prognos", "prognos för helåret"),
    "forecast_deviation": ("prognosavvikelse", "avvikelse enligt prognos"),
}


@dataclass(frozen=True)
class PrintedFigure:
    """A figure as it is printed: its id (”hsn-1.1.1.utfall”), what it is, and its value."""

    id: str
    title: str
    value: TableValue


def printed_figures(results: Results) -> tuple[PrintedFigure, ...]:
    """Return every figure of a committee's results that can stand in a sentence."""
    return (
        *(figure for r in results.indicators for figure in _indicator(results, r)),
        *(figure for r in results.frames for figure in _frame(r)),
        *_counts(results),
    )


def _indicator(results: Results, r: IndicatorResult) -> Iterator[PrintedFigure]:
    if r.attainment.status is Status.NOT_DUE:
        return
    one, settings = r.indicator, results.plan.settings
    told: dict[str, TableValue] = {
        "utfall": quantity(r.outcome.value, one),
        "uppfyllelse": percent_of(r.attainment.ratio, settings),
        "bedömning": r.attainment.status.mark,
    }
    if hidden_in(r).holds(ALL, "outcome"):
        told = dict.fromkeys(told, HIDDEN)
    number = one.target.number if one.target else None
    told["mål"] = one.target.text if one.target and number is None else quantity(number, one)
    for key, value in told.items():
        yield PrintedFigure(f"{one.id}.{key}", f"{one.name}, {key}", value)


def _frame(r: FrameResult) -> Iterator[PrintedFigure]:
    name, start = r.frame.shown_name, f"ram.{r.frame.id}"
    yield PrintedFigure(f"{start}.budget", f"{name}, budget", _amount(r.frame.budget))
    for key, (word, title) in _AMOUNTS.items():
        yield PrintedFigure(f"{start}.{word}", f"{name}, {title}", _amount(getattr(r, key)))


def _amount(value: Decimal | None) -> Quantity | None:
    return None if value is None else Quantity(value, "", 1)


def _counts(results: Results) -> Iterator[PrintedFigure]:
    """Count judgements; not of indicators where a status would tell a small count."""
    many = results.levels.judged.many
    yield _count("delmål.antal", f"antal {many}", len(results.subgoals))
    for key, label in (("current", "nuläge"), ("forecast", "prognos")):
        said = [getattr(r, key) for r in results.subgoals]
        names = [word.name for word in said if word is not None]
        for word in Current:
            if word.name in _LEVELS:
                title = f"antal {many}, {label} {_LEVELS[word.name]}"
                id_ = f"delmål.{label}.{_LEVELS[word.name]}"
                yield _count(id_, title, names.count(word.name))
    due = [r for r in results.indicators if r.attainment.status is not Status.NOT_DUE]
    if not any(hidden_in(r).holds(ALL, "status") for r in due):
        yield _count("indikatorer.antal", "antal indikatorer som följs upp", len(due))
        for name, word_ in _LEVELS.items():
            count = sum(r.attainment.status is Status[name] for r in due)
            title = f"antal indikatorer som uppfylls {word_}"
            yield _count(f"indikatorer.{word_}", title, count)


def _count(id_: str, title: str, count: int) -> PrintedFigure:
    return PrintedFigure(id_, title, Quantity(Decimal(count)))
