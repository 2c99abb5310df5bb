"""The store's tables, in SQL that SQLite and PostgreSQL both take.

Numbers and days are kept as text, with their type beside them, so that nothing is rounded.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 2

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _order(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _owner() -> Column[int]:
    target = ForeignKey("submission.sequence")
    return Column("submission", Integer, target, primary_key=True, autoincrement=False)


def _text(name: str, *, unique: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, unique=unique)


submission = Table(
    "submission",
    metadata,
    _order("sequence"),
    _text("sha256", unique=True),
    _text("file"),
    _text("issue_id"),
    _text("committee"),
    _text("period"),
    _number("number"),
    _text("outcome"),
    _text("received_at"),
    _text("signed_name"),
    _text("signed_title"),
    Column("signed_on", Text, nullable=True),
    Column("unit", Text, nullable=False, server_default=""),
    CheckConstraint("outcome IN ('accepted', 'remarks', 'refused')", name="outcome"),
)

stored_value = Table(
    "stored_value",
    metadata,
    _owner(),
    _order("position"),
    _text("sheet"),
    _text("row"),
    _text("column"),
    _text("type"),
    _text("value"),
    _text("tab"),
    _text("cell"),
    UniqueConstraint("submission", "sheet", "row", "column"),
    CheckConstraint("type IN ('text', 'decimal', 'date')", name="type"),
)

stored_problem = Table(
    "stored_problem",
    metadata,
    _owner(),
    _order("position"),
    _text("code"),
    _text("severity"),
    _text("sheet"),
    _text("cell"),
    _text("label"),
    _text("message"),
    CheckConstraint("severity IN ('remark', 'error')", name="severity"),
)

# No two events may follow the same one: the chain cannot fork, whatever the database.
event = Table(
    "event",
    metadata,
    _order("sequence"),
    _text("kind"),
    Column("submission", Integer, ForeignKey("submission.sequence"), nullable=False, unique=True),
    _text("digest"),
    _text("previous", unique=True),
    _text("hash", unique=True),
)
