"""The figures of the bundled plan, held from its workbook: what agrees there and what does not.

- RF01: the frame table's rows: 4 exact, 10 within rounding with the bound 0.8, none wrong.
- RF02: the frame table's columns against the prose: all hold.
- RF03: the balance is wrong in exactly 2026 (−107) and 2027 (+809); a shifted row is why.
- RF04: restoration of negative results: all exact, oldest year first.
- RF05: cash flow: one within rounding (−1 262 against −1 261), the rest exact; its adjustment.
- RF06: the result chain and the financial goal: 11 357, 399, 218 and 3.5 % of at least 3 %.
- RF07: nothing else is wrong, and nothing that is declared is passed over.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, read_plan_file
from sheetplan.plan.plan import PlanReading
from sheetplan.plan.reconciliation import DeclaredIdentity
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.reconciling.identities import Held, Reconciliation, hold
from sheetplan.plan.statement import BalanceLine, CashFlowLine, IncomeLine, RestorationLine
from sheetplan.schema.numbers import NBSP


@pytest.fixture(scope="module")
def reading() -> PlanReading:
    return read_plan_file(plan_folder() / PLAN_FILE)


@pytest.fixture(scope="module")
def held(reading: PlanReading) -> Held:
    return hold(reading)


def about(held: Held, sheet: str) -> list[Reconciliation]:
    """Return the identities whose total stands on a sheet."""
    return [r for r in held.reconciliations if r.place.startswith(f"{sheet}!")]


def named(held: Held, prefix: str) -> list[Reconciliation]:
    """Return the identities whose keys begin so."""
    return [r for r in held.reconciliations if r.identity.startswith(prefix)]


def test_frame_rows(held: Held) -> None:  # RF01
    rows = named(held, "frame-row")
    assert Counter(r.verdict for r in rows) == {Verdict.EXACT: 4, Verdict.ROUNDING: 10}
    assert {r.bound for r in rows} == {Decimal("0.80")}


@pytest.mark.parametrize(
    ("identity", "printed"),
    [
        ("avs-text-fore", "10801"), ("avs-text-reduc", "460"), ("avs-text-tillskott", "345"),
        ("avs-text-omf", "0"), ("avs-text-index", "273"), ("avs-text-budget", "10958"),
    ],
)  # fmt: skip  # RF02
def test_frame_columns_against_the_prose(held: Held, identity: str, printed: str) -> None:
    [found] = named(held, identity)
    assert found.judgement.holds
    assert abs(found.judgement.reckoned - Decimal(printed)) <= found.bound or found.difference == 0


def test_all_columns_of_the_frame_table_are_held(held: Held) -> None:  # RF02
    columns = {r.identity for r in named(held, "avs-ram-")}
    assert len(columns) >= 10
    assert all(r.judgement.holds for r in named(held, "avs-ram-"))


def test_the_balance_is_wrong_in_two_years(held: Held) -> None:  # RF03
    assets = named(held, "assets")
    wrong = {r.equation.column: r.difference for r in assets if r.verdict is Verdict.WRONG}
    assert wrong == {"Plan 2026": Decimal(-107), "Plan 2027": Decimal(809)}
    assert [r.verdict for r in assets].count(Verdict.EXACT) == 4


def test_the_shifted_row_is_the_diagnosis(held: Held) -> None:  # RF03
    rolled = named(held, "avs-bal-anl-rull")
    assert [r.verdict for r in rolled] == [Verdict.WRONG] * 5
    for one in (*rolled, *(r for r in named(held, "assets") if r.verdict is Verdict.WRONG)):
        first = one.diagnoses[0]
        assert first.startswith("Raden Anläggningstillgångar på bladet Balansbudget verkar förskj")
        assert "en kolumn åt höger" in first
        assert first.endswith("i 4 av 4 kolumner i stället för i 0.")


def test_the_rest_of_the_balance_holds(held: Held) -> None:  # RF03
    found = about(held, BalanceLine.sheet)
    wrong = {r.identity for r in found if r.verdict is Verdict.WRONG}
    assert wrong == {"assets", "avs-bal-anl-rull"}
    exact = {"balance", "equity", "opening-equity", "financing"}
    for identity in exact:
        assert {r.verdict for r in named(held, identity)} == {Verdict.EXACT}


def test_restoration_is_exact(held: Held) -> None:  # RF04
    found = about(held, RestorationLine.sheet)
    assert Counter((r.identity, r.verdict) for r in found) == {
        ("closing-deficit", Verdict.EXACT): 5,
        ("opening-deficit", Verdict.EXACT): 4,
        ("deficit-parts", Verdict.EXACT): 5,
    }


def test_the_oldest_deficit_is_restored_first(reading: PlanReading) -> None:  # RF04
    assert reading.plan is not None
    rows = {row.id: dict(row.amounts) for row in reading.plan.restoration}
    surplus = {year: rows["krav-res"][f"Plan {year}"] for year in (2025, 2026, 2027)}
    left = {"krav-2023": Decimal(-239), "krav-2024": Decimal(-398)}
    for year, amount in surplus.items():
        rest = amount
        for part in ("krav-2023", "krav-2024"):
            restored = min(rest, -left[part])
            left[part] += restored
            rest -= restored
        assert left == {part: rows[part][f"Plan {year}"] for part in left}


def test_cash_flow(held: Held) -> None:  # RF05
    found = about(held, CashFlowLine.sheet)
    [rounded] = [r for r in found if r.verdict is not Verdict.EXACT]
    assert (rounded.identity, rounded.equation.column) == ("row:kas-invsum", "Utfall 2023")
    assert (rounded.judgement.reckoned, rounded.difference) == (Decimal(-1262), Decimal(-1))
    assert rounded.verdict is Verdict.ROUNDING


def test_the_adjustment_is_depreciation_and_provisions(held: Held) -> None:  # RF05
    found = [(r.equation.column, r.verdict) for r in named(held, "avs-kas-justering")]
    assert found == [
        (f"{kind} {year}", Verdict.EXACT)
        for kind, year in (
            ("Budget", 2024), ("Budget", 2025), ("Plan", 2026), ("Plan", 2027), ("Plan", 2028),
        )
    ]  # fmt: skip


def test_the_result_chain(held: Held) -> None:  # RF06
    found = {
        r.identity: (r.judgement.reckoned, r.verdict)
        for r in about(held, IncomeLine.sheet)
        if r.identity.startswith("row:")
    }
    assert found == {
        "row:res-skatter": (Decimal(11357), Verdict.EXACT),
        "row:res-verksamhet": (Decimal(399), Verdict.EXACT),
        "row:res-arets": (Decimal(218), Verdict.EXACT),
    }


def test_the_financial_goal_is_met(held: Held) -> None:  # RF06
    [goal] = held.goals
    said = (goal.goal.target.text, goal.shown, goal.met, goal.column)
    expected = ("minst 3 %", "3,5 %", True, "Budget 2025")
    assert expected == tuple(str(s).replace(NBSP, " ") if isinstance(s, str) else s for s in said)


def test_nothing_else_is_wrong(held: Held, reading: PlanReading) -> None:  # RF07
    assert {r.identity for r in held.wrong} == {"assets", "avs-bal-anl-rull"}
    assert held.problems == ()
    declared = {row.id for row in reading.found[DeclaredIdentity].rows}  # type: ignore[attr-defined]
    reached = {r.identity for r in held.reconciliations}
    assert declared - reached == set()
