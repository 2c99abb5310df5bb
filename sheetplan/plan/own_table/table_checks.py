"""What a filled-in own table must say to be whole: nothing forgotten, and blank is not zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.own_table.own_tables import NAME, OwnTable
from sheetplan.plan.receiving import Received
from sheetplan.plan.rules import return_rules
from sheetplan.schema.kinds import HUNDRED
from sheetplan.schema.problem import Place, Problem


@dataclass(frozen=True)
class _Row:
    """A row of a returned table: where its asked cells stand and what is readable in them.

    Attributes:
        filled: the cells that hold something, readable or not.
    """

    row: FormRow
    places: Mapping[str, Place]
    values: Mapping[str, object]
    filled: frozenset[str]


def check_own_tables(form: Form, received: Received) -> Iterator[Problem]:
    """An own table holds something, and each of its rows all that it should."""
    for sheet in form.sheets:
        if sheet.table is not None:
            rows = list(_rows(sheet, received))
            wanted = {column.key: column.label for column in sheet.table.wanted(form.period)}
            yield from _emptiness(rows)
            for row in rows:
                yield from _gaps(sheet.table, row, wanted) if _is_used(rows, row) else ()
                yield from _shares(sheet.table, row)


def _rows(sheet: FormSheet, received: Received) -> Iterator[_Row]:
    unreadable = {problem.place for problem in received.problems if problem.is_error}
    for row in sheet.rows:
        keys = {key: (sheet.answer.key, row.id, key) for key in row.asked}
        places = {k: received.places[at] for k, at in keys.items() if at in received.places}
        values = {k: received.values[at] for k, at in keys.items() if at in received.values}
        faulty = {key for key, place in places.items() if place in unreadable}
        yield _Row(row, places, values, frozenset(values) | faulty)


def _is_used(rows: list[_Row], row: _Row) -> bool:
    """A row counts in a table that holds something; one to be named only if it holds something."""
    return bool(row.filled) or (not row.row.is_spare and any(r.filled for r in rows))


def _emptiness(rows: list[_Row]) -> Iterator[Problem]:
    places = [place for row in rows for place in row.places.values()]
    if places and not any(row.filled for row in rows):
        yield Problem(return_rules.RETURN_TABLE_EMPTY, Place(sheet=places[0].sheet))


def _gaps(table: OwnTable, row: _Row, wanted: Mapping[str, str]) -> Iterator[Problem]:
    labels = {NAME: table.row_label, **wanted} if row.row.is_spare else wanted
    missing = [key for key in labels if key in row.places.keys() - row.filled]
    if missing:
        given = next(own.name for own in table.rows if own.id == row.row.id)
        name = excerpt(str(row.values.get(NAME, given)))
        facts = {"row": name, "missing": _listed(*(labels[key] for key in missing))}
        yield Problem(return_rules.RETURN_TABLE_ROW, row.places[missing[0]], facts)


def _shares(table: OwnTable, row: _Row) -> Iterator[Problem]:
    """A share of more than the whole is most often a slip: 7,5 that became 750 %."""
    for key, value in row.values.items() if table.kind.is_percent else ():
        if isinstance(value, Decimal) and abs(value) > HUNDRED:
            facts = {"found": table.kind.show(value)}
            yield Problem(return_rules.RETURN_TABLE_SHARE, row.places[key], facts)


def _listed(*words: str) -> str:
    """Join words as a sentence does: a, b och c."""
    return f"{', '.join(words[:-1])} och {words[-1]}" if words[1:] else words[0]
