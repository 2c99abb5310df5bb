"""The workbook that is open in front: found, read, asked about; Excel left as it was."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from sheetplan.addin.failures import (
    BookChanged,
    BookOnline,
    BookReadOnly,
    BookUnsaved,
    NoBook,
    NoExcel,
    NoXlwings,
    SameName,
    understood,
)
from sheetplan.addin.native import Native, native

_PATIENCE = 200  # attempts; xlwings tries for ever while a cell is being edited
_WEB = re.compile(r"[a-z]+://", re.IGNORECASE)
TITLE = "Sheetplan"


def attach() -> Opened:
    """Return the workbook that is in front in the Excel that is in front.

    Raises:
        SheetplanError: there is none, or it cannot be told which is meant.
    """
    with understood():
        apps = running_excels()
        app = next(iter(apps), None)
        if app is None:
            raise NoExcel
        book = app.books.active if len(app.books) else None
        if book is None:
            raise NoBook
        others = (one for other in apps if other.pid != app.pid for one in other.books)
        if book.name in {one.name for one in others}:
            raise SameName(book.name)
        return Opened(app, book, native())


def running_excels() -> list[Any]:
    """Return the Excels that are running, the one in front first."""
    try:
        import xlwings  # noqa: PLC0415 - an extra, and nothing else needs it
    except ImportError as error:
        raise NoXlwings from error
    if sys.platform == "win32":
        from xlwings import _xlwindows  # noqa: PLC0415 - there is no other way to set it

        _xlwindows.N_COM_ATTEMPTS = _PATIENCE
    with understood():
        return list(xlwings.apps) if xlwings.engines.active else []


class Opened:
    """An open workbook, by xlwings' own objects.

    Attributes:
        name: what the book is called, as a file's name.
    """

    def __init__(self, app: Any, book: Any, own: Native) -> None:  # noqa: ANN401 - xlwings' own
        self.app, self.book, self.native = app, book, own
        self._where = own.full_name(book)
        self.name = re.split(r"[/\\]", self._where)[-1]
        if self.is_online:
            self.name = unquote(self.name)

    @property
    def is_online(self) -> bool:
        """Whether it lies on the web."""
        return _WEB.match(self._where) is not None

    @property
    def folder(self) -> Path | None:
        """The folder that it was opened from; None on the web."""
        return None if self.is_online else self.path.parent

    @property
    def path(self) -> Path:
        """The file that it was opened from.

        Raises:
            BookOnline, BookUnsaved: there is none on this computer's disks.
        """
        if self.is_online:
            raise BookOnline(self.name)
        if self._where == self.name:
            raise BookUnsaved(self.name)
        return Path(self._where)

    @contextmanager
    def file(self) -> Iterator[Path]:
        """Lend a file with what the workbook holds now; its own one if nothing has changed.

        Otherwise Excel saves a copy under the same name in a folder that only we can read.
        """
        if not self.is_online:
            path = self.path
            if self.native.is_saved(self.book):
                yield path
                return
        with TemporaryDirectory(prefix="sheetplan-") as folder:
            copy = Path(folder) / self.name
            if not self.native.save_copy(self.book, copy):
                raise BookOnline(self.name) if self.is_online else BookChanged(self.name)
            yield copy

    def save(self) -> Path:
        """Save what has changed and return the file."""
        path = self.path
        if not self.native.is_saved(self.book):
            if self.native.is_read_only(self.book):
                raise BookReadOnly(self.name)
            self.book.save()
        return path

    def saved_path(self) -> Path:
        """Return the file, which must hold all that is on the screen."""
        path = self.path
        if not self.native.is_saved(self.book):
            raise BookChanged(self.name)
        return path

    def visible_sheets(self) -> dict[str, Any]:
        """Return the sheets that people can see, by name."""
        shown = {True, -1}  # Excel for Windows has numbers for this, and 2 is hidden well
        return {sheet.name: sheet for sheet in self.book.sheets if sheet.visible in shown}

    def jump(self, sheet: str, cell: str) -> None:
        """Go to a cell."""
        target = self.book.sheets(sheet)
        target.activate()
        target.range(cell).select()

    def tell(self, what: str, number: int, of: int) -> None:
        """Say in the status bar how far it has come."""
        self.app.status_bar = f"{what}: {number} av {of}" if of > 1 else f"{what} …"

    def ask(self, question: str) -> bool:
        """Ask a question that is answered with yes or no."""
        return bool(self.app.alert(question, TITLE, "yes_no") == "yes")

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self.app.alert(sentence, TITLE, "ok")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Give the status bar back to Excel in the end."""
        try:
            yield
        finally:
            with suppress(Exception):  # Excel may be gone
                self.app.status_bar = False

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Change the workbook without a flicker, and go back to the sheet that was shown.

        Each sheet keeps its own selection as long as nothing else is selected on it.
        """
        sheet = self.book.sheets.active
        drawn, self.app.screen_updating = self.app.screen_updating, False
        try:
            yield
        finally:
            if sheet.name in self.visible_sheets():
                sheet.activate()
            self.app.screen_updating = drawn
