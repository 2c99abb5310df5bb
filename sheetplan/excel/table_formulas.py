"""Formulas of the region's own tables: sums by the core's rule, and rows counted."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from openpyxl.utils import get_column_letter, quote_sheetname

from sheetplan.excel.grid import FIRST
from sheetplan.plan.budget import MONTHS_A_YEAR
from sheetplan.plan.form import FormSheet
from sheetplan.plan.own_table.own_tables import NAME, OwnColumn, OwnRow, OwnTable
from sheetplan.plan.own_table.table_terms import Term, Way
from sheetplan.plan.settings import Period

_Area = Callable[[int, int], str]  # the cells from one number to another, as "C6:C9"


def table_formulas(
    sheet: FormSheet, table: OwnTable, period: Period, row_id: str
) -> dict[str, str]:
    """Return the formulas of a row's computed cells by column key."""
    columns = {column.key: at for at, column in enumerate(sheet.columns, start=1)}
    rows = {row.id: at for at, row in enumerate(table.rows, start=FIRST)}
    own = next(row for row in table.rows if row.id == row_id)
    ahead = {columns[c.key] for c in table.columns if c.is_ahead(period)}
    made = {}
    for column in (one for one in table.figures if one.key in columns):  # not last time's at first
        if column.terms:
            made[column.key] = _across(column, rows[own.id], columns, ahead, period)
        elif own.terms:
            letters = (get_column_letter(columns[key]) for key in (NAME, column.key))
            made[column.key] = _down(table, own, rows, *letters)
    return made


def _across(
    column: OwnColumn, row: int, columns: dict[str, int], ahead: set[int], period: Period
) -> str:
    """A sum of cells on the same row; months ahead are counted where they are filled in."""
    cells = [f"{get_column_letter(columns[term.target])}{row}" for term in column.terms]
    if column.way.is_percent:
        return _ratio(column.way, *cells)
    if len(cells) == 1:
        return _portion(column.terms[0], cells[0], period)

    def area(first: int, last: int) -> str:
        return _range(f"{get_column_letter(first)}{row}", f"{get_column_letter(last)}{row}")

    terms = [(columns[term.target], term) for term in column.terms]
    return _sum(terms, [at for at, _ in terms if at not in ahead], area, "")


def _ratio(way: Way, now: str, base: str) -> str:
    """A share or a change, where there is something to compare with."""
    if way is Way.SHARE:
        return f'=IF(COUNT({now},{base})<2,"",IF(AND({base}>0,{now}>=0),{now}/{base},""))'
    same = f"AND({base}<>0,{now}*{base}>=0)"
    return f'=IF(COUNT({now},{base})<2,"",IF({same},{now}/{base}-1,""))'


def _portion(term: Term, cell: str, period: Period) -> str:
    """One other cell, or a part of it."""
    sign = "-" if term.minus else ""
    factor = "" if term.factor == 1 else f"*{term.factor}"
    months = f"*{period.month}/{MONTHS_A_YEAR}" if term.of_period else ""
    return f'=IF(ISNUMBER({cell}),{sign}{cell}{factor}{months},"")'


def _down(table: OwnTable, own: OwnRow, rows: dict[str, int], name: str, figure: str) -> str:
    """A sum of cells in the same column; a row that is not named is counted if filled in."""

    def area(first: int, last: int) -> str:
        return _range(f"{figure}{first}", f"{figure}{last}")

    spare = {rows[row.id] for row in table.rows if row.is_spare}
    terms = [(rows[term.target], term) for term in own.terms]
    unfilled = [
        f'SUMPRODUCT(({name}{first}:{name}{last}<>"")'
        f"*(1-ISNUMBER({figure}{first}:{figure}{last})))"
        for first, last in _runs(at for at, _ in terms if at in spare)
    ]
    condition = f"{'+'.join(unfilled)}=0" if unfilled else ""
    return _sum(terms, [at for at, _ in terms if at not in spare], area, condition)


def _sum(
    terms: Sequence[tuple[int, Term]], needed: Sequence[int], area: _Area, condition: str
) -> str:
    """Add up what there is, if all that is needed is there, and anything at all."""

    def cells(numbers: Iterable[int]) -> str:
        return ",".join(area(*run) for run in _runs(numbers))

    plus, minus = (cells(at for at, t in terms if t.minus is sign) for sign in (False, True))
    amount = (f"SUM({plus})" if plus else "0") + (f"-SUM({minus})" if minus else "")
    there = f"COUNT({cells(needed)})={len(needed)}"
    there = there if needed else f"COUNT({cells(at for at, _ in terms)})>0"
    test = f"AND({there},{condition})" if condition else there
    return f'=IF({test},{amount},"")'


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}:{last}"


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of numbers that follow on each other: 6 7 8 11 → 6–8, 11–11."""
    runs = []
    for _, run in itertools.groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        runs.append((found[0], found[-1]))
    return runs


def count_rows(sheet: FormSheet) -> str:
    """Return an Excel expression that counts the rows that hold something.

    A computed cell holds nothing where its row holds nothing, so that it may be looked at too.
    """
    tab, keys = quote_sheetname(sheet.title), [column.key for column in sheet.columns]
    name, last = keys.index(NAME) + 1, len(keys)
    asked = [n for n, row in enumerate(sheet.rows, start=FIRST) if row.asked and not row.is_spare]
    spare = [n for n, row in enumerate(sheet.rows, start=FIRST) if row.is_spare]

    def area(left: int, top: int, bottom: int) -> str:
        return f"{tab}!${get_column_letter(left)}${top}:${get_column_letter(last)}${bottom}"

    if not asked:
        return f'((SUMPRODUCT(--({area(name, spare[0], spare[-1])}<>""))>0)*1)'
    shown = set(sheet.table.earlier.values()) if sheet.table else set()  # not answered now
    ones = ";".join("0" if key in shown else "1" for key in keys[name:])
    return "+".join(
        f'SUMPRODUCT(--(MMULT(--({area(name + 1, *run)}<>""),{{{ones}}})>0))'
        for run in _runs(asked)
    )
