"""The start sheet: what is left to fill in first of all, how to do it, and the sign-off."""

from __future__ import annotations

from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.cells import Excel, Guards, put, put_head, put_link
from sheetplan.excel.grid import area_of, first_shown
from sheetplan.excel.page import protect, row_height, set_up_page
from sheetplan.excel.table_formulas import count_rows
from sheetplan.plan.computing import Values
from sheetplan.plan.form import Form, FormSheet, Identity
from sheetplan.plan.progress import counted_in, form_progress, sheet_progress
from sheetplan.plan.returns import SignOff
from sheetplan.schema.column import columns_of

_HOW = (
    "Fyll i de gula cellerna blad för blad. Vita och grå celler är låsta.",
    "Finns inget värde? Välj ett skäl i stället, så syns det att ni inte har glömt.",
    "Klarmarkera här nedanför, spara och skicka tillbaka filen.",
)
_OPTIONAL = "frivilligt"
_WIDE = 52  # characters in the column that explains
_LEFT, _FACTS, _PROGRESS = "A4", 6, 12  # the count of all, rows of the facts and of the table


def write_start(tab: Worksheet, form: Form, identity: Identity) -> None:
    """Write the start sheet."""
    tab.title = SignOff.sheet
    for letter, width in (("A", 34), ("B", 40), ("C", _WIDE)):
        tab.column_dimensions[letter].width = width
    _write_top(tab, form, identity)
    _write_progress(tab, form)
    _write_how(tab, _how_row(form))
    _write_sign_off(tab, _sign_off_row(form))
    _write_legend(tab, _sign_off_row(form) + len(columns_of(SignOff)) + 2)
    set_up_page(tab, "portrait")
    protect(tab)


def _write_top(tab: Worksheet, form: Form, identity: Identity) -> None:
    for at, text in facts_cells(form, identity).items():
        put(tab[at], text)
    tab["A1"].font = look.TITLE
    put(tab["A2"], f"{form.period.name} – {form.plan.settings.organisation}")
    tab["A2"].font = look.HEADING
    tab.row_dimensions[1].height = 26
    put(tab["A3"], form.plan.settings.warning or None)
    tab["A3"].font = look.WARNING
    for row in range(_FACTS, _FACTS + len(_facts(form, identity))):
        tab.cell(row, 1).font, tab.cell(row, 2).font = look.QUIET, look.PLAIN
    tab["B6"].font = look.STRONG


def facts_cells(form: Form, identity: Identity) -> dict[str, str]:
    """Return who the workbook is for and what applies to it, by cell."""
    cells = {"A1": form.respondent.name}
    for row, (label, value) in enumerate(_facts(form, identity), start=_FACTS):
        cells |= {f"A{row}": label, f"B{row}": value}
    return cells


def _facts(form: Form, identity: Identity) -> tuple[tuple[str, str], ...]:
    return (
        ("Svar senast", form.period.deadline.isoformat()),
        ("Gäller", f"{form.period.starts.isoformat()} till {form.period.ends.isoformat()}"),
        ("Frågor", form.plan.settings.contact),
        ("Utskick", f"nr {identity.number}"),
        *_units_fact(form),
    )


def _units_fact(form: Form) -> tuple[tuple[str, str], ...]:
    """Say what a unit belongs to, or how many of a committee's units have answered."""
    if form.unit is not None:
        area = form.plan.unit(form.unit.area_in(form.period) or "")
        names = ([area.name] if area else []) + [form.committee.name]
        return (("Hör till", ", ".join(names)),)
    return (("Enheter", form.units_in),) if form.units_in else ()


def _how_row(form: Form) -> int:
    return _PROGRESS + len(form.sheets) + 2


def _sign_off_row(form: Form) -> int:
    return _how_row(form) + len(_HOW) + 2


def _write_progress(tab: Worksheet, form: Form) -> None:
    for col, text in enumerate(("Blad", "Ifyllt", "Vad som hör hit"), start=1):
        put_head(tab.cell(_PROGRESS, col), text)
    for row, sheet in enumerate(form.sheets, start=_PROGRESS + 1):
        put_link(tab.cell(row, 1), sheet.title, f"{first_shown(sheet)}1")
        if sheet.is_optional:
            put(tab.cell(row, 2), _OPTIONAL)
        else:
            asked = sheet_progress(sheet, {}).asked
            tab.cell(row, 2).value = f'=({_count(form, sheet)})&" av {asked}"'
        put(tab.cell(row, 3), sheet.about)
        for col, font in ((1, look.LINK), (2, look.PLAIN), (3, look.QUIET)):
            cell = tab.cell(row, col)
            cell.font, cell.alignment, cell.border = font, look.INDENTED, look.BORDER
        tab.row_dimensions[row].height = max(32, row_height([(sheet.about, _WIDE)]))
    counts = "+".join(_count(form, sheet) for sheet in form.sheets if not sheet.is_optional)
    tab[_LEFT].value = f'="Ifyllt "&({counts})&" av {form_progress(form, {}).asked}"'
    tab[_LEFT].font = look.HEADING


def progress_cells(form: Form, values: Values) -> dict[str, Excel]:
    """Return what the start sheet's counting formulas give, by cell."""
    shown: dict[str, Excel] = {_LEFT: f"Ifyllt {form_progress(form, values)}"}
    for row, sheet in enumerate(form.sheets, start=_PROGRESS + 1):
        if not sheet.is_optional:
            shown[f"B{row}"] = str(sheet_progress(sheet, values))
    return shown


def _count(form: Form, sheet: FormSheet) -> str:
    """Return an Excel expression that counts what is answered, and not what units have given."""
    if sheet.table is not None or sheet.is_free:
        return count_rows(sheet)
    asked = frozenset[str]().union(*(row.asked for row in sheet.rows))
    shown = {column.key for column in sheet.columns}
    terms = []
    for keys in counted_in(sheet):
        filled = "+".join(f'({area_of(sheet, key)}<>"")' for key in keys if key in shown)
        terms += [f"SUMPRODUCT(--(({filled})>0))"] if asked & set(keys) else []
    stand = sum((sheet.answer.key, row.id, key) in form.said
                for row in sheet.rows for key in row.computed)  # fmt: skip
    return ("+".join(terms) or "0") + (f"-{stand}" if stand else "")


def _write_how(tab: Worksheet, row: int) -> None:
    put(tab.cell(row, 1), "Så här gör du")
    tab.cell(row, 1).font = look.HEADING
    for offset, text in enumerate(_HOW, start=1):
        put(tab.cell(row + offset, 1), f"{offset}. {text}")
        tab.cell(row + offset, 1).font = look.PLAIN


def _write_sign_off(tab: Worksheet, row: int) -> None:
    put(tab.cell(row, 1), "Klarmarkera")
    tab.cell(row, 1).font = look.HEADING
    guards = Guards(tab)
    for offset, column in enumerate(columns_of(SignOff), start=1):
        label, value, hint = (tab.cell(row + offset, col) for col in (1, 2, 3))
        put(label, column.label)
        put(hint, column.help)
        label.font, value.font, hint.font = look.PLAIN, look.PLAIN, look.QUIET
        value.fill, value.border = look.INPUT_FILL, look.BORDER
        value.number_format = look.number_format(column.kind)
        value.protection = Protection(locked=False)
        value.alignment = look.LEFT
        guards.guard(value.coordinate, column.kind, column)


def _write_legend(tab: Worksheet, row: int) -> None:
    put(tab.cell(row, 1), "Färgerna")
    tab.cell(row, 1).font = look.HEADING
    meanings = (
        (look.INPUT_FILL, "Fylls i av er."),
        (look.COMPUTED_FILL, "Räknas ut av sig självt."),
        (look.CLOSED_FILL, "Stängd: frågas inte efter den här gången."),
        (look.LOCKED_FILL, "Låst: kommer från planen."),
    )
    for below, (fill, meaning) in enumerate(meanings, start=row + 1):
        sample = tab.cell(below, 1)
        sample.fill, sample.border = fill, look.BORDER
        put(tab.cell(below, 2), meaning)
        tab.cell(below, 2).font, tab.cell(below, 2).alignment = look.PLAIN, look.INDENTED


def sign_off_cells(form: Form) -> dict[str, str]:
    """Return where the sign-off's fields stand on an empty form's start sheet."""
    first = _sign_off_row(form)
    return {c.key: f"B{first + i}" for i, c in enumerate(columns_of(SignOff), start=1)}
