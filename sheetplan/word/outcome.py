"""What came of refreshing a report: what was changed, what a person had changed, what is new."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheetplan.word.written import Value


@dataclass(frozen=True)
class Change:
    """A figure, cell, row or status that is given a new value.

    Attributes:
        id: the control's.
        title: what the control is to people.
        what: which cell or row of it, or an empty text.
        old: what stood there; empty where a row is new.
        new: what is to stand there; empty where a row is taken away.
    """

    id: str
    title: str
    what: str
    old: str
    new: str

    @property
    def name(self) -> str:
        """What it is to people, in one line."""
        return _joined(self.title, self.what)


@dataclass(frozen=True)
class Conflict:
    """Something that a person has changed and that is left as it is.

    ``own`` is the person's, ``new`` what would be written now.
    """

    id: str
    title: str
    what: str
    own: str
    new: str

    @property
    def name(self) -> str:
        """What it is to people, in one line."""
        return _joined(self.title, self.what)


def _joined(*parts: str) -> str:
    return ", ".join(part.removesuffix(".") for part in parts if part)


@dataclass
class Outcome:
    """What came of one item, and what is then to be remembered as written."""

    value: Value
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
