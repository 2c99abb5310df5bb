"""A written report changed as people change it, and what then stands in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from lxml import etree
from openpyxl.workbook import Workbook

from sheetplan.flows.receive import Receipt
from sheetplan.flows.report import report
from sheetplan.flows.update_report import UpdatedReport, update_report
from sheetplan.flows.year import Year
from sheetplan.word.ooxml import w
from sheetplan.word.outcome import Change, Conflict
from sheetplan.word.package import DOCUMENT, parse_part, unpack, write_parts, xml_bytes
from sheetplan.word.places import Place, places_in
from sheetplan.word.visible import cells_of, rows_of, seen
from tests.command_line import prepared
from tests.conftest import NOW, PERIOD, cell_of, changed, hand_in, returned

COMMITTEE = "hsn"
OURS = ("docProps/custom.xml", "customXml/item1.xml")  # where a report keeps its memory
FRAMES, FORECAST, SUMMARY = "tabell.ekonomi", "tabell.prognos", "tabell.sammanställning"
SOURCES = "tabell.källor"
STATUS = "status.hsn-2.2.nuläge"
LATER = NOW + timedelta(days=10)

Edit = Callable[[etree._Element], None]  # noqa: SLF001 - how lxml names its elements
Typed = Mapping[tuple[str, str, str], object]

# A committee that mends its outcome, a judgement and an analysis.
CORRECTED: Typed = {
    ("Ekonomi", "hsn", "outcome"): 4700.5,
    ("Delmål", "hsn-2.2", "current"): "Delvis uppfyllt",
    ("Delmål", "hsn-2.2", "analysis"): "Introduktionen har gått fortare än väntat.",
}


@dataclass(frozen=True)
class Reported:
    """A year in which a committee has answered and its report is written."""

    year: Year
    path: Path

    @property
    def document(self) -> etree._Element:
        return document_of(self.path)

    def edit(self, *edits: Edit) -> None:
        """Change the report's document by hand."""
        parts = unpack(self.path.read_bytes())
        document = parse_part(parts[DOCUMENT])
        for one in edits:
            one(document)
        self.path.write_bytes(write_parts(parts | {DOCUMENT: xml_bytes(document)}))

    def correct(self, typed: Typed = CORRECTED) -> Receipt:
        """Let the committee send in its answers again, corrected."""

        def change(book: Workbook) -> None:
            for (sheet, row, key), value in typed.items():
                cell_of(book, sheet, row, key).value = value  # type: ignore[assignment]

        data = changed(returned(self.year, COMMITTEE), change)
        return hand_in(self.year, data, f"{COMMITTEE}-{PERIOD} rättad.xlsx", LATER)

    def update(self, *, track: bool = False) -> UpdatedReport:
        """Update the report."""
        return update_report(self.year, self.path, LATER, track=track)

    def copied_to(self, folder: Path) -> Reported:
        """Return the same in another folder."""
        shutil.copytree(self.year.root, folder)
        return Reported(Year(folder), folder / self.path.relative_to(self.year.root))


def report_on(issued: Year, folder: Path) -> Reported:
    """Receive the sample answers in a copy of a year and write the report of them."""
    year = Reported(issued, issued.plan_file).copied_to(folder / "Uppföljning Å 2025").year
    prepared(year, COMMITTEE)
    return Reported(year, report(year, COMMITTEE, PERIOD).path)


def document_of(path: Path) -> etree._Element:
    """Return the document of a report."""
    return parse_part(unpack(path.read_bytes())[DOCUMENT])


def places(document: etree._Element, id_: str) -> list[Place]:
    """Return where something that sheetplan wrote stands."""
    return places_in(document, [id_])


def table(document: etree._Element, id_: str) -> etree._Element:
    """Return a table that sheetplan wrote."""
    found = places(document, id_)[0].table
    assert found is not None
    return found


def cell(document: etree._Element, id_: str, row: int, col: int) -> etree._Element:
    """Return a cell of a table, the header row being row 0."""
    return cells_of(rows_of(table(document, id_))[row])[col]


def texts(document: etree._Element, id_: str, row: int) -> list[str]:
    """Return what the cells of a row say."""
    return [seen(one) for one in cells_of(rows_of(table(document, id_))[row])]


def type_in(id_: str, row: int, col: int, text: str) -> Edit:
    """Type over what a cell says."""

    def act(document: etree._Element) -> None:
        first, *rest = cell(document, id_, row, col).iter(w("t"))
        first.text = text
        for one in rest:
            one.text = ""

    return act


def type_over(id_: str, text: str) -> Edit:
    """Type over what a control in running text says."""

    def act(document: etree._Element) -> None:
        first, *rest = (t for run in places(document, id_)[0].runs for t in run.iter(w("t")))
        first.text = text
        for one in rest:
            one.text = ""

    return act


def told(one: Change | Conflict) -> tuple[str, str, str, str]:
    """Return what is said of a change or a conflict, its numbers without hard spaces."""
    before, after = (one.old, one.new) if isinstance(one, Change) else (one.own, one.new)
    return (one.id, one.what, before.replace("\u00a0", " "), after.replace("\u00a0", " "))
