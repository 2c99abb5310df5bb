"""A return's life: whose it is, what it supersedes, and what is kept of it.

- RC08: identity decides, not the file's name.
- RC09: the same bytes twice change nothing; what was said the first time is said again.
  Bytes that are known are answered without being read, unless more must be known about them.
- RC10: a later return supersedes an earlier one, which stays in the history.
- RC11: a refused return leaves the earlier one standing.
- RC12: the archive holds the very bytes that came in; a file that is not ours leaves no trace.
- RC13: a folder is received whole, and an open workbook's marker is told apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.flows.receive import check, receive
from sheetplan.flows.year import Year
from tests.conftest import (
    NOW,
    PERIOD,
    UNIT,
    answers_of,
    changed,
    codes,
    contents,
    hand_in,
    history,
    issue_to_committees,
    issued_file,
    plan_changed,
    returned,
    standing,
    start_cell,
    tab_of,
)
from tests.problems.acts import with_identity
from tests.returns import HSN, REV, RF, sign, typing


def test_identity_decides_and_not_the_name(year: Year) -> None:  # RC08
    receipt = hand_in(year, returned(year, "rf"), REV)
    assert (receipt.committee, receipt.outcome, codes(receipt)) == ("rf", "remarks", ["INL-25"])
    assert standing(year, "rev") is None
    assert standing(year, "rf") is not None


def test_identity_at_odds_with_the_record_is_kept_for_nobody(year: Year) -> None:  # RC08
    hand_in(year, with_identity(returned(year, "rev"), "committee", "kln"), REV)
    assert history(year) == ()


@pytest.mark.parametrize("name", ["Kopia av RF ÅÄÖ (1).xlsx", "rf-2025-08 (2).XLSX", "x"])
def test_any_other_name_is_fine(year: Year, name: str) -> None:  # RC08
    assert hand_in(year, returned(year, "rf"), name).outcome == "accepted"


def test_other_tabs_hold_no_second_identity(year: Year) -> None:  # RC08
    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(tab_of(book, "_sheetplan"))
        assert isinstance(copy, Worksheet)

    assert hand_in(year, changed(returned(year, "rf"), change), RF).outcome == "accepted"


def test_same_bytes_twice_change_nothing(year: Year) -> None:  # RC09
    first = hand_in(year, returned(year, "rf"), RF)
    before = contents(year.root)
    again = hand_in(year, returned(year, "rf"), RF, NOW + timedelta(days=1))
    assert before == contents(year.root)
    assert (first.outcome, ["INL-24"]) == (again.outcome, codes(again))
    assert len(history(year)) == 1


def test_refused_file_sent_again_is_told_why_again(year: Year) -> None:  # RC09
    first = hand_in(year, returned(year, "pn"), f"pn-{PERIOD}.xlsx")
    again = hand_in(year, returned(year, "pn"), f"pn-{PERIOD}.xlsx")
    assert set(codes(first)) <= set(codes(again))


def test_known_file_that_answers_an_older_issue_by_now(year: Year) -> None:  # RC09
    hand_in(year, returned(year, "rf"), RF)
    plan_changed(year, "Ramar", "rf", "Budget", 17)
    data = (year.inbox / RF).read_bytes()
    issue_to_committees(year)
    assert codes(hand_in(year, data, RF)) == ["INL-27"]


def test_known_file_of_a_unit_that_the_plan_has_no_longer(year: Year) -> None:  # RC09
    data = returned(year, UNIT)
    hand_in(year, data, "svar.xlsx")
    plan_changed(year, "Enheter", UNIT, "Får arbetsbok", "Nej")
    assert codes(hand_in(year, data, "svar.xlsx")) == ["INL-04"]


def test_known_file_puts_back_what_the_archive_has_lost(year: Year) -> None:  # RC09
    hand_in(year, returned(year, "rf"), RF)
    before = contents(year.archive)
    (lost,) = year.archive.iterdir()
    lost.unlink()
    assert codes(hand_in(year, returned(year, "rf"), RF)) == ["INL-24"]
    assert contents(year.archive) == before


def test_later_return_supersedes_and_the_first_stays(year: Year) -> None:  # RC10
    first = returned(year, "rf")
    later = changed(first, typing(("Ekonomi", "rf", "outcome"), 10.7))
    hand_in(year, first, RF)
    hand_in(year, later, "rf rättad.xlsx", NOW + timedelta(days=1))
    outcomes = [answers_of(s)["economy", "rf", "outcome"] for s in history(year)]
    assert [Decimal("10.8"), Decimal("10.7")] == outcomes
    assert Decimal("10.7") == answers_of(standing(year, "rf"))["economy", "rf", "outcome"]


def test_refused_return_leaves_the_earlier_standing(year: Year) -> None:  # RC11
    hand_in(year, returned(year, "rf"), RF)
    expected = standing(year, "rf")
    wrong = changed(returned(year, "rf"), typing(("Ekonomi", "rf", "outcome"), "ca 11"))
    assert hand_in(year, wrong, RF).outcome == "refused"
    assert expected == standing(year, "rf")
    assert [tuple(p.code for p in s.problems) for s in history(year)] == [(), ("CELL-02",)]
    assert history(year)[1].values == ()


def not_signed_at_all(book: Workbook) -> None:
    for label in ("Namn", "Befattning", "Datum", "Klart att lämna in"):
        start_cell(book, label).value = None


def test_answers_without_any_signature_are_refused(year: Year) -> None:  # RC11
    receipt = hand_in(year, changed(returned(year, "rf"), not_signed_at_all), RF)
    assert receipt.outcome == "refused"
    assert codes(receipt) == ["CELL-01", "CELL-01", "CELL-01"]


def test_blank_but_signed_workbook_does_not_supersede(year: Year) -> None:  # RC11
    hand_in(year, returned(year, "rf"), RF)
    expected = standing(year, "rf")

    hand_in(year, changed(issued_file(year, "rf").read_bytes(), sign), RF)
    assert expected == standing(year, "rf")


def test_archive_holds_what_came_in(year: Year) -> None:  # RC12
    data = returned(year, "rf")
    hand_in(year, data, RF)
    digest = hashlib.sha256(data).hexdigest()
    assert {f"{digest}.xlsx": data} == contents(year.archive)
    stored = standing(year, "rf")
    assert stored is not None
    assert (digest, RF, NOW) == (stored.sha256, stored.file, stored.received_at)


def test_check_says_what_receive_says_and_stores_nothing(year: Year) -> None:  # RC12
    year.inbox.mkdir(exist_ok=True)
    (year.inbox / RF).write_bytes(returned(year, "rf"))
    (year.inbox / REV).write_bytes(returned(year, "rev"))
    (year.inbox / "pdf.xlsx").write_bytes(b"%PDF-1.7")
    before = contents(year.root)
    checked = check(year, [])
    assert before == contents(year.root)
    assert checked == tuple(replace(r, copy=None) for r in receive(year, [], NOW))


def test_file_that_is_not_ours_leaves_no_trace(year: Year) -> None:  # RC12
    hand_in(year, b"%PDF-1.7", RF)
    assert not year.store_file.exists()
    assert not year.archive.exists()


def test_folder_is_received_whole(year: Year) -> None:  # RC13
    year.inbox.mkdir(exist_ok=True)
    (year.inbox / HSN).write_bytes(returned(year, "hsn"))
    (year.inbox / f"~${HSN}").write_bytes(b"\x05Anna" + bytes(160))
    (year.inbox / REV).write_bytes(returned(year, "rev"))
    (year.inbox / "Thumbs.db").write_bytes(b"x")
    found = {r.file: (r.outcome, codes(r)) for r in receive(year, [year.inbox], NOW)}
    assert {
        HSN: ("accepted", []),
        REV: ("remarks", ["INL-20"]),
        f"~${HSN}": ("refused", ["FIL-09"]),
    } == found
    assert {"hsn", "rev"} == {s.committee for s in history(year)}
