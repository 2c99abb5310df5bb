"""Copies with remarks: a workbook to send back for each return that something is said about."""

from __future__ import annotations

from pathlib import Path

from sheetplan.excel.remarks import CopyWorkbook, form_places, sign_off_places
from sheetplan.flows.answers import answers_of
from sheetplan.flows.files import remove_file, write_file
from sheetplan.flows.issue import identity_of, units_read
from sheetplan.flows.judge import Judged
from sheetplan.flows.record import Issue
from sheetplan.flows.year import Year
from sheetplan.plan.form import Form
from sheetplan.plan.remarks import make_copy
from sheetplan.plan.written import read_written
from sheetplan.tables.results import results
from sheetplan.tables.table import Table

_ENDING = "-att-komplettera.xlsx"  # no å, ä or ö, for it is sent by mail


def copy_file(year: Year, period_id: str, issue: Issue) -> Path:
    """Return where the copy of what answers an issue is."""
    return year.returns / period_id / f"{Path(issue.file).stem}{_ENDING}"


def keep_copy(year: Year, judged: Judged) -> Path | None:
    """Write the copy of a return, or remove an older one where nothing is said about it."""
    issue, form = judged.renewed or (judged.issue, judged.form)
    if issue is None or form is None:
        return None
    path = copy_file(year, form.period.id, issue)
    if judged.outcome == "accepted":
        remove_file(path)
        return None
    write_file(path, _copy(year, judged, issue, form))
    return path


def _copy(year: Year, judged: Judged, issue: Issue, form: Form) -> bytes:
    workbook = CopyWorkbook(form, identity_of(form, issue), _read(year, form))
    written = read_written(form, judged.grids, workbook.texts)
    written.strays += judged.beside
    copy = make_copy(form, written, judged.problems, form_places(form), sign_off_places(form))
    return workbook.write(copy)


def _read(year: Year, form: Form) -> dict[str, Table]:
    """Return what a committee reads of its units, as they have answered now."""
    if form.unit or not form.plan.units_of(form.committee.id):
        return {}
    answers = answers_of(year, form.plan, form.period)
    return units_read(results(form.plan, form.period, answers), form)
