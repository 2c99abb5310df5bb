"""Single figures in a template's own sentences, and the ids of all that a report holds.

- WF01: a figure is printed by its name, in the look of its sentence, and refreshed there.
- WF02: a misspelt name gets a sentence that proposes the nearest one.
- WF03: every table, note and status of a report stands in a control with an id of its own.
- WF05: what is deleted or moved away is not read.
- WF04: controls, tables and rows follow Word's schema, before and after an update.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from sheetplan.tables.printed_figures import PrintedFigure
from sheetplan.word.fault import TemplateFault
from sheetplan.word.ooxml import element, run, text_of, w
from sheetplan.word.package import DOCUMENT, parse_part, stories, unpack
from sheetplan.word.refreshing import Refreshed, refresh
from sheetplan.word.report import write_report as write
from sheetplan.word.visible import seen
from tests.reporting import told
from tests.test_word_tables import ORDERS
from tests.word_file import changed, document_of, paragraphs_of
from tests.word_sample import economy, money, percent, report, summary

SENTENCE = "Avser perioden {{ period }}"
NOW = datetime(2025, 10, 1, 8, 0, tzinfo=UTC)


def with_figure(template: bytes, tag: str) -> bytes:
    """Return the template with a sentence of the secretary's own."""
    old = f">{SENTENCE}</w:t></w:r>"
    runs = f">Hembesöken är </w:t></w:r><w:r><w:t>{tag}</w:t></w:r>"
    return changed(template, old, runs)


@pytest.mark.parametrize("quote", ['"', "'", "”"])
def test_wf01_a_figure_stands_in_the_secretarys_sentence(template: bytes, quote: str) -> None:
    tag = f"{{{{r tal[{quote}hsn-1.utfall{quote}] }}}}"
    made = write(with_figure(template, tag), report())
    assert "Hembesöken är 91,0\u00a0%" in paragraphs_of(made.document)
    figures = (PrintedFigure("hsn-1.utfall", "Hembesök, utfall", percent("93.5", 1)),)
    after = refresh(unpack(made.document), made.written, report(figures=figures))
    assert [told(change) for change in after.changes] == [
        ("tal.hsn-1.utfall", "", "91,0 %", "93,5 %")
    ]
    document = parse_part(after.parts[DOCUMENT])
    assert any(text_of(p) == "Hembesöken är 93,5\u00a0%" for p in document.iter(w("p")))


def test_wf02_a_misspelt_figure_is_told(template: bytes) -> None:
    with pytest.raises(TemplateFault, match=r"”hsn-1.utfal”.*Menade du ”hsn-1.utfall”"):
        write(with_figure(template, '{{r tal["hsn-1.utfal"] }}'), report())


def test_wf03_everything_that_we_write_has_an_id(written: bytes) -> None:
    document = document_of(written)
    tags = [tag.get(w("val"), "") for tag in document.iterfind(f".//{w('sdtPr')}/{w('tag')}")]
    assert len(set(tags)) == len(tags)
    for table in document.iter(w("tbl")):
        assert next(table.iterancestors(w("sdt")), None) is not None
    for paragraph in document.iter(w("p")):
        if text_of(paragraph).startswith(("Nuläge:", "Prognos:", "Indikatorerna pekar på:")):
            assert paragraph.find(w("sdt")) is not None
    assert {"tabell.ekonomi", "tabell.ekonomi.not", "status.hsn-1.nuläge"} <= set(tags)


def test_wf03_what_is_printed_twice_has_a_number_of_its_own(template: bytes) -> None:
    figure = '{{r tal["hsn-1.utfall"] }}'
    twice = f"{figure}</w:t></w:r><w:r><w:t>{figure}"
    document = document_of(write(with_figure(template, twice), report()).document)
    tags = [tag.get(w("val")) for tag in document.iter(w("tag"))]
    assert tags.count("tal.hsn-1.utfall") == 2
    numbers = [n.get(w("val")) for n in document.iterfind(f".//{w('sdtPr')}/{w('id')}")]
    assert len(set(numbers)) == len(numbers) == len(tags)


def test_wf05_what_a_reader_does_not_see_is_not_read() -> None:
    gone = element("del", element("r", element("delText"), element("br")))
    moved = element("moveFrom", run("Flyttat."))
    stops = element("pPr", element("tabs", element("tab", val="left")))
    added = element("ins", run("Kvar.\tOch."))
    assert seen(element("body", element("p", stops, gone, moved, added))) == "Kvar.\tOch."


def in_order(document: etree._Element) -> None:
    """Check the order of what Word is strict about."""
    orders = {
        **ORDERS,
        "sdt": "sdtPr sdtContent",
        "sdtPr": "alias tag id",
        "trPr": "cantSplit tblHeader ins del",
        "tcPr": f"{ORDERS['tcPr']} tcPrChange",
    }
    for name, order in orders.items():
        places = {w(child): at for at, child in enumerate(order.split())}
        for parent in document.iter(w(name)):
            found = [places[str(child.tag)] for child in parent]
            assert found == sorted(found), etree.tostring(parent)


def much_changed(template: bytes, *, track: bool) -> Refreshed:
    """Refresh a report with a row that is new, one that is gone and other figures and marks."""
    made = write(template, report())
    frames = economy()
    rows = (*frames.rows[1:], ("Ny post", *([money("7")] * 4), None))
    goals = tuple(
        replace(goal, subgoals=tuple(replace(s, current=s.forecast) for s in goal.subgoals))
        for goal in report().goals
    )
    content = report(economy=replace(frames, rows=rows), goals=goals, summary=summary(goals))
    return refresh(unpack(made.document), made.written, content, NOW if track else None)


@pytest.mark.parametrize("track", [False, True])
def test_wf04_word_gets_its_elements_in_order(template: bytes, *, track: bool) -> None:
    in_order(document_of(write(template, report()).document))
    done = much_changed(template, track=track)
    assert {"raden ”Vårdintäkter”", "raden ”Ny post”"} <= {c.what for c in done.changes}
    assert done.conflicts == ()
    document = parse_part(done.parts[DOCUMENT])
    in_order(document)
    assert bool(list(document.iter(w("tcPrChange")))) is track
    ids = [node.get(w("id")) for node in document.iter(w("ins"), w("del"), w("tcPrChange"))]
    assert len(set(ids)) == len(ids)


def test_wf01_a_figure_in_a_header_is_refreshed_too(template: bytes) -> None:
    own = changed(template, "{{ nämnd }} · {{ titel }}", "Hembesök ", "word/header2.xml")
    tag = '</w:t></w:r><w:r><w:t>{{r tal["hsn-1.utfall"] }}</w:t></w:r><w:r><w:t>'
    own = changed(own, "Hembesök ", f"Hembesök {tag}", "word/header2.xml")
    made = write(own, report())
    figures = (PrintedFigure("hsn-1.utfall", "Hembesök, utfall", percent("93.5", 1)),)
    before = unpack(made.document)
    after = refresh(before, made.written, report(figures=figures)).parts
    assert "93,5\u00a0%" in text_of(parse_part(after["word/header2.xml"]))
    assert after[DOCUMENT] == before[DOCUMENT]
    ids = [
        mark.get(w("id"))
        for story in stories(before).values()
        for mark in story.iter(w("bookmarkStart"))
    ]
    assert len(set(ids)) == len(ids)
