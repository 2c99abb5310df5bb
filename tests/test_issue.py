"""Workbooks issued again, and a plan that has changed since the issue.

- RC14: issued again from the same plan and record, every workbook has the same bytes.
- RC15: only a committee whose part of the plan has changed gets a new number; the old is refused.
- RC16: a committee is never blamed for a plan that changed after the issue.
"""

from __future__ import annotations

from sheetplan.flows.record import read_record
from sheetplan.flows.year import Year
from tests.conftest import (
    PERIOD,
    codes,
    contents,
    hand_in,
    history,
    issue_to_committees,
    plan_changed,
    returned,
    standing,
)
from tests.returns import HSN, RF


def test_issued_again_has_the_same_bytes(year: Year) -> None:  # RC14
    before = contents(year.issued)
    assert len([name for name in before if name.endswith(".xlsx")]) == 8 + 2
    issue_to_committees(year)
    assert before == contents(year.issued)


def test_only_a_changed_part_of_the_plan_gets_a_new_number(year: Year) -> None:  # RC15
    before = contents(year.issued)
    plan_changed(year, "Indikatorer", "hsn-2.2.1", "Målvärde", 0.6)
    issue_to_committees(year)
    record = read_record(year, PERIOD)
    numbers = {i.committee: i.number for i in record.issues}
    assert {c: 2 if c == "hsn" else 1 for c in numbers} == numbers
    after = contents(year.issued)
    rewritten = {name for name in after if after[name] != before.get(name)}
    assert {f"{PERIOD}/{HSN}", f"{PERIOD}/utskick.json"} == {
        name.replace("\\", "/") for name in rewritten
    }


def test_older_issue_is_refused_and_the_new_one_taken(year: Year) -> None:  # RC15
    old = returned(year, "hsn")
    plan_changed(year, "Indikatorer", "hsn-2.2.1", "Målvärde", 0.6)
    issue_to_committees(year)
    assert codes(hand_in(year, old, HSN)) == ["INL-27"]
    assert history(year) == ()
    assert hand_in(year, returned(year, "hsn"), HSN).outcome == "accepted"
    stored = standing(year, "hsn")
    assert stored is not None
    assert stored.number == 2


def test_plan_changed_after_the_issue_is_not_the_committees_fault(year: Year) -> None:  # RC16
    data = returned(year, "hsn")
    plan_changed(year, "Indikatorer", "hsn-2.2.1", "Målvärde", 0.6)
    receipt = hand_in(year, data, HSN)
    assert (receipt.outcome, codes(receipt)) == ("remarks", ["INL-28"])


def test_row_added_to_the_plan_after_the_issue_is_not_lost(year: Year) -> None:  # RC16
    data = returned(year, "rf")
    plan_changed(year, "Uppdrag", "rf-1", "Redovisas av", "hsn, rs, rf")
    assert "INL-08" not in codes(hand_in(year, data, RF))
