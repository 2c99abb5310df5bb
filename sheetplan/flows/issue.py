"""Issue (utskick): a workbook to every committee and unit, the same again from the record."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sheetplan.excel.form_writer import FormWriter
from sheetplan.flows.answers import answers_of, forecasts_before
from sheetplan.flows.files import make_folder, write_file
from sheetplan.flows.progress import Tell, told, untold
from sheetplan.flows.record import Issue, Record, read_record, record_file
from sheetplan.flows.year import (
    NoCommittee,
    NoUnit,
    Year,
    read_plan_file,
    require_period,
    require_plan,
)
from sheetplan.plan.committee import Respondent
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.plan import Plan
from sheetplan.plan.reconciling.identities import hold
from sheetplan.plan.settings import Period
from sheetplan.plan.unit_answers import units_said
from sheetplan.plan.unit_form import Forms
from sheetplan.tables.results import Results, results
from sheetplan.tables.table import Table
from sheetplan.tables.units import unit_tables


@dataclass(frozen=True)
class IssuedWorkbook:
    """A workbook that was written, and how much it asks."""

    respondent: Respondent
    path: Path
    form: Form
    number: int


def unreconciled(year: Year) -> int:
    """Count the reconciliations that fail in the plan that workbooks are issued from."""
    return len(hold(read_plan_file(year.plan_file)).wrong)


def random_id() -> str:
    """Return a new random 128-bit issue id."""
    return secrets.token_hex(16)


def issue(
    year: Year,
    period_id: str,
    committees: Sequence[str] = (),
    units: Sequence[str] = (),
    *,
    tell: Tell = untold,
) -> tuple[IssuedWorkbook, ...]:
    """Write the workbooks of a period for all committees and units, or for some.

    Who has an unchanged form since the last issue keeps its id and number; where the form has
    changed with the plan, it gets new ones. What units have said stands in their committee's
    workbook to be read: it changes the bytes, not the form.
    """
    plan = require_plan(year)
    period = require_period(plan, period_id)
    chosen = _chosen(plan, committees, units)
    record = read_record(year, period.id)
    answers = answers_of(year, plan, period)
    before = forecasts_before(year, plan, period)
    forms = Forms(plan, period)
    made: list[tuple[Form, Issue]] = []
    for respondent in chosen:
        said = None
        if respondent.unit is None:
            said = units_said(plan, respondent.committee, period, answers)
        form = forms.of(respondent, said, before.get(respondent.id))
        record, own = _numbered(record, form)
        made.append((form, own))
    # The record goes first: a workbook that is out must be recognised when it comes back.
    write_file(record_file(year, period.id), record.to_json())
    outcome = results(plan, period, answers)
    writer = FormWriter()
    written = []
    for form, own in told(tell, "Skriver arbetsböcker", made):
        path = year.issued / period.id / own.file
        write_file(path, writer.write(form, identity_of(form, own), units_read(outcome, form)))
        written.append(IssuedWorkbook(form.respondent, path, form, own.number))
    make_folder(year.inbox)
    return tuple(written)


def units_read(outcome: Results, form: Form) -> dict[str, Table]:
    """Return what a committee reads in its workbook: what its units have said."""
    return {} if form.unit else unit_tables(outcome.of(form.committee.id))


def _chosen(plan: Plan, committees: Sequence[str], units: Sequence[str]) -> tuple[Respondent, ...]:
    for committee_id in committees:
        if plan.committee(committee_id) is None:
            raise NoCommittee(committee_id, plan)
    for unit_id in units:
        found = plan.respondent(unit_id)
        if found is None or found.unit is None:
            raise NoUnit(unit_id, plan)
    chosen = {*committees, *units}
    return tuple(r for r in plan.respondents if not chosen or r.id in chosen)


def _numbered(record: Record, form: Form) -> tuple[Record, Issue]:
    respondent = form.respondent
    last = record.latest(respondent.id)
    if last is not None and last.fingerprint == form.fingerprint:
        return record, last
    number = last.number + 1 if last else 1
    own = Issue(
        committee=form.committee.id,
        number=number,
        issue_id=random_id(),
        fingerprint=form.fingerprint,
        file=file_name(respondent, form.period),
        unit=form.unit.id if form.unit else "",
    )
    return record.plus(own), own


def file_name(respondent: Respondent, period: Period) -> str:
    """Return the name of a workbook; units' lie in a folder of their committee's."""
    name = f"{respondent.id}-{period.id}.xlsx"
    return f"{respondent.committee.id}/{name}" if respondent.unit else name


def identity_of(form: Form, own: Issue) -> Identity:
    """Return what an issued workbook carries."""
    settings = form.plan.settings
    return Identity(
        issue_id=own.issue_id,
        plan=settings.id,
        year=settings.year,
        committee=own.committee,
        period=form.period.id,
        number=own.number,
        fingerprint=own.fingerprint,
        unit=own.unit,
    )
