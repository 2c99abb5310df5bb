"""Outcome and forecast month by month, and the charts of the economy.

- MO01: the ledger's months where it has been read in, added up to the period's end.
- MO02: without the ledger, the months that periods end in; the forecast goes on from the latest.
- MO03: a file without months says none, and a frame that has cost nothing is not drawn.
- MO04: lines are drawn from the cells beside them, named at their last point, told apart in grey.
- MO05: forecasts are drawn period by period with their error, deviations with their figures.
"""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from itertools import accumulate

import pytest

from sheetplan.excel.table import Contents, Drawn, write_tables
from sheetplan.flows.consolidate import gather
from sheetplan.flows.year import Year
from sheetplan.plan.ledger.ledger_file import LedgerSum, TargetSum
from sheetplan.plan.ledger.mapping import Target
from sheetplan.plan.plan import Plan
from sheetplan.tables.forecasts import forecast_bars, forecast_table, frame_forecasts
from sheetplan.tables.months import frame_months, month_lines, month_table
from sheetplan.tables.table import Quantity
from tests.conftest import PERIOD, hand_in, returned
from tests.ledgers import SAMPLE, SHEETS, lines, plan_bytes, read_in
from tests.test_forecasts import told

HSN = Target("hsn", "hsn")


def ledger_of(months: dict[int, Decimal]) -> TargetSum:
    """Amounts in kronor, by month."""
    total = sum(months.values(), Decimal(0))
    return TargetSum(HSN, total, (("fil", LedgerSum(total, months)),))


def test_months_of_the_ledger(year: Year) -> None:  # MO01
    hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    year.plan_file.write_bytes(plan_bytes())
    read_in(year, SAMPLE.read_bytes())
    made = gather(year, PERIOD)
    table = made.tables["Utfall per månad"]
    rows = table.rows[:12]
    alone = [row[4].value for row in rows if isinstance(row[4], Quantity)]
    so_far = [row[5].value for row in rows if isinstance(row[5], Quantity)]
    assert len(alone) == len(so_far) == 8
    assert list(accumulate(alone)) == so_far
    assert so_far[-1] == Decimal("4691.004")
    assert [str(row[6]) for row in rows if row[6] is not None] == ["4\u00a0691,0", "7\u00a0084,0"]
    assert table.note.startswith("Ur redovisningens månader: Hälso- och sjukvårdsnämnd.")


def test_months_of_the_periods(plan: Plan) -> None:  # MO02
    spring = told(plan, "2025-04", hsn=("2300", "6900"))
    (one,) = frame_months([spring, told(plan, "2025-08", hsn=("4691", "7084"))], [])
    assert dict(one.outcomes) == {4: 2300, 8: 4691}
    assert dict(one.forecast) == {8: 4691, 12: 7084}
    (chart,) = month_lines(plan, [one])
    said = chart.said.replace("\u00a0", " ")
    assert "utfall till och med augusti 4 691,0 mnkr" in said
    assert "prognos 7 084,0 mnkr" in said
    (late,) = frame_months([told(plan, "2025-12", hsn=("6800", "6800"))], [])
    assert not late.forecast


def test_what_has_no_months_or_no_cost(plan: Plan) -> None:  # MO03
    august = told(plan, "2025-08", hsn=("4691", "7084"), kln=("0", "0"))
    assert ledger_of({}).months == {}
    (one,) = frame_months([august], [ledger_of({})])
    assert not one.is_of_ledger
    assert dict(one.outcomes) == {8: 4691}
    months = {1: Decimal(5_000_000), 3: Decimal(-1_000_000), 11: Decimal(9)}
    (one,) = frame_months([august], [ledger_of(months)])
    assert [one.outcomes[m] for m in (1, 2, 3, 8)] == [5, 5, 4, 4]
    assert max(one.outcomes) == 8


def test_a_file_without_a_column_of_months_says_none(year: Year) -> None:  # MO03
    sheets = SHEETS.replace("| Belopp | Period |", "| Belopp | |")
    year.plan_file.write_bytes(plan_bytes(sheets))
    hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    read_in(year, lines("4010;2610;;Löner;4 356 000 000"))
    sums = gather(year, PERIOD).ledger.sums
    assert {one.target.row: one.months for one in sums}["hsn"] == {}


def test_lines_are_drawn_from_their_cells(plan: Plan) -> None:  # MO04
    august = told(plan, "2025-08", hsn=("4691", "7084"), rs=("2600", "3900"))
    made = frame_months([august], [])
    drawn = Drawn(blocks={"Månader": month_lines(plan, made)})
    data = write_tables({"Månader": month_table(plan, made)}, Contents("T", ()), drawn)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = [archive.read(f"xl/charts/chart{at}.xml").decode() for at in (1, 2)]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    for chart, (first, last) in zip(charts, ((5, 16), (17, 28)), strict=True):
        for column in "DFG":
            assert f"'Månader'!${column}${first}:${column}${last}" in chart.replace("&apos;", "'")
        for word in ("Budget", "Utfall", "Prognos"):
            assert f">{word}<" in chart
        for look in ("solid", "dash", "sysDot"):
            assert f'prstDash val="{look}"' in chart
        assert 'dispBlanksAs val="span"' in chart
        assert chart.count('showSerName val="1"') == 3
    assert drawing.count('descr="Linjediagram. ') == 2


@pytest.mark.parametrize("frames", [("hsn",), ("hsn", "rs")])
def test_forecasts_are_drawn_with_their_error(plan: Plan, frames: tuple[str, ...]) -> None:
    """MO05: −550 and −502,5 were said in August, −400 it became."""
    said = {"hsn": ("4691", "7084"), "rs": ("2628.8", "3943.2")}
    ends = {"hsn": ("6934", None), "rs": ("3943.2", None)}
    history = [
        told(plan, "2025-08", **{one: said[one] for one in frames}),
        told(plan, "2025-12", **{one: ends[one] for one in frames}),
    ]
    table = forecast_table(plan, frame_forecasts(history, None), None)
    bars = forecast_bars(plan, table)
    assert bars is not None
    assert bars.is_grouped
    assert [table.columns[col].key for col in bars.columns] == [
        "own", "linear", "final", "error_own",
    ]  # fmt: skip
    assert [str(table.rows[row][0]) for row in bars.rows] == (
        ["Tillsammans"] if len(frames) > 1 else ["Hälso- och sjukvårdsnämnden"]
    )
    assert "Nämndens prognos −550,0" in bars.said
    assert "Utfall helår −400,0" in bars.said
    assert "Fel, nämnden 150,0" in bars.said
    data = write_tables({"P": table}, Contents("T", ()), Drawn(bars={"P": bars}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert 'grouping val="clustered"' in chart
    assert 'dLblPos val="outEnd"' in chart
    assert len({*chart.split("solidFill")}) > 4
