"""The tables as pandas frames, for those who go on in Python; nothing else loads pandas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from sheetplan.flows.consolidate import gather
from sheetplan.flows.year import find_year
from sheetplan.plan.mark import Mark
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue

IS_TOTAL, WARNING, IN_WORDS = "is_total", "warning", "_words"


def frames(folder: Path | str, period: str | None = None) -> dict[str, pd.DataFrame]:
    """Return every table of a period by its key, as ``sheetplan tables`` writes them.

    Args:
        folder: the year's folder, or one below it.
        period: such as ``2025-08``; the last issued one unless told otherwise.
    """
    made = gather(find_year(Path(folder)), period)
    warning = made.results.plan.settings.warning
    return {table.key: frame_of(table, warning) for table in made.tables.values()}


def frame_of(table: Table, warning: str = "") -> pd.DataFrame:
    """Return a table as a frame: its columns are the table's keys, which never change.

    Figures are floats (72 for 72 %), marks their words, days dates. What a column of figures says
    in words (”Öka”) stands in a column of its own beside it. ``attrs`` holds the table's title and
    note, and what people call its columns.
    """
    columns = dict(_columns(table))
    columns[IS_TOTAL] = pd.Series(
        [at in table.emphasis for at in range(len(table.rows))], dtype=bool
    )
    if warning:
        columns[WARNING] = pd.Series([warning] * len(table.rows), dtype="string")
    frame = pd.DataFrame(columns)
    labels = {column.key: column.header for column in table.columns}
    frame.attrs = {"title": table.title, "note": table.note, "labels": labels}
    return frame


def _columns(table: Table) -> Iterator[tuple[str, pd.Series]]:
    for at, column in enumerate(table.columns):
        yield from _typed(column, [row[at] for row in table.rows])


def _typed(column: TableColumn, values: Sequence[TableValue]) -> Iterator[tuple[str, pd.Series]]:
    said = [None if isinstance(value, Quantity | date) else value for value in values]
    if column.is_figure:
        figures = [float(v.value) if isinstance(v, Quantity) else None for v in values]
        yield column.key, pd.Series(figures, dtype="float64")
        if any(value is not None for value in said):
            yield column.key + IN_WORDS, _texts(said)
    elif any(isinstance(value, date) for value in values):
        days = [value if isinstance(value, date) else None for value in values]
        yield column.key, pd.Series(pd.to_datetime(pd.Series(days, dtype="object")))
    else:
        yield column.key, _texts(values)


def _texts(values: Sequence[TableValue]) -> pd.Series:
    texts = [v.word if isinstance(v, Mark) else str(v) if v is not None else None for v in values]
    return pd.Series(texts, dtype="string")
