"""The answers that stand: everybody's newest accepted return, typed by its form again."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sheetplan.flows.open_store import open_store
from sheetplan.flows.year import Year
from sheetplan.plan.activity import ActivityAnswer
from sheetplan.plan.committee_form import Forecasts
from sheetplan.plan.computing import Key, Values
from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.own_table.own_tables import TABLE_KEY
from sheetplan.plan.plan import Plan
from sheetplan.plan.returns import ANSWERS
from sheetplan.plan.settings import Period
from sheetplan.schema.column import columns_of
from sheetplan.schema.kinds import Choice, Kind
from sheetplan.store.records import StoredValue
from sheetplan.tables.results import Results, results

_KINDS: dict[tuple[str, str], Kind] = {
    (answer.key, column.key): column.kind
    for answer in (*ANSWERS, ActivityAnswer)
    for column in columns_of(answer)
}


def results_of(year: Year, plan: Plan, period: Period) -> Results:
    """Reckon a period's results from what is in the store."""
    before = forecasts_before(year, plan, period)
    return results(plan, period, answers_of(year, plan, period), before)


def answers_of(year: Year, plan: Plan, period: Period) -> dict[str, Values]:
    """Return the answers that stand in a period, by the id of the committee or unit."""
    with open_store(year, plan) as store:
        latest = store.latest(period.id)
    return {s.unit or s.committee: typed(s.values) for s in latest}


def typed(values: Iterable[StoredValue]) -> Values:
    """Return stored values as the form's own types: keys of words become words again."""
    found: dict[Key, object] = {}
    for stored in values:
        if stored.sheet.startswith(TABLE_KEY):  # figures and texts, as they are
            found[(stored.sheet, stored.row, stored.column)] = stored.value
            continue
        kind = _KINDS.get((stored.sheet, stored.column))
        value: object = stored.value
        if isinstance(kind, Choice):
            value = next((word for word in kind.words if word.key == stored.value), None)
        if kind is not None and value is not None:
            found[(stored.sheet, stored.row, stored.column)] = value
    return found


def forecasts_before(year: Year, plan: Plan, period: Period) -> dict[str, Forecasts]:
    """Return the amounts that each committee last gave earlier in the year, by committee."""
    earlier = [one for one in plan.periods if one.ends < period.ends]
    found: dict[str, Forecasts] = {}
    with open_store(year, plan) as store:
        for one in sorted(earlier, key=lambda p: p.ends, reverse=True):
            for submission in store.latest(one.id):
                told = {
                    (value.sheet, value.row, value.column): value.value
                    for value in submission.values
                    if value.sheet.startswith((EconomyAnswer.key, TABLE_KEY))
                    and isinstance(value.value, Decimal)
                }
                if told and not submission.unit:
                    found.setdefault(submission.committee, told)
    return found
