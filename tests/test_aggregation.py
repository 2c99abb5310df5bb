"""Aggregation over units: the plan's way and no other, and what is missing is named.

Requirements:
- AG01: sum, ratio of sums, weighted mean, lowest and highest give their value.
- AG02: a share without numerator and denominator is never averaged: it is not aggregated.
- AG03: what is missing, and what cannot be used, is named; the value says how many are in it.
- AG04: denominators 0 and below, and units that report twice, have a rule each.
- AG05: the order of the units does not matter, and the total is where it must be.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.plan.attaining.aggregation import Aggregate, UnitValue, aggregate
from sheetplan.plan.noun import UNIT as UNIT_NOUN
from sheetplan.plan.words import Aggregation, IndicatorKind
from tests.judging import indicator

UNITS = ("akut", "barn", "kirurgi")
NO_PARTS = "en andel vägs inte samman utan täljare och nämnare"


def whole(way: Aggregation, *reported: UnitValue, unit: str = "antal") -> Aggregate:
    kind = IndicatorKind.SHARE if unit == "%" else IndicatorKind.LEVEL
    return aggregate(indicator("1", aggregation=way, unit=unit, kind=kind), UNITS, reported)


def valued(unit: str, value: str, weight: str | None = None) -> UnitValue:
    return UnitValue(unit, Decimal(value), weight=None if weight is None else Decimal(weight))


def shared(unit: str, numerator: str, denominator: str) -> UnitValue:
    return UnitValue(unit, numerator=Decimal(numerator), denominator=Decimal(denominator))


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (Aggregation.SUM, "60"),
        (Aggregation.WEIGHTED, "25"),
        (Aggregation.MINIMUM, "10"),
        (Aggregation.MAXIMUM, "30"),
    ],
)
def test_values_become_one(way: Aggregation, value: str) -> None:  # AG01
    found = whole(way, valued("akut", "10", "1"), valued("barn", "20", "0"),
                  valued("kirurgi", "30", "3"))  # fmt: skip
    assert (found.value, found.included, found.missing) == (Decimal(value), UNITS, ())
    assert found.reason == f"{way.label}."


def test_a_share_is_a_ratio_of_sums_and_no_mean() -> None:  # AG01
    parts = (shared("akut", "9", "10"), shared("barn", "1", "90"))
    found = whole(Aggregation.RATIO, *parts, unit="%")
    assert found.value == 10
    assert whole(Aggregation.RATIO, *parts, unit="kr per besök").value == Decimal("0.1")
    assert (found.told(UNIT_NOUN), found.missing) == ("2 av 3 enheter", ("kirurgi",))


def test_a_share_without_its_parts_is_not_averaged() -> None:  # AG02
    found = whole(Aggregation.RATIO, valued("akut", "90"), valued("barn", "10"), unit="%")
    assert (found.value, found.included) == (None, ())
    assert found.reason == f"Ej aggregerbar: {NO_PARTS}."
    assert found.left_out == {"akut": NO_PARTS, "barn": NO_PARTS}


def test_a_unit_without_parts_is_left_out_by_name() -> None:  # AG02 AG03
    found = whole(Aggregation.RATIO, shared("akut", "9", "10"), valued("barn", "10"), unit="%")
    assert (found.value, found.left_out) == (Decimal(90), {"barn": NO_PARTS})
    assert found.told(UNIT_NOUN) == "1 av 3 enheter"


@pytest.mark.parametrize(
    ("way", "unit", "reason"),
    [
        (Aggregation.NONE, "antal", "Ej aggregerbar: planen säger att värdena inte läggs ihop."),
        (Aggregation.SUM, "%", "Ej aggregerbar: andelar och index läggs inte ihop."),
        (Aggregation.WEIGHTED, "%",
         "Ej aggregerbar: ett medel vägs inte samman utan vikter."),
    ],
)  # fmt: skip
def test_what_is_not_put_together(way: Aggregation, unit: str, reason: str) -> None:  # AG02
    found = whole(way, valued("akut", "90"), valued("barn", "10"), unit=unit)
    assert (found.value, found.included, found.reason) == (None, (), reason)
    assert found.missing == ("kirurgi",)
    assert {*found.left_out} == {"akut", "barn"}


def test_nobody_has_reported() -> None:  # AG03
    found = whole(Aggregation.SUM, UnitValue("akut"))
    assert (found.value, found.missing, found.reason) == (None, UNITS, "Ingen har rapporterat.")


def test_zero_is_reported_and_blank_is_not() -> None:  # AG03
    found = whole(Aggregation.SUM, valued("akut", "0"), UnitValue("barn"))
    assert (found.value, found.included, found.missing) == (
        Decimal(0),
        ("akut",),
        ("barn", "kirurgi"),
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "why"),
    [
        ("0", "0", ""),
        ("5", "0", "nämnaren är 0 men täljaren är det inte"),
        ("5", "-1", "nämnaren är mindre än 0"),
    ],
)
def test_odd_denominators(numerator: str, denominator: str, why: str) -> None:  # AG04
    odd = shared("barn", numerator, denominator)
    found = whole(Aggregation.RATIO, shared("akut", "9", "10"), odd, unit="%")
    assert (found.value, found.left_out) == (Decimal(90), {"barn": why} if why else {})


def test_nothing_of_nothing_is_no_share() -> None:  # AG04
    found = whole(Aggregation.RATIO, shared("akut", "0", "0"), unit="%")
    assert found.value is None
    assert found.reason == "Ej aggregerbar: nämnaren eller vikten är 0 för alla."


def test_negative_weights_are_left_out() -> None:  # AG04
    found = whole(Aggregation.WEIGHTED, valued("akut", "10", "2"), valued("barn", "20", "-1"))
    assert (found.value, found.left_out) == (Decimal(10), {"barn": "vikten är mindre än 0"})


def test_a_unit_that_reports_twice() -> None:  # AG04
    same = whole(Aggregation.SUM, valued("akut", "10"), valued("akut", "10"), valued("barn", "1"))
    assert same.value == 11
    other = whole(Aggregation.SUM, valued("akut", "10"), valued("akut", "9"), valued("barn", "1"))
    assert (other.value, other.included) == (Decimal(1), ("barn",))
    assert other.left_out == {"akut": "har rapporterat olika värden två gånger"}


def test_a_stranger_is_left_out() -> None:  # AG04
    found = whole(Aggregation.SUM, valued("akut", "10"), valued("okänd", "9"))
    assert found.value == 10
    assert found.left_out == {"okänd": "hör inte till dem som ska rapportera"}


SHARES = st.tuples(st.integers(0, 1000), st.integers(1, 1000))


@given(st.lists(SHARES, min_size=1, max_size=3), st.permutations(range(3)))
def test_a_share_lies_among_its_parts(
    parts: list[tuple[int, int]], order: list[int]
) -> None:  # AG05
    made = [shared(u, str(a), str(b)) for u, (a, b) in zip(UNITS, parts, strict=False)]
    found = whole(Aggregation.RATIO, *made, unit="%")
    turned = whole(Aggregation.RATIO, *(made[at] for at in order if at < len(made)), unit="%")
    assert found == turned
    assert found.value is not None
    shares = [Fraction(a, b) * 100 for a, b in parts]
    error = Fraction(1, 10**20)
    assert min(shares) - error <= Fraction(found.value) <= max(shares) + error


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=3))
def test_equal_weights_are_a_mean_and_a_sum_is_a_sum(values: list[Decimal]) -> None:  # AG05
    made = [valued(u, str(v), "7") for u, v in zip(UNITS, values, strict=False)]
    mean = whole(Aggregation.WEIGHTED, *made).value
    assert whole(Aggregation.SUM, *made).value == sum(values)
    assert mean is not None
    assert abs(mean * len(values) - sum(values)) < Decimal("1e-20")
    low, high = (whole(way, *made).value for way in (Aggregation.MINIMUM, Aggregation.MAXIMUM))
    assert (low, high) == (min(values), max(values))


@given(st.lists(st.sampled_from([*UNITS, "okänd"]), max_size=6), st.sampled_from([*Aggregation]))
def test_every_unit_is_told_of_once(reporting: list[str], way: Aggregation) -> None:  # AG03
    found = whole(way, *(valued(unit, str(at)) for at, unit in enumerate(reporting)))
    told = [*found.included, *found.missing, *found.left_out]
    assert sorted(told) == sorted({*UNITS, *reporting})
    assert (found.value is None) == (not found.included)
    assert found.reason
