"""Small counts that are hidden in the tables but told in the text beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.publishing.passage import Passage, PassageKind, WrittenDocument
from sheetplan.plan.rules import publishing_rules as rules
from sheetplan.schema.problem import Problem
from sheetplan.tables.results import IndicatorResult, Results
from sheetplan.tables.small_counts import ALL, LEAST, counted, hidden_in

_PEOPLE = (
    r"(?:barn|elev|patient|person|kvinn|m[aä]n\b|flick|pojk|invånar|brukare|individ|medarbetar|"
    r"ungdom|vuxn|äldre|fall\b)"
)
_WORDS = {1: "en|ett|enda", 2: "två", 3: "tre", 4: "fyra"}
_COLUMNS = ("numerator", "outcome", "denominator", "weight")
_PROSE = frozenset({PassageKind.TEXT, PassageKind.ITEM})


def check_told_counts(document: WrittenDocument, results: Results) -> Iterator[Problem]:
    """Yield each place where a text tells a count that its own subgoal's tables hide."""
    for result in results.indicators:
        counts = tuple(_hidden_counts(result))
        if not counts:
            continue
        for passage in document.passages:
            found = _told(passage, result, counts)
            if found:
                facts = {"found": excerpt(found), "indicator": result.indicator.name.rstrip(".")}
                yield Problem(rules.REPORT_SMALL, document.place(passage), facts)


def _hidden_counts(result: IndicatorResult) -> Iterator[int]:
    hidden = hidden_in(result)
    rows = {ALL: result.outcome} | {group.name: group.outcome for group in result.groups}
    for row, outcome in rows.items():
        for column in _COLUMNS:
            value = counted(outcome, column)
            whole = value is not None and value == value.to_integral_value()
            if value is not None and whole and 0 < value < LEAST and hidden.holds(row, column):
                yield int(value)


def _told(passage: Passage, result: IndicatorResult, counts: Sequence[int]) -> str:
    """Return the words that tell a count, in a text under the subgoal or about the indicator."""
    words = passage.words
    near = result.subgoal.name in passage.path or result.indicator.name in words
    if passage.kind not in _PROSE or not near:
        return ""
    for count in counts:
        found = re.search(
            rf"\b(?:{count}|{_WORDS[count]}) (?:\w+ )?{_PEOPLE}\w*", words, re.IGNORECASE
        )
        if found:
            return found[0]
    return ""
