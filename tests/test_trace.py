"""``sheetplan trace``: from a number that people see to its file, its cell and who signed it.

- TR01: an indicator leads to its target's cell, its outcome's cell, the file, its hash and signer.
- TR02: the judgement is told as the core reckons it.
- TR03: superseded and refused returns are told too.
- TR04: a subgoal, an assignment, a frame and a row of an own table are traced alike.
- TR05: an id that is not there is told, with the nearest one that is.
- TR06: every number that the tables show of what was returned can be traced.
- TR07: what is put together from units leads to each unit's file and cells.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal

import pytest

from sheetplan.flows.answers import results_of
from sheetplan.flows.trace import Trace, TracedRow, trace
from sheetplan.flows.year import Year, require_period, require_plan
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.words import Status
from sheetplan.schema.numbers import NBSP
from tests.command_line import answer, assert_told, prepared, run
from tests.conftest import NOW, PERIOD, UNIT, changed, hand_in, plan_changed, returned
from tests.returns import typing

HSN = f"hsn-{PERIOD}.xlsx"
INDICATOR = "hsn-2.2.1"


@pytest.fixture
def year(year: Year) -> Year:
    """A year in which the health committee has answered."""
    prepared(year, "hsn")
    return year


def only(found: Trace) -> TracedRow:
    [row] = found.rows
    return row


def computed(row: TracedRow) -> dict[str, tuple[str, str]]:
    return {
        one.key: (one.shown.replace(NBSP, " "), one.calculation.replace(NBSP, " "))
        for one in row.derivations
    }


def test_indicator_leads_to_cells_file_and_signer(year: Year) -> None:  # TR01
    found = trace(year, INDICATOR)
    target = next(cell for cell in found.plan if cell.place.label == "Målvärde")
    assert (target.place.sheet, target.place.cell, target.shown) == (
        "Indikatorer",
        "J14",
        f"55{NBSP}%",
    )
    row = only(found)
    [one] = row.returns
    data = returned(year, "hsn")
    assert (row.committee.id, one.standing, one.submission.file) == ("hsn", "standing", HSN)
    assert one.submission.sha256 == hashlib.sha256(data).hexdigest()
    assert one.archived is not None
    assert one.archived.read_bytes() == data
    assert one.submission.signed_name == "Alva Exempelgren"
    outcome = one.cells[0]
    assert (outcome.label, outcome.stored.value) == ("Utfall", Decimal(19))
    assert (outcome.stored.tab, outcome.stored.cell) == ("Indikatorer", "J15")


def test_judgement_is_told_as_the_core_reckons_it(year: Year) -> None:  # TR02
    plan = require_plan(year)
    results = results_of(year, plan, require_period(plan, PERIOD))
    judged = next(r.attainment for r in results.indicators if r.indicator.id == INDICATOR)
    told = next(one for one in only(trace(year, INDICATOR)).derivations if one.key == "status")
    assert judged.status is Status.NOT_MET
    assert told.shown == judged.status.label
    assert told.calculation == judged.calculation
    assert told.reason == judged.reason
    assert told.inputs == judged.inputs
    lines = run(year.root, "trace", INDICATOR).stdout.replace(NBSP, " ")
    assert "Bedömning: Uppfylls inte. Mot årets målvärde: 19 % / 55 % = 34,5 %." in lines


def test_earlier_and_refused_returns_are_told(year: Year) -> None:  # TR03
    first = returned(year, "hsn")
    later = changed(first, typing(("Indikatorer", INDICATOR, "outcome"), 0.6))
    wrong = changed(first, typing(("Indikatorer", INDICATOR, "outcome"), "sextio"))
    hand_in(year, later, "hsn rättad.xlsx", NOW + timedelta(days=1))
    hand_in(year, wrong, "hsn fel.xlsx", NOW + timedelta(days=2))
    told = [
        (one.submission.file, one.standing, [c.shown.replace(NBSP, " ") for c in one.cells][:1])
        for one in only(trace(year, INDICATOR)).returns
    ]
    assert told == [
        (HSN, "superseded", ["19 %"]),
        ("hsn rättad.xlsx", "standing", ["60 %"]),
        ("hsn fel.xlsx", "refused", []),
    ]
    said = run(year.root, "trace", INDICATOR).stdout
    assert said.index("Avvisad: hsn fel") < said.index("Gäller: hsn rättad") < said.index("Ersatt")


def test_frame(year: Year) -> None:  # TR04
    assert computed(only(trace(year, "hsn"))) == {
        "deviation": ("−335,0", "4 356,0 − 4 691,0"),
        "simple_forecast": ("−502,5", "−335,0 · 12 / 8"),
        "forecast_deviation": ("−550,0", "6 534,0 − 7 084,0"),
    }


def test_subgoal(year: Year) -> None:  # TR04
    row = only(trace(year, "hsn-1.1"))
    told = next(one for one in row.derivations if one.key == "suggestion")
    assert told.shown == "Uppfyllt"
    assert "hsn-1.1.3 Uppfylls helt; hsn-1.1.4 Inga data" in told.reason
    assert [c.label for c in row.returns[0].cells] == ["Nuläge", "Prognos", "Motiv", "Analys"]


def test_assignment(year: Year) -> None:  # TR04
    row = only(trace(year, "hsn-b1"))
    assert [c.shown for c in row.returns[0].cells][:1] == ["Pågående"]
    assert row.derivations == ()


def test_row_of_an_own_table(year: Year) -> None:  # TR04
    own = computed(only(trace(year, "ramres-primar")))
    assert {label: how for label, (_, how) in own.items()} == {
        "col_förändring_mot_förra_året": "160 (Utfall perioden) / "
        "150 (Utfall samma period förra året) − 1",
        "col_avvikelse_perioden": "48 (Budget perioden) − 160 (Utfall perioden)",
        "col_avvikelse_helår": "72 (Budget helår) − 240 (Prognos helår)",
    }
    hired = computed(only(trace(year, "hyr-primar")))
    assert hired["col_merkostnad"][1] == "81 (Kostnad) · 0,5"
    measures = computed(only(trace(year, "atgplan-summa")))
    assert measures["col_periodens_del"][1] == "593 (Beslutad effekt) · 8/12"
    total = computed(only(trace(year, "ramres-summa")))
    assert len(total) == 8
    assert "(Primärvård) + " in total["col_utfall_perioden"][1]


def test_a_committee_that_has_not_answered(year: Year) -> None:  # TR04
    row = only(trace(year, "rf"))
    assert (row.returns, row.derivations) == ((), ())
    assert "Inget är inlämnat." in run(year.root, "trace", "rf").stdout


def test_a_goal_that_nobody_is_asked_about(year: Year) -> None:  # TR04
    said = run(year.root, "trace", "M1").stdout
    assert "Mål-id: m1 – Mål!A5" in said
    assert "Ingen nämnd tillfrågas om m1" in said


def test_a_row_that_the_plan_has_lost_is_still_traced(year: Year) -> None:  # TR05
    plan_changed(year, "Indikatorer", INDICATOR, "Indikator-id", "hsn-2.2.9")
    found = trace(year, INDICATOR)
    assert found.plan == ()
    [cell, *_] = only(found).returns[0].cells
    assert (cell.label, cell.shown, cell.stored.cell) == ("outcome", "19", "J15")


def test_unknown_id_is_told_with_the_nearest(year: Year) -> None:  # TR05
    done = run(year.root, "trace", f"{INDICATOR}x")
    assert_told(done)
    assert f"liknar ”{INDICATOR}”" in done.stderr
    assert_told(run(year.root, "trace", INDICATOR, "--period", "2024-08"))
    assert_told(run(year.root, "trace", INDICATOR, "--committee", "kultur"))


def test_a_committee_may_be_chosen(year: Year) -> None:  # TR05
    every = trace(year, CHAPTERS[0].id)
    assert len(every.rows) > 1
    [row] = trace(year, CHAPTERS[0].id, PERIOD, "hsn").rows
    assert row in every.rows


def test_trace_as_json(year: Year) -> None:  # TR01
    data = answer(year.root, "trace", INDICATOR)
    assert data.keys() == {"id", "period", "plan", "rows", "ledger"}
    [row] = data["rows"]
    [one] = row["returns"]
    assert one.keys() == {
        "standing", "outcome", "unit", "file", "sha256", "archived", "issue_number",
        "received_at", "signed_name", "signed_title", "signed_on", "values",
    }  # fmt: skip
    first = {"column": "outcome", "label": "Utfall", "value": 19, "sheet": "Indikatorer"}
    assert first.items() <= one["values"][0].items()
    status = next(c for c in row["computed"] if c["column"] == "status")
    assert status["inputs"] == [{"name": "utfall", "value": 19}, {"name": "målvärde", "value": 55}]


def test_every_number_of_the_tables_can_be_traced(year: Year) -> None:  # TR06
    data = answer(year.root, "tables")
    shown = [r for r in data["indicators"] if r["committee"] == "hsn" and r["outcome"] is not None]
    assert len(shown) > 5
    for one in shown:
        row = only(trace(year, one["id"]))
        cells = {c.stored.column: c.stored.value for c in row.returns[0].cells}
        value = cells.get("outcome")
        if "numerator" in cells:
            above, below = cells["numerator"], cells["denominator"]
            assert isinstance(above, Decimal)
            assert isinstance(below, Decimal)
            value = above * 100 / below
            told = next(d for d in row.derivations if d.key == "reckoned")
            assert told.calculation == f"{above} / {below}"
        assert isinstance(value, Decimal)
        assert float(value) == pytest.approx(one["outcome"], rel=1e-12)


def test_what_units_report_leads_to_each_of_them(year: Year) -> None:  # TR07
    hand_in(year, returned(year, UNIT), f"{UNIT}-{PERIOD}.xlsx")
    row = only(trace(year, "hsn-2.4.1"))
    [one] = [r for r in row.returns if r.submission.unit]
    assert one.submission.unit == UNIT
    assert {c.label for c in one.cells} == {"Täljare", "Nämnare"}
    shown = {d.key: d.shown for d in row.derivations}
    assert shown["units_said"] == "1 av 100 enheter"
