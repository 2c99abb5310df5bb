"""Fields of a ledger's file: amounts, months and codes as ledgers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.ledger.sheets import DecimalMark

Field = str | Decimal | date | None
Month = tuple[int, int]

_BLANKS = " \t\u00a0\u202f\u2009"
_SPACE = f"[{_BLANKS}]"
_MINUS = "-\u2212\u2013"
_PLAIN = re.compile(r"-?[0-9]{1,15}")
_WHOLE = re.compile(rf"[0-9]+|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+")
_POINTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_COMMAED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_THREE, _MOST = 3, 18
_MONTH = re.compile(r"((?:19|20)[0-9]{2})-?(0[1-9]|1[0-2])")
_DAY = re.compile(r"((?:19|20)[0-9]{2})(-?)(0[1-9]|1[0-2])\2([0-3][0-9])")
FORMULA = re.compile(r"\s*(?:=|@|[+]\s*[A-Za-z(]|-\s*[A-Za-z(])")


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An amount; None where the text is no number, ``doubtful`` where it may be two.

    ``mark`` is the decimal mark that it was written with, if it had decimals.
    """

    value: Decimal | None
    doubtful: bool = False
    mark: str = ""


_UNREADABLE = ReadAmount(None)
_DOUBTFUL = ReadAmount(None, doubtful=True)


def read_amount(field: Field, mark: DecimalMark | None) -> ReadAmount:
    """Read ``1 234,50``, ``1.234,50``, ``−5``, ``5-`` and ``(5)``; guess nothing."""
    if isinstance(field, Decimal):
        return ReadAmount(field)
    if not isinstance(field, str):
        return _UNREADABLE
    if _PLAIN.fullmatch(field):
        return ReadAmount(Decimal(field))
    body, is_negative = _unsigned(field.strip(_BLANKS))
    read = _read_unsigned(body, mark)
    if read.value is None or not is_negative:
        return read
    return ReadAmount(-read.value, mark=read.mark)


def _unsigned(text: str) -> tuple[str, bool]:
    """Take away one minus, before or behind, or brackets; what is left must be a number."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(_BLANKS), True
    if text[:1] and text[0] in _MINUS:
        return text[1:].strip(_BLANKS), True
    if text[-1:] and text[-1] in _MINUS:
        return text[:-1].strip(_BLANKS), True
    return text, False


def _read_unsigned(text: str, mark: DecimalMark | None) -> ReadAmount:
    if mark is not None:
        own, other = (",", ".") if mark is DecimalMark.COMMA else (".", ",")
        return _split(text, own, other)
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        return _split(text, ",", ".") if comma > point else _split(text, ".", ",")
    if comma < 0 and point < 0:
        return _split(text, ",", ".")
    own, other = (",", ".") if comma >= 0 else (".", ",")
    whole, _, fraction = text.rpartition(own)
    if own in whole:  # 1.234.567: a mark that is there twice parts thousands
        return _split(text, other, own)
    if len(fraction) == _THREE and whole.isdigit() and len(whole) <= _THREE and whole != "0":
        return _DOUBTFUL
    return _split(text, own, other)


def _split(text: str, own: str, other: str) -> ReadAmount:
    """Read a number whose decimals stand behind ``own``, thousands by blanks or ``other``."""
    whole, found, fraction = text.partition(own)
    grouped = (_POINTED if other == "." else _COMMAED).fullmatch(whole)
    is_fraction = fraction.isascii() and fraction.isdigit() if found else True
    if not is_fraction or not (grouped or _WHOLE.fullmatch(whole)):
        return _UNREADABLE
    digits = re.sub(rf"[{_BLANKS}.,]", "", whole)
    if len(digits) + len(fraction) > _MOST:
        return _UNREADABLE
    return ReadAmount(Decimal(f"{digits}.{fraction}" if found else digits), mark=found)


def read_month(field: Field) -> Month | None:
    """Read ``2025-08``, ``202508`` or a day; a month without a year is not read."""
    if isinstance(field, date):
        return field.year, field.month
    text = _code(field)
    month = _MONTH.fullmatch(text)
    if month:
        return int(month[1]), int(month[2])
    day = _DAY.fullmatch(text)
    if day is None:
        return None
    try:
        return date(int(day[1]), int(day[3]), int(day[4])).replace(day=1).timetuple()[:2]
    except ValueError:
        return None


def read_code(field: Field) -> str:
    """Return an account or a unit as it is compared."""
    return _code(field).upper()


def _code(field: Field) -> str:
    if isinstance(field, Decimal):
        return f"{field.normalize():f}"
    return "" if field is None else str(field).strip(_BLANKS)


def shown(field: Field) -> str:
    """Write a field as a message quotes it."""
    return excerpt(_code(field), 40)
