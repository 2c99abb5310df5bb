"""Attainment: an outcome against its target, with the status and the reason for it.

Requirements:
- AT01: the ratio is outcome/target where higher is better and target/outcome where lower is;
  631 against 520 is 82.4 %, yellow.
- AT02: by ``2 − outcome/target`` the same 631 is 78.7 %, red; 539 is yellow either way.
- AT03: green from the plan's upper threshold, yellow from its lower one, red below; exactly.
- AT04: a ratio is never shown on the other side of a threshold than its status: 99.6, not 100.
- AT05: ”Öka” and ”Minska”: better green, equal yellow, worse red, no comparison no data.
- AT06: a range: inside green; outside the nearer end decides.
- AT07: zero and negative targets and outcomes have no ratio; then the rule says met or not.
- AT08: not due, missing with a reason, missing without one and not judged are four states.
- AT09: no colour without a direction and a target; the reason is said.
- AT11: the distance from the baseline is reckoned where the plan chooses it.
- AT12: a better outcome never has a worse status, whatever the formula.
- AT15: the reason carries the numbers that the status hangs on, and the formula.
- AT16: a target's words that point the other way than the direction give no colour.
- AT18: a period that ended before the thresholds began to hold is judged by them, and told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sheetplan.plan.attaining.attainment import NOTHING, Attainment, Outcome
from sheetplan.plan.attaining.calculation import ratio_decimals
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.words import (
    Absence,
    Direction,
    Formula,
    IndicatorKind,
    Periodicity,
    Profile,
    Status,
)
from sheetplan.schema.numbers import rounded, show_number
from tests.judging import AUGUST, SETTINGS, YEAR_END, indicator, judged, percent, period, plain

DOWN = {"direction": Direction.DOWN}
KNOWN = {"baseline": Decimal(510), "baseline_year": 2024}


def test_lower_is_better_by_ratio() -> None:  # AT01
    found = judged(indicator("520", **DOWN), "631")
    assert (found.status, percent(found.ratio)) == (Status.PARTLY, "82,4")
    assert plain(found.reason) == "Mot årets målvärde: 520 / 631 = 82,4 %."
    assert plain(found.calculation) == "520 / 631 = 82,4 %"
    assert found.inputs == (("utfall", Decimal(631)), ("målvärde", Decimal(520)))


def test_lower_is_better_by_mirror() -> None:  # AT02
    found = judged(indicator("520", formula=Formula.MIRROR, **DOWN), "631")
    assert (found.status, percent(found.ratio)) == (Status.NOT_MET, "78,7")
    wanted = "Mot årets målvärde: 2 − 631 / 520 = 78,7 %. Beräkning: 2 − utfall/mål."
    assert plain(found.reason) == wanted


@pytest.mark.parametrize(("formula", "shown"), [(Formula.RATIO, "96,5"), (Formula.MIRROR, "96,3")])
def test_close_to_the_target_the_two_agree(formula: Formula, shown: str) -> None:  # AT02
    found = judged(indicator("520", formula=formula, **DOWN), "539")
    assert (Status.PARTLY, shown) == (found.status, percent(found.ratio))
    assert found.calculation.endswith(f" = {shown}\u00a0%")


@pytest.mark.parametrize(
    ("target", "outcome", "calculation"),
    [
        ("100", "99.6", "99,6 / 100 = 99,6 %"),
        ("100", "99.96", "99,96 / 100 = 99,96 %"),
        ("100", "79.5", "79,5 / 100 = 79,5 %"),
        ("20–35", "19.99", "19,99 / 20 = 99,95 %"),
        ("20–35", "27", "27 inom 20 till 35"),
        ("20–35", "-5", "−5 utanför 20 till 35"),
        ("Öka", "53", "53 mot 52"),
        ("0", "1", "1 mot 0"),
    ],
)
def test_the_calculation_is_told(target: str, outcome: str, calculation: str) -> None:  # AT15
    found = judged(indicator(target, baseline=Decimal(52)), outcome)
    assert plain(found.calculation) == calculation
    assert calculation in plain(found.reason)
    assert found.inputs[0] == ("utfall", Decimal(outcome))


@pytest.mark.parametrize(
    ("target", "direction"),
    [("högst 520", Direction.UP), ("över 520", Direction.DOWN), ("Öka", Direction.DOWN),
     ("Lägre än föregående år", Direction.UP), ("Öka med 5 %", Direction.DOWN)],
)  # fmt: skip
def test_a_contradiction_gives_no_colour(target: str, direction: Direction) -> None:  # AT16
    made = indicator(target, direction=direction, target_of="föregående år", **KNOWN)
    found = judged(made, "500")
    reason = f"Målet är ”{plain(target)}” men riktningen är ”{direction.label}”."
    assert (found.status, plain(found.reason)) == (Status.UNDECIDED, reason)


def test_thresholds_of_a_later_day_are_told() -> None:  # AT18
    later = replace(SETTINGS, thresholds_from=date(2025, 9, 1))
    outcome = Outcome(Decimal(90))
    august, year = (judge(indicator("100"), outcome, p, later) for p in (AUGUST, YEAR_END))
    assert august.status is year.status is Status.PARTLY
    assert august.reason == f"{year.reason} Gränserna gäller först från 2025-09-01."
    uncoloured = judge(indicator(None), outcome, AUGUST, later)
    assert "Gränserna" not in uncoloured.reason


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("0.01", Status.NOT_MET),
        ("79.5", Status.NOT_MET),
        ("79.9999999999", Status.NOT_MET),
        ("80", Status.PARTLY),
        ("99.6", Status.PARTLY),
        ("99.9999999999", Status.PARTLY),
        ("100", Status.MET),
        ("250", Status.MET),
    ],
)
def test_thresholds_are_exact(outcome: str, status: Status) -> None:  # AT03
    assert status is judged(indicator("100"), outcome).status


@pytest.mark.parametrize(
    ("target", "outcome", "status"),
    [
        ("81", "64.8", Status.PARTLY),  # 0.8 exactly, a hair under in binary
        ("0,3", "0.24", Status.PARTLY),
        ("3", "2.4", Status.PARTLY),
        ("7", "5.5999999", Status.NOT_MET),
    ],
)
def test_thresholds_are_exact_in_decimals(
    target: str, outcome: str, status: Status
) -> None:  # AT03
    assert status is judged(indicator(target), outcome).status


def test_thresholds_are_the_plans() -> None:  # AT03
    strict = replace(SETTINGS, met=Decimal(95), partly=Decimal("72.5"))
    made = indicator("100")
    outcomes = ("72.4", "72.5", "94.9", "95")
    found = [judge(made, Outcome(Decimal(o)), YEAR_END, strict).status for o in outcomes]
    assert found == [Status.NOT_MET, Status.PARTLY, Status.PARTLY, Status.MET]


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("99.6", "99,6"),
        ("99.95", "99,95"),
        ("99.999", "99,999"),
        ("79.5", "79,5"),
        ("79.96", "79,96"),
        ("80", "80,0"),
        ("100", "100,0"),
        ("82.4088", "82,4"),
    ],
)
def test_a_ratio_is_shown_on_its_own_side(share: str, shown: str) -> None:  # AT04
    value = Decimal(share)
    assert shown == show_number(value, ratio_decimals(value, SETTINGS))


@given(st.decimals(0, 200, places=8))
@example(Decimal("99.99999999"))
@example(Decimal("79.99999999"))
def test_what_is_shown_never_contradicts_the_status(share: Decimal) -> None:  # AT04
    shown = rounded(share, ratio_decimals(share, SETTINGS))
    assert (shown >= 100) == (share >= 100)
    assert (shown >= 80) == (share >= 80)


CHANGES = [
    ("Öka", "53", Status.MET),
    ("Öka", "52", Status.PARTLY),
    ("Öka", "51", Status.NOT_MET),
    ("Minska", "51", Status.MET),
    ("Minska", "52.0", Status.PARTLY),
    ("Minska", "53", Status.NOT_MET),
]


def changing(target: str, **changes: Decimal) -> Indicator:
    return indicator(target, **(DOWN if target == "Minska" else {}), **changes)


@pytest.mark.parametrize(("target", "outcome", "status"), CHANGES)
def test_change_against_a_comparison(target: str, outcome: str, status: Status) -> None:  # AT05
    found = judged(changing(target), outcome, comparison="52")
    same = f" Målet är ”{target}”; utfallet är lika." if Decimal(outcome) == 52 else ""
    shown = outcome.removesuffix(".0")
    assert found.reason == f"{shown} mot 52 (lämnat jämförelsevärde).{same}"
    assert (found.status, found.ratio) == (status, None)


@pytest.mark.parametrize(("target", "outcome", "status"), CHANGES)
def test_change_against_the_baseline(target: str, outcome: str, status: Status) -> None:  # AT05
    assert status is judged(changing(target, baseline=Decimal(52)), outcome).status


def test_change_without_anything_to_compare_with() -> None:  # AT05
    expected = Attainment(Status.NO_DATA, "Jämförelsevärde saknas för målet ”Öka”.")
    assert expected == judged(indicator("Öka"), "53")


def test_a_years_baseline_says_nothing_of_a_flow_in_august() -> None:  # AT05
    made = indicator("Öka", baseline=Decimal(52), kind=IndicatorKind.FLOW)
    assert judged(made, "40", AUGUST).status is Status.NO_DATA
    assert judged(made, "40", AUGUST, comparison="35").status is Status.MET
    assert judged(made, "40", YEAR_END).status is Status.NOT_MET


@pytest.mark.parametrize(
    ("outcome", "status", "ratio"),
    [
        ("20", Status.MET, None),
        ("27", Status.MET, None),
        ("35", Status.MET, None),
        ("16", Status.PARTLY, "80,0"),
        ("19.99", Status.PARTLY, "100,0"),
        ("15.9", Status.NOT_MET, "79,5"),
        ("43.75", Status.PARTLY, "80,0"),
        ("43.8", Status.NOT_MET, "79,9"),
        ("0", Status.NOT_MET, None),
        ("-5", Status.NOT_MET, None),
    ],
)
def test_range(outcome: str, status: Status, ratio: str | None) -> None:  # AT06
    found = judged(indicator("20–35", direction=Direction.RANGE), outcome)
    assert status is found.status
    assert ratio == (None if found.ratio is None else percent(found.ratio))


@pytest.mark.parametrize(
    ("target", "direction", "outcome", "status"),
    [
        ("0", Direction.UP, "0", Status.MET),
        ("0", Direction.UP, "-1", Status.NOT_MET),
        ("0", Direction.DOWN, "0", Status.MET),
        ("0", Direction.DOWN, "1", Status.NOT_MET),
        ("−10", Direction.UP, "-5", Status.MET),
        ("−10", Direction.UP, "-15", Status.NOT_MET),
        ("−10", Direction.DOWN, "-15", Status.MET),
        ("10", Direction.UP, "0", Status.NOT_MET),
        ("10", Direction.UP, "-1", Status.NOT_MET),
        ("10", Direction.DOWN, "0", Status.MET),
        ("10", Direction.DOWN, "-1", Status.MET),
    ],
)
def test_no_ratio_of_nothing(
    target: str, direction: Direction, outcome: str, status: Status
) -> None:  # AT07
    found = judged(indicator(target, direction=direction), outcome)
    assert (status, None) == (found.status, found.ratio)
    assert found.reason.endswith("Andelen kan inte beräknas; utfallet jämförs direkt.")


@pytest.mark.parametrize(
    ("periodicity", "month", "reason"),
    [
        (Periodicity.YEAR, 8, "Följs upp i december."),
        (Periodicity.YEAR, 4, "Följs upp i december."),
        (Periodicity.AUGUST, 4, "Följs upp i augusti."),
    ],
)
def test_not_due(periodicity: Periodicity, month: int, reason: str) -> None:  # AT08
    made = indicator("100", periodicity=periodicity)
    assert Attainment(Status.NOT_DUE, reason) == judged(made, "50", period(month))
    assert judged(made, "50", YEAR_END).status is Status.NOT_MET


@pytest.mark.parametrize("absence", Absence)
def test_missing_with_a_reason(absence: Absence) -> None:  # AT08
    found = judge(indicator("100"), Outcome(absence=absence), YEAR_END, SETTINGS)
    assert Attainment(Status.NO_DATA, f"{absence.label}.") == found


def test_missing_without_a_reason() -> None:  # AT08
    found = judge(indicator("100"), NOTHING, YEAR_END, SETTINGS)
    assert Attainment(Status.NO_DATA, "Varken utfall eller skäl är ifyllt.") == found


def test_zero_is_not_missing() -> None:  # AT08
    assert judged(indicator("100"), "0").status is Status.NOT_MET


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (indicator(None), "Planen har inget målvärde."),
        (
            indicator("100", direction=Direction.UNDECIDED),
            "Planen säger inte om högre eller lägre är bättre.",
        ),
        (
            indicator("God kvalitet"),
            "Målet är skrivet i ord och bedöms av nämnden.",
        ),
        (
            indicator("100", kind=IndicatorKind.TEXT),
            "Målet är skrivet i ord och bedöms av nämnden.",
        ),
        (indicator("100", direction=Direction.RANGE), "Planen har inget intervall."),
    ],
)
def test_undecided_says_why(made: Indicator, reason: str) -> None:  # AT09
    assert Attainment(Status.UNDECIDED, reason) == judged(made, "50")


FLOW = {"kind": IndicatorKind.FLOW}
DISTANCE = {"formula": Formula.DISTANCE}


@pytest.mark.parametrize(
    ("outcome", "status", "ratio"),
    [
        ("631", Status.NOT_MET, "0,0"),
        ("520", Status.MET, "100,0"),
        ("542.2", Status.PARTLY, "80,0"),
        ("500", Status.MET, "118,0"),
        ("700", Status.NOT_MET, "−62,2"),
    ],
)
def test_distance(outcome: str, status: Status, ratio: str) -> None:  # AT11
    made = indicator("520", baseline=Decimal(631), **DISTANCE, **DOWN)
    found = judged(made, outcome)
    assert (status, ratio) == (found.status, percent(found.ratio))
    assert found.reason.endswith("Beräkning: andel av vägen från utgångsvärdet.")


@pytest.mark.parametrize("baseline", [None, Decimal(520)])
def test_distance_without_a_way_to_go(baseline: Decimal | None) -> None:  # AT11
    made = indicator("520", baseline=baseline, **DISTANCE, **DOWN)
    assert (judged(made, "520").status, judged(made, "520").ratio) == (Status.MET, None)
    assert judged(made, "521").status is Status.NOT_MET


def test_distance_to_a_target_that_is_already_passed() -> None:  # AT11, AT12
    made = indicator("80", baseline=Decimal(90), **DISTANCE)
    assert judged(made, "95").status is Status.MET
    assert judged(made, "70").status is not Status.MET


def test_distance_of_a_flow_in_august() -> None:  # AT10, AT11, AT12
    made = indicator("400", baseline=Decimal(300), profile=Profile.LINEAR, **FLOW, **DISTANCE)
    assert judged(made, "200", AUGUST).status is not Status.MET  # the period's part is 266.7
    assert judged(made, "310", AUGUST).status is Status.MET
