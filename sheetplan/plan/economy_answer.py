"""What a committee answers of its economy: outcome and forecast of each frame."""

from __future__ import annotations

from decimal import Decimal

from sheetplan.schema.column import Role, Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Number

MONEY = Number(decimals=1)
SHARE = Number(decimals=1, unit="%")


class EconomyAnswer(
    Row,
    key="economy",
    sheet="Ekonomi",
    about="Nettokostnad mot budget för perioden och prognos för helåret.",
):
    """A frame's outcome and forecast, net cost as a positive number in the plan's money unit."""

    id: str = column(ID, "Id", role=Role.KEY)
    frame: str = column(TEXT, "Ram", role=Role.GIVEN, width=38)
    budget: Decimal = column(MONEY, "Budget helår", role=Role.GIVEN, width=13)
    period_budget: Decimal = column(
        MONEY,
        "Budget perioden",
        help="Årets budget delad lika på månaderna.",
        role=Role.GIVEN,
        width=13,
    )
    outcome: Decimal | None = column(
        MONEY,
        "Utfall perioden",
        help="Nettokostnad, som ett positivt tal.",
        example="4 691,0",
        width=13,
        default=None,
    )
    last_outcome: Decimal | None = column(
        MONEY,
        "Utfall samma period förra året",
        role=Role.GIVEN,
        width=13,
        default=None,
    )
    change: Decimal | None = column(
        SHARE,
        "Förändring mot förra året",
        help="Hur mycket nettokostnaden har ökat eller minskat.",
        role=Role.COMPUTED,
        width=13,
        default=None,
    )
    deviation: Decimal | None = column(
        MONEY,
        "Avvikelse perioden",
        help="Budget minus utfall: plus är överskott, minus är underskott.",
        role=Role.COMPUTED,
        width=13,
        default=None,
    )
    simple_forecast: Decimal | None = column(
        MONEY,
        "Förenklad prognos, avvikelse",
        help="Samma avvikelse varje månad resten av året.",
        role=Role.COMPUTED,
        width=13,
        default=None,
    )
    previous_forecast: Decimal | None = column(
        MONEY,
        "Föregående prognos",
        help="Det som lämnades vid förra uppföljningen i år.",
        role=Role.COMPUTED,
        width=13,
        default=None,
    )
    forecast: Decimal | None = column(
        MONEY,
        "Prognos helår",
        help="Nettokostnad för hela året.",
        example="7 084,0",
        width=13,
        default=None,
    )
    forecast_deviation: Decimal | None = column(
        MONEY,
        "Avvikelse helår",
        help="Budget minus prognos.",
        role=Role.COMPUTED,
        width=13,
        default=None,
    )
    comment: str | None = column(
        LONG_TEXT,
        "Kommentar",
        help="Orsak och åtgärd; behövs när avvikelsen är stor.",
        width=46,
        default=None,
    )
