"""A returned workbook as grids: value, number format, formula and error of each cell in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import IO, TypeVar

from sheetplan.excel import cell_reader
from sheetplan.excel.cell_reader import Context, SheetReader
from sheetplan.excel.drawings import told_drawings
from sheetplan.excel.gate import Package, main_part, open_package
from sheetplan.excel.markup import NAMESPACES, Refused, parse
from sheetplan.excel.notes import told_notes
from sheetplan.excel.parts import (
    MAX_TEXT,
    Relationship,
    cell_formats,
    custom_properties,
    is_from_1904,
    relationships,
    shared_strings,
    sheets,
    target_of,
)
from sheetplan.plan.receiving import is_of_form
from sheetplan.plan.rules.file_rules import FILE_CUT, FILE_DAMAGED, FILE_LIMIT, FILE_MACROS
from sheetplan.plan.stray import Stray
from sheetplan.schema.cell import Grid
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import place_of

S = TypeVar("S")
T = TypeVar("T")

MAX_CELLS_IN_ALL = 400_000
# Of a return: in the form's own sheets, in all others, and those that tell which sheet it is. A
# committee with a hundred units has some 5 000.
MAX_OF_FORM, MAX_OF_OTHERS, FIRST = 40_000, 10_000, 500


@dataclass(frozen=True)
class Workbook:
    """What a returned workbook holds.

    Attributes:
        grids: the sheets in tab order, hidden ones too; chart sheets hold no cells.
        properties: the custom document properties.
        hidden: the names of the hidden sheets.
        remarks: what must be said about the file although it was read.
        notes: what is said of notes and drawings; a return has no use for them, a plan may.
        beside: the texts of those.
    """

    grids: tuple[Grid, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    remarks: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    beside: tuple[Stray, ...] = ()


def read_workbook(data: bytes, file: str) -> Workbook | Problem:
    """Read a workbook from the very bytes that were received, or tell why it cannot be read.

    A cell that makes no sense becomes the error ``#OLÄSLIG!`` in its place, never a blank.
    """
    return _opened(data, file, _Whole)


def read_return(data: bytes, file: str) -> Workbook | Problem:
    """Read a returned workbook; of sheets that are not the form's no more than can be told."""
    return _opened(data, file, _OfReturn)


def _opened(data: bytes, file: str, sort: type[_Whole]) -> Workbook | Problem:
    package = open_package(data, file)
    if isinstance(package, Problem):
        return package
    try:
        return _read(package, file, sort)
    except Refused as refusal:
        return refusal.at(file)


def _read(package: Package, file: str, sort: type[_Whole]) -> Workbook:
    taken = sort()
    grids: list[Grid] = []
    notes: list[Problem] = []
    beside: list[Stray] = []
    for tab in tabs_of(package):
        grids.append(replace(taken.grid(tab), is_hidden=tab.is_hidden))
        hung = relationships(package.part, tab.part).values()
        for told in (told_notes, told_drawings) if hung else ():
            problems, texts = told(package, tuple(hung), tab.name)
            taken.take_text(sum(len(stray.text) for stray in texts))
            notes += problems
            beside += texts
    from_root = relationships(package.part)
    properties = _part_of(package.part, from_root, "custom-properties", custom_properties) or {}
    hidden = frozenset(grid.name for grid in grids if grid.is_hidden)
    remarks = (*about_macros(package, file), *taken.told)
    return Workbook(tuple(grids), properties, hidden, remarks, tuple(notes), tuple(beside))


def about_macros(package: Package, file: str) -> tuple[Problem, ...]:
    """Say so where a file carries programs."""
    return (Problem(FILE_MACROS, Place(file=file)),) if package.macros else ()


@dataclass(frozen=True)
class Tab:
    """A sheet as it stands in the file, its cells not yet read."""

    name: str
    is_hidden: bool
    part: str
    package: Package = field(repr=False)
    context: Context = field(repr=False)

    def reader(self) -> SheetReader:
        """Return what reads its cells."""
        return SheetReader(self.context, self.name)

    def stream(self) -> IO[bytes]:
        """Return its part, from the beginning.

        Raises:
            Refused: it is missing.
        """
        stream = self.package.stream(self.part)
        if stream is None:
            raise Refused(FILE_DAMAGED, f"bladet {self.name} saknas i filen")
        return stream


def tabs_of(package: Package) -> Iterator[Tab]:
    """Yield a workbook's tabs in their order.

    Raises:
        Refused: a part is missing, or is something else than it should be.
    """
    main = main_part(package.part)
    book = parse(package.part(main) or b"", main)
    if book.tag not in {f"{{{namespace}}}workbook" for namespace in NAMESPACES}:
        raise Refused(FILE_DAMAGED, "arbetsboksdelen är något annat än en arbetsbok")
    relations = relationships(package.part, main)
    context = Context(
        strings=_part_of(package.stream, relations, "sharedStrings", shared_strings) or [],
        formats=_part_of(package.stream, relations, "styles", cell_formats) or [],
        from_1904=is_from_1904(book),
    )
    for name, state, target in sheets(book, relations):
        yield Tab(name, state in {"hidden", "veryHidden"}, target, package, context)


def _part_of(
    find: Callable[[str], S | None],
    relations: Mapping[str, Relationship],
    kind: str,
    read: Callable[[S, str], T],
) -> T | None:
    """Read the part of a kind; a workbook may do without it, but not lose one that it names."""
    name = target_of(relations, kind)
    if name is None:
        return None
    part = find(name)
    if part is None:
        raise Refused(FILE_DAMAGED, f"delen {name} saknas")
    return read(part, name)


class _Whole:
    """Takes every cell of every sheet, within bounds."""

    def __init__(self) -> None:
        self._room, self._text = MAX_CELLS_IN_ALL, MAX_TEXT
        self.told: list[Problem] = []

    def grid(self, tab: Tab) -> Grid:
        """Return a sheet's cells."""
        reader = tab.reader()
        grid = reader.read(tab.stream(), tab.part)
        if reader.stopped_at:
            raise reader.over(cell_reader.MAX_CELLS, "ifyllda celler")
        self.take_text(reader.text)
        self._room -= len(grid.cells)
        if self._room < 0:
            raise Refused(FILE_LIMIT, f"den har fler än {MAX_CELLS_IN_ALL} ifyllda celler")
        return grid

    def take_text(self, characters: int) -> None:
        """Count what is kept of texts, in all."""
        self._text -= characters
        if self._text < 0:
            raise Refused(FILE_LIMIT, "den har för mycket text")


class _OfReturn(_Whole):
    """Takes every cell of the form's sheets, and of others as many as can be told of."""

    def __init__(self) -> None:
        super().__init__()
        self._room, self._others = MAX_OF_FORM, MAX_OF_OTHERS

    def grid(self, tab: Tab) -> Grid:
        """Return a sheet's cells; one that is not the form's is cut where the room ends."""
        reader = tab.reader()
        grid = reader.read(tab.stream(), tab.part, max(self._others, FIRST))
        if is_of_form(grid):
            if reader.stopped_at:
                reader = tab.reader()
                grid = reader.read(tab.stream(), tab.part, MAX_OF_FORM)
            self.take_text(reader.text)
            self._room -= len(grid.cells)
            if self._room < 0 or reader.stopped_at:
                raise reader.over(MAX_OF_FORM, "ifyllda celler")
            return grid
        left = len(grid.cells) - self._others
        self._others = max(0, -left)
        if left > 0:
            grid = self._cut(grid, len(grid.cells) - left)
        self.take_text(sum(len(c.value) for c in grid.cells.values() if isinstance(c.value, str)))
        return grid

    def _cut(self, grid: Grid, most: int) -> Grid:
        """Leave out what there is no room for, and tell from where."""
        first = next(islice(grid.cells, most, None))
        place = place_of(grid.name, *first)
        self.told.append(
            Problem(
                FILE_CUT, place, {"most": f"{MAX_OF_OTHERS:,}".replace(",", "\N{NO-BREAK SPACE}")}
            )
        )
        return replace(grid, cells=dict(islice(grid.cells.items(), most)))
