"""Build the ribbon add-in, ``sheetplan.xlam``, from the empty one that xlwings ships.

Only text is put in: our VBA in the places of the modules that it has, our ribbon, no settings.
Excel compiles the text when it opens the add-in. The same version of xlwings gives the same bytes.
"""

from __future__ import annotations

import importlib.util
import io
import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sheetplan.addin.compound import Compound
from sheetplan.addin.failures import NoXlwings
from sheetplan.addin.ovba import pack, unpack
from sheetplan.addin.ribbon import TAB, ribbon_xml
from sheetplan.flows.files import read_file

ADDIN = "sheetplan.xlam"
_TEMPLATE = "quickstart_addin_ribbon.xlam"
_VBA = Path(__file__).with_name("vba")
# The modules that the empty add-in has, and what is put in each.
SOURCES = {
    "RibbonMyAddin": "callback.bas",
    "xlwings": "start.bas",
    "Dictionary": "unused.cls",
}
_NAME, _OFFSET, _VERSION = 0x19, 0x31, 0x09  # records of the project's directory
_START_OF_TIME = (1980, 1, 1, 0, 0, 0)
_ROWS = re.compile(r"<sheetData>.*</sheetData>", re.DOTALL)
_STRINGS = re.compile(r"<si>.*</si>", re.DOTALL)
_FOLDER = re.compile(r"<mc:AlternateContent.*?</mc:AlternateContent>", re.DOTALL)
_PERSON = re.compile(r"(<(dc:creator|cp:lastModifiedBy)>)[^<]*")


def build() -> bytes:
    """Return the add-in's bytes."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(_empty())) as empty, ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name in empty.namelist():
            info = ZipInfo(name, _START_OF_TIME)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            made.writestr(info, _changed(name, empty.read(name)))
    return buffer.getvalue()


def source(file: str) -> bytes:
    """Return a module's text with Windows' line ends; it has only English letters."""
    text = (_VBA / file).read_text(encoding="ascii")
    return text.replace("\n", "\r\n").encode("ascii")


def _empty() -> bytes:
    found = importlib.util.find_spec("xlwings")  # which does not import it
    if found is None or found.origin is None:
        raise NoXlwings
    return read_file(Path(found.origin).with_name(_TEMPLATE))


def _changed(name: str, data: bytes) -> bytes:
    """Return one part of the add-in as ours."""
    if name == "xl/vbaProject.bin":
        return _project(data)
    if name in _TEXTS:
        return _TEXTS[name](data.decode("utf-8")).encode("utf-8")
    return ribbon_xml() if name == "customUI/customUI.xml" else data


def _no_strings(text: str) -> str:
    return re.sub(r' (?:count|uniqueCount)="\d+"', "", _STRINGS.sub("", text))


def _titled(text: str) -> str:
    return _PERSON.sub(r"\1sheetplan", text).replace("<dc:title />", f"<dc:title>{TAB}</dc:title>")


_TEXTS: dict[str, Callable[[str], str]] = {
    "xl/worksheets/sheet1.xml": lambda text: _ROWS.sub("<sheetData/>", text),
    "xl/sharedStrings.xml": _no_strings,
    "xl/workbook.xml": lambda text: _FOLDER.sub("", text).replace("_myaddin.conf", TAB),
    "docProps/core.xml": _titled,
}


def _project(data: bytes) -> bytes:
    """Return the VBA project with our text in the places of its modules."""
    project = Compound(data)
    modules = {name: pack(source(file)) for name, file in SOURCES.items()}
    directory = pack(_at_the_start(unpack(project.streams["dir"])))
    return project.with_streams({**modules, "dir": directory})


def _at_the_start(directory: bytes) -> bytes:
    """Say in the project's directory that our modules' text begins at their start."""
    changed, module = bytearray(directory), ""
    for kind, at, size in _records(directory):
        if kind == _NAME:
            module = directory[at : at + size].decode("cp1252")
        elif kind == _OFFSET and module in SOURCES:
            struct.pack_into("<I", changed, at, 0)
    return bytes(changed)


def _records(directory: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each record's kind, and where its contents are."""
    at = 0
    while at < len(directory):
        kind, size = struct.unpack_from("<HI", directory, at)
        size = 6 if kind == _VERSION else size  # its own says something else
        yield kind, at + 6, size
        at += 6 + size
