"""A Word file as its parts: opened with suspicion, written so that same parts give same bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final

from lxml import etree

from sheetplan.word.fault import TemplateFault
from sheetplan.word.ooxml import w

DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
SETTINGS: Final = "word/settings.xml"
CORE: Final = "docProps/core.xml"
TYPES: Final = "[Content_Types].xml"
RELATIONS: Final = "word/_rels/document.xml.rels"
TYPE_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATION_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = f"{{{RELATION_SPACE}}}Relationship"
_STORY = re.compile(r"word/(?:document|(?:header|footer)\d*|footnotes|endnotes)\.xml")
_MOST_ENTRIES = 1_000
_MOST_BYTES = 100_000_000
_HARMLESS = ("/hyperlink", "/image")
_FETCHING = {"DDE", "DDEAUTO", "LINK", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE"}
_RUNNING = ("vba", "macroenabled", "activex", "oleobject")
_EARLIEST = (1980, 1, 1, 0, 0, 0)

Parts = dict[str, bytes]


def read_parts(data: bytes) -> Parts:
    """Unpack a Word file and refuse one that could run, fetch or flood something.

    Raises:
        TemplateFault: it is no Word document, or holds what a template may not.
    """
    parts = unpack(data)
    for name, content in parts.items():
        if is_xml(name):
            root = parse_part(content)
            _refuse_relations(root)
            _refuse_fields(root)
    _refuse_programs(parts)
    return parts


def write_parts(parts: Parts) -> bytes:
    """Pack parts in their order, with the list of types first and no time of day."""
    target = BytesIO()
    names = sorted(parts, key=lambda name: name != TYPES)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the bytes differ between Windows and others
            archive.writestr(entry, parts[name])
    return target.getvalue()


def stories(parts: Parts) -> dict[str, etree._Element]:
    """Parse every part where text stands: the document, its headers, footers and notes."""
    return {name: parse_part(data) for name, data in parts.items() if _STORY.fullmatch(name)}


def is_xml(name: str) -> bool:
    """Whether a part is XML by its name."""
    return name.endswith((".xml", ".rels"))


def parse_part(content: bytes) -> etree._Element:
    """Parse a part strictly, with no entities and no document type.

    Raises:
        TemplateFault: it is not well-formed, or it declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise TemplateFault.not_word() from fault
    if root.getroottree().docinfo.internalDTD is not None:
        what = "en dokumenttyp (DOCTYPE)"
        raise TemplateFault.forbidden(what)
    return root


def xml_bytes(root: etree._Element) -> bytes:
    """Write a part as Word does."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def unpack(data: bytes) -> Parts:
    """Unpack a Word file, whatever is in it.

    Raises:
        TemplateFault: it is no Word document.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = {entry.filename.casefold() for entry in entries}
            if len(names) < len(entries) or len(entries) > _MOST_ENTRIES:
                raise TemplateFault.not_word()
            parts: Parts = {}
            room = _MOST_BYTES
            for entry in entries:
                with archive.open(entry) as source:
                    parts[entry.filename] = source.read(room + 1)
                room -= len(parts[entry.filename])
                if room < 0:
                    raise TemplateFault.not_word()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise TemplateFault.not_word() from fault
    if not {TYPES, DOCUMENT, STYLES, SETTINGS} <= parts.keys():
        raise TemplateFault.not_word()
    return parts


def _refuse_relations(root: etree._Element) -> None:
    for relation in root.iter(_RELATION):
        kind = relation.get("Type", "")
        if relation.get("TargetMode") == "External" and not kind.endswith(_HARMLESS):
            what = f"en koppling till något utanför dokumentet ({kind.rpartition('/')[2]})"
            raise TemplateFault.forbidden(what)


def _refuse_fields(root: etree._Element) -> None:
    codes = [simple.get(w("instr"), "") for simple in root.iter(w("fldSimple"))]
    for node in root.iter(w("fldChar"), w("instrText")):
        if node.tag == w("instrText"):
            codes[-1:] = [(codes[-1] if codes else "") + (node.text or "")]
        elif node.get(w("fldCharType")) == "begin":
            codes.append("")
    for code in codes:
        verb = code.split(maxsplit=1)[0].upper() if code.strip() else ""
        if verb in _FETCHING:
            what = f"ett fält som hämtar från annat håll ({verb})"
            raise TemplateFault.forbidden(what)


def _refuse_programs(parts: Parts) -> None:
    types = parts[TYPES].decode("utf-8", "replace").casefold()
    names = " ".join(parts).casefold()
    if any(word in types or word in names for word in _RUNNING):
        what = "makron eller inbäddade program"
        raise TemplateFault.forbidden(what)
    if _WORD_TYPE not in types:
        raise TemplateFault.not_word()
