"""The workbooks of a hundred units: ours, plain openpyxl and no more than zipping the bytes.

Run it with ``python -m tests.bench.issue``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.excel.form import write_form
from sheetplan.excel.form_writer import FormWriter
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, read_plan_file, require_period
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.unit_form import Forms
from tests.bench.measure import measure

ROUNDS = 5
Cells = dict[str, list[tuple[int, int, object]]]


def forms() -> list[tuple[Form, Identity]]:
    """Return what the units of the bundled plan are asked, and who they are."""
    plan = read_plan_file(plan_folder() / PLAN_FILE).plan
    assert plan is not None
    built = Forms(plan, require_period(plan, "2025-08"))
    asked = [built.of(respondent) for respondent in plan.respondents if respondent.unit]
    return [(form, _identity(form, number)) for number, form in enumerate(asked)]


def _identity(form: Form, number: int) -> Identity:
    settings, unit = form.plan.settings, form.respondent.id
    facts = (settings.id, settings.year, form.committee.id, form.period.id, 1)
    return Identity(f"{number:032x}", *facts, form.fingerprint, unit)


def ours(asked: Sequence[tuple[Form, Identity]]) -> list[bytes]:
    """Write them as ``issue`` does."""
    writer = FormWriter()
    return [writer.write(form, identity) for form, identity in asked]


def each_anew(asked: Sequence[tuple[Form, Identity]]) -> list[bytes]:
    """Write each from the beginning, with all that it has, by openpyxl and what we add."""
    return [write_form(form, identity) for form, identity in asked]


def cells_of(data: bytes) -> Cells:
    """Return the values of a workbook's cells."""
    return {
        tab.title: [
            (cell.row, cell.column, cell.value)
            for row in tab.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for tab in load_workbook(io.BytesIO(data)).worksheets
    }


def plain(workbooks: Sequence[Cells]) -> None:
    """Write the same values by openpyxl alone: no styles, no drop-downs, no protection."""
    for sheets in workbooks:
        workbook = Workbook()
        for name, cells in sheets.items():
            tab = workbook.create_sheet(name)
            for row, column, value in cells:
                tab.cell(row, column, value)
        workbook.save(io.BytesIO())


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return a workbook's parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(workbooks: Sequence[dict[str, bytes]]) -> None:
    """Pack finished parts and do nothing else."""
    for parts in workbooks:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)


def main() -> None:
    """Measure and print."""
    asked = forms()
    written = ours(asked)
    values = [cells_of(data) for data in written]
    parts = [unpacked(data) for data in written]
    ways = {
        "openpyxl, each anew with all it has": lambda: each_anew(asked),
        "openpyxl, the same values alone": lambda: plain(values),
        "ours": lambda: ours(asked),
        "zip of the same bytes": lambda: zipped(parts),
    }
    measure(ways, len(asked), ROUNDS)


if __name__ == "__main__":
    main()
