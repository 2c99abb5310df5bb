"""What may pass the gate, and what people are told about a file that may not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as NewWorkbook

from sheetplan.excel.gate import Package, open_package
from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.plan.rules import file_rules
from sheetplan.schema.problem import Place, Problem, Rule

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"


@cache  # openpyxl writes the time, and a generated test needs the same bytes each time
def workbook_bytes() -> bytes:
    book = NewWorkbook()
    assert book.active is not None
    book.active["A1"] = "Hälso- och sjukvårdsnämnden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_parts(**added: bytes) -> bytes:
    return zipped(parts_of(workbook_bytes()) | added)


def with_part(name: str, data: bytes) -> bytes:
    return zipped(parts_of(workbook_bytes()) | {name: data})


def renamed(data: bytes, old: str, new: str) -> bytes:
    """Change an entry's name where it stands, as no zip library would write it."""
    assert len(old) == len(new)
    assert data.count(old.encode()) == 2
    return data.replace(old.encode(), new.encode())


def refusal(data: bytes) -> Problem:
    found = open_package(data, "svar.xlsx")
    assert isinstance(found, Problem)
    assert found.place == Place(file="svar.xlsx")
    assert found.is_error
    assert "{" not in found.message
    return found


def refused(data: bytes) -> tuple[Rule, str]:
    problem = refusal(data)
    return problem.rule, "".join(problem.facts.values())


def test_an_ordinary_workbook_passes_with_all_its_parts_unchanged() -> None:
    data = workbook_bytes()
    package = open_package(data, "svar.xlsx")
    assert isinstance(package, Package)
    assert {name: package.part(name) for name in package.entries} == parts_of(data)
    assert not package.macros


def test_a_part_is_found_whatever_the_case_of_its_name() -> None:
    package = open_package(workbook_bytes(), "svar.xlsx")
    assert isinstance(package, Package)
    assert package.part("XL/Workbook.xml") == package.part("xl/workbook.xml") != b""
    assert package.part("xl/nothing.xml") is None


def docx() -> bytes:
    buffer = io.BytesIO()
    Document().save(buffer)
    return buffer.getvalue()


def xlsb() -> bytes:
    parts = parts_of(workbook_bytes())
    types = parts["[Content_Types].xml"]
    old = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert old in types
    new = b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return zipped(parts | {"[Content_Types].xml": types.replace(old, new)})


def ods() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "en PDF"),
        (b"<!DOCTYPE html>\n<html><body>Logga in</body></html>", "en webbsida"),
        (b"\xef\xbb\xbf\r\n<html>", "en webbsida"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "en webbsida"),
        (b'<?xml version="1.0"?><Workbook/>', "en XML-fil"),
        ("Nämnd;Utfall\nHälso;72,5\n".encode(), "en textfil"),
        ("Nämnd;Utfall\nHälso;72,5\n".encode("cp1252"), "en textfil"),
        ("Nämnd\tUtfall\n".encode("utf-16"), "en textfil"),
        (b"BMI;Utfall\n", "en textfil"),
        (b"PK;Namn\n", "en textfil"),
        (b"MIME-Version: 1.0\nSubject: svar\n", "ett mejl (.eml)"),
        (b"\x89PNG\r\n\x1a\n", "en bild"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "en bild"),
        (b"{\\rtf1\\ansi", "ett RTF-dokument"),
        (b"7z\xbc\xaf\x27\x1c", "en packad fil"),
        (b"SQLite format 3\0", "en databas"),
        (b"\x01\x02\x03\x04", "en fil av okänt slag"),
        (OLE + "Workbook\0".encode("utf-16-le"), "en gammal Excelfil (.xls)"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "ett gammalt Worddokument (.doc)"),
        (docx(), "ett Worddokument"),
        (xlsb(), "en binär Excelfil (.xlsb)"),
        (ods(), "en OpenDocument-fil (.ods)"),
        (zipped({"bilder/a.jpg": b"x"}), "en zip-fil"),
        (zipped({}), "en zip-fil"),
        (zipped({"Index/Document.iwa": b"x"}), "en Numbersfil (.numbers)"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, kind: str) -> None:
    assert refused(data) == (file_rules.FILE_KIND, kind)


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert refusal(b"").rule is file_rules.FILE_EMPTY


def test_a_file_of_zeros_after_a_failed_copy_is_damaged() -> None:
    assert refused(bytes(9000)) == (file_rules.FILE_DAMAGED, "den innehåller bara nollor")


def test_a_password_is_recognised_inside_the_old_container() -> None:
    data = OLE + "EncryptedPackage\0".encode("utf-16-le") + "Workbook\0".encode("utf-16-le")
    assert refusal(data).rule is file_rules.FILE_ENCRYPTED


def test_a_zip_with_a_password_is_told_as_such() -> None:
    data = bytearray(workbook_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert refusal(bytes(data)).rule is file_rules.FILE_ENCRYPTED


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(keep: float) -> None:
    data = workbook_bytes()
    assert refusal(data[: int(len(data) * keep)]).rule is file_rules.FILE_DAMAGED


def test_a_changed_byte_in_a_part_is_found_by_its_checksum() -> None:
    data = zipped(parts_of(workbook_bytes()), zipfile.ZIP_STORED)
    changed = data.replace(b"sjukv", b"sjukw")
    assert len(changed) == len(data)
    assert changed != data
    assert refusal(changed).rule is file_rules.FILE_DAMAGED


def test_a_file_over_twenty_megabytes_is_too_large() -> None:
    found = refused(zipped({"[Content_Types].xml": bytes(20 * 1024 * 1024)}, zipfile.ZIP_STORED))
    assert found == (file_rules.FILE_LIMIT, "den är större än 20 MB")


def test_a_thousand_parts_pass_and_one_more_does_not() -> None:
    parts = parts_of(workbook_bytes())
    room = 1000 - len(parts)
    thousand = parts | {f"xl/media/{i}.bin": b"x" for i in range(room)}
    assert isinstance(open_package(zipped(thousand), "svar.xlsx"), Package)
    assert refusal(zipped(thousand | {"xl/media/z.bin": b"x"})).rule is file_rules.FILE_LIMIT


def test_a_bomb_is_refused_for_its_ratio() -> None:
    bomb = with_part("xl/media/image1.bin", bytes(30 * 1024 * 1024))
    assert len(bomb) < 60_000
    assert refusal(bomb).rule is file_rules.FILE_LIMIT


def test_more_than_a_hundred_megabytes_is_refused_whatever_the_ratio() -> None:
    noise = zlib.compress(bytes(range(256)) * 4000, 0)[: 1024 * 1024]
    parts = {f"xl/media/{i}.bin": bytes(26 * 1024 * 1024) for i in range(4)}
    data = zipped(parts_of(workbook_bytes()) | parts | {"xl/media/noise.bin": noise})
    padded = zipped(parts_of(data), zipfile.ZIP_DEFLATED)
    assert refusal(padded).rule is file_rules.FILE_LIMIT


def test_a_white_screenshot_of_an_honest_size_passes() -> None:
    data = with_part("xl/media/image1.emf", b"\xff" * (1920 * 1080 * 4))
    assert len(data) < 20_000
    assert isinstance(open_package(data, "svar.xlsx"), Package)


@pytest.mark.parametrize("declared", [1, 1000, 2**31])
def test_the_declared_size_is_never_believed(declared: int) -> None:
    data = bytearray(with_part("xl/media/a.bin", b"0123456789" * 1000))
    entry = data.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<I", data, entry + 24) == (10_000,)
    struct.pack_into("<I", data, entry + 24, declared)
    assert refusal(bytes(data)).rule is file_rules.FILE_DAMAGED


@pytest.mark.parametrize("twin", ["xl/workbook.xml", "XL/WORKBOOK.xml", "xl/workbook.xml/"])
def test_two_parts_with_the_same_name_are_refused(twin: str) -> None:
    placeholder = "q" * len(twin)
    data = renamed(with_part(placeholder, b""), placeholder, twin)
    assert refused(data) == (file_rules.FILE_UNSAFE, f"två delar heter {twin}")


@pytest.mark.parametrize(
    "name", ["../../start.bat", "xl/../a.xml", "/xl/a.xml", "C:/a.xml", "xl\\a.xml", "xl/a\0.xml"]
)
def test_a_name_that_leads_out_of_the_file_is_refused(name: str) -> None:
    placeholder = "q" * len(name)
    found, text = refused(renamed(with_part(placeholder, b""), placeholder, name))
    assert found is file_rules.FILE_UNSAFE
    assert text.startswith("delnamnet ")


def test_folders_in_the_zip_and_dots_in_names_are_allowed() -> None:
    data = with_parts(**{"xl/media/": b"", "xl/media/a..b.png": b"x"})
    package = open_package(data, "svar.xlsx")
    assert isinstance(package, Package)
    assert "xl/media/" not in package.entries
    assert package.part("xl/media/a..b.png") == b"x"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_compression_is_refused(method: int) -> None:
    assert refusal(zipped(parts_of(workbook_bytes()), method)).rule is file_rules.FILE_UNSAFE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", [SHEET, "customXml/item1.xml", "xl/drawings/a.vml", "xl/odd"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str, name: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    found = refused(with_part(name, text.encode(encoding)))
    assert found == (file_rules.FILE_UNSAFE, f"delen {name} har en dokumenttypsdeklaration")


@pytest.mark.parametrize("encoding", ["utf-7", "utf-16", "cp037", "UTF-32"])
def test_an_encoding_that_could_hide_a_document_type_is_refused(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding=\"{encoding}\"?><x/>".encode()
    assert refusal(with_part(SHEET, text)).rule is file_rules.FILE_UNSAFE
    assert refusal(with_part(SHEET, b"\xef\xbb\xbf" + text)).rule is file_rules.FILE_UNSAFE


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-32", "cp037"])
def test_bytes_in_an_encoding_that_no_workbook_has_are_never_parsed(encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    found = read_workbook(with_part(SHEET, text.encode(encoding)), "svar.xlsx")
    assert isinstance(found, Problem)
    assert found.rule is file_rules.FILE_DAMAGED
    assert found.facts == {"found": f"delen {SHEET} är inte XML"}


def test_a_person_may_write_doctype_in_a_cell() -> None:
    parts = parts_of(workbook_bytes())
    text = b"&lt;!DOCTYPE html&gt;"
    sheet = parts[SHEET].replace(b"sjukv", text)
    assert text in sheet
    assert isinstance(open_package(zipped(parts | {SHEET: sheet}), "svar.xlsx"), Package)


@pytest.mark.parametrize("lost", ["_rels/.rels", "xl/workbook.xml"])
def test_a_workbook_part_that_is_missing_is_damage(lost: str) -> None:
    parts = parts_of(workbook_bytes())
    del parts[lost]
    assert refused(zipped(parts)) == (file_rules.FILE_DAMAGED, "arbetsboksdelen saknas")


def test_the_workbook_part_may_have_any_name() -> None:
    parts = parts_of(workbook_bytes())
    parts["xl/bok.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/bok.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        assert b"xl/workbook.xml" in parts[name]
        parts[name] = parts[name].replace(b"xl/workbook.xml", b"xl/bok.xml")
    found = read_workbook(zipped(parts), "svar.xlsx")
    assert isinstance(found, Workbook)
    assert found.grids[0].at(1, 1).value == "Hälso- och sjukvårdsnämnden"


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "xl/macrosheets/a.xml"]
)
def test_macros_are_noticed_and_the_values_still_read(name: str) -> None:
    found = read_workbook(with_part(name, b"<x/>"), "svar.xlsx")
    assert isinstance(found, Workbook)
    assert [(p.rule, p.place) for p in found.remarks] == [
        (file_rules.FILE_MACROS, Place(file="svar.xlsx"))
    ]
    assert found.grids[0].at(1, 1).value == "Hälso- och sjukvårdsnämnden"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_damage_to_the_bytes_raises(data: st.DataObject) -> None:
    changed = bytearray(workbook_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(changed)))
    for candidate in (bytes(changed), bytes(changed[:cut]), bytes(changed[cut:])):
        found = read_workbook(candidate, "svar.xlsx")
        assert isinstance(found, Workbook | Problem)
