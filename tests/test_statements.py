"""The statements as tables: what is printed, each row's verdict, and whether people can add it up.

- ST01: a row has the worst verdict of the sums that it is the total of, and where they differ.
- ST02: the note counts the sums that come out even, within rounding, and not at all.
- ST03: amounts stand as they are printed, with their decimals.
- ST04: a financial goal shows what the plan's own figures give: 399 of 11 357 is 3,5 %.
- ST05: restoration and reserve say what is left, when it is due and what may be reserved.
- ST06: they stand after Budget in the controllers' workbook, and in the JSON.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.year import Year
from sheetplan.plan.assessment import reserve_years, restoration
from sheetplan.plan.mark import Mark
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.reconciling.identities import Held, hold
from sheetplan.tables.balancing import reserve_table, restoration_table
from sheetplan.tables.statements import financial_goal_table, statement_tables
from sheetplan.tables.table import Quantity, Table
from tests.command_line import prepared
from tests.conftest import PERIOD
from tests.small_plan import Cells, small_plan


@pytest.fixture(scope="module")
def held(before: PlanReading) -> Held:
    """The bundled plan's identities, held."""
    return hold(before)


@pytest.fixture(scope="module")
def statements(plan: Plan, held: Held) -> Mapping[str, Table]:
    """The statements by their names."""
    return {table.title: table for table in statement_tables(plan, held)}


def said(table: Table, name: str) -> tuple[str | None, str | None]:
    """What is said beside a row: the verdict's word, and where it differs."""
    row = next(row for row in table.rows if row[0] == name)
    verdict, uneven = row[-2:]
    assert verdict is None or isinstance(verdict, Mark)
    assert uneven is None or isinstance(uneven, str)
    return (verdict.word if verdict else None), uneven


def test_a_row_has_its_verdict_beside_it(statements: Mapping[str, Table]) -> None:  # ST01
    balance, cash = statements["Balansbudget"], statements["Kassaflöde"]
    assert said(balance, "Summa tillgångar") == ("Fel", "Plan 2026 −107, Plan 2027 +809")
    assert said(balance, "Summa eget kapital") == ("Exakt", None)
    assert said(balance, "Omsättningstillgångar") == (None, None)
    inflow = said(cash, "Kassaflöde investeringsverksamhet")
    assert inflow == ("Inom avrundning", "Utfall 2023 −1")
    fixed, uneven = said(balance, "Anläggningstillgångar")
    assert fixed == "Fel"
    assert uneven is not None
    assert uneven.startswith("Anläggningstillgångar: förra årets, investeringar")


@pytest.mark.parametrize(
    ("sheet", "note"),
    [
        ("Resultatbudget", "Alla 3 summor går att räkna efter."),
        ("Balansbudget", "Av 24 summor går 16 jämnt ut, 6 går ut inom avrundning och 2 stämmer"),
        ("Kassaflöde", "Av 30 summor går 29 jämnt ut, 1 går ut inom avrundning och 0 stämmer"),
        ("Investeringar", "Skillnad:"),
    ],
)
def test_the_note_says_if_sums_can_be_added(
    statements: Mapping[str, Table], sheet: str, note: str
) -> None:  # ST02
    assert statements[sheet].note.startswith(note)


def test_amounts_are_as_printed() -> None:  # ST03
    rows: list[Cells] = [
        {"Rad-id": "a", "Rad": "Intäkter", "2025": "10,5"},
        {"Rad-id": "b", "Rad": "Summa", "Beräknas som": "a + a", "2025": "21,0"},
    ]
    reading = small_plan(2025, {"Resultatbudget": rows})
    assert reading.plan is not None
    (table,) = statement_tables(reading.plan, hold(reading))
    assert [row[1] for row in table.rows] == [
        Quantity(Decimal("10.5"), "", 1),
        Quantity(Decimal("21.0"), "", 1),
    ]
    assert table.note.startswith("Summan går att räkna efter.")
    assert table.emphasis == {1}


def test_a_financial_goal_and_what_the_plan_gives(plan: Plan, held: Held) -> None:  # ST04
    first, second, _ = financial_goal_table(plan, held).rows
    assert (str(first[4]), str(first[5])) == ("3,5\u00a0%", "✔ Uppfylls helt")
    assert first[3] == "Budget 2025"
    assert (second[4], str(second[5])) == (None, "– Räknas inte av planen")


def test_a_missed_goal_is_not_rounded_to_a_met_one() -> None:
    """ST04: 2,96 of 100 is not shown as 3,0 % beside a goal of at least 3 %."""
    income: list[Cells] = [
        {"Rad-id": "a", "Rad": "Resultat", "2025": "2,96"},
        {"Rad-id": "b", "Rad": "Skatter", "2025": "100"},
    ]
    goal: Cells = {"Mål-id": "f", "Finansiellt mål": "Resultat", "Målvärde": "minst 3 %",
                   "Beräknas som": "a / b"}  # fmt: skip
    reading = small_plan(2025, {"Resultatbudget": income, "Finansiella mål": [goal]})
    assert reading.plan is not None
    (row,) = financial_goal_table(reading.plan, hold(reading)).rows
    assert (str(row[4]), str(row[5])) == ("2,96\u00a0%", "✖ Uppfylls inte")


def test_restoration_says_when_it_is_done(plan: Plan, held: Held) -> None:  # ST05
    made = restoration(held.figures)
    assert made is not None
    table = restoration_table(plan, made)
    assert table.note.endswith("Allt är återställt 2027.")
    due = {row[0]: row[-2] for row in table.rows if row[-2]}
    assert due == {
        "Varav från 2023, återställs senast 2026": "2026",
        "Varav från 2024, återställs senast 2027": "2027",
    }
    assert [str(row[-1]) for row in table.rows if row[-1]] == ["✔ Exakt"] * 4


def test_restoration_says_what_is_late_and_what_is_not_printed() -> None:  # ST05
    row: Cells = {"Rad-id": "r", "Rad": "Resultat", "Slag": "Årets balanskravsresultat",
                  "2023": "−50", "2024": "−20", "2025": "10", "2026": "5"}  # fmt: skip
    reading = small_plan(2025, {"Balanskrav": [row]})
    made = restoration(hold(reading).figures)
    assert made is not None
    assert reading.plan is not None
    table = restoration_table(reading.plan, made)
    note = table.note.replace("\u00a0", " ")
    assert note.endswith(
        "Efter 2026 återstår 55 tkr. 35 tkr från 2023 skulle ha återställts senast 2026."
    )
    assert [row[0] for row in table.rows][1:] == [
        "Från 2023 (står inte i planen)", "Från 2024 (står inte i planen)",
    ]  # fmt: skip


def test_the_reserve_is_told_in_a_sentence(plan: Plan, held: Held) -> None:  # ST05
    (year,) = reserve_years(held.figures)
    table = reserve_table(plan, [year])
    assumed, _, said = table.note.replace("\u00a0", " ").partition(" Lägg till den i ")
    assert assumed.startswith("ANTAGET: 2 %, den strängare gränsen, för planen har ingen rad")
    assert said == (
        "balansbudgeten. 2025: gränsen är 227,1 mnkr (2 %, antaget), så inget får reserveras."
    )
    known = replace(year, room=replace(year.room, is_share_known=True))
    assert reserve_table(plan, [known]).note.replace("\u00a0", " ") == (
        "2025: gränsen är 227,1 mnkr (2 %), så inget får reserveras."
    )
    shown = {str(row[0]).replace("\u00a0", " "): str(row[1]) for row in table.rows}
    assert shown["1 % av dem"] == "113,6"
    assert shown["Får högst reserveras"] == "0,0"


def test_they_stand_after_the_budget(year: Year) -> None:  # ST06
    prepared(year, "hsn")
    made = consolidate(year, PERIOD)
    sheets = load_workbook(io.BytesIO(made.workbook.read_bytes())).sheetnames
    at = sheets.index("Budget") + 1
    assert sheets[at : at + 11] == [
        "Prognoser", "Ramarnas ändring", "Ramarnas steg", "Ramar mot resultatbudget",
        "Resultatbudget", "Balansbudget", "Kassaflöde", "Investeringar", "Finansiella mål",
        "Balanskrav", "Resultatreserv",
    ]  # fmt: skip
    data = json.loads((made.folder / "tables.json").read_text("utf-8"))
    assert data["financial_goals"][0]["status"] == "met"
    assert data["reserve"][0]["room"] == 0
    assert [one["closing"] for one in data["restoration"]] == [239, 637, 589, 241, 0]
    assert {one["verdict"] for one in data["tied_totals"]} == {"exact", "rounding"}
    assert data["forecasts"][0]["linear"] == -502.5
    assert data["bridge"][-1]["committee"] is None
    total = next(one for one in data["statements"] if one["id"] == "bal-till")
    wrong = [r for r in total["reconciliations"] if r["verdict"] == "wrong"]
    assert [(r["column"], r["difference"]) for r in wrong] == [
        ("Plan 2026", -107), ("Plan 2027", 809),
    ]  # fmt: skip
