"""A new year: an empty plan workbook that explains itself and says all that is missing.

- NY01: an untouched workbook is told each missing setting and each sheet that needs rows, at once.
- NY02: the example rows are never read as rows.
- NY03: every sheet has its example, prompts and drop-downs that refer to the other sheets.
- NY04: a plan written into it by hand is issued without a line of code.
- NY05: a folder that is taken is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.flows.issue import issue
from sheetplan.flows.new import new
from sheetplan.flows.year import FolderTaken, Year, read_plan_file
from sheetplan.plan.plan import SHEETS
from sheetplan.plan.reading.tabs import START
from sheetplan.plan.settings import Settings
from sheetplan.schema.column import columns_of
from sheetplan.schema.kinds import Identity, Reference

Value = str | float | date


@pytest.fixture
def year(tmp_path: Path) -> Year:
    return new(tmp_path / "Årsmapp för Södra länet")


def test_an_untouched_plan_is_told_all_that_is_missing(year: Year) -> None:  # NY01 NY02
    reading = read_plan_file(year.plan_file)
    assert reading.plan is None
    needed = sum(column.required for column in columns_of(Settings))
    codes = Counter(problem.rule.code for problem in reading.problems)
    assert codes == {"CELL-01": needed, "PLAN-01": 3}


def test_every_sheet_explains_itself(year: Year) -> None:  # NY03
    book = load_workbook(year.plan_file)
    assert book.sheetnames[0] == START
    for row_class in SHEETS:
        tab = book[row_class.sheet]
        assert isinstance(tab, Worksheet)
        for col, column in enumerate(columns_of(row_class), start=1):
            letter = get_column_letter(col)
            is_id = isinstance(column.kind, Identity) and not row_class.vertical
            assert not is_id or tab.column_dimensions[letter].number_format == "@"
        guarded = {rule.formula1 for rule in tab.data_validations.dataValidation}
        for column in columns_of(row_class):
            kind = column.kind
            if isinstance(kind, Reference) and not kind.many:
                assert f"Id_{kind.to}" in guarded
        if not row_class.vertical:
            examples = {cell.value for cell in tab[3]}
            assert {column.example or None for column in columns_of(row_class)} <= examples | {
                None
            }


def written(tab: Worksheet, *rows: Mapping[str, Value]) -> None:
    """Type rows into a sheet, each value under its header on row 4."""
    headers = {cell.value: cell.column or 0 for cell in tab[4]}
    for number, row in enumerate(rows, start=5):
        for header, value in row.items():
            tab.cell(number, headers[header]).value = value


def test_another_organisations_plan_is_issued(year: Year) -> None:  # NY04
    book = load_workbook(year.plan_file)
    settings: dict[str, Value] = {
        "Planens id": "sodra-2026", "Region eller kommun": "Södra kommunen",
        "Planens namn": "Plan 2026", "År": 2026, "Belopp i": "tkr",
        "Gräns för uppfylls helt": 1, "Gräns för uppfylls delvis": 0.9,
        "Gränserna gäller från": date(2026, 1, 1), "Gränsernas källa": "Påhittat beslut",
        "Kommentar krävs vid avvikelse över": 0.02, "Kontakt för frågor": "Ekonomikontoret",
    }  # fmt: skip
    for label, value in book["Inställningar"].iter_rows(min_row=4, max_col=2):
        value.value = settings.get(str(label.value), value.value)
    starts, ends, deadline = (date(2026, m, d) for m, d in ((1, 1), (8, 31), (9, 15)))
    sheets: dict[str, list[dict[str, Value]]] = {
        "Perioder": [{"Period": "2026-08", "Namn": "Delårsrapport 2026", "Från": starts,
                      "Till": ends, "Svar senast": deadline}],
        "Nämnder": [{"Nämnd-id": "ks", "Nämnd": "Kommunstyrelsen"},
                    {"Nämnd-id": "bun", "Nämnd": "Barn- och utbildningsnämnden"}],
        "Mål": [{"Mål-id": "m1", "Mål": "Alla lyckas i skolan", "Riktas till": "bun, ks"}],
        "Delmål": [{"Delmåls-id": "bun-1", "Nämnd-id": "bun", "Mål-id": "m1",
                    "Delmål": "Fler når gymnasiebehörighet"}],
        "Indikatorer": [{
            "Indikator-id": "bun-1.1", "Delmåls-id": "bun-1", "Indikator": "Andel behöriga",
            "Enhet": "%", "Decimaler": 1, "Utgångsvärde": 87.5, "Utgångsår": 2024,
            "Målvärde": "minst 90 %", "Periodicitet": "Tertial: aug, dec",
            "Riktning": "Högre är bättre", "Slag": "Andel", "Sammanvägning": "Kvot av summor",
        }],
    }  # fmt: skip
    for name, rows in sheets.items():
        tab = book[name]
        assert isinstance(tab, Worksheet)
        written(tab, *rows)
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
