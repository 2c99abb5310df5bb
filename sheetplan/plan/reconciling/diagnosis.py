"""What may be wrong where an identity does not hold: explanations tried, weighed and ranked.

An explanation must make the identity hold within its bound and must not upset another identity
that holds. One that may well fit by chance is not told, so a diagnosis is often missing where a
difference is small compared with the rounding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.equation import Equation
from sheetplan.plan.reconciling.explanation import Diagnosis, Explanation, Family
from sheetplan.plan.reconciling.figures import Key
from sheetplan.plan.reconciling.shift import Shift, shifts
from sheetplan.plan.reconciling.wrong_base import interim_base, other_base, part_base
from sheetplan.plan.reconciling.wrong_figures import digits, one_cell, sign
from sheetplan.plan.reconciling.wrong_rows import row_in_sum
from sheetplan.plan.reconciling.wrong_years import (
    from_beside,
    other_year,
    same_as_beside,
    two_years,
)
from sheetplan.schema.numbers import show_number

FAMILIES: tuple[Family, ...] = (
    sign,
    digits,
    other_year,
    two_years,
    same_as_beside,
    from_beside,
    row_in_sum,
    interim_base,
    part_base,
    other_base,
    one_cell,
)

_CHANCE = 0.1  # likelier than this to fit by chance: not told
_SPREAD = 100  # told beside the likeliest: what is at most so many times unlikelier
_TOLD = 3
_COLUMNS = 3  # wrong columns that look like a row of their own


@dataclass(frozen=True)
class _Weighed:
    """An explanation that fits, and how likely it is to fit by chance."""

    chance: float
    told: Diagnosis
    figure: Key | None = None
    is_general: bool = False


def diagnose(case: Case) -> dict[Equation, tuple[Diagnosis, ...]]:
    """Explain every wrong equation: at most three explanations each, the likeliest first."""
    moved = tuple(shift for shift in shifts(case) if shift.chance <= _CHANCE)
    return {equation: _explain(case, equation, moved) for equation in case.wrong}


def _explain(case: Case, equation: Equation, moved: Sequence[Shift]) -> tuple[Diagnosis, ...]:
    rows = {part.figure.row for part in equation.parts}
    found = [_Weighed(s.chance, s.told(equation.column)) for s in moved if s.row.id in rows]
    found += [
        one
        for family in FAMILIES
        for one in _fitting(case, equation, list(family(case, equation)))
    ]
    found.sort(key=lambda one: one.chance)
    specific = {one.figure for one in found if not one.is_general}
    told = [
        one.told
        for one in found
        if one.chance <= found[0].chance * _SPREAD
        and not (one.is_general and one.figure in specific)
    ]
    return tuple(told[:_TOLD]) or tuple(_row_lost(case, equation))


def _fitting(case: Case, equation: Equation, family: Sequence[Explanation]) -> Iterator[_Weighed]:
    """Weigh the explanations of a family that fit, and leave out what may well be chance."""
    judgement = case.judged[equation]
    size = abs(judgement.difference)
    alike = len({e.change for e in family if size / 2 <= abs(e.change) <= 2 * size})
    for one in family:
        if abs(one.left) > judgement.bound:
            continue
        elsewhere = case.fit_elsewhere(equation, one.values)
        if elsewhere is None:
            continue
        own = alike * case.fit(equation, one.left)
        chance = (own if one.odds is None else one.odds) * elsewhere * one.elsewhere
        if chance <= _CHANCE:
            told = Diagnosis(one.fault, one.text)
            yield _Weighed(chance, told, one.figure, one.is_general)


def _row_lost(case: Case, equation: Equation) -> Iterator[Diagnosis]:
    """Say that a sum that is wrong in every column, the same way, may lack a row."""
    alike = (equation, *case.siblings(equation))
    if len(alike) < _COLUMNS or equation.base:
        return
    alike = tuple(sorted(alike, key=lambda e: e.total[0].figure.place))
    found = [case.judged[e] for e in alike]
    headers = [{part.figure.header for part in e.parts} for e in alike]
    one_way = len({j.difference > 0 for j in found}) == 1
    clearly = all(abs(j.difference) > 2 * j.bound for j in found)
    if one_way and clearly and all(len(one) == 1 for one in headers):
        decimals = max(part.figure.decimals for part in equation.parts)
        row = "; ".join(show_number(-j.difference, decimals) for j in found)
        said = f"En rad kan saknas: summan är fel i alla kolumner, och raden skulle vara {row}."
        yield Diagnosis(("lost", equation.total[0].figure.row), said)
