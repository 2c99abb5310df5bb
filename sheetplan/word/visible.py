"""What a reader sees of a document: with insertions and without deletions, as texts and grids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from sheetplan.word.ooxml import w

SIGNS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "\u2011"}
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# What is deleted, what only an older Word shows, and tab stops, which are no tabs.
_HIDING = (
    w("del"),
    w("moveFrom"),
    w("tabs"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)


def seen(node: etree._Element) -> str:
    """Read the text that a reader sees, its paragraphs on lines of their own.

    Of a picture it is what is said to those who do not see it.
    """
    hidden = any(True for _ in node.iter(*_HIDING))
    parts: list[str] = []
    for one in node.iter(w("t"), w("p"), PICTURE, *SIGNS):
        if hidden and next(one.iterancestors(*_HIDING), None) is not None:
            continue
        if one.tag == w("p"):
            parts.append("\n")
        elif one.tag == PICTURE:
            parts.append(one.get("descr") or one.get("name") or "")
        elif one.tag == w("t"):
            parts.append(one.text or "")
        else:
            parts.append(SIGNS[str(one.tag)])
    return "".join(parts).strip("\n")


def digest(text: str) -> str:
    """Return a digest of a text, whatever its spaces are; it is all that is remembered of it."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:16]


def rows_of(table: etree._Element) -> list[etree._Element]:
    """Return a table's own rows that are not deleted, also those within controls."""
    return [row for row in _own(table, w("tr"), w("tbl")) if row.find(f"{w('trPr')}/{w('del')}")
            is None]  # fmt: skip


def cells_of(row: etree._Element) -> list[etree._Element]:
    """Return a row's own cells."""
    return list(_own(row, w("tc"), w("tr")))


def grid_of(table: etree._Element) -> list[list[str]]:
    """Return what a table shows, row by row."""
    return [[seen(cell) for cell in cells_of(row)] for row in rows_of(table)]


def _own(parent: etree._Element, name: str, stop: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag != stop:
            yield from _own(child, name, stop)
