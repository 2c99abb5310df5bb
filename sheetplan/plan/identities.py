"""Identities (avstämningar): figures that must agree, each printed number an interval.

A number printed with one decimal stands for anything within 0.05 of it. A sum agrees exactly, or
within the rounding of its terms, or it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.amount import printed_decimals
from sheetplan.plan.frame import Frame
from sheetplan.plan.plan import Plan
from sheetplan.schema.column import columns_of
from sheetplan.schema.kinds import Word

_HALF = Decimal("0.5")


class Verdict(Word):
    """How a sum agrees (utslag)."""

    EXACT = "Exakt"
    ROUNDING = "Inom avrundning"
    WRONG = "Fel"


@dataclass(frozen=True)
class Printed:
    """A number as it is printed, with so many decimals."""

    value: Decimal
    decimals: int

    @property
    def bound(self) -> Decimal:
        """How far the number behind it may be from it."""
        return _HALF.scaleb(-self.decimals)


@dataclass(frozen=True)
class Reconciliation:
    """One identity held against the figures of one place.

    Attributes:
        identity: the identity's key.
        place: the sheet and the row, as people see them.
        total: the printed total.
        difference: the printed total minus the sum of the printed terms.
        bound: the largest difference that rounding can explain.
    """

    identity: str
    place: str
    total: Decimal
    verdict: Verdict
    difference: Decimal
    bound: Decimal

    @property
    def reckoned(self) -> Decimal:
        """What the terms come to."""
        return self.total - self.difference


def reconcile(total: Printed, terms: Sequence[Printed]) -> tuple[Verdict, Decimal, Decimal]:
    """Hold a printed total against its printed terms; return verdict, difference and bound."""
    difference = total.value - sum((term.value for term in terms), Decimal(0))
    bound = total.bound + sum((term.bound for term in terms), Decimal(0))
    if difference == 0:
        return Verdict.EXACT, difference, bound
    within = abs(difference) <= bound
    return Verdict.ROUNDING if within else Verdict.WRONG, difference, bound


def reconciliations(plan: Plan) -> tuple[Reconciliation, ...]:
    """Hold every identity against the plan's figures."""
    return tuple(found for identity in IDENTITIES for found in identity(plan))


def _frame_rows(plan: Plan) -> Iterator[Reconciliation]:
    """The budget of a frame is its base with all changes (ramtabellen)."""
    terms = ("base", "base_change", "reduction", "addition", "reallocation", "index")
    for frame in plan.frames:
        printed = _printed(frame)
        verdict = reconcile(printed["budget"], [printed[key] for key in terms if key in printed])
        place = f"{Frame.sheet}, {frame.shown_name}"
        yield Reconciliation("frame-row", place, frame.budget, *verdict)


def _printed(frame: Frame) -> dict[str, Printed]:
    return {
        column.key: Printed(value, printed_decimals(value))
        for column in columns_of(Frame)
        if isinstance(value := column.of(frame), Decimal)
    }


IDENTITIES: tuple[Callable[[Plan], Iterator[Reconciliation]], ...] = (_frame_rows,)
