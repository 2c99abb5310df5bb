"""What a committee typed of parts and groups, for the entries of the gallery about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from openpyxl.workbook import Workbook

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.demo import fill_in
from sheetplan.flows.issue import issue
from sheetplan.flows.receive import check
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.words import Aggregation, Split
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, Typed, cell_of, changed, returned

Act = Callable[[Year], tuple[Problem, ...]]
MEN = "hsn-4.1.3/män"  # 49 of 60, of all 83 of 100
MEAN = "hsn-3.1.1"  # 61 %


def sent(year: Year, data: bytes) -> tuple[Problem, ...]:
    """Send in a workbook."""
    year.inbox.mkdir(exist_ok=True)
    path = year.inbox / f"hsn-{PERIOD}.xlsx"
    path.write_bytes(data)
    return check(year, [path])[0].problems


def typed(row: str, key: str, value: Typed) -> Act:
    """Type one value among the indicators of a filled-in workbook and send it in."""

    def act(year: Year) -> tuple[Problem, ...]:
        def change(book: Workbook) -> None:
            cell_of(book, "Indikatorer", row, key).value = value

        return sent(year, changed(returned(year, "hsn"), change))

    return act


def weight_missing(year: Year) -> tuple[Problem, ...]:
    """Split a mean by sex in the plan, and answer for the groups without a weight for the men."""
    plan = require_plan(year)
    indicators = tuple(
        replace(i, split=Split.SEX, aggregation=Aggregation.WEIGHTED) if i.id == MEAN else i
        for i in plan.indicators
    )
    year.plan_file.write_bytes(write_plan(replace(plan, indicators=indicators)))
    (issued,) = issue(year, PERIOD, ["hsn"])
    text = (plan_folder() / "returns" / PERIOD / "hsn.md").read_text(encoding="utf-8")
    text = text.replace("| Id | Utfall | Täljare |", "| Id | Utfall | Vikt |", 1)
    groups = f"| {MEAN}/kvinnor | 63 | 150 | | | | |\n| {MEAN}/män | 56 | | | | | |\n"
    text = text.replace(f"| {MEAN} | 61 |", f"{groups}| {MEAN} | 61 |", 1)
    problems = sent(year, fill_in(issued.path.read_bytes(), issued.form, text))
    return tuple(p for p in problems if p.rule.code == "INL-65")  # the other parts are not there


SPLIT_ACTS: dict[str, Act] = {
    "INL-60": typed(MEN, "denominator", None),
    "INL-61": typed(MEN, "denominator", 0),
    "INL-62": typed(MEN, "outcome", 0.9),
    "INL-63": typed(MEN, "numerator", 490),
    "INL-64": typed("hsn-5.1.2/män", "outcome", 57),
    "INL-65": weight_missing,
}
