"""A target as a plan writes it: number, range, ”Öka”, a comparison, or words to be judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from sheetplan.plan.comparison import Comparison, Side, Versus, read_comparison
from sheetplan.plan.rules.sheet_rules import TARGET_PARTS, TARGET_REVERSED, TARGET_WORDS
from sheetplan.schema.cell import Cell
from sheetplan.schema.kinds import HUNDRED, Fault, Kind, Reading, as_found, plain_number
from sheetplan.schema.numbers import NBSP, read_number
from sheetplan.schema.rules import CELL_DOUBTFUL


class Form(Enum):
    """Which form a target has."""

    NUMBER = "number"
    RANGE = "range"
    INCREASE = "increase"
    DECREASE = "decrease"
    COMPARED = "compared"
    WORDS = "words"


class Bound(Enum):
    """On which side of its number a target is met (gräns)."""

    AT_LEAST = "at least"
    ABOVE = "above"
    AT_MOST = "at most"
    BELOW = "below"

    @property
    def is_lower(self) -> bool:
        """The target is met above its number."""
        return self in {Bound.AT_LEAST, Bound.ABOVE}


@dataclass(frozen=True)
class Target:
    """A target.

    Attributes:
        form: which of the forms it has.
        text: as the plan writes it.
        low: the number, or the lower end of a range, in the indicator's unit (72 for 72 %).
        high: the upper end of a range.
        bound: the side that the plan's words give a number: ”minst 90 %”.
        unit: what stands behind a number, such as ``%`` or ``dagar``; empty where nothing does.
        compared: what words like ”Högre än föregående år” compare with.
    """

    form: Form
    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound | None = None
    unit: str = ""
    compared: Comparison | None = None

    @property
    def comparison(self) -> Comparison | None:
        """What an outcome is compared with, where the target has no number of its own."""
        return _BY_FORM.get(self.form, self.compared)

    @property
    def number(self) -> Decimal | None:
        """The number of a plain target."""
        return self.low if self.form is Form.NUMBER else None


_BY_FORM = {
    Form.INCREASE: Comparison(Side.HIGHER, Versus.BASELINE),
    Form.DECREASE: Comparison(Side.LOWER, Versus.BASELINE),
}
_CHANGES = {
    **dict.fromkeys(("öka", "ökar", "ska öka", "ökning"), Form.INCREASE),
    **dict.fromkeys(("minska", "minskar", "ska minska", "minskning"), Form.DECREASE),
}
_BOUNDS = {
    Bound.AT_LEAST: r"≥|>=|(?:som )?(?:minst|lägst)|(?:inte|ej) (?:under|mindre än)|"
    r"(?:inte|ej) understig(?:a|er)|understiger (?:inte|ej)",
    Bound.AT_MOST: r"≤|<=|(?:som )?(?:högst|mest)|max(?:imalt|\.)?|(?:inte|ej) (?:över|mer än)|"
    r"(?:inte|ej) överstig(?:a|er)|överstiger (?:inte|ej)",
    Bound.ABOVE: r">|över(?:stiga|stiger)?|mer än|fler än|högre än",
    Bound.BELOW: r"<|under(?:stiga|stiger)?|mindre än|färre än|lägre än",
}
_BOUND = re.compile(
    "(?:ska(?:ll)? )?(?:"
    + "|".join(f"({words})" for words in _BOUNDS.values())
    + r")(?![a-zåäö])\s*(?=\S)",
    re.IGNORECASE,
)
_UNITS = (
    r"procentenheter|procent|st(?:ycken)?|dagar|dygn|timmar|minuter|veckor|månader|år|kronor|kr|"
    r"tkr|mnkr|mkr|personer|patienter|besök|ton"
)
_NUMBER = re.compile(rf"(?P<number>.+?)\s*(?:(?P<unit>{_UNITS})\.?)?", re.IGNORECASE)
_DASH = re.compile(r"(?P<low>.+?)\s*[–—-]\s*(?P<high>.+)")
_BETWEEN = re.compile(r"mellan\s+(?P<low>.+?)\s+och\s+(?P<high>.+)", re.IGNORECASE)
_RELATIVE = re.compile(
    r"per år|årlig|varje år|om året|^(?:ska )?(?:ök|minsk|sänk|höj)", re.IGNORECASE
)
_AND = re.compile(r"\s+(?:och|samt)\s+|;", re.IGNORECASE)
_DATES = re.compile(r"\b(?:19|20)\d\d(?:-\d\d){0,2}\b|\b\d\d?/\d\d?\b")
_DIGITS = re.compile(r"[−-]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:\s*%)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NONE = {"-", "–", "−"}


def read_target(text: str) -> Target:
    """Read ``72 %``, ``minst 90 procent``, ``20–35``, ``Öka``, ``Minska`` or other words."""
    body = " ".join(text.split())
    change = _CHANGES.get(body.casefold().rstrip("."))
    if change:
        return Target(change, body)
    return _read_number(body) or _read_range(body) or _read_words(body)


def _read_words(body: str) -> Target:
    compared = read_comparison(body)
    return Target(Form.COMPARED if compared else Form.WORDS, body, compared=compared)


def _read_number(body: str) -> Target | None:
    """Read a number with its bound and its unit, where it is certainly one."""
    said = _BOUND.match(body)
    rest = body[said.end() :] if said else body
    found = _NUMBER.fullmatch(rest.rstrip("."))
    number = read_number(found["number"]) if found else None
    if found is None or number is None or number.value is None:
        return None
    bound = tuple(_BOUNDS)[(said.lastindex or 1) - 1] if said else None
    if bound in {Bound.ABOVE, Bound.BELOW} and _YEAR.fullmatch(rest):
        return None  # higher than in that year
    unit = (found["unit"] or "").lower()
    unit = "%" if number.percent or unit == "procent" else unit
    before = f"{said[0].strip()} " if said else ""
    shown = f"{before}{plain_number(number.value)}{NBSP + unit if unit else ''}"
    return Target(Form.NUMBER, shown, number.value, bound=bound, unit=unit)


def _read_range(body: str) -> Target | None:
    """Read two numbers, the lower first, in one unit."""
    ends = _ends(body)
    if ends is None or ends.high is None or ends.low is None or ends.low >= ends.high:
        return None
    return ends


def _ends(body: str) -> Target | None:
    """Read ``20–35``, ``mellan 20 och 35`` or ``minst 20 och högst 35``, in whatever order."""
    found = _DASH.fullmatch(body) or _BETWEEN.fullmatch(body)
    parts = found.groups() if found else _AND.split(body)
    ends = [end for end in map(_read_number, parts) if end is not None]
    if len(parts) != len(ends) or len(ends) != 2:  # noqa: PLR2004 - two ends
        return None
    low, high = ends
    bounds = (None, None) if found else (Bound.AT_LEAST, Bound.AT_MOST)
    is_one_unit = low.unit == high.unit or (bool(found) and not low.unit)
    are_years = all(_YEAR.fullmatch(part) for part in parts)
    if (low.bound, high.bound) != bounds or not is_one_unit or are_years:
        return None
    return Target(Form.RANGE, body, low.low, high.low, unit=high.unit)


def is_relative(target: Target) -> bool:
    """Tell whether words with a number say a change or a share of something: ”2 % per år”."""
    is_words = target.form is Form.WORDS and _DIGITS.search(_DATES.sub("", target.text))
    return bool(is_words) and _RELATIVE.search(target.text) is not None


def has_parts(target: Target) -> bool:
    """Tell whether words set several targets at once: ”minst 90 % och högst 30 dagar”."""
    parts = _AND.split(_DATES.sub("", target.text)) if target.form is Form.WORDS else []
    return sum(_DIGITS.search(part) is not None for part in parts) > 1


@dataclass(frozen=True)
class TargetKind(Kind):
    """A cell that holds a target; blank and ``-`` mean that the plan sets none."""

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        return "ett tal, ett intervall som 20–35, ”Öka”, ”Minska” eller ett mål i ord"

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``."""
        if isinstance(cell.value, Decimal):
            value = cell.value * HUNDRED if cell.is_percent else cell.value
            unit = "%" if cell.is_percent else ""
            return Reading(Target(Form.NUMBER, as_found(cell), value, unit=unit))
        text = as_found(cell)
        if isinstance(cell.value, date | bool):  # what Excel makes of 1-5; a ticked box
            return self.refuse(text)
        if text in _NONE:
            return Reading()
        ends = _DASH.fullmatch(text)
        if any(map(_is_doubtful, ends.groups() if ends else (text,))):
            plain = text.replace(".", "").replace(",", "")
            return self.refuse(text, CELL_DOUBTFUL, wanted=plain)
        target = read_target(text)
        return self._ask(target) if target.form is Form.WORDS else Reading(target)

    def _ask(self, target: Target) -> Reading:
        """Ask about numbers in words, which a person may have meant to be reckoned with."""
        text = target.text
        ends = _ends(text)
        if ends and ends.low is not None and ends.high is not None:
            low, high = plain_number(ends.high), plain_number(ends.low)
            wanted = low if low == high else f"{low}–{high}"
            return self.refuse(text, TARGET_REVERSED, wanted=wanted)
        plain = _DATES.sub("", text)
        number = _DIGITS.search(plain)
        if number is None or is_relative(target):
            return Reading(target)
        rule = TARGET_PARTS if has_parts(target) else TARGET_WORDS
        return Reading(target, (Fault(rule, {"found": text, "number": number[0].strip()}),))

    def show(self, value: object) -> str:
        """As ``Kind.show``."""
        return value.text if isinstance(value, Target) else ""


def _is_doubtful(text: str) -> bool:
    said = _BOUND.match(text)
    return read_number(text[said.end() :] if said else text).doubtful
