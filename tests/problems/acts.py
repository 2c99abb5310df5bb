"""What a person did for each entry that is not a sheet: a file or a return, made for real."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.demo import fill_in
from sheetplan.flows.issue import issue
from sheetplan.flows.receive import check, receive
from sheetplan.flows.year import Year, read_plan_file
from sheetplan.plan.receiving import IDENTITY_SHEET
from sheetplan.schema.problem import Problem
from tests.conftest import (
    NOW,
    PERIOD,
    UNIT,
    Change,
    Typed,
    cell_of,
    changed,
    column_number,
    issue_to_committees,
    issued_file,
    plan_changed,
    returned,
    row_number,
    saved,
    start_cell,
    tab_of,
)
from tests.own_tables import plan_of
from tests.problems.alone_acts import ALONE_ACTS
from tests.problems.economy_acts import ECONOMY_ACTS
from tests.problems.hostile_acts import HOSTILE_ACTS
from tests.problems.ledger_acts import LEDGER_ACTS
from tests.problems.plan_acts import PLAN_ACTS
from tests.problems.publishing_acts import PUBLISHING_ACTS
from tests.problems.report_acts import REPORT_ACTS
from tests.problems.split_acts import SPLIT_ACTS
from tests.problems.table_sheets import HIRED, ROWS, SHARES, SICK
from tests.problems.trial_acts import TRIAL_ACTS

Found = tuple[Problem, ...]
Act = Callable[[Year], Found]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
ENCRYPTED = _OLE + "EncryptedPackage\0".encode("utf-16-le")
OLD_EXCEL = _OLE + "Workbook\0".encode("utf-16-le")
STATUS = "rf-8"  # an assignment of the assembly
INDICATOR = "hsn-2.2.1"  # a share between 0 and 100 %, baseline 0
COUNT = "hsn-4.2.1"  # a count with baseline 274 057


def checked(year: Year, data: bytes, name: str) -> Found:
    """Return what is said about a file that came in."""
    year.inbox.mkdir(exist_ok=True)
    path = year.inbox / name
    path.write_bytes(data)
    return check(year, [path])[0].problems


def file(data: bytes, name: str = "rf-2025-08.xlsx") -> Act:
    """Send in these bytes."""
    return lambda year: checked(year, data, name)


def filled(change: Change, committee: str = "rf", name: str = "") -> Act:
    """Change a filled-in workbook by hand and send it in."""

    def act(year: Year) -> Found:
        data = changed(returned(year, committee), change)
        return checked(year, data, name or f"{committee}-{PERIOD}.xlsx")

    return act


def typed(sheet: str, row: str, key: str, value: Typed, committee: str = "rf") -> Act:
    """Type one value into a filled-in workbook and send it in."""

    def change(book: Workbook) -> None:
        cell_of(book, sheet, row, key).value = value

    return filled(change, committee)


def with_identity(data: bytes, key: str, value: str) -> bytes:
    """Return a workbook with one thing changed on its hidden identity sheet."""

    def change(book: Workbook) -> None:
        tab = tab_of(book, IDENTITY_SHEET)
        row = next(r for r in range(1, tab.max_row + 1) if tab.cell(r, 1).value == key)
        tab.cell(row, 2, value)

    data = changed(data, change)
    # The same id stands among the file's properties too.
    return without_properties(data) if key == "issue_id" else data


def identity(key: str, value: str) -> Act:
    """Send in a workbook that was issued for another year, plan, committee or record."""

    def act(year: Year) -> Found:
        return checked(year, with_identity(returned(year, "rf"), key, value), f"rf-{PERIOD}.xlsx")

    return act


def without_properties(data: bytes) -> bytes:
    """Return a workbook without its custom properties, as some programs save it."""
    book = load_workbook(io.BytesIO(data))
    del book.custom_doc_props["sheetplan"]  # type: ignore[attr-defined]  # missing in the stubs
    return saved(book)


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook with one more part in its zip."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, part)
    return buffer.getvalue()


def with_formula(data: bytes, row: str, *, formula: str, value: str) -> bytes:
    """Type a formula as an outcome, with the value that Excel keeps and openpyxl does not."""
    book = load_workbook(io.BytesIO(data))
    cell_of(book, "Ekonomi", row, "outcome").value = f"={formula}"
    part = f"xl/worksheets/sheet{book.sheetnames.index('Ekonomi') + 1}.xml"
    empty = re.compile(rf"(<f>{re.escape(formula)}</f>)<v ?(?:/>|></v>)")
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book))) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                text = empty.sub(rf"\g<1><v>{value}</v>", text.decode()).encode()
            new.writestr(name, text)
    return buffer.getvalue()


def truncated(year: Year) -> Found:
    """Lose the end of a file on its way."""
    data = returned(year, "rf")
    return checked(year, data[: len(data) // 2], f"rf-{PERIOD}.xlsx")


def picture_added(year: Year) -> Found:
    """Put a picture of 21 MB in the workbook."""
    data = with_part(returned(year, "rf"), "xl/media/image1.bmp", bytes(21 * 1024 * 1024))
    return checked(year, data, f"rf-{PERIOD}.xlsx")


def macros_added(year: Year) -> Found:
    """Save the workbook with a macro in it."""
    data = with_part(returned(year, "rf"), "xl/vbaProject.bin", b"macro")
    return checked(year, data, f"rf-{PERIOD}.xlsm")


def path_in_part(year: Year) -> Found:
    """Hide a path out of the workbook in it."""
    data = with_part(returned(year, "rf"), "../../start.bat", b"x")
    return checked(year, data, f"rf-{PERIOD}.xlsx")


def not_there(year: Year) -> Found:
    """Name a file that is not there."""
    return check(year, [year.inbox / "rf-2025-08.xlsx"])[0].problems


def not_readable(year: Year) -> Found:
    """Name a file that cannot be read; a pipe stands in for one that Excel has locked."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names on this system")
    os.mkfifo(year.inbox / "rf-2025-08.xlsx")
    return check(year, [year.inbox / "rf-2025-08.xlsx"])[0].problems


def formula_typed(year: Year) -> Found:
    """Type a formula instead of a value."""
    data = with_formula(returned(year, "rf"), "rf", formula="5.6+5.2", value="10.8")
    return checked(year, data, f"rf-{PERIOD}.xlsx")


def formula_to_elsewhere(year: Year) -> Found:
    """Type a formula that fetches its value from another workbook."""
    data = with_formula(returned(year, "rf"), "rf", formula="[1]Blad1!$C$7", value="10.8")
    return checked(year, data, f"rf-{PERIOD}.xlsx")


def own_workbook() -> bytes:
    """Return a workbook of one's own, with the answers copied to it."""
    book = NewWorkbook()
    assert book.active is not None
    book.active.append(["Ram", "Utfall perioden"])
    return saved(book)


def sent_untouched(year: Year) -> Found:
    """Send back the workbook as it came."""
    return checked(year, issued_file(year, "rf").read_bytes(), f"rf-{PERIOD}.xlsx")


def sent_twice(year: Year) -> Found:
    """Send the same file twice."""
    checked(year, returned(year, "run"), f"run-{PERIOD}.xlsx")
    receive(year, (), NOW)
    return receive(year, (), NOW + timedelta(days=1))[0].problems


def refused_twice(year: Year) -> Found:
    """Send the same faulty file twice."""
    data = changed(returned(year, "run"), unsigned)
    checked(year, data, f"run-{PERIOD}.xlsx")
    receive(year, (), NOW)
    return receive(year, (), NOW + timedelta(days=1))[0].problems


def older_issue(year: Year) -> Found:
    """Fill in the first workbook after a second one has been issued."""
    first = returned(year, "rf")
    plan_changed(year, "Ramar", "rf", "Budget", 17)
    issue_to_committees(year)
    return checked(year, first, f"rf-{PERIOD}.xlsx")


def plan_changed_since(year: Year) -> Found:
    """Change the plan after the workbooks were sent out, and issue none again."""
    sent = returned(year, "rf")
    plan_changed(year, "Ramar", "rf", "Budget", 17)
    return checked(year, sent, f"rf-{PERIOD}.xlsx")


def plan_sheet_removed(year: Year) -> Found:
    """Remove a sheet from the plan workbook."""
    book = load_workbook(year.plan_file)
    book.remove(tab_of(book, "Mål"))
    year.plan_file.write_bytes(saved(book))
    return read_plan_file(year.plan_file).problems


def untouched(book: Workbook) -> None:
    """Only save the workbook."""
    del book


def sheet_removed(book: Workbook) -> None:
    """Remove the sheet with the texts."""
    book.remove(tab_of(book, "Texter"))


def sheet_copied(book: Workbook) -> None:
    """Copy a sheet within the workbook."""
    copy = book.copy_worksheet(tab_of(book, "Ekonomi"))
    copy.title = "Ekonomi (2)"


def row_removed(book: Workbook) -> None:
    """Remove a row."""
    tab = tab_of(book, "Uppdrag")
    tab.delete_rows(row_number(tab, STATUS))


def row_copied(book: Workbook) -> None:
    """Copy a row to below the last one, hidden id and all."""
    tab = tab_of(book, "Uppdrag")
    row, last = row_number(tab, STATUS), tab.max_row + 1
    for col in range(1, tab.max_column + 1):
        tab.cell(last, col, tab.cell(row, col).value)


def column_removed(book: Workbook) -> None:
    """Remove a column."""
    tab = tab_of(book, "Ekonomi")
    tab.delete_cols(column_number(tab, "forecast"))


def column_copied(book: Workbook) -> None:
    """Copy a column with its hidden key."""
    tab = tab_of(book, "Ekonomi")
    source, last = column_number(tab, "outcome"), tab.max_column + 1
    for row in range(1, tab.max_row + 1):
        tab.cell(row, last, tab.cell(row, source).value)


def format_lost(book: Workbook) -> None:
    """Paste a share from another program, without its per cent."""
    cell = cell_of(book, "Indikatorer", INDICATOR, "outcome")
    cell.value, cell.number_format = 0.64, "General"


def unsigned(book: Workbook) -> None:
    """Say that the workbook is not ready."""
    start_cell(book, "Klart att lämna in").value = "Nej"


def both_given(book: Workbook) -> None:
    """Choose a reason although there is a value."""
    cell_of(book, "Indikatorer", INDICATOR, "absence").value = "Data saknas"


def nothing_given(book: Workbook) -> None:
    """Leave an indicator blank."""
    cell_of(book, "Indikatorer", INDICATOR, "outcome").value = None


def table_returned(answers: str, table: str = HIRED) -> Act:
    """Give a committee a table of the region's own, and send in what it answered."""

    def act(year: Year) -> Found:
        year.plan_file.write_bytes(write_plan(plan_of(table)))
        (issued,) = issue(year, PERIOD, ["rf"])
        sample = plan_folder() / "returns" / PERIOD / "rf.md"
        text = f"{sample.read_text(encoding='utf-8')}\n{answers}"
        return checked(year, fill_in(issued.path.read_bytes(), issued.form, text), "rf.xlsx")

    return act


ACTS: dict[str, Act] = {
    "CELL-03": typed("Ekonomi", "rf", "outcome", "#DIV/0!"),
    "CELL-06": typed("Indikatorer", INDICATOR, "outcome", 64, "hsn"),
    "CELL-08": formula_typed,
    "CELL-12": filled(format_lost, "hsn"),
    "CELL-13": typed("Ekonomi", "rf", "outcome", "uppgift saknas"),
    "CELL-14": formula_to_elsewhere,
    "CELL-11": typed("Ekonomi", "rf", "outcome", "=[Huvudbok.xlsx]Blad1!$C$7"),
    "FIL-01": file(b""),
    "FIL-02": file(PDF),
    "FIL-03": file(ENCRYPTED),
    "FIL-04": truncated,
    "FIL-05": picture_added,
    "FIL-06": path_in_part,
    "FIL-07": macros_added,
    "FIL-08": not_readable,
    "FIL-09": file(b"", "~$rf-2025-08.xlsx"),
    "FIL-10": not_there,
    "INL-01": file(own_workbook()),
    "INL-02": identity("year", "2024"),
    "INL-03": identity("plan", "norrbotten-2025"),
    "INL-04": identity("committee", "kultur"),
    "INL-05": identity("issue_id", "0123456789abcdef0123456789abcdef"),
    "INL-06": filled(sheet_removed),
    "INL-07": filled(sheet_copied),
    "INL-08": filled(row_removed),
    "INL-09": filled(row_copied),
    "INL-10": filled(column_removed),
    "INL-11": typed("Uppdrag", STATUS, "receiver", "Beredningen för kultur"),
    "INL-12": typed("Indikatorer", INDICATOR, "target", 0.2, "hsn"),
    "INL-13": sent_untouched,
    "INL-14": filled(unsigned),
    "INL-15": filled(nothing_given, "hsn"),
    "INL-16": filled(both_given, "hsn"),
    "INL-17": typed("Delmål", "hsn-1.1", "motive", None, "hsn"),
    "INL-18": typed("Uppdrag", STATUS, "status", None),
    "INL-19": typed("Uppdrag", STATUS, "analysis", None),
    "INL-20": filled(untouched, "rev"),
    "INL-21": typed("Indikatorer", COUNT, "outcome", 3_614_800, "hsn"),
    "INL-22": typed("Ekonomi", "rf", "forecast", None),
    "INL-23": typed("Texter", "outlook", "text", None),
    "INL-24": sent_twice,
    "INL-25": filled(untouched, name=f"rs-{PERIOD}.xlsx"),
    "INL-26": identity("version", "2"),
    "INL-27": older_issue,
    "INL-28": plan_changed_since,
    "INL-29": typed("Indikatorer", "hsn-7.2.1", "outcome", 700, "hsn"),
    "INL-30": filled(column_copied),
    "INL-31": refused_twice,
    "INL-32": table_returned(""),
    "INL-33": table_returned(ROWS),
    "INL-34": table_returned(SICK, SHARES),
    "INL-40": typed(
        "Delmål", "hsn-7.1", "analysis", "Två enheter saknas. Delmålet är inte uppfyllt.", "hsn"
    ),
    "INL-41": typed("Delmål", "hsn-7.1", "forecast", "Målet kommer inte att uppfyllas", "hsn"),
    "INL-50": typed("Aktiviteter", "activity:15", "name", "Vi provar nya tider", UNIT),
    "SHEET-01": plan_sheet_removed,
    **PLAN_ACTS,
    **SPLIT_ACTS,
    **ALONE_ACTS,
    **TRIAL_ACTS,
    **HOSTILE_ACTS,
    **LEDGER_ACTS,
    **PUBLISHING_ACTS,
    **REPORT_ACTS,
    **ECONOMY_ACTS,
}
