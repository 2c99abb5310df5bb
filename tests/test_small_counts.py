"""Small counts in the report: whoever reads all that is printed cannot compute a hidden one.

Requirements:
- SC01: of counts and shares, no count of 1–4 in a split indicator follows from what is printed.
- SC02: a small total is hidden among the indicators too, with ratio, status and suggestion.
- SC03: the note stands under a table that hides something, and under no other.
- SC04: nothing is hidden where nothing is small, where nothing is split, or for controllers.
- SC05: a mean is hidden with its weight; numbers that do not fit together are hidden all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sheetplan.plan.plan import Plan
from sheetplan.plan.words import Split
from sheetplan.tables.small_counts import ALL, UNSUPPRESSED, hidden_in
from sheetplan.tables.splits import split_table
from tests.splitting import COUNT, MEAN, SHARE, answers, cells, published, result, resulting

FEW = settings(max_examples=40)
SMALL = range(1, 5)
HIDDEN = ".."
NOTE = "Antal under 5 visas inte"
A_COUNT = st.integers(0, 12)
PAIR = st.tuples(st.integers(0, 9), st.integers(0, 9))  # those who have and those who have not


def fits(cell: str, value: int) -> bool:
    """Whether a value can stand behind a printed cell; what is hidden is never zero."""
    return value >= 1 if cell == HIDDEN else cell == str(value)


def ambiguous(candidates: Sequence[tuple[int, ...]], true: tuple[int, ...]) -> bool:
    """Whether each small number can be another one too, for who knows only what is printed."""
    assert true in candidates
    seen = [{one[at] for one in candidates} for at in range(len(true))]
    return all(len(values) > 1 for value, values in zip(true, seen, strict=True) if value in SMALL)


@FEW
@given(girls=A_COUNT, boys=A_COUNT, neither=st.integers(0, 3))
@example(girls=23, boys=3, neither=0)
@example(girls=1, boys=1, neither=0)
@example(girls=13, boys=12, neither=1)
def test_no_small_count_can_be_computed(  # SC01
    plan: Plan, girls: int, boys: int, neither: int
) -> None:
    total = girls + boys + neither
    typed = answers(plan, COUNT, {"outcome": total}, {"outcome": girls}, {"outcome": boys})
    found = resulting(plan, typed)
    name, said = result(found, COUNT).indicator.name, published(found, COUNT)
    whole, *groups = [row["outcome"] for row in cells(said.split, name)]
    (main,) = [row["outcome"] for row in cells(said.indicators, name)]
    assert main == whole
    candidates = [
        (g, b, n, g + b + n)
        for g, b, n in product(range(36), range(36), range(5))
        if fits(groups[0], g) and fits(groups[1], b) and fits(whole, g + b + n)
    ]
    assert ambiguous(candidates, (girls, boys, neither, total))
    if not neither:  # and who knows that nobody is left out
        told = [one for one in candidates if not one[2]]
        assert ambiguous(told, (girls, boys, neither, total))


def shares(rows: list[dict[str, str]]) -> Iterator[tuple[int, ...]]:
    """All numerators and rests of two groups that fit the printed parts and shares."""

    def fit(row: dict[str, str], above: int, rest: int) -> bool:
        below = above + rest
        if row["outcome"] == HIDDEN:
            parts = fits(row["numerator"], above) and fits(row["denominator"], below)
            return below > 0 and parts
        shown = "" if not below else f"{int(above * 100 / below + 0.5)}\u00a0%"
        exact = (row["numerator"], row["denominator"]) == (str(above), str(below))
        return exact and row["outcome"] == shown

    whole, women, men = rows
    some = [[p for p in product(range(14), repeat=2) if fit(row, *p)] for row in (women, men)]
    for (n, r), (m, s) in product(*some):
        if fit(whole, n + m, r + s):
            yield (n, r, m, s, n + r, m + s, n + m, r + s)


@FEW
@given(women=PAIR, men=PAIR)
@example(women=(3, 9), men=(6, 5))
@example(women=(9, 1), men=(8, 8))
@example(women=(1, 0), men=(0, 9))
@example(women=(2, 2), men=(0, 0))
def test_no_small_part_of_a_share_can_be_computed(  # SC01
    plan: Plan, women: tuple[int, int], men: tuple[int, int]
) -> None:
    pairs = (tuple(map(sum, zip(women, men, strict=True))), women, men)
    numbers = [{"numerator": n, "denominator": n + r} for n, r in pairs if n + r]
    if len(numbers) < 3:
        return  # a denominator of 0 is refused when it comes in
    found = resulting(plan, answers(plan, SHARE, *numbers))
    rows = cells(published(found, SHARE).split, result(found, SHARE).indicator.name)
    (n, r), (m, s) = women, men
    true = (n, r, m, s, n + r, m + s, n + m, r + s)
    assert ambiguous(list(shares(list(rows))), true)


def test_a_share_that_is_typed_tells_no_numerator(plan: Plan) -> None:  # SC01
    groups = {"numerator": 3, "denominator": 50}, {"numerator": 30, "denominator": 50}
    found = resulting(plan, answers(plan, SHARE, {"outcome": 33}, *groups))
    rows = cells(published(found, SHARE).split, result(found, SHARE).indicator.name)
    assert [row["outcome"] for row in rows] == ["33\u00a0%", HIDDEN, HIDDEN]
    assert [row["numerator"] for row in rows[1:]] == [HIDDEN, HIDDEN]


def test_a_small_total_is_hidden_wherever_it_is_told(plan: Plan) -> None:  # SC02
    whole = {"outcome": 3, "comparison": 2}
    typed = answers(plan, COUNT, whole, {"outcome": 2}, {"outcome": 1})
    found = resulting(plan, typed)
    said = published(found, COUNT)
    (row,) = cells(said.indicators, result(found, COUNT).indicator.name)
    assert (row["outcome"], row["status"], said.suggestion) == (HIDDEN, HIDDEN, "")
    assert said.indicators is not None
    assert NOTE in said.indicators.note


def test_a_small_share_of_all_hides_its_ratio(plan: Plan) -> None:  # SC02
    groups = {"numerator": 1, "denominator": 50}, {"numerator": 2, "denominator": 50}
    found = resulting(plan, answers(plan, SHARE, {"numerator": 3, "denominator": 100}, *groups))
    (row,) = cells(published(found, SHARE).indicators, result(found, SHARE).indicator.name)
    assert [row[key] for key in ("outcome", "ratio", "status")] == [HIDDEN] * 3


def test_status_and_difference_go_with_what_is_hidden(plan: Plan) -> None:  # SC02
    typed = answers(
        plan, COUNT, {"outcome": 26, "comparison": 18},
        {"outcome": 23, "comparison": 14}, {"outcome": 3, "comparison": 4},
    )  # fmt: skip
    found = resulting(plan, typed)
    whole, *groups = cells(published(found, COUNT).split, result(found, COUNT).indicator.name)
    assert (whole["outcome"], whole["status"]) == ("26", "✔ Uppfylls helt")
    assert whole["difference"] == HIDDEN
    assert [(row["outcome"], row["status"]) for row in groups] == [(HIDDEN, HIDDEN)] * 2


@pytest.mark.parametrize(("boys", "is_noted"), [(3, True), (30, False), (0, False)])
def test_the_note_stands_where_something_is_hidden(  # SC03 SC04
    plan: Plan, boys: int, *, is_noted: bool
) -> None:
    typed = answers(plan, COUNT, {"outcome": 23 + boys}, {"outcome": 23}, {"outcome": boys})
    table = published(resulting(plan, typed), COUNT).split
    assert table is not None
    assert (NOTE in table.note) is is_noted
    assert any(HIDDEN in row for row in table.rows) is is_noted


def test_nothing_is_hidden_for_controllers(plan: Plan) -> None:  # SC04
    typed = answers(plan, COUNT, {"outcome": 26}, {"outcome": 23}, {"outcome": 3})
    table = split_table(resulting(plan, typed))
    assert table is not None
    assert not any(HIDDEN in row for row in table.rows)
    assert table.note == table.caution == UNSUPPRESSED


def test_what_is_not_split_counts_nobody(plan: Plan) -> None:  # SC04
    found = resulting(plan, {("indicators", "hsn-1.1.4", "outcome"): 3})
    assert hidden_in(result(found, "hsn-1.1.4")).cells == frozenset()


@pytest.mark.parametrize(("few", "is_hidden"), [(3, True), (5, False)])
def test_a_mean_is_hidden_with_its_weight(  # SC05
    plan: Plan, few: int, *, is_hidden: bool
) -> None:
    split = tuple(replace(i, split=Split.SEX) if i.id == MEAN else i for i in plan.indicators)
    made = replace(plan, indicators=split)
    groups = {"outcome": 81, "weight": 90}, {"outcome": 70, "weight": few}
    found = resulting(made, answers(made, MEAN, {"outcome": 80}, *groups), "2025-12")
    hidden = hidden_in(result(found, MEAN))
    assert hidden.holds("Män", "outcome") is hidden.holds("Kvinnor", "weight") is is_hidden


@pytest.mark.parametrize(("boys", "is_hidden"), [(3, True), (30, False)])
def test_groups_that_are_more_than_all_are_hidden_if_one_is_small(  # SC05
    plan: Plan, boys: int, *, is_hidden: bool
) -> None:
    typed = answers(plan, COUNT, {"outcome": 20}, {"outcome": 23}, {"outcome": boys})
    hidden = hidden_in(result(resulting(plan, typed), COUNT))
    assert {hidden.holds(row, "outcome") for row in (ALL, "Flickor", "Pojkar")} == {is_hidden}
