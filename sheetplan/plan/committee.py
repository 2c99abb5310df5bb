"""Committees (nämnder) and their units (enheter)."""

from __future__ import annotations

from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, TEXT, Reference


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
    """An area or a unit below a committee."""

    id: str = column(ID, "Enhets-id", example="hsn-ns-umea")
    committee: str = column(Reference("Nämnder"), "Nämnd-id", example="hsn")
    name: str = column(TEXT, "Enhet", example="Närsjukvårdsområde Umeå", width=36)
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)
