"""Trace (spåra): from a row's id to the plan, to each returned file and cell, and to the sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.answers import typed
from sheetplan.flows.archive import Archive
from sheetplan.flows.open_store import open_store
from sheetplan.flows.trace_ledger import TracedLedger, trace_ledger
from sheetplan.flows.year import (
    NoCommittee,
    Year,
    latest_period,
    require_period,
    require_reading,
)
from sheetplan.plan.committee import Committee
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.derivation import Derivation, derivations
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.own_table.own_tables import NAME
from sheetplan.plan.plan import PlanReading
from sheetplan.plan.settings import Period
from sheetplan.plan.target import TargetKind
from sheetplan.plan.unit_answers import units_said
from sheetplan.schema.column import columns_in
from sheetplan.schema.kinds import Number, nearest, plain_number
from sheetplan.schema.problem import Place
from sheetplan.store.records import StoredValue, Submission

_NAMED_BY = {
    "indicators": "indicator",
    "subgoals": "subgoal",
    "assignments": "assignment",
    "economy": "frame",
    "texts": "heading",
}
_FORMATS = {"decimals", "minimum", "maximum"}  # of no interest for where a number came from
STANDING, SUPERSEDED, REFUSED = "standing", "superseded", "refused"


class NoSuchId(SheetplanError):
    """Neither the plan nor a return has a row with the id."""

    def __init__(self, row_id: str, period: Period, near: str) -> None:
        super().__init__(
            f"Id:t ”{row_id}” finns varken i planen eller i det inlämnade för {period.id}{near}. "
            "Id:n står i planens arbetsbok och i tabellerna, till exempel hsn-1.1.1."
        )


@dataclass(frozen=True)
class PlanCell:
    """A cell of the plan's workbook and what it says."""

    place: Place
    shown: str


@dataclass(frozen=True)
class ReturnedCell:
    """A cell of a returned file: what it says as people see it, and as it is stored."""

    label: str
    shown: str
    stored: StoredValue


@dataclass(frozen=True)
class TracedReturn:
    """What one received file says of a row.

    Attributes:
        standing: ``standing``, ``superseded`` by a later one, or ``refused``.
        archived: where its bytes are; None where they are missing.
    """

    submission: Submission
    standing: str
    archived: Path | None
    cells: tuple[ReturnedCell, ...]


@dataclass(frozen=True)
class TracedRow:
    """One row of one committee's form, through its returns in the order received."""

    sheet: str
    name: str
    committee: Committee
    derivations: tuple[Derivation, ...]
    returns: tuple[TracedReturn, ...]


@dataclass(frozen=True)
class Trace:
    """All that is known of an id in a period."""

    id: str
    period: Period
    plan_file: Path
    plan: tuple[PlanCell, ...]
    rows: tuple[TracedRow, ...]
    ledger: tuple[TracedLedger, ...] = ()


def trace(
    year: Year, row_id: str, period_id: str | None = None, committee_id: str | None = None
) -> Trace:
    """Tell where a row's numbers came from, in the last issued period unless told otherwise."""
    plan, reading = require_reading(year)
    period = require_period(plan, period_id) if period_id else latest_period(year, plan)
    if committee_id is not None and plan.committee(committee_id) is None:
        raise NoCommittee(committee_id, plan)
    with open_store(year, plan) as store:
        history = store.history(period.id)
    row_id = row_id.strip().lower()
    tracing = _Tracing(row_id, Archive(year.archive), history)
    answers = {one.unit or one.committee: typed(one.values)
               for one in history if one.outcome != REFUSED}  # fmt: skip
    forms = [
        build_form(plan, one, period, units_said(plan, one, period, answers))
        for one in plan.committees
        if committee_id in {None, one.id}
    ]
    rows = tuple(row for form in forms for row in tracing.rows(form))
    cells = tuple(_plan_cells(reading, row_id))
    if not rows and not cells:
        known = {str(getattr(r, "id", "")) for found in reading.found.values() for r in found.rows}
        raise NoSuchId(row_id, period, nearest(row_id, known))
    ledger = trace_ledger(year, plan, period, row_id, committee_id)
    return Trace(row_id, period, year.plan_file, cells, rows, ledger)


def _plan_cells(reading: PlanReading, row_id: str) -> Iterator[PlanCell]:
    """Find the numbers and targets that the plan gives a row."""
    for row_class, found in reading.found.items():
        for index, row in enumerate(found.rows):
            if getattr(row, "id", None) != row_id:
                continue
            for column in columns_in(row_class, [row]):
                shown = column.kind.show(column.of(row))
                told = column.key == "id" or isinstance(column.kind, Number | TargetKind)
                if told and column.key not in _FORMATS and shown and column.key in found.columns:
                    yield PlanCell(found.place(index, column.key), shown)


@dataclass(frozen=True)
class _Tracing:
    """What is looked for, and among what."""

    row_id: str
    archive: Archive
    history: Sequence[Submission]

    def rows(self, form: Form) -> Iterator[TracedRow]:
        """Trace the id through each sheet of a committee's form, and where it has been lost."""
        own = [s for s in self.history if s.committee == form.committee.id]
        asked = set()
        for sheet in form.sheets:
            row = next((r for r in sheet.rows if r.id == self.row_id), None)
            if row is not None:
                asked.add(sheet.answer.key)
                yield self._row(form, sheet, row, own)
        kept = (v for s in own for v in s.values if v.row == self.row_id and v.sheet not in asked)
        for key, tab in {value.sheet: value.tab for value in kept}.items():
            returns = self._returns(own, key, _cell_of_no_form)
            yield TracedRow(tab, self.row_id, form.committee, (), returns)

    def _row(
        self, form: Form, sheet: FormSheet, row: FormRow, own: Sequence[Submission]
    ) -> TracedRow:
        whole = _newest(own).get("")
        told = typed(whole.values) if whole else {}
        derived = derivations(form, sheet, row, told) if whole or form.said else ()
        returns = self._returns(own, sheet.answer.key, lambda value: _cell(sheet, row, value))
        return TracedRow(sheet.title, _name(sheet, row), form.committee, derived, returns)

    def _returns(
        self, own: Sequence[Submission], key: str, show: Callable[[StoredValue], ReturnedCell]
    ) -> tuple[TracedReturn, ...]:
        newest = _newest(own).values()
        return tuple(
            TracedReturn(
                one,
                REFUSED if one.outcome == REFUSED else STANDING if one in newest else SUPERSEDED,
                self.archive.find(one.sha256),
                tuple(show(v) for v in one.values if (v.sheet, v.row) == (key, self.row_id)),
            )
            for one in own
            if not one.unit or one.outcome == REFUSED or self._tells(one, key)
        )

    def _tells(self, one: Submission, key: str) -> bool:
        return any((value.sheet, value.row) == (key, self.row_id) for value in one.values)


def _newest(own: Sequence[Submission]) -> dict[str, Submission]:
    """Return the submission that stands for a committee, by a blank, and for each of its units."""
    return {one.unit: one for one in own if one.outcome != REFUSED}


def _cell(sheet: FormSheet, row: FormRow, stored: StoredValue) -> ReturnedCell:
    """Show a stored value as the form does."""
    column = next((c for c in sheet.columns if c.key == stored.column), None)
    if column is None:
        return _cell_of_no_form(stored)
    value = typed([stored]).get((stored.sheet, stored.row, stored.column))
    return ReturnedCell(column.label, sheet.kind(row, column.key).show(value), stored)


def _cell_of_no_form(stored: StoredValue) -> ReturnedCell:
    """Show a stored value that the plan no longer asks for, by the key of its column."""
    value = stored.value
    shown = plain_number(value) if isinstance(value, Decimal) else str(value)
    return ReturnedCell(stored.column, shown, stored)


def _name(sheet: FormSheet, row: FormRow) -> str:
    """Return what the plan calls a row; its id where the committee names it."""
    given = row.given.get(_NAMED_BY.get(sheet.answer.key, NAME))
    return given if isinstance(given, str) else row.id
