"""Goals (regionmål) that the assembly directs at committees, and their subgoals (delmål)."""

from __future__ import annotations

from sheetplan.plan.former import former_id
from sheetplan.plan.words import GoalPart
from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Choice, Reference


class Goal(
    Row,
    key="goals",
    sheet="Mål",
    about="Fullmäktiges mål (målområden) och vilka nämnder de riktas till. Ert eget ord för dem "
    "skrivs på bladet Inställningar.",
):
    """A goal and the committees that it is directed at."""

    id: str = column(ID, "Mål-id", example="m1")
    name: str = column(TEXT, "Mål", example="Mål 1. Trygga uppväxtvillkor", width=44)
    directed_to: tuple[str, ...] = column(
        Reference("Nämnder", many=True),
        "Riktas till",
        help="Nämnd-id med komma emellan.",
        example="hsn, rs, run, pn",
        width=28,
    )
    former: str | None = former_id("m1")
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)


class GoalText(
    Row,
    key="goal_texts",
    sheet="Målens innehåll",
    about="Målens förväntade effekter, Agenda 2030-mål och styrande dokument, ett på varje rad.",
):
    """An expected effect, a goal of Agenda 2030 or a governing document of a goal."""

    id: str = column(ID, "Rad-id", example="m1-effekt-1")
    goal: str = column(Reference("Mål"), "Mål-id", example="m1")
    part: GoalPart = column(Choice(GoalPart), "Slag", example="Förväntad effekt", width=18)
    text: str = column(LONG_TEXT, "Text", example="Fler barn får stöd tidigt", width=80)


class Subgoal(
    Row,
    key="subgoals",
    sheet="Delmål",
    about="Nämndernas delmål under fullmäktiges mål. Lämnas tomt när planen bara har mål.",
):
    """A committee's subgoal under a goal."""

    id: str = column(ID, "Delmåls-id", example="hsn-1.1")
    committee: str = column(Reference("Nämnder"), "Nämnd-id", example="hsn")
    goal: str = column(Reference("Mål"), "Mål-id", example="m1")
    name: str = column(LONG_TEXT, "Delmål", example="Ökad kunskap om rasism inom vården", width=60)
    former: str | None = former_id("hsn-1.1")


def whole_goal_id(committee_id: str, goal_id: str) -> str:
    """Return the row id of a goal that a committee judges as a whole."""
    return f"{committee_id}-{goal_id}"
