"""Committees (nämnder), their units (enheter), and who answers a form (uppgiftslämnare)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sheetplan.plan.settings import Period
from sheetplan.plan.words import Answer
from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import DATE, ID, TEXT, Choice, Reference


class Committee(
    Row,
    key="committees",
    sheet="Nämnder",
    about="De som får en arbetsbok att fylla i.",
):
    """A committee, a board or the assembly itself: whoever has a frame or reports."""

    id: str = column(ID, "Nämnd-id", help="Kort och stadigt; blir filnamn.", example="hsn")
    name: str = column(TEXT, "Nämnd", example="Hälso- och sjukvårdsnämnden", width=36)
    contact: str | None = column(
        TEXT, "Kontaktperson", help="Den som får arbetsboken.", width=30, default=None
    )


class Unit(
    Row,
    key="units",
    sheet="Enheter",
    about="Nämndernas områden och enheter.",
):
    """An area or a unit below a committee; an area is a unit that others are a part of."""

    id: str = column(ID, "Enhets-id", example="hsn-ns-umea")
    committee: str = column(Reference("Nämnder"), "Nämnd-id", example="hsn")
    name: str = column(TEXT, "Enhet", example="Närsjukvårdsområde Umeå", width=36)
    part_of: str | None = column(
        Reference("Enheter"),
        "Ingår i",
        help="Området som enheten hör till.",
        example="hsn-ns-umea",
        default=None,
    )
    reports: Answer | None = column(
        Choice(Answer),
        "Får arbetsbok",
        help="Tomt: ja, om inga andra enheter ingår i den.",
        example="Ja",
        default=None,
    )
    moved_from: str | None = column(
        Reference("Enheter"),
        "Flyttad från",
        help="Området som enheten hörde till innan den flyttades under året.",
        default=None,
    )
    moved: date | None = column(
        DATE, "Flyttad den", help="Första dagen i det nya området.", default=None
    )
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)

    def area_in(self, period: Period) -> str | None:
        """Return the area that it belongs to at a period's end."""
        if self.moved is not None and self.moved > period.ends:
            return self.moved_from
        return self.part_of


@dataclass(frozen=True)
class Respondent:
    """Who answers a form: a committee itself, or one of its units."""

    committee: Committee
    unit: Unit | None = None

    @property
    def id(self) -> str:
        """The id that names its workbook and its answers; units' and committees' differ."""
        return self.unit.id if self.unit else self.committee.id

    @property
    def name(self) -> str:
        """Its name as people know it."""
        return self.unit.name if self.unit else self.committee.name
