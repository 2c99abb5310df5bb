"""Values as the engine hands them over: dates as Excel counts them, colours as it mixes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

_START = date(1899, 12, 30).toordinal()


def date_number(value: Any) -> Any:
    """Return a date as the number that a cell holds; other values as they are."""
    if isinstance(value, datetime):
        value = value.date()
    return float(value.toordinal() - _START) if isinstance(value, date) else value


def rgb(number: int) -> tuple[int, int, int] | None:
    """Return LibreOffice's colour as xlwings tells it; −1 is none."""
    return None if number < 0 else (number >> 16 & 255, number >> 8 & 255, number & 255)


def number(colour: tuple[int, int, int] | str | None) -> int:
    """Return xlwings' colour as LibreOffice counts it."""
    if colour is None:
        return -1
    if isinstance(colour, str):
        return int(colour.removeprefix("#"), 16)
    red, green, blue = colour
    return red << 16 | green << 8 | blue
