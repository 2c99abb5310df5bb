"""Read one file from the ledger, text or workbook, by the plan's description of such files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sheetplan.excel.gate import open_package
from sheetplan.excel.row_reader import RowSheet, open_rows
from sheetplan.importers.delimited import DELIMITERS, delimited_rows
from sheetplan.importers.encodings import Decoding, decoding_of
from sheetplan.plan.ledger.fields import Field
from sheetplan.plan.ledger.headings import FIRST_ROWS, Fields, Heading, find_heading
from sheetplan.plan.ledger.ledger_file import LedgerFile
from sheetplan.plan.ledger.ledger_reader import LedgerReader
from sheetplan.plan.ledger.mapping import LedgerMapping
from sheetplan.plan.ledger.sheets import Encoding, LedgerFormat
from sheetplan.plan.rules import file_rules
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.plan.settings import Period
from sheetplan.schema.cell import Cell, address
from sheetplan.schema.problem import Place, Problem, has_errors

MEGABYTE = 1024 * 1024
MOST = 200 * MEGABYTE
_AS_TEXT = {"en textfil", "en fil av okänt slag"}  # the latter may be UTF-16 without a mark
Problems = tuple[Problem, ...]
Rows = Iterator[tuple[int, Fields] | Problem]


@dataclass(frozen=True)
class _Source:
    """One way to read a file: a sheet, or an encoding and a delimiter, and a format."""

    heading: Heading
    rows: Callable[[], Rows]
    sheet: str = ""
    said: Problems = ()  # of how it is read


def read_ledger_file(
    mapping: LedgerMapping, layouts: Sequence[LedgerFormat], period: Period, file: str, data: bytes
) -> LedgerFile | Problems:
    """Read a file's bytes, or return all that stands in the way of reading its rows."""
    refused = _refused(data, file)
    if refused is not None:
        return (refused,)
    choose = _in_workbook if data.startswith(b"PK") else _in_text
    sources, problems = choose(layouts, file, data)
    if not sources:
        return problems
    chosen = min(sources, key=lambda s: (len(s.heading.missing), -len(s.heading.columns)))
    problems = (*problems, *chosen.said, *_about(chosen, file))
    if has_errors(problems):
        return tuple(problem for problem in problems if problem.is_error)
    reader = LedgerReader(mapping, chosen.heading, period, file, chosen.sheet)
    said = list(problems)
    for one in chosen.rows():
        if isinstance(one, Problem):
            said.append(one)
        elif one[0] > chosen.heading.row:
            reader.take(*one)
    return reader.done(said=tuple(said))


def _refused(data: bytes, file: str) -> Problem | None:
    """Say why a file is not read at all; what looks like text is."""
    if len(data) > MOST:
        found = f"den är större än {MOST // MEGABYTE} MB"
        return Problem(file_rules.FILE_LIMIT, Place(file=file), {"found": found})
    if data.startswith(b"PK"):
        return None
    refusal = open_package(data, file)
    is_text = isinstance(refusal, Problem) and refusal.facts.get("kind") in _AS_TEXT
    return None if is_text or not isinstance(refusal, Problem) else _of_ledger(refusal)


def _of_ledger(refusal: Problem) -> Problem:
    """Say of a file of another kind that it is no file of a ledger either."""
    if refusal.rule is not file_rules.FILE_KIND:
        return refusal
    return Problem(rules.LEDGER_KIND, refusal.place, refusal.facts)


def _in_text(
    layouts: Sequence[LedgerFormat], file: str, data: bytes
) -> tuple[list[_Source], Problems]:
    """Try each format with each delimiter; problems only where no format can be decoded."""
    sources: list[_Source] = []
    refusals: list[Problem] = []
    decodings: dict[Encoding | None, Decoding | Problem] = {
        encoding: decoding_of(data, encoding, file)
        for encoding in {layout.encoding for layout in layouts}
    }
    for layout in layouts:
        decoding = decodings[layout.encoding]
        if isinstance(decoding, Problem):
            refusals += [decoding] if decoding not in refusals else []
            continue
        said = (decoding.said,) if decoding.said else ()
        for delimiter in DELIMITERS:
            rows = partial(delimited_rows, data, decoding.codec, delimiter, file)
            heading = find_heading(layout, _first(rows()))
            sources.append(_Source(heading, rows, said=said))
    return sources, () if sources else tuple(refusals)


def _first(rows: Rows) -> list[tuple[int, Fields]]:
    return [one for one in islice(rows, FIRST_ROWS) if not isinstance(one, Problem)]


def _in_workbook(
    layouts: Sequence[LedgerFormat], file: str, data: bytes
) -> tuple[list[_Source], Problems]:
    """Try each format on each sheet that is not hidden."""
    workbook = open_rows(data, file)
    if isinstance(workbook, Problem):
        return [], (_of_ledger(workbook),)
    sources: list[_Source] = []
    for sheet in workbook.sheets:
        first = list(islice(_sheet_rows(sheet), FIRST_ROWS))
        broken = tuple(one for one in first if isinstance(one, Problem))
        if broken:
            return [], broken
        rows = partial(_sheet_rows, sheet)
        sources += [
            _Source(find_heading(layout, _first(iter(first))), rows, sheet.name)
            for layout in layouts
        ]
    return sources, workbook.remarks


def _sheet_rows(sheet: RowSheet) -> Rows:
    for one in sheet.rows():
        if isinstance(one, Problem):
            yield one
            return
        row, cells = one
        yield (
            row,
            [_field(cells[col]) if col in cells else None for col in range(1, max(cells) + 1)],
        )


def _field(cell: Cell) -> Field:
    """Return what a cell holds; a formula that was never reckoned as its own text."""
    if cell.error is not None:
        return cell.error
    if cell.is_blank and cell.formula is not None:
        return f"={cell.formula}"
    if isinstance(cell.value, bool):
        return "SANT" if cell.value else "FALSKT"
    return cell.value


def _about(source: _Source, file: str) -> Iterator[Problem]:
    """Say what is wrong with the header row."""
    heading = source.heading
    if heading.missing:
        missing = ", ".join(f"”{label}”" for label in heading.missing)
        facts = {"rows": str(FIRST_ROWS), "missing": missing, "sheet": LedgerFormat.sheet}
        yield Problem(rules.LEDGER_HEADER, Place(file=file, sheet=source.sheet), facts)
        return
    for label, at in heading.twice:
        cell = address(heading.row, at + 1)
        place = Place(file, source.sheet or file, heading.row, at + 1, cell, label)
        yield Problem(rules.LEDGER_HEADER_DOUBLE, place, {"found": label})
