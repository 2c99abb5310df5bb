"""A neutral chart: labels, series, unit and the same in words; who draws it knows no plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from sheetplan.plan.mark import Tone
from sheetplan.schema.numbers import show_number
from sheetplan.tables.bars import Bars
from sheetplan.tables.bridge import Waterfall
from sheetplan.tables.table import Quantity, Table, TableValue


class Drawing(Enum):
    """How a chart is drawn."""

    LINE = auto()  # over the years, with a target
    BARS = auto()  # one bar a label, from zero
    PARTS = auto()  # one bar a label, in parts
    GROUPS = auto()  # some bars a label, from zero
    STEPS = auto()  # columns that stand on each other's heights


@dataclass(frozen=True)
class Line:
    """The figures of one series, a value or nothing for each label."""

    name: str
    values: tuple[Decimal | None, ...]
    tone: Tone | None = None


@dataclass(frozen=True)
class Chart:
    """A chart of a report.

    Attributes:
        key: stable, as a table's.
        title: what it shows, in which unit.
        said: its figures in words, for those who do not see it.
        target: a level that outcomes are held against, where there is one.
        is_part_year: the last label is of a part of a year and stands by itself.
        floor: where the axis begins.
    """

    key: str
    title: str
    drawing: Drawing
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    said: str
    unit: str = ""
    decimals: int = 0
    target: Decimal | None = None
    is_part_year: bool = False
    floor: Decimal = Decimal(0)

    def show(self, value: Decimal) -> str:
        """Write a value as the chart's labels do."""
        return show_number(value, self.decimals, self.unit if self.unit == "%" else "")


def bar_chart(key: str, table: Table, bars: Bars) -> Chart:
    """Draw some rows of a table as bars, in parts or beside each other where they are several."""
    several = Drawing.GROUPS if bars.is_grouped else Drawing.PARTS
    drawing = several if len(bars.columns) > 1 else Drawing.BARS
    labels = tuple(str(table.rows[at][bars.name_column]) for at in bars.rows)
    tones: tuple[Tone | None, ...] = bars.tones or (None,) * len(bars.columns)
    cells = [[table.rows[at][column] for at in bars.rows] for column in bars.columns]
    lines = tuple(
        Line(table.columns[column].label, tuple(map(_value, values)), tone)
        for column, values, tone in zip(bars.columns, cells, tones, strict=True)
    )
    title = bars.title if drawing is Drawing.PARTS else f"{bars.title} ({bars.axis})"
    return Chart(key, title, drawing, labels, lines, bars.said, decimals=_decimals(cells))


def step_chart(key: str, table: Table, fall: Waterfall) -> Chart:
    """Draw the steps of a bridge: whole columns, and changes between them."""
    rows = [table.rows[at] for at in fall.bars.rows]
    cells = [[row[column] for row in rows] for column in fall.bars.columns]
    lines = tuple(
        Line(table.columns[column].key, tuple(map(_value, values)))
        for column, values in zip(fall.bars.columns, cells, strict=True)
    )
    labels = tuple(str(row[fall.bars.name_column]) for row in rows)
    return Chart(
        key,
        fall.bars.title,
        Drawing.STEPS,
        labels,
        lines,
        fall.bars.said,
        decimals=_decimals(cells),
        floor=fall.floor,
    )


def _value(value: TableValue) -> Decimal | None:
    return value.value if isinstance(value, Quantity) else None


def _decimals(cells: list[list[TableValue]]) -> int:
    found = (v.decimals for row in cells for v in row if isinstance(v, Quantity))
    return max(found, default=0)
