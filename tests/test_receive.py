"""What comes back is what was typed, whatever a person or a program did to the workbook.

Values
- RC01: a value typed in any kind of input cell comes back as the same value in the store.
- RC02: the sample answers come back whole, each with the sheet and cell that it stood in.
- RC03: a percentage is read right as 0.64 in a % cell and as text; one that is off is refused.
- RC04: nothing that a person typed is passed over in silence.
Shape
- RC05: sorted, filtered, hidden, moved, inserted, renamed and reordered is silently fine.
- RC06: a changed label is a remark and the plan's word holds; a changed figure is an error.
- RC07: what is missing or doubled is refused: a sheet, a row, a column.
Life
- RC08: identity decides, not the file's name.
- RC09: the same bytes twice change nothing; what was said the first time is said again.
- RC10: a later return supersedes an earlier one, which stays in the history.
- RC11: a refused return leaves the earlier one standing.
- RC12: the archive holds the very bytes that came in; a file that is not ours leaves no trace.
- RC13: a folder is received whole, and an open workbook's marker is told apart.
Issue
- RC14: issued again from the same plan and record, every workbook has the same bytes.
- RC15: only a committee whose part of the plan has changed gets a new number; the old is refused.
- RC16: a committee is never blamed for a plan that changed after the issue.
"""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.flows.issue import issue
from sheetplan.flows.receive import check, receive
from sheetplan.flows.record import read_record
from sheetplan.flows.year import Year
from sheetplan.plan.returns import ANSWERS, SignOff
from tests.conftest import (
    FIRST_ROW,
    NOW,
    PERIOD,
    Change,
    Typed,
    answers_of,
    cell_of,
    changed,
    codes,
    column_number,
    contents,
    hand_in,
    history,
    issued_file,
    plan_changed,
    returned,
    row_number,
    standing,
    start_cell,
    tab_of,
)
from tests.problems.acts import with_identity

HSN, RF, REV = f"hsn-{PERIOD}.xlsx", f"rf-{PERIOD}.xlsx", f"rev-{PERIOD}.xlsx"
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


def sign(book: Workbook) -> None:
    start_cell(book, "Namn").value = "Åsa Öberg"
    start_cell(book, "Befattning").value = "Controller"
    start_cell(book, "Datum").value = date(2025, 9, 12)
    start_cell(book, "Klart att lämna in").value = "Ja"


def typing(where: tuple[str, str, str], value: Typed, number_format: str = "") -> Change:
    def change(book: Workbook) -> None:
        cell = cell_of(book, *where)
        cell.value = value
        cell.number_format = number_format or cell.number_format

    return change


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
    assert str(receipt.problems[0].place) == "Uppdrag!H6 (Status)"


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


def sorted_backwards(book: Workbook) -> None:
    tab = tab_of(book, "Indikatorer")
    cells = [list(row) for row in tab.iter_rows(min_row=FIRST_ROW)]
    was = [[(cell.value, cell.number_format) for cell in row] for row in cells]
    for row, old in zip(cells, reversed(was), strict=True):
        for cell, (value, code) in zip(row, old, strict=True):
            cell.value, cell.number_format = value, code


def row_inserted(book: Workbook) -> None:
    tab_of(book, "Uppdrag").insert_rows(FIRST_ROW + 1)
    tab_of(book, "Ekonomi").insert_rows(1, 3)


def column_inserted(book: Workbook) -> None:
    tab_of(book, "Indikatorer").insert_cols(5)


def column_moved(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    col, last = column_number(tab, "status"), tab.max_column + 1
    for row in range(1, tab.max_row + 1):
        tab.cell(row, last, tab.cell(row, col).value)
    tab.delete_cols(col)


def renamed(book: Workbook) -> None:
    for tab in book.worksheets:
        if tab.sheet_state == "visible":
            tab.title = f"{tab.title} (klar) å"


def reordered(book: Workbook) -> None:
    book.move_sheet("Start", 4)
    book.move_sheet("_sheetplan", -6)


def hidden(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    for row in range(FIRST_ROW, tab.max_row):
        tab.row_dimensions[row].hidden = True
    tab_of(book, "Texter").sheet_state = "hidden"


def filtered(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    tab.auto_filter.ref = f"A5:{tab.cell(5, tab.max_column).coordinate}"
    tab.auto_filter.add_filter_column(column_number(tab, "status") - 1, ["Klar"])
    hidden(book)


def sheet_added(book: Workbook) -> None:
    book.create_sheet("Arbetsmaterial", 0)["A1"] = "Räkna ihop här"


def headings_changed(book: Workbook) -> None:
    tab_of(book, "Uppdrag")["B1"] = "Våra uppdrag"
    tab_of(book, "Uppdrag")["H5"] = "Läge"


@pytest.mark.parametrize(
    "change",
    [sorted_backwards, row_inserted, column_inserted, column_moved, renamed, reordered, hidden,
     filtered, sheet_added, headings_changed],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_moved_around_is_silently_fine(year: Year, change: Change) -> None:  # RC05
    data = returned(year, "hsn")
    hand_in(year, data, HSN)
    expected = answers_of(standing(year, "hsn"))
    receipt = hand_in(year, changed(data, change), HSN)
    assert (receipt.outcome, codes(receipt)) == ("accepted", [])
    assert len(history(year)) == 2
    assert expected == answers_of(standing(year, "hsn"))


@pytest.mark.parametrize(
    ("where", "value", "expected"),
    [
        (("Indikatorer", "hsn-2.2.1", "indicator"), "Något annat", ["INL-11"]),
        (("Indikatorer", "hsn-2.2.1", "unit"), None, ["INL-11"]),
        (("Indikatorer", "hsn-2.2.1", "target"), 0.54, ["INL-12"]),
        (("Indikatorer", "hsn-1.1.3", "target"), "Minska", ["INL-12"]),
        (("Indikatorer", "hsn-2.2.1", "baseline"), None, ["INL-12"]),
        (("Ekonomi", "hsn", "budget"), 6535, ["INL-12"]),
        (("Ekonomi", "hsn", "period_budget"), 4357, ["INL-12"]),
        (("Ekonomi", "hsn", "budget"), "=6000+534", ["INL-12"]),
    ],
)
def test_locked_cell_changed(  # RC06
    year: Year, where: tuple[str, str, str], value: Typed, expected: list[str]
) -> None:
    receipt = hand_in(year, changed(returned(year, "hsn"), typing(where, value)), HSN)
    assert expected == codes(receipt)
    assert where[0] == receipt.problems[0].place.sheet


def sheet_copied(book: Workbook) -> None:
    book.copy_worksheet(tab_of(book, "Ekonomi"))


def sheet_removed(book: Workbook) -> None:
    book.remove(tab_of(book, "Texter"))


def start_removed(book: Workbook) -> None:
    book.remove(tab_of(book, "Start"))


def row_copied(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    last, row = tab.max_row + 1, row_number(tab, "rf-8")
    for col in range(1, tab.max_column + 1):
        tab.cell(last, col, tab.cell(row, col).value)


def row_removed(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    tab.delete_rows(row_number(tab, "rf-8"))


def column_removed(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    tab.delete_cols(column_number(tab, "analysis"))


def column_copied(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    col, last = column_number(tab, "analysis"), tab.max_column + 1
    for row in range(1, tab.max_row + 1):
        tab.cell(row, last, tab.cell(row, col).value)
    tab.cell(FIRST_ROW, last, "En annan analys")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (sheet_removed, ["INL-06"]),
        (start_removed, ["INL-06"]),
        (sheet_copied, ["INL-07"]),
        (row_removed, ["INL-08"]),
        (row_copied, ["INL-09"]),
        (column_removed, ["INL-10"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_missing_or_doubled_is_refused(  # RC07
    year: Year, change: Change, expected: list[str]
) -> None:
    receipt = hand_in(year, changed(returned(year, "rf"), change), RF)
    assert expected == codes(receipt)
    assert standing(year, "rf") is None


def test_copied_column_is_refused(year: Year) -> None:  # RC07
    receipt = hand_in(year, changed(returned(year, "rf"), column_copied), RF)
    assert receipt.outcome == "refused"


def test_all_problems_are_told_at_once_in_order(year: Year) -> None:  # RC07
    def change(book: Workbook) -> None:
        row_copied(book)
        sheet_removed(book)
        typing(("Ekonomi", "rf", "outcome"), "ca 4")(book)

    receipt = hand_in(year, changed(returned(year, "rf"), change), RF)
    assert codes(receipt) == ["CELL-02", "INL-06", "INL-09"]


def test_identity_decides_and_not_the_name(year: Year) -> None:  # RC08
    receipt = hand_in(year, returned(year, "rf"), REV)
    assert (receipt.committee, receipt.outcome, codes(receipt)) == ("rf", "remarks", ["INL-25"])
    assert standing(year, "rev") is None
    assert standing(year, "rf") is not None


def test_identity_at_odds_with_the_record_is_kept_for_nobody(year: Year) -> None:  # RC08
    hand_in(year, with_identity(returned(year, "rev"), "committee", "kln"), REV)
    assert history(year) == ()


@pytest.mark.parametrize("name", ["Kopia av RF ÅÄÖ (1).xlsx", "rf-2025-08 (2).XLSX", "x"])
def test_any_other_name_is_fine(year: Year, name: str) -> None:  # RC08
    assert hand_in(year, returned(year, "rf"), name).outcome == "accepted"


def test_same_bytes_twice_change_nothing(year: Year) -> None:  # RC09
    first = hand_in(year, returned(year, "rf"), RF)
    before = contents(year.root)
    again = hand_in(year, returned(year, "rf"), RF, NOW + timedelta(days=1))
    assert before == contents(year.root)
    assert (first.outcome, ["INL-24"]) == (again.outcome, codes(again))
    assert len(history(year)) == 1


def test_refused_file_sent_again_is_told_why_again(year: Year) -> None:  # RC09
    first = hand_in(year, returned(year, "pn"), f"pn-{PERIOD}.xlsx")
    again = hand_in(year, returned(year, "pn"), f"pn-{PERIOD}.xlsx")
    assert set(codes(first)) <= set(codes(again))


def test_later_return_supersedes_and_the_first_stays(year: Year) -> None:  # RC10
    first = returned(year, "rf")
    later = changed(first, typing(("Ekonomi", "rf", "outcome"), 10.7))
    hand_in(year, first, RF)
    hand_in(year, later, "rf rättad.xlsx", NOW + timedelta(days=1))
    outcomes = [answers_of(s)["economy", "rf", "outcome"] for s in history(year)]
    assert [Decimal("10.8"), Decimal("10.7")] == outcomes
    assert Decimal("10.7") == answers_of(standing(year, "rf"))["economy", "rf", "outcome"]


def test_refused_return_leaves_the_earlier_standing(year: Year) -> None:  # RC11
    hand_in(year, returned(year, "rf"), RF)
    expected = standing(year, "rf")
    wrong = changed(returned(year, "rf"), typing(("Ekonomi", "rf", "outcome"), "ca 11"))
    assert hand_in(year, wrong, RF).outcome == "refused"
    assert expected == standing(year, "rf")
    assert [tuple(p.code for p in s.problems) for s in history(year)] == [(), ("CELL-02",)]
    assert history(year)[1].values == ()


def test_blank_but_signed_workbook_does_not_supersede(year: Year) -> None:  # RC11
    hand_in(year, returned(year, "rf"), RF)
    expected = standing(year, "rf")

    hand_in(year, changed(issued_file(year, "rf").read_bytes(), sign), RF)
    assert expected == standing(year, "rf")


def test_archive_holds_what_came_in(year: Year) -> None:  # RC12
    data = returned(year, "rf")
    hand_in(year, data, RF)
    digest = hashlib.sha256(data).hexdigest()
    assert {f"{digest}.xlsx": data} == contents(year.archive)
    stored = standing(year, "rf")
    assert stored is not None
    assert (digest, RF, NOW) == (stored.sha256, stored.file, stored.received_at)


def test_check_says_what_receive_says_and_stores_nothing(year: Year) -> None:  # RC12
    year.inbox.mkdir(exist_ok=True)
    (year.inbox / RF).write_bytes(returned(year, "rf"))
    (year.inbox / REV).write_bytes(returned(year, "rev"))
    (year.inbox / "pdf.xlsx").write_bytes(b"%PDF-1.7")
    before = contents(year.root)
    checked = check(year, [])
    assert before == contents(year.root)
    assert checked == receive(year, [], NOW)


def test_file_that_is_not_ours_leaves_no_trace(year: Year) -> None:  # RC12
    hand_in(year, b"%PDF-1.7", RF)
    assert not year.store_file.exists()
    assert not year.archive.exists()


def test_folder_is_received_whole(year: Year) -> None:  # RC13
    year.inbox.mkdir(exist_ok=True)
    (year.inbox / HSN).write_bytes(returned(year, "hsn"))
    (year.inbox / f"~${HSN}").write_bytes(b"\x05Anna" + bytes(160))
    (year.inbox / REV).write_bytes(returned(year, "rev"))
    (year.inbox / "Thumbs.db").write_bytes(b"x")
    found = {r.file: (r.outcome, codes(r)) for r in receive(year, [year.inbox], NOW)}
    assert {
        HSN: ("accepted", []),
        REV: ("remarks", ["INL-20"]),
        f"~${HSN}": ("refused", ["FIL-09"]),
    } == found
    assert {"hsn", "rev"} == {s.committee for s in history(year)}


def test_issued_again_has_the_same_bytes(year: Year) -> None:  # RC14
    before = contents(year.issued)
    assert len([name for name in before if name.endswith(".xlsx")]) == 8
    issue(year, PERIOD)
    assert before == contents(year.issued)


def test_only_a_changed_part_of_the_plan_gets_a_new_number(year: Year) -> None:  # RC15
    before = contents(year.issued)
    plan_changed(year, "Indikatorer", "hsn-2.2.1", "Målvärde", 0.6)
    issue(year, PERIOD)
    record = read_record(year, PERIOD)
    numbers = {i.committee: i.number for i in record.issues}
    assert {c: 2 if c == "hsn" else 1 for c in numbers} == numbers
    after = contents(year.issued)
    rewritten = {name for name in after if after[name] != before.get(name)}
    assert {f"{PERIOD}/{HSN}", f"{PERIOD}/utskick.json"} == {
        name.replace("\\", "/") for name in rewritten
    }


def test_older_issue_is_refused_and_the_new_one_taken(year: Year) -> None:  # RC15
    old = returned(year, "hsn")
    plan_changed(year, "Indikatorer", "hsn-2.2.1", "Målvärde", 0.6)
    issue(year, PERIOD)
    assert codes(hand_in(year, old, HSN)) == ["INL-27"]
    assert history(year) == ()
    assert hand_in(year, returned(year, "hsn"), HSN).outcome == "accepted"
    stored = standing(year, "hsn")
    assert stored is not None
    assert stored.number == 2


def test_plan_changed_after_the_issue_is_not_the_committees_fault(year: Year) -> None:  # RC16
    data = returned(year, "hsn")
    plan_changed(year, "Indikatorer", "hsn-2.2.1", "Målvärde", 0.6)
    receipt = hand_in(year, data, HSN)
    assert (receipt.outcome, codes(receipt)) == ("remarks", ["INL-28"])


def test_row_added_to_the_plan_after_the_issue_is_not_lost(year: Year) -> None:  # RC16
    data = returned(year, "rf")
    plan_changed(year, "Uppdrag", "rf-1", "Redovisas av", "hsn, rs, rf")
    assert "INL-08" not in codes(hand_in(year, data, RF))


def test_other_tabs_hold_no_second_identity(year: Year) -> None:  # RC08
    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(tab_of(book, "_sheetplan"))
        assert isinstance(copy, Worksheet)

    assert hand_in(year, changed(returned(year, "rf"), change), RF).outcome == "accepted"
