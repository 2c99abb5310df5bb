"""What people wrote, in Word: paragraphs, real lists, line breaks; right to left where it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from sheetplan.tables.prose import Line, LineKind, lines_of
from sheetplan.word.look import TableLook
from sheetplan.word.ooxml import Fragment, clean, element, run

UNSETTLED = 90_000  # a number of a list that is settled when the report is finished
_RIGHT_TO_LEFT = {"R", "AL"}


class Prose(Fragment):
    """Paragraphs and lists: printed as such, or looped over as plain texts."""

    def __init__(self, texts: Iterable[str], look: TableLook) -> None:
        self.paragraphs = paragraphs(texts)
        super().__init__(*prose_blocks(self.paragraphs, look))

    def __iter__(self) -> Iterator[str]:
        return iter(self.paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)


def paragraphs(texts: Iterable[str]) -> list[str]:
    """Keep the paragraphs that say something; an empty one would only be a gap."""
    return [text for text in map(clean, texts) if text.strip()]


def prose_blocks(texts: Iterable[str], look: TableLook) -> list[etree._Element]:
    """Write texts as paragraphs in the template's styles for running text and lists."""
    return [_block(one, look) for one in lines_of(texts)]


def _block(one: Line, look: TableLook) -> etree._Element:
    if one.kind is LineKind.BULLET:
        return _paragraph(one.text, element("pStyle", val=look.item))
    if one.kind is LineKind.PARAGRAPH:
        return _paragraph(one.text, *([element("pStyle", val=look.body)] if look.body else []))
    place = list_place(one, look)
    if place is None:
        return _paragraph(as_typed(one))
    return _paragraph(one.text, element("pStyle", val=look.number), place)


def list_place(one: Line, look: TableLook) -> etree._Element | None:
    """Put an item in its list; None where it is none, or the template has no such lists."""
    number = {LineKind.BULLET: look.bullets, LineKind.NUMBER: look.number and str(UNSETTLED)}.get(
        one.kind, ""
    )
    if one.kind is LineKind.NUMBER and one.is_first and number:
        number = str(UNSETTLED + one.number)
    if not number:
        return None
    return element("numPr", element("ilvl", val=0), element("numId", val=number))


def as_typed(one: Line) -> str:
    """Write an item with its mark, where there is no list to put it in."""
    marks = {LineKind.BULLET: "• ", LineKind.NUMBER: f"{one.number}. "}
    return f"{marks.get(one.kind, '')}{one.text}"


def _paragraph(text: str, *properties: etree._Element) -> etree._Element:
    turned = is_right_to_left(text)
    rules = [*properties, *([element("bidi")] if turned else [])]
    words = run(text, *([element("rtl")] if turned else []))
    return element("p", *([element("pPr", *rules)] if rules else []), words)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text is written from the right."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in {"L", *_RIGHT_TO_LEFT}), "L") in _RIGHT_TO_LEFT
