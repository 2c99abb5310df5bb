"""Indicators (indikatorer) with their full contract; nothing about them is inferred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sheetplan.plan.amount import AMOUNT
from sheetplan.plan.former import former_id
from sheetplan.plan.goal import whole_goal_id
from sheetplan.plan.settings import MONTH_NAMES, YEAR_MONTH, Period
from sheetplan.plan.target import Target, TargetKind
from sheetplan.plan.words import (
    Aggregation,
    Decided,
    Direction,
    Formula,
    IndicatorKind,
    Periodicity,
    Profile,
    Reporter,
    Split,
)
from sheetplan.schema.column import YEAR, Row, column
from sheetplan.schema.kinds import DATE, ID, LONG_TEXT, TEXT, Choice, Number, Reference, Whole
from sheetplan.schema.numbers import decimals_of

MONTH = "|".join(MONTH_NAMES)
MOST_DECIMALS = 4
PART = Number(decimals=1, unit="%", minimum=Decimal(0), maximum=Decimal(100))


class Indicator(
    Row,
    key="indicators",
    sheet="Indikatorer",
    about="Mätetalen under delmålen, eller direkt under målen: enhet, riktning, utgångsvärde, "
    "målvärde och periodicitet.",
):
    """An indicator. Baseline, target and limits are in its unit: 72 stands for 72 %."""

    id: str = column(ID, "Indikator-id", example="hsn-1.1.1")
    subgoal: str = column(
        Reference("Delmål"),
        "Delmåls-id",
        help="Tomt när nämnden inte har delmål under målet; då behövs Mål-id och Nämnd-id.",
        example="hsn-1.1",
        default="",
    )
    goal: str | None = column(
        Reference("Mål"),
        "Mål-id",
        help="Bara när Delmåls-id är tomt: målet som indikatorn hör till.",
        example="m1",
        default=None,
    )
    committee: str | None = column(
        Reference("Nämnder"),
        "Nämnd-id",
        help="Bara när Delmåls-id är tomt: nämnden som lämnar utfallet.",
        example="hsn",
        default=None,
    )
    name: str = column(LONG_TEXT, "Indikator", example="Andel hembesök till nyfödda", width=60)
    unit: str = column(
        TEXT,
        "Enhet",
        help="%, antal, timmar, index … Skriv text när utfallet är i ord.",
        example="%",
    )
    decimals: int | None = column(
        Whole(minimum=Decimal(0), maximum=Decimal(MOST_DECIMALS)),
        "Decimaler",
        help="Hur många decimaler som visas. Tomt: så många som värdena är skrivna med.",
        example="0",
        default=None,
    )
    baseline: Decimal | None = column(
        Number(decimals=1),
        "Utgångsvärde",
        help="Senast kända utfall. Tomt: det senaste av Utfall-kolumnerna.",
        example="71",
        default=None,
    )
    baseline_year: int | None = column(Whole(), "Utgångsår", example="2023", default=None)
    target: Target | None = column(
        TargetKind(),
        "Målvärde",
        help="Tal, intervall, Öka, Minska eller ord. Tomt: det som står under planens år.",
        example="72",
        default=None,
    )
    outcomes: Mapping[str, Decimal] = column(
        AMOUNT,
        "Utfall {}",
        help="Tidigare utfall, en kolumn för varje år.",
        example="69",
        family=YEAR,
        default={},
    )
    months: Mapping[str, Decimal] = column(
        AMOUNT,
        "Utfall t.o.m. {}",
        help="Utfall från årets början till och med en månad ett tidigare år, som 2024-08.",
        example="352",
        family=YEAR_MONTH,
        default={},
    )
    targets: Mapping[str, Target] = column(
        TargetKind(),
        "Målvärde {}",
        help="Mål för fler år, en kolumn för varje år.",
        example="75",
        family=YEAR,
        default={},
    )
    target_of: str | None = column(
        TEXT,
        "Målet räknas på",
        help="Behövs när målet är en andel eller förändring. Bara en förändring av indikatorns "
        "eget tidigare värde räknas; skriv då föregående år.",
        example="föregående år",
        width=24,
        default=None,
    )
    compound: str | None = column(
        TEXT,
        "Sammansatt mål",
        help="Samma ord på raderna för ett mål med flera delar; alla delar måste nås.",
        example="svarstider",
        width=18,
        default=None,
    )
    benchmark: Decimal | None = column(
        AMOUNT,
        "Jämförelsevärde",
        help="Det som ett mål i ord jämförs med, till exempel rikets genomsnitt.",
        example="68",
        default=None,
    )
    benchmark_date: date | None = column(
        DATE, "Jämförelsevärdets datum", example="2024-12-31", default=None
    )
    benchmark_source: str | None = column(
        TEXT, "Jämförelsevärdets källa", example="Kolada", width=24, default=None
    )
    periodicity: Periodicity = column(
        Choice(Periodicity), "Periodicitet", example="Tertial: aug, dec", width=22
    )
    direction: Direction = column(
        Choice(Direction), "Riktning", example="Högre är bättre", width=18
    )
    kind: IndicatorKind = column(Choice(IndicatorKind), "Slag", example="Andel", width=18)
    aggregation: Aggregation = column(
        Choice(Aggregation), "Sammanvägning", example="Kvot av summor", width=18
    )
    reporter: Reporter = column(
        Choice(Reporter),
        "Lämnas av",
        help="Enheterna: utfallet vägs samman av det som nämndens enheter lämnar.",
        example="Nämnden",
        default=Reporter.COMMITTEE,
    )
    since: date | None = column(
        DATE, "Följs från", help="Tomt: från årets början.", example="2025-06-01", default=None
    )
    formula: Formula = column(
        Choice(Formula), "Beräkning", example="Kvot", width=18, default=Formula.RATIO
    )
    profile: Profile | None = column(
        Choice(Profile),
        "Periodisering",
        help="Vilken del av årets mål som gäller vid ett delår. Linjär: lika varje månad. "
        "Given: kolumnerna ”Andel t.o.m. …”. Förra årets säsong: som utfallet förra året.",
        example="Linjär",
        width=18,
        default=None,
    )
    shares: Mapping[str, Decimal] = column(
        PART,
        "Andel t.o.m. {}",
        help="Hur stor del av årets mål som gäller till och med månaden, när profilen är Given.",
        example="62 %",
        family=MONTH,
        default={},
    )
    split: Split = column(
        Choice(Split),
        "Uppdelning",
        help="Nämnden frågas om ett värde för alla och ett för varje grupp.",
        example="Ingen",
        default=Split.NONE,
    )
    groups: str | None = column(
        TEXT,
        "Grupper",
        help="Grupperna i uppdelningen, med komma emellan. Tomt vid Kön: Kvinnor, Män.",
        example="Kvinnor, Män",
        width=24,
        default=None,
    )
    minimum: Decimal | None = column(
        Number(decimals=1), "Lägsta möjliga", example="0", default=None
    )
    maximum: Decimal | None = column(
        Number(decimals=1), "Högsta möjliga", example="100", default=None
    )
    source: str | None = column(TEXT, "Datakälla", width=24, default=None)
    responsible: str | None = column(TEXT, "Ansvarig", width=24, default=None)
    former: str | None = former_id("hsn-1.1.1")
    question: str | None = column(
        LONG_TEXT,
        "Öppen fråga",
        help="Det som planens text lämnar oklart och någon måste bestämma.",
        example="Talet 90 % kan vara utfall eller mål.",
        width=40,
        default=None,
    )
    help: str | None = column(
        LONG_TEXT, "Hjälptext", help="Visas när någon fyller i värdet.", width=50, default=None
    )
    decided: Decided = column(
        Choice(Decided),
        "Riktning, slag och sammanvägning bestämda av",
        example="Planen",
        width=24,
        default=Decided.PLAN,
    )

    @property
    def judged_under(self) -> str:
        """The id of the subgoal, or of the whole goal, that it stands under."""
        return self.subgoal or whole_goal_id(self.committee or "", self.goal or "")

    @property
    def compound_key(self) -> str:
        """What it shares with the other parts of a compound target; nothing where it is whole."""
        return " ".join((self.compound or "").split()).lower()

    @property
    def is_text(self) -> bool:
        """Its outcome is written in words."""
        return self.kind is IndicatorKind.TEXT

    def followed_in(self, year: int) -> Indicator:
        """Return it with the year's target and the latest outcome where only years have them."""
        filled = self
        if self.target is None and str(year) in self.targets:
            filled = replace(filled, target=self.targets[str(year)])
        known = max((y for y in self.outcomes if int(y) < year), default="")
        latest = str(self.baseline_year or known)
        if self.baseline is None and latest in self.outcomes:
            filled = replace(filled, baseline=self.outcomes[latest], baseline_year=int(latest))
        return filled

    def told_in(self, key: str) -> str:
        """Return the key of the column that a followed target or baseline was taken from."""
        by_year = {"target": ("targets", self.target), "baseline": ("outcomes", self.baseline)}
        family, value = by_year.get(key, ("", None))
        years = getattr(self, family).items() if value is not None and family else ()
        return next((f"{family}.{year}" for year, one in years if one is value), key)

    def outcome_of(self, year: str) -> Decimal | None:
        """Return the outcome of an earlier year."""
        of_baseline = self.baseline if str(self.baseline_year) == year else None
        return self.outcomes.get(year, of_baseline)

    def is_due(self, period: Period) -> bool:
        """Tell whether its outcome is asked for in the period."""
        return period.month in self.periodicity.months and not self.is_ahead(period)

    def is_ahead(self, period: Period) -> bool:
        """Tell whether it was added after the period."""
        return self.since is not None and self.since > period.ends

    @property
    def is_aggregated(self) -> bool:
        """Tell whether its outcome is put together from what units report."""
        by_units = self.reporter is Reporter.UNITS
        return by_units and self.aggregation is not Aggregation.NONE

    @property
    def value_kind(self) -> Number:
        """What an outcome of it may be."""
        return Number(self.decimals_for(), self.unit, self.minimum, self.maximum)

    def decimals_for(self, *values: Decimal) -> int:
        """Return how many decimals values are shown with.

        Where the plan does not say, nothing that anybody has written is hidden.
        """
        if self.decimals is not None:
            return self.decimals
        targets = (self.target, *self.targets.values())
        planned = (self.baseline, *self.outcomes.values(), *(t.number for t in targets if t))
        written = (*values, *(number for number in planned if number is not None))
        return min(max(map(decimals_of, written), default=0), MOST_DECIMALS)
