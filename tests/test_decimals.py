"""Decimals of an indicator where the plan leaves them blank.

- DE01: a blank follows the baseline, the outcomes by year and the targets.
- DE02: what was typed in an outcome is never hidden; a count that the plan has is kept to.
- DE03: the issued workbook shows what is typed, and the plan workbook what was written.
"""

from __future__ import annotations

import io
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sheetplan.excel.form import write_form
from sheetplan.excel.plan_workbook import write_plan
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.form import Identity
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import Plan
from sheetplan.schema.numbers import NBSP
from sheetplan.tables.indicators import quantity
from tests.conftest import FIRST_ROW, KEYS_ROW
from tests.office import Office, found
from tests.small_plan import INDICATOR, small_plan


def plan_with(**cells: str) -> Plan:
    reading = small_plan(2025, {"Indikatorer": [{**INDICATOR, **cells}]})
    assert reading.plan is not None
    return reading.plan


def indicator(**cells: str) -> Indicator:
    return plan_with(**cells).indicators[0]


@pytest.mark.parametrize(
    ("cells", "decimals"),
    [
        ({}, 0),
        ({"Utgångsvärde": "6,8"}, 1),
        ({"Målvärde": "7,25 %"}, 2),
        ({"Utfall 2023": "70,25"}, 2),
        ({"Utgångsvärde": "6,8", "Decimaler": "0"}, 0),
        ({"Utgångsvärde": "6,123456"}, 4),
    ],
)
def test_de01_a_blank_follows_what_is_written(cells: dict[str, str], decimals: int) -> None:
    assert indicator(**cells).value_kind.decimals == decimals


def test_de02_an_outcome_is_shown_as_it_was_typed() -> None:
    typed = Decimal("6.8")
    assert str(quantity(typed, indicator())) == f"6,8{NBSP}%"
    assert str(quantity(Decimal(7), indicator())) == f"7{NBSP}%"
    assert str(quantity(typed, indicator(Decimaler="0"))) == f"7{NBSP}%"


def _issued(plan: Plan) -> bytes:
    form = build_form(plan, plan.committees[0], plan.periods[0])
    return write_form(form, Identity("0" * 32, "by-2025", 2025, "ks", "2025-12", 1, ""))


def test_de03_the_issued_workbook_shows_what_is_typed(office: Office, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(_issued(plan_with())))
    tab = book["Indikatorer"]
    for name in set(book.sheetnames) - {"Indikatorer"}:
        book[name].sheet_state = "hidden"
    at = next(c.column_letter for c in tab[KEYS_ROW] if c.value == "outcome")
    paths = []
    for name, typed in (("a", 0.068), ("b", 0.0725), ("c", 0.07)):
        tab[f"{at}{FIRST_ROW}"].value = typed
        paths.append(tmp_path / f"{name}.xlsx")
        book.save(paths[-1])
    shown = [_printed(path) for path in office.convert(paths, tmp_path / "pdf", "pdf")]
    assert ["6,8%" in shown[0], "7,25%" in shown[1], "7%" in shown[2]] == [True] * 3


def _printed(path: Path) -> list[str]:
    command = [found("pdftotext") or "pdftotext", "-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.replace(".", ",").split()


def test_de03_the_plan_workbook_shows_what_is_written() -> None:
    book = load_workbook(io.BytesIO(write_plan(plan_with(Utgångsvärde="6,8"))))
    formats = {c.number_format for row in book["Indikatorer"].iter_rows() for c in row
               if c.value == 0.068}  # fmt: skip
    assert formats == {"0.0%"}
