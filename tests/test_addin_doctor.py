"""Installing the add-in, and what the doctor says stands in its way.

- XD01: the add-in and the Mac's script lie where Excel looks, and go away again without a trace.
- XD02: a program's path is quoted, whatever its folders are called.
- XD03: every obstacle has its sentence and what to do; a sound computer has none.
- XD04: what only looks like an obstacle is told and does not stop.
- XD05: facts are read from files and the registry's values only where they are there.
- XD06: on a system without Excel that is said.
"""

from __future__ import annotations

import plistlib
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheetplan.addin.actions import ACTIONS
from sheetplan.addin.building import build
from sheetplan.addin.doctor import Facts, Macros, judge
from sheetplan.addin.facts import gather, mac_facts, macros_of, script_program
from sheetplan.addin.installing import NoStartFolder, Places, install, places, script, uninstall
from tests import command_line
from tests.engine import bridge

PROGRAM = r"C:\Python 3.11\python.exe"
SOUND = Facts(
    "win32", excels=("16.0",), running=1, bits=(64, 64), is_installed=True, is_current=True,
    program=(PROGRAM, True), macros=Macros.ASKED, has_consent=True,
)  # fmt: skip
MAC = replace(SOUND, platform="darwin", bits=None, has_script=True, macros=None)

OBSTACLES: dict[str, tuple[Facts, Mapping[str, Any]]] = {
    "xlwings saknas": (SOUND, {"has_xlwings": False}),
    "Inget Excel är installerat": (SOUND, {"excels": ()}),
    "Menyn är inte installerad": (SOUND, {"is_installed": False}),
    "Menyn är byggd av en annan version": (SOUND, {"is_current": False}),
    "märkt som hämtad från webben": (SOUND, {"is_marked": True}),
    "Menyn vet inte var sheetplan finns": (SOUND, {"program": None}),
    "som inte finns": (SOUND, {"program": (PROGRAM, False)}),
    "tecken som Excels makron inte kan skriva": (SOUND, {"program": ("C:\\Ł\\p.exe", True)}),
    "Organisationen tillåter inga makron": (
        SOUND, {"macros": Macros.NONE, "is_policy": True, "trusts_folders": False}
    ),
    "Excel tillåter bara signerade makron": (
        SOUND, {"macros": Macros.SIGNED, "trusts_folders": False}
    ),
    "hindrar Office från att starta": (SOUND, {"children": "block"}),
    "Skriptet som menyn startar saknas": (MAC, {"has_script": False}),
    "Datorn tillåter inte att Excel styrs": (MAC, {"has_consent": False}),
    "Organisationen tillåter inga": (MAC, {"macros": Macros.NONE, "is_policy": True}),
}  # fmt: skip
NOTES: dict[str, Mapping[str, Any]] = {
    "Flera Excel är installerade (15.0, 16.0)": {"excels": ("15.0", "16.0")},
    "2 Excel är öppna samtidigt": {"running": 2},
    "Excel har 32 bitar och sheetplan 64": {"bits": (32, 64)},
    "Excel har stängt av ett tillägg": {"is_disabled": True},
    "utom i betrodda mappar": {"macros": Macros.NONE},
    "frågar när Office startar": {"children": "warn"},
}


@pytest.mark.parametrize("said", OBSTACLES)
def test_an_obstacle_is_told_with_what_to_do(said: str) -> None:  # XD03
    sound, change = OBSTACLES[said]
    (obstacle,) = judge(replace(sound, **change))
    assert obstacle.stops
    assert said in obstacle.said
    assert obstacle.to_do
    assert str(obstacle).startswith("✖ ")
    assert re.search(r"[.)]$|sheetplan [a-z ]+$|sheetplan\[excel\]\"$", str(obstacle))


@pytest.mark.parametrize("said", NOTES)
def test_what_only_looks_like_one_does_not_stop(said: str) -> None:  # XD04
    (obstacle,) = judge(replace(SOUND, **NOTES[said]))
    assert not obstacle.stops
    assert said in obstacle.said
    assert str(obstacle).startswith("• ")


def test_a_sound_computer_has_nothing_in_the_way() -> None:  # XD03
    assert judge(SOUND) == judge(MAC) == ()
    assert judge(replace(SOUND, children="audit", macros=None, running=None)) == ()


def test_what_stops_comes_first() -> None:  # XD03
    found = judge(replace(SOUND, running=2, children="block", bits=(32, 64)))
    assert [obstacle.stops for obstacle in found] == [True, False, False]


def test_elsewhere_there_is_no_excel() -> None:  # XD06
    (obstacle,) = judge(Facts("linux"))
    assert "bara för Windows och Mac" in obstacle.said
    assert places("linux", Path("/home/a"), {}) is None
    with pytest.raises(NoStartFolder):
        install(None, PROGRAM)
    with pytest.raises(NoStartFolder):
        uninstall(None)


def test_where_things_lie() -> None:  # XD01
    windows = places("win32", Path("hem"), {"APPDATA": "Åsa Öberg/AppData/Roaming"})
    assert windows == Places(
        Path("Åsa Öberg/AppData/Roaming/Microsoft/Excel/XLSTART/sheetplan.xlam")
    )
    assert places("win32", Path("hem"), {}) == Places(
        Path("hem/AppData/Roaming/Microsoft/Excel/XLSTART/sheetplan.xlam")
    )
    mac = places("darwin", Path("hem"), {})
    assert mac is not None
    assert mac.script == Path(
        "hem/Library/Application Scripts/com.microsoft.Excel/sheetplan.applescript"
    )
    assert mac.addin.parts[-3:] == ("Startup.localized", "Excel", "sheetplan.xlam")


@pytest.mark.skipif(sys.platform == "win32", reason="it would write in the user's own registry")
def test_installed_looked_at_and_taken_away(tmp_path: Path) -> None:  # XD01
    bridge.require()
    where = places("darwin", tmp_path / "Åsa Öberg", {})
    assert where is not None
    assert uninstall(where) is None
    assert install(where, sys.executable) == where.addin
    assert where.addin.read_bytes() == build()
    facts = gather(where)
    assert (facts.is_installed, facts.is_current, facts.has_script) == (True, True, True)
    assert facts.program == (sys.executable, True)
    where.addin.write_bytes(b"PK changed")
    assert not gather(where).is_current
    assert install(where, sys.executable) == uninstall(where)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "program", ["/Users/å ä/$(rm -rf ~)/python", '/a/"b"/p', "/a/'b'/p", "/a\\b/=p", "/a`b`/p"]
)
def test_a_path_is_quoted(program: str, tmp_path: Path) -> None:  # XD02
    file = tmp_path / "sheetplan.applescript"
    file.write_text(script(program), encoding="utf-8")
    assert script_program(file) == (program, False)
    text = script(program)
    assert "quoted form of program" in text
    assert "quoted form of wanted" in text
    assert re.findall(r'"([a-z]+)"', text.splitlines()[2]) == [a.name for a in ACTIONS] + ["no"]
    assert " -E -P -m sheetplan excel " in text


def test_a_macs_files(tmp_path: Path) -> None:  # XD05
    assert mac_facts(tmp_path, tmp_path / "hem") == {
        "excels": (), "macros": None, "is_policy": False
    }  # fmt: skip
    info = tmp_path / "Applications" / "Microsoft Excel.app" / "Contents" / "Info.plist"
    info.parent.mkdir(parents=True)
    info.write_bytes(plistlib.dumps({"CFBundleShortVersionString": "16.89"}))
    own = tmp_path / "hem" / "Library" / "Preferences" / "com.microsoft.office.plist"
    own.parent.mkdir(parents=True)
    own.write_bytes(plistlib.dumps({"VisualBasicMacroExecutionState": "EnabledWithoutWarnings"}))
    found = mac_facts(tmp_path, tmp_path / "hem")
    assert found == {"excels": ("16.89",), "macros": Macros.ALL, "is_policy": False}
    managed = tmp_path / "Library" / "Managed Preferences" / "com.microsoft.office.plist"
    managed.parent.mkdir(parents=True)
    managed.write_bytes(plistlib.dumps({"VisualBasicEntirelyDisabled": True}))
    found = mac_facts(tmp_path, tmp_path / "hem")
    assert (found["macros"], found["is_policy"]) == (Macros.NONE, True)
    managed.write_bytes(b"not a plist")
    assert mac_facts(tmp_path, tmp_path / "hem")["macros"] is Macros.ALL


@pytest.mark.parametrize(
    ("policy", "own", "expected"),
    [
        (None, None, (None, False)),
        (None, 2, (Macros.ASKED, False)),
        (4, 1, (Macros.NONE, True)),
        (3, None, (Macros.SIGNED, True)),
        (None, "2", (None, False)),
    ],
)
def test_windows_registry(policy: object, own: object, expected: tuple[object, bool]) -> None:
    assert macros_of(policy, own) == expected  # XD05


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="it would change the user's Excel")
def test_the_commands(tmp_path: Path) -> None:  # XD06
    bridge.require()
    done = command_line.run(tmp_path, "addin", "build")
    assert (done.returncode, done.stdout) == (0, "Menyn är byggd: sheetplan.xlam\n")
    assert (tmp_path / "sheetplan.xlam").read_bytes() == build()
    for word in ("install", "uninstall"):
        done = command_line.run(tmp_path, "addin", word)
        assert done.returncode == 1
        assert done.stderr.startswith("Excel finns bara för Windows och Mac.")
    done = command_line.run(tmp_path, "addin", "doctor")
    assert done.returncode == 1
    assert done.stdout.startswith("✖ Excel finns inte för den här datorns system")
    done = command_line.run(tmp_path, "excel", "check")
    assert done.stderr.startswith("Inget Excel är öppet.")
