"""What a committee's units say together: values put together, judgements counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.attaining.aggregation import Aggregate, UnitValue, aggregate
from sheetplan.plan.committee import Committee, Unit
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.noun import REPORTING, UNIT
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.plan.words import Current, Reporter

Values = Mapping[tuple[str, str, str], object]
_SAID = {
    Current.MET: "uppfyllt",
    Current.PARTLY: "delvis uppfyllt",
    Current.NOT_MET: "inte uppfyllt",
}


@dataclass(frozen=True)
class Judgements:
    """How many of the units that have answered judge a subgoal in each way."""

    counts: Mapping[Current, int]
    returned: int

    @property
    def judging(self) -> int:
        """How many say that it is met, partly met or not met: those that report on it."""
        return sum(self.counts.get(word, 0) for word in _SAID)

    @property
    def silent(self) -> int:
        """How many have answered but said nothing of it."""
        return self.returned - sum(self.counts.values())

    def told(self, the_subgoal: str) -> str:
        """Say it: ``7 av 12 rapporterande enheter bedömer att delmålet är uppfyllt, …``."""
        if not self.returned:
            return "Ingen enhet har lämnat in."
        unknown = self.counts.get(Current.NO_DATA, 0)
        rest = [(unknown, "har inga data"), (self.silent, "har inte bedömt")]
        others = [f"{number} {said}" for number, said in rest if number]
        if not self.judging:
            return f"Ingen enhet bedömer {the_subgoal}: {', '.join(others)}."
        met, *less = ((self.counts.get(word, 0), said) for word, said in _SAID.items())
        also = "".join(f", {number} {said}" for number, said in less if number)
        head = f"{REPORTING.counted(met[0], self.judging)} bedömer att {the_subgoal} är {met[1]}"
        return f"{head}{also}." + (f" {', '.join(others)}." if others else "")


@dataclass(frozen=True)
class UnitsSaid:
    """What the units of a committee have said in a period.

    Attributes:
        units: those that get a form.
        returned: those of them that have answered.
        aggregates: what their values come to, by indicator id.
        judgements: what they judge, by subgoal id.
    """

    units: tuple[Unit, ...]
    returned: tuple[Unit, ...]
    aggregates: Mapping[str, Aggregate]
    judgements: Mapping[str, Judgements]

    @property
    def missing(self) -> tuple[Unit, ...]:
        """Those that have not answered."""
        return tuple(unit for unit in self.units if unit not in self.returned)

    @property
    def told(self) -> str:
        """Say how many have answered, or nothing where there are no units."""
        there = f"{len(self.returned)} av {len(self.units)} har lämnat in"
        return there if self.units else ""

    def values(self, the_subgoal: str) -> dict[tuple[str, str, str], object]:
        """Return what stands in the committee's form without being asked, by cell."""
        found: dict[tuple[str, str, str], object] = {}
        for indicator, one in self.aggregates.items():
            found["indicators", indicator, "units_said"] = one.told(UNIT)
            if one.value is not None:
                found["indicators", indicator, "outcome"] = one.value
        for subgoal, judged in self.judgements.items():
            found["subgoals", subgoal, "units_said"] = judged.told(the_subgoal)
        return found


def units_said(
    plan: Plan, committee: Committee, period: Period, answers: Mapping[str, Values]
) -> UnitsSaid:
    """Put together what a committee's units have answered; ``answers`` go by the units' ids."""
    units = plan.units_of(committee.id)
    if not units:
        return UnitsSaid((), (), {}, {})
    returned = tuple(unit for unit in units if unit.id in answers)
    judged = [one.id for one in plan.all_judged(committee.id)]
    ids = [unit.id for unit in units]
    return UnitsSaid(
        units,
        returned,
        {
            one.id: aggregate(one, ids, list(_reported(one, returned, answers)))
            for _, one in reported_by_units(plan, committee, period)
            if one.is_aggregated
        },
        {row: _judged(row, returned, answers) for row in judged},
    )


def reported_by_units(
    plan: Plan, committee: Committee, period: Period
) -> Iterator[tuple[Subgoal, Indicator]]:
    """Yield the indicators that a committee's units are asked for, each with what it is under."""
    for subgoal in plan.all_judged(committee.id):
        for one in plan.indicators_of(subgoal.id):
            if one.reporter is Reporter.UNITS and one.is_due(period):
                yield subgoal, one


def unit_value(indicator: Indicator, unit: Unit, values: Values) -> UnitValue:
    """Return what a unit has answered for an indicator."""

    def number(key: str) -> Decimal | None:
        value = values.get(("indicators", indicator.id, key))
        return value if isinstance(value, Decimal) else None

    parts = (number(key) for key in ("outcome", "numerator", "denominator", "weight"))
    return UnitValue(unit.id, *parts)


def _reported(
    indicator: Indicator, units: Iterable[Unit], answers: Mapping[str, Values]
) -> Iterator[UnitValue]:
    return (unit_value(indicator, unit, answers[unit.id]) for unit in units)


def _judged(row: str, units: Iterable[Unit], answers: Mapping[str, Values]) -> Judgements:
    said = [answers[unit.id].get(("subgoals", row, "current")) for unit in units]
    return Judgements(Counter(word for word in said if isinstance(word, Current)), len(said))
