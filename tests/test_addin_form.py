"""Klarmarkera and Lämna in, and all that can stand in the way, through xlwings on LibreOffice.

- XF01: only a workbook without errors is signed off, with who, as what and when, after a yes.
- XF02: the name is Excel's own where none is typed; a title is never guessed.
- XF03: a copy is put in the inbox of the year that the workbook lies in, and is then received.
- XF04: a workbook with errors is not handed in, nor the same file twice; another stands beside.
- XF05: no path is taken from the workbook; where no year is near that is said.
- XF06: a book on the web, one never saved, one read only, two of one name: each a sentence.
- XF07: no Excel, no book, a cell being edited, no consent: each a sentence.
- XF08: only the actions of the table can be run.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from sheetplan.addin.actions import find
from sheetplan.addin.failures import ExcelBusy, NoConsent, NoExcel, meaning
from sheetplan.errors import SheetplanError
from sheetplan.flows.receive import receive
from sheetplan.flows.year import Year
from tests.conftest import NOW, changed, issued_file, returned, start_cell
from tests.excel import Excel

SIGNER = "Ruben Fiktiv, Utredare, 2025-09-15"
LABELS = ("Namn", "Befattning", "Datum", "Klart att lämna in")


def unsigned(book: Workbook) -> None:
    for label in LABELS:
        start_cell(book, label).value = None


@pytest.fixture
def form(year: Year) -> Path:
    """The assembly's workbook, filled in and not signed, where it was issued."""
    path = issued_file(year, "rf")
    path.write_bytes(changed(returned(year, "rf"), unsigned))
    return path


@pytest.fixture
def signed(year: Year) -> Path:
    """The same, signed."""
    path = issued_file(year, "rf")
    path.write_bytes(returned(year, "rf"))
    return path


def field(excel: Excel, label: str) -> tuple[str, object]:
    """Return the cell of a field of the sign-off and what it holds."""
    rows = excel.book.sheets("Start").range("A1:B60").raw_value
    row = next(number for number, cells in enumerate(rows, 1) if cells[0] == label)
    return f"B{row}", rows[row - 1][1]


def fails(excel: Excel, action: str, **wish: object) -> str:
    """Perform an action that cannot be done; return the sentence, which Excel has shown too."""
    with pytest.raises(SheetplanError) as error:
        excel.do(action, **wish)
    return str(error.value)


def test_signing_off(excel: Excel, form: Path) -> None:  # XF01
    excel.open(form)
    excel.do("check")
    assert excel.tint(*excel.place) == "FFC7CE"
    marked = excel.place
    excel.app.script.asked.clear()
    excel.type("Start", field(excel, "Namn")[0], "Ruben Fiktiv")
    excel.type("Start", field(excel, "Befattning")[0], "Utredare")
    said = excel.do("sign")
    assert said.in_order
    assert excel.asked == [
        f"Klarmarkera ”rf-2025-08.xlsx” som {SIGNER}?",
        f"”rf-2025-08.xlsx” är klarmarkerad av {SIGNER} och kan lämnas in.",
    ]
    assert excel.tint(*marked) == "FFF5CC"
    assert [field(excel, label)[1] for label in LABELS] == [
        "Ruben Fiktiv", "Utredare", 45915.0, "Ja"
    ]  # fmt: skip
    assert excel.do("check").in_order
    assert excel.do("sign").sentence == (f"”rf-2025-08.xlsx” är redan klarmarkerad av {SIGNER}.")


def test_not_signed_off_with_errors_or_without_a_yes(excel: Excel, form: Path) -> None:  # XF01
    excel.open(form)
    excel.type("Start", field(excel, "Befattning")[0], "Utredare")
    excel.app.script.answers["Klarmarkera"] = "no"
    assert excel.do("sign").sentence == "”rf-2025-08.xlsx” är inte klarmarkerad."
    excel.type("Ekonomi", "E6", "många")
    said = excel.do("sign")
    assert not said.in_order
    assert said.sentence == (
        "”rf-2025-08.xlsx” har 1 fel och är inte klarmarkerad. Kontrollera först."
    )
    assert field(excel, "Klart att lämna in")[1] == ""


def test_a_title_is_not_guessed(excel: Excel, form: Path) -> None:  # XF02
    excel.open(form)
    cell = field(excel, "Befattning")[0]
    assert excel.do("sign").sentence == (
        f"Skriv befattning i {cell} på bladet Start och klarmarkera igen."
    )
    assert excel.place == ("Start", cell)
    excel.type("Start", cell, "Controller")
    excel.do("sign")
    assert field(excel, "Namn")[1] == "Anna Berg"


def test_another_workbook_cannot_be_signed(excel: Excel, year: Year) -> None:  # XF01
    excel.open(year.plan_file)
    assert excel.do("sign").sentence == (
        "”plan.xlsx” går inte att klarmarkera. Öppna arbetsboken som ni fick att fylla i."
    )


def test_handing_in(excel: Excel, signed: Path, year: Year) -> None:  # XF03
    excel.open(signed)
    excel.type("Ekonomi", "E6", 11.25)
    target = year.inbox / signed.name
    assert excel.do("submit").sentence == f"”rf-2025-08.xlsx” är inlämnad: {target}."
    assert target.read_bytes() == signed.read_bytes()
    assert excel.book.api.Saved
    (receipt,) = receive(year, [], NOW)
    assert receipt.outcome == "accepted"


def test_not_handed_in_with_errors_nor_twice(
    excel: Excel, signed: Path, year: Year
) -> None:  # XF04
    excel.open(signed)
    excel.type("Ekonomi", "E6", "många")
    said = excel.do("submit")
    assert not said.in_order
    assert said.sentence == (
        "”rf-2025-08.xlsx” har 1 fel och är inte inlämnad. Kontrollera, rätta och lämna in igen."
    )
    assert list(year.inbox.iterdir()) == []
    excel.type("Ekonomi", "E6", 11.25)
    excel.do("submit")
    assert "redan inlämnad" in excel.do("submit").sentence
    excel.type("Ekonomi", "E6", 11.5)
    excel.do("submit")
    names = sorted(path.name for path in year.inbox.iterdir())
    assert names == ["rf-2025-08 (2).xlsx", "rf-2025-08.xlsx"]
    assert [receipt.outcome for receipt in receive(year, [], NOW)] == ["accepted", "remarks"]


def test_no_path_comes_from_the_workbook(  # XF05
    excel: Excel, signed: Path, year: Year, tmp_path: Path
) -> None:
    away, trap = tmp_path / "Hämtade filer" / signed.name, tmp_path / "fälla"
    away.parent.mkdir()
    (trap / "inbox").mkdir(parents=True)
    (trap / "plan.xlsx").write_bytes(year.plan_file.read_bytes())

    def planted(book: Workbook) -> None:
        sheet = book.create_sheet("xlwings.conf")
        sheet.append(["PYTHONPATH", str(trap)])
        sheet.append(["Interpreter_Win", str(trap / "python.exe")])
        sheet.append(["inbox", str(trap / "inbox")])

    away.write_bytes(changed(signed.read_bytes(), planted))
    (away.parent / "sheetplan.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    excel.open(away)
    assert fails(excel, "submit") == (
        f"Ingen årsmapp nås från ”{away.parent}”. Skicka i stället arbetsboken till den som står "
        "vid Frågor på bladet Start, eller ange mappen: sheetplan excel submit --folder MAPP"
    )
    assert list((trap / "inbox").iterdir()) == []
    assert excel.do("submit", folder=year.root).in_order
    assert [path.name for path in year.inbox.iterdir()] == [signed.name]


def test_a_book_on_the_web(excel: Excel, signed: Path) -> None:  # XF06
    book = excel.open(signed)
    book.said_name = "https://region.sharepoint.com/sites/uppf%C3%B6ljning/rf%202025.xlsx"
    assert "”rf 2025.xlsx” ligger på SharePoint eller OneDrive" in fails(excel, "submit")
    assert excel.do("check").sentence.startswith("”rf 2025.xlsx” är i ordning")


def test_a_book_that_was_never_saved(excel: Excel, signed: Path) -> None:  # XF06
    excel.open(signed).said_name = "Bok1"
    for action in ("check", "sign", "submit"):
        assert fails(excel, action) == (
            "”Bok1” är inte sparad än. Spara den som .xlsx och försök igen."
        )


def test_a_book_that_is_read_only(excel: Excel, signed: Path, year: Year) -> None:  # XF06
    excel.open(signed).is_read_only = True
    excel.type("Ekonomi", "E6", 11.25)
    assert fails(excel, "submit").startswith("”rf-2025-08.xlsx” är öppnad som skrivskyddad")
    assert list(year.inbox.iterdir()) == []


def test_two_books_of_one_name(excel: Excel, signed: Path, tmp_path: Path) -> None:  # XF06
    other = tmp_path / "andra" / signed.name
    other.parent.mkdir()
    shutil.copy(signed, other)
    excel.open(signed)
    excel.start().open(other)
    assert fails(excel, "check").startswith("Två arbetsböcker som heter ”rf-2025-08.xlsx”")
    excel.app.activate()
    excel.open(tmp_path / shutil.copy(signed, tmp_path / "egen.xlsx"))
    assert excel.do("check").sentence.startswith("”egen.xlsx”")


def test_no_excel_and_no_book(excel: Excel) -> None:  # XF07
    assert fails(excel, "check").startswith("Ingen arbetsbok är öppen i Excel.")
    excel.stop()
    assert fails(excel, "check").startswith("Inget Excel är öppet.")


def test_a_cell_is_being_edited(excel: Excel, signed: Path) -> None:  # XF07
    excel.open(signed)
    excel.app.script.is_editing = True
    assert fails(excel, "check").startswith("Excel svarar inte, för en cell redigeras")


class com_error(Exception):  # noqa: N801 - pywin32's own name
    """What pywin32 raises: number, text, details with Excel's own number, argument."""

    @property
    def hresult(self) -> int:
        return int(self.args[0])


class CommandError(Exception):
    """What appscript raises."""

    def __init__(self, number: int) -> None:
        self.errornumber = number


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (com_error(-2147418111, "Call was rejected by callee.", None, None), ExcelBusy),
        (com_error(-2147352567, "Exception", (0, "", "", "", 0, -2146777998), None), ExcelBusy),
        (com_error(-2147023174, "RPC server", None, None), NoExcel),
        (CommandError(-1743), NoConsent),
        (CommandError(-600), NoExcel),
        (CommandError(-1712), ExcelBusy),
    ],
)
def test_what_excel_says_becomes_a_sentence(  # XF07
    error: Exception, kind: type[SheetplanError]
) -> None:
    assert type(meaning(error)) is kind


def test_what_is_not_excels_is_not_hidden() -> None:  # XF07
    assert meaning(KeyError("outcome")) is None
    refused = meaning(com_error(-2146827284, "Unable to\nset", None, None))
    assert str(refused).startswith("Excel kunde inte göra det (")


def test_only_what_the_table_offers_can_be_run(excel: Excel, signed: Path) -> None:  # XF08
    excel.open(signed)
    for name in ("updates", "Kontrollera", "check; rm -rf ~", "__import__('os')", "", "../check"):
        with pytest.raises(SheetplanError, match=r"finns inte[.] Välj bland check, clear"):
            excel.do(name)
    assert excel.asked == []
    assert find("check").label == "Kontrollera"
