"""A plan with tables of the region's own, of the kinds that the documents use."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, Year
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.computing import Key
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import Plan, PlanReading, read_plan
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.schema.cell import Grid
from sheetplan.schema.kinds import Number
from tests.conftest import PERIOD

TABLES = """
## Tabeller

| Tabell-id | Tabell | Fylls i av | Radrubrik | Sifferkolumner | Textkolumner | Enhet | Decimaler | Tomma rader | Periodicitet | Hjälptext |
|---|---|---|---|---|---|---|---|---|---|---|
| sjuk | Sjukfrånvaro | hsn, rs | Åldersgrupp | Kvinnor; Män; Totalt | | % | 1 | | | Andel av ordinarie arbetstid. |
| platser | Vårdplatser | hsn | Sjukhus | Jan; Feb; Mar; Apr; Maj; Jun; Jul; Aug; Sep; Okt; Nov; Dec; Hittills = Jan + Feb + Mar + Apr + Maj + Jun + Jul + Aug + Sep + Okt + Nov + Dec | | antal | | | | Medeltal per månad. |
| inhyrd | Inhyrd personal | hsn, rs | Yrkesgrupp | Förra året; I år; Ändring = I år − Förra året | Kommentar | mnkr | 1 | | | |
| atgarder | Åtgärder | hsn | Åtgärd | Beslutad effekt; Uppnådd effekt | Ansvarig | mnkr | 1 | 5 | | En rad för varje åtgärd. |
| avvikelser | Avvikelseanalys | hsn | Område | | Orsak; Aktivitet | | | 3 | Tertial: aug, dec | |
| resor | Resor/konto: "alla" [i tkr], med ett långt namn | rs | Konto | Belopp | | tkr | | | År | |

## Tabellrader

| Rad-id | Tabell-id | Rad | Beräknas som |
|---|---|---|---|
| sjuk-29 | sjuk | 29 år och yngre | |
| sjuk-49 | sjuk | 30–49 år | |
| sjuk-50 | sjuk | 50 år och äldre | |
| sjuk-sum | sjuk | Summa | sjuk-29 + sjuk-49 + sjuk-50 |
| plats-l | platser | Lycksele | |
| plats-s | platser | Skellefteå | |
| plats-u | platser | Umeå | |
| plats-alla | platser | Länet | Vårdplatser |
| hyr-lak | inhyrd | Läkare | |
| hyr-ssk | inhyrd | Sjuksköterskor | |
| hyr-vard | inhyrd | Vård, summa | hyr-lak + hyr-ssk |
| hyr-ovr | inhyrd | Övriga | |
| hyr-sum | inhyrd | Alla | hyr-vard + hyr-ovr |
| hyr-skillnad | inhyrd | Läkare utöver sjuksköterskor | −hyr-ssk + hyr-lak |
| atg-sum | atgarder | Summa | Åtgärder |
| resa-1 | resor | Tåg | |
| resa-2 | resor | Flyg | |
"""  # noqa: E501 - a table as people write it


@functools.cache
def bundled() -> Mapping[str, Grid]:
    file = plan_folder() / PLAN_FILE
    workbook = read_workbook(file.read_bytes(), file.name)
    assert isinstance(workbook, Workbook)
    return {grid.name: grid for grid in workbook.grids}


@functools.cache
def plan_reading(tables: str = TABLES) -> PlanReading:
    """Read the bundled plan with these tables for its own."""
    given = {grid.name: grid for grid in read_markdown(tables)}
    kept = {name: g for name, g in bundled().items() if not name.startswith("Tabell")}
    return read_plan({**kept, **given}.values())


@functools.cache
def plan_of(tables: str = TABLES) -> Plan:
    reading = plan_reading(tables)
    assert reading.plan is not None, reading.problems
    return reading.plan


def form_with(tables: str = TABLES, committee: str = "hsn", period: str = PERIOD) -> Form:
    plan = plan_of(tables)
    found, when = plan.committee(committee), plan.period(period)
    assert found is not None
    assert when is not None
    return build_form(plan, found, when)


def sheet_of(form: Form, table: str) -> FormSheet:
    sheet = form.sheet(f"table:{table}")
    assert sheet is not None
    return sheet


def year_of(folder: Path, tables: str = TABLES) -> Year:
    """Return a year's folder whose plan has these tables, nothing issued."""
    year = Year(folder / "År med tabeller")
    year.root.mkdir()
    year.plan_file.write_bytes(write_plan(plan_of(tables)))
    return year


HEADERS = (
    "Kvinnor", "Män", "0–17 år", "< 5 år", "> 5 år", "R12 t.o.m. aug", "Kostnad, netto", "jan",
    "Sep", "Dec 2024", "a/b", "Åtgärd (mnkr)", "år²", "ﬁnal", "class", "%", "'citat'", "Ǆ",
)  # fmt: skip
TITLES = ("Personal", "Ålder/kön: [test]", "'Citat' & <märke>", "T" * 40, "Ekonomi?", "History")


def random_table(
    random: Random, table_id: str = "t"
) -> tuple[PlanTable, tuple[PlanTableRow, ...]]:
    """Declare some table that is in order."""
    headers = random.sample(HEADERS, random.randint(1, 7))
    figures = headers[: random.randint(0, len(headers))]
    filled = figures[: random.randint(1, len(figures))] if figures else []
    sums = [f"{label} = {_terms(random, filled)}" for label in figures[len(filled) :]]
    rows = [f"{table_id}-{n}" for n in range(1, random.randint(1, 6))]
    title, spare = random.choice(TITLES), random.choice((0, 0, 2, 5))
    table = PlanTable(
        id=table_id,
        title=title,
        to=("rev",),
        figures="; ".join((*filled, *sums)),
        texts="; ".join(headers[len(figures) :]),
        unit=random.choice(("%", "mnkr", None)),
        decimals=random.randint(0, 2),
        empty_rows=spare if rows else 3,
    )
    made = [PlanTableRow(id=row, table=table_id, name=f"Rad {row}") for row in rows]
    for n in range(random.randint(0, 2)) if filled else ():
        known = [*(row.id for row in made), title]
        terms = random.choice((_terms(random, known), title))
        row_id = f"{table_id}-s{n}"
        row = PlanTableRow(id=row_id, table=table_id, name=f"Summa {n}", computed=terms)
        made.insert(random.randint(0, len(made)), row)
    return table, tuple(made)


def _terms(random: Random, names: list[str]) -> str:
    chosen = random.sample(names, random.randint(1, len(names)))
    text = "".join(random.choice((" + ", " − ")) + name for name in chosen)
    return text.removeprefix(" + ").strip()


def random_answers(random: Random, sheet: FormSheet) -> dict[Key, object]:
    """Answer some of a table's cells, or all of them."""
    share = random.choice((0.5, 0.9, 1))
    answers: dict[Key, object] = {}
    for row in sheet.rows:
        for key in sorted(row.asked):
            if random.random() < share:
                number = isinstance(sheet.kind(row, key), Number)
                amount = Decimal(random.randint(-20_000, 90_000)) / 100 + 2
                answers[(sheet.answer.key, row.id, key)] = amount if number else f"Text {key}"
    return answers


def form_of_table(random: Random) -> Form:
    """Return a committee's form with some table, ``t``, and no other sheet."""
    return form_of_tables(random, "t")


def form_of_tables(random: Random, *ids: str) -> Form:
    """Return a committee's form with some tables and no other sheet."""
    made = [random_table(random, table_id) for table_id in ids]
    rows = tuple(row for _, own in made for row in own)
    plan = replace(plan_of(), tables=tuple(table for table, _ in made), table_rows=rows)
    committee, period = plan.committee("rev"), plan.period(PERIOD)
    assert committee is not None
    assert period is not None
    return only_tables(build_form(plan, committee, period))


def only_tables(form: Form) -> Form:
    """Leave out the fixed sheets, which take their time."""
    return replace(form, sheets=tuple(s for s in form.sheets if s.table is not None))
