"""The bundled plan changed by hand, and what is said of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.plan.plan import PlanReading
from tests.conftest import Change, tab_of
from tests.xml_workbook import altered

FIRST = 5  # the first row of a sheet


def said(reading: PlanReading) -> list[str]:
    return [f"{p.rule.code} {p.place.sheet}!{p.place.cell}" for p in reading.problems]


def column(book: Workbook, sheet: str, label: str) -> str:
    """Return the letter of a column."""
    return next(cell.column_letter for cell in tab_of(book, sheet)[FIRST - 1]
                if cell.value == label)  # fmt: skip


Kept = Callable[[Change], PlanReading]


def with_stored(data: bytes, sheet: str, formula: str, value: str, *, of_text: bool) -> bytes:
    """Return a workbook whose formulas carry a value, as Excel keeps it and openpyxl does not."""
    book = load_workbook(io.BytesIO(data))
    part = f"xl/worksheets/sheet{book.sheetnames.index(sheet) + 1}.xml"
    kind = ' t="str"' if of_text else ""
    pattern = re.compile(rf'(<c r="[A-Z]+\d+"[^>]*?)(?: t="[a-z]+")?><f>{re.escape(formula)}</f>'
                         r"<v ?/?>(?:</v>)?")  # fmt: skip

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        text, hits = pattern.subn(
            lambda m: f"{m[1]}{kind}><f>{formula}</f><v>{value}</v>", parts[part].decode()
        )
        assert hits
        return {part: text.encode()}

    return altered(data, change)
