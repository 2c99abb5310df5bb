"""The controllers' actions on the open plan workbook, and the command ``sheetplan excel``.

- XP01: workbooks are issued for the next period that is not due, after a yes.
- XP02: the inbox is received, told with what was refused and where copies lie.
- XP03: status names who is missing; tables and reports say where they are.
- XP04: only the saved plan of a year's folder will do.
- XP05: the status bar follows the work and is given back to Excel, also when the work stops.
- XP06: the command prints the sentence, with the exit codes of other commands.
- XP07: nothing beside the workbook is run.
- XP08: without xlwings everything else works, and no help page waits for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

import sheetplan
from sheetplan.addin import START
from sheetplan.errors import SheetplanError
from sheetplan.flows.year import Year
from tests import command_line
from tests.conftest import PERIOD, changed, changed_plan, hand_in, returned, tab_of
from tests.excel import Excel


def without_units(book: Workbook) -> None:
    tab = tab_of(book, "Enheter")
    tab.delete_rows(5, tab.max_row)
    tab_of(book, "Indikatorer")["T18"] = None  # which units were to report


def wrong_amount(book: Workbook) -> None:
    tab_of(book, "Ekonomi")["E6"] = "många"


def fails(excel: Excel, action: str, **wish: object) -> str:
    with pytest.raises(SheetplanError) as error:
        excel.do(action, **wish)
    return str(error.value)


def test_issuing_the_next_period(excel: Excel, tmp_path: Path) -> None:  # XP01
    year = Year(tmp_path)
    year.plan_file.write_bytes(changed_plan(without_units))
    excel.open(year.plan_file)
    excel.app.script.answers["Skapa utskick"] = "no"
    assert excel.do("issue").sentence == "Inget utskick är skapat."
    assert not year.issued.exists()
    excel.app.script.answers.clear()
    said = excel.do("issue")
    assert excel.asked[-2] == "Skapa utskick för Delårsrapport per augusti 2025 till 8 nämnder?"
    assert said.sentence == (
        "Utskicket för Delårsrapport per augusti 2025 till 8 nämnder ligger i "
        f"{year.issued / PERIOD}."
    )
    assert len(list((year.issued / PERIOD).glob("*.xlsx"))) == 8
    assert "Skriver arbetsböcker: 8 av 8" in excel.app.script.status
    assert excel.app.script.status[-1] is False
    assert excel.book.api.Saved
    excel.do("issue", period="2025-12")
    assert (year.issued / "2025-12").is_dir()


def test_receiving_the_inbox(excel: Excel, year: Year) -> None:  # XP02
    excel.open(year.plan_file)
    assert excel.do("receive").sentence == f"Inga filer att ta emot i {year.inbox}."
    (year.inbox / "rf.xlsx").write_bytes(returned(year, "rf"))
    (year.inbox / "rev.xlsx").write_bytes(returned(year, "rev"))
    (year.inbox / "rs.xlsx").write_bytes(changed(returned(year, "rs"), wrong_amount))
    said = excel.do("receive")
    assert not said.in_order
    assert said.sentence == (
        "2 av 3 filer togs emot, varav 1 med anmärkningar; kopior att skicka tillbaka ligger i "
        f"{year.returns}."
    )
    assert "Tar emot filer: 3 av 3" in excel.app.script.status


def test_status_tables_and_report(excel: Excel, year: Year) -> None:  # XP03
    hand_in(year, returned(year, "rf"), "rf.xlsx")
    excel.open(year.plan_file)
    assert excel.do("status").sentence == (
        "Delårsrapport per augusti 2025: 1 av 8 nämnder har lämnat in; saknas: Regionstyrelsen, "
        "Hälso- och sjukvårdsnämnden, Regionala utvecklingsnämnden, Folkhögskolestyrelsen, "
        "Patientnämnden och 2 till."
    )
    made = year.tables / PERIOD / f"sammanstallning-{PERIOD}.xlsx"
    assert excel.do("tables").sentence == f"Sammanställningen ligger i {made}."
    assert made.is_file()
    assert excel.do("report").sentence == (
        f"1 rapport för Delårsrapport per augusti 2025 skrevs i {year.reports}."
    )
    (report,) = year.reports.glob("delarsrapport-*.docx")
    assert excel.do("update").sentence == (
        "0 av 1 rapport för Delårsrapport per augusti 2025 fick nya siffror."
    )
    report.write_bytes(report.read_bytes() + b"changed by hand")
    assert excel.do("report").sentence.endswith("har ändrats för hand och är orörd.")
    assert "har ändrats sedan" in fails(excel, "report", committee="rf")
    assert excel.app.script.status[-1] is False


def test_only_the_saved_plan_will_do(excel: Excel, year: Year, tmp_path: Path) -> None:  # XP04
    excel.open(year.issued / PERIOD / f"rf-{PERIOD}.xlsx")
    assert fails(excel, "tables") == (
        "”rf-2025-08.xlsx” är inte årets plan. Öppna plan.xlsx i årets mapp och försök igen."
    )
    excel.open(year.plan_file)
    excel.type("Perioder", "B5", "Annat namn")
    assert fails(excel, "status") == (
        "”plan.xlsx” har ändringar som inte är sparade. Spara och försök igen."
    )
    lone = tmp_path / "plan.xlsx"
    shutil.copy(year.plan_file, lone)
    excel.stop()
    excel.start()
    excel.open(lone)
    assert fails(excel, "status").startswith("Inget är utskickat än.")  # XP05
    assert excel.app.script.status[-1:] in ([], [False])


def test_the_command(excel: Excel, year: Year, tmp_path: Path) -> None:  # XP06
    book = excel.open(year.issued / PERIOD / f"rf-{PERIOD}.xlsx")
    done = command_line.run(tmp_path, "excel", "check")
    assert (done.returncode, done.stdout) == (1, f"{excel.asked[-1]}\n")
    done = command_line.run(tmp_path, "excel", "clear")
    assert (done.returncode, done.stdout) == (0, f"{excel.asked[-1]}\n")
    done = command_line.run(tmp_path, "excel", "formatera")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "Funktionen ”formatera” finns inte. Välj bland check, clear, sign"
    )
    assert book.api.ReadOnly is False
    page = command_line.run(tmp_path, "excel", "--help").stdout
    assert "Kontrollera. Visar alla fel" in " ".join(page.split())
    assert "Uppdatera rapport. Uppdaterar talen" in " ".join(page.split())


def test_nothing_beside_the_workbook_is_run(tmp_path: Path) -> None:  # XP07
    for name in ("sheetplan.py", "xlwings.py", "click.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise SystemExit(77)\n", encoding="utf-8")
    (tmp_path / "sheetplan").mkdir()
    (tmp_path / "sheetplan" / "__init__.py").write_text("raise SystemExit(77)\n", encoding="utf-8")
    words = ("excel", "check")
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    start = [sys.executable, *START]
    safe = subprocess.run(
        [*start, *words], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert safe.returncode != 77
    unsafe = [sys.executable, "-m", "sheetplan", *words]
    planted = subprocess.run(unsafe, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert planted.returncode == 77  # so that the trap is one


_WITHOUT = """
import sys
sys.modules["xlwings"] = None
from sheetplan.cli import main
sys.argv = ["sheetplan", *{words!r}]
main()
"""
_LOADED = """
import sys
from sheetplan.cli.commands import sheetplan
try:
    sheetplan(["--help"])
except SystemExit:
    pass
print(sorted(name for name in sys.modules if name.startswith(("xlwings", "sheetplan.addin"))))
"""


def python(text: str, where: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(Path(sheetplan.__file__).parent.parent)}
    command = [sys.executable, "-c", text]
    return subprocess.run(
        command, cwd=where, env=env, capture_output=True, encoding="utf-8", check=False
    )


def test_without_xlwings_only_excel_is_missed(tmp_path: Path) -> None:  # XP08
    for words in (["excel", "check"], ["addin", "build"]):
        done = python(_WITHOUT.format(words=words), tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Biblioteket xlwings saknas.")
    assert python(_WITHOUT.format(words=["new", "år"]), tmp_path).returncode == 0
    doctor = python(_WITHOUT.format(words=["addin", "doctor"]), tmp_path)
    assert "Traceback" not in doctor.stderr
    assert "oväntat fel" not in doctor.stderr
    assert python(_LOADED, tmp_path).stdout.endswith("\n[]\n")
