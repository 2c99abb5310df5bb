"""A neutral table on a sheet: filters, frozen head, marks in colour, totals in bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.bars import put_bars
from sheetplan.excel.cells import Excel, put, put_head, put_link
from sheetplan.excel.charts import chart_row, put_charts
from sheetplan.excel.line_charts import put_lines
from sheetplan.excel.look import number_format
from sheetplan.excel.package import finish
from sheetplan.excel.page import row_height, set_up_page
from sheetplan.excel.waterfall import put_waterfall
from sheetplan.plan.mark import Mark
from sheetplan.schema.kinds import HUNDRED, Number
from sheetplan.tables.bars import Bars
from sheetplan.tables.bridge import Waterfall
from sheetplan.tables.lines import Lines
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue
from sheetplan.tables.trends import TrendChart

CONTENTS = "Översikt"
_TITLE, _NOTE, _HEAD = 1, 2, 4
_MARGIN = 0.4  # inches
_ROOM = 3  # characters beside the longest word of a header


@dataclass(frozen=True)
class Contents:
    """What the first sheet says: what the workbook is, what to know first, invented values."""

    title: str
    notes: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True)
class Drawn:
    """What is drawn on the sheets, by their names.

    Small lines stand in rows, blocks beside several rows, others below the table.
    """

    lines: Mapping[str, Sequence[TrendChart]] = field(default_factory=dict)
    bars: Mapping[str, Bars] = field(default_factory=dict)
    waterfalls: Mapping[str, Waterfall] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Lines]] = field(default_factory=dict)


def write_tables(
    tables: Mapping[str, Table], contents: Contents, drawn: Drawn | None = None
) -> bytes:
    """Write a workbook with a first sheet that tells what is in it and a sheet a table.

    Args:
        tables: tab name → table.
        contents: what the first sheet says.
        drawn: what is drawn.
    """
    drawn = drawn or Drawn()
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)  # noqa: S101 - a new workbook has one
    _write_contents(first, tables, contents)
    said: dict[str, dict[int, str]] = {}
    for name, table in tables.items():
        tab = workbook.create_sheet(name)
        put_table(tab, table, contents.warning)
        lines = drawn.lines.get(name, ())
        put_charts(tab, lines, _HEAD)
        said[name] = {chart_row(chart, _HEAD): chart.said for chart in lines}
        blocks = drawn.blocks.get(name, ())
        put_lines(tab, blocks, _HEAD)
        said[name] |= {_HEAD + 2 + one.first: one.said for one in blocks}
        below = _HEAD + len(table.rows) + 2
        if name in drawn.waterfalls:
            put_waterfall(tab, drawn.waterfalls[name], _HEAD, below)
            said[name][below] = drawn.waterfalls[name].bars.said
        if name in drawn.bars:
            put_bars(tab, drawn.bars[name], _HEAD, below)
            said[name][below] = drawn.bars[name].said
    workbook.properties.title = contents.title
    return finish(workbook, {}, said)


def _write_contents(tab: Worksheet, tables: Mapping[str, Table], contents: Contents) -> None:
    tab.title = CONTENTS
    lines = [(contents.title, look.TITLE), (contents.warning, look.WARNING)]
    lines += [(note, look.PLAIN) for note in contents.notes]
    shown = [(text, font) for text, font in lines if text]
    for row, (text, font) in enumerate(shown, start=1):
        put(tab.cell(row, 1), text)
        tab.cell(row, 1).font = font
    tab.row_dimensions[1].height = 26
    head = len(shown) + 2
    for col, text in enumerate(("Blad", "Vad det är till för", "Innehåll"), start=1):
        put(tab.cell(head, col), text)
        tab.cell(head, col).font = look.HEADING
    for row, (name, table) in enumerate(tables.items(), start=head + 1):
        put_link(tab.cell(row, 1), name, "A1")
        rows = "rad" if len(table.rows) == 1 else "rader"
        about = (table.about, f"{table.title} ({len(table.rows)} {rows})")
        for col, text in enumerate(about, start=2):
            put(tab.cell(row, col), text)
            tab.cell(row, col).font = look.PLAIN
            tab.cell(row, col).alignment = look.TOP
    for letter, width in (("A", 26), ("B", 70), ("C", 60)):
        tab.column_dimensions[letter].width = width
    set_up_page(tab, "landscape")
    tab.page_setup.fitToHeight = 1


def put_table(tab: Worksheet, table: Table, warning: str = "") -> None:
    """Write one table on an empty sheet."""
    put(tab.cell(_TITLE, 1), table.title)
    tab.cell(_TITLE, 1).font = look.TITLE
    lines = [(warning, look.WARNING), (table.note, look.QUIET)]
    for below, (text, font) in enumerate((line for line in lines if line[0]), start=_NOTE):
        put(tab.cell(below, 1), text)
        tab.cell(below, 1).font = font
    for col, column in enumerate(table.columns, start=1):
        put_head(tab.cell(_HEAD, col), column.header, over_figures=column.is_figure)
        tab.column_dimensions[get_column_letter(col)].width = _width(column)
    tab.row_dimensions[_HEAD].height = 48
    for number, row in enumerate(table.rows, start=_HEAD + 1):
        for col, value in enumerate(row, start=1):
            strong = number - _HEAD - 1 in table.emphasis
            _put_value(tab, (number, col), value, strong=strong)
        tab.row_dimensions[number].height = _height(table, row)
    _set_up(tab, table)


def _put_value(tab: Worksheet, at: tuple[int, int], value: TableValue, *, strong: bool) -> None:
    cell = tab.cell(*at)
    font, fill, alignment, shown = look.PLAIN, None, look.INDENTED, "General"
    if isinstance(value, Quantity):
        shown = number_format(Number(value.decimals, value.unit))
        alignment = look.TOP
    elif isinstance(value, date):
        shown = "yyyy-mm-dd"
    elif isinstance(value, Mark):
        font, fill = look.tone_font(value.tone), look.tone_fill(value.tone)
    if strong:
        font, fill = look.STRONG, look.COMPUTED_FILL
    put(cell, _plain(value))
    look.dress(cell, look.Look(font, fill, alignment, shown))


def _plain(value: TableValue) -> Excel:
    if isinstance(value, Quantity):
        return float(value.value / HUNDRED if value.unit == "%" else value.value)
    return str(value) if isinstance(value, Mark) else value or None


def _height(table: Table, row: tuple[TableValue, ...]) -> float:
    pairs = zip(table.columns, row, strict=True)
    return row_height((str(v), _width(c)) for c, v in pairs if isinstance(v, str | Mark))


def _width(column: TableColumn) -> int:
    """Return a column's width, with room for the longest word of its header."""
    longest = max(map(len, column.header.split()), default=0)
    return max(column.width + 2, longest + _ROOM)


def _set_up(tab: Worksheet, table: Table) -> None:
    last = get_column_letter(len(table.columns))
    plain = (at for at in range(len(table.rows)) if at not in table.emphasis)
    plain_rows = max(plain, default=-1) + 1  # totals at the end are not filtered away
    tab.auto_filter.ref = f"A{_HEAD}:{last}{_HEAD + plain_rows}"
    tab.freeze_panes = f"{'B' if len(table.columns) > 3 else 'A'}{_HEAD + 1}"  # noqa: PLR2004
    tab.sheet_view.zoomScale = 90
    tab.print_title_rows = f"{_HEAD}:{_HEAD}"
    set_up_page(tab, "landscape", sum(map(_width, table.columns)))
    margins = tab.page_margins
    margins.left = margins.right = margins.top = _MARGIN
