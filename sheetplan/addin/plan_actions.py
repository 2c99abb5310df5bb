"""The actions for controllers, on the year's plan workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sheetplan.addin.failures import NotThePlan
from sheetplan.addin.opened import Opened
from sheetplan.addin.wish import Said, Wish
from sheetplan.flows import consolidate, issue, receive, report, status
from sheetplan.flows.progress import told
from sheetplan.flows.update_report import update_report
from sheetplan.flows.year import (
    PLAN_FILE,
    Year,
    latest_period,
    require_period,
    require_plan,
)
from sheetplan.plan.noun import COMMITTEE, UNIT
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.tables.returns import ReturnStatus
from sheetplan.word.content import ReportKey

_NAMED = 5


def issue_period(opened: Opened, wish: Wish) -> Said:
    """Write the workbooks of a period, when a person has said yes to it."""
    year = _year(opened)
    plan = require_plan(year)
    period = require_period(plan, wish.period) if wish.period else _next(plan, wish.now.date())
    whom = _whom(plan)
    if not opened.ask(f"Skapa utskick för {period.name} till {whom}?"):
        return Said("Inget utskick är skapat.", in_order=False)
    issue.issue(year, period.id, tell=opened.tell)
    return Said(f"Utskicket för {period.name} till {whom} ligger i {year.issued / period.id}.")


def receive_inbox(opened: Opened, wish: Wish) -> Said:
    """Receive what lies in the inbox."""
    year = _year(opened)
    receipts = receive.receive(year, (), wish.now, tell=opened.tell)
    if not receipts:
        return Said(f"Inga filer att ta emot i {year.inbox}.")
    counts = Counter(receipt.outcome for receipt in receipts)
    taken = counts["accepted"] + counts["remarks"]
    said = f"{taken} av {len(receipts)} {'fil' if len(receipts) == 1 else 'filer'} togs emot"
    if counts["remarks"]:
        said += f", varav {counts['remarks']} med anmärkningar"
    if any(receipt.copy for receipt in receipts):
        said += f"; kopior att skicka tillbaka ligger i {year.returns}"
    return Said(f"{said}.", in_order=not counts["refused"])


def tell_status(opened: Opened, wish: Wish) -> Said:
    """Say who has returned what, and name those that have not."""
    year = _year(opened)
    plan = require_plan(year)
    period = _period(year, plan, wish)
    opened.tell("Läser lagret", 1, 1)
    own = [one for one in status.status(year, plan, period) if one.respondent.unit is None]
    back = sum(one.outcome in {"accepted", "remarks"} for one in own)
    said = f"{period.name}: {COMMITTEE.counted(back, len(own))} har lämnat in"
    refused = _named(own, "refused", "avvisade")
    missing = _named(own, "missing", "saknas")
    return Said(f"{said}{refused}{missing}.")


def write_tables(opened: Opened, wish: Wish) -> Said:
    """Write the controllers' workbook."""
    made = consolidate.consolidate(_year(opened), wish.period, tell=opened.tell)
    return Said(f"Sammanställningen ligger i {made.workbook}.")


def write_reports(opened: Opened, wish: Wish) -> Said:
    """Write the report of one committee, or of each that has returned and changed nothing."""
    year = _year(opened)
    plan = require_plan(year)
    period = _period(year, plan, wish)
    if wish.committee is not None:
        opened.tell("Skriver rapporten", 1, 1)
        written = report.report(year, wish.committee, period.id)
        return Said(f"Rapporten ligger i {written.path}.")
    made, changed = 0, []
    for committee in told(opened.tell, "Skriver rapporter", plan.committees):
        try:
            report.report(year, committee.id, period.id)
            made += 1
        except report.NotReturned:
            continue
        except report.ReportChanged:
            changed.append(committee.name)
    kept = f"; {', '.join(changed)} har ändrats för hand och är orörd" if changed else ""
    noun = "rapport" if made == 1 else "rapporter"
    return Said(f"{made} {noun} för {period.name} skrevs i {year.reports}{kept}.")


def update_reports(opened: Opened, wish: Wish) -> Said:
    """Write new figures in the period's reports that there are, and leave the rest of them."""
    year = _year(opened)
    plan = require_plan(year)
    period = _period(year, plan, wish)
    whose = [wish.committee] if wish.committee else ["", *(c.id for c in plan.committees)]
    keys = (ReportKey(plan.settings.id, one, period.id) for one in whose)
    paths = [path for path in (report.report_path(year, key) for key in keys) if path.exists()]
    if not paths:
        return Said(f"Det finns ingen rapport för {period.name} i {year.reports}.", in_order=False)
    done = [
        update_report(year, path, wish.now)
        for path in told(opened.tell, "Uppdaterar rapporter", paths)
    ]
    changed = sum(one.before is not None for one in done)
    own = sum(len(one.refreshed.conflicts) for one in done)
    noun = "rapport" if len(done) == 1 else "rapporter"
    kept = f" {own} ändringar för hand står kvar: sheetplan report check visar dem." if own else ""
    return Said(f"{changed} av {len(done)} {noun} för {period.name} fick nya siffror.{kept}")


def _year(opened: Opened) -> Year:
    """Return the year whose plan is open, as it is on disk."""
    if opened.name.lower() != PLAN_FILE:
        raise NotThePlan(opened.name, PLAN_FILE)
    return Year(opened.saved_path().parent)


def _period(year: Year, plan: Plan, wish: Wish) -> Period:
    return require_period(plan, wish.period) if wish.period else latest_period(year, plan)


def _next(plan: Plan, today: date) -> Period:
    """Return the first period whose answers are not yet due; the last one where all are."""
    periods = sorted(plan.periods, key=lambda one: one.deadline)
    return next((one for one in periods if one.deadline >= today), periods[-1])


def _whom(plan: Plan) -> str:
    units = sum(one.unit is not None for one in plan.respondents)
    parts = [COMMITTEE.counted(len(plan.committees))]
    return " och ".join([*parts, UNIT.counted(units)] if units else parts)


def _named(own: Sequence[ReturnStatus], outcome: str, word: str) -> str:
    """Name the committees of an outcome, the first few."""
    names = [one.respondent.committee.name for one in own if one.outcome == outcome]
    more = f" och {len(names) - _NAMED} till" if len(names) > _NAMED else ""
    return f"; {word}: {', '.join(names[:_NAMED])}{more}" if names else ""
