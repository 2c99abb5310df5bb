"""Attainment within the year: the period's part of a flow's target, and rolling months.

Requirements:
- AT10: a flow before the year's end has both ratios; the period's decides where a profile is.
- AT17: rolling 12 months are set against the year's target in every month.
- AT19: a given profile takes its part from the plan's share up to the month.
- AT20: last year's season takes its part from last year's outcomes, the same months and whole.
- AT21: a chosen profile without what it is reckoned from gives no colour; the reason says what.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.plan.attaining.attainment import Attainment
from sheetplan.plan.attaining.part import period_target
from sheetplan.plan.target import Form, Target
from sheetplan.plan.words import Direction, Formula, IndicatorKind, Profile, Status
from tests.judging import AUGUST, YEAR_END, indicator, judged, percent, period, plain

DOWN = {"direction": Direction.DOWN}
FLOW = {"kind": IndicatorKind.FLOW}


def test_a_flow_in_august_has_both_ratios() -> None:  # AT10
    found = judged(indicator("300", profile=Profile.LINEAR, **FLOW), "180", AUGUST)
    assert (percent(found.ratio), percent(found.period_ratio)) == ("60,0", "90,0")
    assert found.status is Status.PARTLY
    assert plain(found.reason) == (
        "Mot periodens del av målvärdet, 8/12: 180 / 200 = 90,0 %. "
        "Mot årets målvärde: 180 / 300 = 60,0 %."
    )
    assert found.inputs[-1] == ("periodens målvärde", Decimal(200))


def test_without_a_profile_the_year_decides() -> None:  # AT10
    found = judged(indicator("300", **FLOW), "180", AUGUST)
    assert (percent(found.ratio), percent(found.period_ratio)) == ("60,0", "90,0")
    assert found.status is Status.NOT_MET
    assert plain(found.reason).startswith("Mot årets målvärde: 180 / 300 = 60,0 %. Mot periodens")


def test_at_the_years_end_there_is_one_ratio() -> None:  # AT10
    found = judged(indicator("300", profile=Profile.LINEAR, **FLOW), "270")
    assert (percent(found.ratio), found.period_ratio) == ("90,0", None)
    assert found.status is Status.PARTLY
    assert plain(found.reason) == "Mot årets målvärde: 270 / 300 = 90,0 %."


def test_fewer_is_better_in_august() -> None:  # AT10
    made = indicator("250", profile=Profile.LINEAR, **FLOW, **DOWN)
    found = judged(made, "188", AUGUST)
    assert (percent(found.ratio), percent(found.period_ratio)) == ("133,0", "88,7")
    assert found.status is Status.PARTLY


@pytest.mark.parametrize(
    "kind", [m for m in IndicatorKind if m not in {IndicatorKind.FLOW, IndicatorKind.TEXT}]
)
def test_only_flows_are_spread_over_the_year(kind: IndicatorKind) -> None:  # AT10
    made = indicator("300", kind=kind, profile=Profile.LINEAR)
    assert judged(made, "270", AUGUST).period_ratio is None
    assert period_target(made, AUGUST) is None


def test_target_of_the_period() -> None:  # AT10
    assert period_target(indicator("300", **FLOW), AUGUST) == 200
    assert period_target(indicator("300", **FLOW), period(4)) == 100
    assert period_target(indicator("300", **FLOW), YEAR_END) is None
    assert period_target(indicator("Öka", **FLOW), AUGUST) is None


@pytest.mark.parametrize("month", [4, 8, 12])
def test_rolling_months_have_the_years_target(month: int) -> None:  # AT17
    made = indicator("300", kind=IndicatorKind.ROLLING, profile=Profile.LINEAR)
    found = judged(made, "270", period(month))
    assert (percent(found.ratio), found.period_ratio) == ("90,0", None)
    assert plain(found.reason) == "Rullande 12 månader mot årets målvärde: 270 / 300 = 90,0 %."


SHARES = {"april": Decimal(30), "Augusti": Decimal(62)}
GIVEN: dict[str, Any] = {"profile": Profile.GIVEN, "shares": SHARES, **FLOW}
SEASON: dict[str, Any] = {
    "profile": Profile.SEASON,
    "months": {"2024-08": Decimal(150), "2023-08": Decimal(1)},
    "outcomes": {"2024": Decimal(520), "2023": Decimal(1)},
    **FLOW,
}


@pytest.mark.parametrize(
    ("outcome", "status", "ratio"),
    [
        ("186", Status.MET, "100,0"),
        ("185.9", Status.PARTLY, "99,9"),
        ("148.8", Status.PARTLY, "80,0"),
        ("148.7", Status.NOT_MET, "79,9"),
    ],
)
def test_a_given_share_decides(outcome: str, status: Status, ratio: str) -> None:  # AT19
    found = judged(indicator("300", **GIVEN), outcome, AUGUST)
    assert (found.status, percent(found.period_ratio)) == (status, ratio)
    assert plain(found.reason).startswith("Mot periodens del av målvärdet, 62 %: ")
    assert period_target(indicator("300", **GIVEN), period(4)) == 90


def test_last_years_season_decides() -> None:  # AT20
    made = indicator("1 040", **SEASON)
    found = judged(made, "270", AUGUST)
    assert period_target(made, AUGUST) == 300
    assert percent(found.period_ratio) == "90,0"
    assert plain(found.reason) == (
        "Mot periodens del av målvärdet, förra årets 150 av 520: 270 / 300 = 90,0 %. "
        "Mot årets målvärde: 270 / 1 040 = 26,0 %."
    )


@pytest.mark.parametrize(
    ("changes", "month", "reason"),
    [
        (GIVEN | {"shares": {"april": Decimal(30)}}, 8,
         "Planen säger inte hur stor andel av målet som gäller t.o.m. augusti."),
        (SEASON, 4, "Planen saknar användbara utfall t.o.m. 2024-04 och för hela 2024."),
        (SEASON | {"months": {}}, 8,
         "Planen saknar användbara utfall t.o.m. 2024-08 och för hela 2024."),
        (SEASON | {"outcomes": {}}, 8,
         "Planen saknar användbara utfall t.o.m. 2024-08 och för hela 2024."),
        (SEASON | {"months": {"2024-08": Decimal(521)}}, 8,
         "Planen saknar användbara utfall t.o.m. 2024-08 och för hela 2024."),
        (SEASON | {"months": {"2024-08": Decimal(0)}}, 8,
         "Planen saknar användbara utfall t.o.m. 2024-08 och för hela 2024."),
    ],
)  # fmt: skip
def test_a_profile_without_its_numbers_gives_no_colour(
    changes: dict[str, Any], month: int, reason: str
) -> None:  # AT21
    made = indicator("300", **changes)
    assert judged(made, "500", period(month)) == Attainment(Status.UNDECIDED, reason)
    assert judged(made, "500", YEAR_END).status is Status.MET


@given(
    st.decimals(Decimal("0.1"), 100, places=1),
    st.decimals(Decimal("0.01"), 10_000, places=2),
    st.sampled_from([Direction.UP, Direction.DOWN]),
)
def test_green_exactly_from_the_given_part(
    share: Decimal, target: Decimal, direction: Direction
) -> None:  # AT19
    wanted = Target(Form.NUMBER, "", target)
    made = indicator(wanted, direction=direction, **GIVEN | {"shares": {"augusti": share}})
    limit = period_target(made, AUGUST)
    assert limit is not None
    assert limit * 100 == target * share
    step = Decimal("0.000001") if direction is Direction.UP else Decimal("-0.000001")
    assert judged(made, limit, AUGUST).status is Status.MET
    assert judged(made, limit - step, AUGUST).status is not Status.MET


def test_the_way_within_the_year_begins_at_a_part_of_the_baseline() -> None:  # AT10
    profile: dict[str, Any] = {"profile": Profile.LINEAR, "formula": Formula.DISTANCE, **FLOW}
    found = judged(indicator("420", baseline=Decimal(300), **profile), "264", AUGUST)
    assert (found.status, percent(found.period_ratio)) == (Status.PARTLY, "80,0")
    assert plain(found.calculation) == "(264 − 200) / (280 − 200) = 80,0 %"
