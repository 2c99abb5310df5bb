"""Tables of the region's own that its committees fill in: rows and columns come from the plan.

Care places, hired staff, cost types, sick leave, deviation analysis: no two regions agree.
"""

from __future__ import annotations

from decimal import Decimal

from sheetplan.plan.chapters import ChapterName
from sheetplan.plan.words import AmountSign, Periodicity, Shape
from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Choice, Reference, Whole

ROW_LABEL = "Rad"
_MOST_DECIMALS, _MOST_EMPTY_ROWS = Decimal(6), Decimal(200)


class PlanTable(
    Row,
    key="tables",
    sheet="Tabeller",
    about="Egna tabeller som nämnderna fyller i: vilka kolumner de har och vem som fyller i dem. "
    "Ekonomi, personal och produktion finns färdiga att välja i kolumnen Som.",
):
    """A table of the region's own; it becomes a sheet in the committees' workbooks."""

    id: str = column(ID, "Tabell-id", example="sjukfranvaro")
    title: str = column(
        TEXT, "Tabell", help="Blir flikens namn.", example="Sjukfrånvaro", width=30
    )
    to: tuple[str, ...] = column(
        Reference("Nämnder", many=True),
        "Fylls i av",
        help="Nämnd-id med komma emellan.",
        example="hsn, rs",
        width=28,
    )
    shape: Shape | None = column(
        Choice(Shape),
        "Som",
        help="En färdig tabell: ger det som lämnas tomt här, och rader om Tabellrader inga har.",
        example="Sjukfrånvaro",
        width=20,
        default=None,
    )
    row_label: str = column(
        TEXT,
        "Radrubrik",
        help="Rubriken över radernas namn. Tomt: Rad.",
        example="Yrkesgrupp",
        width=18,
        default="",
    )
    figures: str = column(
        LONG_TEXT,
        "Sifferkolumner",
        help="Rubriker med semikolon emellan. En summa skrivs Totalt = Kvinnor + Män; en andel "
        "A = 50 % av B, A = B i % av C eller A = B i % mot C; en varav-kolumn A = del av B.",
        example="Kvinnor; Män; Totalt = Kvinnor + Män",
        width=50,
        default="",
    )
    texts: str = column(
        TEXT,
        "Textkolumner",
        help="Rubriker med semikolon emellan.",
        example="Orsak; Åtgärd",
        width=30,
        default="",
    )
    unit: str | None = column(TEXT, "Enhet", example="%", default=None)
    decimals: int | None = column(
        Whole(minimum=Decimal(0), maximum=_MOST_DECIMALS), "Decimaler", example="1", default=None
    )
    empty_rows: int | None = column(
        Whole(minimum=Decimal(0), maximum=_MOST_EMPTY_ROWS),
        "Tomma rader",
        help="Rader som nämnden själv ger namn, till exempel egna åtgärder.",
        example="10",
        default=None,
    )
    periodicity: Periodicity | None = column(
        Choice(Periodicity),
        "Periodicitet",
        help="Tomt: varje gång.",
        example="Tertial: aug, dec",
        width=20,
        default=None,
    )
    chapter: ChapterName | None = column(
        Choice(ChapterName),
        "Avsnitt i rapporten",
        help="Där tabellen står i delårsrapporten. Tomt: bland bilagorna.",
        example=ChapterName.STAFF.label,
        width=30,
        default=None,
    )
    help: str | None = column(
        LONG_TEXT, "Hjälptext", help="Står överst på fliken.", width=50, default=None
    )


class PlanTableRow(
    Row,
    key="table_rows",
    sheet="Tabellrader",
    about="Raderna i de egna tabellerna. En summarad säger vad den beräknas av.",
):
    """A row of a table of the region's own."""

    id: str = column(ID, "Rad-id", example="sjuk-lakare")
    table: str = column(Reference("Tabeller"), "Tabell-id", example="sjukfranvaro")
    name: str = column(TEXT, "Rad", example="Läkare", width=50)
    computed: str | None = column(
        TEXT,
        "Beräknas som",
        help="Rad-id i samma tabell med + och − emellan, eller tabellens namn för alla raderna.",
        example="sjuk-lakare + sjuk-ovriga",
        width=40,
        default=None,
    )
    part_of: str | None = column(
        Reference("Tabellrader"),
        "Varav i",
        help="Rad-id för den rad som raden är en del av. Den räknas då inte med i alla raderna.",
        example="slag-personal",
        default=None,
    )
    sign: AmountSign | None = column(
        Choice(AmountSign),
        "Tecken",
        help="Vilket tecken radens belopp ska ha. Tomt: det prövas inte.",
        example="Minus",
        default=None,
    )
