"""The rules about files (FIL), worded once."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
FILE_EMPTY = Rule("FIL-01", E, "Filen är tom (0 byte).",
    "Spara arbetsboken igen och kontrollera att den går att öppna.",
    "En avbruten kopiering ger en tom fil.")
FILE_KIND = Rule("FIL-02", E, "Filen är inte en Excelarbetsbok utan {kind}.",
    "Lämna in den ifyllda arbetsboken. Är filen i ett äldre Excelformat, öppna den i Excel och spara den som .xlsx.",
    "Filändelsen säger inte vad filen innehåller.")
FILE_ENCRYPTED = Rule("FIL-03", E, "Filen är skyddad med lösenord och kan inte läsas.",
    "Öppna den i Excel, ta bort lösenordet under Arkiv, Info, Skydda arbetsbok och spara igen.",
    "En krypterad fil kan bara läsas av den som har lösenordet.")
FILE_DAMAGED = Rule("FIL-04", E, "Filen är skadad: {found}.",
    "Spara den igen från Excel. Hjälper inte det, fyll i en ny arbetsbok.",
    "En skadad fil kan ge fel värden om den läses till hälften.")
FILE_LIMIT = Rule("FIL-05", E, "Filen är för stor för att läsas: {found}.",
    "Ta bort bilder, extra blad och annat som inte hör till och spara igen.",
    "Gränserna skyddar mot filer som får datorn att stanna.")
FILE_UNSAFE = Rule("FIL-06", E, "Filen innehåller något som inte får finnas i en arbetsbok: {found}.",
    "Öppna den i Excel och spara den som en ny .xlsx.",
    "Sådant innehåll kan användas för att angripa den som läser filen.")
FILE_MACROS = Rule("FIL-07", R, "Filen innehåller makron. De har inte körts.",
    "Ingenting behöver göras, men spara helst som .xlsx nästa gång.",
    "Arbetsböckerna skickas ut utan makron.")
FILE_LOCKED = Rule("FIL-08", E, "Filen är låst av ett annat program.",
    "Stäng den i Excel och försök igen.",
    "En fil som är öppen i ett annat program kan vara låst.")
FILE_MISSING = Rule("FIL-10", E, "Filen finns inte.",
    "Kontrollera namnet och mappen.",
    "Kommandot kan bara läsa filer som finns.")
FILE_OPEN_MARKER = Rule("FIL-09", E, "Filen är inte en arbetsbok utan ett tillfälligt märke om att {found} är öppen.",
    "Stäng arbetsboken i Excel. Märket kan inte lämnas in.",
    "Excel och LibreOffice lägger en sådan fil bredvid en arbetsbok som är öppen.")
FILE_SLOW = Rule("FIL-11", E, "Filen tog för lång tid att läsa.",
    "Ta bort bilder, extra blad och annat som inte hör till och spara igen.",
    "En fil får inte hindra att de andra tas emot.")
FILE_HEAVY = Rule("FIL-12", E, "Filen gick inte att läsa, troligen för att minnet inte räckte.",
    "Ta bort bilder, extra blad och annat som inte hör till och spara igen.",
    "En fil får inte hindra att de andra tas emot.")
FILE_CUT = Rule("FIL-13", R, "Härifrån är bladet inte läst. Av blad som inte hör till formuläret läses {most} celler.",
    "Ingenting behöver göras om bladet är ert eget.",
    "Det som inte har en egen plats i formuläret kommer inte med i sammanställningen.")
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
