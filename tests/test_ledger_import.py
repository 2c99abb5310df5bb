"""Reading in from the ledger, from the command to the controllers' workbook.

- LI01: the sample agrees with HSN's sample answers, frame and cells alike, within rounding.
- LI02: what differs is told in the table, in a sentence and in data; no answer is changed.
- LI03: a file that is refused leaves everything as it was.
- LI04: the next import replaces the one before, which is kept; the same content changes nothing.
- LI05: every figure can be traced to its file and rows, and changed bytes are found.
- LI06: the control sum and thousandfold errors are checked over all files together.
- LI07: the plan as it is now decides how the kept files are read.
- LI08: a long file is read without being kept in memory as rows.
- LI09: the command answers in Swedish and in JSON, with its exit codes.
"""

from __future__ import annotations

import json
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.flows.answers import results_of
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.import_ledger import ControlSumUnclear, NoLedgerSheets, import_ledger
from sheetplan.flows.ledger import standing_ledger
from sheetplan.flows.ledger_record import ImportDamaged, ledger_record
from sheetplan.flows.ledger_told import ToldLedger, told_ledger
from sheetplan.flows.trace_ledger import TracedLedger, trace_ledger
from sheetplan.flows.verify import verify
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.tables.ledger import TAB
from tests.command_line import ENGLISH, answer, assert_told, run
from tests.conftest import NOW, PERIOD, contents, hand_in, returned, standing
from tests.ledgers import COST, SAMPLE, SHEETS, ledger_year, lines, plan_bytes, read_in

OTHER = "4010;1010;202508;Löner;5 000"  # of another committee


@pytest.fixture
def own(tmp_path: Path) -> Year:
    """A year whose plan tells how the ledger is read."""
    return ledger_year(tmp_path / "år 2025")


def told(year: Year) -> ToldLedger:
    plan = require_plan(year)
    return told_ledger(year, results_of(year, plan, require_period(plan, PERIOD)))


def traced(year: Year, row: str) -> tuple[TracedLedger, ...]:
    plan = require_plan(year)
    return trace_ledger(year, plan, require_period(plan, PERIOD), row, None)


def test_the_sample_agrees_with_the_sample_answers(year: Year) -> None:  # LI01
    hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    year.plan_file.write_bytes(plan_bytes())
    done = read_in(year, SAMPLE.read_bytes(), control_sum="4 691 004 000,00")
    assert (done.outcome, done.problems) == ("accepted", ())
    said = told(year)
    verdicts = {row["verdict"] for row in said.data["rows"]}
    assert (len(said.data["rows"]), verdicts) == (16, {"rounding"})
    assert said.sentences == ("16 av 16 belopp stämmer med redovisningen.",)
    frame = next(row for row in said.data["rows"] if row["id"] == "hsn")
    assert (frame["ledger"], frame["stated"]) == (Decimal("4691.004"), Decimal(4691))
    assert said.problems == ()


def test_what_differs_is_told_and_nothing_is_changed(year: Year) -> None:  # LI02
    hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    before = standing(year, "hsn")
    year.plan_file.write_bytes(plan_bytes())
    read_in(year, lines(COST, "3310;2410;202508;Bidrag;-401000000", OTHER))
    made = consolidate(year, PERIOD)
    book = read_workbook(made.workbook.read_bytes(), "x")
    assert isinstance(book, Workbook)
    tab = next(grid for grid in book.grids if grid.name == TAB[:31])
    words = {str(cell.value) for cell in tab.cells.values()}
    assert {"Fel", "Exakt", "Ej ifyllt av nämnden"} <= words
    sentences = [said for said in made.overview if "redovisningen" in said]
    assert any(said.startswith("1 av 5 belopp stämmer") for said in sentences)
    assert sum("RED-50" in said for said in sentences) == 4
    data = json.loads((made.folder / "tables.json").read_text(encoding="utf-8"))["ledger"]
    found = {(row["committee"], row["id"]): row["verdict"] for row in data["rows"]}
    assert found[("hsn", "slag-bidrag")] == "exact"
    assert found[("hsn", "hsn")] == "wrong"
    assert found[("rs", "rs")] is None
    assert standing(year, "hsn") == before


def test_half_of_the_last_decimal_is_rounding(year: Year) -> None:  # LI01 LI02
    hand_in(year, returned(year, "hsn"), f"hsn-{PERIOD}.xlsx")
    year.plan_file.write_bytes(plan_bytes())
    for amount, verdict in (("830049999,99", "rounding"), ("830050000", "rounding"),
                            ("830050000,01", "wrong"), ("829949999,99", "wrong"),
                            ("830000000", "exact")):  # fmt: skip
        read_in(year, lines(f"5010;2610;202508;x;{amount}"))
        rows = told(year).data["rows"]
        assert next(r["verdict"] for r in rows if r["id"] == "slag-lakemedel") == verdict


def test_a_refused_file_leaves_everything_as_it_was(own: Year) -> None:  # LI03
    read_in(own, lines(COST))
    before = contents(own.ledger)
    done = read_in(own, lines(COST, OTHER), lines("4010;2610;202508;;fem"))
    assert (done.outcome, done.made) == ("refused", None)
    assert contents(own.ledger) == before
    missing = import_ledger(own, [own.root / "finns inte.csv"], NOW, PERIOD)
    assert [p.rule.code for p in missing.problems] == ["FIL-10"]


def test_the_next_import_replaces_the_one_before(own: Year) -> None:  # LI04
    first = read_in(own, lines(COST, OTHER))
    kept = contents(own.ledger)
    again = read_in(own, lines(OTHER, COST))
    assert (again.outcome, contents(own.ledger)) == ("known", kept)
    second = read_in(own, lines(COST))
    assert first.made is not None
    assert second.made is not None
    assert second.replaced == first.made
    assert [p.rule.code for p in second.problems] == ["RED-43"]
    assert kept.items() <= contents(own.ledger).items()
    assert [one.number for one in ledger_record(own).imports()] == [1, 2]
    assert read_in(own, lines(COST, OTHER)).made is not None


def test_figures_are_traced_to_their_rows(own: Year) -> None:  # LI05
    rows = [COST, "3010;2610;202508;x;-544", OTHER, "4010;2610;202507;y;6"]
    read_in(own, lines(*rows), lines("4010;2610;202508;z;7"))
    (found,) = traced(own, "hsn")
    assert found.amount == 4356000000 - 544 + 6 + 7
    assert [(p.file, p.ranges) for p in found.parts] == [
        ("huvudbok.csv", ((2, 3), (5, 5))), ("mera.csv", ((2, 2),)),
    ]  # fmt: skip
    assert all((own.root / part.archived).is_file() for part in found.parts)
    assert {(one.table, one.column) for one in traced(own, "slag-personal")} == {
        ("Intäkter och kostnader", "Utfall perioden")
    }
    assert traced(own, "finns-inte") == ()


def test_parts_of_a_frame_are_in_the_whole(own: Year) -> None:  # LI05
    read_in(own, lines(COST, OTHER, "4010;1910;202508;Vårdval;7 000"))
    amounts = {row: [one.amount for one in traced(own, row)] for row in ("rs", "rs-primarvard")}
    assert amounts == {"rs": [12_000], "rs-primarvard": [7_000]}


def test_changed_bytes_are_found(own: Year) -> None:  # LI05
    read_in(own, lines(COST, OTHER))
    read_in(own, lines(COST, OTHER, OTHER))
    assert verify(own).faults == ()
    first, second = own.ledger / "0001.json", own.ledger / "0002.json"
    kept = first.read_bytes()
    first.write_bytes(kept.replace(b"2025-08", b"2025-04"))
    assert "0002.json följer inte" in verify(own).faults[0]
    first.write_bytes(kept)
    archived = next(own.ledger.glob("*.fil"))
    archived.write_bytes(archived.read_bytes() + b"x")
    assert "har ändrats" in verify(own).faults[0]
    archived.unlink()
    assert "finns inte" in verify(own).faults[0]
    second.write_bytes(b"{")
    assert any("går inte att förstå" in fault for fault in verify(own).faults)
    with pytest.raises(ImportDamaged):
        ledger_record(own).imports()


def test_checks_are_over_all_files_together(own: Year) -> None:  # LI06
    half = "4010;2610;202508;Löner;2 178 000 000"
    twice = read_in(own, lines(half), lines(f"{half},00"), control_sum="4 356 000 000")
    assert [p.rule.code for p in twice.problems] == ["RED-28"]
    more = half.replace("Löner;2 178", "Mer;2 179")
    done = read_in(own, lines(half), lines(more), control_sum="4357000000,00")
    assert done.outcome == "accepted"
    for text in ("1.234", "mycket"):
        with pytest.raises(ControlSumUnclear):
            read_in(own, lines(half), control_sum=text)
    small = read_in(own, lines("4010;2610;202508;Löner;4 356"))
    assert small.outcome == "accepted"  # a millionth is no thousandfold error
    few = read_in(own, lines(COST, "4010;1010;202508;Löner;2 628 800"))
    assert few.outcome == "accepted"  # only one of two frames is off
    assert [p.rule.code for p in read_in(own, lines(f"{COST} 000")).problems] == ["RED-41"]


def test_the_plan_as_it_is_now_decides(own: Year) -> None:  # LI07
    read_in(own, lines(COST, "3010;2610;202508;x;-544"))
    own.plan_file.write_bytes(
        plan_bytes(SHEETS.replace("3000–3099 | Intäkt", "3000–3099 | Räknas inte"))
    )
    assert [one.amount for one in traced(own, "hsn")] == [4356000000]
    own.plan_file.write_bytes(plan_bytes(SHEETS.replace("2500–2899", "2700–2899")))
    plan = require_plan(own)
    standing_now = standing_ledger(own, plan, require_period(plan, PERIOD))
    assert standing_now is not None
    assert (standing_now.sums, [p.rule.code for p in standing_now.problems]) == ((), ["RED-51"])


def test_a_plan_without_the_sheets_says_so(year: Year) -> None:
    with pytest.raises(NoLedgerSheets, match="Ekonomiimport"):
        read_in(year, lines(COST))


def test_a_long_file_is_not_kept_as_rows(own: Year) -> None:  # LI08
    rows = [f"4010;2610;20250{n % 8 + 1};Köp {n};{n},25" for n in range(30_000)]
    data = lines(*rows)
    tracemalloc.start()
    done = read_in(own, data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done.files[0].count == 30_000
    assert peak < 20_000_000  # a list of rows takes more than that by itself


def test_the_command_answers(own: Year) -> None:  # LI09
    file = own.root / "huvudbok.csv"
    file.write_bytes(lines(COST, OTHER))
    where = ("--period", PERIOD)
    done = run(own.root, "import", str(file), *where)
    assert_told(done, 0)
    assert not ENGLISH.search(done.stdout)
    assert "Personalkostnader: 4 356 005 000 kr (2 rader)" in done.stdout.replace("\u00a0", " ")
    data = answer(own.root, "import", str(file), *where)
    assert (data["outcome"], data["import"], data["files"][0]["rows"]) == ("known", None, 2)
    file.write_bytes(lines("9999;2610;202508;;5"))
    assert_told(run(own.root, "import", str(file), *where))
    refused = answer(own.root, "import", str(file), *where)
    assert [p["code"] for p in refused["problems"]] == ["RED-21"]
    assert (refused["outcome"], refused["groups"]) == ("refused", [])
    told_of = run(own.root, "trace", "hsn", *where).stdout
    assert "huvudbok.csv: 1 rad, rad 2" in told_of
    traced_data = answer(own.root, "trace", "hsn", *where)["ledger"]
    assert traced_data[0]["files"][0]["ranges"] == [[2, 2]]
    assert_told(run(own.root, "import"), 2)
