"""What xlwings has no name for: a few names of Excel's own object model, on Windows and on Mac."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

_RIGHTS = (
    "FormattingCells", "FormattingColumns", "FormattingRows", "InsertingColumns", "InsertingRows",
    "InsertingHyperlinks", "DeletingColumns", "DeletingRows", "Sorting", "Filtering",
    "UsingPivotTables",
)  # fmt: skip


class Native(Protocol):
    """What is asked of Excel itself; books and sheets are xlwings' own."""

    def full_name(self, book: Any) -> str:  # noqa: ANN401 - xlwings has no types for these
        """Return a book's path or address.

        xlwings' own ``fullname`` is not used: it reads settings from a sheet of the opened book.
        """

    def is_saved(self, book: Any) -> bool:  # noqa: ANN401
        """Tell whether a book is as it was last saved."""

    def is_read_only(self, book: Any) -> bool:  # noqa: ANN401
        """Tell whether a book was opened to be read only."""

    def is_closed(self, book: Any) -> bool:  # noqa: ANN401
        """Tell whether a book takes no new sheets."""

    def save_copy(self, book: Any, path: Path) -> bool:  # noqa: ANN401
        """Save a copy of a book beside it; False where this Excel cannot."""

    def user_name(self, app: Any) -> str:  # noqa: ANN401
        """Return the name that Excel has for whoever uses it."""

    def open_sheet(self, sheet: Any) -> bool:  # noqa: ANN401
        """Take a sheet's protection away if it has no password; tell whether it may be changed."""

    def rights(self, sheet: Any) -> dict[str, bool] | None:  # noqa: ANN401
        """Return what a protected sheet allows; None if it is not protected."""

    def protect(self, sheet: Any, rights: dict[str, bool]) -> None:  # noqa: ANN401
        """Protect a sheet as it was, with no password."""


class WindowsNative:
    """Excel for Windows, by COM."""

    def full_name(self, book: Any) -> str:  # noqa: ANN401, D102
        return str(book.api.FullName)

    def is_saved(self, book: Any) -> bool:  # noqa: ANN401, D102
        return bool(book.api.Saved)

    def is_read_only(self, book: Any) -> bool:  # noqa: ANN401, D102
        return bool(book.api.ReadOnly)

    def is_closed(self, book: Any) -> bool:  # noqa: ANN401, D102
        return bool(book.api.ProtectStructure)

    def save_copy(self, book: Any, path: Path) -> bool:  # noqa: ANN401, D102
        book.api.SaveCopyAs(str(path))
        return True

    def user_name(self, app: Any) -> str:  # noqa: ANN401, D102
        return str(app.api.UserName or "").strip()

    def open_sheet(self, sheet: Any) -> bool:  # noqa: ANN401, D102
        try:
            sheet.api.Unprotect("")  # an empty password, or Excel would ask for one
        except Exception:  # noqa: BLE001 - of a type that is not known before Excel is there
            return False
        return not sheet.api.ProtectContents

    def rights(self, sheet: Any) -> dict[str, bool] | None:  # noqa: ANN401, D102
        own = sheet.api
        if not own.ProtectContents:
            return None
        kept = {f"Allow{name}": bool(getattr(own.Protection, f"Allow{name}")) for name in _RIGHTS}
        drawn = {"DrawingObjects": own.ProtectDrawingObjects, "Scenarios": own.ProtectScenarios}
        return kept | {name: bool(value) for name, value in drawn.items()}

    def protect(self, sheet: Any, rights: dict[str, bool]) -> None:  # noqa: ANN401, D102
        sheet.api.Protect(**rights)


class MacNative:
    """Excel for Mac, by Apple events; it has no way to save a copy beside."""

    def full_name(self, book: Any) -> str:  # noqa: ANN401, D102
        return str(book.api.full_name.get())

    def is_saved(self, book: Any) -> bool:  # noqa: ANN401, D102
        return bool(book.api.saved.get())

    def is_read_only(self, book: Any) -> bool:  # noqa: ANN401, D102
        return bool(book.api.read_only.get())

    def is_closed(self, book: Any) -> bool:  # noqa: ANN401, D102
        return bool(book.api.protect_structure.get())

    def save_copy(self, book: Any, path: Path) -> bool:  # noqa: ANN401, D102
        del book, path
        return False

    def user_name(self, app: Any) -> str:  # noqa: ANN401, D102
        return str(app.api.user_name.get() or "").strip()

    def open_sheet(self, sheet: Any) -> bool:  # noqa: ANN401, D102
        try:
            sheet.api.unprotect(password="")  # an empty one, so that Excel does not ask
        except Exception:  # noqa: BLE001 - as on Windows
            return False
        return not sheet.api.protect_contents.get()

    def rights(self, sheet: Any) -> dict[str, bool] | None:  # noqa: ANN401, D102
        if not sheet.api.protect_contents.get():
            return None
        # What our own sheets allow; Excel for Mac is not asked for each right.
        return {"allow_formatting_columns": True, "allow_formatting_rows": True}

    def protect(self, sheet: Any, rights: dict[str, bool]) -> None:  # noqa: ANN401, D102
        sheet.api.protect_worksheet(**rights)


def native() -> Native:
    """Return what fits this computer."""
    return MacNative() if sys.platform == "darwin" else WindowsNative()


@contextmanager
def opened_up(own: Native, sheet: Any) -> Iterator[bool]:  # noqa: ANN401 - xlwings' sheet
    """Open a protected sheet for a while; yields False where it has a password."""
    rights = own.rights(sheet)
    if rights is None:
        yield True
        return
    if not own.open_sheet(sheet):
        yield False
        return
    try:
        yield True
    finally:
        own.protect(sheet, rights)
