"""Tables of the report in Word: their form, their values and their marks.

Requirements:
- WR03: tables follow Word's schema, and marks never rest on colour alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from sheetplan.plan.mark import Mark, Tone
from sheetplan.plan.words import Current
from sheetplan.tables.table import Quantity, Table, TableValue, figures, words
from sheetplan.word.look import table_look
from sheetplan.word.ooxml import text_of, w
from sheetplan.word.package import DOCUMENT, STYLES, parse_part, read_parts
from sheetplan.word.table import shown, table_xml
from sheetplan.word.tones import COLOURS
from sheetplan.word.widths import column_widths, longest_word
from tests.word_file import document_of, tables_of
from tests.word_sample import economy, report, write_report

# WR03

ORDERS = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs shd lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "tbl": "tblPr tblGrid tr",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr "
    "tblStylePr",
}  # fmt: skip


@pytest.mark.parametrize("part", [DOCUMENT, STYLES, "word/header2.xml", "word/footer2.xml"])
def test_children_stand_in_the_order_of_the_schema(written: bytes, part: str) -> None:
    root = parse_part(read_parts(written)[part])
    for name, order in ORDERS.items():
        places = {w(child): at for at, child in enumerate(order.split())}
        for parent in root.iter(w(name)):
            found = [places[str(child.tag)] for child in parent]
            assert found == sorted(found), etree.tostring(parent)


def test_a_table_has_header_row_grid_alt_text_and_its_values(written: bytes) -> None:
    table, wanted = tables_of(written)["Resultat januari–augusti 2025"], economy()
    first, *rest = table.findall(w("tr"))
    assert first.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    assert [text_of(cell) for cell in first.iter(w("tc"))] == [c.header for c in wanted.columns]
    assert [[text_of(cell) for cell in row.iter(w("tc"))] for row in rest] == [
        [shown(value) for value in row] for row in wanted.rows
    ]
    assert "\u22121\u00a0200" in {text_of(cell) for cell in rest[0].iter(w("tc"))}
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rest)
    grid = [int(column.get(w("w"), "0")) for column in table.iter(w("gridCol"))]
    assert sum(grid) == 9070
    description = table.find(f"{w('tblPr')}/{w('tblDescription')}")
    assert description is not None
    assert "Avvikelse (mnkr)" in description.get(w("val"), "")


def test_numbers_lean_right_and_totals_are_bold(written: bytes) -> None:
    rows = tables_of(written)["Resultat januari–augusti 2025"].findall(w("tr"))
    for at, row in enumerate(rows[1:]):
        label, *numbers = row.findall(w("tc"))
        assert label.find(f".//{w('jc')}") is None
        for cell in numbers:
            lean = cell.find(f".//{w('jc')}")
            assert lean is not None
            assert lean.get(w("val")) == "right"
        assert (label.find(f".//{w('b')}") is not None) == (at in {3, 8, 9})


def test_marks_are_symbol_word_and_shading_with_contrast(written: bytes) -> None:
    table = tables_of(written)["Bedömning av mål"]
    cells = [row.findall(w("tc"))[1] for row in table.findall(w("tr"))[1:]]
    for cell, mark in zip(cells, (Current.MET.mark, Current.PARTLY.mark, Current.NOT_MET.mark),
                          strict=True):  # fmt: skip
        assert text_of(cell) == f"{mark.symbol} {mark.word}"
        shading, ink = cell.find(f"{w('tcPr')}/{w('shd')}"), cell.find(f".//{w('color')}")
        assert shading is not None
        assert ink is not None
        colours = COLOURS[mark.tone]
        assert (shading.get(w("fill")), ink.get(w("val"))) == (colours.tint, colours.ink)


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_has_enough_contrast(tone: Tone) -> None:
    assert COLOURS[tone].contrast >= 4.5


def test_black_on_white_has_the_contrast_that_the_standard_says() -> None:
    assert replace(COLOURS[Tone.GOOD], ink="000000", tint="FFFFFF").contrast == pytest.approx(21)


def test_captions_are_numbered_in_order_and_stay_with_their_tables(written: bytes) -> None:
    document = document_of(written)
    controls = [next(table.iterancestors(w("sdt"))) for table in document.iter(w("tbl"))]
    captions = [control.getprevious() for control in controls]
    numbers = []
    for caption in captions:
        assert caption is not None
        assert caption.find(f"{w('pPr')}/{w('keepNext')}") is not None
        assert "SEQ Tabell" in "".join(code.text or "" for code in caption.iter(w("instrText")))
        match = re.match(r"Tabell (\d+) \S", text_of(caption))
        assert match is not None
        numbers.append(int(match[1]))
    assert numbers == list(range(1, len(report().tables()) + 1))


def test_values_of_every_kind_are_shown(template: bytes) -> None:
    columns = (words("a", "A"), figures("b", "B"))
    rows: tuple[tuple[TableValue, ...], ...] = (
        (None, None),
        ("", 7),
        ("rad ett\nrad två", Quantity(Decimal("-1234.5"), "", 1)),
        (date(2025, 12, 31), Mark("Klar", "✔", Tone.GOOD)),
    )
    made = report(missing=Table("missing", "Blandat", columns, rows))
    table = tables_of(write_report(template, made))["Blandat"]
    assert [[text_of(cell) for cell in row.iter(w("tc"))] for row in table.findall(w("tr"))] == [
        ["A", "B"],
        ["–", "–"],
        ["–", "7"],
        ["rad ett\nrad två", "\u22121\u00a0234,5"],
        ["2025-12-31", "✔ Klar"],
    ]


def test_columns_are_wide_enough_for_their_longest_word() -> None:
    long = "Barnhälsovårdsprogrammet"
    table = Table("t", "T", (words("a", "A", 5), words("b", "B", 95)), ((long, "kort text"),))
    widths = column_widths(table, 9070, 19)
    assert sum(widths) == 9070
    assert widths[0] >= longest_word([long], 19)
    assert widths[1] > widths[0]


def test_a_very_tall_row_may_run_over_a_page_break(template: bytes) -> None:
    look = table_look(parse_part(read_parts(template)[STYLES]), document_of(template))
    rows = (("kort",), ("ett långt stycke " * 300,))
    made = table_xml(Table("t", "T", (words("a", "A"),), rows), look)
    held = [row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in made.iter(w("tr"))]
    assert held == [True, True, False]


def test_comments_stand_in_a_list_below_their_table(template: bytes) -> None:
    commented = replace(economy(), comments=(("Primärvård.", "Fler besök.\nFärre hyrda."),))
    written = write_report(template, replace(report(), economy=commented))
    styles = parse_part(read_parts(written)[STYLES])
    item = table_look(styles, document_of(written)).item
    found = [p for p in document_of(written).iter(w("p")) if "Fler besök." in text_of(p)]
    assert [text_of(p) for p in found] == ["Primärvård: Fler besök.\nFärre hyrda."]
    style = found[0].find(f"{w('pPr')}/{w('pStyle')}")
    assert style is not None
    assert style.get(w("val")) == item
