"""What is read of a workbook: each value, format, formula and error, wherever it stands."""

from __future__ import annotations

import io
import math
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as NewWorkbook
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sheetplan.excel import reader
from sheetplan.excel.reader import TOO_WIDE, UNREADABLE, Workbook, read_workbook
from sheetplan.plan import rules
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.problem import Place, Problem

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TRANSITIONAL = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def saved(book: NewWorkbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def add_property(book: NewWorkbook, name: str, value: str) -> None:
    properties: CustomPropertyList[Any] = getattr(book, "custom_doc_props")  # noqa: B009
    properties.append(StringProperty(name=name, value=value))


def altered(data: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    """Return the file with parts changed at XML level."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | change(parts)).items():
            archive.writestr(name, part)
    return buffer.getvalue()


def swapped(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return the file with a text in one part changed; it must be there."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert old.encode() in parts[name]
        return {name: parts[name].replace(old.encode(), new.encode())}

    return altered(data, change)


def with_rows(rows: str) -> bytes:
    """Return a workbook whose first sheet holds these rows, written as XML."""

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        empty = re.compile(r"<sheetData ?/>|<sheetData></sheetData>")
        sheet, hits = empty.subn(lambda _: rows, parts[SHEET].decode())
        assert hits == 1
        return {SHEET: sheet.encode()}

    return altered(saved(formats_book()), change)


FORMATS = ("General", "0%", "yyyy-mm-dd", "h:mm", "[h]:mm", '0" st"', "d-mmm", "mmm yyyy")


def formats_book() -> NewWorkbook:
    """Return an empty first sheet; the second makes styles 1, 2, … of the formats above."""
    book = NewWorkbook()
    styles = book.create_sheet("Format")
    for number, code in enumerate(FORMATS, 1):
        styles.cell(1, number).number_format = code
    return book


def read(data: bytes) -> Workbook:
    found = read_workbook(data, "svar.xlsx")
    assert isinstance(found, Workbook), str(found)
    return found


def refusal(data: bytes) -> Problem:
    found = read_workbook(data, "svar.xlsx")
    assert isinstance(found, Problem)
    assert found.place == Place(file="svar.xlsx")
    return found


def grid(cells: str) -> Grid:
    """Read one row of cells written as XML."""
    return read(with_rows(f'<sheetData><row r="1">{cells}</row></sheetData>')).grids[0]


def cell(xml: str) -> Cell:
    return grid(xml).at(1, 1)


def seen(number: str, code: str) -> Cell:
    return cell(f'<c r="A1" s="{FORMATS.index(code)}"><v>{number}</v></c>')


def round_trip(value: Any, number_format: str = "General") -> Cell:
    book = NewWorkbook()
    assert book.active is not None
    target = book.active["B2"]
    target.value = value
    if number_format != "General":
        target.number_format = number_format
    return read(saved(book)).grids[0].at(2, 2)


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("åäöÅÄÖ \n\t"),
    min_size=1,
    max_size=200,
).filter(lambda text: not text.startswith(("=", "#")) and "_x" not in text)


@settings(deadline=None)
@given(texts)
def test_text_written_by_openpyxl_is_read_unchanged(text: str) -> None:
    assert round_trip(text) == Cell(text)


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, places=2))
def test_numbers_with_two_decimals_are_read_exactly(number: Decimal) -> None:
    assert round_trip(float(number)).value == Decimal(f"{float(number):.15g}")


@settings(deadline=None)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_are_read_exactly(number: int) -> None:
    assert round_trip(number).value == number


@settings(deadline=None)
@given(st.floats(-9.99e307, 9.99e307, allow_subnormal=False))
def test_any_number_is_read_to_fifteen_digits(number: float) -> None:
    value = round_trip(number).value
    assert isinstance(value, Decimal)
    assert math.isclose(value, number, rel_tol=1e-14, abs_tol=0)


@settings(deadline=None)
@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_dates_written_by_openpyxl_are_read_unchanged(day: date) -> None:
    assert round_trip(day) == Cell(day, "yyyy-mm-dd")


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_percentages_keep_value_and_format(hundredths: int) -> None:
    found = round_trip(hundredths / 10_000, "0.00%")
    assert found == Cell(Decimal(hundredths) / 10_000, "0.00%")
    assert found.is_percent


@pytest.mark.parametrize("truth", [True, False])
def test_truth_values_are_not_numbers(truth: bool) -> None:  # noqa: FBT001
    assert round_trip(truth).value is truth


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!"])
def test_an_error_is_an_error_and_not_a_blank(error: str) -> None:
    found = round_trip(error)
    assert found == Cell(error=error)
    assert not found.is_blank


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#GETTING_DATA", "#EN NY!"])
def test_errors_of_newer_excel_are_read_too(error: str) -> None:
    found = grid(f'<c r="A1" t="e"><v>{error}</v></c><c r="B1"><v>5</v></c>')
    assert found.at(1, 1) == Cell(error=error)
    assert found.at(1, 2) == Cell(Decimal(5))


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("0.71999999999999997", "0.72"),
        ("0.1", "0.1"),
        ("16.100000000000001", "16.1"),
        ("1E-3", "0.001"),
        ("1.5E3", "1500"),
        ("-0", "0"),
        (" 7 ", "7"),
        ("123456789012345678", "123456789012346000"),
    ],
)
def test_a_number_is_read_as_excel_shows_it(stored: str, value: str) -> None:
    found = cell(f'<c r="A1"><v>{stored}</v></c>').value
    assert isinstance(found, Decimal)
    assert found == Decimal(value)
    assert not found.is_signed()


@pytest.mark.parametrize("stored", ["ca 300", "NaN", "inf", "1_000", "12,5", "1e999", "٣"])
def test_what_is_no_number_stays_text_for_the_rules_to_judge(stored: str) -> None:
    assert cell(f'<c r="A1"><v>{stored}</v></c>') == Cell(stored)


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1" t="s"><v>999</v></c>',
        '<c r="A1" t="s"><v>-1</v></c>',
        '<c r="A1" t="s"><v>ett</v></c>',
        '<c r="A1" t="b"><v>kanske</v></c>',
        '<c r="A1" t="e"><v/></c>',
        '<c r="A1" t="hittepå"><v>5</v></c>',
        '<c r="A1"><v>5</v></c><c r="A1"><v>6</v></c>',
    ],
)
def test_one_bad_cell_is_one_error_and_the_rest_is_read(xml: str) -> None:
    found = grid(f'{xml}<c r="B1"><v>5</v></c>')
    assert found.at(1, 1) == Cell(error=UNREADABLE)
    assert found.at(1, 2) == Cell(Decimal(5))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<t>Vård &amp; omsorg &lt; 5 %</t>", "Vård & omsorg < 5 %"),
        ('<t xml:space="preserve"> före och efter </t>', " före och efter "),
        ("<t> utan märke </t>", " utan märke "),
        ("<r><t>Fet</t></r><r><rPr><b/></rPr><t> och mager</t></r>", "Fet och mager"),
        ('<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>', "東京"),
        ("<t>rad 1_x000D_\nrad 2</t>", "rad 1\r\nrad 2"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>halv _xD83D_ tecken</t>", "halv \ufffd tecken"),
        ("<t><![CDATA[<Nämnd>]]></t>", "<Nämnd>"),
        ("<t>före<!-- x -->efter</t>", "föreefter"),
    ],
)
def test_strings_are_read_alike_inline_and_shared(inner: str, text: str) -> None:
    assert cell(f'<c r="A1" t="inlineStr"><is>{inner}</is></c>') == Cell(text)
    assert shared(f"<si><t>annan</t></si><si>{inner}</si>") == Cell(text)


def shared(items: str) -> Cell:
    """Read a cell that points to the second of these shared strings."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/>'
    data = with_rows('<sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row></sheetData>')

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        relations = re.sub(rb"<Relationship [^>]*sharedStrings[^>]*>", b"", parts[RELATIONS])
        ended = relations.replace(b"</Relationships>", f"{relation}</Relationships>".encode())
        strings = f'<sst xmlns="{namespace}">{items}</sst>'.encode()
        return {RELATIONS: ended, "xl/sharedStrings.xml": strings}

    return read(altered(data, change)).grids[0].at(1, 1)


def test_a_styled_blank_and_an_empty_string_are_not_kept() -> None:
    found = grid(
        '<c r="A1" s="1"/><c r="B1" s="1"><v/></c><c r="C1" t="inlineStr"><is><t/></is></c>'
    )
    assert dict(found.cells) == {}
    assert found.at(1, 1) == Cell()


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        ("<f>A2+1</f><v>5</v>", Cell(Decimal(5), formula="A2+1")),
        ("<f>A2+1</f>", Cell(formula="A2+1")),
        ('<f t="array" ref="A1:A3">B1:B3*2</f><v>5</v>', Cell(Decimal(5), formula="B1:B3*2")),
        ('<f t="dataTable" ref="A1"/><v>5</v>', Cell(Decimal(5), formula="?")),
    ],
)
def test_a_formula_comes_with_its_stored_value(xml: str, wanted: Cell) -> None:
    assert cell(f'<c r="A1">{xml}</c>') == wanted


def test_a_formula_that_gives_a_text_or_an_error_keeps_both() -> None:
    found = grid(
        '<c r="A1" t="str"><f>B1&amp;"x"</f><v>Nämnd_x000D_</v></c>'
        '<c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="D1" t="b"><f>1=1</f><v>1</v></c>'
    )
    assert found.at(1, 1) == Cell("Nämnd\r", formula='B1&"x"')
    assert found.at(1, 2) == Cell("", formula='""')
    assert found.at(1, 3) == Cell(formula="1/0", error="#DIV/0!")
    assert found.at(1, 4) == Cell(value=True, formula="1=1")


def test_cells_that_share_a_formula_all_say_so() -> None:
    found = grid(
        '<c r="A1"><f t="shared" ref="A1:C1" si="0">A2*2</f><v>2</v></c>'
        '<c r="B1"><f t="shared" si="0"/><v>4</v></c>'
        '<c r="C1"><f t="shared" si="7"/><v>6</v></c>'
    )
    assert [found.at(1, col).formula for col in (1, 2, 3)] == ["A2*2", "A2*2", "?"]
    assert [found.at(1, col).value for col in (1, 2, 3)] == [2, 4, 6]


def test_a_formula_written_by_openpyxl_has_no_stored_value() -> None:
    assert round_trip("=SUM(A1:A3)") == Cell(formula="SUM(A1:A3)")


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        ("1", date(1900, 1, 1)),
        ("59", date(1900, 2, 28)),
        ("60", "1900-02-29"),
        ("61", date(1900, 3, 1)),
        ("0", "1900-01-00"),
        ("45900", date(2025, 8, 31)),
        ("45900.75", date(2025, 8, 31)),
        ("2958465", date(9999, 12, 31)),
    ],
)
def test_serial_numbers_are_days_with_excels_leap_bug(serial: str, value: date | str) -> None:
    assert seen(serial, "yyyy-mm-dd") == Cell(value, "yyyy-mm-dd")


@pytest.mark.parametrize("serial", ["-1", "2958466", "1E+300"])
def test_a_day_that_excel_cannot_show_is_an_error(serial: str) -> None:
    assert seen(serial, "yyyy-mm-dd") == Cell(number_format="yyyy-mm-dd", error=TOO_WIDE)


@settings(deadline=None)
@given(st.dates(date(1904, 1, 2), date(9999, 12, 31)))
def test_dates_of_old_macs_are_counted_from_1904(day: date) -> None:
    book = NewWorkbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active["A1"] = day
    assert read(saved(book)).grids[0].at(1, 1).value == day


def test_1904_moves_a_date_by_four_years_and_a_day() -> None:
    data = with_rows('<sheetData><row><c s="2"><v>1</v></c></row></sheetData>')
    assert read(data).grids[0].at(1, 1).value == date(1900, 1, 1)
    mac = swapped(data, BOOK, "<workbookPr/>", '<workbookPr date1904="1"/>')
    assert read(mac).grids[0].at(1, 1).value == date(1904, 1, 2)
    assert date(1904, 1, 1) - date(1899, 12, 30) == timedelta(days=1462)


@pytest.mark.parametrize(
    ("number", "code", "value"),
    [
        ("0.5", "h:mm", "12:00"),
        ("45900.75", "h:mm", "18:00"),
        ("1.5625", "[h]:mm", "37:30"),
        ("0.99999", "[h]:mm", "24:00"),
        ("45998", "d-mmm", date(2025, 12, 7)),
        ("45870", "mmm yyyy", date(2025, 8, 1)),
        ("5", '0" st"', Decimal(5)),
    ],
)
def test_a_number_is_what_its_format_makes_people_see(
    number: str, code: str, value: object
) -> None:
    assert seen(number, code).value == value


@pytest.mark.parametrize(
    ("number", "code", "value"),
    [
        (9, "0%", Decimal(45900)),
        (10, "0.00%", Decimal(45900)),
        (14, "mm-dd-yy", date(2025, 8, 31)),
        (17, "mmm-yy", date(2025, 8, 31)),
        (20, "h:mm", "00:00"),
        (22, "m/d/yy h:mm", date(2025, 8, 31)),
        (49, "@", Decimal(45900)),
        (30, "yyyy-mm-dd", date(2025, 8, 31)),
        (163, "General", Decimal(45900)),
    ],
)
def test_excels_own_formats_are_known_by_number(number: int, code: str, value: object) -> None:
    data = with_rows('<sheetData><row r="1"><c r="A1" s="1"><v>45900</v></c></row></sheetData>')

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        styles, hits = re.subn(
            rb'(<cellXfs.*?<xf .*?<xf [^>]*?numFmtId=")[0-9]+',
            lambda match: match[1] + str(number).encode(),
            parts["xl/styles.xml"],
            count=1,
            flags=re.DOTALL,
        )
        assert hits == 1
        return {"xl/styles.xml": styles}

    found = read(altered(data, change)).grids[0].at(1, 1)
    assert (found.number_format, found.value) == (code, value)


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("#,##0", False),
        ("[Red]0.0", False),
        ("[$-41D]d mmmm yyyy", True),
        ('#,##0 "mnkr per år och dag"', False),
        ("0\\d", False),
        ('_-* #,##0 "kr"_-;-* #,##0 "kr"_-', False),
        ("0;yyyy", False),
        ("[>100]0;General", False),
        ("0.00E+00", False),
        ("yy/mm/dd;@", True),
    ],
)
def test_dates_are_told_from_numbers_by_the_format(code: str, is_date: bool) -> None:  # noqa: FBT001
    found = round_trip(45900, code)
    assert found == Cell(date(2025, 8, 31) if is_date else Decimal(45900), code)


def test_an_iso_date_cell_is_a_date() -> None:
    assert cell('<c r="A1" t="d"><v>2025-08-31T00:00:00</v></c>') == Cell(date(2025, 8, 31))
    assert cell('<c r="A1" t="d"><v>12:30:00</v></c>') == Cell("12:30:00")


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    data = with_rows(
        "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="5"><c r="C5"><v>4</v></c><c><v>5</v></c></row>'
        "<row><c><v>6</v></c></row></sheetData>"
    )
    found = {at: c.value for at, c in read(data).grids[0].cells.items()}
    assert found == {(1, 1): 1, (1, 3): 3, (5, 3): 4, (5, 4): 5, (6, 1): 6}


@pytest.mark.parametrize(
    "dimension", ['<dimension ref="A1:XFD1048576"/>', '<dimension ref="C9"/>', ""]
)
def test_the_dimension_is_not_believed(dimension: str) -> None:
    data = with_rows('<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>')

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        sheet, hits = re.subn(rb"<dimension [^>]*>", dimension.encode(), parts[SHEET])
        assert hits == 1
        return {SHEET: sheet}

    assert set(read(altered(data, change)).grids[0].cells) == {(2, 2)}


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r=""><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="-3"><c><v>1</v></c></row>',
        '<row r="99999999999999999999"><c><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"/><c><v>1</v></c></row>',
    ],
)
def test_an_address_outside_the_sheet_is_damage(row: str) -> None:
    problem = refusal(with_rows(f"<sheetData>{row}</sheetData>"))
    assert problem.rule is rules.FILE_DAMAGED
    assert problem.facts["found"].endswith("på bladet Sheet är omöjlig")


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    data = with_rows(f"<sheetData>{row}{far}</sheetData>")
    start = time.perf_counter()
    found = read(data).grids[0]
    assert time.perf_counter() - start < 0.5
    assert {at: c.value for at, c in found.cells.items()} == {(1, 1): 1, (1_048_576, 16_384): 2}


def test_twenty_thousand_rows_are_read_and_one_more_is_too_many() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_001))
    blank = '<row r="30000"><c r="A30000" s="1"/></row>'
    found = read(with_rows(f"<sheetData>{rows}{blank}</sheetData>")).grids[0]
    assert len(found.cells) == 20_000
    one_more = '<row r="30000"><c r="A30000"><v>1</v></c></row>'
    problem = refusal(with_rows(f"<sheetData>{rows}{one_more}</sheetData>"))
    assert problem.rule is rules.FILE_LIMIT
    assert problem.facts == {"found": "bladet Sheet har fler än 20000 ifyllda rader"}


def test_too_many_cells_in_a_sheet_or_in_all_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_rows('<sheetData><row r="1"><c><v>1</v></c><c><v>2</v></c></row></sheetData>')
    monkeypatch.setattr(reader, "MAX_CELLS", 2)
    monkeypatch.setattr(reader, "MAX_CELLS_IN_ALL", 2)
    assert len(read(data).grids[0].cells) == 2
    monkeypatch.setattr(reader, "MAX_CELLS_IN_ALL", 1)
    assert refusal(data).facts == {"found": "den har fler än 1 ifyllda celler"}
    monkeypatch.setattr(reader, "MAX_CELLS", 1)
    assert refusal(data).facts == {"found": "bladet Sheet har fler än 1 ifyllda celler"}


def named_sheets() -> NewWorkbook:
    book = NewWorkbook()
    assert book.active is not None
    book.active.title = "Start"
    for title in ("Mål & uppdrag", "Ekonomi", "_id"):
        book.create_sheet(title)
    for sheet in book.worksheets:
        sheet["A1"] = sheet.title
    return book


def test_sheets_come_in_tab_order_with_the_hidden_ones_named() -> None:
    book = named_sheets()
    book.move_sheet("Ekonomi", -2)
    book["Mål & uppdrag"].sheet_state = "hidden"
    book["_id"].sheet_state = "veryHidden"
    found = read(saved(book))
    names = ["Ekonomi", "Start", "Mål & uppdrag", "_id"]
    assert [g.name for g in found.grids] == names
    assert [g.at(1, 1).value for g in found.grids] == names
    assert found.hidden == {"Mål & uppdrag", "_id"}
    assert found.remarks == ()


def test_tab_order_is_that_of_the_workbook_and_not_of_the_parts() -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        tags = re.findall(rb"<sheet [^>]*>", parts[BOOK])
        assert len(tags) == 4
        book = re.sub(rb"(<sheet [^>]*>)+", lambda _: b"".join(reversed(tags)), parts[BOOK])
        return {BOOK: book}

    found = read(altered(saved(named_sheets()), change))
    names = ["_id", "Ekonomi", "Mål & uppdrag", "Start"]
    assert [g.name for g in found.grids] == names
    assert [g.at(1, 1).value for g in found.grids] == names


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/sheet1.xml",
        r"worksheets\sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "../xl/./worksheets/SHEET1.xml",
    ],
)
def test_targets_may_be_relative_or_absolute(target: str) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        relations, hits = re.subn(
            rb'Target="[^"]*sheet1.xml"',
            f'Target="{target}"'.encode().replace(b"\\", rb"\\"),
            parts[RELATIONS],
        )
        assert hits == 1
        return {RELATIONS: relations}

    assert read(altered(saved(named_sheets()), change)).grids[0].at(1, 1).value == "Start"


def test_a_strict_workbook_reads_as_an_ordinary_one() -> None:
    book = named_sheets()
    book["Start"]["B1"] = date(2025, 8, 31)
    book["Start"]["C1"] = 0.72
    book["Start"]["C1"].number_format = "0%"
    add_property(book, "sheetplan", "a1")
    ordinary = saved(book)

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        strict = dict(parts)
        for name, data in parts.items():
            for old, new in TRANSITIONAL.items():
                strict[name] = strict[name].replace(old, new)
            assert (strict[name] == data) == (
                name
                in {"docProps/core.xml"}
                | {n for n in parts if not any(old in parts[n] for old in TRANSITIONAL)}
            )
        return strict

    strict = altered(ordinary, change)
    assert strict != ordinary
    assert read(strict) == read(ordinary)
    assert read(strict).grids[0].at(1, 3) == Cell(Decimal("0.72"), "0%")


def test_custom_properties_are_read() -> None:
    book = NewWorkbook()
    add_property(book, "sheetplan-id", "å 5f0c")
    assert read(saved(book)).properties == {"sheetplan-id": "å 5f0c"}
    assert read(saved(NewWorkbook())).properties == {}


def test_prefixed_elements_and_utf16_are_read() -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        text = parts[SHEET].decode()
        text = re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
        return {SHEET: f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")}

    found = read(altered(saved(named_sheets()), change)).grids[0]
    assert found.at(1, 1) == Cell("Start")


@pytest.mark.parametrize("part", [SHEET, BOOK, RELATIONS, "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("text", ["", "inte xml", "<a>", "<a></b>", "<a>\x01</a>", "<a>&x;</a>"])
def test_broken_xml_in_any_part_is_damage(part: str, text: str) -> None:
    problem = refusal(altered(saved(NewWorkbook()), lambda _: {part: text.encode()}))
    assert problem.rule is rules.FILE_DAMAGED
    assert len(problem.facts["found"]) < 80


def test_a_sheet_part_that_is_something_else_is_damage() -> None:
    data = altered(saved(NewWorkbook()), lambda _: {SHEET: b"<chartsheet/>"})
    assert refusal(data).facts == {"found": f"delen {SHEET} är inget blad"}


def test_a_workbook_part_that_is_something_else_is_damage() -> None:
    data = altered(saved(NewWorkbook()), lambda _: {BOOK: b"<document/>"})
    assert refusal(data).rule is rules.FILE_DAMAGED


@pytest.mark.parametrize("name", [SHEET, "xl/styles.xml"])
def test_a_part_that_the_workbook_names_but_lacks_is_damage(name: str) -> None:
    lost = name.replace(".xml", "-borta.xml")
    data = swapped(
        saved(NewWorkbook()), RELATIONS, name.rpartition("/")[2], lost.rpartition("/")[2]
    )
    problem = refusal(data)
    assert problem.rule is rules.FILE_DAMAGED
    assert "saknas" in problem.facts["found"]


@pytest.mark.parametrize(
    ("old", "new"), [('name="Ekonomi"', 'name="START"'), ('r:id="rId3"', 'r:id="rId1"')]
)
def test_two_sheets_with_one_name_or_one_part_are_damage(old: str, new: str) -> None:
    problem = refusal(swapped(saved(named_sheets()), BOOK, old, new))
    assert problem.rule is rules.FILE_DAMAGED
    assert "finns två gånger" in problem.facts["found"]


def test_a_chart_sheet_is_left_out() -> None:
    book = named_sheets()
    book.create_chartsheet("Diagram", 1)
    names = [g.name for g in read(saved(book)).grids]
    assert names == ["Start", "Mål & uppdrag", "Ekonomi", "_id"]


def test_anchors_of_controls_are_not_taken_for_rows() -> None:
    data = with_rows('<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>')
    anchor = (
        '<controls xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
        "<from><xdr:row>7</xdr:row></from></controls></worksheet>"
    )
    found = read(swapped(data, SHEET, "</worksheet>", anchor)).grids[0]
    assert {at: c.value for at, c in found.cells.items()} == {(2, 2): 1}


def test_a_hundred_thousand_cells_are_read_in_seconds() -> None:
    cells = "".join(f"<c><v>{n / 7}</v></c>" for n in range(10))
    data = with_rows(f"<sheetData>{f'<row>{cells}</row>' * 10_000}</sheetData>")
    start = time.perf_counter()
    assert len(read(data).grids[0].cells) == 100_000
    assert time.perf_counter() - start < 10
