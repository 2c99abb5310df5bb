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
from sheetplan.plan.split import whole_id
from sheetplan.plan.words import Aggregation
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, Typed, cell_of, changed, returned

Act = Callable[[Year], tuple[Problem, ...]]
MEN = "hsn-4.1.3/män"  # 49 of 60, of all 83 of 100
WEIGHED = {
    "| Id | Utfall | Täljare |": "| Id | Utfall | Vikt |",
    "| hsn-4.1.3 |  | 83 |": "| hsn-4.1.3 | 83 |  |",
    "| hsn-4.1.3/kvinnor |  | 34 |": "| hsn-4.1.3/kvinnor | 85 | 40 |",
    f"| {MEN} |  | 49 |": f"| {MEN} | 82 |  |",
}


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
    """Let the plan weigh the groups together, and answer without a weight for the men."""
    plan = require_plan(year)
    indicators = tuple(
        replace(one, aggregation=Aggregation.WEIGHTED) if one.id == whole_id(MEN) else one
        for one in plan.indicators
    )
    year.plan_file.write_bytes(write_plan(replace(plan, indicators=indicators)))
    (issued,) = issue(year, PERIOD, ["hsn"])
    text = (plan_folder() / "returns" / PERIOD / "hsn.md").read_text(encoding="utf-8")
    for before, after in WEIGHED.items():
        assert before in text
        text = text.replace(before, after, 1)
    return sent(year, fill_in(issued.path.read_bytes(), issued.form, text))


SPLIT_ACTS: dict[str, Act] = {
    "INL-60": typed(MEN, "denominator", None),
    "INL-61": typed(MEN, "denominator", 0),
    "INL-62": typed(MEN, "outcome", 0.9),
    "INL-63": typed(MEN, "numerator", 490),
    "INL-64": typed("hsn-5.1.2/män", "outcome", 57),
    "INL-65": weight_missing,
}
