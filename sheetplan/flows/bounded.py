"""Read a returned file within bounds of time and memory, so that one file cannot stop the others.

An ordinary workbook is read where we are. A heavy one is read in a process of its own, which is
ended when its time is up; it is started anew, and not forked, so that it is the same everywhere.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys

from sheetplan.excel.gate import MEGABYTE, unpacked_size
from sheetplan.excel.reader import Workbook, read_return
from sheetplan.plan.rules.catalogue import CATALOGUE
from sheetplan.plan.rules.file_rules import FILE_HEAVY, FILE_SLOW
from sheetplan.schema.problem import Place, Problem, Rule

ORDINARY = 8 * MEGABYTE  # unpacked; a committee's workbook has 0.5
SECONDS = 30
MEMORY = 1024 * MEGABYTE  # of addresses, where the system can hold a process to that
_CHILD = "from sheetplan.flows.bounded import serve; serve()"
_MODULES = ("sheetplan.", "decimal", "datetime")
_BUILTINS = {"frozenset", "set"}
_RULES = {rule.code: rule for rule in CATALOGUE}


def read_bounded(data: bytes, file: str) -> Workbook | Problem:
    """Read a returned workbook, or tell why it cannot be read; a heavy one has its time."""
    if unpacked_size(data) <= ORDINARY or not sys.executable:
        return read_return(data, file)
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-c", _CHILD, str(MEMORY), file],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return Problem(FILE_SLOW, Place(file=file))
    except OSError:  # some offices let no program start another; the reader has bounds too
        return read_return(data, file)
    if done.returncode:
        return Problem(FILE_HEAVY, Place(file=file))
    return _unpacked(done.stdout)


def serve() -> None:
    """Read the workbook on standard input, in a process of its own, and write what it holds."""
    memory, file = sys.argv[1:]
    _hold_to(int(memory))
    found = read_return(sys.stdin.buffer.read(), file)
    sys.stdout.buffer.write(_packed(found))


def _hold_to(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):
        return  # then time is the bound


class _Packer(pickle.Pickler):
    """Packs what was read; a rule goes by its code, for it is one object in each process."""

    def persistent_id(self, obj: object) -> str | None:
        return obj.code if isinstance(obj, Rule) else None


class _Unpacker(pickle.Unpickler):
    """Unpacks it, and nothing but what a workbook is made of."""

    def persistent_load(self, pid: str) -> Rule:
        return _RULES[pid]

    def find_class(self, module: str, name: str) -> object:
        if module.startswith(_MODULES) or (module == "builtins" and name in _BUILTINS):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


def _packed(found: Workbook | Problem) -> bytes:
    buffer = io.BytesIO()
    _Packer(buffer).dump(found)
    return buffer.getvalue()


def _unpacked(data: bytes) -> Workbook | Problem:
    found = _Unpacker(io.BytesIO(data)).load()
    assert isinstance(found, (Workbook, Problem))  # noqa: S101 - our own process wrote it
    return found
