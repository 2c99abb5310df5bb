"""Identities: printed numbers are intervals, and what is declared once is held everywhere.

- ID01: a sum is exact, within the rounding of its figures, or wrong; a share by its interval.
- ID02: a whole figure is as exact as its column in Ramar, in a statement as its row and column.
- ID03: frames: base and the changes that are filled in make the budget.
- ID04: a row is what it says that it is reckoned as, in every column where its figures are.
- ID05: the standard identities hold by what a row is, between sheets and years.
- ID06: a statement may have a row that the standard does not know; a row's own sum goes first.
- ID07: the owner's own identities: a number in the text, a sheet's sum, every row of a sheet.
- ID08: an identity reached twice counts once; one that holds nowhere is a remark.
- ID09: plan check tells a wrong identity with its figures, and answers with exit 1.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from sheetplan.flows.year import Year
from sheetplan.plan.reconciling.equation import Equation, Part, Verdict, sum_line
from sheetplan.plan.reconciling.figures import Figure
from sheetplan.plan.reconciling.identities import Reconciliation
from sheetplan.schema.numbers import NBSP
from sheetplan.schema.problem import Place
from tests.command_line import answer, run
from tests.conftest import plan_changed
from tests.figures import BALANCE, OWN, held, wrong

FRAMES = """
## Ramar

| Ram-id | Nämnd-id | Ram | Varav i | Budget året före | Budgettillskott | Budget | Plan 2026 |
|---|---|---|---|---|---|---|---|
| hsn | hsn | Vården | | 6 307 | 10,5 | 6317,6 | 6 500 |
| rs | rs | Styrelsen | | 3 770 | | 3770 | 3 900 |
| rs-tand | rs | tandvård | rs | 168 | -2 | 166 | 170 |
"""
CASES = (
    (1, "16.3", ("17.0", "-0.7"), (Verdict.EXACT, "0", "0.15")),
    (1, "16.3", ("17.0", "-0.6"), (Verdict.ROUNDING, "0.1", "0.15")),
    (1, "16.3", ("17.0", "-0.5"), (Verdict.WRONG, "0.2", "0.15")),
    (0, "-5", ("-2", "-2"), (Verdict.ROUNDING, "1", "1.5")),
)


def printed(value: str, decimals: int, cell: str = "") -> Part:
    return Part(1, Figure(Decimal(value), decimals, Place(sheet="x", cell=cell), cell))


def equation(total: Part, terms: list[Part], base: tuple[Part, ...] = ()) -> Equation:
    return Equation("x", "X", "", Place(), (total,), tuple(terms), base)


def counts(text: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in held(text).reconciliations:
        found.setdefault(one.identity, Counter())[one.verdict.key] += 1
    return found


def one(text: str, identity: str) -> Reconciliation:
    [found] = [r for r in held(text).reconciliations if r.identity == identity]
    return found


@pytest.mark.parametrize(("decimals", "total", "terms", "expected"), CASES)
def test_a_sum_is_judged_by_the_decimals_that_are_printed(  # ID01
    decimals: int, total: str, terms: tuple[str, ...], expected: tuple[Verdict, str, str]
) -> None:
    found = equation(printed(total, decimals), [printed(t, decimals) for t in terms]).judge()
    verdict, difference, bound = expected
    assert found.verdict is verdict
    assert (found.difference, found.bound) == (Decimal(difference), Decimal(bound))


@pytest.mark.parametrize(
    ("total", "decimals", "verdict", "difference"),
    [
        ("23.1", 1, Verdict.EXACT, "0"),
        ("23", 0, Verdict.EXACT, "0"),
        ("23.2", 1, Verdict.ROUNDING, "-0.10"),
        ("23.3", 1, Verdict.WRONG, "-0.20"),
        ("35", 0, Verdict.WRONG, "-11.9"),
    ],
)  # ID01: 137 of 593 is 23.10 %, anything from 23.00 to 23.21
def test_a_share_is_judged_by_its_interval(
    total: str, decimals: int, verdict: Verdict, difference: str
) -> None:
    share = equation(printed(total, decimals), [printed("137", 0)], (printed("593", 0),)).judge()
    assert (share.verdict, share.difference) == (verdict, Decimal(difference))
    assert share.bound == (Decimal("0.15") if decimals else Decimal("0.6"))


def test_a_share_of_what_may_be_nothing_cannot_be_judged() -> None:  # ID01
    assert not equation(printed("5", 0), [printed("1", 0)], (printed("0", 0),)).can_be_judged


def test_whole_figures_are_as_exact_as_their_column_of_frames() -> None:  # ID02
    figures = held(FRAMES).figures.row("rs")
    assert figures is not None
    expected = {"Budget året före": 0, "Budget": 1, "Plan 2026": 0}
    assert expected == {header: f.decimals for header, f in figures.figures.items()}


def test_whole_figures_of_a_statement_are_as_exact_as_row_and_column() -> None:  # ID02
    figures = held("""
## Resultatbudget

| Rad-id | Rad | Bokslut 2023 | Budget 2024 | Plan 2025 |
|---|---|---|---|---|
| a | Bokslutet har decimaler | 10,5 | 11 | 12 |
| b | Hela tal | 3 | 4 | 5 |
| c | Generella format tappar nollan | 3 | 4,5 | 5 |
""").figures
    found = [[f.decimals for f in row.figures.values()] for row in figures.rows()]
    assert found == [[1, 1, 0], [0, 0, 0], [1, 1, 0]]


def test_a_frame_is_its_base_and_the_changes_that_are_filled_in() -> None:  # ID03
    rows = [r for r in held(FRAMES).reconciliations if r.identity == "frame-row"]
    found = [(r.place, r.verdict, r.difference, r.bound) for r in rows]
    assert found == [
        ("Ramar!G2 (Vården, Budget)", Verdict.ROUNDING, Decimal("-0.1"), Decimal("0.60")),
        ("Ramar!G3 (Styrelsen, Budget)", Verdict.EXACT, Decimal(0), Decimal("0.55")),
        ("Ramar!G4 (– varav tandvård, Budget)", Verdict.EXACT, Decimal(0), Decimal("0.60")),
    ]


def test_a_row_is_what_it_says_where_its_figures_are() -> None:  # ID04
    text = """
## Åtgärder

| Åtgärds-id | Åtgärd | Beräknas som | 2024 | 2025 | 2026 |
|---|---|---|---|---|---|
| a | Hyror | | 1,5 | 2 | |
| b | Resor | | 0,5 | 1 | 3 |
| s | Summa | a + b | 2 | 4 | 5 |
"""
    found = [r for r in held(text).reconciliations if r.identity == "row:s"]
    assert [(r.equation.column, r.verdict.key) for r in found] == [
        ("2024", "exact"),
        ("2025", "rounding"),  # a column of whole numbers beside one with decimals
    ]
    assert [str(place) for place in found[0].related] == [
        "Åtgärder!D2 (Hyror, 2024)",
        "Åtgärder!D3 (Resor, 2024)",
    ]


def test_the_balance_holds_by_what_its_rows_are() -> None:  # ID05
    expected = dict.fromkeys(("assets", "financing", "balance", "equity", "row:sk"), 3)
    found = {key: verdicts["exact"] for key, verdicts in counts(BALANCE).items()}
    assert found == {**expected, "opening-equity": 2}


@pytest.mark.parametrize(
    ("row", "figure", "identities"),
    [
        ("till", "165", {"assets", "balance"}),
        ("summa", "165", {"financing", "balance"}),
        ("avs", "48", {"financing"}),
        ("kort", "22", {"row:sk"}),
        ("res", "10", {"equity"}),
        ("ek", "65", {"equity", "financing", "opening-equity"}),
    ],
)  # ID05
def test_a_wrong_figure_breaks_the_identities_that_it_is_in(
    row: str, figure: str, identities: set[str]
) -> None:
    line = next(line for line in BALANCE.splitlines() if line.startswith(f"| {row} |"))
    text = BALANCE.replace(line, line.replace(f" {figure} |", f" 9{figure} |"))
    assert identities == {one.identity for one in wrong(text)}


CASH = """
## Kassaflöde

| Rad-id | Rad | Slag | Plan 2025 | Plan 2026 |
|---|---|---|---|---|
| kres | Resultat | Årets resultat | 10 | {result} |
| lop | Löpande | Kassaflöde löpande verksamhet | 30 | 32 |
| inv | Investering | Kassaflöde investeringsverksamhet | −25 | −40 |
| fin | Finansiering | Kassaflöde finansieringsverksamhet | 0 | 5 |
| flode | Flöde | Årets kassaflöde | 5 | −3 |
| start | Början | Likvida medel vid årets början | 20 | 25 |
| slut | Slut | Likvida medel vid årets slut | 25 | 22 |

## Resultatbudget

| Rad-id | Rad | Slag | Budget 2024 | Budget 2025 | Plan 2026 |
|---|---|---|---|---|---|
| rres | Resultat | Årets resultat | 15 | 10 | 12 |

## Balanskrav

| Rad-id | Rad | Slag | Utfall 2024 | Plan 2025 |
|---|---|---|---|---|
| ki | Ingående | Ingående ej återställt resultat | 0 | −7 |
| kr | Resultat | Årets balanskravsresultat | −9 | 3 |
| ks | Skäl | Synnerliga skäl | 2 | 0 |
| ku | Utgående | Utgående ej återställt resultat | −7 | −4 |
| k1 | Från 2023 | Varav från ett visst år | −4 | −1 |
| k2 | Från 2024 | Varav från ett visst år | −3 | −3 |
"""


def test_the_statements_hold_together() -> None:  # ID05
    found = counts(BALANCE + CASH.format(result="12"))
    expected = {
        "balance-result": 3, "cash-result": 2, "cash-balance-result": 2, "cash-flow": 2,
        "closing-cash": 2, "opening-cash": 1, "closing-deficit": 2, "opening-deficit": 1,
        "deficit-parts": 2,
    }  # fmt: skip
    assert expected == {key: found[key]["exact"] for key in expected}
    assert not wrong(BALANCE + CASH.format(result="12"))
    broken = {one.identity for one in wrong(BALANCE + CASH.format(result="21"))}
    assert broken == {"cash-result", "cash-balance-result"}


def test_a_statement_may_have_a_row_that_the_standard_does_not_know() -> None:  # ID06
    grants = "| bidr | Bidrag till infrastruktur | | | 5 | 6 | 7 |\n| till |"
    text = BALANCE.replace("| till |", grants)
    for before, after in (("150", "155"), ("165", "171"), ("185", "192")):
        text = text.replace(f" {before} |", f" {after} |")
    text = text.replace("| 45 | 48 | 50 |", "| 50 | 54 | 57 |")
    assert not wrong(text)
    # A row that is missing in one column only is a fault, not a row that belongs.
    assert {"assets", "balance"} == {
        one.identity for one in wrong(text.replace(" 171 |", " 165 |", 1))
    }


def test_a_rows_own_sum_goes_before_the_standard() -> None:  # ID06
    text = BALANCE.replace("Summa tillgångar | |", "Summa tillgångar | anl + oms |")
    assert "assets" not in counts(text)
    assert counts(text)["row:till"] == {"exact": 3}
    two = "| bidr | Bidrag | | | 2 | 3 | 4 |\n| ovr | Övrigt | | | 3 | 3 | 3 |\n| till |"
    text = text.replace("| till |", two).replace("anl + oms |", "anl + oms + bidr + ovr |")
    for before, after in (("150", "155"), ("165", "171"), ("185", "192")):
        text = text.replace(f" {before} |", f" {after} |")
    assert not wrong(text.replace("| 45 | 48 | 50 |", "| 50 | 54 | 57 |"))


def test_a_row_that_the_standard_knows_does_not_belong_elsewhere() -> None:  # ID06
    text = BALANCE
    for before, after in (("150", "195"), ("165", "213"), ("185", "235")):
        text = text.replace(f" {before} |", f" {after} |", 1)
    assert [r.identity for r in wrong(text)].count("assets") == 3  # avs is no asset


def test_a_row_is_not_held_against_itself() -> None:  # ID08
    found = held(BALANCE.replace("| kort + lang |", "| sk |"))
    assert [problem.rule.code for problem in found.problems] == ["PLAN-25"]


def test_a_number_in_the_text_is_held_against_the_table() -> None:  # ID07
    own = (
        OWN
        + "| t | I texten | | 3 770,0 | rs (Budget) | |\n| u | Åter | | 165,4 | till | 2025 |\n"
    )
    text = FRAMES + BALANCE + own
    assert (one(text, "t").place, one(text, "t").verdict) == (
        "Avstämningar!D2 (I texten)",
        Verdict.EXACT,
    )
    found = one(text, "u")
    assert (found.place, found.verdict) == (
        "Avstämningar!D3 (Åter, 2025)",
        Verdict.ROUNDING,
    )
    assert (found.difference, found.bound) == (Decimal("-0.4"), Decimal("0.55"))


def test_a_sheets_sum_leaves_out_parts_and_sums() -> None:  # ID07
    text = FRAMES + OWN + "| s | Ramarna | | 10 087,6 | Ramar (Budget) | |\n"
    assert one(text, "s").verdict is Verdict.EXACT
    text = FRAMES + OWN + "| s | Ramarna | | Ramar (2026) | 10 400 | |\n"
    assert one(text, "s").place == "Avstämningar!D2 (Ramarna, Plan 2026)"


def test_an_identity_may_hold_on_every_row_of_a_sheet() -> None:  # ID07
    text = BALANCE + OWN + "| o | Ökning | Balansbudget | (2026) | (2025) + (2024) − (2024) | |\n"
    found = [r for r in held(text).reconciliations if r.identity == "o"]
    assert len(found) == 11
    assert found[0].place == "Balansbudget!G2 (Anläggningstillgångar, Plan 2026)"


def test_columns_limit_an_identity() -> None:  # ID07
    own = "| r | Rullning | | anl | anl (föregående) + {} | {} |\n"
    every = counts(BALANCE + OWN + own.format(10, ""))["r"]
    assert every == {"exact": 1, "wrong": 1}  # 2024 has no year before it
    assert counts(BALANCE + OWN + own.format(10, "Budget 2025"))["r"] == {"exact": 1}
    assert counts(BALANCE + OWN + own.format(15, "2025, 2026"))["r"] == {"wrong": 1, "exact": 1}
    spaced = f"2{NBSP}025"  # how a year comes that was typed as a number
    assert counts(BALANCE + OWN + own.format(10, spaced))["r"] == {"exact": 1}


def test_an_identity_reached_twice_counts_once() -> None:  # ID08
    own = (
        "| a | Tillgångar | | till | oms + anl | |\n| b | Anläggningar | | anl | till − oms | |\n"
    )
    assert counts(BALANCE + OWN + own) == counts(BALANCE)


def test_an_identity_that_holds_nowhere_is_told() -> None:  # ID08
    own = "| a | Förr | | till (föregående) | anl (föregående) + oms (2026) | 2024 |\n"
    found = held(BALANCE + OWN + own)
    assert [problem.rule.code for problem in found.problems] == ["PLAN-25"]
    assert not [r for r in found.reconciliations if r.identity == "a"]


def test_an_identity_that_cannot_be_read_does_not_hide_the_others() -> None:  # ID08
    found = held(BALANCE + OWN + "| a | Fel | | till + oms | anl ++ oms | |\n")
    told = [(problem.place.cell, problem.rule.code) for problem in found.problems]
    assert told == [("D2", "PLAN-20"), ("E2", "PLAN-20")]
    assert {one.identity for one in found.reconciliations} == set(counts(BALANCE))


def test_figures_are_written_as_people_check_them() -> None:  # ID09
    total, terms = printed("16832", 0), [printed("8299", 0), printed("8426", 0)]
    line = "8 299 + 8 426 = 16 725, men här står 16 832"
    assert line == sum_line(equation(total, terms)).replace(NBSP, " ")
    share = equation(printed("35", 0), [printed("137", 0)], (printed("593", 0),))
    assert sum_line(share).replace(NBSP, " ") == "137 / 593 = 23,1 %, men här står 35 %"
    many = equation(printed("99", 0), [printed("9", 0)] * 12)
    assert sum_line(many).replace(NBSP, " ") == "summan av 12 belopp = 108, men här står 99"


def test_a_wrong_frame_is_told_with_its_figures_and_exit_code(year: Year) -> None:  # ID09
    plan_changed(year, "Ramar", "hsn", "Budgettillskott", 241.4)
    done = run(year.root, "plan", "check")
    assert done.returncode == 1
    said = done.stdout.replace(NBSP, " ")
    assert (
        "(Hälso- och sjukvårdsnämnd, Budget), Ramens budget: 6 307 + 253,0 − 10,0 + 241,4" in said
    )
    assert "= 6 560,9, men här står 6 534,0. Skillnaden är 26,9, " in said
    found = answer(year.root, "plan", "check")["reconciliations"]
    [row] = [r for r in found if r["verdict"] == "wrong" and r["identity"] == "frame-row"]
    assert (row["difference"], row["bound"]) == (26.9, 0.8)
    assert "bytt plats: det stämmer med 214,4 i stället för 241,4" in row["diagnosis"].replace(
        NBSP, " "
    )


def test_changes_without_a_base_are_not_added_up() -> None:  # ID02
    frames = (
        "## Ramar\n\n| Ram-id | Nämnd-id | Ram | Budget året före | Budgettillskott | Budget |\n"
        "|---|---|---|---|---|---|\n"
        "| ks | ks | Styrelsen | | 4,0 | 104,0 |\n| bn | bn | Nämnden | 90 | 9,0 | 98,5 |\n"
    )
    assert counts(frames) == {"frame-row": {"rounding": 1}}


def test_the_same_fault_is_explained_once(year: Year) -> None:  # ID09
    said = run(year.root, "plan", "check").stdout
    assert said.count("Raden Anläggningstillgångar på bladet Balansbudget verkar förskjuten") == 1
    assert said.count("Troligen samma fel som ovan.") == 6
