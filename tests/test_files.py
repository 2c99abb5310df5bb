"""Files are written whole or not at all, whatever happens meanwhile.

- FI01: a process that is killed in the middle of a write leaves what stood there before.
- FI02: a full disk, or one that may only be read, is told and leaves what stood there before.
- FI03: a file keeps its permissions, and one that is write-protected is left alone.
- FI04: a file that is open in another program is told (Windows).
- FI05: every file that people or programs read is written in this one way.
- FI06: room that ends at any step of a reception is told; the year is sound and goes on later.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sheetplan
from sheetplan.flows.files import FileLocked, write_file
from sheetplan.flows.verify import verify
from sheetplan.flows.year import Year
from tests.command_line import Done, assert_told, prepared, run
from tests.conftest import PERIOD, changed, contents, hand_in, returned
from tests.office import found
from tests.returns import RF, typing

PACKAGE = Path(sheetplan.__file__).parent
ENV = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")


def test_killed_in_the_middle_of_a_write(tmp_path: Path) -> None:  # FI01
    path = tmp_path / "tabell.csv"
    path.write_bytes(b"det som fanns")
    code = (
        "import sys; from pathlib import Path; from sheetplan.flows.files import write_file\n"
        "while True: write_file(Path(sys.argv[1]), b'x' * 30_000_000)"
    )
    for number in range(4):
        process = subprocess.Popen([sys.executable, "-c", code, str(path)], env=ENV)
        patience = time.monotonic() + 20
        while not list(tmp_path.glob(".*.tmp")) and time.monotonic() < patience:
            time.sleep(0.001)
        time.sleep(0.01 * number)
        process.kill()
        process.wait()
        assert path.read_bytes() in {b"det som fanns", b"x" * 30_000_000}
        path.write_bytes(b"det som fanns")


def on_a_small_disk(year: Year, folder: str, options: str, *words: str) -> Done:
    """Run a command where one of the year's folders is a disk of its own, which is then gone."""
    program = found("unshare")
    if program is None:
        pytest.skip("a disk of our own can only be made on Linux (unshare)")
    (year.root / folder).mkdir(exist_ok=True)
    script = 'mount -t tmpfs -o "$1" none "$2" || exit 77; shift 2; exec "$@"'
    outer = [program, "--map-root-user", "--mount", "sh", "-c", script, "sh", options, folder]
    done = subprocess.run(
        [*outer, sys.executable, "-m", "sheetplan", *words],
        cwd=year.root,
        env=ENV,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("we may not make a disk of our own here")
    return done


@pytest.mark.parametrize(
    ("options", "reason"),
    [("size=4k", "disken är full"), ("ro", "disken är skrivskyddad")],
)
@pytest.mark.parametrize(
    ("folder", "words"), [("archive", ("receive",)), ("tables", ("tables",))], ids=str
)
def test_disk_that_is_full_or_read_only(  # FI02
    year: Year, options: str, reason: str, folder: str, words: tuple[str, ...]
) -> None:
    prepared(year, "rev")
    (year.inbox / f"rf-{PERIOD}.xlsx").write_bytes(returned(year, "rf"))
    before = contents(year.root)
    done = on_a_small_disk(year, folder, options, *words)
    assert_told(done)
    assert reason in done.stderr
    assert before == contents(year.root)
    assert verify(year).faults == ()
    assert run(year.root, *words).returncode == 0


def short_of_room(year: Year, largest: int) -> Done:
    """Receive where no file may be larger than so many bytes."""
    script = 'ulimit -f "$1" || exit 77; shift; exec "$@"'
    words = ["sh", "-c", script, "sh", str(largest // 512), sys.executable, "-m", "sheetplan"]
    return subprocess.run(
        [*words, "receive"],
        cwd=year.root,
        env=ENV,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@posix
@pytest.mark.parametrize("step", [".part", "att-komplettera.xlsx", "sheetplan.db"])
def test_room_that_ends_in_the_middle_of_a_reception(  # FI06
    year: Year, tmp_path: Path, step: str
) -> None:
    prepared(year, "rev")
    wrong = changed(returned(year, "rf"), typing(("Ekonomi", "rf", "outcome"), "ca 11"))
    whole = Year(shutil.copytree(year.root, tmp_path / "hel"))
    copy = hand_in(whole, wrong, RF).copy
    assert copy is not None
    sizes = [len(wrong), copy.stat().st_size, whole.store_file.stat().st_size]
    limits = [size - 1024 for size in sizes]
    assert limits == sorted(limits)
    largest = dict(zip([".part", "att-komplettera.xlsx", "sheetplan.db"], limits, strict=True))
    (year.inbox / RF).write_bytes(wrong)
    done = short_of_room(year, largest[step])
    assert_told(done)
    assert f"{step}”" in done.stderr
    found = verify(year)
    assert (found.faults, len(found.register.entries)) == ((), 1)
    assert run(year.root, "receive").stderr == ""
    found = verify(year)
    assert (found.faults, found.remarks, len(found.register.entries)) == ((), (), 2)


@posix
def test_permissions_are_kept(tmp_path: Path) -> None:  # FI03
    path = tmp_path / "rapport.docx"
    write_file(path, b"1")
    path.chmod(0o664)
    write_file(path, b"2")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o664)


def test_write_protected_file_is_left_alone(tmp_path: Path) -> None:  # FI03
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"1")
    path.chmod(0o444)
    with pytest.raises(FileLocked, match="skrivskyddad"):
        write_file(path, b"2")
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]
    path.chmod(0o644)


@pytest.mark.skipif(os.name != "nt", reason="only Windows locks a file that is open")
def test_open_file_is_told(tmp_path: Path) -> None:  # FI04
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"1")
    with path.open("rb"), pytest.raises(FileLocked, match="Excel eller Word"):
        write_file(path, b"2")
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]


def test_only_one_module_writes_files() -> None:  # FI05
    writers = {"write_bytes", "write_text", "to_csv", "to_excel", "copyfile", "copy", "copytree"}
    found = set()
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            modes = [a.value for a in node.args if isinstance(a, ast.Constant)]
            opens = name == "open" and {"w", "wb", "a", "ab", "x", "xb"} & {*map(str, modes)}
            if (name in writers and isinstance(node.func, ast.Attribute)) or opens:
                found.add(module.relative_to(PACKAGE).as_posix())
    # LibreOffice is given a copy in a temporary folder.
    assert found == {"flows/files.py", "word/layout.py"}
