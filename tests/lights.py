"""Traffic lights: indicators and outcomes by the thousand, and the plan that asks for them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.attaining.grounds import contradicts
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.attaining.part import part_of, same_month
from sheetplan.plan.attaining.reference import known_reference
from sheetplan.plan.computing import Key
from sheetplan.plan.form import Form
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.growth import growth_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import MONTH_NAMES, Period
from sheetplan.plan.target import Form as TargetForm
from sheetplan.plan.target import Target, read_target
from sheetplan.plan.words import (
    Absence,
    Aggregation,
    Direction,
    Formula,
    IndicatorKind,
    Periodicity,
    Profile,
)

INDICATORS_A_WORKBOOK = 1000
A_SUBGOAL = 5
TARGETS = (
    "-50",
    "-0.3",
    "0",
    "0.5",
    "1",
    "3",
    "7.5",
    "60",
    "81",
    "100",
    "520",
    "12345.6",
    "0.003",
)
SHARES = (
    "0",
    "0.5",
    "0.725",
    "0.795",
    "0.8",
    "0.8",
    "0.8000001",
    "0.95",
    "0.996",
    "1",
    "1",
    "1.25",
)
FORMS = (
    *("number",) * 10, *("range",) * 4, *("change",) * 3, *("compared",) * 5, *("growth",) * 4,
    "words", "none",
)  # fmt: skip
BOUNDS = ("", "", "minst ", "högst ", "över ", "understiger ", "> ", "< ")
COMPARED = (
    "Högre än föregående år",
    "Lägre än förra året",
    "Högre än 2024",
    "Inte lägre än 2023",
    "Motsvara rikets genomsnitt",
    "Motsvara eller bättre än rikets genomsnitt",
    "Bättre än riket",
    "Lägre än rikets genomsnitt",
    "Bättre än tidigare",
)
GROWTH = (
    "som lägst 2 % per år",
    "2 % per år",
    "över 5 % per år",
    "högst 2 % per år",
    "Öka med 5 %",
    "Minska med 10 %",
    "minska med 10 % per år",
)
EDGES = {Decimal("0.8"), Decimal("0.725")}
MONTHS = (4, 8, 12)
THRESHOLDS = ((Decimal(100), Decimal(80)), (Decimal(95), Decimal("72.5")))


@dataclass(frozen=True)
class Light:
    """An indicator, its outcome, and what the core says of it."""

    indicator: Indicator
    outcome: Outcome
    judged: Attainment

    def __str__(self) -> str:
        i, o = self.indicator, self.outcome
        target = None if i.target is None else (i.target.form.name, i.target.text)
        names = [x.name for x in (i.direction, i.kind, i.formula, i.periodicity)]
        return (
            f"{names} profil={i.profile} enhet={i.unit!r} mål={target} utgång={i.baseline} "
            f"utfall={o.value} jämförelse={o.comparison} → {self.judged}"
        )


class Dice:
    """Generated indicators and outcomes, the same each time."""

    def __init__(self, seed: int, plan: Plan, period: Period) -> None:
        self._random = random.Random(seed)  # noqa: S311 - cases, not secrets
        self._plan = plan
        self._period = period

    def light(self, number: int) -> Light:
        """Return one case; numbers cluster at the thresholds."""
        pick = self._random.choice
        unit = pick(("%", "antal", "antal", "timmar per år"))
        target = self._target(unit)
        is_number = target is not None and target.form is TargetForm.NUMBER
        directions = (Direction.UP, Direction.DOWN) if is_number else tuple(Direction)
        first = self._plan.indicators[0]
        indicator = replace(
            first,
            id=f"hsn-{number}",
            subgoal=f"hsn-s{number // A_SUBGOAL}",
            name=f"Indikator {number}",
            unit=unit,
            target=target,
            baseline=pick((None, self._number(target), self._number(target))),
            baseline_year=pick((None, 2023, 2024)),
            direction=pick((*directions, *directions, *directions, pick(tuple(Direction)))),
            kind=pick((*IndicatorKind, *[IndicatorKind.FLOW] * 6)),
            formula=pick(tuple(Formula)),
            profile=pick((None, *Profile, Profile.SEASON)),
            periodicity=pick((*Periodicity, *[Periodicity.TERTIAL] * 5)),
            aggregation=Aggregation.NONE,
            minimum=None,
            maximum=None,
            help=None,
            target_of=pick(("föregående år", "utgångsvärdet", "nettokostnaden", None)),
            compound=pick((None, None, None, "Svarstider", "väntetider")),
            **self._known(target),
        ).followed_in(self._period.ends.year)
        turned = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
        if contradicts(indicator.target, indicator.direction) and self._random.random() < 0.9:
            indicator = replace(indicator, direction=turned[indicator.direction])
        missing = self._random.random() < 0.04
        absence = pick((None, *Absence)) if missing else None
        value = None if missing else self._outcome(indicator)
        comparison = pick((None, self._number(target), value, self._comparison(value)))
        outcome = Outcome(value, absence, comparison)
        if indicator.is_text:
            outcome = Outcome(None, absence, None, "" if missing else "Det går framåt.")
        judged = judge(indicator, outcome, self._period, self._plan.settings)
        return Light(indicator, outcome, judged)

    def _known(self, target: Target | None) -> dict[str, Any]:
        """Return what a plan may know besides: earlier outcomes, shares, a benchmark."""
        pick, number = self._random.choice, self._number
        month = MONTH_NAMES[self._period.month - 1]
        months = (month, month, month.title(), "maj")
        shares = {pick(months): Decimal(pick(("0", "12.5", "30", "62", "66.6", "100")))}
        ends = (same_month(self._period), same_month(self._period), "2024-04", "2023-08")
        day = date(2024, *pick(((4, 30), (8, 31), (12, 31))))
        return {
            "outcomes": pick(({}, {"2024": number(target)}, *[{"2024": Decimal(520)}] * 3)),
            "months": pick(({}, {pick(ends): number(target)}, *[{pick(ends): Decimal(150)}] * 3)),
            "shares": pick(({}, shares, shares, shares)),
            "benchmark": pick((None, number(target))),
            "benchmark_date": pick((None, day)),
        }

    def _comparison(self, value: Decimal | None) -> Decimal | None:
        """Return what makes an outcome a change of just so many per cent, or nothing."""
        factor = self._random.choice((Decimal("1.02"), Decimal("0.9"), Decimal("1.05")))
        made = None if value is None else (value / factor).quantize(Decimal("1.000000"))
        return None if made is None or len(made.as_tuple().digits) > 15 else made.normalize() + 0

    def _target(self, unit: str) -> Target | None:
        pick = self._random.choice
        sign = " %" if unit == "%" else ""
        form = pick(FORMS)
        number = pick(TARGETS).replace(".", ",")
        if form == "number":
            return read_target(f"{pick(BOUNDS)}{number}{sign}")
        if form == "range":
            low, high = sorted(self._random.sample([Decimal(t) for t in TARGETS], 2))
            return Target(TargetForm.RANGE, f"{low}–{high}{sign}", low, high)
        texts = {"change": ("Öka", "Minska"), "compared": COMPARED, "growth": GROWTH}
        texts["words"] = ("God kvalitet", "minst 90 % och högst 30 dagar", "Motsvara behovet")
        return read_target(pick(texts[form])) if form in texts else None

    def _number(self, target: Target | None) -> Decimal:
        ends = [Decimal(t) for t in TARGETS]
        if target is not None:
            ends += [end for end in (target.low, target.high) if end is not None] * 4
        return self._random.choice(ends)

    def _outcome(self, indicator: Indicator) -> Decimal:
        """Return an outcome, most often a round share of the target or the reverse of one."""
        ends = [] if indicator.target is None else [indicator.target.low, indicator.target.high]
        known = [end for end in (*ends, indicator.baseline) if end is not None]
        near = known and self._random.random() < 0.85
        base = self._random.choice(known) if near else self._number(indicator.target)
        part = part_of(indicator, self._period)
        if part is not None and self._random.random() < 0.7:
            base = base * part.share.numerator / part.share.denominator
        reference = known_reference(indicator, self._period)
        if reference is not None and self._random.random() < 0.7:
            change = growth_of(indicator.target) if indicator.target else None
            base = reference.value * (1 + change.percent / 100) if change else reference.value
        share = Decimal(self._random.choice(SHARES))
        how = self._random.random()
        value = base * share if how < 0.6 or share == 0 else base / share
        if how > 0.95:
            value = -value
        exact = value.quantize(Decimal("1.000000"))
        return exact.normalize() + 0 if len(exact.as_tuple().digits) <= 15 else Decimal(12)


def lights_plan(plan: Plan, lights: list[Light]) -> Plan:
    """Return the plan with one committee's subgoals and these indicators under them."""
    goal = plan.goals[0].id
    ids = dict.fromkeys(light.indicator.subgoal for light in lights)
    template = plan.subgoals[0]
    subgoals: tuple[Subgoal, ...] = tuple(
        replace(template, id=one, goal=goal, committee="hsn", name=f"Delmål {one}") for one in ids
    )
    indicators = tuple(light.indicator for light in lights)
    return replace(plan, subgoals=subgoals, indicators=indicators, assignments=())


def lights_typed(form: Form, lights: list[Light]) -> dict[Key, object]:
    """Return what is typed: what is asked, and nothing else."""
    sheet = form.sheet("indicators")
    assert sheet is not None
    asked = {row.id: row.asked for row in sheet.rows}
    return {
        ("indicators", light.indicator.id, key): value
        for light in lights
        for key, value in vars(light.outcome).items()
        for key in ({"value": "outcome", "text": "outcome_text"}.get(key, key),)
        if key in asked[light.indicator.id] and value not in {None, ""}
    }
