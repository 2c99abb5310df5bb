"""The gate: what a returned file must be before anything in it is parsed as a workbook."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sheetplan.excel.parts import (
    TYPES_PART,
    Lookup,
    Refused,
    content_type,
    markup_encoding,
    parse,
    relationships,
    target_of,
)
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
# Elements and attributes, counted by their "<" and "=". A parsed tree takes some 200 bytes for
# each, so that 100 MB of "<a/>" would take 3 GB. Rows and shared strings are parsed one by one and
# let go, so what counts is the most between two of them; 65 000 styles have 0.65 million.
MAX_MARKS = 4_000_000
MAX_MARKS_AT_ONCE = 700_000


@dataclass(frozen=True)
class Limits:
    """How large a file may be, packed and unpacked, and how much markup a part of it may have."""

    packed: int
    unpacked: int
    marks: int


RETURNED = Limits(MAX_FILE, MAX_UNPACKED, MAX_MARKS)
# What the controller takes out of the ledger: 200 000 rows of twelve columns unpack to 110 MB with
# 20 million marks. Its rows are read one by one, so only the bytes are held.
FROM_LEDGER = Limits(100 * MEGABYTE, 400 * MEGABYTE, 80_000_000)
_FREED = re.compile(rb"<(?:\w+:)?(?:row|si)[\s/>]")
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1

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
_MACROS = ("vbaproject.bin", "/macrosheets/")


@dataclass(frozen=True)
class Package:
    """The checked parts of a workbook, by their names in the zip.

    Attributes:
        parts: the bytes of each part; names as they stand, without a leading slash.
        macros: whether the file carries programs, which are never run.
    """

    parts: Mapping[str, bytes] = field(repr=False)
    macros: bool

    def part(self, name: str) -> bytes | None:
        """Return a part by its name; case and percent signs do not matter, as in Excel."""
        if name in self.parts:
            return self.parts[name]
        wanted = unquote(name).casefold()
        for known, data in self.parts.items():
            if unquote(known).casefold() == wanted:
                return data
        return None


def open_package(data: bytes, file: str, limits: Limits = RETURNED) -> Package | Problem:
    """Check a file's bytes and unpack them, or tell why they cannot be such a workbook."""
    try:
        _require_zip(data, limits)
        parts = _unpacked(data, limits)
        for name, part in parts.items():
            _forbid_doctype(part, name)
            _require_few_marks(part, name, limits)
        package = Package(parts, macros=_has_macros(parts))
        main_part(package.part)
    except Refused as refusal:
        return refusal.at(file)
    return package


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


def _unpacked(data: bytes, limits: Limits) -> dict[str, bytes]:
    # Each entry has this signature: too many are refused before zipfile makes a list of them.
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise Refused(FILE_LIMIT, f"den har fler än {MAX_ENTRIES} delar")
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_office(data, entries)
            _require_safe(entries)
            room = min(limits.unpacked, max(FREE, MAX_RATIO * len(data)))
            return dict(_streamed(archive, entries, room))
    except (BadZipFile, zlib.error, struct.error, EOFError, OSError) as error:
        raise Refused(FILE_DAMAGED, "den är avklippt eller har ändrats på vägen") from error
    except (ValueError, OverflowError, NotImplementedError, RuntimeError) as error:
        raise Refused(FILE_DAMAGED, "dess innehållsförteckning går inte att läsa") from error


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


def _streamed(
    archive: ZipFile, entries: Iterable[ZipInfo], room: int
) -> Iterator[tuple[str, bytes]]:
    """Unpack each part once; zipfile checks its CRC at the end, the counter checks the rest.

    The declared sizes are never used to allocate: a part may say one byte and unpack to more.
    """
    for entry in entries:
        chunks: list[bytes] = []
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise Refused(FILE_LIMIT, "den packar upp sig till orimlig storlek")
                chunks.append(chunk)
        part = b"".join(chunks)
        if len(part) != entry.file_size:
            raise Refused(FILE_DAMAGED, "den är avklippt eller har ändrats på vägen")
        if not entry.is_dir():
            yield entry.filename, part


def _forbid_doctype(data: bytes, name: str) -> None:
    """Refuse a part that declares a document type, entities or an encoding that hides them."""
    encoding = markup_encoding(data)
    if encoding is None:
        return
    if encoding == "utf-8":
        declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
        if declared and declared[1].lower() not in _ASCII_LIKE:
            raise Refused(FILE_UNSAFE, f"delen {name} har en otillåten teckenkodning")
        guilty = any(word.encode() in data for word in _FORBIDDEN)
    else:
        guilty = any(word in data.decode(encoding, errors="replace") for word in _FORBIDDEN)
    if guilty:
        raise Refused(FILE_UNSAFE, f"delen {name} har en dokumenttypsdeklaration")


def _require_few_marks(part: bytes, name: str, limits: Limits) -> None:
    if len(part) <= MAX_MARKS_AT_ONCE:
        return
    marks = part.count(b"<") + part.count(b"=")
    if marks > limits.marks or (marks > MAX_MARKS_AT_ONCE and _at_once(part) > MAX_MARKS_AT_ONCE):
        raise Refused(FILE_LIMIT, f"delen {name} har för många element")


def _at_once(part: bytes) -> int:
    """Return the most marks that must be held at one time; UTF-16 is counted as ASCII."""
    plain = part.replace(b"\0", b"")
    starts = [0, *(found.start() for found in _FREED.finditer(plain)), len(plain)]
    return max(
        plain.count(b"<", start, end) + plain.count(b"=", start, end)
        for start, end in pairwise(starts)
    )


def _has_macros(parts: Iterable[str]) -> bool:
    return any(mark in f"/{name.casefold()}" for name in parts for mark in _MACROS)
