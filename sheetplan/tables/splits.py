"""Tables of split indicators: every group with its parts and status, and how two groups differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.words import Status
from sheetplan.schema.numbers import NBSP, rounded, show_number
from sheetplan.tables.indicators import part_columns, quantity
from sheetplan.tables.results import IndicatorResult, Results, SubgoalResult
from sheetplan.tables.small_counts import ALL, UNSUPPRESSED, Hidden, hidden_in
from sheetplan.tables.suppression import HIDDEN
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words

_ALL = "Alla"
_SAME = "Ingen skillnad"
_MOST_DECIMALS = 9


@dataclass(frozen=True)
class _Line:
    """A row: a group, or all groups together."""

    whole: IndicatorResult
    row: str
    indicator: Indicator
    outcome: Outcome
    attainment: Attainment

    @property
    def name(self) -> str:
        return self.row or _ALL


_Part = tuple[TableColumn, Callable[[_Line], TableValue]]
_ABOVE, _BELOW, _WEIGHT = part_columns()
_PARTS: tuple[_Part, ...] = (
    (words("indicator", "Indikator", 40), lambda line: line.whole.indicator.name),
    (words("group", "Grupp", 14), lambda line: line.name),
    (
        figures("outcome", "Utfall", width=10),
        lambda line: quantity(line.outcome.value, line.indicator),
    ),
    (_ABOVE, lambda line: _count(line.outcome.numerator)),
    (_BELOW, lambda line: _count(line.outcome.denominator)),
    (_WEIGHT, lambda line: _count(line.outcome.weight)),
    (words("status", "Bedömning", 16), lambda line: line.attainment.status.mark),
    (
        words("difference", "Skillnad", 30),
        lambda line: _difference(line.whole) if line.row == ALL else None,
    ),
)  # fmt: skip
_ALWAYS = {"indicator", "group", "outcome", "status"}


def split_table(results: Results) -> Table | None:
    """Every group of every committee, with nothing hidden; None where nothing is split."""
    lines = [line for r in results.indicators for line in _lines(r)]
    if not lines:
        return None
    parts = list(_used(lines))
    columns = (
        words("committee", "Nämnd", 24),
        *(column for column, _ in parts),
        words("reason", "Skäl eller beräkning", 40),
    )
    rows = tuple(
        (line.whole.committee.name, *(value(line) for _, value in parts), line.attainment.reason)
        for line in lines
    )
    title = f"Uppdelning {results.period.label}"
    about = "Indikatorerna för kvinnor och män eller andra grupper, med skillnaden mellan dem."
    caution = UNSUPPRESSED
    return Table("splits", title, columns, rows, note=caution, caution=caution, about=about)


def subgoal_split_table(results: Results, subgoal: SubgoalResult) -> Table | None:
    """The groups under one subgoal for publishing, small counts hidden; None without groups."""
    lines = [
        line
        for r in results.indicators
        if r.subgoal.id == subgoal.id and r.attainment.status is not Status.NOT_DUE
        for line in _lines(r)
    ]
    if not lines:
        return None
    hidden = {line.whole.indicator.id: hidden_in(line.whole) for line in lines}
    parts = list(_used(lines))
    rows = tuple(
        tuple(_published(value(line), line, column.key, hidden) for column, value in parts)
        for line in lines
    )
    name = subgoal.name if results.levels.are_two else subgoal.goal.name
    key, columns = f"splits-{subgoal.id}", tuple(column for column, _ in parts)
    return Table(key, f"Uppdelning: {name}", columns, rows, note=notes(hidden.values()))


def notes(hidden: Iterable[Hidden]) -> str:
    """Return what must be said of what is hidden, each thing once."""
    return " ".join(dict.fromkeys(one.note for one in hidden if one.note))


def _lines(r: IndicatorResult) -> Iterator[_Line]:
    if r.groups:
        yield _Line(r, ALL, r.indicator, r.outcome, r.attainment)
    for group in r.groups:
        yield _Line(r, group.name, group.indicator, group.outcome, group.attainment)


def _used(lines: Sequence[_Line]) -> Iterator[_Part]:
    for column, value in _PARTS:
        if column.key in _ALWAYS or any(value(line) is not None for line in lines):
            yield column, value


def _published(
    value: TableValue, line: _Line, column: str, hidden: dict[str, Hidden]
) -> TableValue:
    is_hidden = hidden[line.whole.indicator.id].holds(line.row, column)
    return HIDDEN if is_hidden and value is not None else value


def _count(value: Decimal | None) -> Quantity | None:
    return None if value is None else Quantity(value)


def _difference(r: IndicatorResult) -> str | None:
    """Say which of two groups is higher, and by how much."""
    difference, indicator = r.difference, r.indicator
    if difference is None:
        return None
    if not difference:
        return _SAME
    first, second = (group.name for group in r.groups)
    higher, lower = (first, second) if difference > 0 else (second, first)
    size = abs(difference)
    least = indicator.decimals_for(*(g.outcome.value for g in r.groups if g.outcome.value))
    decimals = next(d for d in range(least, _MOST_DECIMALS) if rounded(size, d))
    unit = f"{NBSP}procentenheter" if indicator.unit == "%" else ""
    return f"{higher}: {show_number(size, decimals)}{unit} högre än {lower}"
