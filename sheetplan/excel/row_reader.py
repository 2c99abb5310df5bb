"""A long workbook row by row: nothing of its sheets is kept but the row that is being read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sheetplan.excel.gate import FROM_LEDGER, open_package
from sheetplan.excel.markup import Refused
from sheetplan.excel.reader import Tab, about_macros, tabs_of
from sheetplan.schema.cell import Cell
from sheetplan.schema.problem import Problem


@dataclass(frozen=True)
class RowSheet:
    """A sheet that is read from its first row each time that it is asked for."""

    name: str
    file: str
    _tab: Tab = field(repr=False)

    def rows(self) -> Iterator[tuple[int, Mapping[int, Cell]] | Problem]:
        """Yield the rows that have cells, by column; last a problem, where reading stopped."""
        tab = self._tab
        try:
            yield from tab.reader().rows(tab.stream(), tab.part)
        except Refused as refusal:
            yield refusal.at(self.file)


@dataclass(frozen=True)
class RowBook:
    """The sheets that are not hidden, and what must be said although the file was read."""

    sheets: tuple[RowSheet, ...]
    remarks: tuple[Problem, ...]


def open_rows(data: bytes, file: str) -> RowBook | Problem:
    """Open a workbook to be read row by row, or tell why it cannot be read."""
    package = open_package(data, file, FROM_LEDGER)
    if isinstance(package, Problem):
        return package
    try:
        shown = [tab for tab in tabs_of(package) if not tab.is_hidden]
    except Refused as refusal:
        return refusal.at(file)
    sheets = tuple(RowSheet(tab.name, file, tab) for tab in shown)
    return RowBook(sheets, about_macros(package, file))
