"""The balance requirement: restoration and result reserve, by kommunallagen 11:12–14.

- BK01: a deficit is restored by the results that follow, the oldest first, within three years.
- BK02: what the assembly exempts for special reasons is not restored.
- BK03: never is more restored than the result allows, and what is left adds up.
- BK04: the reserve may get what exceeds 1 or 2 % of taxes and grants, and hold 5 % in all.
- BK05: the bundled plan's own inputs give its table of restoration, and no reserve for 2025.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.plan.assessment import reserve_years, restoration
from sheetplan.plan.balancing import (
    Deficit,
    ReserveRoom,
    RestorationYear,
    YearResult,
    reserve_room,
    restore,
)
from sheetplan.plan.plan import PlanReading
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.reconciling.identities import hold
from tests.small_plan import Cells, small_plan

MONEY = st.decimals(-2_000, 2_000, places=1)
YEARS = st.lists(st.tuples(MONEY, st.decimals(0, 1_000, places=1)), min_size=1, max_size=9)


def run(*results: tuple[int | str | Decimal, int | str | Decimal]) -> list[RestorationYear]:
    years = enumerate(results, start=2023)
    return restore([YearResult(year, Decimal(a), Decimal(b)) for year, (a, b) in years])


def left(year: RestorationYear) -> list[tuple[int | None, object]]:
    return shown(year.left)


def shown(deficits: Sequence[Deficit]) -> list[tuple[int | None, object]]:
    return [(deficit.year, deficit.amount) for deficit in deficits]


def test_the_oldest_deficit_is_restored_first() -> None:  # BK01
    """100 and 50 to restore; 120 restores all of the first and 20 of the second."""
    *_, last = run((-100, 0), (-50, 0), (120, 0))
    assert shown(last.restored) == [(2023, 100), (2024, 20)]
    assert left(last) == [(2024, 30)]
    assert [last.opening, last.closing] == [150, 30]


def test_a_deficit_is_due_in_the_third_year_after() -> None:  # BK01
    years = run((-100, 0), (40, 0), (0, 0), (0, 0), (0, 0))
    assert [bool(year.overdue) for year in years] == [False, False, False, True, True]
    assert years[3].overdue == (Deficit(2023, Decimal(60)),)
    assert Deficit(2023, Decimal(60)).due == 2026


def test_an_older_deficit_has_no_known_year() -> None:  # BK01
    (year,) = restore([YearResult(2025, Decimal(10))], Decimal(30))
    assert left(year) == [(None, 20)]
    assert year.overdue == ()


def test_special_reasons_exempt_a_part() -> None:  # BK02
    """The region's 2023: 753 minus 514 leaves 239; an exemption beyond the deficit leaves 0."""
    assert left(run((-753, 514))[0]) == [(2023, 239)]
    assert left(run((-100, 150))[0]) == []
    assert left(run((-100, 0), (30, 500))[1]) == [(2023, 70)]


@given(YEARS)
def test_never_more_is_restored_than_the_result_allows(
    results: Sequence[tuple[Decimal, Decimal]],
) -> None:  # BK03
    for year, (result, exempt) in zip(run(*results), results, strict=True):
        restored = sum(d.amount for d in year.restored)
        assert restored == min(max(result, Decimal(0)), year.opening)
        new = max(-(result + exempt), Decimal(0)) if result < 0 else 0
        assert year.closing == year.opening - restored + new
        assert all(d.amount > 0 for d in (*year.restored, *year.left))


@given(YEARS)
def test_a_younger_deficit_waits_for_the_older(
    results: Sequence[tuple[Decimal, Decimal]],
) -> None:  # BK01, BK03
    years = run(*results)
    for year in years:
        order = [d.year or 0 for d in year.left]
        assert order == sorted(order)
        untouched = [d.year or 0 for d in year.restored]
        oldest = min((d.year or 0 for d in year.left if d.year != year.year), default=9999)
        assert all(one <= oldest for one in untouched)
    for before, after in pairwise(years):
        assert after.opening == before.closing


def room(
    result: int,
    taxes: int,
    equity: int | None = None,
    restored: int = 0,
    reserve: int = 0,
) -> ReserveRoom:
    whole = None if equity is None else Decimal(equity)
    return reserve_room(
        [Decimal(result)], Decimal(taxes), whole, Decimal(restored), Decimal(reserve)
    )


@pytest.mark.parametrize(
    ("equity", "share", "expected"),
    [(500, 1, 200), (0, 1, 200), (-1, 2, 100), (None, 2, 100)],
)
def test_the_share_depends_on_equity(equity: int | None, share: int, expected: int) -> None:
    """BK04: of 300, taxes 10 000: 1 % is 100 and 2 % is 200; unknown equity is the stricter."""
    one = room(300, 10_000, equity)
    assert [one.share, one.room] == [share, expected]
    assert one.is_share_known is (equity is not None)


def test_the_reserve_is_in_all_at_most_five_per_cent() -> None:  # BK04
    """5 % of 10 000 is 500; with 450 there is room for 50, with 600 for nothing."""
    assert room(900, 10_000, 1, reserve=450).room == 50
    assert room(900, 10_000, 1, reserve=600).room == 0


def test_earlier_deficits_are_restored_first() -> None:  # BK04
    """Malmö 2015: 540 minus 1 % (162 of 16 200) minus 193 to restore leaves 185."""
    assert room(540, 16_200, 1, restored=193).room == 185


def test_the_lower_of_the_two_results_counts() -> None:
    """BK04: 300 before and 250 after adjustments, 1 % of 10 000: 150 and not 200."""
    one = reserve_room([Decimal(300), Decimal(250)], Decimal(10_000), Decimal(1))
    assert [one.result, one.room] == [250, 150]


def test_a_result_at_the_limit_leaves_nothing() -> None:  # BK04
    assert room(100, 10_000, 1).room == 0
    assert room(-50, 10_000, 1).room == 0
    assert room(101, 10_000, 1).room == 1


def test_the_bundled_plan_gives_its_own_table(before: PlanReading) -> None:  # BK05
    made = restoration(hold(before).figures)
    assert made is not None
    rows = {row.id: row for row in made.table.rows}
    expected = {
        "krav-ing": [0, -239, -637, -589, -241],
        "krav-ut": [-239, -637, -589, -241, 0],
        "krav-2023": [-239, -239, -191, 0, 0],
        "krav-2024": [0, -398, -398, -241, 0],
    }
    for name, amounts in expected.items():
        assert amounts == [made.reckoned(rows[name], header) for header in made.years]
        assert {j.verdict for _, j in made.judge(rows[name])} == {Verdict.EXACT}
    assert not any(year.overdue for year in made.years.values())


def test_what_is_restored_is_not_reserved() -> None:
    """BK04, BK05: 90 in 2025 restores 40 of 2024; 2 % of 1 000 is 20, so 30 is left."""
    deficit: Cells = {"Rad-id": "k", "Rad": "Krav", "Slag": "Årets balanskravsresultat",
                      "Utfall 2024": "−40", "Budget 2025": "90"}  # fmt: skip
    income: list[Cells] = [
        {"Rad-id": "s", "Rad": "Skatter och bidrag", "Slag": "Skatter och bidrag, summa",
         "Budget 2025": "1 000"},
        {"Rad-id": "r", "Rad": "Resultat", "Slag": "Årets resultat", "Budget 2025": "90"},
    ]  # fmt: skip
    plan = small_plan(2025, {"Resultatbudget": income, "Balanskrav": [deficit]})
    (one,) = reserve_years(hold(plan).figures)
    assert [one.room.restored, one.room.room] == [40, 30]


def test_nothing_may_be_reserved_for_2025(before: PlanReading) -> None:  # BK05
    (one,) = reserve_years(hold(before).figures)
    assert [one.year, one.result, one.adjusted] == [2025, 218, 48]
    assert one.room.threshold == Decimal("227.14")
    assert one.room.room == 0
    assert not one.room.is_share_known


def test_equity_in_the_plan_decides_the_share() -> None:  # BK05
    income: list[Cells] = [
        {"Rad-id": "s", "Rad": "Skatter", "Slag": "Skatteintäkter", "Budget 2025": "900"},
        {"Rad-id": "b", "Rad": "Bidrag", "Slag": "Generella statsbidrag", "Budget 2025": "100"},
        {"Rad-id": "r", "Rad": "Resultat", "Slag": "Årets resultat", "Budget 2025": "30"},
    ]
    balance: list[Cells] = [
        {"Rad-id": "ek", "Rad": "Eget kapital", "Slag": "Summa eget kapital",
         "Budget 2025": "400"},
        {"Rad-id": "an", "Rad": "Ansvarsförbindelse",
         "Slag": "Ansvarsförbindelse för pensioner", "Budget 2025": "{}"},
    ]  # fmt: skip
    for obligation, share, expected in (("390", 1, 20), ("401", 2, 10)):
        rows = [balance[0], {**balance[1], "Budget 2025": obligation}]
        plan = small_plan(2025, {"Resultatbudget": income, "Balansbudget": rows})
        (one,) = reserve_years(hold(plan).figures)
        assert [one.room.share, one.room.room] == [share, expected]


def test_the_reserve_holds_what_it_held_a_year_before() -> None:
    """BK04, BK05: 5 % of 1 000 is 50; 45 were there when the year began, so 5 is left."""
    income: list[Cells] = [
        {"Rad-id": "s", "Rad": "Skatter och bidrag", "Slag": "Skatter och bidrag, summa",
         "Budget 2025": "1 000"},
        {"Rad-id": "r", "Rad": "Resultat", "Slag": "Årets resultat", "Budget 2025": "90"},
    ]  # fmt: skip
    balance: list[Cells] = [
        {"Rad-id": "rr", "Rad": "Reserv", "Slag": "Resultatreserv", "Bokslut 2024": "45",
         "Budget 2025": "50"},
    ]  # fmt: skip
    plan = small_plan(2025, {"Resultatbudget": income, "Balansbudget": balance})
    (one,) = reserve_years(hold(plan).figures)
    assert one.room.room == 5


def test_a_printed_row_that_differs_is_wrong() -> None:  # BK05
    columns = ("Utfall 2024", "Plan 2025")
    rows: list[Cells] = [
        {"Rad-id": "res", "Rad": "Resultat", "Slag": "Årets balanskravsresultat",
         **dict(zip(columns, ("−50", "20"), strict=True))},
        {"Rad-id": "ut", "Rad": "Utgående", "Slag": "Utgående ej återställt resultat",
         **dict(zip(columns, ("−50", "−33"), strict=True))},
    ]  # fmt: skip
    made = restoration(hold(small_plan(2025, {"Balanskrav": rows})).figures)
    assert made is not None
    said = dict(made.judge(made.table.rows[1]))
    assert [said[c].verdict for c in columns] == [Verdict.EXACT, Verdict.WRONG]
    assert [said[c].difference for c in columns] == [0, 3]
