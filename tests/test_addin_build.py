"""The built ribbon add-in taken apart.

- XB01: two builds are the same bytes, and everything in the package is well formed.
- XB02: another program reads back exactly our VBA, and nothing else of what was there.
- XB03: the ribbon keeps to the rules of its schema; its tags are the table's actions.
- XB04: the whitelist in the VBA is the table's actions, and LibreOffice runs it as meant.
- XB05: nothing in the add-in names a folder, a person or a setting.
- XB06: packing and unpacking is exact, also to another program's reading.
- XB07: an action that cannot be done yet has no button.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import re
import warnings
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sheetplan.addin import START
from sheetplan.addin.actions import ACTIONS, Group
from sheetplan.addin.building import SOURCES, build, source
from sheetplan.addin.compound import Compound
from sheetplan.addin.ovba import pack, unpack
from sheetplan.addin.ribbon import NAMESPACE
from tests.engine import bridge
from tests.office import Office

PROJECT = "xl/vbaProject.bin"
NCNAME = re.compile(r"[A-Za-z_][\w.-]*")
# What the schema allows a button to have, of what we use, and how long it may be.
BUTTON = {
    "id": 1024, "tag": 1024, "label": 1024, "screentip": 1024, "supertip": 1024,
    "imageMso": 1024, "size": 6, "onAction": 1024,
}  # fmt: skip


@pytest.fixture(scope="module")
def addin() -> bytes:
    bridge.require()
    return build()


@pytest.fixture(scope="module")
def parts(addin: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(addin)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def olevba() -> Any:
    """Return the other program; what it is made of warns of its own age."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("oletools.olevba")


def test_two_builds_are_the_same(addin: bytes, parts: dict[str, bytes]) -> None:  # XB01
    assert hashlib.sha256(build()).digest() == hashlib.sha256(addin).digest()
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)


def test_another_program_reads_our_vba(addin: bytes) -> None:  # XB02
    reader = olevba().VBA_Parser("sheetplan.xlam", addin)
    found = {name: code for _, _, name, code in reader.extract_macros()}
    reader.close()
    wanted = {name: source(file).decode("ascii") for name, file in SOURCES.items()}
    wanted = {(f"{name}.{SOURCES[name][-3:]}"): code for name, code in wanted.items()}
    ours = {name: code for name, code in found.items() if name in wanted}
    assert {name: code.splitlines() for name, code in ours.items()} == {
        name: code.splitlines() for name, code in wanted.items()
    }
    rest = "".join(code for name, code in found.items() if name not in wanted)
    assert [line for line in rest.splitlines() if not line.startswith("Attribute ")] == []


def test_the_compound_file_is_sound(parts: dict[str, bytes]) -> None:  # XB02
    import olefile  # noqa: PLC0415 - it comes with oletools

    with olefile.OleFileIO(io.BytesIO(parts[PROJECT]), raise_defects=olefile.DEFECT_UNSURE) as ole:
        names = {path[-1] for path in ole.listdir()}
        assert names == Compound(parts[PROJECT]).streams.keys()
        for path in ole.listdir():
            stream = ole.openstream(path).read()
            assert stream == Compound(parts[PROJECT]).streams[path[-1]]
        assert ole.parsing_issues == []


def test_a_large_stream_and_a_small_one_can_change_places(parts: dict[str, bytes]) -> None:  # XB02
    import olefile  # noqa: PLC0415 - it comes with oletools

    before = Compound(parts[PROJECT])
    wanted = {"dir": b"x" * 5000, "xlwings": b"", "PROJECT": b"y" * 4095, "Dictionary": b"z" * 64}
    made = before.with_streams(wanted)
    assert Compound(made).streams == {**before.streams, **wanted}
    with olefile.OleFileIO(io.BytesIO(made), raise_defects=olefile.DEFECT_UNSURE) as ole:
        assert ole.openstream("VBA/dir").read() == wanted["dir"]
        assert ole.openstream("PROJECT").read() == wanted["PROJECT"]
    with pytest.raises(KeyError):
        before.with_streams({"Egen": b""})


def test_the_ribbon_keeps_to_its_schema(parts: dict[str, bytes]) -> None:  # XB03
    root = etree.fromstring(parts["customUI/customUI.xml"])
    shape = {f"{{{NAMESPACE}}}{name}" for name in ("ribbon", "tabs", "tab", "group", "button")}
    below = [*root.iterdescendants()]
    assert root.tag == f"{{{NAMESPACE}}}customUI"
    assert {node.tag for node in below} == shape
    assert [node.tag.rpartition("}")[2] for node in root.iter()][:4] == [
        "customUI", "ribbon", "tabs", "tab"
    ]  # fmt: skip
    ids = [node.get("id") for node in below if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(NCNAME.fullmatch(one or "") for one in ids)
    groups = [node for node in below if node.tag.endswith("group")]
    assert [node.get("label") for node in groups] == [group.value for group in Group]
    for button in (node for node in below if node.tag.endswith("button")):
        assert button.keys() == list(BUTTON)
        assert all(len(value) <= BUTTON[str(key)] for key, value in button.items())
        assert button.get("size") in {"normal", "large"}
        assert button.get("onAction") == "RibbonMyAddin.RunAction"
    assert b"Rensa markeringar" in parts["customUI/customUI.xml"]
    assert "Lämna in".encode() in parts["customUI/customUI.xml"]


def test_only_what_can_be_done_has_a_button(parts: dict[str, bytes]) -> None:  # XB07
    root = etree.fromstring(parts["customUI/customUI.xml"])
    tags = [node.get("tag") for node in root.iter() if node.get("tag")]
    assert tags == [action.name for action in ACTIONS]


def test_the_whitelist_is_the_table(parts: dict[str, bytes]) -> None:  # XB04
    code = unpack(Compound(parts[PROJECT]).streams["xlwings"]).decode("ascii")
    listed = re.search(r'ALLOWED As String = "([^"]*)"', code)
    assert listed is not None
    assert listed[1].split() == [action.name for action in ACTIONS]
    assert f'" {" ".join(START)} excel "' in code
    assert code.count("Shell ") == code.count("AppleScriptTask ") == 1


def test_nothing_tells_of_a_folder_or_a_person(parts: dict[str, bytes]) -> None:  # XB05
    for name, data in parts.items():
        for word in (
            b"felix",
            b"Felix",
            b"PYTHONPATH",
            b"Interpreter",
            b"C:\\Users",
            b"RunPython",
        ):
            if name != PROJECT:
                assert word not in data, name
    streams = Compound(parts[PROJECT]).streams
    ours = b"".join(unpack(streams[name]) for name in SOURCES)
    for word in (b"RunPython", b"Workbook", b"Range(", b"Environ", b"http", b"ChDir", b"Kill"):
        assert word not in ours


@pytest.fixture
def basic(office: Office) -> Any:
    """LibreOffice Basic with the functions of our VBA that need no Excel."""
    bridge.require()
    desktop = bridge.connect(office.pipe)
    quiet = [bridge.setting("Hidden", True), bridge.setting("MacroExecutionMode", 4)]  # noqa: FBT003
    document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, tuple(quiet))
    text = source(SOURCES["xlwings"]).decode("ascii").partition("Public Sub StartAction")[0]
    text = "\n".join(line for line in text.splitlines() if not line.startswith("Attribute"))
    libraries = document.BasicLibraries
    if not libraries.hasByName("Standard"):
        libraries.createLibrary("Standard")
    libraries.getByName("Standard").insertByName("Start", f"Option VBASupport 1\n{text}")
    scripts = document.getScriptProvider()

    def call(name: str, *arguments: str) -> Any:
        url = f"vnd.sun.star.script:Standard.Start.{name}?language=Basic&location=document"
        return scripts.getScript(url).invoke(arguments, (), ())[0]

    yield call
    document.close(True)  # noqa: FBT003 - the interface's own


def test_the_whitelist_at_work(basic: Any) -> None:  # XB04
    for action in ACTIONS:
        assert basic("IsAction", action.name)
    for name in ("", " ", "updates", "Check", "CHECK", "check clear", "chec", "check;", "&calc",
                 "check --folder", 'check" & calc', "../check", "åtgärd", "c" * 30):  # fmt: skip
        assert not basic("IsAction", name), name


def test_the_command_line(basic: Any) -> None:  # XB04
    program = r"C:\Program Files (x86)\Python å $(3)\python.exe"
    line = basic("CommandLine", program, "check")
    assert line == f'"{program}" -E -P -m sheetplan excel check'
    for wrong in ("", 'C:\\a" & calc & "b.exe'):
        assert basic("CommandLine", wrong, "check") == ""
    assert basic("CommandLine", program, "check & calc") == ""


@given(st.binary(max_size=9000) | st.text(alphabet="ab\r\n ", max_size=9000).map(str.encode))
def test_packing_is_exact(data: bytes) -> None:  # XB06
    found = unpack(pack(data))
    assert found[: len(data)] == data
    assert found[len(data) :].strip(b"\0") == b""  # only noise is filled out
    assert pack(data) == pack(data)


@pytest.mark.parametrize("file", sorted(SOURCES.values()))
def test_another_program_unpacks_it_alike(file: str) -> None:  # XB06
    bridge.require()
    text = source(file) * 9
    assert bytes(olevba().decompress_stream(bytearray(pack(text)))) == text
    assert len(pack(text)) < len(text) / 3


def test_what_is_no_container_is_refused(tmp_path: Path) -> None:
    del tmp_path
    with pytest.raises(ValueError, match="PK"):
        Compound(b"PK\x03\x04" + bytes(600))
    with pytest.raises(ValueError, match="0"):
        unpack(b"\x00abc")
