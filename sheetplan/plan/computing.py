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
from sheetplan.plan.words import Absence, Current, Status

Key = tuple[str, str, str]
Values = Mapping[Key, object]


def compute(form: Form, answers: Values) -> dict[Key, object]:
    """Compute every computed cell from the answers, as Excel's formulas do.

    ``answers`` and the result go by (sheet key, row id, column key).
    """
    computed: dict[Key, object] = dict(form.said)
    of_all = tuple(judged_indicators(form, answers))
    wholes = joint_statuses((indicator, judged.status) for indicator, judged in of_all)
    for indicator, judged in of_all:
        row = ("indicators", indicator.id)
        computed[(*row, "joint")] = wholes[indicator.id]
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
            computed |= table_sums(sheet.table, form.period, answers)
    return computed


def judged_indicators(form: Form, answers: Values) -> Iterable[tuple[Indicator, Attainment]]:
    """Judge each of the committee's indicators; what units report is judged together."""
    sheet = form.sheet("indicators")
    asked = {row.id for row in sheet.rows} if sheet and form.unit is None else set()
    answers = {**answers, **form.said}
    for indicator in form.plan.followed:
        if indicator.id in asked:
            outcome = outcome_of(indicator.id, answers)
            yield indicator, judge(indicator, outcome, form.period, form.plan.settings)


def outcome_of(indicator_id: str, answers: Values) -> Outcome:
    """Return what was answered for an indicator."""
    row = ("indicators", indicator_id)
    value, comparison = answers.get((*row, "outcome")), answers.get((*row, "comparison"))
    absence, text = answers.get((*row, "absence")), answers.get((*row, "outcome_text"))
    return Outcome(
        value if isinstance(value, Decimal) else None,
        absence if isinstance(absence, Absence) else None,
        comparison if isinstance(comparison, Decimal) else None,
        text if isinstance(text, str) else "",
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
    return {
        (*row, "deviation"): now,
        (*row, "simple_forecast"): budget.simple_forecast(now, form.period.month),
        (*row, "forecast_deviation"): later,
    }


def _percent(ratio: Decimal | None) -> Decimal | None:
    return None if ratio is None else ratio * HUNDRED
