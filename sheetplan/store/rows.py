"""A submission as rows of text and whole numbers, and back again without loss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from sheetplan.store.failures import NotStorable
from sheetplan.store.records import StoredProblem, StoredValue, Submission

Fields = dict[str, str | int | None]

# Half characters are no text anywhere; PostgreSQL keeps no NUL. Reading has dropped both.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Rows:
    """The rows of one submission: its own, its values' and its problems', in order."""

    submission: Fields
    values: tuple[Fields, ...]
    problems: tuple[Fields, ...]

    def __iter__(self) -> Iterator[Fields]:
        yield self.submission
        yield from self.values
        yield from self.problems

    def numbered(self, sequence: int) -> Rows:
        """Give the rows their place in the order of reception."""
        return Rows(
            {**self.submission, "sequence": sequence},
            tuple({**row, "submission": sequence} for row in self.values),
            tuple({**row, "submission": sequence} for row in self.problems),
        )


def to_rows(submission: Submission) -> Rows:
    """Write a submission as rows, not yet numbered.

    Raises:
        NotStorable: a value or the number is of a type that is not kept, the time has no zone, the
            day of signing has a time, a text has characters that are no text, or a refused
            submission carries values.
    """
    _require_sense(submission)
    own: Fields = {
        "sha256": submission.sha256,
        "file": submission.file,
        "issue_id": submission.issue_id,
        "committee": submission.committee,
        "period": submission.period,
        "number": submission.number,
        "outcome": submission.outcome,
        "received_at": submission.received_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "signed_name": submission.signed_name,
        "signed_title": submission.signed_title,
        "signed_on": _signed_day(submission),
        "unit": submission.unit,
    }
    values = tuple(
        _value_row(submission.file, position, value)
        for position, value in enumerate(submission.values)
    )
    problems = tuple(
        {"position": position, **asdict(problem)}
        for position, problem in enumerate(submission.problems)
    )
    rows = Rows(own, values, problems)
    if any(
        isinstance(text, str) and _NO_TEXT.search(text) for row in rows for text in row.values()
    ):
        raise NotStorable(submission.file, "den innehåller tecken som inte är text")
    return rows


def to_submission(rows: Rows) -> Submission:
    """Make the submission that the rows were written from.

    Raises:
        ValueError: a number, a day or a time is not what was written.
        ArithmeticError: the same, from ``Decimal``.
    """
    own = {name: _as_text(rows.submission, name) for name in rows.submission}
    signed_on = rows.submission["signed_on"]
    return Submission(
        sha256=own["sha256"],
        file=own["file"],
        issue_id=own["issue_id"],
        committee=own["committee"],
        period=own["period"],
        number=int(own["number"]),
        outcome=own["outcome"],
        received_at=datetime.fromisoformat(own["received_at"]),
        signed_name=own["signed_name"],
        signed_title=own["signed_title"],
        signed_on=None if signed_on is None else date.fromisoformat(own["signed_on"]),
        values=tuple(_value(row) for row in rows.values),
        problems=tuple(_problem(row) for row in rows.problems),
        unit=own["unit"],
    )


def _require_sense(submission: Submission) -> None:
    if submission.outcome == "refused" and submission.values:
        raise NotStorable(submission.file, "en inlämning som inte godtagits har inga värden")
    if submission.received_at.utcoffset() is None:
        raise NotStorable(submission.file, "tiden för mottagandet saknar tidszon")
    if type(submission.number) is not int:
        raise NotStorable(submission.file, "numret är inget heltal")


def _signed_day(submission: Submission) -> str | None:
    day = submission.signed_on
    if isinstance(day, datetime):
        raise NotStorable(submission.file, "dagen för underskriften har ett klockslag")
    return None if day is None else day.isoformat()


def _value_row(file: str, position: int, value: StoredValue) -> Fields:
    kind, text = _typed(file, value)
    return {
        "position": position,
        "sheet": value.sheet,
        "row": value.row,
        "column": value.column,
        "type": kind,
        "value": text,
        "tab": value.tab,
        "cell": value.cell,
    }


def _typed(file: str, stored: StoredValue) -> tuple[str, str]:
    value = stored.value
    if isinstance(value, str):
        return "text", value
    if isinstance(value, Decimal) and value.is_finite():
        return "decimal", str(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return "date", value.isoformat()
    place = f"{stored.tab}!{stored.cell}"
    raise NotStorable(file, f"värdet i {place} är varken text, ett tal eller ett datum")


def _value(row: Fields) -> StoredValue:
    kind, text = row["type"], _as_text(row, "value")
    value: str | Decimal | date = text
    if kind == "decimal":
        value = Decimal(text)
    elif kind == "date":
        value = date.fromisoformat(text)
    return StoredValue(
        sheet=_as_text(row, "sheet"),
        row=_as_text(row, "row"),
        column=_as_text(row, "column"),
        value=value,
        tab=_as_text(row, "tab"),
        cell=_as_text(row, "cell"),
    )


def _problem(row: Fields) -> StoredProblem:
    return StoredProblem(
        code=_as_text(row, "code"),
        severity=_as_text(row, "severity"),
        sheet=_as_text(row, "sheet"),
        cell=_as_text(row, "cell"),
        label=_as_text(row, "label"),
        message=_as_text(row, "message"),
    )


def _as_text(row: Fields, name: str) -> str:
    return str(row[name])
