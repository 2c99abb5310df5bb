"""Kontrollera and Rensa markeringar on the open workbook, through xlwings on LibreOffice.

- XC01: what is wrong stands in the cells, in their notes and in a list; the first is jumped to.
- XC02: a workbook without faults is not touched, so that undo still works.
- XC03: what is typed but not saved is checked; the file on disk is not changed.
- XC04: clearing puts every cell back as it was.
- XC05: a note that a person wrote is left alone.
- XC06: a sheet with a password is told of, the others are marked.
- XC07: checking again follows what has been mended.
- XC08: the marks and the list are no part of what is handed in.
- XC09: the plan's own workbook is checked as ``plan check`` does.
- XC10: where no year is near, the workbook is checked by what it carries.
- XC11: whatever tabs are called, and wherever rows have moved, the marks are found again.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sheetplan.errors import SheetplanError
from sheetplan.flows.receive import check, check_alone
from sheetplan.flows.year import Year
from tests.conftest import (
    cell_of,
    changed,
    codes,
    contents,
    issued_file,
    plan_changed,
    returned,
    tab_of,
)
from tests.excel import Excel

ERROR, REMARK, INPUT = "FFC7CE", "FFD9A8", "FFF5CC"


@pytest.fixture
def form(year: Year) -> Path:
    """The assembly's workbook, filled in, where it was issued."""
    path = issued_file(year, "rf")
    path.write_bytes(returned(year, "rf"))
    return path


def at(form: Path, sheet: str, row: str, column: str) -> str:
    """Return where a cell of the form stands."""
    return cell_of(load_workbook(form), sheet, row, column).coordinate


def beside(form: Path) -> dict[str, bytes]:
    """Return the files beside a workbook, without LibreOffice's own mark that it is open."""
    return {name: data for name, data in contents(form.parent).items() if "~lock" not in name}


def test_faults_are_marked_listed_and_jumped_to(excel: Excel, form: Path) -> None:  # XC01
    amount, blank = at(form, "Ekonomi", "rf", "outcome"), at(form, "Uppdrag", "rf-8", "analysis")
    excel.open(form)
    excel.type("Ekonomi", amount, "ca 300")
    excel.type("Uppdrag", blank, "")
    said = excel.do("check")
    assert not said.in_order
    assert said.sentence == (
        "”rf-2025-08.xlsx” har 1 fel och 1 anmärkning, som står på bladet Kontroll och är "
        "markerade i cellerna."
    )
    assert excel.asked == [said.sentence]
    assert excel.tint("Ekonomi", amount) == ERROR
    assert excel.tint("Uppdrag", blank) == REMARK
    assert excel.note("Ekonomi", amount).startswith("Fel: Cellen innehåller ”ca 300”.")
    assert excel.note("Uppdrag", blank).startswith("Anmärkning: ")
    assert excel.place == ("Ekonomi", amount)
    rows = excel.listed()
    assert [row[:2] for row in rows] == [
        ["✖ Fel", f"Ekonomi!{amount}"], ["• Anmärkning", f"Uppdrag!{blank}"]
    ]  # fmt: skip
    assert excel.shown("Kontroll", "A2") == "1 fel och 1 anmärkning."
    assert excel.app.script.status == ["Kontrollerar …", False]
    hidden = [excel.book.sheets("Kontroll").range((1, col)).column_hidden for col in range(1, 11)]
    assert hidden == [False] * 6 + [True] * 4
    assert excel.book.sheets("Ekonomi").api.ProtectContents


def test_a_workbook_without_faults_is_not_touched(excel: Excel, form: Path) -> None:  # XC02
    before = beside(form)
    book = excel.open(form)
    here = excel.place
    assert excel.do("check").in_order
    assert excel.asked == ["”rf-2025-08.xlsx” är i ordning: inga fel eller anmärkningar."]
    assert book.api.Saved
    assert excel.place == here
    assert beside(form) == before
    assert excel.do("clear").sentence == "”rf-2025-08.xlsx” har inga markeringar."
    assert book.api.Saved


def test_what_is_not_saved_is_checked(excel: Excel, form: Path) -> None:  # XC03
    amount, before = at(form, "Ekonomi", "rf", "outcome"), beside(form)
    excel.open(form)
    assert excel.do("check").in_order
    excel.type("Ekonomi", amount, "många")
    assert "1 fel" in excel.do("check").sentence
    assert beside(form) == before


def test_clearing_puts_everything_back(excel: Excel, form: Path) -> None:  # XC04
    amount = at(form, "Ekonomi", "rf", "outcome")
    form.write_bytes(changed(form.read_bytes(), lambda b: b["Start"].__setitem__("B30", "hej")))
    excel.open(form)
    names = [sheet.name for sheet in excel.book.sheets]
    tints = {cell: excel.tint("Ekonomi", cell) for cell in (amount, "D6", "E7")}
    excel.type("Ekonomi", amount, "många")
    excel.book.sheets("Uppdrag").activate()
    excel.book.sheets("Uppdrag").range("C7").select()
    excel.do("check")
    assert excel.tint("Ekonomi", amount) == ERROR
    excel.book.sheets("Uppdrag").activate()
    excel.book.sheets("Uppdrag").range("C7").select()
    assert excel.do("clear").sentence == "2 markeringar är borttagna."  # the text on Start too
    assert {cell: excel.tint("Ekonomi", cell) for cell in tints} == tints
    assert tints[amount] == INPUT
    assert excel.note("Ekonomi", amount) == ""
    assert [sheet.name for sheet in excel.book.sheets] == names
    assert excel.place == ("Uppdrag", "C7")
    assert excel.book.sheets("Ekonomi").api.ProtectContents
    assert excel.shown("Ekonomi", amount) == "många"


def test_peoples_own_notes_are_left_alone(excel: Excel, form: Path) -> None:  # XC05
    amount = at(form, "Ekonomi", "rf", "outcome")
    book = excel.open(form)
    sheet = book.sheets("Ekonomi")
    sheet.api.Unprotect("")
    sheet.range(amount).add_note("Fel siffra? Fråga Ekonomi!")
    sheet.api.Protect()
    excel.type("Ekonomi", amount, "många")
    excel.do("check")
    assert excel.tint("Ekonomi", amount) == ERROR
    assert excel.note("Ekonomi", amount) == "Fel siffra? Fråga Ekonomi!"
    excel.do("clear")
    assert excel.tint("Ekonomi", amount) == INPUT
    assert excel.note("Ekonomi", amount) == "Fel siffra? Fråga Ekonomi!"


def test_a_sheet_with_a_password_is_told_of(excel: Excel, form: Path) -> None:  # XC06
    amount, blank = at(form, "Ekonomi", "rf", "outcome"), at(form, "Uppdrag", "rf-8", "analysis")
    book = excel.open(form)
    excel.type("Ekonomi", amount, "många")
    excel.type("Uppdrag", blank, "")
    book.sheets("Ekonomi").own.unprotect("")
    book.sheets("Ekonomi").own.protect("hemligt")
    said = excel.do("check").sentence
    assert said.endswith("inte är markerade på Ekonomi, som har lösenord.")
    assert excel.tint("Ekonomi", amount) == INPUT
    assert excel.tint("Uppdrag", blank) == REMARK
    assert len(excel.listed()) == 2


def test_a_workbook_with_a_locked_structure(excel: Excel, form: Path) -> None:  # XC06
    amount = at(form, "Ekonomi", "rf", "outcome")
    book = excel.open(form)
    excel.type("Ekonomi", amount, "många")
    book.document.protect("")
    with pytest.raises(SheetplanError, match="skyddad struktur"):
        excel.do("check")
    assert "skyddad struktur" in excel.asked[-1]
    assert excel.tint("Ekonomi", amount) == INPUT


def test_checking_again_follows_what_was_mended(excel: Excel, form: Path) -> None:  # XC07
    amount, other = (at(form, "Ekonomi", row, "outcome") for row in ("rf", "rf-beredningar"))
    excel.open(form)
    excel.type("Ekonomi", amount, "många")
    excel.type("Ekonomi", other, "få")
    assert "2 fel" in excel.do("check").sentence
    assert excel.do("clear").sentence == "2 markeringar är borttagna."
    assert "2 fel" in excel.do("check").sentence
    excel.type("Ekonomi", amount, 10.8)
    assert "1 fel" in excel.do("check").sentence
    assert excel.tint("Ekonomi", amount) == INPUT
    assert excel.note("Ekonomi", amount) == ""
    assert excel.tint("Ekonomi", other) == ERROR
    assert [sheet.name for sheet in excel.book.sheets].count("Kontroll") == 1
    excel.type("Ekonomi", other, 5.2)
    assert excel.do("check").in_order
    assert "Kontroll" not in [sheet.name for sheet in excel.book.sheets]


def test_marks_are_no_part_of_what_is_handed_in(  # XC08
    excel: Excel, form: Path, year: Year
) -> None:
    amount, blank = at(form, "Ekonomi", "rf", "outcome"), at(form, "Uppdrag", "rf-8", "analysis")
    excel.open(form)
    excel.type("Ekonomi", amount, "=1/0")
    excel.type("Uppdrag", blank, "")
    excel.do("check")
    before = codes(check(year, [form])[0])
    assert before == []
    excel.book.save()
    marked = codes(check(year, [form])[0])
    excel.do("clear")
    excel.book.save()
    assert marked == codes(check(year, [form])[0])
    assert len(marked) == 2


def test_the_plan_is_checked_too(excel: Excel, year: Year) -> None:  # XC09
    plan_changed(year, "Perioder", "2025-08", "Svar senast", "snart")
    excel.open(year.plan_file)
    said = excel.do("check")
    assert not said.in_order
    assert "plan.xlsx” har 1 fel och" in said.sentence
    assert excel.place[0] == "Perioder"
    assert excel.tint(*excel.place) == ERROR


def test_far_from_a_year_it_is_checked_alone(  # XC10
    excel: Excel, form: Path, tmp_path: Path
) -> None:
    away = tmp_path / "Hämtade filer" / "=svar $(1) ”ett” 'två' å.xlsx"
    away.parent.mkdir()
    shutil.move(form, away)
    amount = at(away, "Ekonomi", "rf", "outcome")
    assert codes(check_alone([away])[0]) == []
    excel.open(away)
    assert excel.do("check").in_order
    excel.type("Ekonomi", amount, "många")
    assert excel.do("check").sentence.startswith("”=svar $(1) ”ett” 'två' å.xlsx” har 1 fel")
    assert list(beside(away)) == [away.name]


def test_a_foreign_workbook_is_told_of(excel: Excel, tmp_path: Path, form: Path) -> None:  # XC10
    other = tmp_path / "budget.xlsx"
    other.write_bytes(
        changed(form.read_bytes(), lambda book: book.remove(tab_of(book, "_sheetplan")))
    )
    excel.open(other)
    said = excel.do("check")
    assert not said.in_order
    assert said.sentence == "”budget.xlsx” har 1 fel, som står på bladet Kontroll."
    assert excel.place[0] == "Kontroll"
    assert [row[1] for row in excel.listed()] == ["Hela filen"]
    said = excel.do("clear")
    assert said.sentence == "Bladet med listan är borttaget; inga celler var markerade."
    assert "Kontroll" not in [sheet.name for sheet in excel.book.sheets]


@pytest.mark.parametrize("name", ["=1+1", "Mål 'medel' 25", "-5", "Blad 1!"])
def test_tabs_may_be_called_anything(excel: Excel, form: Path, name: str) -> None:  # XC11
    amount = at(form, "Ekonomi", "rf", "outcome")
    book = excel.open(form)
    book.sheets("Ekonomi").name = name
    excel.type(name, amount, "många")
    excel.do("check")
    assert excel.place == (name, amount)
    assert excel.listed()[0][1] == f"{name}!{amount}"
    assert excel.shown("Kontroll", "G6") == name  # a text, and no formula
    assert excel.tint(name, amount) == ERROR
    excel.do("clear")
    assert excel.tint(name, amount) == INPUT


def test_a_persons_own_sheet_of_that_name(excel: Excel, form: Path) -> None:  # XC11
    amount = at(form, "Ekonomi", "rf", "outcome")
    book = excel.open(form)
    book.sheets.add(name="Kontroll").range("A1").raw_value = "egna anteckningar"
    excel.type("Ekonomi", amount, "många")
    said = excel.do("check").sentence
    (listed,) = {sheet.name for sheet in book.sheets if sheet.name.startswith("Kontroll")} - {
        "Kontroll"
    }
    assert f"på bladet {listed} och" in said
    excel.do("clear")
    assert listed not in [sheet.name for sheet in book.sheets]
    assert excel.shown("Kontroll", "A1") == "egna anteckningar"


def test_marks_that_have_moved_are_found(excel: Excel, form: Path) -> None:  # XC11
    amount = at(form, "Ekonomi", "rf", "outcome")
    moved = f"{amount[0]}{int(amount[1:]) + 1}"
    sheet = excel.open(form).sheets("Ekonomi")
    excel.type("Ekonomi", amount, "många")
    excel.do("check")
    sheet.api.Unprotect("")
    sheet.own.Rows.insertByIndex(int(amount[1:]) - 1, 1)
    sheet.range(amount).color = "#00FF00"
    sheet.api.Protect()
    assert excel.tint("Ekonomi", moved) == ERROR
    excel.do("clear")
    assert excel.tint("Ekonomi", moved) == INPUT
    assert excel.note("Ekonomi", moved) == ""
    assert excel.tint("Ekonomi", amount) == "00FF00"
