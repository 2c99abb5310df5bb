"""Attainment: what holds whatever the plan says and whatever the outcome is.

Requirements:
- AT03: green from the plan's upper threshold, yellow from its lower one, red below; exactly.
- AT06: a range: inside green; outside the nearer end decides.
- AT08: not due, missing with a reason, missing without one and not judged are four states.
- AT09: no colour without a direction and a target; the reason is said.
- AT10: a flow before the year's end has both ratios; the period's decides where a profile is.
- AT11: the distance from the baseline is reckoned where the plan chooses it.
- AT12: a better outcome never has a worse status, whatever the formula.
- AT13: the status does not depend on the unit: outcome and target scaled alike give the same.
- AT14: a subgoal's suggestion: all met, all not met, otherwise partly, none judged no data.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from sheetplan.plan.attaining.attainment import Outcome
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.attaining.part import why_no_part
from sheetplan.plan.attaining.suggestion import suggest
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.target import Form, Target
from sheetplan.plan.words import (
    Current,
    Direction,
    Formula,
    IndicatorKind,
    Periodicity,
    Profile,
    Status,
)
from tests.judging import AUGUST, SETTINGS, indicator, judged, period

COLOURS = {Status.MET, Status.PARTLY, Status.NOT_MET}
RANK = {Status.NOT_MET: 0, Status.PARTLY: 1, Status.MET: 2}
POSITIVE = st.decimals(Decimal("0.01"), 100_000, places=2)
ANY = st.decimals(-100_000, 100_000, places=2)
DIRECTIONS = st.sampled_from([Direction.UP, Direction.DOWN])
MONTHS = st.sampled_from([4, 8, 12])
MEASURES = st.sampled_from([IndicatorKind.LEVEL, IndicatorKind.FLOW])
PROFILES = st.sampled_from([None, Profile.LINEAR])


TARGETS = (
    "100",
    "över 100",
    "högst 100",
    "20–35",
    "Öka",
    "Minska",
    "Högre än föregående år",
    "Bättre än riket",
    "Öka med 5 %",
    "God kvalitet",
    "minst 90 % och högst 30 dagar",
)


def reached(made: Indicator, value: Decimal) -> bool:
    assert made.target is not None
    assert made.target.number is not None
    gain = value - made.target.number
    return gain >= 0 if made.direction is Direction.UP else gain <= 0


def number_target(value: Decimal) -> Target:
    return Target(Form.NUMBER, str(value), value)


@given(
    ANY, ANY, ANY, DIRECTIONS, st.sampled_from([Formula.RATIO, Formula.MIRROR]), MEASURES,
    PROFILES, MONTHS,
)  # fmt: skip
def test_better_is_never_worse(  # noqa: PLR0913, PLR0917 - all that a status may hang on
    target: Decimal,
    one: Decimal,
    other: Decimal,
    direction: Direction,
    formula: Formula,
    kind: IndicatorKind,
    profile: Profile | None,
    month: int,
) -> None:  # AT12
    made = indicator(
        number_target(target),
        direction=direction,
        formula=formula,
        kind=kind,
        profile=profile,
    )
    worse, better = sorted((one, other), reverse=direction is Direction.DOWN)
    first, second = (judged(made, value, period(month)).status for value in (worse, better))
    assert RANK[first] <= RANK[second]


@given(ANY, ANY, ANY, ANY, DIRECTIONS)
def test_better_is_never_worse_by_distance(
    target: Decimal, baseline: Decimal, one: Decimal, other: Decimal, direction: Direction
) -> None:  # AT11, AT12
    made = indicator(
        number_target(target), baseline=baseline, direction=direction, formula=Formula.DISTANCE
    )
    worse, better = sorted((one, other), reverse=direction is Direction.DOWN)
    assert RANK[judged(made, worse).status] <= RANK[judged(made, better).status]
    assert judged(made, target).status is Status.MET
    assert reached(made, better) == (judged(made, better).status is Status.MET)


@given(ANY, ANY, DIRECTIONS, st.sampled_from([Formula.RATIO, Formula.MIRROR]))
def test_green_exactly_from_the_target(
    target: Decimal, outcome: Decimal, direction: Direction, formula: Formula
) -> None:  # AT03, AT12
    made = indicator(number_target(target), direction=direction, formula=formula)
    assert reached(made, outcome) == (judged(made, outcome).status is Status.MET)
    assert judged(made, target).status is Status.MET


@given(POSITIVE, DIRECTIONS, MEASURES, PROFILES)
def test_the_periods_part_decides_exactly(
    target: Decimal, direction: Direction, kind: IndicatorKind, profile: Profile | None
) -> None:  # AT10
    made = indicator(number_target(target * 3), direction=direction, kind=kind, profile=profile)
    by_period = kind is IndicatorKind.FLOW and profile is not None
    limit = target * 2 if by_period else target * 3
    step = Decimal("0.001") if direction is Direction.UP else Decimal("-0.001")
    assert judged(made, limit, AUGUST).status is Status.MET
    assert judged(made, limit - step, AUGUST).status is not Status.MET


@given(
    POSITIVE,
    ANY,
    st.decimals(Decimal("0.001"), 1000, places=3),
    st.sampled_from([*Formula]),
    st.one_of(st.none(), ANY),
    DIRECTIONS,
    MONTHS,
)
def test_the_unit_does_not_matter(  # noqa: PLR0913, PLR0917 - all that a status may hang on
    target: Decimal,
    outcome: Decimal,
    factor: Decimal,
    formula: Formula,
    baseline: Decimal | None,
    direction: Direction,
    month: int,
) -> None:  # AT13
    made = indicator(
        number_target(target),
        baseline=baseline,
        direction=direction,
        formula=formula,
        kind=IndicatorKind.FLOW,
        profile=Profile.LINEAR,
    )
    scaled = replace(
        made,
        target=number_target(target * factor),
        baseline=None if baseline is None else baseline * factor,
    )
    one, other = (
        judged(made, outcome, period(month)),
        judged(scaled, outcome * factor, period(month)),
    )
    assert one.status is other.status
    assert (one.ratio, one.period_ratio) == (other.ratio, other.period_ratio)


@given(POSITIVE, ANY, st.decimals(Decimal("0.001"), 1000, places=3))
def test_the_unit_of_a_range_does_not_matter(
    low: Decimal, outcome: Decimal, factor: Decimal
) -> None:  # AT06, AT13
    def made(scale: Decimal) -> Indicator:
        return indicator(
            Target(Form.RANGE, "", low * scale, low * 2 * scale), direction=Direction.RANGE
        )

    one, other = judged(made(Decimal(1)), outcome), judged(made(factor), outcome * factor)
    assert (one.status, one.ratio) == (other.status, other.ratio)


@given(
    st.one_of(st.none(), st.sampled_from(TARGETS)),
    st.sampled_from([*Direction]),
    st.sampled_from([*IndicatorKind]),
    st.sampled_from([*Formula]),
    st.sampled_from([*Periodicity]),
    st.sampled_from([None, *Profile]),
    st.one_of(st.none(), ANY),
    st.one_of(st.none(), ANY),
    st.one_of(st.none(), ANY),
    MONTHS,
)
def test_never_a_colour_without_ground(  # noqa: PLR0913, PLR0917 - all that a status may hang on
    target: str | None,
    direction: Direction,
    kind: IndicatorKind,
    formula: Formula,
    periodicity: Periodicity,
    profile: Profile | None,
    baseline: Decimal | None,
    value: Decimal | None,
    comparison: Decimal | None,
    month: int,
) -> None:  # AT08, AT09
    made = indicator(
        target,
        direction=direction,
        kind=kind,
        formula=formula,
        periodicity=periodicity,
        profile=profile,
        baseline=baseline,
        target_of="utgångsvärdet",
    )
    found = judge(made, Outcome(value, comparison=comparison), period(month), SETTINGS)
    assert found.reason
    if found.status in COLOURS:
        assert value is not None
        assert made.is_due(period(month))
        assert direction is not Direction.UNDECIDED
        assert target not in {None, "God kvalitet", "minst 90 % och högst 30 dagar"}
        assert not why_no_part(made, period(month))
        assert found.calculation
        assert ("utfall", value) in found.inputs
        assert kind is not IndicatorKind.TEXT
    else:
        assert (found.ratio, found.period_ratio) == (None, None)


@given(st.lists(st.sampled_from([*Status]), max_size=8))
def test_suggestion(statuses: list[Status]) -> None:  # AT14
    coloured = [status for status in statuses if status in COLOURS]
    suggested = suggest(statuses)
    assert (suggested is Current.NO_DATA) == (not coloured)
    assume(coloured)
    assert (suggested is Current.MET) == all(s is Status.MET for s in coloured)
    assert (suggested is Current.NOT_MET) == all(s is Status.NOT_MET for s in coloured)
    assert suggested is suggest(list(reversed(statuses)))
    assert suggested is suggest([*statuses, Status.NO_DATA, Status.NOT_DUE, Status.UNDECIDED])


def test_one_partly_is_partly() -> None:  # AT14
    assert suggest([Status.PARTLY]) is Current.PARTLY
    assert suggest([Status.MET, Status.NOT_MET]) is Current.PARTLY
    assert suggest([]) is Current.NO_DATA


@given(
    st.sampled_from(["Högre än riket", "Bättre än riket", "Minst motsvara riket"]),
    ANY,
    ANY,
    ANY,
    st.decimals(Decimal("0.001"), 1000, places=3),
)
def test_comparing_is_monotone_and_free_of_scale(
    target: str, one: Decimal, other: Decimal, reference: Decimal, factor: Decimal
) -> None:  # AT12, AT13
    made = indicator(target, benchmark=reference)
    worse, better = sorted((one, other))
    assert RANK[judged(made, worse).status] <= RANK[judged(made, better).status]
    scaled = replace(made, benchmark=reference * factor)
    assert judged(made, one).status is judged(scaled, one * factor).status


@given(
    st.sampled_from(["Öka med 5 %", "2 % per år", "över 2,5 % per år"]),
    POSITIVE,
    ANY,
    ANY,
    st.decimals(Decimal("0.001"), 1000, places=3),
    st.sampled_from([*Formula]),
)
def test_growing_is_monotone_and_free_of_scale(  # noqa: PLR0913, PLR0917 - all that it hangs on
    target: str,
    reference: Decimal,
    one: Decimal,
    other: Decimal,
    factor: Decimal,
    formula: Formula,
) -> None:  # AT12, AT13
    made = indicator(target, target_of="föregående år", formula=formula)
    worse, better = sorted((one, other))

    def status(value: Decimal, of: Decimal) -> Status:
        outcome = Outcome(value, comparison=of)
        return judge(made, outcome, period(12), SETTINGS).status

    assert RANK[status(worse, reference)] <= RANK[status(better, reference)]
    assert status(one, reference) is status(one * factor, reference * factor)
