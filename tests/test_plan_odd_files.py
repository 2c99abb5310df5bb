"""Plans as people keep them: real workbooks with every oddity, read rightly or pointed out.

- PO01: rows that are hidden or filtered away are read as the others, and told once a sheet.
- PO02: merged cells are told with their area; titles and blanks may be merged in peace.
- PO03: rows and columns that are only formatted, and formulas that give nothing, are nothing.
- PO04: a column or a tab that is not read is told; a tab under another name is an error.
- PO05: rows above the header are told, whether sorted there or typed over the example.
- PO06: a formula is read by its stored value; one from elsewhere is told, one without refused.
- PO07: numbers, per cent and days that are text are read where that is certain.
- PO08: a save by LibreOffice changes nothing of this.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook

from sheetplan.flows.year import read_plan_file
from sheetplan.plan.goal import Goal
from sheetplan.plan.plan import Plan
from tests.conftest import Change, changed_plan, read_bytes, tab_of
from tests.odd_plans import FIRST, Kept, column, said, with_stored
from tests.office import Office


def hidden(book: Workbook) -> None:
    for row in (6, 8, 9):
        tab_of(book, "Mål").row_dimensions[row].hidden = True


def filtered(book: Workbook) -> None:
    tab = tab_of(book, "Mål")
    tab.auto_filter.add_filter_column(0, ["m1", "m3", "m6", "m7"])
    hidden(book)


@pytest.mark.parametrize("change", [hidden, filtered])
def test_hidden_rows_are_read_and_told_once(kept: Kept, plan: Plan, change: Change) -> None:
    reading = kept(change)  # PO01
    assert reading.plan is not None
    assert reading.plan.goals == plan.goals
    [problem] = reading.problems
    assert (problem.rule.code, problem.place.sheet) == ("SHEET-09", Goal.sheet)
    assert problem.message.startswith("Raderna 6 och 8–9 är dolda eller bortfiltrerade")


def test_merged_cells_that_must_be_filled_in_are_one_error(kept: Kept) -> None:  # PO02
    reading = kept(lambda book: tab_of(book, "Mål").merge_cells("C6:C8"))
    assert said(reading) == ["SHEET-12 Mål!C6"]
    assert "C6:C8" in reading.problems[0].message


def test_merged_cells_that_may_be_blank_are_a_remark(kept: Kept) -> None:  # PO02
    def merge(book: Workbook) -> None:
        letter = column(book, "Uppdrag", "Riktas till")
        tab_of(book, "Uppdrag").merge_cells(f"{letter}6:{letter}7")

    assert [one.partition(" ")[0] for one in said(kept(merge))] == ["SHEET-13"]


def test_merged_settings_are_an_error(kept: Kept) -> None:  # PO02
    reading = kept(lambda book: tab_of(book, "Inställningar").merge_cells("B5:B6"))
    assert said(reading) == ["SHEET-12 Inställningar!B5"]


def test_a_heading_between_rows_is_told(kept: Kept) -> None:  # PO02
    def head(book: Workbook) -> None:
        tab = tab_of(book, "Delmål")
        tab.insert_rows(7)
        tab["A7"] = "Mål 2"
        tab.merge_cells("A7:E7")

    reading = kept(head)
    assert said(reading) == ["SHEET-12 Delmål!A7", "CELL-02 Delmål!A7"]


def peaceful(area: str) -> Change:
    return lambda book: tab_of(book, "Mål").merge_cells(area)


def several_titles(book: Workbook) -> None:
    tab_of(book, "Mål").merge_cells("A1:D1")
    tab_of(book, "Mål").merge_cells("A2:D2")


def two_lines(book: Workbook) -> None:
    tab = tab_of(book, "Mål")
    tab.insert_rows(7)
    tab.merge_cells("B6:B7")


def two_blanks(book: Workbook) -> None:
    tab, letter = tab_of(book, "Uppdrag"), column(book, "Uppdrag", "Riktas till")
    blank = next(r for r in range(FIRST, 99) if not (tab[f"{letter}{r}"].value))
    assert tab[f"{letter}{blank + 1}"].value is None
    tab.merge_cells(f"{letter}{blank}:{letter}{blank + 1}")


@pytest.mark.parametrize(
    "change", [several_titles, two_lines, two_blanks, peaceful("H6:K6"), peaceful("A60:D70")]
)
def test_merged_cells_that_hide_nothing_are_left_alone(
    kept: Kept, plan: Plan, change: Change
) -> None:  # PO02
    reading = kept(change)
    assert said(reading) == []
    assert reading.plan is not None
    assert reading.plan.goals == plan.goals


def coloured(book: Workbook) -> None:
    for row in range(13, 400):
        for cell in tab_of(book, "Mål")[row]:
            cell.fill = PatternFill("solid", fgColor="FFFF00")


def dragged_down(book: Workbook) -> None:
    tab = tab_of(book, "Mål")
    for row in range(13, 30):
        tab.cell(row, 1).value = '=""'


def spaced(book: Workbook) -> None:
    tab_of(book, "Mål").insert_rows(8)
    tab_of(book, "Mål")["B8"] = "  "


@pytest.mark.parametrize("change", [coloured, spaced])
def test_rows_with_nothing_in_them_are_nothing(kept: Kept, plan: Plan, change: Change) -> None:
    reading = kept(change)  # PO03
    assert said(reading) == []
    assert reading.plan is not None
    assert reading.plan.goals == plan.goals


def test_formulas_that_give_an_empty_text_are_nothing(tmp_path: Path) -> None:  # PO03
    data = with_stored(changed_plan(dragged_down), "Mål", '""', "", of_text=True)
    assert said(read_bytes(tmp_path / "plan.xlsx", data)) == []


def extra_column(book: Workbook) -> None:
    tab = tab_of(book, "Enheter")
    tab["J4"], tab["J5"] = "Antekning", "ny i år"


def nameless_column(book: Workbook) -> None:
    tab_of(book, "Enheter")["L7"] = "fråga Anna"


def misspelt_amount(book: Workbook) -> None:
    letter = column(book, "Ramar", "Omfördelning")
    tab_of(book, "Ramar")[f"{letter}4"] = "Omfördelnig"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (extra_column, "SHEET-04 Enheter!J4"),
        (nameless_column, "SHEET-11 Enheter!L7"),
        (misspelt_amount, "SHEET-14 Ramar!I4"),
    ],
)
def test_a_column_that_is_not_read_is_told(kept: Kept, change: Change, expected: str) -> None:
    reading = kept(change)  # PO04
    assert said(reading) == [expected]
    assert reading.plan is not None


def test_a_misspelt_setting_is_told(kept: Kept) -> None:  # PO04
    def misspell(book: Workbook) -> None:
        tab = tab_of(book, "Inställningar")
        row = next(row for row in tab.iter_rows() if row[0].value == "Ord för mål")
        row[0].value = "Ord för måll"

    [problem] = kept(misspell).problems
    assert problem.rule.code == "SHEET-04"
    assert "men liknar ”Ord för mål”" in problem.message


def titled(old: str, new: str) -> Change:
    def change(book: Workbook) -> None:
        tab_of(book, old).title = "_"  # a new case alone is no new name to openpyxl
        tab_of(book, "_").title = new

    return change


@pytest.mark.parametrize("name", ["INDIKATORER", " Indikatorer ", "indikatorer"])
def test_case_and_blanks_in_a_tabs_name_are_fine(kept: Kept, name: str) -> None:  # PO04
    assert said(kept(titled("Indikatorer", name))) == []


@pytest.mark.parametrize("name", ["Indikatorer 2026", "Indikator", "Blad1", "Mätetal"])
def test_a_tab_under_another_name_is_an_error(kept: Kept, name: str) -> None:  # PO04
    reading = kept(titled("Indikatorer", name))
    assert said(reading) == [f"SHEET-05 {name}!"]
    assert reading.plan is None


def test_a_settings_tab_under_another_name_is_an_error(kept: Kept) -> None:  # PO04
    assert said(kept(titled("Inställningar", "Uppgifter"))) == ["SHEET-05 Uppgifter!"]


def test_a_hidden_tab_that_looks_like_a_sheet_is_an_error(kept: Kept) -> None:  # PO04
    def hide(book: Workbook) -> None:
        titled("Indikatorer", "Blad1")(book)
        tab_of(book, "Blad1").sheet_state = "hidden"

    assert said(kept(hide)) == ["SHEET-05 Blad1!"]


def own_notes(book: Workbook) -> None:
    book.create_sheet("Att göra")["A1"] = "Ringa Anna"


def own_blank(book: Workbook) -> None:
    book.create_sheet("Blad1")


def own_hidden(book: Workbook) -> None:
    own_notes(book)
    tab_of(book, "Att göra").sheet_state = "hidden"


def copied(book: Workbook) -> None:
    book.copy_worksheet(tab_of(book, "Indikatorer"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (own_notes, ["SHEET-08 Att göra!"]),
        (copied, ["SHEET-08 Indikatorer Copy!"]),
        (own_blank, []),
        (own_hidden, []),
        (titled("Börja här", "börja här "), []),
    ],
)
def test_a_tab_of_ones_own_is_told_where_it_holds_anything(
    kept: Kept, change: Change, expected: list[str]
) -> None:  # PO04
    reading = kept(change)
    assert said(reading) == expected
    assert reading.plan is not None


def sorted_with_header(book: Workbook) -> None:
    """Sort the whole sheet by its second column: the header ends up among the rows."""
    tab = tab_of(book, "Mål")
    rows = [[cell.value for cell in row] for row in tab.iter_rows(min_row=4, max_row=11)]
    for number, row in enumerate([*rows[3:], rows[0], *rows[1:3]], start=4):
        for col, value in enumerate(row, start=1):
            tab.cell(number, col).value = value


def typed_over_the_example(book: Workbook) -> None:
    tab = tab_of(book, "Enheter")
    for col, value in enumerate(("hsn-akut", "hsn", "Akutsjukvården"), start=1):
        tab.cell(3, col).value = value


@pytest.mark.parametrize(
    ("change", "expected", "rows"),
    [
        (sorted_with_header, "ROW-03 Mål!A4", "raderna 4–8"),
        (typed_over_the_example, "ROW-03 Enheter!A3", "rad 3"),
    ],
)
def test_rows_above_the_header_are_an_error(
    kept: Kept, change: Change, expected: str, rows: str
) -> None:  # PO05
    reading = kept(change)
    assert expected in said(reading)
    assert rows in next(p.message for p in reading.problems if p.rule.code == "ROW-03")


def everything(book: Workbook) -> None:
    hidden(book)
    own_notes(book)
    extra_column(book)
    coloured(book)
    tab_of(book, "Nämnder").merge_cells("B6:B7")


def test_a_save_by_libreoffice_changes_nothing(office: Office, tmp_path: Path) -> None:  # PO08
    path = tmp_path / "plan.xlsx"
    before = read_bytes(path, changed_plan(everything))
    (again,) = office.convert([path], tmp_path / "sparad", "xlsx")
    assert said(read_plan_file(again)) == said(before)
    assert len(said(before)) == 4
