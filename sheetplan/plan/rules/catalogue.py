"""The catalogue: every rule, in the order of the help."""

from __future__ import annotations

from sheetplan.plan.rules import (
    file_rules,
    ledger_rules,
    plan_rules,
    publishing_rules,
    report_rules,
    return_rules,
    sheet_rules,
)
from sheetplan.schema import rules as cell_rules

CATALOGUE = (
    *cell_rules.RULES,
    *file_rules.RULES,
    *sheet_rules.RULES,
    *plan_rules.RULES,
    *return_rules.RULES,
    *ledger_rules.RULES,
    *publishing_rules.RULES,
    *report_rules.RULES,
)
