"""A stray (det som står utanför): a text where a form asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheetplan.schema.problem import Place

LONGEST = 32_767  # characters in a cell


@dataclass(frozen=True)
class Stray:
    """A text that stood where nothing is asked; the place has the label that stood by it."""

    place: Place
    text: str


def in_cells(place: Place, text: str) -> Iterator[Stray]:
    """Give a text that strayed, in as many pieces as it takes cells."""
    for start in range(0, len(text), LONGEST):
        yield Stray(place, text[start : start + LONGEST])
