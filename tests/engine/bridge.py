"""LibreOffice from this Python: the module ``uno`` put on the path, and a desktop to talk to."""

from __future__ import annotations

import builtins
import importlib.util
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests import office

_FOLDER = Path("/usr/lib/python3/dist-packages")  # Debian's python3-uno
_PATIENCE = 60.0


def load_uno() -> ModuleType:
    """Import ``uno`` and ``unohelper`` alone; nothing else of the system's Python is wanted.

    Importing it replaces the ``import`` of all Python, which is put back.
    """
    if "uno" not in sys.modules:
        kept = builtins.__import__
        try:
            for name in ("uno", "unohelper"):
                spec = importlib.util.spec_from_file_location(name, _FOLDER / f"{name}.py")
                assert spec is not None
                assert spec.loader is not None
                sys.modules[name] = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(sys.modules[name])
        except BaseException:
            sys.modules.pop("uno", None)
            raise
        finally:
            builtins.__import__ = kept
    return sys.modules["uno"]


def why_not() -> str:
    """Say what is missing for the engine, or nothing."""
    for library in ("xlwings", "oletools"):
        if importlib.util.find_spec(library) is None:
            return f'{library} is not installed (pip install "sheetplan[dev]")'
    try:
        load_uno()
    except (ImportError, OSError) as error:
        return f"LibreOffice's uno cannot be loaded in this Python ({error})"
    return ""


def require() -> None:
    """Skip where the engine cannot be run; in CI on Linux that is a failure."""
    office.require()
    missing = why_not()
    if missing and os.environ.get("CI", "").lower() in {"", "0", "false"}:
        pytest.skip(f"{missing}: the tests of the add-in are not run")
    assert not missing, f"{missing}, and in CI the tests of the add-in must run"


def connect(pipe: str) -> Any:
    """Return the desktop of the LibreOffice that listens on a pipe."""
    uno = load_uno()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    not_yet = uno.getClass("com.sun.star.connection.NoConnectException")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except not_yet:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )


def setting(name: str, value: object) -> Any:
    """Return one named value, as LibreOffice takes its arguments."""
    made = load_uno().createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def struct(kind: str, *values: object) -> Any:
    """Return one of LibreOffice's own records."""
    return load_uno().createUnoStruct(f"com.sun.star.{kind}", *values)
