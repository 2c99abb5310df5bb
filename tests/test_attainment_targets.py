"""Attainment against targets that are no plain number: strict, compared, growing, compound.

Requirements:
- AT22: a strict target is not met by an outcome that is equal to it; that is yellow and told.
- AT23: a target that compares: better green, equal yellow, worse red; the reference is told.
- AT24: an equal outcome is enough only where the words say so.
- AT25: what is compared with: the reported value, else what the plan knows of the right months.
- AT26: a change in per cent is a number of the indicator's own earlier value, or no colour.
- AT27: a target with several parts in one cell has no colour; parts on rows of their own are
  judged together, the worst deciding.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.attaining.suggestion import joint, joint_statuses
from sheetplan.plan.comparison import Comparison, Side, Versus, read_comparison
from sheetplan.plan.target import Form, Target
from sheetplan.plan.words import Direction, Formula, IndicatorKind, Status
from tests.judging import AUGUST, SETTINGS, YEAR_END, indicator, judged, percent, plain

DOWN = {"direction": Direction.DOWN}
FLOW = {"kind": IndicatorKind.FLOW}
PAST = {"outcomes": {"2023": Decimal(44), "2024": Decimal(50)}}
KOLADA = {
    "benchmark": Decimal(68),
    "benchmark_date": date(2024, 12, 31),
    "benchmark_source": "Kolada",
}


@pytest.mark.parametrize(
    ("target", "direction", "outcome", "status"),
    [
        ("över 90", Direction.UP, "90", Status.PARTLY),
        ("över 90", Direction.UP, "90.001", Status.MET),
        ("över 90", Direction.UP, "71", Status.NOT_MET),
        ("> 90", Direction.UP, "90", Status.PARTLY),
        ("minst 90", Direction.UP, "90", Status.MET),
        ("understiger 5 %", Direction.DOWN, "5", Status.PARTLY),
        ("understiger 5 %", Direction.DOWN, "4.99", Status.MET),
        ("högst 5 %", Direction.DOWN, "5", Status.MET),
        ("över 0", Direction.UP, "0", Status.PARTLY),
        ("över 0", Direction.UP, "-1", Status.NOT_MET),
        ("över 0", Direction.UP, "1", Status.MET),
    ],
)
def test_strict(target: str, direction: Direction, outcome: str, status: Status) -> None:  # AT22
    assert status is judged(indicator(target, direction=direction), outcome).status


def test_why_an_equal_outcome_is_not_enough() -> None:  # AT22
    found = judged(indicator("understiger 5 %", unit="%", **DOWN), "5")
    assert plain(found.reason) == (
        "Mot årets målvärde: 5 % / 5 % = 100,0 %. Målet är att understiga 5 %; utfallet är lika."
    )


def test_a_strict_target_passes_the_plans_threshold() -> None:  # AT22
    loose = replace(SETTINGS, met=Decimal(95))
    outcomes = ("94.9", "95", "95.1", "100")
    made = indicator("över 100")
    found = [judge(made, Outcome(Decimal(o)), YEAR_END, loose) for o in outcomes]
    statuses = [Status.PARTLY, Status.PARTLY, Status.MET, Status.MET]
    assert [one.status for one in found] == statuses
    assert found[1].reason.endswith("Gränsen måste passeras, inte bara nås.")


@given(
    st.decimals(-1000, 1000, places=2),
    st.decimals(-1000, 1000, places=2),
    st.sampled_from([Formula.RATIO, Formula.MIRROR, Formula.DISTANCE]),
    st.sampled_from([("över", Direction.UP), ("under", Direction.DOWN)]),
)
def test_strict_is_green_exactly_beyond_the_number(
    number: Decimal, outcome: Decimal, formula: Formula, words: tuple[str, Direction]
) -> None:  # AT22
    text = f"{words[0]} {number}".replace(".", ",").replace("-", "−")
    made = indicator(text, direction=words[1], formula=formula)
    beyond = outcome > number if words[1] is Direction.UP else outcome < number
    assert (judged(made, outcome).status is Status.MET) == beyond
    assert judged(made, number).status is Status.PARTLY


@pytest.mark.parametrize(
    ("target", "direction", "statuses"),
    [
        ("Högre än rikets genomsnitt", Direction.UP, "RYG"),
        ("Lägre än rikets genomsnitt", Direction.DOWN, "GYR"),
        ("Bättre än riket", Direction.DOWN, "GYR"),
        ("Motsvara rikets genomsnitt", Direction.UP, "RYG"),
        ("Motsvara rikets genomsnitt eller bättre", Direction.UP, "RGG"),
        ("Motsvara eller bättre än rikets genomsnitt", Direction.DOWN, "GGR"),
        ("Minst motsvara rikets genomsnitt", Direction.UP, "RGG"),
        ("Inte sämre än riket", Direction.DOWN, "GGR"),
    ],
)
def test_better_equal_worse(target: str, direction: Direction, statuses: str) -> None:  # AT23 AT24
    made = indicator(target, direction=direction, **KOLADA)
    colours = {"R": Status.NOT_MET, "Y": Status.PARTLY, "G": Status.MET}
    found = [judged(made, outcome) for outcome in ("67", "68", "69")]
    assert [one.status for one in found] == [colours[c] for c in statuses]
    assert found[0].reason == "67 mot 68 (jämförelsevärdet, Kolada, 2024-12-31)."
    assert {one.ratio for one in found} == {None}


def test_a_comparison_needs_a_direction() -> None:  # AT23
    made = indicator("Högre än riket", direction=Direction.UNDECIDED, **KOLADA)
    assert judged(made, "70").status is Status.UNDECIDED


@pytest.mark.parametrize(
    ("target", "changes", "reported", "reference"),
    [
        ("Högre än föregående år", PAST, None, "50 (utfallet 2024)"),
        ("Högre än 2023", PAST, None, "44 (utfallet 2023)"),
        ("Högre än förra året", PAST | {"months": {"2024-08": Decimal(31)}}, None,
         "31 (utfallet t.o.m. 2024-08)"),
        ("Högre än föregående år", PAST, "49", "49 (lämnat jämförelsevärde)"),
        ("Högre än föregående år", KOLADA, None, "68 (jämförelsevärdet, Kolada, 2024-12-31)"),
        ("Högre än föregående år", {"baseline": Decimal(7), "baseline_year": 2023}, None, ""),
        ("Högre än tidigare", {"baseline": Decimal(7), "baseline_year": 2023}, None,
         "7 (utgångsvärdet 2023)"),
        ("Högre än föregående år", PAST | FLOW, None, ""),
        ("Högre än riket", KOLADA | FLOW, None, ""),
        ("Högre än riket", KOLADA | FLOW | {"benchmark_date": date(2024, 8, 31)}, None,
         "68 (jämförelsevärdet, Kolada, 2024-08-31)"),
        ("Öka", FLOW | {"baseline": Decimal(7), "months": {"2024-08": Decimal(3)}}, None,
         "3 (utfallet t.o.m. 2024-08)"),
        ("Högre än riket", {}, None, ""),
    ],
)  # fmt: skip
def test_what_is_compared_with(
    target: str, changes: dict[str, Any], reported: str | None, reference: str
) -> None:  # AT25
    found = judged(indicator(target, **changes), "60", AUGUST, comparison=reported)
    if reference:
        assert found.reason.startswith(f"60 mot {reference}.")
    else:
        missing = f"Jämförelsevärde saknas för målet ”{target}”."
        assert found == Attainment(Status.NO_DATA, missing)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Fler än i fjol", Comparison(Side.HIGHER, Versus.PREVIOUS)),
        ("ska vara lägre än utfallet 2023", Comparison(Side.LOWER, Versus.YEAR, "2023")),
        ("över rikets genomsnitt", Comparison(Side.HIGHER, Versus.BENCHMARK)),
        ("Bättre än eller lika med riket",
         Comparison(Side.BETTER, Versus.BENCHMARK, is_equal_enough=True)),
        ("Bättre än förväntat", None),
        ("Motsvara behovet", None),
        ("Sämre än riket", None),
        ("Lägre än föregående år och bättre än riket", None),
        ("Högre än 2023 och 2024", None),
        ("Högre än föregående år med 5 %", None),
    ],
)  # fmt: skip
def test_only_what_is_certain_is_read(text: str, read: Comparison | None) -> None:  # AT23
    assert read == read_comparison(text)


@given(st.decimals(-99, 99, places=2), st.decimals(-99, 99, places=2), st.booleans())
def test_comparing_is_the_same_turned_round(
    outcome: Decimal,
    other: Decimal,
    is_enough: bool,  # noqa: FBT001 - generated
) -> None:  # AT23 AT24
    words = "Motsvara eller bättre än riket" if is_enough else "Bättre än riket"
    up, down = (
        judged(indicator(words, direction=d, benchmark=b), o).status
        for d, o, b in ((Direction.UP, outcome, other), (Direction.DOWN, -outcome, -other))
    )
    assert up is down
    assert (up is Status.MET) == (outcome > other or (is_enough and outcome == other))


def growing(target: str, **changes: Any) -> Attainment:
    made = indicator(target, **{"target_of": "föregående år", **PAST, **changes})
    return judged(made, "51")


def test_a_change_is_a_number_of_the_earlier_value() -> None:  # AT26
    found = growing("som lägst 2 % per år")
    assert (found.status, percent(found.ratio)) == (Status.MET, "100,0")
    assert plain(found.reason) == (
        "Målet ”som lägst 2 % per år” på 50 (utfallet 2024) blir 51: 51 / 51 = 100,0 %."
    )
    assert growing("över 2 % per år").status is Status.PARTLY
    assert growing("som lägst 2,1 % per år").status is Status.PARTLY
    assert growing("högst 2 % per år", **DOWN).status is Status.MET
    assert growing("Minska med 2 % per år", **DOWN).status is Status.PARTLY


def test_a_change_by_the_way_gone() -> None:  # AT26
    found = growing("som lägst 4 % per år", formula=Formula.DISTANCE)
    assert (found.status, percent(found.ratio)) == (Status.NOT_MET, "50,0")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"target_of": None}, "Målet är en andel eller förändring, men planen säger inte av vad."),
        ({"target_of": "nettokostnaden"},
         "Målet räknas på ”nettokostnaden”, som indikatorn inte mäter."),
        ({"unit": "%"}, "Det går inte att veta om målet är procent eller procentenheter."),
        ({"outcomes": {"2024": Decimal(0)}},
         "En förändring kan inte räknas på 0 (utfallet 2024)."),
    ],
)  # fmt: skip
def test_a_change_of_something_else_has_no_colour(
    changes: dict[str, Any], reason: str
) -> None:  # AT26
    found = growing("som lägst 2 % per år", **changes)
    assert (found.status, found.reason) == (Status.UNDECIDED, reason)


def test_a_change_needs_last_years_value() -> None:  # AT26
    found = growing("som lägst 2 % per år", outcomes={"2023": Decimal(50)})
    assert found.status is Status.NO_DATA


@pytest.mark.parametrize("said", ["Nettokostnaden", "nettokostnad", "mnkr", "indikatorn"])
def test_a_change_of_itself_by_any_name(said: str) -> None:  # AT26
    found = growing("2 % per år", name="Nettokostnad", unit="mnkr", target_of=said)
    assert found.status is Status.MET


def test_several_parts_in_one_cell_have_no_colour() -> None:  # AT27
    found = judged(indicator("minst 90 % och högst 30 dagar"), "95")
    reason = "Målet har flera delar. Varje del behöver en egen rad i planen."
    assert found == Attainment(Status.UNDECIDED, reason)


def test_two_bounds_of_one_unit_are_a_range() -> None:  # AT27
    found = judged(indicator("minst 20 och högst 35", direction=Direction.RANGE), "27")
    assert found.status is Status.MET


ALL = st.sampled_from([*Status])
MET, PARTLY, NOT_MET, NO_DATA = Status.MET, Status.PARTLY, Status.NOT_MET, Status.NO_DATA


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((MET, MET), MET),
        ((MET, PARTLY), PARTLY),
        ((MET, NOT_MET), NOT_MET),
        ((NO_DATA, NOT_MET), NOT_MET),
        ((MET, NO_DATA), NO_DATA),
        ((MET, Status.NOT_DUE), NO_DATA),
        ((Status.NOT_DUE, Status.NOT_DUE), Status.NOT_DUE),
        ((Status.UNDECIDED, Status.UNDECIDED), Status.UNDECIDED),
    ],
)
def test_all_parts_must_hold(parts: tuple[Status, ...], whole: Status) -> None:  # AT27
    assert whole is joint(parts)


@given(st.lists(ALL, min_size=1, max_size=5), ALL)
def test_one_more_part_never_helps(parts: list[Status], more: Status) -> None:  # AT27
    assume(more is not Status.MET)
    assert joint([*parts, more]) is not Status.MET
    assert joint(parts) is joint([*parts, parts[0]]) is joint(parts[::-1])
    assert joint(parts) is not Status.MET or joint([*parts, Status.MET]) is Status.MET


def test_parts_are_joined_under_one_goal_by_their_word() -> None:  # AT27
    names = [("a", "g-1", "Svarstid"), ("b", "g-1", " svarstid"), ("c", "g-2", "svarstid"),
             ("d", "g-1", None)]  # fmt: skip
    made = [indicator("1", id=i, subgoal=s, compound=c) for i, s, c in names]
    wholes = joint_statuses(zip(made, (MET, NOT_MET, MET, PARTLY), strict=True))
    assert wholes == {"a": NOT_MET, "b": NOT_MET, "c": MET, "d": PARTLY}


def test_a_target_of_its_own_form() -> None:  # AT23
    assert indicator("Högre än föregående år").target == Target(
        Form.COMPARED, "Högre än föregående år", compared=Comparison(Side.HIGHER, Versus.PREVIOUS)
    )
