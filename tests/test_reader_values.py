"""What is read of a cell: text, numbers, truth values, errors and formulas."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.excel.cell_reader import UNREADABLE
from sheetplan.schema.cell import Cell
from tests.xml_workbook import RELATIONS, altered, cell, grid, read, round_trip, with_rows

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
