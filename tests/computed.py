"""Computed cells: what a workbook holds in them, and what the core says that they hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.plan.computing import Key, Values, compute
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.progress import form_progress, sheet_progress
from sheetplan.plan.receiving import MARKER
from sheetplan.plan.returns import SignOff
from sheetplan.plan.words import Judged
from sheetplan.schema.cell import Cell, Grid, address
from sheetplan.schema.column import Role
from sheetplan.schema.kinds import Number


def opened(path: Path) -> Workbook:
    workbook = read_workbook(path.read_bytes(), path.name)
    assert isinstance(workbook, Workbook), workbook
    return workbook


@dataclass(frozen=True)
class Tab:
    """One sheet of a workbook, its cells by the hidden keys of row and column."""

    grid: Grid
    head: int

    @classmethod
    def of(cls, workbook: Workbook, sheet: FormSheet) -> Tab:
        marker = MARKER + sheet.answer.key
        return next(
            cls(grid, row)
            for grid in workbook.grids
            for (row, _), cell in grid.cells.items()
            if cell.value == marker
        )

    def where(self, row_id: str, key: str) -> tuple[int, int]:
        heads = self.grid.rows()[self.head]
        col = next((c for c, cell in heads.items() if cell.value == key), 1)
        row = next(
            r for (r, c), cell in self.grid.cells.items() if c == 1 and cell.value == row_id
        )
        return row, col

    def by_keys(self) -> dict[tuple[str, str], Cell]:
        keys = {col: str(cell.value) for col, cell in self.grid.rows()[self.head].items()}
        ids = {row: str(cell.value) for (row, col), cell in self.grid.cells.items() if col == 1}
        return {
            (ids[row], keys[col]): cell
            for (row, col), cell in self.grid.cells.items()
            if row in ids and col in keys
        }


def shown_as(value: object, *, percent: bool) -> str | float | None:
    """Return what a computed cell must hold."""
    if isinstance(value, Judged):
        return str(value.mark)
    if isinstance(value, Decimal):
        return float(value / 100 if percent else value)
    assert value is None or isinstance(value, str)
    return value


def in_cell(cell: Cell) -> str | float | None:
    assert cell.error is None
    if isinstance(cell.value, Decimal):
        return float(cell.value)
    return str(cell.value) if cell.value not in {None, ""} else None


def same(one: str | float | None, other: str | float | None) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def computed_cells(form: Form, workbook: Workbook) -> dict[Key, str | float | None]:
    """Return what the computed cells of a workbook hold."""
    found: dict[Key, str | float | None] = {}
    for sheet in form.sheets:
        cells = Tab.of(workbook, sheet).by_keys()
        for row in sheet.rows:
            for column in sheet.columns:
                if sheet.role(row, column) is Role.COMPUTED:
                    cell = cells.get((row.id, column.key), Cell())
                    found[(sheet.answer.key, row.id, column.key)] = in_cell(cell)
    return found


def by_core(form: Form, answers: Values) -> dict[Key, str | float | None]:
    """Return what the core says that the computed cells hold."""
    computed = compute(form, answers)
    expected: dict[Key, str | float | None] = {}
    for sheet in form.sheets:
        for row in sheet.rows:
            for column in sheet.columns:
                if sheet.role(row, column) is Role.COMPUTED:
                    key = (sheet.answer.key, row.id, column.key)
                    kind = sheet.kind(row, column.key)
                    percent = isinstance(kind, Number) and kind.is_percent
                    expected[key] = shown_as(computed.get(key), percent=percent)
    return expected


def differing(expected: Mapping[Key, object], found: Mapping[Key, object]) -> dict[Key, object]:
    return {
        key: (expected[key], found[key])
        for key in expected
        if not same(expected[key], found[key])  # type: ignore[arg-type]  # cells' own values
    }


def progress_texts(form: Form, answers: Values) -> dict[str, str]:
    """Return what the start sheet must say, by cell."""
    said = {"A4": f"Ifyllt {form_progress(form, answers)}"}
    for row, sheet in enumerate(form.sheets, start=13):
        shown = "frivilligt" if sheet.is_optional else str(sheet_progress(sheet, answers))
        said[f"A{row}"], said[f"B{row}"] = sheet.title, shown
    return said


def start_texts(form: Form, workbook: Workbook) -> dict[str, str]:
    grid = next(g for g in workbook.grids if g.name == SignOff.sheet)
    cells = {address(*at): str(cell.value) for at, cell in grid.cells.items()}
    return {at: cells[at] for at in progress_texts(form, {})}
