"""The region's own tables: what a declaration becomes, and what its sums come to.

Requirements:
- OT01: a table is a sheet for the committees that fill it in, when it is due, and for no other.
- OT02: columns are told apart by their headers; keys are names that any store and sheet takes.
- OT03: names of tabs are ones that Excel takes, and no two are alike.
- OT04: a sum needs all its terms, but months ahead and unnamed rows; blank is not zero.
- OT05: a table that is filled in again in another order has other sums nowhere.
- OT06: what is filled in is counted by rows.
- OT07: a table that has changed is another form.
- OT08: what is typed into any table is read again, and its sums are the core's.
"""

from __future__ import annotations

import keyword
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.excel.fill import fill_form
from sheetplan.excel.form import write_form
from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.plan.computing import Key, compute
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.markdown import read_markdown, write_markdown
from sheetplan.plan.own_table.own_tables import answer_class, column_key, tab_names
from sheetplan.plan.own_table.table_problems import check_tables
from sheetplan.plan.own_table.table_terms import Term, read_terms
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.progress import sheet_progress
from sheetplan.plan.receiving import read_answers
from sheetplan.schema.column import Role, columns_of
from sheetplan.schema.reading import read_rows
from tests.computed import by_core, computed_cells, differing
from tests.conftest import PERIOD
from tests.own_tables import (
    HEADERS,
    TABLES,
    form_of_table,
    form_with,
    plan_reading,
    random_answers,
    random_table,
    sheet_of,
)

IDENTITY = Identity("a" * 32, "vb-2025", 2025, "rev", PERIOD, 1, "b" * 16)
Figures = dict[tuple[str, str], str | None]


def own_sheets(form: Form) -> list[str]:
    return [sheet.title for sheet in form.sheets if sheet.table is not None]


def sums(form: Form, table: str, answers: Figures) -> dict[tuple[str, str], object]:
    """Answer cells by row and column header; return the sums by the same."""
    sheet = sheet_of(form, table)
    key = {column.label: column.key for column in sheet.columns}
    label = {column.key: column.label for column in sheet.columns}
    given: dict[Key, object] = {}
    for (row, column), text in answers.items():
        value = Decimal(text) if text and sheet_is_figure(form, table, column) else text
        if value is not None:
            given[(sheet.answer.key, row, key[column])] = value
    found = compute(form, given)
    return {
        (row, label[column]): value
        for (at, row, column), value in found.items()
        if at == sheet.answer.key
    }


def sheet_is_figure(form: Form, table: str, label: str) -> bool:
    own = sheet_of(form, table).table
    assert own is not None
    return any(c.is_figure for c in own.columns if c.label == label)


# OT01


def test_a_plan_with_own_tables_is_in_order() -> None:
    assert [p for p in plan_reading().problems if p.is_error] == []


def test_a_table_goes_to_those_that_fill_it_in_when_it_is_due() -> None:
    august = ["Sjukfrånvaro", "Vårdplatser", "Inhyrd personal", "Åtgärder", "Avvikelseanalys"]
    assert own_sheets(form_with()) == august
    assert own_sheets(form_with(period="2025-04")) == august[:-1]
    assert own_sheets(form_with(committee="rs")) == ["Sjukfrånvaro", "Inhyrd personal"]
    december = form_with(committee="rs", period="2025-12")
    assert own_sheets(december)[-1] == 'Resor-konto- "alla" -i tkr-, me'
    assert own_sheets(form_with(committee="rev")) == []


def test_a_table_is_asked_for_as_it_was_declared() -> None:
    sheet = sheet_of(form_with(), "atgarder")
    shown = [c.label for c in sheet.columns if c.role is not Role.KEY]
    assert shown == ["Åtgärd", "Beslutad effekt", "Uppnådd effekt", "Ansvarig"]
    assert [row.is_spare for row in sheet.rows] == [True] * 5 + [False]
    total, spare = sheet.rows[-1], sheet.rows[0]
    assert {sheet.role(total, c) for c in sheet.columns[2:4]} == {Role.COMPUTED}
    assert {sheet.role(spare, c) for c in sheet.columns[1:]} == {Role.INPUT}
    assert total.asked == frozenset()
    assert sheet.answer.about == "En rad för varje åtgärd."


def test_the_given_rows_keep_their_order_and_last_sums_stand_last() -> None:
    tables = TABLES.replace("| inhyrd | Inhyrd personal | hsn, rs |", "| inhyrd | I | hsn |")
    tables = tables.replace("Kommentar | mnkr | 1 | |", "Kommentar | mnkr | 1 | 2 |")
    names = [row.given.get("name") for row in sheet_of(form_with(tables), "inhyrd").rows]
    assert names == ["Läkare", "Sjuksköterskor", "Vård, summa", "Övriga", None, None,
                     "Alla", "Läkare utöver sjuksköterskor"]  # fmt: skip


# OT02


@given(st.lists(st.text(min_size=1, max_size=12), unique=True))
def test_keys_are_names_and_tell_headers_apart(labels: list[str]) -> None:
    keys = [column_key(label) for label in labels]
    assert all(key.isidentifier() and not keyword.iskeyword(key) for key in keys)
    assert all("." not in key and ":" not in key for key in keys)


def test_headers_that_look_alike_have_keys_of_their_own() -> None:
    assert len({column_key(label) for label in HEADERS}) == len(HEADERS)
    assert column_key("Län") != column_key("Lån")
    assert column_key(" a  B") == column_key("A b")


def test_a_row_class_is_made_once_for_equal_tables() -> None:
    one, other = (form_with().plan.own_tables[0] for _ in range(2))
    assert answer_class(one) is answer_class(other)
    keys = [c.key for c in columns_of(answer_class(one))]
    assert keys == ["id", "name", "col_kvinnor", "col_män", "col_totalt"]


# OT03


@given(st.lists(st.text(max_size=45)), st.lists(st.text(min_size=1, max_size=31)))
def test_tabs_have_names_that_excel_takes(titles: list[str], taken: list[str]) -> None:
    names = tab_names(titles, taken)
    assert all(0 < len(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") or name[0] == "'" or name[-1] == "'"
                   for name in names)  # fmt: skip
    folded = [name.casefold() for name in (*names, "history")]
    assert len(set(folded)) == len(folded)
    assert not set(folded[:-1]) & {name.casefold() for name in taken}


# OT04


FULL: Figures = {
    ("hyr-lak", "Förra året"): "120.5", ("hyr-lak", "I år"): "101.2",
    ("hyr-ssk", "Förra året"): "60", ("hyr-ssk", "I år"): "31",
    ("hyr-ovr", "Förra året"): "4", ("hyr-ovr", "I år"): "3.5",
}  # fmt: skip


def test_sums_are_reckoned_across_and_down() -> None:
    found = sums(form_with(), "inhyrd", FULL)
    assert found[("hyr-lak", "Ändring")] == Decimal("-19.3")
    assert found[("hyr-vard", "Förra året")] == Decimal("180.5")
    assert found[("hyr-sum", "I år")] == Decimal("135.7")
    assert found[("hyr-sum", "Ändring")] == Decimal("-48.8")
    assert found[("hyr-skillnad", "Förra året")] == Decimal("60.5")


def test_a_sum_with_a_blank_term_is_blank_and_zero_is_a_figure() -> None:
    blank = sums(form_with(), "inhyrd", {**FULL, ("hyr-ssk", "I år"): None})
    assert blank[("hyr-ssk", "Ändring")] is None
    assert blank[("hyr-vard", "I år")] is None
    assert blank[("hyr-sum", "I år")] is None
    assert blank[("hyr-sum", "Förra året")] == Decimal("184.5")
    zero = sums(form_with(), "inhyrd", {**FULL, ("hyr-ssk", "I år"): "0"})
    assert zero[("hyr-ssk", "Ändring")] == Decimal(-60)
    assert zero[("hyr-sum", "I år")] == Decimal("104.7")


MONTHS = ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug")


def test_a_month_ahead_is_not_needed_but_counted_where_it_is_filled_in() -> None:
    answers: Figures = {("plats-u", month): "10" for month in MONTHS}
    assert sums(form_with(), "platser", answers)[("plats-u", "Hittills")] == Decimal(80)
    later = sums(form_with(), "platser", {**answers, ("plats-u", "Dec"): "7"})
    assert later[("plats-u", "Hittills")] == Decimal(87)
    without = sums(form_with(), "platser", {**answers, ("plats-u", "Aug"): None})
    assert without[("plats-u", "Hittills")] is None
    december = sums(form_with(period="2025-12"), "platser", answers)
    assert december[("plats-u", "Hittills")] is None


@pytest.mark.parametrize(
    ("label", "ahead"),
    [("Sep", True), ("sept.", True), ("september 2025", True), ("aug", False), ("Sep 2024", False),
     ("Jan 2026", True), ("Separat", False), ("sep–dec", False), ("Juli", False)],
)  # fmt: skip
def test_a_header_that_is_a_month_says_which(label: str, *, ahead: bool) -> None:
    form = form_with(TABLES.replace("| Kvinnor; Män; Totalt |", f"| Totalt; {label} |"))
    table = sheet_of(form, "sjuk").table
    assert table is not None
    assert table.figures[1].is_ahead(form.period) is ahead


def test_rows_that_are_not_named_are_left_out_of_the_sum() -> None:
    form = form_with()
    nothing = sums(form, "atgarder", {})
    assert nothing[("atg-sum", "Beslutad effekt")] is None
    one: Figures = {("spare:2", "Åtgärd"): "Inhyrning", ("spare:2", "Beslutad effekt"): "40"}
    found = sums(form, "atgarder", one)
    assert found[("atg-sum", "Beslutad effekt")] == Decimal(40)
    assert found[("atg-sum", "Uppnådd effekt")] is None
    two: Figures = {**one, ("spare:4", "Beslutad effekt"): "2"}
    assert sums(form, "atgarder", two)[("atg-sum", "Beslutad effekt")] == Decimal(42)
    named: Figures = {**two, ("spare:5", "Åtgärd"): "Utan tal"}
    assert sums(form, "atgarder", named)[("atg-sum", "Beslutad effekt")] is None


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a + b", (Term("a"), Term("b"))),
        ("− a - b – c", (Term("a", minus=True), Term("b", minus=True), Term("c", minus=True))),
        ("0–17 år + a-b", (Term("0–17 år"), Term("a-b"))),
        ("a +\nb", (Term("a"), Term("b"))),
        ("", (Term(""),)),
    ],
)
def test_terms_are_parted_at_signs_with_room_around_them(
    text: str, terms: tuple[Term, ...]
) -> None:
    assert read_terms(text) == terms


# OT05


@given(st.randoms(use_true_random=False))
def test_sums_agree_whether_rows_or_columns_are_added_first(random: Random) -> None:
    form = form_of_table(random)
    sheet = sheet_of(form, "t")
    table = sheet.table
    assert table is not None
    answers = random_answers(random, sheet)
    found = {**answers, **compute(form, answers)}
    for row in table.rows:
        for column in table.figures:
            if not (row.terms and column.terms):
                continue
            value = found[(sheet.answer.key, row.id, column.key)]
            parts = [found.get((sheet.answer.key, t.target, column.key)) for t in row.terms]
            if isinstance(value, Decimal) and all(isinstance(p, Decimal) for p in parts):
                signed = [-p if t.minus else p for t, p in zip(row.terms, parts, strict=True)
                          if isinstance(p, Decimal)]  # fmt: skip
                assert value == sum(signed)


@given(st.randoms(use_true_random=False))
def test_any_table_that_is_in_order_has_no_problems(random: Random) -> None:
    table, rows = random_table(random)
    found = dict(plan_reading().found)
    for row_class, made in ((PlanTable, (table,)), (PlanTableRow, rows)):
        (grid,) = read_markdown(write_markdown(row_class, made))
        found[row_class] = read_rows(row_class, grid)
        assert found[row_class].rows == made
    assert list(check_tables(found)) == []


# OT06


def test_progress_counts_rows_and_a_table_of_spare_rows_as_one() -> None:
    form = form_with()
    sheet = sheet_of(form, "sjuk")
    answers: dict[Key, object] = {(sheet.answer.key, "sjuk-29", "col_män"): Decimal(4)}
    assert str(sheet_progress(sheet, {})) == "0 av 3"
    assert str(sheet_progress(sheet, answers)) == "1 av 3"
    measures = sheet_of(form, "atgarder")
    assert str(sheet_progress(measures, {})) == "0 av 1"
    named: dict[Key, object] = {(measures.answer.key, "spare:3", "name"): "Inhyrning"}
    assert str(sheet_progress(measures, named)) == "1 av 1"


# OT07


@pytest.mark.parametrize(
    ("old", "new"),
    [("Totalt | | %", "Summa | | %"), ("| % | 1 |", "| % | 2 |"), ("Andel av", "Del av"),
     ("sjuk-29 + sjuk-49 + sjuk-50", "sjuk-29 + sjuk-49"), ("| 30–49 år |", "| 30–50 år |")],
)  # fmt: skip
def test_a_changed_table_is_another_form(old: str, new: str) -> None:
    assert TABLES.count(old) == 1
    assert form_with().fingerprint != form_with(TABLES.replace(old, new)).fingerprint
    assert form_with().fingerprint == form_with(TABLES.replace("Tåg", "Buss")).fingerprint


# OT08


@given(st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_any_table_is_read_as_it_was_typed_and_its_sums_are_the_cores(random: Random) -> None:
    form = form_of_table(random)
    answers = random_answers(random, sheet_of(form, "t"))
    data = fill_form(write_form(form, IDENTITY), form, answers, {})
    book = read_workbook(data, "svar.xlsx")
    assert isinstance(book, Workbook)
    received = read_answers(form, book.grids)
    assert {k: v for k, v in received.values.items() if k[0] == "table:t"} == answers
    assert differing(by_core(form, received.values), computed_cells(form, book)) == {}
    assert [p for p in received.problems if p.place.sheet == sheet_of(form, "t").title] == []
