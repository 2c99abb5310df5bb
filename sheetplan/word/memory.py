"""What is kept in a document of what was written there: custom XML, a property, a bookmark.

Word keeps all three. LibreOffice drops the custom XML; then the property names what is kept in the
year's folder. The bookmark tells which report it is where the property is gone too.
"""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from sheetplan.word.content import ReportKey
from sheetplan.word.control import bookmark_of
from sheetplan.word.ooxml import element, w
from sheetplan.word.package import (
    DOCUMENT,
    RELATION_SPACE,
    TYPE_SPACE,
    TYPES,
    Parts,
    parse_part,
    xml_bytes,
)
from sheetplan.word.written import Written, written_from

_NS = "urn:sheetplan:rapport"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM: Final = "docProps/custom.xml"
_CUSTOM_NS = f"{_OFFICE}/custom-properties"
_VT_NS = f"{_OFFICE}/docPropsVTypes"
_STORE_NS = f"{_OFFICE}/customXml"
_TYPE = "application/vnd.openxmlformats-officedocument"
_NAME = "sheetplan"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_STORE_ID = "{5B0C9F4E-2D1A-4E57-9C33-7E6D1F8A2B41}"


def key_bookmark(key: ReportKey) -> str:
    """Return the name of the bookmark that tells which report a document is."""
    return bookmark_of(f"rapport.{key.plan}.{key.committee}.{key.period}")


def mark_document(document: etree._Element, key: ReportKey) -> None:
    """Put the bookmark that tells which report it is in the first paragraph."""
    paragraph = next(document.iter(w("p")), None)
    if paragraph is None:  # conditions may have left nothing
        paragraph = element("p")
        document[0].insert(0, paragraph)
    at = 0 if paragraph.find(w("pPr")) is None else 1
    paragraph.insert(at, element("bookmarkStart", id=0, name=key_bookmark(key)))
    paragraph.insert(at + 1, element("bookmarkEnd", id=0))


def remember(parts: Parts, written: Written) -> Parts:
    """Return the parts with what was written kept among them; other parts stay as they are."""
    said = f"{written.key.plan} {written.key.committee} {written.key.period} {written.digest}"
    return _with_property(_with_store(parts, written), said)


def remembered(parts: Parts) -> Written | None:
    """Return what the document itself keeps, or None."""
    name = _store_in(parts)
    return written_from(parse_part(parts[name]).text or "") if name else None


def digest_named(parts: Parts) -> str:
    """Return the digest that the property names, or an empty text."""
    if _CUSTOM not in parts:
        return ""
    for one in parse_part(parts[_CUSTOM]):
        if one.get("name") == _NAME:
            return "".join(map(str, one.itertext())).split(" ")[-1]
    return ""


def bookmarks_in(parts: Parts) -> frozenset[str]:
    """Return the names of all bookmarks of the document."""
    names = parse_part(parts[DOCUMENT]).iter(w("bookmarkStart"))
    return frozenset(mark.get(w("name"), "") for mark in names)


def _store_in(parts: Parts) -> str:
    mark = _NS.encode("ascii")
    found = (n for n, data in parts.items() if n.startswith("customXml/") and mark in data)
    return next((n for n in found if parse_part(parts[n]).tag == f"{{{_NS}}}skrivet"), "")


def _with_store(parts: Parts, written: Written) -> Parts:
    root = etree.fromstring(f'<skrivet xmlns="{_NS}"/>')
    root.text = written.to_json()
    name = _store_in(parts)
    if name:
        return parts | {name: xml_bytes(root)}
    number = next(n for n in range(1, len(parts) + 2) if f"customXml/item{n}.xml" not in parts)
    name, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    item = etree.Element(f"{{{_STORE_NS}}}datastoreItem", nsmap={"ds": _STORE_NS})
    item.set(f"{{{_STORE_NS}}}itemID", _STORE_ID)
    etree.SubElement(item, f"{{{_STORE_NS}}}schemaRefs")
    parts = parts | {name: xml_bytes(root), properties: xml_bytes(item)}
    parts = _related(parts, DOCUMENT, name, f"{_OFFICE}/relationships/customXml")
    parts = _related(parts, name, properties, f"{_OFFICE}/relationships/customXmlProps")
    return _typed(parts, properties, f"{_TYPE}.customXmlProperties+xml")


def _with_property(parts: Parts, said: str) -> Parts:
    if _CUSTOM in parts:
        root = parse_part(parts[_CUSTOM])
    else:
        root = etree.fromstring(f'<Properties xmlns="{_CUSTOM_NS}" xmlns:vt="{_VT_NS}"/>')
        parts = _related(parts, "", _CUSTOM, f"{_OFFICE}/relationships/custom-properties")
        parts = _typed(parts, _CUSTOM, f"{_TYPE}.custom-properties+xml")
    own = next((one for one in root if one.get("name") == _NAME), None)
    if own is None:
        numbers = [int(one.get("pid", "1")) for one in root]
        own = etree.SubElement(root, f"{{{_CUSTOM_NS}}}property")
        own.attrib.update({"fmtid": _FORMAT, "pid": str(max(numbers, default=1) + 1)})
        own.set("name", _NAME)
    own[:] = []
    etree.SubElement(own, f"{{{_VT_NS}}}lpwstr").text = said
    return parts | {_CUSTOM: xml_bytes(root)}


def _related(parts: Parts, source: str, target: str, kind: str) -> Parts:
    """Relate a part to another; the relations of the package itself have no source."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    empty = f'<Relationships xmlns="{RELATION_SPACE}"/>'.encode("ascii")
    root = parse_part(parts.get(relations, empty))
    taken = {one.get("Id") for one in root}
    free = next(f"rIdS{n}" for n in range(1, len(taken) + 2) if f"rIdS{n}" not in taken)
    one = etree.SubElement(root, f"{{{RELATION_SPACE}}}Relationship")
    one.attrib.update(
        {"Id": free, "Type": kind, "Target": posixpath.relpath(target, folder or ".")}
    )
    return parts | {relations: xml_bytes(root)}


def _typed(parts: Parts, name: str, kind: str) -> Parts:
    root = parse_part(parts[TYPES])
    defaults = {one.get("Extension") for one in root}
    if "xml" not in defaults:
        first = etree.Element(
            f"{{{TYPE_SPACE}}}Default", Extension="xml", ContentType="application/xml"
        )
        root.insert(0, first)
    own = etree.SubElement(root, f"{{{TYPE_SPACE}}}Override")
    own.attrib.update({"PartName": f"/{name}", "ContentType": kind})
    return parts | {TYPES: xml_bytes(root)}
