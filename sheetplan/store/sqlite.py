"""A store in an SQLite file: made whole or not at all, opened with care, its faults in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from sheetplan.errors import SheetplanError
from sheetplan.store import database, failures, migration, schema
from sheetplan.store.failures import StoreBusy, StoreUnreachable, StoreUnreadable

APPLICATION_ID = 0x53505031  # "SPP1", shown by the command "file" and by any SQLite browser

_SMALLEST_PAGE = 512
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNREACHABLE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_MISUSE = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)


class SqliteFile:
    """A store's file, as ``Database``.

    Each piece of work opens it anew and closes it, for Windows locks open files.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._engine = _engine(self.path, create=False)

    @property
    def name(self) -> str:
        """As ``Database.name``."""
        return str(self.path)

    @property
    def exists(self) -> bool:
        """As ``Database.exists``; whatever lies at the path."""
        return os.path.lexists(self.path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """As ``Database.reading``."""
        with self._in_words(), self._engine.begin() as connection:
            connection.exec_driver_sql("BEGIN")
            migration.show_as_today(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """As ``Database.writing``."""
        with self._in_words():
            if not self.exists:
                self._create()
            with self._engine.begin() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                migration.migrate(connection)
                yield connection

    def count_faults(self) -> int:
        """As ``Database.count_faults``."""
        with self.reading() as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        return 0 if said == ["ok"] else len(said)

    def close(self) -> None:
        """As ``Database.close``."""
        self._engine.dispose()

    def _create(self) -> None:
        """Make the file with its schema beside its place and put it there in one step.

        A file that grew in its place would be empty for a moment, and an empty one is refused.
        Neither step overwrites: the process that comes second uses the file of the first.
        """
        with TemporaryDirectory(prefix=".sheetplan-", dir=self.path.parent) as folder:
            fresh = Path(folder) / self.path.name
            engine = _engine(fresh, create=True)
            with engine.begin() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                schema.metadata.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                migration.mark(connection)
            engine.dispose()
            try:
                if os.name == "nt":
                    fresh.rename(self.path)
                else:
                    self.path.hardlink_to(fresh)
            except FileExistsError:
                return

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if not isinstance(error.orig, sqlite3.Error) or isinstance(error.orig, _MISUSE):
                raise
            raise _said(self.path, error.orig) from error
        except OSError as error:
            raise StoreUnreachable(self.path) from error


def file_uri(path: PurePath) -> str:
    """Write a path as SQLite reads it; also a Windows drive, a share and odd characters."""
    posix = path.as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix, safe='/:')}"


def _engine(path: Path, *, create: bool) -> Engine:
    return create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(path, create=create),
        poolclass=NullPool,
        hide_parameters=True,  # what people wrote must not end up in a log
    )


def _connect(path: Path, *, create: bool) -> sqlite3.Connection:
    size = None if create else path.stat().st_size
    # SQLite takes a file shorter than its smallest page for an empty database of its own.
    if size is not None and size < _SMALLEST_PAGE:
        raise StoreUnreadable(path, failures.DAMAGED if size else failures.EMPTY)
    uri = f"{file_uri(path)}?mode={'rwc' if create else 'rw'}"
    with ExitStack() as undo:
        connection = sqlite3.connect(
            uri, uri=True, timeout=database.WAIT_SECONDS, isolation_level=None
        )
        undo.callback(connection.close)
        connection.text_factory = _lenient
        if not create:
            _require_ours(connection, path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        undo.pop_all()
    return connection


def _lenient(text: bytes) -> str:
    """Read a text whose bytes are damaged, so that verification can name its record."""
    return text.decode("utf-8", "surrogateescape")


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise StoreUnreadable(path, failures.FOREIGN)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not 1 <= version <= schema.VERSION:
        what = failures.NEWER if version > schema.VERSION else failures.DAMAGED
        raise StoreUnreadable(path, what)


def _said(path: Path, error: sqlite3.Error) -> SheetplanError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _BUSY:
        return StoreBusy(path)
    if code in _UNREACHABLE:
        return StoreUnreachable(path)
    return StoreUnreadable(path, failures.DAMAGED)
