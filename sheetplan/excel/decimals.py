"""As many decimals as somebody types, where the plan does not say how many are shown."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel.grid import FIRST, cells_of
from sheetplan.excel.look import number_format
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.indicator import MOST_DECIMALS
from sheetplan.plan.returns import IndicatorAnswer
from sheetplan.schema.kinds import Number

_FIRST_ID = 200  # of number formats; lower ones are Excel's own or the cells'


def show_decimals(tab: Worksheet, form: Form, sheet: FormSheet) -> None:
    """Let the outcomes of indicators without a count of decimals show all that is typed."""
    if sheet.answer is not IndicatorAnswer:
        return
    free = {one.id for one in form.plan.indicators if one.decimals is None}
    for number, row in enumerate(sheet.rows, start=FIRST):
        for key in sorted(row.asked & {"outcome", "comparison"}) if row.id in free else ():
            kind = sheet.kind(row, key)
            if isinstance(kind, Number):
                _widen(tab, cells_of(sheet, number)[key], kind)


def _widen(tab: Worksheet, at: str, kind: Number) -> None:
    """Add a rule for every decimal more than the cell has, the longest first."""
    hundredths = 2 if kind.is_percent else 0
    for decimals in range(MOST_DECIMALS, kind.decimals, -1):
        digits = decimals + hundredths
        longer = f"ROUND({at},{digits})<>ROUND({at},{digits - 1})"
        code = number_format(Number(decimals, kind.unit))
        shown = DifferentialStyle(numFmt=NumberFormat(_FIRST_ID + digits, code))
        rule = Rule(type="expression", dxf=shown, formula=[longer], stopIfTrue=True)
        tab.conditional_formatting.add(at, rule)
