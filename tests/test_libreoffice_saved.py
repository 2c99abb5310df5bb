"""Every kind of workbook as a real spreadsheet program prints it and saves it.

Requirements:
- LO07: every workbook prints without an error value and without a number that has no room.
- LO08: hidden sheets stay hidden after LibreOffice's save, and the identity is still read.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.demo import fill_in
from sheetplan.flows.issue import issue
from sheetplan.flows.receive import receive
from sheetplan.flows.year import read_plan_file
from sheetplan.plan.markdown import dump_plan
from sheetplan.plan.plan import Plan
from sheetplan.plan.receiving import IDENTITY_SHEET, MARKER, read_identity
from tests.computed import opened
from tests.conftest import PERIOD, planned_year
from tests.office import Office, found

NOW = datetime(2025, 9, 12, 9, 30, tzinfo=UTC)


def printed(pdf: Path) -> str:
    program = found("pdftotext")
    assert program is not None
    ran = subprocess.run(
        [program, "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return ran.stdout


@pytest.fixture(scope="session")
def year_round(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of workbook that sheetplan writes: plan, issued, answered, consolidated."""
    folder = tmp_path_factory.mktemp("year")
    year = planned_year(folder)
    (one,) = issue(year, PERIOD, ["hsn"])
    text = (plan_folder() / "returns" / PERIOD / "hsn.md").read_text(encoding="utf-8")
    answered = year.inbox / one.path.name
    answered.write_bytes(fill_in(one.path.read_bytes(), one.form, text))
    (receipt,) = receive(year, (answered,), NOW)
    assert receipt.outcome == "accepted"
    made = {
        "plan": year.plan_file,
        "issued": one.path,
        "answered": answered,
        "consolidated": consolidate(year, PERIOD).workbook,
    }
    copies = tmp_path_factory.mktemp("copies")
    return {kind: shutil.copyfile(path, copies / f"{kind}.xlsx") for kind, path in made.items()}


WORDS = {
    "plan": ("Region Västerbotten", "Gräns för uppfylls helt", "631", "520", "6 534,0"),
    "issued": ("Ifyllt 0 av 149", "Svar senast", "2025-09-17", "Inga data", "Klarmarkera"),
    "answered": ("Ifyllt 149 av 149", "Alva Exempelgren", "Uppfylls delvis", "−335,0", "−550,0"),
    "consolidated": ("1 av 8 nämnder ingår", "Hälso- och sjukvårdsnämnden", "Delvis uppfyllt"),
}
NOT_PRINTED = (IDENTITY_SHEET, MARKER, "fingerprint", "issue_id")


def test_workbooks_print_without_errors(
    office: Office, year_round: dict[str, Path], tmp_path: Path
) -> None:  # LO07
    pdfs = office.convert(list(year_round.values()), tmp_path, "pdf")
    for kind, pdf in zip(year_round, pdfs, strict=True):
        text = printed(pdf).replace("\u00a0", " ")
        plain = text.replace("\u2212", "-")
        assert "Err:" not in text, kind
        assert [line.strip() for line in text.splitlines() if "#" in line] == [], kind
        missing = [w for w in WORDS[kind] if w.replace("−", "-") not in plain]
        assert missing == [], kind
        assert [w for w in NOT_PRINTED if w in text] == [], kind


def test_hidden_sheets_stay_hidden_and_the_identity_is_read(
    office: Office, year_round: dict[str, Path], tmp_path: Path
) -> None:  # LO08
    saved = office.convert([year_round[k] for k in ("issued", "answered")], tmp_path, "xlsx")
    before = opened(year_round["issued"])
    identity = read_identity(before.grids)
    assert identity is not None
    assert (identity.committee, identity.period, identity.number) == ("hsn", PERIOD, 1)
    for path in saved:
        after = opened(path)
        assert before.hidden == after.hidden
        assert after.hidden == {IDENTITY_SHEET, "_listor"}
        assert identity == read_identity(after.grids)
        assert after.properties["sheetplan"] == identity.issue_id


def test_the_plan_is_the_same_after_libreoffice_has_saved_it(
    office: Office, plan: Plan, year_round: dict[str, Path], tmp_path: Path
) -> None:  # LO08
    (saved,) = office.convert([year_round["plan"]], tmp_path, "xlsx")
    reading = read_plan_file(saved)
    assert [str(p) for p in reading.problems] == []
    assert reading.plan is not None
    assert dump_plan(plan) == dump_plan(reading.plan)
    assert plan == reading.plan
