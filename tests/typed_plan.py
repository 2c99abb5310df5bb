"""An empty plan workbook typed full by hand, sheet by sheet, from tables in Markdown."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.flows.new import new
from sheetplan.flows.year import Year
from sheetplan.plan.markdown import read_markdown
from tests.conftest import tab_of

_HEAD = 4  # the row of headers of an empty plan
_NUMBER = re.compile(r"[−-]?\d[\d\u00a0 ]*(?:,(\d+))?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def typed_year(folder: Path, text: str) -> Year:
    """Make a new year and type sheets into its empty plan."""
    year = new(folder)
    book = load_workbook(year.plan_file)
    type_sheets(book, text)
    book.save(year.plan_file)
    return year


def type_sheets(book: Workbook, text: str) -> None:
    """Type tables under their headers; a header that the sheet lacks is typed beside the others.

    A sheet of settings is typed beside its labels.
    """
    for grid in read_markdown(text):
        tab = tab_of(book, grid.name)
        head, *rows = grid.rows().values()
        if head[1].value == "Uppgift":
            labels = {tab.cell(at, 1).value: at for at in range(1, tab.max_row + 1)}
            for row in rows:
                type_in(tab, labels[str(row[1].value)], 2, str(row[2].value))
            continue
        columns = {col: _column(tab, str(cell.value)) for col, cell in head.items()}
        for number, row in enumerate(rows, start=_HEAD + 1):
            for col, cell in row.items():
                type_in(tab, number, columns[col], str(cell.value))


def _column(tab: Worksheet, header: str) -> int:
    known = {str(tab.cell(_HEAD, col).value): col for col in range(1, tab.max_column + 1)}
    if header not in known:
        col = max(known.values()) + 1
        tab.cell(_HEAD, col).value = header
        return col
    return known[header]


def type_in(tab: Worksheet, row: int, col: int, text: str) -> None:
    """Type a text as Excel takes it: days and numbers, with the decimals that are typed."""
    cell = tab.cell(row, col)
    found = _NUMBER.fullmatch(text.removesuffix("%").strip())
    if _DAY.fullmatch(text):
        cell.value = date.fromisoformat(text)
    elif found:
        number = Decimal(re.sub(r"[\s\u00a0%]", "", text).replace("−", "-").replace(",", "."))
        decimals = "." + "0" * len(found[1]) if found and found[1] else ""
        cell.value = float(number / 100 if text.endswith("%") else number)
        cell.number_format = f"#,##0{decimals}{'%' if text.endswith('%') else ''}"
    else:
        cell.value = text
