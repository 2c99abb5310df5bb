"""What sums, shares and changes of an own table come to; Excel's formulas follow the same rule.

A sum needs every one of its terms, for a blank cell is not zero. Not needed are months that the
period has not come to, and rows that the committee may name and has not named. What is compared
with must be above zero, or for a change at least have the same sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from sheetplan.plan.budget import MONTHS_A_YEAR
from sheetplan.plan.own_table.own_tables import NAME, OwnColumn, OwnRow, OwnTable
from sheetplan.plan.own_table.table_terms import Term, Way
from sheetplan.plan.settings import Period
from sheetplan.schema.kinds import HUNDRED

Answers = Mapping[tuple[str, str, str], object]


def table_sums(
    table: OwnTable, period: Period, answers: Answers
) -> dict[tuple[str, str, str], object]:
    """Reckon every computed cell of a table, None where a term is missing."""
    reckoning = _Reckoning(table, period, answers)
    return {
        (table.key, row.id, column.key): reckoning.cell(row, column)
        for row in table.rows
        for column in table.figures
        if row.terms or column.terms
    }


class _Reckoning:
    """The cells of one table as far as they have been asked for."""

    def __init__(self, table: OwnTable, period: Period, answers: Answers) -> None:
        self._table, self._period, self._answers = table, period, answers
        self._known: dict[tuple[str, str], Decimal | None] = {}

    @cached_property
    def _rows(self) -> Mapping[str, OwnRow]:
        return {row.id: row for row in self._table.rows}

    @cached_property
    def _columns(self) -> Mapping[str, OwnColumn]:
        return {column.key: column for column in self._table.columns}

    def cell(self, row: OwnRow, column: OwnColumn) -> Decimal | None:
        """Return what a cell holds: an answer, or the sum of other cells."""
        at = (row.id, column.key)
        if at not in self._known:
            if column.way.is_percent:
                self._known[at] = self._ratio(row, column)
            elif row.terms or column.terms:
                self._known[at] = _sum(self._terms(row, column))
            else:
                value = self._answers.get((self._table.key, *at))
                self._known[at] = value if isinstance(value, Decimal) else None
        return self._known[at]

    def _ratio(self, row: OwnRow, column: OwnColumn) -> Decimal | None:
        """Return a share or a change in per cent, None where there is nothing to compare with."""
        now, base = (self.cell(row, self._columns[term.target]) for term in column.terms)
        if now is None or not base or (base < 0 and column.way is Way.SHARE) or now * base < 0:
            return None
        return (now if column.way is Way.SHARE else now - base) * HUNDRED / base

    def _terms(
        self, row: OwnRow, column: OwnColumn
    ) -> Iterator[tuple[Decimal | None, bool, bool]]:
        """Give each term's value, whether it is taken away and whether it may be missing."""
        for term in column.terms:
            other = self._columns[term.target]
            value = self.cell(row, other)
            counted = None if value is None else value * self._part(term)
            yield counted, term.minus, other.is_ahead(self._period)
        for term in row.terms if not column.terms else ():
            part = self._rows[term.target]
            yield self.cell(part, column), term.minus, part.is_spare and not self._is_named(part)

    def _part(self, term: Term) -> Decimal:
        """Return how much of a term is counted."""
        months = self._period.month if term.of_period else MONTHS_A_YEAR
        return term.factor * months / MONTHS_A_YEAR

    def _is_named(self, row: OwnRow) -> bool:
        return self._answers.get((self._table.key, row.id, NAME)) is not None


def _sum(terms: Iterator[tuple[Decimal | None, bool, bool]]) -> Decimal | None:
    total, found = Decimal(0), False
    for value, minus, may_be_missing in terms:
        if value is not None:
            total, found = (total - value if minus else total + value), True
        elif not may_be_missing:
            return None
    return total if found else None
