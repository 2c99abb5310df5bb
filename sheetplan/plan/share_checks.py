"""A share of the measures' effect said in words or typed: of which base? (35 % of 137 and 593).

Of what a text says only a share is asked about that fits the part of the year and not the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.budget import MONTHS_A_YEAR
from sheetplan.plan.controls import Key, Known, last_sum
from sheetplan.plan.form import Form
from sheetplan.plan.own_table.own_tables import OwnTable
from sheetplan.plan.own_table.shapes import ACHIEVED, DECIDED
from sheetplan.plan.receiving import Received
from sheetplan.plan.returns import TextAnswer
from sheetplan.plan.rules import return_rules
from sheetplan.plan.words import Shape
from sheetplan.schema.kinds import HUNDRED, plain_number
from sheetplan.schema.numbers import decimals_of, read_number, rounded, show_number
from sheetplan.schema.problem import Problem

_PERCENT = re.compile(r"([0-9]+(?:,[0-9]+)?)[ \u00a0\u202f]?(?:%|procent\b)(?!enhet)")
_NUMBER = re.compile(r"[0-9]+(?:[ \u00a0\u202f][0-9]{3})*(?:,[0-9]+)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True)
class Effect:
    """What measures shall give in a year and have given so far."""

    decided: Decimal
    achieved: Decimal
    months: int

    @property
    def whole(self) -> Decimal:
        """The share of all of it, in per cent."""
        return self.achieved * HUNDRED / self.decided

    @property
    def part(self) -> Decimal:
        """The share of the part of the year that has passed, in per cent."""
        return self.whole * MONTHS_A_YEAR / self.months

    def is_of_part(self, share: Decimal) -> bool:
        """Tell whether a share fits the part of the year as it is written, and not the whole."""
        fits = [rounded(base, decimals_of(share)) == share for base in (self.whole, self.part)]
        return fits == [False, True]

    def facts(self, found: str) -> dict[str, str]:
        """Return what is said of a share."""
        return {
            "found": found,
            "achieved": plain_number(self.achieved),
            "decided": plain_number(self.decided),
            "whole": show_number(self.whole, 1, "%"),
            "part": show_number(self.part, 1, "%"),
            "months": str(self.months),
        }


def check_shares(form: Form, received: Received, known: Known) -> Iterator[Problem]:
    """Ask about shares of the part of the year, in the measures' texts and in the chapters."""
    for sheet in form.sheets:
        table = sheet.table
        if table is None or table.shape is not Shape.MEASURES:
            continue
        for row in table.rows:
            effect = _effect(form, table, row.id, known)
            keys = [(table.key, row.id, c.key) for c in table.columns if not c.is_figure]
            for key in keys if effect else ():
                yield from _in_text(received, key, effect, named=False)
        total = last_sum(table)
        effect = _effect(form, table, total.id, known) if total else None
        for key in received.values if effect else ():
            if key[0] in {TextAnswer.key, table.key}:
                yield from _in_text(received, key, effect, named=True)


def effect_of(form: Form, known: Known, key: Key) -> Effect | None:
    """Return the effect that a share of a measures' table is reckoned of."""
    sheet = form.sheet(key[0])
    if sheet is None or sheet.table is None or sheet.table.shape is not Shape.MEASURES:
        return None
    column = next((c for c in sheet.table.figures if c.key == key[2]), None)
    is_share = column is not None and column.way.is_percent
    return _effect(form, sheet.table, key[1], known) if is_share else None


def _effect(form: Form, table: OwnTable, row: str, known: Known) -> Effect | None:
    columns = {column.label: column.key for column in table.figures}
    values = [
        known.get((table.key, row, columns[label])) if label in columns else None
        for label in (DECIDED, ACHIEVED)
    ]
    decided, achieved = values
    if not isinstance(decided, Decimal) or not isinstance(achieved, Decimal) or decided <= 0:
        return None
    return Effect(decided, achieved, form.period.month)


def _in_text(
    received: Received, key: Key, effect: Effect | None, *, named: bool
) -> Iterator[Problem]:
    """Ask of each share in a text; ``named`` where its sentence must have the amount too."""
    text = received.values.get(key)
    if not isinstance(text, str) or effect is None or key not in received.places:
        return
    for sentence in _SENTENCE.split(text):
        amounts = {read_number(found).value for found in _NUMBER.findall(sentence)}
        shares = [] if named and effect.achieved not in amounts else _PERCENT.finditer(sentence)
        for found in shares:
            share = read_number(found[1]).value
            if share is not None and effect.is_of_part(share):
                facts = effect.facts(f"”{' '.join(found[0].split())}”")
                yield Problem(return_rules.RETURN_SHARE_BASE, received.places[key], facts)
