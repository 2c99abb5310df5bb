"""The rules about returned forms (INL), worded once."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
RETURN_NOT_OURS = Rule("INL-01", E, "Arbetsboken kommer inte från sheetplan: bladet med dess identitet saknas.",
    "Fyll i den arbetsbok som skickades ut; kopiera inte över till en egen fil.",
    "Identiteten står på ett dolt blad och behövs för att svaren ska hamna rätt.")
RETURN_YEAR = Rule("INL-02", E, "Arbetsboken gäller {found} men planen gäller {wanted}.",
    "Fyll i arbetsboken för {wanted}.",
    "Svar för ett annat år får inte blandas in.")
RETURN_PLAN = Rule("INL-03", E, "Arbetsboken hör till planen {found} men den här mappen till {wanted}.",
    "Kontrollera att filen har kommit till rätt mapp.",
    "Två regioners planer får inte blandas.")
RETURN_COMMITTEE = Rule("INL-04", E, "”{found}” finns inte i planen, varken som nämnd eller som enhet som får en arbetsbok.",
    "Kontrollera att filen har kommit till rätt mapp, eller lägg till nämnden eller enheten i planen.",
    "Svaren måste höra till en nämnd eller enhet som finns.")
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
    "Delårsrapporten ska ha nuläge, prognos och analys för allt som bedöms.")
RETURN_ANALYSIS = Rule("INL-19", R, "Analysen är tom.",
    "Skriv några meningar.",
    "Delårsrapporten ska ha en analys av allt som bedöms och av varje uppdrag.")
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
RETURN_TABLE_EMPTY = Rule("INL-32", R, "Tabellen är tom.",
    "Fyll i den. Ingenting behöver göras om den inte är aktuell den här gången.",
    "En tom tabell syns i sammanställningen som om den saknades.")
RETURN_TABLE_ROW = Rule("INL-33", R, "Raden ”{row}” är inte helt ifylld: {missing} saknas.",
    "Fyll i det som saknas, med 0 om det är noll.",
    "En tom cell är inte noll, och en summa räknas bara när alla dess tal finns.")
RETURN_TABLE_SHARE = Rule("INL-34", R, "Cellen visar {found}, mer än 100 %.",
    "Kontrollera procenttecknet. Ingenting behöver göras om det stämmer.",
    "Ett tal som skrivs utan procenttecken kan bli hundra gånger för stort.")
RETURN_STRAY = Rule("INL-35", R, "”{found}” står utanför formuläret{more} och följer inte med.",
    "Skriv det i en gul cell om det ska med.",
    "Det som inte har en egen plats i formuläret kommer inte med i sammanställningen.")
RETURN_MERGED = Rule("INL-36", E, "Cellen är sammanfogad med {others}, så det går inte att veta vad svaret (”{found}”) gäller.",
    "Dela cellerna igen och fyll i var och en.",
    "I sammanfogade celler finns bara ett svar kvar, fast det ser ut att gälla flera rader.")
RETURN_TWO_MARKS = Rule("INL-37", E, "Arbetsboken har två olika märkningar: den på det dolda bladet är inte den som filen själv bär.",
    "Flytta över det ni fyllt i till en ny kopia av den utskickade arbetsboken.",
    "Ett blad har flyttats mellan två arbetsböcker, och det går inte att veta vilken svaren hör till.")
RETURN_NOTE = Rule("INL-38", R, "Cellen har en kommentar: ”{found}”{more}. Kommentarer följer inte med.",
    "Skriv det i en gul cell om det ska med.",
    "Det som skrivs i Excels kommentarer har ingen plats i sammanställningen.")
RETURN_TWO_AT_ONCE = Rule("INL-51", R, "I samma omgång kom också {other} från {committee}. Den här filen är den som gäller.",
    "Kontrollera att det är den rätta. Är det den andra: spara den på nytt i Excel och lämna in bara den.",
    "Av två filer från samma avsändare gäller den som togs emot sist, och det vet inte filerna själva.")
RETURN_SUPERSEDED = Rule("INL-54", R, "Filen är redan mottagen {when}, men {other} kom senare och är den som gäller.",
    "Ska den här gälla i stället: spara den på nytt i Excel och lämna in den. Annars behöver ingenting göras.",
    "Samma fil en gång till ändrar ingenting, inte ens när en annan har kommit emellan.")
RETURN_CONTRADICTION = Rule("INL-40", R, "Här står ”{found}”, men i {place} står det ”{said}”.",
    "Vilket är rätt? Ändra det som är fel. Ingenting behöver göras om texten handlar om något annat.",
    "Läsaren ser färgen och texten bredvid varandra och vet inte vilken som gäller.")
RETURN_DECLINE = Rule("INL-41", R, "Här står ”{found}”, fast nuläget i {place} är ”{now}”, och ingen text säger vad som väntas hända.",
    "Skriv det i analysen, eller ändra en av bedömningarna.",
    "Läsaren undrar varför något som är uppfyllt nu inte väntas vara det vid årets slut.")
RETURN_ACTIVITY = Rule("INL-50", R, "Raden är inte helt ifylld: {missing} saknas.",
    "Fyll i det som saknas, eller töm raden.",
    "En aktivitet räknas först när det syns vad den är, vad den bidrar till och hur långt den har kommit.")
RETURN_PART = Rule("INL-60", R, "{given} är ifylld, men {missing} i {place} är tom.",
    "Fyll i båda, så räknas utfallet ut, eller töm den här cellen.",
    "Utan båda går det inte att räkna utfallet av dem.")
RETURN_PART_ZERO = Rule("INL-61", E, "Nämnaren är 0, så det går inte att räkna något utfall.",
    "Rätta den. Fanns det ingen att räkna: töm täljare och nämnare, och välj ett skäl.",
    "Det går inte att dela med noll.")
RETURN_PART_DIFFERS = Rule("INL-62", R, "Utfallet är {found}, men {numerator} delat med {denominator} i {place} blir {wanted}, och det är det som räknas.",
    "Rätta det som är fel, eller töm utfallet.",
    "Det går inte att veta vilket som är rätt, och delarna behövs när värden vägs samman.")
RETURN_PART_OUTSIDE = Rule("INL-63", E, "{numerator} delat med {denominator} i {place} blir {found}, men utfallet ska vara {wanted}.",
    "Rätta täljaren eller nämnaren.",
    "Ett omöjligt utfall är oftast två tal som har bytt plats.")
RETURN_GROUPS = Rule("INL-64", R, "Här står det {total} för alla, men grupperna i {places} ger tillsammans {found}.",
    "Rätta det som är fel. Finns det några som inte hör till någon grupp: skriv det i kommentaren.",
    "Totalen och grupperna läses bredvid varandra.")
RETURN_WEIGHT = Rule("INL-65", R, "Utfallet har ingen vikt.",
    "Skriv hur många värdet bygger på, till exempel antalet svarande.",
    "Ett medel vägs inte samman utan vikter.")
RETURN_DRAWING = Rule("INL-70", R, "{what} följer inte med.",
    "Skriv i en gul cell vad den visar om det ska med.",
    "Bara det som står i de gula cellerna har en plats i sammanställningen.")
RETURN_TEXT_BOX = Rule("INL-71", R, "En textruta följer inte med. Där står ”{found}”.",
    "Skriv det i en gul cell om det ska med.",
    "Det som skrivs i textrutor har ingen plats i sammanställningen.")
RETURN_CONTROL = Rule("INL-80", R, "”{name}” är {found} här men {right} enligt {wanted}. Skillnaden är {difference}.",
    "Rätta det som är fel; kontrollen under tabellen visar när det stämmer. Är båda rätt: skriv varför i kommentaren.",
    "Samma belopp på två blad ska vara lika, annars vet läsaren inte vilket som gäller.")
RETURN_PART_LARGER = Rule("INL-81", R, "”{part}” är {found}, mer än {whole} i {place} som den är en del av.",
    "Rätta det som är fel. Ingenting behöver göras om båda stämmer.",
    "En varav-rad ingår i sin helhet och är sällan större än den.")
RETURN_THOUSANDFOLD = Rule("INL-82", E, "{found} är ungefär tusen gånger {how} än {wanted} ({label}). Beloppen ska vara i {unit}.",
    "Menas {as_written}, eller {as_other}? Skriv beloppet i {unit}.",
    "Ett belopp i fel enhet gör hela sammanställningen fel.")
RETURN_THOUSANDFOLD_ROW = Rule("INL-83", R, "{found} är ungefär tusen gånger {how} än {wanted} ({label}). Beloppen ska vara i {unit}.",
    "Menas {as_written}, eller {as_other}? Ingenting behöver göras om det stämmer.",
    "Ett belopp i fel enhet gör tabellens summor fel.")
RETURN_SIGNS = Rule("INL-84", E, "Alla {count} belopp i kolumnen har omvänt tecken, här {found}. På det här bladet ska det stå {wanted}.",
    "Byt tecken på dem.",
    "Med omvända tecken blir ett underskott ett överskott.")
RETURN_SIGN = Rule("INL-85", R, "Här står {found}, men på raden ”{row}” ska det stå {wanted}.",
    "Byt tecken. Ingenting behöver göras om det är en rättelse som verkligen har blivit så.",
    "Med fel tecken räknas en kostnad som en intäkt, eller tvärtom.")
RETURN_SHARE_BASE = Rule("INL-86", R, "Här står {found}. {achieved} av {decided} är {whole} av hela beloppet och {part} av periodens del ({months}/12).",
    "Skriv den andel som stämmer, och vad den är en andel av.",
    "Utan samma bas går andelen inte att jämföra med andra nämnders eller med förra uppföljningen.")
RETURN_OVERTYPED = Rule("INL-87", R, "Här står {found}, men uträkningen ger {wanted}, och det är det som gäller.",
    "Rätta de tal som uträkningen bygger på, om den är fel.",
    "En summa som skrivs in för hand, eller en formel som ändras, följer inte med när ett av talen rättas.")
RETURN_IDENTITY_NUMBER = Rule("INL-95", R, "Texten ser ut att innehålla ett personnummer.",
    "Ta bort det, och skriv så att ingen kan pekas ut.",
    "Svaren blir allmänna handlingar och texterna kan komma med i rapporten.")
RETURN_OTHER_ROW = Rule("INL-96", E, "Här står ”{found}”, som hör till en annan rad. På den här raden ska det stå ”{wanted}”.",
    "Troligen har raderna sorterats utan sin dolda kolumn. Flytta svaren till rätt rader i en ny kopia av den utskickade arbetsboken.",
    "Det går inte att veta vilken av raderna som svaren gäller.")
RETURN_IN_FORMULA = Rule("INL-97", R, "”{found}” står där arbetsboken räknar själv och följer inte med.",
    "Flytta det till en gul cell om det ska med.",
    "Det som räknas ut räknas av de gula cellerna, vad som än står i cellen.")
RETURN_NEGATIVE = Rule("INL-98", R, "Här står {found}, men alla andra tal på raden och i kolumnen är positiva.",
    "Byt tecken om minustecknet är ett skrivfel. Ingenting behöver göras om det stämmer.",
    "Ett tal med fel tecken gör tabellens summor fel.")
RETURN_FAR = Rule("INL-99", R, "{found} är {how} {wanted} ({label}).",
    "Kontrollera enhet och decimaler. Ingenting behöver göras om det stämmer.",
    "Tiofaldigt större eller mindre tal är oftast skrivfel.")
RETURN_ALONE = Rule("INL-52", E, "Arbetsboken kan inte kontrolleras för sig, för den har ingen beskrivning av vad som frågas.",
    "Kontrollera den i årets mapp, eller lämna in den som den är.",
    "Utan planen måste arbetsboken själv säga vad som ska stå i den.")
RETURN_ALTERED = Rule("INL-53", E, "Arbetsboken kan inte kontrolleras för sig, för dess dolda beskrivning av vad som frågas är ändrad.",
    "Kontrollera den i årets mapp, eller flytta svaren till en ny kopia av den utskickade arbetsboken.",
    "En ändrad beskrivning kan ställa andra frågor än planen.")
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
