"""The copy with remarks: our own form with what they wrote, marked cells and what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.cells import put, put_head, put_link
from sheetplan.excel.form import form_cells, form_workbook, texts_of
from sheetplan.excel.grid import FIRST, HEAD, cells_of, first_shown
from sheetplan.excel.package import finish
from sheetplan.excel.page import protect, row_height, set_up_page
from sheetplan.excel.start import sign_off_cells
from sheetplan.plan.computing import Key
from sheetplan.plan.copy_sheets import (
    ERROR_SIGN,
    HEAD_ROW,
    MORE,
    OTHERS,
    REMARK_SIGN,
    REMARKS,
)
from sheetplan.plan.counting import counted
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.own_table.own_tables import tab_names
from sheetplan.plan.receiving import MARKER
from sheetplan.plan.remarks import Copy, Remark
from sheetplan.plan.returns import SignOff
from sheetplan.plan.written import SHOWN
from sheetplan.schema.cell import Cell
from sheetplan.schema.column import Role, column_of
from sheetplan.schema.kinds import HUNDRED, Number
from sheetplan.schema.numbers import decimals_of
from sheetplan.schema.problem import Place
from sheetplan.schema.reading import place_of
from sheetplan.tables.table import Table

TITLE, OTHERS_TITLE = "Anmärkningar", "Övrigt ni skrev"
HEADS = (
    ("Slag", 14),
    ("Var", 22),
    ("Gäller", 36),
    ("Vad", 44),
    ("Gör så här", 44),
    ("Varför", 36),
)
_OTHER_HEADS = (("Blad", 24), ("Cell", 10), ("Rubrik", 26), ("Vad som stod där", 100))
_MEND = (
    "Rätta de markerade cellerna, svara Ja vid ”{done}” på bladet Start, spara och skicka "
    "tillbaka den här filen."
)
_LEAVE = (
    "Ändra i de markerade cellerna om något ska ändras, spara och skicka tillbaka den här filen; "
    "annars behöver ni inte göra något."
)
_LEGEND = (
    "Röd cell med tjock ram: fel. Orange cell med streckad ram: anmärkning. Håll pekaren över "
    "cellen så står det vad och hur."
)
_ELSEWHERE = "Det ni skrev utanför de gula cellerna står på bladet {sheet}."
_ABOUT_OTHERS = (
    "Det här stod utanför de gula cellerna och kommer inte med i sammanställningen. Flytta det "
    "som ska med till en gul cell."
)
_NOTE_WIDTH, _NOTE_LINE, _NOTE_AIR, _LINE = 340, 18, 14, 46  # pixels, and characters a line

ERROR_TINT, REMARK_TINT = "FFC7CE", "FFD9A8"
_ERROR, _REMARK = (PatternFill("solid", fgColor=tint) for tint in (ERROR_TINT, REMARK_TINT))
_THICK, _DASHED = Side(style="thick", color="9C0006"), Side(style="mediumDashed", color="8A4B00")
_EXCEL_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)"
)


def form_places(form: Form) -> dict[Key, Place]:
    """Return where a form's cells and headers (row ``""``) stand; a hidden one is its row's."""
    places: dict[Key, Place] = {}
    for sheet in form.sheets:
        shown = next(i for i, c in enumerate(sheet.columns, start=1) if c.role is not Role.KEY)
        rows = [
            ("", HEAD),
            *((row.id, number) for number, row in enumerate(sheet.rows, FIRST)),
        ]
        for row_id, number in rows:
            for col, column in enumerate(sheet.columns, start=1):
                at = max(col, shown) if column.role is Role.KEY else col
                label = "" if column.role is Role.KEY else column.label
                place = place_of(sheet.title, number, at, label)
                places[sheet.answer.key, row_id, column.key] = place
    return places


def sign_off_places(form: Form) -> dict[str, Place]:
    """Return where the sign-off's fields stand, by column key."""
    return {
        key: place_of(SignOff.sheet, int(at[1:]), 2, column_of(SignOff, key).label)
        for key, at in sign_off_cells(form).items()
    }


class CopyWorkbook:
    """A form that will be a copy with remarks; the same copy gives the same bytes.

    ``read`` is what stands last in the workbook to be read, as where a form is written.
    """

    def __init__(
        self, form: Form, identity: Identity, read: Mapping[str, Table] | None = None
    ) -> None:
        self._form = form
        self._workbook, _ = form_workbook(form, identity, read)

    @property
    def texts(self) -> dict[str, frozenset[str]]:
        """The texts that a form has, by sheet, to know them from what a person writes."""
        return texts_of(self._workbook)

    def write(self, copy: Copy) -> bytes:
        """Write what they wrote and what is said about it."""
        workbook, made = self._workbook, form_cells(self._form, copy.values)
        _type_answers(workbook, self._form, copy)
        for title, heights in made.heights.items():
            for number, height in heights.items():
                workbook[title].row_dimensions[number].height = height
        _mark(workbook, copy.remarks)
        names = tab_names((TITLE, OTHERS_TITLE), workbook.sheetnames)
        _write_remarks(workbook.create_sheet(names[0], 0), self._form, copy, names[1])
        if copy.strays or copy.left_out:
            _write_others(workbook.create_sheet(names[1], 1), copy)
        workbook.active = 0
        for tab in workbook.worksheets[1:]:
            tab.sheet_view.tabSelected = False
        return finish(workbook, made.cached)


def _type_answers(workbook: Workbook, form: Form, copy: Copy) -> None:
    for sheet in form.sheets:
        for number, row in enumerate(sheet.rows, start=FIRST):
            for key, at in cells_of(sheet, number).items():
                answer = copy.answers.get((sheet.answer.key, row.id, key))
                if answer is not None:
                    _type(workbook[sheet.title][at], answer)
    for key, at in sign_off_cells(form).items():
        if key in copy.signed:
            _type(workbook[SignOff.sheet][at], copy.signed[key])


def _type(cell: ExcelCell | MergedCell, answer: Cell) -> None:
    """Type what they wrote as they wrote it; text stays text, whatever it begins with."""
    value: object = answer.value
    if answer.error is not None and answer.error not in _EXCEL_ERRORS:
        value = answer.error
    assert isinstance(cell, ExcelCell)  # noqa: S101 - our sheets merge nothing
    if answer.error in _EXCEL_ERRORS:
        cell.value, cell.data_type = answer.error, "e"
    elif isinstance(value, str):
        put(cell, _escaped(value))
        cell.quotePrefix = value.startswith(("=", "+", "-", "@", "'"))
    elif isinstance(value, Decimal):
        cell.value = float(value)
        if answer.is_percent is not ("%" in cell.number_format):
            cell.number_format = _format(value, answer)
    elif isinstance(value, (bool, date)):
        cell.value = value
        cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "General"


def _format(value: Decimal, answer: Cell) -> str:
    """Return a number format that shows a number as it was shown to them."""
    if not answer.is_percent:
        return "General"
    return look.number_format(Number(decimals_of(value * HUNDRED), "%"))


def _escaped(text: str) -> str:
    """Write characters that XML has no place for the way Excel does: ``_x0001_``."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _mark(workbook: Workbook, remarks: Iterable[Remark]) -> None:
    """Mark each cell that something is said about, with a note in it."""
    by_cell: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        place = remark.problem.place
        if place.cell:
            by_cell.setdefault((place.sheet, place.cell), []).append(remark)
    for (title, at), said in by_cell.items():
        cell = workbook[title][at]
        is_error = any(one.problem.is_error for one in said)
        side = _THICK if is_error else _DASHED
        cell.fill = _ERROR if is_error else _REMARK
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        text = "\n\n".join(f"{_kind(one)}: {_what(one)} {one.fix}" for one in said)
        lines = sum(-(-len(part) // _LINE) or 1 for part in text.split("\n"))
        height = _NOTE_AIR + _NOTE_LINE * lines
        cell.comment = Comment(text, "sheetplan", height=height, width=_NOTE_WIDTH)


def _kind(remark: Remark) -> str:
    return "Fel" if remark.problem.is_error else "Anmärkning"


def _what(remark: Remark) -> str:
    return _escaped(remark.problem.rule.what.format_map(remark.problem.facts))


def _write_remarks(tab: Worksheet, form: Form, copy: Copy, others: str) -> None:
    said = counted([one.problem for one in copy.remarks])
    became = "Filen är inte mottagen." if copy.is_refused else "Filen är mottagen."
    done = column_of(SignOff, "done").label
    _write_top(
        tab,
        f"{TITLE} – {form.respondent.name}, {form.period.label}",
        f"{said}. {became}",
        (_MEND if copy.is_refused else _LEAVE).format(done=done),
        _LEGEND,
        _ELSEWHERE.format(sheet=others) if copy.strays else form.plan.settings.warning,
    )
    tops = {sheet.title: f"{first_shown(sheet)}1" for sheet in form.sheets}
    _write_heads(tab, HEADS)
    for row, remark in enumerate(copy.remarks, start=HEAD_ROW + 1):
        place = remark.problem.place
        _write_line(tab, row, _told(remark), HEADS)
        tab.cell(row, 1).fill = _ERROR if remark.problem.is_error else _REMARK
        if place.sheet in {*tops, SignOff.sheet}:
            at = place.cell or tops.get(place.sheet, "A1")
            put_link(tab.cell(row, 2), place.sheet, at, str(replace(place, label="")))
    _finish(tab, len(HEADS), REMARKS)


def _told(remark: Remark) -> list[str]:
    """Return the texts of a remark's line."""
    problem = remark.problem
    sign = ERROR_SIGN if problem.is_error else REMARK_SIGN
    where = str(replace(problem.place, label="")) or "Hela filen"
    about = ", ".join(filter(None, (problem.place.label, remark.row)))
    if remark.stood:
        about = f"{about} (i er fil: {remark.stood})".strip()
    told = (f"{sign} {_kind(remark)}", where, about, _what(remark), remark.fix, problem.rule.why)
    return [_harmless(text) for text in told]


def _write_others(tab: Worksheet, copy: Copy) -> None:
    _write_top(tab, OTHERS_TITLE, _ABOUT_OTHERS)
    _write_heads(tab, _OTHER_HEADS)
    for row, stray in enumerate(copy.strays[:SHOWN], start=HEAD_ROW + 1):
        place = stray.place
        texts = (place.sheet, place.cell, place.label, stray.text)
        _write_line(tab, row, [_harmless(text) for text in texts], _OTHER_HEADS)
    left_out = max(0, len(copy.strays) - SHOWN) + copy.left_out
    if left_out:
        put(tab.cell(tab.max_row + 1, 4), MORE.format(count=left_out))
    _finish(tab, len(_OTHER_HEADS), OTHERS)


def _harmless(text: str) -> str:
    """Put what the reader knows a sheet by within quotation marks."""
    known = text.startswith(MARKER) or text == column_of(SignOff, "done").label
    return _escaped(f"”{text}”" if known else text)


def _write_top(tab: Worksheet, *lines: str) -> None:
    fonts = (look.TITLE, look.HEADING, look.STRONG, look.QUIET, look.PLAIN)
    for row, (text, font) in enumerate(zip(lines, fonts, strict=False), start=1):
        put(tab.cell(row, 1), text or None)
        tab.cell(row, 1).font, tab.cell(row, 1).alignment = font, look.ONE_LINE
    tab.row_dimensions[1].height = 26


def _write_heads(tab: Worksheet, heads: Sequence[tuple[str, int]]) -> None:
    for col, (label, width) in enumerate(heads, start=1):
        put_head(tab.cell(HEAD_ROW, col), label)
        tab.column_dimensions[get_column_letter(col)].width = width


def _write_line(
    tab: Worksheet, row: int, texts: Sequence[str], heads: Sequence[tuple[str, int]]
) -> None:
    for col, text in enumerate(texts, start=1):
        cell = tab.cell(row, col)
        put(cell, text or None)
        cell.font, cell.alignment, cell.border = look.PLAIN, look.INDENTED, look.BORDER
        cell.number_format = look.TEXT_FORMAT
    widths = [width for _, width in heads]
    tab.row_dimensions[row].height = row_height(list(zip(texts, widths, strict=True)))


def _finish(tab: Worksheet, columns: int, marker: str) -> None:
    """Mark the sheet for the reader in a hidden column, and set up its page."""
    put(tab.cell(1, columns + 1), marker)
    tab.column_dimensions[get_column_letter(columns + 1)].hidden = True
    tab.freeze_panes = f"A{HEAD_ROW + 1}"
    tab.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    tab.print_area = f"A1:{get_column_letter(columns)}{tab.max_row}"
    set_up_page(tab, "landscape")
    protect(tab)
