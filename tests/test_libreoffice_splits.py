"""Groups and parts recalculated by a real spreadsheet program, against the core.

Requirements:
- LO10: status, ratios and reckoned outcome of every group are the core's, whatever the target,
  the parts and what is typed beside them; suggestions and what is left to fill in too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.excel.fill import fill_form
from sheetplan.excel.form import write_form
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.computing import Key, compute
from sheetplan.plan.form import Form, FormRow, Identity
from sheetplan.plan.plan import Plan
from sheetplan.plan.words import Absence, Aggregation, Periodicity, Split, Status
from tests.computed import by_core, computed_cells, differing, opened, progress_texts, start_texts
from tests.lights import Dice, lights_plan
from tests.office import Office

PERIOD = "2025-08"
INDICATORS = 400
WAYS = (Aggregation.RATIO, Aggregation.RATIO, Aggregation.SUM, Aggregation.WEIGHTED)


def board(plan: Plan) -> tuple[Form, dict[Key, object]]:
    """Return a form of split indicators of every kind, and what is typed in it."""
    period, committee = plan.period(PERIOD), plan.committee("hsn")
    assert period is not None
    assert committee is not None
    dice, chance = Dice(11, plan, period), random.Random(11)  # noqa: S311 - cases, not secrets
    lights = []
    for number in range(INDICATORS):
        light = dice.light(number)
        made = replace(light.indicator, split=Split.SEX, groups=None)
        made = replace(made, aggregation=chance.choice(WAYS))
        lights.append(replace(light, indicator=replace(made, periodicity=Periodicity.TERTIAL)))
    form = build_form(lights_plan(plan, lights), committee, period)
    sheet = form.sheet("indicators")
    assert sheet is not None
    outcomes = {light.indicator.id: light.outcome.value for light in lights}
    typed = {
        ("indicators", row.id, key): value
        for row in sheet.rows
        for key, value in answered(row, outcomes[row.id.partition("/")[0]], chance)
    }
    return form, typed


def answered(
    row: FormRow, near: Decimal | None, chance: random.Random
) -> Iterator[tuple[str, object]]:
    """Yield what is typed in a row: values near one that is at a threshold, or nothing."""
    value = (near or Decimal(12)) * chance.choice((1, 1, Decimal("0.8"), Decimal("1.25")))
    value = value.quantize(Decimal("1.0000")).normalize() + 0
    if chance.random() < 0.1:
        yield "absence", Absence.NO_DATA
        return
    below = chance.choice((None, 0, 1, 3, 7, 40, 125))
    above: Decimal | int | None = chance.choice((None, 0, 1, 2, 32, 100))
    scale = 100 if row.given["unit"] == "%" else 1
    if below and value >= 0 and chance.random() < 0.6:  # parts that make just that value
        above = value * below / scale
    numbers: dict[str, Decimal | int | None] = {"numerator": above, "denominator": below}
    numbers |= {
        "weight": below,
        "outcome": value,
        "comparison": chance.choice((None, value, near)),
    }
    for key, number in numbers.items():
        if key in row.asked and number is not None and chance.random() < 0.85:
            yield key, Decimal(number)


def recalculated(office: Office, folder: Path, form: Form, typed: dict[Key, object]) -> Path:
    """Fill in a form and let LibreOffice reckon and save it."""
    identity = Identity("0" * 32, "vb-2025", 2025, "hsn", PERIOD, 1, form.fingerprint)
    path = folder / "split.xlsx"
    path.write_bytes(fill_form(write_form(form, identity), form, typed, {}))
    (saved,) = office.convert([path], folder / "saved", "xlsx")
    return saved


def test_groups_and_parts_equal_the_core(  # LO10
    office: Office, tmp_path: Path, plan: Plan
) -> None:
    form, typed = board(plan)
    workbook = opened(recalculated(office, tmp_path, form, typed))
    assert differing(by_core(form, typed), computed_cells(form, workbook)) == {}
    assert start_texts(form, workbook) == progress_texts(form, typed)


@pytest.mark.parametrize("suffix", ["/kvinnor", "/män", ""])
def test_the_cases_have_every_status_and_both_kinds_of_outcome(plan: Plan, suffix: str) -> None:
    form, typed = board(plan)
    found = {k: v for k, v in compute(form, typed).items() if k[0] == "indicators"}
    own = {k: v for k, v in found.items() if k[1].endswith(suffix or "0")}
    statuses = {value for (_, _, key), value in own.items() if key == "status"}
    assert statuses == set(Status) - {Status.NOT_DUE}
    reckoned = [value for (_, _, key), value in own.items() if key == "reckoned"]
    assert {value is None for value in reckoned} == {True, False}
