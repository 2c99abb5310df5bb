"""The language of identities: what can be written, what it means, and what is said of the rest.

- EX01: terms with signs, columns in parentheses, numbers as printed, one slash for a share.
- EX02: what cannot be read is told with the part that stands in the way.
- EX03: a name that is not there is told with the nearest that is.
- EX04: a column is a whole header, a year or the year before; several of a year are ambiguous.
- EX05: a term stands for the figures of its row, or of all rows of a sheet that are not parts.
"""

from __future__ import annotations

import pytest

from sheetplan.plan.reconciling.expression import Expression, Term, figures_in, parse, term_faults
from sheetplan.plan.reconciling.figures import Figures, Header, figures_of
from sheetplan.schema.kinds import Fault
from tests.figures import YEAR, sheets

TABLES = """
## Ramar

| Ram-id | Nämnd-id | Ram | Varav i | Budget året före | Budget | Plan 2026 |
|---|---|---|---|---|---|---|
| hsn | hsn | Vården | | 6 307 | 6 534,0 | 6 730 |
| rs | rs | Styrelsen | | 3 770 | 3 943,2 | 3 988 |
| rs-tand | rs | tandvård | rs | 168 | 148,7 | 153 |

## Balansbudget

| Rad-id | Rad | Beräknas som | Bokslut 2023 | Budget 2024 | Budget 2025 | Prognos 2025 | P 2026 |
|---|---|---|---|---|---|---|---|
| anl | Anläggningar | | 7 673 | 7 672 | 8 022 | 8 000 | 8 299 |
| oms | Omsättning | | 7 339 | 8 079 | | 8 100 | 8 426 |
| till | Tillgångar | anl + oms | 15 012 | 15 751 | 16 310 | 16 100 | 16 725 |
| 2023 | En rad som heter som ett år | | 1 | 2 | 3 | 4 | 5 |
"""


@pytest.fixture(scope="module")
def figures() -> Figures:
    return figures_of(sheets(TABLES), YEAR)


def term(text: str) -> Term:
    read = parse(text)
    assert isinstance(read, Expression)
    return read.terms[0]


def values(figures: Figures, text: str, column: str) -> list[str]:
    table = figures.table("Balansbudget")
    assert table is not None
    current = next((h for h in table.headers if h.label == column), Header(column))
    return [str(figure.value) for figure in figures_in(term(text), figures, current, None)]


@pytest.mark.parametrize(
    ("text", "terms", "base"),
    [
        ("anl", [(1, "anl", "")], []),
        ("anl + oms", [(1, "anl", ""), (1, "oms", "")], []),
        ("anl − oms - a – b", [(1, "anl", ""), (-1, "oms", ""), (-1, "a", ""), (-1, "b", "")], []),
        ("−anl + -oms", [(-1, "anl", ""), (-1, "oms", "")], []),
        ("a - −b", [(1, "a", ""), (1, "b", "")], []),
        ("bal-avs (föregående)", [(1, "bal-avs", "föregående")], []),
        ("Ramar (Lön - och pris + index)", [(1, "Ramar", "Lön - och pris + index")], []),
        ("Ramar (Budget (netto))", [(1, "Ramar", "Budget (netto)")], []),
        ("(Budget) − 11 357", [(1, "", "Budget"), (-1, "11 357", "")], []),
        ("a + b / c − 50", [(1, "a", ""), (1, "b", "")], [(1, "c", ""), (-1, "50", "")]),
        ("  a\n  +   b ", [(1, "a", ""), (1, "b", "")], []),
    ],
)  # EX01
def test_what_can_be_written(
    text: str, terms: list[tuple[int, str, str]], base: list[tuple[int, str, str]]
) -> None:
    read = parse(text)
    assert isinstance(read, Expression)
    assert terms == [(t.sign, t.name, t.column) for t in read.terms]
    assert base == [(t.sign, t.name, t.column) for t in read.base]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a / b / c", "a / b / c"),
        ("a +", "a +"),
        ("+ a", "+ a"),
        ("a + + b", "+"),
        ("a+b", "a+b"),
        ("a/b", "a/b"),
        ("a (2024", "a (2024"),
        ("a (2024) b", "a (2024) b"),
    ],
)  # EX02
def test_what_cannot_be_read(text: str, found: str) -> None:
    read = parse(text)
    assert isinstance(read, Fault)
    assert (read.rule.code, read.facts["found"]) == ("PLAN-20", found)


@pytest.mark.parametrize(
    ("text", "code", "wanted"),
    [
        ("anl", "", ""),
        ("ANL (Bokslut 2023)", "", ""),
        ("ramar (budget)", "", ""),
        ("11 357", "", ""),
        ("3,5 %", "", ""),
        ("1,006", "PLAN-20", "tal som 11 357 eller 3,5 %"),
        (
            "(Budget)",
            "PLAN-20",
            "rad-id eller tal med + och − emellan och mellanslag på båda sidor",
        ),
        ("anll", "PLAN-21", "”anl” om det är den som menas"),
        ("Balansbudge", "PLAN-21", "”Balansbudget” om det är den som menas"),
        ("xyzzy", "PLAN-21", "en rads id eller ett blads namn"),
        ("anl (Utfall)", "PLAN-22", "”Bokslut 2023”, ”Budget 2024”, ”Budget 2025”"),
        ("anl (Bokslut 2024)", "PLAN-22", "”Bokslut 2023”"),
        ("anl (2025)", "PLAN-23", "”Budget 2025”, ”Prognos 2025”"),
        ("anl (föregående)", "", ""),
    ],
)  # EX02 EX03 EX04
def test_what_is_not_there_is_told(figures: Figures, text: str, code: str, wanted: str) -> None:
    faults = list(term_faults(term(text), figures, None))
    told = [(fault.rule.code, fault.facts["wanted"]) for fault in faults]
    assert told == ([(code, wanted)] if code else [])


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("anl", "Budget 2024", ["7672"]),
        ("anl (föregående)", "Budget 2024", ["7673"]),
        ("anl (föregående)", "Bokslut 2023", []),
        ("anl (föregående)", "P 2026", []),  # two columns of 2025
        ("anl (budget 2025)", "P 2026", ["8022"]),
        ("anl (2024)", "P 2026", ["7672"]),
        ("oms", "Budget 2025", []),  # a blank cell is not there
        ("hsn", "P 2026", ["6730"]),
        ("hsn", "Budget 2025", ["6534.0"]),  # Budget is the plan's year
        ("hsn", "Budget 2024", ["6307"]),
        ("hsn", "Bokslut 2023", []),
        ("Ramar (Budget)", "", ["6534.0", "3943.2"]),
        ("Balansbudget (2024)", "", ["7672", "8079", "2"]),
        ("2023", "Budget 2024", ["2"]),  # a row that looks like a number is the row
        ("2024", "Budget 2024", ["2024"]),
    ],
)  # EX04 EX05
def test_which_figures_a_term_stands_for(
    figures: Figures, text: str, column: str, expected: list[str]
) -> None:
    assert values(figures, text, column) == expected
