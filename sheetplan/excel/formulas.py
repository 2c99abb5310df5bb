"""The form's formulas: the core's rules in what Excel 2016 and LibreOffice share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sheetplan.excel.grid import FIRST, area_of, cells_of
from sheetplan.excel.indicator_formulas import IndicatorFormulas, Where
from sheetplan.excel.table_formulas import table_formulas
from sheetplan.plan.attaining.part import MONTHS_A_YEAR
from sheetplan.plan.computing import Key
from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.reckoned import is_reckoned
from sheetplan.plan.split import as_groups, whole_id
from sheetplan.plan.words import Current, Status

_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+")


def formulas(form: Form, sheet: FormSheet, row: FormRow, where: Where) -> dict[str, str]:
    """Return the formulas of a row's computed cells by column key, with the equals sign."""
    if form.unit is not None:  # a unit's answers are judged with the other units'
        is_made = sheet.answer.key == "indicators" and is_reckoned(row)
        return {"reckoned": _quotient(where)} if is_made else {}
    if sheet.table is not None:
        return table_formulas(sheet, sheet.table, form.period, row.id)
    return _BY_SHEET.get(sheet.answer.key, _none)(form, row, where)


def own_formulas(form: Form, found: Mapping[Key, str]) -> frozenset[Key]:
    """Return which of the formulas of a returned form are its own, wherever its cells stand."""
    own: set[Key] = set()
    for sheet in form.sheets:
        for number, row in enumerate(sheet.rows, start=FIRST):
            made = formulas(form, sheet, row, cells_of(sheet, number))
            keys = {(sheet.answer.key, row.id, key): text for key, text in made.items()}
            own |= {k for k, text in keys.items() if _shape(found.get(k, "")) == _shape(text)}
    return frozenset(own)


def _shape(formula: str) -> str:
    """Return a formula without its addresses, which follow the cells when rows are moved."""
    return _ADDRESS.sub("#", "".join(formula.split())).removeprefix("=")


def _none(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    del form, row, where
    return {}


def _economy(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    months = f"{MONTHS_A_YEAR}/{form.period.month}"
    w = where
    known = f"AND(ISNUMBER({w['outcome']}),{w['last_outcome']}>0)" if "change" in w else ""
    grown = f'=IF({known},{w["outcome"]}/{w["last_outcome"]}-1,"")' if known else ""
    return {
        **({"change": grown} if grown and row.given.get("last_outcome") else {}),
        "deviation": f'=IF(ISNUMBER({w["outcome"]}),{w["period_budget"]}-{w["outcome"]},"")',
        "simple_forecast": f'=IF(ISNUMBER({w["deviation"]}),{w["deviation"]}*{months},"")',
        "forecast_deviation": f'=IF(ISNUMBER({w["forecast"]}),{w["budget"]}-{w["forecast"]},"")',
    }


def _indicators(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    whole = next(i for i in form.plan.followed if i.id == whole_id(row.id))
    each = (whole, *(group for _, group in as_groups(whole)))
    indicator = next(one for one in each if one.id == row.id)
    if not is_reckoned(row):
        return IndicatorFormulas(form, indicator, where).all()
    judged = {**where, "outcome": where["reckoned"]}
    return {"reckoned": _quotient(where), **IndicatorFormulas(form, indicator, judged).all()}


def _quotient(where: Where) -> str:
    """The parts decide where both are there; otherwise the outcome that is filled in."""
    above, below, outcome = (where.get(k) for k in ("numerator", "denominator", "outcome"))
    made = f'IF({below}>0,{above}/{below},"")'
    told = f'IF(ISNUMBER({outcome}),{outcome},"")' if outcome else '""'
    return f"=IF(AND(ISNUMBER({above}),ISNUMBER({below})),{made},{told})"


def _subgoals(form: Form, row: FormRow, where: Where) -> dict[str, str]:
    """The suggestion counts the statuses of the indicators that carry the subgoal's id.

    A part of a compound target counts as the whole target does.
    """
    del row
    sheet = form.sheet("indicators")
    if sheet is None:
        return {}
    own = f"({area_of(sheet, 'subgoal_id')}={where['id']})"
    is_compound = any(column.key == "joint" for column in sheet.columns)
    statuses = area_of(sheet, "joint" if is_compound else "status")

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
