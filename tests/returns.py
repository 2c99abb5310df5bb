"""Returned workbooks: their names, and what a person types in them."""

from __future__ import annotations

from datetime import date

from openpyxl.workbook import Workbook

from tests.conftest import PERIOD, Change, Typed, cell_of, start_cell

HSN, RF, REV = f"hsn-{PERIOD}.xlsx", f"rf-{PERIOD}.xlsx", f"rev-{PERIOD}.xlsx"


def typing(where: tuple[str, str, str], value: Typed, number_format: str = "") -> Change:
    def change(book: Workbook) -> None:
        cell = cell_of(book, *where)
        cell.value = value
        cell.number_format = number_format or cell.number_format

    return change


def sign(book: Workbook) -> None:
    start_cell(book, "Namn").value = "Åsa Öberg"
    start_cell(book, "Befattning").value = "Controller"
    start_cell(book, "Datum").value = date(2025, 9, 12)
    start_cell(book, "Klart att lämna in").value = "Ja"
