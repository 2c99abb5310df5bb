"""Bar charts below a table, drawn from the table's own cells, with what they show kept inside."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from openpyxl.chart import BarChart
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
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.plan.mark import Tone
from sheetplan.tables.bars import Bars

# Stronger than the cells' tints, which are too pale for a bar; each over 3:1 against white.
_INKS = {Tone.GOOD: "2E7D32", Tone.PARTLY: "B7791F", Tone.BAD: "B3261E", Tone.QUIET: "7A7A7A"}
_ONE_PAGE = 30  # rows that a page has room for beside a chart
GRID = "D9D9D9"
_GROUPED = (look.BLUE, "9DC3E6", "FFFFFF", "595959", "D9D9D9")  # told apart in grey too
_WIDE, _HIGH = 26, 4  # cm: the chart and its edges; a bar has one
_EACH = 0.7  # cm of a bar among others
_SIZE = 900  # of letters, in hundredths of a point
_LABELS = ("showVal", "showSerName", "showCatName", "showLegendKey", "showPercent")


def put_bars(tab: Worksheet, bars: Bars, head: int, at: int) -> None:
    """Draw bars on a sheet.

    Args:
        tab: the sheet with the table on it.
        bars: what to draw.
        head: the row of the table's headers.
        at: the row that the chart begins on.
    """
    drawn = BarChart()
    drawn.type, drawn.gapWidth = "bar", 60
    beside = bars.is_grouped or len(bars.columns) == 1
    drawn.grouping, drawn.overlap = ("clustered", 0) if beside else ("stacked", 100)
    drawn.title = bars.title
    drawn.series = [bar_series(tab, bars, head, number) for number in range(len(bars.columns))]
    for number, series in enumerate(drawn.series):
        cells = (tab.cell(head + 1 + row, bars.columns[number] + 1).value for row in bars.rows)
        zeros = [at for at, value in enumerate(cells) if value == 0]
        series.dLbls = _value_labels(zeros, beside=beside)
        if bars.is_grouped:
            fill = _GROUPED[number]
            outline = LineProperties(solidFill=look.BLUE)
            series.spPr = GraphicalProperties(solidFill=fill, ln=outline)
    drawn.x_axis.scaling.orientation = "maxMin"  # the first row at the top
    drawn.x_axis.tickLblPos = "low"  # names stand clear of bars below zero
    drawn.y_axis.title, drawn.y_axis.crosses = bars.axis, "max"
    drawn.y_axis.number_format = "General"
    _keep_zero(drawn, tab, bars, head)
    light = GraphicalProperties(ln=LineProperties(solidFill=GRID))
    drawn.y_axis.majorGridlines = ChartLines(spPr=light)
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.majorTickMark = "none"
    if len(bars.columns) > 1:
        drawn.legend.position = "b"
    else:
        drawn.legend = None
    each = _EACH * len(bars.columns) if bars.is_grouped else 1
    drawn.width, drawn.height = _WIDE, round(_HIGH + len(bars.rows) * max(each, 1))
    place_chart(tab, drawn, at)


def _keep_zero(drawn: BarChart, tab: Worksheet, bars: Bars, head: int) -> None:
    """Let the axis begin at zero, so that bars are as long as what they show."""
    cells = (tab.cell(head + 1 + row, col + 1).value for row in bars.rows for col in bars.columns)
    values = [value for value in cells if isinstance(value, int | float)]
    if all(value >= 0 for value in values):
        drawn.y_axis.scaling.min = 0
    elif all(value <= 0 for value in values):
        drawn.y_axis.scaling.max = 0


def _value_labels(zeros: Iterable[int], *, beside: bool) -> DataLabelList:
    """Write each bar's figure at its end or, where bars are stacked, on it; nothing for zero."""
    letters = CharacterProperties(sz=_SIZE, solidFill=look.INK if beside else "FFFFFF")
    small = ParagraphProperties(defRPr=letters)
    text = RichText(p=[Paragraph(pPr=small, endParaRPr=CharacterProperties())])
    return DataLabelList(
        dLbl=[DataLabel(idx=at, **dict.fromkeys(_LABELS, False)) for at in zeros],
        txPr=text,
        dLblPos="outEnd" if beside else "ctr",
        **{**dict.fromkeys(_LABELS, False), "showVal": True},
    )


def place_chart(tab: Worksheet, drawn: BarChart, at: int) -> None:
    """Put a chart below a table, whole on one page."""
    tab.add_chart(drawn, f"A{at}")
    if at <= _ONE_PAGE:
        tab.page_setup.fitToHeight = 1
    else:
        tab.row_breaks.append(Break(at - 1))


def bar_series(tab: Worksheet, bars: Bars, head: int, number: int) -> Series:
    """Make the bars of one of the columns, with what its cells hold kept beside."""
    col = bars.columns[number] + 1
    names = _reference(tab, bars, head, bars.name_column + 1)
    values = _reference(tab, bars, head, col)
    rows = [head + 1 + row for row in bars.rows]
    texts = [str(tab.cell(row, bars.name_column + 1).value or "").strip() for row in rows]
    found = [(at, tab.cell(row, col).value) for at, row in enumerate(rows)]
    numbers = [NumVal(idx=at, v=repr(v)) for at, v in found if isinstance(v, int | float)]
    label = str(tab.cell(head, col).value)
    top = f"{quote_sheetname(tab.title)}!${get_column_letter(col)}${head}"
    ink = _INKS[bars.tones[number]] if bars.tones else look.BLUE
    named = [StrVal(at, text) for at, text in enumerate(texts)]
    cached = NumData(tab.cell(rows[0], col).number_format, len(rows), numbers)
    return Series(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=StrRef(top, StrData(1, [StrVal(0, label)]))),
        cat=AxDataSource(strRef=StrRef(names, StrData(len(named), named))),
        val=NumDataSource(numRef=NumRef(values, cached)),
        spPr=GraphicalProperties(solidFill=ink, ln=LineProperties(noFill=True)),
        invertIfNegative=False,
    )


def _reference(tab: Worksheet, bars: Bars, head: int, col: int) -> str:
    """Refer to cells of a column, those beside each other as one area."""
    rows = [head + 1 + row for row in bars.rows]
    edges = [0, *(at for at, (a, b) in enumerate(pairwise(rows), 1) if b != a + 1), len(rows)]
    letter, sheet = get_column_letter(col), quote_sheetname(tab.title)
    areas = [(rows[first], rows[after - 1]) for first, after in pairwise(edges)]
    made = [f"{sheet}!${letter}${first}:${letter}${last}" for first, last in areas]
    return made[0] if len(made) == 1 else f"({','.join(made)})"
