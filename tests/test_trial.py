"""A trial of everything that may come back: each mutation has exactly the outcome it must have.

- TR01: of every mutation exactly what must be said is said, at the right cells.
- TR02: the answers are read as they were written, and no value lands on another key.
- TR03: what was typed is in the store or in the copy to send back, never lost.
- TR04: a save by LibreOffice changes nothing, whatever was moved about first.
- TR05: a file cut off or changed at any byte is answered with sentences, never with a traceback.
- TR06: of two that come together the last holds and names the other, and both are in the store.
- TR07: the same bytes twice are stored once; that another has taken their place is said.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.flows.judge import Judged, judge_file
from sheetplan.flows.receive import check, receive
from sheetplan.flows.year import Year
from sheetplan.plan.computing import Key
from sheetplan.plan.plan import Plan
from sheetplan.schema.kinds import Word
from tests.conftest import (
    NOW,
    PERIOD,
    UNIT,
    answers_of,
    cell_of,
    changed,
    codes,
    hand_in,
    history,
    returned,
    standing,
)
from tests.office import Job, Office
from tests.trial_book import Book
from tests.trial_drawn import drawn
from tests.trial_files import file_trials
from tests.trial_formulas import formula_trials
from tests.trial_mutations import silent
from tests.trial_spots import RF, Trial
from tests.trial_typed import trials

CUTS, FLIPS = 30, 60
SET = [*trials(), *file_trials(), *formula_trials(), *drawn()]
NAMES = [f"{trial.spot.who}: {trial.name}" for trial in SET]
TYPED = (
    "number 'ca",
    "number '1.006",
    "text full",
    "text escaped",
    "pasted",
    "beside",
    "own",
    "comment",
    "thread",
    "text box",
)
KEPT = [t for t in SET if t.kept and t.spot.who != "hsn" and t.name.startswith(TYPED)]

Answers = dict[Key, object]


def mutated(year: Year, trial: Trial) -> bytes:
    """Return a filled-in workbook after what happened to it."""
    book = Book(returned(year, trial.spot.who))
    made = trial.act(book)
    return made if isinstance(made, bytes) else book.bytes()


def judged(year: Year, plan: Plan, data: bytes, name: str) -> Judged:
    """Judge a file that need not lie anywhere."""
    return judge_file(year, plan, Path(name), data)


def answers(found: Judged) -> Answers:
    """Return what was read, choices by their keys."""
    values: Mapping[Key, object] = found.received.values if found.received else {}
    return {key: v.key if isinstance(v, Word) else v for key, v in values.items()}


def told(found: Judged) -> list[str]:
    """Return the code and place of all that was said."""
    places = (
        (p.rule.code, "!".join(x for x in (p.place.sheet, p.place.cell) if x))
        for p in found.problems
    )
    return sorted(f"{code} {place or 'FILE'}" for code, place in places)


@pytest.fixture(scope="session")
def plain(issued_once: Year, plan: Plan) -> dict[str, Answers]:
    """The answers as they were filled in, about which nothing is said."""
    read = {}
    for who in ("rf", "hsn", UNIT):
        found = judged(issued_once, plan, returned(issued_once, who), f"{who}-{PERIOD}.xlsx")
        assert found.problems == ()
        read[who] = answers(found)
    return read


@pytest.mark.parametrize("trial", SET, ids=NAMES)
def test_a_mutation_has_its_outcome(
    trial: Trial, issued_once: Year, plan: Plan, plain: dict[str, Answers]
) -> None:  # TR01, TR02
    name = trial.file or f"{trial.spot.who}-{PERIOD}.xlsx"
    found = judged(issued_once, plan, mutated(issued_once, trial), name)
    assert told(found) == sorted(trial.says)
    if found.outcome != "refused":
        wanted = {**plain[trial.spot.who], **trial.values}
        assert answers(found) == {key: v for key, v in wanted.items() if v is not None}


@pytest.mark.parametrize("trial", KEPT, ids=[f"{t.spot.who}: {t.name}" for t in KEPT])
def test_what_was_typed_is_kept(trial: Trial, year: Year) -> None:  # TR03
    receipt = hand_in(year, mutated(year, trial), f"{trial.spot.who}-{PERIOD}.xlsx")
    said = {str(value) for value in answers_of(history(year)[-1]).values()}
    if receipt.copy is not None:
        said |= texts_of(receipt.copy)
    for text in trial.kept:
        assert any(text in one for one in said)


def texts_of(path: Path) -> set[str]:
    """Return all that stands in a workbook."""
    rows = (row for tab in load_workbook(path).worksheets for row in tab.iter_rows())
    return {str(cell.value) for row in rows for cell in row if cell.value is not None}


def test_libreoffice_saves_what_was_moved_about(
    issued_once: Year, plan: Plan, plain: dict[str, Answers], office: Office, tmp_path: Path
) -> None:  # TR04
    moved = [t for t in silent() if t.spot == RF and t.name not in {"tabs_hidden", "strict"}]
    jobs = []
    for number, trial in enumerate(moved):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(mutated(issued_once, trial))
        jobs.append(Job(path, save_as=(tmp_path / f"sparad-{number}.xlsx",)))
    office.do(jobs)
    for trial, job in zip(moved, jobs, strict=True):
        found = judged(issued_once, plan, job.save_as[0].read_bytes(), f"rf-{PERIOD}.xlsx")
        assert (trial.name, told(found)) == (trial.name, [])
        assert answers(found) == plain["rf"]


def test_a_file_cut_off_anywhere_is_refused(issued_once: Year, plan: Plan) -> None:  # TR05
    data = returned(issued_once, "rf")
    for number in range(CUTS):
        cut = data[: len(data) * number // CUTS]
        found = judged(issued_once, plan, cut, f"rf-{PERIOD}.xlsx")
        assert told(found)[0] in {"FIL-01 FILE", "FIL-02 FILE", "FIL-04 FILE"}
        assert found.outcome == "refused"


def test_a_file_changed_anywhere_is_answered(
    issued_once: Year, plan: Plan, plain: dict[str, Answers]
) -> None:  # TR05
    chance = random.Random(5)  # noqa: S311 - any bytes will do, the same each time
    for _ in range(FLIPS):
        for data in (returned(issued_once, "rf"), loose(returned(issued_once, "rf"), chance)):
            broken = bytearray(data)
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
            found = judged(issued_once, plan, bytes(broken), f"rf-{PERIOD}.xlsx")
            assert found.problems or answers(found) == plain["rf"]


def loose(data: bytes, chance: random.Random) -> bytes:
    """Return a workbook with one byte of one part changed before it is packed, so no sum tells."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        hit = chance.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == hit:
                part[chance.randrange(len(part))] = chance.randrange(256)
            new.writestr(name, bytes(part))
    return buffer.getvalue()


def test_two_that_come_together(year: Year) -> None:  # TR06, TR07
    data = returned(year, "rf")
    other = changed(data, lambda book: set_outcome(book, 11))
    for name, bytes_ in (("svar (10).xlsx", other), ("svar.xlsx", data), ("svar (2).xlsx", data)):
        (year.inbox / name).write_bytes(bytes_)
    assert [(r.file, codes(r)) for r in check(year, ())] == [
        ("svar.xlsx", []),
        ("svar (2).xlsx", []),
        ("svar (10).xlsx", ["INL-51"]),
    ]
    first, twice, last = receive(year, (), NOW)
    assert [codes(r) for r in (first, twice, last)] == [[], ["INL-24"], ["INL-51"]]
    assert str(last.problems[0].place) == "svar (10).xlsx"
    assert last.problems[0].facts["other"] == "svar.xlsx"
    assert [one.file for one in history(year)] == ["svar.xlsx", "svar (10).xlsx"]
    assert answers_of(standing(year, "rf"))["economy", "rf", "outcome"] == Decimal(11)
    again = receive(year, (), NOW + timedelta(days=1))
    assert [codes(r) for r in again] == [["INL-54"], ["INL-54"], ["INL-24"]]
    assert len(history(year)) == 2


def test_two_from_different_senders_are_not_confused(year: Year) -> None:  # TR06
    for who in ("rf", "rev"):
        (year.inbox / f"{who}-{PERIOD}.xlsx").write_bytes(returned(year, who))
    assert all("INL-51" not in codes(receipt) for receipt in receive(year, (), NOW))


def set_outcome(book: Workbook, value: float) -> None:
    """Type an outcome of the economy."""
    cell_of(book, "Ekonomi", "rf", "outcome").value = value
