"""Every kind of table that plans and reports use has a home, and the manual says which.

Requirements:
- OT31: each kind of table that the documents use is there, once.
- OT32: a home is a sheet of the plan, a sheet of a committee's workbook, or an own table.
- OT33: the examples of own tables can be declared as they are written, and are whole.
- OT34: what the guide shows can be declared as it is written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.homes import HOMES, Home
from sheetplan.plan.markdown import write_markdown
from sheetplan.plan.plan import SHEETS
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.returns import ANSWERS
from tests.own_tables import form_with, plan_reading, sheet_of

GUIDE = Path(__file__).resolve().parent.parent / "sheetplan" / "help" / "guide.md"
KINDS = {
    "indicator table": "Indikatorer",
    "assignments as planned": "Uppdrag som de planeras",
    "assignments as followed up": "Uppdrag som de följs upp, med analys",
    "directed assignments": "Riktade uppdrag, med många adressater",
    "summary": "Sammanfattning av mål, delmål och prognos",
    "legends": "Teckenförklaringar för mål och indikatorer",
    "deviation analysis": "Avvikelseanalys: område, orsak och aktivitet",
    "frames": "Ramar per nämnd med varav-rader",
    "result budget": "Resultatbudget",
    "balance budget": "Balansbudget",
    "the ledger, of our own": "Redovisningens filer, konton och ansvar",
    "cash flow": "Kassaflöde",
    "restoration of balanskrav": "Återställande enligt balanskravet",
    "investments and depreciation": "Investeringar och avskrivningar",
    "ownership shares": "Ägarandelar",
    "result per political frame": "Resultat per politisk ram",
    "cost types": "Kostnadsslag",
    "measures": "Åtgärder med beslutad och uppnådd effekt",
    "care places": "Vårdplatser per månad och rullande tolv månader",
    "hired staff": "Inhyrd personal, kostnad och merkostnad",
    "hired staff share": "Inhyrd personal, andel av personalkostnaden (R12)",
    "travel cost per account": "Resekostnader per konto",
    "staff numbers": "Personal: antal anställda",
    "sick leave": "Sjukfrånvaro efter kön, ålder och yrke",
    "effects, Agenda 2030, documents": (
        "Målens förväntade effekter, Agenda 2030 och styrande dokument"
    ),
}
EXAMPLES = [home for home in HOMES if home.example is not None]


def test_every_kind_of_table_has_one_home() -> None:  # OT31
    assert [home.name for home in HOMES] == list(KINDS.values())


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.name)
def test_a_home_is_a_sheet_that_exists(home: Home) -> None:  # OT32
    assert home.plan or home.form or home.example
    assert set(home.plan) <= set(SHEETS)
    assert set(home.form) <= set(ANSWERS)


def test_the_examples_can_be_declared_together() -> None:  # OT33
    tables = [home.example for home in EXAMPLES if home.example]
    rows = [row for home in EXAMPLES for row in home.rows]
    text = "\n".join((write_markdown(PlanTable, tables), write_markdown(PlanTableRow, rows)))
    reading = plan_reading(text)
    assert [str(p) for p in reading.problems if p.is_error] == []
    assert [p for p in check_meaning(reading) if p.place.sheet.startswith("Tabell")] == []
    form = form_with(text)
    for table in tables:
        assert sheet_of(form, table.id).rows


def test_the_guides_example_can_be_declared_as_it_is_written() -> None:  # OT34
    section = GUIDE.read_text(encoding="utf-8").partition("## Egna tabeller")[2]
    before, _, after = section.partition("På bladet **Tabellrader**")
    text = f"## Tabeller\n{before}\n## Tabellrader\n{after.partition('## Ändra')[0]}"
    reading = plan_reading(text)
    assert [str(p) for p in reading.problems if p.is_error] == []
    form = form_with(text)
    assert [len(sheet_of(form, table).rows) for table in ("sjuk", "atg")] == [4, 11]
    assert [p for p in check_meaning(reading) if p.place.sheet.startswith("Tabell")] == []
