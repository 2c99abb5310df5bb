"""The command line's own words: wrong use, what is not there, JSON and help.

- BI05: wrong use gives exit 2 and Swedish words.
- BI06: what is not there (year, period, committee, issue, return) gives a sentence and exit 1.
- BI07: ``--json`` gives JSON in the contract's shape on standard output and nothing else.
- BI08: help is Swedish.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sheetplan.flows.year import Year
from tests.command_line import ENGLISH, answer, assert_told, prepared, run, started
from tests.conftest import PERIOD, contents, plan_changed, returned
from tests.problems.acts import PDF

COMMANDS = (
    (), ("plan",), ("plan", "check"), ("issue",), ("check",), ("receive",), ("status",),
    ("import",), ("tables",), ("report",), ("trace",), ("verify",), ("demo",),
)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [(), ("nope",), ("check",), ("check", "--nope", "x"), ("issue",), ("issue", PERIOD, "extra"),
     ("report", "--plan"), ("status", "--folder"), ("status", "--json=ja"), ("plan",),
     ("plan", "nope"),
     ("--nope",)],
    ids=lambda words: " ".join(words) or "nothing",
)  # fmt: skip
def test_wrong_use_is_told_in_swedish(year: Year, words: tuple[str, ...]) -> None:  # BI05
    done = started(year.root, *words)
    assert_told(done, 2)
    assert not ENGLISH.search(done.stdout + done.stderr)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("issue", "2024-08"), "2025-08"),
        (("issue", PERIOD, "--committee", "kultur"), "hsn"),
        (("status", "--period", "aug"), "2025-08"),
        (("tables", "--period", "aug"), "2025-08"),
        (("report", "--committee", "kultur"), "hsn"),
        (("report", "--committee", "rf"), "sheetplan receive"),
        (("plan", "check", "finns inte.xlsx"), "finns inte.xlsx"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_not_there_is_told_with_what_is(  # BI06
    year: Year, words: tuple[str, ...], named: str
) -> None:
    before = contents(year.root)
    done = run(year.root, *words)
    assert_told(done)
    assert named in done.stderr
    assert before == contents(year.root)


def test_folder_that_is_no_year(tmp_path: Path) -> None:  # BI06
    done = run(tmp_path, "status")
    assert_told(done)
    assert "plan.xlsx" in done.stderr


def test_receipts_as_json(year: Year) -> None:  # BI07
    (year.inbox / "pn.xlsx").write_bytes(returned(year, "pn"))
    (year.inbox / "rev.xlsx").write_bytes(returned(year, "rev"))
    (year.inbox / "x.xlsx").write_bytes(PDF)
    checked = run(year.root, "check", str(year.inbox), "--json")
    received = started(year.root, "receive", "--json")
    assert (checked.returncode, received.returncode) == (1, 1)
    assert received.stderr == ""
    data = json.loads(received.stdout)
    copies = [Path(file.pop("copy") or "-").name for file in data["files"]]
    ending = f"{PERIOD}-att-komplettera.xlsx"
    assert [f"pn-{ending}", f"rev-{ending}", "-"] == copies
    before = json.loads(checked.stdout)
    assert [file.pop("copy") for file in before["files"]] == [None, None, None]
    assert before == data
    assert {"files"} == data.keys()
    found = {f["file"]: (f["outcome"], f["committee"], f["period"]) for f in data["files"]}
    assert found == {
        "pn.xlsx": ("refused", "pn", PERIOD),
        "rev.xlsx": ("remarks", "rev", PERIOD),
        "x.xlsx": ("refused", None, None),
    }
    for file in data["files"]:
        assert {"file", "outcome", "committee", "unit", "period", "problems"} == file.keys()
        for problem in file["problems"]:
            wanted = {"code", "severity", "sheet", "cell", "label", "message"}
            assert wanted <= problem.keys()
            assert problem["severity"] in {"remark", "error"}


def test_status_as_json(year: Year) -> None:  # BI07
    prepared(year, "rf", "rev", "pn")
    data = answer(year.root, "status")
    assert {"period", "returns"} == data.keys()
    assert data["period"] == PERIOD
    found = {r["committee"]: r["outcome"] for r in data["returns"]}
    expected = {"rf": "accepted", "rev": "remarks", "pn": "refused", "hsn": "missing"}
    assert expected == {committee: found[committee] for committee in expected}
    for one in data["returns"]:
        assert {"committee", "unit", "outcome", "received_at", "missing"} == one.keys()
        assert (one["received_at"] is None) is (one["outcome"] == "missing")


def test_tables_as_json(year: Year) -> None:  # BI07
    prepared(year, "hsn")
    data = answer(year.root, "tables")
    contract = {"indicators", "subgoals", "assignments", "budget", "tables"}
    economy = {
        "bridge", "tied_totals", "statements", "financial_goals", "restoration", "reserve",
        "forecasts", "tied_outcomes",
    }  # fmt: skip
    assert (
        contract
        | economy
        | {"period", "note", "caution", "series", "completeness", "units", "ledger"}
        == data.keys()
    )
    keys = {
        "id", "committee", "unit", "period", "outcome", "target", "ratio", "periodised_ratio",
        "status", "reason", "numerator", "denominator", "weight", "groups", "difference",
    }  # fmt: skip
    statuses = {"met", "partly", "not_met", "no_data", "not_due", "undecided"}
    for one in data["indicators"]:
        assert keys == one.keys()
        assert one["status"] in statuses
    known = next(one for one in data["indicators"] if one["id"] == "hsn-2.2.1")
    assert (known["outcome"], known["target"], known["status"]) == (19, 55, "not_met")


def test_plan_problems_as_json(year: Year) -> None:  # BI07
    plan_changed(year, "Delmål", "hsn-1.1", "Mål-id", "m9")
    done = run(year.root, "plan", "check", "--json")
    assert done.returncode == 1
    [problem, *remarks] = json.loads(done.stdout)["problems"]
    assert {remark["severity"] for remark in remarks} == {"remark"}
    place = [problem[key] for key in ("code", "severity", "sheet", "cell", "label")]
    assert place == ["CELL-10", "error", "Delmål", "C5", "Mål-id"]


def test_plan_reconciliations_as_json(year: Year) -> None:  # BI07
    wanted = {"problems", "reconciliations", "financial_goals"}
    assert wanted == answer(year.root, "plan", "check").keys()


def test_json_is_alone_on_standard_output_when_it_fails(year: Year) -> None:  # BI07
    done = run(year.root, "tables", "--period", "aug", "--json")
    assert_told(done)
    assert done.stdout == ""


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "sheetplan")
def test_help_is_swedish(tmp_path: Path, words: tuple[str, ...]) -> None:  # BI08
    done = started(tmp_path, *words, "--help")
    assert_told(done, 0)
    assert not ENGLISH.search(done.stdout)
    assert "Användning: " in done.stdout
