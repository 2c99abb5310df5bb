"""What LibreOffice lays out where it is installed: page numbers, and a tagged PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from sheetplan.word.pages import number_pages

_SECONDS = 90
_NAMES = ("soffice", "libreoffice")
_TAGGED = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)


def with_page_numbers(report: bytes) -> bytes:
    """Return a report whose contents carry page numbers, or the report as it is.

    Without LibreOffice the contents show a dash until Word has updated its fields, which Word
    offers to do when the document is opened.
    """
    pdf = as_pdf(report)
    return number_pages(report, pdf) if pdf else report


def as_pdf(report: bytes) -> bytes | None:
    """Return a report as a tagged PDF; None where LibreOffice is missing or cannot lay it out."""
    program = next((path for path in map(shutil.which, _NAMES) if path), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "rapport.docx"
        source.write_bytes(report)
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", _TAGGED, "--outdir", name]
        try:
            subprocess.run(  # noqa: S603 - a fixed command on a file that we wrote
                [*command, str(source)], capture_output=True, timeout=_SECONDS, check=True
            )
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
