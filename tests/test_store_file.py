"""The store in an SQLite file: its folder, its marks, its locks and a disk that is full.

- ST03: a submission is kept whole or not at all.
- ST04: several processes may add at the same time.
- ST07: a file is made when something is written, never when something is read.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from sheetplan.store import database, schema, sqlite
from sheetplan.store.failures import NotStorable, StoreBusy, StoreUnreachable
from sheetplan.store.sqlite import file_uri
from sheetplan.store.store import Store
from tests.submissions import TABLES, add, behind, counts, received, value, verified


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheetplan.db"


@pytest.mark.parametrize("name", ["Året å ä ö", "med blank", "100 % # ?x=1&mode=ro", "a'b;c"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    add(folder / "sheetplan.db", received())
    assert [folder / "sheetplan.db"] == list(folder.iterdir())
    assert verified(folder / "sheetplan.db") == ()


def test_windows_drives_and_shares_are_written_as_sqlite_reads_them() -> None:
    assert file_uri(PureWindowsPath(r"C:\Plan 1\å.db")) == "file:///C:/Plan%201/%C3%A5.db"
    assert file_uri(PureWindowsPath(r"\\srv\plan\s.db")) == "file:////srv/plan/s.db"
    assert file_uri(PurePosixPath("/home/a?b.db")) == "file:///home/a%3Fb.db"


@pytest.mark.parametrize("table", TABLES)
def test_fault_in_any_write_leaves_nothing(path: Path, table: str) -> None:
    add(path, received("first"))
    before = counts(path)
    fault = "SELECT RAISE(ABORT, 'fault'); END"
    behind(path, f"CREATE TRIGGER fault AFTER INSERT ON {table} BEGIN {fault}")
    with pytest.raises(NotStorable):
        add(path, received())
    assert before == counts(path)
    behind(path, "DROP TRIGGER fault")
    add(path, received())
    assert verified(path) == ()


def test_full_disk_leaves_nothing(path: Path) -> None:
    resource = pytest.importorskip("resource")
    add(path, received("first"))
    before = counts(path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    many = tuple(value("x" * 500, f"hsn-{place}") for place in range(2000))
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000, limits[1]))
    try:
        with pytest.raises(StoreUnreachable, match="disken"):
            add(path, received(values=many))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert before == counts(path)
    assert verified(path) == ()


def test_a_lock_that_is_held_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert database.WAIT_SECONDS == 10
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    add(path, received("first"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match=re.escape(str(path))):
            add(path, received())
        with Store(path) as store:
            assert store.find(received("first").sha256) == received("first")
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy), Store(path) as store:
            store.verify()
    add(path, received())
    assert verified(path) == ()


def test_a_second_maker_keeps_the_first_file(path: Path) -> None:
    add(path, received())
    second = sqlite.SqliteFile(path)
    second._create()  # noqa: SLF001  # as if it had looked a moment before the first one was done
    second.close()
    with Store(path) as store:
        assert (received(),) == store.history("2025-08")
    assert [path] == list(path.parent.iterdir())


def test_reading_does_not_make_the_file(path: Path) -> None:
    with Store(path) as store:
        assert store.find("0" * 64) is None
        assert store.latest("2025-08") == ()
        assert store.history("2025-08") == ()
        assert store.verify() == ()
    assert list(path.parent.iterdir()) == []


def test_file_carries_its_marks_and_no_journal(path: Path) -> None:
    add(path, received())
    with closing(sqlite3.connect(path)) as connection:
        names = ("application_id", "user_version", "journal_mode")
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    assert marks == [sqlite.APPLICATION_ID, schema.VERSION, "delete"]
    assert [path] == list(path.parent.iterdir())


def test_each_connection_is_careful(path: Path) -> None:
    add(path, received())
    behind(path, "PRAGMA journal_mode = WAL")
    store = sqlite.SqliteFile(path)
    with store.reading() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    store.close()
    assert found == ["delete", 2, 1, 10_000]
