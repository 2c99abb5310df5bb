"""Tables of budget and outcome per committee and frame, with deviation and forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sheetplan.plan.budget import spoken
from sheetplan.plan.noun import COMMITTEE
from sheetplan.tables.bars import Bars
from sheetplan.tables.results import FrameResult, Results
from sheetplan.tables.table import Quantity, Table, TableValue, figures, words

_AMOUNTS = (
    "budget",
    "period_budget",
    "outcome",
    "deviation",
    "simple_forecast",
    "forecast",
    "forecast_deviation",
)

_ROUNDED = "Beloppen är avrundade var för sig."


def _simple(results: Results) -> str:
    return f"Förenklad prognos: periodens avvikelse / {results.period.month} · 12."


def budget_table(results: Results) -> Table:
    """Every frame of every committee; the totals count no varav row twice."""
    unit = results.plan.settings.money_unit
    columns = (
        words("committee", "Nämnd", 22),
        words("frame", "Ram", 30),
        figures("budget", "Budget helår", unit),
        figures("period_budget", "Budget perioden", unit),
        figures("outcome", "Utfall perioden", unit),
        figures("deviation", "Avvikelse perioden", unit),
        figures("simple_forecast", "Förenklad prognos, avvikelse", unit),
        figures("forecast", "Prognos helår", unit),
        figures("forecast_deviation", "Avvikelse helår", unit),
        words("spoken", "Prognosen i ord", 22),
        words("comment", "Kommentar", 40),
    )
    rows = [_row(r, unit) for r in results.frames]
    totals = _totals(results, unit)
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
    """Draw the year's deviation of each committee's frame; None where none is known."""
    frames = enumerate(results.frames)
    rows = tuple(
        at for at, r in frames if not r.frame.part_of and r.forecast_deviation is not None
    )
    if not rows:
        return None
    unit = results.plan.settings.money_unit
    told = (f"{results.frames[at].frame.shown_name}: "
            f"{spoken(results.frames[at].forecast_deviation, unit)}" for at in rows)  # fmt: skip
    at = [column.key for column in table.columns].index("forecast_deviation")
    title = "Avvikelse för helåret enligt prognosen"
    said = f"Stapeldiagram. {title}. {'; '.join(told)}."
    return Bars(title, rows, 0, (at,), f"{unit}, plus är bättre än budget", (), said)


def _row(r: FrameResult, unit: str) -> tuple[TableValue, ...]:
    amounts = [_amount(_value(r, key)) for key in _AMOUNTS]
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


def _amount(value: Decimal | None) -> Quantity | None:
    return None if value is None else Quantity(value, "", 1)


def _totals(results: Results, unit: str) -> list[tuple[TableValue, ...]]:
    """Sum what is in, and say how many of the committees with a frame that is."""
    tops = [r for r in results.frames if r.frame.part_of is None]
    answered = [r for r in tops if r.outcome is not None]
    whole = [_amount(sum((r.frame.budget for r in tops), Decimal(0)))]
    part = [_amount(sum((r.period_budget for r in tops), Decimal(0)))]
    rows: list[tuple[TableValue, ...]] = []
    if len(answered) < len(tops):
        rows.append(("Alla nämnder", "Summa", *whole, *part, *[None] * 5, None, None))
    sums = [_sum(answered, key) for key in _AMOUNTS]
    counted = COMMITTEE.counted(len(answered), len(tops))
    missing = ", ".join(r.committee.name for r in tops if r.outcome is None)
    note = f"Saknas i summan: {missing}." if missing else ""
    rows.append((counted, "Summa av inlämnat", *map(_amount, sums), spoken(sums[-1], unit), note))
    return rows


def _sum(rows: Sequence[FrameResult], key: str) -> Decimal | None:
    values = [v for v in (_value(r, key) for r in rows) if v is not None]
    return sum(values, Decimal(0)) if values else None


def economy_table(results: Results) -> Table:
    """A committee's frames as the report shows them."""
    unit = results.plan.settings.money_unit
    columns = (
        words("frame", "Ram", 28),
        figures("budget", "Budget helår", unit),
        figures("period_budget", "Budget perioden", unit),
        figures("outcome", "Utfall perioden", unit),
        figures("deviation", "Avvikelse perioden", unit),
    )
    rows = tuple(
        (r.frame.shown_name, *(_amount(_value(r, key)) for key in _AMOUNTS[:4]))
        for r in results.frames
    )
    note = f"Plus är bättre än budget, minus är sämre. {_ROUNDED}"
    return Table("economy", f"Resultat {results.period.label}", columns, rows, note=note)


def forecast_table(results: Results) -> Table:
    """A committee's forecast beside the simplified one."""
    unit = results.plan.settings.money_unit
    columns = (
        words("frame", "Ram", 28),
        figures("budget", "Budget helår", unit),
        figures("forecast", "Prognos helår", unit),
        figures("forecast_deviation", "Avvikelse enligt prognos", unit),
        figures("simple_forecast", "Avvikelse enligt förenklad prognos", unit),
        words("spoken", "Prognosen i ord", 20),
    )
    keys = ("budget", "forecast", "forecast_deviation", "simple_forecast")
    rows = tuple(
        (
            _row(r, unit)[1],
            *(_amount(_value(r, k)) for k in keys),
            spoken(r.forecast_deviation, unit),
        )
        for r in results.frames
    )
    note = f"{_simple(results)} {_ROUNDED}"
    return Table("forecast", f"Prognos för helåret {results.period.ends.year}", columns, rows,
                 note=note)  # fmt: skip
