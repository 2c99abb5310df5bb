"""Excel as the add-in meets it: xlwings with the engine on LibreOffice, and a workbook in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheetplan.addin.perform import perform
from sheetplan.addin.wish import Said, Wish
from tests.conftest import NOW
from tests.engine.bridge import connect
from tests.office import Office

if TYPE_CHECKING:  # xlwings is an extra, and the engine is made of its classes
    from tests.engine.application import App, Book, Engine

_NUMBERS = count(1)


class Excel:
    """One Excel that is running, or several."""

    def __init__(self, engine: Engine, desktop: Any) -> None:
        self._engine, self._desktop = engine, desktop

    @property
    def app(self) -> App:
        """The Excel in front."""
        return self._engine.running[0]

    @property
    def book(self) -> Book:
        """The workbook in front."""
        return self.app.opened[-1]

    @property
    def asked(self) -> list[str]:
        """What was asked and shown, in order."""
        return [text for text, _, _ in self.app.script.asked]

    def start(self) -> App:
        """Start one more Excel, behind the others."""
        from tests.engine.application import App  # noqa: PLC0415 - xlwings is an extra

        self._engine.running.append(App(self._engine, self._desktop, next(_NUMBERS)))
        return self._engine.running[-1]

    def stop(self) -> None:
        """Close the Excel in front."""
        self.app.close()
        self._engine.running.pop(0)

    def open(self, path: Path) -> Book:
        """Open a workbook in the Excel in front."""
        return self.app.open(path)

    def do(self, action: str, **wish: Any) -> Said:
        """Perform an action as the ribbon does."""
        return perform(action, Wish(**{"now": NOW, **wish}))

    def shown(self, sheet: str, cell: str) -> Any:
        """Return what a cell holds."""
        return self.book.sheets(sheet).range(cell).raw_value[0][0]

    def tint(self, sheet: str, cell: str) -> str:
        """Return the colour behind a cell, as six digits."""
        colour = self.book.sheets(sheet).range(cell).color
        return "" if colour is None else "{:02X}{:02X}{:02X}".format(*colour)

    def note(self, sheet: str, cell: str) -> str:
        """Return the text of a cell's note."""
        note = self.book.sheets(sheet).range(cell).note
        return note.text if note else ""

    def listed(self, name: str = "Kontroll") -> list[list[str]]:
        """Return the lines of the list, without what is hidden."""
        rows = self.book.sheets(name).range("A6:F200").raw_value
        return [[str(cell) for cell in row] for row in rows if any(row)]

    def type(self, sheet: str, cell: str, value: Any) -> None:
        """Type into a cell."""
        self.book.sheets(sheet).range(cell).raw_value = value

    @property
    def place(self) -> tuple[str, str]:
        """Return which sheet and cell the user stands in."""
        chosen = self.app.selection
        assert chosen is not None
        return chosen.sheet.name, chosen.address.replace("$", "")


@contextmanager
def running_excel(office: Office) -> Iterator[Excel]:
    """Put the engine in xlwings' place of Excel for a while, with one Excel running."""
    import xlwings  # noqa: PLC0415 - an extra

    from tests.engine.application import Engine  # noqa: PLC0415 - as above

    engine, before = Engine(), xlwings.engines.active
    xlwings.engines.active = xlwings.Engine(impl=engine)
    excel = Excel(engine, connect(office.pipe))
    excel.start()
    try:
        yield excel
    finally:
        for app in engine.running:
            app.close()
        xlwings.engines.active = before
