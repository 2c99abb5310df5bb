"""The workbook that a committee fills in: start sheet, the sheets that apply, hidden identity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.cells import Excel, Guards, format_of, put, put_head, to_excel, write_lists
from sheetplan.excel.controls import control_cells, write_controls
from sheetplan.excel.decimals import show_decimals
from sheetplan.excel.formulas import formulas
from sheetplan.excel.grid import FIRST, HEAD, KEYS, cells_of, first_shown
from sheetplan.excel.package import CARRIED, finish
from sheetplan.excel.page import protect, row_height, set_up_page
from sheetplan.excel.start import progress_cells, write_start
from sheetplan.excel.table import put_table
from sheetplan.excel.tones import colour_words
from sheetplan.plan.carried import carried_cells
from sheetplan.plan.computing import Values, compute
from sheetplan.plan.controls import known_in
from sheetplan.plan.form import Form, FormRow, FormSheet, Identity
from sheetplan.plan.receiving import IDENTITY_SHEET, MARKER, identity_cells
from sheetplan.plan.returns import SignOff
from sheetplan.plan.target import Target
from sheetplan.plan.words import Answer, Judged
from sheetplan.schema.column import Column, Role
from sheetplan.schema.kinds import Choice, Kind, Number, Text, Word
from sheetplan.tables.table import Table

_AIR = 3  # characters beside a word


def write_form(form: Form, identity: Identity, read: Mapping[str, Table] | None = None) -> bytes:
    """Write an empty form; the same form, identity and tables give the same bytes."""
    workbook, empty = form_workbook(form, identity, read)
    return finish(workbook, empty.cached)


def title_of(form: Form) -> str:
    """Return the title in the workbook's properties."""
    return f"{form.period.name} – {form.respondent.name}"


def heading_of(form: Form, sheet: FormSheet) -> str:
    """Return what stands over a sheet."""
    name = sheet.table.heading if sheet.table else sheet.title
    return f"{name} – {form.respondent.name}, {form.period.label}"


def form_workbook(
    form: Form, identity: Identity, read: Mapping[str, Table] | None = None
) -> tuple[Workbook, FormCells]:
    """Make an empty form, with what its formulas give, for those who write more in it.

    ``read`` is what stands last in the workbook to be read, by the names of its sheets.
    """
    workbook = Workbook()
    start = workbook.active
    assert isinstance(start, Worksheet)  # noqa: S101 - a new workbook has one
    write_start(start, form, identity)
    empty = form_cells(form, {})
    for sheet in form.sheets:
        _write_sheet(workbook.create_sheet(sheet.title), form, sheet, empty)
    for name, table in (read or {}).items():
        tab = workbook.create_sheet(name)
        put_table(tab, table, form.plan.settings.warning)
        protect(tab)
    write_lists(workbook, _lists(form))
    carried_along = (*identity_cells(identity), *carried_cells(form))
    _write_identity(workbook.create_sheet(IDENTITY_SHEET), carried_along)
    carried = StringProperty(name=CARRIED, value=identity.issue_id)
    workbook.custom_doc_props.append(carried)  # type: ignore[attr-defined]  # missing in the stubs
    workbook.properties.title = title_of(form)
    return workbook, empty


@dataclass
class FormCells:
    """What filling in an empty form changes, by sheet: typed values, formulas' values, heights."""

    values: dict[str, dict[str, Excel]] = field(default_factory=dict)
    cached: dict[str, dict[str, Excel]] = field(default_factory=dict)
    heights: dict[str, dict[int, float]] = field(default_factory=dict)


def texts_of(workbook: Workbook) -> dict[str, frozenset[str]]:
    """Return the texts in a workbook, by sheet."""
    return {
        tab.title: frozenset(
            cell.value for row in tab.iter_rows() for cell in row if isinstance(cell.value, str)
        )
        for tab in workbook.worksheets
    }


def top_texts(form: Form, identity: Identity) -> dict[str, frozenset[str]]:
    """Return the texts of a form's start sheet and of its sheets' heads, by sheet."""
    workbook = Workbook()
    start = workbook.active
    assert isinstance(start, Worksheet)  # noqa: S101 - a new workbook has one
    write_start(start, form, identity)
    for sheet in form.sheets:
        tab = workbook.create_sheet(sheet.title)
        _write_head(tab, form, sheet)
        write_controls(tab, form, sheet)
    return texts_of(workbook)


def form_cells(form: Form, typed: Values) -> FormCells:
    """Return where answers go on an empty form and what its formulas then give."""
    made = FormCells(cached={SignOff.sheet: progress_cells(form, typed)})
    computed = compute(form, typed)
    known = known_in(form, typed, computed)
    for sheet in form.sheets:
        name = sheet.title
        values, cached = made.values.setdefault(name, {}), made.cached.setdefault(name, {})
        heights = made.heights.setdefault(name, {})
        for number, row in enumerate(sheet.rows, start=FIRST):
            heights[number] = _height(sheet, row, typed)
            for key, at in cells_of(sheet, number).items():
                whole_key = (sheet.answer.key, row.id, key)
                if whole_key in typed:
                    values[at] = to_excel(typed[whole_key], sheet.kind(row, key))
                if whole_key in computed:
                    cached[at] = _shown(sheet.kind(row, key), computed[whole_key])
        cached |= control_cells(form, sheet, known)
    return made


def _lists(form: Form) -> list[type[Word]]:
    kinds = [
        sheet.kind(row, key) for sheet in form.sheets for row in sheet.rows for key in row.asked
    ]
    words = {k.words: None for k in kinds if isinstance(k, Choice)}
    return [Answer, *sorted(words, key=lambda word: word.__name__)]


def _write_identity(sheet: Worksheet, said: Iterable[tuple[str, str]]) -> None:
    sheet.sheet_state = "hidden"
    for row, (key, value) in enumerate(said, start=1):
        put(sheet.cell(row, 1), key)
        put(sheet.cell(row, 2), value)


def _write_sheet(tab: Worksheet, form: Form, sheet: FormSheet, empty: FormCells) -> None:
    columns = sheet.columns
    _write_head(tab, form, sheet)
    guards = Guards(tab)
    for number, row in enumerate(sheet.rows, start=FIRST):
        where = cells_of(sheet, number)
        made = formulas(form, sheet, row, where)
        for column in columns:
            cell = tab[where[column.key]]
            kind, role = sheet.kind(row, column.key), sheet.role(row, column)
            _style(cell, kind, row, role, is_open=column.key in row.asked)
            if column.key in made:
                cell.value = made[column.key]
            elif role is Role.COMPUTED:
                put(cell, empty.cached[tab.title].get(cell.coordinate))
            elif role in {Role.KEY, Role.GIVEN}:
                put(cell, to_excel(row.given.get(column.key), kind))
                cell.number_format = format_of(row.given.get(column.key), kind)
            elif column.key in row.asked:
                guards.guard(cell.coordinate, kind, column, _help(row, column))
        tab.row_dimensions[number].height = empty.heights[tab.title][number]
    _colour(tab, columns, len(sheet.rows))
    show_decimals(tab, form, sheet)
    _set_up(tab, sheet)
    write_controls(tab, form, sheet)


def _help(row: FormRow, column: Column) -> str:
    asks = column.key in {"outcome", "outcome_text"}
    return f"{row.note} {column.help}".strip() if asks else ""


def _shown(kind: Kind, value: object) -> Excel:
    """Return what a computed cell shows: a mark for a status, nothing for no value."""
    if isinstance(value, Judged):
        return str(value.mark)
    return "" if value is None else to_excel(value, kind)


def _write_head(tab: Worksheet, form: Form, sheet: FormSheet) -> None:
    first = first_shown(sheet)
    how = f"{sheet.about} Gula celler fylls i, övriga är låsta."
    lines = (
        (heading_of(form, sheet), look.TITLE),
        (how, look.QUIET),
        (form.plan.settings.warning, look.WARNING),
    )
    for row, (text, font) in enumerate(lines, start=1):
        cell = tab[f"{first}{row}"]
        put(cell, text or None)
        cell.font, cell.alignment = font, look.ONE_LINE
    tab.row_dimensions[1].height = 26
    put(tab.cell(KEYS, 1), MARKER + sheet.answer.key)
    tab.row_dimensions[KEYS].hidden = True
    for col, column in enumerate(sheet.columns, start=1):
        if col > 1:
            put(tab.cell(KEYS, col), column.key)
        label = f"{column.label}{_unit(sheet, column)}"
        put_head(tab.cell(HEAD, col), label, over_figures=look.is_figure(column.kind))
    tab.row_dimensions[HEAD].height = 48


def _unit(sheet: FormSheet, column: Column) -> str:
    """Return the unit that a whole column is in, for its header; a table says it in its title."""
    if sheet.table is not None:
        return ""
    kinds = {sheet.kind(row, column.key) for row in sheet.rows}
    units = {kind.unit for kind in kinds if isinstance(kind, Number)}
    return f", {units.pop()}" if len(units) == 1 and not units & {"", "%"} else ""


def _style(
    cell: Cell | MergedCell, kind: Kind, row: FormRow, role: Role, *, is_open: bool
) -> None:
    font, fill = look.PLAIN, None
    if is_open:
        fill = look.INPUT_FILL
    elif row.computed and not row.asked:  # a sum
        font, fill = look.STRONG, look.COMPUTED_FILL
    elif role is Role.INPUT or not row.asked:
        font, fill = look.QUIET, look.CLOSED_FILL
    elif role is Role.COMPUTED:
        fill = look.COMPUTED_FILL
    shown = look.number_format(kind)
    look.dress(cell, look.Look(font, fill, look.alignment(kind), shown, not is_open))


def _height(sheet: FormSheet, row: FormRow, typed: Values) -> float:
    """Return a row's height with what is given and typed; long answers get three lines."""
    texts = []
    for column in sheet.columns[1:]:
        value = typed.get((sheet.answer.key, row.id, column.key), row.given.get(column.key))
        shown = value if isinstance(value, str) else column.kind.show(value)
        roomy = column.key in row.asked and isinstance(column.kind, Text) and column.kind.long
        texts.append((shown or ("\n\n" if roomy else ""), column.width))
    return row_height(texts)


def _colour(tab: Worksheet, columns: tuple[Column, ...], rows: int) -> None:
    """Colour the judgements of each column."""
    for col, column in enumerate(columns, start=1):
        if isinstance(column.kind, Choice) and issubclass(column.kind.words, Judged):
            letter, last = get_column_letter(col), FIRST + rows - 1
            colour_words(tab, letter, FIRST, last, column.kind.words)


def _width(sheet: FormSheet, column: Column) -> int:
    """Return a column's width, wider where a word from the plan would be broken."""
    given = [row.given.get(column.key) for row in sheet.rows]
    texts = [value.text if isinstance(value, Target) else value for value in given]
    words = (word for text in texts if isinstance(text, str) for word in text.split())
    return max([column.width, *(len(word) + _AIR for word in words)])


def _set_up(tab: Worksheet, sheet: FormSheet) -> None:
    columns = sheet.columns
    for col, column in enumerate(columns, start=1):
        tab.column_dimensions[get_column_letter(col)].width = _width(sheet, column)
        tab.column_dimensions[get_column_letter(col)].hidden = column.role is Role.KEY
    tab.freeze_panes = f"{get_column_letter(_frozen(columns))}{FIRST}"
    tab.sheet_view.zoomScale = 90
    tab.print_title_rows = f"{HEAD}:{HEAD}"
    shown = (column for column in columns if column.role is not Role.KEY)
    set_up_page(tab, "landscape", sum(_width(sheet, column) for column in shown))
    protect(tab)


def _frozen(columns: tuple[Column, ...]) -> int:
    """Return the first column that scrolls: what names the row stays in view."""
    names = {"indicator", "goal", "subgoal", "assignment", "frame", "heading", "name"}
    keys = [c.key for c in columns]
    return max(keys.index(k) for k in keys if k in names) + 2
