"""What is unlikely in a ledger's file, and how somebody says that it is right all the same.

- LD01: what looks a thousand times off, or turned, is refused; a control sum with its unit that
  agrees makes it a remark, and one without a unit, or of another sum, does not.
- LD02: a control sum is compared in the money that it says, over files in different money.
- LD03: letters of Windows-1252 and CP850 are known by å, ä and ö; what is neither is asked about.
- LD04: a remark on how a file is read does not keep its own sums from being checked.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.flows.import_ledger import ControlSumUnclear
from sheetplan.flows.year import Year
from sheetplan.importers.encodings import Decoding, decoding_of
from sheetplan.plan.ledger.control_sum import ControlSum, read_control_sum
from sheetplan.plan.ledger.sheets import Encoding, Money, money_of
from sheetplan.schema.problem import Problem
from tests.command_line import answer, run
from tests.conftest import PERIOD
from tests.ledgers import COST, HEAD, TWO_FORMATS, ledger_year, lines, read_in

SMALL = "4010;2610;202508;Löner;4 356 000"
TURNED = "4010;2610;202508;Rättade löner;-5 000"


@pytest.fixture
def own(tmp_path: Path) -> Year:
    """A year whose plan tells how the ledger is read."""
    return ledger_year(tmp_path / "år 2025")


def said_of(year: Year, *files: bytes, control_sum: str | None = None) -> tuple[str, list[str]]:
    done = read_in(year, *files, control_sum=control_sum)
    return done.outcome, [problem.rule.code for problem in done.problems]


@pytest.mark.parametrize(
    ("row", "control", "expected"),
    [
        (SMALL, None, ("refused", ["RED-41"])),
        (SMALL, "4356000", ("refused", ["RED-41"])),
        (SMALL, "4356000 kr", ("remarks", ["RED-44"])),
        (SMALL, "4 356 tkr", ("remarks", ["RED-44"])),
        (SMALL, "4,3560 mkr", ("remarks", ["RED-44"])),
        (SMALL, "4356000 tkr", ("refused", ["RED-41", "RED-40"])),
        (TURNED, None, ("refused", ["RED-42"])),
        (TURNED, "−5000", ("refused", ["RED-42"])),
        (TURNED, "−5000 kr", ("remarks", ["RED-45"])),
        (TURNED, "5000 kr", ("refused", ["RED-42", "RED-40"])),
    ],
)
def test_a_control_sum_with_its_unit_vouches(
    own: Year, row: str, control: str | None, expected: tuple[str, list[str]]
) -> None:  # LD01
    assert said_of(own, lines(row), control_sum=control) == expected


def test_what_a_person_is_told_of_a_small_file(own: Year) -> None:  # LD01
    file = own.root / "huvudbok.csv"
    file.write_bytes(lines(SMALL))
    words = ("import", str(file), "--period", PERIOD, "--control-sum")
    refused = run(own.root, *words[:-1])
    assert refused.returncode == 1
    assert "--control-sum och redovisningens egen summa, med enhet" in refused.stdout
    done = run(own.root, *words, "4356 tkr")
    assert done.returncode == 0
    assert "Kontrollsumman 4 356 tkr stämmer." in done.stdout.replace("\u00a0", " ")
    data = answer(own.root, *words, "4356 tkr")
    assert (data["control_sum"], data["control_money"]) == (4356, "tkr")


def test_files_in_different_money_are_compared_in_that_of_the_sum(tmp_path: Path) -> None:  # LD02
    year = ledger_year(tmp_path / "år 2025", TWO_FORMATS)
    files = (lines(COST), b"Account;Cost centre;Net\n4010;2610;-5\n")
    assert said_of(year, *files, control_sum="4356000005") == ("refused", ["RED-46"])
    assert said_of(year, *files, control_sum="4 355 995 tkr")[1] == []
    assert said_of(year, *files, control_sum="4 356 000 tkr") == ("refused", ["RED-40"])


@pytest.mark.parametrize("text", ["", "kr", "1.234 kr", "4 356 SEK", "mycket", "4 356 kr netto"])
def test_an_unclear_control_sum_is_asked_about(own: Year, text: str) -> None:  # LD02
    with pytest.raises(ControlSumUnclear):
        read_in(own, lines(COST), control_sum=text)


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([None, *Money]))
def test_a_control_sum_is_read_as_it_is_shown(value: Decimal, money: Money | None) -> None:  # LD02
    shown = ControlSum(value, money)
    assert read_control_sum(str(shown)) == shown


def test_only_kronor_are_money() -> None:  # LD02
    assert [money_of(unit) for unit in ("mkr", " MNKR ", "tkr", "kr")] == [
        Money.MNKR, Money.MNKR, Money.TKR, Money.KR,
    ]  # fmt: skip
    assert [money_of(unit) for unit in ("skr", "xkr", "")] == [None] * 3


SWEDISH = st.text("abcdefghijklmnopqrstuvwxyzåäöé ;0123456789\n", min_size=1).map(
    lambda text: f"Löner och {text}"
)


def decoded(data: bytes) -> str | None:
    """Return what the letters are decoded by; None where that is asked."""
    found = decoding_of(data, None, "fil")
    return None if isinstance(found, Problem) else found.codec


@given(SWEDISH, st.sampled_from(["cp1252", "cp850"]))
def test_swedish_letters_tell_the_encoding(text: str, codec: str) -> None:  # LD03
    found = decoding_of(text.encode(codec), None, "fil")
    assert isinstance(found, Decoding)
    assert (found.codec, found.said and found.said.rule.code) == (codec, "RED-34")


def test_capitals_signs_and_spaces_are_known_too() -> None:  # LD03
    text = "ÅTERBÄRING § 5, Örnsköldsvik 1\u00a0250 °C Åsa É"
    assert {decoded(text.encode(codec)) for codec in ("cp1252", "cp850")} == {"cp1252", "cp850"}


@pytest.mark.parametrize(
    "data",
    [
        "Löner".encode("mac_roman"),  # LšNER in Windows-1252, LÜner in CP850
        "Åke".encode("mac_roman"),
        "1\u00a0250".encode("cp1252"),  # no letter to know it by
        "Löner".encode("cp1252") + "Löner".encode("cp850"),
        "Köln, Łódź".encode("cp1250"),
        "ö".encode("cp850"),  # alone it is no word
        bytes(range(1, 256)),
    ],
)
def test_what_is_neither_is_asked_about(data: bytes) -> None:  # LD03
    assert decoded(data) is None


def test_what_is_said_of_the_encoding_goes_first() -> None:  # LD03
    data = "Löner".encode("cp1252")
    assert decoding_of(data, Encoding.WINDOWS, "fil") == Decoding("cp1252")
    wrong = decoding_of(data, Encoding.UTF8, "fil")
    assert isinstance(wrong, Problem)
    assert wrong.rule.code == "RED-13"
    assert decoding_of("Löner".encode(), None, "fil") == Decoding("utf-8")


@pytest.mark.parametrize("codec", ["cp1252", "cp850"])
def test_a_file_in_either_is_imported_and_its_sums_are_checked(own: Year, codec: str) -> None:
    """LD03 LD04: a header with ä is found, and a wrong sum below is told."""
    own_sum = ";;;Summa;4 356 000 000"
    right = lines(COST, own_sum).decode().encode(codec)
    done = read_in(own, right)
    assert [p.rule.code for p in done.problems] == ["RED-34"]
    assert (done.outcome, done.files[0].stated) == ("remarks", Decimal(4356000000))
    wrong = lines(COST, own_sum.replace("000 000", "000 001")).decode().encode(codec)
    assert said_of(own, wrong) == ("refused", ["RED-34", "RED-31"])
    empty = lines(head=f"{HEAD};Anmärkning").decode().encode(codec)
    assert said_of(own, empty) == ("refused", ["RED-34", "RED-17"])
