"""Controls under the tables, and what is asked about amounts that come back.

Requirements:
- KO01: a control adds up, compares and gives a word; rounding is a bound and not a habit.
- KO02: cost types and frames are held against each other, measures against the plan's.
- KO03: a varav row or column is not larger than its whole; another sign is another matter.
- KO04: the sheet shows what the core says, as formulas with values; nothing of it strays.
- KO05: a thousandfold amount is asked about with both readings, in the plan's unit.
- KO06: turned signs are an error where all are, and asked about where one is.
- KO07: a share of the period that is called one of all is asked about, in texts too.
- KO08: what stands in place of a formula is told if it differs; thousands may have any space.
- KO09: nothing is said of the sample, and a large deviation wants its comment in tables too.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.excel.controls import control_cells, control_rows
from sheetplan.excel.form import form_cells
from sheetplan.flows.receive import check, check_alone
from sheetplan.flows.year import Year
from sheetplan.plan.computing import Key, compute
from sheetplan.plan.controls import Control, controls_of, known_in
from sheetplan.plan.economy_checks import check_economy
from sheetplan.plan.own_table.own_tables import column_key
from sheetplan.plan.receiving import Received
from sheetplan.plan.share_checks import Effect
from sheetplan.plan.words import Agreement
from sheetplan.schema.problem import Place, Problem
from tests.conftest import PERIOD, Typed, cell_of, changed, form_of, issued_file, returned, tab_of
from tests.own_tables import form_with, sheet_of

A, B, C = ("s", "r", "a"), ("s", "r", "b"), ("s", "r", "c")
COSTS, OUTCOME = "Intäkter och kostnader", "col_utfall_perioden"
MEASURES = "Åtgärdsplaner"
PARTS = """
## Tabeller

| Tabell-id | Tabell | Fylls i av | Sifferkolumner | Enhet | Decimaler |
|---|---|---|---|---|---|
| pers | Lön | hsn | Kostnad; Varav övertid = del av Kostnad | tkr | 0 |

## Tabellrader

| Rad-id | Tabell-id | Rad | Varav i |
|---|---|---|---|
| lon | pers | Lön | |
| jour | pers | Varav jour | lon |
"""


def sent(year: Year, change: Callable[[Workbook], None], committee: str = "hsn") -> list[Problem]:
    """Change a filled-in workbook by hand and send it in."""
    year.inbox.mkdir(exist_ok=True)
    path = year.inbox / f"{committee}-{PERIOD}.xlsx"
    path.write_bytes(changed(returned(year, committee), change))
    return list(check(year, [path])[0].problems)


def typed(
    year: Year, cell: tuple[str, str, str], value: Typed, committee: str = "hsn"
) -> list[str]:
    found = sent(year, lambda book: setattr(cell_of(book, *cell), "value", value), committee)
    return [problem.rule.code for problem in found]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("-335", "-335", Agreement.AGREES),
        ("-335", "-335.05", Agreement.ROUNDING),
        ("-335", "-335.1", Agreement.ROUNDING),
        ("-335", "-335.11", Agreement.DIFFERS),
        ("-335", "-331", Agreement.DIFFERS),
        ("335", "-335", Agreement.DIFFERS),
        ("-335", None, Agreement.WAITING),
        (None, None, Agreement.WAITING),
    ],
)
def test_two_sums_agree_within_their_bound(
    left: str | None, right: str | None, expected: Agreement
) -> None:  # KO01
    control = Control("x", left=(A,), right=(B,), bound=Decimal("0.1"))
    known = {k: Decimal(v) for k, v in ((A, left), (B, right)) if v is not None}
    judged = control.judge(known)
    assert judged.agreement is expected
    assert (judged.difference is None) is (expected is Agreement.WAITING)


@pytest.mark.parametrize(
    ("part", "whole", "larger"),
    [("5", "5", False), ("6", "5", True), ("-9", "5", False), ("-6", "-5", True),
     ("-4", "-5", False), ("1", "-5", False), ("0", "0", False), ("1", "0", True)],
)  # fmt: skip
def test_a_part_is_not_larger_than_its_whole(
    part: str, whole: str, *, larger: bool
) -> None:  # KO03
    control = Control("x", pairs=((A, B), (C, B)))
    known = {A: Decimal(part), B: Decimal(whole)}
    assert control.larger(known) == (((A, B),) if larger else ())
    assert control.judge(known).left == int(larger)
    assert control.judge({A: Decimal(part)}).agreement is Agreement.WAITING


def test_rows_and_columns_that_are_parts_are_paired() -> None:  # KO03
    form = form_with(PARTS)
    (control,) = controls_of(form, sheet_of(form, "pers"))
    cost, extra, key = "col_kostnad", "col_varav_övertid", "table:pers"
    assert set(control.pairs) == {
        ((key, "jour", cost), (key, "lon", cost)),
        ((key, "jour", extra), (key, "lon", extra)),
        ((key, "lon", extra), (key, "lon", cost)),
        ((key, "jour", extra), (key, "jour", cost)),
    }


def test_controls_of_the_sample_hold_in_core_and_sheet(year: Year) -> None:  # KO02 KO04
    form = form_of(year, "hsn")
    data = returned(year, "hsn")
    typed_in = load_workbook(io.BytesIO(data))
    shown = load_workbook(io.BytesIO(data), data_only=True)
    found: dict[str, list[str]] = {}
    for sheet in form.sheets:
        for row in control_rows(form, sheet):
            label, verdict, left, right, apart = (
                shown[sheet.title].cell(row, col).value for col in range(2, 7)
            )
            assert str(typed_in[sheet.title].cell(row, 3).value).startswith("=IF(")
            assert isinstance(left, int | float)
            assert isinstance(right, int | float)
            assert apart == pytest.approx(left - right)
            found.setdefault(sheet.title, []).append(f"{label}: {left:g} {right:g} {verdict}")
    assert found[COSTS] == [
        "Budget helår: Nettokostnad, mot ramen på bladet Ekonomi: 6534 6534 ✔ Stämmer",
        "Budget perioden: Nettokostnad, mot ramen på bladet Ekonomi: 4356 4356 ✔ Stämmer",
        "Utfall perioden: Nettokostnad, mot ramen på bladet Ekonomi: 4691 4691 ✔ Stämmer",
        "Avvikelse perioden: Nettokostnad, mot ramen på bladet Ekonomi: -335 -335 ✔ Stämmer",
        "Prognos helår: Nettokostnad, mot ramen på bladet Ekonomi: 7084 7084 ✔ Stämmer",
    ]
    assert found[MEASURES] == [
        "Beslutad effekt: Summa, mot planens blad Åtgärder: 593 593 ✔ Stämmer"
    ]
    assert found["Sjukfrånvaro"] == ["Varav-belopp som är större än sin helhet: 0 0 ✔ Stämmer"]


def test_a_control_is_no_stray_text(year: Year) -> None:  # KO04
    def note(book: Workbook) -> None:
        tab_of(book, COSTS)["N40"] = "Ring mig om siffrorna"

    (told,) = sent(year, note)
    assert str(told).startswith(
        f"{COSTS}!N40: ”Ring mig om siffrorna” står utanför formuläret och"
    )


def test_an_empty_form_says_that_nothing_is_filled_in(year: Year) -> None:  # KO04
    form = form_of(year, "hsn")
    cached = form_cells(form, {}).cached[COSTS]
    sheet = next(s for s in form.sheets if s.title == COSTS)
    known = known_in(form, {}, compute(form, {}))
    told = control_cells(form, sheet, known)
    assert told.items() <= cached.items()
    assert "– Ej ifyllt" in told.values()
    book = load_workbook(io.BytesIO(issued_file(year, "hsn").read_bytes()), data_only=True)
    assert {book[COSTS][at].value or "" for at in told} == set(told.values())


def test_a_workbook_alone_has_its_controls_too(year: Year, tmp_path: Path) -> None:  # KO02
    cell = (MEASURES, "atgplan-ovriga", "col_beslutad_effekt")
    assert typed(year, cell, 400) == ["INL-80"]
    path = tmp_path / "ensam.xlsx"
    path.write_bytes((year.inbox / f"hsn-{PERIOD}.xlsx").read_bytes())
    (receipt,) = check_alone([path])
    (told,) = receipt.problems
    assert "”Summa” är 583,0 här men 593,0 enligt planens blad Åtgärder." in str(told)


def test_frames_with_parts_have_a_control(year: Year) -> None:  # KO03 KO06
    form = form_of(year, "rs")
    (control,) = controls_of(form, form.sheets[0] if len(form.sheets) == 1 else next(
        s for s in form.sheets if s.answer.key == "economy"))  # fmt: skip
    assert len(control.pairs) == 8
    assert typed(year, ("Ekonomi", "rs-tandvard", "outcome"), 3000, "rs")[0] == "INL-81"


@pytest.mark.parametrize(
    ("cell", "value", "committee", "expected"),
    [
        (("Ekonomi", "hsn", "outcome"), 4_691_000, "hsn", "INL-82"),
        (("Ekonomi", "hsn", "forecast"), 7_084_000, "hsn", "INL-82"),
        (("Ekonomi", "rev", "outcome"), 5_800, "rev", "INL-82"),
        (("Hyrpersonal, kostnad", "hyr-sjukhus", "col_kostnad"), 84_000, "hsn", "INL-83"),
        ((COSTS, "slag-material", "col_budget_perioden"), 410_000, "hsn", "INL-83"),
    ],
)
def test_thousandfold_is_asked_about(
    year: Year, cell: tuple[str, str, str], value: int, committee: str, expected: str
) -> None:  # KO05
    assert expected in typed(year, cell, value, committee)


def test_in_a_table_in_tkr_the_small_amount_is_asked_about() -> None:  # KO05
    tables = (
        "## Tabeller\n\n| Tabell-id | Tabell | Fylls i av | Som | Enhet |\n"
        "|---|---|---|---|---|\n"
        "| hyr | Hyr | hsn | Inhyrd personal | tkr |\n"
    )
    form = form_with(tables)
    headers = ("Kostnad", "Samma tid året före")
    cost, before = (("table:hyr", "spare:1", column_key(header)) for header in headers)
    places = {cost: Place(sheet="Hyr", cell="C6"), before: Place(sheet="Hyr", cell="D6")}
    values = {cost: Decimal("84.5"), before: Decimal(106_000)}
    received = Received(values, places, None, ())
    (told,) = check_economy(form, received, compute(form, values))
    assert told.place.cell == "C6"
    assert "Menas 84,5\u00a0tkr, eller 84,5\u00a0mnkr, alltså 84\u00a0500\u00a0tkr?" in str(told)
    assert "ungefär tusen gånger mindre än 106\u00a0000,0\u00a0tkr" in str(told)


@pytest.mark.parametrize("value", [435, 43_560, 0, 4356])
def test_other_sizes_are_not_thousandfold(year: Year, value: int) -> None:  # KO05
    assert not {"INL-82", "INL-83"} & set(typed(year, ("Ekonomi", "hsn", "outcome"), value))


def test_a_lone_sign_is_asked_about_and_all_are_an_error(year: Year) -> None:  # KO06
    def turn(book: Workbook) -> None:
        for row in tab_of(book, COSTS).iter_rows(min_row=6):
            cell = row[4]  # outcome
            if isinstance(cell.value, int | float) and str(row[0].value).startswith("slag-"):
                cell.value = -cell.value

    found = sent(year, turn)
    (turned,) = [p for p in found if p.rule.code == "INL-84"]
    assert "Alla 11 belopp" in str(turned)
    assert "intäkter med minus och kostnader med plus" in str(turned)
    assert "INL-85" not in {p.rule.code for p in found}
    assert "INL-85" in typed(year, ("Ekonomi", "hsn", "outcome"), -4691)
    assert typed(year, (COSTS, "slag-ovrint", OUTCOME), 0) == ["INL-80"]  # nothing has no sign

    def turn_two(book: Workbook) -> None:
        for row in ("slag-material", "slag-hjalpmedel"):
            cell_of(book, COSTS, row, "col_prognos_helår").value = -100

    assert [p.rule.code for p in sent(year, turn_two)] == ["INL-85", "INL-85", "INL-80"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Uppnådd effekt är 137 mnkr eller 35 procent av totala beloppet.", True),
        ("Vi har nått 137 mnkr, 34,7 % av 593.", True),
        ("Vi har nått 137 mnkr, alltså 23 procent.", False),
        ("Vi har nått 137 mnkr, alltså 23,1 %.", False),
        ("Sjukfrånvaron har minskat 35 procent.", False),
        ("Vi har nått 137 mnkr. Andelen chefer är 35 procent.", False),
        ("Effekten är 137 mnkr, en ökning med 3 procentenheter.", False),
    ],
)
def test_a_share_in_a_text_is_held_against_both_bases(
    year: Year, text: str, *, asked: bool
) -> None:  # KO07
    found = typed(year, ("Texter", "deviations", "text"), text)
    assert ("INL-86" in found) is asked


def test_a_comment_on_its_own_row_needs_no_amount(year: Year) -> None:  # KO07
    cell = (MEASURES, "atgplan-ovriga", "col_kommentar")  # 90 of 410
    assert typed(year, cell, "Vi har nått 33 procent.") == ["INL-86"]
    assert typed(year, cell, "Vi har nått 22 procent.") == []


def test_shares_of_137_and_593() -> None:  # KO07
    effect = Effect(Decimal(593), Decimal(137), 8)
    facts = effect.facts("35 %")
    assert (facts["whole"], facts["part"]) == ("23,1\u00a0%", "34,7\u00a0%")
    whole_year = Effect(Decimal(593), Decimal(137), 12)
    assert not whole_year.is_of_part(Decimal(23))  # the year is out: one base


def test_a_number_over_a_formula_is_told_if_it_differs(year: Year) -> None:  # KO08
    total = (COSTS, "slag-netto", OUTCOME)
    assert typed(year, total, 4000) == ["INL-87"]
    assert typed(year, total, 4691) == []
    assert typed(year, ("Ekonomi", "hsn", "deviation"), -300) == ["INL-87"]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_thousands_may_have_any_space(year: Year, space: str) -> None:  # KO08
    found = typed(year, (COSTS, "slag-personal", OUTCOME), f"4{space}011,0")
    assert found == ["CELL-07"]  # it was text, and is read


def test_nothing_is_said_of_the_sample(year: Year) -> None:  # KO09
    for committee in ("hsn", "rs", "rf", "run"):
        assert [str(p) for p in sent(year, lambda _: None, committee)] == []


def test_a_large_deviation_in_a_table_wants_a_comment(year: Year) -> None:  # KO09
    assert typed(year, (COSTS, "slag-personal", "col_kommentar"), None) == ["INL-20"]
    changed_outcome = typed(year, (COSTS, "slag-lakemedel", "col_kommentar"), None)
    assert changed_outcome == ["INL-20"]  # 1,2 % is more than 1,0 %


def test_keys_of_known_cells_are_the_forms(year: Year) -> None:  # KO01
    form = form_of(year, "hsn")
    known = known_in(form, {}, compute(form, {}))
    cells: list[Key] = [
        key
        for sheet in form.sheets
        for control in controls_of(form, sheet)
        if not isinstance(control.right, Decimal)
        for key in control.right
    ]
    rows = {(s.answer.key, r.id) for s in form.sheets for r in s.rows}
    assert {key[:2] for key in cells} <= rows
    assert known[("economy", "hsn", "period_budget")] == 4356
