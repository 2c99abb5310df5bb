"""Frames from last year to this and on (rambrygga): by committee, in steps, against the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.amount import printed_decimals
from sheetplan.plan.bridging import BASE, BUDGET, CHANGES, REALLOCATION, Bridge, TiedTotal
from sheetplan.plan.noun import COMMITTEE
from sheetplan.plan.plan import Plan
from sheetplan.schema.numbers import rounded, show_number
from sheetplan.tables.bars import Bars
from sheetplan.tables.table import (
    Quantity,
    Table,
    TableColumn,
    TableValue,
    figures,
    in_column,
    words,
)

ALL = "Alla nämnder"
_HALF = Decimal("0.5")
_QUARTER = Decimal("0.25")
_ONE_COMMITTEE = 2  # rows: its own and that of all
_DRAWN = ("foot", "level", "up", "down")


@dataclass(frozen=True)
class Waterfall:
    """Columns that stand on each other's heights: the first figure of each is not seen.

    ``floor`` is where the axis begins, so that changes are seen beside whole frames.
    """

    bars: Bars
    floor: Decimal


@dataclass(frozen=True)
class _Step:
    """A step: its name, its change or None for a whole frame, and the level after it."""

    name: str
    change: Decimal | None
    level: Decimal


def _rests(one: Bridge) -> dict[str, Decimal]:
    """Return what base and changes do not tell of the budget, by what it is called."""
    named = {"Avrundning": one.rounding, "Oförklarat": one.unexplained}
    return {name: rest for name, rest in named.items() if rest}


def bridge_table(plan: Plan, made: Sequence[Bridge]) -> Table:
    """A row a committee and last one for all, from last year's budget to the last plan year."""
    unit = plan.settings.money_unit
    labels = [*made[-1].amounts]
    later = labels[labels.index(BUDGET) + 1 :]
    changes = [one for one in CHANGES if one in labels]
    rests = list(dict.fromkeys(name for one in made for name in _rests(one)))
    heads = [BASE, *changes, *rests, BUDGET, *later]
    amounts = [{**one.amounts, **_rests(one)} for one in made]
    columns = [in_column(one.get(head) for one in amounts) for head in heads]
    names = (one.committee.name if one.committee else ALL for one in made)
    return Table(
        "bridge",
        f"Ramarna från året före till {plan.settings.year} och framåt",
        (words("committee", "Nämnd", 30), *(figures(h, h, unit) for h in heads)),
        tuple(zip(names, *columns, strict=True)),
        frozenset({len(made) - 1}),
        " ".join(_bridge_notes(made)),
        about="Hur varje nämnds ram har blivit till, och planen för åren efter.",
    )


def _bridge_notes(made: Sequence[Bridge]) -> Iterator[str]:
    """Say whether people can add the rows up, and whether reallocations cancel out."""
    held = [one for one in made if one.rest is not None]
    exact = sum(not _rests(one) for one in held)
    near = sum(not one.unexplained for one in held) - exact
    yield (
        f"Av {len(held)} rader går {exact} jämnt ut, {near} går ut inom avrundning och "
        f"{len(held) - exact - near} stämmer inte."
    )
    moved = made[-1].amounts.get(REALLOCATION)
    if moved is not None and len(made) > _ONE_COMMITTEE:
        says = "tar ut varandra" if moved == 0 else f"tar inte ut varandra: de blir {_show(moved)}"
        yield f"Omfördelningarna mellan nämnder {says}."


def step_table(plan: Plan, bridge: Bridge) -> Table | None:
    """All frames together step by step, with what the chart is drawn from; None if not whole."""
    if bridge.rest is None:
        return None
    unit = plan.settings.money_unit
    steps = list(_steps(bridge))
    decimals = max(printed_decimals(step.level) for step in steps)
    columns = (
        words("step", "Steg", 44),
        figures("change", "Ändring", unit),
        figures("after", "Ram efter steget", unit),
        figures("foot", "Diagrammets fot", unit),
        figures("level", "Hel ram", unit),
        figures("up", "Ökning", unit),
        figures("down", "Minskning", unit),
    )
    rows = tuple(_step_row(steps, at, decimals) for at in range(len(steps)))
    whole = frozenset(at for at, step in enumerate(steps) if step.change is None)
    title = f"Alla ramar tillsammans, från året före till {plan.settings.year} och framåt"
    note = "De fyra sista kolumnerna är det som diagrammet ritas av; foten syns inte."
    about = "Vad som ökar och minskar ramarna tillsammans, steg för steg, med diagram."
    return Table("bridge_steps", title, columns, rows, whole, note, about=about)


def _steps(bridge: Bridge) -> Iterator[_Step]:
    level = bridge.amounts[BASE]
    yield _Step(BASE, None, level)
    changes = [(name, bridge.amounts.get(name)) for name in CHANGES]
    for name, change in (*changes, *_rests(bridge).items()):
        if change:
            level += change
            yield _Step(name, change, level)
    after = False
    for name, amount in bridge.amounts.items():
        after = after or name == BUDGET
        if after:
            yield _Step(name, None, amount)


def _step_row(steps: Sequence[_Step], at: int, decimals: int) -> tuple[TableValue, ...]:
    step = steps[at]
    foot = level = up = down = None
    if step.change is None:
        level = step.level
    else:
        foot = min(step.level, step.level - step.change)
        up, down = (step.change, None) if step.change > 0 else (None, -step.change)
    amounts = (step.change, step.level, foot, level, up, down)
    return (step.name, *(None if v is None else Quantity(v, "", decimals) for v in amounts))


def waterfall(plan: Plan, table: Table) -> Waterfall | None:
    """Draw the steps; None where a column would begin below zero."""
    keys = [column.key for column in table.columns]
    columns = tuple(keys.index(key) for key in _DRAWN)
    ends = [v.value for row in table.rows for v in (row[columns[0]], row[columns[1]])
            if isinstance(v, Quantity)]  # fmt: skip
    if min(ends) < 0:
        return None
    unit = plan.settings.money_unit
    title = f"Ramarna från året före till plan, {unit}"
    said = "; ".join(f"{row[0]} {row[1] if row[1] is not None else row[2]}" for row in table.rows)
    tops = [row[2].value for row in table.rows if isinstance(row[2], Quantity)]
    floor = _floor(min(ends), max(tops))
    title += f" (axeln börjar vid {_show(floor)})" if floor else ""
    rows = tuple(range(len(table.rows)))
    bars = Bars(title, rows, 0, columns, unit, (), f"Stapeldiagram. {title}: {said}.")
    return Waterfall(bars, floor)


def _floor(lowest: Decimal, highest: Decimal) -> Decimal:
    """Return an even number well below the lowest end, or zero."""
    span = highest - lowest
    unit = _HALF.scaleb(span.adjusted()) if span else _HALF
    return max((lowest - span * _QUARTER) // unit * unit, Decimal(0)) if span else Decimal(0)


def tied_table(plan: Plan, tied: Sequence[TiedTotal]) -> Table:
    """A row a year: the frames together against the net cost of the result budget."""
    unit, of = plan.settings.money_unit, len(plan.committees)
    columns: tuple[TableColumn, ...] = (
        words("column", "Kolumn", 16),
        words("counted", "Ingår", 18),
        figures("frames", "Ramarna tillsammans", unit),
        figures("net_cost", "Nettokostnad i resultatbudgeten", unit, 16),
        figures("difference", "Skillnad", unit),
        figures("bound", "Avrundning kan ge högst", unit, 14),
        words("verdict", "Avstämning", 18),
    )
    rows = zip(
        (one.column for one in tied),
        (COMMITTEE.counted(len(one.committees), of) for one in tied),
        in_column(one.frames for one in tied),
        in_column(abs(one.printed) for one in tied),
        in_column(one.frames - abs(one.printed) for one in tied),
        in_column(rounded(one.judgement.bound, 1) for one in tied),
        (one.judgement.verdict.mark for one in tied),
        strict=True,
    )
    agree = sum(one.judgement.holds for one in tied)
    return Table(
        "tied_totals",
        "Nämndernas ramar mot resultatbudgeten",
        columns,
        tuple(rows),
        note=f"{agree} av {len(tied)} år stämmer, exakt eller inom avrundning.",
        about="Om nämndernas ramar tillsammans är det som resultatbudgeten säger.",
    )


def _show(value: Decimal) -> str:
    return show_number(value, printed_decimals(value))
