"""Economic frames (ekonomiska ramar) per committee; a varav row is a part of its parent."""

from __future__ import annotations

from decimal import Decimal

from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, TEXT, Number, Reference

WHOLE = Number(decimals=0)
TENTH = Number(decimals=1)


class Frame(
    Row,
    key="frames",
    sheet="Ramar",
    about="Nettokostnad som varje nämnd får ha, hur ramen ändrats och planen för åren efter.",
):
    """A frame in the plan's money unit, net cost as a positive number."""

    id: str = column(ID, "Ram-id", example="hsn")
    committee: str = column(Reference("Nämnder"), "Nämnd-id", example="hsn")
    name: str = column(TEXT, "Ram", example="Hälso- och sjukvårdsnämnd", width=40)
    part_of: str | None = column(
        Reference("Ramar"),
        "Varav i",
        help="Ram-id för den ram som raden är en del av.",
        example="rs",
        default=None,
    )
    base: Decimal = column(WHOLE, "Budget året före", example="6 307")
    base_change: Decimal = column(TENTH, "Budgetförändring året före", example="253,0")
    reduction: Decimal = column(TENTH, "Budgetreducering", example="−10,0")
    addition: Decimal = column(TENTH, "Budgettillskott", example="214,4")
    reallocation: Decimal = column(TENTH, "Omfördelning", example="−7,9")
    index: Decimal = column(
        TENTH, "Löne- och prisindex, personalomkostnadspålägg", example="−222,6", width=24
    )
    budget: Decimal = column(TENTH, "Budget", example="6 534,0")
    plan_1: Decimal = column(WHOLE, "Plan år 1", example="6 730")
    plan_2: Decimal = column(WHOLE, "Plan år 2", example="6 939")
    plan_3: Decimal = column(WHOLE, "Plan år 3", example="7 154")

    @property
    def shown_name(self) -> str:
        """The name as tables show it, a part marked as such."""
        return f"– varav {self.name}" if self.part_of else self.name
