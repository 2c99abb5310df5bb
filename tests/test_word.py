"""The report in Word: text as typed, tables that hold, templates that people change.

Requirements:
- WR01: text from people arrives exactly as typed, in paragraphs and in tables.
- WR02: a fault in a template is one sentence that says where.
- WR03: tables follow Word's schema, and marks never rest on colour alone.
- WR04: the document is accessible: language, headings, no empty paragraphs, no merged cells.
- WR05: the same input gives the same bytes.
- WR06: what a secretary changes in the template is kept.
- WR07: LibreOffice lays out every text, every table and the contents' page numbers.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.words import AssignmentStatus, Current, Forecast, Status
from sheetplan.schema.table import Mark, Quantity, Table, TableValue, Tone, figures, words
from sheetplan.word.content import AssignmentGroup, GoalContent, ReportContent, SubgoalContent
from sheetplan.word.context import CHAPTER_NAMES
from sheetplan.word.fault import LostText, TemplateFault
from sheetplan.word.look import table_look
from sheetplan.word.ooxml import text_of, w
from sheetplan.word.outline import headings
from sheetplan.word.package import DOCUMENT, STYLES, parse_part, read_parts, write_parts
from sheetplan.word.pages import number_pages
from sheetplan.word.proof import require_printed
from sheetplan.word.report import write_report as write
from sheetplan.word.table import shown, table_xml
from sheetplan.word.tones import COLOURS
from sheetplan.word.widths import column_widths, longest_word

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "delarsrapport.docx"
ODD = "Vård & omsorg < 5 % {{ 7*7 }} {_{ x }_} {% if %} ”citat” 'apostrof' \"citat\" --> ]]>"


def percent(value: str, decimals: int = 0) -> Quantity:
    return Quantity(Decimal(value), "%", decimals)


def money(value: str) -> Quantity:
    return Quantity(Decimal(value), "mnkr")


def count(value: str) -> Quantity:
    return Quantity(Decimal(value))


def legends() -> tuple[Table, ...]:
    goal_words = ("Målet uppfylls helt", "Målet uppfylls delvis", "Målet uppfylls inte")
    goal_marks = (Current.MET.mark, Current.PARTLY.mark, Current.NOT_MET.mark)
    goal_rows = tuple(zip(goal_words, goal_marks, strict=True))
    criteria = ("100 procent av målvärdet eller högre", "80 till under 100 procent", "Under 80")
    marks = (Status.MET.mark, Status.PARTLY.mark, Status.NOT_MET.mark)
    return (
        Table(
            "legend_goals",
            "Bedömning av mål",
            (words("word", "Status", 50), words("mark", "Märkning", 30)),
            goal_rows,
        ),
        Table(
            "legend_indicators",
            "Bedömning av indikator",
            (words("word", "Kriterium", 50), words("mark", "Märkning", 30)),
            tuple(zip(criteria, marks, strict=True)),
        ),
    )


def indicators(key: str, *rows: tuple[TableValue, ...]) -> Table:
    return Table(
        key,
        "Indikatorer för delmålet",
        (
            words("name", "Indikator", 46),
            figures("before", "Utfall 2023", width=13),
            figures("outcome", "Utfall", width=13),
            figures("target", "Målvärde 2025", width=13),
            figures("ratio", "Måluppfyllelse", "%", width=14),
            words("status", "Bedömning", 22),
        ),
        rows,
        note="Utfall till och med augusti 2025. Andelar räknas på hela perioden.",
    )


def goals() -> tuple[GoalContent, ...]:
    hembesok = (
        "Andel förstagångsföräldrar som erbjuds hembesök enligt barnhälsovårdsprogrammet",
        percent("82.5", 1),
        percent("91", 1),
        percent("95", 1),
        percent("95.8", 1),
        Status.PARTLY.mark,
    )
    accidents = (
        "Antal anmälda olycksfall och arbetsskador",
        count("1589"),
        count("1204"),
        count("1006"),
        percent("83.6", 1),
        Status.PARTLY.mark,
    )
    missing = ("Antal tillbudsrapporter", count("3210"), None, count("3500"), None,
               Status.NO_DATA.mark)  # fmt: skip
    reached = ("Intjänad tid i timmar genom webbtidbok", count("12400"), count("15870"),
               count("15000"), percent("105.8", 1), Status.MET.mark)  # fmt: skip
    failed = ("Användandet av levnadsvanestöd", count("640"), count("311"), count("800"),
              percent("38.9", 1), Status.NOT_MET.mark)  # fmt: skip
    analysis = (
        (
            "Arbetet har fortsatt enligt plan i närsjukvårdsområdena. Bemanningen inom "
            "barnhälsovården har varit ansträngd under sommaren, men hembesöken har prioriterats."
        ),
        (
            "Ett gemensamt arbetssätt för uppföljning och dokumentation införs under hösten, "
            "vilket väntas ge bättre underlag till årsrapporten."
        ),
    )
    return (
        GoalContent(
            "Mål 1. Trygga uppväxtvillkor",
            (
                SubgoalContent(
                    "Nyfödda i regionen ska erbjudas hembesök enligt det nationella "
                    "barnhälsovårdsprogrammet",
                    Current.PARTLY.mark,
                    Forecast.MET.mark,
                    "Uppfylls delvis (1 av 1 indikatorer)",
                    "Hembesöken ökar varje månad och målvärdet nås enligt verksamhetens plan i "
                    "november.",
                    analysis,
                    indicators("i1", hembesok),
                ),
                SubgoalContent(
                    "Fler barn och unga med psykisk ohälsa får stöd av första linjen",
                    Current.NO_DATA.mark,
                    Forecast.NO_DATA.mark,
                    "",
                    "",
                    ("Uppgifter om vårdkontakter saknas sedan bytet av journalsystem.",),
                    None,
                ),
            ),
        ),
        GoalContent(
            "Mål 2. Goda levnadsvillkor",
            (
                SubgoalContent(
                    "Hälsofrämjande och förebyggande insatser är tydligt prioriterade",
                    Current.NOT_MET.mark,
                    Forecast.NOT_MET.mark,
                    "Uppfylls inte (1 av 2 indikatorer)",
                    "",
                    (*analysis, "Hälsoundersökningar har ställts in på tre hälsocentraler."),
                    indicators("i3", failed, reached),
                ),
            ),
        ),
        GoalContent(
            "Mål 5. Goda arbetsplatser och attraktiva arbetsgivare",
            (
                SubgoalContent(
                    "Verksamheten ska förstärka det systematiska arbetsmiljöarbetet på både "
                    "avdelnings- och basenhetsnivå",
                    Current.PARTLY.mark,
                    Forecast.PARTLY.mark,
                    "Uppfylls delvis (1 av 2 indikatorer)",
                    "",
                    analysis,
                    indicators("i4", accidents, missing),
                ),
                SubgoalContent(
                    "Chefer har bättre förutsättningar att leda",
                    Current.MET.mark,
                    Forecast.MET.mark,
                    "",
                    "",
                    (),
                    None,
                ),
            ),
        ),
    )


def assignments() -> tuple[AssignmentGroup, ...]:
    columns = (
        words("status", "Status", 15),
        words("text", "Uppdrag", 30),
        words("analysis", "Analys", 60),
        words("due", "Periodicitet och slutdatum", 18),
    )
    long = (
        "Målet att öppna fler vårdplatser för opererande specialiteter nås delvis. En ny "
        "vårdavdelning öppnar i september och ytterligare en under senhösten.\n"
        "Tillgängligheten inom ögonsjukvården har försämrats sedan flera specialister slutat. "
        "Bortfallet möts med hyrläkare och med remittering enligt vårdgarantin. "
    )
    due = "Tertial: aug, dec\n2025-12-31"
    ongoing, done = AssignmentStatus.ONGOING.mark, AssignmentStatus.DEVIATING.mark
    first = (
        (ongoing, "Förbättra tillgängligheten vid utvalda enheter", long, due),
        (done, "Ta fram konsekvensunderlag för minskade personalkostnader", long * 3, due),
        (AssignmentStatus.DONE.mark, "Minska hyrberoendet", "Riktlinjerna är införda.", due),
    )
    second = (
        (AssignmentStatus.NOT_STARTED.mark, "Se över lokalförsörjningsplanen", "", "År"),
        (ongoing, "Utveckla samverkan om vårdövergångar", long, "Tertial: apr, aug, dec"),
    )
    titles = ("Uppdrag från fullmäktige till nämnd", "Uppdrag från nämnd till förvaltning")
    return tuple(
        AssignmentGroup(title, Table(f"a{at}", title, columns, rows))
        for at, (title, rows) in enumerate(zip(titles, (first, second), strict=True))
    )


def summary(of: tuple[GoalContent, ...]) -> Table:
    rows = tuple(
        (goal.name, subgoal.name, subgoal.current, subgoal.forecast)
        for goal in of
        for subgoal in goal.subgoals
    )
    columns = (
        words("goal", "Regionmål", 30),
        words("subgoal", "Delmål", 44),
        words("current", "Nuläge", 20),
        words("forecast", "Prognos", 28),
    )
    return Table("summary", "Samlad bedömning av delmålen", columns, rows)


def economy() -> Table:
    names = ("Vårdintäkter", "Patientavgifter", "Övriga intäkter", "Summa intäkter",
             "Personalkostnader", "Inhyrd personal", "Läkemedel", "Övriga kostnader",
             "Summa kostnader", "Verksamhetens nettokostnader")  # fmt: skip
    columns = (
        words("row", "Resultatpost", 38),
        figures("budget", "Budget", "mnkr"),
        figures("outcome", "Utfall", "mnkr"),
        figures("deviation", "Avvikelse", "mnkr"),
        figures("before", "Utfall 2024", "mnkr"),
        figures("change", "Förändring", "%"),
    )
    rows = tuple(
        (
            name,
            money(str(-1200 + 317 * at)),
            money(str(-1256 + 317 * at)),
            money(str(-56 + 11 * at)),
            money(str(-1100 + 300 * at)),
            percent(f"{at - 4}.8", 1) if at != 4 else None,
        )
        for at, name in enumerate(names)
    )
    note = "Plus är bättre än budget, minus är sämre. – betyder att jämförelse saknas."
    title = "Resultat januari–augusti 2025"
    return Table("economy", title, columns, rows, frozenset({3, 8, 9}), note)


def forecast() -> Table:
    columns = (
        words("method", "Beräkning", 40),
        figures("value", "Avvikelse mot budget", "mnkr"),
    )
    rows = (
        ("Förenklad prognos, en tolftedel per månad", money("-502.5")),
        ("Nämndens prognos", money("-550")),
        ("Föregående prognos, per april", money("-480")),
    )
    return Table("forecast", "Prognos för helåret", columns, rows, frozenset({1}))


def report(**changes: object) -> ReportContent:
    of = goals()
    paragraph = (
        "Nämndens verksamheter har under perioden präglats av införandet av ett nytt "
        "journalsystem och av ett ansträngt ekonomiskt läge. Vårdplatserna har blivit fler, "
        "medan väntetiderna till besök och operation är oförändrade."
    )
    texts = {
        chapter.id: tuple(f"{chapter.heading}: {paragraph} ({at})" for at in range(1, 4))
        for chapter in CHAPTERS
        if chapter.id != "events"
    }
    absent = Table(
        "missing",
        "Indikatorer utan värde",
        (words("name", "Indikator", 50), words("why", "Skäl", 20), words("note", "Kommentar", 40)),
        (
            ("Antal tillbudsrapporter", "Data saknas", "Nytt system från och med hösten"),
            ("Andel medarbetare som genomgått introduktionen", "Mäts årsvis", None),
        ),
    )
    made = ReportContent(
        title="Delårsrapport per augusti 2025",
        committee="Hälso- och sjukvårdsnämnden",
        organisation="Region Västerbotten",
        period="januari–augusti 2025",
        invented="Påhittade värden: siffror och texter är exempel och säger inget om regionen.",
        is_year_end=False,
        texts=texts,
        legends=legends(),
        summary=summary(of),
        goals=of,
        assignments=assignments(),
        economy=economy(),
        forecast=forecast(),
        missing=absent,
    )
    return replace(made, **changes)  # type: ignore[arg-type] # the tests name real fields


def write_report(template: bytes, content: ReportContent) -> bytes:
    return write(template, content).document


@pytest.fixture(scope="module")
def template() -> bytes:
    return TEMPLATE.read_bytes()


@pytest.fixture(scope="module")
def written(template: bytes) -> bytes:
    return write_report(template, report())


def document_of(docx: bytes) -> etree._Element:
    return parse_part(read_parts(docx)[DOCUMENT])


def paragraphs_of(docx: bytes) -> list[str]:
    return [text_of(paragraph) for paragraph in document_of(docx).iter(w("p"))]


def changed(docx: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    parts = read_parts(docx)
    assert old.encode() in parts[part]
    return write_parts(parts | {part: parts[part].replace(old.encode(), new.encode())})


# WR01


def test_text_arrives_exactly_as_typed(template: bytes) -> None:
    table = replace(forecast(), rows=((ODD, money("-1")),), emphasis=frozenset(), note=ODD)
    made = report(texts={"summary": (ODD,)}, forecast=table, title=ODD, committee=ODD)
    found = paragraphs_of(write_report(template, made))
    assert found.count(ODD) >= 5  # title, committee, paragraph, cell, note
    header = read_parts(write_report(template, made))["word/header2.xml"]
    assert ODD in text_of(parse_part(header))


def test_control_characters_vanish_and_the_rest_stays(template: bytes) -> None:
    typed = "före\x00\x07\x0b\x1f\ud800\ufffe\U0001fffe efter\r\nny rad\tflik"
    found = paragraphs_of(write_report(template, report(texts={"summary": (typed,)})))
    assert "före efter\nny rad\tflik" in found


def test_blank_paragraphs_are_left_out_and_empty_chapters_say_so(template: bytes) -> None:
    found = paragraphs_of(write_report(template, report(texts={"summary": ("", " \n", "Ett.")})))
    at = found.index("Ett.")
    assert found[at - 1] == "Sammanfattning"
    assert found[at + 1] == "Förvaltningsberättelse"
    assert found.count("Inget att redovisa.") == len(CHAPTERS)  # ten chapters and one analysis


def test_a_text_that_the_template_has_no_place_for_is_not_lost_in_silence(template: bytes) -> None:
    made = write(template, report(texts={"new_chapter": ("Helt egen text",)}))
    assert made.omitted == ("avsnittet ”new_chapter”",)


def test_nothing_is_left_out_by_the_template_that_we_ship(template: bytes) -> None:
    assert write(template, report()).omitted == ()


def test_a_printed_text_that_is_lost_stops_the_report(template: bytes) -> None:
    made = write(template, report()).document
    with pytest.raises(LostText, match="Aldrig skriven"):
        require_printed(made, ("Aldrig skriven",))


def test_every_chapter_has_a_name_in_the_template(template: bytes) -> None:
    assert {chapter.id for chapter in CHAPTERS} == set(CHAPTER_NAMES)
    source = " ".join(paragraphs_of(template))
    assert all(f"in text.{name} %}}" in source for name in CHAPTER_NAMES.values())


# WR02


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ titel }}", "{{ tittel }}", "”tittel”.*Menade du ”titel”"),
        ("text.sammanfattning", "text.samanfattning", "”samanfattning”.*”sammanfattning”"),
        ("{{ mål.namn }}", "{{ mål.xyzzy }}", "”xyzzy”"),
        ("{{ stycke }}", "{{ stycke | }}", "nära ”.*stycke"),
        ("{%p endfor %}", "{%p endfro %}", "nära ”.*endfro"),
        ("{{ titel }}", "{{ titel.upper() }}", "inte går att köra"),
        ("{{ titel }}", "{{ titel * 1000000 }}", "inte går att köra"),
        ("{{ titel }}", "{{ titel.__class__ }}", "inte går att köra|__class__"),
        ("{{ titel }}", "{{ titel|safe }}", "safe"),
        ("{{ titel }}", "{% include titel %}", "inte går att köra"),
        ("{%p if tabell.saknas %}", "{% if tabell.saknas %}", "mitt itu"),
    ],
)
def test_a_fault_in_a_tag_is_one_sentence(template: bytes, old: str, new: str, said: str) -> None:
    broken = changed(template, old, new)
    with pytest.raises(TemplateFault, match=said):
        write_report(broken, report(missing=None))


def test_a_misspelt_name_is_found_where_nothing_is_printed(template: bytes) -> None:
    broken = changed(template, "in uppdrag %}", "in updrag %}")
    with pytest.raises(TemplateFault, match=r"”updrag”.*Menade du ”uppdrag”"):
        write_report(broken, report(assignments=()))


@pytest.mark.parametrize("data", [b"", b"hej", b"PK\x03\x04 avhugget", b"%PDF-1.7"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateFault, match="inte ett Word-dokument"):
        write_report(data, report())


RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = (
    '<Relationship Id="x1" TargetMode="External" Target="http://x.invalid/a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    "</Relationships>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r>'
    "<w:r><w:instrText>AUTO excel</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def test_templates_that_fetch_or_run_are_refused(template: bytes) -> None:
    outside = changed(
        template, "</Relationships>", OUTSIDE.format(kind="attachedTemplate"), RELATIONS
    )
    field = changed(template, "</w:p>", FIELD)
    macro = write_parts(read_parts(template) | {"word/vbaProject.bin": b"x"})
    entity = changed(template, "<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document')
    cases = ((outside, "attachedTemplate"), (field, "DDEAUTO"), (entity, "DOCTYPE"))
    for broken, said in cases:
        with pytest.raises(TemplateFault, match=said):
            write_report(broken, report())
    with pytest.raises(TemplateFault, match="makron"):
        write_report(macro, report())


def test_a_link_in_the_template_is_allowed(template: bytes) -> None:
    linked = changed(template, "</Relationships>", OUTSIDE.format(kind="hyperlink"), RELATIONS)
    assert write_report(linked, report())


def test_a_style_that_is_gone_is_named(template: bytes) -> None:
    broken = changed(template, '"Sheetplan Tabell"', '"Annan Tabell"', STYLES)
    with pytest.raises(TemplateFault, match="Sheetplan Tabell"):
        write_report(broken, report())


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


def tables_of(docx: bytes) -> dict[str, etree._Element]:
    found = {}
    for table in document_of(docx).iter(w("tbl")):
        title = table.find(f"{w('tblPr')}/{w('tblCaption')}")
        assert title is not None
        found[title.get(w("val"), "")] = table
    return found


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
    captions = [table.getprevious() for table in document.iter(w("tbl"))]
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


def outline_of(docx: bytes) -> list[tuple[int, str, str]]:
    styles = parse_part(read_parts(docx)[STYLES])
    return [(h.level, h.number, h.words) for h in headings(document_of(docx), styles)]


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
    bookmarks = [mark.get(w("name")) for mark in document.iter(w("bookmarkStart"))]
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


# WR06


def test_a_word_that_the_secretary_changes_is_kept(template: bytes) -> None:
    own = changed(template, "Väsentliga personalförhållanden", "Medarbetare &amp; arbetsmiljö")
    assert (2, "2.4", "Medarbetare & arbetsmiljö") in outline_of(write_report(own, report()))


def test_contents_that_word_filled_in_the_template_are_written_anew(template: bytes) -> None:
    waiting = "Innehållet skrivs när rapporten framställs."
    mine = (
        f"{waiting}</w:t></w:r></w:p><w:p><w:r><w:t>{{{{ mål.namn }}}}\t3</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>gammal rad"
    )
    found = paragraphs_of(write_report(changed(template, waiting, mine), report()))
    assert "gammal rad" not in found
    assert "1\tSammanfattning\t–" in found


def test_bookmarks_that_a_loop_copies_get_one_name_each(template: bytes) -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="egen"/><w:bookmarkEnd w:id="7"/></w:p>'
    docx = write_report(changed(template, "</w:p>", mark), report())
    names = [m.get(w("name")) for m in document_of(docx).iter(w("bookmarkStart"))]
    assert names.count("egen") == 1
    assert len(list(document_of(docx).iter(w("bookmarkEnd")))) == len(names)


# WR07

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")
needs_office = pytest.mark.skipif(
    not (SOFFICE and PDFTOTEXT) and not os.environ.get("CI"),
    reason="LibreOffice (soffice) eller pdftotext finns inte här",
)


def converted(docx: bytes, to: str, folder: Path) -> bytes:
    assert SOFFICE, "CI must have LibreOffice"
    folder.mkdir(exist_ok=True)
    source = folder / "rapport.docx"
    source.write_bytes(docx)
    profile = (folder / "profil").as_uri()
    out = folder / "ut"
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=180
    )
    return (out / f"rapport.{to.partition(':')[0]}").read_bytes()


def squeezed(text: str) -> str:
    return " ".join(text.split())


@needs_office
def test_libreoffice_shows_every_text_table_and_page_number(
    written: bytes, tmp_path: Path
) -> None:
    plain = converted(written, "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")
    shown_text, content = squeezed(plain), report()
    for text in (text for texts in content.texts.values() for text in texts):
        assert squeezed(text) in shown_text
    for table in content.tables():
        assert table.title in shown_text
        for value in (value for row in table.rows for value in row):
            assert squeezed(shown(value)) in shown_text

    pdf = converted(written, "pdf", tmp_path)
    numbered = number_pages(written, pdf)
    (tmp_path / "sidor.pdf").write_bytes(converted(numbered, "pdf", tmp_path))
    assert PDFTOTEXT, "CI must have pdftotext"
    command = [PDFTOTEXT, "-layout", str(tmp_path / "sidor.pdf"), "-"]
    pages = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\f")
    entries = re.findall(r"^ *([0-9.]*) *(\S.*?)\.{3,}(\d+)$", pages[1], re.MULTILINE)
    wanted = [(number, words) for level, number, words in outline_of(written) if level <= 3]
    assert [(number, words) for number, words, _ in entries] == wanted
    for _, title, page in entries:
        assert title in squeezed(pages[int(page) - 1])


@needs_office
def test_a_template_saved_by_libreoffice_still_works(
    template: bytes, written: bytes, tmp_path: Path
) -> None:
    docx = write_report(converted(template, "docx", tmp_path), report())
    assert outline_of(docx) == outline_of(written)
