"""Laws of the copy with remarks, whatever was answered and whatever became of the file.

- CP01: all that was written is in the copy, in its cell or among what stood elsewhere.
- CP02: what is refused is refused again when it is sent back as it is.
- CP03: mending the cells that are marked as errors gives a return that is received.
- CP04: a copy of a copy holds what the copy held.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sheetplan.excel.reader import Workbook as Read
from sheetplan.excel.reader import read_workbook
from sheetplan.flows.receive import Receipt
from sheetplan.flows.year import Year
from sheetplan.plan.copy_sheets import REMARKS
from sheetplan.schema.cell import Cell
from sheetplan.schema.kinds import as_found
from tests.conftest import NOW, changed, hand_in, issued_file, returned
from tests.damage import DAMAGES, Damage, answered, text_beside, text_for_number
from tests.returns import sign

_RED = "FFC7CE"
_AT_A_TIME = 7


def said(cell: Cell) -> str:
    if cell.formula is not None:
        return f"={cell.formula}"
    return cell.error or (cell.value if isinstance(cell.value, str) else as_found(cell))


def texts(data: bytes, *, with_remarks: bool = True) -> set[str]:
    """Return all that the cells of a workbook say."""
    book = read_workbook(data, "x.xlsx")
    assert isinstance(book, Read)
    cells = [
        cell
        for grid in book.grids
        if with_remarks or REMARKS not in {c.value for c in grid.cells.values()}
        for cell in grid.cells.values()
    ]
    return {said(cell) for cell in cells if said(cell).strip()}


def mend(book: Workbook) -> None:
    """Do what a person does with the red cells: another answer, or none."""
    for tab in book.worksheets[1:]:
        for row in tab.iter_rows():
            for cell in row:
                if cell.comment and cell.fill.fgColor.rgb[-6:] == _RED and tab.title != "Start":
                    cell.value = cell.value if cell.protection.locked else None
    sign(book)


def damaged(random: Random, data: bytes, damages: list[Damage]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    answered(random, book)
    for damage in damages:
        damage(random, book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def copy_of(receipt: Receipt) -> bytes:
    assert receipt.copy is not None
    return receipt.copy.read_bytes()


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 10**6),
    st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=4),
    st.sampled_from(["rf", "rev", "rs"]),
)
@example(226, [text_for_number, text_for_number, text_beside], "rf")  # beside a control
def test_copy_keeps_all_and_can_be_mended(
    issued_once: Year, seed: int, damages: list[Damage], committee: str
) -> None:  # CP01 CP02 CP03 CP04
    check_laws(issued_once, Random(seed), damages, committee)  # noqa: S311


@pytest.mark.parametrize("first", range(_AT_A_TIME))
def test_every_damage_to_the_largest_form(
    issued_once: Year, first: int
) -> None:  # CP01 CP02 CP03 CP04
    damages = list(DAMAGES[first::_AT_A_TIME])
    check_laws(issued_once, Random(first), damages, "hsn")  # noqa: S311


def check_laws(issued: Year, random: Random, damages: list[Damage], committee: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        year = Year(Path(folder) / "År 2025")
        shutil.copytree(issued.root, year.root)
        _check_laws(year, random, damages, committee)


def _check_laws(year: Year, random: Random, damages: list[Damage], committee: str) -> None:
    sent = damaged(random, returned(year, committee), damages)
    first = hand_in(year, sent, f"{committee}.xlsx")
    if first.outcome == "accepted":
        return
    copy = copy_of(first)
    form = texts(issued_file(year, committee).read_bytes())
    wrote = {text for text in texts(sent) if text not in form and not is_count(text)}
    assert sorted(wrote - flattened(copy)) == []  # CP01

    again = hand_in(year, copy, f"{committee} igen.xlsx", NOW + timedelta(days=1))
    assert (first.outcome == "refused") == (again.outcome == "refused")  # CP02
    if again.outcome == "refused":
        assert again.copy is not None
        before, after = texts(copy, with_remarks=False), texts(copy_of(again), with_remarks=False)
        assert sorted(before ^ after) == []  # CP04
    mended = hand_in(
        year, changed(copy, mend), f"{committee} rättad.xlsx", NOW + timedelta(days=2)
    )
    assert mended.outcome != "refused", [str(p) for p in mended.problems if p.is_error]  # CP03


def is_count(text: str) -> bool:
    return text.startswith("Ifyllt ") or " av " in text[:6]


def flattened(copy: bytes) -> set[str]:
    """Return the texts of a copy; a number that strays is a text there."""
    found = texts(copy)
    return found | {text.strip("”") for text in found}


def test_numbers_are_said_alike() -> None:
    assert said(Cell(Decimal("0.64"), "0%")) == as_found(Cell(Decimal("0.64"), "0%"))
