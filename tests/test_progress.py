"""How far long work has come, on a terminal and nowhere else.

- PG01: on a terminal one line is written over and over, and wiped when the answer comes.
- PG02: in a pipe, and with --json, nothing is said of it.
- PG03: the line is wiped also when the work is stopped, and never wraps.
- PG04: each flow counts its pieces from the first to the last.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import pytest

import sheetplan
from sheetplan.cli.progress import ProgressLine
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.issue import issue
from sheetplan.flows.receive import receive
from sheetplan.flows.year import Year
from tests.command_line import started
from tests.conftest import NOW, OTHER_UNIT, PERIOD, UNIT, returned

TWO = ("issue", PERIOD, "--unit", UNIT, "--unit", OTHER_UNIT)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def seen(written: str) -> list[str]:
    """Return what stood on the line after each return of the carriage."""
    line, states = "", []
    for text in written.split("\r"):
        line = text + line[len(text) :]
        states.append(line.rstrip())
    return states


def on_a_terminal(where: Path, *words: str) -> tuple[str, str]:
    """Run the command line with errors on a terminal, and return what it wrote and answered."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
    master, slave = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(Path(sheetplan.__file__).parent.parent)}
    command = [sys.executable, "-m", "sheetplan", *words]
    with subprocess.Popen(
        command, cwd=where, env=env, stdout=subprocess.PIPE, stderr=slave, encoding="utf-8"
    ) as process:
        os.close(slave)
        written = b"".join(read(master))
        assert process.stdout is not None
        return written.decode("utf-8"), process.stdout.read()


def read(terminal: int) -> Iterator[bytes]:
    with suppress(OSError):  # Linux says so when the other end is closed
        while piece := os.read(terminal, 4096):
            yield piece
    os.close(terminal)


def test_one_line_on_a_terminal(year: Year) -> None:  # PG01
    written, answer = on_a_terminal(year.root, *TWO)
    assert written
    assert "\n" not in written
    states = seen(written)
    assert states[1:3] == ["Skriver arbetsböcker: 1 av 2", "Skriver arbetsböcker: 2 av 2"]
    assert states[-1] == ""
    assert answer == started(year.root, *TWO).stdout


def test_nothing_in_a_pipe_or_beside_json(year: Year) -> None:  # PG02
    assert started(year.root, *TWO).stderr == ""
    written, answer = on_a_terminal(year.root, *TWO, "--json")
    assert written == ""
    assert answer.startswith("{")


def test_a_shorter_line_leaves_nothing_of_a_longer() -> None:  # PG01
    terminal = Terminal()
    with ProgressLine(terminal) as tell:
        tell("Tar emot filer", 9, 10)
        tell("Skriver", 1, 1)
    states = ["", "Tar emot filer: 9 av 10", "Skriver …", "", ""]
    assert states == seen(terminal.getvalue())


def test_a_stopped_work_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:  # PG03
    monkeypatch.setenv("COLUMNS", "12")
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt):
        stopped(ProgressLine(terminal))
    assert seen(terminal.getvalue()) == ["", "Tar emot fi", "", ""]


def stopped(line: ProgressLine) -> None:
    with line as tell:
        tell("Tar emot filer", 1, 10)
        raise KeyboardInterrupt


def test_a_work_that_says_nothing_writes_nothing() -> None:  # PG02
    terminal, pipe = Terminal(), io.StringIO()
    with ProgressLine(terminal):
        pass
    with ProgressLine(terminal, silent=True) as silent, ProgressLine(pipe) as piped:
        silent("Tar emot filer", 1, 10)
        piped("Tar emot filer", 1, 10)
    assert terminal.getvalue() == pipe.getvalue() == ""


def test_flows_count_their_pieces(year: Year) -> None:  # PG04
    told: list[tuple[str, int, int]] = []

    def tell(what: str, number: int, of: int) -> None:
        told.append((what, number, of))

    issue(year, PERIOD, units=[UNIT, OTHER_UNIT], tell=tell)
    year.inbox.mkdir(exist_ok=True)
    for committee in ("hsn", "rf", "rs"):
        (year.inbox / f"{committee}-{PERIOD}.xlsx").write_bytes(returned(year, committee))
    receive(year, [], NOW, tell=tell)
    consolidate(year, PERIOD, tell=tell)
    works = {what: list(calls) for what, calls in groupby(told, key=lambda call: call[0])}
    assert list(works) == [
        "Skriver arbetsböcker", "Tar emot filer", "Sammanställer svaren", "Skriver arbetsboken",
        "Skriver tabeller",
    ]  # fmt: skip
    assert [len(calls) for calls in works.values()][:4] == [2, 3, 1, 1]
    for what, calls in works.items():
        assert calls == [(what, number, len(calls)) for number in range(1, len(calls) + 1)]
