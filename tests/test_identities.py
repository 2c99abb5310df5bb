"""Identities: printed numbers are intervals, and the reference figures come out.

- ID01: a sum is exact, within the rounding of its terms, or wrong.
- ID02: the frame table of the bundled plan: 14 rows, 4 exact, 10 within rounding, 0 wrong.
- ID03: a planted fault is found and told with its row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from sheetplan.flows.year import Year
from sheetplan.plan.identities import Printed, Verdict, reconcile, reconciliations
from sheetplan.plan.plan import Plan
from sheetplan.schema.numbers import NBSP
from tests.command_line import answer, run
from tests.conftest import plan_changed


@pytest.mark.parametrize(
    ("total", "terms", "expected"),
    [
        ("16.3", ["17.0", "-0.7"], (Verdict.EXACT, Decimal(0), Decimal("0.15"))),
        ("16.3", ["17.0", "-0.6"], (Verdict.ROUNDING, Decimal("-0.1"), Decimal("0.15"))),
        ("16.3", ["17.0", "-0.5"], (Verdict.WRONG, Decimal("-0.2"), Decimal("0.15"))),
    ],
)  # ID01
def test_a_sum_is_judged_by_the_decimals_that_are_printed(
    total: str, terms: list[str], expected: tuple[Verdict, Decimal, Decimal]
) -> None:
    printed = [Printed(Decimal(term), 1) for term in terms]
    assert reconcile(Printed(Decimal(total), 1), printed) == expected


def test_the_frame_table_holds(plan: Plan) -> None:  # ID02
    held = reconciliations(plan)
    assert Counter(one.verdict for one in held) == {Verdict.EXACT: 4, Verdict.ROUNDING: 10}
    assert {one.bound for one in held} == {Decimal("0.80")}


@pytest.mark.parametrize("index", range(14))
def test_a_digit_that_is_off_by_one_is_found_in_any_row(plan: Plan, index: int) -> None:  # ID03
    frames = list(plan.frames)
    frames[index] = replace(frames[index], addition=(frames[index].addition or 0) + Decimal(2))
    held = reconciliations(replace(plan, frames=tuple(frames)))
    assert [one.verdict is Verdict.WRONG for one in held] == [i == index for i in range(14)]


def test_a_wrong_frame_is_told_with_its_row_and_exit_code(year: Year) -> None:  # ID03
    plan_changed(year, "Ramar", "hsn", "Budgettillskott", 241.4)
    done = run(year.root, "plan", "check")
    assert done.returncode == 1
    said = "✖ Ramar, Hälso- och sjukvårdsnämnd: delarna blir 6 560,9 men summan är 6 534, "
    assert said in done.stdout.replace(NBSP, " ")
    held = answer(year.root, "plan", "check")["reconciliations"]
    wrong = [one for one in held if one["verdict"] == "wrong"]
    assert [(one["identity"], one["difference"]) for one in wrong] == [("frame-row", -26.9)]
