"""The sheets where what units have said is read, named once."""

from __future__ import annotations

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
