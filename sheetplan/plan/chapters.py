"""The chapters of a committee's interim report that people write as running text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A text that a committee writes: stable id, heading and what belongs in it.

    ``by_units`` tells whether its units write one too, as ground for the committee's.
    """

    id: str
    heading: str
    guidance: str
    by_units: bool = False


CHAPTERS = (
    Chapter("summary", "Sammanfattning", "Det viktigaste för perioden, om högst en halv sida."),
    Chapter(
        "past",
        "Perioden som gått",
        "Verksamheten under perioden: vad som präglat den.",
        by_units=True,
    ),
    Chapter(
        "events",
        "Händelser av väsentlig betydelse",
        "Det som läsaren måste känna till.",
        by_units=True,
    ),
    Chapter("goals", "God ekonomisk hushållning", "Samlat om måluppfyllelse och ekonomi."),
    Chapter(
        "staff",
        "Väsentliga personalförhållanden",
        "Bemanning, arbetsmiljö, sjukfrånvaro.",
        by_units=True,
    ),
    Chapter("outlook", "Förväntad utveckling", "Vad som väntar resten av året och nästa år."),
    Chapter("operations", "Driftredovisning", "Det ekonomiska läget i stort."),
    Chapter("result", "Ekonomiskt resultat", "Intäkter och kostnader mot budget och förra året."),
    Chapter("deviations", "Analys av större avvikelser", "Orsaker och åtgärder för avvikelser."),
    Chapter("forecast", "Prognos för verksamhetens nettokostnader", "Metod, osäkerhet, ändring."),
    Chapter("production", "Produktion", "Besök, vårdplatser eller motsvarande."),
)
