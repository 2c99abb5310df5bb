"""Files on disk: read whole, written whole or not at all, with a sentence when one is locked."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
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
    errno.EFBIG: "den blir större än vad som är tillåtet här",
    errno.EROFS: "disken är skrivskyddad",
    errno.EISDIR: "det finns en mapp med det namnet",
    errno.ENOTDIR: "det finns en fil där mappen skulle ligga",
    errno.EEXIST: "det finns en fil där mappen skulle ligga",
}

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


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


def create_file(path: Path, data: bytes) -> None:
    """Write a file that nobody has written before; of two at once only one can.

    Whoever reads at the same time sees the whole of it or nothing.

    Raises:
        FileExistsError: it is there already.
        FileLocked: it cannot be written.
    """
    temporary = _temporary(path)
    try:
        _write_whole(temporary, data)
        _name(temporary, path)
        _sync(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise FileLocked(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _name(temporary: Path, path: Path) -> None:
    """Give a file its name unless another has it."""
    if os.name == "nt":  # refuses a name that is taken; elsewhere the other would be gone
        temporary.rename(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a share without links: whole for all but those who read just now
        with path.open("xb") as file:
            file.write(temporary.read_bytes())
            file.flush()
            os.fsync(file.fileno())


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_file(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that it is whole or untouched.

    One that is there keeps its permissions, and one that may not be written is left alone.
    """
    temporary = _temporary(path)
    try:
        _write_whole(temporary, data)
        if path.exists():
            _take_over(path, temporary)
        temporary.replace(path)
        _sync(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise FileLocked(path, error) from error


def _take_over(path: Path, temporary: Path) -> None:
    """Give a file that will replace another the other's permissions, if it may be replaced."""
    if not path.stat().st_mode & _WRITABLE:  # only Windows would refuse by itself
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    shutil.copymode(path, temporary)


def _sync(folder: Path) -> None:
    """Let a folder's names outlive a loss of power, where a folder can be told to."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some shares cannot
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def move_file(path: Path, to: Path) -> None:
    """Give a file another name in one step; another process may just have done the same."""
    try:
        path.replace(to)
    except OSError as error:
        if not (isinstance(error, FileNotFoundError) and to.exists()):
            raise FileLocked(to, error) from error


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
