"""What a committee fills in: one row class a sheet, and the submission that comes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sheetplan.plan.economy_answer import SHARE, EconomyAnswer
from sheetplan.plan.noun import GOAL, SUBGOAL
from sheetplan.plan.target import Target, TargetKind
from sheetplan.plan.words import (
    Absence,
    Answer,
    AssignmentStatus,
    Current,
    Forecast,
    Periodicity,
    Status,
)
from sheetplan.schema.column import Role, Row, column
from sheetplan.schema.kinds import DATE, ID, LONG_TEXT, TEXT, Choice, Number

COUNT = Number(minimum=Decimal(0))


class SignOff(
    Row,
    key="start",
    sheet="Start",
    vertical=True,
    about="För vem, vilken period, hur man fyller i, vad som är kvar och klarmarkering.",
):
    """Who answers for the return, and that it is ready."""

    name: str = column(TEXT, "Namn", help="Den som lämnar uppgifterna.", example="Anna Berg")
    title: str = column(TEXT, "Befattning", example="Controller")
    signed: date = column(DATE, "Datum", help="Skriv som 2025-09-12.", example="2025-09-12")
    done: Answer = column(
        Choice(Answer),
        "Klart att lämna in",
        help="Välj Ja när allt är ifyllt.",
        example="Ja",
        default=None,
    )


class IndicatorAnswer(
    Row,
    key="indicators",
    sheet="Indikatorer",
    about="Utfall för indikatorerna. Skriv ett värde eller välj ett skäl till att det saknas.",
):
    """An indicator's outcome in a period, or why there is none."""

    id: str = column(ID, "Id", role=Role.KEY)
    subgoal_id: str = column(ID, f"Id för {SUBGOAL.one}", role=Role.KEY)
    subgoal: str = column(LONG_TEXT, SUBGOAL.title, role=Role.GIVEN, width=34)
    indicator: str = column(LONG_TEXT, "Indikator", role=Role.GIVEN, width=42)
    unit: str = column(TEXT, "Enhet", role=Role.GIVEN, width=13)
    periodicity: Periodicity = column(
        Choice(Periodicity), "Periodicitet", role=Role.GIVEN, width=13
    )
    earlier: str | None = column(
        LONG_TEXT,
        "Tidigare utfall",
        help="Utfallen före utgångsvärdet.",
        role=Role.GIVEN,
        width=14,
        default=None,
    )
    baseline: Decimal | None = column(
        Number(decimals=1), "Utgångsvärde", role=Role.GIVEN, width=14, default=None
    )
    target: Decimal | Target | None = column(
        TargetKind(), "Målvärde", role=Role.GIVEN, width=11, default=None
    )
    period_target: Decimal | None = column(
        Number(decimals=1),
        "Mål för perioden",
        help="Periodens del av årets mål, för flöden som samlas under året.",
        role=Role.GIVEN,
        width=11,
        default=None,
    )
    compound: str | None = column(
        TEXT,
        "Del av målet",
        help="Rader med samma ord är delar av ett mål; alla delar måste nås.",
        role=Role.GIVEN,
        width=14,
        default=None,
    )
    later: str | None = column(
        LONG_TEXT,
        "Mål för andra år",
        help="Målvärdena för andra år än planens.",
        role=Role.GIVEN,
        width=14,
        default=None,
    )
    outcome: Decimal | None = column(
        Number(decimals=1),
        "Utfall",
        help="Senast kända värde vid periodens slut.",
        example="64",
        width=12,
        default=None,
    )
    numerator: Decimal | None = column(
        COUNT,
        "Täljare",
        help="Det antal som delas, till exempel de som fått insatsen.",
        example="32",
        width=11,
        default=None,
    )
    denominator: Decimal | None = column(
        COUNT,
        "Nämnare",
        help="Det antal som täljaren delas med, till exempel alla som kunde få insatsen.",
        example="50",
        width=11,
        default=None,
    )
    reckoned: Decimal | None = column(
        Number(decimals=1),
        "Räknat utfall",
        help="Täljaren delad med nämnaren. Utan dem gäller det utfall som är ifyllt.",
        role=Role.COMPUTED,
        width=11,
        default=None,
    )
    weight: Decimal | None = column(
        COUNT,
        "Vikt",
        help="Hur mycket värdet väger när grupper vägs samman, till exempel antalet svarande.",
        example="120",
        width=10,
        default=None,
    )
    outcome_text: str | None = column(
        LONG_TEXT,
        "Utfall i ord",
        help="Läget vid periodens slut, beskrivet i ord.",
        example="Planen är beslutad och infördes i maj.",
        width=40,
        default=None,
    )
    absence: Absence | None = column(
        Choice(Absence),
        "Skäl om utfall saknas",
        help="Välj ett skäl när det inte finns något värde.",
        example="Data saknas",
        width=15,
        default=None,
    )
    comparison: Decimal | None = column(
        Number(decimals=1),
        "Jämförelsevärde",
        help="Det som målet jämförs med. Är målet Öka, Minska eller mot föregående år: värdet ett "
        "år tidigare.",
        example="52",
        width=16,
        default=None,
    )
    ratio: Decimal | None = column(
        SHARE, "Andel av årets mål", role=Role.COMPUTED, width=11, default=None
    )
    period_ratio: Decimal | None = column(
        SHARE, "Andel av periodens mål", role=Role.COMPUTED, width=11, default=None
    )
    status: Status | None = column(
        Choice(Status), "Bedömning", role=Role.COMPUTED, width=19, default=None
    )
    joint: Status | None = column(
        Choice(Status),
        "Bedömning av hela målet",
        help="Den sämsta bland målets delar.",
        role=Role.COMPUTED,
        width=19,
        default=None,
    )
    units_said: str | None = column(
        TEXT,
        "Från enheterna",
        help="Hur många enheter som utfallet vägs samman av.",
        role=Role.COMPUTED,
        width=20,
        default=None,
    )
    comment: str | None = column(
        LONG_TEXT, "Kommentar", help="Det läsaren behöver veta om värdet.", width=40, default=None
    )


class SubgoalAnswer(
    Row,
    key="subgoals",
    sheet=SUBGOAL.titles,
    about="Nämndens bedömning: nuläge, prognos för året och analys.",
):
    """A committee's judgement of a subgoal, or of a goal that it has no subgoals for."""

    id: str = column(ID, "Id", role=Role.KEY)
    goal: str = column(TEXT, GOAL.title, role=Role.GIVEN, width=26)
    subgoal: str = column(LONG_TEXT, SUBGOAL.title, role=Role.GIVEN, width=40)
    suggestion: Current | None = column(
        Choice(Current),
        "Indikatorerna pekar på",
        help="Förslag ur indikatorernas bedömning. Nämnden gör sin egen bedömning.",
        role=Role.COMPUTED,
        width=17,
        default=None,
    )
    units_said: str | None = column(
        LONG_TEXT,
        "Enheternas bedömning",
        help="Vad de enheter som har lämnat in bedömer.",
        role=Role.COMPUTED,
        width=30,
        default=None,
    )
    current: Current | None = column(
        Choice(Current),
        "Nuläge",
        help="Bedömning vid periodens slut.",
        example="Delvis uppfyllt",
        width=17,
        default=None,
    )
    forecast: Forecast | None = column(
        Choice(Forecast),
        "Prognos",
        help="Bedömning av läget vid årets slut.",
        example="Målet kommer helt att uppfyllas",
        width=24,
        default=None,
    )
    motive: str | None = column(
        LONG_TEXT,
        "Motiv",
        help="Behövs när nuläget är ett annat än indikatorerna pekar på.",
        width=34,
        default=None,
    )
    analysis: str | None = column(
        LONG_TEXT,
        "Analys",
        help="Vad som gjorts, vad det gett och vad som hindrar. Alt+Enter ger nytt stycke.",
        width=70,
        default=None,
    )


class AssignmentAnswer(
    Row,
    key="assignments",
    sheet="Uppdrag",
    about="Läget för varje uppdrag och en kort analys.",
):
    """An assignment's status in a period."""

    id: str = column(ID, "Id", role=Role.KEY)
    assignment: str = column(LONG_TEXT, "Uppdrag", role=Role.GIVEN, width=48)
    giver: str = column(TEXT, "Från", role=Role.GIVEN, width=18)
    receiver: str = column(TEXT, "Till", role=Role.GIVEN, width=22)
    addressees: str | None = column(
        LONG_TEXT, "Riktas till", role=Role.GIVEN, width=28, default=None
    )
    periodicity: Periodicity | None = column(
        Choice(Periodicity), "Periodicitet", role=Role.GIVEN, width=13, default=None
    )
    ends: date | None = column(DATE, "Slutdatum", role=Role.GIVEN, width=11, default=None)
    waits: str | None = column(TEXT, "Följs inte upp nu", role=Role.GIVEN, width=13, default=None)
    status: AssignmentStatus | None = column(
        Choice(AssignmentStatus),
        "Status",
        help="Läget vid periodens slut.",
        example="Pågående",
        width=18,
        default=None,
    )
    analysis: str | None = column(
        LONG_TEXT, "Analys", help="Vad som gjorts och vad som återstår.", width=70, default=None
    )


class TextAnswer(
    Row,
    key="texts",
    sheet="Texter",
    about="Texter till delårsrapporten. Alt+Enter ger nytt stycke.",
):
    """A chapter's text."""

    id: str = column(ID, "Id", role=Role.KEY)
    heading: str = column(TEXT, "Avsnitt", role=Role.GIVEN, width=32)
    guidance: str = column(LONG_TEXT, "Vad som hör hit", role=Role.GIVEN, width=44)
    text: str | None = column(LONG_TEXT, "Text", width=90, default=None)


ANSWERS = (IndicatorAnswer, SubgoalAnswer, AssignmentAnswer, EconomyAnswer, TextAnswer)
