"""The copy with remarks: when there is one, what it says and how it is marked.

- CP05: refused and accepted with remarks gives a copy; what is no return of this plan gives none.
- CP06: a newer return replaces the copy, a clean one removes it; an old file never brings it back.
- CP07: the first sheet says what, where, how and why, errors first, with a link to the cell.
- CP08: every cell that something is said about is marked and has a note, and no other has.
- CP09: what they wrote stands as they wrote it, and text never becomes a formula.
- CP10: answers to an older issue stand in the latest issue's form.
- CP11: an answer Ja is asked for again where the form has mended an error by itself.
- CP12: a copy that is open in Excel is answered with a sentence, and nothing is stored.
"""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel.remarks import OTHERS_TITLE, TITLE
from sheetplan.flows.files import FileLocked
from sheetplan.flows.receive import Receipt, check, receive
from sheetplan.flows.year import Year
from sheetplan.plan.remarks import RESIGN
from tests.conftest import (
    NOW,
    PERIOD,
    Change,
    cell_of,
    changed,
    codes,
    contents,
    hand_in,
    history,
    issue_to_committees,
    plan_changed,
    returned,
    standing,
    start_cell,
    tab_of,
)
from tests.problems.acts import PDF, row_removed, sheet_removed
from tests.returns import HSN, REV, RF, sign, typing

OUTCOME = ("Ekonomi", "rf", "outcome")
MEND = (
    "Rätta de markerade cellerna, svara Ja vid ”Klart att lämna in” på bladet Start, spara och "
    "skicka tillbaka den här filen."
)
SHARE = ("Indikatorer", "hsn-2.2.1", "outcome")


def opened(receipt: Receipt) -> Workbook:
    assert receipt.copy is not None
    return load_workbook(receipt.copy)


def lines(book: Workbook) -> list[tuple[str, ...]]:
    rows = tab_of(book, TITLE).iter_rows(min_row=8, max_col=6, values_only=True)
    return [tuple(str(value or "") for value in row) for row in rows]


def others(book: Workbook) -> list[tuple[str, ...]]:
    rows = tab_of(book, OTHERS_TITLE).iter_rows(min_row=8, max_col=4, values_only=True)
    return [tuple(str(value or "") for value in row) for row in rows]


def notes(book: Workbook) -> dict[str, str]:
    return {
        f"{tab.title}!{cell.coordinate}": cell.comment.text
        for tab in book.worksheets
        for row in tab.iter_rows()
        for cell in row
        if cell.comment
    }


def test_refused_and_remarked_have_a_copy(year: Year) -> None:  # CP05
    wrong = hand_in(year, changed(returned(year, "rf"), typing(OUTCOME, "ca 11")), RF)
    remarked = hand_in(year, returned(year, "rev"), REV)
    folder = year.returns / PERIOD
    assert folder / f"rf-{PERIOD}-att-komplettera.xlsx" == wrong.copy
    assert folder / f"rev-{PERIOD}-att-komplettera.xlsx" == remarked.copy
    assert {wrong.copy.name, remarked.copy.name} == contents(folder).keys()


@pytest.mark.parametrize("data", [PDF, b"", b"PK"])
def test_what_is_no_return_has_no_copy(year: Year, data: bytes) -> None:  # CP05
    assert hand_in(year, data, RF).copy is None
    assert not year.returns.exists()


def test_clean_return_and_check_have_no_copy(year: Year) -> None:  # CP05
    assert hand_in(year, returned(year, "rf"), RF).copy is None
    (year.inbox / REV).write_bytes(returned(year, "rev"))
    assert [r.copy for r in check(year, [year.inbox / REV])] == [None]
    assert not year.returns.exists()


def test_newer_return_replaces_the_copy_and_a_clean_one_removes_it(year: Year) -> None:  # CP06
    first = hand_in(year, changed(returned(year, "rf"), typing(OUTCOME, "ca 11")), "a.xlsx")
    assert first.copy is not None
    before = first.copy.read_bytes()
    second = hand_in(year, changed(returned(year, "rf"), typing(OUTCOME, "ca 12")), "b.xlsx")
    assert second.copy == first.copy
    assert before != first.copy.read_bytes()
    hand_in(year, returned(year, "rf"), "c.xlsx", NOW + timedelta(days=1))
    assert not first.copy.exists()
    known = {r.file: r.copy for r in receive(year, [], NOW + timedelta(days=2))}
    assert known == {"a.xlsx": None, "b.xlsx": None, "c.xlsx": None}
    assert not first.copy.exists()


def test_known_return_tells_where_its_copy_is(year: Year) -> None:  # CP06
    first = hand_in(year, returned(year, "rev"), REV)
    before = contents(year.root)
    again = hand_in(year, returned(year, "rev"), REV, NOW + timedelta(days=1))
    assert first.copy == again.copy is not None
    assert before == contents(year.root)


def test_mended_copy_is_received(year: Year) -> None:  # CP06
    wrong = hand_in(year, changed(returned(year, "rf"), typing(OUTCOME, "ca 11")), RF)
    book = opened(wrong)
    cell_of(book, *OUTCOME).value = 10.8
    buffer = io.BytesIO()
    book.save(buffer)
    mended = hand_in(year, buffer.getvalue(), "rf rättad.xlsx", NOW + timedelta(days=1))
    assert (mended.outcome, codes(mended), mended.copy) == ("accepted", [], None)
    assert history(year)[0].issue_id == history(year)[1].issue_id


def several(book: Workbook) -> None:
    typing(OUTCOME, "ca 11")(book)
    cell_of(book, "Uppdrag", "rf-8", "analysis").value = None


def test_first_sheet_lists_errors_first_with_links(year: Year) -> None:  # CP07
    book = opened(hand_in(year, changed(returned(year, "rf"), several), RF))
    tab = book.worksheets[0]
    assert (tab.title, book.active) == (TITLE, tab)
    top = [tab.cell(row, 1).value for row in (1, 2, 3)]
    assert top == [
        "Anmärkningar – Regionfullmäktige, jan–aug 2025",
        "1 fel och 1 anmärkning. Filen är inte mottagen.",
        MEND,
    ]
    assert lines(book) == [
        ("✖ Fel", "Ekonomi!E6", "Utfall perioden, Regionfullmäktige", "Cellen innehåller ”ca 11”.",
         "Skriv ett tal i mnkr.",
         "Ett ungefärligt tal eller en text kan inte räknas eller jämföras."),
        ("• Anmärkning", "Uppdrag!G6",
         "Analys, Beskriva kommunernas största utmaningar och möjligheter ino…",
         "Analysen är tom.",
         "Skriv några meningar.",
         "Delårsrapporten ska ha en analys av allt som bedöms och av varje uppdrag."),
    ]  # fmt: skip
    links = [tab.cell(row, 2).hyperlink for row in (8, 9)]
    assert [link and link.location for link in links] == ["'Ekonomi'!E6", "'Uppdrag'!G6"]


def test_remarks_alone_need_nothing_done(year: Year) -> None:  # CP07
    tab = opened(hand_in(year, returned(year, "rev"), REV)).worksheets[0]
    assert tab["A2"].value == "1 anmärkning. Filen är mottagen."
    assert str(tab["A3"].value).endswith("annars behöver ni inte göra något.")


def test_marked_cells_have_notes(year: Year) -> None:  # CP08
    book = opened(hand_in(year, changed(returned(year, "rf"), several), RF))
    assert notes(book) == {
        "Ekonomi!E6": "Fel: Cellen innehåller ”ca 11”. Skriv ett tal i mnkr.",
        "Uppdrag!G6": "Anmärkning: Analysen är tom. Skriv några meningar.",
    }
    sides = [
        tab_of(book, t)[at].border.left.style for t, at in (("Ekonomi", "E6"), ("Uppdrag", "G6"))
    ]
    assert sides == ["thick", "mediumDashed"]


def odd_answers(book: Workbook) -> None:
    tab = tab_of(book, "Uppdrag")
    tab.cell(tab.max_row + 2, 7, "=HYPERLINK(“x”)")
    tab.cell(tab.max_row, 7).data_type = "s"
    typing(SHARE, 0.64, "General")(book)
    cell = cell_of(book, "Indikatorer", "hsn-1.1.3", "comment")
    cell.value, cell.data_type = "=SUMMA(A1:A9)", "s"
    cell_of(book, "Indikatorer", "hsn-5.1.2", "outcome").value = "#DIV/0!"
    day = cell_of(book, "Indikatorer", "hsn-4.2.2", "outcome")
    day.value, day.number_format = date(2025, 8, 31), "yyyy-mm-dd"
    cell_of(book, "Delmål", "hsn-1.1", "analysis").value = "_x0007_\t_x005F_x0041_ " + "å" * 30_000


def test_answers_stand_as_they_were_written(year: Year) -> None:  # CP09
    book = opened(hand_in(year, changed(returned(year, "hsn"), odd_answers), HSN))
    share = cell_of(book, *SHARE)
    assert (share.value, share.number_format) == (0.64, "General")
    comment = cell_of(book, "Indikatorer", "hsn-1.1.3", "comment")
    assert (comment.value, comment.data_type, comment.quotePrefix) == ("=SUMMA(A1:A9)", "s", True)
    wrong = cell_of(book, "Indikatorer", "hsn-5.1.2", "outcome")
    assert (wrong.value, wrong.data_type) == ("#DIV/0!", "e")
    day = cell_of(book, "Indikatorer", "hsn-4.2.2", "outcome")
    assert (str(day.value)[:10], day.number_format) == ("2025-08-31", "yyyy-mm-dd")
    text = str(cell_of(book, "Delmål", "hsn-1.1", "analysis").value)
    assert text == "_x0007_\t_x005F_x0041_ " + "å" * 30_000
    assert ("Uppdrag", "G21", "Slutdatum", "=HYPERLINK(“x”)") in others(book)


def test_what_stood_elsewhere_is_listed_and_the_lists_are_no_answers(year: Year) -> None:  # CP09
    def change(book: Workbook) -> None:
        several(book)
        tab = book.create_sheet("Egna siffror")
        assert isinstance(tab, Worksheet)
        tab["B2"], tab["B3"] = "Klart att lämna in", "sheetplan:economy"
        tab["C2"] = 4711

    first = hand_in(year, changed(returned(year, "rf"), change), RF)
    listed = [
        ("Egna siffror", "B2", "", "”Klart att lämna in”"),
        ("Egna siffror", "C2", "", "4\u00a0711"),
    ]
    assert others(opened(first)) == listed
    assert first.copy is not None
    again = hand_in(year, first.copy.read_bytes(), "igen.xlsx")
    assert codes(first) == ["INL-07", "INL-35", "INL-19"]
    assert codes(again) == ["CELL-02", "INL-14", "INL-19"]
    assert others(opened(again)) == listed


def test_answers_to_an_older_issue_are_moved(year: Year) -> None:  # CP10
    old = returned(year, "rf")
    plan_changed(year, "Ramar", "rf", "Budget", 17)
    issue_to_committees(year)
    first = hand_in(year, old, RF)
    assert (codes(first), first.outcome) == (["INL-27"], "refused")
    book = opened(first)
    assert cell_of(book, *OUTCOME).value == 10.8
    assert cell_of(book, "Ekonomi", "rf", "budget").value == 17
    assert start_cell(book, "Klart att lämna in").value is None
    assert lines(book)[0][4].startswith("Svaren är flyttade hit")
    signed = hand_in(year, changed(opened_bytes(first), sign), "rf ny.xlsx")
    assert signed.outcome == "accepted"
    (year.inbox / RF).write_bytes(old)
    assert receive(year, [year.inbox / RF], NOW)[0].copy is None


@pytest.mark.parametrize("damage", [row_removed, sheet_removed], ids=lambda d: d.__name__)
def test_restored_form_asks_for_yes_again(year: Year, damage: Change) -> None:  # CP11
    first = hand_in(year, changed(returned(year, "rf"), damage), RF)
    book = opened(first)
    assert start_cell(book, "Klart att lämna in").value is None
    (note,) = [text for at, text in notes(book).items() if at.startswith("Start!")]
    assert note.endswith(RESIGN)
    assert first.copy is not None
    again = hand_in(year, first.copy.read_bytes(), "igen.xlsx")
    assert "INL-14" in codes(again)


def test_locked_copy_stores_nothing(year: Year) -> None:  # CP12
    target = year.returns / PERIOD / f"rev-{PERIOD}-att-komplettera.xlsx"
    target.mkdir(parents=True)  # as impossible to replace as a file that Excel holds
    (target / "x").write_bytes(b"")
    with pytest.raises(FileLocked, match=r"att-komplettera\.xlsx"):
        hand_in(year, returned(year, "rev"), REV)
    assert standing(year, "rev") is None


def test_copy_is_the_same_from_the_same(year: Year) -> None:  # CP06
    first = hand_in(year, returned(year, "rev"), REV)
    assert first.copy is not None
    kept = first.copy.read_bytes()
    year.store_file.unlink()
    assert kept == opened_bytes(hand_in(year, returned(year, "rev"), REV))


def opened_bytes(receipt: Receipt) -> bytes:
    assert receipt.copy is not None
    return receipt.copy.read_bytes()
