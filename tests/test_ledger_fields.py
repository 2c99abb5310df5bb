"""Fields of a ledger's file, and the codes that the plan knows them by.

- LF01: an amount is read as people and systems write it, with its sign wherever it stands.
- LF02: what may be two amounts is asked about, and what is none is refused; nothing is guessed.
- LF03: a decimal mark that the plan tells makes its amounts certain and the other mark thousands.
- LF04: however an amount is written, the same amount is read.
- LF05: a period needs its year.
- LF06: a code belongs to the one that it begins with; two spans overlap where a code is in both.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.plan.ledger.codes import Span, read_codes, spans_of
from sheetplan.plan.ledger.fields import Field, read_amount, read_month
from sheetplan.plan.ledger.sheets import DecimalMark

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234", "1234"), ("1 234,50", "1234.50"), (f"1{NBSP}234,5", "1234.5"),
        (f"1{NARROW}234{NARROW}567", "1234567"), (f"1{THIN}234", "1234"), ("12.5", "12.5"),
        ("1.234,50", "1234.50"), ("1,234.50", "1234.50"), ("1.234.567", "1234567"),
        ("-5", "-5"), ("−5", "-5"), ("–5,25", "-5.25"), ("5-", "-5"), ("1 234,50−", "-1234.50"),
        ("(1 234)", "-1234"), ("- 5", "-5"), ("0,125", "0.125"), (" 7 ", "7"),
        ("1234,567", "1234.567"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_written(text: str, expected: str) -> None:  # LF01
    assert read_amount(text, None).value == Decimal(expected)


@pytest.mark.parametrize("text", ["1.234", "1,234", "-999.999", "(12,345)"])
def test_an_amount_that_may_be_two_is_asked_about(text: str) -> None:  # LF02
    assert read_amount(text, None).doubtful
    assert read_amount(text, None).value is None


@pytest.mark.parametrize(
    "text",
    ["ca 300", "5 kr", "1e3", "=1+1", "--5", "(-5)", "-5-", "1 2345", "12 34", "1,2,3,4",
     "1.23,4.5", "", "-", "()", "٣", "1,٣", "#DIV/0!", "9" * 19, "12,", ",5"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:  # LF02
    read = read_amount(text, None)
    assert (read.value, read.doubtful) == (None, False)


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("1.234", DecimalMark.COMMA, "1234"), ("1.234", DecimalMark.POINT, "1.234"),
        ("1,234", DecimalMark.POINT, "1234"), ("12.50", DecimalMark.COMMA, None),
        ("12,50", DecimalMark.POINT, None), ("1.234,5", DecimalMark.POINT, None),
    ],
)  # fmt: skip
def test_the_plan_decides_the_mark(
    text: str, mark: DecimalMark, expected: str | None
) -> None:  # LF03
    assert read_amount(text, mark).value == (None if expected is None else Decimal(expected))


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from(["", " ", NBSP, NARROW, THIN, "."]),
    st.sampled_from(["{}", "-{}", "−{}", "{}-", "({})"]),
)
def test_one_amount_in_many_ways(value: Decimal, space: str, sign: str) -> None:  # LF04
    text = f"{value:,.2f}".replace(".", "#").replace(",", space).replace("#", ",")
    expected = value if sign == "{}" else -value
    assert read_amount(sign.format(text), None).value == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("2025-08", (2025, 8)), ("202508", (2025, 8)), ("2025-08-31", (2025, 8)),
        ("20250831", (2025, 8)), (Decimal(202508), (2025, 8)), (date(2025, 8, 1), (2025, 8)),
        ("08", None), ("aug", None), ("2508", None), ("2025-13", None), ("2025-02-30", None),
        ("1-2025", None), (None, None), ("2025-0831", None),
    ],
)  # fmt: skip
def test_a_period_needs_its_year(field: Field, expected: tuple[int, int] | None) -> None:  # LF05
    assert read_month(field) == expected


def test_codes_are_read() -> None:  # LF06
    assert [str(span) for span in spans_of("4100–4199, 4250;\n6")] == ["4100–4199", "4250", "6"]
    for text in ("", "4199–4100", "40–4999", "fyra och fem", "41*", "4100––4199"):
        assert read_codes(text) is None


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        (Span("4000", "4999"), ("4000", "4999", "40101"), ("3999", "5000", "400", "")),
        (Span("6", "6"), ("6", "6110", "69"), ("5", "7", "")),
        (Span("A10", "A19"), ("A10", "A191"), ("A2", "B10", "A1")),
    ],
)
def test_a_longer_code_is_below_a_shorter(
    span: Span, inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:  # LF06
    assert all(map(span.holds, inside))
    assert not any(map(span.holds, outside))


spans = st.integers(1, 3).flatmap(
    lambda size: st.tuples(*[st.integers(0, 10**size - 1).map(lambda n: f"{n:0{size}}")] * 2).map(
        lambda pair: Span(min(pair), max(pair))
    )
)


@given(spans, spans)
def test_spans_overlap_where_a_code_is_in_both(one: Span, other: Span) -> None:  # LF06
    shared = any(
        one.holds(code) and other.holds(code) for code in (f"{n:04}" for n in range(10_000))
    )
    assert one.overlaps(other) == other.overlaps(one) == shared
