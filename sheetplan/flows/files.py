"""Files on disk: read whole, written whole or not at all, with a sentence when one is locked."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from sheetplan.errors import SheetplanError


class FileUnreadable(SheetplanError):
    """A file cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = "den är låst"
        if isinstance(error, FileNotFoundError):
            reason = "den finns inte"
        elif path.is_dir():
            reason = "det är en mapp"
        super().__init__(
            f"Filen ”{path}” går inte att läsa: {reason}. "
            "Kontrollera namnet och stäng filen om den är öppen i Excel eller Word."
        )


_REASONS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EROFS: "disken är skrivskyddad",
    errno.EISDIR: "det finns en mapp med det namnet",
    errno.ENOTDIR: "det finns en fil där mappen skulle ligga",
    errno.EEXIST: "det finns en fil där mappen skulle ligga",
}


class FileLocked(SheetplanError):
    """A file cannot be written; what stood there before still stands."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = _REASONS.get(error.errno or 0, "den är låst eller skrivskyddad")
        super().__init__(
            f"Filen ”{path}” går inte att skriva: {reason}. "
            "Stäng den om den är öppen i Excel eller Word, kontrollera att du får skriva i mappen "
            "och kör kommandot igen. Det som fanns där tidigare är orört."
        )


def read_file(path: Path) -> bytes:
    """Read a file's bytes once."""
    if path.exists() and not path.is_file():  # reading a pipe would wait for ever
        raise FileUnreadable(path, OSError())
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path, error) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that it is whole or untouched."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise FileLocked(path, error) from error


def remove_file(path: Path) -> None:
    """Remove a file that may be gone already."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileLocked(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder that may be there already."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileLocked(path, error) from error
