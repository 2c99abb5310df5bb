"""The report in Word as LibreOffice lays it out and saves it.

Requirements:
- WR07: LibreOffice lays out every text, every table and the contents' page numbers.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sheetplan.word.pages import number_pages
from sheetplan.word.table import shown
from tests.office import MACHINE
from tests.word_file import outline_of
from tests.word_sample import report, write_report

# WR07

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")
needs_office = pytest.mark.skipif(
    not (SOFFICE and PDFTOTEXT) and not os.environ.get("CI"),
    reason="LibreOffice (soffice) eller pdftotext finns inte här",
)


def converted(docx: bytes, to: str, folder: Path) -> bytes:
    assert SOFFICE, "CI must have LibreOffice"
    folder.mkdir(exist_ok=True)
    source = folder / "rapport.docx"
    source.write_bytes(docx)
    profile = (folder / "profil").as_uri()
    out = folder / "ut"
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
        env=MACHINE,
    )
    return (out / f"rapport.{to.partition(':')[0]}").read_bytes()


def squeezed(text: str) -> str:
    return " ".join(text.split())


@needs_office
def test_libreoffice_shows_every_text_table_and_page_number(
    written: bytes, tmp_path: Path
) -> None:
    plain = converted(written, "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")
    shown_text, content = squeezed(plain), report()
    for text in (text for texts in content.texts.values() for text in texts):
        assert squeezed(text) in shown_text
    for table in content.tables():
        assert table.title in shown_text
        for value in (value for row in table.rows for value in row):
            assert squeezed(shown(value)) in shown_text

    pdf = converted(written, "pdf", tmp_path)
    numbered = number_pages(written, pdf)
    (tmp_path / "sidor.pdf").write_bytes(converted(numbered, "pdf", tmp_path))
    assert PDFTOTEXT, "CI must have pdftotext"
    command = [PDFTOTEXT, "-layout", str(tmp_path / "sidor.pdf"), "-"]
    pages = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\f")
    entries = re.findall(r"^ *([0-9.]*) *(\S.*?)\.{3,}(\d+)$", pages[1], re.MULTILINE)
    wanted = [(number, words) for level, number, words in outline_of(written) if level <= 3]
    assert [(number, words) for number, words, _ in entries] == wanted
    for _, title, page in entries:
        assert title in squeezed(pages[int(page) - 1])


@needs_office
def test_a_template_saved_by_libreoffice_still_works(
    template: bytes, written: bytes, tmp_path: Path
) -> None:
    docx = write_report(converted(template, "docx", tmp_path), report())
    assert outline_of(docx) == outline_of(written)
