"""The table of returns: who has returned what, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sheetplan.plan.committee import Committee
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
    """Where one committee stands.

    Attributes:
        outcome: ``accepted``, ``remarks``, ``refused`` or ``missing``.
        progress: answers in the newest accepted return.
        problems: how many problems the last received file had.
    """

    committee: Committee
    outcome: str
    file: str
    received_at: datetime | None
    signed: str
    progress: Progress
    problems: int


def returns_table(statuses: Sequence[ReturnStatus], title: str) -> Table:
    """Where each committee stands."""
    columns = (
        words("committee", "Nämnd", 32),
        words("outcome", "Läge", 28),
        words("received", "Mottagen", 18),
        words("file", "Fil", 24),
        words("signed", "Undertecknad av", 34),
        words("progress", "Ifyllt", 12),
        figures("problems", "Anmärkningar och fel", width=14),
    )
    rows = tuple(
        (s.committee.name, OUTCOMES[s.outcome],
         f"{s.received_at:%Y-%m-%d %H:%M}" if s.received_at else None,
         s.file or None, s.signed or None, str(s.progress), Quantity(Decimal(s.problems)))
        for s in statuses
    )  # fmt: skip
    about = "Vilka nämnder som har lämnat in, vad som saknas och vad som avvisades."
    return Table("returns", title, columns, rows, about=about)
