"""What an indicator says twice, in a column of its own and in a column by year, is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetplan.plan.amount import AMOUNT, printed_decimals
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.settings import Settings
from sheetplan.plan.target import Form, Target
from sheetplan.schema.column import Row
from sheetplan.schema.numbers import rounded
from sheetplan.schema.problem import Problem
from sheetplan.schema.reading import Found


def check_years(found: Mapping[type[Row], Found[Row]]) -> Iterator[Problem]:
    """The plan year's target and the baseline agree with the columns by year."""
    years = [str(row.year) for row in found[Settings].rows if isinstance(row, Settings)]
    for index, row in enumerate(found[Indicator].rows):
        if isinstance(row, Indicator):
            for year in years:
                yield from _target_agrees(found[Indicator], index, row, year)
            yield from _baseline_agrees(found[Indicator], index, row)


def _target_agrees(found: Found[Row], index: int, row: Indicator, year: str) -> Iterator[Problem]:
    other = row.targets.get(year)
    if row.target and other and _meaning(row.target) != _meaning(other):
        place = found.place(index, f"targets.{year}")
        facts = {
            "found": row.target.text,
            "label": place.label,
            "place": place.cell,
            "other": other.text,
        }
        yield Problem(plan_rules.PLAN_TWO_TARGETS, found.place(index, "target"), facts)


def _meaning(target: Target) -> tuple[object, ...]:
    """A number is the same with and without its unit; words are not judged but compared."""
    is_said = target.form in {Form.WORDS, Form.COMPARED}
    said = target.text.casefold() if is_said else ""
    return (target.form, target.low, target.high, said)


def _baseline_agrees(found: Found[Row], index: int, row: Indicator) -> Iterator[Problem]:
    """A baseline with more decimals than the outcome agrees when it rounds to it."""
    year = str(row.baseline_year)
    other = row.outcomes.get(year)
    if row.baseline is None or other is None:
        return
    if rounded(row.baseline, printed_decimals(other)) != other:
        place = found.place(index, f"outcomes.{year}")
        facts = {
            "found": AMOUNT.show(row.baseline),
            "year": year,
            "label": place.label,
            "place": place.cell,
            "other": AMOUNT.show(other),
        }
        yield Problem(plan_rules.PLAN_TWO_BASELINES, found.place(index, "baseline"), facts)
