"""What happened between two plans: each noun's rows paired by content, and all findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.committee import Committee, Unit
from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.assignment_difference import (
    assignment_closeness,
    compare_assignments,
)
from sheetplan.plan.comparing.both import Around, Both, Sheets
from sheetplan.plan.comparing.field_difference import compare_fields, row_closeness
from sheetplan.plan.comparing.finding import Change, Finding
from sheetplan.plan.comparing.frame_difference import compare_frames, frame_closeness
from sheetplan.plan.comparing.indicator_difference import compare_indicators, indicator_closeness
from sheetplan.plan.comparing.likeness import folded
from sheetplan.plan.comparing.name_difference import (
    any_closeness,
    compare_names,
    compare_subgoals,
    same_id,
    subgoal_closeness,
)
from sheetplan.plan.comparing.pairing import Certainty, Limits, Named, Pair, Pairing, pair_rows
from sheetplan.plan.comparing.period_difference import compare_periods, period_closeness
from sheetplan.plan.finance import FinancialGoal, Ownership
from sheetplan.plan.former import NEW
from sheetplan.plan.frame import Frame
from sheetplan.plan.goal import Goal, GoalText, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.ledger.sheets import AccountGroup, LedgerFormat, LedgerUnit
from sheetplan.plan.measure import Measure
from sheetplan.plan.plan import PlanReading
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.reconciliation import DeclaredIdentity
from sheetplan.plan.risk import Risk
from sheetplan.plan.settings import Period, Settings
from sheetplan.plan.statement import STATEMENTS
from sheetplan.schema.column import Row, column_of
from sheetplan.schema.reading import Found

_PLAIN = Limits(paired=0.6, near=0.4)
_LONG = Limits(paired=0.38, near=0.38)  # long texts share less even where they say the same


@dataclass(frozen=True)
class Part:
    """One noun's rows in the two plans: how they are paired, and what happened to them."""

    sheets: Sheets[Any]
    pairing: Pairing
    findings: tuple[Finding, ...]

    def count(self, change: Change) -> int:
        """Return how many rows had a change of one kind: same, renamed, redefined."""
        return sum(one.change.key == change.key for one in self.findings)

    def proposed(self, change: Change) -> int:
        """Return how many of them the owner should confirm."""
        ids = {
            self.sheets.new[pair.new].id
            for pair in self.pairing.pairs
            if pair.certainty is Certainty.PROPOSED
        }
        return sum(one.change.key == change.key and one.new in ids for one in self.findings)


@dataclass(frozen=True)
class Difference:
    """All that happened between two plans, noun by noun."""

    old: Settings
    new: Settings
    settings: tuple[Finding, ...]
    parts: tuple[Part, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything, the quiet findings too."""
        return (*self.settings, *(one for part in self.parts for one in part.findings))


Compare = Callable[[Both[Any], Around], Iterator[Finding]]
Close = Callable[[Any, Any, Around], float]


@dataclass(frozen=True)
class _Noun:
    """How the rows of one noun are named, paired and compared."""

    row_class: type[Row]
    name: str
    compare: Compare
    close: Close
    limits: Limits = _PLAIN


def compare_plans(old: PlanReading, new: PlanReading) -> Difference:
    """Compare two plans that could be read."""
    settings = _sheets(Settings, "name", old, new, is_later=False)
    before, after = settings.before.rows[0], settings.after.rows[0]
    around = Around(before.year, after.year, before.money_unit == after.money_unit, {})
    parts = tuple(_part(noun, old, new, around) for noun in NOUNS)
    return Difference(before, after, tuple(_settings(settings)), parts)


def _part(noun: _Noun, old: PlanReading, new: PlanReading, around: Around) -> Part:
    is_later = around.new_year > around.old_year  # else ”Id i förra planen” is of another plan
    sheets = _sheets(noun.row_class, noun.name, old, new, is_later=is_later)

    def closeness(i: int, j: int) -> float:
        return noun.close(sheets.before.rows[i], sheets.after.rows[j], around)

    pairing = pair_rows(sheets.old, sheets.new, closeness, noun.limits)
    around.pairings[noun.row_class] = (sheets, pairing)
    return Part(sheets, pairing, tuple(_findings(noun, sheets, pairing, around)))


def _sheets(
    row_class: type[Row], name: str, old: PlanReading, new: PlanReading, *, is_later: bool
) -> Sheets[Any]:
    before, after = _followed(old, row_class), _followed(new, row_class)
    return Sheets(
        row_class,
        before,
        after,
        tuple(_named(row, name, is_later=False) for row in before.rows),
        tuple(_named(row, name, is_later=is_later) for row in after.rows),
    )


def _followed(reading: PlanReading, row_class: type[Row]) -> Found[Any]:
    """Return a sheet's rows; indicators as their year follows them up."""
    found: Found[Any] = reading.found[row_class]
    if row_class is not Indicator or reading.plan is None:
        return found
    year = reading.plan.settings.year
    return replace(found, rows=tuple(row.followed_in(year) for row in found.rows))


def _named(row: Any, name: str, *, is_later: bool) -> Named:  # noqa: ANN401 - of any row class
    former = getattr(row, "former", None) if is_later else None
    return Named(row.id, getattr(row, name), former and former.strip().casefold())


def _findings(
    noun: _Noun, sheets: Sheets[Any], pairing: Pairing, around: Around
) -> Iterator[Finding]:
    if not (sheets.old and sheets.new):
        yield from _whole_sheet(sheets)
        return
    by_new = {pair.new: pair for pair in pairing.pairs}
    for new in range(len(sheets.new)):
        if new in by_new:
            yield from noun.compare(Both(sheets, by_new[new]), around)
        else:
            yield sheets.finding(f.NEW, None, new, noun.name)
            yield from _doubled(sheets, pairing, new, noun.name)
            yield from _replaced(sheets, pairing, new, around)
        yield from _former(sheets, pairing, new)
    for old in pairing.dropped:
        yield sheets.finding(f.DROPPED, old, None, noun.name)


def _replaced(
    sheets: Sheets[Any], pairing: Pairing, new: int, around: Around
) -> Iterator[Finding]:
    """A new row that stands where a dropped one with a rather like name stood."""
    for pair in pairing.near:
        both = Both(sheets, pair)
        if pair.new == new and _stand_together(both, around):
            yield both.say_pair(f.REPLACED, "id")


def _whole_sheet(sheets: Sheets[Any]) -> Iterator[Finding]:
    """Say once that a sheet is new, or that it is gone, instead of once a row."""
    rows = sheets.old or sheets.new
    if rows:
        change = f.SHEET_DROPPED if sheets.old else f.SHEET_NEW
        facts = {"sheet": sheets.row_class.sheet, "count": str(len(rows))}
        yield sheets.finding(change, None, None, **facts)


def _stand_together(both: Both[Any], around: Around) -> bool:
    """Tell whether two rows stand under the same subgoal or, without one, the same goal."""
    return all(
        around.continues(row_class, getattr(both.old, key, None), getattr(both.new, key, None))
        for row_class, key in ((Subgoal, "subgoal"), (Goal, "goal"))
    )


def _doubled(sheets: Sheets[Any], pairing: Pairing, new: int, key: str) -> Iterator[Finding]:
    """A new row with the name of one that goes on: which of the two does is for the owner."""
    name = folded(sheets.new[new].name)
    for pair in pairing.pairs:
        if folded(sheets.new[pair.new].name) == name:
            is_said = pair.certainty is Certainty.CONFIRMED or sheets.new[new].former == NEW
            facts = {"other": sheets.new[pair.new].id, "old": sheets.old[pair.old].id}
            change = f.DOUBLED_SAID if is_said else f.DOUBLED
            yield sheets.finding(change, pair.old, new, key, column=sheets.former_label, **facts)
            return


def _former(sheets: Sheets[Any], pairing: Pairing, new: int) -> Iterator[Finding]:
    """A row that names a row of the old plan which is not there, or which another row has."""
    former = sheets.new[new].former
    if not former or former == NEW:
        return
    facts = {"column": sheets.former_label, "found": former}
    old = next((i for i, row in enumerate(sheets.old) if row.id == former), None)
    if old is None:
        yield sheets.finding(f.FORMER_UNKNOWN, None, new, "former", **facts)
        return
    other = pairing.new_of(old)
    if other is not None and other != new:
        facts["other"] = sheets.new[other].id
        yield sheets.finding(f.FORMER_TAKEN, old, new, "former", **facts)


def _settings(sheets: Sheets[Any]) -> Iterator[Finding]:
    """Say which settings differ that a comparison of the years rests on."""
    both = Both(sheets, Pair(0, 0, 1.0, Certainty.NAME))
    if both.new.year < both.old.year:
        years = {"before": str(both.old.year), "after": str(both.new.year)}
        yield both.say(f.YEARS_TURNED, "year", **years)
    for key, change in _SETTINGS.items():
        column = column_of(Settings, key)
        before, after = (column.kind.show(column.of(row)) for row in (both.old, both.new))
        if before != after:
            yield both.say(change, key, label=column.label, before=before, after=after)


_SETTINGS = {
    "organisation": f.SETTING,
    "money_unit": f.SETTING,
    "met": f.THRESHOLD,
    "partly": f.THRESHOLD,
    "comment_above": f.SETTING,
    "goal_word": f.SETTING,
    "subgoal_word": f.SETTING,
}
NOUNS = (
    _Noun(Committee, "name", compare_names, same_id),
    _Noun(Goal, "name", compare_names, any_closeness),
    _Noun(Subgoal, "name", compare_subgoals, subgoal_closeness),
    _Noun(Indicator, "name", compare_indicators, indicator_closeness),
    _Noun(Assignment, "text", compare_assignments, assignment_closeness, _LONG),
    _Noun(Frame, "name", compare_frames, frame_closeness),
    _Noun(Unit, "name", compare_fields, same_id),
    _Noun(Risk, "name", compare_fields, same_id),
    _Noun(Measure, "name", compare_fields, same_id),
    _Noun(PlanTable, "title", compare_fields, same_id),
    _Noun(PlanTableRow, "name", compare_fields, row_closeness),
    _Noun(Period, "name", compare_periods, period_closeness),
    _Noun(GoalText, "text", compare_fields, same_id, _LONG),
    _Noun(FinancialGoal, "name", compare_fields, same_id),
    *(_Noun(line, "name", compare_fields, same_id) for line in STATEMENTS),
    _Noun(Ownership, "name", compare_fields, same_id),
    _Noun(DeclaredIdentity, "name", compare_fields, same_id),
    _Noun(LedgerFormat, "id", compare_fields, same_id),
    _Noun(AccountGroup, "name", compare_fields, same_id),
    _Noun(LedgerUnit, "id", compare_fields, same_id),
)
