"""New (ny): a year's folder with an empty plan workbook that explains itself."""

from __future__ import annotations

from pathlib import Path

from sheetplan.excel.plan_workbook import write_blank_plan
from sheetplan.flows.bundled import template_file
from sheetplan.flows.files import make_folder, read_file, write_file
from sheetplan.flows.year import Year, require_free


def new(folder: Path) -> Year:
    """Make a year's folder where there is none."""
    require_free(folder, "new")
    year = Year(folder.resolve())
    write_file(year.plan_file, write_blank_plan())
    write_file(year.template, read_file(template_file()))
    make_folder(year.inbox)
    return year
