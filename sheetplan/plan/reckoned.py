"""Reckoned outcomes (räknat utfall): numerator over denominator, where both are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.parts import RATIO_PARTS, quotient
from sheetplan.schema.kinds import Number

_Values = Mapping[tuple[str, str, str], object]


def is_reckoned(row: FormRow) -> bool:
    """Tell whether a row's outcome may be reckoned from its parts."""
    return row.asked >= RATIO_PARTS


def reckoned(sheet: FormSheet, row: FormRow, answers: _Values) -> Decimal | None:
    """Return the outcome that counts in a row: by its parts, otherwise as it is filled in."""
    at = (sheet.answer.key, row.id)
    parts = [answers.get((*at, key)) for key in ("numerator", "denominator")]
    above, below = parts
    if is_reckoned(row) and isinstance(above, Decimal) and isinstance(below, Decimal):
        kind = sheet.kind(row, "outcome")
        is_percent = isinstance(kind, Number) and kind.is_percent
        return quotient(above, below, is_percent=is_percent)
    outcome = answers.get((*at, "outcome"))
    return outcome if isinstance(outcome, Decimal) else None


def with_reckoned(form: Form, answers: _Values) -> dict[tuple[str, str, str], object]:
    """Return the answers with the outcomes that count in place of those that are filled in."""
    found = dict(answers)
    sheet = form.sheet("indicators")
    for row in sheet.rows if sheet else ():
        if sheet is not None and is_reckoned(row):
            key = (sheet.answer.key, row.id, "outcome")
            value = reckoned(sheet, row, answers)
            if value is not None:
                found[key] = value
            elif isinstance(found.get(key), Decimal):
                del found[key]
    return found
