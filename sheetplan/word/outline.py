"""The headings of a document: found by their styles, numbered as the styles number them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from sheetplan.word.ooxml import text_of, w

_HEADING = re.compile(r"heading ([1-9])")


@dataclass(frozen=True)
class Heading:
    """A heading: its paragraph, its level, its number ("2.3" or nothing) and its words."""

    paragraph: etree._Element
    level: int
    number: str
    words: str


def headings(document: etree._Element, styles: etree._Element) -> Iterator[Heading]:
    """Walk through the headings in order."""
    levels = _levels(styles)
    counts = [0] * 10
    for paragraph in document.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is None or style.get(w("val")) not in levels:
            continue
        level, numbered = levels[style.get(w("val"), "")]
        counts[level] += 1
        counts[level + 1 :] = [0] * (9 - level)
        number = ".".join(map(str, counts[1 : level + 1])) if numbered else ""
        yield Heading(paragraph, level, number, " ".join(text_of(paragraph).split()))


def _levels(styles: etree._Element) -> dict[str, tuple[int, bool]]:
    found = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        match = _HEADING.fullmatch(name.get(w("val"), "").casefold() if name is not None else "")
        if match:
            number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            numbered = number is not None and number.get(w("val")) != "0"
            found[style.get(w("styleId"), "")] = (int(match[1]), numbered)
    return found
