"""The parts of a workbook beside its sheets: how they are found, parsed and what they say."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Literal

from lxml import etree
from lxml.etree import _Element as Element

from sheetplan.errors import SheetplanError
from sheetplan.plan.rules.file_rules import FILE_DAMAGED
from sheetplan.schema.problem import Place, Problem, Rule

Lookup = Callable[[str], bytes | None]
Shows = Literal["number", "date", "time"]

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
TYPES_PART = "[Content_Types].xml"
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

# ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are East Asian dates.
_BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '#,##0 "kr"', 6: '#,##0 "kr"', 7: '#,##0.00 "kr"', 8: '#,##0.00 "kr"',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: "#,##0", 42: '#,##0 "kr"', 43: "#,##0.00", 44: '#,##0.00 "kr"',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
}  # fmt: skip
_LEAP_BUG = 60  # Lotus and Excel believe in 29 February 1900
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)


class Refused(SheetplanError):
    """A reason to refuse the whole file, on its way up to the function that was asked to read."""

    def __init__(self, rule: Rule, found: str = "") -> None:
        super().__init__(rule.code, found)
        self.rule = rule
        self.found = found

    def at(self, file: str) -> Problem:
        """Return the reason as a problem with the file."""
        facts = dict.fromkeys(self.rule.facts(), self.found[:200])
        return Problem(self.rule, Place(file=file), facts)


def markup_encoding(data: bytes) -> str | None:
    """Return the encoding of an XML part, None if these bytes cannot begin an XML part.

    OPC allows UTF-8 and UTF-16 alone. Parsers know many more, and in those a DOCTYPE hides.
    """
    if data.startswith(_UTF32):
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data[:1] == b"<" and data[1:2] == b"\0":
        return "utf-16-le"
    if data[:2] == b"\0<":
        return "utf-16-be"
    return "utf-8" if data[:100].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" else None


def parse(data: bytes, name: str) -> Element:
    """Parse a part that has been through the gate.

    Raises:
        Refused: it is not well-formed XML.
    """
    if markup_encoding(data) is None:
        raise Refused(FILE_DAMAGED, f"delen {name} är inte XML")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(FILE_DAMAGED, f"delen {name} går inte att tolka") from error


def sheet_parts(data: bytes, name: str) -> Iterator[Element]:
    """Parse a sheet and give its rows and merged areas one by one, keeping none of them.

    Raises:
        Refused: it is not well-formed XML, or is no sheet.
    """
    yield from _one_by_one(data, name, ("row", "mergeCell"), "worksheet", "inget blad")


def _one_by_one(
    data: bytes, name: str, tags: tuple[str, ...], root: str, otherwise: str
) -> Iterator[Element]:
    """Parse a part and give the elements of some names, letting each go after it."""
    if markup_encoding(data) is None:
        raise Refused(FILE_DAMAGED, f"delen {name} är inte XML")
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=[f"{{{namespace}}}{tag}" for namespace in NAMESPACES for tag in tags],
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, part in events:
            yield part
            parent = part.getparent()
            part.clear()
            while parent is not None and part.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Refused(FILE_DAMAGED, f"delen {name} går inte att tolka") from error
    if events.root.tag not in {f"{{{namespace}}}{root}" for namespace in NAMESPACES}:
        raise Refused(FILE_DAMAGED, f"delen {name} är {otherwise}")


def local(node: Element) -> str:
    """Return an element's name without its namespace, so that strict and transitional agree."""
    return str(node.tag).rpartition("}")[2]


@dataclass(frozen=True)
class Relationship:
    """A pointer from one part to another; ``kind`` is ``worksheet``, ``styles`` and so on."""

    kind: str
    target: str


def relationships(part: Lookup, source: str = "") -> dict[str, Relationship]:
    """Return what a part (the whole file if "") points to within the file, by relationship id."""
    folder, _, base = source.rpartition("/")
    name = f"{folder}/_rels/{base}.rels".lstrip("/")
    data = part(name)
    found: dict[str, Relationship] = {}
    for node in parse(data, name) if data is not None else ():
        if node.get("TargetMode", "").casefold() == "external":
            continue
        kind = node.get("Type", "")
        for base_uri in _RELATIONS:
            kind = kind.removeprefix(base_uri)
        target = node.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", folder, target))
        found[node.get("Id", "")] = Relationship(kind, path.lstrip("/"))
    return found


def target_of(relations: Mapping[str, Relationship], kind: str) -> str | None:
    """Return the name of the first part of a kind."""
    return next((r.target for r in relations.values() if r.kind == kind), None)


def content_type(types: Element, name: str) -> str:
    """Return a part's content type: its own, or its file extension's."""
    path, extension = f"/{name}".casefold(), name.rpartition(".")[2].casefold()
    by_extension = ""
    for node in types:
        if node.get("PartName", "").casefold() == path:
            return node.get("ContentType", "")
        if node.get("Extension", "").casefold() == extension:
            by_extension = node.get("ContentType", "")
    return by_extension


def decode_escapes(text: str) -> str:
    """Decode Excel's ``_xHHHH_``; half a surrogate pair becomes U+FFFD, which people can see."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def rich_text(item: Element) -> str:
    """Return the text of a plain or rich string, without the phonetic guide (``rPh``)."""
    words = ""
    for node in item:
        tag = str(node.tag)
        if tag.endswith("}t"):
            words += node.text or ""
        elif tag.endswith("}r"):
            words += "".join(run.text or "" for run in node if local(run) == "t")
    return decode_escapes(words)


def shared_strings(data: bytes, name: str) -> list[str]:
    """Return the strings that cells point to by number."""
    return [rich_text(item) for item in _one_by_one(data, name, ("si",), "sst", "ingen textlista")]


@dataclass(frozen=True)
class Format:
    """A number format: its code, and what a number in it is seen as."""

    code: str = "General"
    shows: Shows = "number"


@lru_cache(maxsize=1000)
def format_of(code: str) -> Format:
    """Judge a format by its first section, quoted words, colours and locales left out."""
    letters = _LITERAL.sub("", code[:1000]).partition(";")[0].lower()
    if not set(letters) & set("ymdhs"):
        return Format(code)
    if set(letters) & set("yd"):
        return Format(code, "date")
    return Format(code, "time" if set(letters) & set("hs[") else "date")


def cell_formats(data: bytes, name: str) -> list[Format]:
    """Return the number formats that cells point to by style number."""
    codes: dict[str, str] = {str(number): code for number, code in _BUILTIN.items()}
    ids: list[str] = []
    for node in parse(data, name):
        if local(node) == "numFmts":
            codes |= {f.get("numFmtId", ""): f.get("formatCode", "") for f in node}
        elif local(node) == "cellXfs":
            ids = [xf.get("numFmtId", "0") for xf in node]
    return [format_of(codes.get(number) or "General") for number in ids]


def custom_properties(data: bytes, name: str) -> dict[str, str]:
    """Return the document properties that a program or a person has added."""
    return {
        node.get("name", ""): decode_escapes("".join(str(t) for t in node.itertext()).strip())
        for node in parse(data, name)
    }


def is_from_1904(book: Element) -> bool:
    """Tell whether days are counted from 1904, as old Macs did."""
    settings = (node for node in book if local(node) == "workbookPr")
    return any(node.get("date1904", "0").lower() in {"1", "true"} for node in settings)


def sheets(book: Element, relations: Mapping[str, Relationship]) -> Iterator[tuple[str, str, str]]:
    """Give name, state and part of each sheet with cells, in tab order, no part and name twice."""
    names: set[str] = set()
    targets: set[str] = set()
    for sheet in (s for node in book if local(node) == "sheets" for s in node):
        name = sheet.get("name", "")
        ids = [value for key, value in sheet.items() if str(key).endswith("}id")]
        relation = relations.get(str(ids[0])) if ids else None
        if relation is None:
            raise Refused(FILE_DAMAGED, f"bladet {name} saknas i filen")
        if relation.kind != "worksheet":
            continue
        if name.casefold() in names or relation.target.casefold() in targets:
            raise Refused(FILE_DAMAGED, f"bladet {name} finns två gånger")
        names.add(name.casefold())
        targets.add(relation.target.casefold())
        yield name, sheet.get("state", "visible"), relation.target


def day(serial: int) -> date | str:
    """Return the day of a serial number; the two that no calendar has, as Excel writes them."""
    if serial > _LEAP_BUG:
        return date(1899, 12, 30) + timedelta(days=serial)
    if serial == _LEAP_BUG:
        return "1900-02-29"
    return date(1899, 12, 31) + timedelta(days=serial) if serial else "1900-01-00"


def clock(number: Decimal, *, elapsed: bool) -> str:
    """Return hours and minutes as text: a time is neither a number nor a day."""
    minutes = round(number * 24 * 60)
    hours, minutes = divmod(abs(minutes), 60)
    sign = "-" if number < 0 else ""
    return f"{sign}{hours if elapsed else hours % 24:02}:{minutes:02}"


def iso_day(text: str) -> date | str | None:
    """Return the day of an ISO 8601 cell, which strict workbooks may hold; a time as text."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text or None
