"""Every name that a template may use, with its meaning and an example; declared here alone.

``[]`` stands for each of a list: ``regionmål[].namn`` is ``mål.namn`` in a loop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheetplan.plan.chapters import CHAPTERS

CHAPTER_NAMES = {
    "summary": "sammanfattning",
    "past": "perioden",
    "events": "händelser",
    "goals": "hushållning",
    "staff": "personal",
    "outlook": "utveckling",
    "operations": "drift",
    "result": "resultat",
    "deviations": "avvikelser",
    "forecast": "prognos",
    "production": "produktion",
}

FILTERS = ("capitalize", "count", "default", "first", "join", "last", "length", "lower", "upper")
TEXT, RUNS, BLOCKS = "", "r", "p"  # the letter of a tag that prints it
_PRINTED = re.compile(r"\{\{([rp]?) ")
_LOOP = re.compile(r"\{%p for (\w+) in ")
_TRUTH = "{%p if"

ANY, COMMITTEE, WHOLE, PLAN = "alla", "nämndens", "den samlade", "planens"


@dataclass(frozen=True)
class Name:
    """A name of a template.

    Attributes:
        path: as templates write it.
        means: what it stands for, to a secretary.
        example: what it may become, or how it is written.
        report: in which report it has something to say; elsewhere it is empty.
        key: of the table or the chart that it stands for.
    """

    path: str
    means: str
    example: str = ""
    report: str = ANY
    key: str = ""

    @property
    def last(self) -> str:
        """What stands after the last full stop."""
        return self.path.rpartition(".")[2]

    @property
    def letter(self) -> str | None:
        """The letter of a tag that prints it, or None where it is not for printing."""
        if _PRINTED.match(self.example) and f"{self.last}[" not in self.example:
            return self.example[2].strip()
        return None if self.example.startswith(_TRUTH) or self._is_many else TEXT

    @property
    def each(self) -> str | None:
        """The letter of a tag that prints one of its many."""
        found = _PRINTED.match(self.example)
        return found[1] if found else BLOCKS

    @property
    def loop_name(self) -> str:
        """What each is called in a loop over it, or an empty text."""
        found = _LOOP.match(self.example)
        return found[1] if found else ""

    @property
    def _is_many(self) -> bool:
        return bool(self.loop_name) or f"{self.last}[" in self.example


TABLES = tuple(
    Name(f"tabell.{name}", means, f"{{{{p tabell.{name} }}}}", report, key)
    for name, key, report, means in (
        ("sammanställning", "summary", COMMITTEE, "Mål och delmål med nuläge och prognos."),
        ("ekonomi", "economy", COMMITTEE, "Nämndens ramar mot budget, för perioden."),
        ("prognos", "forecast", COMMITTEE, "Nämndens prognos bredvid den förenklade."),
        ("saknas", "missing", COMMITTEE, "Indikatorer utan värde, med skäl."),
        ("källor", "sources", ANY, "Varifrån siffrorna kommer: fil, mottagen, underskrift."),
        ("läget", "positions", WHOLE, "Målen i rader och nämnderna i kolumner."),
        ("målen", "goals", WHOLE, "Hur många bedömningar av varje mål som uppfylls."),
        ("nämnderna", "committees", WHOLE, "Hur många bedömningar som uppfylls, per nämnd."),
        ("budget", "budget", WHOLE, "Varje ram mot budget, med prognos och summa."),
        ("ramarnas_steg", "bridge_steps", WHOLE, "Alla ramar, från förra året till planen."),
        ("ramarnas_ändring", "bridge", WHOLE, "Varje nämnds ram, förra året, i år och i planen."),
        ("ramar_mot_resultat", "tied_totals", WHOLE, "Ramarna tillsammans mot resultatbudgeten."),
        ("resultat", "income", WHOLE, "Bladet Resultatbudget, med de kolumner som det har."),
        ("balans", "balance", WHOLE, "Bladet Balansbudget, med de kolumner som det har."),
        ("kassaflöde", "cash_flow", WHOLE, "Bladet Kassaflöde, med de kolumner som det har."),
        ("investeringar", "investments", WHOLE, "Bladet Investeringar, med sina kolumner."),
        ("finansiella_mål", "financial_goals", WHOLE, "De finansiella målen och vad planen ger."),
        ("återställande", "restoration", WHOLE, "Balanskravet: när underskott är återställda."),
        ("resultatreserv", "reserve", WHOLE, "Vad som högst får reserveras."),
        ("ramar", "planned-frames", PLAN, "Varje nämnds ram med varav-rader, år för år."),
        ("ramar_förändring", "planned-frame-changes", PLAN, "Hur årets ramar har blivit till."),
        ("åtgärder", "planned-measures", PLAN, "Åtgärderna och deras effekt."),
        ("risker", "planned-risks", PLAN, "Riskerna och vad som görs åt dem."),
        ("följs_upp", "planned-tables", PLAN, "Egna tabeller som nämnden fyller i."),
        ("enheter", "planned-units", PLAN, "Nämndens områden och enheter."),
        ("perioder", "planned-periods", PLAN, "När planen följs upp."),
    )
)

CHARTS = tuple(
    Name(f"diagram.{name}", means, f"{{{{p diagram.{name} }}}}", report, key)
    for name, key, report, means in (
        ("avvikelser", "chart-budget", ANY, "Ramarnas avvikelse för helåret."),
        (
            "ramarnas_steg",
            "chart-bridge",
            WHOLE,
            "Från förra årets ramar till årets, steg för steg.",
        ),
        ("bedömningar", "chart-judged", WHOLE, "Hur många bedömningar som uppfylls, per nämnd."),
    )
)


def _chapters() -> Iterator[Name]:
    for chapter in CHAPTERS:
        name = CHAPTER_NAMES[chapter.id]
        means = f"Det nämnden skrev under ”{chapter.heading}”: stycken och listor."
        yield Name(f"text.{name}", means, f"{{{{p text.{name} }}}}", COMMITTEE)
        placed = f"Egna tabeller som hör till ”{chapter.heading}”."
        how = f"{{%p for t in tabeller.{name} %}}"
        yield Name(f"tabeller.{name}", placed, how, COMMITTEE)


def _words() -> Iterator[Name]:
    about = {
        "mål": "fullmäktiges mål",
        "delmål": "nämndernas mål",
        "bedömt": "det som nämnden bedömer",
    }
    for word, of in about.items():
        for form in ("ett", "det", "flera", "alla", "Alla"):
            yield Name(
                f"ord.{word}.{form}", f"Planens ord för {of}.", f"{{{{ ord.{word}.{form} }}}}"
            )


NAMES = (
    Name("titel", "Rapportens titel.", "Delårsrapport per augusti 2025"),
    Name("nämnd", "Nämndens namn; i den samlade rapporten organisationens.", "Patientnämnden"),
    Name("organisation", "Regionen eller kommunen.", "Region Västerbotten"),
    Name("period", "Perioden i ord.", "januari–augusti 2025"),
    Name("påhittat", "Varningen när värdena är påhittade, annars tomt.", "Påhittade värden: …"),
    Name("helår", "Sant i årsrapporten.", "{%p if helår %}"),
    Name("utfall_eller_prognos", "Utfall i årsrapporten, annars Prognos.", "Prognos"),
    *_words(),
    Name("har_delmål", "Sant när nämnden har delmål under målen.", "{%p if har_delmål %}"),
    Name("har_indikatorer", "Sant när nämnden har indikatorer.", "{%p if har_indikatorer %}"),
    *_chapters(),
    Name("tal", "Enstaka tal i egna meningar, efter id: en indikators utfall, uppfyllelse, "
         "bedömning och mål, en rams budget, utfall, avvikelse och prognos.",
         '{{r tal["ram.hsn.avvikelse"] }}', COMMITTEE),
    Name("teckenförklaringar", "Vad märkena betyder, en tabell i taget.",
         "{%p for t in teckenförklaringar %}", COMMITTEE),
    *TABLES,
    *CHARTS,
    Name("bilagor", "Egna tabeller utan eget avsnitt.", "{%p for bilaga in bilagor %}", COMMITTEE),
    Name("bilagor[].nummer", "Bilagans nummer.", "1", COMMITTEE),
    Name("bilagor[].rubrik", "Bilagans rubrik.", "Resultat per ram", COMMITTEE),
    Name("bilagor[].tabell", "Själva tabellen.", "{{p bilaga.tabell }}", COMMITTEE),
    Name("regionmål", "Fullmäktiges mål, ett i taget.", "{%p for mål in regionmål %}", COMMITTEE),
    Name("regionmål[].namn", "Målets namn.", "Mål 1. Trygga uppväxtvillkor", COMMITTEE),
    Name("regionmål[].odelat", "Sant när nämnden bedömer målet i sin helhet.",
         "{%p if mål.odelat %}", COMMITTEE),
    Name("regionmål[].innehåll", "Målets effekter, Agenda 2030-mål och dokument, slag för slag.",
         "{%p for del in mål.innehåll %}", PLAN),
    Name("regionmål[].innehåll[].rubrik", "Slaget.", "Förväntad effekt", PLAN),
    Name("regionmål[].innehåll[].punkter", "Det som planen skriver, som lista.",
         "{{p del.punkter }}", PLAN),
    Name("regionmål[].delmål", "Målets delmål, ett i taget.", "{%p for delmål in mål.delmål %}",
         COMMITTEE),
    Name("regionmål[].delmål[].namn", "Delmålets namn.", "Ökad kunskap om rasism", COMMITTEE),
    Name("regionmål[].delmål[].nuläge", "Nuläget som märke och ord.", "{{r delmål.nuläge }}",
         COMMITTEE),
    Name("regionmål[].delmål[].prognos", "Prognosen som märke och ord.", "{{r delmål.prognos }}",
         COMMITTEE),
    Name("regionmål[].delmål[].förslag", "Vad indikatorerna pekar på.", "{{r delmål.förslag }}",
         COMMITTEE),
    Name("regionmål[].delmål[].motiv", "Varför nämnden bedömer annorlunda.", "", COMMITTEE),
    Name("regionmål[].delmål[].analys", "Nämndens analys: stycken och listor.",
         "{{p delmål.analys }}", COMMITTEE),
    Name("regionmål[].delmål[].indikatorer", "Tabellen med delmålets indikatorer.",
         "{{p delmål.indikatorer }}", COMMITTEE),
    Name("regionmål[].delmål[].uppdelning", "Tabellen med indikatorernas grupper.",
         "{{p delmål.uppdelning }}", COMMITTEE),
    Name("regionmål[].delmål[].diagram", "Indikatorernas utveckling, ett litet diagram var.",
         "{{p delmål.diagram }}", COMMITTEE),
    Name("uppdrag", "Uppdragen, en grupp i taget.", "{%p for grupp in uppdrag %}", COMMITTEE),
    Name("uppdrag[].rubrik", "Från vem och till vem.", "Uppdrag från regionfullmäktige till nämnd",
         COMMITTEE),
    Name("uppdrag[].tabell", "Gruppens uppdrag.", "{{p grupp.tabell }}", COMMITTEE),
    Name("översikt", "Meningar om vad som är inne och hur det går.",
         "{{p översikt }}", WHOLE),
    Name("nämnder", "Nämnderna, en i taget.", "{%p for nämnden in nämnder %}", WHOLE),
    Name("nämnder[].namn", "Nämndens namn.", "Patientnämnden", WHOLE),
    Name("nämnder[].lämnat", "Sant när nämnden har lämnat in.", "{%p if nämnden.lämnat %}", WHOLE),
    Name("nämnder[].läge", "En mening om nämndens prognos.", "Prognos: i balans.", WHOLE),
    *(Name(f"nämnder[].text.{name}", f"Det nämnden skrev under ”{chapter.heading}”.",
           f"{{{{p nämnden.text.{name} }}}}", WHOLE)
      for chapter in CHAPTERS for name in (CHAPTER_NAMES[chapter.id],)),
)  # fmt: skip
