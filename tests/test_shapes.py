"""Ready-made tables: named in the plan by one word, reckoned as the documents reckon.

Requirements:
- SH01: a word in Som gives a table with columns, rows and help; any cell of the plan's goes first.
- SH02: a share, a part of the period and a change in per cent are reckoned in rows and sums alike.
- SH03: the figures of the reference: extra cost 40,5 and 42, −26 and −14 %, −112 −33 −334 +144 =
  −335, 56 −391 = −335, 23,1 % and 34,7 %.
- SH04: what cannot be compared with gives nothing, and the way of reckoning is read by its words.
- SH05: the last forecast stands beside the next, in a table too; at year-end nobody is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.plan.committee_form import build_form
from sheetplan.plan.computing import Key, compute
from sheetplan.plan.form import Form
from sheetplan.plan.own_table.own_tables import column_key
from sheetplan.plan.own_table.shapes import SHAPES
from sheetplan.plan.own_table.table_terms import Recipe, Term, Way, read_recipe
from sheetplan.plan.words import AmountSign, Shape
from sheetplan.schema.column import Role
from tests.conftest import PERIOD
from tests.own_tables import form_with, plan_of, plan_reading, sheet_of

ALL = "## Tabeller\n\n| Tabell-id | Tabell | Fylls i av | Som |\n|---|---|---|---|\n" + "".join(
    f"| t{number} | Blad {number} | hsn | {shape.label} |\n"
    for number, shape in enumerate(SHAPES)
    if SHAPES[shape].rows
)
FRAMES = """
## Tabeller

| Tabell-id | Tabell | Fylls i av | Som |
|---|---|---|---|
| ram | Per ram | hsn | Resultat per ram |
| slag | Slag | hsn | Kostnadsslag |
| hyr | Hyr | hsn | Inhyrd personal |
| atg | Effekt | hsn | Åtgärder |

## Tabellrader

| Rad-id | Tabell-id | Rad | Beräknas som | Tecken |
|---|---|---|---|---|
| primar | ram | Primärvård | | |
| tand | ram | Tandvård | | |
| sjukhus | ram | Sjukhusvård | | |
| anslag | ram | Anslag och administration | | |
| alla | ram | Summa | Alla rader | |
| intakt | slag | Intäkter | | Minus |
| kostnad | slag | Kostnader | | Plus |
| netto | slag | Nettokostnad | intakt + kostnad | |
"""


def made(
    form: Form, answers: Mapping[tuple[str, str, str], str]
) -> dict[tuple[str, str, str], object]:
    """Answer cells by table, row and header; return what is computed, by the same keys."""
    given: dict[Key, object] = {
        (f"table:{table}", row, column_key(header)): Decimal(value)
        for (table, row, header), value in answers.items()
    }
    return {(t.removeprefix("table:"), r, c): v for (t, r, c), v in compute(form, given).items()}


def at(found: Mapping[tuple[str, str, str], object], table: str, row: str, header: str) -> Decimal:
    value = found[table, row, column_key(header)]
    assert isinstance(value, Decimal), (row, header, value)
    return value


def test_a_word_gives_a_whole_table() -> None:  # SH01
    assert [str(p) for p in plan_reading(ALL).problems if p.is_error] == []
    form = form_with(ALL)
    for number, shape in enumerate(SHAPES):
        ready = SHAPES[shape]
        if not ready.rows:
            continue
        table = sheet_of(form, f"t{number}").table
        assert table is not None
        assert table.shape is shape
        assert [row.name for row in table.rows if not row.is_spare] == [r.name for r in ready.rows]
        assert len(table.rows) == len(ready.rows) + ready.empty_rows
        assert table.about == ready.help
        assert table.unit == ready.unit or ("mnkr" if ready.figures else "")
        assert all(row.terms for row in table.rows if next(
            (r.computed for r in ready.rows if r.name == row.name), None))  # fmt: skip


def test_what_the_plan_says_goes_before_the_shape() -> None:  # SH01
    said = (
        "## Tabeller\n\n| Tabell-id | Tabell | Fylls i av | Som | Radrubrik | Decimaler "
        "| Tomma rader | Sifferkolumner |\n|---|---|---|---|---|---|---|---|\n"
    )
    own = "| t | Hyr | hsn | Inhyrd personal | Yrke | 0 | 0 "
    own += "| Kostnad; Merkostnad = 60 % av Kostnad |\n"
    rows = (
        "\n## Tabellrader\n\n| Rad-id | Tabell-id | Rad |\n|---|---|---|\n| lak | t | Läkare |\n"
    )
    table = sheet_of(form_with(f"{said}{own}{rows}"), "t").table
    assert table is not None
    assert (table.row_label, table.decimals, table.unit) == ("Yrke", 0, "mnkr")
    assert [row.name for row in table.rows] == ["Läkare"]
    assert [column.label for column in table.columns] == ["Kostnad", "Merkostnad"]
    found = made(form_with(f"{said}{own}{rows}"), {("t", "lak", "Kostnad"): "81"})
    assert at(found, "t", "lak", "Merkostnad") == Decimal("48.6")


def test_hired_staff_as_the_reference_has_it() -> None:  # SH02 SH03
    form = form_with(FRAMES)
    names = {
        ("table:hyr", f"spare:{n}", "name"): name for n, name in ((1, "Primär"), (2, "Sjukhus"))
    }
    cells = {
        ("table:hyr", "spare:1", column_key("Kostnad")): Decimal(81),
        ("table:hyr", "spare:1", column_key("Samma tid året före")): Decimal(85),
        ("table:hyr", "spare:2", column_key("Kostnad")): Decimal(84),
        ("table:hyr", "spare:2", column_key("Samma tid året före")): Decimal(106),
    }
    found = {(t[6:], r, c): v for (t, r, c), v in compute(form, {**names, **cells}).items()}
    assert at(found, "hyr", "spare:1", "Merkostnad") == Decimal("40.5")
    assert at(found, "hyr", "spare:2", "Merkostnad") == 42
    assert at(found, "hyr", "hyr.summa", "Förändring") == -26
    assert at(found, "hyr", "hyr.summa", "Merkostnad") == Decimal("82.5")
    table = sheet_of(form, "hyr").table
    assert table is not None
    column = next(c for c in table.columns if c.label == "Förändring i procent")
    shown = table.kind_of(column).show(at(found, "hyr", "hyr.summa", "Förändring i procent"))
    assert shown == "−14\u00a0%"


def test_frames_and_cost_types_come_to_the_same_deviation() -> None:  # SH03
    budgets = {"primar": ("48", "160"), "tand": ("62", "95"), "sjukhus": ("3806", "4140"),
               "anslag": ("440", "296")}  # fmt: skip
    cells = {("ram", row, "Budget perioden"): one for row, (one, _) in budgets.items()}
    cells |= {("ram", row, "Utfall perioden"): one for row, (_, one) in budgets.items()}
    cells |= {("slag", "intakt", "Budget perioden"): "-1500",
              ("slag", "intakt", "Utfall perioden"): "-1556",
              ("slag", "kostnad", "Budget perioden"): "5856",
              ("slag", "kostnad", "Utfall perioden"): "6247",
              ("slag", "intakt", "Utfall samma period förra året"): "-1500"}  # fmt: skip
    found = made(form_with(FRAMES), cells)
    deviations = [at(found, "ram", row, "Avvikelse perioden") for row in (*budgets, "alla")]
    assert deviations == [-112, -33, -334, 144, -335]
    own = [at(found, "slag", row, "Avvikelse perioden") for row in ("intakt", "kostnad", "netto")]
    assert own == [56, -391, -335]
    grown = at(found, "slag", "intakt", "Förändring mot förra året")  # a revenue, with minus
    assert round(grown, 2) == Decimal("3.73")


def test_measures_have_both_bases() -> None:  # SH03
    cells = {
        ("atg", "atg.ovriga", "Beslutad effekt"): "593",
        ("atg", "atg.ovriga", "Uppnådd effekt"): "137",
    }
    found = made(form_with(FRAMES), cells)
    assert round(at(found, "atg", "atg.summa", "Andel av hela beloppet"), 1) == Decimal("23.1")
    assert round(at(found, "atg", "atg.summa", "Andel av periodens del"), 1) == Decimal("34.7")
    assert round(at(found, "atg", "atg.summa", "Periodens del"), 1) == Decimal("395.3")


@pytest.mark.parametrize(
    ("written", "recipe"),
    [
        ("", Recipe()),
        ("50 % av Kostnad", Recipe(terms=(Term("Kostnad", factor=Decimal("0.5")),))),
        ("12,5% av Kostnad i år", Recipe(terms=(Term("Kostnad i år", factor=Decimal("0.125")),))),
        ("A i % av B", Recipe(Way.SHARE, (Term("A"), Term("B")))),
        ("A i år i hela % mot A", Recipe(Way.CHANGE, (Term("A i år"), Term("A")), 0)),
        ("periodens del av A", Recipe(terms=(Term("A", of_period=True),))),
        ("del av Totalt", Recipe(Way.PART, (Term("Totalt"),))),
        ("förra gångens Prognos", Recipe(Way.EARLIER, (Term("Prognos"),))),
        ("A + B − C", Recipe(terms=(Term("A"), Term("B"), Term("C", minus=True)))),
    ],
)  # fmt: skip
def test_a_way_of_reckoning_is_read(written: str, recipe: Recipe) -> None:  # SH04
    assert read_recipe(written) == recipe


@given(now=st.decimals("-9999", "9999", places=1), base=st.decimals("-9999", "9999", places=1))
def test_a_change_leads_back_or_is_nothing(now: Decimal, base: Decimal) -> None:  # SH04
    cells = {"Kostnad": str(now), "Samma tid året före": str(base)}
    found = made(form_with(FRAMES), {("hyr", "spare:1", key): v for key, v in cells.items()})
    grown = found["hyr", "spare:1", column_key("Förändring i procent")]
    if base == 0 or now * base < 0:
        assert grown is None
    else:
        assert isinstance(grown, Decimal)
        assert abs(base * (1 + grown / 100) - now) < Decimal("1e-15") * (abs(now) + 1)


def test_the_last_forecast_stands_in_the_table() -> None:  # SH05
    plan = plan_of(FRAMES)
    committee, period = plan.committee("hsn"), plan.period(PERIOD)
    assert committee is not None
    assert period is not None
    key = ("table:slag", "kostnad", column_key("Prognos helår"))
    form = build_form(plan, committee, period, before={key: Decimal(9300)})
    found = {(t[6:], r, c): v for (t, r, c), v in compute(form, {}).items() if t == "table:slag"}
    assert at(found, "slag", "kostnad", "Föregående prognos") == 9300
    assert found["slag", "netto", column_key("Föregående prognos")] is None  # a term is missing
    april, december = plan.period("2025-04"), plan.period("2025-12")
    assert april is not None
    assert december is not None
    first, last = (build_form(plan, committee, when) for when in (april, december))
    assert "Föregående prognos" not in [c.label for c in sheet_of(first, "slag").columns]
    forecast = column_key("Prognos helår")
    assert all(forecast not in row.asked for row in sheet_of(last, "slag").rows)
    column = next(c for c in sheet_of(form, "slag").columns if c.label == "Föregående prognos")
    assert column.role is Role.COMPUTED


def test_signs_of_the_ready_rows() -> None:  # SH01
    signs = [row.sign for row in SHAPES[Shape.COST_TYPES].rows if row.computed is None]
    assert signs == [AmountSign.MINUS] * 4 + [AmountSign.PLUS] * 7


def test_a_part_is_in_no_sum_of_all_rows() -> None:  # SH01
    text = FRAMES.replace("| Beräknas som | Tecken |", "| Beräknas som | Varav i |")
    text = text.replace("| Minus |", "| |").replace("| Plus |", "| |")
    text = text.replace("| tand | ram | Tandvård | | |", "| tand | ram | Tandvård | | primar |")
    form = form_with(text)
    table = sheet_of(form, "ram").table
    assert table is not None
    whole = next(row for row in table.rows if row.id == "alla")
    assert [term.target for term in whole.terms] == ["primar", "sjukhus", "anslag"]
    assert replace(table.rows[1], part_of="") != table.rows[1]
