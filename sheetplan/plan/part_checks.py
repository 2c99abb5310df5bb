"""What the parts of a value and the groups of an indicator must agree about in a return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetplan.plan.form import Form, FormRow, FormSheet
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.parts import quotient
from sheetplan.plan.receiving import Received
from sheetplan.plan.reckoned import is_reckoned, reckoned
from sheetplan.plan.rules import return_rules
from sheetplan.plan.split import as_groups
from sheetplan.plan.words import Aggregation
from sheetplan.schema.kinds import Number, plain_number
from sheetplan.schema.numbers import NBSP, decimals_of, rounded
from sheetplan.schema.problem import Place, Problem, Rule

_MOST_DECIMALS = 9  # of a typed outcome; more are what a program has reckoned
_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class _Line:
    """One row of the indicators that came back, with its numbers."""

    sheet: FormSheet
    row: FormRow
    received: Received

    def number(self, key: str) -> Decimal | None:
        value = self.received.values.get((self.sheet.answer.key, self.row.id, key))
        return value if isinstance(value, Decimal) else None

    @property
    def outcome(self) -> Decimal | None:
        """The outcome that counts."""
        return reckoned(self.sheet, self.row, self.received.values)

    @property
    def kind(self) -> Number:
        kind = self.sheet.kind(self.row, "outcome")
        assert isinstance(kind, Number)  # noqa: S101 - an indicator's own
        return kind

    def shown(self, value: Decimal) -> str:
        """Write a number in the indicator's unit."""
        near = rounded(value, max(self.kind.decimals, 1)) if decimals_of(value) > 1 else value
        return f"{plain_number(near)}{NBSP + '%' if self.kind.is_percent else ''}"

    def place(self, key: str) -> Place:
        where = (self.sheet.answer.key, self.row.id, key)
        return self.received.places.get(where, Place(sheet=self.sheet.title))

    def lacks(self, key: str) -> bool:
        """Tell whether a cell is blank, and not merely unreadable."""
        problems = self.received.problems
        return not any(p.is_error and p.place == self.place(key) for p in problems)

    def problem(self, rule: Rule, key: str, **facts: str) -> Problem:
        return Problem(rule, self.place(key), facts)


def check_parts(form: Form, received: Received) -> Iterator[Problem]:
    """Check the parts of every row, and the groups of every indicator that has them."""
    sheet = form.sheet("indicators")
    if sheet is None:
        return
    lines = {row.id: _Line(sheet, row, received) for row in sheet.rows}
    for line in lines.values():
        yield from _check_ratio(line) if is_reckoned(line.row) else _check_weight(line)
    for indicator in form.plan.followed:
        groups = [lines[group.id] for _, group in as_groups(indicator) if group.id in lines]
        if groups and indicator.id in lines:
            yield from _check_groups(indicator, lines[indicator.id], groups)


def _check_ratio(line: _Line) -> Iterator[Problem]:
    above, below = line.number("numerator"), line.number("denominator")
    if below == 0:
        yield line.problem(return_rules.RETURN_PART_ZERO, "denominator")
    elif above is not None and below is not None:
        yield from _check_quotient(line, above, below)
    elif above is not None or below is not None:
        given, missing = ("numerator", "denominator")[:: 1 if below is None else -1]
        if not line.lacks(missing):
            return
        labels = {c.key: f"{c.label}n" for c in line.sheet.columns}  # both end in -are
        facts = {"given": labels[given], "missing": labels[missing].lower()}
        facts["place"] = line.place(missing).cell
        yield line.problem(return_rules.RETURN_PART, given, **facts)


def _check_quotient(line: _Line, above: Decimal, below: Decimal) -> Iterator[Problem]:
    """What the parts make is possible, and is what is typed beside them, if anything is."""
    made, typed = quotient(above, below, is_percent=line.kind.is_percent), line.number("outcome")
    if made is None:
        return
    places = f"{line.place('numerator').cell} och {line.place('denominator').cell}"
    facts = {
        "numerator": plain_number(above),
        "denominator": plain_number(below),
        "place": places,
    }
    low, high = line.kind.minimum, line.kind.maximum
    if (low is not None and made < low) or (high is not None and made > high):
        facts |= {"found": line.shown(made), "wanted": line.kind.wanted}
        yield line.problem(return_rules.RETURN_PART_OUTSIDE, "numerator", **facts)
    elif typed is not None and not _is_rounded(typed, made):
        facts |= {"found": line.shown(typed), "wanted": line.shown(made)}
        yield line.problem(return_rules.RETURN_PART_DIFFERS, "outcome", **facts)


def _is_rounded(typed: Decimal, exact: Decimal) -> bool:
    decimals = min(decimals_of(typed), _MOST_DECIMALS)
    return rounded(exact, decimals) == rounded(typed, decimals)


def _check_weight(line: _Line) -> Iterator[Problem]:
    is_asked = "weight" in line.row.asked
    if is_asked and line.outcome is not None and line.number("weight") is None:
        yield line.problem(return_rules.RETURN_WEIGHT, "weight")


def _check_groups(
    indicator: Indicator, whole: _Line, groups: Sequence[_Line]
) -> Iterator[Problem]:
    """A total that is put together from its groups agrees with them."""
    if any(line.number("denominator") == 0 for line in (whole, *groups)):
        return  # said already
    if indicator.aggregation is Aggregation.SUM:
        yield from _check_sum("outcome", whole, groups)
    elif indicator.aggregation is Aggregation.WEIGHTED:
        yield from _check_mean(whole, groups)
    elif indicator.aggregation is Aggregation.RATIO:
        for key in ("numerator", "denominator"):
            yield from _check_sum(key, whole, groups)
        if whole.number("denominator") is None:
            yield from _check_share(whole, groups)


def _check_sum(key: str, whole: _Line, groups: Sequence[_Line]) -> Iterator[Problem]:
    total, parts = whole.number(key), [group.number(key) for group in groups]
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts):
        return
    added = sum(known, Decimal(0))
    decimals = max(decimals_of(one) for one in (total, *known))
    slack = (len(known) + 1) * _HALF / 10**decimals if decimals else Fraction(0)
    if abs(Fraction(added) - Fraction(total)) > slack:
        yield _differs(key, whole, groups, plain_number(total), plain_number(added))


def _check_share(whole: _Line, groups: Sequence[_Line]) -> Iterator[Problem]:
    """A share that is typed for all is the groups' numerators over their denominators."""
    above, below = ([g.number(key) for g in groups] for key in ("numerator", "denominator"))
    typed = whole.number("outcome")
    if typed is None or None in above or None in below:
        return
    tops, bottoms = (sum((n for n in numbers if n is not None), Decimal(0))
                     for numbers in (above, below))  # fmt: skip
    made = quotient(tops, bottoms, is_percent=whole.kind.is_percent)
    if made is not None and not _is_rounded(typed, made):
        shown = f"{plain_number(tops)}/{plain_number(bottoms)} = {whole.shown(made)}"
        yield _differs("outcome", whole, groups, whole.shown(typed), shown)


def _check_mean(whole: _Line, groups: Sequence[_Line]) -> Iterator[Problem]:
    """A mean of all is the groups' weighted mean, as near as their decimals tell."""
    pairs = [(group.number("outcome"), group.number("weight")) for group in groups]
    known = [(Fraction(v), Fraction(w)) for v, w in pairs if v is not None and w is not None]
    total, weights = whole.number("outcome"), sum((w for _, w in known), Fraction(0))
    if total is None or len(known) < len(pairs) or not weights:
        return
    made = sum((value * weight for value, weight in known), Fraction(0)) / weights
    if abs(made - Fraction(total)) > Fraction(1, 10**whole.kind.decimals):
        mean = Decimal(made.numerator) / Decimal(made.denominator)
        yield _differs("outcome", whole, groups, whole.shown(total), whole.shown(mean))


def _differs(key: str, whole: _Line, groups: Sequence[_Line], total: str, found: str) -> Problem:
    places = " och ".join(group.place(key).cell for group in groups)
    return whole.problem(return_rules.RETURN_GROUPS, key, total=total, found=found, places=places)
