"""The lists of what a report must hold, and the PDF of a report.

- CL01: a committee's list ticks what the answers hold and names what they lack.
- CL02: the region's list knows the law's days, and what the plan's own figures show.
- CL03: the page has a box a duty, sound to Word, and gives the same bytes twice.
- CL04: a PDF is tagged and written beside; without LibreOffice a sentence says what to do.
- CL05: a list that nobody has ticked in is written anew, one that somebody has is kept.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sheetplan.flows.checklist import write_committee_checklist
from sheetplan.flows.report_pdf import NoPdf, report_pdf
from sheetplan.flows.year import Year
from sheetplan.plan.assessment import restoration
from sheetplan.plan.bridging import tied_totals
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.reconciling.identities import hold
from sheetplan.plan.settings import Period
from sheetplan.tables.duties import Checklist, Duty, Seen, committee_checklist
from sheetplan.tables.region_duties import region_checklist
from sheetplan.tables.results import Results, results
from sheetplan.word.checklist_page import write_checklist
from sheetplan.word.ooxml import text_of, w
from tests.word_file import changed, document_of


@pytest.fixture(scope="module")
def august(plan: Plan) -> Period:
    return next(period for period in plan.periods if period.id == "2025-08")


@pytest.fixture(scope="module")
def silent(plan: Plan, august: Period) -> Results:
    """A committee that has answered with nothing at all."""
    return results(plan, august, {"hsn": {}}).of("hsn")


def duty(checklist: Checklist, words: str) -> Duty:
    return next(one for one in checklist.duties if words in one.text)


def test_what_the_answers_lack_is_named(silent: Results) -> None:  # CL01
    made = committee_checklist(silent)
    assert made.counted(Seen.DONE) == 1  # no outcome, no deviation to explain
    judged = duty(made, "nuläge, prognos och analys")
    assert judged.seen is Seen.MISSING
    assert judged.found.startswith("Alla tre saknas för 14 av 14 delmål: ”")
    assert judged.found.endswith(" och 11 till.")


def test_a_chapter_that_is_written_is_ticked(silent: Results) -> None:  # CL01
    written = replace(silent, texts={("hsn", "outlook"): "Hösten blir lugnare."})
    assert duty(committee_checklist(written), "Förväntad utveckling").seen is Seen.DONE
    assert duty(committee_checklist(silent), "Förväntad utveckling").seen is Seen.MISSING


def test_the_region_is_told_the_days_of_the_law(  # CL02
    silent: Results, before: PlanReading
) -> None:
    figures = hold(before)
    tied = tied_totals(silent.plan, figures.figures)
    made = region_checklist(silent, figures, restoration(figures.figures), tied)
    assert duty(made, "6–8 månader").seen is Seen.DONE
    assert duty(made, "senast 2025-10-31").seen is Seen.ASK
    assert duty(made, "Balansräkning").seen is Seen.MISSING  # 003's assets do not add up
    assert duty(made, "nettokostnad").seen is Seen.DONE
    assert "saknas för" in duty(made, "har en ram ingår").found


def test_the_page_has_a_box_for_every_duty(template: bytes, silent: Results) -> None:  # CL03
    made = committee_checklist(silent)
    page = write_checklist(template, made, "Region Västerbotten")
    assert page == write_checklist(template, made, "Region Västerbotten")
    boxes = ["".join(text_of(box).split()) for box in document_of(page).iter(w("sdt"))]
    assert boxes == ["☒" if one.seen is Seen.DONE else "☐" for one in made.duties]


def test_a_list_that_a_person_has_ticked_in_is_kept(  # CL05
    silent: Results, template: bytes, year: Year
) -> None:
    year.reports.mkdir(exist_ok=True)
    path = write_committee_checklist(year, template, silent)
    first = path.read_bytes()
    written = replace(silent, texts={("hsn", "outlook"): "Hösten blir lugnare."})
    assert write_committee_checklist(year, template, written).read_bytes() != first
    ticked = changed(path.read_bytes(), "☐", "☒")
    path.write_bytes(ticked)
    assert write_committee_checklist(year, template, silent).read_bytes() == ticked


@pytest.mark.usefixtures("layout")
def test_a_pdf_is_tagged(tmp_path: Path, written: bytes) -> None:  # CL04
    path = tmp_path / "Rapport åäö.docx"
    path.write_bytes(written)
    made = report_pdf(path)
    assert made == tmp_path / "Rapport åäö.pdf"
    assert b"/StructTreeRoot" in made.read_bytes()


def test_without_libreoffice_a_sentence_says_what_to_do(  # CL04
    tmp_path: Path, written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "rapport.docx"
    path.write_bytes(written)
    with pytest.raises(NoPdf, match=r"I Word: välj Arkiv, Spara som, PDF"):
        report_pdf(path)
    assert not path.with_suffix(".pdf").exists()
