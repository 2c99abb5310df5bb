"""A returned form: identity, every answer by its keys, and all problems together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from sheetplan.plan.computing import Key, Values
from sheetplan.plan.controls import CONTROL_KEY
from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.form import Form, FormRow, FormSheet, Identity
from sheetplan.plan.returns import SignOff
from sheetplan.plan.rules import return_rules
from sheetplan.plan.unit_tabs import is_unit_tab
from sheetplan.plan.words import Answer
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.column import Column, Role, column_of, columns_of
from sheetplan.schema.kinds import Kind, Number, as_found
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import Found, place_of, read_cell, read_rows

MARKER = "sheetplan:"
IDENTITY_SHEET = "_sheetplan"
_COUNT = re.compile(r"[0-9]{1,6}")  # a year or a number; a longer one is not ours
_BETWEEN = 50  # of a sheet; the rest is counted as what stands outside the form
_SAME_DIGITS = 12  # what survives a save by any program


@dataclass(frozen=True)
class Received:
    """What a returned form says.

    Attributes:
        values: the answers by (sheet key, row id, column key).
        places: where each answer stood, and where each asked cell stands.
        sign_off: who signed, or None.
        problems: everything found, without order.
        typed_over: numbers in the form's computed cells: typed there, or what formulas gave.
        formulas: the formulas of those that have one.
        reckoned_at: where the form's computed cells stand.
    """

    values: Values
    places: Mapping[Key, Place]
    sign_off: SignOff | None
    problems: tuple[Problem, ...]
    typed_over: Mapping[Key, Decimal] = field(default_factory=dict)
    reckoned_at: Mapping[Key, Place] = field(default_factory=dict)
    formulas: Mapping[Key, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Layout:
    """Where a sheet's rows and columns are: by key, not by place."""

    grid: Grid
    head: int
    key_column: int
    columns: Mapping[str, int]
    rows: Mapping[str, int]
    problems: tuple[Problem, ...]


def identity_cells(identity: Identity) -> tuple[tuple[str, str], ...]:
    """Return what the hidden identity sheet holds, key and value."""
    return tuple((name, str(value)) for name, value in sorted(vars(identity).items()))


def read_identity(grids: Iterable[Grid]) -> Identity | None:
    """Read the hidden identity sheet; None where the workbook is not ours."""
    for grid in grids:
        pairs = {str(grid.at(r, 1).value): grid.at(r, 2).value for r in grid.rows()}
        pairs["unit"] = pairs.get("unit") or ""  # older workbooks have none
        if set(Identity.__dataclass_fields__) <= pairs.keys():
            numbers = {k: str(pairs[k]) for k in ("year", "number", "version")}
            if not all(_COUNT.fullmatch(text) for text in numbers.values()):
                return None
            texts = {k: str(pairs[k]) for k in Identity.__dataclass_fields__ if k not in numbers}
            whole = {k: int(text) for k, text in numbers.items()}
            return Identity(**texts, **whole)  # type: ignore[arg-type]  # keys checked above
    return None


def is_of_form(grid: Grid) -> bool:
    """Tell whether a sheet is one that was sent out: by its marker, sign-off or identity."""
    done = column_of(SignOff, "done").label
    texts = ((at, cell.value) for at, cell in grid.cells.items() if isinstance(cell.value, str))
    is_marked = any(t.startswith(MARKER) or (at[1] == 1 and t == done) for at, t in texts)
    return is_marked or is_unit_tab(grid) or read_identity([grid]) is not None


def read_answers(form: Form, grids: Sequence[Grid]) -> Received:
    """Read every asked cell of a returned form, wherever rows, columns and tabs have moved."""
    read = _Answers()
    for sheet in form.sheets:
        layout = _locate(sheet, grids)
        if isinstance(layout, Problem):
            read.problems.append(layout)
        else:
            read.take(sheet, layout)
    sign_off = read_sign_off(grids)
    signed = next((row for row in sign_off.rows if isinstance(row, SignOff)), None)
    problems = (*read.problems, *sign_off.problems, *_unsigned(signed, sign_off))
    return Received(
        read.values,
        read.places,
        signed,
        problems,
        read.typed_over,
        read.reckoned_at,
        read.formulas,
    )


class _Answers:
    """What the cells of a form hold, taken sheet by sheet; as ``Received`` has it."""

    def __init__(self) -> None:
        self.values: dict[Key, object] = {}
        self.places: dict[Key, Place] = {}
        self.problems: list[Problem] = []
        self.typed_over: dict[Key, Decimal] = {}
        self.reckoned_at: dict[Key, Place] = {}
        self.formulas: dict[Key, str] = {}

    def take(self, sheet: FormSheet, layout: _Layout) -> None:
        """Read a sheet's cells by who writes them."""
        self.problems += layout.problems
        self.problems += islice(_between(sheet, layout), _BETWEEN)
        for row, column in _cells(sheet, layout):
            place = _place(layout, row, column)
            cell = layout.grid.at(layout.rows[row.id], layout.columns[column.key])
            role, kind = sheet.role(row, column), sheet.kind(row, column.key)
            key = (sheet.answer.key, row.id, column.key)
            if role is Role.COMPUTED:
                self._reckoned(key, kind, cell, place)
            elif role is Role.GIVEN:
                differs = compare_given(sheet, row, column, cell, place)
                self.problems += (_of_other_row(sheet, row, column, one) for one in differs)
            elif role is Role.INPUT and column.key not in row.asked:
                self.problems += _outside(cell, place)
            elif role is Role.INPUT:
                self._asked(key, kind, cell, place)

    def _reckoned(self, key: Key, kind: Kind, cell: Cell, place: Place) -> None:
        self.reckoned_at[key] = place
        self.formulas |= {key: cell.formula} if cell.formula else {}
        self.typed_over |= _typed(key, kind, cell)

    def _asked(self, key: Key, kind: Kind, cell: Cell, place: Place) -> None:
        value, said = read_cell(cell, kind, required=False, place=place)
        self.problems += said
        self.places[key] = place
        if value is not None:
            self.values[key] = value


def _of_other_row(sheet: FormSheet, row: FormRow, column: Column, said: Problem) -> Problem:
    """Return what is said of a changed label; one that is another row's is an error."""
    kind = sheet.kind(row, column.key)
    texts = [kind.show(other.given.get(column.key)) for other in sheet.rows]
    found = {" ".join(text.split()): text for text in texts if texts.count(text) == 1}
    is_named = kind.show(row.given.get(column.key)) in found.values()
    if said.rule is not return_rules.RETURN_LOCKED or not is_named:
        return said
    if said.facts["found"] not in {as_found(Cell(text)) for text in found.values() if text}:
        return said
    return Problem(return_rules.RETURN_OTHER_ROW, said.place, said.facts)


def _typed(key: Key, kind: Kind, cell: Cell) -> dict[Key, Decimal]:
    """Return the number that stands in a computed cell, by its key; a changed formula's too."""
    found = kind.read(cell).value
    return {key: found} if isinstance(found, Decimal) else {}


def _outside(cell: Cell, place: Place) -> Iterator[Problem]:
    """What stands where nothing is asked is not carried over, and that is said."""
    if not cell.is_blank:
        yield Problem(return_rules.RETURN_OUTSIDE, place, {"found": as_found(cell)})


def _between(sheet: FormSheet, layout: _Layout) -> Iterator[Problem]:
    """What stands in an input column on a row that is not the form's."""
    inputs = {layout.columns[c.key]: c for c in _inputs(sheet) if c.key in layout.columns}
    known = {row.id for row in sheet.rows}
    for (row, col), cell in sorted(layout.grid.cells.items()):
        key = str(layout.grid.at(row, layout.key_column).value).strip().lower()
        if row > layout.head + 1 and col in inputs and key not in known and not is_control(key):
            yield from _outside(cell, place_of(layout.grid.name, row, col, inputs[col].label))


def is_control(key: str) -> bool:
    """Tell whether a row's hidden key says that a control stands there."""
    return key.startswith(CONTROL_KEY)


def _inputs(sheet: FormSheet) -> list[Column]:
    """Return the columns that are filled in, in every row or in some."""
    asked = frozenset[str]().union(*(row.asked for row in sheet.rows))
    return [c for c in sheet.columns if c.role is Role.INPUT or c.key in asked]


def _cells(sheet: FormSheet, layout: _Layout) -> Iterator[tuple[FormRow, Column]]:
    for row in sheet.rows:
        for column in sheet.columns:
            if row.id in layout.rows and column.key in layout.columns:
                yield row, column


def _place(layout: _Layout, row: FormRow, column: Column) -> Place:
    at = layout.rows[row.id], layout.columns[column.key]
    return place_of(layout.grid.name, *at, column.label)


def _locate(sheet: FormSheet, grids: Sequence[Grid]) -> _Layout | Problem:
    """Find a sheet by its hidden marker and its columns and rows by their hidden keys."""
    marker = MARKER + sheet.answer.key
    found = [
        (grid, at) for grid in grids for at, cell in grid.cells.items() if cell.value == marker
    ]
    facts = {"sheet": sheet.title}
    if not found:
        return Problem(return_rules.RETURN_SHEET, Place(sheet=sheet.title), facts)
    if len(found) > 1:
        facts |= {"first": found[0][0].name, "second": found[1][0].name}
        return Problem(return_rules.RETURN_SHEET_DOUBLE, Place(sheet=found[1][0].name), facts)
    grid, (head, key_column) = found[0]
    columns, twice = _column_numbers(sheet, grid, head)
    rows, doubled = _row_numbers(sheet, grid, head, key_column)
    missing = list(_missing(sheet, grid, columns, rows))
    return _Layout(grid, head, key_column, columns, rows, tuple(twice + doubled + missing))


def _column_numbers(
    sheet: FormSheet, grid: Grid, head: int
) -> tuple[dict[str, int], list[Problem]]:
    labels = {c.key: c.label for c in sheet.columns}
    columns: dict[str, int] = {}
    problems = []
    for (row, col), cell in sorted(grid.cells.items()):
        key = str(cell.value)
        if row != head or key not in labels:
            continue
        if key in columns:
            place = place_of(grid.name, head + 1, col)
            facts = {"column": labels[key]}
            problems.append(Problem(return_rules.RETURN_COLUMN_DOUBLE, place, facts))
        columns.setdefault(key, col)
    return columns, problems


def _row_numbers(
    sheet: FormSheet, grid: Grid, head: int, key_column: int
) -> tuple[dict[str, int], list[Problem]]:
    known = {row.id for row in sheet.rows}
    rows: dict[str, int] = {}
    problems = []
    for (number, col), cell in sorted(grid.cells.items()):
        row_id = str(cell.value).strip().lower()
        if col != key_column or number <= head or row_id not in known:
            continue
        if row_id in rows:
            facts = {"row": spoken(sheet, row_id), "other": str(rows[row_id])}
            place = place_of(grid.name, number, 1)
            problems.append(Problem(return_rules.RETURN_ROW_DOUBLE, place, facts))
        rows.setdefault(row_id, number)
    return rows, problems


def _missing(
    sheet: FormSheet, grid: Grid, columns: Mapping[str, int], rows: Mapping[str, int]
) -> Iterator[Problem]:
    place = Place(sheet=grid.name)
    for column in _inputs(sheet):
        if column.key not in columns:
            yield Problem(return_rules.RETURN_COLUMN, place, {"column": column.label})
    for row in sheet.rows:
        if row.id not in rows and not row.is_spare:
            yield Problem(return_rules.RETURN_ROW, place, {"row": spoken(sheet, row.id)})


def spoken(sheet: FormSheet, row_id: str) -> str:
    """Name a row by what people see: the first words of its last given text."""
    row = next(row for row in sheet.rows if row.id == row_id)
    names = ("indicator", "subgoal", "assignment", "frame", "heading")
    text = next((str(row.given[n]) for n in names if n in row.given), row_id)
    if sheet.table is not None:
        text = next(own.name for own in sheet.table.rows if own.id == row_id)
    return excerpt(text)


def compare_given(
    sheet: FormSheet, row: FormRow, column: Column, cell: Cell, place: Place
) -> Iterator[Problem]:
    """A locked cell that differs from the plan: figures are errors, labels remarks."""
    wanted = row.given.get(column.key)
    kind = sheet.kind(row, column.key)
    shown = kind.show(wanted)
    if isinstance(wanted, Decimal) and isinstance(kind, Number):
        found = kind.read(cell).value
        same = isinstance(found, Decimal) and digits(found) == digits(wanted)
        rule = return_rules.RETURN_FIGURE
    else:
        found_text = "" if cell.is_blank else kind.show(kind.read(cell).value) or as_found(cell)
        same = " ".join(found_text.split()) == " ".join(shown.split())
        rule = return_rules.RETURN_FIGURE if column.key == "target" else return_rules.RETURN_LOCKED
    if not same:
        found_text = cell.error or ("tomt" if cell.is_blank else as_found(cell))
        yield Problem(rule, place, {"wanted": shown or "tomt", "found": found_text})


def digits(value: Decimal) -> str:
    """Return the digits of a number that survive a save by any program."""
    return f"{float(value):.{_SAME_DIGITS - 1}e}"


def read_sign_off(grids: Sequence[Grid]) -> Found[SignOff]:
    """Read the sign-off, on whatever sheet its last label stands in the first column."""
    label = next(c.label for c in columns_of(SignOff) if c.key == "done")
    # Only in the first column: a committee's workbook also holds the texts of its units.
    found = [g for g in grids if label in {c.value for (_, col), c in g.cells.items() if col == 1}]
    facts = {"sheet": SignOff.sheet}
    if len(found) > 1:
        facts |= {"first": found[0].name, "second": found[1].name}
        double = Problem(return_rules.RETURN_SHEET_DOUBLE, Place(sheet=found[1].name), facts)
        return Found((), (double,), found[1].name)
    if found:
        return read_rows(SignOff, found[0])
    problem = Problem(return_rules.RETURN_SHEET, Place(sheet=SignOff.sheet), facts)
    return Found((), (problem,), SignOff.sheet)


def _unsigned(signed: SignOff | None, found: Found[SignOff]) -> Iterator[Problem]:
    if signed is not None and signed.done is not Answer.YES:
        label = next(c.label for c in columns_of(SignOff) if c.key == "done")
        yield Problem(return_rules.RETURN_UNSIGNED, found.place(0, "done"), {"field": label})
