"""Ids that are given twice, and references that lead nowhere, also on rows with other faults."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from typing import Any

from sheetplan.plan.rules import sheet_rules
from sheetplan.schema.cell import Grid
from sheetplan.schema.column import Row, columns_of
from sheetplan.schema.kinds import Reference
from sheetplan.schema.problem import Problem
from sheetplan.schema.reading import Found

_NEAR = 0.75  # how alike two ids are that may be the same
Sheets = Mapping[type[Row], Found[Row]]


def check_ids(row_class: type[Row], found: Found[Row]) -> Iterator[Problem]:
    """Say which ids stand on two rows of a sheet."""
    first: dict[str, int] = {}
    for number, values in found.values.items():
        row_id = values.get("id")
        if row_id in first:
            facts = {"found": row_id, "other": str(first[row_id])}
            yield Problem(
                sheet_rules.ROW_DUPLICATE, found.place_in(row_class, number, "id"), facts
            )
        elif row_id:
            first[row_id] = number


def referred_sheets(found: Sheets) -> set[str]:
    """Return the sheets that some cell refers to."""
    return {kind.to for _, _, _, kind, ids in _links(found) if ids}


def check_references(found: Sheets, grids: Mapping[type[Row], Grid]) -> Iterator[Problem]:
    """Say which references lead to no row; sheets that are missing are said elsewhere.

    A row with faults of its own exists, and so does one whose id cannot be used.
    """
    known = {c.sheet: _ids(found[c], grids[c]) for c in grids if "id" in found[c].columns}
    for row_class, number, key, kind, ids in _links(found):
        for one in ids if kind.to in known else ():
            if one not in known[kind.to]:
                facts = {"found": one, "sheet": kind.to, "near": _near(one, known[kind.to])}
                place = found[row_class].place_in(row_class, number, key)
                yield Problem(sheet_rules.CELL_REFERENCE, place, facts)


def _links(found: Sheets) -> Iterator[tuple[type[Row], int, str, Reference, tuple[str, ...]]]:
    """Give each cell that refers to a sheet: its row and column, and the ids in it."""
    for row_class, rows in found.items():
        for column in columns_of(row_class):
            if isinstance(column.kind, Reference):
                for number, values in rows.values.items():
                    value: Any = values.get(column.key) or ()
                    ids = value if isinstance(value, tuple) else (value,)
                    yield row_class, number, column.key, column.kind, ids


def _ids(found: Found[Row], grid: Grid) -> dict[str, None]:
    """Return the ids of a sheet, those that cannot be used too, in their order."""
    raw = (grid.at(number, found.columns["id"]).value for number in found.values)
    return dict.fromkeys(str(value).strip().lower() for value in raw if value is not None)


def _near(found: str, known: Collection[str]) -> str:
    """Say which id is nearest, as the end of "… finns inte"; nothing where two are as near."""
    near = get_close_matches(found, known, 2, _NEAR)
    alike = {SequenceMatcher(None, word, found).ratio() for word in near}
    return f" men liknar ”{near[0]}”" if near and len(alike) == len(near) else ""
