"""The parts of a workbook beside its sheets: how they are found, parsed and what they say."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import IO, Literal

from lxml.etree import _Element as Element

from sheetplan.excel.markup import Refused, local, one_by_one, parse
from sheetplan.plan.rules.file_rules import FILE_DAMAGED, FILE_LIMIT

Lookup = Callable[[str], bytes | None]
Shows = Literal["number", "date", "time"]

TYPES_PART = "[Content_Types].xml"
MAX_STRINGS = 300_000
MAX_TEXT = 16_000_000  # characters in the strings
MAX_NUMBER_FORMATS, MAX_STYLES = 10_000, 100_000  # Excel stops at 250 and 65 490
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
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
_LONGEST_CODE = 1000
_LEAP_BUG = 60  # Lotus and Excel believe in 29 February 1900
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)


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


def shared_strings(part: IO[bytes], name: str) -> list[str]:
    """Return the strings that cells point to by number."""
    strings: list[str] = []
    room = MAX_TEXT
    for item in one_by_one(part, name, ("si",), "sst", "ingen textlista"):
        strings.append(rich_text(item))
        room -= len(strings[-1])
        if room < 0 or len(strings) > MAX_STRINGS:
            raise Refused(FILE_LIMIT, "den har för mycket text")
    return strings


def sheet_parts(part: IO[bytes], name: str) -> Iterator[Element]:
    """Parse a sheet and give its rows and merged areas one by one, keeping none of them.

    Raises:
        Refused: it is not well-formed XML, or is no sheet.
    """
    yield from one_by_one(part, name, ("row", "mergeCell"), "worksheet", "inget blad")


@dataclass(frozen=True)
class Format:
    """A number format: its code, and what a number in it is seen as."""

    code: str = "General"
    shows: Shows = "number"


@lru_cache(maxsize=1000)
def format_of(code: str) -> Format:
    """Judge a format by its first section, quoted words, colours and locales left out."""
    letters = _LITERAL.sub("", code).partition(";")[0].lower()
    if not set(letters) & set("ymdhs"):
        return Format(code)
    if set(letters) & set("yd"):
        return Format(code, "date")
    return Format(code, "time" if set(letters) & set("hs[") else "date")


def cell_formats(part: IO[bytes], name: str) -> list[Format]:
    """Return the number formats that cells point to by style number."""
    codes: dict[str, str] = {str(number): code for number, code in _BUILTIN.items()}
    ids: list[str] = []
    for node in one_by_one(part, name, ("numFmt", "xf"), "styleSheet", "ingen stillista"):
        parent = node.getparent()
        of = "" if parent is None else local(parent)
        if of == "numFmts":
            codes[node.get("numFmtId", "")] = node.get("formatCode", "")[:_LONGEST_CODE]
        elif of == "cellXfs":
            ids.append(sys.intern(node.get("numFmtId", "0")))
        if len(codes) > MAX_NUMBER_FORMATS or len(ids) > MAX_STYLES:
            raise Refused(FILE_LIMIT, f"delen {name} har för många format")
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
