"""The region's own tables from issue to report, and what people do to them on the way.

Requirements:
- OT11: what is typed into the tables is accepted, counted and stored.
- OT12: an empty table is one remark, a row that is filled in by half one; blank is not zero.
- OT13: text in a figure cell, a removed row or column and the like are told as on any sheet.
- OT14: a table that the plan gets after the issue is not held against the committee.
- OT15: the consolidated workbook, CSV and JSON hold each table; only what is additive is added.
- OT16: the report holds the tables that have values; a template without a place for them is told.
"""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.demo import fill_in
from sheetplan.flows.receive import Receipt
from sheetplan.flows.report import report
from sheetplan.flows.status import status
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.word.package import DOCUMENT, read_parts
from tests.conftest import (
    PERIOD,
    Change,
    cell_of,
    changed,
    codes,
    column_number,
    hand_in,
    issue_to_committees,
    issued_file,
    row_number,
    tab_of,
)
from tests.own_tables import (
    TABLES,
    form_with,
    plan_of,
    year_of,
)
from tests.word_file import changed as template_changed

ANSWERS = """
## Sjukfrånvaro

| Åldersgrupp | Kvinnor | Män | Totalt |
|---|---|---|---|
| 29 år och yngre | 5,1 | 3,2 | 4,6 |
| 30–49 år | 6 % | 3,9 | 5,4 |
| 50 år och äldre | 7,2 | 0 | 6,5 |

## Vårdplatser

| Sjukhus | Jan | Feb | Mar | Apr | Maj | Jun | Jul | Aug |
|---|---|---|---|---|---|---|---|---|
| Lycksele | 60 | 60 | 58 | 58 | 57 | 40 | 38 | 55 |
| Skellefteå | 110 | 111 | 112 | 110 | 108 | 90 | 88 | 105 |
| Umeå | 320 | 322 | 325 | 320 | 318 | 280 | 270 | 310 |

## Inhyrd personal

| Yrkesgrupp | Förra året | I år | Kommentar |
|---|---|---|---|
| Läkare | 120,5 | 101,2 | Färre hyrläkare. |
| Sjuksköterskor | 60 | 31 | |
| Övriga | 4 | 3,5 | =1+1 |

## Åtgärder

| Åtgärd | Beslutad effekt | Uppnådd effekt | Ansvarig |
|---|---|---|---|
| Minskad inhyrning | 40 | 12,5 | Områdeschef |
| Prövning av tjänster | 25 | 9 | |

## Avvikelseanalys

| Område | Orsak | Aktivitet |
|---|---|---|
| Sjukhusvård | Dyra pass | Schemaläggning |
"""


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Year:
    year = year_of(tmp_path_factory.mktemp("utskick"))
    issue_to_committees(year)
    return year


@pytest.fixture
def year(issued: Year, tmp_path: Path) -> Year:
    own = Year(tmp_path / "År")
    own.issued.mkdir(parents=True)
    own.plan_file.write_bytes(issued.plan_file.read_bytes())
    folder = own.issued / PERIOD
    folder.mkdir()
    for path in (issued.issued / PERIOD).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return own


def filled(year: Year, committee: str = "hsn", answers: str = ANSWERS) -> bytes:
    return filled_once(issued_file(year, committee).read_bytes(), committee, answers)


@functools.cache
def filled_once(empty: bytes, committee: str, answers: str) -> bytes:
    sample = plan_folder() / "returns" / PERIOD / f"{committee}.md"
    kept = fixed_sheets(sample.read_text(encoding="utf-8"))
    return fill_in(empty, form_with(committee=committee), f"{kept}\n{answers}")


def fixed_sheets(text: str) -> str:
    """Leave out the answers to the bundled plan's own tables."""
    fixed = ("Start", "Indikatorer", "Delmål", "Uppdrag", "Ekonomi", "Texter")
    sections = text.split("\n## ")
    return "\n## ".join([sections[0], *(s for s in sections[1:] if s.startswith(fixed))])


def sent(year: Year, change: Change, answers: str = ANSWERS) -> Receipt:
    return hand_in(year, changed(filled(year, answers=answers), change), f"hsn-{PERIOD}.xlsx")


def untouched(book: Workbook) -> None:
    del book


def said(receipt: Receipt) -> list[str]:
    return [str(problem) for problem in receipt.problems]


# OT11


def test_a_whole_return_is_accepted(year: Year) -> None:
    assert said(hand_in(year, filled(year), f"hsn-{PERIOD}.xlsx")) == []
    (own,) = (s for s in status(year, require_plan(year), require_period(plan_of(), PERIOD))
              if s.respondent.id == "hsn")  # fmt: skip
    assert own.progress.filled == own.progress.asked
    assert own.progress.asked == 100 + 3 + 3 + 3 + 1 + 1


# OT12


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "| Läkare | 120,5 | 101,2 |",
            "| Läkare | 120,5 | |",
            "Inhyrd personal!D6 (I år): Raden ”Läkare” är inte helt ifylld: I år saknas.",
        ),
        (
            "| Umeå | 320 | 322 | 325 |",
            "| Umeå | | | 325 |",
            "Vårdplatser!C8 (Jan): Raden ”Umeå” är inte helt ifylld: Jan och Feb saknas.",
        ),
        (
            "| Sjukhusvård | Dyra pass | Schemaläggning |",
            "| Sjukhusvård | Dyra pass | |",
            "Avvikelseanalys!D6 (Aktivitet): Raden ”Sjukhusvård” är inte helt ifylld: Aktivitet",
        ),
    ],
)
def test_a_row_filled_in_by_half_is_one_remark(
    year: Year, old: str, new: str, expected: str
) -> None:
    assert ANSWERS.count(old) == 1
    receipt = sent(year, untouched, ANSWERS.replace(old, new))
    assert receipt.outcome == "remarks"
    assert len(receipt.problems) == 1
    assert said(receipt)[0].startswith(expected)


def test_a_row_with_figures_and_no_name_is_one_remark(year: Year) -> None:
    def unname(book: Workbook) -> None:
        cell_of(book, "Åtgärder", "spare:1", "name").value = None

    (remark,) = said(sent(year, unname))
    assert "Raden ”tom rad 1” är inte helt ifylld: Åtgärd saknas." in remark


def test_empty_tables_are_one_remark_each(year: Year) -> None:
    receipt = sent(year, untouched, "")
    assert codes(receipt) == ["INL-32"] * 5
    assert receipt.outcome == "remarks"


# OT13


def test_text_where_a_number_was_wanted_is_an_error(year: Year) -> None:
    def type_text(book: Workbook) -> None:
        cell_of(book, "Inhyrd personal", "hyr-lak", "col_i_år").value = "ca 100"

    receipt = sent(year, type_text)
    assert receipt.outcome == "refused"
    assert said(receipt) == [
        "Inhyrd personal!D6 (I år): Cellen innehåller ”ca 100”. Skriv ett tal i mnkr. [CELL-02]"
    ]


def test_a_share_without_its_per_cent_is_asked_about(year: Year) -> None:
    def paste(book: Workbook) -> None:
        cell = cell_of(book, "Sjukfrånvaro", "sjuk-29", "col_män")
        cell.value, cell.number_format = 0.032, "General"

    assert codes(sent(year, paste)) == ["CELL-12"]


def test_a_renamed_row_is_told_and_a_typed_sum_is_not_read(year: Year) -> None:
    def change(book: Workbook) -> None:
        cell_of(book, "Sjukfrånvaro", "sjuk-29", "name").value = "Unga"
        cell_of(book, "Inhyrd personal", "hyr-sum", "col_i_år").value = 999

    receipt = sent(year, change)
    assert sorted(codes(receipt)) == ["INL-11", "INL-87"]
    totals = {r["name"]: r["values"]["I år"] for r in rows_in(year, "inhyrd")}
    assert totals["Alla"] == 135.7


def test_a_given_row_must_be_there_and_an_unused_one_need_not(year: Year) -> None:
    def remove(book: Workbook, sheet: str, row: str) -> None:
        tab = tab_of(book, sheet)
        tab.delete_rows(row_number(tab, row))

    assert said(sent(year, lambda book: remove(book, "Åtgärder", "spare:4"))) == []
    refused = sent(year, lambda book: remove(book, "Sjukfrånvaro", "sjuk-49"))
    assert codes(refused) == ["INL-08"]
    assert "Raden ”30–49 år” saknas." in said(refused)[0]


def test_a_missing_column_of_names_is_an_error_where_names_are_asked_for(year: Year) -> None:
    def remove(book: Workbook) -> None:
        tab = tab_of(book, "Åtgärder")
        tab.delete_cols(column_number(tab, "name"))

    assert "INL-10" in codes(sent(year, remove))


def test_a_copied_row_and_a_row_of_their_own_are_told(year: Year) -> None:
    def add(book: Workbook) -> None:
        tab = tab_of(book, "Åtgärder")
        for col, value in enumerate(("spare:1", "Minskad inhyrning", "40"), start=1):
            tab.cell(20, col, value)
        tab.cell(22, 2, "En till")

    receipt = sent(year, add)
    assert codes(receipt) == ["INL-09", "INL-29"]
    assert "Raden ”tom rad 1” finns också på rad 6." in said(receipt)[0]


# OT14


def test_a_table_that_came_after_the_issue_is_not_held_against_them(year: Year) -> None:
    sent_before = filled(year)
    more = TABLES.replace("| rs | Konto |", "| hsn | Konto |").replace("| År |", "| |")
    wider = more.replace("| Kvinnor; Män; Totalt |", "| Kvinnor; Män; Totalt; Annat |")
    year.plan_file.write_bytes(write_plan(plan_of(wider)))
    receipt = hand_in(year, sent_before, f"hsn-{PERIOD}.xlsx")
    assert codes(receipt) == ["INL-28"]


# OT15


@pytest.fixture
def consolidated(year: Year) -> Year:
    hand_in(year, filled(year), f"hsn-{PERIOD}.xlsx")
    answers = ANSWERS.replace("| 120,5 | 101,2 |", "| 2 | -3,2 |").replace("| 4 | 3,5 |", "| | |")
    hand_in(year, filled(year, "rs", answers), f"rs-{PERIOD}.xlsx")
    consolidate(year, PERIOD)
    return year


def rows_in(year: Year, table: str) -> list[dict[str, Any]]:
    consolidate(year, PERIOD)
    data = json.loads((year.tables / PERIOD / "tables.json").read_text(encoding="utf-8"))
    return [row for row in data["tables"] if row["table"] == table]


def csv_of(year: Year, table: str) -> Iterator[list[str]]:
    text = (year.tables / PERIOD / f"table-{table}.csv").read_text(encoding="utf-8-sig")
    return csv.reader(io.StringIO(text), delimiter=";")


def test_amounts_are_added_over_committees_where_all_have_one(consolidated: Year) -> None:
    rows = list(csv_of(consolidated, "inhyrd"))
    assert rows[0] == ["Nämnd", "Yrkesgrupp", "Förra året", "I år", "Ändring", "Kommentar"]
    assert ["2 av 2 nämnder", "Läkare", "122,5", "98", "-24,5", ""] in rows
    assert ["2 av 2 nämnder", "Övriga", "", "", "", ""] in rows
    assert ["Hälso- och sjukvårdsnämnden", "Övriga", "4", "3,5", "-0,5", "'=1+1"] in rows
    assert len(rows) == 1 + 6 * 3


def test_percentages_are_never_added_over_committees(consolidated: Year) -> None:
    rows = list(csv_of(consolidated, "sjuk"))
    assert len(rows) == 1 + 4 * 2
    assert not [row for row in rows if "nämnder" in row[0]]


def test_a_table_of_one_committee_has_no_column_for_it(consolidated: Year) -> None:
    rows = list(csv_of(consolidated, "atgarder"))
    assert rows == [
        ["Åtgärd", "Beslutad effekt", "Uppnådd effekt", "Ansvarig"],
        ["Minskad inhyrning", "40", "12,5", "Områdeschef"],
        ["Prövning av tjänster", "25", "9", ""],
        ["Summa", "65", "21,5", ""],
    ]


def test_the_consolidated_workbook_has_a_sheet_a_table(consolidated: Year) -> None:
    file = consolidated.tables / PERIOD / f"sammanstallning-{PERIOD}.xlsx"
    book = load_workbook(file)
    assert book.sheetnames[-5:] == [
        "Sjukfrånvaro", "Vårdplatser", "Inhyrd personal", "Åtgärder", "Avvikelseanalys",
    ]  # fmt: skip
    tab = tab_of(book, "Inhyrd personal")
    assert tab["A1"].value == "Inhyrd personal, mnkr, jan–aug 2025"
    assert tab["C4"].value == "Förra året"
    assert str(tab.auto_filter.ref) == "A4:F14"  # to the last row that is no sum
    shares = tab_of(book, "Sjukfrånvaro")
    assert shares["C5"].value == 0.051
    assert shares["A2"].value == "Procenttal läggs inte ihop över nämnder."


def test_data_hold_each_row_with_its_table(consolidated: Year) -> None:
    (first, *_) = rows_in(consolidated, "atgarder")
    assert first == {
        "id": "spare:1",
        "table": "atgarder",
        "committee": "hsn",
        "unit": None,
        "period": PERIOD,
        "name": "Minskad inhyrning",
        "measured_in": "mnkr",
        "is_sum": False,
        "values": {"Beslutad effekt": 40, "Uppnådd effekt": 12.5, "Ansvarig": "Områdeschef"},
    }


# OT16


def test_the_report_has_a_chapter_with_the_tables_that_have_values(year: Year) -> None:
    hand_in(year, filled(year, answers=ANSWERS.partition("## Åtgärder")[0]), f"hsn-{PERIOD}.xlsx")
    written = report(year, "hsn", PERIOD)
    document = read_parts(written.path.read_bytes())[DOCUMENT].decode()
    assert written.omitted == ()
    assert "Sjukfrånvaro, %" in document
    assert "Vårdplatser, antal" in document
    assert ">Hittills<" in document
    assert ">Sep<" not in document
    assert "Åtgärder, mnkr" not in document


def test_a_template_without_a_place_for_the_tables_is_told(year: Year, template: bytes) -> None:
    hand_in(year, filled(year), f"hsn-{PERIOD}.xlsx")
    year.template.write_bytes(template_changed(template, "{{p bilaga.tabell }}", "borta"))
    omitted = report(year, "hsn", PERIOD).omitted
    assert omitted == tuple(
        f"tabellen ”{title}”"
        for title in ("Sjukfrånvaro, %", "Vårdplatser, antal", "Inhyrd personal, mnkr",
                      "Åtgärder, mnkr", "Avvikelseanalys")
    )  # fmt: skip
