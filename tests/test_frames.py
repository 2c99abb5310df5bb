"""The tables as pandas frames.

- FR01: every table of a period is a frame with the table's keys and rows.
- FR02: figures are floats, days are dates, marks are their words, words beside figures are kept.
- FR03: totals and invented values are marked on the rows.
- FR04: no command pays for pandas.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.frames import frame_of, frames
from sheetplan.flows.year import Year
from sheetplan.plan.words import Status
from sheetplan.tables.table import Quantity, Table, figures, words
from tests.command_line import prepared
from tests.conftest import PERIOD

MADE = Table(
    "made",
    "Provtabell",
    (words("name", "Namn"), figures("target", "Mål", "mnkr"), words("ends", "Slut"),
     words("status", "Bedömning")),
    (
        ("A", Quantity(Decimal("72.5"), "%", 1), date(2025, 12, 31), Status.MET.mark),
        ("B", "Öka", None, None),
        ("Summa", None, None, None),
    ),
    frozenset({2}),
)  # fmt: skip


def test_fr02_columns_have_the_types_of_their_values() -> None:
    frame = frame_of(MADE)
    assert frame["target"].dtype == "float64"
    assert frame["target"][0] == 72.5
    assert pd.isna(frame["target"][1])
    assert list(frame["target_words"].dropna()) == ["Öka"]
    assert frame["ends"][0] == pd.Timestamp(2025, 12, 31)
    assert pd.isna(frame["ends"][1])
    assert frame["status"][0] == "Uppfylls helt"
    assert frame.attrs["labels"]["target"] == "Mål (mnkr)"


def test_fr03_totals_and_invented_values_are_marked() -> None:
    frame = frame_of(MADE, "Påhittade värden")
    assert list(frame["is_total"]) == [False, False, True]
    assert set(frame["warning"]) == {"Påhittade värden"}
    assert "warning" not in frame_of(MADE)


def test_fr02_a_table_without_rows_keeps_its_columns() -> None:
    empty = frame_of(Table("empty", "Tom", MADE.columns, ()))
    assert list(empty) == ["name", "target", "ends", "status", "is_total"]
    assert empty["target"].dtype == "float64"


def test_fr01_every_table_of_a_period_is_a_frame(year: Year) -> None:
    prepared(year, "hsn")
    found = frames(year.root, PERIOD)
    written = {path.stem for path in consolidate(year, PERIOD).folder.glob("*.csv")}
    assert set(found) == written
    budget = found["budget"]
    hsn = budget[~budget["is_total"] & (budget["committee"] == "Hälso- och sjukvårdsnämnden")]
    assert hsn["deviation"].iloc[0] == pytest.approx(
        hsn["period_budget"].iloc[0] - hsn["outcome"].iloc[0]
    )


def test_fr04_no_command_pays_for_pandas(year: Year) -> None:
    prepared(year, "hsn")
    run = "import sys; from sheetplan.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code = run + "sys.exit('pandas' in sys.modules)"
    for asked in (["--help"], ["tables", "--help"], ["tables", "--period", PERIOD]):
        done = subprocess.run([sys.executable, "-c", code, *asked], cwd=year.root, check=False)
        assert done.returncode == 0
