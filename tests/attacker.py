"""Someone who wants to know the small counts; written without a look at how they are hidden.

The attacker has the printed figures and all sums, and knows that zero is never hidden. It tries
numbers near the true ones and reckons on from each sum that has one unknown left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from sheetplan.tables.suppression import Key, Sum

SMALL = range(1, 5)
Counts = dict[Key, int]


class Attacker:
    """Someone with the printed table, the rules, and patience."""

    def __init__(self, counts: Counts, sums: Sequence[Sum], hidden: Collection[Key]) -> None:
        self.printed = {key: value for key, value in counts.items() if key not in hidden}
        totals = {each.total for each in sums}
        self.unknown = sorted(hidden, key=lambda key: (key in totals, key))
        self.ranges = {key: range(max(1, counts[key] - 7), counts[key] + 8) for key in hidden}
        self.sums = sums

    def can_be(self, key: Key, value: int) -> bool:
        return self._fits(self.printed | {key: value})

    def _fits(self, at: Counts) -> bool:
        at = dict(at)
        if not self._reckoned(at):
            return False
        key = next((key for key in self.unknown if key not in at), None)
        return key is None or any(self._fits(at | {key: n}) for n in self.ranges[key])

    def _reckoned(self, at: Counts) -> bool:
        """Fill in what follows, and say whether all is well."""
        settled = False
        while not settled:
            settled = True
            for each in self.sums:
                left = at.get(each.total, 0) - sum(at.get(part, 0) for part in each.parts)
                open_keys = [key for key in (each.total, *each.parts) if key not in at]
                full = each.total not in at or left >= len(open_keys)
                if not full or (left and not open_keys):
                    return False
                if len(open_keys) == 1:
                    value = -left if open_keys[0] == each.total else left
                    if value < 1:
                        return False
                    at[open_keys[0]], settled = value, False
        return True


def ranges(counts: Counts, sums: Sequence[Sum], hidden: Collection[Key]) -> dict[Key, list[int]]:
    """What each small count can be for the attacker, as far as the standard cares."""
    attacker = Attacker(counts, sums, hidden)
    small = [key for key, value in counts.items() if value in SMALL]
    return {key: [n for n in range(1, 6) if attacker.can_be(key, n)] for key in small}


def determined(sums: Sequence[Sum], hidden: Collection[Key]) -> Iterator[Key]:
    """Solve the sums for what is hidden and tell what has one solution (no limits used)."""
    signs = [{each.total: -1} | dict.fromkeys(each.parts, 1) for each in sums]
    lines = [{key: Fraction(n) for key, n in line.items() if key in hidden} for line in signs]
    solved: list[tuple[Key, dict[Key, Fraction]]] = []
    while lines := [line for line in lines if line]:
        line = lines.pop()
        pivot, first = next(iter(line.items()))
        line = {key: n / first for key, n in line.items()}
        lines = [without(each, pivot, line) for each in lines]
        solved = [(key, without(each, pivot, line)) for key, each in solved]
        solved.append((pivot, line))
    yield from (key for key, line in solved if line.keys() == {key})


def without(
    line: dict[Key, Fraction], key: Key, other: dict[Key, Fraction]
) -> dict[Key, Fraction]:
    times, none = line.get(key, Fraction(0)), Fraction(0)
    left = {k: line.get(k, none) - times * other.get(k, none) for k in line | other}
    return {k: n for k, n in left.items() if n}
