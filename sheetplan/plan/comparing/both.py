"""An old and a new row side by side: what checks look at, and how they say what they find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sheetplan.plan.comparing.finding import CONFIRM, CONFIRMED, Change, Finding
from sheetplan.plan.comparing.likeness import folded
from sheetplan.plan.comparing.pairing import Certainty, Named, Pair, Pairing
from sheetplan.plan.indicator import Indicator
from sheetplan.schema.column import Row, columns_of
from sheetplan.schema.numbers import show_number
from sheetplan.schema.problem import Place
from sheetplan.schema.reading import Found

R = TypeVar("R", bound=Row)
_ALMOST = 99
_PROBABLY = 0.6


@dataclass(frozen=True)
class Sheets(Generic[R]):
    """One sheet of both plans, with the rows as pairing sees them."""

    row_class: type[R]
    before: Found[R]
    after: Found[R]
    old: tuple[Named, ...]
    new: tuple[Named, ...]

    def place(self, rows: Found[R], index: int, key: str) -> Place | None:
        """Return where a field of a row stands; None where the sheet lacks the column."""
        row = rows.rows[index]
        key = row.told_in(key) if isinstance(row, Indicator) else key
        return rows.place(index, key) if key in (rows.columns or {}) else None

    def finding(
        self, change: Change, old: int | None, new: int | None, key: str = "id", /, **facts: str
    ) -> Finding:
        """Say what was found in a row of either plan, or of both."""
        return Finding(
            change,
            None if old is None else self.old[old].id,
            None if new is None else self.new[new].id,
            None if old is None else self.place(self.before, old, key),
            None if new is None else self.place(self.after, new, key),
            facts,
        )

    @property
    def former_label(self) -> str:
        """What people call the column that says which row a row continues."""
        return next((c.label for c in columns_of(self.row_class) if c.key == "former"), "")


@dataclass(frozen=True)
class Both(Generic[R]):
    """An old and a new row that are held to be the same, and where they stand."""

    sheets: Sheets[R]
    pair: Pair

    @property
    def old(self) -> R:
        """The row of the old plan."""
        return self.sheets.before.rows[self.pair.old]

    @property
    def new(self) -> R:
        """The row of the new plan."""
        return self.sheets.after.rows[self.pair.new]

    @property
    def names(self) -> tuple[str, str]:
        """The old and the new name."""
        return self.sheets.old[self.pair.old].name, self.sheets.new[self.pair.new].name

    @property
    def is_renamed(self) -> bool:
        """Whether so much as one letter of the name is another."""
        return folded(self.names[0]) != folded(self.names[1])

    def say(self, change: Change, key: str, /, **facts: str) -> Finding:
        """Say what was found in one field of the two rows."""
        return self.sheets.finding(change, self.pair.old, self.pair.new, key, **facts)

    def say_pair(self, change: Change, key: str, /, **facts: str) -> Finding:
        """Say what became of the row, with a request to confirm where the pair is a proposal."""
        about = {
            "before": self.names[0].rstrip("."),
            "old": self.sheets.old[self.pair.old].id,
            "likeness": percent(self.pair.likeness),
            "guess": "Förmodligen" if self.pair.likeness >= _PROBABLY else "Kanske",
            "column": self.sheets.former_label,
        }
        ends = {Certainty.PROPOSED: CONFIRM, Certainty.CONFIRMED: CONFIRMED}
        ending = ends.get(self.pair.certainty, "") if self.sheets.former_label else ""
        found = self.say(change, key, **about, **facts, pair=ending.format_map(about))
        return replace(found, is_proposal=ending == CONFIRM)


@dataclass(frozen=True)
class Around:
    """What a row's checks know of the two plans around it.

    ``pairings`` has the nouns that are paired already, those that others stand under first.
    """

    old_year: int
    new_year: int
    same_money: bool
    pairings: dict[type[Row], tuple[Sheets[Any], Pairing]]

    def continues(self, row_class: type[Row], old: str | None, new: str | None) -> bool:
        """Tell whether a new id continues an old one, or both are none."""
        if not old or not new:
            return not old and not new
        sheets, pairing = self.pairings[row_class]
        return any(
            sheets.old[pair.old].id == old and sheets.new[pair.new].id == new
            for pair in pairing.pairs
        )


def percent(likeness: float) -> str:
    """Write a likeness in whole per cent; only the same name is 100."""
    whole = 100 if likeness == 1 else min(_ALMOST, round(likeness * 100))
    return show_number(Decimal(whole), 0, "%")
