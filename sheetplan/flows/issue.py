"""Issue (utskick): a workbook to every committee for a period, the same again from the record."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sheetplan.excel.form import write_form
from sheetplan.flows.files import make_folder, write_file
from sheetplan.flows.record import Issue, Record, read_record, record_file
from sheetplan.flows.year import NoCommittee, Year, read_plan_file, require_period, require_plan
from sheetplan.plan.committee import Committee
from sheetplan.plan.form import Form, Identity, build_form
from sheetplan.plan.plan import Plan
from sheetplan.plan.reconciling.identities import hold
from sheetplan.plan.settings import Period


@dataclass(frozen=True)
class IssuedWorkbook:
    """A workbook that was written, and how much it asks."""

    committee: Committee
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
    *,
    new_id: Callable[[], str] = random_id,
) -> tuple[IssuedWorkbook, ...]:
    """Write the workbooks of a period for all committees, or for some.

    A committee whose form is unchanged since the last issue keeps its id and gets the same bytes;
    one whose part of the plan has changed gets a new issue number and a new id.
    """
    plan = require_plan(year)
    period = require_period(plan, period_id)
    chosen = _chosen(plan, committees)
    record = read_record(year, period.id)
    written = []
    for committee in chosen:
        form = build_form(plan, committee, period)
        record, own = _numbered(record, form, new_id)
        # The record goes first: a workbook that is out must be recognised when it comes back.
        write_file(record_file(year, period.id), record.to_json())
        path = year.issued / period.id / own.file
        write_file(path, write_form(form, identity_of(form, own)))
        written.append(IssuedWorkbook(committee, path, form, own.number))
    make_folder(year.inbox)
    return tuple(written)


def _chosen(plan: Plan, committees: Sequence[str]) -> tuple[Committee, ...]:
    for committee_id in committees:
        if plan.committee(committee_id) is None:
            raise NoCommittee(committee_id, plan)
    return tuple(c for c in plan.committees if not committees or c.id in committees)


def _numbered(record: Record, form: Form, new_id: Callable[[], str]) -> tuple[Record, Issue]:
    last = record.latest(form.committee.id)
    if last is not None and last.fingerprint == form.fingerprint:
        return record, last
    number = last.number + 1 if last else 1
    file = file_name(form.committee, form.period)
    own = Issue(form.committee.id, number, new_id(), form.fingerprint, file)
    return record.plus(own), own


def file_name(committee: Committee, period: Period) -> str:
    """Return the name of a committee's workbook."""
    return f"{committee.id}-{period.id}.xlsx"


def identity_of(form: Form, own: Issue) -> Identity:
    """Return what an issued workbook carries."""
    settings = form.plan.settings
    return Identity(
        issue_id=own.issue_id,
        plan=settings.id,
        year=settings.year,
        committee=form.committee.id,
        period=form.period.id,
        number=own.number,
        fingerprint=own.fingerprint,
    )
