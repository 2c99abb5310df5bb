"""Where a form's cells stand as it is sent out: hidden keys, headers, then a row for each."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, quote_sheetname

from sheetplan.plan.form import FormSheet
from sheetplan.schema.column import Role

KEYS, HEAD, FIRST = 4, 5, 6  # rows: hidden keys, headers, first data row


def letters_of(sheet: FormSheet) -> dict[str, str]:
    """Return each column's letter by its key."""
    return {column.key: get_column_letter(i) for i, column in enumerate(sheet.columns, start=1)}


def first_shown(sheet: FormSheet) -> str:
    """Return the letter of the first column that is not hidden."""
    shown = next(c.key for c in sheet.columns if c.role is not Role.KEY)
    return letters_of(sheet)[shown]


def cells_of(sheet: FormSheet, number: int) -> dict[str, str]:
    """Return a row's cells by column key, as ``I7``."""
    return {key: f"{letter}{number}" for key, letter in letters_of(sheet).items()}


def area_of(sheet: FormSheet, key: str) -> str:
    """Return a whole column's cells, as ``'Indikatorer'!$I$6:$I$36``."""
    letter, last = letters_of(sheet)[key], FIRST + len(sheet.rows) - 1
    return f"{quote_sheetname(sheet.title)}!${letter}${FIRST}:${letter}${last}"
