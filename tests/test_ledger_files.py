"""Files from the ledger: found, decoded and read whole, or refused with everything said at once.

- LR01: order, other columns, what stands above, delimiter, encoding and format do not matter.
- LR02: with the wrong encoding nothing is read, and it is said which row shows it.
- LR03: all that is wrong is told together, each thing once, with its rows.
- LR04: sums in a file are never counted, at any level, and a wrong one is told.
- LR05: what a text holds (delimiters, quotes, line breaks, formulas, words like sums) is text.
- LR06: what is wrong beside the rows, sheets and kinds of file, is told by its name.
- LR07: every account and unit that is read is in the totals, once, whatever the order of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sheetplan.flows.ledger_file import read_ledger_file
from sheetplan.plan.ledger.ledger_file import LedgerFile
from sheetplan.plan.ledger.mapping import LedgerMapping
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import Plan, read_plan
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, saved
from tests.ledgers import COST, HEAD, SAMPLE, SHEETS, TWO_FORMATS, lines
from tests.own_tables import bundled

INCOME = "3010;2610;2025-08-31;Såld vård;-544 000 000,50"
SAID_1252 = SHEETS.replace("| Kostnader är plus | | |", "| Kostnader är plus | | Windows-1252 |")
SAID_UTF16 = SAID_1252.replace("Windows-1252", "UTF-16")


def plan_with(sheets: str = SHEETS) -> Plan:
    given = {grid.name: grid for grid in read_markdown(sheets)}
    plan = read_plan({**bundled(), **given}.values()).plan
    assert plan is not None
    return plan


PLAN = plan_with()


def read(data: bytes, plan: Plan = PLAN) -> LedgerFile | tuple[Problem, ...]:
    period = plan.period(PERIOD)
    assert period is not None
    return read_ledger_file(LedgerMapping(plan), plan.ledger_formats, period, "fil", data)


def well(data: bytes, plan: Plan = PLAN) -> LedgerFile:
    found = read(data, plan)
    assert isinstance(found, LedgerFile), [str(problem) for problem in found]
    assert [str(problem) for problem in found.problems if problem.is_error] == []
    return found


def told(data: bytes, plan: Plan = PLAN) -> list[tuple[str, str]]:
    found = read(data, plan)
    problems = found.problems if isinstance(found, LedgerFile) else found
    return [(problem.rule.code, problem.place.cell) for problem in problems]


def workbook(*rows: Sequence[object], above: Sequence[Sequence[object]] = ()) -> bytes:
    book = Workbook()
    tab = book.worksheets[0]
    for row in (*above, HEAD.split(";"), *rows):
        tab.append(list(row))
    return saved(book)


EXPECTED = {("personal", "hsn-sjukhus"): Decimal(4356000000),
            ("vard", "hsn-sjukhus"): Decimal("-544000000.50")}  # fmt: skip
AMOUNT = Decimal("-544000000.50")
FORMS = {
    "plain": lines(COST, INCOME),
    "windows line ends": lines(COST, INCOME).replace(b"\n", b"\r\n"),
    "utf-8 with a mark": b"\xef\xbb\xbf" + lines(COST, INCOME),
    "utf-16": lines(COST, INCOME).decode().encode("utf-16"),
    "tabs": lines(COST, INCOME).replace(b";", b"\t"),
    "bars": lines(COST, INCOME).replace(b";", b"|"),
    "commas": b'Konto,Ansvar,Period,Text,Belopp\n4010,2610,202508,"a, b",4356000000\n'
    b'3010,2610,202508,c,"-544 000 000,50"\n',
    "order and more columns": (
        b"Uttaget 2025-09-12 av ekonomen;\n\n;;;\nVer;BELOPP;period ;Motpart;Ansvar;Text;  Konto\n"
        b"1;4356000000;20250801;x;2610;;4010\n2;544 000 000,50-;2025-08;;2610;y;3010\n"
    ),
    "blank lines and the header again": lines(COST, "", ";;;;", HEAD, INCOME, "", ";;;;"),
    "own sum": lines(COST, INCOME, ";;;Summa;3 811 999 999,50"),
    "excel": workbook((4010, 2610, 202508, "a", 4356000000),
                      ("3010", "2610", date(2025, 8, 31), "b", -544000000.50),
                      above=[("Huvudbok",), ()]),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_is_read_whatever_the_form(form: str) -> None:  # LR01
    found = well(FORMS[form])
    assert {key: own.amount for key, own in found.sums.items()} == EXPECTED
    assert (found.count, found.total) == (2, Decimal("3811999999.50"))
    assert (found.stated == found.total) is (form == "own sum")


def test_the_same_content_is_known_in_every_form() -> None:  # LR01
    assert len({well(data).content for data in FORMS.values()}) == 1
    assert well(lines(COST)).content != well(lines(COST, INCOME)).content


def test_windows_1252_is_read_where_the_plan_says_so() -> None:  # LR02
    data = lines("4010;2610;202508;Löner å;5").decode().encode("cp1252")
    assert well(data, plan_with(SAID_1252)).count == 1
    assert told(lines("4010;2610;202508;Löner;5"), plan_with(SAID_1252)) == [("RED-14", "D2")]


def test_utf_16_without_a_mark_is_read_where_the_plan_says_so() -> None:  # LR02
    data = lines(COST).decode().encode("utf-16-le")
    assert well(data, plan_with(SAID_UTF16)).count == 1
    assert told(data) == [("RED-12", "rad 2")]
    assert told("Konto;Belopp\n4010;5\n".encode("utf-16-le")) == [("RED-12", "rad 1")]


def test_a_file_that_was_broken_before_it_came_is_told() -> None:  # LR02
    twice = lines("4010;2610;202508;Löner på öar;5").decode("cp1252").encode()
    assert told(twice) == [("RED-14", "D2")]
    assert told(lines("4010;2610;202508;L\ufffdner;5")) == [("RED-14", "D2")]
    well(lines("4010;2610;202508;São João, Ängö;5"))


def test_all_that_is_wrong_is_told_together() -> None:  # LR03
    data = lines(
        COST, "9999;2610;202508;;5", "4010;1;202508;;5", "4010;2610;8;;5", ";2610;202508;;5",
        "4010;2610;202508;;fem", "4010;2610;202508;;1.000", "9999;2610;202508;;5",
        "4010;2610;202408;;5", "4010;;202508;;5", "4010;2610;;;5", "4010;2610;202508;Löner;",
        "4010;2610;202508;;@SUM(A1)",
    )  # fmt: skip
    assert sorted(told(data)) == [
        ("RED-18", "E7"), ("RED-19", "E8"), ("RED-20", "A6"), ("RED-20", "B11"), ("RED-20", "C12"),
        ("RED-20", "E13"), ("RED-21", "A3"), ("RED-22", "B4"), ("RED-23", "C5"), ("RED-24", "C10"),
        ("RED-26", "E9"), ("RED-32", "E14"),
    ]  # fmt: skip


def test_many_faults_of_one_kind_are_counted() -> None:  # LR03
    found = read(lines(*(f"9{n:04};2610;202508;;{n}" for n in range(1000))))
    assert isinstance(found, LedgerFile)
    assert len(found.problems) == 200
    one = read(lines(*(f"9999;2610;202508;;{n}" for n in range(1000))))
    assert isinstance(one, LedgerFile)
    assert "rad 2, 3, 4 och 997 till" in one.problems[0].message


LEVELS = (
    "4010;2610;202508;a;100", "4010;2610;202508;b;50", ";;;Delsumma konto 4010;150",
    "4020;2610;202508;c;7", ";;;Summa konto 4020;7", ";;;Summa ansvar 2610;157",
    "4010;2410;202508;d;3", ";;;Summa ansvar 2410;3", ";;;Totalt;160",
)  # fmt: skip


def test_sums_at_many_levels_are_not_counted() -> None:  # LR04
    found = well(lines(*LEVELS))
    assert (found.count, found.total, found.stated) == (4, Decimal(160), Decimal(160))
    assert [problem.rule.code for problem in found.problems] == ["RED-30"]
    assert "rad 4, 6, 7 och 1 till" in found.problems[0].message.replace("\u00a0", " ")


@pytest.mark.parametrize("at", [2, 4, 5, 7, 8])
def test_a_wrong_sum_is_told_with_its_row(at: int) -> None:  # LR04
    rows = list(LEVELS)
    rows[at] = rows[at].rpartition(";")[0] + ";151"
    assert ("RED-31", f"E{at + 2}") in told(lines(*rows))


def test_a_row_with_an_account_is_no_sum_whatever_its_text() -> None:  # LR04 LR05
    found = well(lines(COST, "4010;2610;202508;Summa moms;5"))
    assert found.count == 2


def test_texts_hold_anything() -> None:  # LR05
    texts = ('"Tåg; flyg"', '"Han sa ""nej"""', '"två\nrader"', "=1+1", "@x", "-'", '5" rör')
    found = well(lines(*(f"4010;2610;202508;{text};{n}" for n, text in enumerate(texts, 1))))
    assert (found.count, found.total) == (7, Decimal(28))
    assert list(found.sums[("personal", "hsn-sjukhus")].rows) == [2, 3, 4, 6, 7, 8, 9]


def test_what_is_no_ledger_file_is_named() -> None:  # LR06
    assert told(b"") == [("FIL-01", "")]
    assert told(b"%PDF-1.7\n") == [("RED-09", "")]
    assert told(b"<html><table></table></html>") == [("RED-09", "")]
    assert told(b"PK\x03\x04" + bytes(50)) == [("FIL-04", "")]
    assert told(bytes(100)) == [("FIL-04", "")]
    assert told(bytes(range(1, 256)) * 20)[0][0] == "RED-12"
    assert told(lines()) == [("RED-17", "rad 1")]
    assert told(b"hej\n") == [("RED-10", "")]


def test_a_formula_that_was_never_reckoned_is_no_amount() -> None:  # LR06
    assert told(workbook((4010, 2610, 202508, "a", "=E3"))) == [("RED-32", "E2")]
    assert told(workbook((4010, 2610, 202508, "a", "#N/A"))) == [("RED-18", "E2")]


def test_hidden_sheets_are_not_read() -> None:  # LR06
    book = Workbook()
    book.worksheets[0].append(["inget här"])
    tab = book.create_sheet("Data")
    tab.append(HEAD.split(";"))
    tab.sheet_state = "hidden"
    assert told(saved(book)) == [("RED-10", "")]


def test_two_formats_are_told_apart_by_their_headers() -> None:  # LR01
    plan = plan_with(TWO_FORMATS)
    found = well(b"Net,Account,Cost centre\n-1.234,4010,2610\n", plan)
    assert found.layout.id == "resor"
    assert found.sums[("personal", "hsn-sjukhus")].amount == 1234
    assert well(lines(COST), plan).layout.id == "huvudbok"


rows_of = st.lists(
    st.tuples(
        st.sampled_from(["4010", "5010", "3010", "1510"]),
        st.sampled_from(["2101", "2610", "1010"]),
        st.integers(-(10**6), 10**6),
    ),
    min_size=1,
    max_size=30,
)


@given(rows_of, st.randoms(use_true_random=False))
def test_totals_are_the_rows(rows: list[tuple[str, str, int]], random: Random) -> None:  # LR07
    written = [f"{a};{u};202508;{n};{v}" for n, (a, u, v) in enumerate(rows)]
    shuffled = random.sample(written, len(written))
    found, other = well(lines(*written)), well(lines(*shuffled))
    assert found.content == other.content
    assert {k: s.amount for k, s in found.sums.items()} == {
        k: s.amount for k, s in other.sums.items()
    }
    assert sum(s.amount for s in found.sums.values()) == found.total == sum(v for *_, v in rows)
    assert sorted(n for s in found.sums.values() for n in s.rows) == list(range(2, len(rows) + 2))


def test_the_sample_says_that_it_is_invented() -> None:
    assert "Påhittade värden" in SAMPLE.read_text(encoding="utf-8").partition("Konto;")[0]
