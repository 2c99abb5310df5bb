"""What a plan says that its owner should decide about: form in order, but meaning in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.doubts.frame_doubts import frame_doubts
from sheetplan.plan.doubts.indicator_doubts import INDICATOR_DOUBTS
from sheetplan.plan.doubts.judging_doubts import JUDGING_DOUBTS, thresholds_are_in_force
from sheetplan.plan.doubts.row_at import RowAt, Sheets, year_of, years_of_periods
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.own_table.table_problems import table_doubts
from sheetplan.plan.plan import PlanReading
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.settings import Period, Settings
from sheetplan.schema.problem import Problem


def check_meaning(reading: PlanReading) -> tuple[Problem, ...]:
    """Run every check on every row that could be read, though others have errors."""
    if not reading.found:
        return ()
    problems = [*table_doubts(reading.found), *_year_has_periods(reading.found)]
    problems += frame_doubts(reading.found)
    for row_class, found in reading.found.items():
        for index, row in enumerate(found.rows):
            at = RowAt(reading.found, row_class, index)
            if isinstance(row, Indicator):
                problems += _indicator(row, at)
            elif isinstance(row, Assignment):
                problems += _end_is_ahead(row, at)
            elif isinstance(row, Period):
                problems += _days_follow(row, at)
                problems += thresholds_are_in_force(row, at)
    return reading.arranged(problems)


def _indicator(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """Check an indicator as it is followed up, its values in the columns by year too."""
    year = at.year or _first_year(indicator)
    followed = indicator.followed_in(year) if year else indicator
    elsewhere = {}
    if indicator.target is None and followed.target is not None:
        elsewhere["target"] = f"targets.{year}"
    if indicator.baseline is None and followed.baseline is not None:
        elsewhere["baseline"] = f"outcomes.{followed.baseline_year}"
    where = RowAt(at.sheets, at.row_class, at.index, elsewhere)
    for check in (*INDICATOR_DOUBTS, *JUDGING_DOUBTS):
        yield from check(followed, where)


def _first_year(indicator: Indicator) -> int | None:
    """Return the year that an indicator is planned for, where the plan's own is not known.

    Otherwise one mistake among the settings would be told again on every row.
    """
    later = (int(year) + 1 for year in indicator.outcomes)
    return min(map(int, indicator.targets), default=max(later, default=None))


def _year_has_periods(sheets: Sheets) -> Iterator[Problem]:
    """The plan's year is that of its periods."""
    year, ends = year_of(sheets), years_of_periods(sheets)
    settings = sheets[Settings]
    if year is None or not ends or year in ends:
        return
    place = settings.place_in(Settings, next(iter(settings.values)), "year")
    facts = {"found": str(year), "years": ", ".join(map(str, sorted(ends)))}
    yield Problem(plan_rules.PLAN_YEAR, place, facts)


def _end_is_ahead(assignment: Assignment, at: RowAt) -> Iterator[Problem]:
    """An assignment of the plan's year has not ended before it."""
    if assignment.ends is not None and at.year and assignment.ends.year < at.year:
        facts = {"ends": assignment.ends.isoformat(), "year": str(at.year)}
        yield at.problem(plan_rules.PLAN_END_PASSED, "ends", **facts)


def _days_follow(period: Period, at: RowAt) -> Iterator[Problem]:
    """A period ends after it starts, and is answered after it has ended."""
    for key, earlier in (("ends", "starts"), ("deadline", "ends")):
        day, before = getattr(period, key), getattr(period, earlier)
        if day < before:
            facts = {"day": day.isoformat(), "before": before.isoformat()}
            facts["place"] = at.cell(earlier)
            yield at.problem(plan_rules.PLAN_DAYS, key, **facts)
