"""Where a form's cells stand as it is sent out: hidden keys, headers, then a row for each."""

from __future__ import annotations

from openpyxl.utils import get_column_letter, quote_sheetname

from sheetplan.plan.form import FormSheet
from sheetplan.schema.column import columns_of

KEYS, HEAD, FIRST = 4, 5, 6  # rows: hidden keys, headers, first data row


def letter_of(sheet: FormSheet, key: str) -> str:
    """Return the letter of a column by its key."""
    keys = [column.key for column in columns_of(sheet.answer)]
    return get_column_letter(keys.index(key) + 1)


def cells_of(sheet: FormSheet, number: int) -> dict[str, str]:
    """Return a row's cells by column key, as ``I7``."""
    return {c.key: f"{letter_of(sheet, c.key)}{number}" for c in columns_of(sheet.answer)}


def area_of(sheet: FormSheet, key: str) -> str:
    """Return a whole column's cells, as ``'Indikatorer'!$I$6:$I$36``."""
    letter, last = letter_of(sheet, key), FIRST + len(sheet.rows) - 1
    return f"{quote_sheetname(sheet.answer.sheet)}!${letter}${FIRST}:${letter}${last}"
