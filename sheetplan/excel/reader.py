"""A returned workbook as grids: value, number format, formula and error of each cell in it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from lxml.etree import _Element as Element

from sheetplan.excel.gate import Package, main_part, open_package
from sheetplan.excel.notes import told_notes
from sheetplan.excel.parts import (
    NAMESPACES,
    Format,
    Refused,
    Relationship,
    cell_formats,
    clock,
    custom_properties,
    day,
    decode_escapes,
    is_from_1904,
    iso_day,
    parse,
    relationships,
    rich_text,
    shared_strings,
    sheet_parts,
    sheets,
    target_of,
)
from sheetplan.plan.rules.file_rules import FILE_DAMAGED, FILE_LIMIT, FILE_MACROS
from sheetplan.schema.cell import Area, Cell, CellValue, Grid
from sheetplan.schema.problem import Place, Problem

T = TypeVar("T")

MAX_ROWS = 20_000
MAX_CELLS = 300_000
MAX_CELLS_IN_ALL = 400_000
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


@dataclass(frozen=True)
class Workbook:
    """What a returned workbook holds.

    Attributes:
        grids: the sheets in tab order, hidden ones too; chart sheets hold no cells.
        properties: the custom document properties.
        hidden: the names of the hidden sheets.
        remarks: what must be said about the file although it was read.
        notes: what is said of the notes on its cells; a return has no use for them, a plan may.
    """

    grids: tuple[Grid, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    remarks: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_workbook(data: bytes, file: str) -> Workbook | Problem:
    """Read a workbook from the very bytes that were received, or tell why it cannot be read.

    A cell that makes no sense becomes the error ``#OLÄSLIG!`` in its place, never a blank.
    """
    package = open_package(data, file)
    if isinstance(package, Problem):
        return package
    try:
        return _read(package, file)
    except Refused as refusal:
        return refusal.at(file)


def _read(package: Package, file: str) -> Workbook:
    grids: list[Grid] = []
    notes: list[Problem] = []
    room = MAX_CELLS_IN_ALL
    for tab in tabs_of(package):
        reader = SheetReader(tab.context, tab.name)
        grids.append(reader.read(tab.data, tab.part, is_hidden=tab.is_hidden))
        notes += told_notes(package, tab.part, tab.name)
        room -= len(grids[-1].cells)
        if room < 0:
            raise Refused(FILE_LIMIT, f"den har fler än {MAX_CELLS_IN_ALL} ifyllda celler")
    from_root = relationships(package.part)
    properties = _part_of(package, from_root, "custom-properties", custom_properties) or {}
    hidden = frozenset(grid.name for grid in grids if grid.is_hidden)
    return Workbook(tuple(grids), properties, hidden, about_macros(package, file), tuple(notes))


def about_macros(package: Package, file: str) -> tuple[Problem, ...]:
    """Say so where a file carries programs."""
    return (Problem(FILE_MACROS, Place(file=file)),) if package.macros else ()


def tabs_of(package: Package) -> Iterator[Tab]:
    """Yield a workbook's tabs in their order, their cells not yet read.

    Raises:
        Refused: a part is missing, or is something else than it should be.
    """
    main = main_part(package.part)
    book = parse(package.part(main) or b"", main)
    if book.tag not in {f"{{{namespace}}}workbook" for namespace in NAMESPACES}:
        raise Refused(FILE_DAMAGED, "arbetsboksdelen är något annat än en arbetsbok")
    relations = relationships(package.part, main)
    context = Context(
        strings=_part_of(package, relations, "sharedStrings", shared_strings) or [],
        formats=_part_of(package, relations, "styles", cell_formats) or [],
        from_1904=is_from_1904(book),
    )
    for name, state, target in sheets(book, relations):
        data = package.part(target)
        if data is None:
            raise Refused(FILE_DAMAGED, f"bladet {name} saknas i filen")
        yield Tab(name, state in {"hidden", "veryHidden"}, target, data, context)


def _part_of(
    package: Package,
    relations: Mapping[str, Relationship],
    kind: str,
    read: Callable[[bytes, str], T],
) -> T | None:
    """Read the part of a kind; a workbook may do without it, but not lose one that it names."""
    name = target_of(relations, kind)
    if name is None:
        return None
    data = package.part(name)
    if data is None:
        raise Refused(FILE_DAMAGED, f"delen {name} saknas")
    return read(data, name)


@dataclass(frozen=True)
class Context:
    """What the cells of all sheets point to."""

    strings: list[str]
    formats: list[Format]
    from_1904: bool


@dataclass(frozen=True)
class Tab:
    """A sheet as it stands in the file, its cells not yet read."""

    name: str
    is_hidden: bool
    part: str
    data: bytes = field(repr=False)
    context: Context = field(repr=False)


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

    def read(self, data: bytes, part: str, *, is_hidden: bool) -> Grid:
        """Read the rows; one without a number follows the row before, and so do cells."""
        row = filled = 0
        for element in sheet_parts(data, part):
            area = element.get("ref")
            if area is not None:
                self._merged += _area(area)
                if len(self._merged) > MAX_MERGED:
                    raise self._over(MAX_MERGED, "sammanfogade områden")
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
                raise self._over(MAX_ROWS, "ifyllda rader")
            if len(self._cells) > MAX_CELLS:
                raise self._over(MAX_CELLS, "ifyllda celler")
        hidden, merged = frozenset(self._hidden), tuple(self._merged)
        return Grid(self._name, self._cells, hidden, merged, is_hidden)

    def rows(self, data: bytes, part: str) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Read row by row and keep none; they must stand in order."""
        row = last = 0
        for element in sheet_parts(data, part):
            if element.get("ref") is not None:
                continue
            written = element.get("r")
            row = row + 1 if written is None else _row(written)
            self._cells.clear()
            self._read_row(element, row)
            for number in {at for at, _ in self._cells}:
                if number != row or number <= last:
                    raise Refused(FILE_DAMAGED, f"raderna på bladet {self._name} är i oordning")
                last = number
                yield number, {col: cell for (_, col), cell in self._cells.items()}

    def _read_row(self, element: Element, row: int) -> None:
        col = 0
        for node in element:
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
                # Two cells at one place: nobody knows which of them is meant.
                at = (row, col)
                self._cells[at] = Cell(error=UNREADABLE) if at in self._cells else cell

    def _beyond(self, reference: str) -> Refused:
        found = f"hänvisningen {reference}"[:40]
        return Refused(FILE_DAMAGED, f"{found} på bladet {self._name} är omöjlig")

    def _over(self, limit: int, of: str) -> Refused:
        return Refused(FILE_LIMIT, f"bladet {self._name} har fler än {limit} {of}")

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
