"""The store: what is put in it, whole and exactly, and what it refuses to take.

- ST01: every value comes back exactly as it was given.
- ST02: the latest submission of a committee is the newest that was not refused.
- ST03: a submission is kept whole or not at all.
- ST04: several processes may add at the same time.
- ST07: a file is made when something is written, never when something is read.
- ST08: a submission that breaks the rules is refused and leaves no trace.
"""

from __future__ import annotations

import multiprocessing
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.store import database
from sheetplan.store.database import file_uri
from sheetplan.store.failures import AlreadyReceived, NotStorable, StoreBusy, StoreUnreachable
from sheetplan.store.store import Store
from tests.submissions import TABLES, add, behind, counts, received, value, verified


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheetplan.db"


# ST01


def test_submission_comes_back_whole(path: Path) -> None:
    add(path, received())
    with Store(path) as store:
        assert received() == store.find(received().sha256)
        assert (received(),) == store.latest("2025-08")
        assert (received(),) == store.history("2025-08")
        assert store.verify() == ()


def test_unsigned_submission_without_values_or_problems(path: Path) -> None:
    bare = received(signed_on=None, values=(), problems=(), signed_name="")
    add(path, bare)
    with Store(path) as store:
        assert bare == store.find(bare.sha256)


def test_time_comes_back_in_utc(path: Path) -> None:
    summer = timezone(timedelta(hours=2))
    add(path, received(received_at=datetime(2025, 9, 12, 10, 30, tzinfo=summer)))
    with Store(path) as store:
        found = store.find(received().sha256)
    assert found is not None
    assert found.received_at.isoformat() == "2025-09-12T08:30:00+00:00"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
numbers = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal(text) for text in ("0.10", "-0.0", "1E+3", "1E-30", f"0.{'1' * 60}", "9" * 60)]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts | numbers | st.dates(), max_size=8), texts)
def test_values_come_back_exactly(contents: list[str | Decimal | date], name: str) -> None:
    values = tuple(value(content, f"r{place}") for place, content in enumerate(contents))
    with TemporaryDirectory() as folder, Store(Path(folder) / "sheetplan.db") as store:
        store.add(received(values=values, signed_name=name))
        found = store.find(received().sha256)
        assert store.verify() == ()
    assert found is not None
    assert name == found.signed_name
    assert [repr(content) for content in contents] == [repr(v.value) for v in found.values]


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


# ST02


def test_latest_is_the_newest_that_was_not_refused(path: Path) -> None:
    early = datetime(2025, 9, 1, tzinfo=UTC)
    add(
        path,
        received("1", number=9, outcome="accepted"),
        # Received later though its clock and number say otherwise.
        received("2", number=1, outcome="remarks", received_at=early),
        received("3", number=9, outcome="refused", values=()),
        received("4", committee="bun", outcome="accepted"),
        received("5", committee="kun", outcome="refused", values=()),
        received("6", period="2025-12", outcome="accepted"),
    )
    with Store(path) as store:
        assert [one.file for one in store.latest("2025-08")] == ["hsn 4.xlsx", "hsn 2.xlsx"]
        assert [one.file for one in store.latest("2025-12")] == ["hsn 6.xlsx"]
        assert store.latest("2024-08") == ()


def test_last_answer_is_the_one_received_last_refused_or_not(path: Path) -> None:
    add(
        path,
        received("1", issue_id="x", outcome="accepted"),
        received("2", issue_id="x", outcome="refused", values=()),
        received("3", issue_id="y", outcome="accepted"),
    )
    with Store(path) as store:
        found = [store.last_answer(issue_id) for issue_id in ("x", "y", "z")]
    assert [one and one.file for one in found] == ["hsn 2.xlsx", "hsn 3.xlsx", None]


def test_history_is_in_the_order_received_with_refused_ones(path: Path) -> None:
    refused = received("b", outcome="refused", values=())
    others = received("c"), received("d", period="2025-12"), received("a")
    add(path, others[0], refused, others[1], others[2])
    with Store(path) as store:
        assert (others[0], refused, others[2]) == store.history("2025-08")


def test_same_bytes_are_refused_and_the_first_record_stands(path: Path) -> None:
    add(path, received(outcome="accepted"))
    with pytest.raises(AlreadyReceived, match=re.escape("hsn a.xlsx")):
        add(path, received(outcome="refused", values=()))
    with Store(path) as store:
        assert (received(outcome="accepted"),) == store.history("2025-08")
    assert counts(path)[0] == 1
    assert verified(path) == ()


# ST03


def test_fault_in_the_last_problem_leaves_nothing(path: Path) -> None:
    bad = replace(received().problems[0], severity="grave")
    add(path, received("first"))
    before = counts(path)
    with pytest.raises(NotStorable, match=re.escape("hsn a.xlsx")):
        add(path, received(problems=(*received().problems, bad)))
    assert before == counts(path)
    assert verified(path) == ()
    add(path, received())
    assert [2 * count for count in before] == counts(path)


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


# ST04


def add_many(path: Path, name: str, count: int) -> None:
    with Store(path) as store:
        for place in range(count):
            store.add(received(f"{name}{place}"))


def test_processes_that_add_at_the_same_time_all_succeed(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_many, args=(path, name, 20)) for name in "pq"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Store(path) as store:
        files = [one.file for one in store.history("2025-08")]
        assert store.verify() == ()
    assert {f"hsn {name}{place}.xlsx" for name in "pq" for place in range(20)} == set(files)
    assert counts(path) == [40, 120, 40, 40]
    assert [path] == list(path.parent.iterdir())


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
    second = database.Database(path)
    second._create()  # noqa: SLF001  # as if it had looked a moment before the first one was done
    second.close()
    with Store(path) as store:
        assert (received(),) == store.history("2025-08")
    assert [path] == list(path.parent.iterdir())


# ST07


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
    assert marks == [database.APPLICATION_ID, 1, "delete"]
    assert [path] == list(path.parent.iterdir())


def test_each_connection_is_careful(path: Path) -> None:
    add(path, received())
    behind(path, "PRAGMA journal_mode = WAL")
    store = database.Database(path)
    with store.reading() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    store.close()
    assert found == ["delete", 2, 1, 10_000]


# ST08


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "refused"},
        {"outcome": "okänt", "values": ()},
        {"received_at": datetime(2025, 9, 12)},  # noqa: DTZ001  # that it has no zone is the point
        {"signed_on": datetime(2025, 9, 12, tzinfo=UTC)},
        {"signed_name": "half \ud800"},
        {"file": "a\0b.xlsx"},
        {"number": "ett"},
        {"committee": 7},
        {"values": (value("två"), value("lika"))},
        *(
            {"values": (value(wrong),)}  # type: ignore[arg-type]
            for wrong in (7, True, 0.1, None, Decimal("NaN"), datetime(2025, 9, 1, tzinfo=UTC))
        ),
    ],
    ids=str,
)
def test_broken_submission_is_refused(path: Path, changes: dict[str, object]) -> None:
    add(path, received("first"))
    before = path.read_bytes()
    with pytest.raises(NotStorable):
        add(path, replace(received(), **changes))  # type: ignore[arg-type]
    assert before == path.read_bytes()
