"""What plan check says where it could mislead: sums, headers of years, figures behind errors."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook

from sheetplan.excel.plan_workbook import write_blank_plan
from sheetplan.flows.year import Year, read_plan_file
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.plan import Plan
from tests.command_line import run
from tests.conftest import plan_changed
from tests.plan_sheets import PLAN, found_in, plan_and, sheet
from tests.small_plan import INDICATOR


def codes_of(year: Year, sheet: str) -> set[str]:
    problems = read_plan_file(year.plan_file).problems
    return {p.rule.code for p in problems if p.place.sheet == sheet and p.is_error}


def test_a_row_with_an_id_is_no_sum(year: Year) -> None:  # PF20
    plan_changed(year, "Indikatorer", "hsn-7.2.1", "Enhet", " ")
    plan_changed(year, "Indikatorer", "hsn-7.2.1", "Sammanvägning", "Summa")
    assert codes_of(year, "Indikatorer") == {"CELL-01"}


def test_errors_put_the_identities_off(year: Year) -> None:  # PF21
    plan_changed(year, "Indikatorer", "hsn-7.2.1", "Enhet", " ")
    said = run(year.root, "plan", "check").stdout
    assert "Avstämningarna görs när felen är rättade." in said
    assert "exakt" not in said


def test_a_misspelt_header_is_near_a_header_and_no_pattern(year: Year) -> None:  # PF22
    book = load_workbook(year.plan_file)
    tab = book["Indikatorer"]
    tab.cell(4, tab.max_column + 1).value = "Målvarde 2026"
    tab.cell(5, tab.max_column).value = 70
    book.save(year.plan_file)
    said = run(year.root, "plan", "check").stdout
    assert "Målvarde 2026" in said
    assert "{}" not in said


def test_a_part_is_called_so_once(plan: Plan) -> None:  # PF23
    assert not [f.shown_name for f in plan.frames if "varav varav" in f.shown_name]


def test_a_years_prompt_does_not_name_the_year() -> None:  # PF24
    tab = load_workbook(io.BytesIO(write_blank_plan()))["Balansbudget"]
    titles = {rule.promptTitle for rule in tab.data_validations.dataValidation}
    assert "Belopp" in titles
    assert not [title for title in titles if title and "2025" in title]


YEARS = {"Utgångsvärde": "", "Utgångsår": "", "Målvärde": "", "Utfall 2024": "70",
         "Målvärde 2025": "80 %"}  # fmt: skip


def many_rows(count: int) -> str:
    rows = [{**INDICATOR, **YEARS, "Indikator-id": f"hsn-7.2.{at}", "Delmåls-id": "hsn-7.2",
             "Indikator": f"Andel nöjda nummer {at}"} for at in range(1, count + 1)]  # fmt: skip
    return sheet("Indikatorer", *rows)


def settings_with(label: str, value: str) -> str:
    start = PLAN.index("## Inställningar")
    text = PLAN[start : PLAN.index("\n## ", start + 1)]
    changed = re.sub(rf"(\| {label} \|)[^|]*\|", rf"\1 {value} |", text)
    assert changed != text
    return changed


@pytest.mark.parametrize(
    ("label", "value", "code"),
    [
        ("År", "2052", "PLAN-64"),
        ("År", "tjugofem", "CELL-02"),
        ("Gräns för uppfylls helt", "ca 100", "CELL-02"),
    ],
)
def test_a_mistake_among_the_settings_is_told_once(label: str, value: str, code: str) -> None:
    reading = plan_and(settings_with(label, value), many_rows(4))
    said = [p.rule.code for p in (*found_in(reading), *check_meaning(reading))]
    assert said.count(code) == 1
    assert {"PLAN-05", "PLAN-06"} & set(said) == set()
    assert said.count("PLAN-09") <= 3  # those whose end has passed whatever the year


def test_what_is_the_same_on_many_rows_is_said_once(year: Year) -> None:
    for at in range(1, 8):
        plan_changed(year, "Indikatorer", f"hsn-{at}.1.1", "Delmåls-id", "hsn-9.9")
    said = run(year.root, "plan", "check").stdout
    assert said.count("”hsn-9.9” finns inte på bladet Delmål") == 1
    assert re.search(r"\[CELL-10\] Samma sak i B\d+, B\d+, B\d+, B\d+, B\d+ och 1 till\.", said)
