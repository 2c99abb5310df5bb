"""Rows that stand one or two columns from where they belong.

- SH01: such a row is named, with its direction and what holds when it is moved back.
- SH02: it is told from the rows that it is held against.
- SH03: half a shift is no shift.
- SH04: fixed assets rolled forward tell of a shift, though they need not hold.
"""

from __future__ import annotations

import pytest

from tests.figures import INVESTED as TABLE
from tests.figures import OWN, told, wrong


@pytest.mark.parametrize(
    ("figures", "side"),
    [
        ("390 | 1 412 | 1 447 | 1 503", "en kolumn åt höger: beloppet för {} står under {next}"),
        (
            "1 447 | 1 503 | 1 588 | 1 790",
            "en kolumn åt vänster: beloppet för {} står under {before}",
        ),
    ],
)  # SH01
def test_a_row_in_the_wrong_columns_is_named(figures: str, side: str) -> None:
    found = told(TABLE.replace("1 412 | 1 447 | 1 503 | 1 588", figures))
    assert len(found) == 4
    where = side.format("Plan 2026", next="Plan 2027", before="Plan 2025")
    [said] = found[1]
    assert said == (
        f"Raden Sjukhus på bladet Investeringar verkar förskjuten {where}. Flyttas raden "
        "tillbaka stämmer ”Beräknas som a + b + c” i 3 av 3 kolumner i stället för i 0."
    )


def test_the_row_that_is_shifted_is_told_from_the_row_that_it_is_held_against() -> None:  # SH02
    text = """
## Kassaflöde

| Rad-id | Rad | Slag | Plan 2025 | Plan 2026 | Plan 2027 | Plan 2028 | Plan 2029 |
|---|---|---|---|---|---|---|---|
| start | Början | Likvida medel vid årets början | 310 | 402 | 377 | 518 | 498 |
| flode | Flöde | Årets kassaflöde | 112 | 92 | −25 | 141 | −20 |
| slut | Slut | Likvida medel vid årets slut | 402 | 494 | 352 | 659 | 478 |
"""
    sound = text.replace("112 | 92 | −25 | 141 | −20", "92 | −25 | 141 | −20 | 44")
    sound = sound.replace("402 | 494 | 352 | 659 | 478", "402 | 377 | 518 | 498 | 542")
    assert told(sound) == []
    shifted = sound.replace("310 | 402 | 377 | 518 | 498", "250 | 310 | 402 | 377 | 518")
    found = told(shifted)
    assert len(found) == 9
    assert all(one[0].startswith("Raden Början ") for one in found)
    assert all("Raden Slut " not in said for one in found for said in one)


@pytest.mark.parametrize(("plus", "minus"), [("", "−"), ("−", "")])
def test_fixed_assets_rolled_forward_tell_of_a_shift(plus: str, minus: str) -> None:  # SH04
    text = f"""
## Balansbudget

| Rad-id | Rad | Slag | Plan 2025 | Plan 2026 | Plan 2027 | Plan 2028 |
|---|---|---|---|---|---|---|
| anl | Anläggningar | Anläggningstillgångar | 700 | 812 | 845 | 901 |
| oms | Omsättning | Omsättningstillgångar | 300 | 320 | 310 | 350 |
| till | Tillgångar | Summa tillgångar | 1 000 | 1 165 | 1 211 | 1 251 |

## Investeringar

| Rad-id | Rad | Slag | Plan 2025 | Plan 2026 | Plan 2027 | Plan 2028 |
|---|---|---|---|---|---|---|
| inv | Investeringar | Investeringsutgifter | {plus}162 | {plus}91 | {plus}115 | {plus}111 |
| avs | Avskrivningar | Avskrivningar | {minus}50 | {minus}58 | {minus}59 | {minus}63 |
"""
    found = wrong(text)
    assert {one.identity for one in found} == {"assets"}  # a row that does not roll is no fault
    assert len(found) == 2
    label = "”Anläggningstillgångar framräknade med investeringar och avskrivningar”"
    assert all(label in one.diagnoses[0] for one in found)


def test_a_shift_that_upsets_what_holds_is_not_the_one() -> None:  # SH02
    text = """
## Investeringar

| Rad-id | Rad | Beräknas som | Plan 2025 | Plan 2026 | Plan 2027 | Plan 2028 | Plan 2029 |
|---|---|---|---|---|---|---|---|
| x | Förra årets | | 455 | 480 | 512 | 610 | 377 |
| y | Årets | | 512 | 610 | 377 | 448 | 702 |
| z | Annat | | 100 | 120 | 115 | 131 | 108 |
| s | Summa | y + z | 612 | 730 | 492 | 579 | 810 |
"""
    found = told(text + OWN + "| f | Förra årets | | x | y (föregående) | |\n")
    assert len(found) == 4
    assert all("Raden Förra årets " in one[0] and len(one) == 1 for one in found)


def test_half_a_shift_is_no_shift() -> None:  # SH03
    half = TABLE.replace("1 412 | 1 447 | 1 503 | 1 588", "1 390 | 1 412 | 1 447 | 1 700")
    assert not any("förskjuten" in said for one in told(half) for said in one)
