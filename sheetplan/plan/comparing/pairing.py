"""Which row of a plan continues which row of the plan before it; ids are not trusted to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from sheetplan.plan.comparing.likeness import Likeness, folded
from sheetplan.plan.comparing.matching import best_pairs
from sheetplan.plan.former import NEW

_FINE = 1_000_000  # gains are whole numbers, so that equal totals are equal
Closeness = Callable[[int, int], float]  # of what stands beside the names of an old and a new row


class Certainty(Enum):
    """Why two rows are held to be the same."""

    CONFIRMED = "confirmed"  # the new plan says so
    NAME = "name"  # the same name, which no other row has
    PROPOSED = "proposed"  # likeness; the owner should confirm it


@dataclass(frozen=True)
class Named:
    """A row as pairing sees it: its id, its name and the id that it says it continues."""

    id: str
    name: str
    former: str | None = None


@dataclass(frozen=True)
class Pair:
    """An old and a new row, by their places among the rows, and how alike their names are."""

    old: int
    new: int
    likeness: float
    certainty: Certainty


@dataclass(frozen=True)
class Pairing:
    """Pairs, the rows without one, and pairs of such rows that are near (``replaced``)."""

    pairs: tuple[Pair, ...] = ()
    dropped: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    near: tuple[Pair, ...] = ()

    def new_of(self, old: int) -> int | None:
        """Return the new row that continues an old one."""
        return next((pair.new for pair in self.pairs if pair.old == old), None)


@dataclass(frozen=True)
class Limits:
    """From which likeness, with what stands beside it, rows are paired, or said to be near."""

    paired: float
    near: float


def pair_rows(
    old: Sequence[Named], new: Sequence[Named], closeness: Closeness, limits: Limits
) -> Pairing:
    """Pair what the new plan confirms, then the names that are the same, then the most alike."""
    pairer = _Pairer(old, new, closeness, Likeness.among(row.name for row in (*old, *new)))
    pairs = pairer.confirmed()
    pairs += pairer.same_names(pairs)
    pairs += pairer.alike(limits.paired, pairs)
    near = pairer.alike(limits.near, pairs)
    gone, come = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    return Pairing(
        tuple(sorted(pairs, key=lambda pair: pair.new)),
        tuple(i for i in range(len(old)) if i not in gone),
        tuple(j for j in range(len(new)) if j not in come),
        tuple(near),
    )


@dataclass(frozen=True)
class _Pairer:
    """The rows of both plans and what judges them; each step pairs some of those that are left."""

    old: Sequence[Named]
    new: Sequence[Named]
    closeness: Closeness
    likeness: Likeness

    def confirmed(self) -> list[Pair]:
        """Believe ”Id i förra planen”; where two name one row, the most alike has it."""
        rows = {row.id: index for index, row in enumerate(self.old)}
        claims = [
            self._pair(rows[row.former], j, Certainty.CONFIRMED)
            for j, row in enumerate(self.new)
            if row.former in rows
        ]
        taken: dict[int, Pair] = {}
        for pair in sorted(claims, key=lambda pair: (-pair.likeness, self.new[pair.new].id)):
            taken.setdefault(pair.old, pair)
        return list(taken.values())

    def same_names(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Pair the names that one row of each plan has."""
        rows, cols = self._left(pairs)
        by_name = {folded(self.new[j].name): j for j in cols}
        return [
            self._pair(i, by_name[name], Certainty.NAME)
            for i in rows
            if (name := folded(self.old[i].name)) in by_name and self._rows_named(name) == (1, 1)
        ]

    def alike(self, floor: float, pairs: Iterable[Pair]) -> list[Pair]:
        """Pair the rest so that likeness above a floor adds up to as much as it can."""
        rows, cols = self._left(pairs)
        gains = [[max(0, self._gain(i, j, floor)) for j in cols] for i in rows]
        return [self._proposed(rows[r], cols[c]) for r, c in best_pairs(gains)]

    def _gain(self, i: int, j: int, floor: float) -> int:
        like = self.likeness(self.old[i].name, self.new[j].name)
        return round((like + self.closeness(i, j) - floor) * _FINE)

    def _proposed(self, i: int, j: int) -> Pair:
        """Rows of one name are certain where both plans have as many of them."""
        name = folded(self.old[i].name)
        before, after = self._rows_named(name)
        is_certain = name == folded(self.new[j].name) and before == after
        return self._pair(i, j, Certainty.NAME if is_certain else Certainty.PROPOSED)

    def _pair(self, i: int, j: int, certainty: Certainty) -> Pair:
        return Pair(i, j, self.likeness(self.old[i].name, self.new[j].name), certainty)

    def _rows_named(self, name: str) -> tuple[int, int]:
        before, after = (
            sum(folded(row.name) == name for row in rows) for rows in (self.old, self.new)
        )
        return before, after

    def _left(self, pairs: Iterable[Pair]) -> tuple[list[int], list[int]]:
        """Return the rows without a pair, in an order that does not depend on where they stand.

        A new row that says that it is new, or that names an old row, is left out.
        """
        pairs = tuple(pairs)
        gone, come = {pair.old for pair in pairs}, {pair.new for pair in pairs}
        said = {NEW, *(row.id for row in self.old)}
        rows = [i for i in range(len(self.old)) if i not in gone]
        cols = [j for j, row in enumerate(self.new) if j not in come and row.former not in said]
        rows.sort(key=lambda i: (folded(self.old[i].name), self.old[i].id))
        cols.sort(key=lambda j: (folded(self.new[j].name), self.new[j].id))
        return rows, cols
