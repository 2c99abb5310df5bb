"""The engine's sheets."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.engine.cells import Note, Range

if TYPE_CHECKING:
    from tests.engine.application import Book


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def _all(self) -> Any:
        return self._book.document.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book.document.CurrentController.getActiveSheet())

    def __call__(self, name_or_index: str | int) -> Sheet:
        if isinstance(name_or_index, int):
            return Sheet(self._book, self._all.getByIndex(name_or_index - 1))
        return Sheet(self._book, self._all.getByName(name_or_index))

    def __len__(self) -> int:
        return int(self._all.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (self(number) for number in range(1, len(self) + 1))

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        assert name is not None
        assert after is None
        self._all.insertNewByName(name, before.index - 1 if before else 0)
        made = self(name)
        made.activate()  # as Excel does
        return made


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, own: Any) -> None:
        self._book, self.own = book, own

    @property
    def book(self) -> Book:
        return self._book

    @property
    def api(self) -> SheetNames:
        return SheetNames(self.own)

    @property
    def name(self) -> str:
        return str(self.own.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.own.Name = value

    @property
    def index(self) -> int:
        return int(self.own.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.own.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.own.IsVisible = value

    @property
    def notes(self) -> list[Note]:
        return [Note(self, annotation) for annotation in self.own.Annotations]

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, Range):
            assert last is None or isinstance(last, Range)
            end = last or first
            rows, columns = end.row - first.row + 1, end.column - first.column + 1
            return Range(self, first.row, first.column, rows, columns)
        if isinstance(first, str):
            at = self.own.getCellRangeByName(first).RangeAddress
            size = (at.EndRow - at.StartRow + 1, at.EndColumn - at.StartColumn + 1)
            return Range(self, at.StartRow + 1, at.StartColumn + 1, *size)
        row, column = first
        last_row, last_column = last or first
        return Range(self, row, column, last_row - row + 1, last_column - column + 1)

    def activate(self) -> None:
        self._book.document.CurrentController.setActiveSheet(self.own)

    def delete(self) -> None:
        self._book.document.Sheets.removeByName(self.own.Name)


class SheetNames:
    """The few names of Excel's object model that the add-in asks a sheet for."""

    ProtectDrawingObjects = ProtectScenarios = True

    def __init__(self, own: Any) -> None:
        self._own = own

    @property
    def ProtectContents(self) -> bool:  # noqa: N802 - Excel's own name
        return bool(self._own.isProtected())

    @property
    def Protection(self) -> SimpleNamespace:  # noqa: N802 - Excel's own name
        names = (
            "FormattingCells", "FormattingColumns", "FormattingRows", "InsertingColumns",
            "InsertingRows", "InsertingHyperlinks", "DeletingColumns", "DeletingRows", "Sorting",
            "Filtering", "UsingPivotTables",
        )  # fmt: skip
        return SimpleNamespace(**dict.fromkeys([f"Allow{name}" for name in names], False))

    def Unprotect(self, Password: str) -> None:  # noqa: N802, N803 - Excel's own names
        self._own.unprotect(Password)

    def Protect(self, **allowed: bool) -> None:  # noqa: N802 - Excel's own name
        assert "Password" not in allowed
        self._own.protect("")
