"""Line charts beside a table, one for each block of its rows, drawn from the block's own cells.

A line is known by how it is drawn and by its name at its last point, so that neither colour nor
a legend is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from openpyxl.chart import LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.bars import GRID
from sheetplan.tables.lines import Line, LineLook, Lines

_INKS = {LineLook.SOLID: look.BLUE, LineLook.DASHED: "595959", LineLook.DOTTED: "8A4B08"}
_MARKS: dict[LineLook, Literal["circle", "none", "diamond"]] = {
    LineLook.SOLID: "circle",
    LineLook.DASHED: "none",
    LineLook.DOTTED: "diamond",
}
_PLOT = (0.11, 0.22, 0.72, 0.62)  # left, top, width, height: room for names at the right
_STROKE, _MARK = 25400, 6  # EMU, points
_SIZE, _TITLE = 900, 1200  # of letters, in hundredths of a point
_ON_A_PAGE = 3
_WIDE, _ROW = 15.0, 0.56  # cm: the chart, and a row of the sheet


def put_lines(tab: Worksheet, charts: Sequence[Lines], head: int) -> None:
    """Draw charts in the columns after the table, each beside its rows.

    Args:
        tab: the sheet with the table on it.
        charts: what to draw.
        head: the row of the table's headers.
    """
    col = tab.max_column + 2
    for at, chart in enumerate(charts):
        drawn = _draw(tab, chart, head)
        high = (chart.last - chart.first) * _ROW
        drawn.width, drawn.height = _WIDE, high  # type: ignore[assignment]  # cm, also halves
        tab.add_chart(drawn, f"{get_column_letter(col)}{head + 2 + chart.first}")
        if at % _ON_A_PAGE == _ON_A_PAGE - 1:
            tab.row_breaks.append(Break(head + 1 + chart.last))


def _draw(tab: Worksheet, chart: Lines, head: int) -> LineChart:
    drawn = LineChart()
    drawn.title = _title(chart.title)
    drawn.legend, drawn.roundedCorners = None, False
    drawn.display_blanks = "span"  # a forecast has two points, and months may be missing
    drawn.series = [_series(tab, chart, line, head, at) for at, line in enumerate(chart.lines)]
    drawn.y_axis.title, drawn.y_axis.number_format = chart.axis, "#,##0"
    drawn.y_axis.scaling.min = 0 if _is_positive(tab, chart, head) else None
    drawn.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=GRID))
    )
    drawn.x_axis.tickLblPos = "low"
    x, y, w, h = _PLOT
    drawn.layout = Layout(ManualLayout("inner", "edge", "edge", x=x, y=y, w=w, h=h))
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.majorTickMark = "none"
        axis.txPr = _letters()
    return drawn


def _series(tab: Worksheet, chart: Lines, line: Line, head: int, at: int) -> Series:
    rows = range(head + 1 + chart.first, head + 2 + chart.last)
    col, ink = line.column + 1, _INKS[line.look]
    names = [StrVal(n, str(tab.cell(r, chart.name_column + 1).value)) for n, r in enumerate(rows)]
    found = [(n, tab.cell(r, col).value) for n, r in enumerate(rows)]
    known = [(n, value) for n, value in found if isinstance(value, int | float)]
    told = NumData("#,##0", len(rows), [NumVal(idx=n, v=repr(value)) for n, value in known])
    sheet = quote_sheetname(tab.title)
    stroke = LineProperties(solidFill=ink, w=_STROKE, prstDash=line.look.value)
    marked = GraphicalProperties(solidFill=ink, ln=LineProperties(solidFill=ink))
    return Series(
        idx=at,
        order=at,
        tx=SeriesLabel(v=line.name),
        cat=AxDataSource(
            strRef=StrRef(_area(sheet, chart.name_column + 1, rows), StrData(len(names), names))
        ),
        val=NumDataSource(numRef=NumRef(_area(sheet, col, rows), told)),
        spPr=GraphicalProperties(ln=stroke),
        marker=Marker(_MARKS[line.look], _MARK, marked),
        dLbls=_named(max(n for n, _ in known), "b" if line.is_below else "t"),
        smooth=False,
    )  # fmt: skip


def _area(sheet: str, col: int, rows: range) -> str:
    letter = get_column_letter(col)
    return f"{sheet}!${letter}${rows[0]}:${letter}${rows[-1]}"


def _named(last: int, where: Literal["b", "t"]) -> DataLabelList:
    """Write a line's name and value at its last point, and nothing at the others."""
    shown = {"showVal": True, "showSerName": True, "showCatName": False, "showLegendKey": False,
             "showPercent": False}  # fmt: skip
    one = DataLabel(idx=last, dLblPos=where, separator=" ", txPr=_letters(), **shown)
    hidden = dict.fromkeys(shown, False)
    return DataLabelList(dLbl=[one], **hidden)


def _is_positive(tab: Worksheet, chart: Lines, head: int) -> bool:
    """Tell whether nothing is drawn below zero."""
    rows = range(head + 1 + chart.first, head + 2 + chart.last)
    found = (tab.cell(row, line.column + 1).value for line in chart.lines for row in rows)
    return all(value >= 0 for value in found if isinstance(value, int | float))


def _title(text: str) -> Title:
    said = Paragraph(
        pPr=ParagraphProperties(defRPr=CharacterProperties(sz=_TITLE, b=True)),
        r=[RegularTextRun(rPr=CharacterProperties(sz=_TITLE, b=True), t=text)],
    )
    return Title(tx=Text(rich=RichText(p=[said])), overlay=False)


def _letters() -> RichText:
    small = ParagraphProperties(defRPr=CharacterProperties(sz=_SIZE, b=False, solidFill=look.INK))
    return RichText(p=[Paragraph(pPr=small, endParaRPr=CharacterProperties())])
