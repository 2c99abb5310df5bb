"""What was last written in a report: a digest of every cell and text, and nothing of what it says.

It travels in the document, where a text that a person has taken out must not live on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from lxml import etree

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.word.content import ReportContent, ReportKey
from sheetplan.word.control import BETWEEN, FIGURE, tag_of
from sheetplan.word.ooxml import Fragment, clean, w
from sheetplan.word.visible import digest, grid_of, seen

NOTE: Final = "Noten till "
Value = tuple[tuple[str, ...], ...]  # digests by row and column; one of a text that is no table


@dataclass(frozen=True)
class Written:
    """What a report holds by sheetplan's hand.

    Attributes:
        key: which report it is.
        items: what each control was last given, by its id.
        offered: ids of all that there was to write, in the document or not, but for the single
            figures, which nobody misses where a template does not print them.
        texts: digests of what the committee had written, by id.
        before: the digest of what this follows, or blank.
    """

    key: ReportKey
    items: Mapping[str, Value]
    offered: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    before: str = ""

    def to_json(self) -> str:
        """Write it, the same text for the same content."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """A digest of it all, which names it."""
        return digest(self.to_json())


def written_from(text: str) -> Written | None:
    """Read what ``to_json`` wrote; None where it is damaged."""
    try:
        data: dict[str, Any] = json.loads(text)
        items = {str(id_): _value(rows) for id_, rows in data["items"].items()}
        texts = {str(id_): str(one) for id_, one in data["texts"].items()}
        key = ReportKey(**data["key"])
        return Written(key, items, tuple(data["offered"]), texts, data["before"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _value(rows: object) -> Value:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise TypeError
    return tuple(tuple(map(str, row)) for row in rows)


@dataclass(frozen=True)
class Item:
    """Something that sheetplan writes: its id, what it is to people, and its control."""

    id: str
    title: str
    control: etree._Element

    @property
    def table(self) -> etree._Element | None:
        """The table that it is, if it is one."""
        return next(self.control.iter(w("tbl")), None)

    @property
    def value(self) -> Value:
        """What it says, in digests."""
        return value_of(self.control)


def value_of(content: etree._Element) -> Value:
    """Return what a control or a part of a document says, in digests."""
    table = content if content.tag == w("tbl") else next(content.iter(w("tbl")), None)
    if table is None:
        return ((digest(seen(content)),),)
    return tuple(tuple(map(digest, row)) for row in grid_of(table))


def told_of(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of what is told when it is new: all but single figures."""
    return tuple(dict.fromkeys(id_ for id_ in ids if not id_.startswith(FIGURE)))


def items_in(context: object) -> Iterator[Item]:
    """Walk through all that a template's names offer and that is written in a control."""
    if isinstance(context, dict):
        for inner in context.values():
            yield from items_in(inner)
    elif isinstance(context, list):
        for inner in context:
            yield from items_in(inner)
    elif isinstance(context, Fragment):
        for control in (node for part in context.elements for node in part.iter(w("sdt"))):
            tag = control.find(f"{w('sdtPr')}/{w('tag')}")
            id_ = "" if tag is None else tag.get(w("val"), "")
            note = NOTE if id_.endswith(".not") else ""
            yield Item(id_, f"{note}{context.title or _told_by(control) or id_}", control)


def _told_by(control: etree._Element) -> str:
    """Return the words of a control's alias, which may be cut, or an empty text."""
    alias = control.find(f"{w('sdtPr')}/{w('alias')}")
    return "" if alias is None else alias.get(w("val"), "").rpartition(BETWEEN)[0]


def texts_of(content: ReportContent) -> Iterator[tuple[str, str, str]]:
    """Walk through what the committee has written: id, what it is to people, text."""
    headings = {chapter.id: chapter.heading for chapter in CHAPTERS}
    for key, texts in content.texts.items():
        yield f"text.{key}", f"Avsnittet ”{headings.get(key, key)}”", "\n".join(texts)
    for committee in content.committees:
        for key, texts in committee.texts.items():
            title = f"{clean(committee.name)}, avsnittet ”{headings.get(key, key)}”"
            yield f"text.{committee.id}.{key}", title, "\n".join(texts)
    for goal in content.goals:
        for one in goal.subgoals:
            name = clean(one.name)
            yield f"analys.{one.id}", f"Analysen av ”{name}”", "\n".join(one.analysis)
            yield f"motiv.{one.id}", f"Motivet till bedömningen av ”{name}”", one.motive
    for table in content.tables():
        for about, said in table.comments:
            id_ = tag_of(f"kommentar.{table.key}.{digest(about)}")
            yield id_, f"Kommentaren till ”{clean(about)}”", said


def text_digests(content: ReportContent) -> dict[str, str]:
    """Return digests of what the committee has written; a blank text has a blank one."""
    return {id_: digest(text) if text.strip() else "" for id_, _, text in texts_of(content)}
