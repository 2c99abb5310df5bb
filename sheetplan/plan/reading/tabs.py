"""Which tab is which of the plan's sheets; one that looks like a sheet but is not read is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from sheetplan.plan.rules import sheet_rules
from sheetplan.schema.cell import Grid
from sheetplan.schema.column import Row, columns_of
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import folded, labels_of

START = "Börja här"  # the tab that explains the workbook
_HEADER_WITHIN = 20  # rows with anything in them
_MOST = 0.6  # of the required columns
_ALIKE = 0.8  # how near a tab's name is to a sheet's
_BESIDE = re.compile(r"[\d()\[\]_–-]+|\bkopia\b|\bav\b")  # what copies and years add to a name


@dataclass(frozen=True)
class Tabs:
    """The plan's sheets by their tabs.

    Attributes:
        grids: the tab of each sheet that has one.
        looked_like: the names of absent sheets that a tab under another name looks like.
    """

    grids: Mapping[type[Row], Grid]
    problems: tuple[Problem, ...]
    looked_like: frozenset[str]


def sort_tabs(sheets: Sequence[type[Row]], grids: Sequence[Grid]) -> Tabs:
    """Find each sheet's tab by its name, whatever its case and outer blanks."""
    by_name = {row_class.sheet.casefold(): row_class for row_class in sheets}
    own: dict[type[Row], Grid] = {}
    problems: list[Problem] = []
    others: list[Grid] = []
    for grid in grids:
        row_class = by_name.get(folded(grid.name))
        if row_class is None:
            others.append(grid)
        elif row_class in own:
            facts = {"other": own[row_class].name, "sheet": row_class.sheet}
            problems.append(Problem(sheet_rules.TAB_DOUBLE, Place(sheet=grid.name), facts))
        else:
            own[row_class] = grid
    told = [grid for grid in others if grid.rows() and folded(grid.name) != START.casefold()]
    likely = {grid.name: _likely(grid, sheets, own) for grid in told}
    looked_like = frozenset(c.sheet for found in likely.values() for c in found if c not in own)
    hidden = {grid.name for grid in others if grid.is_hidden}
    problems += _unread(likely, own, hidden)
    return Tabs(own, tuple(problems), looked_like)


def _unread(
    likely: Mapping[str, Sequence[type[Row]]], own: Mapping[type[Row], Grid], hidden: set[str]
) -> Iterator[Problem]:
    """Say of each tab that is not read what it looks like."""
    for name, classes in likely.items():
        place = Place(sheet=name)
        absent = [c for c in classes if c not in own]
        rivals = [other for other, found in likely.items() if other != name and found == classes]
        if absent and len(classes) > 1:
            names = " eller ".join(c.sheet for c in absent)
            yield Problem(sheet_rules.TAB_UNCLEAR, place, {"sheets": names})
        elif absent and rivals:
            facts = {"sheet": absent[0].sheet, "other": "” och ”".join(rivals)}
            yield Problem(sheet_rules.TAB_RIVAL, place, facts)
        elif absent:
            yield Problem(sheet_rules.TAB_RENAMED, place, {"sheet": absent[0].sheet})
        elif name not in hidden:
            why = f"bladet {classes[0].sheet} finns redan" if classes else "inget blad heter så"
            yield Problem(sheet_rules.TAB_UNREAD, place, {"why": why})


def _likely(
    grid: Grid, sheets: Sequence[type[Row]], own: Mapping[type[Row], Grid]
) -> tuple[type[Row], ...]:
    """Return the sheets that a tab may be: by its name and a label, or by most of its labels."""
    found = {row_class: _labels(grid, row_class) for row_class in sheets}
    nearest = max(sheets, key=lambda c: _likeness(grid.name, c.sheet))
    if found[nearest] and _likeness(grid.name, nearest.sheet) >= _ALIKE:
        return (nearest,)
    hits = {c: len(keys) for c, keys in found.items() if _are_most(keys, c)}
    best = tuple(c for c in hits if hits[c] == max(hits.values()))
    return tuple(c for c in best if c not in own) or best


def _likeness(name: str, sheet: str) -> float:
    bare = folded(_BESIDE.sub(" ", name.casefold()))
    return SequenceMatcher(None, bare, sheet.casefold()).ratio()


def _labels(grid: Grid, row_class: type[Row]) -> set[str]:
    """Return the keys of the labels in the line of a tab that has most of a sheet's labels."""
    known = labels_of(row_class)
    within = None if row_class.vertical else _HEADER_WITHIN
    lines: dict[int, set[str]] = {}
    for number, cells in islice(grid.rows().items(), within):
        for col, cell in cells.items():
            column = known.get(folded(cell.value))
            if column is not None:
                lines.setdefault(col if row_class.vertical else number, set()).add(column.key)
    return max(lines.values(), key=len, default=set())


def _are_most(keys: set[str], row_class: type[Row]) -> bool:
    required = {c.key for c in columns_of(row_class) if c.required}
    return len(keys & required) >= max(2, _MOST * len(required))
