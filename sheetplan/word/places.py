"""Where what sheetplan has written stands in a document now: by tag, by alias or by bookmark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from sheetplan.word.control import BETWEEN, bookmark_of
from sheetplan.word.ooxml import w
from sheetplan.word.package import DOCUMENT, Parts, parse_part
from sheetplan.word.pen import is_live, live_runs, says
from sheetplan.word.visible import rows_of, seen

_COPY = re.compile(r"_copy_\d+$")


@dataclass(frozen=True)
class Place:
    """A table, or the runs of a text, that carries an id.

    ``title`` is what its control says that it is, or an empty text.
    """

    id: str
    table: etree._Element | None
    runs: tuple[etree._Element, ...] = ()
    title: str = ""

    @property
    def text(self) -> str:
        """What its runs say."""
        return "".join(map(seen, self.runs))


def free_texts(parts: Parts) -> list[str]:
    """Return the paragraphs that people own: all outside tables and block controls."""
    document = parse_part(parts[DOCUMENT])
    ours = (w("tbl"), w("sdtContent"))
    paragraphs = (p for p in document.iter(w("p")) if next(p.iterancestors(*ours), None) is None)
    return [text for text in map(seen, paragraphs) if text.strip()]


def places_in(document: etree._Element, ids: Collection[str]) -> list[Place]:
    """Find everything that carries one of the ids, copies too, in the document's order.

    What a person has deleted is not found, nor is what a tracked change has taken away.
    """
    found: list[Place] = []
    tables: set[etree._Element] = set()
    told = {id_: id_ for id_ in ids}
    controls = {node: id_ for node in document.iter(w("sdt")) if (id_ := _told(node, told))}
    for place in (*_controls(controls), *_bookmarked(document, ids, controls)):
        if place.table is not None:
            if place.table in tables or not rows_of(place.table):
                continue
            tables.add(place.table)
        if place.table is not None or any(map(says, place.runs)):
            found.append(place)
    return found


def _told(control: etree._Element, ids: Mapping[str, str]) -> str:
    """Return the id that a control's tag or alias says, or an empty text."""
    said, alias = (_property(control, name) for name in ("tag", "alias"))
    return ids.get(said) or ids.get(alias.rpartition(BETWEEN)[2]) or ""


def _property(control: etree._Element, name: str) -> str:
    found = control.find(f"{w('sdtPr')}/{w(name)}")
    return "" if found is None else found.get(w("val"), "")


def _controls(controls: Mapping[etree._Element, str]) -> Iterator[Place]:
    for control, id_ in controls.items():
        content = control.find(w("sdtContent"))
        is_blank = control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
        if content is not None and not is_blank and is_live(control):
            table = next(content.iter(w("tbl")), None)
            title = _property(control, "alias").rpartition(BETWEEN)[0]
            whole = _around(control, id_) if table is None else table
            yield Place(id_, whole, tuple(live_runs(content)), title)


def _around(node: etree._Element, id_: str) -> etree._Element | None:
    """Return the table in whose cell a table's mark stands; LibreOffice moves it there."""
    return next(node.iterancestors(w("tbl")), None) if _is_table(id_) else None


def _is_table(id_: str) -> bool:
    return id_.startswith("tabell.") and not id_.endswith(".not")


def _bookmarked(
    document: etree._Element, ids: Iterable[str], controls: Mapping[etree._Element, str]
) -> Iterator[Place]:
    names = {bookmark_of(id_).casefold(): id_ for id_ in ids}
    opened: dict[str, tuple[str, etree._Element, list[etree._Element]]] = {}
    for node in document.iter(w("bookmarkStart"), w("bookmarkEnd"), w("r")):
        number = node.get(w("id"), "")
        if node.tag == w("r"):
            if opened and is_live(node):
                for _, _, runs in opened.values():
                    runs.append(node)
        elif node.tag == w("bookmarkEnd"):
            if number in opened:
                id_, start, runs = opened.pop(number)
                yield Place(id_, _around(start, id_), tuple(runs))
        else:
            id_ = _named(node.get(w("name"), "").casefold(), names)
            within = {controls.get(control) for control in node.iterancestors(w("sdt"))}
            if id_ and id_ not in within and is_live(node):
                opened[number] = (id_, node, [])


def _named(name: str, names: Mapping[str, str]) -> str:
    """Return the id that a bookmark names; a copy's name goes on with a number."""
    return names.get(name) or names.get(_COPY.sub("", name)) or ""
