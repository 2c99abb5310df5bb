"""Workbooks with parts written as XML, and what the reader makes of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook as NewWorkbook

from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.problem import Place, Problem
from tests.conftest import saved

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def altered(data: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    """Return the file with parts changed at XML level."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | change(parts)).items():
            archive.writestr(name, part)
    return buffer.getvalue()


def swapped(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return the file with a text in one part changed; it must be there."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert old.encode() in parts[name]
        return {name: parts[name].replace(old.encode(), new.encode())}

    return altered(data, change)


def with_rows(rows: str) -> bytes:
    """Return a workbook whose first sheet holds these rows, written as XML."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        empty = re.compile(r"<sheetData ?/>|<sheetData></sheetData>")
        sheet, hits = empty.subn(lambda _: rows, parts[SHEET].decode())
        assert hits == 1
        return {SHEET: sheet.encode()}

    return altered(saved(formats_book()), change)


FORMATS = ("General", "0%", "yyyy-mm-dd", "h:mm", "[h]:mm", '0" st"', "d-mmm", "mmm yyyy")


def formats_book() -> NewWorkbook:
    """Return an empty first sheet; the second makes styles 1, 2, … of the formats above."""
    book = NewWorkbook()
    styles = book.create_sheet("Format")
    for number, code in enumerate(FORMATS, 1):
        styles.cell(1, number).number_format = code
    return book


def read(data: bytes) -> Workbook:
    found = read_workbook(data, "svar.xlsx")
    assert isinstance(found, Workbook), str(found)
    return found


def refusal(data: bytes) -> Problem:
    found = read_workbook(data, "svar.xlsx")
    assert isinstance(found, Problem)
    assert found.place == Place(file="svar.xlsx")
    return found


def grid(cells: str) -> Grid:
    """Read one row of cells written as XML."""
    return read(with_rows(f'<sheetData><row r="1">{cells}</row></sheetData>')).grids[0]


def cell(xml: str) -> Cell:
    return grid(xml).at(1, 1)


def seen(number: str, code: str) -> Cell:
    return cell(f'<c r="A1" s="{FORMATS.index(code)}"><v>{number}</v></c>')


def round_trip(value: Any, number_format: str = "General") -> Cell:
    book = NewWorkbook()
    assert book.active is not None
    target = book.active["B2"]
    target.value = value
    if number_format != "General":
        target.number_format = number_format
    return read(saved(book)).grids[0].at(2, 2)


def named_sheets() -> NewWorkbook:
    book = NewWorkbook()
    assert book.active is not None
    book.active.title = "Start"
    for title in ("Mål & uppdrag", "Ekonomi", "_id"):
        book.create_sheet(title)
    for sheet in book.worksheets:
        sheet["A1"] = sheet.title
    return book
