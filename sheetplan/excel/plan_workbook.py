"""The plan workbook: the plan as people keep it, a sheet per noun, with drop-downs and help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.cells import (
    Guards,
    format_of,
    put,
    put_head,
    put_link,
    reference_name,
    to_excel,
    write_lists,
)
from sheetplan.excel.package import finish
from sheetplan.excel.page import row_height, set_up_page
from sheetplan.plan.indicator import MONTH, Indicator
from sheetplan.plan.plan import NEEDED, SHEETS, Plan
from sheetplan.plan.reading.tabs import START
from sheetplan.plan.settings import YEAR_MONTH
from sheetplan.plan.target import Target
from sheetplan.schema.column import ANY, YEAR, Column, Row, columns_in, columns_of
from sheetplan.schema.kinds import Choice, Date, Kind, Number, Reference, Word

_TITLE, _ABOUT, _EXAMPLE, _HEAD, _FIRST = 1, 2, 3, 4, 5
_EXAMPLE_TAGS = {
    YEAR: ("2023", "2024"),
    YEAR_MONTH: ("2024-04", "2024-08"),
    MONTH: ("april", "augusti"),
    ANY: ("Budget 2025", "Plan 2026"),
}
_FIGURES = {"baseline", "outcomes", "months", "benchmark"}
_PAGE_WIDTH = 300  # characters that can be read on one printed page
_SPARE = 200  # rows below the last that have drop-downs and limits too
_HOW = (
    "Planen skrivs en gång här och styr allt annat: arbetsböckerna, tabellerna och rapporten.",
    "Fyll i bladen uppifrån och ned, och bara dem ni behöver. De andra får tas bort.",
    "Den grå raden överst på varje blad är ett exempel och läses inte.",
    "Klicka i en cell så visas vad som ska stå där; håll pekaren över en rubrik för mer hjälp.",
    "Id:n väljs ur listor som hämtas från de andra bladen. De är korta och ändras inte.",
    "Kontrollera planen med kommandot sheetplan plan check innan något skickas ut.",
)


def write_plan(plan: Plan) -> bytes:
    """Write a plan; the same plan gives the same bytes."""
    title = f"{plan.settings.name}, {plan.settings.organisation}"
    rows = {row_class: plan.rows(row_class) for row_class in SHEETS}
    return _write(title, {row_class: kept for row_class, kept in rows.items() if kept})


def write_blank_plan() -> bytes:
    """Write a plan workbook with nothing in it but what explains it."""
    return _write("Ny plan", dict.fromkeys(SHEETS, ()))


def _write(title: str, rows: Mapping[type[Row], Sequence[Row]]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_start(workbook.create_sheet(START), title, rows)
    for row_class in rows:
        tab = workbook.create_sheet(row_class.sheet)
        _write_head(tab, row_class)
        if row_class.vertical:
            _write_vertical(tab, row_class, next(iter(rows[row_class]), None))
        else:
            _write_rows(tab, row_class, rows[row_class])
            _name(workbook, row_class, f"$A${_FIRST}:$A${_last_row(rows[row_class])}")
    write_lists(workbook, _lists())
    workbook.properties.title = title
    return finish(workbook, {})


def _last_row(rows: Sequence[Row]) -> int:
    """Return the last row that has drop-downs and can be referred to."""
    return _FIRST + len(rows) + _SPARE


def _name(workbook: Workbook, row_class: type[Row], area: str) -> None:
    """Name a sheet's ids, for the drop-downs that refer to them."""
    name = reference_name(row_class.sheet)
    target = f"{quote_sheetname(row_class.sheet)}!{area}"
    workbook.defined_names[name] = DefinedName(name, attr_text=target)


def _write_start(tab: Worksheet, title: str, sheets: Iterable[type[Row]]) -> None:
    put(tab["A1"], title)
    tab["A1"].font = look.TITLE
    tab.row_dimensions[1].height = 26
    for row, text in enumerate(_HOW, start=2):
        put(tab.cell(row, 1), text)
        tab.cell(row, 1).font = look.PLAIN
    head = len(_HOW) + 3
    for col, text in enumerate(("Blad", "Fylls i", "Vad som hör hit"), start=1):
        put_head(tab.cell(head, col), text)
    for row, row_class in enumerate(sheets, start=head + 1):
        link, when, about = (tab.cell(row, col) for col in (1, 2, 3))
        put_link(link, row_class.sheet, f"A{_HEAD}")
        put(when, "alltid" if row_class in NEEDED else "när det finns")
        put(about, row_class.about)
        when.font = about.font = look.PLAIN
        for cell in (link, when, about):
            cell.alignment, cell.border = look.INDENTED, look.BORDER
        tab.row_dimensions[row].height = row_height(((row_class.about, 90),))
    for letter, width in (("A", 20), ("B", 14), ("C", 90)):
        tab.column_dimensions[letter].width = width
    set_up_page(tab, "landscape")


def _lists() -> list[type[Word]]:
    kinds = [c.kind for row_class in SHEETS for c in columns_of(row_class)]
    return list({k.words: None for k in kinds if isinstance(k, Choice)})


def _write_head(tab: Worksheet, row_class: type[Row]) -> None:
    put(tab.cell(_TITLE, 1), row_class.sheet)
    tab.cell(_TITLE, 1).font = look.TITLE
    hint = "" if row_class.vertical else " Den grå raden är ett exempel och läses inte."
    put(tab.cell(_ABOUT, 1), f"{row_class.about}{hint}")
    tab.cell(_ABOUT, 1).font = look.QUIET
    tab.row_dimensions[_TITLE].height = 26


def _write_vertical(tab: Worksheet, row_class: type[Row], row: Row | None) -> None:
    guards = Guards(tab)
    for number, column in enumerate(columns_of(row_class), start=_HEAD):
        label, value, hint = (tab.cell(number, col) for col in (1, 2, 3))
        put(label, column.label)
        filled = getattr(row, column.key, None)
        _put(tab, number, 2, filled, column.kind)
        example = f"Till exempel {column.example}." if column.example else ""
        may_be_blank = "" if column.required else "Får vara tom."
        help_text = " ".join(part for part in (column.help, example, may_be_blank) if part)
        put(hint, help_text)
        label.font, hint.font = look.STRONG, look.QUIET
        label.alignment = hint.alignment = look.TOP
        value.fill, value.alignment = look.INPUT_FILL, look.TOP_LEFT
        shown = column.kind.show(filled)
        tab.row_dimensions[number].height = row_height(((shown, 46), (help_text, 60)))
        guards.guard(value.coordinate, column.kind, column)
    for letter, width in (("A", 34), ("B", 46), ("C", 60)):
        tab.column_dimensions[letter].width = width
    _set_up(tab, "A4")


def _write_rows(tab: Worksheet, row_class: type[Row], rows: Sequence[Row]) -> None:
    columns = _columns(row_class, rows)
    guards = Guards(tab)
    for col, column in enumerate(columns, start=1):
        _write_header(tab, col, column)
        letter = get_column_letter(col)
        area = f"{letter}{_FIRST}:{letter}{_last_row(rows)}"
        if isinstance(column.kind, Choice | Date | Number | Reference):
            guards.guard(area, column.kind, column)
    for number, row in enumerate(rows, start=_FIRST):
        for col, column in enumerate(columns, start=1):
            _put(tab, number, col, column.of(row), _kind(row, column))
        shown = ((c.kind.show(c.of(row)), c.width + 2) for c in columns)
        tab.row_dimensions[number].height = row_height(shown)
    last = get_column_letter(len(columns))
    tab.auto_filter.ref = f"A{_HEAD}:{last}{_FIRST + max(len(rows), 1) - 1}"
    tab.print_title_rows = f"{_HEAD}:{_HEAD}"
    tab.print_title_cols = "A:A"
    _set_up(tab, f"B{_FIRST}")
    tab.page_setup.fitToWidth = 1 + sum(c.width + 2 for c in columns) // _PAGE_WIDTH


def _columns(row_class: type[Row], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns to write; where no row shows a family's columns, two as examples."""
    if rows:
        return columns_in(row_class, rows)
    found: list[Column] = []
    for c in columns_of(row_class):
        found += [c.member(tag) for tag in _EXAMPLE_TAGS[c.family]] if c.family else [c]
    return tuple(found)


def _kind(row: Row, column: Column) -> Kind:
    """An indicator's figures are shown in its own unit, so that 71 % looks like 71 %."""
    if isinstance(row, Indicator) and column.key.partition(".")[0] in _FIGURES:
        value = column.of(row)
        written = [value] if isinstance(value, Decimal) else []
        return Number(row.decimals_for(*written), row.unit)
    return column.kind


def _write_header(tab: Worksheet, col: int, column: Column) -> None:
    head = tab.cell(_HEAD, col)
    put_head(head, column.label, over_figures=look.is_figure(column.kind))
    shown = tab.cell(_EXAMPLE, col)
    put(shown, column.example or None)
    shown.font, shown.alignment = look.EXAMPLE, look.alignment(column.kind)
    needed = "" if column.required else " Får vara tom."
    example = f" Exempel: {column.example}." if column.example else ""
    note: Any = Comment(f"{column.help or column.label + '.'}{example}{needed}", "sheetplan")
    note.width, note.height = 260, 110
    head.comment = note
    dimension = tab.column_dimensions[get_column_letter(col)]
    dimension.width = column.width + 2
    if look.number_format(column.kind) == look.TEXT_FORMAT:  # or Excel makes a day of 1.1 and 1-5
        dimension.number_format = look.TEXT_FORMAT
    tab.row_dimensions[_HEAD].height = 48


def _put(tab: Worksheet, row: int, col: int, value: object, kind: Kind) -> None:
    cell = tab.cell(row, col)
    written = to_excel(value, kind)
    if isinstance(value, Target) and (value.bound or value.unit not in {"", "%"}):
        written = value.text  # ”minst 3 %”: as a number it would say less than the plan
    put(cell, written)
    cell.number_format = format_of(value, kind)
    cell.font, cell.border, cell.alignment = look.PLAIN, look.BORDER, look.alignment(kind)


def _set_up(tab: Worksheet, freeze: str) -> None:
    tab.freeze_panes = freeze
    set_up_page(tab, "landscape")
