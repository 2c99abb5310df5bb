"""One change at a time between two small plans: its sentence, its cells, and what is not said.

- PD04: the column ”Id i förra planen” speaks of the plan before only.
- PD05: each change has its sentence, with the direction that makes a target harder or easier.
"""

from __future__ import annotations

import pytest

from sheetplan.plan.comparing.difference import compare_plans
from sheetplan.schema.numbers import NBSP
from tests.small_plan import (
    ASSIGNMENT,
    COMMITTEE,
    FRAME,
    GOAL,
    INDICATOR,
    SUBGOAL,
    Cells,
    compared,
    small_plan,
    told,
)


def said(sheet: str, old: Cells, new: Cells) -> dict[str, str]:
    """Return what is said of one row that changed, by its key."""
    difference = compared(sheet, [old], [new])
    return {one.change.key: one.sentence.replace(NBSP, " ") for one in told(difference)}


def changed(**cells: str) -> Cells:
    return {**INDICATOR, **cells}


UP, DOWN = "för högre är bättre.", "för lägre är bättre."
DOWNWARD = changed(Riktning="Lägre är bättre", Målvärde="60 %")
NOT_DECIDED = changed(Riktning="Ej bestämd")
NO_OUTCOME = changed(Utgångsvärde="", Utgångsår="")
AHEAD = {**INDICATOR, "Målvärde 2026": "82 %"}
OTHER = "Mäter något annat än förut: {} Värden före och efter går inte att jämföra."
TARGETS = [
    (changed(), changed(Målvärde="85 %"), "target_raised",
     f"Målet höjs från 80 % till 85 %. Det är en skärpning, {UP}"),
    (changed(), changed(Målvärde="75 %"), "target_lowered",
     f"Målet sänks från 80 % till 75 %. Det är en lättnad, {UP}"),
    (DOWNWARD, {**DOWNWARD, "Målvärde": "65 %"}, "target_raised",
     f"Målet höjs från 60 % till 65 %. Det är en lättnad, {DOWN}"),
    (NOT_DECIDED, {**NOT_DECIDED, "Målvärde": "85 %"}, "target_raised",
     "Målet höjs från 80 % till 85 %."),
    (AHEAD, changed(Målvärde="85 %"), "target_raised",
     f"Målet höjs från 82 % till 85 %. Det är en skärpning, {UP}"),
    (changed(Målvärde="Öka"), changed(), "target_changed",
     "Målet var ”Öka” och är nu ”80 %”."),
    (changed(Målvärde="minst 80 %"), changed(Målvärde="högst 80 %"), "target_changed",
     "Målet var ”minst 80 %” och är nu ”högst 80 %”."),
    (changed(Målvärde="Öka"), changed(Målvärde=""), "target_dropped",
     "Målet ”Öka” är borttaget."),
    (changed(Målvärde=""), changed(), "target_added",
     "Målet 80 % är nytt; förra planen hade inget."),
    (changed(), changed(Utgångsvärde="81", Utgångsår="2025"), "target_weaker_than_outcome",
     "Målet 80 % är svagare än det senast kända utfallet 81 % (2025)."),
]  # fmt: skip
OUTCOMES = [
    (changed(), changed(Utgångsvärde="71"), "baseline_does_not_follow",
     "Utfallet för 2024 är 71 %, men i förra planen 70 %."),
    (changed(), {**changed(Utgångsvärde="74", Utgångsår="2025"), "Utfall 2024": "69"},
     "baseline_does_not_follow", "Utfallet för 2024 är 69 %, men i förra planen 70 %."),
    (changed(), NO_OUTCOME, "baseline_does_not_follow",
     "Förra planens utfall 70 % (2024) följs inte av något: utgångsvärdet är tomt."),
    (changed(), changed(Utgångsvärde="68", Utgångsår="2023"), "baseline_does_not_follow",
     "Utgångsvärdet är från 2023, men förra planens är från 2024."),
    (NO_OUTCOME, changed(), "baseline_new",
     "Utgångsvärde finns nu: 70 % (2024). Förra planen hade inget."),
]  # fmt: skip
MEANINGS = [
    (changed(), changed(Periodicitet="Tertial: aug, dec"), "periodicity_changed",
     "Periodiciteten är ”Tertial: aug, dec”; förut ”År”."),
    (changed(), NOT_DECIDED, "direction_changed",
     "Riktningen är ”Ej bestämd”; förut ”Högre är bättre”."),
    (changed(), changed(Uppdelning="Kön"), "split_changed",
     "Uppdelningen är ”Kön”; förut ”Ingen”."),
    (changed(), changed(Enhet="poäng", Målvärde="80"), "redefined",
     OTHER.format("enheten ”%” har blivit ”poäng”.")),
    (changed(), changed(Slag="Index"), "redefined",
     OTHER.format("slaget ”Andel” har blivit ”Index”.")),
    (changed(), {**NO_OUTCOME, "Öppen fråga": "Är 70 % mål eller utfall?"}, "open_question",
     ("Öppen fråga: Är 70 % mål eller utfall? Innan den är besvarad sägs inget om mål och "
      "utgångsvärde. I förra planen var målet 80 % och utfallet 70 % (2024).")),
    (changed(), changed(**{"Öppen fråga": "Vem svarar"}), "open_question",
     "Öppen fråga: Vem svarar."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "sentence"), [*TARGETS, *OUTCOMES, *MEANINGS])
def test_one_change_of_an_indicator(  # PD05
    old: Cells, new: Cells, key: str, sentence: str
) -> None:
    assert said("Indikatorer", old, new) == {key: sentence}


def test_a_later_outcome_is_no_finding() -> None:  # PD05
    assert said("Indikatorer", changed(), changed(Utgångsvärde="75", Utgångsår="2025")) == {}


def test_a_kind_that_sheetplan_decided_redefines_nothing() -> None:  # PD05
    by_us = {"Riktning, slag och sammanvägning bestämda av": "Bestämt i sheetplan"}
    found = said("Indikatorer", changed(), {**changed(Slag="Index"), **by_us})
    assert found.keys() == {"kind_changed"}


def test_a_target_that_stands_under_its_year_is_a_target() -> None:  # PD05
    new = {**changed(Målvärde=""), "Målvärde 2026": "85 %", "Målvärde 2027": "90 %"}
    assert said("Indikatorer", changed(), new).keys() == {"target_raised"}


def test_what_stands_under_a_year_is_told_with_its_cell() -> None:  # PD05
    before = {**changed(Målvärde=""), "Målvärde 2025": "80 %"}
    after = {**changed(Målvärde="", Utgångsvärde=""), "Målvärde 2026": "85 %", "Utfall 2025": "90"}
    findings = told(compared("Indikatorer", [before], [after]))
    places = {
        one.change.key: tuple(p.label for p in (one.old_place, one.new_place) if p)
        for one in findings
    }
    assert places["target_raised"] == ("Målvärde 2025", "Målvärde 2026")
    assert places["target_weaker_than_outcome"][-1] == "Målvärde 2026"


def test_the_column_is_of_the_plan_before_only() -> None:  # PD04
    one = changed(**{"Id i förra planen": "i2"})
    two = {**changed(Indikator="Antal lärare", Enhet="antal"), "Indikator-id": "i2"}
    rows = [one, {**two, "Id i förra planen": "i1"}]
    same = small_plan(2026, {"Indikatorer": rows})
    assert told(compare_plans(same, same)) == []


def test_a_new_name_is_proposed_and_then_confirmed() -> None:  # PD05
    new = {**changed(Indikator="Andelen elever som är nöjda"), "Indikator-id": "i9"}
    assert said("Indikatorer", changed(), new) == {
        "renamed": "Hette ”Andel nöjda elever”. Förmodligen samma, likhet 81 %; bekräfta genom "
        "att skriva i1 i kolumnen Id i förra planen."
    }
    assert said("Indikatorer", changed(), {**new, "Id i förra planen": "i1"}) == {
        "renamed": "Hette ”Andel nöjda elever”. Bekräftat i kolumnen Id i förra planen."
    }
    assert said("Indikatorer", changed(), {**new, "Id i förra planen": "ny"}).keys() == {
        "new",
        "dropped",
    }
    assert said("Indikatorer", changed(), {**new, "Id i förra planen": "i7"}).keys() == {
        "renamed",
        "former_unknown",
    }


def test_another_scope_is_asked_about() -> None:  # PD05
    found = said("Indikatorer", changed(), changed(Indikator="Andel nöjda elever (alla skolor)"))
    assert found["redefined"].startswith(
        "Har kanske en annan omfattning än förut: ”alla skolor” har kommit till. "
        "Bestäm om serien fortsätter. Hette ”Andel nöjda elever”."
    )


def test_a_doubled_row_is_told_and_the_nearest_goes_on() -> None:  # PD05
    far = {**changed(Målvärde="30 %", Utgångsvärde="25"), "Indikator-id": "i2"}
    near = {**changed(Utgångsvärde="72", Utgångsår="2025"), "Indikator-id": "i3"}
    difference = compared("Indikatorer", [changed()], [far, near])
    found = {one.change.key: one for one in told(difference)}
    assert found.keys() == {"new", "doubled"}
    assert found["doubled"].asks
    assert (found["doubled"].old, found["doubled"].new) == ("i1", "i2")
    assert found["doubled"].sentence == (
        "Har samma namn som i3, som antas fortsätta förra planens i1 eftersom mål och utfall "
        "stämmer bäst där. Den här räknas som ny. Är det tvärtom, skriv i1 i kolumnen "
        "Id i förra planen på den här raden."
    )


def test_opposite_directions_are_not_paired() -> None:  # PD05
    name = "Andel elever som får extra stöd i skolan"
    old = changed(Indikator=name)
    new = changed(Indikator=f"{name} och sedan avbryter studierna", Målvärde="20 %")
    assert "redefined" in said("Indikatorer", old, new)
    new = {**new, "Riktning": "Lägre är bättre"}
    assert said("Indikatorer", old, new).keys() == {"new", "dropped", "replaced"}


def assignment(**cells: str) -> Cells:
    return {**ASSIGNMENT, **cells}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (assignment(), assignment(Slutdatum="2026-12-31"),
         {"carried_over": "Fortsätter med nytt slutdatum 2026-12-31; förut 2025-12-31."}),
        (assignment(), assignment(),
         {"end_passed": "Slutdatumet 2025-12-31 ligger före planens år 2026."}),
        (assignment(), assignment(Slutdatum=""),
         {"end_dropped": "Slutdatumet 2025-12-31 är borttaget."}),
        (assignment(Slutdatum=""),
         assignment(**{"Slutdatum": "", "Status i planen": "Ej påbörjad"}),
         {"status_back": "Status är ”Ej påbörjad”, men var ”Pågående” i förra planen."}),
        (assignment(Slutdatum=""), assignment(Slutdatum="", Periodicitet="Tertial: aug, dec"),
         {"periodicity_changed": "Periodiciteten är ”Tertial: aug, dec”; förut ”År”."}),
        (assignment(Slutdatum=""),
         assignment(Slutdatum="", Uppdrag="Stärka krisberedskap i verksamheterna"),
         {"redefined": "Har en annan lydelse och kanske ett annat innehåll. Förut: ”Stärka "
          "krisberedskapen i alla verksamheter”. Förmodligen samma, likhet 77 %; bekräfta genom "
          "att skriva u1 i kolumnen Id i förra planen."}),
    ],
)  # fmt: skip
def test_one_change_of_an_assignment(  # PD05
    old: Cells, new: Cells, expected: dict[str, str]
) -> None:
    assert said("Uppdrag", old, new) == expected


def test_a_frame_is_set_against_what_was_planned_for_the_year() -> None:  # PD05
    old, new = (
        {**FRAME, "Plan 2026": "104,0", "Resultat 2026": "1,0"},
        {**FRAME, "Budget": "106,5"},
    )
    assert said("Ramar", old, new) == {
        "frame_differs": "Budgeten är 106,5; förra planen räknade med 104,0 för 2026, "
        "en skillnad på 2,5."
    }


def test_amounts_in_two_units_are_not_compared() -> None:  # PD05
    old = small_plan(2025, {"Ramar": [{**FRAME, "Plan 2026": "104,0"}]})
    new = small_plan(2026, {"Ramar": [FRAME]}, money="mnkr")
    [found] = told(compare_plans(old, new))
    assert found.sentence == "Belopp i är ”mnkr”; förut ”tkr”."


def test_a_sheet_that_is_gone_is_told_once() -> None:  # PD05
    other = {**FRAME, "Ram-id": "ks-2"}
    [found] = told(compared("Ramar", [FRAME, other], []))
    assert found.sentence == "Bladet Ramar har inga rader i den nya planen; förra planen hade 2."


def test_committees_goals_and_subgoals() -> None:  # PD05
    second = {**COMMITTEE, "Nämnd-id": "bn", "Nämnd": "Byggnadsnämnden"}
    goals = [GOAL, {**GOAL, "Mål-id": "m2", "Mål": "Mål 2. Ren luft"}]
    turned = [
        {**GOAL, "Mål": "Mål 1. Ren luft"},
        {**GOAL, "Mål-id": "m2", "Mål": "Mål 2. Ett gott liv"},
    ]
    difference = compare_plans(
        small_plan(2025, {"Nämnder": [COMMITTEE, second], "Mål": goals}),
        small_plan(2026, {"Mål": turned, "Delmål": [{**SUBGOAL, "Mål-id": "m1"}]}, met="95 %"),
    )
    found = {(one.change.key, one.old, one.new): one.sentence for one in told(difference)}
    assert found.keys() == {
        ("threshold_changed", "by-2025", "by-2026"), ("dropped", "bn", None),
        ("renamed", "m2", "m1"), ("renamed", "m1", "m2"), ("moved", "d1", "d1"),
    }  # fmt: skip
    assert found["moved", "d1", "d1"] == (
        "Hör nu till ”Mål 1. Ren luft”; förut till ”Mål 1. Ett gott liv”."
    )
    assert found["threshold_changed", "by-2025", "by-2026"].replace(NBSP, " ") == (
        "Gräns för uppfylls helt är 95,0 %; förut 100,0 %. "
        "Bedömningar före och efter går inte att jämföra."
    )


def test_two_committees_may_have_a_subgoal_of_one_name() -> None:  # PD05
    second = {**COMMITTEE, "Nämnd-id": "bn", "Nämnd": "Byggnadsnämnden"}
    others = [{**SUBGOAL, "Nämnd-id": "bn"}, {**SUBGOAL, "Delmåls-id": "d2"}]
    subgoals = [SUBGOAL, {**SUBGOAL, "Delmåls-id": "d2", "Nämnd-id": "bn"}]
    both = {"Nämnder": [COMMITTEE, second], "Mål": [{**GOAL, "Riktas till": "ks, bn"}]}
    old = small_plan(2025, {**both, "Delmål": subgoals})
    new = small_plan(2026, {**both, "Delmål": others})
    assert told(compare_plans(old, new)) == []


def test_plans_in_the_wrong_order_are_told() -> None:
    [found] = told(compare_plans(small_plan(2026, {}), small_plan(2025, {})))
    assert found.change.key == "year_order"
