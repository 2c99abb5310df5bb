"""Units, by hand: what they are asked, what they come to, and who is counted where.

- UN01: units without others below them get a form; the plan may say otherwise.
- UN02: a unit is asked for its parts of a share, its judgements, activities and texts.
- UN03: what units report is not asked of the committee, and stands in its form.
- UN04: a share is the sum of numerators over the sum of denominators, not a mean of shares.
- UN05: judgements are counted among those who judge; the others are told apart.
- UN06: a unit that moves is counted where it belongs at the period's end.
- UN07: an indicator added in mid-year is not missing before it was added.
- UN08: what the units say is no part of the form's fingerprint.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sheetplan.plan.attaining.attainment import Outcome
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.committee import Committee
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.noun import UNIT as UNIT_NOUN
from sheetplan.plan.plan import Plan
from sheetplan.plan.progress import form_progress
from sheetplan.plan.settings import Period
from sheetplan.plan.unit_answers import Judgements, UnitsSaid, units_said
from sheetplan.plan.unit_form import ACTIVITIES, form_for
from sheetplan.plan.words import Absence, Answer, Current, Status
from sheetplan.tables.results import results
from tests.conftest import PERIOD, UNIT

SHARE = "hsn-2.4.1"  # reported by units: numerators over denominators
Answers = dict[str, dict[tuple[str, str, str], object]]


@pytest.fixture
def hsn(plan: Plan) -> Committee:
    """The committee with units."""
    found = plan.committee("hsn")
    assert found is not None
    return found


@pytest.fixture
def august(plan: Plan) -> Period:
    """The period that is followed up."""
    found = plan.period(PERIOD)
    assert found is not None
    return found


def parts(numerator: object, denominator: object) -> dict[tuple[str, str, str], object]:
    """Answer for the share that units report."""
    row = ("indicators", SHARE)
    return {(*row, "numerator"): numerator, (*row, "denominator"): denominator}


def answered(plan: Plan, *said: dict[tuple[str, str, str], object]) -> Answers:
    """Let the first units of the plan answer."""
    units = plan.units_of("hsn")
    return {unit.id: values for unit, values in zip(units, said, strict=False)}


def test_areas_get_no_form_unless_the_plan_says_so(plan: Plan) -> None:  # UN01
    units = plan.units_of("hsn")
    assert len(units) == 100
    assert {unit.note for unit in units} == {"Påhittad enhet"}
    assert {unit.part_of for unit in units} == {u.id for u in plan.units if not u.part_of}
    assert plan.units_of("rs") == ()
    area, first = plan.units[0], units[0]
    told = {area.id: Answer.YES, first.id: Answer.NO}
    changed = replace(
        plan, units=tuple(replace(u, reports=told.get(u.id, u.reports)) for u in plan.units)
    )
    assert area in [replace(u, reports=None) for u in changed.units_of("hsn")]
    assert len(changed.units_of("hsn")) == 100
    assert first.id not in [u.id for u in changed.units_of("hsn")]


def test_what_a_unit_is_asked(plan: Plan, august: Period) -> None:  # UN02
    respondent = plan.respondent(UNIT)
    assert respondent is not None
    form = form_for(plan, respondent, august)
    assert form.respondent == respondent
    asked = {
        sheet.title: [(row.id, set(row.asked)) for row in sheet.rows] for sheet in form.sheets
    }
    share = {"numerator", "denominator", "absence", "comment"}
    assert asked["Indikatorer"] == [(SHARE, share)]
    assert [row for row, _ in asked["Delmål"]] == [s.id for s in plan.subgoals_of("hsn")]
    assert all(cells == {"current", "analysis"} for _, cells in asked["Delmål"])
    assert len(asked["Aktiviteter"]) == ACTIVITIES
    assert [row for row, _ in asked["Texter"]] == ["past", "events", "staff"]
    labels = {sheet.title: [c.label for c in sheet.columns if c.key != "id"]
              for sheet in form.sheets}  # fmt: skip
    assert labels["Delmål"] == ["Mål", "Delmål", "Nuläge", "Analys"]
    assert labels["Indikatorer"][1:] == [
        "Delmål", "Indikator", "Enhet", "Täljare", "Nämnare", "Räknat utfall",
        "Skäl om utfall saknas", "Kommentar",
    ]  # fmt: skip


def test_what_units_report_is_not_asked_of_the_committee(
    plan: Plan, hsn: Committee, august: Period
) -> None:  # UN03
    answers = answered(plan, parts(Decimal(3), Decimal(4)))
    form = build_form(plan, hsn, august, units_said(plan, hsn, august, answers))
    sheet = form.sheet("indicators")
    assert sheet is not None
    row = next(row for row in sheet.rows if row.id == SHARE)
    assert row.asked == {"comment"}
    assert form.said["indicators", SHARE, "outcome"] == 75
    assert form.said["indicators", SHARE, "units_said"] == "1 av 100 enheter"
    assert form.units_in == "1 av 100 har lämnat in"


def test_a_share_is_put_together_by_its_parts(plan: Plan, august: Period) -> None:  # UN04
    """By hand: 3 of 4, 1 of 6 and 0 of 0 are 4 of 10, not the mean of 75 % and 17 %."""
    answers = answered(
        plan,
        parts(Decimal(3), Decimal(4)),
        parts(Decimal(1), Decimal(6)),
        parts(Decimal(0), Decimal(0)),
        parts(Decimal(2), None),
        parts(Decimal(1), Decimal(0)),
        {("indicators", SHARE, "absence"): Absence.NO_DATA},
    )
    result = next(r for r in results(plan, august, answers).indicators if r.indicator.id == SHARE)
    made = result.aggregate
    assert made is not None
    assert result.outcome.value == made.value == 40
    assert made.told(UNIT_NOUN) == "3 av 100 enheter"
    assert len(made.missing) == 95
    assert sorted(made.left_out.values()) == [
        "en andel vägs inte samman utan täljare och nämnare",
        "nämnaren är 0 men täljaren är det inte",
    ]
    assert result.attainment.status is Status.NOT_MET
    assert result.attainment.reason.endswith("Kvot av summor. 3 av 100 enheter.")


def test_what_no_unit_can_tell_has_no_value(plan: Plan, august: Period) -> None:  # UN04
    nothing = next(r for r in results(plan, august, {}).indicators if r.indicator.id == SHARE)
    assert nothing.attainment.status is Status.NO_DATA
    assert nothing.attainment.reason == "Ingen har rapporterat."
    only = answered(plan, parts(Decimal(2), None))
    half = next(r for r in results(plan, august, only).indicators if r.indicator.id == SHARE)
    assert half.attainment.reason == (
        "Ej aggregerbar: en andel vägs inte samman utan täljare och nämnare."
    )


@pytest.mark.parametrize(
    ("counts", "returned", "told"),
    [
        (
            {Current.MET: 7, Current.PARTLY: 3, Current.NOT_MET: 2},
            12,
            ("7 av 12 rapporterande enheter bedömer att delmålet är uppfyllt, 3 delvis uppfyllt, "
            "2 inte uppfyllt."),
        ),
        (
            {Current.MET: 7, Current.NOT_MET: 5, Current.NO_DATA: 4},
            18,
            ("7 av 12 rapporterande enheter bedömer att delmålet är uppfyllt, 5 inte uppfyllt. "
            "4 har inga data, 2 har inte bedömt."),
        ),
        ({Current.NO_DATA: 2}, 3, ("Ingen enhet bedömer delmålet: 2 har inga data, "
         "1 har inte bedömt.")),
        ({}, 0, "Ingen enhet har lämnat in."),
        ({Current.MET: 1}, 1, "1 av 1 rapporterande enhet bedömer att delmålet är uppfyllt."),
    ],
)  # fmt: skip
def test_judgements_are_counted(
    counts: dict[Current, int], returned: int, told: str
) -> None:  # UN05
    assert Judgements(counts, returned).told("delmålet") == told


def test_who_is_missing(plan: Plan, hsn: Committee, august: Period) -> None:  # UN05
    said = units_said(plan, hsn, august, answered(plan, {}, {}))
    assert isinstance(said, UnitsSaid)
    assert [unit.id for unit in said.returned] == [u.id for u in plan.units_of("hsn")[:2]]
    assert len(said.missing) == 98


def test_a_moved_unit_is_counted_where_it_belongs_at_the_end(plan: Plan) -> None:  # UN06
    moved = next(unit for unit in plan.units if unit.moved)
    assert moved.moved == date(2025, 6, 1)
    areas = {period.id: moved.area_in(period) for period in plan.periods}
    assert areas == {
        "2025-04": "hsn-ls-1",
        "2025-08": "hsn-ns-sodra-lappland",
        "2025-12": "hsn-ns-sodra-lappland",
    }


def test_an_indicator_added_in_mid_year_is_not_missing_before(plan: Plan) -> None:  # UN07
    indicator = next(i for i in plan.followed if i.id == "hsn-1.1.3")
    added = replace(indicator, since=date(2025, 9, 1))
    august = next(p for p in plan.periods if p.id == "2025-08")
    december = next(p for p in plan.periods if p.id == "2025-12")
    judged = judge(added, Outcome(), august, plan.settings)
    assert judged.status is Status.NOT_DUE
    assert judged.reason == "Indikatorn tillkom under året och följs från 2025-09-01."
    assert judge(added, Outcome(), december, plan.settings).status is Status.NO_DATA


def test_what_units_say_is_no_part_of_the_fingerprint(
    plan: Plan, hsn: Committee, august: Period
) -> None:  # UN08
    said = units_said(plan, hsn, august, answered(plan, parts(Decimal(1), Decimal(1))))
    empty = build_form(plan, hsn, august, units_said(plan, hsn, august, {}))
    assert build_form(plan, hsn, august, said).fingerprint == empty.fingerprint


def test_only_what_must_be_answered_is_counted_as_left(plan: Plan, august: Period) -> None:  # UN02
    respondent = plan.respondent(UNIT)
    assert respondent is not None
    form = form_for(plan, respondent, august)
    assert str(form_progress(form, {})) == "0 av 15"  # one value, fourteen subgoals
    judged = {("subgoals", s.id, "current"): Current.MET for s in plan.subgoals_of("hsn")}
    assert str(form_progress(form, {**judged, **parts(Decimal(1), Decimal(1))})) == "15 av 15"
