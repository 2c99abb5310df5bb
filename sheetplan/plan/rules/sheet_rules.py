"""The rules about cells, rows and sheets of a plan (CELL, ROW, SHEET), worded once."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
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
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
