"""A year whose plan tells how the ledger is read, and files to read, all of them invented."""

from __future__ import annotations

import functools
from datetime import datetime
from pathlib import Path

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.import_ledger import Imported, import_ledger
from sheetplan.flows.year import PLAN_FILE, Year
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import read_plan
from tests.conftest import NOW, PERIOD
from tests.own_tables import bundled

FOLDER = plan_folder() / "ledger"
SAMPLE = FOLDER / f"hsn-{PERIOD}.csv"
SHEETS = (FOLDER / "plan.md").read_text(encoding="utf-8")
TWO_FORMATS = SHEETS.replace(  # another system's files too, in tkr and with turned signs
    "\n## Kontoplan",
    "| resor | Account | Cost centre | Net | | | tkr | Intäkter är plus | Punkt | |\n"
    "\n## Kontoplan",
    1,
)
HEAD = "Konto;Ansvar;Period;Text;Belopp"
COST = "4010;2610;202508;Löner;4 356 000 000"  # as HSN's budget to the end of August


@functools.cache
def plan_bytes(sheets: str = SHEETS) -> bytes:
    """Return the bundled plan's workbook with sheets about the ledger."""
    given = {grid.name: grid for grid in read_markdown(sheets)}
    reading = read_plan({**bundled(), **given}.values())
    assert reading.plan is not None, [str(problem) for problem in reading.problems]
    return write_plan(reading.plan)


def ledger_year(root: Path, sheets: str = SHEETS) -> Year:
    """Return a year's folder with such a plan and nothing issued."""
    root.mkdir(exist_ok=True)
    (root / PLAN_FILE).write_bytes(plan_bytes(sheets))
    return Year(root)


def lines(*rows: str, head: str = HEAD) -> bytes:
    """Return a file with a header row and these rows."""
    return "\n".join((head, *rows, "")).encode("utf-8")


def read_in(
    year: Year,
    *files: bytes,
    names: tuple[str, ...] = ("huvudbok.csv", "mera.csv"),
    control_sum: str | None = None,
    now: datetime = NOW,
) -> Imported:
    """Read files in for the period."""
    folder = year.root / "ur redovisningen"
    folder.mkdir(exist_ok=True)
    paths = [folder / name for name, _ in zip(names, files, strict=False)]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    return import_ledger(year, paths, now, PERIOD, control_sum)
