"""An indicator over the years: what plans and returns say, in segments that may be compared.

A series goes back through the chain of former plans. It is joined only where a row certainly
continues another, and breaks where the indicator came to measure something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.both import Both
from sheetplan.plan.comparing.difference import Part, compare_plans
from sheetplan.plan.comparing.pairing import Certainty
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.settings import Period
from sheetplan.plan.trend import trend
from sheetplan.schema.kinds import Word, plain_number
from sheetplan.schema.numbers import NBSP, decimals_of, rounded


class Source(Word):
    """Where a value of a series stands (källa)."""

    BASELINE = "utgångsvärde"
    COLUMN = "tidigare utfall"
    RETURNED = "lämnat utfall"


@dataclass(frozen=True)
class ReturnedOutcome:
    """An outcome that a committee has returned, and the file that it came in."""

    indicator: str
    period: Period
    value: Decimal
    file: str


@dataclass(frozen=True)
class PlanYear:
    """One plan of the chain with the outcomes that were returned to it."""

    plan: Plan
    reading: PlanReading
    returned: tuple[ReturnedOutcome, ...] = ()

    @property
    def year(self) -> int:
        """The year that it plans."""
        return self.plan.settings.year


@dataclass(frozen=True)
class Point:
    """One value of a series: of a whole year, or of the months up to a period's end."""

    year: int
    value: Decimal
    source: Source
    plan: str
    plan_year: int
    period: Period | None = None
    file: str = ""

    @property
    def is_whole(self) -> bool:
        """It says something of the whole year."""
        return self.period is None or self.period.is_year_end

    @property
    def when(self) -> str:
        """The year or the months that it is of."""
        return self.period.label if self.period and not self.is_whole else str(self.year)

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        if self.source is Source.RETURNED:
            return f"{self.source.label} i {self.file}"
        return f"{self.source.label} i {self.plan}"


@dataclass(frozen=True)
class Segment:
    """The part of a series where all values measure the same.

    Attributes:
        indicator: as the latest plan of the segment has it.
        points: all that is known, the oldest first; sources that disagree stand beside each other.
        broken: what changed after it, so that it is not compared with what follows.
    """

    indicator: Indicator
    points: tuple[Point, ...]
    broken: str = ""

    @cached_property
    def years(self) -> tuple[Point, ...]:
        """The whole years, one point each: the one that is used."""
        by_year: dict[int, list[Point]] = {}
        for point in self.points:
            if point.is_whole:
                by_year.setdefault(point.year, []).append(point)
        return tuple(max(by_year[year], key=_weight) for year in sorted(by_year))

    def parts(self, period: Period) -> tuple[Point, ...]:
        """Return what is known of the same months, this year's too, the oldest first."""
        months = (p for p in self.points if p.period and not p.is_whole)
        return tuple(p for p in months if p.period and p.period.month == period.month)

    @property
    def disputes(self) -> Iterator[str]:
        """Say where sources disagree about a year, and which of them is used."""
        used = {point.year: point for point in self.years}
        for point in self.points:
            first = used.get(point.year, point)
            if point.is_whole and not _agree(first.value, point.value):
                which = "inlämnade" if first.source is Source.RETURNED else "senare planens"
                values = (shown(p.value, self.indicator) for p in (first, point))
                one, other = values
                yield (
                    f"{point.year}: {one} som {first.place}, men {other} som {point.place}. "
                    f"Det {which} används."
                )

    @property
    def trend(self) -> str:
        """The trend in words; nothing under three whole years."""
        values = [(point.year, point.value) for point in self.years]
        decimals = self.indicator.decimals_for(*(value for _, value in values))
        return trend(values, decimals, self.indicator.direction)


@dataclass(frozen=True)
class Series:
    """An indicator of the current plan with its segments, the oldest first.

    Attributes:
        proposals: which rows it may continue, where that is not certain.
        log: what else has happened to it on the way.
    """

    indicator: Indicator
    segments: tuple[Segment, ...]
    proposals: tuple[str, ...] = ()
    log: tuple[str, ...] = ()

    @property
    def now(self) -> Segment:
        """The segment that the current plan's values belong to."""
        return self.segments[-1]


@dataclass(frozen=True)
class _Link:
    """The row of the former plan that a row continues, or may continue."""

    old: str
    broken: str = ""
    proposal: str = ""
    log: tuple[str, ...] = ()


def all_series(chain: Sequence[PlanYear], period: Period) -> tuple[Series, ...]:
    """Build the series of every indicator of the latest plan, up to and with a period."""
    chain = sorted(chain, key=lambda one: -one.year)
    links = [_links(old, new) for new, old in pairwise(chain)]
    return tuple(_series(row, chain, links, period) for row in chain[0].plan.indicators)


def shown(value: Decimal, indicator: Indicator) -> str:
    """Write a value with all its decimals, and its per cent sign."""
    return f"{plain_number(value)}{f'{NBSP}%' if indicator.unit == '%' else ''}"


def _series(
    row: Indicator, chain: Sequence[PlanYear], links: Sequence[Mapping[str, _Link]], period: Period
) -> Series:
    """Walk back through the plans; a break ends one segment and begins an older one."""
    segments, proposals, log = list[Segment](), list[str](), list[str]()
    at, latest, broken, points = row, row, "", list[Point]()
    for place, year in enumerate(chain):
        points += _points(year, at, period)
        log += _undated(year, at)
        link = links[place].get(at.id) if place < len(links) else None
        if link is None:
            break
        log += link.log
        proposals += [link.proposal] if link.proposal else []
        if link.proposal and not link.broken:
            break
        at = next(one for one in chain[place + 1].plan.indicators if one.id == link.old)
        if link.broken:
            segments.append(_segment(latest, points, broken))
            latest, broken, points = at, link.broken, []
    segments.append(_segment(latest, points, broken))
    return Series(row, tuple(reversed(segments)), tuple(proposals), tuple(log))


def _segment(indicator: Indicator, points: Sequence[Point], broken: str) -> Segment:
    def order(p: Point) -> tuple[object, ...]:
        return (p.year, p.period.month if p.period else 12, _weight(p))

    return Segment(indicator, tuple(sorted(points, key=order)), broken)


def _weight(point: Point) -> tuple[bool, int, bool, Decimal, str]:
    """Rank sources: what was returned, then the later plan, then its baseline."""
    is_returned = point.source is Source.RETURNED
    is_baseline = point.source is Source.BASELINE
    return (is_returned, point.plan_year, is_baseline, point.value, point.file)


def _agree(one: Decimal, other: Decimal) -> bool:
    """Two values are the same where the more exact one rounds to the other."""
    decimals = min(decimals_of(one), decimals_of(other))
    return rounded(one, decimals) == rounded(other, decimals)


def _points(year: PlanYear, row: Indicator, until: Period) -> Iterator[Point]:
    """Return what a plan and the returns to it say of one of its indicators."""
    name = year.plan.settings.name
    for of, value in row.outcomes.items():
        yield Point(int(of), value, Source.COLUMN, name, year.year)
    if row.baseline is not None and row.baseline_year:
        yield Point(row.baseline_year, row.baseline, Source.BASELINE, name, year.year)
    for one in year.returned:
        if one.indicator == row.id and one.period.ends <= until.ends:
            at, value = one.period, one.value
            yield Point(at.ends.year, value, Source.RETURNED, name, year.year, at, one.file)


def _undated(year: PlanYear, row: Indicator) -> Iterator[str]:
    """A baseline with no year has no place in a series."""
    if row.baseline is not None and not row.baseline_year:
        value, name = shown(row.baseline, row), year.plan.settings.name
        yield f"Utgångsvärdet {value} i {name} saknar år och är inte med."


def _links(old: PlanYear, new: PlanYear) -> Mapping[str, _Link]:
    """Return by the new row's id what it continues in the plan before it."""
    parts = compare_plans(old.reading, new.reading).parts
    part = next(one for one in parts if one.sheets.row_class is Indicator)
    pairs = (Both[Indicator](part.sheets, pair) for pair in part.pairing.pairs)
    return {both.new.id: _link(both, part, old.plan.settings.name) for both in pairs}


def _link(both: Both[Indicator], part: Part, plan: str) -> _Link:
    """Join, break or ask, by how certain the pair is and by what ``plan diff`` found in it."""
    found = {one.change: one.facts for one in part.findings if one.new == both.new.id}
    certainty, before = both.pair.certainty, both.names[0]
    proposal, log, broken = "", list[str](), ""
    if f.REDEFINED in found:
        broken = found[f.REDEFINED]["reasons"]
    elif certainty is Certainty.NAME:
        broken = _differences(both)
    if certainty is Certainty.PROPOSED or (broken and f.REDEFINED not in found):
        column = both.sheets.former_label
        proposal = f"Kan fortsätta {both.old.id} i {plan} – bekräfta i kolumnen {column}."
    elif both.is_renamed:
        log.append(f"Hette ”{before}” i {plan}.")
    if f.RESCOPED in found and not proposal:
        log.append(f"Omfattningen är kanske en annan än i {plan}: {found[f.RESCOPED]['reasons']}.")
    return _Link(both.old.id, broken, proposal, tuple(log))


def _differences(both: Both[Indicator]) -> str:
    """Say what beside the name is another: the same name alone does not make one series."""
    old, new = both.old, both.new
    pairs = (("slaget", old.kind, new.kind), ("riktningen", old.direction, new.direction))
    return ", ".join(
        f"{what} ”{before.label}” har blivit ”{after.label}”"
        for what, before, after in pairs
        if before is not after
    )
