"""What frames leave in doubt: a row that is the sum of the others, sums that are not held."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheetplan.plan.amount import printed_decimals
from sheetplan.plan.doubts.row_at import Sheets
from sheetplan.plan.frame import Frame
from sheetplan.plan.reconciling.identities import FRAME_TERMS
from sheetplan.plan.rules import plan_rules
from sheetplan.schema.column import column_of
from sheetplan.schema.numbers import show_number
from sheetplan.schema.problem import Place, Problem

_FEWEST = 3  # frames; of two that are alike neither is a sum
_HALF = Decimal("0.5")
_BASE = FRAME_TERMS[0]


def frame_doubts(sheets: Sheets) -> Iterator[Problem]:
    """Ask about frames that are counted twice, and about those that cannot be reconciled."""
    found = sheets[Frame]
    rows = [(at, row) for at, row in enumerate(found.rows) if isinstance(row, Frame)]
    tops = [(at, row) for at, row in rows if row.part_of is None]
    whole = sum((row.budget for _, row in tops), Decimal(0))
    for at, row in tops if len(tops) >= _FEWEST else ():
        if row.budget and row.budget * 2 == whole:
            facts = {"name": row.name, "label": column_of(Frame, "part_of").label}
            yield Problem(plan_rules.PLAN_FRAME_SUM, found.place(at, "name"), facts)
    if len({row.committee for _, row in tops}) > 1:  # a committee's own plan has no others
        yield from _moved(sheets)
    used = [key for key in FRAME_TERMS if any(getattr(row, key) for _, row in rows)]
    told = [column_of(Frame, key).label for key in used]
    if told and _BASE not in used:
        facts = {"column": column_of(Frame, _BASE).label, "others": ", ".join(told)}
        yield Problem(plan_rules.PLAN_FRAME_NO_BASE, Place(sheet=found.sheet), facts)


def _moved(sheets: Sheets) -> Iterator[Problem]:
    """What one committee gets by reallocation another has given, within rounding."""
    found = sheets[Frame]
    moved = [
        (row.reallocation, found.place(at, "reallocation"))
        for at, row in enumerate(found.rows)
        if isinstance(row, Frame) and row.part_of is None and row.reallocation
    ]
    amounts = [amount for amount, _ in moved]
    decimals = max(map(printed_decimals, amounts), default=0)
    whole, bound = sum(amounts, Decimal(0)), _HALF.scaleb(-decimals) * len(moved)
    if abs(whole) > bound:
        cells = [f"{show_number(amount, decimals)} i {place.cell}" for amount, place in moved]
        facts = {
            "found": ", ".join(cells),
            "sum": show_number(whole, decimals),
            "addition": column_of(Frame, "addition").label,
        }
        yield Problem(plan_rules.PLAN_FRAMES_MOVED, moved[0][1], facts)
