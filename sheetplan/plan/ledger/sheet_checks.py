"""What the plan says of the ledger holds together: codes, owners, tables, and all three sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetplan.plan.committee import Unit
from sheetplan.plan.frame import Frame
from sheetplan.plan.ledger.codes import Span, read_codes
from sheetplan.plan.ledger.sheets import AccountGroup, LedgerFormat, LedgerUnit, money_of
from sheetplan.plan.own_table.own_tables import headers_in
from sheetplan.plan.own_table.shapes import shaped
from sheetplan.plan.own_table.table_terms import folded, read_header
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.plan.settings import Settings
from sheetplan.schema.column import Row, column_of
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import Found

Sheets = Mapping[type[Row], Found[Row]]
_CODES: tuple[tuple[type[Row], str], ...] = ((AccountGroup, "accounts"), (LedgerUnit, "codes"))
ABOUT_LEDGER: tuple[type[Row], ...] = (LedgerFormat, AccountGroup, LedgerUnit)


def check_ledger(found: Sheets) -> Iterator[Problem]:
    """Say all that is wrong with the sheets about the ledger."""
    yield from _all_three(found)
    for row_class, key in _CODES:
        yield from _codes(found[row_class], key)
        yield from _targets(found, row_class)
    yield from _owners(found)


def _all_three(found: Sheets) -> Iterator[Problem]:
    filled = [c for c in ABOUT_LEDGER if found[c].values]
    for row_class in ABOUT_LEDGER if filled else ():
        if row_class not in filled and not found[row_class].problems:
            sheet = row_class.sheet
            yield Problem(rules.LEDGER_SHEETS, Place(sheet=sheet), {"sheet": sheet})


def _codes(found: Found[Row], key: str) -> Iterator[Problem]:
    """Codes can be read, and each is on one row only."""
    seen: list[tuple[Span, int]] = []
    for index, row in enumerate(found.rows):
        text, place = str(getattr(row, key)), found.place(index, key)
        spans = read_codes(text)
        if spans is None:
            yield Problem(rules.LEDGER_CODES, place, {"found": text})
        for span in spans or ():
            other = next(((s, at) for s, at in seen if s.overlaps(span)), None)
            if other is not None:
                facts = {"found": str(span), "wanted": str(other[0]), "other": str(other[1])}
                yield Problem(rules.LEDGER_OVERLAP, place, facts)
            seen.append((span, found.places[index]))


def _owners(found: Sheets) -> Iterator[Problem]:
    """What a unit of the ledger is linked to is its committee's, and its frame is known."""
    owners: dict[type[Row], dict[str, str]] = {
        c: {r.id: r.committee for r in found[c].rows if isinstance(r, Frame | Unit)}
        for c in (Frame, Unit)
    }
    frames = [r for r in found[Frame].rows if isinstance(r, Frame) and r.part_of is None]
    for index, row in enumerate(found[LedgerUnit].rows):
        if not isinstance(row, LedgerUnit):
            continue
        linked: tuple[tuple[str, str | None, type[Row]], ...] = (
            ("unit", row.unit, Unit),
            ("frame", row.frame, Frame),
        )
        for key, one, row_class in linked:
            owner = owners[row_class].get(one or "", row.committee)
            if owner != row.committee:
                facts = {"found": one or "", "other": owner, "wanted": row.committee}
                yield Problem(rules.LEDGER_STRANGER, found[LedgerUnit].place(index, key), facts)
        own = [f for f in frames if f.committee == row.committee]
        if len(own) > 1 and row.frame is None:
            place = found[LedgerUnit].place(index, "frame")
            yield Problem(rules.LEDGER_FRAMES, place, {"found": row.committee})


def _targets(found: Sheets, row_class: type[Row]) -> Iterator[Problem]:
    """A row of an own table has a column of figures in money."""
    money = next((str(getattr(r, "money_unit", "")) for r in found[Settings].rows), "")
    tables = {r.id: shaped(r, money) for r in found[PlanTable].rows if isinstance(r, PlanTable)}
    table_of = {getattr(r, "id", ""): getattr(r, "table", "") for r in found[PlanTableRow].rows}
    labels = {key: column_of(row_class, key).label for key in ("row", "header")}
    for index, row in enumerate(found[row_class].rows):
        target, header = getattr(row, "row", None), getattr(row, "header", None)
        if bool(target) != bool(header):
            given, missing = ("row", "header") if target else ("header", "row")
            facts = {"given": labels[given], "missing": labels[missing]}
            place = found[row_class].place(index, given)
            yield Problem(rules.LEDGER_HALF, place, facts)
        table = tables.get(table_of.get(target or "", ""))
        if header and table is not None:
            yield from _column(table, header, found[row_class].place(index, "header"))


def _column(table: PlanTable, header: str, place: Place) -> Iterator[Problem]:
    known = [read_header(h)[0] for h in headers_in(table.figures)]
    if folded(header) not in {folded(h) for h in known}:
        wanted = ", ".join(f"”{h}”" for h in known) or "en tabell med sifferkolumner"
        facts = {"table": table.title, "found": header, "wanted": wanted}
        yield Problem(rules.LEDGER_COLUMN, place, facts)
    elif money_of(table.unit or "") is None:
        facts = {"table": table.title, "found": table.unit or ""}
        yield Problem(rules.LEDGER_MEASURE, place, facts)
