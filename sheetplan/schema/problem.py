"""A person's mistake as a value: which rule, where, what was found and how to mend it."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How grave a problem is; an error refuses the file, a remark does not."""

    REMARK = "anmärkning"
    ERROR = "fel"


@dataclass(frozen=True)
class Rule:
    """A rule in the catalogue.

    Attributes:
        code: subject and number, never reused.
        severity: remark or error.
        what: the Swedish sentence that says what was found, with ``{facts}``.
        fix: the Swedish sentence that says what to do, with ``{facts}``.
        why: the reason for the rule, for the manual.
    """

    code: str
    severity: Severity
    what: str
    fix: str
    why: str

    def facts(self) -> frozenset[str]:
        """Return the names of the facts that the wording needs."""
        parts = string.Formatter().parse(f"{self.what} {self.fix}")
        return frozenset(name for _, name, _, _ in parts if name)


@dataclass(frozen=True, order=True)
class Place:
    """Where: a file, a sheet, a cell and the label that people see there; each may be empty."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    col: int = 0
    cell: str = ""
    label: str = ""

    def __str__(self) -> str:
        where = "!".join(part for part in (self.sheet, self.cell) if part) or self.file
        return f"{where} ({self.label})" if self.label and where else where or self.label


@dataclass(frozen=True)
class Problem:
    """One broken rule at one place; its text comes from the rule's wording alone."""

    rule: Rule
    place: Place
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether it refuses the file that it was found in."""
        return self.rule.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """What was found and how to mend it, without the place."""
        return f"{self.rule.what} {self.rule.fix}".format_map(self.facts)

    def __str__(self) -> str:
        place = str(self.place)
        return f"{place + ': ' if place else ''}{self.message} [{self.rule.code}]"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file, sheet and cell, errors before remarks at the same place."""
    return tuple(sorted(problems, key=lambda p: (p.place, not p.is_error, p.rule.code)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of them refuses the file."""
    return any(problem.is_error for problem in problems)
