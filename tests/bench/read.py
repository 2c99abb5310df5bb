"""Reading and receiving: ours beside python-calamine, a stray value far out, the same files again.

Run it with ``python -m tests.bench.read``. The peer, python-calamine, comes with the extra
``bench``; it keeps no number formats, formulas or error values, which rules need.
"""

from __future__ import annotations

import io
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from sheetplan.excel.gate import open_package
from sheetplan.excel.reader import read_workbook
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.issue import issue
from sheetplan.flows.receive import receive
from sheetplan.flows.year import PLAN_FILE, Year
from tests.bench.measure import measure
from tests.conftest import PERIOD, UNIT, returned, start_cell

ROUNDS, READS, UNITS = 7, 10, 40
NOW = datetime(2025, 9, 15, 10, 30, tzinfo=UTC)


def calamine(data: bytes) -> list[object]:
    """Read every sheet as values."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def stray(data: bytes) -> bytes:
    """Return a workbook with a value far down and far to the right on one of its sheets."""
    book = load_workbook(io.BytesIO(data))
    book["Texter"]["XFA1048000"] = 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def compare_readers(data: bytes) -> None:
    """Measure one returned workbook."""
    saved = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(saved)
    same, far = saved.getvalue(), stray(data)
    ways = {
        "ours": lambda: [read_workbook(same, "a.xlsx") for _ in range(READS)],
        "ours, a stray value far out": lambda: [
            read_workbook(far, "a.xlsx") for _ in range(READS)
        ],
        "of this, our gate": lambda: [open_package(same, "a.xlsx") for _ in range(READS)],
        "python-calamine": lambda: [calamine(same) for _ in range(READS)],
    }
    measure(ways, READS, ROUNDS)


def compare_receptions(year: Year, answered: bytes) -> None:
    """Measure new files, and the same files once more."""
    year.inbox.mkdir(exist_ok=True)
    for number in range(UNITS):
        book = load_workbook(io.BytesIO(answered))
        start_cell(book, "Namn").value = f"Anna {number}"
        book.save(year.inbox / f"svar {number}.xlsx")
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        receive(year, [], NOW)
        seconds.append((time.perf_counter() - started) / UNITS * 1000)
    first, again = seconds
    sys.stdout.write(
        f"{UNITS} files received   {first:8.2f} ms each\n"
        f"the same files again  {again:8.2f} ms each  {again / first:8.2f} x\n"
    )


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        year = Year(Path(folder))
        shutil.copyfile(plan_folder() / PLAN_FILE, year.plan_file)
        issue(year, PERIOD, ["hsn"], [UNIT])
        for respondent in ("hsn", UNIT):
            sys.stdout.write(f"{respondent}: ")
            compare_readers(returned(year, respondent))
        compare_receptions(year, returned(year, UNIT))


if __name__ == "__main__":
    main()
