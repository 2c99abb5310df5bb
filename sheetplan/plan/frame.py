"""Economic frames (ekonomiska ramar) per committee; a varav row is a part of its parent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sheetplan.plan.amount import AMOUNT
from sheetplan.plan.settings import YEAR_MONTH, Period
from sheetplan.schema.column import ANY, Row, column
from sheetplan.schema.kinds import ID, TEXT, Reference


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
    base: Decimal | None = column(AMOUNT, "Budget året före", example="6 307", default=None)
    base_change: Decimal | None = column(
        AMOUNT, "Budgetförändring året före", example="253,0", default=None
    )
    reduction: Decimal | None = column(AMOUNT, "Budgetreducering", example="−10,0", default=None)
    addition: Decimal | None = column(AMOUNT, "Budgettillskott", example="214,4", default=None)
    reallocation: Decimal | None = column(AMOUNT, "Omfördelning", example="−7,9", default=None)
    index: Decimal | None = column(
        AMOUNT,
        "Löne- och prisindex, personalomkostnadspålägg",
        example="−222,6",
        width=24,
        default=None,
    )
    budget: Decimal = column(AMOUNT, "Budget", example="6 534,0")
    months: Mapping[str, Decimal] = column(
        AMOUNT,
        "Utfall t.o.m. {}",
        help="Nettokostnad från årets början till och med en månad ett tidigare år, som 2024-08.",
        example="4 310",
        family=YEAR_MONTH,
        default={},
    )
    others: Mapping[str, Decimal] = column(
        AMOUNT,
        "{}",
        help="Egna kolumner: plan för åren efter, åtgärder, tillåtet underskott, resultat …",
        example="6 730",
        family=ANY,
        default={},
    )

    def year_before(self, period: Period) -> Decimal | None:
        """Return the outcome of the same months of the year before."""
        return self.months.get(f"{period.ends.year - 1}-{period.month:02}")

    @property
    def shown_name(self) -> str:
        """The name as tables show it, a part marked as such."""
        return f"– varav {self.name.removeprefix('varav ')}" if self.part_of else self.name
