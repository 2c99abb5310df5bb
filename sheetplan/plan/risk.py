"""Risks (risker) that the plan takes into account."""

from __future__ import annotations

from decimal import Decimal

from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Reference, Whole

GRADE = Whole(minimum=Decimal(1), maximum=Decimal(5))


class Risk(
    Row,
    key="risks",
    sheet="Risker",
    about="Risker som planen räknar med, hur de bedöms och vad som görs åt dem.",
):
    """A risk; likelihood and consequence on a scale from 1 to 5."""

    id: str = column(ID, "Risk-id", example="risk-bemanning")
    committee: str | None = column(
        Reference("Nämnder"), "Nämnd-id", help="Tomt: hela regionen.", example="hsn", default=None
    )
    name: str = column(LONG_TEXT, "Risk", example="Brist på sjuksköterskor", width=50)
    likelihood: int | None = column(
        GRADE, "Sannolikhet", help="1 är lägst och 5 högst.", example="4", default=None
    )
    consequence: int | None = column(
        GRADE, "Konsekvens", help="1 är lägst och 5 högst.", example="3", default=None
    )
    action: str | None = column(LONG_TEXT, "Vad som görs", width=50, default=None)
    responsible: str | None = column(TEXT, "Ansvarig", width=24, default=None)
