"""Tables of budget and outcome per committee and frame, with deviation and forecasts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sheetplan.plan.budget import change, spoken
from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.noun import COMMITTEE
from sheetplan.schema.column import columns_of
from sheetplan.schema.kinds import Number
from sheetplan.tables.bars import Bars
from sheetplan.tables.frame_results import FrameResult
from sheetplan.tables.results import Results
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words

_AMOUNTS = {c.key: c.label for c in columns_of(EconomyAnswer) if isinstance(c.kind, Number)}
_IF_TOLD = {"last_outcome", "change", "previous_forecast"}

_ROUNDED = "Beloppen är avrundade var för sig."


def _simple(results: Results) -> str:
    return f"Förenklad prognos: periodens avvikelse / {results.period.month} · 12."


def _keys(results: Results, of: Iterable[str] = _AMOUNTS) -> list[str]:
    """Return the amounts that are shown: some only where anybody has one."""
    told = {key for key in _IF_TOLD if any(_value(r, key) is not None for r in results.frames)}
    return [key for key in of if key in told or key not in _IF_TOLD]


def _column(key: str, unit: str, label: str = "") -> TableColumn:
    return figures(key, label or _AMOUNTS[key], "" if key == "change" else unit)


def budget_table(results: Results) -> Table:
    """Every frame of every committee; the totals count no varav row twice."""
    unit = results.plan.settings.money_unit
    keys = _keys(results)
    columns = (
        words("committee", "Nämnd", 22),
        words("frame", "Ram", 30),
        *(_column(key, unit) for key in keys),
        words("spoken", "Prognosen i ord", 22),
        words("comment", "Kommentar", 40),
    )
    rows = [_row(r, keys, unit) for r in results.frames]
    totals = _totals(results, keys, unit)
    first = len(rows)
    return Table(
        "budget",
        f"Budget och utfall {results.period.label}, nettokostnad",
        columns,
        (*rows, *totals),
        frozenset(range(first, first + len(totals))),
        "Avvikelse: plus är bättre än budget. Varav-rader ingår i raden ovanför. "
        f"{_simple(results)} {_ROUNDED}",
        about="Varje ram mot budget, för perioden och i prognosen, med diagram.",
    )


def budget_bars(results: Results, table: Table) -> Bars | None:
    """Draw the deviations of each committee's frame; None where none is known."""
    frames = enumerate(results.frames)
    rows = tuple(
        at for at, r in frames if not r.frame.part_of and r.forecast_deviation is not None
    )
    if not rows:
        return None
    unit = results.plan.settings.money_unit
    drawn = [results.frames[at] for at in rows]
    year = (f"{r.frame.shown_name}: {spoken(r.forecast_deviation, unit)}" for r in drawn)
    part = (f"{r.frame.shown_name}: {spoken(r.deviation, unit)}" for r in drawn)
    keys = [column.key for column in table.columns]
    at = tuple(keys.index(key) for key in ("deviation", "forecast_deviation") if key in keys)
    title = "Avvikelse för helåret enligt prognosen, och för perioden"
    told = f"För helåret: {'; '.join(year)}. För perioden: {'; '.join(part)}"
    said = f"Stapeldiagram. {title}. {told}."
    axis = f"{unit}, plus är bättre än budget"
    return Bars(title, rows, 0, at, axis, (), said, is_grouped=True)


def _row(r: FrameResult, keys: Iterable[str], unit: str) -> tuple[TableValue, ...]:
    amounts = [_shown(r, key) for key in keys]
    return (
        r.committee.name,
        r.frame.shown_name,
        *amounts,
        spoken(r.forecast_deviation, unit),
        r.comment,
    )


def _value(r: FrameResult, key: str) -> Decimal | None:
    value = r.frame.budget if key == "budget" else getattr(r, key)
    return value if isinstance(value, Decimal) else None


def _shown(r: FrameResult, key: str) -> Quantity | None:
    value = _value(r, key)
    if key == "change":
        return None if value is None else Quantity(value, "%", 1)
    return _amount(value)


def _amount(value: Decimal | None) -> Quantity | None:
    return None if value is None else Quantity(value, "", 1)


def _totals(results: Results, keys: Sequence[str], unit: str) -> list[tuple[TableValue, ...]]:
    """Sum what is in, and say how many of the committees with a frame that is."""
    tops = [r for r in results.frames if r.frame.part_of is None]
    answered = [r for r in tops if r.outcome is not None]
    rows: list[tuple[TableValue, ...]] = []
    if len(answered) < len(tops):
        planned = {"budget", "period_budget"}
        whole = (_total(tops, key) if key in planned else None for key in keys)
        rows.append(("Alla nämnder", "Summa", *whole, None, None))
    counted = COMMITTEE.counted(len(answered), len(tops))
    missing = ", ".join(r.committee.name for r in tops if r.outcome is None)
    note = f"Saknas i summan: {missing}." if missing else ""
    said = spoken(_sum(answered, "forecast_deviation"), unit)
    sums = (_total(answered, key) for key in keys)
    rows.append((counted, "Summa av inlämnat", *sums, said, note))
    return rows


def _total(rows: Sequence[FrameResult], key: str) -> Quantity | None:
    """Add up amounts; a change is of the sums, where all have an earlier amount."""
    if key != "change":
        known = key not in _IF_TOLD or all(_value(r, key) is not None for r in rows)
        return _amount(_sum(rows, key)) if known else None
    if any(r.last_outcome is None for r in rows):
        return None
    grown = change(_sum(rows, "last_outcome"), _sum(rows, "outcome"))
    return None if grown is None else Quantity(grown, "%", 1)


def _sum(rows: Sequence[FrameResult], key: str) -> Decimal | None:
    values = [v for v in (_value(r, key) for r in rows) if v is not None]
    return sum(values, Decimal(0)) if values else None


def economy_table(results: Results) -> Table:
    """A committee's frames as the report shows them."""
    unit = results.plan.settings.money_unit
    until = list(_AMOUNTS).index("deviation") + 1
    keys = _keys(results, list(_AMOUNTS)[:until])
    columns = (words("frame", "Ram", 28), *(_column(key, unit) for key in keys))
    rows = tuple((r.frame.shown_name, *(_shown(r, key) for key in keys)) for r in results.frames)
    note = f"Plus är bättre än budget, minus är sämre. {_ROUNDED}"
    return Table("economy", f"Resultat {results.period.label}", columns, rows, note=note)


def forecast_table(results: Results) -> Table:
    """A committee's forecast beside the simplified one, and what it said last time."""
    unit = results.plan.settings.money_unit
    labels = {
        "budget": "",
        "previous_forecast": "",
        "forecast": "",
        "forecast_deviation": "Avvikelse enligt prognos",
        "simple_forecast": "Avvikelse enligt förenklad prognos",
    }
    keys = _keys(results, labels)
    columns = (
        words("frame", "Ram", 28),
        *(_column(key, unit, labels[key]) for key in keys),
        words("spoken", "Prognosen i ord", 20),
    )
    rows = tuple(
        (
            r.frame.shown_name,
            *(_shown(r, key) for key in keys),
            spoken(r.forecast_deviation, unit),
        )
        for r in results.frames
    )
    note = f"{_simple(results)} {_ROUNDED}"
    return Table("forecast", f"Prognos för helåret {results.period.ends.year}", columns, rows,
                 note=note)  # fmt: skip
