"""The plan's sheets about the ledger: what its files look like, its accounts and its units."""

from __future__ import annotations

from decimal import Decimal

from sheetplan.schema.column import Row, column
from sheetplan.schema.kinds import ID, TEXT, Choice, Reference, Word

COLUMN_HELP = "Sifferkolumnen i den egna tabellen som raden ställs mot."


class Money(Word):
    """What amounts are counted in."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def kronor(self) -> Decimal:
        """How many kronor one of it is."""
        return Decimal(1).scaleb({"kr": 0, "tkr": 3, "mnkr": 6}[self.label])


def money_of(unit: str) -> Money | None:
    """Return the money that a unit of a table or a plan is; mkr is mnkr."""
    name = unit.strip().casefold()
    return next((m for m in Money if m.label == ("mnkr" if name == "mkr" else name)), None)


class SignWord(Word):
    """Which amounts are positive in a file or a row."""

    COSTS = "Kostnader är plus"
    REVENUES = "Intäkter är plus"


class DecimalMark(Word):
    """What stands before the decimals."""

    COMMA = "Komma"
    POINT = "Punkt"


class Encoding(Word):
    """How a file keeps å, ä and ö."""

    UTF8 = "UTF-8"
    WINDOWS = "Windows-1252"
    DOS = "CP850"
    UTF16 = "UTF-16"


class AccountKind(Word):
    """Whether accounts are costs, revenues or none of it."""

    COST = "Kostnad"
    REVENUE = "Intäkt"
    LEFT_OUT = "Räknas inte"


class LedgerFormat(
    Row,
    key="ledger_formats",
    sheet="Ekonomiimport",
    about="Hur en fil ur redovisningen ser ut: rubrikerna, tecknen och vad beloppen står i.",
):
    """What a file from the ledger looks like; it is known by its headers."""

    id: str = column(ID, "Fil-id", example="agresso")
    account: str = column(TEXT, "Rubrik för konto", example="Konto", width=20)
    unit: str = column(TEXT, "Rubrik för ansvar", example="Ansvar", width=20)
    amount: str = column(TEXT, "Rubrik för belopp", example="Belopp", width=20)
    period: str | None = column(
        TEXT,
        "Rubrik för period",
        help="Tomt: alla rader gäller tiden från årets början till periodens slut.",
        example="Period",
        width=20,
        default=None,
    )
    text: str | None = column(
        TEXT,
        "Rubrik för text",
        help="Kolumnen där en summarad säger att den är en summa.",
        example="Text",
        width=20,
        default=None,
    )
    money: Money = column(Choice(Money), "Belopp i filen", example="kr", width=16)
    sign: SignWord = column(
        Choice(SignWord), "Tecken i filen", example="Kostnader är plus", width=20
    )
    decimal_mark: DecimalMark | None = column(
        Choice(DecimalMark),
        "Decimaltecken",
        help="Tomt: båda läses där de är säkra, annars frågas det.",
        example="Komma",
        default=None,
    )
    encoding: Encoding | None = column(
        Choice(Encoding),
        "Teckenkodning",
        help="Behövs bara när det inte går att se: filen är inte UTF-8, säger inte vad den är "
        "och har inga å, ä eller ö att känna igen den på.",
        example="Windows-1252",
        width=16,
        default=None,
    )


class AccountGroup(
    Row,
    key="account_groups",
    sheet="Kontoplan",
    about="Vilka konton som är kostnader och intäkter, och vilka tabellrader de ska stämma med.",
):
    """Accounts that are told together in control totals, and what they are set against."""

    id: str = column(ID, "Grupp-id", example="lakemedel")
    name: str = column(TEXT, "Kontogrupp", example="Läkemedel", width=32)
    accounts: str = column(
        TEXT,
        "Konton",
        help="Konton eller intervall med komma emellan. Ett längre konto hör till det kortare.",
        example="4100–4199, 4250",
        width=28,
    )
    post: AccountKind = column(
        Choice(AccountKind),
        "Slag",
        help="Kostnader minus intäkter är nämndens nettokostnad.",
        example="Kostnad",
        width=16,
    )
    frame: str | None = column(
        Reference("Ramar"),
        "Ram-id",
        help="Bara för en varav-ram som dessa konton är.",
        example="rs-avskrivningar",
        width=18,
        default=None,
    )
    row: str | None = column(
        Reference("Tabellrader"),
        "Rad-id",
        help="Rad i en egen tabell som nämnden fyller i.",
        example="slag-lakemedel",
        width=18,
        default=None,
    )
    header: str | None = column(
        TEXT, "Kolumn", help=COLUMN_HELP, example="Utfall", width=16, default=None
    )
    sign: SignWord = column(
        Choice(SignWord),
        "Tecken på raden",
        help="Hur nämnden skriver beloppet på tabellraden.",
        example="Kostnader är plus",
        width=20,
        default=SignWord.COSTS,
    )


class LedgerUnit(
    Row,
    key="ledger_units",
    sheet="Ansvar",
    about="Vilken nämnd, enhet och ram som redovisningens ansvar hör till.",
):
    """Units of the ledger (ansvar), and whose they are."""

    id: str = column(ID, "Ansvars-id", example="hsn-primarvard")
    codes: str = column(
        TEXT,
        "Ansvar i redovisningen",
        help="Koder eller intervall med komma emellan. En längre kod hör till den kortare.",
        example="2000–2399",
        width=28,
    )
    committee: str = column(Reference("Nämnder"), "Nämnd-id", example="hsn")
    unit: str | None = column(
        Reference("Enheter"), "Enhets-id", example="hsn-ns-umea", width=20, default=None
    )
    frame: str | None = column(
        Reference("Ramar"),
        "Ram-id",
        help="Bara för en varav-ram, eller när nämnden har flera ramar.",
        example="rs-primarvard",
        width=18,
        default=None,
    )
    row: str | None = column(
        Reference("Tabellrader"),
        "Rad-id",
        help="Rad i en egen tabell som ska visa ansvarets nettokostnad.",
        example="ramres-primar",
        width=18,
        default=None,
    )
    header: str | None = column(
        TEXT, "Kolumn", help=COLUMN_HELP, example="Utfall", width=16, default=None
    )
