"""Formulas that reach out of the workbook, and cells whose places are oddly told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from tests.trial_book import REL, RELATIONS, Book, q
from tests.trial_mutations import xml_typed
from tests.trial_spots import RF, Cell, Trial, place

OUTSIDE = {
    "another workbook": "[1]Blad1!$C$7",
    "another workbook by path": "'C:\\Data\\[Bok1.xlsx]Blad1'!C7",
    "a name in another workbook": "[2]!Belopp",
    "the web": 'WEBSERVICE("https://example.se/tal")',
    "the web by its new name": '_xlfn.WEBSERVICE("https://example.se/tal")',
    "live data": 'RTD("prog.id",,"tal")',
    "a cube": 'CUBEVALUE("Kub","[Measures].[Utfall]")',
}
DDE = {
    "another program": "cmd|'/c calc'!A1",
    "another program in quotes": "'Excel'|'Blad1'!'R1C1'",
}
INSIDE = {
    "a sum": "SUM(1,2)",
    "a table's column": "SUM(Tabell1[Utfall])",
    "this row of a table": "Tabell1[[#This Row],[Utfall]]",
    "a text with a bar": 'LEN("a|b!c")',
    "a sheet with a bar": "'a|b'!A1",
    "a column with a bar": "SUM(Tabell1[a|b])",
    "a link": 'HYPERLINK("https://example.se",10.8)',
}


def formulas() -> Iterator[Trial]:
    """Give formulas with stored values; those from outside are not believed unseen."""
    cell, key = RF.number, RF.number_key
    for said, some in (("CELL-14", OUTSIDE), ("CELL-08", INSIDE)):
        for name, formula in some.items():
            safe = formula.replace("&", "&amp;").replace("<", "&lt;")
            act = partial(xml_typed, cell, f"<f>{safe}</f><v>10.8</v>", "")
            says = (f"{said} {place(cell)}",)
            yield Trial(f"formula to {name}", RF, act, says, {key: Decimal("10.8")})
    for name, formula in DDE.items():
        act = partial(xml_typed, cell, f"<f>{formula}</f><v>10.8</v>", "")
        yield Trial(f"formula to {name}", RF, act, (f"CELL-11 {place(cell)}",), {key: None})


def _renamed(cell: Cell, reference: str | None, book: Book) -> None:
    node = book.cell(*cell)
    if reference is None:
        del node.attrib["r"]
    else:
        node.set("r", reference)


def _doubled(cell: Cell, book: Book) -> None:
    node = book.cell(*cell)
    twin = node.makeelement(node.tag, {"r": cell[1]})
    v = twin.makeelement(q("v"), {})
    v.text = "99"
    twin.append(v)
    node.addnext(twin)


def _rows_without_numbers(title: str, book: Book) -> None:
    for row in book.sheet(title).iter(q("row")):
        del row.attrib["r"]


def _hung(kind: str, target: str, part: str, book: Book) -> None:
    book.parts[part] = b"<x/>"
    relation = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}"/>'
    book.swap(RELATIONS, "</Relationships>", f"{relation}</Relationships>")


def places() -> Iterator[Trial]:
    """Give cells by odd references, and what is hung on the whole workbook."""
    cell, key = RF.number, RF.number_key
    for reference in (cell[1].lower(), None):
        act = partial(_renamed, cell, reference)
        yield Trial(f"reference {reference}", RF, act)
    yield Trial("rows without numbers", RF, partial(_rows_without_numbers, RF.table))
    says = (f"CELL-03 {place(cell)}",)
    yield Trial("reference doubled", RF, partial(_doubled, cell), says, {key: None})
    for reference in ("A0", "XFE1", "Å7", "E6:E7", "$E$6"):
        act = partial(_renamed, cell, reference)
        yield Trial(f"reference {reference}", RF, act, ("FIL-04 FILE",))
    act = partial(_hung, "externalLink", "externalLinks/a.xml", "xl/externalLinks/a.xml")
    yield Trial("link to another workbook", RF, act)
    act = partial(_hung, "connections", "connections.xml", "xl/connections.xml")
    yield Trial("data connection", RF, act)


def formula_trials() -> list[Trial]:
    """Return this part of the set."""
    return [*formulas(), *places()]
