"""The engine's applications and books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from xlwings import base_classes

from tests import office
from tests.engine.bridge import setting
from tests.engine.cells import Range
from tests.engine.sheets import Sheet, Sheets
from tests.engine.spoken import date_number


class Rejected(Exception):
    """What Excel answers while a cell is being edited, with the number that COM gives it."""

    hresult = -2147418111


class Engine:
    """What xlwings asks an engine for."""

    name, type = "office", "desktop"

    def __init__(self) -> None:
        self.running: list[App] = []

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        del options
        return "" if value is None else date_number(value)

    @staticmethod
    def clean_value_data(data: Any, *how: Any) -> list[list[Any]]:
        del how
        return [[None if value == "" else value for value in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keys(self) -> list[int]:
        return [app.pid for app in self._engine.running]

    def __iter__(self) -> Iterator[App]:
        return iter(self._engine.running)

    def __len__(self) -> int:
        return len(self._engine.running)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self._engine.running if app.pid == pid)


@dataclass
class Script:
    """What a person answers to questions, and what they were asked and shown.

    Attributes:
        answers: by the beginning of a question; others are answered ``yes`` or ``ok``.
        asked: every alert as it was put: text, title and buttons.
        status: everything that stood in the status bar.
        is_editing: somebody is writing in a cell, so that Excel answers nobody.
    """

    answers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    status: list[str | bool] = field(default_factory=list)
    is_editing: bool = False


class App(base_classes.App):
    def __init__(self, engine: Engine, desktop: Any, pid: int) -> None:
        self._engine, self._pid, self.desktop = engine, pid, desktop
        self.script = Script()
        self.opened: list[Book] = []
        self._drawn, self._alerts = True, True
        self.user_name = "Anna Berg"

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def api(self) -> Any:
        """What Excel's own object model is asked for."""
        return SimpleNamespace(UserName=self.user_name)

    @property
    def books(self) -> Books:
        if self.script.is_editing:
            raise Rejected
        return Books(self)

    @property
    def selection(self) -> Range | None:
        chosen = self.opened[-1].document.CurrentController.getSelection()
        if not hasattr(chosen, "RangeAddress"):
            return None
        at, book = chosen.RangeAddress, self.opened[-1]
        sheet = Sheet(book, book.document.Sheets.getByIndex(at.Sheet))
        size = (at.EndRow - at.StartRow + 1, at.EndColumn - at.StartColumn + 1)
        return Range(sheet, at.StartRow + 1, at.StartColumn + 1, *size)

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - xlwings' own
        del steal_focus
        self._engine.running.remove(self)
        self._engine.running.insert(0, self)

    @property
    def screen_updating(self) -> bool:
        return self._drawn

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self._drawn = value

    @property
    def display_alerts(self) -> bool:
        return self._alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self._alerts = value

    @property
    def status_bar(self) -> str | bool:
        return self.script.status[-1] if self.script.status else False

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.script.status.append(value)

    def alert(self, prompt: str, title: str, buttons: str, *others: Any) -> str:
        del others
        self.script.asked.append((prompt, title, buttons))
        given = (a for start, a in self.script.answers.items() if prompt.startswith(start))
        return next(given, "ok" if buttons == "ok" else "yes")

    def open(self, path: Path) -> Book:
        """Open a workbook as a person does; it becomes the active one."""
        quiet = setting("Hidden", True)  # noqa: FBT003 - the interface's own
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (quiet,))
        self.opened.append(Book(self, document, str(path)))
        return self.opened[-1]

    def close(self) -> None:
        """Close everything without saving."""
        for book in self.opened:
            book.document.close(True)  # noqa: FBT003 - the interface's own
        self.opened.clear()


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def active(self) -> Book | None:
        return self.app.opened[-1] if self.app.opened else None

    def __iter__(self) -> Iterator[Book]:
        return iter(self.app.opened)

    def __len__(self) -> int:
        return len(self.app.opened)


class Book(base_classes.Book):
    """A book; ``said_name`` is what it calls itself, for one that lies on the web or nowhere."""

    def __init__(self, app: App, document: Any, said_name: str) -> None:
        self._app, self.document, self.said_name = app, document, said_name
        self.is_read_only = False

    @property
    def app(self) -> App:
        return self._app

    @property
    def api(self) -> BookNames:
        return BookNames(self)

    @property
    def name(self) -> str:
        return self.said_name.replace("\\", "/").rpartition("/")[2]

    @property
    def fullname(self) -> str:
        raise AssertionError("xlwings reads a sheet of the opened workbook for this")  # noqa: EM101, TRY003

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        self._app.opened.remove(self)
        self._app.opened.append(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        assert path is None
        assert password is None
        self.store(Path(self.said_name))
        self.document.setModified(False)

    def store(self, path: Path) -> None:
        """Write the book to a file, as .xlsx."""
        self.document.storeToURL(path.as_uri(), (setting("FilterName", office.XLSX),))


class BookNames:
    """The few names of Excel's object model that the add-in asks a book for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.FullName = book.said_name
        self.ReadOnly = book.is_read_only
        self.ProtectStructure = bool(book.document.isProtected())

    @property
    def Saved(self) -> bool:  # noqa: N802 - Excel's own name
        return not self._book.document.isModified()

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's own name
        self._book.store(Path(path))
