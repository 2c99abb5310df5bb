"""The form's formulas: the core's rules in what Excel 2016 and LibreOffice share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from sheetplan.excel.grid import area_of
from sheetplan.excel.table_formulas import table_formulas
from sheetplan.plan.attainment import (
    HUNDRED,
    MONTHS_A_YEAR,
    is_baseline_comparable,
    is_periodised,
    undecided,
)
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.target import Form as TargetForm
from sheetplan.plan.target import Target
from sheetplan.plan.words import Current, Direction, Formula, Profile, Status

Where = Mapping[str, str]  # column key → the row's cell, as "I7"


def formulas(form: Form, sheet: FormSheet, row: FormRow, where: Where) -> dict[str, str]:
    """Return the formulas of a row's computed cells by column key, with the equals sign."""
    if sheet.table is not None:
        return table_formulas(sheet, sheet.table, form.period, row.id)
    return _BY_SHEET.get(sheet.answer.key, _none)(form, row, where)


def _none(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    del form, row, where
    return {}


def _economy(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    del row
    months = f"{MONTHS_A_YEAR}/{form.period.month}"
    w = where
    return {
        "deviation": f'=IF(ISNUMBER({w["outcome"]}),{w["period_budget"]}-{w["outcome"]},"")',
        "simple_forecast": f'=IF(ISNUMBER({w["deviation"]}),{w["deviation"]}*{months},"")',
        "forecast_deviation": f'=IF(ISNUMBER({w["forecast"]}),{w["budget"]}-{w["forecast"]},"")',
    }


def _indicators(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    indicator = next(i for i in form.plan.followed if i.id == row.id)
    if not indicator.is_due(form.period):
        return {}
    target = indicator.target
    made: dict[str, str] = {}
    if target is None or undecided(indicator):
        made["status"] = _status(form, indicator, where)
        return made
    if target.form is TargetForm.NUMBER:
        made["ratio"] = _ratio(indicator, where, where["target"], "")
        if is_periodised(indicator, form.period):
            part = f"*{form.period.month}/{MONTHS_A_YEAR}"
            made["period_ratio"] = _ratio(indicator, where, where["period_target"], part)
    if target.form is TargetForm.RANGE:
        made["ratio"] = _range_ratio(target, where, indicator.unit)
    made["status"] = _status(form, indicator, where)
    return made


def _ratio(indicator: Indicator, where: Where, target: str, part: str) -> str:
    outcome = where["outcome"]
    if indicator.formula is Formula.DISTANCE:
        baseline = where.get("baseline")
        if baseline is None:
            return '=""'
        start = f"{baseline}{part}"
        better = ">" if indicator.direction is Direction.UP else "<"
        fit = f"AND(ISNUMBER({outcome}),ISNUMBER({baseline}),ROUND({target}-{start},9){better}0)"
        return f'=IF({fit},({outcome}-{start})/({target}-{start}),"")'
    ratio = f"{outcome}/{target}"
    if indicator.direction is Direction.DOWN:
        mirrored = indicator.formula is Formula.MIRROR
        ratio = f"2-{outcome}/{target}" if mirrored else f"{target}/{outcome}"
    return f'=IF(ISNUMBER({outcome}),IF(AND({outcome}>0,{target}>0),{ratio},""),"")'


def _range_ratio(target: Target, where: Where, unit: str) -> str:
    outcome = where["outcome"]
    low, high = _ends(target, unit)
    inside = f"AND({outcome}>={low},{outcome}<={high})"
    nearer = f"IF({outcome}<{low},{outcome}/{low},{high}/{outcome})"
    fit = f'IF(OR({inside},{outcome}<=0,{low}<=0),"",{nearer})'
    return f'=IF(ISNUMBER({outcome}),{fit},"")'


def _ends(target: Target, unit: str) -> tuple[str, str]:
    scale = HUNDRED if unit == "%" else 1
    return tuple(f"{(end or Decimal(0)) / scale:f}" for end in (target.low, target.high))  # type: ignore[return-value]  # two ends


def _status(form: Form, indicator: Indicator, where: Where) -> str:
    outcome = where["outcome"]
    if indicator.is_text:
        told = f'{where["outcome_text"]}<>""'
        return f'=IF({told},"{Status.UNDECIDED.mark}","{Status.NO_DATA.mark}")'
    judged = f'"{Status.UNDECIDED.mark}"'
    target = indicator.target
    if target is not None and not undecided(indicator):
        if target.form in {TargetForm.INCREASE, TargetForm.DECREASE}:
            judged = _change_status(form, indicator, where)
        elif target.form is TargetForm.RANGE:
            judged = _range_status(form, target, where, indicator.unit)
        else:
            judged = _number_status(form, indicator, where)
    return f'=IF(ISNUMBER({outcome}),{judged},"{Status.NO_DATA.mark}")'


def _change_status(form: Form, indicator: Indicator, where: Where) -> str:
    comparable = is_baseline_comparable(indicator, form.period)
    reference = where["baseline" if comparable else "comparison"]
    assert indicator.target is not None  # noqa: S101 - the caller looked
    better = ">" if indicator.target.form is TargetForm.INCREASE else "<"
    outcome = where["outcome"]
    same = f'IF({outcome}={reference},"{Status.PARTLY.mark}","{Status.NOT_MET.mark}")'
    judged = f'IF({outcome}{better}{reference},"{Status.MET.mark}",{same})'
    return f'IF(ISNUMBER({reference}),{judged},"{Status.NO_DATA.mark}")'


def _range_status(form: Form, target: Target, where: Where, unit: str) -> str:
    low, high = _ends(target, unit)
    outcome = where["outcome"]
    outside = _by_threshold(form, where["ratio"], f'"{Status.NOT_MET.mark}"')
    return f'IF(AND({outcome}>={low},{outcome}<={high}),"{Status.MET.mark}",{outside})'


def _number_status(form: Form, indicator: Indicator, where: Where) -> str:
    by_period = is_periodised(indicator, form.period) and indicator.profile is Profile.LINEAR
    target = where["period_target" if by_period else "target"]
    reached = ">=" if indicator.direction is Direction.UP else "<="
    marks = f'"{Status.MET.mark}","{Status.NOT_MET.mark}"'
    direct = f"IF({where['outcome']}{reached}{target},{marks})"
    return _by_threshold(form, where["period_ratio" if by_period else "ratio"], direct)


def _by_threshold(form: Form, ratio: str, otherwise: str) -> str:
    """Twelve digits, since 64.8/81 is a hair under 0.8 in binary."""
    met, partly = (
        f"{limit / HUNDRED:f}" for limit in (form.plan.settings.met, form.plan.settings.partly)
    )
    below = f'IF(ROUND({ratio},12)>={partly},"{Status.PARTLY.mark}","{Status.NOT_MET.mark}")'
    judged = f'IF(ROUND({ratio},12)>={met},"{Status.MET.mark}",{below})'
    return f"IF(ISNUMBER({ratio}),{judged},{otherwise})"


def _subgoals(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    """The suggestion counts the statuses of the indicators that carry the subgoal's id."""
    del row
    sheet = form.sheet("indicators")
    if sheet is None:
        return {}
    own = f"({area_of(sheet, 'subgoal_id')}={where['id']})"
    statuses = area_of(sheet, "status")

    def count(status: Status) -> str:
        return f'SUMPRODUCT({own}*({statuses}="{status.mark}"))'

    met, partly, not_met = (count(s) for s in (Status.MET, Status.PARTLY, Status.NOT_MET))
    nothing, whole = Current.NO_DATA.mark, Current.MET.mark
    mixed = f'IF({met}+{partly}=0,"{Current.NOT_MET.mark}","{Current.PARTLY.mark}")'
    some = f'IF({partly}+{not_met}=0,"{whole}",{mixed})'
    return {"suggestion": f'=IF({met}+{partly}+{not_met}=0,"{nothing}",{some})'}


_BY_SHEET: dict[str, Callable[[Form, FormRow, Where], dict[str, str]]] = {
    "indicators": _indicators,
    "subgoals": _subgoals,
    "economy": _economy,
}
