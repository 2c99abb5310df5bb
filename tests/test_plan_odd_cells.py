"""What stands in the cells of a plan as people keep it: formulas, numbers and days as text.

- PO06: a formula is read by its stored value; one from elsewhere is told, one without refused.
- PO07: numbers, per cent and days that are text are read where that is certain.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from sheetplan.plan.plan import Plan
from tests.conftest import Change, changed_plan, read_bytes, tab_of
from tests.odd_plans import Kept, column, said, with_stored

OUTSIDE = ["[1]Blad1!$C$7", "'[Bokslut 2024.xlsx]Blad 1'!C7", "[1]!Summa", "SUM([2]A:B!C1)+1"]
OWN = ["Ramar!C7", "SUM(Tabell1[Utfall])-Ramar!C7", "Tabell1[[#This Row],[1]]", "5+5"]


@pytest.mark.parametrize("formula", [*OUTSIDE, *OWN])
def test_a_formula_is_read_by_its_stored_value(tmp_path: Path, formula: str) -> None:  # PO06
    def type_it(book: Workbook) -> None:
        tab_of(book, "Ramar")[f"{column(book, 'Ramar', 'Budget')}5"] = f"={formula}"

    data = with_stored(changed_plan(type_it), "Ramar", formula, "16.3", of_text=False)
    reading = read_bytes(tmp_path / "plan.xlsx", data)
    assert reading.plan is not None
    assert str(reading.plan.frames[0].budget) == "16.3"
    expected = "CELL-14" if formula in OUTSIDE else "CELL-08"
    assert [p.rule.code for p in reading.problems] == [expected]


def test_a_formula_without_a_stored_value_is_refused(kept: Kept) -> None:  # PO06
    def type_it(book: Workbook) -> None:
        tab_of(book, "Ramar")[f"{column(book, 'Ramar', 'Budget')}5"] = "=[1]Blad1!C7"

    assert [one.partition(" ")[0] for one in said(kept(type_it))] == ["CELL-11"]


def test_text_is_read_where_it_is_certain(kept: Kept) -> None:  # PO07
    def as_text(book: Workbook) -> None:
        indicators, assignments = tab_of(book, "Indikatorer"), tab_of(book, "Uppdrag")
        indicators[f"{column(book, 'Indikatorer', 'Målvärde')}5"] = "72 %"
        baseline = indicators[f"{column(book, 'Indikatorer', 'Utgångsvärde')}5"]
        baseline.value, baseline.number_format = "71,0", "@"
        assignments[f"{column(book, 'Uppdrag', 'Slutdatum')}6"] = "2025-12-31"

    reading = kept(as_text)
    assert [one.partition(" ")[0] for one in said(reading)] == ["CELL-07"]
    assert reading.plan is not None
    first = reading.plan.indicators[0]
    assert (str(first.baseline), first.target and first.target.text) == ("71.0", "72\u00a0%")
    assert reading.plan.assignments[1].ends == date(2025, 12, 31)


def day_typed(sheet: str, cell: str, day: date) -> Change:
    """Type what Excel makes a day of."""

    def change(book: Workbook) -> None:
        target = tab_of(book, sheet)[cell]
        target.value, target.number_format = day, "mmm-yy"

    return change


def test_a_period_that_excel_made_a_day_of_is_a_period(kept: Kept, plan: Plan) -> None:  # PO07
    reading = kept(day_typed("Perioder", "A6", date(2025, 8, 1)))
    assert said(reading) == []
    assert reading.plan is not None
    assert reading.plan.periods == plan.periods


@pytest.mark.parametrize(
    ("sheet", "label", "code"),
    [
        ("Perioder", "Period", "CELL-02"),
        ("Enheter", "Enhets-id", "CELL-02"),
        ("Indikatorer", "Målvärde", "CELL-02"),
    ],
)
def test_another_day_is_no_id_and_no_target(
    kept: Kept, sheet: str, label: str, code: str
) -> None:  # PO07
    def change(book: Workbook) -> None:
        day_typed(sheet, f"{column(book, sheet, label)}6", date(2025, 5, 2))(book)

    assert code in [one.partition(" ")[0] for one in said(kept(change))]


@pytest.mark.parametrize("typed", ["31/12 2025", "december 2025", "2025-13-01", "31.12.2025"])
def test_a_day_that_is_not_certain_is_refused(kept: Kept, typed: str) -> None:  # PO07
    def as_text(book: Workbook) -> None:
        tab_of(book, "Uppdrag")[f"{column(book, 'Uppdrag', 'Slutdatum')}6"] = typed

    assert [one.partition(" ")[0] for one in said(kept(as_text))] == ["CELL-02"]
