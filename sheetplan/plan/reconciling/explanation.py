"""An explanation of why an identity does not hold, and what its families have in common.

A family yields all that it could say, fitting or not: how many there are of about the right size
tells how easily one of them fits by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.equation import Equation
from sheetplan.plan.reconciling.figures import Figure, Key
from sheetplan.schema.numbers import show_number

Fault = tuple[str, ...]


@dataclass(frozen=True)
class Diagnosis:
    """What may be wrong, in a sentence; the same fault may make several identities wrong."""

    fault: Fault
    text: str


@dataclass(frozen=True)
class Explanation:
    """Something that may be wrong.

    Attributes:
        text: one Swedish sentence.
        left: what it leaves of the equation's difference.
        change: by how much it moves the difference.
        values: what figures would then be; the other equations are held with them.
        figure: the figure that would be wrong.
        odds: how likely it is to fit by chance, where closeness does not tell.
        elsewhere: how likely it is to fit the other columns too by chance.
        is_general: it says which figure, not what happened to it.
        row: a row that a sum lacks or has twice, and the sum's own.
    """

    text: str
    left: Decimal
    change: Decimal
    values: Mapping[Key, Decimal] = field(default_factory=dict)
    figure: Key | None = None
    odds: float | None = None
    elsewhere: float = 1.0
    is_general: bool = False
    row: Fault = ()

    @property
    def fault(self) -> Fault:
        """What tells it from other faults: the cells that would be wrong, or the row."""
        cells = self.values or ([] if self.figure is None else [self.figure])
        return self.row or tuple(" ".join(key) for key in sorted(cells))


Family = Callable[[Case, Equation], Iterator[Explanation]]


def shown(figure: Figure, value: Decimal | None = None) -> str:
    """Write a figure's value, or another one, with the figure's decimals."""
    return show_number(figure.value if value is None else value, figure.decimals)


def exchanged(
    case: Case, equation: Equation, values: Mapping[Key, Decimal], text: str, figure: Figure
) -> Explanation:
    """Explain by figures that should have been others, one of them first of all."""
    left = equation.judge(values).difference
    change = left - case.judged[equation].difference
    return Explanation(text, left, change, values, figure.key)


def coefficient_of(equation: Equation, figure: Figure) -> int:
    """Return how many times a figure is in the difference; 0 for a share, which is not a sum."""
    if equation.base:
        return 0
    in_terms = sum(p.sign for p in equation.terms if p.figure.key == figure.key)
    return in_terms - sum(p.sign for p in equation.total if p.figure.key == figure.key)


def needed_of(case: Case, equation: Equation, figure: Figure) -> Decimal | None:
    """Return what a figure would have to be; None where it is not in the sum exactly once."""
    coefficient = coefficient_of(equation, figure)
    if abs(coefficient) != 1:
        return None
    return figure.value - case.judged[equation].difference * coefficient
