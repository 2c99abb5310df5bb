"""The last hand on a rendered report: contents, numbers of tables, names, title, settings."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from sheetplan.word.content import ReportContent
from sheetplan.word.control import number_controls
from sheetplan.word.memory import mark_document
from sheetplan.word.ooxml import (
    W14,
    clean,
    element,
    w,
)
from sheetplan.word.package import (
    CORE,
    DOCUMENT,
    SETTINGS,
    STYLES,
    Parts,
    parse_part,
    stories,
    xml_bytes,
)
from sheetplan.word.toc import empty_contents, fill_contents

_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_LONGEST_PROPERTY = 255
# What the schema puts after w:updateFields in the settings.
_LATER = (
    "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema",
    "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "forceUpgrade", "captions",
    "readModeInkLockDown", "smartTagType", "shapeDefaults", "decimalSymbol", "listSeparator",
)  # fmt: skip


def prepare(parts: Parts) -> Parts:
    """Take out of a template what Word left in it and what would be repeated in loops."""
    document = parse_part(parts[DOCUMENT])
    empty_contents(document)
    for node in list(document.iter(w("proofErr"), w("lastRenderedPageBreak"))):
        _remove(node)
    return parts | {DOCUMENT: xml_bytes(document)}


def finish(parts: Parts, content: ReportContent) -> Parts:
    """Complete a rendered report."""
    document = parse_part(parts[DOCUMENT])
    _number_captions(document)
    _drop_old_bookmarks(document)
    fill_contents(document, parse_part(parts[STYLES]))
    mark_document(document, content.key)
    settings = parse_part(parts[SETTINGS])
    _ask_for_update(settings)
    core = parse_part(parts[CORE])
    title = f"{clean(content.title)} – {clean(content.committee)}"
    describe(core, title, clean(content.organisation))
    texts = stories(parts) | {DOCUMENT: document}
    _make_unique(texts.values())
    number_controls(texts.values())
    return parts | {
        **{name: xml_bytes(text) for name, text in texts.items()},
        SETTINGS: xml_bytes(settings),
        CORE: xml_bytes(core),
    }


def _number_captions(document: etree._Element) -> None:
    counts, in_result, code = Counter[str](), False, ""
    for node in document.iter(w("fldChar"), w("instrText"), w("t")):
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            code, in_result = "", False
        elif node.tag == w("instrText"):
            code += node.text or ""
        elif kind is not None:
            in_result = kind == "separate" and code.split()[:1] == ["SEQ"]
        elif in_result:
            what = " ".join(code.split()[1:2])
            counts[what] += 1
            node.text = str(counts[what])
            in_result = False


def _drop_old_bookmarks(document: etree._Element) -> None:
    """Drop bookmarks that Word made by itself, and copies that a loop made of a person's."""
    seen: set[str] = set()
    for start in list(document.iter(w("bookmarkStart"))):
        name = start.get(w("name"), "")
        if name.startswith("_Toc") or name == "_GoBack" or name in seen:
            end = _end_of(start)
            for node in (start, *([end] if end is not None else [])):
                _remove(node)
        seen.add(name)


def _end_of(start: etree._Element) -> etree._Element | None:
    # The end follows its start; loops repeat ids, so that the nearest with the same id is meant.
    query = "following::w:bookmarkEnd[@w:id=$id][1]"
    ends = start.xpath(query, namespaces={"w": start.nsmap["w"]}, id=start.get(w("id"), ""))
    return ends[0] if isinstance(ends, list) and ends and etree.iselement(ends[0]) else None


def _make_unique(texts: Iterable[etree._Element]) -> None:
    """Give every bookmark an id of its own and forget Word's ids of paragraphs."""
    numbers = itertools.count()
    for text in texts:
        waiting: dict[str, list[str]] = {}
        for node in list(text.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            old = node.get(w("id"), "")
            if node.tag == w("bookmarkStart"):
                number = str(next(numbers))
                waiting.setdefault(old, []).append(number)
                node.set(w("id"), number)
            elif waiting.get(old):
                node.set(w("id"), waiting[old].pop())
            else:
                _remove(node)
        for paragraph in text.iter(w("p")):
            for name in ("paraId", "textId"):
                paragraph.attrib.pop(f"{{{W14}}}{name}", "")


def _ask_for_update(settings: etree._Element) -> None:
    for old in settings.findall(w("updateFields")):
        settings.remove(old)
    later = {w(name) for name in _LATER}
    places = (at for at, child in enumerate(settings) if child.tag in later)
    settings.insert(next(places, len(settings)), element("updateFields", val="true"))


def describe(core: etree._Element, title: str, organisation: str) -> None:
    """Give a document its title, its owner and its language, and no time of day."""
    for name in ("created", "modified"):
        for old in core.findall(f"{{{_TERMS}}}{name}"):
            core.remove(old)
    _say(core, f"{{{_DC}}}title", title)
    _say(core, f"{{{_DC}}}creator", organisation)
    _say(core, f"{{{_DC}}}language", "sv-SE")
    _say(core, f"{{{_CP}}}lastModifiedBy", organisation)


def _say(core: etree._Element, name: str, text: str) -> None:
    node = core.find(name)
    if node is None:
        node = etree.SubElement(core, name)
    node.text = " ".join(text.split())[:_LONGEST_PROPERTY]


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)  # these nodes carry no text after them
