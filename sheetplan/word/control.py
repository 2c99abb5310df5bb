"""Content controls: what sheetplan writes in a report, each marked three times with its id.

Word keeps a control's tag, alias and bookmarks; LibreOffice drops the tag, and a control that
holds nothing but a table. So the id stands in all three, and who looks for it takes any of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from sheetplan.tables.table import Table
from sheetplan.word.ooxml import clean, element, w

LONGEST: Final = 64  # characters that Word takes in a tag or an alias
FIGURE: Final = "tal."  # the beginning of a single figure's id
BETWEEN: Final = " · "  # words and id in an alias
_LONGEST_BOOKMARK = 32  # of the 40 that Word takes: LibreOffice adds _Copy_1 to a copy's
_BOOKMARK = "sp_"
_SHORT = 8  # hexadecimal digits of a digest
_TABLES = {
    "summary": "sammanställning",
    "economy": "ekonomi",
    "forecast": "prognos",
    "missing": "saknas",
    "indicators": "indikatorer",
    "splits": "uppdelning",
    "table": "egen",
    "sources": "källor",
    "legend-goals": "bedömning-av-mål",
    "legend-indicators": "bedömning-av-indikatorer",
}


def block_control(id_: str, blocks: Iterable[etree._Element], title: str = "") -> etree._Element:
    """Put tables or pictures in a control; a table's bookmark stands in its first cell.

    A paragraph with a field, such as a caption, must stand outside: LibreOffice loses the field.
    """
    content = element("sdtContent", *blocks)
    paragraph = next(content.iter(w("tc")), content).find(w("p"))
    if paragraph is not None:
        _mark(paragraph, id_)
    return element("sdt", _properties(id_, title), content)


def inline_control(id_: str, runs: Iterable[etree._Element], title: str = "") -> etree._Element:
    """Put runs in a control that stands in a paragraph."""
    content = element("sdtContent", *runs)
    _mark(content, id_)
    return element("sdt", _properties(id_, title), content)


def table_id(table: Table) -> str:
    """Return a table's id in a report, in words that people may meet in Word."""
    if table.key.partition("-")[0] == "assignments":  # their numbers go with the plan's givers
        return "tabell." + re.sub(r"\W+", "-", clean(table.title)).casefold()
    return id_of(table.key)


def id_of(key: str) -> str:
    """Return the id of the table that has a key, of all but the assignments'."""
    kind, _, rest = key.partition("-")
    name = _TABLES.get(key) or ".".join(filter(None, (_TABLES.get(kind, kind), rest)))
    return f"tabell.{name}"


def tag_of(id_: str) -> str:
    """Return an id as a tag: itself, or its beginning and a digest where it is too long."""
    id_ = clean(id_)
    return id_ if len(id_) <= LONGEST else f"{id_[: LONGEST - _SHORT - 1]}~{_digest(id_)}"


def bookmark_of(id_: str) -> str:
    """Return an id as a bookmark's name, with a digest where the name does not tell the id.

    Word takes capital and small letters of a name as the same.
    """
    tag = tag_of(id_)
    name = _BOOKMARK + "".join(c if c.isalpha() or c.isdecimal() else "_" for c in tag)
    is_told = all(c.islower() or c.isdecimal() or c == "." for c in tag)
    is_told = is_told and len(name) <= _LONGEST_BOOKMARK
    cut = _LONGEST_BOOKMARK - _SHORT - 1
    return name if is_told else f"{name[:cut]}_{_digest(id_)}"


def number_controls(texts: Iterable[etree._Element]) -> None:
    """Give every control a number of its own; one that is alone with its number keeps it."""
    seen: set[str] = set()
    path = f".//{w('sdtPr')}/{w('id')}"
    for node in (node for text in texts for node in text.iterfind(path)):
        number = node.get(w("val"), "")
        while number in seen or not number:
            number = str(int(number or "0") % 0x7FFFFFFE + 1)
        seen.add(number)
        node.set(w("val"), number)


def _properties(id_: str, title: str) -> etree._Element:
    tag = tag_of(id_)
    words = " ".join(clean(title).split())
    room = max(LONGEST - len(tag) - len(BETWEEN), 0)
    if len(words) > room:
        words = f"{words[: room - 1].rstrip()}…" if room > _SHORT else ""
    return element(
        "sdtPr",
        element("alias", val=f"{words}{BETWEEN}{tag}" if words else tag),
        element("tag", val=tag),
        element("id", val=int(_digest(id_), 16) % 0x7FFFFFFE + 1),
    )


def _mark(holder: etree._Element, id_: str) -> None:
    """Put a bookmark around what a paragraph or a control holds; its number comes later."""
    at = 0 if holder.find(w("pPr")) is None else 1
    holder.insert(at, element("bookmarkStart", id=0, name=bookmark_of(id_)))
    holder.append(element("bookmarkEnd", id=0))


def _digest(id_: str) -> str:
    return hashlib.sha256(clean(id_).encode("utf-8")).hexdigest()[:_SHORT]
