"""The sheets where what units have said is read, named once."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.schema.cell import Grid

UNITS = "Enheter"
JUDGED = "Enheternas bedömning"
VALUES = "Enheternas värden"
ANALYSES = "Enheternas analyser"
ACTIVITIES = "Enheternas aktiviteter"
TEXTS = "Enheternas texter"
UNIT_TABS = (UNITS, JUDGED, VALUES, ANALYSES, ACTIVITIES, TEXTS)


def is_unit_tab(grid: Grid) -> bool:
    """Tell whether a tab is one of them, by its heading where the tab has been renamed."""
    heading = str(grid.at(1, 1).value)
    return grid.name in UNIT_TABS or heading.startswith(tuple(f"{name} " for name in UNIT_TABS))


def beside_units(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield where something has been written beside the table of such a tab, or below it.

    Its header is the first row with more than one cell, and its rows follow without a gap.
    """
    lines = grid.rows()
    head = next((row for row, cells in lines.items() if len(cells) > 1), 0)
    end = head
    while end in lines:
        end += 1
    last = max(lines[head]) if head else 0
    for row, cells in lines.items():
        yield from ((row, col) for col in cells if head and (col > last or row > end))
