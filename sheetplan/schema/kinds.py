"""Value kinds: what may stand in a cell, how it is read, shown and asked for in Swedish."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum

from sheetplan.schema import rules
from sheetplan.schema.cell import Cell
from sheetplan.schema.numbers import NBSP, decimals_of, read_number, rounded, show_number
from sheetplan.schema.problem import Rule

HUNDRED = Decimal(100)
_MISSING = {"-", "–", "−", "..", "saknas", "uppgift saknas", "ej aktuellt"}
_CLEARLY = 10  # times the highest possible value
# [1]Blad!A1, '[Bok.xlsx]Blad 1'!A1, and what fetches from the web or from other programs.
_OUTSIDE = re.compile(r"\[[^\[\]]+\](?:[\w.: ]*|[^']*')!|\b(?i:WEBSERVICE|RTD|CUBE\w+)\(")
_FOUND, _LISTED = 60, 150  # characters of a cell's text, and of a list, that a message carries


@dataclass(frozen=True)
class Fault:
    """A broken rule before its place is known."""

    rule: Rule
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What a kind made of a cell: a value (None if none) and what must be said about it."""

    value: object = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Kind(ABC):
    """A value kind. It knows nothing of Excel, only of cells."""

    @property
    @abstractmethod
    def wanted(self) -> str:
        """What to write, as the end of the sentence "Skriv …"."""

    @abstractmethod
    def parse(self, cell: Cell) -> Reading:
        """Make a value of a cell that is not blank, not an error."""

    def show(self, value: object) -> str:
        """Write the value for people and for the plan's dump."""
        return "" if value is None else str(value)

    def read(self, cell: Cell) -> Reading:
        """Make a value of any cell; blank gives None and is judged by the column."""
        if cell.error is not None:
            return self.refuse(cell.error, rules.CELL_ERROR)
        if cell.formula is not None and cell.value is None:
            return self.refuse("", rules.CELL_UNRELIABLE, formula=cell.formula)
        if cell.is_blank:
            return Reading()
        reading = self.parse(cell)
        if cell.formula is None or reading.value is None:
            return reading
        rule = rules.CELL_OUTSIDE if _OUTSIDE.search(cell.formula) else rules.CELL_FORMULA
        facts = {"formula": cell.formula, "read": self.show(reading.value)}
        return Reading(reading.value, (*reading.faults, Fault(rule, facts)))

    def refuse(self, found: str, rule: Rule = rules.CELL_KIND, **facts: str) -> Reading:
        """Say that the cell holds something else than what is wanted."""
        return Reading(None, (Fault(rule, {"found": found, "wanted": self.wanted, **facts}),))


def as_found(cell: Cell) -> str:
    """Write a cell's value the way a person sees it, cut to what a message can carry."""
    value = cell.value
    if isinstance(value, Decimal):
        percent = f"{plain_number(value * HUNDRED)}{NBSP}%"
        return percent if cell.is_percent else plain_number(value)
    text = ("SANT" if value else "FALSKT") if isinstance(value, bool) else str(value)
    return _cut(" ".join(text.split()))


def _cut(text: str) -> str:
    return text if len(text) <= _FOUND else f"{text[: _FOUND - 3]}…"


def nearest(found: str, among: Iterable[str]) -> str:
    """Go on with "… finns inte" by the word that is nearest, or that alone has the text in it."""
    text, words = found.casefold(), {word.casefold(): word for word in among}
    near = get_close_matches(text, words, 1, 0.75) or [w for w in words if text[3:] and text in w]
    return f" men liknar ”{_cut(words[near[0]])}”" if len(near) == 1 else ""


def plain_number(value: Decimal) -> str:
    """Write a number with the decimals it has and no more."""
    return show_number(value, decimals_of(value))


def clean_text(text: str) -> str:
    """Normalise line ends, drop control characters and outer blanks of a person's text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c.isprintable() or c in "\n\t\u00ad\u00a0\u202f")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


@dataclass(frozen=True)
class Text(Kind):
    """Words. ``long`` text has room for several paragraphs."""

    long: bool = False

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        return "en text"

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; a number is taken as it is seen."""
        is_text = isinstance(cell.value, str)
        return Reading((clean_text(str(cell.value)) or None) if is_text else as_found(cell))


@dataclass(frozen=True)
class Identity(Kind):
    """A short id that may also be a file name: letters a–z, digits, dot, hyphen, underscore."""

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        return "ett id med bokstäverna a–z, siffror, punkt och bindestreck, till exempel hsn-1.1"

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; ids are kept in lower case."""
        text = str(cell.value).strip().lower()
        is_id = re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,39}", text) and not text.endswith(".")
        if is_id and not isinstance(cell.value, date):  # Excel makes a day of 1.1
            return Reading(text)
        return self.refuse(as_found(cell))


@dataclass(frozen=True)
class Number(Kind):
    """A number in the unit that people see: 72 for 72 %, 6534.0 for mnkr.

    Attributes:
        decimals: how many are shown; a cell may hold more.
        unit: ``%``, ``mnkr`` or any other; with ``%`` a percent format is read as such.
        minimum: lowest possible value, or None.
        maximum: highest possible value, or None.
    """

    decimals: int = 0
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def is_percent(self) -> bool:
        """The number is a percentage."""
        return self.unit == "%"

    @property
    def may_be_percent(self) -> bool:
        """A cell that shows 72 % may be read as 72: the unit is per cent, or not fixed."""
        return self.unit in {"", "%"}

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        unit = f" i {self.unit}" if self.unit and not self.is_percent else ""
        number = "heltal" if isinstance(self, Whole) else "tal"
        what = "en procentsats" if self.is_percent else f"ett {number}{unit}"
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return f"{what} mellan {plain_number(low)} och {plain_number(high)}"
        if low is not None:
            return f"{what} som är {plain_number(low)} eller högre"
        return f"{what} som är {plain_number(high)} eller lägre" if high is not None else what

    def show(self, value: object) -> str:
        """As ``Kind.show``, with the unit."""
        if not isinstance(value, Decimal):
            return ""
        return show_number(value, self.decimals, "%" if self.is_percent else "")

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; text is taken where it is certainly a number."""
        if cell.is_percent and not self.may_be_percent:
            return self.refuse(as_found(cell))
        if not isinstance(cell.value, Decimal):
            return self._parse_text(cell, str(cell.value))
        if cell.is_percent:
            return self._within(cell.value * HUNDRED, cell)
        return self._ask_share(cell.value) or self._within(cell.value, cell)

    def _ask_share(self, value: Decimal) -> Reading | None:
        """Ask whether 0.64 with no per cent sign is 0.64 % or 64 %."""
        if not self.is_percent or not 0 < abs(value) < 1:
            return None
        hundredfold = plain_number(value * HUNDRED)
        return self.refuse(plain_number(value), rules.CELL_SHARE, hundredfold=hundredfold)

    def _parse_text(self, cell: Cell, text: str) -> Reading:
        written = read_number(text)
        if text.strip().casefold() in _MISSING:
            return Reading(None, (Fault(rules.CELL_ABSENT, {"found": as_found(cell)}),))
        if written.doubtful:
            wanted = text.strip().replace(".", "").replace(",", "")
            return self.refuse(as_found(cell), rules.CELL_DOUBTFUL, wanted=wanted)
        if written.value is None or (written.percent and not self.may_be_percent):
            return self.refuse(as_found(cell))
        asked = None if written.percent else self._ask_share(written.value)
        reading = asked or self._within(written.value, cell)
        if reading.faults:
            return reading
        facts = {"found": as_found(cell), "read": self.show(written.value)}
        return Reading(written.value, (Fault(rules.CELL_NUMBER_AS_TEXT, facts),))

    def _within(self, value: Decimal, cell: Cell) -> Reading:
        if self._is_possible(value):
            return Reading(value)
        clearly_off = self.maximum is not None and value >= self.maximum * _CLEARLY
        if self.is_percent and clearly_off and self._is_possible(value / HUNDRED):
            wanted = f"{plain_number(value / HUNDRED)}{NBSP}%"
            return self.refuse(as_found(cell), rules.CELL_HUNDREDFOLD, wanted=wanted)
        return self.refuse(as_found(cell), rules.CELL_LIMIT)

    def _is_possible(self, value: Decimal) -> bool:
        above = self.minimum is None or value >= self.minimum
        return above and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True)
class Whole(Number):
    """A number with no decimals, such as a year or a count of decimals."""

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; gives an int."""
        reading = super().parse(cell)
        if not isinstance(reading.value, Decimal):
            return reading
        if reading.value != rounded(reading.value, 0):
            return self.refuse(as_found(cell))
        return Reading(int(reading.value), reading.faults)

    def show(self, value: object) -> str:
        """As ``Kind.show``; no thousands separator, so that a year looks like one."""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Date(Kind):
    """A day."""

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        return "ett datum som 2025-08-31"

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; takes a date cell or the text of an ISO date."""
        if isinstance(cell.value, date):
            return Reading(cell.value)
        try:
            return Reading(date.fromisoformat(str(cell.value).strip()))
        except ValueError:
            return self.refuse(as_found(cell))


class Word(Enum):
    """A closed list of words; the value is the Swedish label, the lower-case name is the key."""

    @property
    def label(self) -> str:
        """The word as people see it."""
        return str(self.value)

    @property
    def key(self) -> str:
        """The word as data carries it."""
        return self.name.lower()


@dataclass(frozen=True)
class Choice(Kind):
    """One word of a closed list."""

    words: type[Word]

    @property
    def labels(self) -> tuple[str, ...]:
        """The words in the order of the drop-down."""
        return tuple(word.label for word in self.words)

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``; of many words or long ones only how many they are and where."""
        labels = [f"”{label}”" for label in self.labels]
        told = f"{', '.join(labels[:-1])} eller {labels[-1]}" if labels[1:] else labels[0]
        return told if len(told) <= _LISTED else f"ett av de {len(labels)} valen i cellens lista"

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; case and outer blanks do not matter."""
        found = " ".join(str(cell.value).split()).casefold()
        words = {word.label.casefold(): word for word in self.words}
        if found in words:
            return Reading(words[found])
        return self.refuse(as_found(cell), rules.CELL_CHOICE, near=nearest(found, self.labels))

    def show(self, value: object) -> str:
        """As ``Kind.show``."""
        return value.label if isinstance(value, Word) else ""


@dataclass(frozen=True)
class Reference(Kind):
    """The id of a row on another sheet; ``many`` ids are parted by commas.

    Whether the row exists is judged when all sheets are read.
    """

    to: str
    many: bool = False

    @property
    def wanted(self) -> str:
        """As ``Kind.wanted``."""
        return f"{'ett eller flera' if self.many else 'ett'} id från bladet {self.to}"

    def parse(self, cell: Cell) -> Reading:
        """As ``Kind.parse``; gives an id, or a tuple of ids."""
        ids = tuple(filter(None, map(str.strip, re.split("[,;\n]", str(cell.value).lower()))))
        if self.many:
            return Reading(ids or None)
        return Reading(ids[0]) if len(ids) == 1 else self.refuse(as_found(cell))

    def show(self, value: object) -> str:
        """As ``Kind.show``."""
        return ", ".join(map(str, value)) if isinstance(value, tuple) else super().show(value)


TEXT = Text()
LONG_TEXT = Text(long=True)
ID = Identity()
DATE = Date()
