"""Text files with delimiters (CSV): read row by row, with the row that each stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.schema.problem import Place, Problem

DELIMITERS = (";", "\t", ",", "|")
NumberedRow = tuple[int, list[str]]


def delimited_rows(
    data: bytes, codec: str, delimiter: str, file: str
) -> Iterator[NumberedRow | Problem]:
    """Yield the rows of a file; last a problem, where quotes do not end."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding=codec, newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    row = 1
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error:
            place = Place(file, file, row, 0, f"rad {row}")
            yield Problem(rules.LEDGER_QUOTES, place, {"row": str(row)})
            return
        yield row, fields
        row = reader.line_num + 1
