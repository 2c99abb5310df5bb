"""Activities (aktiviteter): what a unit does for the subgoals, in its own words."""

from __future__ import annotations

from sheetplan.plan.noun import SUBGOAL
from sheetplan.plan.words import AssignmentStatus
from sheetplan.schema.column import Role, Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Choice


class ActivityAnswer(
    Row,
    key="activities",
    sheet="Aktiviteter",
    about="Vad enheten gör för att nå målen, en aktivitet på varje rad.",
):
    """An activity that a unit carries out, in its own words."""

    id: str = column(ID, "Id", role=Role.KEY)
    name: str | None = column(
        LONG_TEXT,
        "Aktivitet",
        help="Vad ni gör, kort.",
        example="Hälsosamtal erbjuds alla 50-åringar",
        width=48,
        default=None,
    )
    subgoal: str | None = column(
        TEXT, SUBGOAL.title, help="Det som aktiviteten bidrar mest till.", width=48, default=None
    )
    status: AssignmentStatus | None = column(
        Choice(AssignmentStatus), "Status", example="Pågående", width=18, default=None
    )
    result: str | None = column(
        LONG_TEXT, "Resultat", help="Vad det har gett hittills.", width=60, default=None
    )
