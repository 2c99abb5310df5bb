"""A document as its passages: headings, paragraphs, list items, tables and pictures in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from sheetplan.plan.excerpt import excerpt
from sheetplan.schema.problem import Place


class PassageKind(Enum):
    """What a passage is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    PICTURE = "picture"


@dataclass(frozen=True)
class Passage:
    """A passage of a document.

    Attributes:
        words: its text; of a picture its alt text.
        level: of a heading, 1–9; otherwise 0.
        has_header: of a table, whether its first row is marked as a header.
        is_even: of a table, whether no cell is merged or split.
        links: the words and the targets of its links.
        path: the headings that it stands under, a heading itself included.
        number: its place in the document.
    """

    kind: PassageKind
    words: str = ""
    level: int = 0
    has_header: bool = True
    is_even: bool = True
    links: tuple[tuple[str, str], ...] = ()
    path: tuple[str, ...] = ()
    number: int = 0

    @property
    def under(self) -> str:
        """The nearest heading, or nothing before the first."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True)
class WrittenDocument:
    """A document that a person may have changed; ``name`` is its file name."""

    name: str
    title: str
    language: str
    passages: tuple[Passage, ...]

    def place(self, passage: Passage | None = None) -> Place:
        """Tell where a passage stands: the file, and the section that it is found under."""
        if passage is None:
            return Place(self.name)
        label = f"under ”{excerpt(passage.under)}”" if passage.under else "före första rubriken"
        return Place(self.name, row=passage.number, label=label)


def placed(passages: Iterator[Passage]) -> Iterator[Passage]:
    """Give each passage its number and the headings that it stands under."""
    above: list[Passage] = []
    for number, passage in enumerate(passages, 1):
        if passage.kind is PassageKind.HEADING:
            above = [*(one for one in above if one.level < passage.level), passage]
        yield replace(passage, number=number, path=tuple(one.words for one in above))
