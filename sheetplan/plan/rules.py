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

CELL_REFERENCE = Rule("CELL-10", E, "”{found}” finns inte på bladet {sheet}{near}.",
    "Rätta id:t här eller lägg till raden på bladet {sheet}.",
    "En hänvisning måste leda till en rad som finns.")
TARGET_WORDS = Rule("CELL-15", R, "Målet ”{found}” läses som ord och bedöms av nämnden, fast det innehåller ett tal.",
    "Skriv bara {number} om det är målet, eller en gräns som ”minst {number}”. Ingenting behöver göras om orden gäller.",
    "Ett ungefärligt mål kan inte räknas, och det är inte säkert vilket tal som menas.")
TARGET_REVERSED = Rule("CELL-16", E, "Intervallet ”{found}” går inte från ett lägre tal till ett högre.",
    "Skriv {wanted} om det är ett intervall, annars det tal som är målet.",
    "Två tal kan vara ett intervall, ett utfall och ett mål, eller en skrivning som blivit fel.")
TARGET_PARTS = Rule("CELL-17", R, "Målet ”{found}” har flera delar men får bara ett utfall, så det läses som ord och bedöms av nämnden.",
    "Dela det i en rad för varje del, med samma ord i kolumnen ”Sammansatt mål”, eller låt nämnden bedöma det.",
    "Alla delar måste nås, och var och en behöver sitt eget utfall.")
UNIT_UNCLEAR = Rule("CELL-18", R, "Enheten ”{unit}” säger inte säkert vad som mäts.",
    "Skriv {wanted}.",
    "Enheten avgör hur talen läses och visas.")
TARGET_UNIT = Rule("CELL-19", R, "Målet är {target} men enheten i {place} är ”{unit}”.",
    "Bestäm vilken enhet som gäller och skriv målet i den.",
    "Utfallet ställs mot målet som om de hade samma enhet.")
ROW_DUPLICATE = Rule("ROW-01", E, "Id ”{found}” finns redan på rad {other}.",
    "Ge en av raderna ett annat id eller ta bort den ena.",
    "Två rader med samma id kan inte skiljas åt.")
ROW_SUM = Rule("ROW-02", E, "Raden ”{name}” ser ut som en summa men saknar {missing}.",
    "{mend}.",
    "Varje rad måste kunna pekas ut, och en summa räknas inte en gång till.")
ROWS_ABOVE = Rule("ROW-03", E, "Ovanför rubrikerna på rad {head} finns uppgifter som inte läses: {rows}.",
    "Flytta dem under rubrikerna, eller ta bort dem.",
    "Har hela bladet sorterats hamnar rubrikerna mitt bland raderna.")
SHEET_MISSING = Rule("SHEET-01", E, "Bladet {sheet} saknas.",
    "Lägg tillbaka bladet eller utgå från en ny fil.",
    "Utan bladet saknas en del av innehållet.")
TAB_RENAMED = Rule("SHEET-05", E, "Fliken ser ut som bladet {sheet} men heter något annat och läses inte.",
    "Döp om den till {sheet}.",
    "Ett blad känns igen på flikens namn.")
TAB_RIVAL = Rule("SHEET-06", E, "Fliken ser ut som bladet {sheet}, och det gör ”{other}” också. Ingen av dem läses.",
    "Döp om den som gäller till {sheet}.",
    "Det går inte att veta vilken av flikarna som gäller.")
TAB_UNCLEAR = Rule("SHEET-07", E, "Fliken kan vara bladet {sheets} men heter något annat och läses inte.",
    "Döp om den till det blad som den är.",
    "Flera blad har samma kolumner, så bara namnet skiljer dem åt.")
TAB_UNREAD = Rule("SHEET-08", R, "Fliken läses inte, för {why}.",
    "Ingenting behöver göras om den bara är för egna anteckningar.",
    "Uppgifter på en okänd flik kommer annars bort i tysthet.")
ROWS_HIDDEN = Rule("SHEET-09", R, "{rows} {are} och har lästs som de andra.",
    "Visa allt på bladet och ta bort det som inte ska vara med.",
    "En rad som inte syns är lätt att glömma.")
HEADER_SPLIT = Rule("SHEET-10", E, "Rubriken ”{column}” står på rad {row} men de andra på rad {head}.",
    "Skriv alla rubriker på samma rad.",
    "Kolumnerna känns igen på en enda rubrikrad.")
COLUMN_NAMELESS = Rule("SHEET-11", R, "Kolumn {column} har uppgifter men ingen rubrik, och läses inte.",
    "Ge den en rubrik. Ingenting behöver göras om den bara är för egna anteckningar.",
    "En rubrik som sträcker sig över flera kolumner gäller bara den första.")
CELLS_MERGED_WANTED = Rule("SHEET-12", E, "Cellerna {area} är sammanfogade. ”{value}” räknas bara till {first}, och uppgifter saknas i de andra.",
    "Dela cellerna och fyll i var och en.",
    "Excel behåller bara värdet i den första av sammanfogade celler.")
CELLS_MERGED = Rule("SHEET-13", R, "Cellerna {area} är sammanfogade. ”{value}” räknas bara till {first}.",
    "Dela cellerna, och fyll i de andra om värdet gäller dem också.",
    "Excel behåller bara värdet i den första av sammanfogade celler.")
COLUMN_NEARLY = Rule("SHEET-14", R, "Kolumnen ”{column}” läses som en egen kolumn{near}.",
    "Rätta rubriken om den är felstavad.",
    "En felstavad rubrik flyttar annars uppgifterna till fel kolumn.")
TAB_DOUBLE = Rule("SHEET-15", E, "Fliken är också bladet {sheet}, precis som fliken ”{other}”.",
    "Ta bort eller döp om den som inte gäller.",
    "Två flikar kan skilja sig bara på blanksteg och stora bokstäver.")

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
PLAN_QUESTION = Rule("PLAN-10", R, "Här står en öppen fråga: ”{question}”.",
    "Bestäm svaret, rätta raden och töm cellen.",
    "Det som planen lämnar öppet tolkas annars olika av dem som svarar.")
PLAN_BOUND = Rule("PLAN-11", R, "Målet är ”{target}” men riktningen i {place} är ”{direction}”.",
    "Bestäm vilket som gäller och rätta det andra.",
    "Målet säger åt ett håll och riktningen åt ett annat, så indikatorn får ingen färg.")
PLAN_DIRECTION = Rule("PLAN-12", R, "Riktningen är ”{direction}” men i {place} står ”{word}”.",
    "Bestäm åt vilket håll det är bättre och rätta riktningen eller orden.",
    "Riktningen avgör färgen, och orden är det som läsaren ser.")
PLAN_OUTCOMES = Rule("PLAN-13", R, "Utfallet har gått från {before} till {last}, men i {place} står ”{word}”.",
    "Kontrollera talen, och bestäm om målet räcker för att vända utvecklingen.",
    "Ett utfall som går åt fel håll behöver mer än ett mål som flyttas.")
PLAN_RANGE = Rule("PLAN-14", R, "Målet är {target} men riktningen i {place} är ”{direction}”.",
    "Skriv ett intervall som 20–35 och riktningen Inom intervall, eller ett tal och en annan riktning.",
    "Ett intervall bedöms åt båda hållen, ett tal bara åt det ena.")
PLAN_COMPARISON = Rule("PLAN-15", R, "Målet ”{target}” jämför med något, men {missing} saknas.",
    "Skriv {missing} i {places}.",
    "Utan det som målet jämförs med går det inte att bedöma.")
PLAN_TARGET_OF = Rule("PLAN-16", R, "Målet ”{target}” är en andel eller förändring, men det står inte av vad.",
    "Skriv det i kolumnen ”Målet räknas på”.",
    "Samma procenttal ger olika mål beroende på vad det räknas på.")
PLAN_HUNDREDFOLD = Rule("PLAN-17", R, "Målet {target} kan vara hundra gånger fel: {reason}.",
    "Skriv det med procenttecken, till exempel {wanted}.",
    "Procent som skrivs i fel format blir hundra gånger för stora eller små.")
PLAN_LIMIT = Rule("PLAN-18", R, "Värdet {value} ligger utanför gränsen {limit} i {place}.",
    "Rätta värdet eller gränsen.",
    "Ett utfall utanför gränsen tas inte emot, så målet går inte att nå.")
PLAN_BENCHMARK_OLD = Rule("PLAN-19", R, "Jämförelsevärdet är från {date}, mer än två år före planens år {year}.",
    "Skriv ett nyare värde, eller bestäm att det gamla gäller.",
    "Ett gammalt värde säger lite om hur det ser ut nu.")
PLAN_DAYS = Rule("PLAN-60", R, "Datumet {day} ligger före {before} i {place}.",
    "Rätta det datum som är fel.",
    "En period börjar, slutar och besvaras i den ordningen.")
PLAN_NEVER_DUE = Rule("PLAN-61", R, "Indikatorn följs upp ”{periodicity}”, men bladet Perioder har ingen sådan period.",
    "Lägg till en period eller ändra periodiciteten.",
    "Annars blir ingen tillfrågad om utfallet.")
PLAN_PROFILE = Rule("PLAN-62", R, "Slaget i {place} är ett flöde som följs upp ”{periodicity}”, men periodisering saknas.",
    "Välj en periodisering, eller bestäm att delåret ställs mot hela årets mål.",
    "Åtta månaders utfall når sällan upp till tolv månaders mål.")
PLAN_SHARES_SUMMED = Rule("PLAN-63", R, "Sammanvägningen är Summa men slaget i {place} är ”{kind}”.",
    "Välj Kvot av summor eller Vägt medel, eller rätta slaget.",
    "Enheternas andelar kan inte läggas ihop.")
PLAN_PART = Rule("PLAN-70", R, "Periodiseringen är ”{profile}”, men det som den räknas av saknas eller går inte att använda.",
    "Fyll i {columns}, eller välj en annan periodisering.",
    "Utan periodens del av målet får indikatorn ingen färg vid delåret.")
PLAN_SHARES_FALL = Rule("PLAN-71", R, "Andelen t.o.m. {later} är {low}, lägre än {high} t.o.m. {earlier}.",
    "Skriv hur stor del av målet som gäller från årets början, så att andelarna bara växer.",
    "En andel gäller allt från januari till och med månaden.")
PLAN_THRESHOLDS = Rule("PLAN-72", R, "Perioden slutar {ends}, men gränserna gäller från {starts} enligt {place}.",
    "Rätta datumet, eller bestäm att gränserna ska gälla den perioden också.",
    "Varje period bedöms med planens gränser, även den som slutar innan de började gälla.")
PLAN_COMPOUND = Rule("PLAN-73", R, "Det sammansatta målet ”{found}” har bara en del.",
    "Skriv samma ord på raden för varje del under samma mål, eller töm cellen.",
    "Alla delar måste nås, och en del som stavas annorlunda räknas inte med.")

PLAN_EXPRESSION = Rule("PLAN-20", E, "”{found}” kan inte läsas i en avstämning.",
    "Skriv {wanted}.",
    "En avstämning som inte kan läsas kan inte heller hållas mot beloppen.")
PLAN_TERM_UNKNOWN = Rule("PLAN-21", E, "”{found}” är varken ett rad-id eller ett blad med belopp.",
    "Skriv {wanted}.",
    "Det går inte att räkna med en rad som inte finns.")
PLAN_COLUMN_UNKNOWN = Rule("PLAN-22", E, "Bladet {sheet} har ingen kolumn för ”{found}”.",
    "Skriv en av dess rubriker, till exempel {wanted}, eller ett årtal som står i en av dem.",
    "Det går inte att räkna med en kolumn som inte finns.")
PLAN_COLUMN_AMBIGUOUS = Rule("PLAN-23", E, "Bladet {sheet} har flera kolumner för ”{found}”.",
    "Skriv hela rubriken: {wanted}.",
    "Det går inte att veta vilken kolumn som menas.")
PLAN_ID_IN_TWO = Rule("PLAN-24", E, "Id ”{found}” finns redan i {other}.",
    "Ge en av raderna ett annat id.",
    "Avstämningar hittar raderna på id, vilket blad de än står på.")
PLAN_IDENTITY_NOWHERE = Rule("PLAN-25", R, "”{found}” stäms inte av i någon kolumn, eftersom belopp saknas.",
    "Fyll i beloppen, rätta kolumnen eller ta bort avstämningen.",
    "En avstämning som aldrig görs ger en falsk trygghet.")
PLAN_COLUMN_UNTOLD = Rule("PLAN-26", E, "Det går inte att veta vilken kolumn ”{found}” gäller.",
    "Skriv årtal eller rubrik i ”Kolumn”, eller inom parentes efter id:t.",
    "Ett tal i texten hör till ett visst år.")
PLAN_GOAL_MISSED = Rule("PLAN-27", R, "Planens egna belopp ger {found} för {column}, men målet är {wanted}.",
    "Bestäm om budgeten eller målet ska ändras.",
    "En plan som inte når sitt eget finansiella mål måste förklara det.")

PLAN_TABLE_COLUMN = Rule("PLAN-40", E, "Kolumnen ”{column}” finns två gånger i tabellen.",
    "Ge den ena en annan rubrik.",
    "Kolumnen känns igen på sin rubrik.")
PLAN_TABLE_TERM = Rule("PLAN-41", E, "”{found}” är ingen sifferkolumn i tabellen.",
    "Skriv summan med rubriker ur samma tabell: {known}.",
    "En summa räknas av kolumner som finns.")
PLAN_TABLE_ROW = Rule("PLAN-42", E, "”{found}” är varken ett rad-id i tabellen {table} eller tabellens namn.",
    "Rätta rad-id:t, eller skriv {table} om alla tabellens rader ska räknas.",
    "En summa räknas av rader som finns.")
PLAN_TABLE_ROUND = Rule("PLAN-43", E, "Summan ”{name}” räknas av sig själv.",
    "Ta bort ”{name}” ur sin egen summa, eller ur de summor som den räknas av.",
    "En summa som går runt får aldrig något värde.")
PLAN_TABLE_NO_COLUMN = Rule("PLAN-44", E, "Tabellen har ingen kolumn att fylla i.",
    "Skriv minst en rubrik här eller vid textkolumnerna.",
    "En tabell utan kolumner frågar inte efter något.")
PLAN_TABLE_TAB = Rule("PLAN-45", E, "Det finns redan ett blad som heter ”{found}”.",
    "Ge tabellen ett annat namn.",
    "Tabellens namn blir flikens namn i nämndens arbetsbok.")
PLAN_TABLE_NO_ROW = Rule("PLAN-47", E, "Tabellen {table} har inga rader att fylla i.",
    "Skriv dem på bladet Tabellrader, eller ge tabellen tomma rader.",
    "En summarad räknas ut av sig själv; något måste fyllas i.")
PLAN_TABLE_PERCENT = Rule("PLAN-48", R, "Summan räknas av procenttal.",
    "Kontrollera att de är andelar av samma tal. Låt annars nämnden fylla i totalen själv.",
    "Sjukfrånvaron för alla är inte kvinnornas plus männens.")
PLAN_TABLE_SUM = Rule("PLAN-46", E, "Beräkningen ”{found}” går inte att göra: {reason}.",
    "Skriv den med + och − emellan, till exempel {example}.",
    "En summa räknas ut både här och i nämndens arbetsbok.")

PLAN_NOWHERE = Rule("PLAN-30", E, "Indikatorn hör inte till något delmål eller mål.",
    "Skriv ett delmåls-id. Har nämnden inga delmål under målet, skriv i stället både mål-id och nämnd-id.",
    "Utan det får ingen nämnd frågan om utfallet.")
PLAN_NOT_DIRECTED = Rule("PLAN-31", E, "Målet {goal} är inte riktat till {committee}.",
    "Rätta id:t, eller lägg till nämnden i {place}.",
    "En nämnd tillfrågas bara om de mål som är riktade till den.")
PLAN_OTHER_SUBGOAL = Rule("PLAN-32", E, "Här står {found}, men delmålet {subgoal} har {wanted} som {label}.",
    "Rätta id:t, eller lämna cellen tom; delmålet räcker.",
    "Indikatorn kan bara höra till ett mål och en nämnd.")
PLAN_SUBGOAL_WANTED = Rule("PLAN-33", E, "Delmåls-id är tomt, men nämnden har delmål under målet {goal}.",
    "Välj ett av dem: {subgoals}.",
    "Indikatorn visas och bedöms under ett av delmålen.")
PLAN_TWO_TARGETS = Rule("PLAN-34", E, "Målvärdet är {found}, men {label} i {place} är {other}.",
    "Rätta det som är fel, eller lämna det ena tomt.",
    "Det är två mål för samma år, och bara ett kan gälla.")
PLAN_TWO_BASELINES = Rule("PLAN-35", E, "Utgångsvärdet för {year} är {found}, men {label} i {place} är {other}.",
    "Rätta det som är fel, eller lämna det ena tomt.",
    "Det är två utfall för samma år, och bara ett kan vara rätt.")

PLAN_FORMER_MISSING = Rule("PLAN-50", R, "Mappen ”{found}” finns inte, eller så ligger det ingen {file} i den.",
    "Skriv vägen från den här planens mapp, till exempel ../2024, eller töm cellen.",
    "Serierna över åren går bara så långt tillbaka som planerna går att hitta.")
PLAN_FORMER_YEAR = Rule("PLAN-51", R, "Planen i ”{found}” gäller {year} och kan inte vara planen före {own}.",
    "Peka ut mappen för ett tidigare år, eller töm cellen.",
    "En serie går bakåt i tiden.")
PLAN_FORMER_ROUND = Rule("PLAN-52", R, "”{found}” leder tillbaka till en plan som redan är med.",
    "Peka ut mappen för ett tidigare år, eller töm cellen.",
    "En serie som går i cirkel tar aldrig slut.")
PLAN_FORMER_UNREADABLE = Rule("PLAN-53", R, "Planen i ”{found}” går inte att läsa: {reason}.",
    "Rätta den, eller stäng den i Excel, och kör kommandot igen.",
    "En plan med fel kan ge fel värden åt fel indikator.")
PLAN_FORMER_STORE = Rule("PLAN-54", R, "Utfallen som lämnades in till {plan} går inte att läsa, så bara planens egna är med.",
    "Återställ filen från en säkerhetskopia.",
    "En serie utan de inlämnade utfallen kan sakna år.")

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
RETURN_CONTRADICTION = Rule("INL-40", R, "Här står ”{found}”, men i {place} står det ”{said}”.",
    "Vilket är rätt? Ändra det som är fel. Ingenting behöver göras om texten handlar om något annat.",
    "Läsaren ser färgen och texten bredvid varandra och vet inte vilken som gäller.")
RETURN_DECLINE = Rule("INL-41", R, "Här står ”{found}”, fast nuläget i {place} är ”{now}”, och ingen text säger vad som väntas hända.",
    "Skriv det i analysen, eller ändra en av bedömningarna.",
    "Läsaren undrar varför något som är uppfyllt nu inte väntas vara det vid årets slut.")
# fmt: on

CATALOGUE = (
    *cells.RULES,
    *(value for value in tuple(globals().values()) if isinstance(value, Rule)),
)
