"""The rules about cells, rows and sheets, worded once. The plan's own rules: ``plan.rules``."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
CELL_MISSING = Rule("CELL-01", E, "Cellen är tom.",
    "Skriv {wanted}.", "Utan uppgiften går raden inte att använda.")
CELL_KIND = Rule("CELL-02", E, "Cellen innehåller ”{found}”.",
    "Skriv {wanted}.", "Ett ungefärligt tal eller en text kan inte räknas eller jämföras.")
CELL_ERROR = Rule("CELL-03", E, "Cellen visar felvärdet {found}.",
    "Skriv {wanted} i stället för formeln.", "Ett felvärde från Excel är inte en uppgift och får inte läsas som tomt.")
CELL_DOUBTFUL = Rule("CELL-04", E, "Talet ”{found}” kan läsas på två sätt.",
    "Skriv det utan tusentalstecken och med decimalkomma, till exempel {wanted}.", "Punkt och komma före tre siffror kan betyda både tusental och decimaler.")
CELL_LIMIT = Rule("CELL-05", E, "Cellen innehåller {found}, som ligger utanför det möjliga.",
    "Skriv {wanted}.", "Värdet kan inte stämma, till exempel en andel över 100 %.")
CELL_HUNDREDFOLD = Rule("CELL-06", E, "Cellen visar {found}, vilket verkar vara hundra gånger för mycket.",
    "Skriv {wanted} om det är vad som menas.", "Procent som skrivs i fel format blir hundra gånger för stora eller små.")
CELL_NUMBER_AS_TEXT = Rule("CELL-07", R, "Talet är skrivet som text (”{found}”) och har lästs som {read}.",
    "Ingenting behöver göras om det stämmer.", "Text som ser ut som ett tal räknas inte av Excel.")
CELL_FORMULA = Rule("CELL-08", R, "Cellen innehåller en formel (={formula}) och har lästs som {read}.",
    "Ingenting behöver göras om värdet stämmer.", "En formels värde gäller när filen sparades; formeln följer inte med.")
CELL_CHOICE = Rule("CELL-09", E, "Cellen innehåller ”{found}”, som inte finns i listan{near}.",
    "Välj {wanted}.", "Bara listans ord kan räknas samman.")
CELL_UNRELIABLE = Rule("CELL-11", E, "Cellen innehåller en formel (={formula}) vars värde inte följer med filen.",
    "Skriv {wanted} i stället för formeln.", "En formel som inte är uträknad säger inget om värdet.")
CELL_SHARE = Rule("CELL-12", E, "Talet {found} kan betyda {found} % eller {hundredfold} %.",
    "Skriv det med procenttecken.", "Procent som skrivs utan procenttecken kan bli hundra gånger för små.")
CELL_ABSENT = Rule("CELL-13", R, "Cellen innehåller ”{found}” och har lästs som att värdet saknas.",
    "Välj ett skäl till att det saknas, om det finns en kolumn för det.", "Ett saknat värde är varken noll eller glömt.")
CELL_OUTSIDE = Rule("CELL-14", R, "Cellen hämtar sitt värde utifrån (={formula}) och har lästs som {read}.",
    "Klistra in värdet i stället för formeln.", "Värdet gällde när filen sparades. Ingenting hämtas utifrån när den läses.")
COLUMN_MISSING = Rule("SHEET-02", E, "Kolumnen ”{column}” saknas på bladet {sheet}.",
    "Lägg tillbaka kolumnen med rubriken ”{column}”.", "Kolumnen känns igen på sin rubrik.")
COLUMN_DOUBLE = Rule("SHEET-03", E, "Kolumnen ”{column}” finns två gånger på bladet {sheet}.",
    "Ta bort eller döp om den ena.", "Det går inte att veta vilken som gäller.")
COLUMN_UNKNOWN = Rule("SHEET-04", R, "Kolumnen ”{column}” på bladet {sheet} är inte känd{near} och läses inte.",
    "Ta bort den eller rätta rubriken om den är felstavad.", "En felstavad rubrik skulle annars tappa uppgifter i tysthet.")
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
