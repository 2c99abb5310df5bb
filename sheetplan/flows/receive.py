"""Receive (ta emot): read, judge, archive the bytes and store the answers, all or nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from sheetplan.flows.archive import Archive
from sheetplan.flows.copies import copy_file, keep_copy
from sheetplan.flows.files import FileUnreadable, read_file
from sheetplan.flows.judge import Judged, judge_alone, judge_file
from sheetplan.flows.open_store import open_store
from sheetplan.flows.progress import Tell, told, untold
from sheetplan.flows.record import read_record
from sheetplan.flows.year import NoYear, Year, find_year, require_plan
from sheetplan.plan.plan import Plan
from sheetplan.plan.rules import file_rules, return_rules
from sheetplan.schema.kinds import Word
from sheetplan.schema.problem import Place, Problem, in_order
from sheetplan.store.failures import AlreadyReceived
from sheetplan.store.records import StoredProblem, StoredValue, Submission
from sheetplan.store.store import Store

_MARKERS = ("~$", ".~lock.")  # what Excel and LibreOffice put beside an open workbook
_NUMBERED = re.compile(r"(.*?) ?\(([0-9]{1,4})\)")  # a browser's second copy
_IGNORED = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Receipt:
    """What became of one file; ``copy`` is where the copy with remarks is, if there is one."""

    file: str
    outcome: str
    committee: str | None
    period: str | None
    problems: tuple[Problem, ...]
    unit: str | None = None
    copy: Path | None = None


def receive(
    year: Year, paths: Sequence[Path], now: datetime, *, tell: Tell = untold
) -> tuple[Receipt, ...]:
    """Receive files, folders of files, or what lies in the year's inbox.

    Args:
        year: the year's folder.
        paths: files and folders; none means the inbox.
        now: the time of receipt, with a time zone.
        tell: is told how far it has come.
    """
    plan = require_plan(year)
    turn = _Turn(year, plan)
    with open_store(year, plan) as store:
        files = told(tell, "Tar emot filer", _files(_inbox(year, paths)))
        return tuple(
            _again(turn, store, path, now) or _receive(turn, store, path, now) for path in files
        )


def check(year: Year, paths: Sequence[Path]) -> tuple[Receipt, ...]:
    """Say what ``receive`` would say, storing nothing."""
    turn = _Turn(year, require_plan(year))
    return tuple(_receipt(turn.told(turn.judged(path))) for path in _files(_inbox(year, paths)))


def check_alone(paths: Sequence[Path]) -> tuple[Receipt, ...]:
    """Say what workbooks hold by what they carry, where there is no year's folder."""
    return tuple(_receipt(_judge(path, partial(judge_alone, path))) for path in _files(paths))


def check_where(folder: Path, paths: Sequence[Path]) -> tuple[Receipt, ...]:
    """Check files in the year that a folder or the file itself lies in, otherwise alone."""
    try:
        return check(find_year(folder), paths)
    except NoYear:
        if folder != Path():  # somebody has named it
            raise
    return tuple(receipt for path in paths for receipt in _check_one(path))


def _check_one(path: Path) -> tuple[Receipt, ...]:
    try:
        year = find_year(path.parent)
    except NoYear:
        return check_alone([path])
    return check(year, [path])


def _inbox(year: Year, paths: Sequence[Path]) -> Sequence[Path]:
    return paths or ([year.inbox] if year.inbox.exists() else [])


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = (p for p in path.iterdir() if p.is_file() and _is_candidate(p))
            yield from sorted(found, key=_in_turn)
        else:
            yield path


def _in_turn(path: Path) -> tuple[str, int]:
    """Order ”svar.xlsx” before ”svar (2).xlsx” before ”svar (10).xlsx”, as they were saved."""
    found = _NUMBERED.fullmatch(path.stem)
    return (found[1], int(found[2])) if found else (path.stem, 0)


def _is_candidate(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith(_MARKERS) or not (name.startswith(".") or name in _IGNORED)


def _judge(path: Path, judge: Callable[[bytes], Judged]) -> Judged:
    """Judge a file's bytes, if it can be read."""
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
    return judge(data)


def _receipt(judged: Judged) -> Receipt:
    committee = judged.form.committee.id if judged.form else None
    period = judged.form.period.id if judged.form else None
    unit = judged.form.unit.id if judged.form and judged.form.unit else None
    return Receipt(judged.file, judged.outcome, committee, period, judged.problems, unit)


class _Turn:
    """Files that come together: two that differ from one sender are told of, the last holds."""

    def __init__(self, year: Year, plan: Plan) -> None:
        self.year = year
        self.plan = plan
        self._last: dict[tuple[str, str], Judged] = {}

    def judged(self, path: Path) -> Judged:
        """Judge one of the files by itself."""
        return _judge(path, partial(judge_file, self.year, self.plan, path))

    def told(self, judged: Judged) -> Judged:
        """Return a file's judgement, with a remark if it takes another's place."""
        if judged.form is None or judged.outcome == "refused":
            return judged
        whose = (judged.form.respondent.id, judged.form.period.id)
        other = self._last.get(whose)
        self._last[whose] = judged
        if other is None or other.sha256 == judged.sha256:
            return judged
        facts = {"other": other.file, "committee": judged.form.respondent.name}
        both = Problem(return_rules.RETURN_TWO_AT_ONCE, Place(file=judged.file), facts)
        return replace(judged, problems=in_order((both, *judged.problems)))


def _again(turn: _Turn, store: Store, path: Path, now: datetime) -> Receipt | None:
    """Answer for bytes that were received before, without reading what is in them.

    There is no answer where more must be known: they are new, were refused or answer an older
    issue, or their copy with remarks is gone.
    """
    if path.name.startswith(_MARKERS):
        return None
    try:
        data = read_file(path)
    except FileUnreadable:
        return None
    year, sha256 = turn.year, hashlib.sha256(data).hexdigest()
    known = store.find(sha256)
    if known is None or known.outcome == "refused" or turn.plan.period(known.period) is None:
        return None
    record = read_record(year, known.period)
    issue = record.find(known.issue_id)
    if issue is None or issue != record.latest(issue.respondent):
        return None
    is_gone = known.outcome == "remarks" and not copy_file(year, known.period, issue).exists()
    if is_gone or turn.plan.respondent(issue.respondent) is None:
        return None
    archive = Archive(year.archive)
    archive.put_aside(sha256, data)
    archive.keep(sha256)
    return _known(year, store, Judged(path.name, sha256, data, (), issue=issue), known, now)


def _receive(turn: _Turn, store: Store, path: Path, now: datetime) -> Receipt:
    year, judged = turn.year, turn.judged(path)
    if judged.issue is None:  # no return to this plan, or to an older issue: nothing is kept
        return replace(_receipt(judged), copy=_renew(year, store, judged))
    archive = Archive(year.archive)
    archive.put_aside(judged.sha256, judged.data)
    known, copy = store.find(judged.sha256), None
    if known is None:
        judged = turn.told(judged)
        copy = keep_copy(year, judged)  # first: a locked copy must not part from the store
        known = _added(store, judged, now)
    archive.keep(judged.sha256)
    if known is not None:
        return _known(year, store, judged, known, now)
    return replace(_receipt(judged), copy=copy)


def _known(year: Year, store: Store, judged: Judged, known: Submission, now: datetime) -> Receipt:
    """Say of a file that was received before whether it stands."""
    assert judged.issue is not None  # noqa: S101 - the caller looked
    facts = {"when": known.received_at.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M")}
    standing = store.standing_answer(judged.issue.issue_id)
    rule, problems = return_rules.RETURN_KNOWN, tuple[Problem, ...]()
    if known.outcome == "refused":
        rule, problems = return_rules.RETURN_KNOWN_REFUSED, judged.problems
    elif standing is not None and standing != known:
        rule, facts = return_rules.RETURN_SUPERSEDED, facts | {"other": standing.file}
    return Receipt(
        judged.file,
        known.outcome,
        known.committee,
        known.period,
        in_order((Problem(rule, Place(file=judged.file), facts), *problems)),
        known.unit or None,
        _copy_again(year, store, judged, known),
    )


def _copy_again(year: Year, store: Store, judged: Judged, known: Submission) -> Path | None:
    """Return where the copy of a file that came last is; one that is gone is written anew."""
    assert judged.issue is not None  # noqa: S101 - the caller looked
    if store.last_answer(judged.issue.issue_id) != known:
        return None
    path = copy_file(year, known.period, judged.issue)
    if path.exists():
        return path
    return None if known.outcome == "accepted" else keep_copy(year, judged)


def _renew(year: Year, store: Store, judged: Judged) -> Path | None:
    """Move the answers to an older issue to the latest, unless that has been answered."""
    if judged.renewed is None:
        return None
    issue, _ = judged.renewed
    return None if store.last_answer(issue.issue_id) else keep_copy(year, judged)


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
