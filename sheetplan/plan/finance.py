"""What the assembly decides about the whole economy: financial goals and ownership."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.target import Target, TargetKind
from sheetplan.plan.words import Answer
from sheetplan.schema.cell import Cell
from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import (
    HUNDRED,
    ID,
    LONG_TEXT,
    TEXT,
    Choice,
    Number,
    Reading,
    as_found,
)
from sheetplan.schema.rules import CELL_SHARE


class FinancialGoal(
    Row,
    key="financial_goals",
    sheet="Finansiella mål",
    about="Fullmäktiges finansiella mål, vad de gäller och hur de räknas.",
):
    """A financial goal; where ``computed`` says how, its outcome comes from the statements."""

    id: str = column(ID, "Mål-id", example="fin-resultat")
    name: str = column(LONG_TEXT, "Finansiellt mål", example="Resultatmål", width=50)
    target: Target = column(TargetKind(), "Målvärde", example="minst 3 %")
    of: str | None = column(
        TEXT,
        "Räknas på",
        help="Vad andelen eller förändringen gäller.",
        example="Skatteintäkter och generella statsbidrag",
        width=36,
        default=None,
    )
    computed: str | None = column(
        TEXT,
        "Beräknas som",
        help="Rader i tabellerna: A / B ger en andel i procent.",
        example="res-verksamhet / res-skatter",
        width=36,
        default=None,
    )
    columns: str | None = column(
        TEXT, "Kolumn", help="Årtal eller rubrik.", example="2025", default=None
    )
    long_term: str | None = column(
        LONG_TEXT, "Långsiktigt mål", example="Minst 20 procent år 2040", width=40, default=None
    )
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)


@dataclass(frozen=True)
class OwnedShare(Number):
    """A share of a company; 1 without a sign is as often all of it as a hundredth."""

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; asks about 1."""
        if not cell.is_percent and as_found(cell) == "1":
            return self.refuse("1", CELL_SHARE, hundredfold="100")
        return super().parse(cell)


OWNED = OwnedShare(decimals=1, unit="%", minimum=Decimal(0), maximum=HUNDRED)


class Ownership(
    Row,
    key="ownerships",
    sheet="Ägande",
    about="Hel- och samägda företag och ägarandelar.",
):
    """A company that the organisation owns a share of, in per cent."""

    id: str = column(ID, "Företags-id", example="lanstrafiken")
    name: str = column(TEXT, "Företag", example="Länstrafiken", width=44)
    share: Decimal = column(OWNED, "Ägarandel", example="60,0 %")
    owner: str | None = column(
        TEXT, "Ägs genom", help="Moderbolaget, om andelen ägs genom det.", width=30, default=None
    )
    consolidated: Answer | None = column(
        Choice(Answer),
        "Ingår i sammanställda räkenskaper",
        example="Ja",
        width=18,
        default=None,
    )
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)
