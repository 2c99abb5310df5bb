"""The table of returns: who has returned what, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sheetplan.plan.committee import Respondent
from sheetplan.plan.mark import Mark, Tone
from sheetplan.plan.progress import Progress
from sheetplan.tables.table import Quantity, Table, figures, words

OUTCOMES = {
    "accepted": Mark("Mottagen", "✔", Tone.GOOD),
    "remarks": Mark("Mottagen med anmärkningar", "◐", Tone.PARTLY),
    "refused": Mark("Avvisad", "✖", Tone.BAD),
    "missing": Mark("Saknas", "–", Tone.QUIET),
}


@dataclass(frozen=True)
class ReturnStatus:
    """Where one committee or unit stands.

    Attributes:
        outcome: ``accepted``, ``remarks``, ``refused`` or ``missing``.
        progress: answers in the newest accepted return.
        problems: how many problems the last received file had.
        days_late: how long after the deadline it came; 0 where it came in time.
    """

    respondent: Respondent
    outcome: str
    file: str
    received_at: datetime | None
    signed: str
    progress: Progress
    problems: int
    days_late: int = 0

    @property
    def late(self) -> str:
        """Say how late it came, or nothing."""
        days = "dag" if self.days_late == 1 else "dagar"
        return f"{self.days_late} {days} för sent" if self.days_late else ""


def returns_table(statuses: Sequence[ReturnStatus], title: str) -> Table:
    """Where each committee and unit stands."""
    has_units = any(s.respondent.unit for s in statuses)
    columns = (
        words("committee", "Nämnd", 32),
        *((words("unit", "Enhet", 32),) if has_units else ()),
        words("outcome", "Läge", 28),
        words("received", "Mottagen", 18),
        words("late", "Efter svarsdagen", 16),
        words("file", "Fil", 24),
        words("signed", "Undertecknad av", 34),
        words("progress", "Ifyllt", 12),
        figures("problems", "Anmärkningar och fel", width=14),
    )
    rows = tuple(
        (s.respondent.committee.name, *_unit(s, shown=has_units), OUTCOMES[s.outcome],
         f"{s.received_at:%Y-%m-%d %H:%M}" if s.received_at else None,
         s.late or None, s.file or None, s.signed or None, str(s.progress),
         Quantity(Decimal(s.problems)))
        for s in statuses
    )  # fmt: skip
    about = "Vilka som har lämnat in, vad som saknas och vad som avvisades."
    return Table("returns", title, columns, rows, about=about)


def _unit(status: ReturnStatus, *, shown: bool) -> tuple[str | None, ...]:
    unit = status.respondent.unit
    return (unit.name if unit else None,) if shown else ()
