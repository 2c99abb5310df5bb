"""Financial goals are held against the plan's own figures.

- FG01: in the columns that they say, or else in the plan's year; met on the side that they say.
- FG02: what is shown stands on its own side of the target.
- FG03: a goal that is not reached, or cannot be reckoned, is told.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheetplan.plan.reconciling.financial_goals import is_met
from sheetplan.plan.target import read_target
from sheetplan.schema.numbers import NBSP
from tests.figures import BALANCE, held

GOALS = """
## Finansiella mål

| Mål-id | Finansiellt mål | Målvärde | Beräknas som | Kolumn |
|---|---|---|---|---|
| g | Soliditet | {target} | ek / till | {columns} |
"""


@pytest.mark.parametrize(
    ("target", "columns", "shown", "met"),
    [
        ("minst 39 %", "", [("Budget 2025", "39,4 %")], [True]),
        ("minst 40 %", "", [("Budget 2025", "39,4 %")], [False]),
        ("minst 39,4 %", "2025", [("Budget 2025", "39,39 %")], [False]),
        (
            "högst 40 %",
            "2024, 2025",
            [("Budget 2024", "36,7 %"), ("Budget 2025", "39,4 %")],
            [True, True],
        ),
        (
            "36–38 %",
            "2024, 2025",
            [("Budget 2024", "36,7 %"), ("Budget 2025", "39,4 %")],
            [True, False],
        ),
        ("god soliditet", "", [("Budget 2025", "39,4 %")], [None]),
    ],
)  # FG01 FG02 FG03
def test_financial_goals_are_held_against_the_plan(
    target: str, columns: str, shown: list[tuple[str, str]], met: list[bool | None]
) -> None:
    found = held(BALANCE + GOALS.format(target=target, columns=columns))
    assert shown == [(goal.column, goal.shown.replace(NBSP, " ")) for goal in found.goals]
    assert met == [goal.met for goal in found.goals]
    assert [p.rule.code for p in found.problems] == ["PLAN-27"] * met.count(False)


def test_a_goal_that_cannot_be_reckoned_is_told() -> None:  # FG03
    for columns, code in (("2029", "PLAN-22"), ("", "")):
        found = held(BALANCE + GOALS.format(target="minst 3 %", columns=columns))
        assert [problem.rule.code for problem in found.problems] == ([code] if code else [])
    blank = BALANCE.replace("| 55 | 65 | 77 |", "| 55 | | 77 |")
    found = held(blank + GOALS.format(target="minst 3 %", columns=""))
    assert [problem.rule.code for problem in found.problems] == ["PLAN-25"]


@pytest.mark.parametrize(
    ("target", "value", "met"),
    [
        ("minst 3 %", "3", True), ("minst 3 %", "2.99", False), ("högst 22 %", "22", True),
        ("högst 22 %", "22.1", False), ("över 3 %", "3", False), ("under 3 %", "2", True),
        ("20–35", "35", True), ("20–35", "36", False), ("3 %", "3", None), ("Öka", "3", None),
    ],
)  # fmt: skip
def test_a_goal_is_met_on_its_own_side(
    target: str, value: str, *, met: bool | None
) -> None:  # FG01
    assert is_met(read_target(target), Decimal(value)) is met
