"""Indicators that are split in groups: asked, judged, told apart, and put together again.

Requirements:
- SP01: a split indicator that is due has a row for each group below its own; by sex the groups
  are women and men unless the plan names others, by age those that it names.
- SP02: a row that is about one group already is not split further.
- SP03: parts are asked only where they are used.
- SP04: a group is judged by the same target and rule, with no earlier outcome of all; the number
  that a sum must reach is of all groups together.
- SP05: numerator and denominator make the outcome, and go before one that is typed.
- SP06: groups count neither in the suggestion nor in the completeness of indicators.
- SP07: an outcome that its parts make is an answer.
- SP08: the difference is told where there are two groups.
- SP09: JSON has groups, parts and difference; nothing is hidden there, and that is said.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.flows.export import completeness_data, results_data
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.computing import compute, suggestions
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.parts import asks_parts, quotient
from sheetplan.plan.plan import Plan
from sheetplan.plan.progress import sheet_progress
from sheetplan.plan.split import as_group, group_row_id, groups_of, whole_id
from sheetplan.plan.words import Aggregation, Current, Split, Status
from sheetplan.tables.completeness import completeness_table, count
from sheetplan.tables.small_counts import UNSUPPRESSED
from sheetplan.tables.splits import split_table
from tests.judging import BASE, indicator
from tests.splitting import COUNT, MEAN, SHARE, answers, result, resulting

NBSP = "\u00a0"
PARTS = {"numerator", "denominator", "weight"}


def changed(plan: Plan, row: str, **changes: Any) -> Plan:
    indicators = tuple(replace(i, **changes) if i.id == row else i for i in plan.indicators)
    return replace(plan, indicators=indicators)


def form_of(plan: Plan, period_id: str = "2025-08") -> Form:
    committee, period = plan.committee("hsn"), plan.period(period_id)
    assert committee is not None
    assert period is not None
    return build_form(plan, committee, period)


def sheet_of(form: Form) -> FormSheet:
    sheet = form.sheet("indicators")
    assert sheet is not None
    return sheet


def rows_of(plan: Plan, row: str, period_id: str = "2025-08") -> list[str]:
    sheet = sheet_of(form_of(plan, period_id))
    return [one.id for one in sheet.rows if whole_id(one.id) == row]


def parts_asked(plan: Plan, row: str, period_id: str = "2025-08") -> list[set[str]]:
    sheet = sheet_of(form_of(plan, period_id))
    return [set(one.asked) & PARTS for one in sheet.rows if whole_id(one.id) == row]


@pytest.mark.parametrize(
    ("split", "named", "expected"),
    [
        (Split.NONE, None, ()),
        (Split.NONE, "Kvinnor, Män", ()),
        (Split.SEX, None, ("Kvinnor", "Män")),
        (Split.SEX, " flickor ,  pojkar,Flickor,", ("Flickor", "pojkar")),
        (Split.AGE, "0–17 år, 18–64 år, 65 år  och äldre", ("0–17 år", "18–64 år",
                                                            "65 år och äldre")),
        (Split.AGE, None, ()),
        (Split.SEX, "Kvinnor", ()),
    ],
)  # fmt: skip
def test_the_plan_says_which_groups(  # SP01 SP02
    split: Split, named: str | None, expected: tuple[str, ...]
) -> None:
    assert groups_of(replace(BASE, split=split, groups=named)) == expected


def test_each_group_has_a_row_below_its_indicator(plan: Plan) -> None:  # SP01
    assert rows_of(plan, COUNT) == [COUNT, f"{COUNT}/flickor", f"{COUNT}/pojkar"]
    ages = changed(plan, COUNT, split=Split.AGE, groups="0–6 år, 7–17 år, 18–24 år")
    assert rows_of(ages, COUNT)[1:] == [
        f"{COUNT}/0–6-år", f"{COUNT}/7–17-år", f"{COUNT}/18–24-år"
    ]  # fmt: skip


def test_an_indicator_that_waits_has_no_groups_yet(plan: Plan) -> None:  # SP01
    assert rows_of(plan, "hsn-1.1.1") == ["hsn-1.1.1"]
    assert len(rows_of(plan, "hsn-1.1.1", "2025-12")) == 3


@given(name=st.text("abcåäö 0–9", min_size=1).filter(str.strip))
def test_a_groups_row_leads_to_its_indicator_and_to_no_other(name: str) -> None:
    row = group_row_id(BASE, name)
    assert whole_id(row) == BASE.id
    assert row == row.strip().lower() != BASE.id


@pytest.mark.parametrize(
    ("aggregation", "of_several", "alone"),
    [
        (Aggregation.RATIO, {"numerator", "denominator"}, set()),
        (Aggregation.WEIGHTED, {"weight"}, set()),
        (Aggregation.SUM, set(), set()),
        (Aggregation.NONE, set(), set()),
    ],
)
def test_parts_are_asked_where_they_are_used(  # SP03
    aggregation: Aggregation, of_several: set[str], alone: set[str]
) -> None:
    made = replace(BASE, aggregation=aggregation)
    assert asks_parts(made, of_several=True) == of_several
    assert asks_parts(made, of_several=False) == alone


def test_the_form_asks_for_parts_of_groups_and_of_what_is_split(plan: Plan) -> None:  # SP03
    assert parts_asked(plan, SHARE) == [{"numerator", "denominator"}] * 3
    assert parts_asked(plan, COUNT) == [set()] * 3
    mean = changed(plan, MEAN, split=Split.SEX)
    assert parts_asked(mean, MEAN, "2025-12") == [set(), {"weight"}, {"weight"}]


def test_columns_of_parts_are_left_out_where_nobody_is_asked(plan: Plan) -> None:  # SP03
    whole = replace(plan, indicators=tuple(replace(i, split=Split.NONE) for i in plan.indicators))
    columns = {column.key for column in sheet_of(form_of(whole)).columns}
    assert columns & {*PARTS, "reckoned"} == set()


def test_a_group_is_judged_by_the_same_target(plan: Plan) -> None:  # SP04
    typed = answers(
        plan,
        SHARE,
        {"numerator": 83, "denominator": 100},
        {"numerator": 39, "denominator": 40},
        {"numerator": 44, "denominator": 60},
    )
    found = result(resulting(plan, typed), SHARE)
    assert found.attainment.status is Status.MET
    assert [g.attainment.status for g in found.groups] == [Status.MET, Status.PARTLY]
    assert "73,33" in found.groups[1].attainment.reason


def test_a_group_is_not_compared_with_the_baseline_of_all() -> None:  # SP04
    made = indicator("Öka", baseline=Decimal(50), baseline_year=2024, split=Split.SEX)
    group = as_group(made, "Kvinnor")
    assert (group.baseline, group.outcomes, group.target) == (None, {}, made.target)


def test_what_a_sum_must_reach_is_of_all_groups(plan: Plan) -> None:  # SP04
    typed = answers(plan, "hsn-5.1.2", {"outcome": 188}, {"outcome": 141}, {"outcome": 47})
    found = result(resulting(plan, typed), "hsn-5.1.2")
    assert found.attainment.status is Status.PARTLY
    assert {g.attainment.status for g in found.groups} == {Status.UNDECIDED}
    assert found.groups[0].attainment.reason == "Målet gäller alla grupper tillsammans."
    sheet = sheet_of(form_of(plan))
    assert [row.given["target"] for row in sheet.rows if whole_id(row.id) == "hsn-5.1.2"] == [
        Decimal(250), None, None
    ]  # fmt: skip


def test_a_sum_that_must_grow_is_judged_in_each_group(plan: Plan) -> None:  # SP04
    typed = answers(
        plan, COUNT, {"outcome": 26, "comparison": 18},
        {"outcome": 23, "comparison": 14}, {"outcome": 3, "comparison": 4},
    )  # fmt: skip
    found = result(resulting(plan, typed), COUNT)
    assert [g.attainment.status for g in found.groups] == [Status.MET, Status.NOT_MET]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"numerator": 32, "denominator": 50}, "64"),
        ({"numerator": 32, "denominator": 50, "outcome": 90}, "64"),
        ({"numerator": 0, "denominator": 50}, "0"),
        ({"outcome": 61}, "61"),
        ({"outcome": 61, "numerator": 32}, "61"),
        ({"numerator": 32, "denominator": 0}, None),
        ({"numerator": 32, "denominator": 0, "outcome": 61}, None),
        ({"denominator": 50}, None),
    ],
)
def test_parts_make_the_outcome(  # SP05
    plan: Plan, numbers: dict[str, int], expected: str | None
) -> None:
    typed = answers(plan, SHARE, numbers, {}, {})
    found = result(resulting(plan, typed), SHARE)
    wanted = None if expected is None else Decimal(expected)
    assert found.outcome.value == wanted
    assert compute(form_of(plan), typed)[("indicators", SHARE, "reckoned")] == wanted


@given(above=st.decimals(0, 10**6, places=2), below=st.decimals(0, 10**6, places=2))
def test_nothing_is_divided_by_nothing(above: Decimal, below: Decimal) -> None:  # SP05
    made = quotient(above, below, is_percent=True)
    assert (made is None) is (below == 0)
    if made is not None:
        assert abs(made * below - above * 100) <= Decimal("1e-15") * (1 + above * 100)


def test_groups_do_not_count_in_the_suggestion(plan: Plan) -> None:  # SP06
    met, worse = {"outcome": 20, "comparison": 10}, {"outcome": 3, "comparison": 9}
    typed = answers(plan, COUNT, met, worse, worse)
    assert suggestions(form_of(plan), typed)["hsn-1.1"] is Current.MET


def test_groups_stand_in_the_completeness_and_are_not_counted(plan: Plan) -> None:  # SP06
    found = resulting(plan, answers(plan, COUNT, {"outcome": 20}, {"outcome": 17}, {}))
    rows = {str(row[2]): row[-1] for row in completeness_table([found]).rows}
    name = result(found, COUNT).indicator.name
    assert (str(rows[f"Flickor: {name}"]), str(rows[f"Pojkar: {name}"])) == ("17", "✖ Saknas")
    assert count(found).states.total() == len(found.indicators)
    said = next(i for i in completeness_data([found])["indicators"] if i["id"] == COUNT)
    assert [(g["group"], g["state"]) for g in said["groups"]] == [
        ("Flickor", "value"), ("Pojkar", "missing")
    ]  # fmt: skip


def test_what_parts_make_is_an_answer(plan: Plan) -> None:  # SP07
    sheet = sheet_of(form_of(plan))
    both, one = {"numerator": 4, "denominator": 5}, {"numerator": 4}
    filled = [sheet_progress(sheet, answers(plan, SHARE, n, {}, {})).filled for n in (both, one)]
    assert filled == [1, 0]


@pytest.mark.parametrize(
    ("decimals", "women", "men", "told"),
    [
        (0, (39, 40), (44, 60), "Kvinnor: 24 procentenheter högre än Män"),
        (1, (39, 40), (44, 60), "Kvinnor: 24,2 procentenheter högre än Män"),
        (0, (30, 60), (60, 120), "Ingen skillnad"),
        (0, (500, 1000), (502, 1000), "Män: 0,2 procentenheter högre än Kvinnor"),
    ],
)
def test_the_difference_between_two_groups_is_told(  # SP08
    plan: Plan, decimals: int, women: tuple[int, int], men: tuple[int, int], told: str
) -> None:
    plan = changed(plan, SHARE, decimals=decimals)
    groups = [{"numerator": n, "denominator": d} for n, d in (women, men)]
    found = resulting(plan, answers(plan, SHARE, {}, *groups))
    table = split_table(found)
    assert table is not None
    name = result(found, SHARE).indicator.name
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows if row[1] == name]
    assert [str(row["difference"] or "").replace(NBSP, " ") for row in rows] == [told, "", ""]


def test_three_groups_have_no_difference(plan: Plan) -> None:  # SP08
    ages = changed(plan, COUNT, split=Split.AGE, groups="0–6 år, 7–17 år, 18–24 år")
    typed = answers(ages, COUNT, {"outcome": 60}, *[{"outcome": 20}] * 3)
    assert result(resulting(ages, typed), COUNT).difference is None


def test_json_has_all_of_the_groups_and_says_so(plan: Plan) -> None:  # SP09
    typed = answers(plan, COUNT, {"outcome": 26}, {"outcome": 23}, {"outcome": 3})
    data = results_data(resulting(plan, typed))
    assert data["caution"] == UNSUPPRESSED
    told = next(one for one in data["indicators"] if one["id"] == COUNT)
    assert [(g["group"], g["outcome"]) for g in told["groups"]] == [("Flickor", 23), ("Pojkar", 3)]
    assert told["difference"] == 20
    plain = next(one for one in data["indicators"] if one["id"] == "hsn-2.4.1")
    assert (plain["groups"], plain["difference"]) == ([], None)
