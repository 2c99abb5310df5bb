"""Indicators over the years: series through former plans and returns, the trend in words, charts.

Requirements:
- SE01: a series goes back through the former plans: baselines, columns by year, returned outcomes.
- SE02: only certain pairs are joined; a proposed one is told with what to do, and not joined.
- SE03: a redefined indicator breaks its series: older points stand apart, with why.
- SE04: whole years make the series; a part of the year is set only against the same months.
- SE05: where sources disagree both are shown; the returned one is used, never a mean.
- SE06: the trend is said from three whole years; right and wrong side only where that is decided.
- SE07: what the order of input is, does not matter; nor in which unit a trend is measured.
- SE08: a former plan that is missing, unreadable, too late or goes in a circle stops nothing.
- SE09: the sheet has a row a segment and a chart of every row with three whole years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.flows.year import PLAN_FILE, read_plan_file
from sheetplan.plan.markdown import dump_plan, read_markdown
from sheetplan.plan.plan import PlanReading, read_plan
from sheetplan.plan.series import PlanYear, ReturnedOutcome, Segment, Series, Source, all_series
from sheetplan.plan.settings import Period
from tests.small_plan import small


def read(folder: Path) -> PlanReading:
    return read_plan_file(folder / PLAN_FILE)


def of(reading: PlanReading, *returned: ReturnedOutcome) -> PlanYear:
    assert reading.plan is not None
    return PlanYear(reading.plan, reading, returned)


def period_of(reading: PlanReading, month: int) -> Period:
    assert reading.plan is not None
    return next(period for period in reading.plan.periods if period.month == month)


def confirmed(reading: PlanReading, former: Mapping[str, str]) -> PlanReading:
    """Return a plan where the owner has written some ids in ”Id i förra planen”."""
    assert reading.plan is not None
    rows = tuple(
        replace(row, former=former.get(row.id, row.former)) for row in reading.plan.indicators
    )
    return read_plan(read_markdown(dump_plan(replace(reading.plan, indicators=rows))))


@pytest.fixture(scope="module")
def real(before: PlanReading, after: PlanReading) -> dict[str, Series]:
    """The series of the bundled plan for 2026 with that for 2025 as its former plan."""
    return by_id(all_series([of(before), of(after)], period_of(after, 8)))


def by_id(made: Iterable[Series]) -> dict[str, Series]:
    return {one.indicator.id: one for one in made}


def years(segment: Segment) -> list[tuple[int, Decimal]]:
    return [(point.year, point.value) for point in segment.years]


def test_baselines_of_two_plans_make_a_series(real: dict[str, Series]) -> None:  # SE01
    one = real["hsn-1.1.1"]
    assert years(one.now) == [(2023, Decimal(71)), (2024, Decimal(68))]
    assert [point.plan_year for point in one.now.years] == [2025, 2026]
    assert (one.proposals, one.log, one.now.trend) == ((), (), "")


def test_a_row_with_a_new_id_goes_on_under_its_name(real: dict[str, Series]) -> None:  # SE01
    assert years(real["hsn-4.2.1"].now) == [(2023, Decimal(7940)), (2024, Decimal(9207))]


def test_a_renamed_row_is_proposed_and_not_joined(real: dict[str, Series]) -> None:  # SE02
    one = real["hsn-2.1.3"]
    assert years(one.now) == [(2024, Decimal("32.5"))]
    assert one.proposals == (
        "Kan fortsätta hsn-2.1.3 i Regionplan 2025 – bekräfta i kolumnen Id i förra planen.",
    )


def test_a_renamed_row_is_joined_when_it_is_confirmed(
    before: PlanReading, after: PlanReading
) -> None:  # SE02
    sure = confirmed(after, {"hsn-2.1.3": "hsn-2.1.3"})
    one = by_id(all_series([of(before), of(sure)], period_of(sure, 8)))["hsn-2.1.3"]
    assert years(one.now) == [(2023, Decimal(23)), (2024, Decimal("32.5"))]
    assert one.proposals == ()
    (said,) = one.log
    assert said == (
        "Hette ”Andel genomförda hälsosamtal för 2-åringar inom folkhälsvården” i Regionplan 2025."
    )


def test_a_confirmed_row_of_another_scope_is_joined_with_a_remark(
    before: PlanReading, after: PlanReading
) -> None:  # SE02
    sure = confirmed(after, {"hsn-4.2.4": "hsn-4.2.1"})
    one = by_id(all_series([of(before), of(sure)], period_of(sure, 8)))["hsn-4.2.4"]
    assert years(one.now) == [(2023, Decimal(274057))]
    assert one.log[1] == (
        "Omfattningen är kanske en annan än i Regionplan 2025: ”alla e-tjänster” har kommit till."
    )


def test_a_name_that_two_rows_share_is_not_joined(real: dict[str, Series]) -> None:  # SE02
    assert [len(real[row].segments) for row in ("hsn-4.1.2", "hsn-4.1.3")] == [1, 1]
    assert real["hsn-4.1.2"].proposals[0].startswith("Kan fortsätta hsn-4.1.2")


@pytest.mark.parametrize("former", [{}, {"hsn-2.2.1": "hsn-2.2.1"}])
def test_a_share_that_became_a_count_is_broken(
    before: PlanReading, after: PlanReading, former: dict[str, str]
) -> None:  # SE03
    told = confirmed(after, former)
    one = by_id(all_series([of(before), of(told)], period_of(told, 8)))["hsn-2.2.1"]
    old, new = one.segments
    assert (years(old), years(new)) == ([(2023, Decimal(0))], [(2024, Decimal(1589))])
    assert old.broken == "andel har blivit antal, enheten ”%” har blivit ”antal”"
    assert (old.indicator.unit, new.indicator.unit, new.broken) == ("%", "antal", "")
    assert bool(one.proposals) is not bool(former)


def made(*plans: PlanYear, month: int = 12) -> Series:
    latest = max(plans, key=lambda one: one.year)
    return all_series(plans, period_of(latest.reading, month))[0]


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"Riktning": "Lägre är bättre"},
         "riktningen ”Lägre är bättre” har blivit ”Högre är bättre”"),
        ({"Slag": "Nivå", "Riktning, slag och sammanvägning bestämda av": "Bestämt i sheetplan"},
         "slaget ”Nivå” har blivit ”Andel”"),
    ],
)  # fmt: skip
def test_the_same_name_is_not_enough(change: dict[str, str], broken: str) -> None:  # SE02
    old, new = of(small(2025, **change)), small(2026)
    one = made(old, of(new))
    assert (one.segments[0].broken, len(one.proposals)) == (broken, 1)
    sure = made(old, of(small(2026, **{"Id i förra planen": "i1"})))
    assert (years(sure.now), sure.proposals) == ([(2024, Decimal(70)), (2025, Decimal(70))], ())


def test_a_baseline_with_no_year_is_told() -> None:  # SE01
    one = made(of(small(2026, Utgångsår="")))
    assert years(one.now) == []
    assert one.log == ("Utgångsvärdet 70\u00a0% i Plan 2026 saknar år och är inte med.",)


DECEMBER = period_of(small(2025), 12)
AUGUST_2025 = replace(DECEMBER, id="2025-08", ends=DECEMBER.ends.replace(month=8))
AUGUST_2026 = replace(AUGUST_2025, id="2026-08", ends=AUGUST_2025.ends.replace(year=2026))


def outcome(period: Period, number: str, file: str = "ks.xlsx") -> ReturnedOutcome:
    return ReturnedOutcome("i1", period, Decimal(number), file)


def test_a_part_of_the_year_is_in_no_yearly_series() -> None:  # SE04
    old, new = small(2025, Utgångsvärde="60"), small(2026, Utgångsvärde="62")
    april = replace(AUGUST_2025, id="2025-04", ends=AUGUST_2025.ends.replace(month=4, day=30))
    numbers = ((april, "20"), (AUGUST_2025, "40"), (period_of(old, 12), "64"))
    returned = (outcome(period, number) for period, number in numbers)
    chain = [of(old, *returned), of(new, outcome(AUGUST_2026, "45"))]
    one = all_series(chain, AUGUST_2026)[0]
    assert years(one.now) == [(2024, Decimal(60)), (2025, Decimal(64))]
    assert [(p.year, p.value) for p in one.now.parts(AUGUST_2026)] == [
        (2025, Decimal(40)), (2026, Decimal(45)),
    ]  # fmt: skip


def test_what_came_after_the_period_is_left_out() -> None:  # SE04
    new = small(2026)
    chain = [of(new, outcome(period_of(new, 12), "80"))]
    assert years(all_series(chain, AUGUST_2026)[0].now) == [(2025, Decimal(70))]
    assert years(made(*chain).now)[-1] == (2026, Decimal(80))


def test_two_sources_that_disagree_are_both_shown() -> None:  # SE05
    old, new = small(2025, Utgångsvärde="60"), small(2026, Utgångsvärde="62")
    one = made(of(old, outcome(period_of(old, 12), "64")), of(new)).now
    assert years(one) == [(2024, Decimal(60)), (2025, Decimal(64))]
    assert [(p.value, p.source) for p in one.points if p.year == 2025] == [
        (Decimal(62), Source.BASELINE), (Decimal(64), Source.RETURNED),
    ]  # fmt: skip
    (said,) = one.disputes
    assert said == (
        "2025: 64\u00a0% som lämnat utfall i ks.xlsx, men 62\u00a0% som utgångsvärde i Plan 2026. "
        "Det inlämnade används."
    )


def test_a_value_that_was_rounded_is_no_dispute() -> None:  # SE05
    old, new = small(2025), small(2026, Utgångsvärde="64")
    one = made(of(old, outcome(period_of(old, 12), "64.4")), of(new)).now
    assert list(one.disputes) == []


def test_the_later_plan_is_used_where_plans_disagree() -> None:  # SE05
    column = {"Utfall 2024": "61"}
    one = made(of(small(2025, Utgångsvärde="60")), of(small(2026, **column))).now
    assert years(one) == [(2024, Decimal(61)), (2025, Decimal(70))]
    assert [remark.endswith("Det senare planens används.") for remark in one.disputes] == [True]


UNITS = st.lists(st.sampled_from(["%", "antal", "index"]), min_size=3, max_size=3)


@given(UNITS, st.permutations(range(3)))
def test_what_is_broken_is_never_joined(units: list[str], order: list[int]) -> None:  # SE03 SE07
    plans = [
        of(small(2024 + at, Enhet=unit, Utgångsvärde=str(40 + at), Målvärde="80"))
        for at, unit in enumerate(units)
    ]
    one = made(*(plans[at] for at in order))
    assert one == made(*plans)
    for segment in one.segments:
        measured = {units[point.plan_year - 2024] for point in segment.points}
        assert measured == {segment.indicator.unit}
    changes = sum(a != b for a, b in pairwise(units))
    assert len(one.segments) == changes + 1
    assert (one.now.trend != "") is (changes == 0)


@given(st.permutations([("2025-08", "40"), ("2025-12", "64"), ("2025-12", "66")]))
def test_the_order_of_returns_does_not_matter(given_in: list[tuple[str, str]]) -> None:  # SE07
    old = small(2025)
    at = {"2025-08": AUGUST_2025, "2025-12": period_of(old, 12)}
    returned = [outcome(at[period], number) for period, number in given_in]
    one = made(of(old, *returned)).now
    assert [p.value for p in one.points] == [*map(Decimal, (70, 40, 64, 66))]
    assert years(one)[-1] == (2025, Decimal(66))
