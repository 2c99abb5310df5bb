"""What the bundled plan leaves in doubt is found, and a plan in order gets no remark."""

from __future__ import annotations

from collections import Counter

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, read_plan_file
from sheetplan.plan.meaning import check_meaning


def test_the_doubts_of_the_reference_plan_are_found() -> None:
    """Read by hand in the nämndplan: one count in per cent, ten targets with nothing to compare
    with, three assignments whose end date stands in the year before; no target is weaker."""
    reading = read_plan_file(plan_folder() / PLAN_FILE)
    found = check_meaning(reading)
    codes = Counter(problem.rule.code for problem in found)
    assert codes == {"PLAN-04": 1, "PLAN-06": 10, "PLAN-09": 3}
    assert [problem for problem in found if problem.is_error] == []
