"""The equations of a plan together, and how likely an explanation is to fit them by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sheetplan.plan.reconciling.equation import Equation, Judgement
from sheetplan.plan.reconciling.figures import Figures, Key

_SIMILAR = 3  # differences of about a size spread over so many times that size
_STILL_WRONG = 5.0  # how much unlikelier for every other equation that stays wrong


@dataclass(frozen=True)
class Case:
    """The figures of a plan and every equation between them.

    ``hints`` are equations that need not hold, but tell of shifted rows if they do.
    """

    figures: Figures
    equations: tuple[Equation, ...]
    hints: tuple[Equation, ...] = ()

    @cached_property
    def judged(self) -> Mapping[Equation, Judgement]:
        """What came of each equation as it is printed."""
        return {equation: equation.judge() for equation in (*self.equations, *self.hints)}

    @cached_property
    def wrong(self) -> tuple[Equation, ...]:
        """The equations that do not hold."""
        return tuple(e for e in self.equations if not self.judged[e].holds)

    @cached_property
    def _with(self) -> Mapping[Key, Sequence[Equation]]:
        found: dict[Key, list[Equation]] = {}
        for equation in self.equations:
            for key in {part.figure.key for part in equation.parts}:
                found.setdefault(key, []).append(equation)
        return found

    @cached_property
    def across(self) -> frozenset[Key]:
        """The figures that are sums of others on the same row."""
        return frozenset(
            equation.total[0].figure.key
            for equation in self.equations
            if len(equation.terms) > 1
            and len({(p.figure.place.sheet, p.figure.row) for p in equation.parts}) == 1
        )

    def having(self, key: Key) -> Sequence[Equation]:
        """Return the equations that a figure stands in."""
        return self._with.get(key, ())

    def siblings(self, equation: Equation) -> tuple[Equation, ...]:
        """Return the same identity in the other columns of the same total."""
        row = equation.total[0].figure.row
        return tuple(
            e
            for e in self.equations
            if e.identity == equation.identity
            and e.total[0].figure.row == row
            and e is not equation
        )

    def fit(self, equation: Equation, left: Decimal) -> float:
        """Return how likely a difference is explained this closely by chance."""
        room = 2 * abs(left) + equation.unit
        return min(1.0, float(room / (_SIMILAR * abs(self.judged[equation].difference))))

    def fit_elsewhere(self, equation: Equation, values: Mapping[Key, Decimal]) -> float | None:
        """Return how likely the other equations are explained by chance if figures were others.

        None where one that holds would not. Below 1 where one that is wrong would hold.
        """
        others = {e: None for key in values for e in self.having(key) if e is not equation}
        likely = 1.0
        for other in others:
            printed, then = self.judged[other], other.judge(values)
            if printed.holds and not then.holds:
                return None
            if not printed.holds:
                likely *= self.fit(other, then.difference) if then.holds else _STILL_WRONG
        return likely
