"""The region's own tables, understood: columns, rows and sums, and the row class that asks."""

from __future__ import annotations

import types
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from sheetplan.plan.own_table.shapes import shaped, shaped_rows
from sheetplan.plan.own_table.table_terms import (
    ALL_ROWS,
    Term,
    Way,
    folded,
    read_header,
    read_recipe,
    read_terms,
    resolved,
)
from sheetplan.plan.plan_table import ROW_LABEL, PlanTable, PlanTableRow
from sheetplan.plan.returns import ANSWERS, SignOff
from sheetplan.plan.settings import MONTH_NAMES, Period, Settings
from sheetplan.plan.unit_tabs import UNIT_TABS
from sheetplan.plan.words import AmountSign, Shape
from sheetplan.schema.column import Role, Row, column
from sheetplan.schema.kinds import ID, LONG_TEXT, TEXT, Number

TABLE_KEY = "table:"  # begins the sheet key of every own table
NAME = "name"
_SPARE = "spare:"  # no id of a plan has a colon
_NARROWEST, _WIDEST, _AIR, _LINES = 9, 24, 3, 3  # of a figure column and its header
_NAME_WIDTH, _TEXT_WIDTH, _ONLY_TEXT_WIDTH = 34, 30, 48


@dataclass(frozen=True)
class OwnColumn:
    """A column of an own table.

    Attributes:
        terms: the columns that it is reckoned of, by their keys.
        way: how it is reckoned of them.
        decimals: of per cent that it comes to.
        related: the column that it is a part of, or whose last answer it shows.
    """

    key: str
    label: str
    is_figure: bool
    terms: tuple[Term, ...] = ()
    way: Way = Way.SUM
    decimals: int = 1
    related: str = ""

    @property
    def is_input(self) -> bool:
        """Tell whether it is filled in."""
        return not self.terms and self.way is not Way.EARLIER

    def is_ahead(self, period: Period) -> bool:
        """Tell whether it is for a month that the period has not come to."""
        month = _month_of(self.label, period.ends.year)
        return month is not None and month > (period.ends.year, period.ends.month)


@dataclass(frozen=True)
class OwnRow:
    """A row of an own table; one with terms is a sum of others, by their ids.

    Attributes:
        is_spare: whether the committee gives it its name.
        part_of: the row that it is a part of (varav), by its id.
        sign: which sign its amounts have, where that is known.
    """

    id: str
    name: str
    terms: tuple[Term, ...] = ()
    is_spare: bool = False
    part_of: str = ""
    sign: AmountSign | None = None


@dataclass(frozen=True)
class OwnTable:
    """An own table with all that is known of it; rows in the order that they are shown.

    ``chapter`` is the id of the chapter of the report that it stands in; blank for none.
    """

    id: str
    title: str
    tab: str
    to: tuple[str, ...]
    months: tuple[int, ...]
    unit: str
    decimals: int
    about: str
    row_label: str
    columns: tuple[OwnColumn, ...]
    rows: tuple[OwnRow, ...]
    shape: Shape | None = None
    chapter: str = field(default="", repr=False)  # no part of what a form asks

    @property
    def key(self) -> str:
        """The key of its sheet."""
        return f"{TABLE_KEY}{self.id}"

    @property
    def heading(self) -> str:
        """Its title with the unit of its figures."""
        return f"{self.title}, {self.unit}" if self.unit else self.title

    @property
    def kind(self) -> Number:
        """What may stand in its figure cells."""
        return Number(self.decimals, self.unit)

    def kind_of(self, column: OwnColumn) -> Number:
        """What a figure of a column is: per cent where it is a share or a change."""
        return Number(column.decimals, "%") if column.way.is_percent else self.kind

    @property
    def is_additive(self) -> bool:
        """Tell whether figures of several committees may be added up; percentages may not."""
        return not self.kind.is_percent

    @property
    def figures(self) -> tuple[OwnColumn, ...]:
        """Its columns of figures, sums among them."""
        return tuple(c for c in self.columns if c.is_figure)

    @property
    def inputs(self) -> tuple[OwnColumn, ...]:
        """Its columns that are filled in."""
        return tuple(c for c in self.columns if c.is_input)

    @property
    def earlier(self) -> Mapping[str, str]:
        """The columns that show what was answered last time: of which column, to which."""
        return {c.related: c.key for c in self.columns if c.way is Way.EARLIER}

    def is_due(self, period: Period) -> bool:
        """Tell whether it is filled in for a period."""
        return not self.months or period.month in self.months

    def wanted(self, period: Period) -> tuple[OwnColumn, ...]:
        """Return what a filled-in row must have: figures that are due, or words if no figures."""
        past = self.earlier if period.is_year_end else {}  # no forecast when the year is out
        due = tuple(c for c in self.inputs
                    if c.is_figure and not c.is_ahead(period) and c.key not in past)  # fmt: skip
        return due if self.figures else self.inputs


def own_tables(
    tables: Iterable[PlanTable], rows: Iterable[PlanTableRow], settings: Settings
) -> tuple[OwnTable, ...]:
    """Understand the tables of a plan that is in order."""
    tables, rows = tuple(shaped(table, settings.money_unit) for table in tables), tuple(rows)
    tabs = tab_names((t.title for t in tables), other_tabs(settings))
    return tuple(
        _own_table(table, shaped_rows(table, rows), tab)
        for table, tab in zip(tables, tabs, strict=True)
    )


def _own_table(table: PlanTable, rows: Sequence[PlanTableRow], tab: str) -> OwnTable:
    return OwnTable(
        id=table.id,
        title=table.title,
        tab=tab,
        to=table.to,
        months=table.periodicity.months if table.periodicity else (),
        unit=table.unit or "",
        decimals=table.decimals or 0,
        about=_about(table),
        row_label=table.row_label or ROW_LABEL,
        columns=tuple(_columns(table)),
        rows=tuple(_rows(table, rows)),
        shape=table.shape,
        chapter=table.chapter.key if table.chapter else "",
    )


def _about(table: PlanTable) -> str:
    text = (table.help or "Fyll i det som gäller er.").strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _columns(table: PlanTable) -> Iterator[OwnColumn]:
    headers = [read_header(header) for header in headers_in(table.figures)]
    keys = {folded(label): column_key(label) for label, _ in headers}
    for label, computed in headers:
        recipe = read_recipe(computed)
        terms = resolved(recipe.terms, keys)
        own = OwnColumn(
            column_key(label), label, is_figure=True, way=recipe.way, decimals=recipe.decimals
        )
        if recipe.way.is_reckoned:
            yield replace(own, terms=terms)
        else:
            yield replace(own, related=next((term.target for term in terms), ""))
    for label in headers_in(table.texts):
        yield OwnColumn(column_key(label), label, is_figure=False)


def _rows(table: PlanTable, declared: Sequence[PlanTableRow]) -> Iterator[OwnRow]:
    """The rows that the committee names stand after the given ones, before the last sums."""
    spare = [OwnRow(f"{_SPARE}{n}", f"tom rad {n}", is_spare=True)
             for n in range(1, (table.empty_rows or 0) + 1)]  # fmt: skip
    filled = [row.id for row in declared if row.computed is None and row.part_of is None]
    whole = (*filled, *(row.id for row in spare))
    known: Mapping[str, str | tuple[str, ...]] = {
        ALL_ROWS: whole,
        folded(table.title): whole,
        **{row.id: row.id for row in declared},
    }
    made = [
        OwnRow(
            row.id,
            row.name,
            resolved(read_terms(row.computed), known) if row.computed else (),
            part_of=row.part_of or "",
            sign=row.sign,
        )
        for row in declared
    ]
    last = max((i for i, row in enumerate(made, start=1) if not row.terms), default=0)
    yield from (*made[:last], *spare, *made[last:])


def headers_in(text: str) -> list[str]:
    """Return the headers of a cell that lists them with semicolons."""
    parts = (" ".join(part.split()) for part in text.replace("\n", ";").split(";"))
    return [part for part in parts if part]


def column_key(label: str) -> str:
    """Return the key of a column: its header as a Python name, another header another name."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded(label)).casefold())
    return "col_" + "".join(_part(character) for character in text)


def _part(character: str) -> str:
    if character in " -–—\u00a0_":
        return "_"
    keeps = f"a{character}".isidentifier() and unicodedata.normalize("NFKC", character)
    return character if keeps == character else f"x{ord(character):x}"


def other_tabs(settings: Settings) -> tuple[str, ...]:
    """Return the names that the other sheets of a committee's workbook have or may have."""
    words = (settings.goal_word, settings.subgoal_word)
    of_forms = (SignOff.sheet, *(a.sheet for a in ANSWERS), *UNIT_TABS)
    return (*of_forms, *(word.titles for word in words))


LONGEST_TAB, _RESERVED = 31, "History"  # what Excel takes, and what it keeps for itself
_EDGES = "' _"  # our hidden sheets begin with an underscore
_ILLEGAL = dict.fromkeys(map(ord, "[]:*?/\\"), "-")


def tab_names(titles: Iterable[str], taken: Iterable[str]) -> tuple[str, ...]:
    """Make titles into names of sheets that Excel takes, no two alike."""
    used = {name.casefold() for name in (*taken, _RESERVED)}
    names = []
    for title in titles:
        plain = "".join(c for c in " ".join(title.split()) if c.isprintable())
        plain = plain.translate(_ILLEGAL).strip(_EDGES) or ROW_LABEL
        name, number = plain[:LONGEST_TAB].strip(_EDGES), 1
        while name.casefold() in used:
            number += 1
            end = f" ({number})"
            name = f"{plain[: LONGEST_TAB - len(end)].strip(_EDGES)}{end}"
        used.add(name.casefold())
        names.append(name)
    return tuple(names)


def _month_of(label: str, year: int) -> tuple[int, int] | None:
    """Return year and month of a header that is a month: ``sep``, ``Sept.``, ``maj 2025``."""
    word, *rest = (*label.casefold().replace(".", " ").split(), "")
    number = next((n for n, name in enumerate(MONTH_NAMES, 1) if word in {name, name[:3]}), None)
    number = 9 if word == "sept" else number
    told = " ".join(rest).strip()
    if number is None or (told and not (told.isascii() and told.isdigit())):
        return None
    return (int(told) if told else year), number


@lru_cache(maxsize=256)
def answer_class(table: OwnTable) -> type[Row]:
    """Make the row class of a table's sheet, as the fixed sheets declare theirs."""
    fields = {
        "id": column(ID, "Id", role=Role.KEY),
        NAME: column(
            TEXT,
            table.row_label,
            help="Skriv vad raden gäller.",
            role=Role.GIVEN,
            width=_NAME_WIDTH,
        ),
        **{c.key: _field(table, c) for c in table.columns},
    }

    def declare(space: dict[str, Any]) -> None:
        space["__doc__"] = f"A row of the table {table.id}."
        space["__annotations__"] = dict.fromkeys(fields, object)
        space.update(fields)

    facts = {"key": table.key, "sheet": table.tab, "about": table.about}
    made: type[Row] = types.new_class("OwnTableAnswer", (Row,), facts, declare)
    return made


def _field(table: OwnTable, own: OwnColumn) -> Any:  # noqa: ANN401 - as ``column``
    if own.is_figure:
        kind = table.kind_of(own)
        longest = max(len(own.label) // _LINES + 1, *(len(word) for word in own.label.split()))
        width = min(max(longest + _AIR, _NARROWEST), _WIDEST)
        role = Role.INPUT if own.is_input else Role.COMPUTED
        help_text = f"Skriv {kind.wanted}."
        return column(kind, own.label, help=help_text, role=role, width=width, default=None)
    if table.figures:
        return column(TEXT, own.label, help="Skriv en text.", width=_TEXT_WIDTH, default=None)
    return column(
        LONG_TEXT, own.label, help="Skriv en text.", width=_ONLY_TEXT_WIDTH, default=None
    )
