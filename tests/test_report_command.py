"""The commands on reports as people and scripts use them.

- RC01: `report --committee`, `report update` and `report check` work side by side.
- RC02: exit 0 in order, 1 where a person must decide, 2 wrong use; JSON on standard output.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sheetplan.flows.year import Year
from tests.command_line import ENGLISH, answer, assert_told, prepared, run
from tests.reporting import COMMITTEE, FRAMES, Reported, type_in

FILE = "report/delarsrapport-hsn-2025-08.docx"


@pytest.fixture
def reported(year: Year) -> Reported:
    """A year with a report that is just written by the command."""
    prepared(year, COMMITTEE)
    assert answer(year.root, "report", "--committee", COMMITTEE)["omitted"] == []
    return Reported(year, year.root / FILE)


def test_rc01_update_and_check_say_what_they_found(reported: Reported) -> None:
    root = reported.year.root
    assert run(root, "report", "check", FILE).returncode == 0
    assert "redan aktuell" in run(root, "report", "update", FILE).stdout
    reported.edit(type_in(FRAMES, 1, 3, "4 699,9"))
    reported.correct({("Ekonomi", "hsn", "outcome"): 4700.5})
    checked = run(root, "report", "check", FILE)
    assert checked.returncode == 1
    assert "[RAP-01]" in checked.stdout
    done = run(root, "report", "update", FILE, "--track")
    assert done.returncode == 1
    assert "”−335,0” → ”−344,5”" in done.stdout
    assert "i rapporten står ”4 699,9”, underlaget ger ”4\u00a0700,5”" in done.stdout
    assert not ENGLISH.search(done.stdout.replace(str(root), ""))


def test_rc02_json_carries_both_values(reported: Reported) -> None:
    root = reported.year.root
    reported.edit(type_in(FRAMES, 1, 3, "4 699,9"))
    reported.correct({("Ekonomi", "hsn", "outcome"): 4700.5})
    problems = answer(root, "report", "check", FILE)["problems"]
    assert {"RAP-01", "RAP-02"} <= {problem["code"] for problem in problems}
    data = answer(root, "report", "update", FILE)
    assert data.keys() == {
        "file", "before", "changes", "conflicts", "texts", "new", "gone", "deleted",
    }  # fmt: skip
    assert Path(data["before"]).is_file()
    assert data["conflicts"] == [
        {
            "id": FRAMES,
            "title": "Resultat jan–aug 2025",
            "what": "Hälso- och sjukvårdsnämnd, Utfall perioden (mnkr)",
            "own": "4 699,9",
            "new": "4\u00a0700,5",
        }
    ]
    assert json.dumps(data)


def test_rc02_wrong_use_is_told(reported: Reported) -> None:
    root = reported.year.root
    assert_told(run(root, "report", "--plan"), 2)
    assert_told(run(root, "report", "update"), 2)
    assert_told(run(root, "report", "uppdatera", FILE), 2)
    assert_told(run(root, "report", "update", "plan.xlsx"), 1)
    assert_told(run(root, "report", "check", "finns-inte.docx"), 1)
