"""Split (uppdelning): the groups that an indicator is told apart by, each with its own row."""

from __future__ import annotations

from dataclasses import replace

from sheetplan.plan.indicator import Indicator
from sheetplan.plan.words import Reporter, Split

_SEXES = ("Kvinnor", "Män")
_BETWEEN = "/"  # stands in no id, so that an indicator and a group never have the same


def groups_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the names of an indicator's groups.

    A row of the plan with one group is that group already, and is not split further.
    """
    if indicator.split is Split.NONE or indicator.is_text:
        return ()
    named = named_groups(indicator)
    if not named and indicator.split is Split.SEX:
        return _SEXES
    return named if len(named) > 1 else ()


def named_groups(indicator: Indicator) -> tuple[str, ...]:
    """Return the groups that the plan names, each once."""
    names = (" ".join(name.split()) for name in (indicator.groups or "").split(","))
    once = {name.casefold(): name for name in names if name}
    return tuple(once.values())


def group_row_id(indicator: Indicator, group: str) -> str:
    """Return the id of a group's row, such as ``hsn-1.1.3/flickor``."""
    return f"{indicator.id}{_BETWEEN}{'-'.join(group.lower().split())}"


def whole_id(row_id: str) -> str:
    """Return the id of the indicator that a row, or the row of its group, is about."""
    return row_id.partition(_BETWEEN)[0]


def is_group(indicator: Indicator) -> bool:
    """Tell whether it stands for one group of an indicator."""
    return _BETWEEN in indicator.id


def as_group(indicator: Indicator, group: str) -> Indicator:
    """Return a group as an indicator: the same target and rule, but no earlier outcomes of all.

    Where units report the whole, the committee is asked for the groups.
    """
    return replace(
        indicator,
        id=group_row_id(indicator, group),
        name=f"{group}: {indicator.name}",
        baseline=None,
        baseline_year=None,
        outcomes={},
        months={},
        compound=None,
        split=Split.NONE,
        groups=None,
        reporter=Reporter.COMMITTEE,
    )


def as_groups(indicator: Indicator) -> tuple[tuple[str, Indicator], ...]:
    """Return the groups of an indicator, each by its name and as an indicator."""
    return tuple((group, as_group(indicator, group)) for group in groups_of(indicator))
