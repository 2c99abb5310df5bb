"""The command line run as a person runs it, and what it said."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sheetplan
from sheetplan.cli import main
from sheetplan.flows.year import Year
from tests.conftest import PERIOD, hand_in, returned

ENGLISH = re.compile(
    r"\b(Usage|Options?|Commands?|Error|Show|message|exit|Try|Missing|No such|requires|Got|"
    r"unexpected|Invalid|default|argument|Traceback|is|file|directory)\b"
)
Done = subprocess.CompletedProcess[str]


def run(where: Path, *words: str) -> Done:
    """Run the command line in a folder, within this process, which is many times faster."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.chdir(where)
        patch.setattr(sys, "argv", ["sheetplan", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    said = []
    for stream in (out, err):
        stream.seek(0)
        said.append(stream.read())
    return Done(words, int(ended.value.code or 0), *said)


def started(where: Path, *words: str) -> Done:
    """Run the command line in a folder as a person does, as a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(Path(sheetplan.__file__).parent.parent)}
    command = [sys.executable, "-m", "sheetplan", *words]
    return subprocess.run(
        command, cwd=where, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def assert_told(done: Done, exit_code: int = 1) -> None:
    """A person was told: the right exit code, some words, and no traceback."""
    assert exit_code == done.returncode
    assert (done.stdout + done.stderr).strip()
    for sign in ("Traceback", "oväntat fel", "Errno"):
        assert sign not in done.stdout + done.stderr


def answer(where: Path, *words: str) -> Any:
    """Return what a command says as JSON."""
    return json.loads(run(where, *words, "--json").stdout)


def prepared(year: Year, *committees: str) -> None:
    """Receive the sample answers of some committees."""
    for committee in committees:
        hand_in(year, returned(year, committee), f"{committee}-{PERIOD}.xlsx")
