"""Pairing rows of two plans by what they say: laws, and names that nearly are the same.

- PA01: the pairs have the best total, not the best first pair.
- PA02: likeness is 1 for the same name only, and the same both ways.
- PA03: pairs do not depend on the order of rows or on their ids, nor on which plan is the new one.
- PA04: the column ”Id i förra planen” decides that a row continues another, or is new.
- PA05: near-identical rows that were read as different are never paired, even when nothing better
  is left for either.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, read_plan_file
from sheetplan.plan.assignment import Assignment
from sheetplan.plan.comparing.difference import NOUNS, compare_plans
from sheetplan.plan.comparing.likeness import Likeness, folded, has_other_scope
from sheetplan.plan.comparing.matching import best_pairs
from sheetplan.plan.comparing.pairing import Certainty, Limits, Named, Pairing, pair_rows
from sheetplan.plan.frame import Frame
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.plan import SHEETS, PlanReading
from sheetplan.schema.column import Row
from tests.diff_key import BY_HAND, held_out

LIMITS = Limits(0.6, 0.4)
NEXT_YEAR = Path(__file__).resolve().parent.parent / "workbooks" / "vasterbotten-2026"
WORDS = (
    "andel",
    "antal",
    "nöjda",
    "elever",
    "lärare",
    "i",
    "skolan",
    "skolor",
    "2025",
    "årskurs",
    "3",
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


def alone(old: int, new: int) -> float:
    """Nothing stands beside the names."""
    del old, new
    return 0.0


def paired(old: list[Named], new: list[Named]) -> Pairing:
    return pair_rows(old, new, alone, LIMITS)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_total_is_the_best_there_is(gains: list[list[int]]) -> None:  # PA01
    found = best_pairs(gains)
    assert len({row for row, _ in found}) == len({col for _, col in found}) == len(found)
    rows = [*range(len(gains)), *[None] * 3]
    every = (zip(order, range(3), strict=False) for order in itertools.permutations(rows, 3))
    best = max(sum(gains[r][c] for r, c in pairs if r is not None) for pairs in every)
    assert sum(gains[row][col] for row, col in found) == best


def test_the_best_first_pair_is_not_taken_at_the_cost_of_two() -> None:  # PA01
    assert best_pairs([[9, 8], [8, 0]]) == [(0, 1), (1, 0)]
    assert best_pairs([]) == []


@given(names, names)
def test_likeness_is_the_same_both_ways(old: str, new: str) -> None:  # PA02
    likeness = Likeness.among((old, new))
    assert likeness(old, new) == pytest.approx(likeness(new, old))
    assert 0 <= likeness(old, new) <= 1
    if folded(old) == folded(new):
        assert likeness(old, new) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Antal vårdbesök", "antal  vård-besök."),
        ('Utfall för "engagemang"', "Utfall för ”engagemang”"),
        ("riktvärde om 1100 pat/ specialist", "riktvärde om 1100 pat/specialist"),
    ],
)
def test_quotation_marks_and_broken_lines_make_no_other_name(old: str, new: str) -> None:  # PA02
    assert Likeness.among((old, new))(old, new) == 1


@pytest.mark.parametrize(
    ("old", "new", "other"),
    [
        ("Sjukfrånvaro i procent", "Sjukfrånvaron i procent", False),
        ("Antal besök", "Antal besök (hela länet, alla åldrar)", True),
        (
            "Andel elever med frånvaro över 15 procent",
            "Andel elever med frånvaro över 20 procent",
            True,
        ),
        ("Andel nöjda inom hemtjänst", "Andel nöjda inom hemtjänst och boende", True),
        ("Antal vårdplatser på sjukhus", "Antal vårdplatser i psykiatri", True),
    ],
)
def test_words_that_tell_another_scope(old: str, new: str, *, other: bool) -> None:
    assert has_other_scope(old, new) is other


def test_the_column_decides_over_name_and_likeness() -> None:  # PA04
    old = [Named("a", "Antal elever"), Named("b", "Antal lärare")]
    new = [Named("a", "Antal elever", former="b"), Named("b", "Antal lärare", former="ny")]
    found = paired(old, new)
    [pair] = found.pairs
    assert (pair.old, pair.new, pair.certainty) == (1, 0, Certainty.CONFIRMED)
    assert (found.dropped, found.added) == ((0,), (1,))


def test_two_that_claim_one_row_do_not_both_have_it() -> None:  # PA04
    old = [Named("a", "Antal elever")]
    new = [Named("x", "Antal lärare", former="a"), Named("y", "Antal elever", former="a")]
    found = paired(old, new)
    assert [(pair.old, pair.new) for pair in found.pairs] == [(0, 1)]
    assert found.added == (0,)


def test_a_name_that_both_plans_have_alone_is_certain() -> None:
    old, new = [Named("a", "Antal elever")], [Named("q", "Antal elever")]
    assert [pair.certainty for pair in paired(old, new).pairs] == [Certainty.NAME]
    twice = [*new, Named("r", "Antal elever")]
    assert [pair.certainty for pair in paired(old, twice).pairs] == [Certainty.PROPOSED]
    assert [p.certainty for p in paired(twice, twice).pairs] == [Certainty.NAME] * 2


ROWS = [[Named(f"i{n}", row.old[0]) for n, row in enumerate(held_out()[0])]]
ROWS += [[Named(f"i{n}", row.new[0]) for n, row in enumerate(held_out()[0])]]


def by_name(found: Pairing, old: list[Named], new: list[Named]) -> set[tuple[str, str]]:
    return {(old[pair.old].name, new[pair.new].name) for pair in found.pairs}


@settings(max_examples=10)
@given(st.permutations(ROWS[0]), st.permutations(ROWS[1]))
def test_order_and_ids_do_not_matter(old: list[Named], new: list[Named]) -> None:  # PA03
    expected = by_name(paired(*ROWS), *ROWS)
    renumbered = [replace(row, id=f"ny-{n}") for n, row in enumerate(new)]
    assert by_name(paired(old, renumbered), old, renumbered) == expected


def test_the_plans_may_change_places() -> None:  # PA03
    old, new = ROWS
    back = {(b, a) for a, b in by_name(paired(new, old), new, old)}
    assert back == by_name(paired(old, new), old, new)


def test_twins_are_told_apart_by_their_ids_alone() -> None:  # PA03
    old, new = (
        [Named("a", "Antal elever")],
        [Named("q", "Antal elever"), Named("p", "Antal elever")],
    )
    for rows in (new, new[::-1]):
        [pair] = paired(old, rows).pairs
        assert rows[pair.new].id == "p"


def near_identical() -> list[tuple[str, str]]:
    """Return the wrong pairs of the key: two of one table crosswise, and across the years."""
    text = BY_HAND.read_text(encoding="utf-8")
    within = text.split("### 6.1")[1].split("### 6.2")[0]
    wrong: list[tuple[str, str]] = []
    for line in re.findall(r"^\| hsn.*", within, re.MULTILINE):
        old, new = (re.findall(r"hsn-[\d.]*\d", cell) for cell in line.split("|")[1:3])
        wrong += [(old[0], new[1]), (old[1], new[0])]
    across = text.split("### 6.2")[1].split("### 6.4")[0]
    pairs = re.findall(r"^\| ((?:hsn|rf)-\S+)[^|]*\| ((?:hsn|rf)-\S+)", across, re.MULTILINE)
    return sorted({*wrong, *pairs})


def only(reading: PlanReading, row_class: type[Row], row_id: str) -> PlanReading:
    """Return a plan with one row of a sheet, and no others of what is compared by its name."""
    found = reading.found[row_class]
    index = next(i for i, row in enumerate(found.rows) if getattr(row, "id", "") == row_id)
    one = replace(found, rows=(found.rows[index],), places=(found.places[index],))
    others: tuple[type[Row], ...] = (Indicator, Assignment, Frame)
    empty = {other: replace(reading.found[other], rows=(), places=()) for other in others}
    return replace(reading, found={**reading.found, **empty, row_class: one})


@pytest.fixture(scope="module")
def both_years() -> tuple[PlanReading, PlanReading]:
    old, new = (read_plan_file(folder / PLAN_FILE) for folder in (plan_folder(), NEXT_YEAR))
    return old, new


@pytest.mark.parametrize(("old", "new"), near_identical())
def test_near_identical_rows_stay_two(
    both_years: tuple[PlanReading, PlanReading], old: str, new: str
) -> None:  # PA05
    row_class = Indicator if old.count(".") == 2 else Assignment
    before, after = (
        only(reading, row_class, row_id)
        for reading, row_id in zip(both_years, (old, new), strict=True)
    )
    difference = compare_plans(before, after)
    [part] = [part for part in difference.parts if part.sheets.row_class is row_class]
    is_doubled = (old, new) == ("hsn-4.1.2", "hsn-4.1.3")  # one name to the letter
    assert bool(part.pairing.pairs) is is_doubled


def test_every_noun_is_compared() -> None:
    assert len({noun.row_class for noun in NOUNS}) == len(NOUNS) == len(SHEETS) - 1
