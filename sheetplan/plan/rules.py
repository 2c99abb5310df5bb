"""The rules about files, plans and returns, worded once; with the cells' rules, the catalogue."""

from __future__ import annotations

from sheetplan.schema import rules as cells
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

PLAN_NO_ROWS = Rule("PLAN-01", E, "Bladet {sheet} har inga rader.",
    "Fyll i minst en rad.",
    "Planen går inte att skicka ut utan det.")
PLAN_PERIOD = Rule("PLAN-02", E, "Perioden ”{found}” har inte formen år-månad.",
    "Skriv till exempel 2025-08.",
    "Perioden blir mappnamn och sorteras som text.")
PLAN_FRAME_COMMITTEE = Rule("PLAN-03", E, "Ramen är en del av {parent}, som hör till en annan nämnd.",
    "Rätta ”Varav i” eller ”Nämnd-id”.",
    "En varav-rad är en del av sin egen nämnds ram.")

PLAN_UNIT = Rule("PLAN-04", R, "Enheten är {unit} men namnet i {name} börjar med ”{word}”.",
    "Bestäm om det är ett antal eller en andel och rätta enheten eller namnet.",
    "Den som fyller i vet annars inte vad som ska räknas.")
PLAN_TARGET_MISSING = Rule("PLAN-05", R, "Målvärde saknas.",
    "Skriv ett mål, eller bestäm att indikatorn bara följs utan bedömning.",
    "Utan mål får indikatorn ingen bedömning.")
PLAN_BASELINE_MISSING = Rule("PLAN-06", R, "Målet är {target} men utgångsvärde saknas.",
    "Skriv senast kända utfall om det finns.",
    "Utan utgångsvärde går det inte att se om målet är rimligt.")
PLAN_TARGET_WEAK = Rule("PLAN-07", R, "Målet {target} är svagare än utgångsvärdet {baseline} i {place}.",
    "Bestäm om målet ska skärpas, eller om riktningen är en annan.",
    "Ett mål som redan är passerat styr ingenting.")
PLAN_NAME_DOUBLE = Rule("PLAN-08", R, "Indikatorn har samma namn som den i {other}.",
    "Bestäm om det är samma indikator; ge dem annars olika namn.",
    "Två indikatorer med samma namn blandas ihop i rapporten.")
PLAN_END_PASSED = Rule("PLAN-09", R, "Slutdatum {ends} ligger före planens år {year}.",
    "Avsluta uppdraget eller ge det ett nytt slutdatum.",
    "Ett uppdrag som redan har löpt ut kan inte följas upp mot sitt datum.")

RETURN_NOT_OURS = Rule("INL-01", E, "Arbetsboken kommer inte från sheetplan: bladet med dess identitet saknas.",
    "Fyll i den arbetsbok som skickades ut; kopiera inte över till en egen fil.",
    "Identiteten står på ett dolt blad och behövs för att svaren ska hamna rätt.")
RETURN_YEAR = Rule("INL-02", E, "Arbetsboken gäller {found} men planen gäller {wanted}.",
    "Fyll i arbetsboken för {wanted}.",
    "Svar för ett annat år får inte blandas in.")
RETURN_PLAN = Rule("INL-03", E, "Arbetsboken hör till planen {found} men den här mappen till {wanted}.",
    "Kontrollera att filen har kommit till rätt mapp.",
    "Två regioners planer får inte blandas.")
RETURN_COMMITTEE = Rule("INL-04", E, "Nämnden ”{found}” finns inte i planen.",
    "Kontrollera att filen har kommit till rätt mapp, eller lägg till nämnden i planen.",
    "Svaren måste höra till en nämnd som finns.")
RETURN_ISSUE = Rule("INL-05", E, "Arbetsboken finns inte i utskicket för {period}.",
    "Fyll i den arbetsbok som skickades ut för perioden.",
    "Varje utskickad arbetsbok har ett eget nummer som den känns igen på.")
RETURN_SHEET = Rule("INL-06", E, "Bladet {sheet} saknas.",
    "Flytta över det ni fyllt i till en ny kopia av den utskickade arbetsboken.",
    "Utan bladet går svaren förlorade.")
RETURN_SHEET_DOUBLE = Rule("INL-07", E, "Bladet {sheet} finns två gånger: ”{first}” och ”{second}”.",
    "Ta bort kopian så att bara ett blad är kvar.",
    "Det går inte att veta vilket blad som gäller.")
RETURN_ROW = Rule("INL-08", E, "Raden ”{row}” saknas.",
    "Flytta över det ni fyllt i till en ny kopia av den utskickade arbetsboken.",
    "Varje rad måste finnas för att inget svar ska tappas.")
RETURN_ROW_DOUBLE = Rule("INL-09", E, "Raden ”{row}” finns också på rad {other}.",
    "Ta bort den rad som inte gäller.",
    "Det går inte att veta vilken rad som gäller.")
RETURN_COLUMN = Rule("INL-10", E, "Kolumnen ”{column}” saknas.",
    "Flytta över det ni fyllt i till en ny kopia av den utskickade arbetsboken.",
    "Utan kolumnen går svaren förlorade.")
RETURN_LOCKED = Rule("INL-11", R, "Den låsta cellen ska innehålla ”{wanted}” men innehåller ”{found}”. Planens uppgift gäller.",
    "Hör av er till kontaktpersonen om planen ska ändras.",
    "Planens uppgifter ändras i planen, inte i svaret.")
RETURN_FIGURE = Rule("INL-12", E, "Den låsta cellen ska innehålla ”{wanted}” men innehåller ”{found}”.",
    "Ställ tillbaka den, eller flytta svaren till en ny kopia av den utskickade arbetsboken. Hör av er till kontaktpersonen om planen ska ändras.",
    "Ett ändrat mål eller en ändrad budget gör att svaret inte går att jämföra.")
RETURN_EMPTY = Rule("INL-13", E, "Inget är ifyllt i arbetsboken.",
    "Fyll i de gula cellerna och skicka in igen.",
    "Troligen har den tomma filen skickats tillbaka.")
RETURN_UNSIGNED = Rule("INL-14", E, "Arbetsboken är inte klarmarkerad.",
    "Fyll i namn, befattning och datum på bladet Start och välj Ja vid ”{field}”.",
    "Någon måste svara för att uppgifterna är färdiga.")
RETURN_VALUE = Rule("INL-15", R, "Varken utfall eller skäl är ifyllt.",
    "Skriv ett värde eller välj ett skäl till att det saknas.",
    "Ett tomt fält kan betyda både noll, glömt och okänt.")
RETURN_BOTH = Rule("INL-16", E, "Både ett utfall och ett skäl till att det saknas är ifyllda.",
    "Ta bort det ena.",
    "Det går inte att veta vilket som gäller.")
RETURN_MOTIVE = Rule("INL-17", R, "Nuläget är ”{found}” men indikatorerna pekar på ”{wanted}”, och motiv saknas.",
    "Skriv varför bedömningen är en annan.",
    "Läsaren ser båda och undrar varför de skiljer sig.")
RETURN_JUDGEMENT = Rule("INL-18", R, "Cellen är tom.",
    "Välj ett av orden i listan.",
    "Delårsrapporten ska ha nuläge, prognos och analys för varje delmål.")
RETURN_ANALYSIS = Rule("INL-19", R, "Analysen är tom.",
    "Skriv några meningar.",
    "Delårsrapporten ska ha en analys av varje delmål och uppdrag.")
RETURN_COMMENT = Rule("INL-20", R, "Avvikelsen är {found} av periodens budget, mer än {limit}, och kommentar saknas.",
    "Skriv orsak och åtgärd.",
    "Planen säger hur stora avvikelser som ska förklaras.")
RETURN_IMPLAUSIBLE = Rule("INL-21", R, "Utfallet {found} ligger långt från utgångsvärdet {wanted}.",
    "Kontrollera enhet och decimaler. Ingenting behöver göras om värdet stämmer.",
    "Tiofaldigt större eller mindre värden är oftast skrivfel.")
RETURN_AMOUNT = Rule("INL-22", R, "Cellen är tom.",
    "Skriv beloppet i {unit}, eller 0 om det är noll.",
    "En tom cell är inte noll.")
RETURN_TEXT = Rule("INL-23", R, "Avsnittet ”{heading}” är tomt.",
    "Skriv texten, eller ”Inget att redovisa” om det inte är aktuellt.",
    "Ett tomt avsnitt syns i rapporten.")
RETURN_KNOWN = Rule("INL-24", R, "Filen är redan mottagen {when}.",
    "Ingenting behöver göras.",
    "Samma fil kan skickas flera gånger.")
RETURN_NAME = Rule("INL-25", R, "Filen heter något annat än den utskickade ({wanted}). Innehållet avgör: den gäller {committee}.",
    "Ingenting behöver göras om det stämmer.",
    "Filnamn ändras lätt av misstag.")
RETURN_VERSION = Rule("INL-26", E, "Arbetsboken har formatversion {found} men programmet läser version {wanted}.",
    "Skicka ut arbetsboken på nytt eller uppdatera sheetplan.",
    "En annan version kan ha andra kolumner.")
RETURN_OLD = Rule("INL-27", E, "Arbetsboken är utskick nr {found} men ett nyare finns, nr {wanted}.",
    "Flytta över svaren till den senaste arbetsboken.",
    "Planen har ändrats sedan den äldre arbetsboken skickades ut.")
RETURN_STALE = Rule("INL-28", R, "Planen har ändrats sedan arbetsboken skickades ut. Planens uppgifter gäller nu.",
    "Nämnden: kontrollera svaren mot planen. Staben: skicka ut arbetsboken på nytt om något är fel.",
    "Svaren kan ha lämnats mot ett annat mål eller en annan budget.")
RETURN_OUTSIDE = Rule("INL-29", R, "”{found}” står utanför de celler som ska fyllas i och följer inte med.",
    "Flytta det till en gul cell om det ska med.",
    "Bara de gula cellerna har en plats i sammanställningen.")
RETURN_COLUMN_DOUBLE = Rule("INL-30", E, "Kolumnen ”{column}” finns två gånger.",
    "Ta bort den kolumn som inte gäller.",
    "Det går inte att veta vilken kolumn som gäller.")
RETURN_KNOWN_REFUSED = Rule("INL-31", E, "Filen är redan mottagen {when} och avvisades då.",
    "Rätta felen, spara och lämna in den igen.",
    "Samma fil ger samma svar; den måste ändras först.")
# fmt: on

CATALOGUE = (
    *cells.RULES,
    *(value for value in tuple(globals().values()) if isinstance(value, Rule)),
)
