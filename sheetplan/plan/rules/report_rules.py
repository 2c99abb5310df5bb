"""The rules about reports that people have worked in (RAP), worded once."""

from __future__ import annotations

from sheetplan.schema.problem import Rule, Severity

E, R = Severity.ERROR, Severity.REMARK

# One rule: code, severity, what was found, how to mend it, why the rule is there.
# fmt: off
REPORT_STALE = Rule("RAP-01", E, "I rapporten står {old}, men underlaget ger nu {new}.",
    "Kör sheetplan report update på rapporten.",
    "En siffra som inte längre stämmer får inte publiceras.")
REPORT_OWN = Rule("RAP-02", R, "I rapporten står {own}, som är ändrat för hand. Underlaget ger {new}.",
    "Låt det stå om det är avsiktligt, annars skriv in underlagets uppgift.",
    "Det som någon har ändrat skrivs inte över, och därför måste en människa avgöra.")
REPORT_TEXT = Rule("RAP-03", R, "{title} är ändrad i en senare inlämning.",
    "Jämför med inlämningen och för själv in det som ska med.",
    "Texterna är sekreterarens när rapporten väl är skriven.")
REPORT_NEW = Rule("RAP-04", R, "{title} har kommit till sedan rapporten skrevs.",
    "Skriv in det för hand, eller skriv en ny rapport och flytta dit texten.",
    "Var något nytt ska stå kan bara den avgöra som skriver rapporten.")
REPORT_GONE = Rule("RAP-05", R, "”{title}” finns i rapporten men inte längre i underlaget.",
    "Ta bort det ur rapporten om det inte ska vara kvar.",
    "En uppgift utan underlag går inte att hålla aktuell.")
REPORT_SHARE = Rule("RAP-06", R, "Texten säger ”{said}”, men {part} av {whole} är {share}{period}.",
    "Rätta procenttalet, eller skriv vad det är räknat på.",
    "Två tal och deras andel måste stämma med varandra.")
REPORT_NUMBER = Rule("RAP-07", R, "Texten säger ”{said}”, men i underlaget är {what} {known}.",
    "Rätta talet, eller skriv vad det gäller.",
    "Texten och tabellerna ska säga samma sak.")
REPORT_COUNT = Rule("RAP-08", R, "Texten säger ”{said}”, men enligt tabellen är det {known}.",
    "Rätta antalet.",
    "Texten och tabellerna ska säga samma sak.")
# fmt: on

RULES = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
