"""Odd workbooks by the thousand, the same for the same seed: filled-in forms that programs and
people have done odd things to, workbooks that are no forms, and damage to all of them.

``python -m tests.odd_files COUNT`` throws that many at ``check`` and tells the worst of them.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Pixels

from sheetplan.flows.receive import Receipt, check_alone

Chance = random.Random
Part = Callable[[dict[str, bytes], Chance], None]
Sheet = Callable[[Worksheet, Chance], None]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FAR = 5000
_WORDS = ("Utfall", "12,5", "å" * 300, "=1+1", "2025-08-31", "😀", "_x0000_", "#N/A", "", " ", "–")


# --- what openpyxl can write ---------------------------------------------------------------------


def pictures(tab: Worksheet, chance: Chance) -> None:
    """Lay pictures on a tab."""
    for _ in range(chance.randint(1, 4)):
        buffer = io.BytesIO()
        Pixels.new("RGB", (chance.randint(1, 90), 9)).save(buffer, "png")
        tab.add_image(Image(buffer), f"{chance.choice('ABHZ')}{chance.randint(1, 90)}")


def charts(tab: Worksheet, chance: Chance) -> None:
    """Lay a chart on a tab."""
    chart = BarChart()
    chart.add_data(Reference(tab, min_col=1, min_row=1, max_row=chance.randint(2, 9)))
    tab.add_chart(chart, f"H{chance.randint(1, 60)}")


def notes(tab: Worksheet, chance: Chance) -> None:
    """Hang comments on cells."""
    for _ in range(chance.randint(1, 200)):
        at = (chance.randint(1, 50), chance.randint(1, 20))
        tab.cell(*at).comment = Comment(chance.choice(_WORDS) * 3, "Eva")


def conditions(tab: Worksheet, chance: Chance) -> None:
    """Colour cells by conditions."""
    fill = PatternFill("solid", bgColor="FF0000")
    for number in range(chance.randint(1, 400)):
        rule = CellIsRule("equal", [f'"{number}"'], fill=fill)  # type: ignore[no-untyped-call]
        tab.conditional_formatting.add(f"A{number + 1}:Z{number + 9}", rule)


def merges(tab: Worksheet, chance: Chance) -> None:
    """Merge cells over and over."""
    for _ in range(chance.randint(1, 60)):
        row, col = chance.randint(1, 99), chance.randint(1, 20)
        tab.merge_cells(start_row=row, end_row=row + 1, start_column=col, end_column=col + 2)


def validations(tab: Worksheet, chance: Chance) -> None:
    """Ask for words in whole columns."""
    for letter in chance.sample("ABCDEFGH", 3):
        words = DataValidation(type="list", formula1='"Ja,Nej"')
        words.add(f"{letter}1:{letter}1048576")
        tab.add_data_validation(words)


def tables(tab: Worksheet, chance: Chance) -> None:
    """Make a table far down."""
    top = chance.randint(200, 300)
    for col, label in enumerate(("a", "b", "c"), start=1):
        tab.cell(top, col, label)
    tab.add_table(Table(displayName=f"T{chance.randrange(10**9)}", ref=f"A{top}:C{top + 9}"))


def rich(tab: Worksheet, chance: Chance) -> None:
    """Write texts in several fonts."""
    for _ in range(9):
        words = CellRichText("Delvis ", TextBlock(InlineFont(b=True), chance.choice(_WORDS)))
        tab.cell(chance.randint(1, 40), chance.randint(1, 12)).value = words


def formulas(tab: Worksheet, chance: Chance) -> None:
    """Write formulas: over many cells, to the web, to other programs and files."""
    texts = (
        '=WEBSERVICE("http://example.se")', "=cmd|'/c calc'!A1", "=[1]Blad1!A1", "=A1:A9*2",
        '=HYPERLINK("http://example.se","här")', "=SUM(A1:XFD1048576)", "=1/0",
    )  # fmt: skip
    for text in texts:
        tab.cell(chance.randint(1, 60), chance.randint(1, 20), text)
    tab["Z9"] = ArrayFormula("Z9:Z12", "=A1:A4*2")


def sparse(tab: Worksheet, chance: Chance) -> None:
    """Write far apart."""
    for row, col in ((1_048_576, 16_384), (1_000_000, 1), (1, 16_000)):
        tab.cell(row, col, chance.choice(_WORDS))


def typed(tab: Worksheet, chance: Chance) -> None:
    """Type anything anywhere."""
    values = (*_WORDS, 1, -0.0, 1e300, 10**14, True, date(1900, 3, 1), 0.1 + 0.2)
    for _ in range(chance.randint(1, 300)):
        tab.cell(chance.randint(1, 60), chance.randint(1, 25)).value = chance.choice(values)


def styles(tab: Worksheet, chance: Chance) -> None:
    """Give each cell a style of its own."""
    for number in range(chance.randint(10, 1500)):
        cell = tab.cell(400 + number, 1)
        cell.number_format, cell.font = f'0.0"{number}"', Font(size=1 + number % 400)


def lines(tab: Worksheet, chance: Chance) -> None:
    """Insert and delete rows and columns."""
    if tab.max_row > _FAR:  # openpyxl would visit every cell up to the last
        return
    tab.insert_rows(chance.randint(1, 12), chance.randint(1, 30))
    tab.delete_cols(chance.randint(1, 6))
    tab.sheet_state = chance.choice(("visible", "hidden", "veryHidden"))


SHEETS: tuple[Sheet, ...] = (
    pictures, charts, notes, conditions, merges, validations, tables, rich, formulas, sparse,
    typed, styles, lines,
)  # fmt: skip


def _many_tabs(book: Workbook, chance: Chance) -> None:
    for number in range(chance.choice((3, 30, 300, 900))):
        book.create_sheet(f"Blad {number} {'x' * chance.randint(0, 15)}")["A1"] = number


def _many_names(book: Workbook, chance: Chance) -> None:
    for number in range(chance.randint(1000, 4000)):
        name = f"n{number}_{'å' * chance.randint(0, 200)}"
        book.defined_names[name] = DefinedName(name, attr_text="Start!$A$1")


def _chart_sheet(book: Workbook, chance: Chance) -> None:
    chart = BarChart()
    chart.add_data(
        Reference(book.worksheets[0], min_col=1, min_row=1, max_row=chance.randint(2, 9))
    )
    book.create_chartsheet("Diagram").add_chart(chart)


BOOKS = (_many_tabs, _many_names, _chart_sheet)


# --- what is done to the parts -------------------------------------------------------------------


def _sheets_in(parts: dict[str, bytes]) -> list[str]:
    return sorted(name for name in parts if name.startswith("xl/worksheets/sheet"))


def _swap(old: str, new: str, parts: dict[str, bytes], chance: Chance) -> None:
    """Change a text in every part, in some or in one."""
    some = chance.sample(sorted(parts), chance.choice((1, 3, len(parts))) % (len(parts) + 1))
    for name in some:
        parts[name] = parts[name].replace(old.encode(), new.encode())


def _strict(parts: dict[str, bytes], chance: Chance) -> None:
    del chance
    for name, part in parts.items():
        text = part.replace(_MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        pure = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        parts[name] = text.replace(_REL.encode(), pure)


def _lost(parts: dict[str, bytes], chance: Chance) -> None:
    del parts[chance.choice(sorted(parts))]


def _emptied(parts: dict[str, bytes], chance: Chance) -> None:
    parts[chance.choice(sorted(parts))] = chance.choice((b"", b"<x/>", b"\xff\xfe", b"<a", b"PK"))


def _damaged(parts: dict[str, bytes], chance: Chance) -> None:
    name = chance.choice(sorted(parts))
    part = bytearray(parts[name] or b"x")
    for _ in range(chance.randint(1, 9)):
        part[chance.randrange(len(part))] = chance.randrange(256)
    parts[name] = bytes(part)


def _shuffled(parts: dict[str, bytes], chance: Chance) -> None:
    """Let two parts change places."""
    one, other = chance.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]


def _pivots(parts: dict[str, bytes], chance: Chance) -> None:
    records = f'<r><x v="{chance.randrange(99)}"/></r>' * chance.randint(1, 5000)
    xml = f'<pivotCacheRecords xmlns="{_MAIN}">{records}</pivotCacheRecords>'
    parts["xl/pivotCache/pivotCacheRecords1.xml"] = xml.encode()


def _blanks(parts: dict[str, bytes], chance: Chance) -> None:
    """Style blanks out to AMJ, as LibreOffice does."""
    name = chance.choice(_sheets_in(parts) or sorted(parts))
    rows = "".join(
        f'<row r="{n}">{"<c/>" * 1024}</row>' for n in range(500, 500 + chance.randint(1, 90))
    )
    parts[name] = parts[name].replace(b"</sheetData>", f"{rows}</sheetData>".encode())


def _odd_references(parts: dict[str, bytes], chance: Chance) -> None:
    name = chance.choice(_sheets_in(parts) or sorted(parts))
    odd = chance.choice(("b7", "$B$7", "B07", "BB", "7", "", "A1:B2", "ÅÄ7", "A99999999", "R1C1"))
    parts[name] = parts[name].replace(b'r="B7"', f'r="{odd}"'.encode())


PARTS: tuple[Part, ...] = (
    _strict, _lost, _emptied, _damaged, _shuffled, _pivots, _blanks, _odd_references,
    partial(_swap, 'Target="/xl/', 'Target="'),
    partial(_swap, 'Target="/xl/', 'Target="../../'),
    partial(_swap, 'Target="', 'TargetMode="External" Target="'),
    partial(_swap, "<workbookPr", '<workbookPr date1904="1"'),
    partial(_swap, ' r="', ' q="'),
    partial(_swap, ' t="', ' u="'),
    partial(_swap, 't="n"', 't="s"'),
    partial(_swap, "inlineStr", "str"),
    partial(_swap, "<v>", "<v>-"),
    partial(_swap, "<v>", "<v>9e999"),
    partial(_swap, 's="', 's="9'),
    partial(_swap, "sheetId", "sheetID"),
    partial(_swap, "<sheetData>", "<sheetData><row/><row/>"),
    partial(_swap, "UTF-8", "utf-8"),
    partial(_swap, "sheetplan:", "Sheetplan:"),
)  # fmt: skip


# --- whole files ---------------------------------------------------------------------------------


def _other_kinds(chance: Chance) -> bytes:
    rows = "".join(
        f"<Row><Cell><Data>{n}</Data></Cell></Row>" for n in range(chance.randint(0, 99))
    )
    xml = f'<?xml version="1.0"?><Workbook><Worksheet>{rows}</Worksheet></Workbook>'
    table = "<table><tr><td>1</td></tr></table>" * chance.randint(1, 99)
    csv = "Nämnd;Utfall\r\n" + "HSN;12,5\r\n" * chance.randint(0, 99)
    texts = (xml, f"<html>{table}</html>", table, csv, csv.replace(";", "\t"), "", "{}")
    text = chance.choice(texts)
    return text.encode(chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252")))


def _plain(chance: Chance) -> Workbook:
    """Return a workbook that is no form."""
    book = Workbook()
    if chance.random() < 0.3:
        return book
    book.create_sheet(chance.choice(("Start", "Ekonomi", "_sheetplan", "'", "Blad 1")))
    return book


def _repacked(data: bytes, chance: Chance, count: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for change in chance.choices(PARTS, k=count):
        if len(parts) > 1:
            change(parts, chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _broken(data: bytes, chance: Chance) -> bytes:
    """Cut a file off, or change some of its bytes."""
    if chance.random() < 0.5:
        return data[: chance.randrange(len(data) + 1)]
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _saved(form: bytes, chance: Chance) -> bytes:
    book = load_workbook(io.BytesIO(form)) if chance.random() < 0.7 else _plain(chance)
    for change in chance.sample(SHEETS, chance.randint(0, 4)):
        with suppress(AttributeError):  # some of its cells are within merged ones
            change(chance.choice(book.worksheets), chance)
    if chance.random() < 0.1:
        chance.choice(BOOKS)(book, chance)
    if all(tab.sheet_state != "visible" for tab in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def odd_files(form: bytes, count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Give so many odd files, with names to know them by."""
    for number in range(count):
        name = f"udda-{seed}-{number}.xlsx"
        chance = random.Random(name)  # noqa: S311 - the same each time
        if chance.random() < 0.05:
            yield name, _other_kinds(chance)
            continue
        data = form if chance.random() < 0.5 else _saved(form, chance)
        data = _repacked(data, chance, chance.randint(0, 3))
        yield name, _broken(data, chance) if chance.random() < 0.2 else data


def answer(folder: Path, name: str, data: bytes) -> Receipt:
    """Check one file; whatever it is, the answer is what is found in it and nothing else."""
    path = folder / name
    path.write_bytes(data)
    (receipt,) = check_alone([path])
    path.unlink()
    return receipt


def main(form: str, count: str) -> None:
    """Throw files at ``check``, and tell how they were answered and which took the longest."""
    told: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in odd_files(Path(form).read_bytes(), int(count)):
            started = time.perf_counter()
            receipt = answer(Path(folder), name, data)
            slow.append((time.perf_counter() - started, name))
            told.update({problem.rule.code for problem in receipt.problems} or {receipt.outcome})
    sys.stdout.write(f"{told.most_common()}\n{sorted(slow)[-5:]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
