"""What is said of many rows: each thing once, with the first rows and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from sheetplan.schema.cell import address
from sheetplan.schema.numbers import show_number
from sheetplan.schema.problem import Place, Problem, Rule

_NAMED = 3
_MOST = 200  # different things of one rule; a file of another kind has a fault on every row


@dataclass
class _Said:
    place: Place
    facts: dict[str, str]
    rows: list[int] = field(default_factory=list)
    count: int = 0


class SaidOfRows:
    """Problems of one sheet of a file, gathered while its rows go by."""

    def __init__(self, file: str, sheet: str) -> None:
        self._file, self._sheet = file, sheet
        self._said: dict[tuple[Rule, int, tuple[str, ...]], _Said] = {}
        self._counts: dict[Rule, int] = {}

    def add(self, rule: Rule, row: int, col: int, label: str, **facts: str) -> None:
        """Say something of a row; the same of another row is counted."""
        key = (rule, col, tuple(facts.values()))
        said = self._said.get(key)
        if said is None:
            self._counts[rule] = self._counts.get(rule, 0) + 1
            if self._counts[rule] > _MOST:
                return
            said = self._said[key] = _Said(self.place(row, col, label), facts)
        said.count += 1
        if len(said.rows) <= _NAMED:
            said.rows.append(row)

    def place(self, row: int, col: int, label: str) -> Place:
        """Return a place in the file; in a text file its name stands for the sheet."""
        cell = address(row, col) if col else f"rad {row}"
        return Place(self._file, self._sheet, row, col, cell, label)

    def has(self, rule: Rule) -> bool:
        """Tell whether a rule has been broken."""
        return rule in self._counts

    @property
    def is_silent(self) -> bool:
        """Whether nothing has been said."""
        return not self._said

    def problems(self) -> Iterator[Problem]:
        """Yield what was said, with the rows that it was said of."""
        for (rule, _, _), said in self._said.items():
            rows = rows_text(said.rows, said.count)
            yield Problem(rule, said.place, {"rows": rows, **said.facts})


def rows_text(rows: list[int], count: int) -> str:
    """Name rows, the first three and how many more: ``rad 7, 9 och 12``."""
    named = [str(row) for row in rows[:_NAMED]]
    if count > len(named):
        from_there = show_count(count - len(named))
        return f"rad {', '.join(named)} och {from_there} till"
    last = named.pop()
    return f"rad {', '.join(named)} och {last}" if named else f"rad {last}"


def show_count(count: int) -> str:
    """Write how many there are."""
    return show_number(Decimal(count))
