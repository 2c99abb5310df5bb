"""What files together come to: control sums, signs, and amounts a thousand times off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheetplan.plan.budget import period_budget
from sheetplan.plan.ledger.control_sum import ControlSum
from sheetplan.plan.ledger.headings import asked_in
from sheetplan.plan.ledger.ledger_file import LedgerFile, TargetSum, target_sums
from sheetplan.plan.ledger.mapping import LedgerMapping, as_cost
from sheetplan.plan.ledger.row_tally import show_money
from sheetplan.plan.ledger.sheets import AccountKind, LedgerFormat, Money, money_of
from sheetplan.plan.plan import Plan
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.plan.settings import Period
from sheetplan.schema.numbers import show_number
from sheetplan.schema.problem import Place, Problem

_THOUSAND, _TWICE = Decimal(1000), Decimal(2)
_KINDS = {AccountKind.COST: ("Kostnaderna", 1), AccountKind.REVENUE: ("Intäkterna", -1)}


def plan_money(plan: Plan) -> Money:
    """Return the money that the plan's amounts are in."""
    return money_of(plan.settings.money_unit) or Money.KR


def check_totals(
    plan: Plan,
    period: Period,
    mapping: LedgerMapping,
    files: Sequence[LedgerFile],
    control: ControlSum | None = None,
) -> Iterator[Problem]:
    """Say what is wrong with files as a whole, whose rows could all be read.

    What is only unlikely is refused until a control sum with its money vouches for the files.
    """
    vouched = str(control) if control is not None and control.vouches_for(files) else ""
    for file in files:
        yield from _signs(mapping, file, vouched)
    yield from _same(files)
    yield from _thousandfold(plan, period, mapping, files, vouched)
    yield from control.problems(files) if control is not None else ()


def _same(files: Sequence[LedgerFile]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for file in files:
        if file.content in first:
            facts = {"other": first[file.content]}
            yield Problem(rules.LEDGER_SAME, Place(file=file.file), facts)
        first.setdefault(file.content, file.file)


def _signs(mapping: LedgerMapping, file: LedgerFile, vouched: str) -> Iterator[Problem]:
    """Costs must be costs together, and revenues revenues, whatever single accounts are."""
    layout = file.layout
    for post, (name, sign) in _KINDS.items():
        parts = (s.amount for (g, _), s in file.sums.items() if mapping.groups[g].post is post)
        amount = sum(parts, Decimal(0))
        if amount * sign < 0:
            as_written = as_cost(amount / layout.money.kronor, layout.sign)
            facts = {"what": name, "found": show_money(as_written, layout.money)}
            facts |= {"label": asked_in("sign"), "sheet": LedgerFormat.sheet}
            facts |= {"sign": layout.sign.label, "sum": vouched}
            rule = rules.LEDGER_TURNED if vouched else rules.LEDGER_SIGN
            yield Problem(rule, Place(file=file.file), facts)


def _thousandfold(
    plan: Plan,
    period: Period,
    mapping: LedgerMapping,
    files: Sequence[LedgerFile],
    vouched: str,
) -> Iterator[Problem]:
    """Say so where all frames are off alike; one alone may have few rows in these files."""
    money, frames = plan_money(plan), {f.id: f for f in plan.frames if f.part_of is None}
    off: list[tuple[TargetSum, str]] = []
    for one in target_sums(mapping, files):
        frame = frames.get(one.target.row) if not one.target.table else None
        if frame is not None and frame.budget and one.amount:
            budget = period_budget(frame.budget, period.month)
            off.append((one, _how(abs(one.amount / money.kronor / budget))))
    if len({how for _, how in off}) != 1 or not off[0][1]:
        return
    for one, how in off:
        frame = frames[one.target.row]
        budget = period_budget(frame.budget, period.month)
        facts = {"name": frame.name, "how": how, "sheet": LedgerFormat.sheet, "sum": vouched}
        facts |= {"found": show_number(one.amount / money.kronor, 3, money.label)}
        facts |= {"wanted": show_number(budget, 1, money.label), "label": asked_in("money")}
        place = Place(file=", ".join(file for file, _ in one.rows))
        rule = rules.LEDGER_SMALL if vouched else rules.LEDGER_THOUSANDFOLD
        yield Problem(rule, place, facts)


def _how(ratio: Decimal) -> str:
    """Say which way an amount is about a thousand times off, if it is."""
    if _near(ratio / _THOUSAND):
        return "mycket"
    return "lite" if _near(ratio * _THOUSAND) else ""


def _near(ratio: Decimal) -> bool:
    return 1 / _TWICE <= ratio <= _TWICE
