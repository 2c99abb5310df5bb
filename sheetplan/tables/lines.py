"""Lines (linjediagram) beside a table: which of its cells are drawn, how, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class LineLook(Enum):
    """How a line is told from others, also in black and white."""

    SOLID = "solid"
    DASHED = "dash"
    DOTTED = "sysDot"


@dataclass(frozen=True)
class Line:
    """One line.

    Attributes:
        column: what it is drawn from, counted from 0.
        name: what stands at its last point.
        look: how it is drawn.
        is_below: its name stands below the point, since another line's stands above.
    """

    column: int
    name: str
    look: LineLook
    is_below: bool = False


@dataclass(frozen=True)
class Lines:
    """A chart of some rows of a table, which follow on each other.

    Attributes:
        title: what it shows.
        first: the first of the rows, counted from 0.
        last: the last of them.
        name_column: where it stands what each point is of, counted from 0.
        lines: what is drawn; each is named at its last point.
        axis: what the figures are.
        said: the same in words, for those who do not see it.
    """

    title: str
    first: int
    last: int
    name_column: int
    lines: tuple[Line, ...]
    axis: str
    said: str
