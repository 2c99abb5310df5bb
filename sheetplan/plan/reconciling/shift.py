"""Rows whose figures stand one or two columns from where they belong (förskjutna rader)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.equation import Equation
from sheetplan.plan.reconciling.explanation import Diagnosis
from sheetplan.plan.reconciling.figures import FigureRow, Key

_STEPS = (1, -1, 2, -2)
_NEARLY_ALL = 0.75
_UPSET = 10.0  # how much unlikelier for every equation elsewhere that would no longer hold
_AT_LEAST = 2


@dataclass(frozen=True)
class Shift:
    """A row that agrees better if its figures stood so many columns to the left.

    Attributes:
        moved: the header that a figure stands under, by the header where it belongs.
        label: the identity that tells.
        then: in how many columns that identity holds with the row moved back.
        now: in how many of them it holds as printed.
        of: how many they are.
        chance: how likely it is that it only looks so.
    """

    row: FigureRow
    step: int
    moved: Mapping[str, str]
    label: str
    then: int
    now: int
    of: int
    chance: float

    def told(self, column: str) -> Diagnosis:
        """Say it; it is the same fault in all the row's columns."""
        return Diagnosis(("shift", self.row.id, str(self.step)), self._text(column))

    def _text(self, column: str) -> str:
        """Say it in one Swedish sentence, with one of the columns as example."""
        count = "en kolumn" if abs(self.step) == 1 else f"{abs(self.step)} kolumner"
        side = "höger" if self.step > 0 else "vänster"
        belongs = column if column in self.moved else next(iter(self.moved))
        return (
            f"Raden {self.row.name} på bladet {self.row.sheet} verkar förskjuten {count} åt "
            f"{side}: beloppet för {belongs} står under {self.moved[belongs]}. Flyttas raden "
            f"tillbaka stämmer ”{self.label}” i {self.then} av {self.of} kolumner i stället för i "
            f"{self.now}."
        )


def shifts(case: Case) -> Iterator[Shift]:
    """Find the rows that may be shifted; of each row the likeliest shift."""
    ids = dict.fromkeys(part.figure.row for e in case.wrong for part in e.parts)
    for row in filter(None, map(case.figures.row, ids)):
        found = [shift for step in _STEPS for shift in _moved(case, row, step)]
        if found:
            yield min(found, key=lambda shift: shift.chance)


def _moved(case: Case, row: FigureRow, step: int) -> Iterator[Shift]:
    """Move a row back and hold every identity that it is in, one by one."""
    values: dict[Key, Decimal] = {}
    moved: dict[str, str] = {}
    for figure in row.figures.values():
        beside = case.figures.beside(figure, step)
        if beside is not None and not {figure.key, beside.key} & case.across:
            values[figure.key] = beside.value
            moved[figure.header] = beside.header
    own = {figure.key for figure in row.figures.values()}
    having = (*(e for key in own for e in case.having(key)), *case.hints)
    within = dict.fromkeys(e for e in having if own & _keys(e) and own & _keys(e) <= values.keys())
    for identity in dict.fromkeys(e.identity for e in within):
        tried = [e for e in within if e.identity == identity]
        then = sum(e.judge(values).holds for e in tried)
        now = sum(case.judged[e].holds for e in tried)
        if then - now >= _AT_LEAST and then >= _NEARLY_ALL * len(tried):
            elsewhere = [e for e in within if e.identity != identity]
            chance = _chance(case, values, tried, elsewhere)
            yield Shift(row, step, moved, tried[0].label, then, now, len(tried), chance)


def _keys(equation: Equation) -> set[Key]:
    return {part.figure.key for part in equation.parts}


def _chance(
    case: Case,
    values: Mapping[Key, Decimal],
    tried: Sequence[Equation],
    elsewhere: Sequence[Equation],
) -> float:
    """Return how likely any row of the identity would fit so closely by chance."""
    rows = {part.figure.row for equation in tried for part in equation.parts}
    chance = float(len(rows) * len(_STEPS))
    for equation in tried:
        then = equation.judge(values)
        if then.holds and not case.judged[equation].holds:
            chance *= case.fit(equation, then.difference)
    upset = [e for e in elsewhere if case.judged[e].holds and not e.judge(values).holds]
    return float(chance * _UPSET ** len(upset))
