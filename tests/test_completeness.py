"""What is said of every indicator, period by period, and how complete each committee is.

- CM01: value, reason, missing, not returned and not due are five things and never mixed.
- CM02: the counts hold together whatever is answered: each indicator is in one state only.
- CM03: earlier periods that were issued stand beside the current one, read from the store.
- CM04: one sentence tells how many indicators have an outcome, and who is least complete.
- CM05: the table uses the region's words; a plan without indicators has no such sheet.
- CM06: a share is shown as 100 % only where nothing is missing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sheetplan.excel.fill import fill_form
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.issue import issue
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.computing import Key
from sheetplan.plan.mark import Mark, Tone
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import Plan, read_plan
from sheetplan.plan.words import Absence
from sheetplan.tables.completeness import (
    Count,
    State,
    completeness_count_table,
    completeness_sentence,
    completeness_table,
    count,
    state_of,
)
from sheetplan.tables.results import Results, results
from sheetplan.tables.table import Quantity, Table, TableValue
from tests.conftest import PERIOD, changed, hand_in, plan_changed, returned
from tests.returns import HSN, sign, typing

DUE = ["v1-k", "v1-m", "v2-ord", "v3-co2", "t1-resor", "b-forslag"]  # v2-riket is due in December
NOT_DUE = Mark("Följs inte upp nu", "·", Tone.QUIET)
NOT_RETURNED = Mark("Ej inlämnat", "○", Tone.BAD)
MISSING = Mark("Saknas", "✖", Tone.BAD)
REASON = Mark("Data saknas", "◇", Tone.PARTLY)
IN_WORDS = Mark("Utfall i ord", "✔", Tone.GOOD)
Answers = Mapping[str, dict[Key, object]]


@pytest.fixture(scope="module")
def vidjedal() -> Plan:
    """The invented plan of another region: four committees, three of them with indicators."""
    text = Path(__file__).with_name("other_region.md").read_text(encoding="utf-8")
    read = read_plan(read_markdown(text)).plan
    assert read is not None
    return read


def outcome(indicator: str, value: object, key: str = "outcome") -> dict[Key, object]:
    return {("indicators", indicator, key): value}


def in_august(plan: Plan, answers: Answers) -> Results:
    period = plan.period("2026-08")
    assert period is not None
    return results(plan, period, answers)


def some_answers(plan: Plan) -> Results:
    care = {
        **outcome("v1-k", Decimal(80)),
        **outcome("v2-ord", "Det går framåt.", "outcome_text"),
        **outcome("v3-co2", Absence.NO_DATA, "absence"),
    }
    return in_august(plan, {"vard": care, "trafik": outcome("t1-resor", Decimal(0))})


def by_name(table: Table) -> dict[TableValue, TableValue]:
    return {row[2]: row[-1] for row in table.rows if row[2] is not None}


def test_each_state_is_shown_as_itself(vidjedal: Plan) -> None:  # CM01
    assert by_name(completeness_table([some_answers(vidjedal)])) == {
        "Besök inom vårdgarantin, kvinnor": Quantity(Decimal(80), "%", 1),
        "Besök inom vårdgarantin, män": MISSING,
        "Patienter deltar i hur vården utvecklas": IN_WORDS,
        "Förtroende för sjukvården": NOT_DUE,
        "Utsläpp från tjänsteresor": REASON,
        "Resor med regionens bussar": Quantity(Decimal(0), "tusental", 0),
        "Förslag från unga som prövas": NOT_RETURNED,
    }


def test_the_marks_differ_in_word_and_symbol() -> None:  # CM01
    marks = [NOT_DUE, NOT_RETURNED, MISSING, REASON, IN_WORDS]
    assert len({mark.word for mark in marks}) == len({mark.symbol for mark in marks}) == 5


def test_a_committee_that_has_not_returned_is_not_said_to_miss_anything(
    vidjedal: Plan,
) -> None:  # CM01
    counts = count(in_august(vidjedal, {})).states
    assert counts == {State.NOT_RETURNED: len(DUE), State.NOT_DUE: 1}


def test_the_counts_stand_for_each_committee_and_for_all(vidjedal: Plan) -> None:  # CM01
    table = completeness_count_table([some_answers(vidjedal)])
    shown = [tuple(str(value) for value in row) for row in table.rows]
    period = "jan–aug 2026"
    assert shown == [
        ("Vårdnämnden", period, "4", "2", "1", "1", "0", "50\u00a0%", "75\u00a0%", "1"),
        ("Trafik- och samhällsnämnden", period, "1", "1", "0", "0", "0", "100\u00a0%",
         "100\u00a0%", "0"),
        ("Ungdomsberedningen", period, "1", "0", "0", "0", "1", "0\u00a0%", "0\u00a0%", "0"),
        ("Alla nämnder", period, "6", "3", "1", "1", "1", "50\u00a0%", "67\u00a0%", "1"),
    ]  # fmt: skip
    assert table.emphasis == {3}


ANSWER = st.sampled_from([None, Decimal(0), Decimal(12), Absence.NO_DATA, Absence.YEARLY])


@given(st.dictionaries(st.sampled_from([*DUE, "v2-riket"]), ANSWER), st.data())
def test_every_indicator_is_in_one_state(
    vidjedal: Plan, said: dict[str, object], data: st.DataObject
) -> None:  # CM02
    values: dict[Key, object] = {}
    for indicator, value in said.items():
        key = "absence" if isinstance(value, Absence) else "outcome"
        values |= {} if value is None else outcome(indicator, value, key)
    who = data.draw(st.sets(st.sampled_from([c.id for c in vidjedal.committees])))
    found = in_august(vidjedal, dict.fromkeys(who, values))
    counted = count(found)
    named = (State.VALUE, State.REASON, State.MISSING, State.NOT_RETURNED)
    assert counted.due == len(DUE) == sum(counted.states[state] for state in named)
    assert counted.states.total() == len(found.indicators)
    each = [count(found, committee).states for committee in vidjedal.committees]
    assert sum(each, start=Count().states) == counted.states
    for one in found.indicators:
        is_returned = one.committee.id in who
        assert (state_of(found, one) is State.NOT_RETURNED) <= (not is_returned)
        assert (state_of(found, one) in named[:3]) <= is_returned


def tables_of(year: Year) -> tuple[dict[str, list[list[Any]]], dict[str, Any]]:
    """Consolidate, and return the visible rows of each sheet and what programs read."""
    made = consolidate(year, PERIOD)
    book = load_workbook(made.workbook)
    rows = {tab.title: [[c.value for c in row] for row in tab.iter_rows()] for tab in book}
    return rows, json.loads((made.folder / "tables.json").read_text("utf-8"))


def returned_in_april(year: Year, value: Decimal) -> None:
    """Ask for one indicator in April too, and answer it."""
    plan_changed(year, "Indikatorer", "hsn-1.1.3", "Periodicitet", "Tertial: apr, aug, dec")
    issue(year, "2025-04", ["hsn"])
    plan = require_plan(year)
    committee, period = plan.committee("hsn"), plan.period("2025-04")
    assert committee is not None
    assert period is not None
    issued = (year.issued / "2025-04" / "hsn-2025-04.xlsx").read_bytes()
    typed = {("indicators", "hsn-1.1.3", "outcome"): value}
    filled = fill_form(issued, build_form(plan, committee, period), typed, {})
    assert hand_in(year, changed(filled, sign), "hsn-2025-04.xlsx").outcome == "remarks"


def test_an_earlier_period_is_read_from_the_store(year: Year) -> None:  # CM03
    returned_in_april(year, Decimal(12))
    sheets, data = tables_of(year)
    names = list(sheets)
    at = names.index("Inlämnat")
    assert names[at : at + 3] == ["Inlämnat", "Fullständighet", "Fullständighet per nämnd"]
    (head,) = (row for row in sheets["Fullständighet"] if row[0] == "Nämnd")
    assert head[4:] == ["jan–apr 2025", "jan–aug 2025"]
    rows = {row[2]: row[4:] for row in sheets["Fullständighet"] if row[2]}
    name = "Antal barn med psykisk ohälsa som får samordnade insatser från primärvård och "
    (asked_twice,) = (cells for key, cells in rows.items() if key.startswith(name))
    assert asked_twice == [12, "○ Ej inlämnat"]
    assert sheets["Fullständighet"][-1][4:] == ["1 av 1 (100\u00a0%)", "0 av 16 (0\u00a0%)"]
    counted = {c["period"]: c for c in data["completeness"]["committees"]}
    assert (counted["2025-04"]["due"], counted["2025-04"]["share"]) == (1, 1)
    assert (counted["2025-08"]["not_returned"], counted["2025-08"]["share"]) == (16, 0)


def test_a_period_that_was_never_issued_is_left_out(year: Year) -> None:  # CM03
    sheets, data = tables_of(year)
    assert [row[4:] for row in sheets["Fullständighet"] if row[0] == "Nämnd"] == [["jan–aug 2025"]]
    assert {one["period"] for one in data["completeness"]["all"]} == {PERIOD}


def test_a_committee_that_is_alone_needs_no_total(year: Year) -> None:  # CM01
    sheets, _ = tables_of(year)
    for name in ("Fullständighet", "Fullständighet per nämnd"):
        assert "Alla nämnder" not in [row[0] for row in sheets[name]]


def test_a_blank_cell_and_a_reason_are_told_apart_in_what_is_returned(year: Year) -> None:  # CM01
    blank = changed(returned(year, "hsn"), typing(("Indikatorer", "hsn-3.1.1", "outcome"), None))
    assert hand_in(year, blank, HSN).outcome == "remarks"
    sheets, data = tables_of(year)
    assert sheets["Fullständighet"][-1][-1] == "12 av 16 (75\u00a0%)"
    said = {one["id"]: (one["state"], one["reason"]) for one in data["completeness"]["indicators"]}
    assert said["hsn-3.1.1"] == ("missing", None)
    assert said["hsn-1.2.1"] == ("reason", "no_data")
    assert said["hsn-7.1.1"] == ("value", None)
    assert said["hsn-7.2.1"] == ("not_due", None)
    told = [row[0] for row in sheets["Översikt"]]
    assert "Utfall finns för 12 av 16 indikatorer som ska följas upp." in told


def test_the_least_complete_committees_are_named(vidjedal: Plan) -> None:  # CM04
    assert completeness_sentence(some_answers(vidjedal)) == (
        "Utfall finns för 3 av 6 indikatorer som ska följas upp. "
        "Minst komplett: Ungdomsberedningen (0 av 1)."
    )


def test_nobody_is_named_where_all_are_alike(vidjedal: Plan) -> None:  # CM04
    said = completeness_sentence(in_august(vidjedal, {}))
    assert said == "Utfall finns för 0 av 6 indikatorer som ska följas upp."


def test_nothing_is_said_where_nothing_is_due(plan: Plan) -> None:  # CM04
    april = plan.period("2025-04")
    assert april is not None
    found = results(plan, april, {})
    assert completeness_sentence(found) == ""
    assert completeness_table([found]).rows[-1][-1] is None


def test_the_regions_own_word_stands_over_the_subgoals(vidjedal: Plan, plan: Plan) -> None:  # CM05
    august = plan.period(PERIOD)
    assert august is not None
    for found, word in ((in_august(vidjedal, {}), "Mål"), (results(plan, august, {}), "Delmål")):
        labels = [column.label for column in completeness_table([found]).columns]
        assert labels[:4] == ["Nämnd", word, "Indikator", "Enhet"]


@given(st.integers(1, 5000), st.data())
def test_a_share_is_never_rounded_to_all_or_nothing(due: int, data: st.DataObject) -> None:  # CM06
    values = data.draw(st.integers(0, due))
    counted = Count(Counter({State.VALUE: values, State.MISSING: due - values}))
    shown = counted.percent(values)
    assert (str(shown) == "100\u00a0%") is (values == due)
    assert (str(shown) == "0\u00a0%") is (values == 0)
