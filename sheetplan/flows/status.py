"""Status: who has returned what, what is missing and what is refused."""

from __future__ import annotations

from sheetplan.flows.answers import typed
from sheetplan.flows.open_store import open_store
from sheetplan.flows.year import Year
from sheetplan.plan.form import build_form
from sheetplan.plan.plan import Plan
from sheetplan.plan.progress import form_progress
from sheetplan.plan.settings import Period
from sheetplan.tables.returns import ReturnStatus


def status(year: Year, plan: Plan, period: Period) -> tuple[ReturnStatus, ...]:
    """Tell where each committee stands; the last received file decides."""
    with open_store(year, plan) as store:
        history = store.history(period.id)
        accepted = {s.committee: s for s in store.latest(period.id)}
    last = {s.committee: s for s in history}
    found = []
    for committee in plan.committees:
        form = build_form(plan, committee, period)
        standing = accepted.get(committee.id)
        progress = form_progress(form, typed(standing.values) if standing else {})
        latest = last.get(committee.id)
        if latest is None:
            found.append(ReturnStatus(committee, "missing", "", None, "", progress, 0))
            continue
        signed = ", ".join(part for part in (latest.signed_name, latest.signed_title) if part)
        found.append(
            ReturnStatus(
                committee,
                latest.outcome,
                latest.file,
                latest.received_at,
                signed,
                progress,
                len(latest.problems),
            )
        )
    return tuple(found)
