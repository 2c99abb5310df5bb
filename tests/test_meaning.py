"""What a plan leaves in doubt is asked about with both places; a plan in order gets no remark.

- ME01: the bundled plan gets the remarks that reading it by hand gives, and no other.
- ME02: each doubt is found, at its cell, and names the other place.
- ME03: what only resembles a doubt is left alone.
- ME04: values in the columns by year are looked at where the row's own are blank.
- ME05: rows in order are looked at though other rows have errors.
"""

from __future__ import annotations

from collections import Counter

import pytest

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.year import PLAN_FILE, read_plan_file
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.schema.problem import Problem
from tests.plan_sheets import plan_and, sheet

Values = dict[str, str]
COUNT: Values = {
    "Indikator-id": "i-1", "Delmåls-id": "hsn-7.2", "Indikator": "Antal kliniska studier",
    "Enhet": "antal", "Utgångsvärde": "706", "Utgångsår": "2023", "Målvärde": "800",
    "Periodicitet": "År", "Riktning": "Högre är bättre", "Slag": "Nivå", "Sammanvägning": "Summa",
    "Periodisering": "", "Lägsta möjliga": "", "Högsta möjliga": "", "Öppen fråga": "",
    "Målet räknas på": "", "Jämförelsevärde": "", "Jämförelsevärdets datum": "",
    "Jämförelsevärdets källa": "", "Utfall 2022": "", "Utfall 2023": "",
}  # fmt: skip
SHARE = COUNT | {
    "Indikator": "Andel som får hembesök", "Enhet": "%", "Utgångsvärde": "70",
    "Målvärde": "90 %", "Slag": "Andel", "Sammanvägning": "Kvot av summor",
}  # fmt: skip
FALLS = {"Utgångsvärde": "", "Utgångsår": "", "Utfall 2022": "731", "Utfall 2023": "706"}
ABSENCE = {"Utgångsvärde": "7", "Målvärde": "8 %"}


def doubts(*rows: Values, subgoal: str = "") -> list[Problem]:
    """Return the doubts about indicators, under a subgoal with this wording if any."""
    sheets = [sheet("Indikatorer", *rows)]
    if subgoal:
        row = {"Delmåls-id": "hsn-7.2", "Nämnd-id": "hsn", "Mål-id": "m7", "Delmål": subgoal}
        sheets.append(sheet("Delmål", row))
    found = check_meaning(plan_and(*sheets))
    return [problem for problem in found if problem.place.sheet == "Indikatorer"]


def test_the_doubts_of_the_reference_plan_are_found() -> None:  # ME01
    """Read by hand in the nämndplan: one count in per cent, ten targets with nothing to compare
    with, three assignments whose end date stands in the year before; no target is weaker."""
    reading = read_plan_file(plan_folder() / PLAN_FILE)
    found = check_meaning(reading)
    codes = Counter(problem.rule.code for problem in found)
    assert codes == {"PLAN-04": 1, "PLAN-06": 10, "PLAN-09": 3}
    assert [problem for problem in found if problem.is_error] == []


@pytest.mark.parametrize(
    ("row", "code", "label", "other"),
    [
        (COUNT | {"Enhet": "%"}, "PLAN-04", "Enhet", "C2"),
        (COUNT | {"Målvärde": "-"}, "PLAN-05", "Målvärde", ""),
        (COUNT | {"Utgångsvärde": ""}, "PLAN-06", "Utgångsvärde", ""),
        (COUNT | {"Målvärde": "700"}, "PLAN-07", "Målvärde", "E2"),
        (COUNT | {"Öppen fråga": "Mål eller utfall?"}, "PLAN-10", "Öppen fråga", ""),
        (COUNT | {"Målvärde": "högst 800"}, "PLAN-11", "Målvärde", "I2"),
        (COUNT | {"Målvärde": "över 650", "Riktning": "Lägre är bättre"}, "PLAN-11", "Målvärde",
         "I2"),
        (SHARE | ABSENCE | {"Indikator": "Minskad sjukfrånvaro"}, "PLAN-12", "Riktning", "C2"),
        (SHARE | ABSENCE | {"Indikator": "Sjukfrånvaron ska minska"}, "PLAN-12", "Riktning", "C2"),
        (COUNT | FALLS | {"Indikator": "Ökat antal studier"}, "PLAN-13", "Utfall 2023", "C2"),
        (COUNT | {"Riktning": "Inom intervall"}, "PLAN-14", "Målvärde", "I2"),
        (COUNT | {"Målvärde": "700–900"}, "PLAN-14", "Målvärde", "I2"),
        (SHARE | {"Målvärde": "Motsvara rikets genomsnitt"}, "PLAN-15", "Målvärde",
         "Q2, R2 och S2"),
        (SHARE | {"Målvärde": "Bättre än riket", "Jämförelsevärde": "74",
                  "Jämförelsevärdets datum": "2024-12-31"}, "PLAN-15", "Målvärde", "källa i S2"),
        (SHARE | {"Målvärde": "Högre än föregående år", "Utgångsvärde": ""}, "PLAN-15", "Målvärde",
         "Q2"),
        (SHARE | {"Målvärde": "som lägst 2 % per år"}, "PLAN-16", "Målvärde", "Målet räknas på"),
        (SHARE | {"Målvärde": "Öka med 5 %"}, "PLAN-16", "Målvärde", "Målet räknas på"),
        (SHARE | {"Målvärde": "0,9"}, "PLAN-17", "Målvärde", "D2"),
        (SHARE | {"Målvärde": "9000"}, "PLAN-17", "Målvärde", "E2"),
        (SHARE | {"Målvärde": "110 %", "Högsta möjliga": "100"}, "PLAN-18", "Målvärde", "N2"),
        (SHARE | {"Utgångsvärde": "-3", "Lägsta möjliga": "0"}, "PLAN-18", "Utgångsvärde", "M2"),
        (COUNT | {"Jämförelsevärdets datum": "2022-12-31"}, "PLAN-19", "Jämförelsevärdets datum",
         "2025"),
        (COUNT | {"Slag": "Flöde under året", "Periodicitet": "Tertial: aug, dec"}, "PLAN-62",
         "Periodisering", "J2"),
        (SHARE | {"Sammanvägning": "Summa"}, "PLAN-63", "Sammanvägning", "J2"),
        (SHARE | {"Enhet": "procent"}, "CELL-18", "Enhet", "%"),
        (COUNT | {"Enhet": "?"}, "CELL-18", "Enhet", ""),
        (COUNT | {"Målvärde": "90 %"}, "CELL-19", "Målvärde", "D2"),
        (COUNT | {"Indikator": "Väntetid", "Enhet": "timmar", "Riktning": "Lägre är bättre",
                  "Målvärde": "högst 30 dagar"}, "CELL-19", "Målvärde", "D2"),
    ],
)  # fmt: skip
def test_a_doubt_is_found(row: Values, code: str, label: str, other: str) -> None:  # ME02
    found = {p.rule.code: p for p in doubts(row)}
    assert code in found
    assert found[code].place.label == label
    assert found[code].place.row == 2
    assert other in found[code].message


@pytest.mark.parametrize(
    "row",
    [
        COUNT,
        SHARE,
        COUNT | {"Målvärde": "minst 800"},
        COUNT | {"Målvärde": "Öka", "Utgångsvärde": ""},
        COUNT | {"Indikator": "Rökare", "Enhet": "% av alla", "Utgångsvärde": "5",
                 "Målvärde": "högst 4 %", "Riktning": "Lägre är bättre"},
        COUNT | {"Målvärde": "700–900", "Riktning": "Inom intervall"},
        COUNT | {"Målvärde": "1 000 st"},
        COUNT | {"Enhet": "dagar per invånare", "Målvärde": "800 dagar", "Indikator": "Vårdtid"},
        SHARE | {"Indikator": "Andel enheter vars sjukfrånvaro minskar"},
        SHARE | {"Målvärde": "Motsvara rikets genomsnitt", "Jämförelsevärde": "74",
                 "Jämförelsevärdets datum": "2023-12-31", "Jämförelsevärdets källa": "Kolada"},
        SHARE | {"Målvärde": "Högre än föregående år"},
        SHARE | {"Målvärde": "som lägst 2 % per år", "Målet räknas på": "nettokostnaden"},
        SHARE | {"Målvärde": "0,9 %", "Utgångsvärde": "0,8"},
        SHARE | {"Utgångsvärde": "1", "Målvärde": "40 %"},
        COUNT | FALLS,
        COUNT | {"Slag": "Flöde under året"},
        COUNT | {"Slag": "Flöde under året", "Periodicitet": "Tertial: aug, dec",
                 "Periodisering": "Linjär"},
        COUNT | {"Slag": "Text", "Enhet": "text", "Utgångsvärde": "", "Målvärde": "Alla är nöjda",
                 "Indikator": "Nöjda besökare"},
    ],
)  # fmt: skip
def test_what_is_in_order_is_left_alone(row: Values) -> None:  # ME03
    assert [str(problem) for problem in doubts(row)] == []


@pytest.mark.parametrize(
    ("subgoal", "name", "is_told"),
    [
        ("Minskad sjukfrånvaro", "Sjukfrånvaro i procent", True),
        ("Verksamheten ska ha minskad sjukfrånvaro", "Andel sjukfrånvaro av arbetad tid", True),
        ("Ökad tillgänglighet", "Sjukfrånvaro i procent", False),
        ("Minskad sjukfrånvaro", "Andel chefer som följer upp sjukfrånvaro", False),
        ("Ökad sjukfrånvaro", "Sjukfrånvaro i procent", False),
    ],
)
def test_a_subgoals_wording_is_held_against_what_it_names(
    subgoal: str, name: str, *, is_told: bool
) -> None:  # ME02 ME03
    row = SHARE | ABSENCE | {"Indikator": name}
    found = [p for p in doubts(row, subgoal=subgoal) if p.rule.code == "PLAN-12"]
    assert ["Delmål!D2" in p.message for p in found] == [True] * is_told


def test_a_bound_that_points_the_other_way_is_told_once() -> None:  # ME02
    assert [p.rule.code for p in doubts(COUNT | {"Målvärde": "högst 650"})] == ["PLAN-11"]


def test_two_of_one_name_are_told_unless_two_committees_have_them() -> None:  # ME02 ME03
    again = COUNT | {"Indikator-id": "i-2", "Indikator": "antal  kliniska studier"}
    assert [(p.rule.code, p.place.cell) for p in doubts(COUNT, again)] == [("PLAN-08", "C3")]
    owned = {"Delmåls-id": "", "Mål-id": "m1", "Utgångsvärde": "706"}
    rows = (COUNT | owned | {"Nämnd-id": "rs"}, again | owned | {"Nämnd-id": "run"})
    assert doubts(*rows) == []


def test_columns_by_year_are_looked_at() -> None:  # ME04
    row = COUNT | {"Målvärde": "", "Målvärde 2025": "600", "Utgångsvärde": "", "Utgångsår": "",
                   "Utfall 2023": "706"}  # fmt: skip
    [problem] = doubts(row)
    assert (problem.rule.code, problem.place.label) == ("PLAN-07", "Målvärde 2025")
    assert "706 i U2" in problem.message


def test_rows_in_order_are_looked_at_beside_rows_with_errors() -> None:  # ME05
    broken = COUNT | {"Indikator-id": "i-2", "Riktning": "Uppåt"}
    reading = plan_and(sheet("Indikatorer", COUNT | {"Målvärde": "700"}, broken))
    assert reading.plan is None
    found = check_meaning(reading)
    assert "PLAN-07" in {p.rule.code for p in found if p.place.row == 2}
    assert [p for p in found if p.place.sheet == "Indikatorer" and p.place.row == 3] == []


def test_a_period_whose_days_do_not_follow_is_told() -> None:  # ME02
    row = {"Period": "2025-08", "Namn": "Delår", "Från": "2025-01-01", "Till": "2024-08-31",
           "Svar senast": "2024-07-17"}  # fmt: skip
    found = [p for p in check_meaning(plan_and(sheet("Perioder", row))) if p.place.row == 2]
    assert [(p.rule.code, p.place.label) for p in found if p.place.sheet == "Perioder"] == [
        ("PLAN-60", "Till"),
        ("PLAN-60", "Svar senast"),
    ]


def test_an_indicator_that_no_period_asks_for_is_told() -> None:  # ME02
    row = {"Period": "2025-08", "Namn": "Delår", "Från": "2025-01-01", "Till": "2025-08-31",
           "Svar senast": "2025-09-17"}  # fmt: skip
    reading = plan_and(sheet("Perioder", row), sheet("Indikatorer", COUNT))
    codes = [p.rule.code for p in check_meaning(reading) if p.place.sheet == "Indikatorer"]
    assert codes == ["PLAN-61"]
