"""Small counts of individuals in split indicators: what of them is hidden in what is published.

Only the plan says that individuals are counted: where it splits an indicator. Printed are the
total and each group, with parts and shares, so these are what a reader can reckon with. What a
denominator has besides its numerator, and a total besides its groups, is reckoned as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sheetplan.plan.attaining.attainment import Outcome
from sheetplan.plan.parts import RATIO_PARTS, counts_individuals
from sheetplan.plan.words import Split
from sheetplan.tables.results import IndicatorResult
from sheetplan.tables.suppression import HIDDEN, Sum, Suppression, UnfitCounts, suppress

ALL = ""  # the row of all groups together
LEAST = 5
UNSUPPRESSED = (
    "Små antal är inte dolda här. Publicera inte uppgifterna som de är; i delårsrapporten är "
    f"antal under {LEAST} dolda."
)
_OTHERS = "/"  # those who are in no group
_REST = "rest"  # those in a denominator who are not in its numerator
_RELATED = ("outcome", "ratio", "status")  # what tells a row's outcome

_Cell = tuple[str, str]  # row (a group, or all) and column
_Counts = Mapping[tuple[str, ...], Decimal | None]


@dataclass(frozen=True)
class Hidden:
    """What is not printed of one indicator, and what must then be said."""

    cells: frozenset[_Cell] = frozenset()
    note: str = ""

    def holds(self, row: str, column: str) -> bool:
        """Tell whether a cell is hidden; status and ratio go with the outcome."""
        return (row, "outcome" if column in _RELATED else column) in self.cells


def hidden_in(result: IndicatorResult) -> Hidden:
    """Choose what to hide of an indicator; nothing where the plan does not split it."""
    columns = counts_individuals(result.indicator)
    if result.indicator.split is Split.NONE or not columns:
        return Hidden()
    rows = _rows(result)
    counts = _counts(rows, columns, is_share=result.indicator.unit == "%")
    if columns == {"weight"}:  # the mean of all and the other weights would tell a hidden one
        return _all_or_nothing(rows, counts)
    try:
        found = suppress(counts, tuple(_sums(counts)), _derived(rows, counts), LEAST)
    except UnfitCounts:
        return _all_or_nothing(rows, counts)
    return _hidden(found)


def _hidden(found: Suppression) -> Hidden:
    return Hidden(frozenset((row, column) for row, column in found.hidden), found.note)


def _all_or_nothing(rows: Mapping[str, Outcome], counts: _Counts) -> Hidden:
    """Hide all of an indicator whose numbers do not fit together, if any of them is small."""
    if not any(value is not None and 0 < value < LEAST for value in counts.values()):
        return Hidden()
    columns = ("outcome", "numerator", "denominator", "weight", "difference")
    note = f"Antal under {LEAST} visas inte ({HIDDEN}), och inte heller det de kan räknas ut av."
    return Hidden(frozenset((row, column) for row in rows for column in columns), note)


def _rows(result: IndicatorResult) -> dict[str, Outcome]:
    """Return the outcomes by row; what is typed for all has the parts that its groups have."""
    groups = {group.name: group.outcome for group in result.groups}
    whole = result.outcome
    if whole.value is not None and None in {whole.numerator, whole.denominator} and groups:
        above, below = (
            _added(tuple(groups.values()), key) for key in ("numerator", "denominator")
        )
        if above is not None and below is not None:
            whole = replace(whole, numerator=above, denominator=below)
    return {ALL: whole, **groups}


def counted(outcome: Outcome, column: str) -> Decimal | None:
    """Return one of an outcome's numbers by its column; ``rest`` is who is not counted in it."""
    if column == _REST:
        above, below = outcome.numerator, outcome.denominator
        return None if above is None or below is None else below - above
    by_column = {"outcome": outcome.value, "numerator": outcome.numerator}
    by_column |= {"denominator": outcome.denominator, "weight": outcome.weight}
    return by_column[column]


def _added(outcomes: Sequence[Outcome], column: str) -> Decimal | None:
    """Return a sum of all; None where one is missing."""
    values = [counted(one, column) for one in outcomes]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _counts(
    rows: Mapping[str, Outcome], columns: frozenset[str], *, is_share: bool
) -> dict[tuple[str, ...], Decimal | None]:
    """Return all counts by row and column, with those that are in no group."""
    every = sorted(columns | ({_REST} if is_share and columns == RATIO_PARTS else set()))
    found: dict[tuple[str, ...], Decimal | None] = {
        (row, column): counted(outcome, column)
        for row, outcome in rows.items()
        for column in every
    }
    groups = [outcome for row, outcome in rows.items() if row != ALL]
    left = {column: _besides(rows[ALL], groups, column) for column in every}
    if any(left.values()):
        found |= {(_OTHERS, column): value for column, value in left.items()}
    return found


def _besides(whole: Outcome, groups: Sequence[Outcome], column: str) -> Decimal | None:
    total, added = counted(whole, column), _added(groups, column)
    return None if total is None or added is None or not groups else total - added


def _sums(counts: _Counts) -> Iterator[Sum]:
    """Groups make the total, and a numerator with the rest makes its denominator."""
    for row, column in counts:
        groups = [key for key in counts if key[1] == column and key[0] != ALL]
        if row == ALL and groups and counts[(row, column)] is not None:
            yield Sum((row, column), tuple(groups))
        if column == _REST and counts[(row, column)] is not None:
            yield Sum((row, "denominator"), ((row, "numerator"), (row, _REST)))


def _derived(
    rows: Mapping[str, Outcome], counts: _Counts
) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Return what is reckoned from counts: shares, and the difference between two groups."""
    of_row = {row: [key for key in counts if key[0] == row] for row in rows}
    shares = {(row, "outcome"): keys for row, keys in of_row.items()}
    made: dict[tuple[str, ...], list[tuple[str, ...]]]
    made = {key: keys for key, keys in shares.items() if key not in counts}
    groups = [row for row in rows if row != ALL]
    made[(ALL, "difference")] = [key for row in groups for key in of_row[row]]
    return made
