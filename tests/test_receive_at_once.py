"""Processes that receive at the same time, and processes that are ended in the middle of it.

- RO01: two that receive the same folder store every file once, and both answer in sentences.
- RO02: one that is killed at any moment leaves a sound year, and the next one finishes the work.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import sheetplan
from sheetplan.flows.verify import verify
from sheetplan.flows.year import Year
from tests.command_line import Done, assert_told, run
from tests.conftest import PERIOD, returned
from tests.postgresql import Cluster

COMMITTEES = ("rf", "rev", "pn")
KILLS = 2  # of each database; a longer campaign is run with SHEETPLAN_KILLS


@pytest.fixture(params=["sqlite", "postgresql"])
def full(year: Year, request: pytest.FixtureRequest) -> Callable[[Path], Year]:
    """Make a year with returned files in its inbox and its store on each of the databases."""
    for committee in COMMITTEES:
        (year.inbox / f"{committee}-{PERIOD}.xlsx").write_bytes(returned(year, committee))
    served: Cluster | None = None
    if request.param == "postgresql":
        served = request.getfixturevalue("cluster")

    def make(folder: Path) -> Year:
        made = Year(shutil.copytree(year.root, folder))
        if served is not None:
            line = f'store = "{served.fresh()}"\n'
            made.address_file.write_text(line, encoding="utf-8")
        return made

    return make


def start(year: Year) -> subprocess.Popen[str]:
    """Start to receive the inbox, as a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(Path(sheetplan.__file__).parent.parent)}
    return subprocess.Popen(
        [sys.executable, "-m", "sheetplan", "receive"],
        cwd=year.root,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(process: subprocess.Popen[str]) -> Done:
    """Wait for a process and return what it said."""
    out, err = process.communicate(timeout=120)
    return Done(process.args, process.returncode, out, err)


def assert_whole(year: Year) -> None:
    """Every file is stored once, with its bytes, and nothing is broken."""
    found = verify(year)
    assert found.faults == ()
    assert sorted(one.committee for one in found.register.entries) == sorted(COMMITTEES)
    assert sorted(path.suffix for path in year.archive.glob("[!.]*")) == [".xlsx"] * 3


def test_two_that_receive_the_same_folder(
    full: Callable[[Path], Year], tmp_path: Path
) -> None:  # RO01
    year = full(tmp_path / "både och")
    both = [start(year), start(year)]
    for done in [ended(process) for process in both]:
        assert_told(done)  # a refused file among them gives exit code 1
        assert done.stderr == ""
        assert [name in done.stdout for name in COMMITTEES] == [True] * 3
    assert_whole(year)


def test_one_that_is_killed(full: Callable[[Path], Year], tmp_path: Path) -> None:  # RO02
    chance = random.Random(7)  # noqa: S311 - any moments will do, the same each time
    for number in range(int(os.environ.get("SHEETPLAN_KILLS", KILLS))):
        year = full(tmp_path / f"{number}")
        kill(year, chance.uniform(0, 0.12))
        assert verify(year).faults == ()
        assert run(year.root, "receive").stderr == ""
        assert_whole(year)


def kill(year: Year, after: float) -> None:
    """Receive, and end it without warning some time after its first file has come."""
    process = start(year)
    while process.poll() is None and not (year.archive.is_dir() and any(year.archive.iterdir())):
        time.sleep(0.001)
    time.sleep(after)
    process.kill()
    process.communicate()
