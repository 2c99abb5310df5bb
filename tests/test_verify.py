"""``sheetplan verify``: whether what was received is as it was, in the store and in the archive.

- VE01: a sound year is said to be sound, with the last event's hash.
- VE02: a file that is missing, changed or surplus in the archive is named.
- VE03: events that were cut off are seen by the files that they leave behind.
- VE04: a reception that was cut short is told and is no fault.
- VE05: what the store finds broken is told with the rest.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sheetplan.flows.verify import verify
from sheetplan.flows.year import Year
from tests.command_line import answer, assert_told, prepared, run
from tests.conftest import PERIOD, contents, hand_in, returned
from tests.submissions import behind

NAMES = {"rf": "inlämning 1, rf-2025-08.xlsx (rf, 2025-08)"}


@pytest.fixture
def year(year: Year) -> Year:
    """A year that has received three returns, one of them refused."""
    prepared(year, "rf", "rev", "pn")
    return year


def archived(year: Year) -> Path:
    """Return the file that was received first."""
    return year.archive / f"{verify(year).register.entries[0].sha256}.xlsx"


def test_sound_year(year: Year) -> None:  # VE01
    before = contents(year.root)
    done = run(year.root, "verify")
    assert done.returncode == 0
    assert done.stdout.startswith("3 inlämningar är som när de togs emot, med sina filer.\n")
    assert before == contents(year.root)
    data = answer(year.root, "verify")
    assert data.pop("last_hash") in done.stdout
    assert data == {"submissions": 3, "faults": [], "remarks": []}


def test_year_without_returns(issued_once: Year) -> None:  # VE01
    done = run(issued_once.root, "verify")
    assert done.returncode == 0
    assert "Inget är mottaget än" in done.stdout
    assert not issued_once.store_file.exists()


def test_missing_file_is_named_and_may_be_received_again(year: Year) -> None:  # VE02
    archived(year).unlink()
    done = run(year.root, "verify")
    assert_told(done)
    assert f"Filen till {NAMES['rf']} saknas i arkivet." in done.stdout
    hand_in(year, returned(year, "rf"), "rf igen.xlsx")
    assert verify(year).faults == ()


def test_changed_file_is_named(year: Year) -> None:  # VE02
    path = archived(year)
    path.write_bytes(path.read_bytes() + b" ")
    [fault] = answer(year.root, "verify")["faults"]
    assert fault.startswith(f"Filen till {NAMES['rf']} har ändrats i arkivet ({path.name}).")


def test_surplus_files_are_told_apart(year: Year) -> None:  # VE02
    own, other = "a" * 64 + ".xlsx", "anteckning.txt"
    for name in (own, other):
        (year.archive / name).write_bytes(b"hej")
    found = verify(year)
    assert [own in fault for fault in found.faults] == [True]
    assert [other in remark for remark in found.remarks] == [True]


def test_events_that_were_cut_off_are_seen_by_their_files(year: Year) -> None:  # VE03
    before = verify(year)
    for table in ("stored_value", "stored_problem", "event"):
        behind(year.store_file, f"DELETE FROM {table} WHERE submission = 3")  # noqa: S608
    behind(year.store_file, "DELETE FROM submission WHERE sequence = 3")
    after = verify(year)
    [fault] = after.faults
    assert before.register.entries[2].sha256 in fault
    assert "förlorat sina senaste händelser" in fault
    assert before.register.last_hash != after.register.last_hash


def test_a_store_that_is_gone_is_seen_by_its_files(year: Year) -> None:  # VE03
    year.store_file.unlink()
    assert len(answer(year.root, "verify")["faults"]) == 3


def test_a_reception_cut_short_before_the_store_was_told(year: Year) -> None:  # VE04
    (year.archive / f"{'b' * 64}.part").write_bytes(b"PK")
    done = run(year.root, "verify")
    assert done.returncode == 0
    assert "En mottagning avbröts innan filen var lagrad" in done.stdout


def test_a_reception_cut_short_after_the_store_was_told(year: Year) -> None:  # VE04
    path = archived(year)
    aside = path.rename(path.with_suffix(".part"))
    assert answer(year.root, "verify") | {"last_hash": ""} == {
        "submissions": 3, "faults": [], "remarks": [], "last_hash": "",
    }  # fmt: skip
    hand_in(year, returned(year, "rf"), f"rf-{PERIOD}.xlsx")
    assert path.exists()
    assert not aside.exists()


def test_a_changed_value_is_told_with_the_rest(year: Year) -> None:  # VE05
    behind(year.store_file, "UPDATE stored_value SET value = 'x' WHERE submission = 1")
    archived(year).unlink()
    done = run(year.root, "verify")
    assert_told(done)
    assert "2 fel bland 3 inlämningar:" in done.stdout
    assert "Inlämning 1, rf-2025-08.xlsx (rf, 2025-08) har ändrats sedan" in done.stdout


def test_a_store_that_cannot_be_read_is_told(year: Year) -> None:  # VE05
    year.store_file.write_bytes(b"")
    assert_told(run(year.root, "verify"))
