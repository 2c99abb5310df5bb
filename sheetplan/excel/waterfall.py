"""A waterfall (vattenfall) as stacked columns, which every Excel draws: its foot has no colour."""

from __future__ import annotations

from openpyxl.chart import BarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.bars import GRID, bar_series, place_chart
from sheetplan.tables.bridge import Waterfall

# Of whole frames, increases and decreases: the fill and the letters on it.
_LOOKS = ((look.BLUE, "FFFFFF"), ("F2B84B", look.INK), ("9DC3E6", look.INK))
_SIZE = 900  # of letters, in hundredths of a point
_WIDE, _HIGH = 28, 15  # cm


def put_waterfall(tab: Worksheet, waterfall: Waterfall, head: int, at: int) -> None:
    """Draw a waterfall on a sheet; for the arguments see ``put_bars``."""
    bars = waterfall.bars
    drawn = BarChart()
    drawn.type, drawn.grouping = "col", "stacked"
    drawn.overlap, drawn.gapWidth = 100, 40
    drawn.title = bars.title
    drawn.series = [bar_series(tab, bars, head, number) for number in range(len(bars.columns))]
    foot, *seen = drawn.series
    foot.spPr = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    for series, (ink, letters) in zip(seen, _LOOKS, strict=True):
        series.spPr = GraphicalProperties(solidFill=ink, ln=LineProperties(noFill=True))
        series.dLbls = _labels(letters)
    drawn.legend.position = "b"
    drawn.legend.legendEntry = [LegendEntry(idx=0, delete=True)]
    drawn.y_axis.title = bars.axis
    drawn.y_axis.number_format = "#,##0"
    drawn.y_axis.scaling.min = float(waterfall.floor)
    drawn.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=GRID))
    )
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.majorTickMark = "none"
    drawn.width, drawn.height = _WIDE, _HIGH
    place_chart(tab, drawn, at)


def _labels(letters: str) -> DataLabelList:
    """Write each column's figure on it, and nothing where it has none."""
    small = ParagraphProperties(defRPr=CharacterProperties(sz=_SIZE, solidFill=letters))
    return DataLabelList(
        txPr=RichText(p=[Paragraph(pPr=small, endParaRPr=CharacterProperties())]),
        dLblPos="inEnd",
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )
