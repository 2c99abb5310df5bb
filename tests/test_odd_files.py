"""A small sample of the odd workbooks that were thrown at ``check`` by the thousand.

- OD01: whatever the file is, the answer is sentences about it, never a traceback.
- OD02: an odd file is answered as it was before, whatever order the files come in.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from sheetplan.flows.year import Year
from tests.conftest import returned
from tests.odd_files import answer, odd_files

SAMPLE = 80


@pytest.fixture(scope="module")
def files(issued_once: Year) -> list[tuple[str, bytes]]:
    """The sample; openpyxl warns of some that it is made to write."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(odd_files(returned(issued_once, "rf"), SAMPLE, seed=1))


def test_every_odd_file_is_answered(files: list[tuple[str, bytes]], tmp_path: Path) -> None:
    outcomes = set()
    for name, data in files:
        receipt = answer(tmp_path, name, data)
        outcomes.add(receipt.outcome)
        assert receipt.problems or receipt.outcome == "accepted"  # OD01
        for problem in receipt.problems:
            assert str(problem).endswith(f"[{problem.rule.code}]")
            assert problem.message
    assert outcomes == {"accepted", "remarks", "refused"}


def test_the_answer_does_not_depend_on_what_came_before(
    files: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    some = files[:40]
    first = [answer(tmp_path, *one) for one in some]
    again = [answer(tmp_path, *one) for one in reversed(some)]
    assert again[::-1] == first  # OD02
