"""How a sum is written: ``bal-anl + bal-avs (föregående) − 616``, or ``A / B`` for a share.

A term is a row's id, a sheet's name (the sum of its rows) or a number as it is printed. A column
other than the current one stands in parentheses; ``(Budget)`` alone is a column of the same row.
Where an id looks like a number, it is the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from sheetplan.plan.amount import printed_decimals
from sheetplan.plan.reconciling.figures import (
    Figure,
    FigureRow,
    Figures,
    FigureTable,
    Header,
    folded,
)
from sheetplan.plan.rules import plan_rules
from sheetplan.schema.kinds import Fault
from sheetplan.schema.numbers import read_number
from sheetplan.schema.problem import Place

FORMER = "föregående"
_SIGNS = {"+": 1, "-": -1, "−": -1, "–": -1}
_BREAK = re.compile(r"\s([+−–/-])\s")
_TERM = re.compile(r"([^()]*?)\s*(?:\(\s*(.+?)\s*\))?")
_NUMBER = re.compile(r"[\d\s]*\d[\d\s.,]*%?")
_SHOWN = 3  # headers that a message proposes
HOW = "rad-id eller tal med + och − emellan och mellanslag på båda sidor"


@dataclass(frozen=True)
class Term:
    """One term.

    Attributes:
        name: a row's id, a sheet's name or a number, as written; empty for the same row.
        column: as written in the parentheses; empty for the current column.
    """

    sign: int
    name: str
    column: str = ""

    @property
    def follows(self) -> bool:
        """Its column depends on which column is the current one."""
        return folded(self.column) in {"", FORMER}

    def __str__(self) -> str:
        return f"{self.name} ({self.column})".strip() if self.column else self.name


@dataclass(frozen=True)
class Expression:
    """A sum of terms; with ``base`` the share of another sum that it is, in per cent."""

    terms: tuple[Term, ...]
    base: tuple[Term, ...] = ()

    @property
    def all_terms(self) -> tuple[Term, ...]:
        """The terms on both sides of the slash."""
        return (*self.terms, *self.base)


def parse(text: str) -> Expression | Fault:
    """Read an expression, or say which part of it cannot be read."""
    parts: list[list[tuple[str, str]]] = [[]]
    for mark, body in _broken(" ".join(text.split())):
        if mark == "/":
            parts.append([])
        sign = "+" if mark in {"", "/"} else mark
        parts[-1].append((sign, body))
    if len(parts) > 2:  # noqa: PLR2004 - one slash
        return Fault(plan_rules.PLAN_EXPRESSION, {"found": text, "wanted": "högst ett / i den"})
    sides = [[_term(sign, body) for sign, body in part] for part in parts]
    bad = next((t for side in sides for t in side if isinstance(t, Fault)), None)
    if bad:
        return bad
    return Expression(*(tuple(t for t in side if isinstance(t, Term)) for side in sides))


def _broken(text: str) -> Iterator[tuple[str, str]]:
    """Break a text at the signs that stand outside parentheses."""
    mark, start, depth = "", 0, 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        found = _BREAK.match(text, at)
        if found and depth == 0:
            yield mark, text[start:at]
            mark, start = found[1], found.end()
    yield mark, text[start:]


def _term(mark: str, text: str) -> Term | Fault:
    body, sign = text.strip(), _SIGNS[mark]
    if body[:1] in {"-", "−", "–"}:
        body, sign = body[1:].strip(), -sign
    found = _TERM.fullmatch(body)
    if not body or found is None or "+" in found[1] or "/" in found[1]:
        return Fault(plan_rules.PLAN_EXPRESSION, {"found": text.strip() or mark, "wanted": HOW})
    return Term(sign, found[1], found[2] or "")


def term_faults(term: Term, figures: Figures, same: FigureTable | None) -> Iterator[Fault]:
    """Say what a term names that is not there; ``same`` is the table of the same row."""
    if not term.name and same is None:
        yield Fault(plan_rules.PLAN_EXPRESSION, {"found": str(term), "wanted": HOW})
    elif term.name and table_of(term, figures) is None:
        if _NUMBER.fullmatch(term.name) and not term.column:
            if read_number(term.name).value is None:
                facts = {"found": term.name, "wanted": "tal som 11 357 eller 3,5 %"}
                yield Fault(plan_rules.PLAN_EXPRESSION, facts)
        else:
            yield _unknown(term.name, figures)
    elif not term.follows:
        table = table_of(term, figures) or same
        yield from column_faults(table, term.column) if table else ()


def column_faults(table: FigureTable, wanted: str) -> Iterator[Fault]:
    """Say why a header or year does not mean exactly one column of a table."""
    found = table.find(wanted)
    facts = {"found": wanted, "sheet": table.sheet}
    if not found:
        labels = [h.label for h in table.headers]
        facts["wanted"] = ", ".join(
            f"”{label}”" for label in _near(wanted, labels) or labels[:_SHOWN]
        )
        yield Fault(plan_rules.PLAN_COLUMN_UNKNOWN, facts)
    elif len(found) > 1:
        facts["wanted"] = ", ".join(f"”{h.label}”" for h in found)
        yield Fault(plan_rules.PLAN_COLUMN_AMBIGUOUS, facts)


def _unknown(name: str, figures: Figures) -> Fault:
    known = [row.id for row in figures.rows()] + [t.sheet for t in figures.tables]
    near = _near(name, known)
    wanted = f"”{near[0]}” om det är den som menas" if near else "en rads id eller ett blads namn"
    return Fault(plan_rules.PLAN_TERM_UNKNOWN, {"found": name, "wanted": wanted})


def _near(name: str, known: list[str]) -> list[str]:
    by_folded = {folded(one): one for one in known}
    return [by_folded[one] for one in get_close_matches(folded(name), by_folded, n=1)]


def table_of(term: Term, figures: Figures) -> FigureTable | None:
    """Return the table that a term names, by its row or its sheet."""
    row = figures.row(term.name) if term.name else None
    return figures.table(row.sheet if row else term.name)


def figures_in(
    term: Term, figures: Figures, current: Header, same: FigureRow | None
) -> tuple[Figure, ...]:
    """Return the figures that a term stands for in the current column; none if there are none."""
    table = table_of(term, figures)
    row = figures.row(term.name) if term.name else same
    if table is None and not term.name and same is not None:
        table = figures.table(same.sheet)
    if table is None:
        return _number(term)
    header = _column(term, table, current)
    if header is None:
        return ()
    rows = (row,) if row else tuple(r for r in table.rows if not r.is_part)
    return tuple(r.figures[header.label] for r in rows if header.label in r.figures)


def _number(term: Term) -> tuple[Figure, ...]:
    value = read_number(term.name).value
    if value is None:
        return ()
    return (Figure(value, printed_decimals(value), Place(), term.name, term.name),)


def _column(term: Term, table: FigureTable, current: Header) -> Header | None:
    if not term.column:
        found = tuple(h for h in table.headers if folded(h.label) == folded(current.label))
        found = found or (table.in_year(current.year) if current.year else ())
    elif folded(term.column) == FORMER:
        found = table.in_year(current.year - 1) if current.year else ()
    else:
        found = table.find(term.column)
    return found[0] if len(found) == 1 else None
