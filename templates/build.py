"""How the shipped template was first made; from then on it is edited in Word.

Run ``python templates/build.py`` to make ``delarsrapport.docx`` anew. It gives the same bytes
every time, and it overwrites what a person has changed in Word.
"""

# ruff: noqa: INP001 - a script beside its template, not a package
from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Cm, Twips
from docx.text.paragraph import Paragraph
from lxml import etree
from outline import Line, lines

from sheetplan.word.look import style_ids
from sheetplan.word.ooxml import element, field, run, w
from sheetplan.word.package import CORE, read_parts, write_parts

_HERE = Path(__file__).resolve().parent
_TARGET = _HERE / "delarsrapport.docx"
_TITLE = "Mall för nämndens delårsrapport"
_LOGO_TEXT = "Plats för logotyp"
_GLYPHS = {
    "L": (16, 16, 16, 16, 16, 16, 31),
    "O": (14, 17, 17, 17, 17, 17, 14),
    "G": (14, 17, 16, 23, 17, 17, 14),
    "T": (31, 4, 4, 4, 4, 4, 4),
    "Y": (17, 17, 10, 4, 4, 4, 4),
    "P": (30, 17, 17, 30, 16, 16, 16),
}


def build() -> bytes:
    """Make the template."""
    document = Document()
    _take_over(document)
    _lay_out(document)
    ids = style_ids(document.styles.element)
    for line in lines():
        _write(document, line, ids)
    _head_and_foot(document, ids)
    _describe(document)
    saved = BytesIO()
    document.save(saved)
    return write_parts(_timeless(read_parts(saved.getvalue())))


def _take_over(document: WordDocument) -> None:
    """Replace python-docx's own styles, numbering and settings by ours."""
    parts = {
        "styles": document.styles.element,
        "numbering": document.part.numbering_part.element,
        "settings": document.settings.element,
    }
    for name, old in parts.items():
        new = parse_xml((_HERE / "parts" / f"{name}.xml").read_bytes())
        old[:] = list(new)
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml", "/stylesWithEffects")):
                del owner.rels[key]


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
        _add(paragraph, *field('TOC \\o "1-3" \\h \\z \\u', waiting))
    elif line.style == "Bedömning":
        label, _, rest = line.text.partition("\t")
        _add(paragraph, run(label, element("b"), element("bCs")), run(f"\t{rest}"))
    else:
        _add(paragraph, run(line.text))
    if line.text == "{{ organisation }}":
        paragraph.paragraph_format.space_before = Cm(5)


def _head_and_foot(document: WordDocument, ids: dict[str, str]) -> None:
    section = document.sections[0]
    first = section.first_page_header.paragraphs[0]
    _picture(first, Cm(4.2))
    running = section.header.paragraphs[0]
    _picture(running, Cm(2.1))
    _add(running, run("\t{{ nämnd }} · {{ titel }}"))
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


def _describe(document: WordDocument) -> None:
    core = document.core_properties
    core.title, core.language, core.author = _TITLE, "sv-SE", "sheetplan"
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
    _TARGET.write_bytes(build())
