"""A Word file as the tests see it: its paragraphs, tables and outline; a part changed by hand."""

from __future__ import annotations

from lxml import etree

from sheetplan.word.ooxml import text_of, w
from sheetplan.word.outline import headings
from sheetplan.word.package import DOCUMENT, STYLES, parse_part, read_parts, write_parts


def document_of(docx: bytes) -> etree._Element:
    return parse_part(read_parts(docx)[DOCUMENT])


def paragraphs_of(docx: bytes) -> list[str]:
    return [text_of(paragraph) for paragraph in document_of(docx).iter(w("p"))]


def tables_of(docx: bytes) -> dict[str, etree._Element]:
    found = {}
    for table in document_of(docx).iter(w("tbl")):
        title = table.find(f"{w('tblPr')}/{w('tblCaption')}")
        assert title is not None
        found[title.get(w("val"), "")] = table
    return found


def outline_of(docx: bytes) -> list[tuple[int, str, str]]:
    styles = parse_part(read_parts(docx)[STYLES])
    return [(h.level, h.number, h.words) for h in headings(document_of(docx), styles)]


def changed(docx: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    parts = read_parts(docx)
    assert old.encode() in parts[part]
    return write_parts(parts | {part: parts[part].replace(old.encode(), new.encode())})
