"""From last year's frames to this year's and on (rambrygga), and frames against the total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.committee import Committee
from sheetplan.plan.frame import Frame
from sheetplan.plan.plan import Plan
from sheetplan.plan.reconciling.equation import Equation, Judgement, Part
from sheetplan.plan.reconciling.figures import Figure, FigureRow, Figures, FigureTable, Header
from sheetplan.plan.reconciling.identities import FRAME_TERMS
from sheetplan.plan.statement import IncomeLine
from sheetplan.plan.words import Post
from sheetplan.schema.column import YEAR, column_of

BASE, *CHANGES = (column_of(Frame, key).label for key in FRAME_TERMS)
BUDGET, REALLOCATION = (column_of(Frame, key).label for key in ("budget", "reallocation"))
_FRAME_OF_YEAR = re.compile(rf"(?:plan|ram|budget)?\s*{YEAR}", re.IGNORECASE)


@dataclass(frozen=True)
class Bridge:
    """A committee's frames from last year to the plan's, or all committees' together.

    Attributes:
        committee: whose; None for all.
        amounts: by the column of Ramar, in its order; of a column without amounts nothing.
        rounding: what the budget is beside base and changes, where rounding can explain it.
        unexplained: the same where it cannot; of all committees each is the sum of theirs.
        is_whole: every frame has a base.
    """

    committee: Committee | None
    amounts: Mapping[str, Decimal]
    rounding: Decimal = Decimal(0)
    unexplained: Decimal = Decimal(0)
    is_whole: bool = True

    @property
    def rest(self) -> Decimal | None:
        """What the budget is beside base and changes; None where a base is missing."""
        return self.rounding + self.unexplained if self.is_whole else None


@dataclass(frozen=True)
class TiedTotal:
    """The frames of a year together against the net cost of the result budget.

    Attributes:
        committees: those that have a frame for the year.
        judgement: of the sum of the frames against the printed net cost.
    """

    column: str
    year: int
    committees: tuple[Committee, ...]
    frames: Decimal
    printed: Decimal
    judgement: Judgement


def later_columns(figures: Figures, year: int) -> tuple[Header, ...]:
    """Return the columns of Ramar that hold frames of later years, such as ”Plan 2026”.

    Other columns of a year, such as its measures or allowed deficit, are no frames.
    """
    table = figures.table(Frame.sheet)
    found = (h for h in (table.headers if table else ()) if h.year and h.year > year)
    return tuple(h for h in found if _FRAME_OF_YEAR.fullmatch(h.label.strip()))


def bridges(plan: Plan, figures: Figures) -> tuple[Bridge, ...]:
    """Return each committee's bridge and last that of all; none where no frame has a base."""
    tops = _tops(figures)
    if not any(BASE in row.figures for row in tops):
        return ()
    later = [header.label for header in later_columns(figures, plan.settings.year)]
    labels = (BASE, *CHANGES, BUDGET, *later)
    made = [
        _bridge(committee, own, labels)
        for committee in plan.committees
        if (own := [row for row in tops if _owner(row) == committee.id])
    ]
    return (*made, _all(made, labels))


def _all(made: Sequence[Bridge], labels: Sequence[str]) -> Bridge:
    """Add up the committees' bridges, so that every column of theirs can be added up."""
    sums = {one: [b.amounts[one] for b in made if one in b.amounts] for one in labels}
    return Bridge(
        None,
        {label: sum(found, Decimal(0)) for label, found in sums.items() if found},
        sum((one.rounding for one in made), Decimal(0)),
        sum((one.unexplained for one in made), Decimal(0)),
        all(one.is_whole for one in made),
    )


def _tops(figures: Figures) -> list[FigureRow]:
    """Return the frames that are no part of another."""
    table = figures.table(Frame.sheet)
    return [row for row in (table.rows if table else ()) if not row.is_part]


def _owner(row: FigureRow) -> str:
    return row.kept.committee if isinstance(row.kept, Frame) else ""


def _bridge(committee: Committee, rows: Sequence[FigureRow], labels: Sequence[str]) -> Bridge:
    told = {one: [row.figures[one] for row in rows if one in row.figures] for one in labels}
    amounts = {
        one: sum((figure.value for figure in found), Decimal(0))
        for one, found in told.items()
        if found
    }
    if not all(BASE in row.figures for row in rows):
        return Bridge(committee, amounts, is_whole=False)
    terms = (BASE, *CHANGES)
    rest = amounts[BUDGET] - sum((amounts.get(one, Decimal(0)) for one in terms), Decimal(0))
    bounds = (figure.bound for one in (*terms, BUDGET) for figure in told[one])
    if abs(rest) <= sum(bounds, Decimal(0)):
        return Bridge(committee, amounts, rounding=rest)
    return Bridge(committee, amounts, unexplained=rest)


def tied_totals(plan: Plan, figures: Figures) -> tuple[TiedTotal, ...]:
    """Hold the frames of each year against the result budget, where both are there."""
    table = figures.table(IncomeLine.sheet)
    rows = [row for row in (table.rows if table else ()) if row.post is Post.NET_COST]
    if table is None or len(rows) != 1:
        return ()
    return tuple(_tied(plan, figures, table, rows[0]))


def _tied(plan: Plan, figures: Figures, table: FigureTable, row: FigureRow) -> Iterator[TiedTotal]:
    tops = _tops(figures)
    for year, labels in _frame_years(plan, figures):
        headers = [header for header in table.in_year(year) if header.label in row.figures]
        told = [top for top in tops if labels[0] in top.figures]
        if len(headers) != 1 or not told:
            continue
        total = row.figures[headers[0].label]
        terms = [top.figures[one] for top in told for one in labels if one in top.figures]
        judgement = _equation(total, terms).judge()
        owners = {_owner(top) for top in told}
        own = tuple(c for c in plan.committees if c.id in owners)
        frames = sum((term.value for term in terms), Decimal(0))
        yield TiedTotal(headers[0].label, year, own, frames, total.value, judgement)


def _frame_years(plan: Plan, figures: Figures) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each year with the columns of Ramar that make its frames, the first one needed."""
    year = plan.settings.year
    yield year - 1, (BASE, column_of(Frame, "base_change").label)
    yield year, (BUDGET,)
    for header in later_columns(figures, year):
        yield header.year or year, (header.label,)


def _equation(total: Figure, terms: Sequence[Figure]) -> Equation:
    """Hold frames, which are positive, against a net cost with either sign."""
    sign = -1 if total.value < 0 else 1
    parts = tuple(Part(sign, term) for term in terms)
    return Equation(
        "frame-total", Frame.sheet, total.header, total.place, (Part(1, total),), parts
    )
