"""A text as a message quotes it: on one line, and cut where there is no room for all of it."""

from __future__ import annotations


def excerpt(text: str, longest: int = 60) -> str:
    """Return a text on one line, its end exchanged for … where it is longer than there is room."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
