"""Put the add-in where Excel starts it, and tell it where the program is; or take both away.

The program's place is kept outside all workbooks: on Windows among the user's settings for VBA,
on a Mac in the script that alone may leave Excel's fence.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sheetplan.addin import START
from sheetplan.addin.actions import ACTIONS
from sheetplan.addin.building import ADDIN, build
from sheetplan.errors import SheetplanError
from sheetplan.flows.files import remove_file, write_file

# What VBA's GetSetting("Sheetplan", "Start", "Program") reads.
SETTINGS, PROGRAM = r"Software\VB and VBA Program Settings\Sheetplan\Start", "Program"
_SCRIPT = """-- Starts an action of sheetplan; written by "sheetplan addin install".
on RunAction(wanted)
	if {{{allowed}}} does not contain wanted then return "no"
	set program to "{program}"
	do shell script quoted form of program & " {start} excel " & quoted form of wanted ¬
		& " > /dev/null 2>&1 &"
	return "yes"
end RunAction
"""


class NoStartFolder(SheetplanError):
    """There is no Excel for this system."""

    def __init__(self) -> None:
        super().__init__(
            "Excel finns bara för Windows och Mac. Bygg filen här med sheetplan addin build och "
            "kör sheetplan addin install på datorn med Excel."
        )


@dataclass(frozen=True)
class Places:
    """Where the add-in lies, and on a Mac the script that it starts."""

    addin: Path
    script: Path | None = None


def places(platform: str, home: Path, environment: Mapping[str, str]) -> Places | None:
    """Return where things lie for this user; None where there is no Excel."""
    if platform == "win32":
        roaming = environment.get("APPDATA")
        root = Path(roaming) if roaming else home / "AppData" / "Roaming"
        return Places(root / "Microsoft" / "Excel" / "XLSTART" / ADDIN)
    if platform == "darwin":
        library = home / "Library"
        office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        scripts = library / "Application Scripts" / "com.microsoft.Excel"
        script = scripts / Path(ADDIN).with_suffix(".applescript")
        return Places(office / "Startup.localized" / "Excel" / ADDIN, script)
    return None


def start_places() -> Places | None:
    """Return where things lie for whoever runs this."""
    return places(sys.platform, Path.home(), os.environ)


def install(where: Places | None, program: str) -> Path:
    """Install the add-in for this user, started by a program; return where it lies."""
    if where is None:
        raise NoStartFolder
    write_file(where.addin, build())
    if where.script is not None:
        write_file(where.script, script(program).encode("utf-8"))
    remember(program)
    return where.addin


def uninstall(where: Places | None) -> Path | None:
    """Take away what was installed; return where it lay, or None if nothing was."""
    if where is None:
        raise NoStartFolder
    found = where.addin.exists()
    remove_file(where.addin)
    if where.script is not None:
        remove_file(where.script)
    forget()
    return where.addin if found else None


def script(program: str) -> str:
    """Write the Mac's script."""
    quoted = program.replace("\\", "\\\\").replace('"', '\\"')
    allowed = ", ".join(f'"{action.name}"' for action in ACTIONS)
    return _SCRIPT.format(allowed=allowed, program=quoted, start=" ".join(START))


def remember(program: str) -> None:
    """Let VBA know where the program is; on a Mac the script knows."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows has it

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, SETTINGS) as key:
            winreg.SetValueEx(key, PROGRAM, 0, winreg.REG_SZ, program)


def forget() -> None:
    """Let VBA forget the program."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows has it

        with suppress(FileNotFoundError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, SETTINGS)
