"""An identity at one place: its figures, each an interval, held against each other.

A number printed with one decimal stands for anything within 0.05 of it. A sum agrees exactly, or
within the rounding of its terms, or it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from sheetplan.plan.reconciling.figures import Figure, Key
from sheetplan.plan.words import Judged
from sheetplan.schema.kinds import HUNDRED
from sheetplan.schema.numbers import MINUS, decimals_of, rounded, show_number
from sheetplan.schema.problem import Place

_WRITTEN_OUT = 10  # terms that are written out one by one
NOTHING_ELSE: Mapping[Key, Decimal] = MappingProxyType({})


class Verdict(Judged):
    """How a sum agrees (utslag)."""

    EXACT = "Exakt"
    ROUNDING = "Inom avrundning"
    WRONG = "Fel"


@dataclass(frozen=True)
class Part:
    """A figure in a sum, with its sign."""

    sign: int
    figure: Figure


@dataclass(frozen=True)
class Judgement:
    """What came of holding figures against each other.

    Attributes:
        reckoned: what the terms come to.
        difference: what the terms come to minus the printed total.
        bound: the largest difference that rounding can explain.
    """

    verdict: Verdict
    reckoned: Decimal
    difference: Decimal
    bound: Decimal

    @property
    def holds(self) -> bool:
        """The figures agree, at least within rounding."""
        return self.verdict is not Verdict.WRONG


@dataclass(frozen=True, eq=False)
class Equation:
    """An identity at one place.

    Attributes:
        identity: the identity's key.
        label: its Swedish name.
        column: header of the column it is held in; empty where it names its own.
        place: where its total stands.
        base: what the sum is a share of, in per cent; nothing for a plain sum.
    """

    identity: str
    label: str
    column: str
    place: Place
    total: tuple[Part, ...]
    terms: tuple[Part, ...]
    base: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """All figures with their signs, the total's last."""
        return (*self.terms, *self.base, *self.total)

    @property
    def can_be_judged(self) -> bool:
        """A share of something that may be zero cannot."""
        whole, room = total_of(self.base)
        return not self.base or abs(whole) > room

    @property
    def unit(self) -> Decimal:
        """One unit in the last digit of its least exact figure."""
        shown = self.total if self.base else self.parts
        return Decimal(1).scaleb(-min(part.figure.decimals for part in shown))

    @property
    def signed(self) -> frozenset[tuple[Key, int]]:
        """What tells it from other equations: figures and signs, whichever is the total."""
        found: dict[Key, int] = {}
        for part in self.terms:
            found[part.figure.key] = found.get(part.figure.key, 0) + part.sign
        for part in self.total:
            found[part.figure.key] = found.get(part.figure.key, 0) - part.sign
        kept = {key: times for key, times in found.items() if times}
        first = kept[min(kept)] if kept else 1
        base = {(("/", *part.figure.key[1:]), part.sign) for part in self.base}
        turn = 1 if first > 0 or self.base else -1
        return frozenset({(key, times * turn) for key, times in kept.items()} | base)

    def judge(self, values: Mapping[Key, Decimal] = NOTHING_ELSE) -> Judgement:
        """Hold the total against the terms, with some figures exchanged for others."""
        total, spread = total_of(self.total, values)
        reckoned, own = total_of(self.terms, values)
        if self.base:
            return self._judge_share(values, (total, spread), (reckoned, own))
        return _verdict(reckoned, reckoned - total, spread + own)

    def _judge_share(
        self,
        values: Mapping[Key, Decimal],
        total: tuple[Decimal, Decimal],
        part: tuple[Decimal, Decimal],
    ) -> Judgement:
        """Set a share's interval against the printed one; exact where it is printed alike."""
        whole, room = total_of(self.base, values)
        if abs(whole) <= room:
            return Judgement(Verdict.WRONG, Decimal(0), -total[0], total[1])
        share = part[0] / whole * HUNDRED
        corners = [
            (part[0] + up * part[1]) / (whole + down * room) * HUNDRED
            for up in (-1, 1)
            for down in (-1, 1)
        ]
        bound = total[1] + max(abs(corner - share) for corner in corners)
        decimals = max(p.figure.decimals for p in self.total)
        if rounded(share, decimals) == total[0]:
            return _verdict(total[0], Decimal(0), rounded(bound, decimals + 1))
        shown = rounded(share, decimals + 1)
        return _verdict(shown, shown - total[0], rounded(bound, decimals + 1))


def total_of(
    parts: Iterable[Part], values: Mapping[Key, Decimal] = NOTHING_ELSE
) -> tuple[Decimal, Decimal]:
    """Return the sum of figures and how far the number behind it may be from it."""
    value, bound = Decimal(0), Decimal(0)
    for part in parts:
        value += part.sign * values.get(part.figure.key, part.figure.value)
        bound += part.figure.bound
    return value, bound


def judged_alone(reckoned: Decimal, room: Decimal, total: Part) -> Judgement:
    """Hold a printed figure against what it is reckoned to be, known within ``room``."""
    difference = reckoned - total.sign * total.figure.value
    return _verdict(reckoned, difference, room + total.figure.bound)


def sum_line(equation: Equation) -> str:
    """Write the figures as people would check them: ``8 299 + 8 426 = 16 725, men …``."""
    judgement, total = equation.judge(), total_of(equation.total)[0]
    unit = "%" if equation.base else ""
    decimals = max(part.figure.decimals for part in equation.parts)
    reckoned = show_number(judgement.reckoned, decimals_of(judgement.reckoned), unit)
    printed = show_number(total, max(p.figure.decimals for p in equation.total), unit)
    terms = _written(equation.terms)
    if equation.base:
        terms, base = (f"({t})" if " " in t else t for t in (terms, _written(equation.base)))
        return f"{terms} / {base} = {reckoned}, men här står {printed}"
    reckoned = show_number(judgement.reckoned, decimals)
    if len(equation.terms) == 1:
        return f"ska vara {reckoned}, men här står {printed}"
    return f"{terms} = {reckoned}, men här står {printed}"


def _written(parts: Sequence[Part]) -> str:
    if len(parts) > _WRITTEN_OUT:
        return f"summan av {len(parts)} belopp"
    text = ""
    for part in parts:
        value = part.sign * part.figure.value
        shown = show_number(abs(value), part.figure.decimals)
        text += f" {MINUS if value < 0 else '+'} {shown}"
    negative = text.startswith(f" {MINUS} ")
    return f"{MINUS if negative else ''}{text[3:]}"


def _verdict(reckoned: Decimal, difference: Decimal, bound: Decimal) -> Judgement:
    if difference == 0:
        return Judgement(Verdict.EXACT, reckoned, difference, bound)
    within = abs(difference) <= bound
    return Judgement(Verdict.ROUNDING if within else Verdict.WRONG, reckoned, difference, bound)
