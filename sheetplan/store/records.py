"""What the store keeps: a submission, the values of its cells and the problems it had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class StoredValue:
    """One filled-in cell of an accepted return, and where it stood.

    Attributes:
        sheet: the sheet's key, ``indicators``.
        row: the row's id, ``hsn-1.1.1``.
        column: the column's key, ``outcome``.
        value: a text, a number or a day; a word of a closed list is passed as its key.
        tab: the sheet's name as people see it, ``Indikatorer``.
        cell: the cell's address, ``I7``.
    """

    sheet: str
    row: str
    column: str
    value: str | Decimal | date
    tab: str
    cell: str


@dataclass(frozen=True)
class StoredProblem:
    """One problem as it was told to the sender; ``severity`` is ``remark`` or ``error``."""

    code: str
    severity: str
    sheet: str
    cell: str
    label: str
    message: str


@dataclass(frozen=True)
class Submission:
    """One received file and what became of it.

    Attributes:
        sha256: of the file's bytes; the store holds each only once.
        file: the name that it came with.
        issue_id: the issued workbook that it is an answer to.
        committee: the committee's id.
        period: the period's id, ``2025-08``.
        number: the number of the issue.
        outcome: ``accepted``, ``remarks`` or ``refused``.
        received_at: with a time zone; given back in UTC.
        signed_name: who answers for the return.
        signed_title: that person's title.
        signed_on: the day of signing, if any.
        values: what was filled in; nothing if the file was refused.
        problems: what was said about it.
        unit: the unit's id; blank for the committee's own return.
    """

    sha256: str
    file: str
    issue_id: str
    committee: str
    period: str
    number: int
    outcome: str
    received_at: datetime
    signed_name: str
    signed_title: str
    signed_on: date | None
    values: tuple[StoredValue, ...]
    problems: tuple[StoredProblem, ...]
    unit: str = ""
