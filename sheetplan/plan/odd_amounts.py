"""Amounts in a return that may be slips: far from what is known, or alone in their sign."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from sheetplan.plan.amount_sheet import OTHER_UNIT, AmountSheet, compared
from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.form import FormRow
from sheetplan.plan.rules import return_rules
from sheetplan.schema.problem import Place, Problem

_TENFOLD = 10
_FRAMES = "hela nämndens budget"


def check_odd(here: AmountSheet, told: Collection[Place]) -> Iterator[Problem]:
    """Ask about amounts that stand out; of those that are told already nothing is said."""
    for row in here.sheet.rows:
        for column in here.sheet.columns:
            value = here.amount(row, column.key)
            if not value or not here.asked(row, column.key):
                continue
            if here.place(row, column.key) in told:
                continue
            far = list(_far(here, row, column.key, value, told))
            yield from far
            told = {*told, *(problem.place for problem in far)}
            if value < 0:
                yield from _negative(here, row, column.key, value)


def _far(
    here: AmountSheet, row: FormRow, column: str, value: Decimal, told: Collection[Place]
) -> Iterator[Problem]:
    """An amount ten times what it is held against, or a tenth, is asked about once."""
    pairs = compared(here.sheet)
    for key in pairs.get(column, ()):
        wanted = here.amount(row, key)
        if here.place(row, key) in told:
            return
        if wanted and not 1 / Decimal(_TENFOLD) < abs(value / wanted) < _TENFOLD:
            shown = here.shown(row, column, wanted)
            yield _told(here, row, column, (shown, here.label(key), abs(value) > abs(wanted)))
            return
    whole = _frames(here) if here.unit(row, column) in OTHER_UNIT else None
    if here.sheet.table is not None and whole and abs(value) > whole * _TENFOLD:
        unit = here.form.plan.settings.money_unit
        if unit == here.unit(row, column):
            yield _told(here, row, column, (here.shown(row, column, whole), _FRAMES, True))


def _frames(here: AmountSheet) -> Decimal | None:
    """Return the largest budget among the committee's frames."""
    economy = (s for s in here.form.sheets if s.answer is EconomyAnswer)
    budgets = (row.given.get("budget") for sheet in economy for row in sheet.rows)
    return max((abs(one) for one in budgets if isinstance(one, Decimal)), default=None)


def _told(here: AmountSheet, row: FormRow, column: str, against: tuple[str, str, bool]) -> Problem:
    value = here.amount(row, column)
    assert value is not None  # noqa: S101 - it was compared
    wanted, label, is_more = against
    facts = {
        "found": here.shown(row, column, value),
        "wanted": wanted,
        "label": label,
        "how": "mer än tio gånger" if is_more else "mindre än en tiondel av",
    }
    return Problem(return_rules.RETURN_FAR, here.place(row, column), facts)


def _negative(here: AmountSheet, row: FormRow, column: str, value: Decimal) -> Iterator[Problem]:
    """A number below zero among others that all are above it is asked about."""
    table = here.sheet.table
    if table is None or any(own.sign for own in table.rows):
        return  # there the plan says which sign an amount has
    rows = [one for one in here.sheet.rows if one is not row]
    beside = [(row, c.key) for c in here.sheet.columns if c.key != column]
    others = [
        [here.amount(*at) for at in line if here.asked(*at) and here.amount(*at) is not None]
        for line in (beside, [(one, column) for one in rows])
    ]
    if all(line and all(one is None or one >= 0 for one in line) for line in others):
        facts = {"found": here.shown(row, column, value)}
        yield Problem(return_rules.RETURN_NEGATIVE, here.place(row, column), facts)
