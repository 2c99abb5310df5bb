"""What comes back is what was typed, in every kind of cell.

- RC01: a value typed in any kind of input cell comes back as the same value in the store.
- RC02: the sample answers come back whole, each with the sheet and cell that it stood in.
- RC03: a percentage is read right as 0.64 in a % cell and as text; one that is off is refused.
- RC04: nothing that a person typed is passed over in silence.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.flows.year import Year
from sheetplan.plan.returns import ANSWERS, SignOff
from tests.conftest import (
    UNIT,
    Change,
    Typed,
    answers_of,
    cell_of,
    changed,
    codes,
    column_number,
    hand_in,
    issued_file,
    returned,
    standing,
    tab_of,
)
from tests.returns import HSN, RF, sign, typing

SHARE = ("Indikatorer", "hsn-2.2.1", "outcome")  # 0–100 %, baseline 0
KEYS = {answer.sheet: answer.key for answer in ANSWERS}

# What is typed into an empty workbook and what the store then holds.
TYPED: dict[tuple[str, str, str], tuple[Typed, str | Decimal]] = {
    ("Indikatorer", "hsn-2.2.1", "outcome"): (0.19, Decimal(19)),
    ("Indikatorer", "hsn-5.1.2", "outcome"): (188, Decimal(188)),
    ("Indikatorer", "hsn-4.2.2", "outcome"): (5420.125, Decimal("5420.125")),
    ("Indikatorer", "hsn-2.1.4", "outcome"): (0, Decimal(0)),
    ("Indikatorer", "hsn-2.1.1", "absence"): ("Data saknas", "no_data"),
    ("Indikatorer", "hsn-1.1.3", "comparison"): (18, Decimal(18)),
    ("Indikatorer", "hsn-1.1.3", "comment"): ("=1+1", "=1+1"),
    ("Delmål", "hsn-1.1", "current"): ("Delvis uppfyllt", "partly"),
    ("Delmål", "hsn-1.1", "forecast"): ("Målet kommer helt att uppfyllas", "met"),
    ("Delmål", "hsn-1.1", "motive"): ("@nämnd < 5 % & ”citat”", "@nämnd < 5 % & ”citat”"),
    ("Delmål", "hsn-1.1", "analysis"): ("Å\n\n- ä\n- ö", "Å\n\n- ä\n- ö"),
    ("Uppdrag", "rf-1", "status"): ("Klar med avvikelse", "deviating"),
    ("Uppdrag", "rf-1", "analysis"): ("- punkt", "- punkt"),
    ("Ekonomi", "hsn", "outcome"): (4691.25, Decimal("4691.25")),
    ("Ekonomi", "hsn", "forecast"): (-12.5, Decimal("-12.5")),
    ("Ekonomi", "hsn", "comment"): ("007", "007"),
    ("Texter", "summary", "text"): ("=SUMMA(A1:A9)\nRad två", "=SUMMA(A1:A9)\nRad två"),
}  # fmt: skip


def type_all(book: Workbook) -> None:
    for where, (value, _) in TYPED.items():
        cell = cell_of(book, *where)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # typed as text, with an apostrophe first
    sign(book)


def test_typed_values_of_every_kind_come_back(year: Year) -> None:  # RC01
    receipt = hand_in(year, changed(issued_file(year, "hsn").read_bytes(), type_all), HSN)
    assert receipt.outcome == "remarks"  # the rest of the form is blank
    expected = {(KEYS[s], row, key): value for (s, row, key), (_, value) in TYPED.items()}
    stored = standing(year, "hsn")
    assert expected == answers_of(stored)
    assert stored is not None
    assert (stored.signed_name, stored.signed_title) == ("Åsa Öberg", "Controller")
    assert date(2025, 9, 12) == stored.signed_on


def test_each_filled_cell_is_stored_with_its_place(year: Year) -> None:  # RC02
    data = returned(year, "hsn")
    assert hand_in(year, data, HSN).outcome == "accepted"
    stored = standing(year, "hsn")
    assert stored is not None
    book = load_workbook(io.BytesIO(data))
    open_cells = {
        (tab.title, cell.coordinate)
        for tab in book.worksheets
        if tab.title != SignOff.sheet
        for row in tab.iter_rows()
        for cell in row
        if cell.value is not None and not cell.protection.locked
    }
    assert open_cells == {(value.tab, value.cell) for value in stored.values}
    for value in stored.values:
        if value.column in {"analysis", "text", "comment", "motive"}:
            assert book[value.tab][value.cell].value == value.value


@pytest.mark.parametrize(
    ("typed", "number_format", "said", "expected"),
    [
        (0.64, "0%", [], Decimal(64)),
        (0.645, "0%", [], Decimal("64.5")),
        (64, "General", [], Decimal(64)),
        ("64 %", "@", ["CELL-07"], Decimal(64)),
        ("64,5", "@", ["CELL-07"], Decimal("64.5")),
        (64, "0%", ["CELL-06"], None),
        ("ca 64 %", "@", ["CELL-02"], None),
        (0.64, "General", ["CELL-12"], None),
        (1.04, "0%", ["CELL-05"], None),
    ],
)  # fmt: skip
def test_percentage_is_right_or_refused(  # RC03
    year: Year, typed: Typed, number_format: str, said: list[str], expected: Decimal | None
) -> None:
    data = changed(returned(year, "hsn"), typing(SHARE, typed, number_format))
    receipt = hand_in(year, data, HSN)
    assert said == [p.rule.code for p in receipt.problems if p.place.sheet == "Indikatorer"]
    answers = answers_of(standing(year, "hsn"))
    assert expected == answers.get(("indicators", "hsn-2.2.1", "outcome"))


@pytest.mark.parametrize("typed", ["71", 4320, "2025-08-31", "Klart"])
def test_wrong_word_in_a_list_is_refused_at_its_cell(year: Year, typed: Typed) -> None:  # RC03
    where = ("Uppdrag", "rf-8", "status")
    receipt = hand_in(year, changed(returned(year, "rf"), typing(where, typed)), RF)
    assert codes(receipt) == ["CELL-09"]
    assert str(receipt.problems[0].place) == "Uppdrag!F6 (Status)"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Trafik", "i listan. Välj ett av de 14 valen i cellens lista."),
        ("Vet", "i listan. Välj ett av de 14 valen i cellens lista."),
        ("chefer har bättre förutsättning att leda",
         "i listan men liknar ”Chefer har bättre förutsättningar att leda”. Välj ett av de 14"),
        ("civil beredskap", "men liknar ”Nämnden ska göra en förstärkning av den egna verksamh"),
        ("arbetssätt", "som inte finns i listan. Välj"),  # it is part of two
        ("x" * 30_000, "xxx…”, som inte finns i listan. Välj"),
    ],
)  # fmt: skip
def test_a_long_list_is_told_by_its_number_and_the_nearest(  # RC03
    year: Year, typed: str, said: str
) -> None:
    where = ("Aktiviteter", "activity:1", "subgoal")
    receipt = hand_in(year, changed(returned(year, UNIT), typing(where, typed)), "svar.xlsx")
    (told,) = [p for p in receipt.problems if p.rule.code == "CELL-09"]
    assert said in told.message
    assert len(told.message) < 210


def new_row_typed(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    last = tab.max_row + 1
    tab.cell(last, column_number(tab, "assignment"), "Ett uppdrag till")
    tab.cell(last, column_number(tab, "analysis"), "Vi har också gjort detta.")


def closed_cell_typed(book: Workbook) -> None:
    cell_of(book, "Indikatorer", "hsn-7.2.1", "outcome").value = 712


@pytest.mark.parametrize("change", [new_row_typed, closed_cell_typed])
def test_answer_outside_the_asked_cells_is_told(year: Year, change: Change) -> None:  # RC04
    receipt = hand_in(year, changed(returned(year, "hsn"), change), HSN)
    assert receipt.problems
