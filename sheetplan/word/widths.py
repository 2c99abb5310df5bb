"""Widths of columns: by their shares, but never narrower than their longest word."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from sheetplan.plan.mark import Mark
from sheetplan.schema.numbers import NBSP
from sheetplan.tables.table import Table, TableValue

_PADDING = 200  # twips: both cell margins and a little air
_WIDEST = 0.5  # of the table, that one long word may claim
_BREAKS = re.compile(r"(?<=-)|[ \n\t]")
_GROUPS = (
    (0.25, "fijlrtIJ.,:;()!'| "),
    (0.86, "mwMW%@◐►✔✖◆○"),
    (0.62, "ABCDEFGHKLNOPQRSTUVXYZÅÄÖ−"),
)
_CHARACTER = {character: share for share, group in _GROUPS for character in group}
_ORDINARY = 0.53  # of the type size, for a letter or a digit in Calibri bold


def text_width(text: str, half_points: int) -> int:
    """Estimate how wide a text is, in twips."""
    ems = sum(_CHARACTER.get(character, _ORDINARY) for character in text)
    return round(ems * half_points * 10)


def longest_word(texts: Iterable[str], half_points: int) -> int:
    """Estimate the room that the longest word needs, cell margins included."""
    parts = (part for text in texts for part in _BREAKS.split(text) if part)
    return max((text_width(part, half_points) for part in parts), default=0) + _PADDING


def column_widths(table: Table, total: int, half_points: int) -> tuple[int, ...]:
    """Share out the width in twips; the widths add up to it exactly."""
    needs = _needs(table, total, half_points)
    shares = _fit([column.width for column in table.columns], needs, total)
    edges = [round(sum(shares[:count])) for count in range(len(shares) + 1)]
    return tuple(after - before for before, after in itertools.pairwise(edges))


def fits(table: Table, total: int, half_points: int) -> bool:
    """Tell whether no word has to be broken."""
    return sum(_needs(table, total, half_points)) <= total


def _needs(table: Table, total: int, half_points: int) -> list[int]:
    """Return the room that each column's longest word needs."""
    needs = []
    for at, column in enumerate(table.columns):
        texts = [column.header, *(_unbroken(row[at]) for row in table.rows)]
        needs.append(min(longest_word(texts, half_points), round(total * _WIDEST)))
    return needs


def _fit(weights: Sequence[int], needs: Sequence[int], total: int) -> list[float]:
    if sum(needs) >= total:
        return [need * total / sum(needs) for need in needs]
    held: set[int] = set()
    while True:
        free = total - sum(needs[at] for at in held)
        weight = sum(each for at, each in enumerate(weights) if at not in held) or 1
        shares = [
            float(needs[at]) if at in held else each * free / weight
            for at, each in enumerate(weights)
        ]
        short = {at for at, share in enumerate(shares) if share < needs[at]} - held
        if not short:
            return shares
        held |= short


def _unbroken(value: TableValue) -> str:
    """Write a value with a mark's symbol tied to its word, so that neither stands alone."""
    return str(value).replace(" ", NBSP, 1) if isinstance(value, Mark) else str(value or "")
