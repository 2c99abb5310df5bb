"""The rules about a document before it is published (RAP), worded once."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
REPORT_PLACEHOLDER = Rule("RAP-30", E, "”{found}” ser ut som något som skulle fyllas i.",
    "Skriv texten eller ta bort den.",
    "Det som väntar på att fyllas i blir lätt kvar när dokumentet publiceras.")
REPORT_ADDRESS = Rule("RAP-31", E, "”{found}” är en adress som läsaren inte kommer åt.",
    "Ta bort den, eller hänvisa till något som är publicerat.",
    "Sökvägar och intranät fungerar inte utanför organisationen och säger något om dess datorer.")
REPORT_REFERENCE = Rule("RAP-32", R, "Texten hänvisar till ”{found}”, men {missing}.",
    "Ändra hänvisningen eller lägg till det som saknas.",
    "Läsaren letar efter något som inte finns.")
REPORT_CUT = Rule("RAP-33", R, "Stycket tycks sluta mitt i en mening: ”{found}”.",
    "Skriv färdigt meningen.",
    "Text tappas lätt när den klistras in.")
REPORT_PASSED = Rule("RAP-34", R, "”{found}” är sagt om framtiden, men dagen ligger inte efter perioden ({ends}).",
    "Skriv vad som hände, eller rätta dagen.",
    "Texter från förra rapporten följer lätt med.")
REPORT_SMALL = Rule("RAP-35", E, "”{found}” kan röja antalet som är dolt för indikatorn ”{indicator}”.",
    "Skriv om meningen utan antalet.",
    "Antal under 5 kan peka ut någon. De är dolda i tabellen och ska inte stå i texten.")
REPORT_EMPTY = Rule("RAP-36", R, "Under rubriken ”{found}” står ingenting.",
    "Skriv något, eller ta bort rubriken.",
    "En tom rubrik ser ut som något som har glömts.")
REPORT_TITLE = Rule("RAP-50", E, "Dokumentet saknar titel.",
    "Skriv den i Word under Arkiv, Info, Rubrik.",
    "Hjälpmedel läser upp titeln först, och den syns på fliken i webbläsaren.")
REPORT_LEVEL = Rule("RAP-51", R, "Rubriken ”{found}” är på nivå {level}, men en rubrik på nivå {wanted} saknas före den.",
    "Välj Rubrik {wanted} som formatmall.",
    "Den som lyssnar sig fram i dokumentet tror annars att en rubrik saknas.")
REPORT_PICTURE = Rule("RAP-52", E, "En bild saknar alternativtext.",
    "Högerklicka på bilden, välj Redigera alternativtext och skriv vad den visar.",
    "Den som inte ser bilden får annars inte veta vad den säger.")
REPORT_HEADER_ROW = Rule("RAP-53", E, "Tabellen som börjar med ”{found}” saknar rubrikrad.",
    "Markera första raden och välj Upprepa rubrikrader på fliken Layout.",
    "Hjälpmedel läser rubriken före varje cell, och raden upprepas på nästa sida.")
REPORT_MERGED = Rule("RAP-54", R, "Tabellen som börjar med ”{found}” har sammanfogade eller delade celler.",
    "Dela dem, så att varje rad har lika många celler.",
    "Hjälpmedel kan inte säga vilken kolumn en sammanfogad cell hör till.")
REPORT_BLANKS = Rule("RAP-55", R, "Här står {count} tomma stycken i rad.",
    "Ta bort dem och ge formatmallen luft i stället.",
    "Den som lyssnar hör ”tom rad” om och om igen.")
REPORT_LINK = Rule("RAP-56", R, "Länken ”{found}” säger inte vart den leder.",
    "Skriv vad läsaren får se där.",
    "Länkar läses också utan texten omkring.")
REPORT_LANGUAGE = Rule("RAP-57", E, "Dokumentets språk är inte svenska.",
    "Markera allt och välj svenska under Granska, Språk.",
    "Hjälpmedel väljer röst efter språket.")
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
