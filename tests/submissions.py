"""Submissions to put in a store, and what its file then holds."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from sheetplan.store.records import StoredProblem, StoredValue, Submission
from sheetplan.store.store import Store

TABLES = ("submission", "stored_value", "stored_problem", "event")


def value(content: str | Decimal | date, row: str = "hsn-1.1.1") -> StoredValue:
    return StoredValue("indicators", row, "outcome", content, "Indikatorer", "I7")


def received(name: str = "a", **changes: object) -> Submission:
    """Make a submission with one value of each type, unless told otherwise."""
    plain = Submission(
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        file=f"hsn {name}.xlsx",
        issue_id="vb-2025-08-hsn-1",
        committee="hsn",
        period="2025-08",
        number=1,
        outcome="remarks",
        received_at=datetime(2025, 9, 12, 8, 30, 15, 123456, tzinfo=UTC),
        signed_name="Åsa Öberg",
        signed_title="Controller",
        signed_on=date(2025, 9, 11),
        values=(
            value(Decimal("92.50"), "hsn-1"),
            value("Förbättrat läge.\nNytt stycke", "hsn-2"),
            value(date(2025, 8, 31), "hsn-3"),
        ),
        problems=(
            StoredProblem("CELL-04", "remark", "Indikatorer", "I7", "Utfall", "Talet är text."),
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def add(path: Path, *submissions: Submission) -> None:
    with Store(path) as store:
        for submission in submissions:
            store.add(submission)


def behind(path: Path, *statements: str) -> None:
    """Change the file with another program."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def counts(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT count(*) FROM {}"
        return [connection.execute(query.format(table)).fetchone()[0] for table in TABLES]


def verified(path: Path) -> tuple[str, ...]:
    with Store(path) as store:
        return store.verify()
