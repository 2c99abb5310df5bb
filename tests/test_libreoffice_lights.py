"""Traffic lights and suggestions recalculated by a real spreadsheet program, against the core.

Requirements:
- LO06: status, ratios and suggestion are the core's for every kind of indicator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.excel.fill import fill_form
from sheetplan.excel.form import write_form
from sheetplan.plan.attaining.aim import is_strict
from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.attaining.suggestion import joint_statuses, suggest
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.computing import Key
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.growth import growth_of
from sheetplan.plan.plan import Plan
from sheetplan.plan.target import Form as TargetForm
from sheetplan.plan.target import read_target
from sheetplan.plan.words import (
    Current,
    Direction,
    Formula,
    IndicatorKind,
    Periodicity,
    Profile,
    Status,
)
from tests.computed import by_core, computed_cells, differing, opened, same
from tests.conftest import PERIOD
from tests.lights import (
    EDGES,
    INDICATORS_A_WORKBOOK,
    MONTHS,
    THRESHOLDS,
    Dice,
    Light,
    lights_plan,
    lights_typed,
)
from tests.office import Office


@dataclass(frozen=True)
class Board:
    """A workbook full of lights, as LibreOffice recalculated it."""

    form: Form
    lights: list[Light]
    typed: dict[Key, object]
    cells: dict[Key, str | float | None]


@pytest.fixture(scope="session")
def boards(office: Office, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> list[Board]:
    folder = tmp_path_factory.mktemp("lights")
    committee = plan.committee("hsn")
    assert committee is not None
    made: list[tuple[Path, Form, list[Light], dict[Key, object]]] = []
    for number, (month, (met, partly)) in enumerate((m, t) for m in MONTHS for t in THRESHOLDS):
        settings = replace(plan.settings, met=met, partly=partly)
        period = next(p for p in plan.periods if p.month == month)
        dice = Dice(number, replace(plan, settings=settings), period)
        lights = [dice.light(n) for n in range(INDICATORS_A_WORKBOOK)]
        form = build_form(lights_plan(replace(plan, settings=settings), lights), committee, period)
        identity = Identity("0" * 32, "vb-2025", 2025, "hsn", period.id, 1, form.fingerprint)
        typed = lights_typed(form, lights)
        path = folder / f"lights-{number}.xlsx"
        path.write_bytes(fill_form(write_form(form, identity), form, typed, {}))
        made.append((path, form, lights, typed))
    saved = office.convert([path for path, *_ in made], folder / "saved", "xlsx")
    return [
        Board(form, lights, typed, computed_cells(form, opened(back)))
        for (_, form, lights, typed), back in zip(made, saved, strict=True)
    ]


def asked_outcome(light: Light, typed: Mapping[Key, object]) -> Outcome:
    """Return the outcome without what the form did not ask for."""
    has = ("indicators", light.indicator.id, "comparison") in typed
    return light.outcome if has else replace(light.outcome, comparison=None)


def test_lights_equal_the_core(boards: list[Board]) -> None:  # LO06
    wrong: list[str] = []
    compared = 0
    seen: set[Status] = set()
    for board in boards:
        for light in board.lights:
            outcome = asked_outcome(light, board.typed)
            settings, period = board.form.plan.settings, board.form.period
            judged = judge(light.indicator, outcome, period, settings)
            row = ("indicators", light.indicator.id)
            expected = (
                str(judged.status.mark),
                None if judged.ratio is None else float(judged.ratio),
                None if judged.period_ratio is None else float(judged.period_ratio),
            )
            keys = ("status", "ratio", "period_ratio")
            found = tuple(board.cells.get((*row, key)) for key in keys)
            compared += 1
            seen.add(judged.status)
            if not all(same(a, b) for a, b in zip(expected, found, strict=True)):
                shown = replace(light, outcome=outcome, judged=judged)
                wrong.append(f"{period.id} {shown}\n      kalkylbladet: {found}")
    wrong.sort(key=len)
    told = "\n".join(wrong[:12])
    assert not wrong, f"{len(wrong)} of {compared} differ:\n{told}"
    assert compared == INDICATORS_A_WORKBOOK * len(MONTHS) * len(THRESHOLDS)
    assert set(Status) == seen


def test_lights_cover_the_corners(boards: list[Board]) -> None:  # LO06
    lights = [light for board in boards for light in board.lights]
    coloured = [one for one in lights if one.judged.status.name in {"MET", "PARTLY", "NOT_MET"}]
    ratios = [(one.judged.period_ratio, one.judged.ratio) for one in coloured]
    values = [one.outcome.value for one in coloured if one.outcome.value is not None]
    targets = [one.indicator.target for one in coloured if one.indicator.target is not None]
    forms = [target.form for target in targets]
    profiles = [one.indicator.profile for one in coloured if one.judged.period_ratio is not None]
    joints = [
        board.cells[("indicators", one.indicator.id, "joint")]
        for board in boards
        for one in board.lights
        if one.indicator.compound_key
    ]
    counted = {
        "at the lower threshold": sum(not EDGES.isdisjoint(both) for both in ratios),
        "at the target": sum(1 in both for both in ratios),
        "zero": values.count(Decimal(0)),
        "negative": sum(value < 0 for value in values),
        "range": forms.count(TargetForm.RANGE),
        "change": sum(form in {TargetForm.INCREASE, TargetForm.DECREASE} for form in forms),
        "distance": sum(one.indicator.formula is Formula.DISTANCE for one in coloured),
        "part of the year": len(profiles),
        "given profile": profiles.count(Profile.GIVEN),
        "last year's season": profiles.count(Profile.SEASON),
        "compared": forms.count(TargetForm.COMPARED),
        "change in per cent": sum(growth_of(target) is not None for target in targets),
        "strict": sum(is_strict(target) for target in targets),
        "equal is not met": sum("utfallet är lika" in one.judged.reason for one in coloured),
        **{f"whole {s.key}": joints.count(str(s.mark)) for s in Status if s is not Status.NOT_DUE},
    }
    assert {what: count for what, count in counted.items() if count < 25} == {}


def shown_status(board: Board, light: Light, key: str) -> Status:
    marks = {str(status.mark): status for status in Status}
    return marks[str(board.cells[("indicators", light.indicator.id, key)])]


def test_compound_targets_equal_the_core(boards: list[Board]) -> None:  # LO06
    for board in boards:
        parts = [(one.indicator, shown_status(board, one, "status")) for one in board.lights]
        expected = joint_statuses(parts)
        found = {one.indicator.id: shown_status(board, one, "joint") for one in board.lights}
        assert expected == found


def test_suggestions_equal_the_core(boards: list[Board]) -> None:  # LO06
    seen: set[Current] = set()
    for board in boards:
        statuses: dict[str, list[Status]] = {}
        for light in board.lights:
            shown = shown_status(board, light, "joint")
            statuses.setdefault(light.indicator.subgoal, []).append(shown)
        for subgoal, own in statuses.items():
            suggested = suggest(own)
            seen.add(suggested)
            assert str(suggested.mark) == board.cells[("subgoals", subgoal, "suggestion")], own
    assert set(Current) == seen


def one_light(plan: Plan, target: str, outcome: str, **changes: object) -> Light:
    """Return a light on the bundled plan's first indicator, changed."""
    wanted: dict[str, object] = {
        "unit": "antal",
        "target": read_target(target),
        "baseline": None,
        "direction": Direction.UP,
        "kind": IndicatorKind.LEVEL,
        "formula": Formula.RATIO,
        "profile": None,
        "periodicity": Periodicity.TERTIAL,
        "minimum": None,
        "maximum": None,
        **changes,
    }
    indicator = replace(plan.indicators[0], **wanted)  # type: ignore[arg-type]  # its own fields
    return Light(indicator, Outcome(Decimal(outcome)), Attainment(Status.UNDECIDED, ""))


def recalculated(
    office: Office, folder: Path, plan: Plan, light: Light
) -> tuple[dict[str, str | float | None], dict[str, str | float | None]]:
    """Return status and ratios of one light, by the core and by LibreOffice."""
    period, committee = plan.period(PERIOD), plan.committee("hsn")
    assert period is not None
    assert committee is not None
    form = build_form(lights_plan(plan, [light]), committee, period)
    identity = Identity("0" * 32, "vb-2025", 2025, "hsn", period.id, 1, form.fingerprint)
    path = folder / "one.xlsx"
    typed = lights_typed(form, [light])
    path.write_bytes(fill_form(write_form(form, identity), form, typed, {}))
    (saved,) = office.convert([path], folder / "saved", "xlsx")
    row = ("indicators", light.indicator.id)
    core, cells = by_core(form, typed), computed_cells(form, opened(saved))
    keys = ("status", "ratio", "period_ratio")
    return {key: core.get((*row, key)) for key in keys}, {
        key: cells.get((*row, key)) for key in keys
    }


@pytest.mark.parametrize(("unit", "target"), [("%", "72"), ("antal", "72 %"), ("%", "72 %")])
def test_a_target_counts_in_the_unit_of_its_indicator(
    office: Office, plan: Plan, tmp_path: Path, unit: str, target: str
) -> None:  # LO06
    light = one_light(plan, target, "64", unit=unit)
    core, cells = recalculated(office, tmp_path, plan, light)
    assert str(Status.PARTLY.mark) == core["status"]
    assert core["status"] == cells["status"]
    assert same(core["ratio"], cells["ratio"])


def test_a_distance_without_a_ratio_shows_none(
    office: Office, plan: Plan, tmp_path: Path
) -> None:  # LO06
    changes = {"kind": IndicatorKind.FLOW, "formula": Formula.DISTANCE, "baseline": Decimal(60)}
    light = one_light(plan, "60", "30", **changes)
    core, cells = recalculated(office, tmp_path, plan, light)
    assert core == cells


def test_subgoals_of_one_name_have_their_own_suggestions(
    office: Office, plan: Plan, tmp_path: Path
) -> None:  # LO06
    period, committee = plan.period(PERIOD), plan.committee("hsn")
    assert period is not None
    assert committee is not None
    lights = [one_light(plan, "10", "10"), one_light(plan, "10", "1")]
    lights = [
        replace(one, indicator=replace(one.indicator, id=f"hsn-{n}", subgoal=f"hsn-s{n}"))
        for n, one in enumerate(lights)
    ]
    made = lights_plan(plan, lights)
    subgoals = tuple(replace(s, name="Jämlik vård") for s in made.subgoals)
    form = build_form(replace(made, subgoals=subgoals), committee, period)
    identity = Identity("0" * 32, "vb-2025", 2025, "hsn", period.id, 1, form.fingerprint)
    path = tmp_path / "same.xlsx"
    typed = lights_typed(form, lights)
    path.write_bytes(fill_form(write_form(form, identity), form, typed, {}))
    (saved,) = office.convert([path], tmp_path / "saved", "xlsx")
    assert differing(by_core(form, typed), computed_cells(form, opened(saved))) == {}
