"""A figure belongs to another year than the column that it stands in, or is set against."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.equation import Equation
from sheetplan.plan.reconciling.explanation import Explanation, exchanged, needed_of, shown
from sheetplan.plan.reconciling.figures import Figure


def other_year(case: Case, equation: Equation) -> Iterator[Explanation]:
    """One figure should be what stands in the column beside it (fel år)."""
    inside = {part.figure.key for part in equation.parts}
    for figure in (part.figure for part in equation.parts):
        for beside in _beside(case, figure):
            if beside.key not in inside and _is_usual(case, figure):
                text = (
                    f"{figure.place} kan gälla fel år: det stämmer med beloppet i kolumnen "
                    f"{beside.header}, {shown(beside)} i stället för {shown(figure)}."
                )
                yield exchanged(case, equation, {figure.key: beside.value}, text, figure)


def two_years(case: Case, equation: Equation) -> Iterator[Explanation]:
    """Two figures beside each other have changed places (fel år)."""
    for figure in (part.figure for part in equation.parts):
        for beside in _beside(case, figure):
            if not any(e in case.wrong for e in case.having(beside.key) if e is not equation):
                continue
            values = {figure.key: beside.value, beside.key: figure.value}
            text = (
                f"Två belopp kan gälla fel år: {figure.place}, {shown(figure)}, och "
                f"{beside.place}, {shown(beside)}, kan ha bytt plats."
            )
            yield exchanged(case, equation, values, text, figure)


def _beside(case: Case, figure: Figure) -> Iterator[Figure]:
    """Yield the figures to the left and right on the same row that are others."""
    for step in (-1, 1):
        beside = case.figures.beside(figure, step)
        if beside and beside.value != figure.value:
            yield beside


def _is_usual(case: Case, figure: Figure) -> bool:
    """Tell whether a figure is among the others of its row in size, as another year's would be."""
    row = case.figures.row(figure.row)
    others = [f.value for f in (row.figures.values() if row else ()) if f.key != figure.key]
    return bool(others) and min(others) <= figure.value <= max(others)


def same_as_beside(case: Case, equation: Equation) -> Iterator[Explanation]:
    """One figure is the same as beside it, on a row that otherwise changes (fel år)."""
    difference = case.judged[equation].difference
    for figure in (part.figure for part in equation.parts):
        twin, usual = _twin(case, figure), _usual_change(case, figure)
        needed = needed_of(case, equation, figure)
        if twin is None or not usual or needed is None:
            continue
        text = (
            f"{figure.place} kan gälla fel år: samma belopp, {shown(figure)}, står i kolumnen "
            f"{twin.header}. Det stämmer med {shown(figure, needed)}."
        )
        odds = float(len(equation.parts) * equation.unit / (2 * usual))
        values = {figure.key: needed}
        yield Explanation(text, Decimal(0), -difference, values, figure.key, odds)


def _twin(case: Case, figure: Figure) -> Figure | None:
    """Return the figure to the left or right that is the same; zero has none."""
    beside = (case.figures.beside(figure, step) for step in (-1, 1) if figure.value)
    return next((b for b in beside if b and b.value == figure.value), None)


def _usual_change(case: Case, figure: Figure) -> Decimal:
    """Return how much its row changes otherwise; zero where it stands still in other years too."""
    row = case.figures.row(figure.row)
    values = [f.value for f in row.figures.values()] if row else []
    changes = [abs(two - one) for one, two in itertools.pairwise(values)]
    if changes.count(Decimal(0)) > 1 or len(changes) < 2:  # noqa: PLR2004 - one other pair
        return Decimal(0)
    return sum(changes, Decimal(0)) / (len(changes) - 1)


def from_beside(case: Case, equation: Equation) -> Iterator[Explanation]:
    """The total is what the terms come to in another column (fel år)."""
    single = len(equation.total) == 1 and not equation.base
    if not single or (len(equation.terms) > 1 and equation.total[0].figure.header):
        return
    total, difference = equation.total[0].figure, case.judged[equation].difference
    for step in (-1, 1, -2, 2):
        beside = [case.figures.beside(part.figure, step) for part in equation.terms]
        found = {p.figure.key: b.value for p, b in zip(equation.terms, beside, strict=True) if b}
        if len(found) < len(equation.terms) or beside[0] is None:
            continue
        left = equation.judge(found).difference
        text = (
            f"{total.place} kan gälla fel år: {shown(total)} är beloppet i kolumnen "
            f"{beside[0].header} på bladet {beside[0].place.sheet}."
        )
        needed = {total.key: total.value + difference * equation.total[0].sign}
        yield Explanation(text, left, left - difference, needed, total.key)
