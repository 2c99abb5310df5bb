"""What the assembly decides about the whole economy: financial goals and ownership."""

from __future__ import annotations

from decimal import Decimal

from sheetplan.plan.settings import SHARE
from sheetplan.plan.target import Target, TargetKind
from sheetplan.plan.words import Answer
from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Choice


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


class Ownership(
    Row,
    key="ownerships",
    sheet="Ägande",
    about="Hel- och samägda företag och ägarandelar.",
):
    """A company that the organisation owns a share of, in per cent."""

    id: str = column(ID, "Företags-id", example="lanstrafiken")
    name: str = column(TEXT, "Företag", example="Länstrafiken", width=44)
    share: Decimal = column(SHARE, "Ägarandel", example="60,0 %")
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
