"""Indicators over the years: a row a segment, with the trend in words and what a chart shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheetplan.plan.committee import Committee
from sheetplan.plan.series import Point, Segment, Series, shown
from sheetplan.plan.settings import Period
from sheetplan.plan.trend import FEWEST, compared
from sheetplan.tables.indicators import quantity
from sheetplan.tables.table import Table, TableColumn, TableValue, figures, words

NOW, BROKEN = "Nu", "Före brott"


@dataclass(frozen=True)
class Followed:
    """A series and the committee that answers for it."""

    committee: Committee
    series: Series


@dataclass(frozen=True)
class TrendChart:
    """A small line chart of one row of the table.

    Attributes:
        row: which of the table's rows, counted from 0.
        first: its first column with a year, counted from 0.
        last: its last one.
        name_column: where it stands what is measured, counted from 0.
        unit_column: where it stands in what.
        said: the same in words, for those who do not see it.
    """

    row: int
    first: int
    last: int
    name_column: int
    unit_column: int
    said: str


def trend_table(
    followed: Sequence[Followed],
    period: Period,
    plans: Sequence[str],
    problems: Iterable[str] = (),
) -> Table:
    """Put every segment on a row of its own, so that what is broken is never read together.

    Args:
        followed: every indicator's series.
        period: the one that the tables are of.
        plans: the names of the plans that the series go back through, the latest first.
        problems: why they go no further back, in sentences.
    """
    years = _years(followed)
    columns = (
        words("committee", "Nämnd", 18),
        words("id", "Id", 10),
        words("indicator", "Indikator", 38),
        words("part", "Serie", 10),
        words("measured_in", "Enhet", 11),
        *(figures(_key(year), str(year), width=9) for year in years),
        words("trend", "Utveckling", 24),
        *(() if period.is_year_end else _part_columns(period)),
        words("remark", "Anmärkning", 36),
        words("sources", "Källor", 32),
    )
    rows = tuple(
        _row(one, segment, years, period) for one in followed for segment in _latest_first(one)
    )
    said = [f"Planer: {', '.join(plans)}.", *problems]
    said.append("Utvecklingen sägs från tre helårsvärden i samma serie.")
    if any(_is_drawn(segment) for one in followed for segment in one.series.segments):
        said.append("Diagrammen står längst till höger.")
    title = f"Trender till och med {period.label}"
    about = "Varje indikator över åren, med utvecklingen i ord och diagram."
    return Table("series", title, columns, rows, note=" ".join(said), about=about)


def trend_charts(table: Table, followed: Sequence[Followed]) -> tuple[TrendChart, ...]:
    """Return a chart of every row with at least three whole years; none over a break."""
    at = {column.key: index for index, column in enumerate(table.columns)}
    segments = (segment for one in followed for segment in _latest_first(one))
    return tuple(
        _chart(row, segment, at) for row, segment in enumerate(segments) if _is_drawn(segment)
    )


def _is_drawn(segment: Segment) -> bool:
    return len(segment.years) >= FEWEST


def _chart(row: int, segment: Segment, at: Mapping[str, int]) -> TrendChart:
    name = segment.indicator.name
    first, *_, last = (at[_key(point.year)] for point in segment.years)
    values = ", ".join(f"{p.year}: {shown(p.value, segment.indicator)}" for p in segment.years)
    said = f"Linjediagram. {name}: {values}. {_sentence(segment.trend)}"
    return TrendChart(row, first, last, at["indicator"], at["measured_in"], said)


def _key(year: int) -> str:
    return f"year_{year}"


def _latest_first(one: Followed) -> Iterator[Segment]:
    return reversed(one.series.segments)


def _years(followed: Sequence[Followed]) -> tuple[int, ...]:
    """Every year from the first to the last, also those that nothing is known of."""
    known = {
        point.year
        for one in followed
        for segment in one.series.segments
        for point in segment.years
    }
    return tuple(range(min(known), max(known) + 1)) if known else ()


def _part_columns(period: Period) -> tuple[TableColumn, ...]:
    return (
        figures("now", period.label, width=11),
        words("same_months", "Mot samma månader tidigare", 24),
    )


def _row(
    one: Followed, segment: Segment, years: Sequence[int], period: Period
) -> tuple[TableValue, ...]:
    indicator, by_year = segment.indicator, {p.year: p for p in segment.years}
    known = (by_year.get(year) for year in years)
    return (
        one.committee.name,
        indicator.id,
        indicator.name,
        BROKEN if segment.broken else NOW,
        indicator.unit,
        *(quantity(p.value if p else None, indicator) for p in known),
        segment.trend or None,
        *(() if period.is_year_end else _parts(segment, period)),
        " ".join(_remarks(one.series, segment)) or None,
        _sources(segment.points) or None,
    )


def _parts(segment: Segment, period: Period) -> tuple[TableValue, TableValue]:
    """The period's value, and how it stands to the last one known of the same months."""
    same = segment.parts(period)
    now = next((p for p in same if p.period == period), None)
    if now is None:
        return None, None
    indicator = segment.indicator
    value = quantity(now.value, indicator)
    before = next((p for p in reversed(same) if p.year < now.year), None)
    if before is None or before.period is None:
        return value, None
    decimals = indicator.decimals_for(now.value, before.value)
    facts = (now.value, before.value, decimals, indicator.direction)
    how, side = compared(*facts)
    then = f"{before.period.label} ({shown(before.value, indicator)})"
    return value, f"{how} {then}{side}"


def _remarks(series: Series, segment: Segment) -> Iterator[str]:
    """Say why a segment is apart and what is in doubt; on the latest row what holds for all."""
    if segment.broken:
        yield f"Brott: {segment.broken}. Jämförs inte med senare värden."
    yield from segment.disputes
    if segment is series.now:
        if len(series.segments) > 1:
            yield "Serien är bruten; äldre värden står på en egen rad."
        yield from series.proposals
        yield from series.log


def _sources(points: Sequence[Point]) -> str:
    return "; ".join(f"{p.when}: {p.place}" for p in points)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
