"""A long workbook from the ledger, and two who import at the same time.

- LL01: more rows than a return may have are read, row by row, with bounded memory.
- LL02: a returned workbook of that size is still refused, and a ledger's file has limits too.
- LL03: rows out of order, and parts that are lost, are damage; nothing is read.
- LL04: of two who import at once both are told, nothing is lost, and no import hides another.
"""

from __future__ import annotations

import multiprocessing
import re
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from openpyxl import Workbook

from sheetplan.excel.cell_reader import MAX_ROWS
from sheetplan.excel.gate import FROM_LEDGER, Limits, open_package
from sheetplan.excel.reader import read_workbook
from sheetplan.excel.row_reader import open_rows
from sheetplan.flows.import_ledger import import_ledger
from sheetplan.flows.ledger_record import ImportedAtOnce, ledger_record
from sheetplan.flows.verify import verify
from sheetplan.flows.year import Year
from sheetplan.schema.problem import Problem
from tests.conftest import NOW, PERIOD, saved
from tests.ledgers import COST, HEAD, ledger_year, lines, read_in
from tests.xml_workbook import SHEET, altered, with_rows

MANY = 60_000
ROUNDS = 2
NAMES = ("ena.csv", "andra.csv")


@pytest.fixture
def own(tmp_path: Path) -> Year:
    """A year whose plan tells how the ledger is read."""
    return ledger_year(tmp_path / "år 2025")


def long_workbook(count: int) -> bytes:
    """Return a workbook with a header row and this many rows of one krona each."""
    book = Workbook()
    book.worksheets[0].append(HEAD.split(";"))

    def rows() -> Iterator[str]:
        for at in range(2, count + 2):
            codes = (f'<c r="{c}{at}"><v>{v}</v></c>' for c, v in zip("ABC", CODES, strict=True))
            text = f'<c r="D{at}" t="inlineStr"><is><t>Köp {at}</t></is></c>'
            yield f'<row r="{at}">{"".join(codes)}{text}<c r="E{at}"><v>1</v></c></row>'

    def fill(parts: dict[str, bytes]) -> dict[str, bytes]:
        more = "".join(rows()).encode()
        return {SHEET: parts[SHEET].replace(b"</sheetData>", more + b"</sheetData>")}

    return altered(saved(book), fill)


CODES = (4010, 2610, 202508)


def test_a_long_workbook_is_read_row_by_row(own: Year) -> None:  # LL01
    data = long_workbook(MANY)
    tracemalloc.start()
    done = read_in(own, data, names=("huvudbok.xlsx",))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [str(p) for p in done.problems if p.is_error] == []
    assert (done.files[0].count, int(done.files[0].total)) == (MANY, MANY)
    assert peak < 40_000_000  # its cells, kept, would take 90 million


def test_a_return_of_that_size_is_refused(own: Year) -> None:  # LL02
    data = long_workbook(MAX_ROWS)
    refused = read_workbook(data, "svar.xlsx")
    assert isinstance(refused, Problem)
    assert refused.rule.code == "FIL-05"
    assert read_in(own, data, names=("x.xlsx",)).files[0].count == MAX_ROWS


def test_a_file_from_the_ledger_has_limits_of_its_own() -> None:  # LL02
    data = long_workbook(MAX_ROWS)
    assert not isinstance(open_package(data, "x", FROM_LEDGER), Problem)
    for limits, found in (
        (Limits(len(data) - 1, 10**9, 10**9), "den är större än"),
        (Limits(10**9, 10**6, 10**9), "orimlig storlek"),
        (Limits(10**9, 10**9, 10**5), "för många element"),
    ):
        refused = open_package(data, "x", limits)
        assert isinstance(refused, Problem)
        assert found in refused.message


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="5"><c r="A5"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>',
        '<row r="5"><c r="A5"><v>1</v></c></row><row r="5"><c r="B5"><v>1</v></c></row>',
        '<row r="5"><c r="A5"><v>1</v></c><c r="A6"><v>1</v></c></row>',
        '<row r="5"><c r="A7"><v>1</v></c></row>',
    ],
)
def test_rows_out_of_order_are_damage(rows: str) -> None:  # LL03
    book = open_rows(with_rows(f"<sheetData>{rows}</sheetData>"), "x")
    assert not isinstance(book, Problem)
    *_, last = book.sheets[0].rows()
    assert isinstance(last, Problem)
    assert "i oordning" in last.message


def test_damage_far_down_stops_the_import(own: Year) -> None:  # LL03
    book = Workbook()
    book.worksheets[0].append(HEAD.split(";"))
    for at in range(100):
        book.worksheets[0].append([*CODES, f"Köp {at}", 5])

    def turn(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {SHEET: re.sub(rb'<row r="90"', b'<row r="9"', parts[SHEET])}

    done = read_in(own, altered(saved(book), turn), names=("x.xlsx",))
    assert (done.outcome, [p.rule.code for p in done.problems]) == ("refused", ["FIL-04"])


def import_at_once(root: Path, name: str, barrier: Barrier) -> None:
    """Import a file as soon as the other process is ready too; end with 3 where told to wait."""
    year = Year(root)
    barrier.wait(60)
    try:
        done = import_ledger(year, [root / name], NOW, PERIOD)
    except ImportedAtOnce:
        sys.exit(3)
    sys.exit(0 if done.made is not None else 1)


def test_two_who_import_at_once(own: Year) -> None:  # LL04
    context = multiprocessing.get_context("spawn")
    ends: list[int | None] = []
    for at in range(ROUNDS):
        for number, name in enumerate(NAMES, 1):  # other amounts, or the second is known already
            row = f"4010;2610;202508;{name};{2 * at + number}"
            (own.root / name).write_bytes(lines(COST, row))
        barrier = context.Barrier(2)
        both = [
            context.Process(target=import_at_once, args=(own.root, name, barrier))
            for name in NAMES
        ]
        for process in both:
            process.start()
        for process in both:
            process.join(120)
        ends += [process.exitcode for process in both]
    imports = ledger_record(own).imports()
    assert set(ends) <= {0, 3}
    assert len(imports) == ends.count(0) >= ROUNDS
    assert [one.number for one in imports] == list(range(1, len(imports) + 1))
    assert verify(own).faults == ()
    assert [path for path in own.ledger.iterdir() if path.name.startswith(".")] == []


def test_what_another_has_imported_meanwhile_is_never_passed_over(own: Year) -> None:  # LL04
    read_in(own, lines(COST))
    record = ledger_record(own)
    (first,) = record.imports()
    with pytest.raises(ImportedAtOnce, match="kör kommandot igen"):
        record.add(first)
    assert record.imports() == (first,)
    assert record.add(replace(first, number=2)).previous
