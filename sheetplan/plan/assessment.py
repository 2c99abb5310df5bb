"""The balance requirement assessed from a plan's own figures: restoration and result reserve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.balancing import (
    ReserveRoom,
    RestorationYear,
    YearResult,
    reserve_room,
    restore,
)
from sheetplan.plan.reconciling.equation import Judgement, Part, judged_alone
from sheetplan.plan.reconciling.figures import (
    Figure,
    FigureRow,
    Figures,
    FigureTable,
    Header,
    first_year_in,
)
from sheetplan.plan.statement import BalanceLine, IncomeLine, Line, RestorationLine
from sheetplan.plan.words import Post

_INPUTS = (Post.DEFICIT_RESULT, Post.EXEMPTION)


@dataclass(frozen=True)
class Restoration:
    """Restoration as it is reckoned from the plan's results, beside the plan's own table.

    ``years`` go by the column of the sheet Balanskrav.
    """

    table: FigureTable
    years: Mapping[str, RestorationYear]

    def reckoned(self, row: FigureRow, header: str) -> Decimal | None:
        """Return what a printed row should say, with the plan's signs; None of its inputs."""
        one = self.years[header]
        if row.post is Post.OPENING_DEFICIT:
            return -one.opening
        if row.post is Post.CLOSING_DEFICIT:
            return -one.closing
        origin = first_year_in(row.name) if row.post is Post.DEFICIT_PART else None
        return None if origin is None else -one.left_of(origin)

    def judge(self, row: FigureRow) -> Iterator[tuple[str, Judgement]]:
        """Hold a printed row against what is reckoned, column by column.

        What is reckoned goes on from the printed results, so it is as exact as they are.
        """
        inputs = [r for r in self.table.rows if r.post in _INPUTS]
        room = Decimal(0)
        for header in self.years:
            bounds = (r.figures[header].bound for r in inputs if header in r.figures)
            room += sum(bounds, Decimal(0))
            figure, value = row.figures.get(header), self.reckoned(row, header)
            if figure is not None and value is not None:
                yield header, judged_alone(value, room, Part(1, figure))


def restoration(figures: Figures) -> Restoration | None:
    """Restore the plan's deficits by its own results; None where it has no such row."""
    table = figures.table(RestorationLine.sheet)
    results = _row(figures, RestorationLine, Post.DEFICIT_RESULT)
    if table is None or results is None:
        return None
    headers = [h for h in table.headers if h.year and h.label in results.figures]
    headers.sort(key=lambda h: h.year or 0)  # columns may stand in any order
    if not headers or len({h.year for h in headers}) < len(headers):
        return None
    exempt = _row(figures, RestorationLine, Post.EXEMPTION)
    opening = _row(figures, RestorationLine, Post.OPENING_DEFICIT)
    years = [
        YearResult(h.year or 0, results.figures[h.label].value, _value(exempt, h.label))
        for h in headers
    ]
    made = restore(years, abs(_value(opening, headers[0].label)))
    return Restoration(table, dict(zip((h.label for h in headers), made, strict=True)))


@dataclass(frozen=True)
class ReserveYear:
    """What may be reserved of a year's result, and what it is reckoned from."""

    year: int
    column: str
    result: Decimal
    adjusted: Decimal | None
    taxes_and_grants: Decimal
    room: ReserveRoom


def reserve_years(figures: Figures) -> tuple[ReserveYear, ...]:
    """Reckon the room for each year that has a result and taxes with grants."""
    table = figures.table(IncomeLine.sheet)
    headers = [h for h in (table.headers if table else ()) if h.year]
    made = (_reserve_year(figures, header) for header in headers)
    return tuple(one for one in made if one is not None)


def _reserve_year(figures: Figures, header: Header) -> ReserveYear | None:
    year = header.year or 0
    result, taxes, whole = (
        _figure(_row(figures, IncomeLine, post), header.label)
        for post in (Post.RESULT, Post.TAXES, Post.TAXES_AND_GRANTS)
    )
    grants = _figure(_row(figures, IncomeLine, Post.GRANTS), header.label)
    base = whole.value if whole else taxes.value + grants.value if taxes and grants else None
    if result is None or base is None:
        return None
    adjusted = _in_year(figures, RestorationLine, Post.DEFICIT_RESULT, year)
    told = restoration(figures)
    own = [one for one in (told.years.values() if told else ()) if one.year == year]
    restored = sum((d.amount for one in own for d in one.restored), Decimal(0))
    reserve = _in_year(figures, BalanceLine, Post.RESULT_RESERVE, year - 1) or Decimal(0)
    results = [result.value] if adjusted is None else [result.value, adjusted]
    room = reserve_room(results, base, _equity(figures, year), restored, reserve)
    return ReserveYear(year, header.label, result.value, adjusted, base, room)


def _equity(figures: Figures, year: int) -> Decimal | None:
    """Return equity with the pension obligation drawn off, where the plan has both."""
    equity = _in_year(figures, BalanceLine, Post.EQUITY, year)
    obligation = _in_year(figures, BalanceLine, Post.PENSION_OBLIGATION, year)
    return None if equity is None or obligation is None else equity - abs(obligation)


def _row(figures: Figures, sheet: type[Line], post: Post) -> FigureRow | None:
    table = figures.table(sheet.sheet)
    found = [row for row in (table.rows if table else ()) if row.post is post]
    return found[0] if len(found) == 1 else None


def _figure(row: FigureRow | None, header: str) -> Figure | None:
    return row.figures.get(header) if row else None


def _value(row: FigureRow | None, header: str) -> Decimal:
    figure = _figure(row, header)
    return figure.value if figure else Decimal(0)


def _in_year(figures: Figures, sheet: type[Line], post: Post, year: int) -> Decimal | None:
    """Return a row's amount of a year, where one column and no more has it."""
    table, row = figures.table(sheet.sheet), _row(figures, sheet, post)
    headers = table.in_year(year) if table else ()
    figure = _figure(row, headers[0].label) if len(headers) == 1 else None
    return figure.value if figure else None
