"""What the store asks of a database, whichever it is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection

WAIT_SECONDS = 10.0


class Database(Protocol):
    """A place with the store's tables, made at the first writing."""

    @property
    def name(self) -> str:
        """What people call it; a path or a server, never a password."""

    @property
    def exists(self) -> bool:
        """There is something there to read."""

    def reading(self) -> AbstractContextManager[Connection]:
        """One view of the store, unmoved by what others write meanwhile."""

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, alone with the store from its start; all of it or nothing."""

    def count_faults(self) -> int:
        """Let the database look through its own pages, where it can; faults found."""

    def close(self) -> None:
        """Let go of it."""
