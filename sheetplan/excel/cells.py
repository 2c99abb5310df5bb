"""One cell and what guards it: value by kind, drop-down or limits with prompt and error box."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.excel.look import number_format
from sheetplan.plan.amount import Amount, printed_decimals
from sheetplan.plan.target import Target
from sheetplan.schema.column import Column
from sheetplan.schema.kinds import HUNDRED, Choice, Date, Kind, Number, Reference, Word
from sheetplan.schema.numbers import decimals_of

LISTS = "_listor"
_PROMPT, _TITLE = 255, 32  # what Excel takes
_WIDEST = Decimal("1e15")

Excel = str | float | int | date | None


def to_excel(value: object, kind: Kind) -> Excel:
    """Return a value as Excel keeps it: 72 % as 0.72, words as their labels."""
    if isinstance(value, Target):
        if value.number is None:
            return value.text
        return float(value.number / HUNDRED if "%" in value.text else value.number)
    if isinstance(value, Word):
        return value.label
    if isinstance(value, Decimal):
        percent = isinstance(kind, Number) and kind.is_percent
        return float(value / HUNDRED if percent else value)
    if isinstance(value, (str, int, date)):
        return value
    return kind.show(value) or None


def format_of(value: object, kind: Kind) -> str:
    """Return the number format of a cell; a target carries its own."""
    if isinstance(value, Target) and value.number is not None:
        return number_format(Number(decimals_of(value.number), "%" if "%" in value.text else ""))
    if isinstance(value, Decimal) and isinstance(kind, Amount):
        return number_format(Number(printed_decimals(value), kind.unit))
    return number_format(kind)


def put(cell: Cell | MergedCell, value: Excel) -> None:
    """Write a value; a text is never taken for a formula."""
    assert isinstance(cell, Cell)  # noqa: S101 - our sheets merge nothing
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def put_head(cell: Cell | MergedCell, text: str, *, over_figures: bool = False) -> None:
    """Write a column's header, in line with what stands under it."""
    put(cell, text)
    cell.font, cell.fill, cell.border = look.ON_DARK, look.HEADER_FILL, look.BORDER
    cell.alignment = look.MIDDLE if over_figures else look.MIDDLE_INDENTED


def put_link(cell: Cell | MergedCell, sheet: str, at: str, text: str = "") -> None:
    """Write a sheet's name, or another text, as a link to one of its cells."""
    put(cell, text or sheet)
    location = f"{quote_sheetname(sheet)}!{at}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
    cell.font = look.LINK


class Guards:
    """The validations of one sheet; equal ones are written once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[str | None, ...], DataValidation] = {}

    def guard(self, at: str, kind: Kind, column: Column, help_text: str = "") -> None:
        """Guard a cell or a range: what is allowed, a prompt before and an error box after."""
        prompt = (help_text or column.help or column.kind.wanted)[:_PROMPT]
        named = column.label.removesuffix(column.tag).strip() or "Belopp"  # a year may be renamed
        label = named[:_TITLE]
        kind_facts = (*_limits(kind), label, prompt, kind.wanted)
        if kind_facts not in self._made:
            self._made[kind_facts] = self._make(kind, label, prompt)
        self._made[kind_facts].add(at)

    def _make(self, kind: Kind, label: str, prompt: str) -> DataValidation:
        what, operator, first, second = _limits(kind)
        made = DataValidation(
            type=what,
            operator=operator,
            formula1=first,
            formula2=second,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=bool(what),
        )
        made.promptTitle, made.prompt = label, prompt
        if what:
            made.errorTitle = label
            made.error = f"Skriv {kind.wanted}."[:_PROMPT]
        if what == "list":
            made.error = "Välj ur listan."
        self._sheet.add_data_validation(made)
        return made


_What = Literal["list", "date", "decimal"] | None
_Operator = Literal["between", "greaterThanOrEqual"] | None


def _limits(kind: Kind) -> tuple[_What, _Operator, str | None, str | None]:
    """Return type, operator and the two limits of a validation, None where there is none."""
    if isinstance(kind, Choice):
        return "list", None, list_name(kind.words), None
    if isinstance(kind, Reference) and not kind.many:
        return "list", None, reference_name(kind.to), None
    if isinstance(kind, Date):
        return "date", "greaterThanOrEqual", "DATE(2000,1,1)", None
    if isinstance(kind, Number):
        scale = HUNDRED if kind.is_percent else Decimal(1)
        low = -_WIDEST if kind.minimum is None else kind.minimum / scale
        high = _WIDEST if kind.maximum is None else kind.maximum / scale
        return "decimal", "between", f"{low:f}", f"{high:f}"
    return None, None, None, None


def reference_name(sheet: str) -> str:
    """Return the workbook's name for the ids of a sheet."""
    return f"Id_{sheet}"


def list_name(words: type[Word]) -> str:
    """Return the workbook's name for a closed list."""
    return f"Lista_{words.__name__}"


def write_lists(workbook: Workbook, lists: Iterable[type[Word]]) -> None:
    """Write closed lists on a hidden sheet, each with a name for the drop-downs."""
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for col, words in enumerate(lists, start=1):
        labels = Choice(words).labels
        for row, label in enumerate(labels, start=1):
            put(sheet.cell(row, col), label)
        letter = sheet.cell(1, col).column_letter
        area = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(labels)}"
        workbook.defined_names[list_name(words)] = DefinedName(list_name(words), attr_text=area)
