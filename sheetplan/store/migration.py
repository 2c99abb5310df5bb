"""Older files: read as they are, and brought to today's schema when they are next written.

Version 2 gave a submission its unit; a submission of version 1 is a committee's own.
"""

from __future__ import annotations

from sqlalchemy import Connection

from sheetplan.store import schema


def show_as_today(connection: Connection) -> None:
    """Let an older file look like one of today's to this connection; the file is untouched.

    A temporary view goes before the table that it is named after.
    """
    if _version(connection) == 1:
        connection.exec_driver_sql(
            "CREATE TEMPORARY VIEW submission AS SELECT *, '' AS unit FROM main.submission"
        )


def migrate(connection: Connection) -> None:
    """Bring an older file to today's schema, in the caller's transaction with its write lock."""
    if _version(connection) == 1:
        connection.exec_driver_sql(
            "ALTER TABLE submission ADD COLUMN unit TEXT DEFAULT '' NOT NULL"
        )
        mark(connection)


def mark(connection: Connection) -> None:
    """Write today's version into the file."""
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
