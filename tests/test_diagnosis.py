"""What may be wrong: each explanation is told where it fits, and nothing where nothing does.

- DI01: a turned sign, digits that changed places, a figure of another year.
- DI02: a row that a sum leaves out or counts twice, or that is missing in the table.
- DI03: a share of a part of the year, or of another row.
- DI04: one figure that makes several identities wrong by the same difference.
- DI05: silent where nothing fits, where a fit may well be chance or upsets a sum that holds.
- DI06: at most three explanations, the likeliest first.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheetplan.plan.reconciling.wrong_figures import transposed
from tests.figures import INVESTED as TABLE
from tests.figures import OWN, told


def with_figure(before: str, after: str) -> str:
    assert TABLE.count(f" {before} |") == 1
    return TABLE.replace(f" {before} |", f" {after} |")


def test_the_table_is_sound() -> None:
    assert told(TABLE) == []


SIGN = "Tecknet i {} kan vara fel: det stämmer med {} i stället för {}."
SWAP = "Två siffror i {} kan ha bytt plats: det stämmer med {} i stället för {}."
YEAR = "{} kan gälla fel år: samma belopp, {}, står i kolumnen {}. Det stämmer med {}."
ROADS, SUM = "Investeringar!{} (Vägar, Plan {})", "Investeringar!{} (Summa, Plan {})"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("315", "−315", SIGN.format(ROADS.format("E3", 2026), "315", "−315")),
        ("1 845", "−1 845", SIGN.format(SUM.format("E5", 2026), "1 845", "−1 845")),
        ("394", "349", SWAP.format(ROADS.format("G3", 2028), "394", "349")),
        ("2 048", "2 408", SWAP.format(SUM.format("G5", 2028), "2 048", "2 408")),
        ("315", "331", YEAR.format(ROADS.format("E3", 2026), "331", "Plan 2027", "315")),
    ],
)  # DI01
def test_a_figure_that_is_another_is_named(before: str, after: str, expected: str) -> None:
    [found] = told(with_figure(before, after))
    assert found[0] == expected


def test_two_figures_that_changed_places_are_named() -> None:  # DI01
    found = told(TABLE.replace("| 268 | 315 |", "| 315 | 268 |"))
    assert [one[0] for one in found] == [
        (
            "Två belopp kan gälla fel år: Investeringar!D3 (Vägar, Plan 2025), 315, och "
            "Investeringar!E3 (Vägar, Plan 2026), 268, kan ha bytt plats."
        ),
        (
            "Två belopp kan gälla fel år: Investeringar!E3 (Vägar, Plan 2026), 268, och "
            "Investeringar!D3 (Vägar, Plan 2025), 315, kan ha bytt plats."
        ),
    ]


def test_a_number_in_the_text_of_another_year_is_named() -> None:  # DI01
    own = OWN + "| t | Sjukhus i texten | | 1 447 | a | 2027 |\n"
    [[found]] = told(TABLE + own)
    assert found == (
        "Avstämningar!D2 (Ska vara) kan gälla fel år: 1 447 är beloppet i kolumnen Plan 2026 på "
        "bladet Investeringar."
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "1 905",
            "1 834",
            "En rad kan saknas i summan: den stämmer utan {}.",
        ),
        (
            "1 905",
            "1 976",
            "En rad kan vara räknad två gånger i summan: {}.",
        ),
    ],
)  # DI02
def test_a_row_left_out_or_counted_twice_is_named(before: str, after: str, expected: str) -> None:
    [found] = told(with_figure(before, after))
    assert found[0] == expected.format("Investeringar!F4 (Fordon, Plan 2027), 71")


def test_a_row_that_the_sum_does_not_list_is_named() -> None:  # DI02
    found = told(TABLE.replace("a + b + c", "a + b"))
    assert [one[0] for one in found] == [
        f"En rad kan saknas: skillnaden är lika stor som Investeringar!{at}, som inte är med."
        for at in (
            "D4 (Fordon, Plan 2025), 97",
            "E4 (Fordon, Plan 2026), 83",
            "F4 (Fordon, Plan 2027), 71",
            "G4 (Fordon, Plan 2028), 66",
        )
    ]


def test_a_row_that_stands_twice_is_named() -> None:  # DI02
    again = "| d | Fordon igen | | 97 | 83 | 71 | 66 |\n| s |"
    found = told(TABLE.replace("| s |", again).replace("a + b + c", "a + b + c + d"))
    assert found[0][0] == (
        "En rad kan vara med två gånger: Investeringar!D4 (Fordon, Plan 2025), 97, och "
        "Investeringar!D5 (Fordon igen, Plan 2025) är lika."
    )


def test_a_row_that_is_gone_is_reckoned() -> None:  # DI02
    text = TABLE.replace("| c | Fordon | | 97 | 83 | 71 | 66 |\n", "").replace(" + c", "")
    expected = (
        "En rad kan saknas: summan är fel i alla kolumner, och raden skulle vara 97; 83; 71; 66."
    )
    assert told(text) == [(expected,)] * 4


def test_a_small_row_that_the_sum_does_not_list_is_told_by_all_columns_together() -> None:  # DI02
    text = """
## Investeringar

| Rad-id | Rad | Beräknas som | Plan 2025 | Plan 2026 | Plan 2027 | Plan 2028 |
|---|---|---|---|---|---|---|
| a | A | | 5 | 6 | 4 | 7 |
| b | B | | 6 | 5 | 8 | 4 |
| c | C | | 8 | 7 | 5 | 9 |
| s | Summa | a + b | 19 | 18 | 17 | 20 |
"""
    first = [one[0] for one in told(text)]
    assert len(first) == 4
    assert all("En rad kan saknas" in said and "(C, Plan" in said for said in first)
    once = text.replace("19 | 18 | 17 | 20", "19 | 11 | 12 | 11")
    assert told(once) == [()]  # in one column alone it may well be chance


def test_sums_that_are_wrong_each_their_way_lack_no_row() -> None:  # DI02 DI05
    text = TABLE.replace("1 777 | 1 845 | 1 905 | 2 048", "1 814 | 1 804 | 1 934 | 1 995")
    assert told(text) == [(), (), (), ()]


EFFECTS = """
## Åtgärder

| Åtgärds-id | Åtgärd | Utfall aug 2025 | Plan 2025 |
|---|---|---|---|
| hel | Alla åtgärder | 593 | 700 |
| nu | Uppnådd effekt | 137 | 200 |
| del | Beslutade åtgärder | {decided} | 300 |
"""


def test_a_share_of_a_part_of_the_year_is_named() -> None:  # DI03
    own = OWN + "| t | Effekt i texten | | 35 % | nu / hel | Utfall aug 2025 |\n"
    assert told(EFFECTS.format(decided="500") + own) == [
        ("Andelen kan vara räknad på fel bas: 35 % stämmer med 8/12 av 593.",)
    ]


def test_an_interim_part_of_the_year_is_likelier_than_another() -> None:  # DI03
    own = OWN + "| t | Effekt i texten | | {} % | nu / hel | Utfall aug 2025 |\n"
    effects = EFFECTS.format(decided="500").replace("| 593 |", "| 856 |")
    assert "stämmer med 8/12 av 856" in told(effects + own.format(24))[0][0]
    assert told(effects + own.format(21)) == [()]  # 9/12, which may well be chance


def test_a_share_of_another_row_or_column_is_named() -> None:  # DI03
    own = OWN + "| t | Effekt i texten | | {} | nu / hel | Utfall aug 2025 |\n"
    [found] = told(EFFECTS.format(decided="500") + own.format("27,4 %"))
    expected = "Andelen kan vara räknad på fel bas: {} % stämmer med Åtgärder!{}"
    assert found[0] == expected.format("27,4", "C4 (Beslutade åtgärder, Utfall aug 2025), 500.")
    [found] = told(EFFECTS.format(decided="500") + own.format("19,6 %"))
    assert found[0] == expected.format("19,6", "D2 (Alla åtgärder, Plan 2025), 700.")


CROSSED = """
## Investeringar

| Rad-id | Rad | Beräknas som | Del 1 | Del 2 | Del 3 | Totalt |
|---|---|---|---|---|---|---|
| a | Norr | | 512 | 610 | 377 | 1 499 |
| b | Syd | | 841 | {cell} | 902 | 2 475 |
| c | Öst | | 233 | 195 | 264 | 692 |
| s | Summa | a + b + c | 1 586 | 1 537 | 1 543 | 4 666 |

## Avstämningar

| Avstämnings-id | Avstämning | För varje rad i | Ska vara | Beräknas som |
|---|---|---|---|---|
| r | Radens summa | Investeringar | (Totalt) | (Del 1) + (Del 2) + (Del 3) |
"""


def test_a_figure_where_a_wrong_row_and_column_meet_is_named() -> None:  # DI04
    assert told(CROSSED.format(cell="732")) == []
    cell = "Investeringar!E3 (Syd, Del 2) kan vara fel: både denna avstämning och "
    needed = "stämmer med 732 i stället för 772."
    found = told(CROSSED.format(cell="772"))
    assert sorted(found) == [
        (f"{cell}”Beräknas som a + b + c” {needed}",),
        (f"{cell}”Radens summa” {needed}",),
    ]


def test_what_happened_to_the_figure_goes_before_that_it_is_wrong() -> None:  # DI04
    found = told(CROSSED.format(cell="723"))
    assert [len(one) for one in found] == [1, 1]
    assert all("bytt plats: det stämmer med 732 i stället för 723." in one[0] for one in found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("315", "352"),  # 37 more is nothing that we know
        ("71", "74"),  # so little may be anything
    ],
)  # DI05
def test_silent_where_nothing_fits(before: str, after: str) -> None:
    assert told(with_figure(before, after)) == [()]


@pytest.mark.parametrize("still", ["668 | 668 | 668 | 1400", "0 | 0 | 500 | 900"])
def test_a_row_that_stands_still_is_no_other_year(still: str) -> None:  # DI05
    first, second, third, fourth = (int(value) for value in still.split("|"))
    sums = (1680 + first, 1762 + second, 1834 + third, 1982 + fourth)
    text = TABLE.replace("97 | 83 | 71 | 66", still)
    text = text.replace("1 777 | 1 845 | 1 905 | 2 048", " | ".join(str(value) for value in sums))
    assert told(text) == []
    assert told(text.replace(" 315 |", " 352 |")) == [()]


def test_nothing_is_told_that_upsets_a_sum_that_holds() -> None:  # DI05
    text = with_figure("315", "351")
    assert "bytt plats" in told(text)[0][0]
    own = OWN + "| v | Vägar i texten | | 351 | b | 2026 |\n"
    assert told(text + own) == [()]


def test_zeros_explain_nothing() -> None:  # DI05
    text = TABLE.replace("97 | 83 | 71 | 66", "0 | 0 | 0 | 0")
    found = told(text.replace("1 777 | 1 845 | 1 905 | 2 048", "1 680 | 1 762 | 1 834 | 2 019"))
    assert found == [()]


ALIKE = """
## Investeringar

| Rad-id | Rad | Beräknas som | Plan 2025 |
|---|---|---|---|
| a | A | | 84 |
| b | B | | 95 |
| c | C | | {} |
| d | D | | {} |
| s | Summa | a + b + c + d | {} |
"""


@pytest.mark.parametrize(("c", "d", "expected"), [(80, 12, 2), (73, 12, 3), (73, 62, 3)])
def test_no_more_than_three_are_told(c: int, d: int, expected: int) -> None:  # DI06
    [found] = told(ALIKE.format(c, d, 84 + 95 + c + d - 36))
    assert len(found) == expected
    assert all("bytt plats" in said for said in found)


def test_a_row_that_has_its_sum_is_not_missed_in_another() -> None:  # DI06
    other = "| d | Broar | | 211 | 45 | 230 | 188 |\n| e | Hamnar | | 402 | 377 | 356 | 341 |\n"
    total = "| t | Annat | d + e | 613 | 422 | 586 | 529 |\n"
    assert told(TABLE + other + total) == []
    faulty = with_figure("83", "38")  # 45 less, as much as Broar
    [found] = told(faulty + other + total)
    assert len(found) == 1
    assert found[0].startswith("Två siffror i Investeringar!E4 (Fordon, Plan 2026)")
    [found] = told(faulty + other)
    assert [said[:9] for said in found] == ["Två siffr", "En rad ka"]


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("107", 0, ["170"]),  # 017 is no number that anybody writes
        ("1.5", 1, ["5.1"]),
        ("0.5", 1, ["5.0"]),
        ("-240", 0, ["-420", "-204"]),
        ("77", 0, []),
        ("0", 0, []),
        ("12.0", 1, ["21.0", "10.2"]),
    ],
)  # DI01
def test_digits_that_change_places(value: str, decimals: int, expected: list[str]) -> None:
    assert list(transposed(Decimal(value), decimals)) == [Decimal(one) for one in expected]
