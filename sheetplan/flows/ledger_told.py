"""What controllers are told of the ledger in a period: a table, remarks and data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sheetplan.flows.ledger import standing_ledger
from sheetplan.flows.year import Year
from sheetplan.plan.ledger.ledger_file import TargetSum
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.schema.problem import Problem
from sheetplan.tables.ledger import (
    LedgerComparison,
    compare_ledger,
    ledger_problems,
    ledger_table,
)
from sheetplan.tables.results import Results
from sheetplan.tables.table import Table


@dataclass(frozen=True)
class ToldLedger:
    """The ledger beside what the committees wrote; empty where nothing was read."""

    table: Table | None
    problems: tuple[Problem, ...]
    sentences: tuple[str, ...]
    data: Mapping[str, Any]
    sums: tuple[TargetSum, ...] = ()


def told_ledger(year: Year, results: Results) -> ToldLedger:
    """Set the ledger that holds for the period beside the committees' amounts."""
    standing = standing_ledger(year, results.plan, results.period)
    if standing is None:
        return ToldLedger(None, (), (), {"import": None, "rows": []})
    held = standing.held
    compared = compare_ledger(results, standing.sums)
    when = f"{held.imported_at.astimezone():%Y-%m-%d %H:%M}"
    files = ", ".join(one.file for one in held.files)
    source = f"Inläst {when} ur {files}."
    problems = (*standing.problems, *ledger_problems(compared))
    rows = [_data(results, one) for one in compared]
    return ToldLedger(
        ledger_table(results, compared, source) if compared else None,
        problems,
        (_sentence(compared),) if compared else (),
        {"import": held.number, "rows": rows},
        standing.sums,
    )


def _sentence(compared: tuple[LedgerComparison, ...]) -> str:
    stated = [one for one in compared if one.verdict is not None]
    agree = sum(one.verdict is not Verdict.WRONG for one in stated)
    absent = len(compared) - len(stated)
    rest = f" Ej ifyllt av nämnden: {absent}." if absent else ""
    return f"{agree} av {len(stated)} belopp stämmer med redovisningen.{rest}"


def _data(results: Results, one: LedgerComparison) -> dict[str, Any]:
    return {
        "id": one.row,
        "committee": one.committee.id,
        "unit": None,
        "period": results.period.id,
        "name": one.name,
        "table": one.table,
        "column": one.column,
        "measured_in": one.money.label,
        "ledger": one.found,
        "stated": one.stated,
        "difference": one.difference,
        "bound": one.bound,
        "verdict": one.verdict.key if one.verdict else None,
        "ledger_rows": one.count,
    }
