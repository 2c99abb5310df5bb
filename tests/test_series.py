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

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.consolidate import Consolidated, consolidate
from sheetplan.flows.year import PLAN_FILE, Year, read_plan_file
from sheetplan.plan.markdown import dump_plan, read_markdown
from sheetplan.plan.plan import PlanReading, read_plan
from sheetplan.plan.series import PlanYear, ReturnedOutcome, Segment, Series, Source, all_series
from sheetplan.plan.settings import Period
from sheetplan.plan.trend import compared, trend
from sheetplan.plan.words import Direction
from tests.conftest import tab_of
from tests.small_plan import INDICATOR, Cells, small_plan
from tests.submissions import add, received, value

NEXT_YEAR = Path(__file__).resolve().parent.parent / "workbooks" / "vasterbotten-2026"
UP = Direction.UP
DIRECTIONS = st.sampled_from(Direction)
NUMBERS = st.integers(-10_000, 10_000).map(lambda number: Decimal(number) / 100)
VALUES = st.lists(NUMBERS, min_size=3, max_size=8)


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
def before() -> PlanReading:
    return read(plan_folder())


@pytest.fixture(scope="module")
def after() -> PlanReading:
    return read(NEXT_YEAR)


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


def small(year: int, **changes: str) -> PlanReading:
    row: Cells = {**INDICATOR, "Utgångsår": str(year - 1), **changes}
    return small_plan(year, {"Indikatorer": [row]})


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


WORDS = [
    ("70 72 74 76", "ökar tre år i rad, åt rätt håll"),
    ("70 72 74", "ökar två år i rad, åt rätt håll"),
    ("74 70 74 72 69", "minskar två år i rad, åt fel håll"),
    ("70 71 72", "ökar två år i rad, åt rätt håll"),
    ("68 69 68", "i stort sett oförändrad"),
    ("4 5 4", "växlar"),
    ("70 75 72", "växlar"),
    ("28 31 31.4", "ökar, men inte varje år, åt rätt håll"),
    ("75 73 73", "minskar, men inte varje år, åt fel håll"),
    ("0 0 0", "i stort sett oförändrad"),
    ("70 90", ""),
]


@pytest.mark.parametrize(("numbers", "expected"), WORDS)
def test_the_trend_in_words(numbers: str, expected: str) -> None:  # SE06
    assert trend(list(enumerate(map(Decimal, numbers.split()), 2020)), 0, UP) == expected


def test_years_that_are_not_known_are_not_counted_in() -> None:  # SE06
    values = [(2019, Decimal(50)), (2022, Decimal(60)), (2023, Decimal(70))]
    assert trend(values, 0, UP) == "ökar 2019–2023, men alla år är inte kända, åt rätt håll"


@pytest.mark.parametrize("direction", [Direction.RANGE, Direction.UNDECIDED])
def test_no_side_is_right_where_the_plan_has_not_said(direction: Direction) -> None:  # SE06
    values = [(year, Decimal(year)) for year in (2021, 2022, 2023)]
    assert trend(values, 2, direction) == "ökar två år i rad"
    assert compared(Decimal(2), Decimal(1), 0, direction) == ("högre än", "")


@pytest.mark.parametrize(
    ("now", "expected"),
    [("62", ("högre än", ", åt rätt håll")), ("60.4", ("samma som", "")),
     ("50", ("lägre än", ", åt fel håll"))],
)  # fmt: skip
def test_a_period_is_set_against_the_same_months(now: str, expected: tuple[str, str]) -> None:
    assert compared(Decimal(now), Decimal(60), 0, UP) == expected  # SE04


def dated(numbers: Sequence[Decimal]) -> list[tuple[int, Decimal]]:
    return list(enumerate(numbers, 2020))


@given(st.lists(NUMBERS, max_size=2), DIRECTIONS)
def test_two_years_are_no_trend(numbers: list[Decimal], direction: Direction) -> None:  # SE06
    assert trend(dated(numbers), 0, direction) == ""


@given(VALUES, DIRECTIONS, st.integers(-3, 3), st.integers(0, 2))
def test_a_trend_does_not_depend_on_the_scale(
    numbers: list[Decimal], direction: Direction, power: int, decimals: int
) -> None:  # SE07
    scaled = [number.scaleb(power) for number in numbers]
    expected = trend(dated(numbers), decimals, direction)
    assert trend(dated(scaled), decimals - power, direction) == expected


@given(VALUES, st.sampled_from([Direction.UP, Direction.DOWN]))
def test_a_mirrored_trend_goes_the_other_way(
    numbers: list[Decimal], direction: Direction
) -> None:  # SE07
    other = Direction.DOWN if direction is Direction.UP else Direction.UP
    said = trend(dated([-number for number in numbers]), 2, other)
    swap = {"ökar": "minskar", "minskar": "ökar"}
    back = re.sub("ökar|minskar", lambda found: swap[found[0]], said)
    assert trend(dated(numbers), 2, direction) == back


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


# --- the flow: folders, stores and the consolidated workbook


def planned(folder: Path, plan: PlanReading | None, former: str | None = None) -> Year:
    """Write a plan that names its former one in a year's folder."""
    assert plan is not None
    assert plan.plan is not None
    folder.mkdir()
    settings = replace(plan.plan.settings, former_plan=former)
    (folder / PLAN_FILE).write_bytes(write_plan(replace(plan.plan, settings=settings)))
    return Year(folder)


def outcomes(year: Year, period: str, numbers: Mapping[str, str]) -> None:
    """Put a return in a year's store."""
    name = f"{year.root.name} {period}"
    add(
        year.store_file,
        replace(
            received(name),
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            file=f"hsn-{period}.xlsx",
            period=period,
            values=tuple(value(Decimal(number), row) for row, number in numbers.items()),
        ),
    )


@pytest.fixture(scope="module")
def two_years(
    before: PlanReading, after: PlanReading, tmp_path_factory: pytest.TempPathFactory
) -> Consolidated:
    """August 2026 of the bundled plan, with the outcomes of 2025 in its former folder."""
    root = tmp_path_factory.mktemp("Uppföljning å ä ö")
    old = planned(root / "2025", before)
    outcomes(old, "2025-08", {"hsn-2.1.1": "30"})
    outcomes(old, "2025-12", {"hsn-1.1.1": "66", "hsn-2.1.1": "31.4", "hsn-2.2.2": "5"})
    new = planned(root / "2026", after, "..\\2025")  # as people write it on Windows
    outcomes(new, "2026-08", {"hsn-2.1.1": "33", "hsn-2.2.1": "2000"})
    return consolidate(new, "2026-08")


def rows_of(made: Consolidated) -> dict[tuple[str, str], dict[str, str]]:
    text = (made.folder / "series.csv").read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {(row["Id"], row["Serie"]): row for row in rows}


def test_the_sheet_has_a_row_a_segment(two_years: Consolidated) -> None:  # SE09
    rows = rows_of(two_years)
    shown = rows["hsn-1.1.1", "Nu"]
    assert [shown[year] for year in ("2023", "2024", "2025")] == ["71", "68", "66"]
    assert shown["Utveckling"] == "minskar två år i rad, åt fel håll"
    assert shown["Källor"].endswith("2025: lämnat utfall i hsn-2025-12.xlsx")
    now = rows["hsn-2.1.1", "Nu"]
    assert now["jan–aug 2026"] == "33"
    assert now["Mot samma månader tidigare"] == ("högre än jan–aug 2025 (30\u00a0%), åt rätt håll")
    broken = rows["hsn-2.2.1", "Före brott"]
    assert (broken["Enhet"], broken["2023"], broken["2024"]) == ("%", "0", "")
    assert broken["Anmärkning"] == (
        "Brott: andel har blivit antal, enheten ”%” har blivit ”antal”. "
        "Jämförs inte med senare värden."
    )


def test_the_series_are_in_the_json(two_years: Consolidated) -> None:  # SE09
    data = json.loads((two_years.folder / "tables.json").read_text("utf-8"))
    one = next(one for one in data["series"] if one["id"] == "hsn-2.1.1")
    (segment,) = one["segments"]
    points = [(p["year"], p["period"], p["value"], p["source"]) for p in segment["points"]]
    assert points == [
        (2023, None, 28, "baseline"),
        (2024, None, 31, "baseline"),
        (2025, "2025-08", 30, "returned"),
        (2025, "2025-12", 31.4, "returned"),
        (2026, "2026-08", 33, "returned"),
    ]
    assert [p["used"] for p in segment["points"]] == [True, True, False, True, False]


def test_every_row_with_three_years_has_its_chart(two_years: Consolidated) -> None:  # SE09
    tab = tab_of(load_workbook(two_years.workbook), "Trender")
    rows = {tab.cell(row, 2).value: row for row in range(5, tab.max_row + 1)}
    drawn = {chart.anchor._from.row + 1 for chart in tab._charts}  # type: ignore[attr-defined]  # noqa: SLF001
    assert drawn == {rows["hsn-1.1.1"], rows["hsn-2.1.1"], rows["hsn-2.2.2"]}
    with zipfile.ZipFile(two_years.workbook) as archive:
        drawing = etree.fromstring(archive.read("xl/drawings/drawing1.xml"))
        chart = etree.fromstring(archive.read("xl/charts/chart1.xml"))
    said = [frame.get("descr") for frame in drawing.iter("{*}cNvPr")]
    assert said[0] == (
        "Linjediagram. Andel barn och unga som triageras till första linjen: 2023: 71\u00a0%, "
        "2024: 68\u00a0%, 2025: 66\u00a0%. Minskar två år i rad, åt fel håll."
    )
    row = rows["hsn-1.1.1"]
    references = [element.text for element in chart.iter("{*}f")]
    assert references == [
        f"'Trender'!$C${row}", "'Trender'!$F$4:$H$4", f"'Trender'!$F${row}:$H${row}",
        f"'Trender'!$E${row}",
    ]  # fmt: skip
    assert [point.findtext("{*}v") for point in chart.iter("{*}pt")][-4:-1] == [
        "0.71", "0.68", "0.66",
    ]  # fmt: skip


def test_a_plan_with_one_year_of_values_has_no_sheet(
    before: PlanReading, tmp_path: Path
) -> None:  # SE09
    made = consolidate(planned(tmp_path / "2025", before), "2025-08")
    assert "Trender" not in load_workbook(made.workbook).sheetnames
    assert not (made.folder / "series.csv").exists()


def problems_of(year: Year, period: str = "2026-08") -> list[str]:
    made = consolidate(year, period)
    return [line for line in made.overview if "[PLAN-5" in line]


@pytest.mark.parametrize(
    ("former", "code"),
    [("../2024", "PLAN-50"), ("x" * 5000, "PLAN-50"), ("../öst", "PLAN-51"), (".", "PLAN-52"),
     ("../trasig", "PLAN-53")],
)  # fmt: skip
def test_a_former_plan_of_no_use_stops_nothing(
    after: PlanReading, tmp_path: Path, former: str, code: str
) -> None:  # SE08
    planned(tmp_path / "öst", after)
    (tmp_path / "trasig").mkdir()
    (tmp_path / "trasig" / PLAN_FILE).write_bytes(b"")
    (said,) = problems_of(planned(tmp_path / "2026", after, former))
    assert said.endswith(f"[{code}]")


def test_plans_that_lead_back_to_one_another_are_followed_once(
    before: PlanReading, after: PlanReading, tmp_path: Path
) -> None:  # SE08
    planned(tmp_path / "2025", before, "../2026")
    new = planned(tmp_path / "2026", after, "../2025")
    (said,) = problems_of(new)
    assert said.startswith("2025/plan.xlsx (Förra planens mapp): ”../2026” leder tillbaka")
    assert rows_of(consolidate(new, "2026-08"))["hsn-1.1.1", "Nu"]["2023"] == "71"


def test_a_store_that_cannot_be_read_leaves_the_plans_own_values(
    before: PlanReading, after: PlanReading, tmp_path: Path
) -> None:  # SE08
    old = planned(tmp_path / "2025", before)
    old.store_file.write_bytes(b"inte en databas")
    new = planned(tmp_path / "2026", after, "../2025")
    (said,) = problems_of(new)
    assert said.endswith("[PLAN-54]")
    assert rows_of(consolidate(new, "2026-08"))["hsn-1.1.1", "Nu"]["2023"] == "71"


def test_the_chain_goes_on_through_every_plan(tmp_path: Path) -> None:  # SE01
    previous = None
    for year in (2024, 2025, 2026):
        planned(tmp_path / str(year), small(year, Utgångsvärde=str(year - 1960)), previous)
        previous = f"../{year}"
    made = consolidate(Year(tmp_path / "2026"), "2026-12")
    (row,) = rows_of(made).values()
    assert [row[year] for year in ("2023", "2024", "2025")] == ["64", "65", "66"]
    assert row["Utveckling"] == "ökar två år i rad, åt rätt håll"
