"""Page numbers in the table of contents, read from a PDF that LibreOffice made of the report.

Word computes them by itself when a person lets it update the fields. LibreOffice, previews and
Word's protected view show what was stored last, and that is what this writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sheetplan.word.ooxml import w
from sheetplan.word.outline import headings
from sheetplan.word.package import DOCUMENT, STYLES, parse_part, read_parts, write_parts, xml_bytes

_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_PAGE = re.compile(rb"(\d+) 0 R")
_BOOKMARK = re.compile(rb"/Title<FEFF([0-9A-F]+)>\s*/Dest\[(\d+) 0 R")


def number_pages(report: bytes, pdf: bytes) -> bytes:
    """Store in the contents on which page of the PDF each heading stands.

    A heading that the PDF does not list keeps the number it had.
    """
    parts = read_parts(report)
    document = parse_part(parts[DOCUMENT])
    listed = list(_listed(pdf))
    pages: dict[str, int] = {}
    for heading in headings(document, parse_part(parts[STYLES])):
        words = f"{heading.number} {heading.words}".strip()
        at = next((at for at, (title, _) in enumerate(listed) if title == words), None)
        bookmark = heading.paragraph.find(w("bookmarkStart"))
        if at is not None and bookmark is not None:
            pages[bookmark.get(w("name"), "")] = listed[at][1]
            del listed[: at + 1]  # headings may repeat; the order tells them apart
    _store(document, pages)
    return write_parts(parts | {DOCUMENT: xml_bytes(document)})


def _listed(pdf: bytes) -> Iterator[tuple[str, int]]:
    kids = _KIDS.search(pdf)
    order = [int(page) for page in _PAGE.findall(kids[1])] if kids else []
    for title, page in _BOOKMARK.findall(pdf):
        if int(page) in order:
            words = bytes.fromhex(title.decode("ascii")).decode("utf-16-be", "replace")
            yield " ".join(words.split()), order.index(int(page)) + 1


def _store(document: etree._Element, pages: dict[str, int]) -> None:
    page: int | None = None
    for node in document.iter(w("instrText"), w("t")):
        if node.tag == w("instrText"):
            words = (node.text or "").split()
            page = pages.get(words[1]) if words[:1] == ["PAGEREF"] else None
        elif page is not None:
            node.text, page = str(page), None
