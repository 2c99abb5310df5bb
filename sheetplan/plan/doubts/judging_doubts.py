"""What a plan leaves out that a colour needs: the period's part, all parts, its groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from sheetplan.plan.attaining.part import given_shares, same_month, why_no_part
from sheetplan.plan.doubts.row_at import RowAt
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.settings import MONTH_NAMES, Period, Settings
from sheetplan.plan.split import named_groups
from sheetplan.plan.words import Profile, Split
from sheetplan.schema.kinds import plain_number
from sheetplan.schema.numbers import NBSP
from sheetplan.schema.problem import Problem


def _part_is_known(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """A profile that is chosen has what it is reckoned from, for every period that is due."""
    periods = [row for row in at.sheets[Period].rows if isinstance(row, Period)]
    lacking = [p for p in periods if indicator.is_due(p) and why_no_part(indicator, p)]
    if lacking and indicator.profile is not None:
        columns = [f"”{c}”" for p in lacking for c in _columns(indicator.profile, p)]
        facts = {
            "profile": indicator.profile.label,
            "columns": ", ".join(dict.fromkeys(columns)),
        }
        yield at.problem(plan_rules.PLAN_PART, "profile", **facts)


def _columns(profile: Profile, period: Period) -> tuple[str, ...]:
    if profile is Profile.GIVEN:
        return (f"Andel t.o.m. {MONTH_NAMES[period.month - 1]}",)
    return (f"Utfall t.o.m. {same_month(period)}", f"Utfall {period.ends.year - 1}")


def _shares_grow(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """A share is of all from January on, so a later one is no lower."""
    shares = given_shares(indicator)
    for (before, high), (after, low) in pairwise(sorted(shares.items())):
        if low < high:
            earlier, later = MONTH_NAMES[before - 1], MONTH_NAMES[after - 1]
            facts = {
                "later": later,
                "low": f"{plain_number(low)}{NBSP}%",
                "earlier": earlier,
                "high": f"{plain_number(high)}{NBSP}%",
            }
            key = next(k for k in indicator.shares if k.casefold() == later)
            yield at.problem(plan_rules.PLAN_SHARES_FALL, f"shares.{key}", **facts)


def _compound_has_parts(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    key = (indicator.judged_under, indicator.compound_key)
    rows = (row for row in at.found.rows if isinstance(row, Indicator))
    parts = sum((row.judged_under, row.compound_key) == key for row in rows)
    if indicator.compound_key and parts == 1:
        facts = {"found": indicator.compound or ""}
        yield at.problem(plan_rules.PLAN_COMPOUND, "compound", **facts)


def _groups_are_named(indicator: Indicator, at: RowAt) -> Iterator[Problem]:
    """Groups are asked about where there is a split, and by age only where they have names."""
    named = named_groups(indicator)
    if indicator.split is Split.AGE and not named and not indicator.is_text:
        facts = {"split": indicator.split.label, "example": "0–17 år, 18–64 år, 65 år och äldre"}
        yield at.problem(plan_rules.PLAN_GROUPS, "split", **facts)
    elif indicator.split is Split.NONE and named:
        facts = {"found": ", ".join(named), "split": indicator.split.label}
        yield at.problem(plan_rules.PLAN_GROUPS_ALONE, "groups", place=at.cell("split"), **facts)


def thresholds_are_in_force(period: Period, at: RowAt) -> Iterator[Problem]:
    """The plan's thresholds judge every period, also one that ended before they began to hold."""
    settings = at.sheets[Settings]
    for index, row in enumerate(settings.rows):
        if isinstance(row, Settings) and period.starts <= period.ends < row.thresholds_from:
            place = settings.place(index, "thresholds_from")
            facts = {
                "ends": period.ends.isoformat(),
                "starts": row.thresholds_from.isoformat(),
                "place": f"{place.sheet}!{place.cell}",
            }
            yield at.problem(plan_rules.PLAN_THRESHOLDS, "ends", **facts)


JUDGING_DOUBTS: tuple[Callable[[Indicator, RowAt], Iterator[Problem]], ...] = (
    _part_is_known,
    _shares_grow,
    _compound_has_parts,
    _groups_are_named,
)
