"""What is written for people and programs: tables, reports and the demo.

- OU01: invented values are marked in every output, also in a row that is copied.
- OU02: a text that a spreadsheet would take for a formula stays text in CSV.
- OU03: the totals count what is in, name who is missing, and count no part twice.
- OU04: a report is written in the year's own template, and again as long as nobody changed it.
- OU05: what a template has no place for is told.
- OU06: the contents carry page numbers where LibreOffice is installed.
- OU07: in the year-end report the outcome is judged and no forecast is asked for.
- OU08: the demo reads the sample ledger in, and its amounts stand beside the answers.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.flows.answers import results_of
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.demo import Demo, demo
from sheetplan.flows.export import table_csv
from sheetplan.flows.report import NotReturned, ReportChanged, report
from sheetplan.flows.year import FolderTaken, Year, require_period, require_plan
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import INVENTED
from sheetplan.tables.economy import budget_table
from sheetplan.tables.ledger import TAB as LEDGER
from sheetplan.tables.table import Quantity, Table, figures, words
from tests.conftest import PERIOD

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def year(shown: Demo, tmp_path: Path) -> Year:
    folder = tmp_path / "år 2025"
    shutil.copytree(shown.year.root, folder)
    return Year(folder)


def texts(path: Path) -> list[str]:
    """Return the paragraphs of a Word document's body, headers and footers."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(n) for n in archive.namelist() if n.startswith("word/")]
    trees = [etree.fromstring(part) for part in parts if part.startswith(b"<?xml")]
    return [
        "".join(str(text) for text in p.itertext(f"{W}t"))
        for tree in trees
        for p in tree.iter(f"{W}p")
    ]


def sheets(path: Path) -> dict[str, list[str]]:
    """Return the texts of each visible sheet."""
    workbook = read_workbook(path.read_bytes(), path.name)
    assert isinstance(workbook, Workbook)
    return {
        grid.name: [str(cell.value) for cell in grid.cells.values()]
        for grid in workbook.grids
        if grid.name not in workbook.hidden
    }


def test_every_sheet_that_a_committee_gets_is_marked(shown: Demo) -> None:  # OU01
    for issued in shown.issued:
        for name, found in sheets(issued.path).items():
            assert INVENTED in found, name


def test_every_table_is_marked(shown: Demo) -> None:  # OU01
    for name, found in sheets(shown.consolidated.workbook).items():
        assert INVENTED in found, name
    for path in shown.consolidated.folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
        assert {row[-1] for row in rows[1:]} == {INVENTED}
    data = json.loads((shown.consolidated.folder / "tables.json").read_text("utf-8"))
    assert data["note"] == INVENTED


def test_the_report_is_marked_on_its_first_page_and_in_its_header(shown: Demo) -> None:  # OU01
    assert texts(shown.report).count(INVENTED) >= 2


def test_the_demo_shows_the_ledger_beside_the_answers(shown: Demo) -> None:  # OU08
    assert shown.imported.outcome == "accepted"
    said = sheets(shown.consolidated.workbook)[LEDGER[:31]]
    assert said.count("Inom avrundning") == 16
    assert "Fel" not in said


def test_the_demo_touches_nothing_in_a_folder_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("mitt", encoding="utf-8")
    with pytest.raises(FolderTaken):
        demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mitt.txt"]


def test_csv_keeps_texts_as_texts_and_numbers_as_numbers() -> None:  # OU02
    columns = (words("a", "Text"), figures("b", "Tal"))
    rows = tuple(
        (text, Quantity(number, "", 1))
        for text, number in (("=1+1", Decimal("-2.5")), ("- punkt", Decimal(1) / 3))
    )
    lines = table_csv(Table("t", "T", columns, rows)).decode("utf-8-sig").splitlines()
    assert lines == ["Text;Tal", "'=1+1;-2,5", "'- punkt;0,333333"]


def test_totals_count_what_is_in_and_name_who_is_missing(year: Year) -> None:  # OU03
    plan = require_plan(year)
    table = budget_table(results_of(year, plan, require_period(plan, PERIOD)))
    everybody, returned = table.rows[-2:]
    assert everybody[:3] == ("Alla nämnder", "Summa", Quantity(Decimal("10958.4"), "", 1))
    assert returned[0] == "6 av 8 nämnder"
    assert returned[2] == Quantity(Decimal("10939.7"), "", 1)
    assert returned[-1] == "Saknas i summan: Folkhögskolestyrelsen, Patientnämnden."


def test_a_committee_that_has_not_returned_gets_no_report(year: Year) -> None:
    with pytest.raises(NotReturned, match="Patientnämnden"):
        report(year, "pn")


def test_a_report_is_written_again_until_a_person_changes_it(year: Year) -> None:  # OU04
    path = report(year, "rev").path
    assert report(year, "rev").path == path
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ReportChanged):
        report(year, "rev")


def replaced(template: Path, old: str, new: str) -> None:
    """Change the words of a template, as a secretary does in Word."""
    with zipfile.ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = parts["word/document.xml"].decode("utf-8")
    assert old in document
    parts["word/document.xml"] = document.replace(old, new).encode("utf-8")
    with zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_the_years_own_template_is_used(year: Year) -> None:  # OU04
    replaced(year.template, "Om rapporten", "Så gjordes rapporten")
    assert "Så gjordes rapporten" in texts(report(year, "kln").path)


def test_what_a_template_has_no_place_for_is_told(year: Year) -> None:  # OU05
    replaced(year.template, "text.produktion", "text.drift")
    assert report(year, "hsn").omitted == ("avsnittet ”Produktion”",)


@pytest.mark.usefixtures("layout")
def test_the_contents_carry_page_numbers(year: Year) -> None:  # OU06
    with zipfile.ZipFile(report(year, "hsn").path) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
    entries = [
        "".join(str(text) for text in p.itertext(f"{W}t"))
        for p in document.iter(f"{W}p")
        if any(s.get(f"{W}val", "").startswith("TOC") for s in p.iter(f"{W}pStyle"))
    ]
    assert len(entries) > 20
    assert [entry for entry in entries if not entry[-1].isdigit()] == []


def test_at_year_end_no_forecast_is_asked_for(plan: Plan) -> None:  # OU07
    committee, period = plan.committee("hsn"), plan.period("2025-12")
    assert committee is not None
    assert period is not None
    form = build_form(plan, committee, period)
    asked = {key for sheet in form.sheets for row in sheet.rows for key in row.asked}
    assert "forecast" not in asked
    assert {"current", "outcome"} <= asked


def test_the_tables_of_a_period_are_those_of_its_returns(year: Year) -> None:
    made = consolidate(year, PERIOD)
    met = [r.indicator.id for r in made.results.indicators if r.attainment.status.key == "met"]
    assert met == ["hsn-1.1.3", "hsn-4.1.3", "hsn-4.2.1", "hsn-5.1.3", "hsn-7.1.1"]
