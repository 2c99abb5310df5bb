"""Workbooks that differ in a few texts only, made from one whose other parts are packed once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sheetplan.excel.package import is_own, read_parts, sheet_parts, write_parts

_TEXT = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><is>(<t[^>]*>[^<]*</t>)')
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST = 32_767  # characters in a cell

Texts = Mapping[tuple[str, str], str]


class Mould:
    """A finished workbook that lacks some texts; with them it is as if it were written anew."""

    def __init__(self, data: bytes, texts: Texts) -> None:
        """Make a mould.

        Args:
            data: a workbook that ``finish`` made.
            texts: what may differ, by sheet name and cell address.
        """
        parts = read_parts(data)
        sheets = {part: name for name, part in sheet_parts(parts).items()}
        self._rest = write_parts({name: d for name, d in parts.items() if not is_own(name)})
        self._cut = {part: _cut(parts[part], name, texts) for part, name in sheets.items()}
        self._places = {p for cut in self._cut.values() for p in cut if isinstance(p, tuple)}

    def fits(self, texts: Texts) -> bool:
        """Tell whether these texts can be cast; what is out of the ordinary is written anew."""
        return self._places == texts.keys() and all(map(_is_plain, texts.values()))

    def cast(self, texts: Texts, properties: Mapping[str, bytes]) -> bytes:
        """Return the workbook with other texts and document properties."""
        made = {place: _element(text) for place, text in texts.items()}
        parts = {
            part: b"".join(piece if isinstance(piece, bytes) else made[piece] for piece in cut)
            for part, cut in self._cut.items()
        }
        return write_parts({**properties, **parts}, self._rest)


def _cut(data: bytes, sheet: str, texts: Texts) -> list[bytes | tuple[str, str]]:
    """Cut a sheet at the texts that may differ: pieces, and the places between them."""
    pieces: list[bytes | tuple[str, str]] = []
    end = 0
    for found in _TEXT.finditer(data):
        place = (sheet, found[1].decode())
        if place in texts:
            pieces += [data[end : found.start(2)], place]
            end = found.end(2)
    return [*pieces, data[end:]]


def _is_plain(text: str) -> bool:
    fits = 0 < len(text) <= _LONGEST
    return fits and ILLEGAL_CHARACTERS_RE.search(text) is None


def _element(text: str) -> bytes:
    element = etree.Element("t")
    if text != text.strip():
        element.set(_SPACE, "preserve")
    element.text = text
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False)
