"""How the XML of a returned file is parsed: nothing fetched, nothing expanded, little held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from lxml import etree
from lxml.etree import _Element as Element

from sheetplan.errors import SheetplanError
from sheetplan.plan.rules.file_rules import FILE_DAMAGED, FILE_LIMIT
from sheetplan.schema.problem import Place, Problem, Rule

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
MAX_PIECE = 8 * 1024 * 1024  # bytes that are parsed at one time
# Elements and attributes, counted by their "<" and "=": a parsed tree takes some 200 bytes for
# each. A row of formulas out to XFD has 115 000.
MAX_MARKS_AT_ONCE = 150_000
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<")


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
    _require_markup(data, name)
    if marks_in(data) > MAX_MARKS_AT_ONCE:
        raise Refused(FILE_LIMIT, f"delen {name} har för många element")
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


def one_by_one(
    part: IO[bytes], name: str, tags: tuple[str, ...], root: str, otherwise: str
) -> Iterator[Element]:
    """Parse a part and give the elements of some names, letting each go after it.

    Raises:
        Refused: it is not well-formed XML, holds too much, or has another root.
    """
    events = etree.iterparse(
        _Pieces(part, name, tags),
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
        for _, element in events:
            yield element
            parent = element.getparent()
            element.clear()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Refused(FILE_DAMAGED, f"delen {name} går inte att tolka") from error
    if events.root.tag not in {f"{{{namespace}}}{root}" for namespace in NAMESPACES}:
        raise Refused(FILE_DAMAGED, f"delen {name} är {otherwise}")


class _Pieces:
    """A part on its way to the parser; stops if too much stands between what is let go.

    Only the elements that this very parsing lets go count as let go. The bytes of UTF-16 are
    counted as those of ASCII.
    """

    def __init__(self, part: IO[bytes], name: str, tags: tuple[str, ...]) -> None:
        self._part, self._name = part, name
        self._freed = re.compile(rb"<(?:\w+:)?(?:%s)[\s/>]" % "|".join(tags).encode())
        self._is_begun = False
        self._marks = self._size = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer than the bounds."""
        chunk = self._part.read(size)
        if not self._is_begun:
            _require_markup(chunk, self._name)
            self._is_begun = True
        plain = chunk.replace(b"\0", b"")
        found = [match.start() for match in self._freed.finditer(plain)]
        self._add(plain[: found[0]] if found else plain)
        if found:
            self._marks = self._size = 0
            self._add(plain[found[-1] :])
        return chunk

    def _add(self, plain: bytes) -> None:
        self._marks += marks_in(plain)
        self._size += len(plain)
        if self._marks > MAX_MARKS_AT_ONCE or self._size > MAX_PIECE:
            raise Refused(FILE_LIMIT, f"delen {self._name} har för många element")


def marks_in(plain: bytes) -> int:
    """Count the elements and attributes of some XML, those that end an element too."""
    return plain.count(b"<") + plain.count(b"=")


def _require_markup(head: bytes, name: str) -> None:
    if markup_encoding(head) is None:
        raise Refused(FILE_DAMAGED, f"delen {name} är inte XML")


def local(node: Element) -> str:
    """Return an element's name without its namespace, so that strict and transitional agree."""
    return str(node.tag).rpartition("}")[2]
