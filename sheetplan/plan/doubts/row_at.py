"""A row of the plan and where its cells stand, for checks that name both places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheetplan.plan.settings import Period, Settings
from sheetplan.schema.column import Row
from sheetplan.schema.problem import Place, Problem, Rule
from sheetplan.schema.reading import Found

Sheets = Mapping[type[Row], Found[Row]]


def year_of(sheets: Sheets) -> int | None:
    """Return the plan's year, also where another setting has a fault."""
    return next((values.get("year") for values in sheets[Settings].values.values()), None)


def years_of_periods(sheets: Sheets) -> frozenset[int]:
    """Return the years that the plan's periods end in."""
    return frozenset(p.ends.year for p in sheets[Period].rows if isinstance(p, Period))


@dataclass(frozen=True)
class RowAt:
    """One row that could be read, among all rows of the plan.

    Attributes:
        elsewhere: the columns that hold a value of the row in place of its own, by its key.
    """

    sheets: Sheets = field(repr=False)
    row_class: type[Row]
    index: int
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def found(self) -> Found[Row]:
        """The sheet that the row stands on."""
        return self.sheets[self.row_class]

    @property
    def year(self) -> int | None:
        """The plan's year, where it could be read and the plan's periods end in it."""
        year, ends = year_of(self.sheets), years_of_periods(self.sheets)
        return None if ends and year not in ends else year

    def place(self, key: str) -> Place:
        """Return the place of a value; that of the row's id where the sheet has no such column."""
        key = self.elsewhere.get(key, key)
        return self.found.place(self.index, key if key in self.found.columns else "id")

    def cell(self, key: str) -> str:
        """Return a cell of the row as a message names it."""
        return self.place(key).cell

    def problem(self, rule: Rule, key: str, **facts: str) -> Problem:
        """Say that a rule is broken at one of the row's cells."""
        return Problem(rule, self.place(key), facts)

    def other(self, row_class: type[Row], row_id: str | None, key: str) -> tuple[object, str]:
        """Return a value of a row on another sheet, and where it stands, or nothing."""
        found = self.sheets[row_class]
        for index, row in enumerate(found.rows):
            if row_id and getattr(row, "id", None) == row_id:
                place = found.place(index, key)
                return getattr(row, key), f"{place.sheet}!{place.cell}"
        return None, ""
