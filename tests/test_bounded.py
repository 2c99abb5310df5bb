"""A returned file takes bounded time and memory, whatever is in it.

- BO01: between two elements that are let go no more than so many are held, in any part.
- BO02: only what the parser of a part lets go counts as let go.
- BO03: a heavy file is read in a process of its own, and is read as it would have been here.
- BO04: of sheets that are not the form's no more is kept than can be told of; the form's whole.
- BO05: blank cells are passed over, wherever they stand, but for those that others stand after.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from sheetplan.excel import gate, markup
from sheetplan.excel.reader import Workbook, read_return, read_workbook
from sheetplan.flows import bounded
from sheetplan.flows.bounded import read_bounded
from sheetplan.flows.year import Year
from sheetplan.plan.rules import file_rules
from sheetplan.schema.problem import Problem
from tests.conftest import returned
from tests.problems.hostile_acts import figures_added
from tests.trial_book import MAIN, REL, RELATIONS, STYLES, Book
from tests.trial_drawn import box, lay

SHEET = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"


@pytest.fixture(scope="module")
def data(issued_once: Year) -> bytes:
    """A filled-in workbook."""
    return returned(issued_once, "rf")


def into(part: str, before: str, xml: str) -> Callable[[Book], None]:
    """Put XML into a part, before an end tag."""

    def change(book: Book) -> None:
        book.parts.setdefault(STRINGS, f'<sst xmlns="{MAIN}"></sst>'.encode())
        book.swap(part, before, xml + before)

    return change


def with_strings(xml: str) -> Callable[[Book], None]:
    """Name a table of shared strings and put XML into it."""

    def change(book: Book) -> None:
        book.swap(
            RELATIONS,
            "</Relationships>",
            f'<Relationship Id="rIdS" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>",
        )
        into(STRINGS, "</sst>", xml)(book)

    return change


def answered(data: bytes, change: Callable[[Book], None]) -> str:
    """Return the code of the refusal, or nothing."""
    book = Book(data)
    change(book)
    found = read_return(book.bytes(), "svar.xlsx")
    return found.rule.code if isinstance(found, Problem) else ""


ROW = '<row r="900"/>'
SPREAD = {
    "rows in a sheet": (into(SHEET, "</sheetData>", ROW * 2000), ""),
    "strings": (with_strings("<si/>" * 2000), ""),
    "styles": (into(STYLES, "</cellXfs>", "<xf/>" * 2000), ""),
    "strings in a sheet": (into(SHEET, "</sheetData>", "<si/>" * 2000), "FIL-05"),
    "rows among the strings": (with_strings(ROW * 2000), "FIL-05"),
    "strings among the styles": (into(STYLES, "</cellXfs>", "<si/>" * 2000), "FIL-05"),
    "names in the book": (into("xl/workbook.xml", "</workbook>", "<si/>" * 2000), "FIL-05"),
    "cells in a row": (into(SHEET, "</sheetData>", f"<row>{'<c/>' * 2000}</row>"), "FIL-05"),
}


@pytest.mark.parametrize("what", SPREAD)
def test_marks_between_what_is_let_go(
    what: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:  # BO01, BO02
    change, code = SPREAD[what]
    assert answered(data, change) == ""
    monkeypatch.setattr(markup, "MAX_MARKS_AT_ONCE", 1900)
    assert answered(data, change) == code


def test_bytes_between_what_is_let_go(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_PIECE", 200_000)
    long = "<row/>".join(["å" * 60_000] * 4)
    assert answered(data, into(SHEET, "</sheetData>", long)) == ""
    assert answered(data, into(SHEET, "</sheetData>", "å" * 110_000)) == "FIL-05"  # BO01


def test_marks_in_all_parts_are_counted_together(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(gate.RETURNED, marks=30_000)
    monkeypatch.setattr(gate.open_package, "__defaults__", (few,))
    assert answered(data, into(SHEET, "</sheetData>", ROW * 2000)) == ""

    def both(book: Book) -> None:
        into(SHEET, "</sheetData>", ROW * 8000)(book)
        book.parts["customXml/item1.xml"] = b"<x>" + b"<y/>" * 15_000 + b"</x>"

    assert answered(data, both) == "FIL-05"


def test_too_many_formats_or_strings_are_refused(data: bytes) -> None:
    assert answered(data, into(STYLES, "</cellXfs>", "<xf/>" * 100_001)) == "FIL-05"
    assert answered(data, with_strings("<si/>" * 300_001)) == "FIL-05"


def test_a_document_type_across_two_chunks_is_seen(data: bytes) -> None:
    for shift in range(0, 20, 3):
        xml = b"<x>" + b" " * (256 * 1024 - 3 - shift) + b"<!DOCTYPE x>"
        book = Book(data)
        book.parts["customXml/item1.xml"] = xml
        found = read_return(book.bytes(), "svar.xlsx")
        assert isinstance(found, Problem)
        assert found.rule is file_rules.FILE_UNSAFE


def test_a_heavy_file_is_read_as_it_would_be_here(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:  # BO03
    book = Book(data)
    figures_added(book)
    heavy = book.bytes()
    here = read_bounded(heavy, "svar.xlsx")
    monkeypatch.setattr(bounded, "ORDINARY", 0)
    there = read_bounded(heavy, "svar.xlsx")
    assert isinstance(here, Workbook)
    assert here.remarks[0].rule is file_rules.FILE_CUT
    assert isinstance(there, Workbook)
    assert there.remarks[0].rule is file_rules.FILE_CUT
    assert there == here
    refused = read_bounded(heavy[:-200], "svar.xlsx")
    assert isinstance(refused, Problem)
    assert refused.rule is file_rules.FILE_DAMAGED


def test_where_no_process_may_be_started_the_file_is_read_here(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "ORDINARY", 0)
    monkeypatch.setattr(sys, "executable", "/finns/inte/python")
    assert isinstance(read_bounded(data, "svar.xlsx"), Workbook)
    monkeypatch.setattr(sys, "executable", "")  # as where Python is part of another program
    assert isinstance(read_bounded(data, "svar.xlsx"), Workbook)


def test_nothing_but_a_workbook_is_unpacked() -> None:
    code = (
        "import io, pickle\n"
        "from sheetplan.flows.bounded import _unpacked\n"
        "_unpacked(pickle.dumps(io.BytesIO))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"UnpicklingError" in done.stderr


def test_only_sheets_of_others_are_cut(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheetplan.excel.reader.MAX_OF_OTHERS", 10)
    monkeypatch.setattr("sheetplan.excel.reader.FIRST", 40)
    whole = read_workbook(data, "svar.xlsx")
    cut = read_return(data, "svar.xlsx")
    assert isinstance(whole, Workbook)
    assert cut == whole  # BO04
    book = Book(data)
    for title in ("Eget", "Annat"):
        book.add_sheet(title, f"<row>{'<c><v>1</v></c>' * 3}</row><row><c><v>2</v></c></row>")
    found = read_return(book.bytes(), "svar.xlsx")
    assert isinstance(found, Workbook)
    assert [len(g.cells) for g in found.grids if g.name in {"Eget", "Annat"}] == [4, 0]
    assert [(str(p.place), p.rule.code) for p in found.remarks] == [("Annat!A1", "FIL-13")]


def test_blanks_out_to_the_end_are_passed_over(data: bytes) -> None:
    blanks = "".join(f'<row r="{n}">{"<c/>" * 9000}</row>' for n in range(1000, 1200))
    book = Book(data)
    into(SHEET, "</sheetData>", blanks)(book)
    found = read_return(book.bytes(), "svar.xlsx")
    assert found == read_return(data, "svar.xlsx")  # BO05
    book = Book(data)
    book.add_sheet("Eget", f"<row>{'<c/>' * 300}<c><v>7</v></c></row>")
    found = read_return(book.bytes(), "svar.xlsx")
    assert isinstance(found, Workbook)
    assert list(found.grids[-1].cells) == [(1, 301)]  # where no cell tells its place, all count


def test_text_is_counted_over_all_sheets(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheetplan.excel.reader.MAX_TEXT", 60_000)
    one = f'<row><c t="inlineStr"><is><t>{"å" * 25_000}</t></is></c></row>'
    book = Book(data)
    book.add_sheet("Eget", one)
    assert isinstance(read_return(book.bytes(), "svar.xlsx"), Workbook)
    book = Book(book.bytes())
    book.add_sheet("Annat", one)
    found = read_return(book.bytes(), "svar.xlsx")
    assert isinstance(found, Problem)
    assert found.facts == {"found": "den har för mycket text"}


def test_a_long_text_box_takes_several_cells(data: bytes) -> None:
    book = Book(data)
    lay("Ekonomi", (("B3", box("å" * 40_000)),), book)
    found = read_return(book.bytes(), "svar.xlsx")
    assert isinstance(found, Workbook)
    assert [len(stray.text) for stray in found.beside] == [32_767, 40_000 - 32_767]
