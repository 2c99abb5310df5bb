"""A report with something of everything, to be written in Word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.words import AssignmentStatus, Current, Forecast, Status
from sheetplan.tables.printed_figures import PrintedFigure
from sheetplan.tables.table import Quantity, Table, TableValue, figures, words
from sheetplan.word.content import (
    AssignmentGroup,
    GoalContent,
    ReportContent,
    ReportKey,
    SubgoalContent,
)
from sheetplan.word.report import write_report as write

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "delarsrapport.docx"


def percent(value: str, decimals: int = 0) -> Quantity:
    return Quantity(Decimal(value), "%", decimals)


def money(value: str) -> Quantity:
    return Quantity(Decimal(value), "mnkr")


def count(value: str) -> Quantity:
    return Quantity(Decimal(value))


def legends() -> tuple[Table, ...]:
    goal_words = ("Målet uppfylls helt", "Målet uppfylls delvis", "Målet uppfylls inte")
    goal_marks = (Current.MET.mark, Current.PARTLY.mark, Current.NOT_MET.mark)
    goal_rows = tuple(zip(goal_words, goal_marks, strict=True))
    criteria = ("100 procent av målvärdet eller högre", "80 till under 100 procent", "Under 80")
    marks = (Status.MET.mark, Status.PARTLY.mark, Status.NOT_MET.mark)
    return (
        Table(
            "legend_goals",
            "Bedömning av mål",
            (words("word", "Status", 50), words("mark", "Märkning", 30)),
            goal_rows,
        ),
        Table(
            "legend_indicators",
            "Bedömning av indikator",
            (words("word", "Kriterium", 50), words("mark", "Märkning", 30)),
            tuple(zip(criteria, marks, strict=True)),
        ),
    )


def indicators(key: str, *rows: tuple[TableValue, ...]) -> Table:
    return Table(
        key,
        "Indikatorer för delmålet",
        (
            words("name", "Indikator", 46),
            figures("before", "Utfall 2023", width=13),
            figures("outcome", "Utfall", width=13),
            figures("target", "Målvärde 2025", width=13),
            figures("ratio", "Måluppfyllelse", "%", width=14),
            words("status", "Bedömning", 22),
        ),
        rows,
        note="Utfall till och med augusti 2025. Andelar räknas på hela perioden.",
    )


ANALYSIS = (
    (
        "Arbetet har fortsatt enligt plan i närsjukvårdsområdena. Bemanningen inom "
        "barnhälsovården har varit ansträngd under sommaren, men hembesöken har prioriterats."
    ),
    (
        "Ett gemensamt arbetssätt för uppföljning och dokumentation införs under hösten, "
        "vilket väntas ge bättre underlag till årsrapporten."
    ),
)


def childhood() -> GoalContent:
    hembesok = (
        "Andel förstagångsföräldrar som erbjuds hembesök enligt barnhälsovårdsprogrammet",
        percent("82.5", 1),
        percent("91", 1),
        percent("95", 1),
        percent("95.8", 1),
        Status.PARTLY.mark,
    )
    return GoalContent(
        "Mål 1. Trygga uppväxtvillkor",
        (
            SubgoalContent(
                "hsn-1",
                "Nyfödda i regionen ska erbjudas hembesök enligt det nationella "
                "barnhälsovårdsprogrammet",
                Current.PARTLY.mark,
                Forecast.MET.mark,
                "Uppfylls delvis (1 av 1 indikatorer)",
                "Hembesöken ökar varje månad och målvärdet nås enligt verksamhetens plan i "
                "november.",
                ANALYSIS,
                indicators("i1", hembesok),
            ),
            SubgoalContent(
                "hsn-2",
                "Fler barn och unga med psykisk ohälsa får stöd av första linjen",
                Current.NO_DATA.mark,
                Forecast.NO_DATA.mark,
                "",
                "",
                ("Uppgifter om vårdkontakter saknas sedan bytet av journalsystem.",),
                None,
            ),
        ),
    )


def living_conditions() -> GoalContent:
    failed = ("Användandet av levnadsvanestöd", count("640"), count("311"), count("800"),
              percent("38.9", 1), Status.NOT_MET.mark)  # fmt: skip
    reached = ("Intjänad tid i timmar genom webbtidbok", count("12400"), count("15870"),
               count("15000"), percent("105.8", 1), Status.MET.mark)  # fmt: skip
    return GoalContent(
        "Mål 2. Goda levnadsvillkor",
        (
            SubgoalContent(
                "hsn-3",
                "Hälsofrämjande och förebyggande insatser är tydligt prioriterade",
                Current.NOT_MET.mark,
                Forecast.NOT_MET.mark,
                "Uppfylls inte (1 av 2 indikatorer)",
                "",
                (*ANALYSIS, "Hälsoundersökningar har ställts in på tre hälsocentraler."),
                indicators("i3", failed, reached),
            ),
        ),
    )


def workplaces() -> GoalContent:
    accidents = (
        "Antal anmälda olycksfall och arbetsskador",
        count("1589"),
        count("1204"),
        count("1006"),
        percent("83.6", 1),
        Status.PARTLY.mark,
    )
    missing = ("Antal tillbudsrapporter", count("3210"), None, count("3500"), None,
               Status.NO_DATA.mark)  # fmt: skip
    return GoalContent(
        "Mål 5. Goda arbetsplatser och attraktiva arbetsgivare",
        (
            SubgoalContent(
                "hsn-4",
                "Verksamheten ska förstärka det systematiska arbetsmiljöarbetet på både "
                "avdelnings- och basenhetsnivå",
                Current.PARTLY.mark,
                Forecast.PARTLY.mark,
                "Uppfylls delvis (1 av 2 indikatorer)",
                "",
                ANALYSIS,
                indicators("i4", accidents, missing),
            ),
            SubgoalContent(
                "hsn-5",
                "Chefer har bättre förutsättningar att leda",
                Current.MET.mark,
                Forecast.MET.mark,
                "",
                "",
                (),
                None,
            ),
        ),
    )


def goals() -> tuple[GoalContent, ...]:
    return (childhood(), living_conditions(), workplaces())


def assignments() -> tuple[AssignmentGroup, ...]:
    columns = (
        words("status", "Status", 15),
        words("text", "Uppdrag", 30),
        words("analysis", "Analys", 60),
        words("due", "Periodicitet och slutdatum", 18),
    )
    long = (
        "Målet att öppna fler vårdplatser för opererande specialiteter nås delvis. En ny "
        "vårdavdelning öppnar i september och ytterligare en under senhösten.\n"
        "Tillgängligheten inom ögonsjukvården har försämrats sedan flera specialister slutat. "
        "Bortfallet möts med hyrläkare och med remittering enligt vårdgarantin. "
    )
    due = "Tertial: aug, dec\n2025-12-31"
    ongoing, done = AssignmentStatus.ONGOING.mark, AssignmentStatus.DEVIATING.mark
    first = (
        (ongoing, "Förbättra tillgängligheten vid utvalda enheter", long, due),
        (done, "Ta fram konsekvensunderlag för minskade personalkostnader", long * 3, due),
        (AssignmentStatus.DONE.mark, "Minska hyrberoendet", "Riktlinjerna är införda.", due),
    )
    second = (
        (AssignmentStatus.NOT_STARTED.mark, "Se över lokalförsörjningsplanen", "", "År"),
        (ongoing, "Utveckla samverkan om vårdövergångar", long, "Tertial: apr, aug, dec"),
    )
    titles = ("Uppdrag från fullmäktige till nämnd", "Uppdrag från nämnd till förvaltning")
    return tuple(
        AssignmentGroup(title, Table(f"a{at}", title, columns, rows))
        for at, (title, rows) in enumerate(zip(titles, (first, second), strict=True))
    )


def summary(of: tuple[GoalContent, ...]) -> Table:
    rows = tuple(
        (goal.name, subgoal.name, subgoal.current, subgoal.forecast)
        for goal in of
        for subgoal in goal.subgoals
    )
    columns = (
        words("goal", "Regionmål", 30),
        words("subgoal", "Delmål", 44),
        words("current", "Nuläge", 20),
        words("forecast", "Prognos", 28),
    )
    return Table("summary", "Samlad bedömning av delmålen", columns, rows)


def economy() -> Table:
    names = ("Vårdintäkter", "Patientavgifter", "Övriga intäkter", "Summa intäkter",
             "Personalkostnader", "Inhyrd personal", "Läkemedel", "Övriga kostnader",
             "Summa kostnader", "Verksamhetens nettokostnader")  # fmt: skip
    columns = (
        words("row", "Resultatpost", 38),
        figures("budget", "Budget", "mnkr"),
        figures("outcome", "Utfall", "mnkr"),
        figures("deviation", "Avvikelse", "mnkr"),
        figures("before", "Utfall 2024", "mnkr"),
        figures("change", "Förändring", "%"),
    )
    rows = tuple(
        (
            name,
            money(str(-1200 + 317 * at)),
            money(str(-1256 + 317 * at)),
            money(str(-56 + 11 * at)),
            money(str(-1100 + 300 * at)),
            percent(f"{at - 4}.8", 1) if at != 4 else None,
        )
        for at, name in enumerate(names)
    )
    note = "Plus är bättre än budget, minus är sämre. – betyder att jämförelse saknas."
    title = "Resultat januari–augusti 2025"
    return Table("economy", title, columns, rows, frozenset({3, 8, 9}), note)


def forecast() -> Table:
    columns = (
        words("method", "Beräkning", 40),
        figures("value", "Avvikelse mot budget", "mnkr"),
    )
    rows = (
        ("Förenklad prognos, en tolftedel per månad", money("-502.5")),
        ("Nämndens prognos", money("-550")),
        ("Föregående prognos, per april", money("-480")),
    )
    return Table("forecast", "Prognos för helåret", columns, rows, frozenset({1}))


def report(**changes: object) -> ReportContent:
    of = goals()
    paragraph = (
        "Nämndens verksamheter har under perioden präglats av införandet av ett nytt "
        "journalsystem och av ett ansträngt ekonomiskt läge. Vårdplatserna har blivit fler, "
        "medan väntetiderna till besök och operation är oförändrade."
    )
    texts = {
        chapter.id: tuple(f"{chapter.heading}: {paragraph} ({at})" for at in range(1, 4))
        for chapter in CHAPTERS
        if chapter.id != "events"
    }
    absent = Table(
        "missing",
        "Indikatorer utan värde",
        (words("name", "Indikator", 50), words("why", "Skäl", 20), words("note", "Kommentar", 40)),
        (
            ("Antal tillbudsrapporter", "Data saknas", "Nytt system från och med hösten"),
            ("Andel medarbetare som genomgått introduktionen", "Mäts årsvis", None),
        ),
    )
    made = ReportContent(
        key=ReportKey("vb-2025", "hsn", "2025-08"),
        title="Delårsrapport per augusti 2025",
        committee="Hälso- och sjukvårdsnämnden",
        organisation="Region Västerbotten",
        period="januari–augusti 2025",
        invented="Påhittade värden: siffror och texter är exempel och säger inget om regionen.",
        is_year_end=False,
        texts=texts,
        legends=legends(),
        summary=summary(of),
        goals=of,
        assignments=assignments(),
        economy=economy(),
        forecast=forecast(),
        missing=absent,
        figures=(
            PrintedFigure("hsn-1.utfall", "Hembesök, utfall", percent("91", 1)),
            PrintedFigure("ram.hsn.utfall", "Hälso- och sjukvård, utfall", money("-1256")),
            PrintedFigure("hsn-1.bedömning", "Hembesök, bedömning", Status.PARTLY.mark),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # the tests name real fields


def write_report(template: bytes, content: ReportContent) -> bytes:
    return write(template, content).document
