"""A share is of something else than it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from sheetplan.plan.budget import MONTHS_A_YEAR
from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.equation import Equation, total_of
from sheetplan.plan.reconciling.explanation import Explanation, shown
from sheetplan.plan.reconciling.figures import Key
from sheetplan.schema.kinds import plain_number

_INTERIM = (4, 8)  # months after which a region follows up


def interim_base(case: Case, equation: Equation) -> Iterator[Explanation]:
    """The share is of what belongs to the months of a follow-up (fel bas)."""
    yield from _of_months(case, equation, _INTERIM)


def part_base(case: Case, equation: Equation) -> Iterator[Explanation]:
    """The share is of another part of the year (fel bas)."""
    months = [month for month in range(1, MONTHS_A_YEAR) if month not in _INTERIM]
    yield from _of_months(case, equation, months)


def _of_months(case: Case, equation: Equation, months: Iterable[int]) -> Iterator[Explanation]:
    whole = total_of(equation.base)[0]
    for month in months if equation.base else ():
        values = {p.figure.key: p.figure.value * month / MONTHS_A_YEAR for p in equation.base}
        text = (
            f"Andelen kan vara räknad på fel bas: {_share(equation)} stämmer med "
            f"{month}/{MONTHS_A_YEAR} av {plain_number(whole)}."
        )
        yield _based(case, equation, values, text)


def other_base(case: Case, equation: Equation) -> Iterator[Explanation]:
    """The share is of another row or column (fel bas)."""
    if len(equation.base) != 1:
        return
    base = equation.base[0].figure
    row, table = case.figures.row(base.row), case.figures.table(base.place.sheet)
    along = row.figures.values() if row else ()
    beneath = [
        r.figures[base.header] for r in (table.rows if table else ()) if base.header in r.figures
    ]
    for figure in (*along, *beneath):
        if figure.key != base.key and figure.value:
            text = (
                f"Andelen kan vara räknad på fel bas: {_share(equation)} stämmer med "
                f"{figure.place}, {shown(figure)}."
            )
            yield _based(case, equation, {base.key: figure.value}, text)


def _based(
    case: Case, equation: Equation, values: Mapping[Key, Decimal], text: str
) -> Explanation:
    left = equation.judge(values).difference
    return Explanation(text, left, left - case.judged[equation].difference)


def _share(equation: Equation) -> str:
    return f"{shown(equation.total[0].figure)} %"
