"""What people write in a cell, read as paragraphs, list items and line breaks (löptext)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

_BULLET = re.compile(r"(?:[-–*]\s+|[•·▪]\s*)(?=\S)")
_DASH_BEFORE_DIGIT = re.compile(r"[-–]\s+\d")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")


class LineKind(Enum):
    """What a line is: running text, or an item of a list."""

    PARAGRAPH = auto()
    BULLET = auto()
    NUMBER = auto()


@dataclass(frozen=True)
class Line:
    """A paragraph or a list item, without the mark that was typed before it.

    Attributes:
        number: what was typed before an item of a numbered list.
        is_first: whether a numbered list begins with it.
    """

    text: str
    kind: LineKind = LineKind.PARAGRAPH
    number: int = 0
    is_first: bool = False


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Split what was typed in a cell into paragraphs and list items, marks included.

    Where blank lines separate paragraphs a single break is a line break; in a text without blank
    lines every line is a paragraph, for so most people write in a cell.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    spaced = any(not line.strip() for line in lines)
    found: list[str] = []
    is_open = False
    for line in lines:
        words = line.strip()
        if words and is_open and spaced and not _is_item(words):
            found[-1] += f"\n{words}"
        elif words:
            found.append(words)
        is_open = bool(words)
    return tuple(found)


def lines_of(paragraphs: Iterable[str]) -> tuple[Line, ...]:
    """Tell list items from paragraphs; what stands alone after a dash may be an amount."""
    texts = [text.strip() for text in paragraphs if text.strip()]
    items = [_is_item(text) for text in texts]
    beside = [
        any(items[at + step] for step in (-1, 1) if 0 <= at + step < len(items))
        for at in range(len(items))
    ]
    read = (_line(text, beside=near) for text, near in zip(texts, beside, strict=True))
    return tuple(_with_beginnings(list(read)))


def _is_item(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def _line(text: str, *, beside: bool) -> Line:
    bullet, number = _BULLET.match(text), _NUMBER.match(text)
    if bullet and (beside or not _DASH_BEFORE_DIGIT.match(text)):
        return Line(text[bullet.end() :], LineKind.BULLET)
    if number and (beside or number[1] == "1"):
        return Line(text[number.end() :], LineKind.NUMBER, int(number[1]))
    return Line(text)


def _with_beginnings(read: list[Line]) -> Iterator[Line]:
    """Begin a numbered list where the item above is not the one before it."""
    for before, one in pairwise([Line(""), *read]):
        follows = before.kind is LineKind.NUMBER and before.number + 1 == one.number
        begins = one.kind is LineKind.NUMBER and not follows
        yield Line(one.text, one.kind, one.number, is_first=begins)
