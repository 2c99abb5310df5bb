"""The issue record (utskickslistan): which workbooks were issued, with their random ids."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.files import read_file
from sheetplan.flows.year import Year

FILE = "utskick.json"


class RecordDamaged(SheetplanError):
    """The record cannot be read; without it no return can be recognised."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Utskickslistan ”{path}” går inte att läsa. Återställ den från en säkerhetskopia; "
            "utan den går inlämningar inte att känna igen."
        )


@dataclass(frozen=True)
class Issue:
    """One issued workbook; ``file`` is its place in the period's folder, with ``/`` between."""

    committee: str
    number: int
    issue_id: str
    fingerprint: str
    file: str
    unit: str = ""

    @property
    def respondent(self) -> str:
        """The id of who it was issued to."""
        return self.unit or self.committee


@dataclass(frozen=True)
class Record:
    """All workbooks issued for a period, older issues included."""

    period: str
    issues: tuple[Issue, ...] = ()

    def latest(self, respondent_id: str) -> Issue | None:
        """Return the newest issue to a committee or a unit."""
        own = [issue for issue in self.issues if issue.respondent == respondent_id]
        return max(own, key=lambda issue: issue.number) if own else None

    def find(self, issue_id: str) -> Issue | None:
        """Return the issue with an id."""
        return next((issue for issue in self.issues if issue.issue_id == issue_id), None)

    def plus(self, issue: Issue) -> Record:
        """Return the record with one more issue."""
        return replace(self, issues=(*self.issues, issue))

    def to_json(self) -> bytes:
        """Write the record, the same bytes for the same record."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        return (text + "\n").encode("utf-8")


def record_file(year: Year, period_id: str) -> Path:
    """Return where a period's record is kept."""
    return year.issued / period_id / FILE


def read_record(year: Year, period_id: str) -> Record:
    """Read a period's record, empty where nothing was issued."""
    path = record_file(year, period_id)
    if not path.exists():
        return Record(period_id)
    try:
        data = json.loads(read_file(path).decode("utf-8"))
        return Record(data["period"], tuple(Issue(**issue) for issue in data["issues"]))
    except (ValueError, KeyError, TypeError) as error:
        raise RecordDamaged(path) from error
