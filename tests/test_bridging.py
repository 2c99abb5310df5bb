"""Frames from year to year: a bridge by committee and in all, in steps, and against the total.

- BR01: base, changes and rounding make the budget, for each committee and for all.
- BR02: what rounding cannot explain is called unexplained, never rounding.
- BR03: reallocations between committees that do not cancel out are asked about, with cells.
- BR04: the frames of a year are held against the result budget, saying how many are in it.
- BR05: only columns of frames are plan years.
- BR06: the steps stand on each other, and the chart is drawn from their cells.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.excel.table import Contents, Drawn, write_tables
from sheetplan.plan.bridging import (
    BASE,
    BUDGET,
    CHANGES,
    Bridge,
    bridges,
    later_columns,
    tied_totals,
)
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.reconciling.identities import hold
from sheetplan.tables.bridge import ALL, bridge_table, step_table, tied_table, waterfall
from sheetplan.tables.table import Quantity, Table, TableValue
from tests.small_plan import Cells, small_plan

COMMITTEES: list[Cells] = [
    {"Nämnd-id": "ks", "Nämnd": "Kommunstyrelsen"},
    {"Nämnd-id": "bn", "Nämnd": "Barnnämnden"},
]
MOVED, MORE = "Omfördelning", "Budgettillskott"


def frames(*rows: Cells, income: Iterable[Cells] = ()) -> PlanReading:
    """A plan with two committees and frames: id, committee, and columns of Ramar."""
    whole = [{"Ram-id": row["Nämnd-id"], "Ram": row["Nämnd-id"], **row} for row in rows]
    return small_plan(2025, {"Nämnder": COMMITTEES, "Ramar": whole, "Resultatbudget": income})


def frame(committee: str, base: str, budget: str, **more: str) -> Cells:
    return {"Nämnd-id": committee, BASE: base, **more, BUDGET: budget}


def made_of(reading: PlanReading) -> tuple[Plan, tuple[Bridge, ...]]:
    assert reading.plan is not None
    return reading.plan, bridges(reading.plan, hold(reading).figures)


def numbers(row: tuple[TableValue, ...]) -> list[Decimal | None]:
    return [cell.value if isinstance(cell, Quantity) else None for cell in row[1:]]


def test_base_changes_and_rounding_make_the_budget(before: PlanReading) -> None:  # BR01
    _, made = made_of(before)
    assert len(made) == 9
    for one in made:
        assert one.rest is not None
        assert not one.unexplained
        changes = sum(one.amounts.get(name, Decimal(0)) for name in (BASE, *CHANGES))
        assert changes + one.rest == one.amounts[BUDGET]
    assert (made[-1].committee, made[-1].amounts[BUDGET]) == (None, Decimal("10958.4"))
    assert made[-1].rest == Decimal("-1.2")


def test_a_varav_row_is_not_counted_again(before: PlanReading) -> None:  # BR01
    _, made = made_of(before)
    board = next(one for one in made if one.committee and one.committee.id == "rs")
    assert board.amounts[BASE] == 3770


@given(st.lists(st.tuples(*[st.decimals(0, 999, places=1)] * 2), min_size=2, max_size=2))
def test_the_last_row_is_the_sum_of_the_others(
    amounts: list[tuple[Decimal, Decimal]],
) -> None:  # BR01
    rows = [frame(c, f"{a}", f"{b}") for c, (a, b) in zip(("ks", "bn"), amounts, strict=True)]
    plan, made = made_of(frames(*rows))
    *own, whole = [numbers(row) for row in bridge_table(plan, made).rows]
    for column, total in zip(zip(*own, strict=True), whole, strict=True):
        assert sum(value or Decimal(0) for value in column) == (total or 0)


def test_what_rounding_cannot_explain_is_unexplained() -> None:  # BR02
    plan, made = made_of(frames(frame("ks", "100,0", "109,0", **{MORE: "5,0"}),
                                frame("bn", "50,0", "50,1")))  # fmt: skip
    table = bridge_table(plan, made)
    heads = [column.key for column in table.columns]
    assert heads == ["committee", BASE, MORE, "Oförklarat", "Avrundning", BUDGET]
    assert [numbers(row)[2:4] for row in table.rows] == [
        [Decimal("4.0"), None], [None, Decimal("0.1")], [Decimal("4.0"), Decimal("0.1")],
    ]  # fmt: skip
    assert table.note.startswith("Av 3 rader går 0 jämnt ut, 1 går ut inom avrundning och 2")


def test_a_frame_without_a_base_has_no_rest() -> None:  # BR02
    plan, made = made_of(frames(frame("ks", "100", "100"), {"Nämnd-id": "bn", BUDGET: "7"}))
    assert [one.rest for one in made] == [0, None, None]
    assert step_table(plan, made[-1]) is None
    assert made_of(frames({"Nämnd-id": "bn", BUDGET: "7"}))[1] == ()


@pytest.mark.parametrize(
    ("given", "taken", "asked"),
    [("−7,9", "7,9", False), ("−7,9", "9,7", True), ("−7,9", "8,0", False), ("−8", "9", False),
     ("−8", "10", True), ("", "5,0", True), ("0,0", "0,0", False)],
)  # fmt: skip
def test_reallocations_cancel_out(given: str, taken: str, *, asked: bool) -> None:  # BR03
    reading = frames(frame("ks", "50", "50", **{MOVED: given}),
                     frame("bn", "60", "60", **{MOVED: taken}))  # fmt: skip
    said = [p for p in check_meaning(reading) if p.rule.code == "PLAN-67"]
    assert bool(said) is asked
    if asked and given:
        assert "i E2" in said[0].message
        assert "i E3" in said[0].message


def test_a_part_or_a_committee_alone_has_no_other_side() -> None:  # BR03
    part = {"Ram-id": "ks-del", "Varav i": "ks", **frame("ks", "5", "5", **{MOVED: "5,0"})}
    alone = frame("ks", "50", "50", **{MOVED: "5,0"})
    for reading in (frames(alone), frames(frame("ks", "50", "50"), part, frame("bn", "6", "6"))):
        assert "PLAN-67" not in {p.rule.code for p in check_meaning(reading)}


def test_the_table_says_whether_reallocations_cancel_out() -> None:  # BR03
    rows = [frame("ks", "50,0", "40,0", **{MOVED: "−10,0"}),
            frame("bn", "60,0", "68,0", **{MOVED: "8,0"})]  # fmt: skip
    plan, made = made_of(frames(*rows))
    assert "tar inte ut varandra: de blir −2,0." in bridge_table(plan, made).note


def test_frames_are_the_net_cost_of_the_result_budget(before: PlanReading) -> None:  # BR04
    plan = before.plan
    assert plan is not None
    tied = tied_totals(plan, hold(before).figures)
    assert [(one.column, one.judgement.verdict) for one in tied] == [
        ("Budget 2024", Verdict.ROUNDING),
        ("Budget 2025", Verdict.ROUNDING),
        ("Plan 2026", Verdict.ROUNDING),
        ("Plan 2027", Verdict.EXACT),
        ("Plan 2028", Verdict.EXACT),
    ]
    table = tied_table(plan, tied)
    assert {row[1] for row in table.rows} == {"8 av 8 nämnder"}
    assert table.note == "5 av 5 år stämmer, exakt eller inom avrundning."


@pytest.mark.parametrize(
    ("net_cost", "verdict"),
    [("−110", Verdict.EXACT), ("110", Verdict.EXACT), ("−100", Verdict.WRONG)],
)
def test_a_net_cost_has_either_sign(net_cost: str, verdict: Verdict) -> None:  # BR04
    line: Cells = {"Rad-id": "n", "Rad": "Nettokostnad", "Slag": "Verksamhetens nettokostnad",
                   "Budget 2025": net_cost}  # fmt: skip
    reading = frames(frame("ks", "50", "60"), frame("bn", "40", "50"), income=[line])
    assert reading.plan is not None
    (one,) = tied_totals(reading.plan, hold(reading).figures)
    assert (one.judgement.verdict, len(one.committees)) == (verdict, 2)


def test_measures_and_deficits_of_a_year_are_no_frames() -> None:  # BR05
    more = {"Plan 2026": "61", "Åtgärder 2026": "−3", "Ram 2027": "62", "2028": "63"}
    figures = hold(frames(frame("ks", "50", "60", **more))).figures
    assert [h.label for h in later_columns(figures, 2025)] == ["Plan 2026", "Ram 2027", "2028"]


def steps(reading: PlanReading) -> tuple[Plan, Table]:
    plan, made = made_of(reading)
    table = step_table(plan, made[-1])
    assert table is not None
    return plan, table


def test_each_step_stands_where_the_one_before_ended(before: PlanReading) -> None:  # BR06
    """Columns: change, level after, foot, whole frame, increase, decrease."""
    plan, table = steps(before)
    level = Decimal(0)
    for row in table.rows:
        change, after, foot, whole, up, down = (v or Decimal(0) for v in numbers(row))
        if whole:
            assert after == whole
        else:
            assert level + change == after
            assert change == up - down
            assert foot == min(level, after)
        level = after
    assert [row[0] for row in table.rows][-4:] == ["Budget", "Plan 2026", "Plan 2027", "Plan 2028"]
    drawn = waterfall(plan, table)
    assert drawn is not None
    assert drawn.floor == 9500
    assert "Budgetreducering −459,7" in drawn.bars.said


def test_a_column_below_zero_is_not_drawn() -> None:  # BR06
    plan, table = steps(frames(frame("ks", "5,0", "−10,0", Budgetreducering="−15,0")))
    assert waterfall(plan, table) is None


def test_frames_of_nothing_are_drawn_from_zero() -> None:  # BR06
    plan, table = steps(frames(frame("ks", "0", "0")))
    drawn = waterfall(plan, table)
    assert drawn is not None
    assert drawn.floor == 0


def test_the_chart_is_stacked_columns_on_a_foot_without_colour(before: PlanReading) -> None:
    """BR06: what Excel 2016 and LibreOffice both draw; the foot is not in the legend."""
    plan, table = steps(before)
    drawn = waterfall(plan, table)
    assert drawn is not None
    book = write_tables({"Steg": table}, Contents("T", ()), Drawn(waterfalls={"Steg": drawn}))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert '<barDir val="col"' in chart
    assert '<grouping val="stacked"' in chart
    foot, *others = chart.split("<ser>")[1:]
    assert "<a:noFill" in foot
    assert "<a:solidFill" not in foot
    assert "dLbls" not in foot
    assert all("<a:solidFill" in one and "dLbls" in one for one in others)
    assert "'Steg'!$D$5:$D$14" in foot.replace("&apos;", "'")
    assert '<legendEntry><idx val="0"/><delete val="1"/>' in chart
    assert '<min val="9500"' in chart
    assert f'descr="Stapeldiagram. {drawn.bars.title}' in drawing


def test_all_committees_stand_last(before: PlanReading) -> None:  # BR01
    plan, made = made_of(before)
    table = bridge_table(plan, made)
    assert table.rows[-1][0] == ALL
    assert table.emphasis == {len(table.rows) - 1}
