"""Judge an indicator: its outcome against its target, with the status and the reason for it.

Status: from the plan's upper threshold met, from its lower partly met, below it not met. The
same rule stands as a formula in the issued workbook.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.attaining.aim import HUNDRED, Aim, decimal_of, number_aim
from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.attaining.calculation import Numbers
from sheetplan.plan.attaining.grounds import undecided
from sheetplan.plan.attaining.part import Part, decides, part_of
from sheetplan.plan.attaining.reference import Reference, is_higher_better, reference_of
from sheetplan.plan.comparison import Comparison
from sheetplan.plan.growth import Growth, growth_of
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.settings import MONTH_NAMES, Period, Settings
from sheetplan.plan.target import Bound, Form, Target
from sheetplan.plan.words import Direction, Formula, IndicatorKind, Status

COLOURS = frozenset({Status.MET, Status.PARTLY, Status.NOT_MET})


def judge(
    indicator: Indicator, outcome: Outcome, period: Period, settings: Settings
) -> Attainment:
    """Judge an indicator in a period."""
    if not indicator.is_due(period):
        return Attainment(Status.NOT_DUE, _next_time(indicator, period))
    if outcome.value is None and not outcome.text:
        return Attainment(Status.NO_DATA, _absence_reason(outcome))
    target, why_not = indicator.target, undecided(indicator, period)
    if why_not or target is None or outcome.value is None:
        return Attainment(Status.UNDECIDED, why_not)
    case = _Case(indicator, target, outcome.value, outcome.comparison, period, settings)
    return case.dated(case.judged())


def _next_time(indicator: Indicator, period: Period) -> str:
    if indicator.is_ahead(period):
        return f"Indikatorn tillkom under året och följs från {indicator.since}."
    later = [month for month in indicator.periodicity.months if month > period.month]
    return f"Följs upp i {MONTH_NAMES[later[0] - 1]}." if later else "Följs inte upp mer i år."


def _absence_reason(outcome: Outcome) -> str:
    if outcome.absence is None:
        return "Varken utfall eller skäl är ifyllt."
    return f"{outcome.absence.label}."


@dataclass(frozen=True)
class _Case:
    """An indicator with direction, target and outcome."""

    indicator: Indicator
    target: Target
    value: Decimal
    reported: Decimal | None
    period: Period
    settings: Settings

    @property
    def numbers(self) -> Numbers:
        return Numbers(self.indicator, self.settings)

    def judged(self) -> Attainment:
        growth, comparison = growth_of(self.target), self.target.comparison
        if growth or comparison:
            reference = reference_of(self.indicator, self.reported, self.period)
            if reference is None:
                missing = f"Jämförelsevärde saknas för målet ”{self.target.text}”."
                return Attainment(Status.NO_DATA, missing)
            if growth:
                return self._grown(growth, reference)
            if comparison:
                return self._compared(comparison, reference)
        if self.target.form is Form.RANGE:
            return self._in_range()
        return self._number(self.target.low or Decimal(0))

    def dated(self, found: Attainment) -> Attainment:
        """Say so where the period ended before the plan's thresholds began to hold."""
        starts = self.settings.thresholds_from
        if found.status not in COLOURS or self.period.ends >= starts:
            return found
        return replace(found, reason=f"{found.reason} Gränserna gäller först från {starts}.")

    def _compared(self, comparison: Comparison, reference: Reference) -> Attainment:
        """Better than the comparison value is met, equal is partly met, worse is not met."""
        up = is_higher_better(comparison.side, self.indicator.direction)
        gain = self.value - reference.value if up else reference.value - self.value
        equal = Status.MET if comparison.is_equal_enough else Status.PARTLY
        worse = Status.MET if gain > 0 else Status.NOT_MET
        made = f"{self.numbers.show(self.value)} mot {self.numbers.show(reference.value)}"
        reason = f"{made} ({reference.said})."
        if gain == 0:
            reason += f" Målet är ”{self.target.text}”; utfallet är lika."
        inputs = (("utfall", self.value), ("jämförelsevärde", reference.value))
        return Attainment(equal if gain == 0 else worse, reason, calculation=made, inputs=inputs)

    def _grown(self, growth: Growth, reference: Reference) -> Attainment:
        """A change in per cent makes a number of the value that it is reckoned on."""
        if reference.value <= 0:
            shown = f"{self.numbers.show(reference.value)} ({reference.said})"
            return Attainment(Status.UNDECIDED, f"En förändring kan inte räknas på {shown}.")
        aim = growth_aim(self.indicator, growth, reference.value)
        shown, wanted = self.numbers.show(reference.value), self.numbers.show(aim.target)
        of = f"Målet ”{self.target.text}” på {shown} ({reference.said}) blir {wanted}"
        return self._against(aim, of, (("jämförelsevärde", reference.value),))

    def _in_range(self) -> Attainment:
        """Inside the range is met; outside, the distance to the nearer end decides."""
        low, high = self.target.low or Decimal(0), self.target.high or Decimal(0)
        inputs = (("utfall", self.value), ("lägst", low), ("högst", high))
        shown = f"{self.numbers.show(low)} till {self.numbers.show(high)}"
        if low <= self.value <= high:
            made = f"{self.numbers.show(self.value)} inom {shown}"
            reason = f"Inom intervallet: {made}."
            return Attainment(Status.MET, reason, calculation=made, inputs=inputs)
        is_below = self.value < low
        aim = Aim(Fraction(low if is_below else high), is_up=is_below)
        if self.value <= 0 or low <= 0:
            made = f"{self.numbers.show(self.value)} utanför {shown}"
            reason = f"Utanför intervallet; andelen kan inte beräknas: {made}."
            return Attainment(Status.NOT_MET, reason, calculation=made, inputs=inputs)
        found = self._against(aim, "Mot intervallets närmaste gräns")
        return replace(found, inputs=inputs)

    def _number(self, number: Decimal) -> Attainment:
        """The year's target decides, or the period's part of it where the plan has a profile."""
        year, part = number_aim(self.indicator, number), part_of(self.indicator, self.period)
        by_year = self._against(year, self._year_words(), self._inputs(number))
        if part is None:
            return by_year
        in_part = number_aim(self.indicator, number, part.share)
        by_part = self._against(in_part, _part_words(part))
        first, then = by_part, by_year
        if not decides(self.indicator, self.period):
            first, then = by_year, by_part
        wanted = decimal_of(in_part.target)
        return replace(
            first,
            reason=f"{first.reason} {then.reason}",
            ratio=by_year.ratio,
            period_ratio=by_part.ratio,
            inputs=(*by_year.inputs, ("periodens målvärde", wanted)),
        )

    def _inputs(self, number: Decimal) -> tuple[tuple[str, Decimal], ...]:
        baseline = self.indicator.baseline
        if self.indicator.formula is not Formula.DISTANCE or baseline is None:
            return (("målvärde", number),)
        return (("målvärde", number), ("utgångsvärde", baseline))

    def _year_words(self) -> str:
        rolling = self.indicator.kind is IndicatorKind.ROLLING
        return f"{'Rullande 12 månader mot' if rolling else 'Mot'} årets målvärde"

    def _against(
        self, aim: Aim, what: str, more: tuple[tuple[str, Decimal], ...] = ()
    ) -> Attainment:
        """Set the outcome against one number, and say how."""
        ratio, made = aim.ratio(self.value), self.numbers.divided(aim, self.value)
        reason = f"{what}: {made}."
        if ratio is None:
            reason = f"{reason} Andelen kan inte beräknas; utfallet jämförs direkt."
        elif aim.formula is not Formula.RATIO:
            reason += f" Beräkning: {aim.formula.label.lower()}."
        status = aim.status(self.value, self.settings)
        reason += self._strict_words(aim, ratio, status)
        inputs = (("utfall", self.value), *more)
        shown = None if ratio is None else decimal_of(ratio)
        return Attainment(status, reason, shown, None, made, inputs)

    def _strict_words(self, aim: Aim, ratio: Fraction | None, status: Status) -> str:
        """Say why what reaches its number exactly is not met."""
        if not aim.is_strict or status is not Status.PARTLY:
            return ""
        verb = "överstiga" if aim.is_up else "understiga"
        if Fraction(self.value) == aim.target:
            return f" Målet är att {verb} {self.numbers.show(aim.target)}; utfallet är lika."
        is_at = ratio is not None and ratio * HUNDRED == Fraction(self.settings.met)
        return " Gränsen måste passeras, inte bara nås." if is_at else ""


def _part_words(part: Part) -> str:
    return f"Mot periodens del av målvärdet, {part.said}"


def growth_aim(indicator: Indicator, growth: Growth, reference: Decimal) -> Aim:
    """Return the number that a change of a value comes to; the way begins at that value."""
    start = Fraction(reference)
    return Aim(
        start * (1 + Fraction(growth.percent) / HUNDRED),
        indicator.direction is Direction.UP,
        growth.bound in {Bound.ABOVE, Bound.BELOW},
        indicator.formula,
        start,
    )
