"""Receive (ta emot): read, judge, archive the bytes and store the answers, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sheetplan.flows.archive import Archive
from sheetplan.flows.files import FileUnreadable, read_file
from sheetplan.flows.judge import Judged, judge_file
from sheetplan.flows.open_store import open_store
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.plan import Plan
from sheetplan.plan.rules import file_rules, return_rules
from sheetplan.schema.kinds import Word
from sheetplan.schema.problem import Place, Problem, in_order
from sheetplan.store.failures import AlreadyReceived
from sheetplan.store.records import StoredProblem, StoredValue, Submission
from sheetplan.store.store import Store

_MARKERS = ("~$", ".~lock.")  # what Excel and LibreOffice put beside an open workbook
_IGNORED = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Receipt:
    """What became of one file."""

    file: str
    outcome: str
    committee: str | None
    period: str | None
    problems: tuple[Problem, ...]
    unit: str | None = None


def receive(year: Year, paths: Sequence[Path], now: datetime) -> tuple[Receipt, ...]:
    """Receive files, folders of files, or what lies in the year's inbox.

    Args:
        year: the year's folder.
        paths: files and folders; none means the inbox.
        now: the time of receipt, with a time zone.
    """
    plan = require_plan(year)
    with open_store(year, plan) as store:
        return tuple(_receive(year, plan, store, path, now) for path in _files(year, paths))


def check(year: Year, paths: Sequence[Path]) -> tuple[Receipt, ...]:
    """Say what ``receive`` would say, storing nothing."""
    plan = require_plan(year)
    return tuple(_receipt(_judge(year, plan, path)) for path in _files(year, paths))


def _files(year: Year, paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths or ([year.inbox] if year.inbox.exists() else []):
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.is_file() and _is_candidate(p))
        else:
            yield path


def _is_candidate(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith(_MARKERS) or not (name.startswith(".") or name in _IGNORED)


def _judge(year: Year, plan: Plan, path: Path) -> Judged:
    marker = next((m for m in _MARKERS if path.name.startswith(m)), None)
    if marker is not None:
        opened = path.name.removeprefix(marker).removesuffix("#")
        problem = Problem(file_rules.FILE_OPEN_MARKER, Place(file=path.name), {"found": opened})
        return Judged(path.name, "", b"", (problem,))
    try:
        data = read_file(path)
    except FileUnreadable:
        rule = file_rules.FILE_LOCKED if path.exists() else file_rules.FILE_MISSING
        problem = Problem(rule, Place(file=path.name))
        return Judged(path.name, "", b"", (problem,))
    return judge_file(year, plan, path, data)


def _receipt(judged: Judged) -> Receipt:
    committee = judged.form.committee.id if judged.form else None
    period = judged.form.period.id if judged.form else None
    unit = judged.form.unit.id if judged.form and judged.form.unit else None
    return Receipt(judged.file, judged.outcome, committee, period, judged.problems, unit)


def _receive(year: Year, plan: Plan, store: Store, path: Path, now: datetime) -> Receipt:
    judged = _judge(year, plan, path)
    if judged.issue is None:  # not a return to this plan: nothing is kept
        return _receipt(judged)
    archive = Archive(year.archive)
    archive.put_aside(judged.sha256, judged.data)
    known = store.find(judged.sha256) or _added(store, judged, now)
    archive.keep(judged.sha256)
    if known is not None:
        when = known.received_at.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M")
        refused = known.outcome == "refused"
        rule = return_rules.RETURN_KNOWN_REFUSED if refused else return_rules.RETURN_KNOWN
        said = (Problem(rule, Place(file=judged.file), {"when": when}),)
        problems = in_order((*said, *judged.problems)) if refused else said
        whose = known.committee, known.period, problems, known.unit or None
        return Receipt(judged.file, known.outcome, *whose)
    return _receipt(judged)


def _added(store: Store, judged: Judged, now: datetime) -> Submission | None:
    """Add what came; return what stands instead if another process has just received the same."""
    try:
        store.add(_submission(judged, now))
    except AlreadyReceived:
        return store.find(judged.sha256)
    return None


def _submission(judged: Judged, now: datetime) -> Submission:
    assert judged.issue is not None  # noqa: S101 - the caller looked
    assert judged.form is not None  # noqa: S101 - goes with the issue
    signed = judged.received.sign_off if judged.received else None
    refused = judged.outcome == "refused"
    return Submission(
        sha256=judged.sha256,
        file=judged.file,
        issue_id=judged.issue.issue_id,
        committee=judged.issue.committee,
        unit=judged.issue.unit,
        period=judged.form.period.id,
        number=judged.issue.number,
        outcome=judged.outcome,
        received_at=now,
        signed_name=signed.name if signed else "",
        signed_title=signed.title if signed else "",
        signed_on=signed.signed if signed else None,
        values=() if refused else tuple(_values(judged)),
        problems=tuple(_problems(judged.problems)),
    )


def _values(judged: Judged) -> Iterable[StoredValue]:
    assert judged.received is not None  # noqa: S101 - an accepted file was read
    for key, value in judged.received.values.items():
        place = judged.received.places[key]
        yield StoredValue(*key, _storable(value), place.sheet, place.cell)


def _storable(value: object) -> str | Decimal | date:
    if isinstance(value, Word):
        return value.key
    if isinstance(value, (Decimal, date)):
        return value
    return str(value)


def _problems(problems: Iterable[Problem]) -> Iterable[StoredProblem]:
    for p in problems:
        severity = "error" if p.is_error else "remark"
        yield StoredProblem(
            p.rule.code, severity, p.place.sheet, p.place.cell, p.place.label, p.message
        )
