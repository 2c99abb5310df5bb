"""The gate: what a returned file must be before anything in it is parsed as a workbook."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import IO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sheetplan.excel.markup import MAX_PIECE, Refused, marks_in, markup_encoding, parse
from sheetplan.excel.parts import TYPES_PART, Lookup, content_type, relationships, target_of
from sheetplan.plan.rules.file_rules import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_ENCRYPTED,
    FILE_KIND,
    FILE_LIMIT,
    FILE_UNSAFE,
)
from sheetplan.schema.problem import Problem

MEGABYTE = 1024 * 1024
MAX_FILE = 20 * MEGABYTE
MAX_UNPACKED = 100 * MEGABYTE
MAX_ENTRIES = 1000
# Of the whole file, once it unpacks to more than FREE. Honest parts reach 121, a white screenshot
# 1000 and deflate itself 1032. 200 for the file lets them through, and a file must still be half
# a megabyte to unpack to the full limit.
MAX_RATIO = 200
FREE = 16 * MEGABYTE
# Elements and attributes of all parts: they bound the time. A thousand rows of blanks out to
# column AMJ, as LibreOffice writes them, have 3 million.
MAX_MARKS = 8_000_000


@dataclass(frozen=True)
class Limits:
    """How large a file may be, packed and unpacked, and how much markup it may have."""

    packed: int
    unpacked: int
    marks: int


RETURNED = Limits(MAX_FILE, MAX_UNPACKED, MAX_MARKS)
# What the controller takes out of the ledger: 200 000 rows of twelve columns unpack to 110 MB with
# 20 million marks. Its rows are read one by one.
FROM_LEDGER = Limits(100 * MEGABYTE, 400 * MEGABYTE, 80_000_000)
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
# What begins an entry of a zip's contents: too many are refused before zipfile lists them.
_ENTRY = b"PK\x01\x02"
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError)
_UNREADABLE = (ValueError, OverflowError, NotImplementedError, RuntimeError)

_KINDS = tuple(
    (re.compile(pattern, re.DOTALL | re.IGNORECASE), kind)
    for pattern, kind in (
        (rb"\A%PDF", "en PDF"),
        (rb"\A{\\rtf", "ett RTF-dokument"),
        (rb"\A(?:\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP)", "en bild"),
        (rb"\A.{4}ftyp", "en bild eller film"),
        (rb"\A(?:\x1f\x8b|7z\xbc\xaf|Rar!)", "en packad fil"),
        (rb"\AMZ[^\n]*\0", "ett program"),
        (rb"\ASQLite format 3\0", "en databas"),
        (rb"\A\x09\x08\x10\0", "en gammal Excelfil (.xls)"),
        (rb"\A\s*(?:MIME-Version|Received|Return-Path|From|X-[\w-]+):", "ett mejl (.eml)"),
        (rb"<(?:!doctype\s+html|html|head|body|table)\b", "en webbsida"),
        (rb"\A(?:\xef\xbb\xbf)?\s*<\?xml", "en XML-fil"),
        (rb"\A(?:\xff\xfe|\xfe\xff)", "en textfil"),
        (rb"\A[^\0-\x08\x0e-\x1f]*\Z", "en textfil"),
    )
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("WordDocument", "ett gammalt Worddokument (.doc)"),
    ("PowerPoint Document", "en gammal Powerpointpresentation (.ppt)"),
    ("__properties_version1.0", "ett mejl (.msg)"),
    ("Workbook", "en gammal Excelfil (.xls)"),
    ("Book", "en gammal Excelfil (.xls)"),
)
_MAIN_TYPES = (
    ("binary.macroEnabled", "en binär Excelfil (.xlsb)"),
    ("wordprocessingml", "ett Worddokument"),
    ("ms-word", "ett Worddokument"),
    ("presentationml", "en Powerpointpresentation"),
    ("ms-powerpoint", "en Powerpointpresentation"),
)
_OPEN_DOCUMENT = (
    (b"opendocument.spreadsheet", "en OpenDocument-fil (.ods)"),
    (b"opendocument.text", "ett OpenDocument-dokument (.odt)"),
    (b"opendocument", "en OpenDocument-fil"),
)
_DECLARED = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
# Supersets of ASCII: a DOCTYPE in them is the same bytes as in UTF-8.
_ASCII_LIKE = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
_OVERLAP = 32  # bytes that are looked at twice, for what stands across two chunks
_MACROS = ("vbaproject.bin", "/macrosheets/")


@dataclass(frozen=True)
class Package:
    """The checked parts of a workbook; each is unpacked when it is asked for, and not kept.

    Attributes:
        entries: where each part lies in the zip, by its name as it stands there.
        macros: whether the file carries programs, which are never run.
    """

    archive: ZipFile = field(repr=False)
    entries: Mapping[str, ZipInfo] = field(repr=False)
    macros: bool

    def part(self, name: str) -> bytes | None:
        """Return a part that is small enough to be held whole.

        Raises:
            Refused: it is not.
        """
        entry = self._entry(name)
        if entry is None:
            return None
        if entry.file_size > MAX_PIECE:  # the gate has seen that the size is true
            raise Refused(FILE_LIMIT, f"delen {name} är för stor")
        return self.archive.read(entry)

    def stream(self, name: str) -> IO[bytes] | None:
        """Return a part to be read piece by piece."""
        entry = self._entry(name)
        return None if entry is None else self.archive.open(entry)

    def _entry(self, name: str) -> ZipInfo | None:
        """Find a part by its name; case and percent signs do not matter, as in Excel."""
        return self.entries.get(name) or self._folded.get(unquote(name).casefold())

    @cached_property
    def _folded(self) -> dict[str, ZipInfo]:
        return {unquote(name).casefold(): entry for name, entry in self.entries.items()}


def open_package(data: bytes, file: str, limits: Limits = RETURNED) -> Package | Problem:
    """Check a file's bytes, every part of it, or tell why they cannot be such a workbook."""
    try:
        _require_zip(data, limits)
        package = _checked(data, limits)
        main_part(package.part)
    except Refused as refusal:
        return refusal.at(file)
    return package


def unpacked_size(data: bytes) -> int:
    """Return what a file says that it unpacks to, 0 if it is no zip; the gate sees if it lies."""
    if not data.startswith(b"PK") or data.count(_ENTRY) > MAX_ENTRIES:
        return 0
    try:
        with ZipFile(BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except _DAMAGE + _UNREADABLE:
        return 0


def main_part(part: Lookup) -> str:
    """Return the name of the workbook part, found by relationships as Excel does.

    Raises:
        Refused: it is missing, or is the main part of something else than a workbook.
    """
    name = target_of(relationships(part), "officeDocument")
    types = part(TYPES_PART)
    if name is None or types is None or part(name) is None:
        raise Refused(FILE_DAMAGED, "arbetsboksdelen saknas")
    declared = content_type(parse(types, TYPES_PART), name)
    for mark, kind in _MAIN_TYPES:
        if mark in declared:
            raise Refused(FILE_KIND, kind)
    return name


def _require_zip(data: bytes, limits: Limits) -> None:
    if not data:
        raise Refused(FILE_EMPTY)
    if data.startswith(_OLE):
        _refuse_compound(data)
    if not data.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08")):
        if not data.strip(b"\0"):
            raise Refused(FILE_DAMAGED, "den innehåller bara nollor")
        raise Refused(FILE_KIND, _kind_of(data))
    if len(data) > limits.packed:
        raise Refused(FILE_LIMIT, f"den är större än {limits.packed // MEGABYTE} MB")


def _refuse_compound(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(FILE_ENCRYPTED)
    for stream, kind in _OLE_STREAMS:
        if f"{stream}\0".encode("utf-16-le") in data:
            raise Refused(FILE_KIND, kind)
    raise Refused(FILE_KIND, "en gammal Officefil")


def _kind_of(data: bytes) -> str:
    head = data[:4096]
    return next((kind for pattern, kind in _KINDS if pattern.search(head)), "en fil av okänt slag")


def _checked(data: bytes, limits: Limits) -> Package:
    if data.count(_ENTRY) > MAX_ENTRIES:
        raise Refused(FILE_LIMIT, f"den har fler än {MAX_ENTRIES} delar")
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
        _require_office(data, entries)
        _require_safe(entries)
        room = min(limits.unpacked, max(FREE, MAX_RATIO * len(data)))
        _check_parts(archive, entries, room, limits.marks)
    except _DAMAGE as error:
        raise Refused(FILE_DAMAGED, "den är avklippt eller har ändrats på vägen") from error
    except _UNREADABLE as error:
        raise Refused(FILE_DAMAGED, "dess innehållsförteckning går inte att läsa") from error
    parts = {entry.filename: entry for entry in entries if not entry.is_dir()}
    return Package(archive, parts, macros=_has_macros(parts))


def _require_office(data: bytes, entries: Iterable[ZipInfo]) -> None:
    names = {entry.filename.casefold() for entry in entries}
    if TYPES_PART.casefold() in names:
        return
    for mark, kind in _OPEN_DOCUMENT:
        if mark in data[:200]:
            raise Refused(FILE_KIND, kind)
    if any(name.endswith(".iwa") for name in names):
        raise Refused(FILE_KIND, "en Numbersfil (.numbers)")
    raise Refused(FILE_KIND, "en zip-fil")


def _require_safe(entries: Iterable[ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        # zipfile turns backslashes and cuts at NUL in filename, differently on each system.
        name = entry.orig_filename
        folded = name.rstrip("/").casefold()
        if folded in seen:
            raise Refused(FILE_UNSAFE, f"två delar heter {name[:100]}")
        seen.add(folded)
        if name.startswith("/") or re.search(r"[\\:\0]|(?:^|/)\.\.(?:/|$)", name):
            raise Refused(FILE_UNSAFE, f"delnamnet {name[:100]!a}")
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Refused(FILE_ENCRYPTED)
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Refused(FILE_UNSAFE, f"delen {name[:100]} är packad på ett ovanligt sätt")


def _check_parts(archive: ZipFile, entries: Iterable[ZipInfo], room: int, marks: int) -> None:
    """Unpack each part once, keeping nothing; zipfile checks its CRC, this the rest.

    The declared sizes are never used to allocate: a part may say one byte and unpack to more.
    """
    for entry in entries:
        size, look = 0, None
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > room:
                    raise Refused(FILE_LIMIT, "den packar upp sig till orimlig storlek")
                look = look or _Look(chunk, entry.filename)
                marks -= look.at(chunk)
                if marks < 0:
                    raise Refused(FILE_LIMIT, "den har för många element")
        room -= size
        if size != entry.file_size:
            raise Refused(FILE_DAMAGED, "den är avklippt eller har ändrats på vägen")


class _Look:
    """Looks through a part for a document type, entities or an encoding that hides them."""

    def __init__(self, head: bytes, name: str) -> None:
        encoding = markup_encoding(head)
        either = ("utf-16-le", "utf-16-be")  # the order is said by the mark, which is in no word
        encodings = either if encoding == "utf-16" else (encoding,) if encoding else ()
        self._name = name
        self._words = [word.encode(one) for word in _FORBIDDEN for one in encodings]
        self._before = b""
        if encoding == "utf-8":
            declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf").lstrip())
            if declared and declared[1].lower() not in _ASCII_LIKE:
                raise Refused(FILE_UNSAFE, f"delen {name} har en otillåten teckenkodning")

    def at(self, chunk: bytes) -> int:
        """Look at the next bytes; return how many marks they have, if they are XML."""
        if not self._words:
            return 0
        seen = self._before + chunk
        if any(word in seen for word in self._words):
            raise Refused(FILE_UNSAFE, f"delen {self._name} har en dokumenttypsdeklaration")
        self._before = chunk[-_OVERLAP:]
        return marks_in(chunk)


def _has_macros(parts: Iterable[str]) -> bool:
    return any(mark in f"/{name.casefold()}" for name in parts for mark in _MACROS)
