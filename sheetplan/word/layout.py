"""Page numbers by LibreOffice where it is installed; Word computes them by itself."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from sheetplan.word.pages import number_pages

_SECONDS = 90
_NAMES = ("soffice", "libreoffice")


def with_page_numbers(report: bytes) -> bytes:
    """Return a report whose contents carry page numbers, or the report as it is.

    Without LibreOffice the contents show a dash until Word has updated its fields, which Word
    offers to do when the document is opened.
    """
    program = next((path for path in map(shutil.which, _NAMES) if path), None)
    pdf = _pdf(program, report) if program else None
    return number_pages(report, pdf) if pdf else report


def _pdf(program: str, report: bytes) -> bytes | None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "rapport.docx"
        source.write_bytes(report)
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        try:
            subprocess.run(  # noqa: S603 - a fixed command on a file that we wrote
                [*command, str(source)], capture_output=True, timeout=_SECONDS, check=True
            )
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
