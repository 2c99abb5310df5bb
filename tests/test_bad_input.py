"""What goes wrong at the command line: a sentence, an exit code, and nothing lost.

- BI01: a file that cannot be received gives one sentence with its name and code, exit 1, and
  leaves the year's folder as it was.
- BI02: a plan with errors is told with sheet and cell by every command, and nothing is written.
- BI03: what cannot be written is told in one sentence; what stood there before still stands.
- BI04: the demo and the report never write over what a person has.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from sheetplan.flows.files import FileLocked, write_file
from sheetplan.flows.year import Year
from tests.command_line import ENGLISH, answer, assert_told, prepared, run, started
from tests.conftest import (
    ODD_NAME,
    PERIOD,
    contents,
    issue_to_committees,
    issued_file,
    plan_changed,
    returned,
    saved,
    tab_of,
)
from tests.problems.acts import ENCRYPTED, OLD_EXCEL, PDF, own_workbook, with_identity

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]  # not there


NOBODY = 65534
BAD_FILES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a PDF": ("FIL-02", lambda _: PDF),
    "words": ("FIL-02", lambda _: "Utfallet är 64 %.".encode()),
    "xls renamed": ("FIL-02", lambda _: OLD_EXCEL),
    "empty": ("FIL-01", lambda _: b""),
    "encrypted": ("FIL-03", lambda _: ENCRYPTED),
    "cut off": ("FIL-04", lambda data: data[:4000]),
    "not ours": ("INL-01", lambda _: own_workbook()),
    "last year's": ("INL-02", lambda data: with_identity(data, "year", "2024")),
    "another region's": ("INL-03", lambda data: with_identity(data, "plan", "norrbotten")),
    "a year of many digits": ("INL-01", lambda data: with_identity(data, "year", "9" * 5000)),
    "unknown committee": ("INL-04", lambda data: with_identity(data, "committee", "kultur")),
    "unknown period": ("INL-05", lambda data: with_identity(data, "period", "2025-10")),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_bad_file_gives_one_sentence_and_leaves_no_trace(  # BI01
    year: Year, tmp_path: Path, what: str
) -> None:
    code, make = BAD_FILES[what]
    came = tmp_path / "inkommet å ä ö" / "rf 2025 å.xlsx"
    came.parent.mkdir()
    came.write_bytes(make(returned(year, "rf")))
    before = contents(year.root)
    done = run(year.root, "receive", str(came))
    assert_told(done)
    _, sentence = done.stdout.splitlines()
    assert came.name in sentence
    assert sentence.endswith(f"[{code}]")
    assert before == contents(year.root)


def test_file_that_is_not_there(year: Year) -> None:  # BI01
    before = contents(year.root)
    done = run(year.root, "receive", "finns inte.xlsx")
    assert_told(done)
    assert "finns inte.xlsx" in done.stdout
    assert "[FIL-10]" in done.stdout
    assert before == contents(year.root)


def test_folder_with_a_lock_file_receives_the_rest(year: Year) -> None:  # BI01
    year.inbox.mkdir(exist_ok=True)
    (year.inbox / "~$rf-2025-08.xlsx").write_bytes(b"\x04Anna")
    (year.inbox / "rf-2025-08.xlsx").write_bytes(returned(year, "rf"))
    done = run(year.root, "receive")
    assert_told(done)
    assert "~$rf-2025-08.xlsx" in done.stdout
    assert "[FIL-09]" in done.stdout
    assert [
        r["committee"] for r in answer(year.root, "status")["returns"] if r["received_at"]
    ] == ["rf"]


def test_check_stores_nothing(year: Year) -> None:  # BI01
    before = contents(year.root)
    done = run(year.root, "check", str(issued_file(year, "rf")))
    assert_told(done)
    assert before == contents(year.root)


def test_nothing_to_receive_is_no_fault(year: Year) -> None:  # BI01
    year.inbox.rmdir()
    assert run(year.root, "receive").returncode == 0


def sheet_removed(year: Year, name: str) -> None:
    book = load_workbook(year.plan_file)
    book.remove(tab_of(book, name))
    year.plan_file.write_bytes(saved(book))


def test_plan_without_a_sheet_names_it(year: Year) -> None:  # BI02
    sheet_removed(year, "Mål")
    done = started(year.root, "plan", "check")
    assert_told(done)
    assert "plan.xlsx: " in done.stdout
    assert "Bladet Mål saknas" in done.stdout
    assert "[SHEET-01]" in done.stdout


def test_plan_without_a_sheet_is_told_once(year: Year) -> None:  # BI02
    sheet_removed(year, "Delmål")
    problems = answer(year.root, "plan", "check")["problems"]
    assert [p["code"] for p in problems if p["severity"] == "error"] == ["SHEET-01"]


def test_reference_to_a_goal_that_does_not_exist_names_its_cell(year: Year) -> None:  # BI02
    plan_changed(year, "Delmål", "hsn-1.1", "Mål-id", "m9")
    done = run(year.root, "plan", "check")
    assert_told(done)
    assert "Delmål (1 fel)\n  ✖ C5 (Mål-id): ”m9” " in done.stdout
    assert "[CELL-10]" in done.stdout


@pytest.mark.parametrize(
    "words",
    [("issue", PERIOD), ("receive",), ("status",), ("tables",), ("report", "--committee", "rf")],
    ids=" ".join,
)
def test_faulty_plan_stops_every_command(year: Year, words: tuple[str, ...]) -> None:  # BI02
    prepared(year, "rf")
    plan_changed(year, "Delmål", "hsn-1.1", "Mål-id", "m9")
    before = contents(year.root)
    done = run(year.root, *words)
    assert_told(done)
    assert done.stdout == ""
    assert "Delmål!C5 (Mål-id)" in done.stderr
    assert before == contents(year.root)


def in_the_way(path: Path) -> None:
    """Put a folder where a file is to be written."""
    path.unlink(missing_ok=True)
    (path / "viktigt").mkdir(parents=True)
    (path / "viktigt" / "anteckning.txt").write_text("rör inte", encoding="utf-8")


BLOCKED: dict[str, tuple[Callable[[Year], Path], tuple[str, ...]]] = {
    "workbook": (lambda year: issued_file(year, "rf"), ("issue", PERIOD)),
    "record": (lambda year: year.issued / PERIOD / "utskick.json", ("issue", PERIOD)),
    "tables": (
        lambda year: year.tables / PERIOD / f"sammanstallning-{PERIOD}.xlsx",
        ("tables",),
    ),
    "report": (
        lambda year: year.reports / f"delarsrapport-rf-{PERIOD}.docx",
        ("report", "--committee", "rf"),
    ),
    "store": (lambda year: year.store_file, ("receive",)),
}


@pytest.mark.parametrize("what", BLOCKED)
def test_file_that_cannot_be_written_is_named(year: Year, what: str) -> None:  # BI03
    target, words = BLOCKED[what]
    prepared(year, "rf")
    in_the_way(target(year))
    before = contents(target(year))
    done = run(year.root, *words)
    assert_told(done)
    assert target(year).name in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert before == contents(target(year))


def test_reason_for_not_writing_is_swedish(year: Year) -> None:  # BI03
    in_the_way(issued_file(year, "rf"))
    assert not ENGLISH.search(run(year.root, "issue", PERIOD).stderr)


@pytest.mark.parametrize(
    ("folder", "words"),
    [("tables", ("tables",)), ("report", ("report", "--committee", "rf")),
     ("archive", ("receive",)), ("inbox", ("issue", PERIOD))],
)  # fmt: skip
def test_file_where_a_folder_should_be_is_told(  # BI03
    year: Year, folder: str, words: tuple[str, ...]
) -> None:
    prepared(year, "rf" if folder != "archive" else "rev")
    (year.inbox / f"rf-{PERIOD}.xlsx").write_bytes(returned(year, "rf"))
    if (year.root / folder).exists():
        (year.root / folder).rename(year.root / "undan")
    (year.root / folder).write_text("rör inte", encoding="utf-8")
    assert_told(run(year.root, *words))
    assert (year.root / folder).read_text(encoding="utf-8") == "rör inte"


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Be a user who may not write everywhere, where the tests run as one who may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="Windows keeps rights in another way")
def test_folder_without_rights_is_told(year: Year) -> None:  # BI03
    folder = year.issued / PERIOD
    before = contents(folder)
    for one in (year.root, *year.root.rglob("*")):
        one.chmod(0o755 if one.is_dir() else 0o644)
    for above in (year.root, *year.root.parents):
        if str(above).startswith(tempfile.gettempdir()) and above.stat().st_uid == os.getuid():
            above.chmod(above.stat().st_mode | 0o755)
    folder.chmod(0o555)
    with nobody(), pytest.raises(FileLocked, match="skrivskyddad"):
        issue_to_committees(year)
    folder.chmod(0o755)
    assert before == contents(folder)


@pytest.mark.skipif(resource is None, reason="Windows has no such limit")
def test_write_that_stops_halfway_leaves_the_old_file(tmp_path: Path) -> None:  # BI03
    path = tmp_path / "rapport å.docx"
    path.write_bytes(b"old")
    with files_at_most(1000), pytest.raises(FileLocked):
        write_file(path, bytes(5000))
    assert {path.name: b"old"} == contents(tmp_path)


@pytest.mark.skipif(resource is None, reason="Windows has no such limit")
def test_return_that_does_not_fit_the_disk_is_not_half_received(year: Year) -> None:  # BI03
    (year.inbox / f"rf-{PERIOD}.xlsx").write_bytes(returned(year, "rf"))
    before = contents(year.root)
    with files_at_most(1000):
        done = run(year.root, "receive")
    assert_told(done)
    assert before == contents(year.root)


@contextlib.contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is full."""
    assert resource is not None
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_demo_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:  # BI04
    folder = tmp_path / ODD_NAME
    folder.mkdir()
    (folder / "anteckning.txt").write_text("rör inte", encoding="utf-8")
    before = contents(tmp_path)
    done = started(tmp_path, "demo", ODD_NAME)
    assert_told(done)
    assert ODD_NAME in done.stderr
    assert before == contents(tmp_path)


def test_demo_refuses_a_file(tmp_path: Path) -> None:  # BI04
    (tmp_path / "fil").write_text("rör inte", encoding="utf-8")
    assert_told(run(tmp_path, "demo", "fil"))
    assert {"fil": "rör inte".encode()} == contents(tmp_path)


def test_report_changed_by_hand_is_not_overwritten(year: Year) -> None:  # BI04
    prepared(year, "rf")
    report = ("report", "--committee", "rf")
    assert run(year.root, *report).returncode == 0
    assert run(year.root, *report).returncode == 0, "an unchanged one is written again"
    path = year.reports / f"delarsrapport-rf-{PERIOD}.docx"
    document = Document(str(path))
    document.add_paragraph("Sekreterarens egna ord.")
    document.save(str(path))
    before = contents(year.reports)
    done = started(year.root, *report)
    assert_told(done)
    assert path.name in done.stderr
    assert before == contents(year.reports)
