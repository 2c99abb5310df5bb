"""Small counts in what is published: which figures to hide so that none of them can be found.

The standard. A count of 1 to ``least`` - 1 is hidden (primary), and so many others (secondary)
that a reader with every printed figure and every sum learns no more of it than the mark says:
each value from 1 to ``least`` - 1 remains possible. Where the table forbids that even with all
counts hidden (a total of three counts is at least 3) the widest range that can be had is kept,
and always two values. Statistics Norway's GaussSuppression has a rule for ranges that asks for
one step upwards and two steps in all; with ``least`` 5 this one has three.

Zero tells of nobody: it is shown and never hidden, as in GaussSuppression's rules for small
counts, in Statistics Austria's sdcTable and at AIHW (1–4 hidden). A reader therefore knows that
what is hidden is at least 1, and ranges are counted so: two hidden counts that make 2 would be 1
and 1. Not guarded against: that all in a group have a trait (7 of 7, the others 0).

What is proven. Each value that a small count must be able to have is shown by an example: whole
numbers of at least 1 in the hidden places that fit all that is printed. So the protection holds
for tables of any size; where no example is found every count above zero is hidden (doubled, they
fit as well). The choice is the cheapest – no sum that is part of no other if avoidable, then
fewest, then smallest counts – where all choices of that many can be tried: among 13 counts, or
more where few are needed. Elsewhere no single figure can be shown again, but another choice may
be cheaper (in random tables mostly by one figure). Where figures stand in three sums, as
subtotals by column do, an example may be missed: more is hidden, or a range is less wide.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from itertools import chain, combinations, count
from math import comb
from typing import NamedTuple

from sheetplan.errors import SheetplanError

HIDDEN = ".."
_PATIENCE = 5_000  # gaps that are met in the search for one example
_CHOICES = 10_000  # choices that are tried in the search for the cheapest one

Key = tuple[str, ...]
Gap = frozenset[tuple[int, int]]  # sums that do not add up, each with what is too much


class UnfitCounts(SheetplanError):
    """What was declared as counts or sums is not, so nothing could be promised about it."""

    def __init__(self, key: Key, fault: str) -> None:
        super().__init__(f"{' / '.join(key)} {fault}.")


@dataclass(frozen=True)
class Sum:
    """A sum that readers can reckon with: a total and the figures that make it up."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Suppression:
    """What is not shown, and the note that must stand under the table (if any)."""

    primary: frozenset[Key]  # the small counts
    secondary: frozenset[Key]  # counts hidden so that the small ones cannot be found
    derived: frozenset[Key]  # rates and other figures reckoned from a hidden count
    note: str

    @property
    def hidden(self) -> frozenset[Key]:
        """All figures of which the mark alone is shown."""
        return self.primary | self.secondary | self.derived


def suppress(
    counts: Mapping[Key, Decimal | int | None],
    sums: Sequence[Sum],
    derived: Mapping[Key, Collection[Key]] | None = None,
    least: int = 5,
) -> Suppression:
    """Choose what to hide.

    Args:
        counts: all figures that count individuals, totals too. None is a figure that is not
            printed; where it is a part, the reader is taken to know it. A numerator that only
            shows in a percentage is given here all the same, and so is the rest of its
            denominator, with their sum, if a reader could subtract.
        sums: all sums among them, also between tables; what stands in two tables has one key.
            Tables that share nothing are best given one by one.
        derived: figures that are reckoned from counts, each with the counts it is made of.
        least: the smallest count above zero that is shown.
    """
    made_of = derived or {}
    named = {*chain.from_iterable([*((s.total, *s.parts) for s in sums), *made_of.values()])}
    if unknown := sorted(named - counts.keys()):
        raise UnfitCounts(unknown[0], "saknas bland antalen")
    known = {key: int(value) for key, value in counts.items() if value is not None}
    if odd := sorted(key for key, value in known.items() if value < 0 or value != counts[key]):
        raise UnfitCounts(odd[0], "är inget antal")
    for each in sums:
        _require_even(each, known)
    small = frozenset(key for key, value in known.items() if 0 < value < least)
    others = _Net.of(known, sums, small).secondary(least - 1) if small else frozenset[Key]()
    unsafe = small | others
    reckoned = frozenset(key for key, made in made_of.items() if not unsafe.isdisjoint(made))
    return Suppression(small, others, reckoned, _note(least, len(small), len(others | reckoned)))


def _require_even(each: Sum, known: Mapping[Key, int]) -> None:
    missing = known.get(each.total, 0) - sum(known.get(part, 0) for part in each.parts)
    uneven = missing if known.keys() >= set(each.parts) else missing < 0
    if len({each.total, *each.parts}) <= len(each.parts) or (each.total in known and uneven):
        raise UnfitCounts(each.total, "är inte summan av sina delar")


def _note(least: int, small: int, others: int) -> str:
    if not small:
        return ""
    note = f"Antal under {least} visas inte ({HIDDEN}), men noll visas."
    if not others:
        return note
    more = "ett tal är dolt" if others == 1 else "några tal är dolda"
    return f"{note} Ytterligare {more}, så att de små antalen inte ska gå att räkna ut."


class _Reach(NamedTuple):
    """The values that a small count can have for the reader, and the figures that allow it."""

    values: range
    figures: frozenset[Key]


_Numbers = Mapping[Key, int]
_Reaches = Mapping[Key, _Reach]


@dataclass(frozen=True)
class _Net:
    """Figures above zero and the sums that hold them together."""

    small: Sequence[Key]  # to guard
    values: _Numbers
    prices: _Numbers  # of hiding each; nothing for one that is hidden anyway
    choosable: Sequence[Key]  # those that have a price
    sums: Sequence[_Numbers]  # figures of each sum, +1 for a part, −1 for the total
    places: Mapping[Key, Mapping[int, int]]  # sums of each figure, with the same signs

    @classmethod
    def of(cls, known: _Numbers, sums: Sequence[Sum], small: frozenset[Key]) -> _Net:
        """Lay out the net in an order that does not depend on the order of the declarations."""
        values = dict(known)
        for each in sums:  # a total that is not printed is at least what is known of its parts
            if each.total not in known:
                parts = sum(known.get(part, 0) for part in each.parts)
                values[each.total] = max(parts, values.get(each.total, 0))
        values = {key: value for key, value in sorted(values.items()) if value}
        ordered = sorted(sums, key=lambda each: (each.total, sorted(each.parts)))
        signs = [dict.fromkeys(sorted(each.parts), 1) | {each.total: -1} for each in ordered]
        kept = [{key: each[key] for key in each if key in values} for each in signs]
        places = {k: {i: each[k] for i, each in enumerate(kept) if k in each} for k in values}
        whole = 1 + sum(values.values())
        tops = {each.total for each in sums} - {part for each in sums for part in each.parts}
        prices = {key: value + whole for key, value in values.items()}
        prices |= {key: prices[key] + whole * len(values) for key in tops & prices.keys()}
        prices |= {key: 0 for key in values if key in small or key not in known}
        choosable = [key for key in values if prices[key]]
        return cls(sorted(small), values, prices, choosable, kept, places)

    def secondary(self, top: int) -> frozenset[Key]:
        """Choose the figures to hide besides the small ones."""
        prices = dict(self.prices)
        reaches = {key: self._reach(key, top, prices) for key in self.small}
        if any(len(each.values) == 1 for each in reaches.values()):  # no example was found
            return frozenset(self.choosable)
        found = frozenset(key for key in self.choosable if not prices[key])
        return self._cheapest(self._thinned(found, reaches), reaches)

    def _thinned(self, found: frozenset[Key], reaches: _Reaches) -> frozenset[Key]:
        """Show again, dearest first, what is not needed."""
        needed, proofs = found, dict(reaches)
        for key in sorted(found, key=lambda each: (-self.prices[each], each)):
            touched = {small: each for small, each in proofs.items() if key in each.figures}
            again = self._kept(needed - {key}, touched)
            if again is not None:
                needed, proofs = needed - {key}, proofs | again
        return needed

    def _cheapest(self, found: frozenset[Key], reaches: _Reaches) -> frozenset[Key]:
        """Try all cheaper choices if they are few enough; otherwise keep what was found."""
        sizes = range(len(found) + 1)
        if sum(comb(len(self.choosable), size) for size in sizes) > _CHOICES:
            return found
        choices = chain.from_iterable(combinations(self.choosable, size) for size in sizes)
        priced = sorted((sum(map(self.prices.__getitem__, each)), each) for each in choices)
        limit = sum(map(self.prices.__getitem__, found))
        cheaper = (frozenset(each) for price, each in priced if price < limit)
        return next((each for each in cheaper if self._kept(each, reaches) is not None), found)

    def _kept(self, chosen: frozenset[Key], reaches: _Reaches) -> dict[Key, _Reach] | None:
        """Prove each range again with these figures hidden alone; None where one is lost."""
        hidden = {key: 0 for key, price in self.prices.items() if not price or key in chosen}
        again = {}
        for key, before in reaches.items():
            again[key] = self._reach(key, before.values[-1], hidden)
            if again[key].values != before.values:
                return None
        return again

    def _reach(self, key: Key, top: int, prices: dict[Key, int]) -> _Reach:
        """Take a count down to 1 and up to ``top``; what that takes is hidden from then on."""
        figures = {key}

        def pushed(step: int, end: int) -> int:
            at = dict(self.values)
            while at[key] != end and (moves := self._circuit(key, step, at, prices)):
                at |= {moved: at[moved] + move for moved, move in moves.items()}
                figures.update(moves)
                prices.update(dict.fromkeys(moves, 0))
            return at[key]

        lowest = pushed(-1, 1)
        highest = pushed(1, max(top, lowest + 1))
        return _Reach(range(lowest, highest + 1), frozenset(figures))

    def _circuit(self, start: Key, step: int, at: _Numbers, prices: _Numbers) -> dict[Key, int]:
        """Move one figure and let the cheapest others make up for it, so that all sums hold."""
        gap = self._moved(frozenset(), start, step)
        ends = {place for place, _ in gap}  # closed last, so that a path leads between two
        cheapest, tickets = {gap: 0}, count()
        queue = [(0, next(tickets), gap, {start: step})]
        while queue and len(cheapest) < _PATIENCE:
            cost, _, gap, moves = heappop(queue)
            if not gap:
                return moves
            place, excess = min(gap, key=lambda each: (each[0] in ends, each[0]))
            for key, sign in self.sums[place].items():
                move = -excess * sign
                if key in moves or key not in prices or at[key] + move < 1:
                    continue
                after, price = self._moved(gap, key, move), cost + prices[key]
                if price < cheapest.get(after, price + 1):
                    cheapest[after] = price
                    heappush(queue, (price, next(tickets), after, moves | {key: move}))
        return {}

    def _moved(self, gap: Gap, key: Key, move: int) -> Gap:
        after = dict(gap)
        for place, sign in self.places[key].items():
            after[place] = after.get(place, 0) + sign * move
        return frozenset((place, excess) for place, excess in after.items() if excess)
