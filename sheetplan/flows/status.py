"""Status: who has returned what, what is missing and what is refused."""

from __future__ import annotations

from sheetplan.flows.answers import typed
from sheetplan.flows.open_store import open_store
from sheetplan.flows.year import Year
from sheetplan.plan.committee import Respondent
from sheetplan.plan.form import Form
from sheetplan.plan.plan import Plan
from sheetplan.plan.progress import form_progress
from sheetplan.plan.settings import Period
from sheetplan.plan.unit_form import Forms
from sheetplan.store.records import Submission
from sheetplan.tables.returns import ReturnStatus


def status(year: Year, plan: Plan, period: Period) -> tuple[ReturnStatus, ...]:
    """Tell where each committee and unit stands; the last received file decides."""
    with open_store(year, plan) as store:
        history = store.history(period.id)
        accepted = {s.unit or s.committee: s for s in store.latest(period.id)}
    forms = Forms(plan, period)
    last = {s.unit or s.committee: s for s in history}
    return tuple(
        _status(one, forms.of(one), last.get(one.id), accepted.get(one.id))
        for one in plan.respondents
    )


def _status(
    respondent: Respondent, form: Form, latest: Submission | None, standing: Submission | None
) -> ReturnStatus:
    progress = form_progress(form, typed(standing.values) if standing else {})
    if latest is None:
        return ReturnStatus(respondent, "missing", "", None, "", progress, 0)
    signed = ", ".join(part for part in (latest.signed_name, latest.signed_title) if part)
    late = (latest.received_at.astimezone().date() - form.period.deadline).days
    return ReturnStatus(
        respondent,
        latest.outcome,
        latest.file,
        latest.received_at,
        signed,
        progress,
        len(latest.problems),
        max(late, 0),
    )
