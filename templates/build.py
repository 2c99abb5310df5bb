"""How the shipped templates were first made; from then on they are edited in Word.

Run ``python templates/build.py`` to make them all anew, or name some of them. It gives the same
bytes every time, and it overwrites what a person has changed in Word.
"""

# ruff: noqa: INP001 - a script beside its template, not a package
from __future__ import annotations

import dataclasses
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Cm, Twips
from docx.text.paragraph import Paragraph
from lxml import etree
from outline import interim, short, year_end
from outline_plan import plan
from outline_whole import whole
from pieces import Line

from sheetplan.word.look import style_ids
from sheetplan.word.ooxml import element, field, run, w
from sheetplan.word.package import CORE, read_parts, write_parts

_HERE = Path(__file__).resolve().parent
_LOGO_TEXT = "Plats för logotyp"
_GLYPHS = {
    "L": (16, 16, 16, 16, 16, 16, 31),
    "O": (14, 17, 17, 17, 17, 17, 14),
    "G": (14, 17, 16, 23, 17, 17, 14),
    "T": (31, 4, 4, 4, 4, 4, 4),
    "Y": (17, 17, 10, 4, 4, 4, 4),
    "P": (30, 17, 17, 30, 16, 16, 16),
}


@dataclass(frozen=True)
class Template:
    """A template: its title, its outline and how its look differs from the first one's.

    Attributes:
        instead: colours of the styles, and what stands instead of them.
        is_numbered: whether chapters are numbered.
    """

    title: str
    lines: Callable[[], Iterator[Line]]
    running: str = "{{ nämnd }} · {{ titel }}"
    instead: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_numbered: bool = True


_GREEN = {
    "1F3864": "1B4D3E",
    "2F5496": "27695A",
    "44546A": "3D4F49",
    "C55A11": "1B4D3E",
}
TEMPLATES = {
    "delarsrapport": Template("Mall för nämndens delårsrapport", interim),
    "arsrapport": Template("Mall för nämndens årsrapport", year_end),
    "samlad-rapport": Template(
        "Mall för alla nämnders rapport", whole, "{{ organisation }} · {{ titel }}"
    ),
    "namndplan": Template("Mall för nämndplanen", plan),
    "kortrapport": Template("Mall för en kort rapport", short, instead=_GREEN, is_numbered=False),
}


def build(name: str) -> bytes:
    """Make a template."""
    template = TEMPLATES[name]
    document = Document()
    _take_over(document, template)
    _lay_out(document)
    ids = style_ids(document.styles.element)
    for line in template.lines():
        _write(document, line, ids)
    _head_and_foot(document, ids, template)
    _describe(document, template)
    saved = BytesIO()
    document.save(saved)
    return write_parts(_timeless(read_parts(saved.getvalue())))


def _take_over(document: WordDocument, template: Template) -> None:
    """Replace python-docx's own styles, numbering and settings by ours."""
    parts = {
        "styles": document.styles.element,
        "numbering": document.part.numbering_part.element,
        "settings": document.settings.element,
    }
    for name, old in parts.items():
        text = (_HERE / "parts" / f"{name}.xml").read_text(encoding="utf-8")
        for old_look, own in template.instead.items():
            text = text.replace(old_look, own)
        new = parse_xml(text.encode("utf-8"))
        if not template.is_numbered:
            _drop_numbers(new)
        old[:] = list(new)
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml", "/stylesWithEffects")):
                del owner.rels[key]


def _drop_numbers(part: etree._Element) -> None:
    """Take the numbers from headings; lists keep theirs."""
    for style in part.iter(w("style")):
        number = style.find(f"{w('pPr')}/{w('numPr')}")
        if number is not None and style.get(w("styleId"), "").startswith("Heading"):
            style.find(w("pPr")).remove(number)
    for linked in list(part.iter(w("pStyle"))):
        if linked.get(w("val"), "").startswith("Heading") and linked.getparent().tag == w("lvl"):
            linked.getparent().remove(linked)


def _lay_out(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = Twips(1418)
    section.top_margin, section.bottom_margin = Cm(3.2), Cm(2.5)
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1.1)
    section.different_first_page_header_footer = True


def _write(document: WordDocument, line: Line, ids: dict[str, str]) -> None:
    paragraph = document.add_paragraph()
    _style(paragraph, ids[line.style.casefold()])
    if line.new_page:
        paragraph.paragraph_format.page_break_before = True
    if line.keep:
        paragraph.paragraph_format.keep_with_next = True
    if line.style == "toc 1":
        waiting = "Innehållet skrivs när rapporten framställs."
        _add(paragraph, *field(f'TOC \\o "{line.text}" \\h \\z \\u', waiting))
    elif line.style == "Bedömning":
        label, _, rest = line.text.partition("\t")
        _add(paragraph, run(label, element("b"), element("bCs")), run(f"\t{rest}"))
    else:
        _add(paragraph, run(line.text))
    if line.text == "{{ organisation }}" and line.style == "Titeluppgift":
        paragraph.paragraph_format.space_before = Cm(5)


def _head_and_foot(document: WordDocument, ids: dict[str, str], template: Template) -> None:
    section = document.sections[0]
    first = section.first_page_header.paragraphs[0]
    _picture(first, Cm(4.2))
    running = section.header.paragraphs[0]
    _picture(running, Cm(2.1))
    _add(running, run(f"\t{template.running}"))
    for text in ("{%p if påhittat %}", "{{ påhittat }}", "{%p endif %}"):
        paragraph = section.header.add_paragraph()
        _style(paragraph, ids["sidhuvud märkning" if text.startswith("{{") else "malltagg"])
        _add(paragraph, run(text))
    opening, foot = section.first_page_footer.paragraphs[0], section.footer.paragraphs[0]
    _add(opening, run("{{ organisation }}"))
    _add(foot, run("{{ organisation }}\tSida "), *field("PAGE", "1"))
    _add(foot, run(" av "), *field("NUMPAGES", "1"))
    for paragraph in (opening, foot):
        _style(paragraph, ids["footer"])
    for paragraph in (first, running):
        _style(paragraph, ids["header"])


def _describe(document: WordDocument, template: Template) -> None:
    core = document.core_properties
    core.title, core.language, core.author = template.title, "sv-SE", "sheetplan"
    core.comments = ""


def _timeless(parts: dict[str, bytes]) -> dict[str, bytes]:
    core = etree.fromstring(parts[CORE])
    for node in list(core):
        if node.tag.endswith(("}created", "}modified")):
            core.remove(node)
    return parts | {CORE: etree.tostring(core, xml_declaration=True, encoding="UTF-8")}


def _style(paragraph: Paragraph, style_id: str) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx looks up by name
    for old in properties.findall(w("pStyle")):
        properties.remove(old)
    properties.insert(0, element("pStyle", val=style_id))


def _add(paragraph: Paragraph, *runs: etree._Element) -> None:
    paragraph._p.extend(runs)  # noqa: SLF001 - finished runs


def _picture(paragraph: Paragraph, width: int) -> None:
    shape = paragraph.add_run().add_picture(BytesIO(placeholder()), width=width)
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no alt text
    for side in "TBLR":
        shape._inline.set(f"dist{side}", "0")  # noqa: SLF001 - or LibreOffice adds its own
    properties.set("name", "Logotyp")
    properties.set("descr", _LOGO_TEXT)


def placeholder() -> bytes:
    """Draw a grey box that says LOGOTYP, as PNG."""
    scale, width, height = 6, 360, 120
    text = "LOGOTYP"
    left, top = (width - (6 * len(text) - 1) * scale) // 2, (height - 7 * scale) // 2
    rows = [bytearray([232] * width) for _ in range(height)]
    for at, letter in enumerate(text):
        for y, bits in enumerate(_GLYPHS[letter]):
            for x in range(5):
                if bits >> (4 - x) & 1:
                    start = left + (at * 6 + x) * scale
                    for row in rows[top + y * scale : top + (y + 1) * scale]:
                        row[start : start + scale] = bytes([120] * scale)
    raw = b"".join(b"\0" + bytes(row) for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (
        _chunk(b"IHDR", header),
        _chunk(b"IDAT", zlib.compress(raw, 9)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    for wanted in sys.argv[1:] or TEMPLATES:
        (_HERE / f"{wanted}.docx").write_bytes(build(wanted))
