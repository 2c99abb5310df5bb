"""How far a flow has come: told before each piece of long work to whoever started it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Tell = Callable[[str, int, int], None]  # what is done, which piece of it, how many there are


def untold(what: str, number: int, of: int) -> None:
    """Tell nobody."""


def told(tell: Tell, what: str, pieces: Iterable[T]) -> Iterator[T]:
    """Yield the pieces of a work, telling each before it."""
    everything = tuple(pieces)
    for number, piece in enumerate(everything, start=1):
        tell(what, number, len(everything))
        yield piece
