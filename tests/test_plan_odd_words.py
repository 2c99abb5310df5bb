"""Small things that people write in a plan: a unit by another name, a ticked box, a share of 1.

- OW01: mkr is mnkr, and a target in either is in the unit of the other.
- OW02: a target that is true or false is no target.
- OW03: a share of 1 without a per cent sign is asked about; with one it is what it says.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.finance import OWNED
from sheetplan.plan.target import TargetKind
from sheetplan.schema.cell import Cell, CellValue
from tests.plan_sheets import plan_and, sheet
from tests.small_plan import INDICATOR


@pytest.mark.parametrize(
    ("unit", "target", "is_asked"),
    [("mnkr", "80 mkr", False), ("mkr", "80 mnkr", False), ("mnkr", "80 tkr", True)],
)
def test_ow01_mkr_is_mnkr(unit: str, target: str, *, is_asked: bool) -> None:
    row = {**INDICATOR, "Indikator-id": "hsn-7.2.1", "Delmåls-id": "hsn-7.2",
           "Indikator": "Kostnad för hyrpersonal", "Enhet": unit, "Målvärde": target}  # fmt: skip
    said = {p.rule.code for p in check_meaning(plan_and(sheet("Indikatorer", row)))}
    assert ("CELL-19" in said) is is_asked


@pytest.mark.parametrize("value", [True, False])
def test_ow02_a_ticked_box_is_no_target(value: bool) -> None:  # noqa: FBT001
    reading = TargetKind().read(Cell(value))
    assert reading.value is None
    assert [fault.rule.code for fault in reading.faults] == ["CELL-02"]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (Decimal(1), "General", None),
        ("1", "General", None),
        (Decimal(1), "0.0%", Decimal(100)),
        (Decimal("0.01"), "0%", Decimal(1)),
        (Decimal(60), "General", Decimal(60)),
        ("1 %", "General", Decimal(1)),
    ],
)
def test_ow03_a_share_of_1_is_asked_about(
    value: CellValue, number_format: str, expected: Decimal | None
) -> None:
    reading = OWNED.read(Cell(value, number_format))
    assert reading.value == expected
    assert ("CELL-12" in {fault.rule.code for fault in reading.faults}) is (expected is None)
