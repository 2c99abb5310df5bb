"""The other half of the trial: whole files, identities, bombs and what hangs on a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from tests.conftest import UNIT
from tests.problems.acts import ENCRYPTED, OLD_EXCEL, PDF
from tests.trial_book import MAIN, REL, RELATIONS, Book, q
from tests.trial_mutations import (
    answers_cut_and_pasted,
    ids_gone,
    keys_gone,
    merged,
    other_bytes,
    text_typed,
    xml_typed,
)
from tests.trial_spots import HSN, RF, SPOTS, Spot, Trial, Values, place


def zipped(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _office(part: str, kind: str) -> dict[str, bytes]:
    """Return another Office file's parts."""
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{REL}/officeDocument" Target="{part}"/></Relationships>'
        ).encode(),
        part: b"<x/>",
    }


def not_workbooks() -> Iterator[Trial]:
    """Files of other kinds under the name of a workbook."""
    word, binary = _office("word/document.xml", WORD), _office("xl/workbook.bin", BINARY)
    calc = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    kinds = {
        "empty": (b"", "FIL-01"),
        "pdf": (PDF, "FIL-02"),
        "old excel": (OLD_EXCEL, "FIL-02"),
        "encrypted": (ENCRYPTED, "FIL-03"),
        "csv": ("Ram;Utfall\r\nRF;10,8\r\n".encode("cp1252"), "FIL-02"),
        "html": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "FIL-02"),
        "xml": (b'<?xml version="1.0"?><Workbook/>', "FIL-02"),
        "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "FIL-02"),
        "mail": (b"From: a@example.se\r\nSubject: Svar\r\n\r\nHej", "FIL-02"),
        "word": (zipped(word), "FIL-02"),
        "ods": (zipped(calc), "FIL-02"),
        "xlsb": (zipped(binary), "FIL-02"),
        "zip of files": (zipped({"rf-2025-08.xlsx": b"x", "hsn.xlsx": b"y"}), "FIL-02"),
        "empty zip": (zipped({}), "FIL-02"),
        "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(50), "FIL-02"),
        "zeros": (bytes(4096), "FIL-04"),
    }
    for name, (data, code) in kinds.items():
        yield Trial(f"file {name}", RF, partial(other_bytes, data), (f"{code} FILE",))


def _part(name: str, data: bytes, book: Book) -> None:
    book.parts[name] = data


def _doctype(encoding: str, text: str, book: Book) -> bytes:
    name = "xl/worksheets/sheet2.xml"
    xml = book.parts[name].decode().partition("?>")[2]
    book.parts[name] = f'<?xml version="1.0" encoding="{encoding}"?>{text}{xml}'.encode(encoding)
    return book.bytes()


def _sheet_of(xml: str, book: Book) -> None:
    book.add_sheet("Eget", xml)


def _repeat(spot: Spot, after: str, xml: str, book: Book) -> None:
    book.after(spot.table, after, xml)


def _cells_in_form(rows: str, book: Book) -> None:
    part = book.part_of(RF.table)
    book.parts[part] = book.parts[part].replace(b"</sheetData>", f"{rows}</sheetData>".encode())


def _huge_strings(book: Book) -> None:
    items = "<si><t>Å</t></si>" * 3_000_000
    book.parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'.encode()
    book.swap(
        RELATIONS,
        "</Relationships>",
        f'<Relationship Id="rIdS" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
    )


def bombs() -> Iterator[Trial]:
    """Files made to hurt, or grown out of hand."""
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    for encoding in ("UTF-8", "UTF-16"):
        act = partial(_doctype, encoding, laughs)
        yield Trial(f"entities {encoding}", RF, act, ("FIL-06 FILE",))
    act = partial(_doctype, "UTF-8", '<!DOCTYPE x SYSTEM "file:///etc/passwd">')
    yield Trial("document type", RF, act, ("FIL-06 FILE",))
    yield Trial(
        "zip bomb", RF, partial(_part, "xl/media/a.bin", bytes(60 << 20)), ("FIL-05 FILE",)
    )
    yield Trial("path out", RF, partial(_part, "../../x.bat", b"x"), ("FIL-06 FILE",))
    yield Trial("drive", RF, partial(_part, "C:/x.bat", b"x"), ("FIL-06 FILE",))
    yield Trial("same name", RF, partial(_part, "XL/Workbook.xml", b"<x/>"), ("FIL-06 FILE",))
    many = partial(_parts, 1_200)
    yield Trial("thousands of parts", RF, many, ("FIL-05 FILE",))
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    rows = "".join(row.format(n) for n in range(1, 60_000))
    # The hidden sheet of lists has 6 of the 10 000.
    says = ("FIL-13 Eget!A9995", "INL-35 Eget!A1")
    yield Trial("rows without end", RF, partial(_sheet_of, rows), says)
    cells = "".join(f'<row r="{n}">{"<c><v>1</v></c>" * 1000}</row>' for n in range(1, 400))
    says = ("FIL-13 Eget!ALG10", "INL-35 Eget!A1")
    yield Trial("cells without end", RF, partial(_sheet_of, cells), says)
    crowd = partial(_cells_in_form, cells.replace('r="', 'r="9'))
    yield Trial("cells without end in the form", RF, crowd, ("FIL-05 FILE",))
    yield Trial("strings without end", RF, _huge_strings, ("FIL-05 FILE",))
    deep = "<is>" * 100_000 + "</is>" * 100_000
    nested = partial(_sheet_of, f'<row r="1"><c r="A1" t="inlineStr">{deep}</c></row>')
    yield Trial("nested without end", RF, nested, ("FIL-04 FILE",))


def _parts(count: int, book: Book) -> None:
    for number in range(count):
        book.parts[f"xl/media/bild{number}.txt"] = b"x"


def hung_on() -> Iterator[Trial]:
    """What people and programs add, which is no answer."""
    wide = '<row r="1">' + "".join(f'<c r="{c}1" s="1"/>' for c in ("A", "AMJ")) + "</row>"
    yield Trial("styled blanks far out", RF, partial(_sheet_of, wide))
    formats = "".join(f'<cfRule type="expression" priority="{n}"/>' for n in range(3000))
    formats = f'<conditionalFormatting sqref="A1:Z99">{formats}</conditionalFormatting>'
    for spot in SPOTS.values():
        act = partial(_repeat, spot, "sheetProtection", formats)
        yield Trial("thousands of conditions", spot, act)
        act = partial(_repeat, spot, "sheetProtection", _merges(3000))
        yield Trial("thousands of merges outside", spot, act)
        yield Trial("macros", spot, partial(_part, "xl/vbaProject.bin", b"x"), ("FIL-07 FILE",))
        act = partial(
            _sheet_of, '<row r="3"><c r="B3" t="inlineStr"><is><t>Se här</t></is></c></row>'
        )
        yield Trial("own sheet", spot, act, ("INL-35 Eget!B3",), kept=("Se här",))
        yield Trial("many styles", spot, _many_styles)
        yield Trial(
            "comment", spot, partial(_comment, spot), _said_comment(spot), kept=("Osäker",)
        )
    act = partial(merged, RF, "F7:F8")
    yield Trial("answers merged", RF, act, ("INL-36 Uppdrag!F7", "INL-36 Uppdrag!F8"))


def _said_comment(spot: Spot) -> tuple[str, ...]:
    return (f"INL-38 {place(spot.text)}",)


def _merges(count: int) -> str:
    cells = "".join(f'<mergeCell ref="AA{n}:AB{n}"/>' for n in range(1, count))
    return f"<mergeCells>{cells}</mergeCells>"


def _many_styles(book: Book) -> None:
    for number in range(4000):
        book.style(f'0.0"{number}"')


def _comment(spot: Spot, book: Book) -> None:
    part = book.part_of(spot.table).rpartition("/")[2]
    book.parts["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>Eva</author></authors><commentList>'
        f'<comment ref="{spot.text[1]}" authorId="0"><text><t>Osäker siffra</t></text></comment>'
        "</commentList></comments>"
    ).encode()
    book.parts[f"xl/worksheets/_rels/{part}.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/comments" Target="../comments1.xml"/>'
        "</Relationships>"
    ).encode()


def _identity(key: str, value: str, book: Book) -> None:
    for row in book.sheet("_sheetplan").iter(q("row")):
        if "".join(map(str, row[0].itertext())) == key:
            book.text("_sheetplan", str(row[1].get("r")), value)
            return
    raise AssertionError(key)


def identities() -> Iterator[Trial]:
    """Workbooks of other years, plans and committees."""
    for spot in SPOTS.values():
        for key, value, code in (
            ("year", "2024", "INL-02"),
            ("plan", "norrbotten-2025", "INL-03"),
            ("committee", "kultur", "INL-04"),
            ("period", "2025-04", "INL-05"),
            ("version", "2", "INL-26"),
            ("issue_id", "0" * 32, "INL-37"),
        ):
            act = partial(_identity, key, value)
            # The unit is known, but it is not that committee's.
            said = "INL-05" if (spot.who, key) == (UNIT, "committee") else code
            yield Trial(f"identity {key}", spot, act, (f"{said} FILE",))
    yield Trial(
        "another committee's", RF, partial(_identity, "committee", "rev"), ("INL-05 FILE",)
    )
    yield Trial("unit of another", HSN, partial(_identity, "unit", "hsn-ftv"), ("INL-04 FILE",))


CUT: dict[str, tuple[tuple[str, ...], Values]] = {
    "rf": (
        ("INL-18 Uppdrag!F7",),
        {("assignments", "rf-9", "status"): None, ("assignments", "rf-10", "status"): "ongoing"},
    ),
    "hsn": (
        ("INL-18 Delmål!F7", "INL-17 Delmål!H8"),
        {("subgoals", "hsn-1.2", "current"): None, ("subgoals", "hsn-2.1", "current"): "no_data"},
    ),
    UNIT: (
        ("INL-18 Delmål!D7",),
        {("subgoals", "hsn-1.2", "current"): None, ("subgoals", "hsn-2.1", "current"): "not_met"},
    ),
}


def habits() -> Iterator[Trial]:
    """What people do with rows, keys and the sign-off."""
    for spot in SPOTS.values():
        table = spot.table
        yield Trial("ids deleted", spot, partial(ids_gone, spot), (f"INL-06 {table}",))
        yield Trial("keys deleted", spot, partial(keys_gone, spot), (f"INL-06 {table}",))
        says, values = CUT[spot.who]
        yield Trial("cut and pasted", spot, partial(answers_cut_and_pasted, spot), says, values)
        day = ("Start", spot.day)
        for text in ("2025-09-10", "2025-09-10 "):
            yield Trial(f"day {text!r}", spot, partial(text_typed, day, text))
        for text in ("i går", "2025-13-40", "10/9", "10 september 2025"):
            says = (f"CELL-02 Start!{spot.day}",)
            yield Trial(f"day {text!r}", spot, partial(text_typed, day, text), says)
        act = partial(xml_typed, day, "<v>2025-09-10T00:00:00</v>", "d")
        yield Trial("day as iso", spot, act)
        act = partial(xml_typed, ("Start", spot.ready), "", "")
        yield Trial("ready blank", spot, act, (f"INL-14 Start!{spot.ready}",))
        act = partial(text_typed, ("Start", spot.ready), " ja ")
        yield Trial("ready ja", spot, act)


def file_trials() -> list[Trial]:
    """Return this half of the set."""
    some: tuple[Callable[[], Iterator[Trial]], ...] = (
        not_workbooks,
        bombs,
        hung_on,
        identities,
        habits,
    )
    return [trial for one in some for trial in one()]
