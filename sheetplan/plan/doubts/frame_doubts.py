"""What frames leave in doubt: a row that is the sum of the others, sums that are not held."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheetplan.plan.doubts.row_at import Sheets
from sheetplan.plan.frame import Frame
from sheetplan.plan.reconciling.identities import FRAME_TERMS
from sheetplan.plan.rules import plan_rules
from sheetplan.schema.column import column_of
from sheetplan.schema.problem import Place, Problem

_FEWEST = 3  # frames; of two that are alike neither is a sum
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
    used = [key for key in FRAME_TERMS if any(getattr(row, key) for _, row in rows)]
    told = [column_of(Frame, key).label for key in used]
    if told and _BASE not in used:
        facts = {"column": column_of(Frame, _BASE).label, "others": ", ".join(told)}
        yield Problem(plan_rules.PLAN_FRAME_NO_BASE, Place(sheet=found.sheet), facts)
