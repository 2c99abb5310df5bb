"""Formulas of the region's own tables, recalculated by LibreOffice, against the core.

Requirements:
- OT21: computed cells equal the core's, in empty, whole and half-filled tables of any shape.
- OT22: the start sheet counts the rows as the core does.
- OT23: what a person types changes the sums at once.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sheetplan.excel.fill import fill_form
from sheetplan.excel.form import write_form
from sheetplan.plan.computing import Key, Values
from sheetplan.plan.form import Form, Identity
from tests.computed import (
    Tab,
    by_core,
    computed_cells,
    differing,
    opened,
    progress_texts,
    start_texts,
)
from tests.conftest import PERIOD
from tests.office import Job, Office, Typed
from tests.own_tables import form_of_tables, form_with, only_tables, random_answers, sheet_of

IDENTITY = Identity("a" * 32, "vb-2025", 2025, "rev", PERIOD, 1, "b" * 16)
SHAPES = 25  # tables in a workbook


def cases() -> list[tuple[Form, Values]]:
    """Forms with answers: tables of all kinds in all periods, then tables of any shape."""
    made: list[tuple[Form, Values]] = []
    for period in ("2025-04", PERIOD, "2025-12"):
        form = only_tables(form_with(period=period))
        made += [(form, {}), *((form, table_answers(seed, form)) for seed in (1, 2))]
    for seed in (3, 4):
        random = Random(seed)  # noqa: S311 - the same shapes each time
        form = form_of_tables(random, *(f"t{number}" for number in range(SHAPES)))
        made.append((form, table_answers(seed, form)))
    return made


def table_answers(seed: int, form: Form) -> dict[Key, object]:
    random = Random(seed)  # noqa: S311 - the same answers each time
    answers: dict[Key, object] = {}
    for sheet in form.sheets:
        if sheet.table is not None:
            answers |= random_answers(random, sheet)
    return answers


@pytest.fixture(scope="module")
def recalculated(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Form, Values, Path]]:
    folder = tmp_path_factory.mktemp("egna")
    made = cases()
    paths = []
    for number, (form, answers) in enumerate(made):
        path = folder / f"{number}.xlsx"
        path.write_bytes(fill_form(write_form(form, IDENTITY), form, answers, {}))
        paths.append(path)
    saved = office.convert(paths, folder / "saved", "xlsx")
    return [(form, answers, path) for (form, answers), path in zip(made, saved, strict=True)]


def test_recalculated_sums_equal_the_core(
    recalculated: list[tuple[Form, Values, Path]],
) -> None:  # OT21
    compared = 0
    for form, answers, path in recalculated:
        expected = {k: v for k, v in by_core(form, answers).items() if k[0].startswith("table:")}
        assert differing(expected, computed_cells(form, opened(path))) == {}, path.name
        compared += sum(value is not None for value in expected.values())
    assert compared > 180


def test_rows_are_counted_as_the_core_counts(
    recalculated: list[tuple[Form, Values, Path]],
) -> None:  # OT22
    for form, answers, path in recalculated:
        assert start_texts(form, opened(path)) == progress_texts(form, answers), path.name


def test_what_is_typed_changes_the_sums(office: Office, tmp_path: Path) -> None:  # OT23
    form = form_with()
    path = tmp_path / "tom.xlsx"
    path.write_bytes(write_form(form, IDENTITY))
    sheet = sheet_of(form, "atgarder")
    row, col = Tab.of(opened(path), sheet).where("spare:1", "col_beslutad_effekt")
    assert (row, col) == (6, 3)
    typed = [
        Typed("Åtgärder", "B6", "Inhyrning", as_text=True),
        Typed("Åtgärder", "C6", "12,5"),
        Typed("Åtgärder", "B7", "Utan tal", as_text=True),
        Typed("Åtgärder", "C8", "2"),
    ]
    (half,) = office.do([Job(path, typed, [("Åtgärder", "C11")])])
    assert half["Åtgärder!C11"] == ""
    (whole,) = office.do([Job(path, [*typed, Typed("Åtgärder", "C7", "0")],
                              [("Åtgärder", "C11"), ("Start", "A4")])])  # fmt: skip
    assert whole == {"Åtgärder!C11": "14,5", "Start!A4": "Ifyllt 1 av 111"}
