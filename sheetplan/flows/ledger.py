"""What holds of the ledger in a period: its files read again, with the plan as it is now."""

from __future__ import annotations

from dataclasses import dataclass

from sheetplan.flows.files import read_file
from sheetplan.flows.ledger_file import read_ledger_file
from sheetplan.flows.ledger_record import ImportedFile, LedgerImport, ledger_record
from sheetplan.flows.year import Year
from sheetplan.plan.ledger.ledger_file import LedgerFile, TargetSum, target_sums
from sheetplan.plan.ledger.mapping import LedgerMapping
from sheetplan.plan.plan import Plan
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.plan.settings import Period
from sheetplan.schema.problem import Place, Problem


@dataclass(frozen=True)
class StandingLedger:
    """The import that holds, and its amounts; none of them where a file is unreadable."""

    held: LedgerImport
    sums: tuple[TargetSum, ...]
    problems: tuple[Problem, ...]


def standing_ledger(year: Year, plan: Plan, period: Period) -> StandingLedger | None:
    """Return what holds of the ledger in a period; None where nothing was read."""
    held = ledger_record(year).standing(period.id)
    if held is None:
        return None
    mapping = LedgerMapping(plan)
    files: list[LedgerFile] = []
    problems: list[Problem] = []
    for one in held.files:
        read = _read_again(year, plan, mapping, period, one)
        if isinstance(read, LedgerFile):
            files.append(read)
        else:
            problems.append(read)
    sums = () if problems else target_sums(mapping, files)
    return StandingLedger(held, sums, tuple(problems))


def _read_again(
    year: Year, plan: Plan, mapping: LedgerMapping, period: Period, one: ImportedFile
) -> LedgerFile | Problem:
    data = read_file(ledger_record(year).find(one.sha256))
    read = read_ledger_file(mapping, plan.ledger_formats, period, one.file, data)
    problems = read.problems if isinstance(read, LedgerFile) else read
    first = next((problem for problem in problems if problem.is_error), None)
    if first is not None:
        facts = {"file": one.file, "found": first.rule.what.format_map(first.facts).rstrip(".")}
        return Problem(rules.LEDGER_UNREADABLE, Place(file=one.file), facts)
    assert isinstance(read, LedgerFile)  # noqa: S101 - otherwise it has errors
    return read
