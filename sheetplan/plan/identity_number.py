"""Personal identity numbers in what people write: told of, and never repeated."""

from __future__ import annotations

import re

HIDDEN = "[personnummer]"  # stands in the place of one where a text is quoted
_LIKE = re.compile(
    r"(?<![0-9-])(?:19|20)?([0-9]{2})([0-9]{2})([0-9]{2})\s?([-+−–]?)\s?([0-9]{4})(?![0-9-])"
)
_MONTHS, _DAYS, _COORDINATION = range(1, 13), range(1, 32), 60


def has_identity_number(text: str) -> bool:
    """Tell whether something in a text looks like a personal identity number."""
    return any(map(_is_one, _LIKE.finditer(text)))


def without_identity_numbers(text: str) -> str:
    """Return a text that can be quoted."""
    return _LIKE.sub(lambda found: HIDDEN if _is_one(found) else found[0], text)


def _is_one(found: re.Match[str]) -> bool:
    """A day and four digits with a sign between; without it the check digit must hold too."""
    year, month, day, sign, last = found.groups()
    if int(month) not in _MONTHS or int(day) % _COORDINATION not in _DAYS:
        return False
    return bool(sign) or _holds(f"{year}{month}{day}{last}")


def _holds(digits: str) -> bool:
    doubled = (int(d) * (1 + (at % 2 == 0)) for at, d in enumerate(digits))
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0
