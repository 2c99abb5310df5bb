"""Workbooks of units that are asked the same, made from the first one's.

- SP01: a workbook has the same bytes, whether it is made from another's or by itself.
- SP02: whatever a unit is called, its workbook is the one that it would have had by itself.
- SP03: what is asked of others, in another period or with another plan, is never mixed in.
- SP04: issued in one go or one by one, workbooks are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from sheetplan.excel import form_writer
from sheetplan.excel.form import write_form
from sheetplan.excel.form_writer import FormWriter
from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.flows.issue import issue
from sheetplan.flows.year import require_period
from sheetplan.plan.committee import Respondent
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.plan import Plan
from sheetplan.plan.receiving import read_identity
from sheetplan.plan.unit_form import Forms
from tests.conftest import OTHER_UNIT, PERIOD, UNIT, contents, planned_year

Made = tuple[Form, Identity]
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def identity_of(form: Form, number: int = 1) -> Identity:
    unit, settings_ = form.unit, form.plan.settings
    return Identity(
        f"{form.respondent.id:0>32}", settings_.id, settings_.year, form.committee.id,
        form.period.id, number, form.fingerprint, unit.id if unit else "",
    )  # fmt: skip


def made(plan: Plan, whose: list[Respondent], period: str = PERIOD) -> list[Made]:
    forms = Forms(plan, require_period(plan, period))
    built = [forms.of(respondent) for respondent in whose]
    return [(form, identity_of(form)) for form in built]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[Form]:
    """The forms that have been written by themselves and not from another's workbook."""
    seen: list[Form] = []

    def write(form: Form, *others: object) -> bytes:
        seen.append(form)
        return write_form(form, *others)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(form_writer, "write_form", write)
    return seen


def chosen(plan: Plan) -> list[Respondent]:
    """Return all committees, and some units among them, from all areas."""
    return [r for n, r in enumerate(plan.respondents) if r.unit is None or n % 12 == 0]


def test_a_workbook_made_from_another_has_the_same_bytes(  # SP01
    plan: Plan, alone: list[Form]
) -> None:
    writer = FormWriter()
    respondents = chosen(plan)
    for form, identity in made(plan, respondents):
        assert writer.write(form, identity) == write_form(form, identity)
    units = [form for form in alone if form.unit]
    assert (len(units), len(alone)) == (1, 1 + len(plan.committees))
    assert len(respondents) > len(alone) + 5


def outcome(write: Callable[[Form, Identity], bytes], form: Form, identity: Identity) -> object:
    try:
        return write(form, identity)
    except (ValueError, IllegalCharacterError) as error:  # a character that no workbook can hold
        return type(error)


@settings(max_examples=20)
@given(name=NAMES, then=NAMES)
@example(name="Äldre & unga <”avd 3”> \"'", then="]]>&amp;")
@example(name=" blanktecken ", then="två\nrader\r\noch\ttabb")
@example(name="_x000D_", then="\x0b")
@example(name="\ufffe", then="x" * 33_000)
@example(name="", then="=1+1")
def test_whatever_a_unit_is_called(plan: Plan, name: str, then: str) -> None:  # SP02
    writer = FormWriter()
    for form, identity in made(plan, [r for r in plan.respondents if r.unit][:1]):
        assert form.unit is not None
        for called in (form.unit.name, name, then):
            own = replace(form, unit=replace(form.unit, name=called))
            assert outcome(writer.write, own, identity) == outcome(write_form, own, identity)


def test_other_forms_are_never_mixed_in(plan: Plan, alone: list[Form]) -> None:  # SP03
    units = [r for r in plan.respondents if r.unit][:2]
    warned = replace(plan, settings=replace(plan.settings, contact="någon annan"))
    writer = FormWriter()
    for of, period in ((plan, PERIOD), (plan, "2025-12"), (warned, PERIOD), (plan, PERIOD)):
        for form, identity in made(of, units, period):
            assert writer.write(form, identity) == write_form(form, identity)
    assert [form.unit for form in alone] == [units[0].unit] * 4


def test_another_number_of_the_issue_is_told(plan: Plan) -> None:  # SP03
    writer = FormWriter()
    for number, (form, _) in enumerate(made(plan, [r for r in plan.respondents if r.unit][:3])):
        data = writer.write(form, identity_of(form, number))
        workbook = read_workbook(data, "enhet.xlsx")
        assert isinstance(workbook, Workbook)
        assert read_identity(workbook.grids) == identity_of(form, number)
        texts = {cell.value for cell in workbook.grids[0].cells.values()}
        assert {form.respondent.name, f"nr {number}"} <= texts


def test_issued_in_one_go_or_one_by_one(tmp_path: Path) -> None:  # SP04
    year = planned_year(tmp_path)
    issue(year, PERIOD, units=[UNIT, OTHER_UNIT])
    together = contents(year.issued)
    for unit in (OTHER_UNIT, UNIT):
        issue(year, PERIOD, units=[unit])
    assert contents(year.issued) == together
