"""The controllers' workbook: what is looked for first comes first, and can be seen and printed.

- CW01: the first sheet says what each sheet is for, and links to it.
- CW02: goals by committees: one mark a square, blank where the goal is not the committee's.
- CW03: judgements and deviations are drawn as bars, from the cells, and said in words.
- CW04: a wide sheet is printed on a larger paper, and headers have room for their words.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from decimal import Decimal

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.excel.table import CONTENTS, Contents, Drawn, write_tables
from sheetplan.flows.consolidate import consolidate, gather
from sheetplan.flows.year import Year
from sheetplan.plan.mark import Mark, Tone
from sheetplan.tables.bars import Bars
from sheetplan.tables.economy import budget_bars, budget_table
from sheetplan.tables.positions import NOT_RETURNED, committee_table, position_table
from sheetplan.tables.results import Results
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words
from tests.command_line import prepared
from tests.conftest import PERIOD

Made = tuple[Results, bytes]
A4, A3 = 9, 8


@pytest.fixture(scope="module")
def made(issued_once: Year, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The results of two committees, and the workbook that is made of them."""
    year = Year(tmp_path_factory.mktemp("år") / "år 2025")
    shutil.copytree(issued_once.root, year.root)
    prepared(year, "hsn", "rs")
    workbook = consolidate(year, PERIOD).workbook.read_bytes()
    return gather(year, PERIOD).results, workbook


def book_of(*columns: TableColumn, bars: Bars | None = None, rows: int = 2) -> Workbook:
    cells: tuple[TableValue, ...] = ("A", *(Quantity(Decimal(3)) for _ in columns[1:]))
    table = Table("t", "Prov", columns, (cells,) * rows, about="Ett prov.")
    drawn = Drawn(bars={"Prov": bars} if bars else {})
    return load_workbook(io.BytesIO(write_tables({"Prov": table}, Contents("T", ()), drawn)))


def test_cw01_the_first_sheet_says_what_each_sheet_is_for(made: Made) -> None:
    book = load_workbook(io.BytesIO(made[1]))
    tab = book[CONTENTS]
    told = {row[0].value: row[1].value for row in tab.iter_rows() if row[0].hyperlink}
    assert list(told) == book.sheetnames[1:]
    assert [name for name, about in told.items() if not about] == []
    assert list(told)[:3] == ["Mål per nämnd", "Nämnder", "Budget"]


def test_cw02_a_square_tells_what_the_committee_says_of_the_goal(made: Made) -> None:
    results, _ = made
    table = position_table(results)
    at = [column.key for column in table.columns]
    for goal, row in zip(results.plan.goals, table.rows, strict=True):
        for committee in at[1:]:
            value = row[at.index(committee)]
            if committee not in goal.directed_to:
                assert value is None
            elif committee not in {"hsn", "rs"}:
                assert value == NOT_RETURNED
            else:
                assert isinstance(value, Mark)
    first = table.rows[1][at.index("hsn")]
    assert str(first) == "◐ Delvis uppfyllt (1 av 4)"


def test_cw02_counts_add_up_to_what_is_judged(made: Made) -> None:
    results, _ = made
    for row in committee_table(results).rows:
        counted = [value.value for value in row[1:5] if isinstance(value, Quantity)]
        own = [r for r in results.subgoals if r.committee.name == row[0]]
        assert sum(counted) == len(own)


def test_cw03_bars_are_of_the_frames_themselves(made: Made) -> None:
    results, _ = made
    bars = budget_bars(results, budget_table(results))
    assert bars is not None
    drawn = [results.frames[row].frame for row in bars.rows]
    assert {frame.committee for frame in drawn} == {"hsn", "rs"}
    assert {frame.part_of for frame in drawn} == {None}
    assert "Hälso- och sjukvårdsnämnd: underskott 550,0" in bars.said


def test_cw03_nothing_is_drawn_of_nothing(made: Made) -> None:
    results, _ = made
    assert budget_bars(results.of("pn"), budget_table(results)) is None


def test_cw03_charts_refer_to_cells_and_are_said(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made[1])) as archive:
        names = archive.namelist()
        charts = [archive.read(n).decode() for n in names if n.startswith("xl/charts/chart")]
        drawings = [archive.read(n).decode() for n in names if n.startswith("xl/drawings/drawing")]
    budget = next(chart for chart in charts if "Avvikelse för helåret" in chart)
    assert "('Budget'!$I$7:$I$7,'Budget'!$I$12:$I$12)" in budget.replace("&apos;", "'")
    assert sum(drawing.count('descr="Stapeldiagram. ') for drawing in drawings) == 4


def test_cw03_parts_of_charts_stand_in_the_order_that_excel_wants(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made[1])) as archive:
        charts = [etree.fromstring(archive.read(name)) for name in archive.namelist()
                  if name.startswith("xl/charts/chart")]  # fmt: skip
    wanted = ["title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"]
    assert len(charts) > 4
    for tree in charts:
        (chart,) = (one for one in tree if etree.QName(one).localname == "chart")
        parts = [etree.QName(part).localname for part in chart]
        assert parts == [name for name in wanted if name in parts]
        deleted = chart[parts.index("autoTitleDeleted")].get("val")
        assert deleted == ("0" if "title" in parts else "1")


@pytest.mark.parametrize(("rows", "fits"), [(3, True), (40, False)])
def test_cw03_a_chart_is_not_cut_by_a_page(rows: int, *, fits: bool) -> None:
    bars = Bars("Staplar", tuple(range(rows)), 0, (1,), "Antal", (Tone.GOOD,), "Sagt.")
    tab = book_of(words("name", "Namn"), figures("n", "Antal"), bars=bars, rows=rows)["Prov"]
    assert (tab.page_setup.fitToHeight == 1) is fits
    assert len(tab.row_breaks.brk) == (0 if fits else 1)


@pytest.mark.parametrize(("columns", "paper"), [(3, A4), (20, A3)])
def test_cw04_a_wide_sheet_has_a_larger_paper(columns: int, paper: int) -> None:
    wide = [figures(f"n{at}", "Antal", width=12) for at in range(columns)]
    assert book_of(words("name", "Namn"), *wide)["Prov"].page_setup.paperSize == paper


def test_cw04_a_header_has_room_for_its_longest_word() -> None:
    tab = book_of(words("name", "Namn"), figures("n", "Oregelbundenheter", width=5))["Prov"]
    assert tab.column_dimensions["B"].width >= len("Oregelbundenheter") + 2
