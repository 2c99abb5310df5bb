"""The table of contents: a field whose entries we compute, for whoever lays out the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from sheetplan.word.look import style_ids
from sheetplan.word.ooxml import element, field, run, w
from sheetplan.word.outline import Heading, headings

_LEVELS = re.compile(r'\\o\s+"(\d)-(\d)"')
_WAITING = "Innehållet skrivs när rapporten framställs."
_NO_PAGE = "–"


@dataclass(frozen=True)
class _Found:
    """A table of contents: its code and the paragraphs from its beginning to its end."""

    code: str
    paragraphs: tuple[etree._Element, ...]


def empty_contents(document: etree._Element) -> None:
    """Clear a table of contents that Word filled with the template's own headings and tags."""
    found = _find(document)
    if found is not None:
        first = _replace(found, [element("p")])
        first.extend(field(found.code, _WAITING))


def fill_contents(document: etree._Element, styles: etree._Element) -> None:
    """Write an entry per heading, each a link to its heading and with the number of its page."""
    found = _find(document)
    if found is None:
        return
    levels = _LEVELS.search(found.code)
    low, high = (int(levels[1]), int(levels[2])) if levels else (1, 3)
    ids = style_ids(styles)
    entries = []
    for at, heading in enumerate(headings(document, styles)):
        if low <= heading.level <= high and heading.words:
            name = f"_Toc{at + 1:09d}"
            _bookmark(heading.paragraph, name)
            entries.append(_entry(heading, name, ids.get(f"toc {heading.level}", "")))
    if entries:
        _replace(found, entries)
        opening = field(found.code, "")
        for place, part in enumerate(opening[:3]):
            entries[0].insert(1 + place, part)
        entries[-1].append(opening[-1])


def _find(document: etree._Element) -> _Found | None:
    open_fields: list[list[etree._Element]] = []
    codes: list[str] = []
    for node in document.iter(w("fldChar"), w("instrText")):
        kind = node.get(w("fldCharType"))
        if node.tag == w("instrText") and codes:
            codes[-1] += node.text or ""
        elif kind == "begin":
            open_fields.append([_paragraph(node)])
            codes.append("")
        elif kind == "end" and codes:
            code, first = codes.pop().strip(), open_fields.pop()[0]
            if code.split(maxsplit=1)[:1] == ["TOC"]:
                return _span(code, first, _paragraph(node))
    return None


def _span(code: str, first: etree._Element, last: etree._Element) -> _Found | None:
    if first is last:
        return _Found(code, (first,))
    between = [first]
    for sibling in first.itersiblings():
        between.append(sibling)
        if sibling is last:
            return _Found(code, tuple(between))
    return None


def _paragraph(node: etree._Element) -> etree._Element:
    return next(node.iterancestors(w("p")))


def _replace(found: _Found, paragraphs: list[etree._Element]) -> etree._Element:
    first = found.paragraphs[0]
    for paragraph in paragraphs:
        first.addprevious(paragraph)
    for old in found.paragraphs:
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)
    return paragraphs[0]


def _bookmark(paragraph: etree._Element, name: str) -> None:
    properties = paragraph.find(w("pPr"))
    at = 0 if properties is None else 1
    paragraph.insert(at, element("bookmarkStart", id=0, name=name))
    paragraph.append(element("bookmarkEnd", id=0))


def _entry(heading: Heading, name: str, style_id: str) -> etree._Element:
    words = f"{heading.number}\t{heading.words}" if heading.number else heading.words
    link = element("hyperlink", anchor=name, history=1)
    link.append(run(f"{words}\t"))
    link.extend(field(f"PAGEREF {name} \\h", _NO_PAGE))
    return element("p", element("pPr", element("pStyle", val=style_id)), link)
