"""What a form's answers come to: the computed cells, by the rules that Excel follows too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sheetplan.plan import budget
from sheetplan.plan.attaining.aim import HUNDRED
from sheetplan.plan.attaining.attainment import Attainment, Outcome
from sheetplan.plan.attaining.judge import judge
from sheetplan.plan.attaining.suggestion import joint_statuses, suggest
from sheetplan.plan.form import Form, FormRow
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.own_table.table_sums import table_sums
from sheetplan.plan.reckoned import is_reckoned, reckoned, with_reckoned
from sheetplan.plan.split import as_groups
from sheetplan.plan.words import Absence, Current, Status

Key = tuple[str, str, str]
Values = Mapping[Key, object]


def compute(form: Form, answers: Values) -> dict[Key, object]:
    """Compute every computed cell from the answers, as Excel's formulas do.

    ``answers`` and the result go by (sheet key, row id, column key).
    """
    computed: dict[Key, object] = {**dict(_reckoned(form, answers)), **form.said}
    of_all = tuple(judged_indicators(form, answers))
    wholes = joint_statuses((indicator, judged.status) for indicator, judged in of_all)
    of_groups = (
        pair for indicator, _ in of_all for pair in judged_groups(form, answers, indicator)
    )
    for indicator, judged in (*of_all, *of_groups):
        row = ("indicators", indicator.id)
        computed[(*row, "joint")] = wholes.get(indicator.id, judged.status)
        computed[(*row, "ratio")] = _percent(judged.ratio)
        computed[(*row, "period_ratio")] = _percent(judged.period_ratio)
        computed[(*row, "status")] = judged.status
    for subgoal_id, suggestion in suggestions(form, answers).items():
        computed[("subgoals", subgoal_id, "suggestion")] = suggestion
    economy = form.sheet("economy")
    for frame in economy.rows if economy else ():
        computed |= _economy(form, frame, answers)
    for sheet in form.sheets:
        if sheet.table is not None:
            computed |= table_sums(sheet.table, form.period, {**answers, **form.said})
    return computed


def judged_indicators(form: Form, answers: Values) -> Iterable[tuple[Indicator, Attainment]]:
    """Judge each of the committee's indicators; what units report is judged together."""
    asked = _indicator_rows(form)
    whole = with_reckoned(form, {**answers, **form.said})
    for indicator in form.plan.followed:
        if indicator.id in asked:
            outcome = outcome_of(indicator.id, whole)
            yield indicator, judge(indicator, outcome, form.period, form.plan.settings)


def judged_groups(
    form: Form, answers: Values, indicator: Indicator
) -> Iterable[tuple[Indicator, Attainment]]:
    """Judge the groups of an indicator that are asked about, each as an indicator of its own."""
    groups = as_groups(indicator)
    asked = _indicator_rows(form) if groups else set()
    whole = with_reckoned(form, answers) if groups else answers
    for _, group in groups:
        if group.id in asked:
            outcome = outcome_of(group.id, whole)
            yield group, judge(group, outcome, form.period, form.plan.settings)


def _indicator_rows(form: Form) -> set[str]:
    sheet = form.sheet("indicators")
    return {row.id for row in sheet.rows} if sheet and form.unit is None else set()


def _reckoned(form: Form, answers: Values) -> Iterable[tuple[Key, Decimal | None]]:
    sheet = form.sheet("indicators")
    for row in sheet.rows if sheet else ():
        if sheet is not None and is_reckoned(row):
            yield (sheet.answer.key, row.id, "reckoned"), reckoned(sheet, row, answers)


def outcome_of(indicator_id: str, answers: Values) -> Outcome:
    """Return what was answered for an indicator."""
    row = ("indicators", indicator_id)
    absence, text = answers.get((*row, "absence")), answers.get((*row, "outcome_text"))

    def number(key: str) -> Decimal | None:
        value = answers.get((*row, key))
        return value if isinstance(value, Decimal) else None

    return Outcome(
        number("outcome"),
        absence if isinstance(absence, Absence) else None,
        number("comparison"),
        text if isinstance(text, str) else "",
        number("numerator"),
        number("denominator"),
        number("weight"),
    )


def suggestions(form: Form, answers: Values) -> dict[str, Current]:
    """Suggest a current status for each subgoal that the form asks about."""
    statuses: dict[str, list[Status]] = {}
    of_all = tuple(judged_indicators(form, answers))
    wholes = joint_statuses((indicator, judged.status) for indicator, judged in of_all)
    for indicator, _ in of_all:
        statuses.setdefault(indicator.judged_under, []).append(wholes[indicator.id])
    sheet = form.sheet("subgoals")
    rows = sheet.rows if sheet and form.unit is None else ()
    return {row.id: suggest(statuses.get(row.id, ())) for row in rows}


def _economy(form: Form, frame: FormRow, answers: Values) -> dict[Key, object]:
    row = ("economy", frame.id)
    outcome, forecast = answers.get((*row, "outcome")), answers.get((*row, "forecast"))
    whole, part = frame.given["budget"], frame.given["period_budget"]
    assert isinstance(whole, Decimal)  # noqa: S101 - given by the plan as money
    assert isinstance(part, Decimal)  # noqa: S101 - given by the plan as money
    now = budget.deviation(part, outcome if isinstance(outcome, Decimal) else None)
    later = budget.deviation(whole, forecast if isinstance(forecast, Decimal) else None)
    before = frame.given.get("last_outcome")
    return {
        (*row, "change"): budget.change(before, outcome),
        (*row, "deviation"): now,
        (*row, "simple_forecast"): budget.simple_forecast(now, form.period.month),
        (*row, "forecast_deviation"): later,
    }


def _percent(ratio: Decimal | None) -> Decimal | None:
    return None if ratio is None else ratio * HUNDRED
