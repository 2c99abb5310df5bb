"""A copy with remarks on its way there and back, several times: nothing is lost or doubled.

- CY01: a committee's copy has the sheets of what its units said, as its issued workbook has.
- CY02: what stood outside the form is listed in every later copy, each once.
- CY03: a text that has been moved to a yellow cell is listed no more.
- CY04: what is written on the copy's own sheets is told, and listed in the next copy.
- CY05: a copy that has been deleted is written again when its file comes again.
- CY06: of more cells than the list has room for the rest stay counted.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from openpyxl.workbook import Workbook

from sheetplan.excel.remarks import OTHERS_TITLE, TITLE
from sheetplan.flows.issue import issue
from sheetplan.flows.receive import Receipt
from sheetplan.flows.year import Year
from sheetplan.plan import copy_sheets, unit_tabs, written
from sheetplan.plan.unit_tabs import ACTIVITIES, TEXTS, UNIT_TABS
from tests.conftest import (
    NOW,
    OTHER_UNIT,
    PERIOD,
    UNIT,
    cell_of,
    changed,
    codes,
    hand_in,
    returned,
    tab_of,
)
from tests.returns import HSN, REV, RF, typing
from tests.test_copy import OUTCOME, opened, opened_bytes, others

WRONG = typing(OUTCOME, "ca 11")


def shown(book: Workbook, name: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in tab_of(book, name).iter_rows(values_only=True)]


def test_a_committees_copy_has_what_its_units_said(year: Year) -> None:  # CY01
    hand_in(year, returned(year, UNIT), f"{UNIT}-{PERIOD}.xlsx")
    hand_in(year, returned(year, OTHER_UNIT), f"{OTHER_UNIT}-{PERIOD}.xlsx")
    (issued,) = issue(year, PERIOD, ["hsn"])
    asked = typing(("Ekonomi", "hsn", "outcome"), "ca 11")
    copy = opened(hand_in(year, changed(returned(year, "hsn"), asked), HSN))
    book = opened(Receipt("", "", None, None, (), copy=issued.path))
    there = [name for name in book.sheetnames if name in UNIT_TABS]
    assert {unit_tabs.UNITS, unit_tabs.JUDGED, TEXTS} <= set(there)
    assert [name for name in copy.sheetnames if name != TITLE] == book.sheetnames
    assert [shown(copy, name) for name in there] == [shown(book, name) for name in there]
    said = ("Delmål", "hsn-2.4", "units_said")
    assert cell_of(copy, *said).value == cell_of(book, *said).value


def test_a_units_copy_has_no_such_sheets(year: Year) -> None:  # CY01
    hand_in(year, returned(year, OTHER_UNIT), f"{OTHER_UNIT}-{PERIOD}.xlsx")
    asked = typing(("Delmål", "hsn-1.1", "current"), "Vet inte")
    copy = opened(hand_in(year, changed(returned(year, UNIT), asked), f"{UNIT}-{PERIOD}.xlsx"))
    assert set(copy.sheetnames) & set(UNIT_TABS) == set()


def own_sheet(book: Workbook) -> None:
    WRONG(book)
    tab = book.create_sheet("Egna siffror")
    tab["A1"], tab["A2"], tab["B2"] = "Underlag från ekonomi", 4711, "Underlag från ekonomi"
    tab["A3"] = "Ett utkast\nsom är lika långt som det är brett. " * 1500  # two cells' worth


OWN = ["Underlag från ekonomi", "4\u00a0711", "Underlag från ekonomi"]


def test_what_stood_elsewhere_follows_every_copy(year: Year) -> None:  # CY02
    last = hand_in(year, changed(returned(year, "rf"), own_sheet), RF)
    first = others(opened(last))
    assert [text for *_, text in first[:3]] == OWN
    for number in range(3):
        again = changed(opened_bytes(last), WRONG)
        last = hand_in(year, again, f"{number}.xlsx", NOW + timedelta(days=number + 1))
        assert "INL-35" not in codes(last)
        assert others(opened(last)) == first


def test_what_comes_later_is_added_and_what_is_there_again_is_not(year: Year) -> None:  # CY02
    def more(book: Workbook) -> None:
        own_sheet(book)
        tab_of(book, "Uppdrag")["K20"] = "Se bilagan som vi mailade"

    first = hand_in(year, changed(returned(year, "rf"), own_sheet), RF)
    before = others(opened(first))
    second = hand_in(year, changed(opened_bytes(first), more), "igen.xlsx")
    added = ("Uppdrag", "K20", "", "Se bilagan som vi mailade")
    assert others(opened(second)) == [*before, added]


def test_a_list_that_is_there_twice_is_one(year: Year) -> None:  # CY02
    first = hand_in(year, changed(returned(year, "rf"), own_sheet), RF)
    before = others(opened(first))

    def double(book: Workbook) -> None:
        book.copy_worksheet(tab_of(book, OTHERS_TITLE))

    twice = changed(opened_bytes(first), double)
    assert others(opened(hand_in(year, twice, "igen.xlsx"))) == before


def test_a_text_that_has_been_moved_is_listed_no_more(year: Year) -> None:  # CY03
    def beside(book: Workbook) -> None:
        WRONG(book)
        tab_of(book, "Uppdrag")["K20"] = "Arbetet går enligt plan."
        tab_of(book, "Uppdrag")["K21"] = "Klar"

    def moved(book: Workbook) -> None:
        cell_of(book, "Uppdrag", "rf-8", "analysis").value = "Arbetet går  enligt plan."
        cell_of(book, "Uppdrag", "rf-8", "status").value = "Klar"

    first = hand_in(year, changed(returned(year, "rf"), beside), RF)
    assert len(others(opened(first))) == 2
    second = hand_in(year, changed(opened_bytes(first), moved), "igen.xlsx")
    assert [text for *_, text in others(opened(second))] == ["Klar"]  # may stand there by chance


@pytest.mark.parametrize(
    ("name", "at"),
    [(TITLE, "G8"), (TITLE, "D40"), (OTHERS_TITLE, "E8"), (OTHERS_TITLE, "F3"),
     (OTHERS_TITLE, "D40"), (OTHERS_TITLE, "B40")],
)  # fmt: skip
def test_what_is_written_on_the_copys_sheets_is_told(  # CY04
    year: Year, name: str, at: str
) -> None:
    def reply(book: Workbook) -> None:
        tab_of(book, name)[at] = "Det stämmer, vi har räknat om."

    first = hand_in(year, changed(returned(year, "rf"), own_sheet), RF)
    before = others(opened(first))
    second = hand_in(year, changed(opened_bytes(first), reply), "igen.xlsx")
    listed = others(opened(second))
    (told,) = [p for p in second.problems if p.rule.code == "INL-35"]
    assert (told.place.sheet, told.place.cell) == (name, at)
    assert listed == [*before, (name, at, "", "Det stämmer, vi har räknat om.")]
    third = hand_in(year, opened_bytes(second), "igen igen.xlsx")
    assert others(opened(third)) == listed


@pytest.mark.parametrize("at", ["Z5", "A300"])
def test_what_is_written_beside_what_the_units_said_is_told(year: Year, at: str) -> None:  # CY04
    hand_in(year, returned(year, UNIT), f"{UNIT}-{PERIOD}.xlsx")
    issue(year, PERIOD, ["hsn"])

    def reply(book: Workbook) -> None:
        tab_of(book, ACTIVITIES)[at] = "Det här har vi frågat enheten om."

    receipt = hand_in(year, changed(returned(year, "hsn"), reply), HSN)
    assert "INL-35" in codes(receipt)
    expected = [(ACTIVITIES, at, "", "Det här har vi frågat enheten om.")]
    assert others(opened(receipt)) == expected


def test_a_deleted_copy_of_a_received_file_is_written_again(year: Year) -> None:  # CY05
    first = hand_in(year, returned(year, "rev"), REV)
    before = opened_bytes(first)
    assert (first.outcome, first.copy is None) == ("remarks", False)
    for path in year.returns.rglob("*.xlsx"):
        path.unlink()
    again = hand_in(year, returned(year, "rev"), REV, NOW + timedelta(days=1))
    assert (again.copy, codes(again)) == (first.copy, ["INL-24"])
    assert opened_bytes(again) == before


def test_a_deleted_copy_of_a_refused_file_is_written_again(year: Year) -> None:  # CY05
    wrong = changed(returned(year, "rf"), WRONG)
    first = hand_in(year, wrong, RF)
    before = opened_bytes(first)
    assert first.copy is not None
    first.copy.unlink()
    again = hand_in(year, wrong, RF, NOW + timedelta(days=1))
    assert again.copy == first.copy
    assert "INL-31" in codes(again)
    assert opened_bytes(again) == before
    first.copy.unlink()
    hand_in(year, returned(year, "rf"), "rättad.xlsx", NOW + timedelta(days=2))
    old = hand_in(year, wrong, RF, NOW + timedelta(days=3))
    assert (old.copy, first.copy.exists()) == (None, False)  # answered since


def test_a_file_without_remarks_gets_no_copy_when_it_comes_again(year: Year) -> None:  # CY05
    hand_in(year, returned(year, "rf"), RF)
    assert hand_in(year, returned(year, "rf"), RF).copy is None
    assert not year.returns.exists()


def test_cells_that_the_list_has_no_room_for_stay_counted(  # CY06
    year: Year,
) -> None:
    def many(book: Workbook) -> None:
        WRONG(book)
        tab = book.create_sheet("Egna siffror")
        for row in range(1, written.SHOWN + 30):
            tab.cell(row, 1, f"Underlag rad {row}")

    first = hand_in(year, changed(returned(year, "rf"), many), RF)
    lines = others(opened(first))
    assert lines[-1][3] == copy_sheets.MORE.format(count=29)
    second = hand_in(year, changed(opened_bytes(first), WRONG), "igen.xlsx")
    assert others(opened(second)) == lines
