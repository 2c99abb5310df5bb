"""Templates as files: from other programs, without what Word usually has, and those refused.

- TF01: a template without contents, without properties or made by another program is used.
- TF02: one that could run or fetch is refused, and so is what is no template of ours.
- TF03: each template that we ship is laid out by LibreOffice with all that it should say.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from sheetplan.tables.chart import Chart, Drawing, Line
from sheetplan.word.fault import TemplateFault
from sheetplan.word.package import CORE, DOCUMENT, STYLES, read_parts, write_parts
from sheetplan.word.report import write_report as write
from tests.office import MACHINE
from tests.test_word_layout import SOFFICE, converted, needs_office
from tests.word_file import changed, outline_of, paragraphs_of
from tests.word_sample import report, write_report

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shipped(name: str) -> bytes:
    return (TEMPLATES / f"{name}.docx").read_bytes()


def test_a_template_without_contents() -> None:  # TF01
    docx = write_report(shipped("kortrapport"), report())
    assert "TOC" not in read_parts(docx)[DOCUMENT].decode()
    assert outline_of(docx)[0] == (1, "", "Det viktigaste")


def test_a_template_without_properties(template: bytes) -> None:  # TF01: as Google Docs writes
    parts = read_parts(template)
    del parts[CORE]
    for name, pattern in (
        (TYPES, rb"<Override[^>]*core\.xml[^>]*/>"),
        ("_rels/.rels", rb"<Relationship [^>]*core\.xml[^>]*/>"),
    ):
        parts[name] = re.sub(pattern, b"", parts[name])
        assert b"core.xml" not in parts[name]
    docx = write_report(write_parts(parts), report())
    assert "Delårsrapport per augusti 2025" in read_parts(docx)[CORE].decode()


@needs_office
@pytest.mark.parametrize("through", ["odt", "docx"])
def test_a_template_that_libreoffice_has_saved(  # TF01
    template: bytes, tmp_path: Path, through: str
) -> None:
    saved = converted(template, through, tmp_path)
    if through == "odt":
        (tmp_path / "två").mkdir()
        saved = from_odt(saved, tmp_path / "två")
    docx = write(saved, report(), template).document
    kept = [title for _, _, title in outline_of(write_report(template, report()))]
    assert [title for _, _, title in outline_of(docx)] == kept


def from_odt(odt: bytes, folder: Path) -> bytes:
    import subprocess  # noqa: PLC0415 - for this alone

    source = folder / "mall.odt"
    source.write_bytes(odt)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
        env=MACHINE,
    )
    return source.with_suffix(".docx").read_bytes()


def test_a_template_with_macros_is_refused(template: bytes) -> None:  # TF02
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    with pytest.raises(TemplateFault, match="makron"):
        write_report(changed(template, kind, macro, TYPES), report())


@pytest.mark.parametrize("kind", ["oleObject", "attachedTemplate", "frame", "subDocument"])
def test_what_fetches_is_refused(template: bytes, kind: str) -> None:  # TF02
    outside = (
        f'<Relationship Id="x1" TargetMode="External" Target="http://x.invalid/a" '
        f'Type="{OFFICE}/{kind}"/></Relationships>'
    )
    with pytest.raises(TemplateFault, match=kind):
        write_report(changed(template, "</Relationships>", outside, RELATIONS), report())


@pytest.mark.parametrize("kind", ["hyperlink", "image"])
def test_links_and_linked_pictures_are_let_through(template: bytes, kind: str) -> None:  # TF02
    outside = (
        f'<Relationship Id="x1" TargetMode="External" Target="http://x.invalid/a" '
        f'Type="{OFFICE}/{kind}"/></Relationships>'
    )
    assert write_report(changed(template, "</Relationships>", outside, RELATIONS), report())


@pytest.mark.parametrize("verb", ["DDE", "DDEAUTO", "INCLUDETEXT", "LINK"])
def test_fields_that_fetch_are_refused(template: bytes, verb: str) -> None:  # TF02
    field = (
        f'<w:fldSimple w:instr=" {verb} excel x y "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    )
    with pytest.raises(TemplateFault, match=verb):
        write_report(changed(template, "</w:p>", field), report())


def from_scratch() -> bytes:
    saved = BytesIO()
    made = Document()
    for text in ("{{ titel }}", "{{p text.sammanfattning }}", "{{p tabell.ekonomi }}"):
        made.add_paragraph(text)
    made.save(saved)
    return saved.getvalue()


def test_a_document_from_scratch_is_lent_the_styles_of_tables(template: bytes) -> None:  # TF01
    some = report()
    other = changed(from_scratch(), 'w:styleId="Normal"', 'w:styleId="Standard"', STYLES)
    docx = write(other, some, template).document
    assert set(some.texts["summary"]) <= set(paragraphs_of(docx))
    styles = read_parts(docx)[STYLES].decode()
    assert styles.count('"Sheetplan Tabell"') == 1
    based = set(re.findall(r'w:basedOn w:val="([^"]+)"', styles))
    assert based <= set(re.findall(r'w:styleId="([^"]+)"', styles))


def test_styles_that_nobody_lends_are_named() -> None:  # TF02
    with pytest.raises(TemplateFault, match="saknar formatmallen ”Sheetplan Tabell”"):
        write_report(from_scratch(), report())


@needs_office
@pytest.mark.parametrize("name", ["arsrapport", "kortrapport"])
def test_libreoffice_lays_out_what_it_says(name: str, tmp_path: Path) -> None:  # TF03
    lines = (Line("Avvikelse", (None,)),)
    chart = Chart("chart-budget", "Avvikelse", Drawing.BARS, ("Ram",), lines, "Inget.")
    content = report(charts=(chart,))
    made = write(shipped(name), content)
    assert made.omitted == ()
    plain = converted(made.document, "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")
    said = " ".join(plain.split())
    for text in paragraphs_of(made.document):
        if text.strip() and not re.search(r"\t|[0-9]$", text):  # contents are laid out anew
            assert " ".join(text.split()) in said
