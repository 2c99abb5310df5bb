"""How reconciliations that fail are told, when a plan is checked and when it is issued.

- RW01: the first line of plan check counts them; issue says that they are there.
- RW02: figures are written as people write them: one that is set against another is no sum.
- RW03: a fault is explained once, but two faults of one sort are both explained.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheetplan.cli.words import issued_lines, plan_lines
from sheetplan.flows.issue import issue
from sheetplan.flows.year import Year
from sheetplan.plan.reconciling.equation import Equation, Part, sum_line
from sheetplan.plan.reconciling.figures import Figure
from sheetplan.schema.numbers import NBSP
from sheetplan.schema.problem import Place
from tests.command_line import answer, run
from tests.conftest import PERIOD, planned_year
from tests.figures import held

TWO_FAULTS = """
## Investeringar

| Rad-id | Rad | Beräknas som | Plan 2025 | Plan 2026 |
|---|---|---|---|---|
| a | Sjukhus | | 1 412 | 1 447 |
| b | Vägar | | 268 | 315 |
| c | Fordon | | 9 713 | 8 371 |
| s | Byggnader | a + b | 11 393 | 10 133 |
| d | Skog | | 2 618 | 2 734 |
| e | Mark | | 4 119 | 4 322 |
| f | Vatten | | 30 541 | 31 777 |
| t | Natur | d + e | 37 278 | 38 833 |
"""


def test_rw01_plan_check_counts_them_on_its_first_line(year: Year) -> None:
    said = run(year.root, "plan", "check").stdout.splitlines()[0]
    assert said.endswith(" 7 avstämningar stämmer inte.")


def test_rw01_issue_says_that_they_are_there(year: Year) -> None:
    said = run(year.root, "issue", PERIOD).stdout.splitlines()[-1]
    assert said.startswith("Obs: 7 avstämningar stämmer inte i planen.")
    assert answer(year.root, "issue", PERIOD)["unreconciled"] == 7


def test_rw01_nothing_is_said_where_all_agree(tmp_path_factory: pytest.TempPathFactory) -> None:
    issued = issue(planned_year(tmp_path_factory.mktemp("år")), PERIOD, ("hsn",))
    said = list(issued_lines(issued, 0))
    assert said[0].startswith("1 arbetsbok skriven i ")
    assert not [line for line in said if "avstämning" in line]
    assert list(issued_lines(issued, 1))[-1].startswith("Obs: 1 avstämning stämmer inte")


def _printed(value: int) -> Part:
    sign = -1 if value < 0 else 1
    return Part(sign, Figure(Decimal(abs(value)), 0, Place(sheet="x", cell="A1"), "A1"))


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ((205,), "ska vara 205, men här står 200"),
        ((-125,), "ska vara −125, men här står 200"),
        ((-125, 30), "−125 + 30 = −95, men här står 200"),
        ((125, -30), "125 − 30 = 95, men här står 200"),
    ],
)
def test_rw02_figures_are_written_as_people_write_them(
    terms: tuple[int, ...], expected: str
) -> None:
    parts = tuple(map(_printed, terms))
    said = sum_line(Equation("x", "X", "", Place(), (_printed(200),), parts))
    assert said.replace(NBSP, " ") == expected


def test_rw03_two_faults_of_one_sort_are_both_explained() -> None:
    said = "\n".join(plan_lines((), held(TWO_FAULTS))).replace(NBSP, " ")
    assert "9 713" in said
    assert "30 541" in said
    assert said.count("Troligen samma fel som ovan.") == 2
