"""The store: adds what was received, finds it again and proves that nothing was changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, select
from sqlalchemy.exc import DataError, IntegrityError

from sheetplan.store import chain, failures
from sheetplan.store.database import Database
from sheetplan.store.failures import AlreadyReceived, NotStorable, StoreUnreadable
from sheetplan.store.postgresql import PostgresqlSchema, Server
from sheetplan.store.records import Submission
from sheetplan.store.register import Entry, Register
from sheetplan.store.rows import Fields, Rows, to_rows, to_submission
from sheetplan.store.schema import event, stored_problem, stored_value, submission
from sheetplan.store.sqlite import SqliteFile

_ENTRY = tuple(field.name for field in fields(Entry))


class Store:
    """The received submissions of a year, in a file or in a schema of a PostgreSQL database.

    Nothing is ever changed or removed. The tables are made at the first ``add``; where there are
    none the store reads as empty. Each submission that is read is checked against its event, so
    that a number changed behind our back cannot reach a report. Any method may raise
    ``StoreUnreadable`` (empty, damaged, altered, another program's or a newer version's),
    ``StoreBusy`` (locked for ten seconds) or ``StoreUnreachable`` (rights, full disk, lost share,
    no server).
    """

    def __init__(self, place: Path | Server) -> None:
        self._database: Database = (
            PostgresqlSchema(place) if isinstance(place, Server) else SqliteFile(place)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._database.close()

    def add(self, received: Submission) -> None:
        """Keep a submission and append its event, in one transaction.

        Raises:
            AlreadyReceived: the same bytes are in the store. It is not passed over in silence:
                the caller may have judged them otherwise this time, and the first record stands.
            NotStorable: it breaks the store's rules.
        """
        rows = to_rows(received)
        try:
            with self._database.writing() as connection:
                _append(connection, rows)
        except (IntegrityError, DataError) as error:
            raise NotStorable(received.file, "den bryter mot en regel i databasen") from error

    def find(self, sha256: str) -> Submission | None:
        """Find the submission whose file had these bytes."""
        return next(iter(self._submissions(submission.c.sha256 == sha256)), None)

    def latest(self, period: str) -> tuple[Submission, ...]:
        """Return the newest submission not refused of each committee and of each of its units.

        They come by committee, its own return before its units'. The newest is the one received
        last, not the one with the highest number.
        """
        newest = (
            select(func.max(submission.c.sequence))
            .where(submission.c.period == period, submission.c.outcome != "refused")
            .group_by(submission.c.committee, submission.c.unit)
        )
        found = self._submissions(submission.c.sequence.in_(newest))
        return tuple(sorted(found, key=lambda one: (one.committee, one.unit)))

    def last_answer(self, issue_id: str) -> Submission | None:
        """Return the submission that came last of those that answer an issued workbook."""
        last = select(func.max(submission.c.sequence)).where(submission.c.issue_id == issue_id)
        return next(iter(self._submissions(submission.c.sequence.in_(last))), None)

    def standing_answer(self, issue_id: str) -> Submission | None:
        """Return the submission that holds of those that answer an issued workbook."""
        answers = (submission.c.issue_id == issue_id) & (submission.c.outcome != "refused")
        last = select(func.max(submission.c.sequence)).where(answers)
        return next(iter(self._submissions(submission.c.sequence.in_(last))), None)

    def history(self, period: str) -> tuple[Submission, ...]:
        """Return all submissions of a period with their values, in the order received."""
        return self._submissions(submission.c.period == period)

    def verify(self) -> tuple[str, ...]:
        """Read everything, recompute the chain and name what is broken, a sentence each."""
        if not self._database.exists:
            return ()
        faults = self._database.count_faults()
        with self._database.reading() as connection:
            kept = _rows(connection)
            events = [_fields(row) for row in _all(connection, event, event.c.sequence)]
            loose = list(_loose(connection))
        pages = [f"Databasfilens egen kontroll hittar {faults} fel."] if faults else []
        return (*pages, *chain.broken_events(events, kept), *loose)

    def register(self) -> Register:
        """List every file that was received, as the tables stand, whether they hold or not."""
        if not self._database.exists:
            return Register()
        with self._database.reading() as connection:
            rows = _all(connection, submission, submission.c.sequence)
            events = _all(connection, event, event.c.sequence)
        entries = tuple(Entry(**{key: row[key] for key in _ENTRY}) for row in rows)
        return Register(entries, str(events[-1]["hash"]) if events else "")

    def _submissions(self, chosen: ColumnElement[bool]) -> tuple[Submission, ...]:
        if not self._database.exists:
            return ()
        with self._database.reading() as connection:
            kept = _rows(connection, chosen)
            owners = select(submission.c.sequence).where(chosen)
            query = select(event.c.submission, event.c.digest).where(
                event.c.submission.in_(owners)
            )
            told = dict(connection.execute(query).tuples().all())
        return tuple(self._sound(rows, told.get(number)) for number, rows in kept.items())

    def _sound(self, rows: Rows, digest: str | None) -> Submission:
        altered = StoreUnreadable(self._database.name, failures.ALTERED)
        if digest != chain.digest_of(rows):
            raise altered
        try:
            return to_submission(rows)
        except (ValueError, ArithmeticError) as error:
            raise altered from error


def _append(connection: Connection, rows: Rows) -> None:
    """Insert a submission's rows and its event; the write lock is held."""
    same = submission.c.sha256 == rows.submission["sha256"]
    if connection.execute(select(submission.c.sequence).where(same)).first():
        raise AlreadyReceived(str(rows.submission["file"]))
    last = connection.execute(select(func.max(submission.c.sequence))).scalar()
    numbered = rows.numbered((last or 0) + 1)
    connection.execute(submission.insert(), numbered.submission)
    if numbered.values:
        connection.execute(stored_value.insert(), list(numbered.values))
    if numbered.problems:
        connection.execute(stored_problem.insert(), list(numbered.problems))
    if list(_rows(connection, same).values()) != [numbered]:
        raise NotStorable(str(rows.submission["file"]), "databasen gav tillbaka något annat")
    query = select(event).order_by(event.c.sequence.desc()).limit(1)
    newest = connection.execute(query).mappings().first()
    previous = None if newest is None else _fields(newest)
    connection.execute(event.insert(), chain.next_event(previous, numbered))


def _rows(connection: Connection, chosen: ColumnElement[bool] | None = None) -> dict[object, Rows]:
    """Read the rows of the chosen submissions, or of all, by number and in order."""
    query = select(submission).order_by(submission.c.sequence)
    if chosen is not None:
        query = query.where(chosen)
    own: dict[object, Fields] = {
        row["sequence"]: _fields(row) for row in connection.execute(query).mappings()
    }
    values = _by_submission(connection, stored_value, chosen)
    problems = _by_submission(connection, stored_problem, chosen)
    return {
        number: Rows(fields, tuple(values[number]), tuple(problems[number]))
        for number, fields in own.items()
    }


def _by_submission(
    connection: Connection, table: Table, chosen: ColumnElement[bool] | None
) -> defaultdict[object, list[Fields]]:
    query = select(table).order_by(table.c.submission, table.c.position)
    if chosen is not None:
        owners = select(submission.c.sequence).where(chosen)
        query = query.where(table.c.submission.in_(owners))
    found: defaultdict[object, list[Fields]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["submission"]].append(_fields(row))
    return found


def _all(connection: Connection, table: Table, by: ColumnElement[int]) -> list[RowMapping]:
    return list(connection.execute(select(table).order_by(by)).mappings())


def _loose(connection: Connection) -> Iterator[str]:
    """Name rows that belong to no submission; no digest covers them."""
    for table, what in ((stored_value, "Värden"), (stored_problem, "Anmärkningar")):
        query = select(table.c.submission).distinct().order_by(table.c.submission)
        owners = select(submission.c.sequence)
        for number in connection.execute(query.where(table.c.submission.not_in(owners))).scalars():
            yield f"{what} finns för inlämning {number}, som saknas."


def _fields(row: RowMapping) -> Fields:
    return {str(name): value for name, value in row.items()}
