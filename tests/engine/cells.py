"""The engine's cells and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine.bridge import struct
from tests.engine.spoken import number, rgb

if TYPE_CHECKING:
    from tests.engine.sheets import Sheet

TEXT_FORMAT = "@"
_WIDTH = 200  # a character of a column's width, in hundredths of a millimetre


class Locked(Exception):
    """What Excel answers when a protected cell is written in, with COM's number for it."""

    hresult = -2147352567


class Range(base_classes.Range):
    max_cells_per_read = max_cells_per_write = None

    def __init__(
        self, sheet: Sheet, row: int, column: int, rows: int = 1, columns: int = 1
    ) -> None:
        self._sheet, self._row, self._column = sheet, row, column
        self._shape = (rows, columns)
        self.options: dict[str, Any] = {}
        last = (column + columns - 2, row + rows - 2)
        self.own = sheet.own.getCellRangeByPosition(column - 1, row - 1, *last)

    @property
    def api(self) -> Any:
        return self.own

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self._row

    @property
    def column(self) -> int:
        return self._column

    @property
    def shape(self) -> tuple[int, int]:
        return self._shape

    def __len__(self) -> int:
        return self._shape[0] * self._shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = divmod(row - 1, self._shape[1])
            row, column = row + 1, column + 1
        return Range(self._sheet, self._row + row - 1, self._column + column - 1)

    @property
    def address(self) -> str:
        return str(self.own.AbsoluteName).rpartition(".")[2]

    def get_address(self, *how: Any) -> str:
        del how
        return self.address

    @property
    def raw_value(self) -> Any:
        return [list(row) for row in self.own.getDataArray()]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows = data if isinstance(data, (list, tuple)) else [[data]]
        self._require_open()
        is_text = self.number_format == TEXT_FORMAT
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                _type(self.own.getCellByPosition(right, down), value, is_text=is_text)

    def _require_open(self) -> None:
        """Refuse as Excel does: LibreOffice lets a program write in locked cells."""
        if self._sheet.own.isProtected() and self.own.CellProtection.IsLocked:
            raise Locked

    @property
    def formula(self) -> str:
        return str(self.own.getCellByPosition(0, 0).getFormula())

    @property
    def color(self) -> tuple[int, int, int] | None:
        return rgb(self.own.CellBackColor)

    @color.setter
    def color(self, value: tuple[int, int, int] | str | None) -> None:
        if self._sheet.own.isProtected():
            raise Locked
        self.own.CellBackColor = number(value)

    @property
    def number_format(self) -> str:
        return str(self._formats.getByKey(self.own.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, value: str) -> None:
        local = struct("lang.Locale", "en", "US", "")
        key = self._formats.queryKey(value, local, False)  # noqa: FBT003 - the interface's own
        self.own.NumberFormat = key if key >= 0 else self._formats.addNew(value, local)

    @property
    def _formats(self) -> Any:
        return self._sheet.book.document.NumberFormats

    @property
    def column_width(self) -> float:
        return float(self.own.Columns.getByIndex(0).Width / _WIDTH)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.own.Columns.Width = int(value * _WIDTH)

    @property
    def wrap_text(self) -> bool:
        return bool(self.own.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.own.IsTextWrapped = value

    @property
    def column_hidden(self) -> bool:
        return not self.own.Columns.IsVisible

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.own.Columns.IsVisible = not value

    @property
    def font(self) -> Font:
        return Font(self.own)

    @property
    def vertical_alignment(self) -> str:
        raise NotImplementedError

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        assert value == "top"
        self.own.VertJustify = 1

    def select(self) -> None:
        self._sheet.book.document.CurrentController.select(self.own)

    @property
    def note(self) -> Note | None:
        at = self.own.getCellByPosition(0, 0)
        own = at.getAnnotation()
        return Note(self._sheet, own) if own.getString() else None

    def add_note(self, text: str) -> Note:
        if self._sheet.own.isProtected():
            raise Locked
        at = self.own.getCellByPosition(0, 0).CellAddress
        self._sheet.own.Annotations.insertNew(at, text)
        made = self.note
        assert made is not None
        return made

    def add_hyperlink(self, address: str, text: str, tip: str) -> None:
        del tip
        field = self._sheet.book.document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text
        cell = self.own.getCellByPosition(0, 0)
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)  # noqa: FBT003 - its own


def _type(cell: Any, value: Any, *, is_text: bool) -> None:
    """Type a value as Excel takes it: a text that begins with = is a formula, if it may be."""
    if isinstance(value, (int, float)):
        cell.setValue(value)
    elif str(value).startswith("=") and not is_text:
        cell.setFormula(value)
    else:
        cell.setString(str(value))


class Font:
    """What of a font is set."""

    def __init__(self, own: Any) -> None:
        self._own = own

    @property
    def bold(self) -> bool:
        return bool(self._own.CharWeight > 100)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._own.CharWeight = 150.0 if value else 100.0

    @property
    def size(self) -> float:
        return float(self._own.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self._own.CharHeight = value

    @property
    def color(self) -> tuple[int, int, int] | None:
        return rgb(self._own.CharColor)

    @color.setter
    def color(self, value: tuple[int, int, int] | str) -> None:
        self._own.CharColor = number(value)


class Note(base_classes.Note):
    def __init__(self, sheet: Sheet, own: Any) -> None:
        self._sheet, self._own = sheet, own

    @property
    def text(self) -> str:
        return str(self._own.getString())

    @property
    def location(self) -> Range:
        at = self._own.getPosition()
        return Range(self._sheet, at.Row + 1, at.Column + 1)

    def delete(self) -> None:
        at, notes = self._own.getPosition(), self._sheet.own.Annotations
        for index in range(notes.Count):
            found = notes.getByIndex(index).getPosition()
            if (found.Row, found.Column) == (at.Row, at.Column):
                notes.removeByIndex(index)
                return
