"""The report in Word as a document: language, headings, contents, and the same bytes each time.

Requirements:
- WR04: the document is accessible: language, headings, no empty paragraphs, no merged cells.
- WR05: the same input gives the same bytes.
"""

from __future__ import annotations

import itertools

from sheetplan.word.ooxml import text_of, w
from sheetplan.word.package import STYLES, parse_part, read_parts
from tests.word_file import document_of, outline_of, paragraphs_of
from tests.word_sample import report, write_report

# WR04


def test_language_title_and_author_are_set(written: bytes) -> None:
    parts = read_parts(written)
    language = parse_part(parts[STYLES]).find(f"{w('docDefaults')}//{w('lang')}")
    assert language is not None
    assert language.get(w("val")) == "sv-SE"
    core = parts["docProps/core.xml"].decode()
    assert "<dc:title>Delårsrapport per augusti 2025 – Hälso- och sjukvårdsnämnden<" in core
    assert "<dc:creator>Region Västerbotten<" in core
    assert "<dc:language>sv-SE<" in core
    assert b'<w:updateFields w:val="true"/>' in parts["word/settings.xml"]


def test_headings_skip_no_level_and_follow_the_chapters(written: bytes) -> None:
    found = outline_of(written)
    assert found[0] == (1, "1", "Sammanfattning")
    for (before, _, _), (after, _, _) in itertools.pairwise(found):
        assert after <= before + 1
    assert (2, "2.3", "God ekonomisk hushållning och ekonomisk ställning") in found
    assert (3, "", "Mål 1. Trygga uppväxtvillkor") in found
    assert (4, "", "Chefer har bättre förutsättningar att leda") in found
    assert (5, "", "Indikatorer") in found
    assert (2, "3.4", "Produktion") in found
    assert (1, "4", "Om rapporten") in found


def test_no_paragraph_is_empty_and_no_cell_merged(written: bytes) -> None:
    parts = read_parts(written)
    for name in parts:
        if name.startswith("word/") and name.endswith(".xml"):
            root = parse_part(parts[name])
            for paragraph in root.iter(w("p")):
                picture = paragraph.find(f".//{w('drawing')}")
                assert text_of(paragraph).strip() or picture is not None
            assert not list(root.iter(w("gridSpan"), w("vMerge"), w("hMerge")))


def test_pictures_have_alt_text(written: bytes) -> None:
    name = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    for part in ("word/header1.xml", "word/header2.xml"):
        shapes = list(parse_part(read_parts(written)[part]).iter(name))
        assert [shape.get("descr") for shape in shapes] == ["Plats för logotyp"]


def test_contents_link_to_every_heading_of_three_levels(written: bytes) -> None:
    document = document_of(written)
    names = [mark.get(w("name"), "") for mark in document.iter(w("bookmarkStart"))]
    bookmarks = [name for name in names if name.startswith("_Toc")]
    links = [link.get(w("anchor")) for link in document.iter(w("hyperlink"))]
    wanted = [heading for heading in outline_of(written) if heading[0] <= 3]
    assert links == bookmarks
    assert len(links) == len(wanted) == len(set(links))
    ids = [mark.get(w("id")) for mark in document.iter(w("bookmarkStart"))]
    assert len(ids) == len(set(ids))


def test_invented_values_are_said_on_the_title_page_and_on_every_page(written: bytes) -> None:
    said = report().invented
    assert paragraphs_of(written)[:5].count(said) == 1
    assert said in text_of(parse_part(read_parts(written)["word/header2.xml"]))


def test_a_year_end_report_says_outcome_instead_of_forecast(template: bytes) -> None:
    docx = write_report(template, report(is_year_end=True, invented="", missing=None, texts={}))
    found = outline_of(docx)
    assert (2, "3.3", "Utfall för verksamhetens nettokostnader") in found
    assert "Uppgifter som saknas" not in {title for _, _, title in found}
    assert any(text.startswith("Utfall:\t✔") for text in paragraphs_of(docx))
    assert not any(text.startswith("Prognos:") for text in paragraphs_of(docx))


# WR05


def test_the_same_input_gives_the_same_bytes(template: bytes, written: bytes) -> None:
    assert write_report(template, report()) == written
