"""What the report says of an indicator: its value, in what, and what the committee says of it.

- RI01: the unit stands in a column, where not all are per cent, which the figures say themselves.
- RI02: the committee's comment stands in the report, below the table of its indicator.
"""

from __future__ import annotations

import pytest

from sheetplan.flows.report import report
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.settings import Period
from sheetplan.tables.goals import indicator_table, subgoal_indicator_table
from sheetplan.tables.results import Results, results
from tests.command_line import prepared
from tests.conftest import PERIOD
from tests.small_plan import INDICATOR, small_plan
from tests.word_file import paragraphs_of


def made_of(*units: str, comment: str = "") -> Results:
    rows = [{**INDICATOR, "Indikator-id": f"i{at}", "Indikator": f"Mått {at}", "Enhet": unit,
             "Målvärde": "80"} for at, unit in enumerate(units)]  # fmt: skip
    plan = small_plan(2025, {"Indikatorer": rows}).plan
    assert plan is not None
    said = {("indicators", "i0", "comment"): comment} if comment else {}
    return results(plan, plan.periods[0], {"ks": said})


@pytest.mark.parametrize(
    ("units", "expected"), [(("%", "%"), None), (("%", "timmar"), ["%", "timmar"])]
)
def test_ri01_the_unit_is_told(units: tuple[str, ...], expected: list[str] | None) -> None:
    found = made_of(*units)
    table = subgoal_indicator_table(found, found.subgoals[0])
    assert table is not None
    at = [column.label for column in table.columns]
    shown = [row[at.index("Enhet")] for row in table.rows] if "Enhet" in at else None
    assert shown == expected
    assert "Enhet" in [column.label for column in indicator_table(found).columns]


def test_ri02_a_comment_belongs_to_the_table_of_its_indicator() -> None:
    found = made_of("%", "%", comment="Mäts på nytt sätt.")
    table = subgoal_indicator_table(found, found.subgoals[0])
    assert table is not None
    assert table.comments == (("Mått 0", "Mäts på nytt sätt."),)


def test_ri02_comments_reach_the_report(year: Year) -> None:
    prepared(year, "hsn")
    plan = require_plan(year)
    committee, period = plan.committee("hsn"), plan.period(PERIOD)
    assert committee is not None
    assert isinstance(period, Period)
    assert build_form(plan, committee, period).sheet("indicators") is not None
    text = "\n".join(paragraphs_of(report(year, "hsn", PERIOD).path.read_bytes()))
    name = "Antal barn med psykisk ohälsa vars vårdnadshavare fått insatsen digital föräldragrupp"
    assert f"{name} på Kontaktcenter barn och unga: " in text
