"""A PDF of a report, as its Word file now stands."""

from __future__ import annotations

from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.files import read_file, write_file
from sheetplan.flows.update_report import NotReport
from sheetplan.word.fault import TemplateFault
from sheetplan.word.layout import as_pdf
from sheetplan.word.package import read_parts


class NoPdf(SheetplanError):
    """LibreOffice is not there, or could not lay the document out."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Det gick inte att göra en PDF av ”{path.name}”: det kräver LibreOffice, som inte "
            "finns här eller inte svarade. I Word: välj Arkiv, Spara som, PDF, och under "
            "Alternativ ”Taggar för dokumentstruktur för hjälpmedel”."
        )


def report_pdf(path: Path) -> Path:
    """Write a tagged PDF beside a Word file, in the place of an older one."""
    document = read_file(path)
    try:
        read_parts(document)  # nothing that could run or fetch is laid out
    except TemplateFault as fault:
        raise NotReport.not_word(path) from fault
    made = as_pdf(document)
    if made is None:
        raise NoPdf(path)
    target = path.with_suffix(".pdf")
    write_file(target, made)
    return target
