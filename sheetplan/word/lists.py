"""Numbered lists of a report: each begins with the number that was typed."""

from __future__ import annotations

from lxml import etree

from sheetplan.word.look import NUMBER_STYLE, style_ids
from sheetplan.word.ooxml import element, w
from sheetplan.word.package import DOCUMENT, STYLES, Parts, parse_part, xml_bytes
from sheetplan.word.prose import UNSETTLED

_NUMBERING = "word/numbering.xml"


def settle_lists(parts: Parts) -> Parts:
    """Give every numbered list of a rendered report numbers of its own."""
    document = parse_part(parts[DOCUMENT])
    items = [node for node in document.iter(w("numId")) if _number(node) >= UNSETTLED]
    if not items or _NUMBERING not in parts:
        return parts
    numbering = parse_part(parts[_NUMBERING])
    kind = _kind_of_list(parse_part(parts[STYLES]), numbering)
    used = [_number(node, "numId") for node in numbering.iter(w("num"))]
    number = max(used, default=0)
    for item in items:
        start = _number(item) - UNSETTLED
        if start:
            number += 1
            _add_list(numbering, number, kind, start)
        item.set(w("val"), str(number))
    return parts | {DOCUMENT: xml_bytes(document), _NUMBERING: xml_bytes(numbering)}


def _number(node: etree._Element, name: str = "val") -> int:
    return int(node.get(w(name), "0"))


def _kind_of_list(styles: etree._Element, numbering: etree._Element) -> str:
    """Find the abstract list that the style for numbered lists has."""
    wanted = style_ids(styles).get(NUMBER_STYLE)
    own = (style for style in styles.iter(w("style")) if style.get(w("styleId")) == wanted)
    numbers = [node.get(w("val")) for style in own for node in style.iter(w("numId"))]
    for one in numbering.iter(w("num")):
        kind = one.find(w("abstractNumId"))
        if kind is not None and one.get(w("numId")) in numbers:
            return kind.get(w("val"), "0")
    return "0"


def _add_list(numbering: etree._Element, number: int, kind: str, start: int) -> None:
    begins = element("lvlOverride", element("startOverride", val=start), ilvl=0)
    made = element("num", element("abstractNumId", val=kind), begins, numId=number)
    others = numbering.findall(w("num"))
    others[-1].addnext(made)
