"""Suppression: whoever reads all that is printed learns no more of a small count than its mark.

Requirements:
- SU01: counts of 1–4 are hidden; zero and other counts are not small.
- SU02: with all that is printed, each small count can still be all that it could be if every
  count above zero were hidden, and always two values at least.
- SU03: nothing cheaper does: totals of everything, then number, then size of what is hidden.
- SU04: nothing is hidden where nothing is small; zero is never hidden.
- SU05: the order of counts, sums and parts says nothing; once hidden is enough.
- SU06: subtotals, and tables that share a total, are seen as a whole.
- SU07: what is reckoned from a hidden count is hidden.
- SU08: what is not printed helps no reader and needs no hiding.
- SU09: the note says what is hidden and why.
- SU10: counts and sums that cannot be trusted are refused.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sheetplan.tables.suppression import Key, Sum, Suppression, UnfitCounts, suppress
from tests.attacker import SMALL, Counts, determined, ranges

FEW = settings(max_examples=60)
COUNT = st.one_of(st.integers(0, 4), st.integers(0, 12))
Rates = dict[Key, list[Key]]
SMALL_NOTE = "Antal under 5 visas inte (..), men noll visas."


def table(rows: Sequence[Sequence[int]], name: str = "T") -> tuple[Counts, list[Sum]]:
    """Rows and columns with a total of each and a total of everything."""
    wide, high = range(len(rows[0])), range(len(rows))
    cell = {(i, j): (name, f"rad {i:02}", f"kolumn {j}") for i in high for j in wide}
    end = {i: (name, f"rad {i:02}", "alla") for i in high}
    foot = {j: (name, "alla", f"kolumn {j}") for j in wide}
    corner = (name, "alla", "alla")
    sums = [
        *(Sum(end[i], tuple(cell[i, j] for j in wide)) for i in high),
        *(Sum(foot[j], tuple(cell[i, j] for i in high)) for j in wide),
        Sum(corner, tuple(end.values())),
        Sum(corner, tuple(foot.values())),
    ]
    return added({cell[i, j]: rows[i][j] for i in high for j in wide}, sums), sums


def added(counts: Counts, sums: Sequence[Sum]) -> Counts:
    """Reckon the totals; a sum of sums comes after its parts."""
    for each in sums:
        counts[each.total] = sum(counts[part] for part in each.parts)
    return counts


def row(*counts: int) -> tuple[Counts, list[Sum]]:
    """One row with its total."""
    parts = tuple(("T", f"kolumn {j}") for j in range(len(counts)))
    sums = [Sum(("T", "alla"), parts)]
    return added(dict(zip(parts, counts, strict=True)), sums), sums


def tables(
    high: int, wide: int, each: st.SearchStrategy[int] = COUNT
) -> st.SearchStrategy[tuple[Counts, list[Sum]]]:
    line = st.lists(each, min_size=wide, max_size=wide)
    return st.lists(line, min_size=high, max_size=high).map(table)


def kept(found: Mapping[Key, list[int]], whole: Mapping[Key, list[int]]) -> bool:
    """Whether 1–4 is as possible as when all is hidden, and two values at least."""
    return all(
        {n for n in whole[key] if n in SMALL} <= set(found[key]) and len(found[key]) > 1
        for key in whole
    )


def protected(counts: Counts, sums: Sequence[Sum], hidden: Collection[Key]) -> bool:
    everything = {key for key, value in counts.items() if value}
    return kept(ranges(counts, sums, hidden), ranges(counts, sums, everything))


def columns(hidden: Collection[Key]) -> list[str]:
    return sorted(" ".join(key[1:]) for key in hidden)


@given(tables(2, 3))
@FEW
def test_small_counts_are_primary_and_zero_is_shown(made: tuple[Counts, list[Sum]]) -> None:
    counts, sums = made  # SU01, SU04
    before = dict(counts)
    found = suppress(counts, sums)
    assert counts == before
    assert found.primary == {key for key, value in counts.items() if value in SMALL}
    assert not found.primary & found.secondary
    assert all(counts[key] > 4 for key in found.secondary)


@given(st.one_of(tables(2, 2), tables(2, 3), tables(3, 2)))
@FEW
def test_no_small_count_can_be_found(made: tuple[Counts, list[Sum]]) -> None:
    counts, sums = made  # SU02
    assert protected(counts, sums, suppress(counts, sums).hidden)


@example(table([[2, 6, 7], [2, 6, 0]]))
@example(table([[4, 0, 8], [2, 9, 2]]))
@given(st.one_of(tables(2, 2), tables(1, 4)))
@FEW
def test_nothing_cheaper_would_do(made: tuple[Counts, list[Sum]]) -> None:
    counts, sums = made  # SU03
    found = suppress(counts, sums)
    tops = {each.total for each in sums} - {part for each in sums for part in each.parts}

    def price(choice: Collection[Key]) -> tuple[int, int, int]:
        return len(tops.intersection(choice)), len(choice), sum(counts[key] for key in choice)

    everything = {key for key, value in counts.items() if value}
    whole = ranges(counts, sums, everything)
    others = sorted(everything - found.primary)
    cheaper = (
        choice
        for size in range(len(others) + 1)
        for choice in combinations(others, size)
        if price(choice) < price(found.secondary)
    )
    assert [
        choice
        for choice in cheaper
        if kept(ranges(counts, sums, found.primary.union(choice)), whole)
    ] == []


@given(st.lists(st.lists(st.sampled_from([0, 5, 6, 40]), min_size=3, max_size=3), min_size=1))
def test_nothing_is_hidden_where_nothing_is_small(rows: list[list[int]]) -> None:
    counts, sums = table(rows)  # SU04
    assert suppress(counts, sums) == Suppression(frozenset(), frozenset(), frozenset(), "")


@given(st.one_of(tables(3, 3), tables(3, 3, st.sampled_from([0, 2, 9]))), st.randoms())
@FEW
def test_order_says_nothing(made: tuple[Counts, list[Sum]], chance: random.Random) -> None:
    counts, sums = made  # SU05: also with equal counts, so that the order could tell
    mixed = list(counts.items())
    turned = [Sum(each.total, tuple(chance.sample(each.parts, len(each.parts)))) for each in sums]
    chance.shuffle(mixed)
    chance.shuffle(turned)
    assert suppress(dict(mixed), turned) == suppress(counts, sums)


@given(tables(2, 3))
@FEW
def test_once_hidden_is_enough(made: tuple[Counts, list[Sum]]) -> None:
    counts, sums = made  # SU05
    hidden = suppress(counts, sums).hidden
    shown = {key: None if key in hidden else value for key, value in counts.items()}
    assert suppress(shown, sums).hidden == frozenset()


def test_sick_leave_by_sex_hides_a_square() -> None:
    counts, sums = table([[3, 20, 31], [17, 25, 40]])  # SU02, SU03: women and men, three ages
    found = suppress(counts, sums)
    assert columns(found.primary) == ["rad 00 kolumn 0"]
    assert columns(found.secondary) == ["rad 00 kolumn 1", "rad 01 kolumn 0", "rad 01 kolumn 1"]
    assert ranges(counts, sums, found.hidden) == {("T", "rad 00", "kolumn 0"): [1, 2, 3, 4, 5]}


def test_a_row_with_its_total_needs_a_second_count() -> None:
    assert columns(suppress(*row(3, 12, 40)).hidden) == ["kolumn 0", "kolumn 1"]  # SU02


def test_two_ones_are_not_safe_with_each_other() -> None:
    counts, sums = row(1, 1, 18)  # SU02: zero is shown, so 20 − 18 would be 1 and 1
    assert not protected(counts, sums, suppress(counts, []).hidden)
    assert columns(suppress(counts, sums).hidden) == ["kolumn 0", "kolumn 1", "kolumn 2"]


def test_a_small_neighbour_may_be_enough() -> None:
    assert columns(suppress(*row(3, 2, 18)).hidden) == ["kolumn 0", "kolumn 1"]  # SU03


def test_a_lone_count_takes_its_totals_along() -> None:
    counts, sums = table([[3, 0], [0, 12]])  # SU03: the total of everything stays
    found = suppress(counts, sums)
    assert columns(found.primary) == ["alla kolumn 0", "rad 00 alla", "rad 00 kolumn 0"]
    assert columns(found.secondary) == ["alla kolumn 1", "rad 01 alla", "rad 01 kolumn 1"]


def test_the_total_of_everything_is_hidden_where_there_is_no_other_way() -> None:
    assert columns(suppress(*row(2, 2, 1)).secondary) == ["alla"]  # SU03: 5 − 1 − 1 is not 4


def test_all_zeros_are_shown() -> None:
    assert suppress(*table([[0, 0], [0, 0]])).hidden == frozenset()  # SU04


def test_everything_small_is_hidden_with_its_totals() -> None:
    counts, sums = table([[1, 1], [1, 1]])  # SU02: the total of everything is small as well
    found = suppress(counts, sums)
    assert found.primary == counts.keys()
    assert ranges(counts, sums, found.hidden)["T", "alla", "alla"] == [4, 5]


def test_where_no_example_is_found_all_counts_are_hidden() -> None:
    sums = [
        Sum(("par",), (("ena",), ("andra",))),
        Sum(("ena",), (("andra",),)),  # two of each, so the pairs go by twos
        Sum(("alla",), (("par",), ("ensamma",))),
    ]
    counts: Counts = {("andra",): 2, ("ena",): 2, ("par",): 4, ("ensamma",): 30, ("alla",): 34}
    found = suppress(counts, sums)  # SU02
    assert found.hidden == counts.keys()
    assert ranges(counts, sums, found.hidden)["par",] == [2, 4]


def test_a_total_that_cannot_be_less_lets_the_others_be() -> None:
    counts, sums = table([[1, 1, 1, 1], [20, 30, 40, 50]])  # SU02, SU03: 4 at least, so 4 or 5
    found = suppress(counts, sums)
    assert found.secondary == {key for key in counts if key[1] == "rad 01"}
    assert ranges(counts, sums, found.hidden)["T", "rad 00", "alla"] == [4, 5]


def test_all_that_is_hidden_in_a_larger_table_is_needed() -> None:
    rows = [[3, 7, 7], [16, 10, 28], [30, 26, 14], [13, 24, 11], [24, 6, 23], [26, 10, 18]]
    counts, sums = table([*rows, [25, 17, 4], [28, 3, 16], [2, 19, 21]])  # SU03
    found = suppress(counts, sums)
    whole = {key: list(SMALL) for key in found.primary}
    assert kept(ranges(counts, sums, found.hidden), whole)
    assert found.secondary
    assert not any(kept(ranges(counts, sums, found.hidden - {k}), whole) for k in found.secondary)


def test_a_count_that_stands_alone_needs_no_company() -> None:
    assert suppress({("T", "a"): 3, ("T", "b"): 40}, []).secondary == frozenset()  # SU03


def nested(values: Sequence[int]) -> tuple[Counts, list[Sum]]:
    """Two clinics of two units each, women and men, with totals both ways."""
    parts = {"A": ["A1", "A2"], "B": ["B1", "B2"], "alla": ["A", "B"]}
    units = [*parts["A"], *parts["B"]]
    down, crowd = (
        [
            Sum((key, sex), tuple((part, sex) for part in parts[key]))
            for key in parts
            for sex in few
        ]
        for few in (("k", "m"), ("båda",))
    )
    across = [Sum((key, "båda"), ((key, "k"), (key, "m"))) for key in [*units, *parts]]
    keys = [(unit, sex) for unit in units for sex in ("k", "m")]
    sums = [*down, *across, *crowd]
    return added(dict(zip(keys, values, strict=True)), sums), sums


@given(st.lists(COUNT, min_size=8, max_size=8))
@settings(max_examples=25)
def test_subtotals_give_nothing_away(values: list[int]) -> None:
    counts, sums = nested(values)  # SU06
    found = ranges(counts, sums, suppress(counts, sums).hidden)
    assert all(len(possible) > 1 for possible in found.values())


def test_a_subtotal_is_hidden_before_the_total_of_everything() -> None:
    counts, sums = nested([3, 0, 0, 0, 30, 0, 50, 0])  # SU06
    found = suppress(counts, sums)
    assert {key[0] for key in found.primary} == {"A1", "A"}
    assert {key[0] for key in found.secondary} == {"B1", "B"}


def two_tables(values: Sequence[int]) -> tuple[Counts, list[Sum]]:
    """The same people by sex and by age, with one total."""
    sex = [("kön", "kvinnor"), ("kön", "män")]
    age = [("ålder", "ung"), ("ålder", "mitt"), ("ålder", "äldre")]
    women, whole = min(values), sum(values)
    counts = dict(zip([*sex, *age], [women, whole - women, *values], strict=True))
    return counts | {("alla",): whole}, [Sum(("alla",), tuple(sex)), Sum(("alla",), tuple(age))]


@given(values=st.lists(COUNT, min_size=3, max_size=3), printed=st.booleans())
@FEW
def test_tables_that_share_a_total_are_seen_together(values: list[int], *, printed: bool) -> None:
    counts, sums = two_tables(values)  # SU06, SU08
    shown = counts if printed else counts | {("alla",): None}
    hidden = suppress(shown, sums).hidden
    unknown = hidden if printed or not counts["alla",] else hidden | {("alla",)}
    found = ranges(counts, sums, unknown)
    whole = ranges(counts, sums, {key for key, value in counts.items() if value})
    small = found.keys() & hidden
    assert kept({k: found[k] for k in small}, {k: whole[k] for k in small})


def test_a_total_that_stands_in_two_tables_is_not_hidden_in_one() -> None:
    counts, sums = two_tables([3, 30, 40])  # SU06
    assert suppress(counts, sums).secondary == {("kön", "män"), ("ålder", "mitt")}


def test_rates_of_hidden_counts_are_hidden() -> None:
    counts, sums = row(3, 12, 40)  # SU07
    rates: Rates = {("andel", str(j)): [("T", f"kolumn {j}"), ("T", "alla")] for j in range(3)}
    assert suppress(counts, sums, rates).derived == {("andel", "0"), ("andel", "1")}


def test_a_percentage_that_would_reveal_its_numerator_is_hidden() -> None:
    sums = [Sum(("anställda",), (("heltid",), ("deltid",)))]  # SU07: 95 % of 40 tells of 2
    counts: Counts = {("anställda",): 40, ("heltid",): 38, ("deltid",): 2}
    assert suppress(counts, sums, {("andel heltid",): [("heltid",), ("anställda",)]}).derived


def test_a_total_that_is_not_printed_needs_no_company() -> None:
    counts, sums = row(3, 12, 40)  # SU08
    assert suppress(counts | {("T", "alla"): None}, sums).secondary == frozenset()


def test_a_total_that_is_not_printed_still_binds_two_tables() -> None:
    sums = [Sum(("alla",), (("kvinnor",), ("män",))), Sum(("alla",), (("unga",), ("äldre",)))]
    counts: dict[Key, int | None] = {("kvinnor",): 3, ("män",): 70, ("unga",): 33, ("äldre",): 40}
    assert suppress(counts | {("alla",): None}, sums).secondary == {("unga",)}  # SU08
    assert suppress(counts | {("alla",): 73}, sums).secondary == {("män",)}


def test_a_missing_part_hides_nobody() -> None:
    counts, sums = row(3, 0, 40)  # SU08: who is missing may be known from elsewhere
    found = suppress(counts | {("T", "kolumn 1"): None}, sums)
    assert found.secondary == {("T", "kolumn 2")}


def test_the_limit_can_be_another() -> None:
    counts, sums = row(7, 12, 40)  # SU01
    assert columns(suppress(counts, sums, least=10).hidden) == ["kolumn 0", "kolumn 1"]
    assert not suppress(counts, sums, least=7).hidden
    assert suppress({("T", "a"): Decimal(4), ("T", "b"): Decimal("5.0")}, []).primary == {
        ("T", "a")
    }


@pytest.mark.parametrize(
    ("counts", "more"),
    [
        ((3, 2), ""),
        ((3, 12), " Ytterligare ett tal är dolt"),
        ((1, 1, 1, 12), " Ytterligare några tal är dolda"),
    ],
)
def test_the_note_says_what_is_hidden(counts: tuple[int, ...], more: str) -> None:
    made, sums = row(*counts)  # SU09
    rates: Rates = {("andel",): [("T", "kolumn 3")]} if len(counts) > 3 else {}
    why = ", så att de små antalen inte ska gå att räkna ut." if more else ""
    assert suppress(made, sums, rates).note == SMALL_NOTE + more + why


@pytest.mark.parametrize(
    ("change", "sums", "told"),
    [
        ({("a",): -1}, [], "a är inget antal."),
        ({("a",): Decimal("2.5")}, [], "a är inget antal."),
        ({}, [Sum(("s", "alla"), (("a",),))], "s / alla är inte summan av sina delar."),
        ({("b",): None, ("a",): 16}, [Sum(("s", "alla"), (("a",), ("b",)))], "s / alla är inte"),
        ({("b",): 9}, [Sum(("s", "alla"), (("a",), ("a",), ("b",)))], "s / alla är inte summan"),
        ({}, [Sum(("s", "alla"), (("a",), ("c",)))], "c saknas bland antalen."),
    ],
)
def test_what_cannot_be_trusted_is_refused(
    change: dict[Key, Decimal | int | None], sums: list[Sum], told: str
) -> None:
    counts: dict[Key, Decimal | int | None] = {("a",): 3, ("b",): 12, ("s", "alla"): 15}
    with pytest.raises(UnfitCounts, match=told):  # SU10
        suppress(counts | change, sums)


def test_a_rate_of_something_unknown_is_refused() -> None:
    with pytest.raises(UnfitCounts, match="b saknas bland antalen"):  # SU10
        suppress({("a",): 3}, [], {("andel",): [("a",), ("b",)]})


@pytest.mark.parametrize("mean", [3, 10, 30])
def test_a_large_table_cannot_be_solved(mean: int) -> None:
    chance = random.Random(mean)  # noqa: S311 - SU02: any table will do
    counts, sums = table(
        [[int(chance.expovariate(1 / mean)) for _ in range(6)] for _ in range(30)]
    )
    found = suppress(counts, sums)
    assert found.primary
    assert found.primary.intersection(determined(sums, found.primary))
    assert not found.primary.intersection(determined(sums, found.hidden))
    assert suppress(dict(reversed(counts.items())), sums[::-1]) == found  # SU05
