"""Formulas recalculated by a real spreadsheet program, against the core.

Requirements:
- LO04: computed cells recalculated by LibreOffice equal the core's, in empty and answered forms.
- LO05: the values stored beside the formulas equal the recalculated ones.
- LO09: these tests compare with fresh figures: a stored value that is wrong is reckoned anew.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sheetplan.excel.reader import Workbook
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.demo import fill_in
from sheetplan.flows.issue import issue
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.computing import Key, Values
from sheetplan.plan.form import Form
from sheetplan.plan.receiving import read_answers
from sheetplan.schema.cell import Cell
from tests.computed import (
    Tab,
    by_core,
    computed_cells,
    differing,
    in_cell,
    opened,
    progress_texts,
    start_texts,
)
from tests.conftest import PERIOD, UNIT, planned_year
from tests.office import Office


@pytest.fixture
def year(tmp_path: Path) -> Year:
    return planned_year(tmp_path)


def answers_in(form: Form, workbook: Workbook) -> Values:
    """Return the answers that stand in a workbook, also those that a rule refuses to count."""
    received = read_answers(form, workbook.grids)
    blank = {
        key: str(tab.by_keys()[(key[1], key[2])].value)
        for sheet in form.sheets
        for tab in (Tab.of(workbook, sheet),)
        for key in received.places
        if key[0] == sheet.answer.key and not tab.by_keys().get((key[1], key[2]), Cell()).is_blank
    }
    return {**blank, **received.values}


def formula_values(workbook: Workbook) -> dict[Key, str | float | None]:
    """Return the value stored beside each formula."""
    return {
        (grid.name, str(at[0]), str(at[1])): in_cell(cell)
        for grid in workbook.grids
        for at, cell in grid.cells.items()
        if cell.formula is not None
    }


def values_at(workbook: Workbook, wanted: Mapping[Key, object]) -> dict[Key, str | float | None]:
    grids = {grid.name: grid for grid in workbook.grids}
    return {
        (name, row, col): in_cell(grids[name].at(int(row), int(col))) for name, row, col in wanted
    }


@dataclass(frozen=True)
class Case:
    """A workbook of ours, the same after LibreOffice, and the answers in it."""

    name: str
    form: Form
    answers: Values
    ours: Workbook
    theirs: Workbook


@pytest.fixture(scope="session")
def cases(office: Office, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Every committee's and a unit's empty workbook of every period, and the sample returns."""
    folder = tmp_path_factory.mktemp("recalculated")
    year = planned_year(folder)
    forms: list[tuple[Path, Form]] = []
    for period in ("2025-04", PERIOD, "2025-12"):
        chosen = [c.id for c in require_plan(year).committees]
        for one in issue(year, period, chosen, [UNIT]):
            forms.append((one.path, one.form))
            text = plan_folder() / "returns" / period / f"{one.respondent.id}.md"
            if text.exists():
                filled = folder / f"filled-{one.path.name}"
                markdown = text.read_text(encoding="utf-8")
                filled.write_bytes(fill_in(one.path.read_bytes(), one.form, markdown))
                forms.append((filled, one.form))
    saved = office.convert([path for path, _ in forms], folder / "saved", "xlsx")
    made = []
    for (path, form), back in zip(forms, saved, strict=True):
        ours = opened(path)
        made.append(Case(path.stem, form, answers_in(form, ours), ours, opened(back)))
    return made


def test_recalculated_cells_equal_the_core(cases: list[Case]) -> None:  # LO04
    compared = 0
    for case in cases:
        expected = by_core(case.form, case.answers)
        assert differing(expected, computed_cells(case.form, case.theirs)) == {}, case.name
        assert progress_texts(case.form, case.answers) == start_texts(case.form, case.theirs)
        compared += len(expected)
    assert len([case for case in cases if case.name.startswith("filled")]) == 7
    assert len(cases) == 3 * (8 + 1) + 7
    assert compared > 600


def test_stored_values_equal_the_recalculated(cases: list[Case]) -> None:  # LO05
    compared = 0
    for case in cases:
        ours = formula_values(case.ours)
        assert differing(ours, values_at(case.theirs, ours)) == {}, case.name
        compared += len(ours)
    assert compared > 450


def test_libreoffice_does_not_trust_stored_values(
    office: Office, year: Year, tmp_path: Path
) -> None:  # LO09
    (issued,) = issue(year, PERIOD, ["hsn"])
    stale = tmp_path / "stale.xlsx"
    with zipfile.ZipFile(issued.path) as good, zipfile.ZipFile(stale, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"Ifyllt 0 av 149<", b"Ifyllt 7 av 9<"))
    assert start_texts(issued.form, opened(stale))["A4"] == "Ifyllt 7 av 9"
    (saved,) = office.convert([stale], tmp_path / "saved", "xlsx")
    assert start_texts(issued.form, opened(saved))["A4"] == "Ifyllt 0 av 149"
