"""LibreOffice reckons shares, changes and controls as the core does.

Requirements:
- KO10: what is recalculated in ready-made tables equals the core, blank where it is blank.
- KO11: what is recalculated in controls equals the core: the word, both amounts, the difference.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from sheetplan.excel.controls import control_cells
from sheetplan.excel.fill import fill_form
from sheetplan.excel.form import write_form
from sheetplan.flows.year import Year
from sheetplan.plan.computing import Key, Values, compute
from sheetplan.plan.controls import known_in
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.receiving import read_answers
from tests.computed import by_core, computed_cells, differing, opened
from tests.conftest import PERIOD, form_of, returned
from tests.office import Office
from tests.own_tables import form_with, random_answers
from tests.test_shapes import ALL, FRAMES

IDENTITY = Identity("a" * 32, "vb-2025", 2025, "hsn", PERIOD, 1, "b" * 16)


def answered(form: Form, seed: int) -> Values:
    """Fill in the own tables and the frames at random, some cells blank."""
    random = Random(seed)  # noqa: S311 - the same answers each time
    answers: dict[Key, object] = {}
    for sheet in form.sheets:
        if sheet.table is not None:
            answers |= random_answers(random, sheet)
    return answers


def cases(year: Year) -> list[tuple[Form, Values]]:
    sample = form_of(year, "hsn")
    path = year.root / "prov.xlsx"
    path.write_bytes(returned(year, "hsn"))
    values = dict(read_answers(sample, opened(path).grids).values)
    other = {**values, ("economy", "hsn", "outcome"): values["economy", "hsn", "forecast"]}
    made: list[tuple[Form, Values]] = [(sample, values), (sample, other), (sample, {})]
    for tables in (ALL, FRAMES):
        form = form_with(tables)
        made += [(form, answered(form, seed)) for seed in (1, 2, 3)]
    return made


@pytest.fixture
def recalculated(office: Office, year: Year, tmp_path: Path) -> list[tuple[Form, Values, Path]]:
    made, paths = cases(year), []
    for number, (form, answers) in enumerate(made):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(fill_form(write_form(form, IDENTITY), form, answers, {}))
        paths.append(path)
    saved = office.convert(paths, tmp_path / "saved", "xlsx")
    return [(form, answers, path) for (form, answers), path in zip(made, saved, strict=True)]


def test_libreoffice_reckons_as_the_core(
    recalculated: list[tuple[Form, Values, Path]],
) -> None:  # KO10 KO11
    words = set()
    for form, answers, path in recalculated:
        expected = {k: v for k, v in by_core(form, answers).items() if k[0].startswith("table:")}
        assert differing(expected, computed_cells(form, opened(path))) == {}, path.name
        known = known_in(form, answers, compute(form, answers))
        book = load_workbook(path, data_only=True)
        for sheet in form.sheets:
            for at, wanted in control_cells(form, sheet, known).items():
                found = book[sheet.title][at].value
                if isinstance(wanted, str):
                    words.add(wanted)
                    assert (found or "") == wanted, (path.name, sheet.title, at)
                else:
                    assert found == pytest.approx(wanted), (path.name, sheet.title, at)
    assert {"✔ Stämmer", "✖ Skiljer", "– Ej ifyllt"} <= words
