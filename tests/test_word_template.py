"""Templates of the report in Word: faults in them are told, and what people change is kept.

Requirements:
- WR02: a fault in a template is one sentence that says where.
- WR06: what a secretary changes in the template is kept.
"""

from __future__ import annotations

import pytest

from sheetplan.word.fault import TemplateFault
from sheetplan.word.ooxml import w
from sheetplan.word.package import STYLES, read_parts, write_parts
from tests.pages import page
from tests.word_file import changed, document_of, outline_of, paragraphs_of
from tests.word_sample import report, write_report

# WR02


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ titel }}", "{{ tittel }}", "”tittel”.*Menade du ”titel”"),
        ("text.sammanfattning", "text.samanfattning", "”samanfattning”.*”sammanfattning”"),
        ("{{ mål.namn }}", "{{ mål.xyzzy }}", "”xyzzy”"),
        ("text.sammanfattning %}", "text.sammanfatning %}",
         "under rubriken ”Sammanfattning”.*{%p if text.*Menade du ”sammanfattning”"),
        ("{{ delmål.motiv }}", "{{ delmål.motiw }}",
         "under rubriken ”{{ delmål.namn }}”.*Nämndens motiv.*Menade du ”motiv”"),
        ("{{ titel }}", "{{ titel | }}", "inte går att läsa.*före den första rubriken.*titel |"),
        ("{{ titel }}", "{{ titel", "inte går att läsa.*”{{ titel”"),
        ("{%p endfor %}", "{%p endfro %}", "endfro"),
        ("{%p endif %}", "", "aldrig avslutas.*endif"),
        ("{{ titel }}", "{{ titel.upper() }}", "”upper”, som inte finns"),
        ("{{ titel }}", "{{ titel * 1000000 }}", "inte går att köra"),
        ("{{ titel }}", "{{ titel.__class__ }}", "inte går att köra|__class__"),
        ("{{ titel }}", "{{ titel|safe }}", "safe"),
        ("{{ titel }}", "{% include titel %}", "inte går att läsa"),
        ("{%p if tabell.saknas %}", "{% if tabell.saknas %}", "if tabell.saknas %}, ens"),
        ("{{ titel }}", "{{ tabel.ekonomi }}", "”tabel”.*Menade du ”tabell”"),
        ("{{ titel }}", "{{ tabell.ekonomi }}", "Skriv {{p tabell.ekonomi }}, ensamt"),
        ("{{ titel }}", "{{ text.drift }}", "Skriv {{p text.drift }}, ensamt"),
        ("{{ titel }}", "{{r titel }}", r"Skriv {{ titel }}\."),
        ("{{ titel }}", "{{ tal['ram.hsn.utfall'] }}", r"Skriv {{r tal\['ram.hsn.utfall'\] }}\."),
        ("{{r delmål.nuläge }}", "{{ delmål.nuläge }}", "Nuläge: .*Skriv {{r delmål.nuläge }}"),
        ("{{ titel }}", "{{p tabell }}", "Skriv {{p tabell.sammanställning }}"),
        ("{{ titel }}", "{{ regionmål }}", "Skriv {%p for mål in regionmål %}"),
        ("{{ titel }}", "{{ tal }}", r"Skriv {{r tal\[\"ram.hsn.avvikelse\"\] }}"),
        ("{{ titel }}", "{{ helår }}", "Skriv {%p if helår %}"),
        ("{{ titel }}", "{{ delmål.namn }}", "slinga.*mellan {%p for delmål in mål.delmål %} och"),
        ("{{ titel }}", "{{ titel|versaler }}", "”versaler”, som inte finns.*före den första"),
        ("{{p text.drift }}", "{{p text.drift }} och mer", "ensam i sitt.*drift }} och mer"),
        ("{%p endfor %}", "Slut {%p endfor %}", "ensam i sitt stycke.*”Slut {%p endfor %}”"),
    ],
)  # fmt: skip
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


def test_a_document_without_tags_is_no_template() -> None:
    with pytest.raises(TemplateFault, match="inga taggar"):
        write_report(page(), report())


def test_a_template_whose_conditions_leave_nothing_is_written() -> None:
    lines = (("Normal", "{%p if helår %}"), ("Normal", "Ja."), ("Normal", "{%p endif %}"))
    assert "Ja." not in paragraphs_of(write_report(page(*lines), report()))


def test_a_fault_in_a_header_is_told_with_its_place(template: bytes) -> None:
    broken = changed(template, "{{ påhittat }}", "{{ påhittad }}", "word/header2.xml")
    with pytest.raises(TemplateFault, match=r"i ett sidhuvud.*Menade du ”påhittat”"):
        write_report(broken, report())


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
