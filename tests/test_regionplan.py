"""The bundled regionplan: what its workbook holds, as printed in the region's own documents.

Requirements:
- RP01: every sheet has all of its rows.
- RP02: a statement has the printed figures under the printed headings, printed errors too.
- RP03: each goal has its effects, its Agenda 2030 goals and its governing documents.
- RP04: the financial goals and the companies are the region's.
- RP05: the result budget adds up with plain plus, and is blank where nothing is printed.
- RP06: the identities hold, except where the original is wrong.
- RP07: the health committee's own tables are in order, and nobody else has any.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, read_plan_file
from sheetplan.plan.finance import FinancialGoal, Ownership
from sheetplan.plan.goal import GoalText
from sheetplan.plan.measure import Measure
from sheetplan.plan.plan import Plan
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.reconciliation import DeclaredIdentity
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.reconciling.identities import Reconciliation, hold
from sheetplan.plan.statement import (
    STATEMENTS,
    BalanceLine,
    CashFlowLine,
    IncomeLine,
    InvestmentLine,
    Line,
    RestorationLine,
)
from sheetplan.plan.words import Answer, GoalPart
from sheetplan.schema.column import Row

PLAN_YEARS = ["Budget 2024", "Budget 2025", "Plan 2026", "Plan 2027", "Plan 2028"]
HEADINGS: dict[type[Line], list[str]] = {
    IncomeLine: PLAN_YEARS,
    BalanceLine: ["Bokslut 2023", *PLAN_YEARS],
    CashFlowLine: ["Utfall 2023", *PLAN_YEARS],
    InvestmentLine: ["Bokslut 2023", *PLAN_YEARS],
    RestorationLine: ["Utfall 2023", "Prognos 2024", "Plan 2025", "Plan 2026", "Plan 2027"],
}


@pytest.fixture(scope="module")
def lines(plan: Plan) -> dict[str, Line]:
    rows = (row for sheet in STATEMENTS for row in plan.rows(sheet))
    return {row.id: row for row in rows if isinstance(row, Line)}


@pytest.fixture(scope="module")
def held() -> tuple[Reconciliation, ...]:
    found = hold(read_plan_file(plan_folder() / PLAN_FILE))
    assert found.problems == ()
    return found.reconciliations


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        (GoalText, 104),
        (Measure, 2),
        (FinancialGoal, 3),
        (IncomeLine, 7),
        (BalanceLine, 12),
        (CashFlowLine, 16),
        (InvestmentLine, 2),
        (RestorationLine, 6),
        (Ownership, 18),
        (PlanTable, 10),
        (PlanTableRow, 57),
        (DeclaredIdentity, 85),
    ],
)
def test_every_row_is_there(plan: Plan, sheet: type[Row], rows: int) -> None:  # RP01
    assert len(plan.rows(sheet)) == rows


def test_the_assembly_directs_thirteen_assignments(plan: Plan) -> None:  # RP01
    given = [a for a in plan.assignments if a.giver == "Regionfullmäktige"]
    assert [a.id for a in given] == [f"rf-{number}" for number in range(1, 14)]
    everybody = [a.id for a in given if a.addressees == "Alla nämnder och styrelser"]
    assert everybody == ["rf-2", "rf-7"]


@pytest.mark.parametrize("sheet", STATEMENTS)
def test_headings_are_the_printed_ones(plan: Plan, sheet: type[Line]) -> None:  # RP02
    rows = [row for row in plan.rows(sheet) if isinstance(row, Line)]
    assert list(dict.fromkeys(tag for row in rows for tag in row.amounts)) == HEADINGS[sheet]
    if sheet is not IncomeLine:
        assert {tuple(row.amounts) for row in rows} == {tuple(HEADINGS[sheet])}


@pytest.mark.parametrize(
    ("row", "amounts"),
    [
        ("bal-anl", "7673 7672 8022 8299 8595 8916"),
        ("bal-oms", "7339 8079 8288 8426 9614 9144"),
        ("bal-till", "15012 15751 16310 16832 17400 18060"),
        ("bal-ek", "2831 2394 2612 3140 3562 4054"),
        ("bal-avs", "6887 8063 8404 8398 8544 8712"),
        ("bal-skuld", "5294 5294 5294 5294 5294 5294"),
        ("kas-lopande", "734 1319 1175 1146 1199 1260"),
        ("kas-invsum", "-1261 -1100 -1063 -1100 -1141 -1180"),
        ("kas-fin", "444 0 0 0 0 0"),
        ("kas-ut", "130 349 461 507 565 645"),
        ("inv-ram", "938 930 893 920 951 980"),
        ("inv-avskr", "596 580 616 624 631 600"),
        ("krav-res", "-753 -1210 48 348 241"),
        ("krav-ut", "-239 -637 -589 -241 0"),
    ],
)
def test_amounts_are_the_printed_ones(
    lines: dict[str, Line], row: str, amounts: str
) -> None:  # RP02
    assert " ".join(str(value) for value in lines[row].amounts.values()) == amounts


@pytest.mark.parametrize(
    ("goal", "effects", "agenda", "documents"),
    [
        ("m1", 5, [3, 5, 10, 16], 6),
        ("m2", 5, [3, 5, 10, 16], 8),
        ("m3", 7, [5, 9, 10, 11], 7),
        ("m4", 7, [3, 5, 10], 7),
        ("m5", 6, [4, 5, 8, 10], 4),
        ("m6", 7, [7, 12, 13, 15], 4),
        ("m7", 6, [4, 9], 0),  # no document is printed under this goal
    ],
)
def test_what_a_goal_holds(
    plan: Plan, goal: str, effects: int, agenda: list[int], documents: int
) -> None:  # RP03
    own = [text for text in plan.goal_texts if text.goal == goal]
    parts = Counter(text.part for text in own)
    assert (parts[GoalPart.EFFECT], parts[GoalPart.DOCUMENT]) == (effects, documents)
    told = [text for text in own if text.part is GoalPart.AGENDA]
    assert [int(text.text.partition(".")[0]) for text in told] == agenda
    assert [text.id for text in told] == [f"{goal}-agenda-{number}" for number in agenda]


def test_an_agenda_goal_has_one_name(plan: Plan) -> None:  # RP03
    names = {text.text for text in plan.goal_texts if text.part is GoalPart.AGENDA}
    assert len(names) == len({name.partition(".")[0] for name in names}) == 12


def test_the_financial_goals(plan: Plan) -> None:  # RP04
    said = {goal.id: goal.target.text.replace("\u00a0", " ") for goal in plan.financial_goals}
    assert said == {
        "fin-resultat": "minst 3 %",
        "fin-soliditet": "minst −13 %",
        "fin-skuld": "högst 22 %",
    }
    assert [goal.target.low for goal in plan.financial_goals] == [3, -13, 22]


def test_only_the_bus_company_is_consolidated(plan: Plan) -> None:  # RP04
    owned = {company.name: company for company in plan.ownerships}
    assert [n for n, c in owned.items() if c.consolidated is Answer.YES] == ["Länstrafiken"]
    assert [n for n, c in owned.items() if c.owner] == ["Bussgods", "Samtrafiken AB"]
    assert sum(company.share for company in plan.ownerships) == Decimal("641.6")


def test_the_result_budget_adds_up_with_plus(lines: dict[str, Line]) -> None:  # RP05
    year = {row: line.amounts.get("Budget 2025", Decimal(0)) for row, line in lines.items()}
    assert year["res-skatt"] + year["res-bidrag"] == year["res-skatter"] == 11357
    assert year["res-skatter"] + year["res-netto"] == year["res-verksamhet"] == 399
    assert year["res-verksamhet"] + year["res-finans"] == year["res-arets"] == 218


def test_what_is_not_printed_is_blank(lines: dict[str, Line]) -> None:  # RP05
    filled = {line.id: len(line.amounts) for line in lines.values() if line.id[:3] == "res"}
    assert {row for row, count in filled.items() if count > 1} == {"res-netto", "res-arets"}
    assert set(filled.values()) == {1, len(PLAN_YEARS)}


def test_wrong_is_what_is_wrong_in_the_original(
    held: tuple[Reconciliation, ...],
) -> None:  # RP06
    wrong = {
        (one.identity, one.equation.column, int(one.difference))
        for one in held
        if one.verdict is Verdict.WRONG
    }
    assert wrong == {
        ("assets", "Plan 2026", -107),
        ("assets", "Plan 2027", 809),
        ("avs-bal-anl-rull", "Budget 2024", 351),
        ("avs-bal-anl-rull", "Budget 2025", -73),
        ("avs-bal-anl-rull", "Plan 2026", 19),
        ("avs-bal-anl-rull", "Plan 2027", 24),
        ("avs-bal-anl-rull", "Plan 2028", 59),
    }


@pytest.mark.parametrize(
    ("identity", "exact", "within"),
    [
        ("avs-text-inv-period", 1, 0),
        ("avs-kas-justering", 5, 0),
        ("avs-kas-inv-ram", 5, 0),
        ("avs-bal-anl-skift", 3, 1),  # each printed figure is the year before's closing one
        ("avs-bal-till-rull", 5, 0),  # so the totals are right, and the two rows above them not
        ("avs-ram-budget", 1, 0),
        ("avs-text-fore", 0, 1),
        ("frame-row", 4, 10),
        ("closing-deficit", 5, 0),
        ("opening-deficit", 4, 0),
        ("deficit-parts", 5, 0),
        ("row:kas-invsum", 5, 1),
        ("cash-flow", 6, 0),
        ("closing-cash", 6, 0),
    ],
)
def test_how_often_an_identity_holds(
    held: tuple[Reconciliation, ...], identity: str, exact: int, within: int
) -> None:  # RP06
    verdicts = Counter(one.verdict for one in held if one.identity == identity)
    assert verdicts == Counter({Verdict.EXACT: exact, Verdict.ROUNDING: within})


def test_every_declared_identity_is_held_and_says_its_source(
    plan: Plan, held: tuple[Reconciliation, ...]
) -> None:  # RP06
    declared = {one.id for one in plan.identities}
    assert declared - {one.identity for one in held} == set()
    assert all(one.source for one in plan.identities)


def test_own_tables_are_the_health_committees(plan: Plan) -> None:  # RP07
    assert {table.to for table in plan.tables} == {("hsn",)}
    assert all(table.about for table in plan.own_tables)
    rows = Counter(row.table for row in plan.table_rows)
    assert {table.id for table in plan.tables} == set(rows)
    sums = {row.table for row in plan.table_rows if row.computed}
    shares = {table.id for table in plan.tables if table.unit == "%"}
    assert not sums & shares
