"""What was done for the entries about heavy files and about what lies on sheets."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import partial

import pytest

from sheetplan.flows import bounded
from sheetplan.flows.receive import check
from sheetplan.flows.year import Year
from sheetplan.schema.problem import Problem
from tests.conftest import PERIOD, returned
from tests.trial_book import Book
from tests.trial_drawn import PICTURE, box, lay

Found = tuple[Problem, ...]


def altered(change: Callable[[Book], None]) -> Callable[[Year], Found]:
    """Change the parts of a filled-in workbook and send it in."""

    def act(year: Year) -> Found:
        book = Book(returned(year, "rf"))
        change(book)
        path = year.inbox / f"rf-{PERIOD}.xlsx"
        path.write_bytes(book.bytes())
        return check(year, [path])[0].problems

    return act


def bounds(seconds: float, memory: int) -> Callable[[Year], Found]:
    """Send in a heavy file where there is little time and memory for it."""

    def act(year: Year) -> Found:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bounded, "ORDINARY", 0)
            patch.setattr(bounded, "SECONDS", seconds)
            patch.setattr(bounded, "MEMORY", memory)
            return altered(film_added)(year)

    return act


def film_added(book: Book) -> None:
    """Add five megabytes that no packing makes less of."""
    book.parts["xl/media/film.mp4"] = random.Random(1).randbytes(5 << 20)  # noqa: S311 - any will do


def memory_used_up(year: Year) -> Found:
    """Send in a file that needs more memory than it may have."""
    if sys.platform != "linux":
        pytest.skip("bara Linux håller en process till sitt minne")
    return bounds(bounded.SECONDS, 1)(year)


def figures_added(book: Book) -> None:
    """Add a sheet with figures of their own, more than are read."""
    row = "<c><v>1</v></c>" * 100
    book.add_sheet("Underlag", "".join(f'<row r="{n}">{row}</row>' for n in range(1, 151)))


HOSTILE_ACTS: dict[str, Callable[[Year], Found]] = {
    "FIL-11": bounds(0.01, bounded.MEMORY),
    "FIL-12": memory_used_up,
    "FIL-13": altered(figures_added),
    "INL-70": altered(partial(lay, "Ekonomi", (("H12", PICTURE),))),
    "INL-71": altered(partial(lay, "Ekonomi", (("H12", box("Väntar på bokslutet.")),))),
}
