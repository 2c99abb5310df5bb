"""The sheets of a copy with remarks that came back: what is listed there, and what was added.

A copy has two sheets that a form has not: the remarks, and a list of what stood outside the form.
Both have a marker in a hidden column behind their last one, and their rows below the same line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sheetplan.plan.receiving import MARKER
from sheetplan.plan.stray import Stray
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.problem import Place

REMARKS, OTHERS = f"{MARKER}remarks", f"{MARKER}others"  # what the two sheets are known by
HEAD_ROW = 7  # row of the headers
ERROR_SIGN, REMARK_SIGN = "✖", "•"  # begin a remark's row
MORE = "… och {count} celler till. De finns i den fil som ni skickade."
_MORE = re.compile(r"… och ([0-9]{1,6}) celler till\b.*")
_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")


@dataclass(frozen=True)
class CopySheet:
    """One of the two sheets; ``marker`` tells which and ``last`` where it stands."""

    grid: Grid
    marker: str
    last: int

    def added(self) -> Iterator[tuple[int, int]]:
        """Yield where something has been written since: beside the table, or below its rows."""
        for (row, col), cell in sorted(self.grid.cells.items()):
            is_ours = cell.value == self.marker if col >= self.last else self._is_ours(row)
            if not (cell.is_blank or is_ours):
                yield row, col

    def _is_ours(self, row: int) -> bool:
        first, at, _, text = (_text(self.grid.at(row, col)) for col in range(1, 5))
        if row <= HEAD_ROW:
            return True
        if self.marker == REMARKS:
            return first.startswith((f"{ERROR_SIGN} ", f"{REMARK_SIGN} "))
        is_line = bool(first and _ADDRESS.fullmatch(at))
        return is_line or bool(not first and _MORE.fullmatch(text))

    def lines(self) -> Iterator[Stray]:
        """Yield what is listed as having stood outside the form."""
        for row in sorted({row for row, _ in self.grid.cells}) if self.marker == OTHERS else ():
            sheet, at, label, text = (_text(self.grid.at(row, col)) for col in range(1, 5))
            if row > HEAD_ROW and self._is_ours(row) and sheet and text:
                yield Stray(Place(sheet=sheet, cell=at, label=label), text)

    def left_out(self) -> int:
        """Return how many cells the list says that it has no room for."""
        texts = [_text(cell) for (row, col), cell in self.grid.cells.items() if col == 4]  # noqa: PLR2004
        found = [_MORE.fullmatch(text) for text in texts] if self.marker == OTHERS else []
        return max((int(one[1]) for one in found if one), default=0)


def _text(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) and cell.value.strip() else ""


def copy_sheet(grid: Grid) -> CopySheet | None:
    """Return a sheet as one that only a copy with remarks has, if it is one."""
    for (_, col), cell in sorted(grid.cells.items()):
        if cell.value in {REMARKS, OTHERS}:
            return CopySheet(grid, str(cell.value), col)
    return None


def joined(listed: Sequence[Stray], others: Iterable[Stray]) -> list[Stray]:
    """Add strays to a list, each only where the list has not got it already."""
    left = Counter(map(_known_by, listed))
    made = list(listed)
    for stray in others:
        known = _known_by(stray)
        if left[known]:
            left[known] -= 1
        else:
            made.append(stray)
    return made


def _known_by(stray: Stray) -> tuple[str, str, str]:
    text = " ".join(stray.text.split()).strip("”").casefold()
    return (stray.place.sheet, stray.place.cell, text)
