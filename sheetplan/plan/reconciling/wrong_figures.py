"""One figure is not what it should be: its sign, its digits, or nothing more than that."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.equation import Equation
from sheetplan.plan.reconciling.explanation import Explanation, exchanged, needed_of, shown


def sign(case: Case, equation: Equation) -> Iterator[Explanation]:
    """One figure has the wrong sign (tecken)."""
    for part in equation.parts:
        figure = part.figure
        if figure.value:
            text = (
                f"Tecknet i {figure.place} kan vara fel: det stämmer med "
                f"{shown(figure, -figure.value)} i stället för {shown(figure)}."
            )
            yield exchanged(case, equation, {figure.key: -figure.value}, text, figure)


def digits(case: Case, equation: Equation) -> Iterator[Explanation]:
    """Two neighbouring digits of one figure have changed places (omkastade siffror)."""
    for part in equation.parts:
        figure = part.figure
        for value in transposed(figure.value, figure.decimals):
            text = (
                f"Två siffror i {figure.place} kan ha bytt plats: det stämmer med "
                f"{shown(figure, value)} i stället för {shown(figure)}."
            )
            yield exchanged(case, equation, {figure.key: value}, text, figure)


def transposed(value: Decimal, decimals: int) -> Iterator[Decimal]:
    """Yield the numbers that have two neighbouring digits changed: 107 gives 170 (not 017)."""
    digits = f"{abs(value).scaleb(decimals):.0f}".zfill(decimals + 1)
    for at in range(len(digits) - 1):
        one, two = digits[at], digits[at + 1]
        if one == two or (at == 0 and two == "0" and len(digits) > decimals + 1):
            continue
        swapped = Decimal(digits[:at] + two + one + digits[at + 2 :]).scaleb(-decimals)
        yield swapped if value > 0 else -swapped


def one_cell(case: Case, equation: Equation) -> Iterator[Explanation]:
    """One figure makes several identities wrong by the same difference."""
    difference = case.judged[equation].difference
    for part in equation.parts:
        figure, needed = part.figure, needed_of(case, equation, part.figure)
        others = [e for e in case.having(figure.key) if e in case.wrong and e is not equation]
        if needed is None:
            continue
        values = {figure.key: needed}
        mended = [e for e in others if e.judge(values).holds]
        if mended:
            text = (
                f"{figure.place} kan vara fel: både denna avstämning och ”{mended[0].label}” "
                f"stämmer med {shown(figure, needed)} i stället för {shown(figure)}."
            )
            yield Explanation(
                text, Decimal(0), -difference, values, figure.key, 1.0, is_general=True
            )
