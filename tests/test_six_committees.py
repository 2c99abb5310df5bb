"""A region of six committees, from an empty plan to a consolidated workbook, to the last öre.

- SC01: every committee's answer is in the total, and the total is the result budget's, exactly.
- SC02: reallocations cancel out, and the frames of each committee make the frames of all.
- SC03: one öre of difference is found, named with both sums and where it stands.
- SC04: nothing is held while a committee is missing, and it says which.
- SC05: for any amounts and any one of the committees, one öre is found.
"""

from __future__ import annotations

import functools
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sheetplan.flows.consolidate import Consolidated, Gathered, consolidate, gather
from sheetplan.flows.year import Year
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.reconciling.figures import Figure
from sheetplan.tables.tied_outcomes import TiedOutcome
from tests.six_committees import OUTCOMES, PERIOD, TOTAL, answer, issued, plan_text


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> tuple[Year, Consolidated]:
    year = issued(tmp_path_factory.mktemp("region") / "2026", plan_text())
    for committee, outcome in OUTCOMES.items():
        answer(year, committee, outcome)
    return year, consolidate(year, PERIOD)


def data_of(made: Consolidated) -> Any:
    return json.loads(
        (made.folder / "tables.json").read_text(encoding="utf-8"), parse_float=Decimal
    )


def test_all_answers_are_in_the_total(region: tuple[Year, Consolidated]) -> None:  # SC01
    made = region[1]
    (tied,) = data_of(made)["tied_outcomes"]
    assert {c: Decimal(a) for c, a in tied["outcomes"].items()} == {
        c: Decimal(o.replace(" ", "").replace(",", ".")) for c, o in OUTCOMES.items()
    }
    assert (tied["sum"], tied["net_cost"], tied["difference"]) == (TOTAL, TOTAL, 0)
    assert tied["verdict"] == "exact"
    assert sum(Decimal(row["outcome"]) for row in data_of(made)["budget"]) == TOTAL
    assert not any("RED-47" in line for line in made.overview)
    tab = load_workbook(made.workbook)["Utfall mot resultatbudget"]
    shown = [[cell.value for cell in row[:3]] for row in tab.iter_rows(min_row=5)]
    assert [row[1] for row in shown[6:]] == [float(TOTAL), float(TOTAL), 0]
    assert shown[6][0] == "Tillsammans (6 av 6 nämnder)"
    assert "Exakt" in str(shown[8][2])


def test_frames_and_reallocations(region: tuple[Year, Consolidated]) -> None:  # SC02
    data = data_of(region[1])
    *own, whole = data["bridge"]
    assert len(own) == 6
    for label, amount in whole["amounts"].items():
        assert sum(Decimal(one["amounts"][label]) for one in own) == amount
    assert whole["amounts"]["Omfördelning"] == 0
    (tied,) = [one for one in data["tied_totals"] if one["year"] == 2026]
    assert (tied["frames"], tied["verdict"], len(tied["committees"])) == (
        1_832_000_000, "exact", 6,
    )  # fmt: skip
    assert not any("PLAN-67" in line for line in region[1].overview)


def test_one_ore_is_found_and_named(tmp_path: Path) -> None:  # SC03 SC04
    year = issued(tmp_path / "2026", plan_text("−1 234 567 890,13"))
    *most, last = OUTCOMES
    for committee in most:
        answer(year, committee, OUTCOMES[committee])
    waiting = gather(year, PERIOD)
    assert not any("RED-47" in line for line in waiting.sentences)
    assert waiting.economy.outcomes[0].judgement is None
    note = waiting.tables["Utfall mot resultatbudget"].note
    assert note == f"Stäms inte av förrän alla har svarat. Saknas: Nämnden {last}."
    answer(year, last, OUTCOMES[last])
    (said,) = [line for line in gather(year, PERIOD).sentences if "RED-47" in line]
    said = said.replace("\u00a0", " ")
    assert said.startswith("Resultatbudget!I5")
    assert "tillsammans 1 234 567 890,12, men här står 1 234 567 890,13." in said
    assert "Skillnaden är −0,01." in said


ORE = st.integers(0, 10**12).map(lambda ore: Decimal(ore) / 100)


@given(st.lists(ORE, min_size=6, max_size=6), st.integers(0, 5), st.sampled_from([-1, 0, 1]))
def test_one_ore_in_any_of_them(
    region: tuple[Year, Consolidated], amounts: list[Decimal], at: int, ore: int
) -> None:  # SC05
    now = gathered(region[0])
    planted = Decimal(ore) / 100
    net = figure_of(now, -sum(amounts, Decimal(0)))
    amounts[at] += planted
    own = zip(now.results.plan.committees, amounts, strict=True)
    tied = TiedOutcome(now.results.period, tuple(own), net)
    assert tied.judgement is not None
    assert tied.judgement.verdict is (Verdict.WRONG if ore else Verdict.EXACT)
    assert tied.difference == planted


@functools.cache
def gathered(year: Year) -> Gathered:
    return gather(year, PERIOD)


def figure_of(now: Gathered, value: Decimal) -> Figure:
    return replace(now.economy.outcomes[0].printed, value=value)
