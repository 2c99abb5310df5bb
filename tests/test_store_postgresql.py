"""The store on a PostgreSQL server: its schema, its keys, its locks and what is said of it.

- ST10: many plans share a database without seeing one another.
- ST11: two that write wait for each other, and readers wait for nobody.
- ST12: no password is taken from a folder or shown in a message.
- ST13: what the server refuses is said in a sentence.
"""

from __future__ import annotations

import secrets
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import psycopg
import pytest

from sheetplan.errors import SheetplanError
from sheetplan.store import database
from sheetplan.store.failures import (
    AddressFaulty,
    DriverMissing,
    StoreBusy,
    StoreUnreachable,
    StoreUnreadable,
)
from sheetplan.store.postgresql import PostgresqlSchema, Server
from sheetplan.store.schema import VERSION
from sheetplan.store.store import Store
from tests.postgresql import PASSWORD, Cluster
from tests.submissions import add, behind, counts, received, verified


@pytest.fixture
def server(cluster: Cluster) -> Server:
    return cluster.place(f"sheetplan_2025_{secrets.token_hex(8)}")


def told(error: BaseException) -> str:
    """Return all that a log would say of an exception, its causes too."""
    return "".join(traceback.format_exception(error))


# ST10


def test_plans_share_a_database(server: Server) -> None:
    other = Server(server.url, f"{server.schema}.b")
    add(server, received("1"), received("2"))
    add(other, received("1", committee="bun"))
    with Store(server) as store, Store(other) as second:
        assert [one.committee for one in store.history("2025-08")] == ["hsn", "hsn"]
        assert [one.committee for one in second.history("2025-08")] == ["bun"]
    behind(other, "DELETE FROM event")
    assert verified(server) == ()
    assert len(verified(other)) == 1


def test_a_schema_made_by_the_servers_keeper_is_used(cluster: Cluster, server: Server) -> None:
    role = f"maker_{secrets.token_hex(4)}"
    mine = Server(cluster.url(role), server.schema)
    cluster.do(f"CREATE ROLE {role} LOGIN")
    with pytest.raises(StoreUnreachable, match="skriva där"):
        add(mine, received())
    cluster.do(f"CREATE SCHEMA {server.schema}", f"GRANT ALL ON SCHEMA {server.schema} TO {role}")
    with Store(mine) as store:
        assert store.history("2025-08") == ()
        store.add(received())
        assert store.history("2025-08") == (received(),)


def test_another_default_isolation_loses_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", r"-c default_transaction_isolation=repeatable\ read")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add(server, received(f"{number}")), range(40)))
    assert verified(server) == ()
    assert counts(server)[0] == 40


# ST11


def test_a_lock_that_is_held_too_long_is_told(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(server, received("first"))
    other = PostgresqlSchema(server)
    with other.writing():
        monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
        with pytest.raises(StoreBusy, match="upptaget"):
            add(server, received())
        with Store(server) as store:
            assert store.find(received("first").sha256) == received("first")
        add(Server(server.url, f"{server.schema}_2"), received())  # another plan is not locked
    add(server, received())
    assert verified(server) == ()


def test_a_reader_sees_one_state(server: Server) -> None:
    add(server, received("1"))
    reader = PostgresqlSchema(server)
    query = f'SELECT count(*) FROM "{server.schema}".submission'  # noqa: S608
    with reader.reading() as connection:
        before = connection.exec_driver_sql(query).scalar()
        add(server, received("2"))
        assert (before, connection.exec_driver_sql(query).scalar()) == (1, 1)


def test_a_connection_that_is_lost_leaves_nothing(cluster: Cluster, server: Server) -> None:
    add(server, received("1"))

    def lose() -> None:
        with PostgresqlSchema(server).writing() as connection:
            connection.exec_driver_sql(f'DELETE FROM "{server.schema}".event')  # noqa: S608
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            cluster.do(f"SELECT pg_terminate_backend({pid})")
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(StoreUnreachable, match="servern är igång"):
        lose()
    assert verified(server) == ()
    add(server, received("2"))


# ST12


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://anna:{PASSWORD}@server/plan",
        f"postgresql://anna@server/plan?password={PASSWORD}",
        f"postgresql://anna:{PASSWORD}@server:port/plan",
        f"mysql://anna:{PASSWORD}@server/plan",
        f"anna:{PASSWORD}",
        "",
    ],
)
def test_an_address_that_we_cannot_use_is_not_repeated(address: str) -> None:
    with pytest.raises(AddressFaulty) as error:
        Store(Server(address, "plan"))
    assert PASSWORD not in str(error.value)
    assert "anna" not in str(error.value)


def test_the_password_comes_from_postgresqls_own_means(
    cluster: Cluster, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Server(cluster.url("guarded"), server.schema)
    cluster.do("GRANT CREATE ON DATABASE postgres TO guarded")
    for wrong in (None, f"{PASSWORD}x"):
        if wrong:
            monkeypatch.setenv("PGPASSWORD", wrong)
        with pytest.raises(StoreUnreachable, match="logga in") as error:
            add(mine, received())
        assert PASSWORD not in told(error.value)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    add(mine, received())
    assert verified(mine) == ()
    with pytest.raises(SheetplanError) as refused:
        add(mine, received())
    assert PASSWORD not in told(refused.value)


# ST13


def test_no_server_is_told() -> None:
    with pytest.raises(StoreUnreachable, match="servern är igång") as error:
        add(Server("postgresql://anna@/plan?host=%2Fsaknas", "sheetplan_x"), received())
    assert str(error.value).startswith("Lagret ”plan, sheetplan_x” gick inte")


def test_no_database_is_told(cluster: Cluster) -> None:
    with pytest.raises(StoreUnreachable, match="databasen finns"):
        verified(Server(cluster.url(name="saknas"), "sheetplan_x"))


def test_one_who_may_only_read_does(cluster: Cluster, server: Server) -> None:
    role = f"reader_{secrets.token_hex(4)}"
    add(server, received())
    cluster.do(
        f"CREATE ROLE {role} LOGIN",
        f"GRANT USAGE ON SCHEMA {server.schema} TO {role}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {server.schema} TO {role}",
    )
    mine = Server(cluster.url(role), server.schema)
    assert verified(mine) == ()
    with pytest.raises(StoreUnreachable, match="skriva där"):
        add(mine, received("2"))


def test_newer_schema_is_refused(server: Server) -> None:
    add(server, received())
    behind(server, f"UPDATE mark SET version = {VERSION + 1}")  # noqa: S608
    for use in (lambda: verified(server), lambda: add(server, received("2"))):
        with pytest.raises(StoreUnreadable, match="nyare version av Sheetplan"):
            use()


@pytest.mark.parametrize(
    "harm", ["DELETE FROM mark", "DROP TABLE event", "DROP TABLE stored_value"]
)
def test_a_schema_that_lacks_something_is_refused(server: Server, harm: str) -> None:
    add(server, received())
    behind(server, harm)
    for use in (lambda: verified(server), lambda: add(server, received("2"))):
        with pytest.raises(StoreUnreadable, match="är skadat"):
            use()


def test_tables_of_another_program_are_left_alone(cluster: Cluster, server: Server) -> None:
    cluster.do(
        f"CREATE SCHEMA {server.schema}", f"CREATE TABLE {server.schema}.submission (sequence int)"
    )
    with pytest.raises(StoreUnreadable, match="är skadat eller är inget lager"):
        add(server, received())
    with psycopg.connect(server.url) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s", [server.schema]
        ).fetchall()
    assert tables == [("submission",)]


def test_a_database_in_another_encoding_is_refused(cluster: Cluster) -> None:
    name = f"latin_{secrets.token_hex(4)}"
    cluster.do(f"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    place = Server(f"postgresql://postgres@/{name}?host={quote(str(cluster.sockets))}", "plan")
    with pytest.raises(StoreUnreadable, match="inte är i UTF-8"):
        add(place, received())


def test_a_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match=r"sheetplan\[postgresql\]"):
        Store(Server("postgresql://anna@server/plan", "plan"))
