"""Completeness (fullständighet): what is said of each indicator in each period, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from sheetplan.plan.committee import Committee
from sheetplan.plan.mark import Mark, Tone
from sheetplan.plan.noun import INDICATOR
from sheetplan.plan.words import Status
from sheetplan.schema.kinds import HUNDRED
from sheetplan.schema.numbers import rounded
from sheetplan.tables.indicators import quantity
from sheetplan.tables.results import IndicatorResult, Results
from sheetplan.tables.table import Quantity, Table, TableValue, figures, words

ALL = "Alla nämnder"


class State(Enum):
    """What is said of an indicator in a period; no two of them are the same thing."""

    VALUE = "value"
    REASON = "reason"
    MISSING = "missing"
    NOT_RETURNED = "not_returned"
    NOT_DUE = "not_due"


_MARKS = {
    State.VALUE: Mark("Utfall i ord", "✔", Tone.GOOD),
    State.MISSING: Mark("Saknas", "✖", Tone.BAD),
    State.NOT_RETURNED: Mark("Ej inlämnat", "○", Tone.BAD),
    State.NOT_DUE: Status.NOT_DUE.mark,
}
_REASON_SYMBOL = "◇"
_MOST_DECIMALS = 9


@dataclass(frozen=True)
class Count:
    """How many indicators are in each state."""

    states: Counter[State] = field(default_factory=Counter)

    @property
    def due(self) -> int:
        """How many are to be followed up in the period."""
        return self.states.total() - self.states[State.NOT_DUE]

    @property
    def values(self) -> int:
        """How many have an outcome."""
        return self.states[State.VALUE]

    @property
    def answered(self) -> int:
        """How many have an outcome or a reason why there is none."""
        return self.values + self.states[State.REASON]

    def share(self, number: int) -> Decimal | None:
        """Return a number as per cent of those that are due; None where none is."""
        return Decimal(number) * HUNDRED / self.due if self.due else None

    def percent(self, number: int) -> Quantity | None:
        """Return the share with as many decimals as keep it from being shown as all, or none."""
        share = self.share(number)
        if share is None:
            return None
        shown = (d for d in range(_MOST_DECIMALS) if 0 < rounded(share, d) < HUNDRED)
        return Quantity(share, "%", next(shown, 0))

    def __str__(self) -> str:
        return f"{self.values} av {self.due}"


def state_of(results: Results, one: IndicatorResult) -> State:
    """Return what is said of an indicator in the period of the results."""
    if one.attainment.status is Status.NOT_DUE:
        return State.NOT_DUE
    if one.aggregate is not None:  # the units answer, whether or not the committee has
        if one.aggregate.value is not None:
            return State.VALUE
        said = results.said[one.committee.id]
        return State.MISSING if said.returned else State.NOT_RETURNED
    if one.committee not in results.returned:
        return State.NOT_RETURNED
    if one.outcome.value is not None or one.outcome.text:
        return State.VALUE
    return State.MISSING if one.outcome.absence is None else State.REASON


def count(results: Results, committee: Committee | None = None) -> Count:
    """Count the indicators of a committee, or of all, by what is said of them."""
    own = (r for r in results.indicators if committee in {None, r.committee})
    return Count(Counter(state_of(results, one) for one in own))


def committees(results: Results) -> tuple[Committee, ...]:
    """Return the committees that have indicators, in the plan's order."""
    having = {r.committee.id for r in results.indicators}
    return tuple(c for c in results.plan.committees if c.id in having)


def _counted_alone_and_together(results: Results) -> tuple[Committee | None, ...]:
    """Return each committee and, where they are more than one, None for all of them."""
    own = committees(results)
    return (*own, None) if len(own) > 1 else own


def completeness_table(history: Sequence[Results]) -> Table:
    """Every indicator by period; last how many of those that are due have an outcome.

    ``history`` holds the periods in their order, the current one last.
    """
    current = history[-1]
    columns = (
        words("committee", "Nämnd", 24),
        words("subgoal", current.levels.judged.title, 34),
        words("indicator", "Indikator", 44),
        words("unit", "Enhet", 14),
        *(words(one.period.id, one.period.label, 20) for one in history),
    )
    found = [(one, {r.indicator.id: r for r in _with_groups(one)}) for one in history]
    rows = [
        (r.committee.name, r.subgoal.name, r.indicator.name, r.indicator.unit,
         *(_cell(one, by_id.get(r.indicator.id)) for one, by_id in found))
        for r in _with_groups(current)
    ]  # fmt: skip
    counted = list(_counted(history))
    emphasis = frozenset(range(len(rows), len(rows) + len(counted)))
    note = "Sista raden visar hur många av indikatorerna som ska följas upp som har ett utfall."
    title = f"Fullständighet {current.period.label}"
    about = "Vad som är sagt om varje indikator i varje period."
    made = (*rows, *counted)
    return Table("completeness", title, columns, made, emphasis, note, about=about)


def _with_groups(results: Results) -> Iterator[IndicatorResult]:
    """Each indicator and, below it, the groups that were asked about; they are not counted."""
    for one in results.indicators:
        yield one
        yield from one.of_groups


def _cell(results: Results, one: IndicatorResult | None) -> TableValue:
    if one is None:  # a group is asked about only when its indicator is due
        return _MARKS[State.NOT_DUE]
    state = state_of(results, one)
    if state is State.REASON and one.outcome.absence is not None:
        return Mark(one.outcome.absence.label, _REASON_SYMBOL, Tone.PARTLY)
    return quantity(one.outcome.value, one.indicator) if _is_number(state, one) else _MARKS[state]


def _is_number(state: State, one: IndicatorResult) -> bool:
    return state is State.VALUE and one.outcome.value is not None


def _counted(history: Sequence[Results]) -> Iterator[tuple[TableValue, ...]]:
    for committee in _counted_alone_and_together(history[-1]):
        counts = (count(one, committee) for one in history)
        name = ALL if committee is None else committee.name
        yield (name, "Utfall finns", None, None, *(_spoken(one) for one in counts))


def _spoken(counted: Count) -> str | None:
    share = counted.percent(counted.values)
    return None if share is None else f"{counted} ({share})"


def completeness_count_table(history: Sequence[Results]) -> Table:
    """How complete each committee is, period by period."""
    columns = (
        words("committee", "Nämnd", 34),
        words("period", "Period", 16),
        figures("due", "Ska följas upp", width=12),
        figures("value", "Med utfall", width=12),
        figures("reason", "Med skäl", width=12),
        figures("missing", "Saknas", width=12),
        figures("not_returned", "Ej inlämnat", width=12),
        figures("value_share", "Andel med utfall", width=14),
        figures("answered_share", "Andel med utfall eller skäl", width=16),
        figures("not_due", "Följs inte upp nu", width=14),
    )
    counted = _counted_alone_and_together(history[-1])
    rows = tuple(_count_row(one, committee) for committee in counted for one in history)
    first_total = len(rows) - counted.count(None) * len(history)
    emphasis = frozenset(range(first_total, len(rows)))
    title = f"Fullständighet per nämnd {history[-1].period.label}"
    note = "Nämnder utan indikatorer är inte med."
    about = "Hur många indikatorer som har ett utfall, för varje nämnd."
    return Table("completeness_counts", title, columns, rows, emphasis, note, about=about)


def _count_row(results: Results, committee: Committee | None) -> tuple[TableValue, ...]:
    counted = count(results, committee)
    return (
        ALL if committee is None else committee.name,
        results.period.label,
        *_whole((counted.due, counted.values)),
        *_whole(counted.states[s] for s in (State.REASON, State.MISSING, State.NOT_RETURNED)),
        counted.percent(counted.values),
        counted.percent(counted.answered),
        *_whole((counted.states[State.NOT_DUE],)),
    )


def _whole(numbers: Iterable[int]) -> Iterator[Quantity]:
    return (Quantity(Decimal(number)) for number in numbers)


def completeness_sentence(results: Results) -> str:
    """Say how many indicators have an outcome, and who is least complete; nothing if none is due.

    The least complete are named only where they stand out: all is in, or all are alike, says it.
    """
    everybody = count(results)
    if not everybody.due:
        return ""
    counted = INDICATOR.counted(everybody.values, everybody.due)
    said = f"Utfall finns för {counted} som ska följas upp."
    counts = {c.name: count(results, c) for c in committees(results)}
    shares = {name: one.share(one.values) for name, one in counts.items() if one.due}
    least = min(share for share in shares.values() if share is not None)
    names = [f"{name} ({counts[name]})" for name, share in shares.items() if share == least]
    return f"{said} Minst komplett: {', '.join(names)}." if len(names) < len(shares) else said
