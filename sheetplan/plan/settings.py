"""The plan's settings: whose plan, which year, which thresholds, and its periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheetplan.plan.noun import GOAL, SUBGOAL, Noun, NounKind
from sheetplan.plan.words import Answer
from sheetplan.schema.cell import Cell
from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import DATE, ID, TEXT, Choice, Identity, Number, Reading, Whole

INVENTED = "Påhittade värden: ett exempel, inte regionens utfall."
SHARE = Number(decimals=1, unit="%", minimum=Decimal(0), maximum=Decimal(1000))


class Settings(
    Row,
    key="settings",
    sheet="Inställningar",
    vertical=True,
    about="Vems plan det är, vilket år den gäller och vilka gränser som bedömer målvärdena.",
):
    """What holds for the whole plan."""

    id: str = column(ID, "Planens id", help="Kort namn utan å, ä och ö.", example="vb-2025")
    organisation: str = column(TEXT, "Region eller kommun", example="Region Västerbotten")
    name: str = column(TEXT, "Planens namn", example="Regionplan 2025")
    year: int = column(Whole(), "År", example="2025")
    money_unit: str = column(
        TEXT, "Belopp i", help="mnkr eller tkr; gäller alla belopp i planen.", example="mnkr"
    )
    met: Decimal = column(
        SHARE,
        "Gräns för uppfylls helt",
        help="Andel av målvärdet från och med vilken det är uppfyllt.",
        example="100 %",
    )
    partly: Decimal = column(
        SHARE,
        "Gräns för uppfylls delvis",
        help="Andel av målvärdet från och med vilken det är delvis uppfyllt.",
        example="80 %",
    )
    thresholds_from: date = column(DATE, "Gränserna gäller från", example="2025-01-01")
    thresholds_source: str = column(
        TEXT, "Gränsernas källa", help="Beslut eller dokument.", example="Delårsrapport aug 2025"
    )
    comment_above: Decimal = column(
        Number(decimals=1, unit="%", minimum=Decimal(0), maximum=Decimal(100)),
        "Kommentar krävs vid avvikelse över",
        help="Avvikelse i procent av periodens budget som måste förklaras.",
        example="1 %",
    )
    goal_word: Noun = column(
        NounKind(),
        "Ord för mål",
        help="Fullmäktiges mål i fyra former: ett, det, flera, alla.",
        example="målområde, målområdet, målområden, målområdena",
        default=GOAL,
    )
    subgoal_word: Noun = column(
        NounKind(),
        "Ord för delmål",
        help="Nämndernas mål i fyra former: ett, det, flera, alla.",
        example="delmål, delmålet, delmål, delmålen",
        default=SUBGOAL,
    )
    contact: str = column(
        TEXT,
        "Kontakt för frågor",
        help="Står på startbladet i varje arbetsbok.",
        example="Ekonomistaben",
    )
    invented: Answer = column(
        Choice(Answer),
        "Påhittade värden",
        help="Ja: allt som skrivs ut märks som påhittade värden.",
        example="Nej",
        default=Answer.NO,
    )
    former_plan: str | None = column(
        TEXT,
        "Förra planens mapp",
        help="Räknat från årets mapp. Därifrån hämtas utfallen för serier över åren.",
        example="../2024",
        default=None,
    )

    @property
    def warning(self) -> str:
        """What every output says first where values are invented, otherwise nothing."""
        return INVENTED if self.invented is Answer.YES else ""


@dataclass(frozen=True)
class PeriodId(Identity):
    """A cell that holds a period's id; Excel makes a day of ``2025-08`` when it is typed."""

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        return "år och månad, till exempel 2025-08"

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``."""
        first = isinstance(cell.value, date) and cell.value.day == 1
        return Reading(f"{cell.value:%Y-%m}") if first else super().parse(cell)


class Period(
    Row,
    key="periods",
    sheet="Perioder",
    about="När nämnderna följer upp, vilken tid det gäller och när svaren ska vara inne.",
):
    """A follow-up: the days it covers and the day its returns are due."""

    id: str = column(PeriodId(), "Period", help="År och månad.", example="2025-08")
    name: str = column(TEXT, "Namn", example="Delårsrapport per augusti 2025", width=36)
    starts: date = column(DATE, "Från", example="2025-01-01")
    ends: date = column(DATE, "Till", example="2025-08-31")
    deadline: date = column(DATE, "Svar senast", example="2025-09-17")

    @property
    def month(self) -> int:
        """The month at whose end the period ends, 1–12."""
        return self.ends.month

    @property
    def is_year_end(self) -> bool:
        """In the year-end report outcomes are judged, not forecasts."""
        return self.month == 12  # noqa: PLR2004

    @property
    def label(self) -> str:
        """A short name for headings, such as ``jan–aug 2025``."""
        return f"jan–{MONTH_NAMES[self.month - 1][:3]} {self.ends.year}"

    @property
    def long_label(self) -> str:
        """The time it covers in words, such as ``januari–augusti 2025``."""
        return f"januari–{MONTH_NAMES[self.month - 1]} {self.ends.year}"


YEAR_MONTH = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])"
MONTH_NAMES = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def is_period(text: str) -> bool:
    """Tell whether a text has the form of a period id: ``2025-08``."""
    return re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text) is not None
