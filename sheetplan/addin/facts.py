"""Find the facts that the doctor judges; only read, and only what is there."""

from __future__ import annotations

import importlib.util
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sheetplan.addin.building import build
from sheetplan.addin.doctor import Facts, Macros
from sheetplan.addin.failures import NoConsent, NoXlwings
from sheetplan.addin.installing import PROGRAM, SETTINGS, Places
from sheetplan.addin.opened import running_excels
from sheetplan.errors import SheetplanError

# The rule "Block all Office applications from creating child processes".
_CHILDREN = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
_ASR = (
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
_ACTIONS = {"1": "block", "2": "audit", "6": "warn"}
_OFFICE = r"Software\Microsoft\Office\16.0\Excel"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel"
_WARNINGS = {1: Macros.ALL, 2: Macros.ASKED, 3: Macros.SIGNED, 4: Macros.NONE}
_STATES = {
    "EnabledWithoutWarnings": Macros.ALL,
    "DisabledWithWarnings": Macros.ASKED,
    "DisabledWithoutWarnings": Macros.NONE,
}
_VERSIONS = ("14.0", "15.0", "16.0")


def gather(where: Places | None) -> Facts:
    """Return what can be found about this computer."""
    running, has_consent = _running()
    known: dict[str, Any] = {
        "has_xlwings": importlib.util.find_spec("xlwings") is not None,
        "running": running,
        "has_consent": has_consent,
    }
    if where is not None:
        known |= _installed(where)
    if sys.platform == "win32":
        known |= _windows()
    if sys.platform == "darwin":
        known |= mac_facts(Path("/"), Path.home())
    return Facts(sys.platform, **known)


def _running() -> tuple[int | None, bool | None]:
    try:
        return len(running_excels()), True
    except NoConsent:
        return None, False
    except SheetplanError:
        return None, None


def _installed(where: Places) -> dict[str, Any]:
    """Return what is told by the files that were installed."""
    found: dict[str, Any] = {"is_installed": where.addin.is_file()}
    if found["is_installed"]:
        with suppress(NoXlwings, OSError):
            found["is_current"] = where.addin.read_bytes() == build()
        found["is_marked"] = _is_marked(where.addin)
    if where.script is not None:
        found["has_script"] = where.script.is_file()
        found["program"] = script_program(where.script)
    return found


def script_program(script: Path) -> tuple[str, bool] | None:
    """Return what a Mac's script starts, and whether it is there."""
    if not script.is_file():
        return None
    said = re.search(r'set program to "(.*)"', script.read_text(encoding="utf-8"))
    program = said[1].replace('\\"', '"').replace("\\\\", "\\") if said else ""
    return program, Path(program).is_file()


def _is_marked(path: Path) -> bool:
    if sys.platform == "darwin":
        xattr = shutil.which("xattr", path="/usr/bin")
        asked = [xattr or "", "-p", "com.apple.quarantine", str(path)]
        return (
            bool(xattr)
            and not subprocess.run(  # noqa: S603 - a fixed program
                asked, capture_output=True, check=False
            ).returncode
        )
    try:
        mark = Path(f"{path}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return re.search(r"ZoneId=[34]", mark) is not None


def mac_facts(root: Path, home: Path) -> dict[str, Any]:
    """Return what a Mac's own files tell."""
    found = [
        _plist(app / "Contents" / "Info.plist").get("CFBundleShortVersionString", "")
        for folder in (root / "Applications", home / "Applications")
        for app in sorted(folder.glob("Microsoft Excel*.app"))
    ]
    managed = _plist(root / "Library" / "Managed Preferences" / "com.microsoft.office.plist")
    own = _plist(home / "Library" / "Preferences" / "com.microsoft.office.plist")
    state = managed.get("VisualBasicMacroExecutionState")
    macros = _STATES.get(str(state or own.get("VisualBasicMacroExecutionState")))
    if managed.get("VisualBasicEntirelyDisabled") or own.get("VisualBasicEntirelyDisabled"):
        macros = Macros.NONE
    return {
        "excels": tuple(filter(None, map(str, found))),
        "macros": macros,
        "is_policy": bool(state or managed.get("VisualBasicEntirelyDisabled")),
    }


def _plist(path: Path) -> Mapping[str, Any]:
    try:
        read = plistlib.loads(path.read_bytes())
    except (OSError, ValueError, plistlib.InvalidFileException):
        return {}
    return read if isinstance(read, dict) else {}


def macros_of(policy: object, own: object) -> tuple[Macros | None, bool]:
    """Return which macros Windows' registry lets Excel run, and whether that is a policy."""
    chosen = policy if isinstance(policy, int) else own
    macros = _WARNINGS.get(chosen) if isinstance(chosen, int) else None
    return macros, isinstance(policy, int)


def _windows() -> dict[str, Any]:
    """Return what Windows' registry tells."""
    platform = _value("HKLM", r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform")
    policy = _value("HKCU", rf"{_POLICY}\Security", "VBAWarnings")
    macros, is_policy = macros_of(policy, _value("HKCU", rf"{_OFFICE}\Security", "VBAWarnings"))
    program = _value("HKCU", SETTINGS, PROGRAM)
    untrusted = _value("HKCU", rf"{_POLICY}\Security\Trusted Locations", "AllLocationsDisabled")
    rules = (_value("HKLM", key, _CHILDREN) for key in _ASR)
    rule = next((str(one) for one in rules if one is not None), "")
    bits = {"x86": 32, "x64": 64}.get(str(platform))
    return {
        "excels": tuple(_windows_excels()),
        "bits": (bits, 64 if sys.maxsize > 2**32 else 32) if bits else None,
        "program": (str(program), Path(str(program)).is_file()) if program else None,
        "macros": macros,
        "is_policy": is_policy,
        "trusts_folders": untrusted != 1,
        "children": _ACTIONS.get(rule),
        "is_disabled": _has_values("HKCU", rf"{_OFFICE}\Resiliency\DisabledItems"),
    }


def _windows_excels() -> Iterator[str]:
    for version in _VERSIONS:
        for branch in ("SOFTWARE", r"SOFTWARE\WOW6432Node"):
            key = rf"{branch}\Microsoft\Office\{version}\Excel\InstallRoot"
            if _value("HKLM", key, "Path"):
                yield version
                break


def _value(root: str, key: str, name: str) -> object:
    """Read a value of Windows' registry; None where it is not there or may not be read."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows has it

        roots = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
        with suppress(OSError), winreg.OpenKey(roots[root], key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    return None


def _has_values(root: str, key: str) -> bool:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows has it

        roots = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}
        with suppress(OSError), winreg.OpenKey(roots[root], key) as opened:
            return bool(winreg.QueryInfoKey(opened)[1])
    return False
