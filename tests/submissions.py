"""Submissions to put in a store, and what its tables then hold, in a file or on a server."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import psycopg
from sqlalchemy import CheckConstraint

from sheetplan.store.postgresql import Server
from sheetplan.store.records import StoredProblem, StoredValue, Submission
from sheetplan.store.schema import metadata
from sheetplan.store.store import Store

Place = Path | Server

TABLES = ("submission", "stored_value", "stored_problem", "event")
COLUMNS = {(t.name, c.name): c.type.python_type for t in metadata.sorted_tables for c in t.c}


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


def add(place: Place, *submissions: Submission) -> None:
    with Store(place) as store:
        for submission in submissions:
            store.add(submission)


def behind(place: Place, *statements: str) -> None:
    """Change the tables with another program, which cares for no rule."""
    if isinstance(place, Server):
        with psycopg.connect(place.url) as server:
            server.execute("SELECT set_config('search_path', %s, false)", [f'"{place.schema}"'])
            for statement in (*_without_rules(), *statements):
                server.execute(statement.encode())
        return
    with closing(sqlite3.connect(place)) as file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            file.execute(statement)
        file.commit()


def _without_rules() -> Iterator[str]:
    yield "SET session_replication_role = replica"  # no foreign keys
    for table in metadata.sorted_tables:
        for rule in table.constraints:
            if isinstance(rule, CheckConstraint):
                yield f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {rule.name}"


def counts(place: Place) -> list[int]:
    """Count the rows of each table."""
    query = f"SELECT {', '.join(f'(SELECT count(*) FROM {{0}}{table})' for table in TABLES)}"  # noqa: S608
    if isinstance(place, Server):
        with psycopg.connect(place.url) as server:
            found = server.execute(query.format(f'"{place.schema}".').encode()).fetchone()
    else:
        with closing(sqlite3.connect(place)) as file:
            found = file.execute(query.format("")).fetchone()
    return list(found or ())


def verified(place: Place) -> tuple[str, ...]:
    with Store(place) as store:
        return store.verify()
