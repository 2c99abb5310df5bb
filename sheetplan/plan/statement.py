"""The statements of the whole organisation: result, balance, cash flow, investments, balanskrav.

Each is a sheet of its own with the region's own rows and years. What a row stands for (``post``)
and how it is reckoned (``computed``) is written beside it, so that the figures can be proven.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sheetplan.plan.amount import AMOUNT
from sheetplan.plan.words import Post
from sheetplan.schema.column import ANY, Row, column
from sheetplan.schema.kinds import ID, TEXT, Choice

COMPUTED = "Rad-id med + och − emellan. Ett år tidigare skrivs (föregående) efter rad-id."


class Line(Row, key="", sheet=""):
    """A row of a statement: one amount a column, in the plan's money unit."""

    id: str = column(ID, "Rad-id", help="Kort; används i ”Beräknas som”.", example="bal-tillg")
    name: str = column(TEXT, "Rad", example="Summa tillgångar", width=48)
    post: Post | None = column(
        Choice(Post),
        "Slag",
        help="Vad raden är, så att den kan stämmas av mot andra tabeller.",
        example="Summa tillgångar",
        width=26,
        default=None,
    )
    computed: str | None = column(
        TEXT, "Beräknas som", help=COMPUTED, example="bal-anl + bal-oms", width=30, default=None
    )
    amounts: Mapping[str, Decimal] = column(
        AMOUNT,
        "{}",
        help="En kolumn för varje år, med egna rubriker.",
        example="8 022",
        family=ANY,
        default={},
    )
    note: str | None = column(TEXT, "Anteckning", width=40, default=None)


class IncomeLine(
    Line,
    key="income",
    sheet="Resultatbudget",
    about="Intäkter, kostnader och årets resultat, en kolumn för varje år.",
):
    """A row of the result budget (resultatbudget)."""


class BalanceLine(
    Line,
    key="balance",
    sheet="Balansbudget",
    about="Tillgångar, eget kapital, avsättningar och skulder, en kolumn för varje år.",
):
    """A row of the balance budget (balansbudget)."""


class CashFlowLine(
    Line,
    key="cash_flow",
    sheet="Kassaflöde",
    about="Kassaflödesanalysen, en kolumn för varje år.",
):
    """A row of the cash-flow statement (kassaflödesanalys)."""


class InvestmentLine(
    Line,
    key="investments",
    sheet="Investeringar",
    about="Investeringar och avskrivningar, en kolumn för varje år.",
):
    """A row of investments and depreciation (investeringar och avskrivningar)."""


class RestorationLine(
    Line,
    key="restoration",
    sheet="Balanskrav",
    about="Negativa balanskravsresultat och när de återställs, en kolumn för varje år.",
):
    """A row of the restoration of negative results (återställande enligt balanskravet)."""


STATEMENTS: tuple[type[Line], ...] = (
    IncomeLine,
    BalanceLine,
    CashFlowLine,
    InvestmentLine,
    RestorationLine,
)
