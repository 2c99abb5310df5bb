"""A line on the terminal that says how far long work has come; elsewhere nothing."""

from __future__ import annotations

import shutil
import sys
from types import TracebackType
from typing import Self, TextIO


class ProgressLine:
    """A line that is written over and over, and wiped away when the work is done or stopped.

    It is called with what is done, which piece of it and how many there are.
    """

    def __init__(self, stream: TextIO, *, silent: bool = False) -> None:
        self._stream = stream
        self._is_shown = not silent and stream.isatty()
        self._written = 0

    def __call__(self, what: str, number: int, of: int) -> None:
        """Write the line anew: ``Skriver arbetsböcker: 37 av 108``."""
        self._show(f"{what}: {number} av {of}" if of > 1 else f"{what} …")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._written:
            self._show("")
            self._stream.write("\r")
            self._stream.flush()

    def _show(self, text: str) -> None:
        if not self._is_shown:
            return
        text = text[: shutil.get_terminal_size().columns - 1]  # a line that wraps cannot be undone
        self._stream.write(f"\r{text:<{self._written}}")
        self._stream.flush()
        self._written = len(text)


def progress(*, silent: bool = False) -> ProgressLine:
    """Return the line of a command; one that answers with JSON is silent."""
    return ProgressLine(sys.stderr, silent=silent)
