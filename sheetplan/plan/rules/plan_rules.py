"""The rules about what a plan says (PLAN), worded once."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
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
PLAN_YEAR = Rule("PLAN-64", R, "Planens år är {found}, men perioderna slutar {years}.",
    "Rätta året, eller datumen på bladet Perioder.",
    "Året avgör vilka mål och utfall som gäller, på varje rad.")
PLAN_FRAME_SUM = Rule("PLAN-65", R, "Ramen ”{name}” är lika stor som alla andra ramar tillsammans, och räknas med som en ram till.",
    "Töm cellen med ram-id om raden är en summa. Är den en ram som de andra ingår i, skriv dess id i ”{label}” på deras rader.",
    "En summa som räknas som en ram dubblar budgeten.")
PLAN_FRAME_NO_BASE = Rule("PLAN-66", R, "Ramarna stäms inte av, för kolumnen ”{column}” saknas eller är tom, fast här finns {others}.",
    "Ge kolumnen med budgeten före ändringarna rubriken ”{column}”.",
    "Utan den går det inte att se att ändringarna ger budgeten.")
PLAN_FRAMES_MOVED = Rule("PLAN-67", R, "Omfördelningarna mellan nämnderna tar inte ut varandra: {found} blir {sum}.",
    "Rätta det belopp som är fel. Är det nya pengar hör de till ”{addition}”.",
    "Det som en nämnd får vid en omfördelning har en annan lämnat.")
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
PLAN_GROUPS = Rule("PLAN-74", R, "Uppdelningen är ”{split}”, men grupperna har inga namn, så det frågas bara efter ett värde för alla.",
    "Skriv gruppernas namn med komma emellan i kolumnen Grupper, till exempel {example}.",
    "Åldersgrupper ser olika ut från fall till fall och går inte att gissa.")
PLAN_GROUPS_ALONE = Rule("PLAN-75", R, "Grupperna ”{found}” frågas det inte efter, för uppdelningen i {place} är ”{split}”.",
    "Välj Kön eller Ålder som uppdelning, eller töm cellen.",
    "Uppdelningen avgör om nämnden frågas om grupper.")
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
PLAN_TABLE_CUT = Rule("PLAN-49", R, "Bladet kommer att heta ”{tab}”, för ett bladnamn får ha högst {most} tecken.",
    "Skriv ett kortare namn, om slutet behövs för att känna igen tabellen.",
    "Två tabeller med samma början är svåra att skilja åt.")
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
PLAN_UNIT_ID = Rule("PLAN-80", E, "Enhets-id ”{found}” är redan en nämnds id.",
    "Ge enheten ett annat id, till exempel {wanted}.",
    "Arbetsböcker och svar hittas på id, för nämnder och enheter tillsammans.")
PLAN_UNIT_AREA = Rule("PLAN-81", E, "Enheten kan inte ingå i {found}, för {why}.",
    "Rätta cellen, eller lämna den tom.",
    "Enheternas svar summeras område för område till nämnden.")
PLAN_UNIT_MOVED = Rule("PLAN-82", E, "Enheten är flyttad under året, men {missing} saknas.",
    "Fyll i {missing}, eller töm båda cellerna om den inte är flyttad.",
    "En enhet räknas i det område som den hör till vid periodens slut.")
PLAN_TABLE_PART = Rule("PLAN-84", E, "Raden kan inte vara en del av {found}, för {why}.",
    "Skriv rad-id för en annan rad i samma tabell, eller lämna cellen tom.",
    "En del jämförs med sin helhet i nämndens svar.")
PLAN_NO_UNITS = Rule("PLAN-83", E, "Utfallet ska lämnas av enheterna, men nämnden {committee} har inga enheter som får en arbetsbok.",
    "Lägg till enheterna på bladet {sheet}, eller låt nämnden lämna utfallet.",
    "Annars blir ingen tillfrågad om utfallet.")
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
