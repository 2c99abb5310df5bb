"""What each unit has answered, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheetplan.plan.attaining.aggregation import UnitValue
from sheetplan.plan.committee import Committee, Unit
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import Period
from sheetplan.plan.unit_answers import Values, reported_by_units, unit_value
from sheetplan.plan.words import Absence, AssignmentStatus, Current


@dataclass(frozen=True)
class Activity:
    """An activity as a unit tells of it; the subgoal by its id."""

    name: str
    subgoal: str
    status: AssignmentStatus | None
    result: str


@dataclass(frozen=True)
class ReportedValue:
    """What a unit reports of an indicator: a value with its parts, or why there is none."""

    indicator: Indicator
    value: UnitValue
    absence: Absence | None
    comment: str

    @property
    def is_told(self) -> bool:
        """Tell whether there is a value, or a part of one."""
        return self.value != UnitValue(self.value.unit)


@dataclass(frozen=True)
class UnitResult:
    """A unit's answers.

    Attributes:
        area: what it is a part of at the period's end, None where it stands alone.
        is_in: whether it has answered.
        judgements: its judgements by subgoal id.
        analyses: its analyses by subgoal id.
        texts: its texts by chapter id.
    """

    committee: Committee
    unit: Unit
    area: Unit | None
    is_in: bool
    values: tuple[ReportedValue, ...]
    judgements: Mapping[str, Current]
    analyses: Mapping[str, str]
    activities: tuple[Activity, ...]
    texts: Mapping[str, str]


def unit_results(
    plan: Plan, committee: Committee, period: Period, answers: Mapping[str, Values]
) -> Iterator[UnitResult]:
    """Yield what each unit of a committee has answered, area by area in the plan's order."""
    order = {unit.id: at for at, unit in enumerate(plan.units)}
    asked = [one for _, one in reported_by_units(plan, committee, period)]
    units = plan.units_of(committee.id)
    for unit in sorted(units, key=lambda u: (order.get(u.area_in(period) or "", -1), order[u.id])):
        values = answers.get(unit.id, {})
        current = _of_column(values, "subgoals", "current").items()
        yield UnitResult(
            committee,
            unit,
            plan.unit(unit.area_in(period) or ""),
            unit.id in answers,
            tuple(_reported(unit, values, asked)),
            {row: word for row, word in current if isinstance(word, Current)},
            _texts(values, "subgoals", "analysis"),
            tuple(_activities(values)),
            _texts(values, "texts", "text"),
        )


def _reported(unit: Unit, values: Values, asked: Iterable[Indicator]) -> Iterator[ReportedValue]:
    for one in asked:
        absence = values.get(("indicators", one.id, "absence"))
        comment = values.get(("indicators", one.id, "comment"))
        yield ReportedValue(
            one,
            unit_value(one, unit, values),
            absence if isinstance(absence, Absence) else None,
            comment if isinstance(comment, str) else "",
        )


def _of_column(values: Values, sheet: str, column: str) -> dict[str, object]:
    """Return a column's answers by row, in the form's order."""
    return {key[1]: value for key, value in values.items() if (key[0], key[2]) == (sheet, column)}


def _texts(values: Values, sheet: str, column: str) -> dict[str, str]:
    return {row: str(text) for row, text in _of_column(values, sheet, column).items()}


def _activities(values: Values) -> Iterator[Activity]:
    columns = {k: _of_column(values, "activities", k) for k in ("subgoal", "status", "result")}
    for row, name in _of_column(values, "activities", "name").items():
        status = columns["status"].get(row)
        yield Activity(
            str(name),
            str(columns["subgoal"].get(row, "")),
            status if isinstance(status, AssignmentStatus) else None,
            str(columns["result"].get(row, "")),
        )
