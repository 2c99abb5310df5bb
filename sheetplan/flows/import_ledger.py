"""Import (läs in): read files from the ledger, check them all and keep them, or keep nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.files import FileUnreadable, read_file
from sheetplan.flows.ledger_file import read_ledger_file
from sheetplan.flows.ledger_record import (
    ImportedFile,
    LedgerImport,
    LedgerRecord,
    ledger_record,
    standing_among,
)
from sheetplan.flows.year import Year, latest_period, require_period, require_plan
from sheetplan.plan.ledger.control_sum import ControlSum, read_control_sum
from sheetplan.plan.ledger.ledger_file import LedgerFile, committees_of
from sheetplan.plan.ledger.mapping import LedgerMapping
from sheetplan.plan.ledger.sheets import AccountGroup, LedgerFormat, LedgerUnit
from sheetplan.plan.ledger.totals import check_totals
from sheetplan.plan.plan import Plan
from sheetplan.plan.rules import file_rules
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.plan.settings import Period
from sheetplan.schema.problem import Place, Problem, has_errors


class NoLedgerSheets(SheetplanError):
    """The plan does not say how files from the ledger are read."""

    def __init__(self) -> None:
        super().__init__(
            "Planen säger inte hur redovisningens filer läses. Fyll i bladen "
            f"{LedgerFormat.sheet}, {AccountGroup.sheet} och {LedgerUnit.sheet}; en tom plan med "
            "alla blad görs med sheetplan new."
        )


class ControlSumUnclear(SheetplanError):
    """The control sum that was given is no certain number."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Kontrollsumman ”{text}” går inte att läsa. "
            "Skriv den utan tusentalstecken och med decimalkomma, gärna med enhet efter: "
            "”4691000,50 kr”."
        )


@dataclass(frozen=True)
class Imported:
    """What was read, and what was kept of it.

    Attributes:
        made: the import, where one was kept; None where something was wrong or all was known.
        replaced: the import that held before.
        control_sum: what somebody said that all rows would be.
    """

    plan: Plan
    period: Period
    files: tuple[LedgerFile, ...]
    problems: tuple[Problem, ...]
    made: LedgerImport | None
    replaced: LedgerImport | None
    control_sum: ControlSum | None

    @property
    def outcome(self) -> str:
        """``accepted``, ``remarks``, ``known`` or ``refused``."""
        if has_errors(self.problems):
            return "refused"
        if self.made is None:
            return "known"
        return "remarks" if self.problems else "accepted"


def import_ledger(
    year: Year,
    paths: Sequence[Path],
    now: datetime,
    period_id: str | None = None,
    control_sum: str | None = None,
) -> Imported:
    """Read files from the ledger; together they are all that holds for the period.

    Args:
        year: the year's folder.
        paths: the files.
        now: the time of reading, with a time zone.
        period_id: the period; the last issued one unless told otherwise.
        control_sum: what all rows are together, as a person writes it.
    """
    plan = require_plan(year)
    if not plan.ledger_formats:
        raise NoLedgerSheets
    period = require_period(plan, period_id) if period_id else latest_period(year, plan)
    wanted = _control_sum(control_sum)
    mapping, record = LedgerMapping(plan), ledger_record(year)
    before = record.imports()
    held = standing_among(before, period.id)
    read = _read_all(plan, mapping, period, paths)
    problems = [problem for one in read for problem in one.problems]
    files = tuple(one.file for one in read if one.file is not None)
    if not has_errors(problems):
        problems += check_totals(plan, period, mapping, files, wanted)
    made = None
    if not has_errors(problems):
        owners = tuple(sorted(committees_of(mapping, files)))
        if held is not None and sorted(f.content for f in files) == held.contents:
            problems.append(_known(held, now))
        else:
            problems += _lost(plan, held, owners)
            imported = tuple(_keep(record, one) for one in read if one.file is not None)
            control = None if wanted is None else str(wanted)
            number = len(before) + 1
            made = record.add(LedgerImport(number, period.id, now, imported, owners, control))
    return Imported(plan, period, files, tuple(problems), made, held, wanted)


@dataclass(frozen=True)
class _ReadFile:
    """A file's bytes and what they came to, if they could be read."""

    data: bytes
    file: LedgerFile | None
    problems: tuple[Problem, ...]


def _read_all(
    plan: Plan, mapping: LedgerMapping, period: Period, paths: Sequence[Path]
) -> list[_ReadFile]:
    """Read each file; one that shares its name with another is called by its whole path."""
    names = Counter(path.name for path in paths)
    return [
        _read(plan, mapping, period, path, path.name if names[path.name] == 1 else str(path))
        for path in paths
    ]


def _read(plan: Plan, mapping: LedgerMapping, period: Period, path: Path, name: str) -> _ReadFile:
    try:
        data = read_file(path)
    except FileUnreadable:
        rule = file_rules.FILE_LOCKED if path.exists() else file_rules.FILE_MISSING
        return _ReadFile(b"", None, (Problem(rule, Place(file=name)),))
    found = read_ledger_file(mapping, plan.ledger_formats, period, name, data)
    if isinstance(found, LedgerFile):
        return _ReadFile(data, found, found.problems)
    return _ReadFile(data, None, found)


def _control_sum(text: str | None) -> ControlSum | None:
    read = None if text is None else read_control_sum(text)
    if text is not None and read is None:
        raise ControlSumUnclear(text)
    return read


def _keep(record: LedgerRecord, one: _ReadFile) -> ImportedFile:
    assert one.file is not None  # noqa: S101 - the caller looked
    file = one.file
    return ImportedFile(
        file.file,
        record.keep(one.data),
        file.content,
        file.count,
        str(file.total),
        file.layout.money.label,
    )


def _known(held: LedgerImport, now: datetime) -> Problem:
    when = held.imported_at.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M")
    place = Place(file=", ".join(one.file for one in held.files))
    return Problem(rules.LEDGER_KNOWN, place, {"when": when})


def _lost(plan: Plan, held: LedgerImport | None, owners: tuple[str, ...]) -> Iterator[Problem]:
    """Say which committees had amounts in the import that is replaced, and now have none."""
    gone = [c.name for c in plan.committees if held and c.id in set(held.committees) - {*owners}]
    if held is not None and gone:
        place = Place(file=", ".join(one.file for one in held.files))
        yield Problem(rules.LEDGER_LOST, place, {"found": ", ".join(gone)})
