"""LibreOffice as a second opinion: one headless process with a profile of its own.

It recalculates every file that it opens, so that no stored value can stand in for a formula's,
and it takes what is typed as Swedes write it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

MACHINE = dict(os.environ)  # the environment as it is, whatever the tests then see of it
PROGRAMS = MACHINE["PATH"]
SYSTEM_PYTHON = "/usr/bin/python3"  # uno belongs to the system's Python, not to our environment
SCRIPT = Path(__file__).with_name("office_script.py")
WRITER = Path(__file__).with_name("writer_script.py")
TEXT_FILTERS = {".docx": "MS Word 2007 XML", ".pdf": "writer_pdf_Export"}
XLSX, PDF = "Calc MS Excel 2007 XML", "calc_pdf_Export"
_FILTERS = {"xlsx": XLSX, "pdf": PDF}
_PATIENCE = 180

_SETTINGS = {
    # 0: always recalculate
    "/org.openoffice.Office.Calc/Formula/Load": {"OOXMLRecalcMode": "0"},
    "/org.openoffice.Setup/L10N": {"ooSetupSystemLocale": "sv-SE"},
}


@dataclass(frozen=True)
class Typed:
    """What a person types into a cell.

    Attributes:
        text: the keys pressed; a percent sign, a comma or a date is understood as in Sweden.
        as_text: a text with several lines, entered as it stands.
    """

    sheet: str
    cell: str
    text: str
    as_text: bool = False


@dataclass(frozen=True)
class Job:
    """A workbook to open, what to type into it, which cells to look at, where to save it."""

    path: Path
    typed: Sequence[Typed] = ()
    look_at: Sequence[tuple[str, str]] = ()
    save_as: Sequence[Path] = ()


class Office:
    """A LibreOffice that is running."""

    def __init__(self, pipe: str) -> None:
        self.pipe = pipe

    def do(self, jobs: Sequence[Job], *, leave: bool = False) -> list[Mapping[str, str]]:
        """Do the jobs in order; return what the cells looked at show, as ``Blad!A1`` → text."""
        asked = [
            {
                "open": str(job.path),
                "type": [
                    (t.sheet, t.cell, "text" if t.as_text else "entry", t.text) for t in job.typed
                ],
                "read": list(job.look_at),
                "save": [(str(p), _FILTERS[p.suffix.removeprefix(".")]) for p in job.save_as],
            }
            for job in jobs
        ]
        answers: list[Mapping[str, str]] = self._ask(SCRIPT, {"jobs": asked, "leave": leave})
        return answers

    def edit(self, path: Path, edits: Sequence[Sequence[str]], save_as: Sequence[Path]) -> None:
        """Edit a text document as a person does, and save it elsewhere."""
        saved = [(str(p), TEXT_FILTERS[p.suffix]) for p in save_as]
        self._ask(WRITER, {"open": str(path), "edits": list(edits), "save": saved})

    def _ask(self, script: Path, asked: Mapping[str, object]) -> Any:
        ran = subprocess.run(
            [SYSTEM_PYTHON, str(script)],
            input=json.dumps({"pipe": self.pipe, **asked}),
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
            env={"PATH": PROGRAMS, "LC_ALL": "C.UTF-8"},
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    def convert(self, paths: Sequence[Path], folder: Path, kind: str) -> list[Path]:
        """Save workbooks under their own names in a folder, as ``xlsx`` or ``pdf``."""
        folder.mkdir(parents=True, exist_ok=True)
        made = [folder / path.with_suffix(f".{kind}").name for path in paths]
        assert len(set(made)) == len(paths), "two workbooks of one name"
        self.do([Job(p, save_as=(m,)) for p, m in zip(paths, made, strict=True)])
        return made


def found(program: str) -> str | None:
    """Return where a program is on this machine, also one that is out of a test's reach."""
    return shutil.which(program, path=PROGRAMS)


def path_without_office() -> str:
    """Return the path without the folders that LibreOffice is found in."""
    folders = PROGRAMS.split(os.pathsep)
    names = ("soffice", "libreoffice")
    return os.pathsep.join(
        folder for folder in folders if not any(shutil.which(n, path=folder) for n in names)
    )


def why_not() -> str:
    """Say what is missing, or nothing."""
    for program in ("soffice", "pdftotext", SYSTEM_PYTHON):
        if found(program) is None:
            return f"{program} is not installed"
    try_it = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "python3-uno is not installed" if try_it.returncode else ""


def require() -> None:
    """Skip where LibreOffice cannot be run; in CI on Linux its absence is a failure."""
    if sys.platform != "linux":
        pytest.skip("LibreOffice is only driven on Linux")
    missing = why_not()
    if missing and os.environ.get("CI", "").lower() in {"", "0", "false"}:
        pytest.skip(f"{missing}: the tests with LibreOffice are not run")
    assert not missing, f"{missing}, and in CI the tests with LibreOffice must run"


@contextmanager
def running(folder: Path) -> Iterator[Office]:
    """Start LibreOffice with a profile in a folder, and end it afterwards."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    pipe = f"sheetplan-{os.getpid()}"
    command = [
        found("soffice") or "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        f"--accept=pipe,name={pipe};urp",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
    ]
    process: subprocess.Popen[Any] = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=MACHINE,
        start_new_session=True,  # its children can be ended with it
    )
    office = Office(pipe)
    try:
        yield office
    finally:
        _end(office, process)


def _end(office: Office, process: subprocess.Popen[Any]) -> None:
    try:
        office.do((), leave=True)
        process.wait(timeout=20)
    except (AssertionError, subprocess.TimeoutExpired):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, properties in _SETTINGS.items()
        for name, value in properties.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
