"""Word documents that a secretary has written in, made line by line in the shipped template."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from sheetplan.word.ooxml import element, run
from tests.word_sample import TEMPLATE

_LINK = RELATIONSHIP_TYPE.HYPERLINK
TITLE = "Delårsrapport per augusti 2025"


def page(*lines: tuple[str, str], title: str = TITLE, language: str = "sv-SE") -> bytes:
    """Return a document of paragraphs, each with its style or what is drawn."""
    document = Document(str(TEMPLATE))
    body = document.element.body
    for block in list(body):
        if not block.tag.endswith("}sectPr"):
            body.remove(block)
    document.core_properties.title = title
    next(document.styles.element.iter(qn("w:lang"))).set(qn("w:val"), language)
    for style, words in lines:
        _write(document, style, words)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def prose(*sentences: str) -> bytes:
    """Return a document with these paragraphs under one heading."""
    return page(("Heading 1", "Produktion"), *(("Normal", one) for one in sentences))


def _write(document: WordDocument, style: str, words: str) -> None:
    if style == "table":
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text = words
        if words == "Sammanfogad":
            table.cell(1, 0).merge(table.cell(1, 1))
    elif style == "picture":
        document.add_picture(BytesIO(_DOT))
        shape = document.inline_shapes[-1]._inline.docPr  # noqa: SLF001 - python-docx has no alt text
        shape.set("descr", words)
    elif style == "link":
        paragraph = document.add_paragraph()
        target = document.part.relate_to(
            "https://www.regionvasterbotten.se", _LINK, is_external=True
        )
        link = element("hyperlink", run(words))
        link.set(qn("r:id"), target)
        paragraph._p.append(link)  # noqa: SLF001 - python-docx makes no links
    else:
        document.add_paragraph(words, style=style)


_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)
