"""A sum lacks a row, or has one row twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.equation import Equation
from sheetplan.plan.reconciling.explanation import Explanation, coefficient_of, shown
from sheetplan.plan.reconciling.figures import Figure, Key

_SUMMED = 5.0  # how much unlikelier that a row that is in another sum is missing in this one


def row_in_sum(case: Case, equation: Equation) -> Iterator[Explanation]:
    """One row is missing in the sum or in the total, or is counted twice."""
    if equation.base:
        return
    difference = case.judged[equation].difference
    for figure in _line(case, equation):
        coefficient = coefficient_of(equation, figure)
        for sign in (1, -1) if figure.value else ():
            change = sign * figure.value
            text = _row_text(equation, figure, sign * coefficient)
            total, likely = _total_mended(case, equation, change)
            likely *= _in_siblings(case, equation, figure, sign)
            likely *= 1 if coefficient or not _is_summed(case, equation, figure) else _SUMMED
            left = difference + change
            row = (figure.row, equation.total[0].figure.row)
            yield Explanation(text, left, change, figure=total, elsewhere=likely, row=row)


def _is_summed(case: Case, equation: Equation, figure: Figure) -> bool:
    """Tell whether a figure is in another sum of the same sheet, and so has a place already."""
    sheet = equation.total[0].figure.place.sheet
    return any(
        figure.key in {part.figure.key for part in e.terms} and len(e.terms) > 1
        for e in case.having(figure.key)
        if e.total[0].figure.place.sheet == sheet and e.column == equation.column
    )


def _row_text(equation: Equation, figure: Figure, added: int) -> str:
    what = f"{figure.place}, {shown(figure)}"
    if added > 0:
        return f"En rad kan vara räknad två gånger i summan: {what}."
    if added == 0:
        return f"En rad kan saknas: skillnaden är lika stor som {what}, som inte är med."
    same = [
        p.figure
        for p in equation.terms
        if p.figure.value == figure.value and p.figure.key != figure.key
    ]
    if same:
        return f"En rad kan vara med två gånger: {what}, och {same[0].place} är lika."
    return f"En rad kan saknas i summan: den stämmer utan {what}."


def _line(case: Case, equation: Equation) -> Iterator[Figure]:
    """Yield the figures that could belong to the sum: of the same columns, or of the same row."""
    totals = {part.figure.key for part in equation.total}
    printed = [part.figure for part in equation.parts if part.figure.header]
    rows = {(figure.place.sheet, figure.row) for figure in printed}
    if len(rows) == 1:
        row = case.figures.row(printed[0].row)
        yield from (f for f in (row.figures.values() if row else ()) if f.key not in totals)
        return
    for sheet, header in dict.fromkeys((f.place.sheet, f.header) for f in printed):
        table = case.figures.table(sheet)
        for row in table.rows if table else ():
            figure = row.figures.get(header)
            if figure and figure.key not in totals:
                yield figure


def _total_mended(case: Case, equation: Equation, change: Decimal) -> tuple[Key | None, float]:
    """Return the total where it being so much less also mends other identities, and how likely.

    Where it does not, whoever reckoned on went on from the printed total.
    """
    total = equation.total[0].figure
    values = {total.key: total.value - change * equation.total[0].sign}
    likely = case.fit_elsewhere(equation, values)
    if len(equation.total) > 1 or likely is None or likely >= 1:
        return None, 1.0
    return total.key, likely


def _in_siblings(case: Case, equation: Equation, figure: Figure, sign: int) -> float:
    """Return how likely the row explains the other columns that are wrong by chance."""
    row, likely = case.figures.row(figure.row), 1.0
    for sibling in case.siblings(equation) if row else ():
        judgement = case.judged[sibling]
        there = row.figures.get(sibling.column) if row else None
        if judgement.holds or there is None or figure.header != equation.column:
            continue
        left = judgement.difference + sign * there.value
        likely *= case.fit(sibling, left) if abs(left) <= judgement.bound else 1.0
    return likely
