"""Assignments (uppdrag): from whom, to whom, what, when."""

from __future__ import annotations

from datetime import date

from sheetplan.plan.former import former_id
from sheetplan.plan.settings import MONTH_NAMES, Period
from sheetplan.plan.words import AssignmentStatus, Periodicity
from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import DATE, ID, LONG_TEXT, TEXT, Choice, Reference


class Assignment(
    Row,
    key="assignments",
    sheet="Uppdrag",
    about="Uppdrag från fullmäktige och nämnder: till vem, vad, hur ofta och hur länge.",
):
    """An assignment; every committee in ``to`` reports on it."""

    id: str = column(ID, "Uppdrags-id", example="rf-1")
    giver: str = column(TEXT, "Från", example="Regionfullmäktige", width=28)
    receiver: str = column(
        TEXT, "Till", help="Nämnden, förvaltningen eller beredningen.", example="Nämnd", width=36
    )
    to: tuple[str, ...] = column(
        Reference("Nämnder", many=True),
        "Redovisas av",
        help="Nämnd-id med komma emellan.",
        example="hsn, rs",
        width=24,
    )
    text: str = column(LONG_TEXT, "Uppdrag", example="Minska hyrberoendet", width=60)
    addressees: str | None = column(
        TEXT,
        "Riktas till",
        help="Som det står i planen.",
        example="Alla nämnder och styrelser",
        width=40,
        default=None,
    )
    periodicity: Periodicity | None = column(
        Choice(Periodicity), "Periodicitet", example="Tertial: aug, dec", width=20, default=None
    )
    ends: date | None = column(DATE, "Slutdatum", example="2025-12-31", default=None)
    status: AssignmentStatus | None = column(
        Choice(AssignmentStatus), "Status i planen", example="Ej påbörjad", width=16, default=None
    )
    former: str | None = former_id("rf-1")
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)

    def waits_for(self, period: Period) -> str:
        """Say when it is followed up, where that is not in this period; otherwise nothing."""
        months = self.periodicity.months if self.periodicity else (period.month,)
        if period.month in months:
            return ""
        return f"Följs upp i {MONTH_NAMES[min(m for m in months if m > period.month) - 1]}"
