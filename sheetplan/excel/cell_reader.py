"""One sheet of a returned workbook as a grid: its cells, kept only where something was written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import IO, cast

from lxml import etree
from lxml.etree import _Element as Element

from sheetplan.excel.markup import Refused
from sheetplan.excel.parts import (
    MAX_TEXT,
    Format,
    clock,
    day,
    decode_escapes,
    iso_day,
    rich_text,
    sheet_parts,
)
from sheetplan.plan.rules.file_rules import FILE_DAMAGED, FILE_LIMIT
from sheetplan.schema.cell import Area, Cell, CellValue, Grid

MAX_ROWS = 20_000
MAX_CELLS = 300_000
MAX_MERGED = 20_000
UNREADABLE = "#OLÄSLIG!"
TOO_WIDE = "########"  # what Excel shows for a date before 1900 or after 9999

_LAST_ROW, _LAST_COL = 1_048_576, 16_384
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COLUMN = re.compile(r"[A-Za-z]{1,3}")
_ROW = re.compile(r"[0-9]{1,7}")
_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_YES = {"1", "true"}
_ZERO = Decimal(0)
_DAYS_1900_TO_1904 = 1462
_LAST_DAY = 2_958_465  # 9999-12-31
_PLAIN = Format()
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|\[[^\]]*\]")  # texts, sheets, columns of tables
# In a long row the parser finds the cells that hold something: blank ones may be a million.
_LONG = 200
_UNPLACED, _FILLED = etree.XPath("boolean(*[not(@r)])"), etree.XPath("*[*]")


@dataclass(frozen=True)
class Context:
    """What the cells of all sheets point to."""

    strings: list[str]
    formats: list[Format]
    from_1904: bool


class SheetReader:
    """One sheet's cells, kept only where something was written."""

    def __init__(self, context: Context, name: str) -> None:
        self._context = context
        self._name = name
        self._cells: dict[tuple[int, int], Cell] = {}
        self._hidden: set[int] = set()
        self._merged: list[Area] = []
        self._masters: dict[str, str] = {}  # texts of shared formulas
        self._styles: dict[str | None, Format] = {}
        self.text = 0  # characters that are kept
        self.stopped_at = 0

    def read(self, part: IO[bytes], part_name: str, most: int | None = None) -> Grid:
        """Read the rows; one without a number follows the row before, and so do cells.

        Beyond ``most`` cells the reading stops, and ``stopped_at`` is the last row that was read.
        """
        most = MAX_CELLS if most is None else most
        row = filled = 0
        for element in sheet_parts(part, part_name):
            area = element.get("ref")
            if area is not None:
                self._merged += _area(area)
                if len(self._merged) > MAX_MERGED:
                    raise self.over(MAX_MERGED, "sammanfogade områden")
                continue
            written = element.get("r")
            row = row + 1 if written is None else _row(written)
            before = len(self._cells)
            self._read_row(element, row)
            is_filled = len(self._cells) > before
            filled += is_filled
            if is_filled and element.get("hidden", "0") in _YES:
                self._hidden.add(row)
            if filled > MAX_ROWS:
                raise self.over(MAX_ROWS, "ifyllda rader")
            if len(self._cells) > most:
                self.stopped_at = row
                break
        hidden, merged = frozenset(self._hidden), tuple(self._merged)
        return Grid(self._name, self._cells, hidden, merged)

    def rows(self, part: IO[bytes], part_name: str) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Read row by row and keep none; they must stand in order."""
        row = last = 0
        for element in sheet_parts(part, part_name):
            if element.get("ref") is not None:
                continue
            written = element.get("r")
            row = row + 1 if written is None else _row(written)
            self._cells.clear()
            self.text = 0
            self._read_row(element, row)
            for number in {at for at, _ in self._cells}:
                if number != row or number <= last:
                    raise Refused(FILE_DAMAGED, f"raderna på bladet {self._name} är i oordning")
                last = number
                yield number, {col: cell for (_, col), cell in self._cells.items()}

    def over(self, limit: int, of: str) -> Refused:
        """Return the reason to refuse a file with too much on this sheet."""
        return Refused(FILE_LIMIT, f"bladet {self._name} har fler än {limit} {of}")

    def _read_row(self, element: Element, row: int) -> None:
        col = 0
        for node in _written(element):
            reference = node.get("r")
            if reference is None:
                col += 1
            else:
                letters = reference.rstrip("0123456789")
                row, col = _row(reference[len(letters) :]), _column(letters)
            if not (0 < col <= _LAST_COL and 0 < row <= _LAST_ROW):
                raise self._beyond(reference or f"{row}:{col}")
            cell = self._cell(node) if len(node) else None
            if cell is not None:
                self.text += len(cell.value) if isinstance(cell.value, str) else 0
                self.text += len(cell.formula or "")
                if self.text > MAX_TEXT:
                    raise Refused(FILE_LIMIT, f"bladet {self._name} har för mycket text")
                # Two cells at one place: nobody knows which of them is meant.
                at = (row, col)
                self._cells[at] = Cell(error=UNREADABLE) if at in self._cells else cell

    def _beyond(self, reference: str) -> Refused:
        found = f"hänvisningen {reference}"[:40]
        return Refused(FILE_DAMAGED, f"{found} på bladet {self._name} är omöjlig")

    def _cell(self, node: Element) -> Cell | None:
        kind = node.get("t", "n")
        stored: str | None = None
        formula: str | None = None
        for child in node:
            name = str(child.tag)
            if name.endswith("}v"):
                stored = child.text or ""
            elif name.endswith("}f"):
                formula = self._formula(child)
            elif name.endswith("}is"):
                stored = rich_text(child)
        number = node.get("s")
        style = self._styles.get(number) or self._style(number)
        value, error = self._content(kind, stored, style)
        if formula and "|" in formula and "|" in _QUOTED.sub("", formula):
            value = None  # from another program (DDE): what was stored is not the sender's
        if formula is None and error is None and (value is None or value == ""):
            return None
        return Cell(value, style.code, formula, error)

    def _formula(self, node: Element) -> str:
        """Return a formula's text; one that shares another's gets that text, unmoved."""
        text = node.text or ""
        if node.get("t") == "shared":
            index = node.get("si", "")
            text = self._masters[index] = text or self._masters.get(index, "")
        return text or "?"

    def _style(self, number: str | None) -> Format:
        formats = self._context.formats
        index = int(number) if number and _ROW.fullmatch(number) else 0
        style = self._styles[number] = formats[index] if index < len(formats) else _PLAIN
        return style

    def _content(
        self, kind: str, stored: str | None, style: Format
    ) -> tuple[CellValue, str | None]:
        """Return the value and the error of what is stored in a cell."""
        value: CellValue = None
        if kind == "e":
            return None, stored or UNREADABLE
        if not stored:
            # A formula that gives an empty text has a value; one never computed has none.
            return (stored if kind == "str" else None), None
        if kind == "n":
            return _number_as_seen(stored.strip(), style, from_1904=self._context.from_1904)
        if kind == "s":
            value = self._shared(stored)
        elif kind == "inlineStr":
            value = stored
        elif kind == "str":
            value = decode_escapes(stored)
        elif kind == "b":
            value = _TRUTH.get(stored.strip().lower())
        elif kind == "d":
            value = iso_day(stored.strip())
        return value, UNREADABLE if value is None else None

    def _shared(self, number: str) -> str | None:
        strings = self._context.strings
        index = int(number) if _ROW.fullmatch(number) else len(strings)
        return strings[index] if index < len(strings) else None


def _written(row: Element) -> Iterable[Element]:
    """Return the cells that hold something, but all where a place is told by those before it."""
    if len(row) < _LONG or _UNPLACED(row):
        return row
    return cast("list[Element]", _FILLED(row))


@lru_cache(maxsize=2000)
def _row(digits: str) -> int:
    """Return a row's number, 0 if these digits are none."""
    return int(digits) if _ROW.fullmatch(digits) else 0


@lru_cache(maxsize=2000)
def _column(letters: str) -> int:
    """Return a column's number, 0 if these letters are none."""
    if not _COLUMN.fullmatch(letters):
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _area(reference: str) -> Iterator[Area]:
    """Give the merged area of ``B2:C4``; nothing where that makes no sense."""
    corners: list[int] = []
    for corner in reference.replace("$", "").split(":"):
        letters = corner.rstrip("0123456789")
        corners += (_row(corner[len(letters) :]), _column(letters))
    if len(corners) == 4 and all(corners):  # noqa: PLR2004 - two corners
        yield corners[0], corners[1], corners[2], corners[3]


def _number(text: str) -> Decimal | None:
    """Read a stored number as Excel shows it: 0.71999999999999997 is 0.72."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    # "or" makes -0 a 0.
    return (Decimal(f"{number:.15g}") or _ZERO) if math.isfinite(number) else None


def _number_as_seen(text: str, style: Format, *, from_1904: bool) -> tuple[CellValue, str | None]:
    """Read a number; what is none stays text, and what looks like a date or a time becomes one."""
    number = _number(text)
    if number is None:
        return text, None
    if style.shows == "number":
        return number, None
    if style.shows == "time":
        return clock(number, elapsed="[" in style.code), None
    serial = int(number) + (_DAYS_1900_TO_1904 if from_1904 else 0)
    return (day(serial), None) if number >= 0 and serial <= _LAST_DAY else (None, TOO_WIDE)
