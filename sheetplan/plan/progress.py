"""How much of a form is answered: ”Ifyllt 12 av 43”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetplan.plan.computing import Values
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.reckoned import is_reckoned, reckoned

# Per sheet what counts; of the keys in a group any one is an answer.
COUNTED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "indicators": (("outcome", "outcome_text", "absence", "reckoned"),),
    "subgoals": (("current",), ("forecast",), ("analysis",)),
    "assignments": (("status",), ("analysis",)),
    "economy": (("outcome",), ("forecast",)),
    "texts": (("text",),),
}


def counted_in(sheet: FormSheet) -> tuple[tuple[str, ...], ...]:
    """Return what counts in a sheet: each group of columns that may not all be left blank."""
    return tuple(keys for keys in COUNTED[sheet.answer.key] if not sheet.optional.issuperset(keys))


@dataclass(frozen=True)
class Progress:
    """How many answers are given, of how many that are asked for."""

    filled: int
    asked: int

    def __str__(self) -> str:
        return f"{self.filled} av {self.asked}"

    def __add__(self, other: Progress) -> Progress:
        return Progress(self.filled + other.filled, self.asked + other.asked)


def sheet_progress(sheet: FormSheet, values: Values) -> Progress:
    """Count the answers of one sheet."""
    if sheet.is_optional:
        return Progress(0, 0)
    if sheet.table is not None or sheet.is_free:
        return _table_progress(sheet, values)
    groups = counted_in(sheet)
    values = {**values, **_reckoned(sheet, values)}
    asked = [(row, group) for row in sheet.rows for group in groups if row.asked & set(group)]
    filled = sum(
        any((sheet.answer.key, row.id, key) in values for key in group) for row, group in asked
    )
    return Progress(filled, len(asked))


def _reckoned(sheet: FormSheet, values: Values) -> Values:
    """An outcome that its parts make is an answer too."""
    made = {row.id: reckoned(sheet, row, values) for row in sheet.rows if is_reckoned(row)}
    key = sheet.answer.key
    return {(key, row, "reckoned"): value for row, value in made.items() if value is not None}


def _table_progress(sheet: FormSheet, values: Values) -> Progress:
    """Count the rows that hold something; a table of rows that may be left is one answer."""
    filled = {row.id: any((sheet.answer.key, row.id, key) in values for key in row.asked)
              for row in sheet.rows if row.asked}  # fmt: skip
    named = [filled[row.id] for row in sheet.rows if row.asked and not row.is_spare]
    return Progress(sum(named), len(named)) if named else Progress(int(any(filled.values())), 1)


def form_progress(form: Form, values: Values) -> Progress:
    """Count the answers of a whole form."""
    return sum((sheet_progress(s, values) for s in form.sheets), Progress(0, 0))
