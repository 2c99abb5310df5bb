"""What is wrong with the declarations of own tables (Tabeller, Tabellrader), cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheetplan.plan.own_table.own_tables import (
    LONGEST_TAB,
    column_key,
    headers_in,
    other_tabs,
    tab_names,
)
from sheetplan.plan.own_table.shapes import shaped, shaped_rows
from sheetplan.plan.own_table.table_terms import (
    ALL_ROWS,
    Way,
    folded,
    read_header,
    read_recipe,
    read_terms,
)
from sheetplan.plan.plan_table import ROW_LABEL, PlanTable, PlanTableRow
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.settings import Settings
from sheetplan.schema.column import Row
from sheetplan.schema.kinds import Number
from sheetplan.schema.problem import Place, Problem, Rule, has_errors
from sheetplan.schema.reading import Found

_EMPTY_TERM = "ett led är tomt"


@dataclass(frozen=True)
class _Declared:
    """A table, its rows with their places, and names of sheets that it may not have.

    Attributes:
        is_whole: whether all rows of all tables could be read.
    """

    table: PlanTable
    place: Callable[[str], Place]
    rows: tuple[tuple[PlanTableRow, Callable[[str], Place]], ...]
    is_whole: bool
    taken: frozenset[str]

    def problem(self, rule: Rule, key: str, **facts: str) -> Problem:
        return Problem(rule, self.place(key), facts)

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The columns of figures: header and how it is reckoned."""
        return tuple(read_header(header) for header in headers_in(self.table.figures))


def check_tables(found: Mapping[type[Row], Found[Row]]) -> Iterator[Problem]:
    """Say all that stands in the way of using the own tables of a plan."""
    settings = _settings(found)
    taken = [name for each in settings for name in other_tabs(each)]
    for declared in _all_declared(found, taken):
        for check in _ERRORS:
            yield from check(declared)


def table_doubts(found: Mapping[type[Row], Found[Row]]) -> Iterator[Problem]:
    """Say what is allowed but seldom meant."""
    for declared in _all_declared(found, ()):
        yield from _percentages_are_not_added(declared)
        yield from _name_fits_a_tab(declared)


def _settings(found: Mapping[type[Row], Found[Row]]) -> list[Settings]:
    return [row for row in found[Settings].rows if isinstance(row, Settings)]


def _all_declared(
    found: Mapping[type[Row], Found[Row]], taken: Iterable[str]
) -> Iterator[_Declared]:
    places = {row.id: place for row, place in _placed(found[PlanTableRow])
              if isinstance(row, PlanTableRow)}  # fmt: skip
    rows = [row for row in found[PlanTableRow].rows if isinstance(row, PlanTableRow)]
    money = next((each.money_unit for each in _settings(found)), "")
    used = {folded(name) for name in taken}
    for written, place in _placed(found[PlanTable]):
        if isinstance(written, PlanTable):
            table = shaped(written, money)
            own = tuple((row, places.get(row.id, place)) for row in shaped_rows(table, rows))
            whole = not has_errors(found[PlanTableRow].problems)
            yield _Declared(table, place, own, whole, frozenset(used))
            used.add(folded(table.title))


def _placed(found: Found[Row]) -> Iterator[tuple[Row, Callable[[str], Place]]]:
    for index, row in enumerate(found.rows):
        yield row, lambda key, index=index: found.place(index, key)  # type: ignore[misc]


def _columns_are_told_apart(declared: _Declared) -> Iterator[Problem]:
    labels = [("row_label", declared.table.row_label or ROW_LABEL)]
    labels += [("figures", label) for label, _ in declared.columns]
    labels += [("texts", label) for label in headers_in(declared.table.texts)]
    seen = Counter[str]()
    for key, label in labels:
        seen[column_key(label)] += 1
        if seen[column_key(label)] == 2:  # noqa: PLR2004 - told once
            yield declared.problem(plan_rules.PLAN_TABLE_COLUMN, key, column=label)
    if len(labels) == 1:
        yield declared.problem(plan_rules.PLAN_TABLE_NO_COLUMN, "figures")


def _column_sums(declared: _Declared) -> Iterator[Problem]:
    known = {folded(label): label for label, _ in declared.columns}
    sums: dict[str, list[str]] = {}
    for header in headers_in(declared.table.figures):
        label, computed = read_header(header)
        if "=" not in header:
            continue
        terms = [term.target for term in read_recipe(computed).terms] or [""]
        sums[folded(label)] = [folded(term) for term in terms]
        reason = "" if all(terms) else _EMPTY_TERM
        reason = reason if label else "summan har ingen rubrik"
        if reason:
            facts = {"found": header, "reason": reason, "example": "Totalt = Kvinnor + Män"}
            yield declared.problem(plan_rules.PLAN_TABLE_SUM, "figures", **facts)
        for term in terms:
            if term and folded(term) not in known:
                facts = {"found": term, "known": ", ".join(known.values())}
                yield declared.problem(plan_rules.PLAN_TABLE_TERM, "figures", **facts)
    for start in _going_round(sums):
        yield declared.problem(plan_rules.PLAN_TABLE_ROUND, "figures", name=known[start])


def _row_sums(declared: _Declared) -> Iterator[Problem]:
    ids = {row.id for row, _ in declared.rows}
    sums: dict[str, list[str]] = {}
    for row, place in declared.rows:
        if row.computed is None:
            continue
        terms = [term.target for term in read_terms(row.computed)]
        sums[row.id] = [folded(term) for term in terms]
        reason = "" if all(terms) else _EMPTY_TERM
        reason = reason if declared.columns else "tabellen har inga sifferkolumner"
        if reason:
            facts = {"found": row.computed, "reason": reason, "example": "rad-1 + rad-2"}
            yield Problem(plan_rules.PLAN_TABLE_SUM, place("computed"), facts)
        for term in terms if declared.is_whole else ():
            if term and folded(term) not in {*ids, ALL_ROWS, folded(declared.table.title)}:
                facts = {"found": term, "table": declared.table.title}
                yield Problem(plan_rules.PLAN_TABLE_ROW, place("computed"), facts)
    places = {row.id: place for row, place in declared.rows}
    for start in _going_round(sums):
        yield Problem(plan_rules.PLAN_TABLE_ROUND, places[start]("computed"), {"name": start})


def _parts(declared: _Declared) -> Iterator[Problem]:
    """A part is of another row in the same table, and no two are parts of each other."""
    ids = {row.id for row, _ in declared.rows}
    parts = {row.id: [row.part_of] for row, _ in declared.rows if row.part_of}
    round_about = set(_going_round(parts))
    for row, place in declared.rows if declared.is_whole else ():
        why = "den står i en annan tabell" if row.part_of and row.part_of not in ids else ""
        why = "de är delar av varandra" if row.id in round_about else why
        why = "det är raden själv" if row.part_of == row.id else why
        if why:
            facts = {"found": row.part_of or "", "why": why}
            yield Problem(plan_rules.PLAN_TABLE_PART, place("part_of"), facts)


def _going_round(sums: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Give the first sum of each circle."""
    told: set[str] = set()
    for start in sums:
        reached, waiting = set[str](), list(sums[start])
        while waiting:
            at = waiting.pop()
            if at not in reached:
                reached.add(at)
                waiting += sums.get(at, ())
        if start in reached and start not in told:
            yield start
            told |= reached


def _tab_is_free(declared: _Declared) -> Iterator[Problem]:
    if folded(declared.table.title) in declared.taken:
        yield declared.problem(plan_rules.PLAN_TABLE_TAB, "title", found=declared.table.title)


def _something_is_filled_in(declared: _Declared) -> Iterator[Problem]:
    open_rows = any(row.computed is None for row, _ in declared.rows)
    if declared.is_whole and not open_rows and not declared.table.empty_rows:
        yield declared.problem(plan_rules.PLAN_TABLE_NO_ROW, "id", table=declared.table.id)
    recipes = [read_recipe(computed) for _, computed in declared.columns]
    summed = recipes and all(one.terms and one.way is not Way.PART for one in recipes)
    if summed and not headers_in(declared.table.texts):
        yield declared.problem(plan_rules.PLAN_TABLE_NO_COLUMN, "figures")


def _percentages_are_not_added(declared: _Declared) -> Iterator[Problem]:
    if not Number(unit=declared.table.unit or "").is_percent:
        return
    recipes = [read_recipe(computed) for _, computed in declared.columns]
    added = any(one.terms and one.way is Way.SUM for one in recipes)
    places = [declared.place("figures")] if added else []
    places += [place("computed") for row, place in declared.rows if row.computed is not None]
    for first in places[:1]:
        yield Problem(plan_rules.PLAN_TABLE_PERCENT, first)


def _name_fits_a_tab(declared: _Declared) -> Iterator[Problem]:
    if len(declared.table.title) > LONGEST_TAB:
        (tab,) = tab_names((declared.table.title,), ())
        facts = {"tab": tab, "most": str(LONGEST_TAB)}
        yield declared.problem(plan_rules.PLAN_TABLE_CUT, "title", **facts)


_ERRORS = (
    _columns_are_told_apart,
    _column_sums,
    _row_sums,
    _parts,
    _tab_is_free,
    _something_is_filled_in,
)
