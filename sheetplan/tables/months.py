"""Outcome and forecast of each frame month by month (månad), from the ledger or from the periods.

Where the ledger has been read in its months are used, otherwise the months that periods end in.
All amounts are net costs from the beginning of the year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.budget import MONTHS_A_YEAR, period_budget
from sheetplan.plan.ledger.ledger_file import TargetSum
from sheetplan.plan.ledger.sheets import Money, money_of
from sheetplan.plan.plan import Plan
from sheetplan.plan.settings import MONTH_NAMES
from sheetplan.schema.numbers import show_number
from sheetplan.tables.frame_results import FrameResult
from sheetplan.tables.lines import Line, LineLook, Lines
from sheetplan.tables.results import Results
from sheetplan.tables.table import Quantity, Table, figures, words

TAB = "Utfall per månad"
_MONTH, _BUDGET, _OUTCOME, _FORECAST = 2, 3, 5, 6  # columns
_SHOWN = 3  # letters of a month


@dataclass(frozen=True)
class FrameMonths:
    """A frame's year.

    Attributes:
        result: what the committee says in the latest period.
        outcomes: outcome from the beginning of the year, by month.
        is_of_ledger: the outcomes are the ledger's.
        until: the month that the latest period ends in.
    """

    result: FrameResult
    outcomes: Mapping[int, Decimal]
    is_of_ledger: bool
    until: int

    @property
    def forecast(self) -> Mapping[int, Decimal]:
        """The committee's own forecast: from the latest outcome to the year's end."""
        now, whole = self.outcomes.get(self.until), self.result.forecast
        if now is None or whole is None or self.until == MONTHS_A_YEAR:
            return {}
        return {self.until: now, MONTHS_A_YEAR: whole}


def frame_months(
    history: Sequence[Results], ledger: Sequence[TargetSum]
) -> tuple[FrameMonths, ...]:
    """Return the frames that are no part of another and have cost anything, in order."""
    latest = history[-1]
    money = money_of(latest.plan.settings.money_unit) or Money.KR
    of_ledger = {
        (one.target.committee, one.target.row): dict(_added(one, latest.period.month, money))
        for one in ledger
        if not one.target.table and one.months
    }
    made = (_frame(r, history, of_ledger.get((r.committee.id, r.frame.id)))
            for r in latest.frames if not r.frame.part_of)  # fmt: skip
    return tuple(one for one in made if any(one.outcomes.values()))


def _frame(
    r: FrameResult, history: Sequence[Results], months: Mapping[int, Decimal] | None
) -> FrameMonths:
    until = history[-1].period.month
    if months is not None:
        return FrameMonths(r, months, is_of_ledger=True, until=until)
    told = ((one.period.month, found.outcome) for one in history for found in one.frames
            if found.frame == r.frame)  # fmt: skip
    known = {month: outcome for month, outcome in told if outcome is not None}
    return FrameMonths(r, known, is_of_ledger=False, until=until)


def _added(one: TargetSum, until: int, money: Money) -> Iterator[tuple[int, Decimal]]:
    """Add up the months; one without rows is as the month before."""
    total = Decimal(0)
    for month in range(1, until + 1):
        total += one.months.get(month, Decimal(0))
        yield month, total / money.kronor


def month_table(plan: Plan, made: Sequence[FrameMonths]) -> Table:
    """Twelve rows a frame."""
    unit = plan.settings.money_unit
    columns = (
        words("committee", "Nämnd", 32),
        words("frame", "Ram", 32),
        words("month", "Månad", 10),
        figures("budget", "Budget hittills", unit, 14),
        figures("in_month", "Utfall i månaden", unit, 14),
        figures("outcome", "Utfall hittills", unit, 14),
        figures("forecast", "Nämndens prognos", unit, 14),
    )
    rows = (row for one in made for row in _rows(one))
    return Table(
        "months",
        "Utfall och prognos per månad, nettokostnad från årets början",
        columns,
        tuple(rows),
        note=" ".join(_notes(made)),
        about="Hur varje ram har förbrukats under året och vart prognosen leder, med diagram.",
    )


def _notes(made: Sequence[FrameMonths]) -> Iterator[str]:
    """Say where the months come from."""
    named = {True: "redovisningens månader", False: "månader som perioderna slutar i"}
    for kind, words_for in named.items():
        own = [one.result.frame.shown_name for one in made if one.is_of_ledger is kind]
        if own:
            yield f"Ur {words_for}: {', '.join(own)}."
    yield "Budgeten är lika stor varje månad."


def _rows(one: FrameMonths) -> Iterator[tuple[str | Quantity | None, ...]]:
    r = one.result
    for month in range(1, MONTHS_A_YEAR + 1):
        outcome = one.outcomes.get(month)
        before = one.outcomes.get(month - 1, Decimal(0) if month == 1 else None)
        alone = None if outcome is None or before is None else outcome - before
        yield (
            r.committee.name,
            r.frame.shown_name,
            MONTH_NAMES[month - 1][:_SHOWN],
            _amount(period_budget(r.frame.budget, month)),
            _amount(alone),
            _amount(outcome),
            _amount(one.forecast.get(month)),
        )


def _amount(value: Decimal | None) -> Quantity | None:
    return None if value is None else Quantity(value, "", 1)


def month_lines(plan: Plan, made: Sequence[FrameMonths]) -> tuple[Lines, ...]:
    """Draw each frame beside its rows."""
    unit = plan.settings.money_unit
    return tuple(_lines(one, at * MONTHS_A_YEAR, unit) for at, one in enumerate(made))


def _lines(one: FrameMonths, first: int, unit: str) -> Lines:
    above = one.result.forecast is not None and one.result.forecast < one.result.frame.budget
    drawn = [
        Line(_BUDGET, "Budget", LineLook.DASHED, is_below=not above),
        Line(_OUTCOME, "Utfall", LineLook.SOLID),
    ]
    forecast = Line(_FORECAST, "Prognos", LineLook.DOTTED, is_below=above)
    drawn += [forecast] if one.forecast else []
    name, last = one.result.frame.shown_name, max(one.outcomes)
    said = [f"utfall till och med {MONTH_NAMES[last - 1]} {_show(one.outcomes[last], unit)}"]
    said += [f"budget för helåret {_show(one.result.frame.budget, unit)}"]
    said += [f"prognos {_show(whole, unit)}" for whole in [one.result.forecast] if whole]
    title = f"{name}, {unit} från årets början"
    return Lines(
        title, first, first + MONTHS_A_YEAR - 1, _MONTH, tuple(drawn), unit,
        f"Linjediagram. {title}: {', '.join(said)}.",
    )  # fmt: skip


def _show(value: Decimal, unit: str) -> str:
    return show_number(value, 1, unit)
