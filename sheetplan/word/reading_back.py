"""A finished document read again as passages, as a person may have left it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sheetplan.plan.publishing.passage import Passage, PassageKind, WrittenDocument, placed
from sheetplan.word.ooxml import text_of, w
from sheetplan.word.outline import headings
from sheetplan.word.package import (
    CORE,
    DOCUMENT,
    RELATIONS,
    STYLES,
    Parts,
    parse_part,
)
from sheetplan.word.visible import PICTURE

_DC = "http://purl.org/dc/elements/1.1/"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CONTENTS = ("toc ", "innehåll")


def read_document(name: str, parts: Parts) -> WrittenDocument:
    """Read a Word file's title, language and passages.

    Raises:
        TemplateFault: a part is not well-formed.
    """
    document, styles = parse_part(parts[DOCUMENT]), parse_part(parts[STYLES])
    return WrittenDocument(
        name,
        _title(parts),
        _language(styles),
        tuple(placed(_Passages(document, styles, _targets(parts)).read())),
    )


class _Passages:
    """The passages of a document in its order."""

    def __init__(
        self, document: etree._Element, styles: etree._Element, targets: dict[str, str]
    ) -> None:
        self._body = document.find(w("body"))
        self._levels = {one.paragraph: one for one in headings(document, styles)}
        self._styles = _style_names(styles)
        self._targets = targets

    def read(self) -> Iterator[Passage]:
        if self._body is not None:
            yield from self._within(self._body)

    def _within(self, parent: etree._Element) -> Iterator[Passage]:
        for child in parent:
            if child.tag == w("p"):
                yield from self._paragraph(child)
            elif child.tag == w("tbl"):
                yield _table(child)
                yield from _pictures(child)
            elif child.tag in {w("sdt"), w("sdtContent"), w("ins"), w("smartTag")}:
                yield from self._within(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Passage]:
        name, words = self._style(paragraph), " ".join(text_of(paragraph).split(" "))
        if name.startswith(_CONTENTS) or _breaks(paragraph):
            return
        pictures = tuple(_pictures(paragraph))
        if words.strip() or not pictures:
            heading = self._levels.get(paragraph)
            kind = _kind(paragraph, name) if heading is None else PassageKind.HEADING
            level = 0 if heading is None else heading.level
            yield Passage(kind, words, level, links=tuple(self._links(paragraph)))
        yield from pictures

    def _style(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self._styles.get("" if style is None else style.get(w("val"), ""), "")

    def _links(self, paragraph: etree._Element) -> Iterator[tuple[str, str]]:
        for link in paragraph.iter(w("hyperlink")):
            if link.get(w("anchor")) is None:
                yield text_of(link), self._targets.get(link.get(_RELATION_ID, ""), "")


def _kind(paragraph: etree._Element, style: str) -> PassageKind:
    if style == "caption":
        return PassageKind.CAPTION
    numbered = paragraph.find(f"{w('pPr')}/{w('numPr')}") is not None
    return PassageKind.ITEM if numbered or style.startswith("list ") else PassageKind.TEXT


def _breaks(paragraph: etree._Element) -> bool:
    """Whether a paragraph only holds a break of page or section, or only follows a table."""
    kinds = (node.get(w("type")) for node in paragraph.iter(w("br")))
    previous = paragraph.getprevious()
    after_table = previous is not None and previous.tag == w("tbl")
    has_break = "page" in kinds or paragraph.find(f".//{w('sectPr')}") is not None
    return not text_of(paragraph).strip() and (has_break or after_table)


def _table(table: etree._Element) -> Passage:
    rows = list(table.iter(w("tr")))
    first = [] if not rows else [text_of(cell).strip() for cell in rows[0].iter(w("tc"))]
    widths = {len(list(row.iter(w("tc")))) for row in rows}
    merged = any(True for _ in table.iter(w("gridSpan"), w("vMerge"), w("hMerge")))
    has_header = bool(rows) and rows[0].find(f"{w('trPr')}/{w('tblHeader')}") is not None
    words = next((text for text in first if text), "")
    return Passage(
        PassageKind.TABLE, words, has_header=has_header, is_even=not merged and len(widths) <= 1
    )


def _pictures(block: etree._Element) -> Iterator[Passage]:
    for picture in block.iter(PICTURE):
        yield Passage(PassageKind.PICTURE, picture.get("descr") or picture.get("title") or "")


def _style_names(styles: etree._Element) -> dict[str, str]:
    found = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            found[style.get(w("styleId"), "")] = name.get(w("val"), "").casefold()
    return found


def _title(parts: Parts) -> str:
    if CORE not in parts:
        return ""
    return parse_part(parts[CORE]).findtext(f"{{{_DC}}}title") or ""


def _language(styles: etree._Element) -> str:
    found = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    return "" if found is None else found.get(w("val"), "")


def _targets(parts: Parts) -> dict[str, str]:
    if RELATIONS not in parts:
        return {}
    relations = parse_part(parts[RELATIONS])
    return {one.get("Id", ""): one.get("Target", "") for one in relations}
