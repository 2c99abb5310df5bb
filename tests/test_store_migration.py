"""Stores written by earlier versions of the program, kept beside the tests as they were made.

- ST09: an older file is read as it is and brought to today's schema when it is next written.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sheetplan.store.failures import AlreadyReceived
from sheetplan.store.schema import VERSION
from sheetplan.store.store import Store
from tests.submissions import add, behind, received, verified

OLD = Path(__file__).with_name("stores")
KEPT = (
    received("1"),
    received("2", outcome="refused", values=()),
    received("3", committee="bun", signed_on=None),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(OLD / "version-1.db", tmp_path / "sheetplan.db"))


def marked(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Tell the columns of each table: name, type, whether it may be blank, default, key."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            name: connection.execute(f"PRAGMA table_info({name})").fetchall()
            for (name,) in names.fetchall()
        }


def test_an_older_file_is_read_and_left_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    with Store(path) as store:
        assert store.history("2025-08") == KEPT
        assert store.latest("2025-08") == (KEPT[2], KEPT[0])
        assert store.find(KEPT[1].sha256) == KEPT[1]
        assert store.verify() == ()
    assert before == path.read_bytes()
    assert marked(path) == 1


def test_an_older_file_is_migrated_when_it_is_written(path: Path, tmp_path: Path) -> None:
    new = received("4", unit="kir")
    add(path, new)
    with Store(path) as store:
        assert store.history("2025-08") == (*KEPT, new)
        assert store.latest("2025-08") == (KEPT[2], KEPT[0], new)
        assert store.verify() == ()
    add(tmp_path / "fresh.db", new)
    assert tables(path) == tables(tmp_path / "fresh.db")
    assert marked(path) == VERSION


def test_a_write_that_fails_leaves_the_older_file_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(AlreadyReceived):
        add(path, KEPT[0])
    assert before == path.read_bytes()


@pytest.mark.parametrize("migrated", [False, True])
def test_a_change_in_an_older_file_is_still_found(path: Path, *, migrated: bool) -> None:
    if migrated:
        add(path, received("4"))
    behind(path, "UPDATE stored_value SET value = '93' WHERE submission = 1 AND position = 0")
    assert verified(path) == (
        "Inlämning 1, hsn 1.xlsx (hsn, 2025-08) har ändrats sedan den togs emot.",
    )


def test_a_unit_that_is_put_in_behind_our_back_is_found(path: Path) -> None:
    add(path, received("4", unit="kir"))
    behind(path, "UPDATE submission SET unit = 'med' WHERE sequence = 1")
    behind(path, "UPDATE submission SET unit = '' WHERE sequence = 4")
    assert [said.split(",")[0] for said in verified(path)] == ["Inlämning 1", "Inlämning 4"]
