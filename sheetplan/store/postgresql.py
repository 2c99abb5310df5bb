"""A store in PostgreSQL: a schema of its own in a database that many plans may share.

Passwords are left to PostgreSQL's own means (``PGPASSWORD``, ``.pgpass``, a service, single
sign-on); an address that holds one is refused, so that it never stands in a shared folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    NullPool,
    Table,
    create_engine,
    func,
    inspect,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.schema import CreateSchema

from sheetplan.errors import SheetplanError
from sheetplan.store import database, failures, schema
from sheetplan.store.failures import (
    AddressFaulty,
    DriverMissing,
    StoreBusy,
    StoreUnreachable,
    StoreUnreadable,
)

_BUSY = {"55P03", "40P01", "40001"}  # lock not available, deadlock, serialization
_OTHERS = {"42P01", "42703", "42P07", "42804", "42883"}  # tables that are not ours

_mark = Table("mark", MetaData(), Column("version", Integer, nullable=False))


@dataclass(frozen=True)
class Server:
    """Where a store lies: a database's address without password, and the plan's schema in it."""

    url: str
    schema: str


class PostgresqlSchema:
    """A store's schema, as ``Database``. Each piece of work connects anew, as with a file."""

    def __init__(self, server: Server) -> None:
        url = _checked(server.url)
        self._schema = server.schema
        self.name = f"{url.host or ''}/{url.database or ''}, {server.schema}".lstrip("/")
        self._engine = _engine(url, server.schema)

    @property
    def exists(self) -> bool:
        """As ``Database.exists``."""
        with self._in_words(), self._engine.connect() as connection:
            return self._is_made(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """As ``Database.reading``."""
        with self._in_words(), self._transaction("REPEATABLE READ") as connection:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            self._require_ours(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """As ``Database.writing``.

        The lock is advisory, so that it also holds while the tables are not made. Each statement
        after it must see what the one before us wrote, hence the isolation level.
        """
        with self._in_words(), self._transaction("READ COMMITTED") as connection:
            wait = int(database.WAIT_SECONDS * 1000)
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
            name = func.hashtextextended(f"sheetplan {self._schema}", 0)
            connection.execute(select(func.pg_advisory_xact_lock(name)))
            if not self._is_made(connection):
                self._make(connection)
            self._require_ours(connection)
            yield connection

    def count_faults(self) -> int:
        """As ``Database.count_faults``; PostgreSQL lets only its keeper look at its pages."""
        return 0

    def close(self) -> None:
        """As ``Database.close``."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, isolation: Any) -> Iterator[Connection]:  # noqa: ANN401 - a literal of SQLAlchemy's
        with self._engine.connect() as plain:
            connection = plain.execution_options(isolation_level=isolation)
            with connection.begin():
                yield connection

    def _is_made(self, connection: Connection) -> bool:
        return inspect(connection).has_table(_mark.name, schema=self._schema)

    def _make(self, connection: Connection) -> None:
        if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
            raise StoreUnreadable(self.name, failures.ENCODING)
        # A schema that the server's keeper has made for us may be all that we are allowed to use.
        if not inspect(connection).has_schema(self._schema):
            connection.execute(CreateSchema(self._schema))
        schema.metadata.create_all(connection, checkfirst=False)
        _mark.create(connection, checkfirst=False)
        connection.execute(_mark.insert(), {"version": schema.VERSION})

    def _require_ours(self, connection: Connection) -> None:
        versions = connection.execute(select(_mark.c.version)).scalars().all()
        if versions != [schema.VERSION]:
            newer = len(versions) == 1 and versions[0] > schema.VERSION
            raise StoreUnreadable(self.name, failures.NEWER if newer else failures.DAMAGED)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (IntegrityError, DataError):
            raise  # the submission's fault, which the store puts into words
        except DBAPIError as error:
            raise self._said(str(getattr(error.orig, "sqlstate", None) or "")) from error

    def _said(self, state: str) -> SheetplanError:
        if state in _BUSY:
            return StoreBusy(self.name)
        if state in _OTHERS:
            return StoreUnreadable(self.name, failures.DAMAGED)
        return StoreUnreachable(self.name, failures.SERVER)


def _checked(address: str) -> URL:
    """Return an address that we can use; what is wrong with another is said without showing it."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise AddressFaulty(failures.UNREADABLE) from error
    if url.drivername not in {"postgresql", "postgres"}:
        raise AddressFaulty(failures.ELSEWHERE)
    if url.password is not None or {"password", "sslpassword"} & set(url.query):
        raise AddressFaulty(failures.TELLING)
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL, name: str) -> Engine:
    try:
        engine = create_engine(
            url,
            poolclass=NullPool,
            hide_parameters=True,  # what people wrote must not end up in a log
            connect_args={
                "connect_timeout": int(database.WAIT_SECONDS),
                "client_encoding": "utf8",
                "application_name": "sheetplan",
            },
        )
    except ModuleNotFoundError as error:
        raise DriverMissing from error
    return engine.execution_options(schema_translate_map={None: name})
