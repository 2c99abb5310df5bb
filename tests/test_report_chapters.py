"""Own tables in the report: each in the chapter that the plan names, the others as appendices.

- RC01: a table stands in its chapter; one without a chapter is an appendix with a number.
- RC02: moving a table to another chapter does not make issued workbooks old.
- RC03: earlier years come from the series of an indicator, and the report draws them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sheetplan.flows.report import report
from sheetplan.flows.year import Year
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.plan import Plan
from tests.command_line import prepared
from tests.conftest import PERIOD
from tests.word_file import document_of, outline_of, paragraphs_of

DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def test_tables_stand_in_their_chapters(year: Year) -> None:  # RC01, RC03
    prepared(year, "hsn")
    docx = report(year, "hsn", PERIOD).path.read_bytes()
    said = paragraphs_of(docx)

    def at(ending: str) -> int:
        return max(n for n, text in enumerate(said) if text.endswith(ending))

    order = ("Väsentliga personalförhållanden", " Sjukfrånvaro, %", "Förväntad utveckling",
             "Ekonomiskt resultat", " Intäkter och kostnader, mnkr", "Analys av större avvikelser",
             " Avvikelseanalys", "Produktion", " Disponibla vårdplatser, antal")  # fmt: skip
    places = [at(ending) for ending in order]
    assert places == sorted(places)
    titles = [title for _, _, title in outline_of(docx)]
    assert [t for t in titles if t.startswith("Bilaga")] == ["Bilaga 1: Tjänsteresor, tkr"]
    described = [node.get("descr", "") for node in document_of(docx).iter(DESCRIBED)]
    trends = [text for text in described if text.startswith("Linjediagram. ")]
    assert len(trends) >= 3
    assert all(re.search(r"2023: .*jan–aug 2025: .*Mål: ", text) for text in trends)


def test_a_chapter_is_no_part_of_what_a_form_asks(plan: Plan) -> None:  # RC02
    committee, period = plan.committee("hsn"), plan.period(PERIOD)
    assert committee is not None
    assert period is not None
    moved = replace(plan, tables=tuple(replace(table, chapter=None) for table in plan.tables))
    forms = [build_form(one, committee, period) for one in (plan, moved)]
    assert forms[0].fingerprint == forms[1].fingerprint
    assert any(table.chapter for table in plan.own_tables)
