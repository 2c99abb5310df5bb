"""Derivation (härledning): how a computed cell came to be, in the numbers that went into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sheetplan.plan.computing import Values, compute, judged_indicators
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.own_table.own_tables import NAME, OwnColumn, OwnTable
from sheetplan.plan.own_table.table_terms import Term, Way
from sheetplan.schema.column import Role
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.numbers import MINUS


@dataclass(frozen=True)
class Derivation:
    """A computed cell.

    Attributes:
        key: of its column.
        label: of its column.
        shown: what it says.
        calculation: what it was reckoned from: ``4 356,0 − 4 691,0``, ``19 % / 55 % = 34,5 %``.
        reason: in words, where it is a judgement.
        inputs: the numbers of a judgement, each with its Swedish name.
    """

    key: str
    label: str
    shown: str
    calculation: str = ""
    reason: str = ""
    inputs: tuple[tuple[str, Decimal], ...] = ()


def derivations(
    form: Form, sheet: FormSheet, row: FormRow, values: Values
) -> tuple[Derivation, ...]:
    """Derive each computed cell of a row that has a value."""
    computed = compute(form, values)
    reckoning = _Row(form, sheet, row, {**values, **computed})
    found = []
    for column in sheet.columns:
        value = computed.get((sheet.answer.key, row.id, column.key))
        if value is None or sheet.role(row, column) is not Role.COMPUTED:
            continue
        plain = Derivation(column.key, column.label, sheet.kind(row, column.key).show(value))
        found.append(reckoning.explained(plain))
    return tuple(found)


@dataclass(frozen=True)
class _Row:
    """One row with all values, reckoned ones too."""

    form: Form
    sheet: FormSheet
    row: FormRow
    values: Values

    def explained(self, plain: Derivation) -> Derivation:
        """Say how a cell came to be."""
        if self.sheet.table is not None:
            return replace(plain, calculation=" ".join(self._sum(self.sheet.table, plain.key)))
        if self.sheet.answer.key == "economy":
            return replace(plain, calculation=" ".join(self._economy(plain.key)))
        if plain.key == "reckoned":
            return replace(plain, calculation=self._quotient())
        if plain.key == "suggestion":
            return replace(plain, reason="; ".join(self._suggested()))
        of_all = judged_indicators(self.form, self.values)
        judged = next((one for indicator, one in of_all if indicator.id == self.row.id), None)
        if judged is None or plain.key != "status":
            return plain
        return replace(
            plain, calculation=judged.calculation, reason=judged.reason, inputs=judged.inputs
        )

    def _quotient(self) -> str:
        """Write the parts of a reckoned outcome, where it is not the typed one."""
        at = (self.sheet.answer.key, self.row.id)
        parts = [self.values.get((*at, key)) for key in ("numerator", "denominator")]
        known = [plain_number(part) for part in parts if isinstance(part, Decimal)]
        return " / ".join(known) if len(known) == len(parts) else ""

    def _economy(self, key: str) -> Iterator[str]:
        if key == "deviation":
            yield from (self._shown("period_budget"), MINUS, self._shown("outcome"))
        elif key == "simple_forecast":
            yield from (self._shown("deviation"), "·", "12", "/", str(self.form.period.month))
        elif key == "forecast_deviation":
            yield from (self._shown("budget"), MINUS, self._shown("forecast"))

    def _suggested(self) -> Iterator[str]:
        for indicator, judged in judged_indicators(self.form, self.values):
            if indicator.judged_under == self.row.id:
                yield f"{indicator.id} {judged.status.label}"

    def _sum(self, table: OwnTable, key: str) -> Iterator[str]:
        """Write the terms of a sum that have a value; a column's go before its row's."""
        own = next(c for c in table.columns if c.key == key)
        row = next(r for r in table.rows if r.id == self.row.id)
        labels = {c.key: c.label for c in table.columns}
        if own.way.is_percent:
            yield from self._ratio(table, own)
            return
        if own.terms:
            found = [(term, labels[term.target], (row.id, term.target)) for term in own.terms]
        else:
            found = [(term, self._name(table, term), (term.target, own.key)) for term in row.terms]
        first = True
        for term, name, at in found:
            value = self.values.get((table.key, *at))
            if isinstance(value, Decimal):
                yield from (MINUS,) if term.minus else () if first else ("+",)
                yield f"{plain_number(value)} ({name}){self._part(term)}"
                first = False

    def _part(self, term: Term) -> str:
        """Write how much of a term is counted, where that is not all of it."""
        share = "" if term.factor == 1 else f" · {plain_number(term.factor)}"
        return f"{share} · {self.form.period.month}/12" if term.of_period else share

    def _ratio(self, table: OwnTable, own: OwnColumn) -> Iterator[str]:
        """Write what a share or a change is reckoned of."""
        labels = {c.key: c.label for c in table.columns}
        values = [self.values.get((table.key, self.row.id, term.target)) for term in own.terms]
        now, base = (
            f"{plain_number(value)} ({labels[term.target]})" if isinstance(value, Decimal) else ""
            for value, term in zip(values, own.terms, strict=True)
        )
        if now and base:
            yield f"{now} / {base}" + (f" {MINUS} 1" if own.way is Way.CHANGE else "")

    def _name(self, table: OwnTable, term: Term) -> str:
        row = next(r for r in table.rows if r.id == term.target)
        given = self.values.get((table.key, row.id, NAME))
        return str(given) if row.is_spare and given else row.name

    def _shown(self, key: str) -> str:
        """Write a number of the row as its cell shows it; a dash for none."""
        at = (self.sheet.answer.key, self.row.id, key)
        value = self.row.given.get(key, self.values.get(at))
        return self.sheet.kind(self.row, key).show(value) or "–"
