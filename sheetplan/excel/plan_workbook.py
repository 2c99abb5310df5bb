"""The plan workbook: the plan as people keep it, a sheet per noun, with drop-downs and help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.cells import Guards, format_of, put, to_excel, write_lists
from sheetplan.excel.package import finish
from sheetplan.excel.page import row_height, set_up_page
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import SHEETS, Plan
from sheetplan.schema.column import Column, Row, columns_of
from sheetplan.schema.kinds import Choice, Date, Kind, Number, Word

_TITLE, _ABOUT, _HEAD, _FIRST = 1, 2, 4, 5
_SPARE = 200  # rows below the last that have drop-downs and limits too


def write_plan(plan: Plan) -> bytes:
    """Write a plan; the same plan gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for row_class in SHEETS:
        tab = workbook.create_sheet(row_class.sheet)
        _write_head(tab, row_class)
        if row_class.vertical:
            _write_vertical(tab, row_class, plan.rows(row_class)[0])
        else:
            _write_rows(tab, row_class, plan.rows(row_class))
    write_lists(workbook, _lists())
    workbook.properties.title = f"{plan.settings.name}, {plan.settings.organisation}"
    return finish(workbook, {})


def _lists() -> list[type[Word]]:
    kinds = [c.kind for row_class in SHEETS for c in columns_of(row_class)]
    return list({k.words: None for k in kinds if isinstance(k, Choice)})


def _write_head(tab: Worksheet, row_class: type[Row]) -> None:
    put(tab.cell(_TITLE, 1), row_class.sheet)
    tab.cell(_TITLE, 1).font = look.TITLE
    put(tab.cell(_ABOUT, 1), row_class.about)
    tab.cell(_ABOUT, 1).font = look.QUIET
    tab.row_dimensions[_TITLE].height = 26


def _write_vertical(tab: Worksheet, row_class: type[Row], row: Row) -> None:
    guards = Guards(tab)
    for number, column in enumerate(columns_of(row_class), start=_HEAD):
        label, value, hint = (tab.cell(number, col) for col in (1, 2, 3))
        put(label, column.label)
        _put(tab, number, 2, getattr(row, column.key), column.kind)
        put(hint, column.help)
        label.font, hint.font = look.STRONG, look.QUIET
        label.alignment = hint.alignment = look.TOP
        value.fill, value.alignment = look.INPUT_FILL, look.TOP_LEFT
        shown = column.kind.show(getattr(row, column.key))
        tab.row_dimensions[number].height = row_height(((shown, 46), (column.help, 60)))
        guards.guard(value.coordinate, column.kind, column)
    for letter, width in (("A", 34), ("B", 46), ("C", 60)):
        tab.column_dimensions[letter].width = width
    _set_up(tab, "A4")


def _write_rows(tab: Worksheet, row_class: type[Row], rows: Sequence[Row]) -> None:
    columns = columns_of(row_class)
    guards = Guards(tab)
    for col, column in enumerate(columns, start=1):
        _write_header(tab, col, column)
        letter = get_column_letter(col)
        area = f"{letter}{_FIRST}:{letter}{_FIRST + len(rows) + _SPARE}"
        if isinstance(column.kind, (Choice, Date, Number)):
            guards.guard(area, column.kind, column)
    for number, row in enumerate(rows, start=_FIRST):
        for col, column in enumerate(columns, start=1):
            _put(tab, number, col, getattr(row, column.key), _kind(row, column))
        shown = ((c.kind.show(getattr(row, c.key)), c.width + 2) for c in columns)
        tab.row_dimensions[number].height = row_height(shown)
    last = get_column_letter(len(columns))
    tab.auto_filter.ref = f"A{_HEAD}:{last}{_FIRST + len(rows) - 1}"
    tab.print_title_rows = f"{_HEAD}:{_HEAD}"
    _set_up(tab, f"B{_FIRST}")


def _kind(row: Row, column: Column) -> Kind:
    """An indicator's figures are shown in its own unit, so that 71 % looks like 71 %."""
    if isinstance(row, Indicator) and column.key == "baseline":
        return Number(row.decimals, row.unit)
    return column.kind


def _write_header(tab: Worksheet, col: int, column: Column) -> None:
    head = tab.cell(_HEAD, col)
    put(head, column.label)
    head.font, head.fill, head.border = look.ON_DARK, look.HEADER_FILL, look.BORDER
    head.alignment = look.head_alignment(over_figures=isinstance(column.kind, Number | Date))
    needed = "" if column.required else " Får vara tom."
    example = f" Exempel: {column.example}." if column.example else ""
    note: Any = Comment(f"{column.help or column.label + '.'}{example}{needed}", "sheetplan")
    note.width, note.height = 260, 110
    head.comment = note
    tab.column_dimensions[get_column_letter(col)].width = column.width + 2
    tab.row_dimensions[_HEAD].height = 48


def _put(tab: Worksheet, row: int, col: int, value: object, kind: Kind) -> None:
    cell = tab.cell(row, col)
    put(cell, to_excel(value, kind))
    cell.number_format = format_of(value, kind)
    cell.font, cell.border, cell.alignment = look.PLAIN, look.BORDER, look.alignment(kind)


def _set_up(tab: Worksheet, freeze: str) -> None:
    tab.freeze_panes = freeze
    set_up_page(tab, "landscape")
