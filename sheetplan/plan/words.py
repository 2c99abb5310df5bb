"""The closed lists of words: what people choose between, and how a status looks."""

from __future__ import annotations

from sheetplan.plan.mark import Mark, Tone
from sheetplan.schema.kinds import Word

_LOOKS = {
    "MET": ("✔", Tone.GOOD),
    "PARTLY": ("◐", Tone.PARTLY),
    "NOT_MET": ("✖", Tone.BAD),
    "NO_DATA": ("–", Tone.QUIET),
    "NOT_DUE": ("·", Tone.QUIET),
    "UNDECIDED": ("?", Tone.QUIET),
    "NOT_STARTED": ("○", Tone.QUIET),
    "ONGOING": ("►", Tone.QUIET),
    "DONE": ("✔", Tone.GOOD),
    "DEVIATING": ("◆", Tone.PARTLY),
    "EXACT": ("✔", Tone.GOOD),
    "ROUNDING": ("≈", Tone.QUIET),
    "WRONG": ("✖", Tone.BAD),
    "AGREES": ("✔", Tone.GOOD),
    "DIFFERS": ("✖", Tone.BAD),
    "WAITING": ("–", Tone.QUIET),
}


class Judged(Word):
    """A word that judges, and so has a symbol and a tone beside it."""

    @property
    def mark(self) -> Mark:
        """The judgement as word, symbol and tone."""
        symbol, tone = _LOOKS[self.name]
        return Mark(self.label, symbol, tone)


class Answer(Word):
    """Yes or no (svar)."""

    YES = "Ja"
    NO = "Nej"


class Direction(Word):
    """Which way an indicator is better; never inferred from its name (riktning)."""

    UP = "Högre är bättre"
    DOWN = "Lägre är bättre"
    RANGE = "Inom intervall"
    UNDECIDED = "Ej bestämd"


class IndicatorKind(Word):
    """What kind of figure an indicator is (slag)."""

    LEVEL = "Nivå"
    SHARE = "Andel"
    INDEX = "Index"
    FLOW = "Flöde under året"
    ROLLING = "Rullande 12 månader"
    TEXT = "Text"


class Aggregation(Word):
    """How an indicator is put together over units (sammanvägning)."""

    SUM = "Summa"
    RATIO = "Kvot av summor"
    WEIGHTED = "Vägt medel"
    MINIMUM = "Lägsta"
    MAXIMUM = "Högsta"
    NONE = "Summeras inte"


class Formula(Word):
    """How an outcome is set against its target (beräkning)."""

    RATIO = "Kvot"
    MIRROR = "2 − utfall/mål"
    DISTANCE = "Andel av vägen från utgångsvärdet"


class Profile(Word):
    """How a year's target is spread over the months (periodisering)."""

    LINEAR = "Linjär"
    GIVEN = "Given"
    SEASON = "Förra årets säsong"


class Split(Word):
    """Which groups an indicator is told apart by (uppdelning)."""

    NONE = "Ingen"
    SEX = "Kön"
    AGE = "Ålder"


class Periodicity(Word):
    """When something is followed up (periodicitet)."""

    YEAR = "År"
    AUGUST = "Tertial: aug, dec"
    TERTIAL = "Tertial: apr, aug, dec"

    @property
    def months(self) -> tuple[int, ...]:
        """The months at whose end a follow-up is due."""
        return {"YEAR": (12,), "AUGUST": (8, 12), "TERTIAL": (4, 8, 12)}[self.name]


class Reporter(Word):
    """Who reports an indicator's outcome (lämnas av)."""

    COMMITTEE = "Nämnden"
    UNITS = "Enheterna"


class Decided(Word):
    """Who decided direction, kind and aggregation (bestämt av)."""

    PLAN = "Planen"
    SHEETPLAN = "Bestämt i sheetplan"


class GoalPart(Word):
    """What is written under a goal (slag)."""

    EFFECT = "Förväntad effekt"
    AGENDA = "Agenda 2030"
    DOCUMENT = "Styrande dokument"


class Post(Word):
    """What a row of a statement stands for (slag), whatever the region calls it."""

    TAXES = "Skatteintäkter"
    GRANTS = "Generella statsbidrag"
    TAXES_AND_GRANTS = "Skatter och bidrag, summa"
    NET_COST = "Verksamhetens nettokostnad"
    OPERATING_RESULT = "Verksamhetens resultat"
    FINANCIAL_NET = "Finansnetto"
    RESULT = "Årets resultat"
    FIXED_ASSETS = "Anläggningstillgångar"
    CURRENT_ASSETS = "Omsättningstillgångar"
    ASSETS = "Summa tillgångar"
    OPENING_EQUITY = "Ingående eget kapital"
    EQUITY = "Summa eget kapital"
    PROVISIONS = "Summa avsättningar"
    LIABILITIES = "Summa skulder"
    PENSION_OBLIGATION = "Ansvarsförbindelse för pensioner"
    RESULT_RESERVE = "Resultatreserv"
    EQUITY_AND_LIABILITIES = "Summa eget kapital, avsättningar och skulder"
    ADJUSTMENT = "Ej likvidpåverkande poster"
    OPERATING_CASH = "Kassaflöde löpande verksamhet"
    INVESTING_CASH = "Kassaflöde investeringsverksamhet"
    FINANCING_CASH = "Kassaflöde finansieringsverksamhet"
    CASH_FLOW = "Årets kassaflöde"
    OPENING_CASH = "Likvida medel vid årets början"
    CLOSING_CASH = "Likvida medel vid årets slut"
    INVESTMENT = "Investeringsutgifter"
    DEPRECIATION = "Avskrivningar"
    OPENING_DEFICIT = "Ingående ej återställt resultat"
    DEFICIT_RESULT = "Årets balanskravsresultat"
    EXEMPTION = "Synnerliga skäl"
    CLOSING_DEFICIT = "Utgående ej återställt resultat"
    DEFICIT_PART = "Varav från ett visst år"


class AssignmentStatus(Judged):
    """How far an assignment has come (status)."""

    NOT_STARTED = "Ej påbörjad"
    ONGOING = "Pågående"
    DONE = "Klar"
    DEVIATING = "Klar med avvikelse"


class Current(Judged):
    """A committee's judgement of a subgoal now (nuläge)."""

    MET = "Uppfyllt"
    PARTLY = "Delvis uppfyllt"
    NOT_MET = "Inte uppfyllt"
    NO_DATA = "Inga data"


class Forecast(Judged):
    """A committee's judgement of a subgoal at the end of the year (prognos)."""

    MET = "Målet kommer helt att uppfyllas"
    PARTLY = "Målet kommer delvis att uppfyllas"
    NOT_MET = "Målet kommer inte att uppfyllas"
    NO_DATA = "Inga data"


class Status(Judged):
    """What the rule says of an indicator (bedömning)."""

    MET = "Uppfylls helt"
    PARTLY = "Uppfylls delvis"
    NOT_MET = "Uppfylls inte"
    NO_DATA = "Inga data"
    NOT_DUE = "Följs inte upp nu"
    UNDECIDED = "Bedöms ej"


class Absence(Word):
    """Why an outcome is missing (skäl)."""

    NO_DATA = "Data saknas"
    YEARLY = "Mäts årsvis"
    NOT_DELIVERED = "Ej levererad"
    NOT_APPLICABLE = "Ej tillämplig"


class Shape(Word):
    """A table that is ready-made, columns and rows (färdig tabell)."""

    FRAME_RESULT = "Resultat per ram"
    COST_TYPES = "Kostnadsslag"
    DEVIATIONS = "Avvikelseanalys"
    MEASURES = "Åtgärder"
    HIRED_STAFF = "Inhyrd personal"
    STAFF = "Personal"
    SICK_LEAVE = "Sjukfrånvaro"
    PRODUCTION = "Produktion"


class AmountSign(Word):
    """Which sign a row's amounts have (tecken)."""

    PLUS = "Plus"
    MINUS = "Minus"


class Agreement(Judged):
    """What a control under a table comes to (utslag av en kontroll)."""

    AGREES = "Stämmer"
    ROUNDING = "Avrundning"
    DIFFERS = "Skiljer"
    WAITING = "Ej ifyllt"
