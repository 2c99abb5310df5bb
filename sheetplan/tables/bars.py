"""Bars (stapeldiagram) beside a table: which of its rows and columns are drawn, and in words."""

from __future__ import annotations

from dataclasses import dataclass

from sheetplan.plan.mark import Tone


@dataclass(frozen=True)
class Bars:
    """A bar chart of some rows of a table.

    Attributes:
        title: what it shows.
        rows: which of the table's rows, counted from 0.
        name_column: where it stands what each bar is of, counted from 0.
        columns: where the figures stand; several are parts of one bar.
        axis: what the figures are.
        tones: one a column; none where one column says both better and worse.
        said: the same in words, for those who do not see it.
        is_grouped: the columns stand beside each other, not on each other.
    """

    title: str
    rows: tuple[int, ...]
    name_column: int
    columns: tuple[int, ...]
    axis: str
    tones: tuple[Tone, ...]
    said: str
    is_grouped: bool = False
