"""Small line charts beside a table: each in its row, drawn from the row's own cells.

Years, values and unit are references to cells, so that a chart shows the row it stands in however
the table is sorted. What they hold is kept in the chart too, for previews and Protected View.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.cells import put_head
from sheetplan.tables.trends import TrendChart

_HEAD = "Diagram"
_WIDTH, _HEIGHT = 46.0, 126.0  # characters; points
_DIGIT, _POINT = 7 * 9525, 12700  # EMU of a character and of a point
_INSET = 38100  # EMU
_SIZE = 900  # of letters, in hundredths of a point
_STROKE = 22225  # EMU
_GRID = "D9D9D9"


def put_charts(tab: Worksheet, charts: Sequence[TrendChart], head: int) -> None:
    """Draw the charts of a table in a column of their own, each in its row.

    Args:
        tab: the sheet with the table on it.
        charts: what to draw, each from one row of the table.
        head: the row of the table's headers.
    """
    if not charts:
        return
    col = tab.max_column + 1
    put_head(tab.cell(head, col), _HEAD)
    tab.column_dimensions[get_column_letter(col)].width = _WIDTH
    wide, high = int(_WIDTH * _DIGIT), int(_HEIGHT * _POINT)
    for chart in charts:
        row = chart_row(chart, head)
        height = tab.row_dimensions[row].height or 0
        tab.row_dimensions[row].height = max(height, _HEIGHT)
        drawn = _draw(tab, chart, head)
        first = AnchorMarker(col - 1, _INSET, row - 1, _INSET)
        last = AnchorMarker(col - 1, wide - _INSET, row - 1, high - _INSET)
        hides = TwoCellAnchor(editAs="twoCell", _from=first, to=last)  # with its row, by a filter
        drawn.anchor = hides  # type: ignore[assignment]  # the stubs know only addresses
        tab.add_chart(drawn)


def chart_row(chart: TrendChart, head: int) -> int:
    """Return the row of the sheet that a chart stands in."""
    return head + 1 + chart.row


def _draw(tab: Worksheet, chart: TrendChart, head: int) -> LineChart:
    row = chart_row(chart, head)
    values = _Cells(tab, row, chart.first, chart.last)
    years = _Cells(tab, head, chart.first, chart.last)
    name, unit = (_Cells(tab, row, at, at) for at in (chart.name_column, chart.unit_column))
    drawn = LineChart()
    drawn.legend = None
    drawn.roundedCorners = False
    drawn.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    drawn.series = [_line(name, years, values)]
    drawn.x_axis.title = _title(Text(rich=RichText(p=[_written("År")])))
    drawn.y_axis.title = _title(Text(strRef=unit.texts))
    drawn.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    )
    drawn.y_axis.number_format = values.number_format
    if min(number for _, number in values.numbers) >= 0:
        drawn.y_axis.scaling.min = 0  # a small change looks small
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.majorTickMark = "none"
        axis.txPr = _small()
    return drawn


class _Cells:
    """Cells of one row, counted from 0: how a chart refers to them, and what they hold."""

    def __init__(self, tab: Worksheet, row: int, first: int, last: int) -> None:
        self._cells = [tab.cell(row, at + 1) for at in range(first, last + 1)]
        ends = (f"${get_column_letter(at + 1)}${row}" for at in sorted({first, last}))
        self._reference = f"{quote_sheetname(tab.title)}!{':'.join(ends)}"

    @property
    def texts(self) -> StrRef:
        """A reference to texts."""
        told = [StrVal(at, str(cell.value)) for at, cell in enumerate(self._cells)]
        return StrRef(self._reference, StrData(len(told), told))

    @property
    def numbers(self) -> Iterator[tuple[int, float]]:
        """The numbers and their places; a year that nothing is known of has none."""
        for at, cell in enumerate(self._cells):
            if isinstance(cell.value, (int, float)):
                yield at, cell.value

    @property
    def number_format(self) -> str:
        """How the first of the numbers, and so all of them, are shown."""
        return str(self._cells[0].number_format)

    @property
    def values(self) -> NumRef:
        """A reference to numbers."""
        told = [NumVal(idx=at, v=repr(number)) for at, number in self.numbers]
        return NumRef(self._reference, NumData(self.number_format, len(self._cells), told))


def _line(name: _Cells, years: _Cells, values: _Cells) -> Series:
    """A line with a dot a year, so that a year between two unknown ones is seen too."""
    ink = LineProperties(solidFill=look.BLUE)
    return Series(
        tx=SeriesLabel(strRef=name.texts),
        cat=AxDataSource(strRef=years.texts),
        val=NumDataSource(numRef=values.values),
        spPr=GraphicalProperties(ln=LineProperties(solidFill=look.BLUE, w=_STROKE)),
        marker=Marker("circle", 6, GraphicalProperties(solidFill=look.BLUE, ln=ink)),
        smooth=False,
    )


def _title(said: Text) -> Title:
    return Title(tx=said, overlay=False, txPr=_small() if said.strRef else None)


def _written(text: str) -> Paragraph:
    return Paragraph(pPr=_letters(), r=[RegularTextRun(t=text)])


def _small() -> RichText:
    return RichText(p=[Paragraph(pPr=_letters(), endParaRPr=CharacterProperties())])


def _letters() -> ParagraphProperties:
    return ParagraphProperties(defRPr=CharacterProperties(sz=_SIZE, b=False, solidFill=look.INK))
