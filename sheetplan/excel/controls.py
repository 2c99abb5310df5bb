"""Controls below a form's table: what is compared, both amounts, the difference and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.cells import Excel, put, put_head, to_excel
from sheetplan.excel.grid import FIRST, cells_of, first_shown
from sheetplan.excel.page import row_height
from sheetplan.excel.tones import colour_words
from sheetplan.plan.controls import CONTROL_KEY, HEADS, SAME_DECIMALS, Control, Key, controls_of
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.words import Agreement
from sheetplan.schema.kinds import TEXT, Number

_LEAST_WIDTH, _VERDICT_WIDTH = 34, 15  # of the column that names the rows, and of the next
_ONE_PAGE = 45  # rows that can be read on a page where they are made to fit


def control_rows(form: Form, sheet: FormSheet) -> dict[int, Control]:
    """Return the controls of a sheet by the rows that they stand on; a heading goes before."""
    first = FIRST + len(sheet.rows) + 2
    return dict(enumerate(controls_of(form, sheet), start=first))


def control_cells(form: Form, sheet: FormSheet, known: Mapping[Key, object]) -> dict[str, Excel]:
    """Return what the formulas of a sheet's controls give, by cell."""
    shown: dict[str, Excel] = {}
    for row, control in control_rows(form, sheet).items():
        judged, kind = control.judge(known), Number(control.decimals)
        amounts = (judged.left, judged.right, judged.difference)
        found = ["" if value is None else to_excel(value, kind) for value in amounts]
        cells = _cells(sheet, row)[1:]
        shown |= dict(zip(cells, (str(judged.agreement.mark), *found), strict=True))
    return shown


def write_controls(tab: Worksheet, form: Form, sheet: FormSheet) -> None:
    """Write the controls of a sheet below its table, with formulas."""
    rows = control_rows(form, sheet)
    if not rows:
        return
    first, last = min(rows), max(rows)
    put(tab.cell(first - 1, 1), f"{CONTROL_KEY}0")
    for at, text in zip(_cells(sheet, first - 1), HEADS, strict=True):
        put_head(tab[at], text, over_figures=text in HEADS[2:])
    for number, (row, control) in enumerate(rows.items(), start=1):
        put(tab.cell(row, 1), f"{CONTROL_KEY}{number}")
        _write(tab, form, sheet, row, control)
    letter = get_column_letter(_first_column(sheet) + 1)
    width = tab.column_dimensions[letter]
    width.width = max(width.width, _VERDICT_WIDTH)
    colour_words(tab, letter, first, last, Agreement)
    if last <= _ONE_PAGE:
        tab.page_setup.fitToHeight = 1


def _write(tab: Worksheet, form: Form, sheet: FormSheet, row: int, control: Control) -> None:
    name, verdict, *amounts = _cells(sheet, row)
    put(tab[name], control.said)
    look.dress(tab[name], look.Look(look.PLAIN, None, look.INDENTED))
    left, right, difference = amounts
    made = {
        verdict: _verdict(difference, control.bound),
        left: _larger(form, control) if control.pairs else _added(form, control.left, sheet),
        right: _wanted(form, control, sheet),
        difference: f'=IF(COUNT({left},{right})=2,{left}-{right},"")',
    }
    shown = look.number_format(Number(control.decimals))
    for at, formula in made.items():
        tab[at].value = formula
        kind = TEXT if at == verdict else Number()
        style = "General" if at == verdict else shown
        look.dress(tab[at], look.Look(look.PLAIN, look.COMPUTED_FILL, look.alignment(kind), style))
    tab.row_dimensions[row].height = row_height([(control.said, _LEAST_WIDTH)])


def _first_column(sheet: FormSheet) -> int:
    return [column.key for column in sheet.columns].index(_first_key(sheet)) + 1


def _first_key(sheet: FormSheet) -> str:
    letters = {get_column_letter(i): c.key for i, c in enumerate(sheet.columns, start=1)}
    return letters[first_shown(sheet)]


def _cells(sheet: FormSheet, row: int) -> list[str]:
    """Return the cells of a control, from its name to its difference."""
    first = _first_column(sheet)
    return [f"{get_column_letter(first + step)}{row}" for step in range(len(HEADS))]


def _at(form: Form, key: Key, on: FormSheet | None) -> str:
    """Return where a cell of the form stands, with the sheet's name where that is another."""
    sheet = form.sheet(key[0])
    assert sheet is not None  # noqa: S101 - a control looks at sheets that are there
    number = next(n for n, row in enumerate(sheet.rows, start=FIRST) if row.id == key[1])
    cell = cells_of(sheet, number)[key[2]]
    return cell if sheet is on else f"{quote_sheetname(sheet.title)}!{cell}"


def _added(form: Form, keys: Iterable[Key], on: FormSheet) -> str:
    cells = [_at(form, key, on) for key in keys]
    return f'=IF(COUNT({",".join(cells)})={len(cells)},{"+".join(cells)},"")'


def _wanted(form: Form, control: Control, on: FormSheet) -> str | float:
    if isinstance(control.right, Decimal):
        return float(control.right)
    return _added(form, control.right, on)


def _larger(form: Form, control: Control) -> str:
    """Count the parts that are beyond their wholes, if both are there in any pair."""
    on = form.sheet(control.pairs[0][0][0])
    pairs = [(_at(form, part, on), _at(form, whole, on)) for part, whole in control.pairs]
    beyond: Sequence[str] = [
        f"(COUNT({p},{w})=2)*(({p}>{w})*({w}>=0)+({p}<{w})*({w}<0))" for p, w in pairs
    ]
    known = "+".join(f"(COUNT({p},{w})=2)" for p, w in pairs)
    return f'=IF({known}>0,{"+".join(beyond)},"")'


def _verdict(difference: str, bound: Decimal) -> str:
    apart = f"ROUND(ABS({difference}),{SAME_DECIMALS})"
    small = f'IF({apart}<={bound},"{Agreement.ROUNDING.mark}","{Agreement.DIFFERS.mark}")'
    judged = f'IF({apart}=0,"{Agreement.AGREES.mark}",{small})'
    return f'=IF(ISNUMBER({difference}),{judged},"{Agreement.WAITING.mark}")'
