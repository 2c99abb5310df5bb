"""What is read of a number by its format: days, times and percentages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as NewWorkbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sheetplan.excel.cell_reader import TOO_WIDE
from sheetplan.schema.cell import Cell
from tests.conftest import saved
from tests.xml_workbook import BOOK, altered, cell, read, round_trip, seen, swapped, with_rows


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
