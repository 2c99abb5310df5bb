"""What is read of a workbook beyond its values: addresses, sheets, parts and properties."""

from __future__ import annotations

import re
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl.packaging.custom import CustomPropertyList, StringProperty

from sheetplan.schema.cell import Cell
from tests.conftest import saved
from tests.xml_workbook import (
    BOOK,
    RELATIONS,
    SHEET,
    altered,
    named_sheets,
    read,
    swapped,
    with_rows,
)

TRANSITIONAL = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def add_property(book: NewWorkbook, name: str, value: str) -> None:
    properties: CustomPropertyList[Any] = getattr(book, "custom_doc_props")  # noqa: B009
    properties.append(StringProperty(name=name, value=value))


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    data = with_rows(
        "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="5"><c r="C5"><v>4</v></c><c><v>5</v></c></row>'
        "<row><c><v>6</v></c></row></sheetData>"
    )
    found = {at: c.value for at, c in read(data).grids[0].cells.items()}
    assert found == {(1, 1): 1, (1, 3): 3, (5, 3): 4, (5, 4): 5, (6, 1): 6}


@pytest.mark.parametrize(
    "dimension", ['<dimension ref="A1:XFD1048576"/>', '<dimension ref="C9"/>', ""]
)
def test_the_dimension_is_not_believed(dimension: str) -> None:
    data = with_rows('<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>')

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        sheet, hits = re.subn(rb"<dimension [^>]*>", dimension.encode(), parts[SHEET])
        assert hits == 1
        return {SHEET: sheet}

    assert set(read(altered(data, change)).grids[0].cells) == {(2, 2)}


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    data = with_rows(f"<sheetData>{row}{far}</sheetData>")
    start = time.perf_counter()
    found = read(data).grids[0]
    assert time.perf_counter() - start < 0.5
    assert {at: c.value for at, c in found.cells.items()} == {(1, 1): 1, (1_048_576, 16_384): 2}


def test_sheets_come_in_tab_order_with_the_hidden_ones_named() -> None:
    book = named_sheets()
    book.move_sheet("Ekonomi", -2)
    book["Mål & uppdrag"].sheet_state = "hidden"
    book["_id"].sheet_state = "veryHidden"
    found = read(saved(book))
    names = ["Ekonomi", "Start", "Mål & uppdrag", "_id"]
    assert [g.name for g in found.grids] == names
    assert [g.at(1, 1).value for g in found.grids] == names
    assert found.hidden == {"Mål & uppdrag", "_id"}
    assert found.remarks == ()


def test_tab_order_is_that_of_the_workbook_and_not_of_the_parts() -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        tags = re.findall(rb"<sheet [^>]*>", parts[BOOK])
        assert len(tags) == 4
        book = re.sub(rb"(<sheet [^>]*>)+", lambda _: b"".join(reversed(tags)), parts[BOOK])
        return {BOOK: book}

    found = read(altered(saved(named_sheets()), change))
    names = ["_id", "Ekonomi", "Mål & uppdrag", "Start"]
    assert [g.name for g in found.grids] == names
    assert [g.at(1, 1).value for g in found.grids] == names


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/sheet1.xml",
        r"worksheets\sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "../xl/./worksheets/SHEET1.xml",
    ],
)
def test_targets_may_be_relative_or_absolute(target: str) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        relations, hits = re.subn(
            rb'Target="[^"]*sheet1.xml"',
            f'Target="{target}"'.encode().replace(b"\\", rb"\\"),
            parts[RELATIONS],
        )
        assert hits == 1
        return {RELATIONS: relations}

    assert read(altered(saved(named_sheets()), change)).grids[0].at(1, 1).value == "Start"


def test_a_strict_workbook_reads_as_an_ordinary_one() -> None:
    book = named_sheets()
    book["Start"]["B1"] = date(2025, 8, 31)
    book["Start"]["C1"] = 0.72
    book["Start"]["C1"].number_format = "0%"
    add_property(book, "sheetplan", "a1")
    ordinary = saved(book)

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        strict = dict(parts)
        for name, data in parts.items():
            for old, new in TRANSITIONAL.items():
                strict[name] = strict[name].replace(old, new)
            assert (strict[name] == data) == (
                name
                in {"docProps/core.xml"}
                | {n for n in parts if not any(old in parts[n] for old in TRANSITIONAL)}
            )
        return strict

    strict = altered(ordinary, change)
    assert strict != ordinary
    assert read(strict) == read(ordinary)
    assert read(strict).grids[0].at(1, 3) == Cell(Decimal("0.72"), "0%")


def test_custom_properties_are_read() -> None:
    book = NewWorkbook()
    add_property(book, "sheetplan-id", "å 5f0c")
    assert read(saved(book)).properties == {"sheetplan-id": "å 5f0c"}
    assert read(saved(NewWorkbook())).properties == {}


def test_prefixed_elements_and_utf16_are_read() -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        text = parts[SHEET].decode()
        text = re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
        return {SHEET: f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")}

    found = read(altered(saved(named_sheets()), change)).grids[0]
    assert found.at(1, 1) == Cell("Start")


def test_a_chart_sheet_is_left_out() -> None:
    book = named_sheets()
    book.create_chartsheet("Diagram", 1)
    names = [g.name for g in read(saved(book)).grids]
    assert names == ["Start", "Mål & uppdrag", "Ekonomi", "_id"]


def test_anchors_of_controls_are_not_taken_for_rows() -> None:
    data = with_rows('<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>')
    anchor = (
        '<controls xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
        "<from><xdr:row>7</xdr:row></from></controls></worksheet>"
    )
    found = read(swapped(data, SHEET, "</worksheet>", anchor)).grids[0]
    assert {at: c.value for at, c in found.cells.items()} == {(2, 2): 1}


def test_a_hundred_thousand_cells_are_read_in_seconds() -> None:
    cells = "".join(f"<c><v>{n / 7}</v></c>" for n in range(10))
    data = with_rows(f"<sheetData>{f'<row>{cells}</row>' * 10_000}</sheetData>")
    start = time.perf_counter()
    assert len(read(data).grids[0].cells) == 100_000
    assert time.perf_counter() - start < 10
