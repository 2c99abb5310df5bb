"""The balance requirement (balanskrav): what must be restored by when, what may be reserved.

Kommunallagen (2017:725) chapter 11. Pure functions on Decimal; a deficit is a positive amount.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.schema.kinds import HUNDRED

YEARS_TO_RESTORE = 3
LOW_SHARE, HIGH_SHARE, WHOLE_SHARE = Decimal(1), Decimal(2), Decimal(5)
_NOTHING = Decimal(0)


@dataclass(frozen=True)
class YearResult:
    """A year's balance-requirement result, and what the assembly exempts of a deficit."""

    year: int
    result: Decimal
    exempt: Decimal = _NOTHING


@dataclass(frozen=True)
class Deficit:
    """What is left of one year's deficit; of an older one the year is not known."""

    year: int | None
    amount: Decimal

    @property
    def due(self) -> int | None:
        """The last year to restore it in (kommunallagen 11:12)."""
        return None if self.year is None else self.year + YEARS_TO_RESTORE


@dataclass(frozen=True)
class RestorationYear:
    """A year of restoration.

    Attributes:
        opening: all that was left to restore at its beginning.
        restored: what its result restores, by the deficits' years, the oldest first.
        left: what is left at its end, the oldest first.
    """

    year: int
    opening: Decimal
    restored: tuple[Deficit, ...]
    left: tuple[Deficit, ...]

    @property
    def closing(self) -> Decimal:
        """All that is left to restore at the year's end."""
        return _sum(self.left)

    @property
    def overdue(self) -> tuple[Deficit, ...]:
        """The deficits that should have been restored by the year's end."""
        return tuple(d for d in self.left if d.due is not None and d.due <= self.year)

    def left_of(self, year: int | None) -> Decimal:
        """Return what is left of one year's deficit."""
        return _sum(d for d in self.left if d.year == year)


def restore(years: Iterable[YearResult], opening: Decimal = _NOTHING) -> list[RestorationYear]:
    """Restore deficits with the results of later years, the oldest first.

    Kommunallagen 11:12: a negative result is restored (regleras) within the three years that
    follow, by a plan of the assembly that is decided in the third year's budget at the latest.
    11:13: for special reasons (synnerliga skäl) it may decide not to.

    Args:
        years: results in the order of the years.
        opening: deficits from years before the first one, as a positive amount.
    """
    made: list[RestorationYear] = []
    left: tuple[Deficit, ...] = (Deficit(None, opening),) if opening else ()
    for one in years:
        before = _sum(left)
        restored, left = _restored(left, max(one.result, _NOTHING))
        new = -min(one.result + one.exempt, _NOTHING) if one.result < 0 else _NOTHING
        if new:
            left = (*left, Deficit(one.year, new))
        made.append(RestorationYear(one.year, before, restored, left))
    return made


def _restored(
    left: Iterable[Deficit], result: Decimal
) -> tuple[tuple[Deficit, ...], tuple[Deficit, ...]]:
    """Return what a result restores, and what is left after it."""
    restored: list[Deficit] = []
    kept: list[Deficit] = []
    for deficit in left:
        part = min(deficit.amount, result)
        result -= part
        if part:
            restored.append(Deficit(deficit.year, part))
        if deficit.amount > part:
            kept.append(Deficit(deficit.year, deficit.amount - part))
    return tuple(restored), tuple(kept)


@dataclass(frozen=True)
class ReserveRoom:
    """What may at most be reserved of a year's result (resultatreserv).

    Attributes:
        result: the lower of the year's result and the result after adjustments.
        share: the share of taxes and general grants that the result must exceed, in per cent.
        is_share_known: whether it is known that equity decides that share.
        threshold: that share as an amount.
        restored: what the result restores first.
        ceiling: what the reserve may hold in all.
        room: what may at most be reserved.
    """

    result: Decimal
    share: Decimal
    is_share_known: bool
    threshold: Decimal
    restored: Decimal
    ceiling: Decimal
    room: Decimal


def reserve_room(
    results: Iterable[Decimal],
    taxes_and_grants: Decimal,
    equity: Decimal | None = None,
    restored: Decimal = _NOTHING,
    reserve: Decimal = _NOTHING,
) -> ReserveRoom:
    """Reckon what may at most be put in the result reserve.

    Kommunallagen 11:14 on the result reserve (resultatreserv, before 2024
    resultatutjämningsreserv): at most what the lower of the result and the result after
    adjustments exceeds 1 % of taxes, general grants and municipal equalisation with, 2 % where
    equity with the pension obligation (ansvarsförbindelse) is negative. In all the reserve is at
    most 5 % of them. That earlier deficits are restored first is practice, not read in the
    paragraph. Where equity is not known the stricter share counts.

    Args:
        results: the year's result, and the one after adjustments where it is known.
        taxes_and_grants: taxes and general grants together.
        equity: with the pension obligation drawn off; None where it is not known.
        restored: what the result restores of earlier deficits.
        reserve: what the reserve holds already.
    """
    share = LOW_SHARE if equity is not None and equity >= 0 else HIGH_SHARE
    result, threshold = min(results), taxes_and_grants * share / HUNDRED
    ceiling = taxes_and_grants * WHOLE_SHARE / HUNDRED
    room = max(min(result - threshold - restored, ceiling - reserve), _NOTHING)
    return ReserveRoom(result, share, equity is not None, threshold, restored, ceiling, room)


def _sum(deficits: Iterable[Deficit]) -> Decimal:
    return sum((d.amount for d in deficits), _NOTHING)
