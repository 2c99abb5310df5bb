"""Numbers as Swedish people write them: read with certainty or not at all, shown one way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
_SPACES = re.compile(r"[ \u00a0\u202f\u2009\u2007]")
_MINUSES = re.compile(r"^(?:[-\u2212\u2013]|minus )\s*", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f\u2009\u2007][0-9]{3})+")
_PLAIN = re.compile(r"[0-9]+")
_WIDE = Context(prec=400)  # a cell may hold anything up to 1E+308
_MAX_DIGITS = 15  # what Excel keeps of a number


@dataclass(frozen=True)
class Written:
    """What a text says as a number.

    Attributes:
        value: the number, or None where the text is not certainly one.
        percent: whether a percent sign stood behind it.
        doubtful: whether it could be read in two ways (``1.006``, ``1,000``).
    """

    value: Decimal | None
    percent: bool = False
    doubtful: bool = False


def read_number(text: str) -> Written:
    """Read ``12,5``, ``1 006``, ``−5`` and ``12,5 %``; refuse ``ca 300``, ``1e3``, ``10–15``."""
    body = text.strip(" \u00a0\u202f\t\r\n\u200b\u2060\ufeff")
    percent = body.endswith("%")
    body = body.removesuffix("%").rstrip(" \u00a0\u202f\t\r\n")
    unsigned = _MINUSES.sub("", body)
    whole, mark, fraction = _split_decimals(unsigned)
    if not (_PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole)):
        return Written(None)
    if mark and not _PLAIN.fullmatch(fraction):
        return Written(None)
    digits = _SPACES.sub("", whole)
    if len((digits + fraction).lstrip("0")) > _MAX_DIGITS:
        return Written(None)
    if mark and len(fraction) == 3 and len(digits) <= 3 and digits != "0":  # noqa: PLR2004
        return Written(None, percent=percent, doubtful=True)
    value = Decimal(f"{digits}.{fraction}" if mark else digits)
    return Written(-value if unsigned != body else value, percent=percent)


def _split_decimals(text: str) -> tuple[str, str, str]:
    for mark in (",", "."):
        if text.count(mark) == 1:
            whole, _, fraction = text.partition(mark)
            return whole, mark, fraction
    return text, "", ""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up (16.5 → 17), as people who check a table by hand do."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def decimals_of(value: Decimal) -> int:
    """Return how many decimals a number has."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def show_number(value: Decimal, decimals: int = 0, unit: str = "") -> str:
    """Write a number in Swedish: decimal comma, no-break spaces, a real minus sign.

    >>> show_number(Decimal("-4180.25"), 1, "mnkr").replace(NBSP, " ")
    '−4 180,3 mnkr'
    """
    near = rounded(value, decimals)
    whole, _, fraction = f"{abs(near):,f}".partition(".")
    text = whole.replace(",", NBSP) + (f",{fraction}" if fraction else "")
    sign = MINUS if near < 0 else ""
    return f"{sign}{text}{NBSP + unit if unit else ''}"
