"""Measures (åtgärder): what shall be done to stay within the frame, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sheetplan.plan.amount import AMOUNT
from sheetplan.plan.statement import COMPUTED
from sheetplan.schema.column import ANY, Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Reference


class Measure(
    Row,
    key="measures",
    sheet="Åtgärder",
    about="Åtgärder för att hålla ramen och deras effekt. En summarad säger vad den beräknas av.",
):
    """A measure, or a sum of measures; effects in the plan's money unit."""

    id: str = column(ID, "Åtgärds-id", example="atg-hyr")
    committee: str | None = column(
        Reference("Nämnder"), "Nämnd-id", help="Tomt: hela regionen.", example="hsn", default=None
    )
    name: str = column(LONG_TEXT, "Åtgärd", example="Minskad inhyrning", width=50)
    computed: str | None = column(
        TEXT, "Beräknas som", help=COMPUTED, example="atg-hyr + atg-resor", width=30, default=None
    )
    effects: Mapping[str, Decimal] = column(
        AMOUNT,
        "{}",
        help="Effekten, en kolumn för varje år, med egna rubriker.",
        example="12,5",
        family=ANY,
        default={},
    )
    responsible: str | None = column(TEXT, "Ansvarig", width=24, default=None)
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)
