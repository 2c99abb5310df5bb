"""The store: what is put in it, whole and exactly, and what it refuses to take.

Every case is run on an SQLite file and on a PostgreSQL server.

- ST01: every value comes back exactly as it was given.
- ST02: the latest submission of a committee is the newest that was not refused.
- ST03: a submission is kept whole or not at all.
- ST04: several processes may add at the same time.
- ST05: a change behind the store's back is found and named.
- ST07: a store is made when something is written, never when something is read.
- ST08: a submission that breaks the rules is refused and leaves no trace.
"""

from __future__ import annotations

import multiprocessing
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheetplan.store.failures import AlreadyReceived, NotStorable, StoreUnreadable
from sheetplan.store.store import Store
from tests.submissions import (
    COLUMNS,
    TABLES,
    Place,
    add,
    behind,
    counts,
    received,
    value,
    verified,
)

NUMBERS = count()


# ST01


def test_submission_comes_back_whole(place: Place) -> None:
    add(place, received())
    with Store(place) as store:
        assert received() == store.find(received().sha256)
        assert (received(),) == store.latest("2025-08")
        assert (received(),) == store.history("2025-08")
        assert store.verify() == ()


def test_unsigned_submission_without_values_or_problems(place: Place) -> None:
    bare = received(signed_on=None, values=(), problems=(), signed_name="")
    add(place, bare)
    with Store(place) as store:
        assert bare == store.find(bare.sha256)


def test_time_comes_back_in_utc(place: Place) -> None:
    summer = timezone(timedelta(hours=2))
    add(place, received(received_at=datetime(2025, 9, 12, 10, 30, tzinfo=summer)))
    with Store(place) as store:
        found = store.find(received().sha256)
    assert found is not None
    assert found.received_at.isoformat() == "2025-09-12T08:30:00+00:00"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
numbers = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [Decimal(text) for text in ("0.10", "-0.0", "1E+3", "1E-30", f"0.{'1' * 60}", "9" * 60)]
)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each adds to the same store
)
@given(st.lists(texts | numbers | st.dates(), max_size=8), texts)
def test_values_come_back_exactly(
    place: Place, contents: list[str | Decimal | date], name: str
) -> None:
    given_in = f"{next(NUMBERS)}"
    values = tuple(value(content, f"r{number}") for number, content in enumerate(contents))
    with Store(place) as store:
        store.add(received(given_in, values=values, signed_name=name))
        found = store.find(received(given_in).sha256)
        assert store.verify() == ()
    assert found is not None
    assert name == found.signed_name
    assert [repr(content) for content in contents] == [repr(v.value) for v in found.values]


# ST02


def test_latest_is_the_newest_that_was_not_refused(place: Place) -> None:
    early = datetime(2025, 9, 1, tzinfo=UTC)
    add(
        place,
        received("1", number=9, outcome="accepted"),
        # Received later though its clock and number say otherwise.
        received("2", number=1, outcome="remarks", received_at=early),
        received("3", number=9, outcome="refused", values=()),
        received("4", committee="bun", outcome="accepted"),
        received("5", committee="kun", outcome="refused", values=()),
        received("6", period="2025-12", outcome="accepted"),
    )
    with Store(place) as store:
        assert [one.file for one in store.latest("2025-08")] == ["hsn 4.xlsx", "hsn 2.xlsx"]
        assert [one.file for one in store.latest("2025-12")] == ["hsn 6.xlsx"]
        assert store.latest("2024-08") == ()


def test_latest_tells_a_committees_own_return_from_its_units(place: Place) -> None:
    add(
        place,
        received("1", unit="kir"),
        received("2"),
        received("3", unit="akut"),
        received("4", committee="bun", unit="kir"),
        received("5", unit="kir"),
        received("6", unit="akut", outcome="refused", values=()),
    )
    with Store(place) as store:
        assert [(one.committee, one.unit, one.file) for one in store.latest("2025-08")] == [
            ("bun", "kir", "hsn 4.xlsx"),
            ("hsn", "", "hsn 2.xlsx"),
            ("hsn", "akut", "hsn 3.xlsx"),
            ("hsn", "kir", "hsn 5.xlsx"),
        ]


def test_last_answer_is_the_one_received_last_refused_or_not(place: Place) -> None:
    add(
        place,
        received("1", issue_id="x", outcome="accepted"),
        received("2", issue_id="x", outcome="refused", values=()),
        received("3", issue_id="y", outcome="accepted"),
    )
    with Store(place) as store:
        found = [store.last_answer(issue_id) for issue_id in ("x", "y", "z")]
    assert [one and one.file for one in found] == ["hsn 2.xlsx", "hsn 3.xlsx", None]


def test_history_is_in_the_order_received_with_refused_ones(place: Place) -> None:
    refused = received("b", outcome="refused", values=())
    others = received("c"), received("d", period="2025-12"), received("a")
    add(place, others[0], refused, others[1], others[2])
    with Store(place) as store:
        assert (others[0], refused, others[2]) == store.history("2025-08")


def test_same_bytes_are_refused_and_the_first_record_stands(place: Place) -> None:
    add(place, received(outcome="accepted"))
    with pytest.raises(AlreadyReceived, match=re.escape("hsn a.xlsx")):
        add(place, received(outcome="refused", values=()))
    with Store(place) as store:
        assert (received(outcome="accepted"),) == store.history("2025-08")
    assert counts(place)[0] == 1
    assert verified(place) == ()


# ST03


def test_fault_in_the_last_problem_leaves_nothing(place: Place) -> None:
    bad = replace(received().problems[0], severity="grave")
    add(place, received("first"))
    before = counts(place)
    with pytest.raises(NotStorable, match=re.escape("hsn a.xlsx")):
        add(place, received(problems=(*received().problems, bad)))
    assert before == counts(place)
    assert verified(place) == ()
    add(place, received())
    assert [2 * count for count in before] == counts(place)


# ST04


def add_many(place: Place, name: str, many: int) -> None:
    with Store(place) as store:
        for number in range(many):
            store.add(received(f"{name}{number}"))


def test_processes_that_add_at_the_same_time_all_succeed(place: Place) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_many, args=(place, name, 20)) for name in "pq"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Store(place) as store:
        files = [one.file for one in store.history("2025-08")]
        assert store.verify() == ()
    assert {f"hsn {name}{number}.xlsx" for name in "pq" for number in range(20)} == set(files)
    assert counts(place) == [40, 120, 40, 40]


# ST05


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_any_changed_field_is_found_and_its_record_named(
    place: Place, table: str, column: str
) -> None:
    add(place, received("1"), received("2"), received("3"))
    key = "sequence" if table in {"submission", "event"} else "submission"
    changed = f'"{column}" + 70' if COLUMNS[table, column] is int else f"\"{column}\" || 'x'"
    behind(place, f'UPDATE {table} SET "{column}" = {changed} WHERE {key} = 2')  # noqa: S608
    assert re.search(r"(Inlämning|Händelse|inlämning) 2\b", " ".join(verified(place)))


@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_is_found(place: Place, table: str) -> None:
    add(place, received("1"), received("2"), received("3"))
    key = "sequence" if table in {"submission", "event"} else "submission"
    behind(place, f"DELETE FROM {table} WHERE {key} = 2")  # noqa: S608
    assert re.search(r"(Inlämning|Händelse|inlämning) 2\b", " ".join(verified(place)))


def test_a_changed_value_is_never_read(place: Place) -> None:
    add(place, received("1"), received("2", period="2025-12"))
    behind(place, "UPDATE stored_value SET value = '92.51' WHERE submission = 1 AND position = 0")
    with Store(place) as store:
        with pytest.raises(StoreUnreadable, match="har ändrats"):
            store.latest("2025-08")
        with pytest.raises(StoreUnreadable, match="har ändrats"):
            store.history("2025-08")
        assert [one.file for one in store.latest("2025-12")] == ["hsn 2.xlsx"]


# ST07


def test_reading_does_not_make_the_store(place: Place) -> None:
    for _ in range(2):
        with Store(place) as store:
            assert store.find("0" * 64) is None
            assert store.latest("2025-08") == ()
            assert store.history("2025-08") == ()
            assert store.verify() == ()


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
def test_broken_submission_is_refused(place: Place, changes: dict[str, object]) -> None:
    add(place, received("first"))
    before = counts(place)
    with pytest.raises(NotStorable):
        add(place, replace(received(), **changes))  # type: ignore[arg-type]
    assert before == counts(place)
    assert verified(place) == ()
