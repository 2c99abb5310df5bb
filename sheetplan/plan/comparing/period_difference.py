"""What happened to a period between two plans: each day set against the same day a year on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.both import Around, Both
from sheetplan.plan.comparing.finding import Finding
from sheetplan.plan.settings import Period
from sheetplan.schema.column import columns_of

_SAME_MONTH, _OTHER = 1.0, 2.0


def period_closeness(old: Period, new: Period, around: Around) -> float:
    """Periods that end in the same month are the same, whatever their names."""
    del around
    return _SAME_MONTH if old.month == new.month else -_OTHER


def compare_periods(both: Both[Period], around: Around) -> Iterator[Finding]:
    """Say what differs in a period beside the year."""
    yield both.say(f.SAME, "name")
    later = around.new_year - around.old_year
    years = str(around.old_year), str(around.new_year)
    for column in columns_of(Period):
        old, new = (column.of(row) for row in (both.old, both.new))
        if column.key != "id" and _a_year_on(old, later, years) != _a_year_on(new, 0, years):
            shown = {"before": column.kind.show(old), "after": column.kind.show(new)}
            yield both.say(f.SETTING, column.key, label=column.label, **shown)


def _a_year_on(value: object, years: int, named: tuple[str, str]) -> object:
    if isinstance(value, date):
        return value.year + years, value.month, value.day
    return value.replace(*named) if isinstance(value, str) else value
