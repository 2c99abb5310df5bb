"""What is not read: workbooks that are damaged or too large, and what is said of them."""

from __future__ import annotations

import pytest
from openpyxl import Workbook as NewWorkbook

from sheetplan.excel import cell_reader, reader
from sheetplan.plan.rules import file_rules
from tests.conftest import saved
from tests.xml_workbook import (
    BOOK,
    RELATIONS,
    SHEET,
    altered,
    named_sheets,
    read,
    refusal,
    swapped,
    with_rows,
)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r=""><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="-3"><c><v>1</v></c></row>',
        '<row r="99999999999999999999"><c><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"/><c><v>1</v></c></row>',
    ],
)
def test_an_address_outside_the_sheet_is_damage(row: str) -> None:
    problem = refusal(with_rows(f"<sheetData>{row}</sheetData>"))
    assert problem.rule is file_rules.FILE_DAMAGED
    assert problem.facts["found"].endswith("på bladet Sheet är omöjlig")


def test_twenty_thousand_rows_are_read_and_one_more_is_too_many() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_001))
    blank = '<row r="30000"><c r="A30000" s="1"/></row>'
    found = read(with_rows(f"<sheetData>{rows}{blank}</sheetData>")).grids[0]
    assert len(found.cells) == 20_000
    one_more = '<row r="30000"><c r="A30000"><v>1</v></c></row>'
    problem = refusal(with_rows(f"<sheetData>{rows}{one_more}</sheetData>"))
    assert problem.rule is file_rules.FILE_LIMIT
    assert problem.facts == {"found": "bladet Sheet har fler än 20000 ifyllda rader"}


def test_too_many_cells_in_a_sheet_or_in_all_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_rows('<sheetData><row r="1"><c><v>1</v></c><c><v>2</v></c></row></sheetData>')
    monkeypatch.setattr(cell_reader, "MAX_CELLS", 2)
    monkeypatch.setattr(reader, "MAX_CELLS_IN_ALL", 2)
    assert len(read(data).grids[0].cells) == 2
    monkeypatch.setattr(reader, "MAX_CELLS_IN_ALL", 1)
    assert refusal(data).facts == {"found": "den har fler än 1 ifyllda celler"}
    monkeypatch.setattr(cell_reader, "MAX_CELLS", 1)
    assert refusal(data).facts == {"found": "bladet Sheet har fler än 1 ifyllda celler"}


@pytest.mark.parametrize("part", [SHEET, BOOK, RELATIONS, "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("text", ["", "inte xml", "<a>", "<a></b>", "<a>\x01</a>", "<a>&x;</a>"])
def test_broken_xml_in_any_part_is_damage(part: str, text: str) -> None:
    problem = refusal(altered(saved(NewWorkbook()), lambda _: {part: text.encode()}))
    assert problem.rule is file_rules.FILE_DAMAGED
    assert len(problem.facts["found"]) < 80


def test_a_sheet_part_that_is_something_else_is_damage() -> None:
    data = altered(saved(NewWorkbook()), lambda _: {SHEET: b"<chartsheet/>"})
    assert refusal(data).facts == {"found": f"delen {SHEET} är inget blad"}


def test_a_workbook_part_that_is_something_else_is_damage() -> None:
    data = altered(saved(NewWorkbook()), lambda _: {BOOK: b"<document/>"})
    assert refusal(data).rule is file_rules.FILE_DAMAGED


@pytest.mark.parametrize("name", [SHEET, "xl/styles.xml"])
def test_a_part_that_the_workbook_names_but_lacks_is_damage(name: str) -> None:
    lost = name.replace(".xml", "-borta.xml")
    data = swapped(
        saved(NewWorkbook()), RELATIONS, name.rpartition("/")[2], lost.rpartition("/")[2]
    )
    problem = refusal(data)
    assert problem.rule is file_rules.FILE_DAMAGED
    assert "saknas" in problem.facts["found"]


@pytest.mark.parametrize(
    ("old", "new"), [('name="Ekonomi"', 'name="START"'), ('r:id="rId3"', 'r:id="rId1"')]
)
def test_two_sheets_with_one_name_or_one_part_are_damage(old: str, new: str) -> None:
    problem = refusal(swapped(saved(named_sheets()), BOOK, old, new))
    assert problem.rule is file_rules.FILE_DAMAGED
    assert "finns två gånger" in problem.facts["found"]
