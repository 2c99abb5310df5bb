"""A written report changed as people change it, and what then stands in it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree

from sheetplan.flows.report import report
from sheetplan.flows.year import Year
from sheetplan.word.ooxml import w
from sheetplan.word.package import DOCUMENT, parse_part, unpack, write_parts, xml_bytes
from sheetplan.word.places import Place, places_in
from sheetplan.word.visible import grid_of
from tests.conftest import NOW, PERIOD, cell_of, changed, hand_in, returned
from tests.command_line import prepared

Edit = Callable[[etree._Element], None]


def written_report(year: Year, committee: str = "hsn") -> Path:
    """Receive the sample answers and write the report of them."""
    prepared(year, committee)
    return report(year, committee, PERIOD).path


def edit(path: Path, *edits: Edit) -> None:
    """Change a report's document by hand."""
    parts = unpack(path.read_bytes())
    document = parse_part(parts[DOCUMENT])
    for one in edits:
        one(document)
    path.write_bytes(write_parts(parts | {DOCUMENT: xml_bytes(document)}))


def document_at(path: Path) -> etree._Element:
    """Return the document of a report."""
    return parse_part(unpack(path.read_bytes())[DOCUMENT])


def places(document: etree._Element, id_: str) -> list[Place]:
    """Return where an item stands."""
    return places_in(document, [id_])
