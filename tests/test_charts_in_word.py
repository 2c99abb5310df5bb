"""Charts of the report: pictures with their figures in words, and nothing that a table hides.

- CW01: an indicator's chart has earlier years, outcome and target, and says them.
- CW02: an indicator with a hidden small count has no chart, and no count of statuses tells it.
- CW03: a picture is drawn once, with the same bytes, and carries its alt text.
- CW04: every kind of chart is drawn, also with odd names and no values.
"""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from decimal import Decimal

import pytest

from sheetplan.plan.mark import Tone
from sheetplan.plan.plan import Plan
from sheetplan.tables.chart import Chart, Drawing, Line
from sheetplan.tables.positions import committee_table
from sheetplan.tables.published import published
from sheetplan.tables.table import Table, TableValue
from sheetplan.tables.trend_chart import trend_chart
from sheetplan.word.drawing import draw
from sheetplan.word.package import read_parts
from sheetplan.word.picture import size_of
from tests.splitting import COUNT, SHARE, answers, result, resulting
from tests.word_file import document_of
from tests.word_sample import report, write_report

DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def amounts(*values: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


def chart(drawing: Drawing, *lines: Line, labels: tuple[str, ...] = ("A", "B")) -> Chart:
    return Chart("c", "Titel", drawing, labels, lines, "Sagt i ord.", target=Decimal(5))


def test_a_trend_says_years_outcome_and_target(plan: Plan) -> None:  # CW01
    typed = {("indicators", "hsn-2.1.1", "outcome"): Decimal(40)}
    found = resulting(plan, typed)
    one = result(found, "hsn-2.1.1")
    made = trend_chart(one, found.period, {2022: Decimal(25), 2024: Decimal(30)})
    assert made is not None
    assert made.key == "trend-hsn-2.1.1"
    assert made.labels == ("2022", "2023", "2024", "jan–aug 2025")
    assert made.lines[0].values == amounts("25", "28.00", "30", "40")
    assert made.target == 70
    assert "2023: 28\u00a0%, 2024: 30\u00a0%, jan–aug 2025: 40\u00a0%. Mål: 70" in made.said
    assert trend_chart(replace(one, outcome=replace(one.outcome, value=None)),
                       found.period, {}) is None  # fmt: skip


def test_a_hidden_count_has_no_chart(plan: Plan) -> None:  # CW02
    known = {2022: Decimal(20), 2023: Decimal(25)}
    for girls, is_drawn in ((9, True), (2, False)):
        typed = answers(plan, COUNT, {"outcome": 20}, {"outcome": girls}, {"outcome": 20 - girls})
        found = resulting(plan, typed)
        made = trend_chart(result(found, COUNT), found.period, known)
        assert (made is not None) is is_drawn


def row_of(table: Table) -> tuple[TableValue, ...]:
    return next(row for row in table.rows if "Hälso" in str(row[0]))


def test_a_hidden_status_is_counted_nowhere(plan: Plan) -> None:  # CW02
    numbers = ({"numerator": 4, "denominator": 6}, {"numerator": 2, "denominator": 3},
               {"numerator": 2, "denominator": 3})  # fmt: skip
    found = resulting(plan, answers(plan, SHARE, *numbers))
    counted = row_of(committee_table(found))
    hidden = row_of(committee_table(published(found)))
    assert sum(int(str(cell)) for cell in counted[5:8]) == 1
    assert sum(int(str(cell)) for cell in hidden[5:8]) == 0
    assert all(not one.groups for one in published(found).indicators)


def test_a_picture_carries_its_figures_and_is_drawn_once(template: bytes) -> None:  # CW03
    one = chart(Drawing.LINE, Line("Utfall", amounts("1", "2")))
    some = report()
    (goal, *others), trend = some.goals, replace(one, key="trend-x")
    table = goal.subgoals[0].indicators  # charts stand under it
    both = tuple(replace(s, charts=(trend,), indicators=table) for s in goal.subgoals)
    first = replace(goal, subgoals=both)
    bars = chart(Drawing.BARS, Line("x", amounts("-5", "3")))
    content = replace(some, goals=(first, *others), charts=(replace(bars, key="chart-budget"),))
    docx = write_report(template, content)
    assert write_report(template, content) == docx
    parts = read_parts(docx)
    pictures = [name for name in parts if name.startswith("word/media/sheetplan")]
    assert len(pictures) == 2
    described = [node.get("descr") for node in document_of(docx).iter(DESCRIBED)]
    assert described == ["Sagt i ord."] * 3
    ids = [node.get("id") for node in document_of(docx).iter(DESCRIBED)]
    assert len(set(ids)) == 3
    ids = re.findall(r' Id="([^"]+)"', parts["word/_rels/document.xml.rels"].decode())
    assert len(set(ids)) == len(ids)
    assert b'Extension="png"' in parts["[Content_Types].xml"]


@pytest.mark.parametrize("drawing", list(Drawing), ids=lambda drawing: drawing.name)
@pytest.mark.parametrize("labels", [("A", "B"), ("$x^2$ 👩‍⚕️", "Å" * 90)], ids=["plain", "odd"])
def test_every_kind_is_drawn(drawing: Drawing, labels: tuple[str, str]) -> None:  # CW04
    some = [Line("a", amounts("1", "4")), Line("b", amounts("2", None), Tone.BAD),
            Line("c", amounts(None, "3"), Tone.GOOD), Line("d", amounts(None, None))]  # fmt: skip
    one = chart(drawing, *some, labels=labels)
    wide, high = size_of(one)
    data = draw(one, (wide, high))
    assert data == draw(one, (wide, high))
    assert struct.unpack(">II", data[16:24]) == (round(wide * 200), int(high * 200))
    assert b"Software" not in data
