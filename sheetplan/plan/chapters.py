"""The chapters of a committee's interim report that people write as running text."""

from __future__ import annotations

from dataclasses import dataclass

from sheetplan.schema.kinds import Word


class ChapterName(Word):
    """What a chapter is called (avsnitt)."""

    SUMMARY = "Sammanfattning"
    PAST = "Perioden som gått"
    EVENTS = "Händelser av väsentlig betydelse"
    GOALS = "God ekonomisk hushållning"
    STAFF = "Väsentliga personalförhållanden"
    OUTLOOK = "Förväntad utveckling"
    OPERATIONS = "Driftredovisning"
    RESULT = "Ekonomiskt resultat"
    DEVIATIONS = "Analys av större avvikelser"
    FORECAST = "Prognos för verksamhetens nettokostnader"
    PRODUCTION = "Produktion"


@dataclass(frozen=True)
class Chapter:
    """A text that a committee writes: its heading and what belongs in it.

    ``by_units`` tells whether its units write one too, as ground for the committee's.
    """

    of: ChapterName
    guidance: str
    by_units: bool = False

    @property
    def id(self) -> str:
        """Its stable id."""
        return self.of.key

    @property
    def heading(self) -> str:
        """Its heading as people see it."""
        return self.of.label


CHAPTERS = (
    Chapter(ChapterName.SUMMARY, "Det viktigaste för perioden, om högst en halv sida."),
    Chapter(ChapterName.PAST, "Verksamheten under perioden: vad som präglat den.", by_units=True),
    Chapter(ChapterName.EVENTS, "Det som läsaren måste känna till.", by_units=True),
    Chapter(ChapterName.GOALS, "Samlat om måluppfyllelse och ekonomi."),
    Chapter(ChapterName.STAFF, "Bemanning, arbetsmiljö, sjukfrånvaro.", by_units=True),
    Chapter(ChapterName.OUTLOOK, "Vad som väntar resten av året och nästa år."),
    Chapter(ChapterName.OPERATIONS, "Det ekonomiska läget i stort."),
    Chapter(ChapterName.RESULT, "Intäkter och kostnader mot budget och förra året."),
    Chapter(ChapterName.DEVIATIONS, "Orsaker och åtgärder för avvikelser."),
    Chapter(ChapterName.FORECAST, "Metod, osäkerhet, ändring."),
    Chapter(ChapterName.PRODUCTION, "Besök, vårdplatser eller motsvarande."),
)
