"""The rules about the ledger (RED): its sheets, its files and what they come to, worded once."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
LEDGER_CODES = Rule("RED-01", E, "”{found}” går inte att läsa som koder.",
    "Skriv koder eller intervall med lika många tecken, med komma emellan, till exempel 4100–4199, 4250.",
    "Varje rad i redovisningen ska hamna på ett enda ställe.")
LEDGER_OVERLAP = Rule("RED-02", E, "{found} står också på rad {other}, i {wanted}.",
    "Ändra det ena så att varje kod bara finns på en rad.",
    "Ett belopp får bara räknas en gång.")
LEDGER_STRANGER = Rule("RED-03", E, "”{found}” hör till nämnden {other}, men raden gäller nämnden {wanted}.",
    "Rätta det ena.",
    "En nämnds kostnader får inte räknas på en annans ram.")
LEDGER_COLUMN = Rule("RED-04", E, "Tabellen {table} har ingen sifferkolumn som heter ”{found}”.",
    "Skriv en av {wanted}.",
    "Rad och kolumn säger tillsammans vilket tal redovisningen ställs mot.")
LEDGER_HALF = Rule("RED-05", E, "{given} är ifylld men inte {missing}.",
    "Fyll i båda eller ingen.",
    "Rad och kolumn säger tillsammans vilket tal redovisningen ställs mot.")
LEDGER_MEASURE = Rule("RED-06", E, "Tabellen {table} har enheten ”{found}”, så ett belopp ur redovisningen kan inte ställas mot den.",
    "Välj en tabell i kr, tkr eller mnkr.",
    "Kronor går inte att räkna om till andra enheter.")
LEDGER_SHEETS = Rule("RED-07", E, "Bladet {sheet} saknar rader.",
    "Fyll i det, eller ta bort det som står på bladen om redovisningen.",
    "Rubriker, konton och ansvar behövs alla för att läsa en fil.")
LEDGER_FRAMES = Rule("RED-08", E, "Nämnden {found} har flera ramar, och här står inte vilken som ansvaret hör till.",
    "Fyll i ramens id.",
    "Beloppet får bara räknas på en av ramarna.")
LEDGER_KIND = Rule("RED-09", E, "Filen är varken en textfil eller en Excelarbetsbok utan {kind}.",
    "Ta ut den ur redovisningen som CSV eller .xlsx.",
    "Filändelsen säger inte vad filen innehåller.")
LEDGER_HEADER = Rule("RED-10", E, "Ingen rubrikrad hittades bland de första {rows} raderna: {missing} saknas.",
    "Rätta rubrikerna på bladet {sheet} eller i filen.",
    "Kolumnerna känns igen på sina rubriker, aldrig på sin plats.")
LEDGER_HEADER_DOUBLE = Rule("RED-11", E, "Rubriken ”{found}” finns två gånger.",
    "Ta bort eller döp om den ena kolumnen.",
    "Det går inte att veta vilken som gäller.")
LEDGER_ENCODING = Rule("RED-12", E, "Filen är inte UTF-8 och säger inte vad den är; det syns på rad {row}. Det går inte att se på dess å, ä och ö heller.",
    "Skriv filens teckenkodning på bladet {sheet}. Från Windows är det oftast Windows-1252, från äldre system CP850.",
    "Med fel teckenkodning blir å, ä och ö andra tecken.")
LEDGER_ENCODING_WRONG = Rule("RED-13", E, "Filen ska enligt bladet {sheet} vara {wanted}, men är det inte; det syns på rad {row}.",
    "Rätta teckenkodningen på bladet, eller lämna den tom så prövas UTF-8.",
    "Med fel teckenkodning blir å, ä och ö andra tecken.")
LEDGER_MOJIBAKE = Rule("RED-14", E, "Texten ”{found}” är läst i fel teckenkodning, eller sparad i fel ({rows}).",
    "Kontrollera teckenkodningen på bladet {sheet}. Är den rätt: ta ut filen på nytt.",
    "Å, ä och ö som har blivit två tecken syns sedan i allt som skrivs ut.")
LEDGER_QUOTES = Rule("RED-15", E, "Citattecknen går inte ihop från och med rad {row}, och filen är inte läst längre än så.",
    "Ta ut filen på nytt, eller rätta raden: ett citattecken i en text skrivs två gånger.",
    "Ett citattecken som inte stängs kan sluka resten av filen.")
LEDGER_FIELDS = Rule("RED-16", E, "En rad har fler fält än rubrikraden ({rows}).",
    "Sätt citattecken om en text med semikolon eller komma, eller ta ut filen på nytt.",
    "Ett skiljetecken i en text flyttar beloppet till en annan kolumn.")
LEDGER_EMPTY = Rule("RED-17", E, "Filen har en rubrikrad men inga rader med belopp.",
    "Ta ut filen på nytt och kontrollera urvalet.",
    "En tom fil är inte noll kronor.")
LEDGER_AMOUNT = Rule("RED-18", E, "Beloppet ”{found}” går inte att läsa som ett tal ({rows}).",
    "Skriv det som ett tal, eller rätta decimaltecknet på bladet {sheet}.",
    "Ett belopp som gissas kan bli tusen gånger för stort.")
LEDGER_DOUBTFUL = Rule("RED-19", E, "Beloppet ”{found}” kan läsas på två sätt ({rows}).",
    "Fyll i decimaltecknet på bladet {sheet}.",
    "Punkt och komma före tre siffror kan betyda både tusental och decimaler.")
LEDGER_BLANK = Rule("RED-20", E, "Cellen är tom fast raden har ett belopp ({rows}).",
    "Fyll i kolumnen ”{wanted}”. Är raden en summa: ta bort den, eller låt det stå Summa på den.",
    "Ett belopp utan konto, ansvar och period går inte att räkna någonstans.")
LEDGER_ACCOUNT = Rule("RED-21", E, "Kontot {found} finns inte på bladet {sheet} ({rows}).",
    "Lägg till det där, med slaget ”Räknas inte” om det inte hör till nettokostnaden.",
    "Ett konto som glöms gör att summan inte stämmer.")
LEDGER_UNIT = Rule("RED-22", E, "Ansvaret {found} finns inte på bladet {sheet} ({rows}).",
    "Lägg till det där.",
    "Ett belopp måste höra till en nämnd.")
LEDGER_PERIOD = Rule("RED-23", E, "Perioden ”{found}” går inte att läsa ({rows}).",
    "Skriv år och månad, till exempel 2025-08 eller 202508, eller ett datum.",
    "En månad utan år kan vara vilket år som helst.")
LEDGER_YEAR = Rule("RED-24", E, "Perioden {found} ligger utanför planens år {year} ({rows}).",
    "Ta ut filen för rätt år.",
    "Ett annat års belopp får inte räknas med.")
LEDGER_LATER = Rule("RED-25", R, "Rader efter {period} räknas inte med; de har tillsammans {amount} ({rows}).",
    "Ingenting behöver göras om filen gäller en längre tid än perioden.",
    "Utfallet gäller till periodens slut.")
LEDGER_ALIKE = Rule("RED-26", R, "Helt lika rader: {count} utöver den första, tillsammans {amount} ({rows}). De räknas med.",
    "Kontrollera att det är olika händelser.",
    "Två lika köp är möjliga, men en rad kan också ha kommit med två gånger.")
LEDGER_TWICE = Rule("RED-27", E, "Varje rad i filen finns minst två gånger.",
    "Ta ut filen på nytt, eller ta bort det som är dubblerat.",
    "Då är hela innehållet troligen inklistrat två gånger.")
LEDGER_SAME = Rule("RED-28", E, "Filen har samma innehåll som {other}.",
    "Ange filen en gång.",
    "Annars räknas varje belopp två gånger.")
LEDGER_KNOWN = Rule("RED-29", R, "Samma innehåll lästes in {when} och gäller redan.",
    "Ingenting behöver göras.",
    "Samma fil kan läsas in flera gånger.")
LEDGER_SUBTOTAL = Rule("RED-30", R, "Summarader räknas inte; de stämmer med raderna ovanför ({rows}).",
    "Ingenting behöver göras.",
    "En summa får inte räknas en gång till.")
LEDGER_TOTAL = Rule("RED-31", E, "Summaraden säger {found}, men raderna ovanför blir {wanted}.",
    "Ta ut filen på nytt. Rader kan saknas, eller så har någon ändrat i filen.",
    "Filens egen summa är det enda som visar att alla rader är med.")
LEDGER_FORMULA = Rule("RED-32", E, "Cellen innehåller ”{found}”, som ser ut som en formel ({rows}).",
    "Skriv värdet i stället.",
    "En formel i en textfil är inte uträknad, och den kan vara farlig att öppna i Excel.")
LEDGER_MARKS = Rule("RED-33", E, "Beloppen har både decimalkomma ({comma}) och decimalpunkt ({point}).",
    "Ta ut filen på nytt, eller fyll i decimaltecknet på bladet {sheet}.",
    "Två sätt att skriva i samma fil tyder på att något är fel.")
LEDGER_LETTERS = Rule("RED-34", R, "Filen säger inte vilken teckenkodning den har. Den läses som {encoding}, för då blir å, ä och ö rätt: ”{found}” på rad {row}.",
    "Kontrollera texten. Skriv filens teckenkodning på bladet {sheet} om den är en annan.",
    "Med fel teckenkodning blir å, ä och ö andra tecken.")
LEDGER_CONTROL = Rule("RED-40", E, "Raderna blir {found}, men kontrollsumman är {wanted}. Skillnaden är {difference}.",
    "Kontrollera att alla filer är med och att kontrollsumman är skriven som i filen, med dess tecken.",
    "Kontrollsumman visar att det som lästes in är det som togs ut.")
LEDGER_THOUSANDFOLD = Rule("RED-41", E, "Nettokostnaden för {name} blir {found}, mot periodens budget {wanted}: ungefär tusen gånger för {how}.",
    "Rätta ”{label}” på bladet {sheet}. Är beloppen rätta: läs in igen med --control-sum och redovisningens egen summa, med enhet.",
    "Kr, tkr och mnkr förväxlas lätt, och felet blir tusenfalt.")
LEDGER_SIGN = Rule("RED-42", E, "{what} blir tillsammans {found}, alltså med fel tecken.",
    "Rätta ”{label}” på bladet {sheet}. Står alla belopp utan tecken: ta ut filen på nytt. Är tecknen rätta: läs in igen med --control-sum och redovisningens egen summa, med enhet.",
    "Med omvända tecken blir ett underskott ett överskott.")
LEDGER_LOST = Rule("RED-43", R, "Det som gällde förut hade belopp för {found}, men det har inte det som nu är inläst.",
    "Läs in alla filer för perioden på en gång om något fattas.",
    "Den senaste inläsningen ersätter hela den förra.")
LEDGER_SMALL = Rule("RED-44", R, "Nettokostnaden för {name} blir {found}, mot periodens budget {wanted}: ungefär tusen gånger för {how}. Det är läst så, för kontrollsumman säger {sum}.",
    "Ingenting behöver göras om filen gäller en del av verksamheten.",
    "Kr, tkr och mnkr förväxlas lätt, och felet blir tusenfalt.")
LEDGER_TURNED = Rule("RED-45", R, "{what} blir tillsammans {found}. Det är läst så, för planen säger ”{sign}” och kontrollsumman {sum}.",
    "Ingenting behöver göras om filen mest har rättelser.",
    "Med omvända tecken blir ett underskott ett överskott.")
LEDGER_MIXED = Rule("RED-46", E, "Filerna har belopp i olika enheter ({found}), och kontrollsumman säger inte vilken den är i.",
    "Skriv kontrollsumman i en av dem, med enheten efter, till exempel 4 356 tkr.",
    "Kr och tkr går inte att lägga ihop utan att räkna om.")
LEDGER_TIED = Rule("RED-47", R, "Nämnderna skriver tillsammans {found}, men här står {wanted}. Skillnaden är {difference}.",
    "Jämför nämnderna en och en med bokföringen; bladet Utfall mot resultatbudget visar dem.",
    "Varje nämnds belopp ska ingå i hela organisationens, på decimalen när.")
LEDGER_DIFFERS = Rule("RED-50", R, "{name}: nämnden skriver {stated} men redovisningen har {found}. Skillnaden {difference} är större än avrundningen {bound}.",
    "Fråga nämnden vilket som är rätt. Nämndens belopp står kvar.",
    "Rapporten ska stämma med redovisningen.")
LEDGER_UNREADABLE = Rule("RED-51", R, "Den inlästa filen {file} går inte att läsa med planen som den är nu: {found}.",
    "Rätta planens blad, eller läs in filen igen.",
    "Konton och ansvar kan ha ändrats i planen sedan filen lästes in.")
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
