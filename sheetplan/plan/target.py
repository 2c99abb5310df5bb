"""A target as a plan writes it: a number, a range, ”Öka”, or words that someone must judge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from sheetplan.schema.cell import Cell
from sheetplan.schema.kinds import HUNDRED, Kind, Reading, as_found, plain_number
from sheetplan.schema.numbers import NBSP, read_number
from sheetplan.schema.rules import CELL_DOUBTFUL


class Form(Enum):
    """Which form a target has."""

    NUMBER = "number"
    RANGE = "range"
    INCREASE = "increase"
    DECREASE = "decrease"
    WORDS = "words"


@dataclass(frozen=True)
class Target:
    """A target.

    Attributes:
        form: which of the forms it has.
        text: as the plan writes it.
        low: the number, or the lower end of a range, in the indicator's unit (72 for 72 %).
        high: the upper end of a range.
    """

    form: Form
    text: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def number(self) -> Decimal | None:
        """The number of a plain target."""
        return self.low if self.form is Form.NUMBER else None


_BOUND = re.compile(r"^(?:minst|högst|lägst)\s+", re.IGNORECASE)
_RANGE = re.compile(r"^(.+?)\s*[–—-]\s*(.+)$")


def read_target(text: str) -> Target:
    """Read ``72 %``, ``4 300``, ``minst 90 %``, ``20–35``, ``Öka``, ``Minska`` or other words."""
    body = " ".join(text.split())
    folded = body.casefold().rstrip(".")
    if folded in {"öka", "ökar", "ska öka"}:
        return Target(Form.INCREASE, body)
    if folded in {"minska", "minskar", "ska minska"}:
        return Target(Form.DECREASE, body)
    plain = read_number(_BOUND.sub("", body))
    if plain.value is not None:
        shown = plain_number(plain.value) + (f"{NBSP}%" if plain.percent else "")
        bound = _BOUND.match(body)
        return Target(Form.NUMBER, (bound.group() if bound else "") + shown, plain.value)
    ends = _RANGE.match(body)
    if ends:
        low, high = read_number(ends.group(1)).value, read_number(ends.group(2)).value
        if low is not None and high is not None and low < high:
            return Target(Form.RANGE, body, low, high)
    return Target(Form.WORDS, body)


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
            return Reading(Target(Form.NUMBER, as_found(cell), value))
        text = as_found(cell)
        if read_number(_BOUND.sub("", text)).doubtful:
            plain = text.replace(".", "").replace(",", "")
            return self.refuse(text, CELL_DOUBTFUL, wanted=plain)
        return Reading(None if text in {"-", "–", "−"} else read_target(text))

    def show(self, value: object) -> str:
        """As ``Kind.show``."""
        return value.text if isinstance(value, Target) else ""
