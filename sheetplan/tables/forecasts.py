"""Forecasts of each frame over the year's periods: by method, by the committee, and their errors.

All are deviations from the year's budget; plus is better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sheetplan.plan.budget import deviation
from sheetplan.plan.committee import Committee
from sheetplan.plan.forecasting import forecast_error, seasonal_forecast
from sheetplan.plan.frame import Frame
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.tables.bars import Bars
from sheetplan.tables.frame_results import FrameResult
from sheetplan.tables.results import Results
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words

METHODS = ("linear", "seasonal", "own")


@dataclass(frozen=True)
class Season:
    """An earlier year: how much of each frame's net cost had come, by frame and month."""

    year: int
    shares: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class FrameForecast:
    """What was foreseen of a frame in a period.

    Attributes:
        period_deviation: of the period itself.
        linear: if every month deviates alike.
        seasonal: if the months cost as in the earlier year.
        own: the committee's own.
        former: the committee's own in the period before.
        final: the year's deviation, when it is known.
    """

    committee: Committee
    frame: Frame
    period: Period
    period_deviation: Decimal | None
    linear: Decimal | None
    seasonal: Decimal | None
    own: Decimal | None
    former: Decimal | None
    final: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """How the committee's own forecast has changed since the period before."""
        return None if self.own is None or self.former is None else self.own - self.former

    def error(self, method: str) -> Decimal | None:
        """Return how far a forecast was from the year's deviation."""
        return forecast_error(getattr(self, method), self.final)


def frame_forecasts(history: Sequence[Results], season: Season | None) -> list[FrameForecast]:
    """Return the forecasts of every frame that is no part of another, period by period."""
    found: list[FrameForecast] = []
    final = {r.frame.id: r.deviation for one in history if one.period.is_year_end
             for r in one.frames}  # fmt: skip
    before: dict[str, Decimal | None] = {}
    for results in history:
        own = {r.frame.id: r.forecast_deviation for r in results.frames}
        for r in results.frames:
            told = r.outcome is not None or r.forecast is not None
            if told and not r.frame.part_of and not results.period.is_year_end:
                ends = (before.get(r.frame.id), final.get(r.frame.id))
                found.append(_forecast(r, results.period, season, ends))
        before = own
    return found


def _forecast(
    r: FrameResult,
    period: Period,
    season: Season | None,
    ends: tuple[Decimal | None, Decimal | None],
) -> FrameForecast:
    share = season.shares.get((r.frame.id, period.month)) if season else None
    whole = None if r.outcome is None else seasonal_forecast(r.outcome, share)
    seasonal = deviation(r.frame.budget, whole)
    own = r.forecast_deviation
    return FrameForecast(
        r.committee, r.frame, period, r.deviation, r.simple_forecast, seasonal, own, *ends
    )


def forecast_table(plan: Plan, made: Sequence[FrameForecast], season: Season | None) -> Table:
    """A row a frame and period, and one for all frames of each period."""
    unit, of = plan.settings.money_unit, sum(not frame.part_of for frame in plan.frames)
    keys = [key for key, _ in _LABELS if any(_value(one, key) is not None for one in made)]
    columns: tuple[TableColumn, ...] = (
        words("committee", "Nämnd", 28),
        words("frame", "Ram", 28),
        words("period", "Period", 24),
        *(figures(key, label, unit, 14) for key, label in _LABELS if key in keys),
    )
    rows: list[tuple[TableValue, ...]] = []
    totals: set[int] = set()
    periods = list(dict.fromkeys(one.period for one in made))
    for period in periods:
        own = [one for one in made if one.period == period]
        rows += [(one.committee.name, one.frame.shown_name, period.label,
                  *(_amount(_value(one, key)) for key in keys)) for one in own]  # fmt: skip
        if len(own) > 1:
            totals.add(len(rows))
            counted = f"{len(own)} av {of} ramar"
            rows.append(
                ("Tillsammans", counted, period.label, *(_amount(_sum(own, key)) for key in keys))
            )
    return Table(
        "forecasts",
        "Prognoser för helåret, avvikelse mot budget",
        columns,
        tuple(rows),
        frozenset(totals),
        " ".join(_notes(made, season)),
        about="Varje prognos under året, räknad på olika sätt, och hur fel den blev.",
    )


_DRAWN = ("own", "linear", "seasonal", "final", "error_own")


def forecast_bars(plan: Plan, table: Table) -> Bars | None:
    """Draw how the forecasts went, period by period: all frames together, or the only one."""
    keys = [column.key for column in table.columns]
    columns = tuple(keys.index(key) for key in _DRAWN if key in keys)
    frames = {row[:2] for row in table.rows}
    rows = tuple(sorted(table.emphasis)) or tuple(range(len(table.rows)))
    rows = tuple(at for at in rows if any(table.rows[at][col] is not None for col in columns))
    if not rows or (len(frames) > 1 and not table.emphasis):
        return None
    last = rows[-1]
    of = f"{table.rows[last][1]} tillsammans" if table.emphasis else str(table.rows[0][1])
    title = f"Prognosernas historia, {of}"
    told = (
        f"{table.rows[at][2]}: "
        + ", ".join(
            f"{table.columns[col].label} {table.rows[at][col]}"
            for col in columns
            if table.rows[at][col] is not None
        )
        for at in rows
    )
    said = f"Stapeldiagram. {title}. {'; '.join(told)}."
    axis = f"{plan.settings.money_unit}, avvikelse mot budget; fel är utfall minus prognos"
    return Bars(title, rows, 2, columns, axis, (), said, is_grouped=True)


_LABELS = (
    ("period_deviation", "Avvikelse perioden"),
    ("linear", "Förenklad prognos (1/12)"),
    ("seasonal", "Prognos efter säsong"),
    ("own", "Nämndens prognos"),
    ("former", "Nämndens förra prognos"),
    ("change", "Ändrad prognos"),
    ("final", "Utfall helår"),
    *((f"error_{method}", label) for method, label in zip(
        METHODS, ("Fel, förenklad", "Fel, säsong", "Fel, nämnden"), strict=True)),
)  # fmt: skip


def _value(one: FrameForecast, key: str) -> Decimal | None:
    method = key.removeprefix("error_")
    value = one.error(method) if method != key else getattr(one, key)
    return value if isinstance(value, Decimal) else None


def _sum(own: Sequence[FrameForecast], key: str) -> Decimal | None:
    """Add up a column; nothing where one of the frames has no amount."""
    values = [_value(one, key) for one in own]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _notes(made: Sequence[FrameForecast], season: Season | None) -> Iterator[str]:
    yield "Plus är bättre än budget. Förenklad: periodens avvikelse / antal månader · 12."
    if any(one.seasonal is not None for one in made) and season is not None:
        yield f"Säsong: månaderna kostar lika stor del av året som {season.year}."
    if any(one.final is not None for one in made):
        yield "Fel: utfall minus prognos; minus är sämre än prognosen."
    yield "En summa visas bara när alla ramar ovanför har ett belopp."


def _amount(value: Decimal | None) -> Quantity | None:
    return None if value is None else Quantity(value, "", 1)
