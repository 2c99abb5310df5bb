"""A new year: an empty plan workbook that explains itself and says all that is missing.

- NY01: an untouched workbook is told each missing setting and each sheet that needs rows, at once.
- NY02: the example rows are never read as rows.
- NY03: every sheet has its example, prompts and drop-downs that refer to the other sheets.
- NY04: a plan written into it by hand is issued without a line of code.
- NY05: a folder that is taken is left alone.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel.plan_workbook import START
from sheetplan.flows.issue import issue
from sheetplan.flows.new import new
from sheetplan.flows.year import FolderTaken, Year, read_plan_file
from sheetplan.plan.plan import SHEETS
from sheetplan.plan.settings import Settings
from sheetplan.schema.column import columns_of
from sheetplan.schema.kinds import Reference

Value = str | float | date


@pytest.fixture
def year(tmp_path: Path) -> Year:
    return new(tmp_path / "Årsmapp för Södra länet")


def test_an_untouched_plan_is_told_all_that_is_missing(year: Year) -> None:  # NY01 NY02
    reading = read_plan_file(year.plan_file)
    assert reading.plan is None
    needed = sum(column.required for column in columns_of(Settings))
    codes = Counter(problem.rule.code for problem in reading.problems)
    assert codes == {"CELL-01": needed, "PLAN-01": 2}


def test_every_sheet_explains_itself(year: Year) -> None:  # NY03
    book = load_workbook(year.plan_file)
    assert book.sheetnames[0] == START
    for row_class in SHEETS:
        tab = book[row_class.sheet]
        assert isinstance(tab, Worksheet)
        guarded = {rule.formula1 for rule in tab.data_validations.dataValidation}
        for column in columns_of(row_class):
            kind = column.kind
            if isinstance(kind, Reference) and not kind.many:
                assert f"Id_{kind.to}" in guarded
        if not row_class.vertical:
            examples = [cell.value for cell in tab[3]]
            assert examples == [column.example or None for column in columns_of(row_class)]


def written(tab: Worksheet, first: int, *rows: tuple[Value, ...]) -> None:
    """Type rows into a sheet from one of its rows on."""
    for number, row in enumerate(rows, start=first):
        for col, value in enumerate(row, start=1):
            tab.cell(number, col).value = value


def test_another_organisations_plan_is_issued(year: Year) -> None:  # NY04
    book = load_workbook(year.plan_file)
    settings: tuple[Value, ...] = (
        "sodra-2026", "Södra kommunen", "Plan 2026", 2026, "tkr", 1, 0.9,
        date(2026, 1, 1), "Påhittat beslut", 0.02, "Ekonomikontoret",
    )  # fmt: skip
    for row, value in enumerate(settings, start=4):
        book["Inställningar"].cell(row, 2).value = value
    starts, ends, deadline = (date(2026, m, d) for m, d in ((1, 1), (8, 31), (9, 15)))
    sheets: dict[str, tuple[tuple[Value, ...], ...]] = {
        "Perioder": (("2026-08", "Delårsrapport 2026", starts, ends, deadline),),
        "Nämnder": (("ks", "Kommunstyrelsen"), ("bun", "Barn- och utbildningsnämnden")),
        "Mål": (("m1", "Alla lyckas i skolan", "bun, ks"),),
        "Delmål": (("bun-1", "bun", "m1", "Fler når gymnasiebehörighet"),),
        "Indikatorer": (
            ("bun-1.1", "bun-1", "Andel behöriga", "%", 1, 87.5, 2024, "minst 90 %",
             "Tertial: aug, dec", "Högre är bättre", "Andel", "Kvot av summor"),
        ),
    }  # fmt: skip
    for name, rows in sheets.items():
        tab = book[name]
        assert isinstance(tab, Worksheet)
        written(tab, 5, *rows)
    book.save(year.plan_file)
    assert [str(problem) for problem in read_plan_file(year.plan_file).problems] == []
    assert [one.path.name for one in issue(year, "2026-08")] == [
        "ks-2026-08.xlsx",
        "bun-2026-08.xlsx",
    ]


def test_a_folder_that_is_taken_is_left_alone(year: Year) -> None:  # NY05
    before = year.plan_file.read_bytes()
    with pytest.raises(FolderTaken):
        new(year.root)
    assert year.plan_file.read_bytes() == before
