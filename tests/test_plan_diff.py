"""What happened between two plans, against what was read by hand, and one change at a time.

- PD01: every finding that the reader is certain of is said, and nothing else (``pytest -s`` shows
  the figures).
- PD02: of an open number nothing is said but that it is open.
- PD03: pairs held out from tuning: none of two different indicators, and most of the others.
- PD04: a plan against itself is the same in everything, and nothing is said.
- PD05: each change has its sentence, with the direction that makes a target harder or easier.
- PD06: the command answers in words and in JSON, with both places; exit 0, 1 or 2.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.compare import compare
from sheetplan.flows.year import PLAN_FILE, Year
from sheetplan.plan.comparing.difference import Difference, compare_plans
from tests.command_line import ENGLISH, assert_told, run
from tests.conftest import NEXT_YEAR, plan_changed
from tests.diff_key import (
    RENAMINGS,
    SECTIONS,
    VOCABULARY,
    HeldOut,
    Told,
    allowed,
    by_hand,
    held_out,
    pairs_of,
)
from tests.small_plan import (
    ASSIGNMENT,
    INDICATOR,
    SUBGOAL,
    Cells,
    small_plan,
    told,
)

OLD = plan_folder()
NEW = NEXT_YEAR
NOT_IN_THE_TEXTS = {f"rf-{number}" for number in range(8, 14)}  # in the region's plan only


@pytest.fixture(scope="module")
def difference() -> Difference:
    return compare(OLD, NEW)


def findings(difference: Difference, noun: str) -> set[Told]:
    """Return what was found of a noun, in the words of the key."""
    [part] = [part for part in difference.parts if part.sheets.row_class.key == noun]
    return {
        (one.change.key, one.old, one.new)
        for one in part.findings
        if one.change.key in VOCABULARY and one.old not in NOT_IN_THE_TEXTS
    }


def test_all_that_was_read_by_hand_is_found_and_nothing_else(
    difference: Difference,
) -> None:  # PD01
    rows = by_hand()
    print()  # noqa: T201 - the figures are for whoever runs pytest -s
    for noun in SECTIONS:
        said, key = findings(difference, noun), tuple(row for row in rows if row.noun == noun)
        certain = [row for row in key if row.is_certain]
        doubtful = [row for row in key if not row.is_certain and not row.is_open]
        missed = [row for row in certain if not row.is_told(said)]
        alarms = said - allowed(key)
        found = len(certain) - len(missed)
        print(  # noqa: T201
            f"{noun}: {found}/{len(certain)} certain, "
            f"{sum(row.is_told(said) for row in doubtful)}/{len(doubtful)} matters of judgement, "
            f"{len(alarms)} false alarms"
        )
        assert missed == []
        assert alarms == set()


@pytest.mark.parametrize("noun", sorted(SECTIONS))
def test_no_pair_is_false(difference: Difference, noun: str) -> None:  # PD01
    [part] = [part for part in difference.parts if part.sheets.row_class.key == noun]
    names = part.sheets.old, part.sheets.new
    said = {(names[0][pair.old].id, names[1][pair.new].id) for pair in part.pairing.pairs}
    read = pairs_of(by_hand(), noun)
    assert said - read == set()
    assert read - said == ({("hsn-f2", "hsn-f2")} if noun == "assignments" else set())


def test_nothing_is_said_of_an_open_number(difference: Difference) -> None:  # PD02
    said = findings(difference, "indicators")
    assert [row for row in by_hand() if row.is_open and row.is_told(said)] == []
    asked = {one.new for one in difference.findings if one.change.key == "open_question"}
    assert {row.new[0] for row in by_hand() if row.is_open} <= asked


Sheets = Mapping[str, Iterable[Cells]]


def municipal_indicators(year: int) -> Sheets:
    """Return the held-out indicators of one year; what is not in the key says nothing."""
    rows, _ = held_out()
    groups = {group: f"d{number}" for number, group in enumerate({row.group: 0 for row in rows})}
    blank = {"Utgångsvärde": "", "Utgångsår": "", "Slag": "Nivå"}
    return {
        "Delmål": [{**SUBGOAL, "Delmåls-id": i, "Delmål": group} for group, i in groups.items()],
        "Indikatorer": [
            {**INDICATOR, **blank, "Indikator-id": f"i{number}", "Delmåls-id": groups[row.group],
             **dict(zip(("Indikator", "Enhet", "Målvärde"), _side(row, year), strict=True))}
            for number, row in enumerate(rows)
        ],
    }  # fmt: skip


def municipal_assignments(year: int) -> Sheets:
    """Return the held-out assignments of one year."""
    _, rows = held_out()
    return {
        "Uppdrag": [
            {
                **ASSIGNMENT,
                "Uppdrags-id": f"u{n}",
                "Till": row.group,
                "Uppdrag": _side(row, year)[0],
            }
            for n, row in enumerate(rows)
        ]
    }


def _side(row: HeldOut, year: int) -> tuple[str, ...]:
    return row.old if year == 2025 else row.new


def judged(noun: str, rows: tuple[HeldOut, ...], old: Sheets, new: Sheets) -> Counter[str]:
    """Count what became of the held-out pairs, and show each that is not right."""
    difference = compare_plans(small_plan(2025, old), small_plan(2026, new))
    [part] = [part for part in difference.parts if part.sheets.row_class.key == noun]
    kinds = {one.new: one.change.key for one in part.findings if one.change.key in RENAMINGS}
    pairs = {pair.old: pair.new for pair in part.pairing.pairs}
    counts: Counter[str] = Counter()
    for index, row in enumerate(rows):
        paired = pairs.get(index)
        is_right = (paired == index) is (row.verdict != "different")
        outcome = "right" if is_right and paired in {None, index} else "wrong"
        counts[f"{row.verdict} {outcome}"] += 1
        if paired is not None and outcome == "right":
            said = kinds[part.sheets.new[paired].id]
            counts[f"{row.verdict} said {said}"] += 1
        if outcome == "wrong":
            print(f"\n{row.verdict}: {row.old[0]} | {row.new[0]}")  # noqa: T201
    print(f"\nheld out, {noun}: {dict(counts)}")  # noqa: T201
    return counts


def test_held_out_indicators() -> None:  # PD03
    sheets = (municipal_indicators(year) for year in (2025, 2026))
    counts = judged("indicators", held_out()[0], *sheets)
    assert counts["different wrong"] == 0
    assert counts["renamed right"] == 8
    assert counts["redefined right"] >= 4  # of 5
    assert counts["redefined said redefined"] == counts["redefined right"]


def test_held_out_assignments() -> None:  # PD03
    sheets = (municipal_assignments(year) for year in (2025, 2026))
    counts = judged("assignments", held_out()[1], *sheets)
    assert counts["reworded right"] == 6
    assert counts["different wrong"] <= 1  # two reviews (översyn) that differ in one word


@pytest.mark.parametrize("folder", [OLD, NEW], ids=["2025", "2026"])
def test_a_plan_against_itself_is_the_same(folder: Path) -> None:  # PD04
    difference = compare(folder, folder)
    assert told(difference) == []
    assert {one.change.key for one in difference.findings} == {"same", "target_kept"}
    for part in difference.parts:
        assert [(pair.old, pair.new) for pair in part.pairing.pairs] == [
            (index, index) for index in range(len(part.sheets.old))
        ]


def test_the_command_says_what_happened(tmp_path: Path) -> None:  # PD06
    done = run(tmp_path, "plan", "diff", str(OLD), str(NEW / PLAN_FILE))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "31 indikatorer blev 33: 24 lika, 4 omdöpta (förslag), 2 omdefinierade (förslag), "
        "1 borttagen, 3 nya."
    )
    assert lines[1] == "14 delmål blev 15: 13 lika, 1 omdöpt (förslag), 1 nytt."
    at = lines.index("  hsn-4.2.1 → hsn-4.2.4 Användandet av självservice (alla e-tjänster)")
    assert lines[at + 2].startswith("    • Målet höjs från 530")
    assert lines[at + 2].endswith("(J23 → J27)")


def test_the_command_answers_in_json(tmp_path: Path) -> None:  # PD06
    done = run(tmp_path, "plan", "diff", str(OLD), str(NEW), "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, data["old"]["year"], data["new"]["year"]) == (0, 2025, 2026)
    pair = next(one for one in data["pairs"] if one["new"] == "hsn-2.2.1")
    assert pair == {
        "noun": "indicators", "old": "hsn-2.2.1", "new": "hsn-2.2.1", "likeness": 0.97,
        "certainty": "proposed",
    }  # fmt: skip
    found = [one for one in data["findings"] if one["new"] == "hsn-4.2.4"]
    keys = ["redefined", "target_raised", "baseline_does_not_follow"]
    assert [one["key"] for one in found] == keys
    assert [(one["old_cell"], one["new_cell"]) for one in found] == [
        ("Indikatorer!E23", "Indikatorer!E27"),
        ("Indikatorer!J23", "Indikatorer!J27"),
        ("Indikatorer!H23", "Indikatorer!H27"),
    ]


def test_a_plan_with_errors_is_answered_with_them(year: Year) -> None:  # PD06
    plan_changed(year, "Delmål", "hsn-1.1", "Mål-id", "m9")
    done = run(year.root, "plan", "diff", str(OLD), str(year.root))
    assert_told(done)
    assert "CELL-10" in done.stderr
    assert done.stdout == ""


def test_wrong_use_and_what_is_not_there(tmp_path: Path) -> None:  # PD06
    assert_told(run(tmp_path, "plan", "diff", str(OLD)), 2)
    missing = run(tmp_path, "plan", "diff", str(OLD), "finns inte.xlsx")
    assert_told(missing)
    assert "finns inte.xlsx" in missing.stderr
    shutil.copyfile(OLD / "plan.md", tmp_path / "plan.md")
    assert_told(run(tmp_path, "plan", "diff", str(OLD), "plan.md"))
    helped = run(tmp_path, "plan", "diff", "--help")
    assert "GAMMAL NY" in helped.stdout
    assert not ENGLISH.search(helped.stdout)
