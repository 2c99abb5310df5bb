"""Units through a whole round: issued, returned, put together, read by their committee.

- UR01: each unit's workbook is its own, in a folder of its committee's; the same again.
- UR02: a unit's return is stored as the unit's; a later one holds, and it is counted once.
- UR03: the committee's workbook is the same issue when it is written again with what units said.
- UR04: what units write cannot be taken for the committee's own answers.
- UR05: a file under another's name is told; a unit that is no longer there is refused.
- UR06: status tells units apart from committees, who is missing and who is late.
- UR07: a hundred units: the demo's figures, reckoned by hand from the answers.
"""

from __future__ import annotations

import io
import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.cli.words import status_lines
from sheetplan.excel.reader import read_workbook
from sheetplan.flows.answers import results_of
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.demo import Demo
from sheetplan.flows.issue import issue
from sheetplan.flows.status import status
from sheetplan.flows.year import NoUnit, Year, require_period, require_plan
from sheetplan.plan import unit_tabs
from sheetplan.plan.noun import UNIT as UNIT_NOUN
from sheetplan.plan.words import Current
from sheetplan.store.store import Store
from sheetplan.tables.results import Results
from tests.conftest import (
    NOW,
    OTHER_UNIT,
    PERIOD,
    UNIT,
    cell_of,
    changed,
    codes,
    hand_in,
    issued_file,
    plan_changed,
    returned,
    tab_of,
)

NAME, OTHER_NAME = f"{UNIT}-{PERIOD}.xlsx", f"{OTHER_UNIT}-{PERIOD}.xlsx"
SHARE = "hsn-2.4.1"


def results_in(year: Year) -> Results:
    plan = require_plan(year)
    return results_of(year, plan, require_period(plan, PERIOD))


def test_a_unit_gets_its_own_workbook(year: Year) -> None:  # UR01
    path = issued_file(year, UNIT)
    before = path.read_bytes()
    (again,) = issue(year, PERIOD, units=[UNIT])
    assert again.path == path
    assert path.read_bytes() == before
    book = load_workbook(io.BytesIO(before))
    start = tab_of(book, "Start")
    assert start["A1"].value == "Hälsocentral Tallmon"
    shown = {start.cell(row, 1).value: start.cell(row, 2).value for row in range(1, 12)}
    assert shown["Hör till"] == "Närsjukvårdsområde Umeå, Hälso- och sjukvårdsnämnden"
    assert book.sheetnames[:5] == ["Start", "Indikatorer", "Delmål", "Aktiviteter", "Texter"]


def test_an_unknown_unit_is_answered_with_the_nearest(year: Year) -> None:  # UR01
    with pytest.raises(NoUnit, match="Menas hsn-um-halsocentral-tallmon"):
        issue(year, PERIOD, units=["hsn-um-halsocentral-talmon"])


def test_a_return_is_the_units_and_a_later_one_holds(year: Year) -> None:  # UR02
    receipt = hand_in(year, returned(year, UNIT), NAME)
    assert (receipt.committee, receipt.unit, receipt.outcome) == ("hsn", UNIT, "accepted")

    def more(book: Workbook) -> None:
        cell_of(book, "Indikatorer", SHARE, "numerator").value = 1
        cell_of(book, "Indikatorer", SHARE, "denominator").value = 4

    later = changed(returned(year, UNIT), more)
    assert hand_in(year, later, NAME, NOW + timedelta(days=1)).outcome == "accepted"
    with Store(year.store_file) as store:
        (standing,) = store.latest(PERIOD)
    assert (standing.committee, standing.unit) == ("hsn", UNIT)
    made = next(r for r in results_in(year).indicators if r.indicator.id == SHARE)
    assert made.outcome.value == Decimal(25)
    assert made.aggregate is not None
    assert made.aggregate.included == (UNIT,)


def test_the_committee_reads_what_its_units_said(year: Year) -> None:  # UR03
    before = issued_file(year, "hsn").read_bytes()
    filled_before = returned(year, "hsn")
    hand_in(year, returned(year, UNIT), NAME)
    hand_in(year, returned(year, OTHER_UNIT), OTHER_NAME)
    (again,) = issue(year, PERIOD, ["hsn"])
    assert again.number == 1
    after = again.path.read_bytes()
    assert after != before
    book = load_workbook(io.BytesIO(after))
    assert set(unit_tabs.UNIT_TABS) <= set(book.sheetnames)
    said = str(cell_of(book, "Delmål", "hsn-2.4", "units_said").value)
    assert re.match(r"\d av 2 rapporterande enheter bedömer att delmålet är uppfyllt", said)
    assert cell_of(book, "Indikatorer", SHARE, "units_said").value == "2 av 100 enheter"
    assert isinstance(cell_of(book, "Indikatorer", SHARE, "outcome").value, int | float)
    # Whoever had begun in the first workbook goes on in it.
    assert hand_in(year, filled_before, f"hsn-{PERIOD}.xlsx").outcome != "refused"


def test_a_text_of_a_unit_is_no_answer_of_the_committee(year: Year) -> None:  # UR04
    def teasing(book: Workbook) -> None:
        cell_of(book, "Texter", "events", "text").value = "Klart att lämna in"
        cell_of(book, "Texter", "past", "text").value = "sheetplan:subgoals"

    hand_in(year, changed(returned(year, UNIT), teasing), NAME)
    issue(year, PERIOD, ["hsn"])
    receipt = hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    assert receipt.outcome != "refused", [str(p) for p in receipt.problems]


def test_a_formula_in_a_units_text_stays_text(year: Year) -> None:  # UR04
    def formula(book: Workbook) -> None:
        cell = cell_of(book, "Texter", "events", "text")
        cell.value, cell.data_type = "=1+1", "s"

    hand_in(year, changed(returned(year, UNIT), formula), NAME)
    issue(year, PERIOD, ["hsn"])
    book = read_workbook(issued_file(year, "hsn").read_bytes(), "hsn.xlsx")
    grid = next(g for g in book.grids if g.name == unit_tabs.TEXTS)  # type: ignore[union-attr]
    cell = next(c for c in grid.cells.values() if c.value == "=1+1")
    assert cell.formula is None


def test_files_under_other_names(year: Year) -> None:  # UR05
    assert codes(hand_in(year, returned(year, UNIT), "svar.xlsx")) == []
    other = changed(returned(year, OTHER_UNIT), lambda book: None)  # noqa: ARG005 - saved anew
    receipt = hand_in(year, other, f"hsn-{PERIOD}.xlsx")
    assert codes(receipt) == ["INL-25"]
    assert "den gäller Jourtandvård" in str(receipt.problems[0])


def test_a_unit_that_the_plan_no_longer_has(year: Year) -> None:  # UR05
    data = returned(year, UNIT)
    plan_changed(year, "Enheter", UNIT, "Får arbetsbok", "Nej")
    receipt = hand_in(year, data, NAME)
    assert codes(receipt) == ["INL-04"]
    assert receipt.outcome == "refused"


def test_status_tells_units_apart(year: Year) -> None:  # UR06
    late = NOW + timedelta(days=4)  # the deadline is two days after NOW
    hand_in(year, returned(year, UNIT), NAME)
    hand_in(year, returned(year, OTHER_UNIT), OTHER_NAME, late)
    plan = require_plan(year)
    statuses = status(year, plan, require_period(plan, PERIOD))
    assert len(statuses) == len(plan.committees) + 100
    told = list(status_lines(statuses, PERIOD))
    assert told[0] == "2025-08: 0 av 8 nämnder har lämnat in."
    assert "Hälso- och sjukvårdsnämnden: 2 av 100 enheter har lämnat in." in told
    assert "  … och 78 till." in told
    assert told[-1] == "  1 kom efter sista svarsdagen."
    by_id = {s.respondent.id: s for s in statuses}
    assert by_id[OTHER_UNIT].late == "2 dagar för sent"
    assert by_id[UNIT].late == ""


def test_a_hundred_units_come_to_what_can_be_reckoned_by_hand(shown: Demo) -> None:  # UR07
    """Read the answers as they were typed, with nothing of ours but the file."""
    folder = plan_folder() / "returns" / PERIOD
    text = (folder / "hsn-enheter.md").read_text(encoding="utf-8")
    sections = re.split(r"(?m)^# ", text)[2:]
    assert len(sections) == 95
    said = [re.search(rf"\| {SHARE} \| (.*?) \| (.*?) \|", one) for one in sections]
    pairs = [(one[1], one[2]) for one in said if one and one[1].isdigit()]
    assert len(pairs) == 93  # one has no value, one cannot be read and is refused
    by_hand = Decimal(sum(int(top) for top, _ in pairs)) * 100 / len(pairs)
    results = shown.consolidated.results
    made = next(r for r in results.indicators if r.indicator.id == SHARE)
    assert made.aggregate is not None
    assert made.outcome.value is not None
    assert abs(made.outcome.value - by_hand) < Decimal("1e-9")
    assert made.aggregate.told(UNIT_NOUN) == "93 av 100 enheter"
    assert len(made.aggregate.missing) == 7  # five silent, one refused, one with a reason
    refused = [s for s in sections if re.search(rf"\| {SHARE} \| ca", s)]
    assert len(refused) == 1
    there = [s for s in sections if s not in refused]
    for goal in ("hsn-1.1", "hsn-2.4", "hsn-6.1", "hsn-7.1"):
        words = [re.search(rf"\| {goal} \| (.*?) \|", one) for one in there]
        counts = results.said["hsn"].judgements[goal].counts
        for word in Current:
            wanted = sum(bool(one and one[1] == word.label) for one in words)
            assert counts.get(word, 0) == wanted, (goal, word)


def test_the_controllers_workbook_has_the_units(shown: Demo) -> None:  # UR07
    book = load_workbook(shown.consolidated.workbook)
    assert set(unit_tabs.UNIT_TABS) <= set(book.sheetnames)
    units = tab_of(book, unit_tabs.UNITS)
    rows = [[c.value for c in row] for row in units.iter_rows(min_row=5)]
    assert [row[2] for row in rows[:100]].count("○ Saknas") == 6
    last = rows[-1]
    assert (last[1], last[2], last[3]) == ("Alla enheter", "94 av 100", "93 av 100")
    areas = rows[100:-1]
    assert [row[1] for row in areas] == ["Alla enheter i området"] * 6
    assert sum(int(str(row[2]).split()[0]) for row in areas) == 94
    assert "flyttades 2025-06-01 och räknas här i" in str(units["A3"].value)


def test_the_demos_folder_stays_small(shown: Demo) -> None:  # UR07
    root: Path = shown.year.root
    issued = list((root / "issued" / PERIOD / "hsn").iterdir())
    assert len(issued) == 100
    assert sum(path.stat().st_size for path in issued) < 100 * 30_000
