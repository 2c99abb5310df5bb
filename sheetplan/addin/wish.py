"""What whoever starts an action may say besides its name, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Wish:
    """What is wanted of an action; nothing of it comes from the opened workbook.

    Attributes:
        now: the time, with a time zone.
        folder: the year's folder, where the workbook lies elsewhere.
        period: the period's id; the action chooses one where none is given.
        committee: one committee's id, for a report.
    """

    now: datetime
    folder: Path | None = None
    period: str | None = None
    committee: str | None = None


@dataclass(frozen=True)
class Said:
    """An action's answer: one sentence, and whether all is in order."""

    sentence: str
    in_order: bool = True
