"""What a workbook carries of its plan, so that it can be checked where the plan is not.

It is the part of the plan that the form is built from, as JSON in cells of the hidden identity
sheet, sheets and columns by their keys. It is read back by the plan's own reader and must make the
same form again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from sheetplan.plan.amount import printed_decimals
from sheetplan.plan.committee import Respondent, Unit
from sheetplan.plan.form import Form, Identity
from sheetplan.plan.plan import SHEETS, Plan, read_plan
from sheetplan.plan.rules import return_rules
from sheetplan.plan.unit_form import form_for
from sheetplan.plan.words import Reporter
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.column import Column, Row, column_of, columns_in
from sheetplan.schema.kinds import HUNDRED, Kind, Number
from sheetplan.schema.problem import Place, Problem

VERSION = 1
DIGEST, PART = "form.digest", "form."  # the keys: form.digest, form.1, form.2 …
_CELL = 32_000  # characters; Excel takes 32 767
_MOST_CELLS = 60
_DEEPEST = 6  # brackets within brackets
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?")
_CLASSES = {row_class.key: row_class for row_class in SHEETS}

Table = list[list[Any]]


def carried_cells(form: Form) -> tuple[tuple[str, str], ...]:
    """Return what the identity sheet carries of a form, key and value; the same form, the same."""
    return Carrier().cells(form)


class Carrier:
    """Makes what forms carry, one after another; rows that two have in common are written once."""

    def __init__(self) -> None:
        self._written: dict[str, tuple[Sequence[Row], str]] = {}

    def cells(self, form: Form) -> tuple[tuple[str, str], ...]:
        """Return what the identity sheet carries of a form, key and value."""
        part = part_of(form.plan, form.respondent)
        sheets = ",".join(
            f'"{c.key}":{self._rows(c, part.rows(c))}' for c in SHEETS if part.rows(c)
        )
        head = f'"version":{VERSION},"fingerprint":{_json(form.fingerprint)}'
        text = f'{{{head},"plan":{{{sheets}}}}}'
        text = text.replace("_x", r"\u005fx")  # what Excel would take for an escape of its own
        parts = [text[start : start + _CELL] for start in range(0, len(text), _CELL)]
        numbered = ((f"{PART}{number}", part) for number, part in enumerate(parts, start=1))
        return ((DIGEST, digest_of(text)), *numbered)

    def _rows(self, row_class: type[Row], rows: Sequence[Row]) -> str:
        known, text = self._written.get(row_class.key, ((), ""))
        if known != rows:
            text = _json(_table(row_class, rows))
            self._written[row_class.key] = rows, text
        return text


def _json(data: str | Table) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def part_of(plan: Plan, respondent: Respondent) -> Plan:
    """Return the part of a plan that the form of a committee, or of a unit, is built from."""
    committee = respondent.committee
    goals = plan.goals_of(committee.id)
    judged = {s.id for goal in goals for s in plan.judged_of(committee.id, goal)}
    # One subgoal of another's is enough to say that the plan has two levels.
    subgoals = plan.subgoals_of(committee.id) or plan.subgoals[:1]
    known = {goal.id for goal in goals} | {subgoal.goal for subgoal in subgoals}
    nothing: dict[str, Any] = dict.fromkeys(_NOT_ASKED, ())
    part = replace(
        plan,
        units=_units(plan, respondent),
        goals=tuple(goal for goal in plan.goals if goal.id in known),
        subgoals=subgoals,
        indicators=tuple(i for i in plan.indicators if i.judged_under in judged),
        assignments=plan.assignments_of(committee.id),
        frames=plan.frames_of(committee.id),
        measures=tuple(m for m in plan.measures if m.committee == committee.id and not m.computed),
        **nothing,
    )
    if respondent.unit is None:
        return part
    asked = tuple(i for i in part.indicators if i.reporter is Reporter.UNITS)
    unasked: dict[str, Any] = dict.fromkeys(_NOT_ASKED_OF_UNITS, ())
    return replace(part, indicators=asked, **unasked)


def _units(plan: Plan, respondent: Respondent) -> tuple[Unit, ...]:
    """Return the unit with its areas; for a committee one is enough, to say that it has some."""
    units = plan.units_of(respondent.committee.id)
    unit = respondent.unit or (units[0] if units else None)
    if unit is None:
        return ()
    known = {unit.id, unit.part_of, unit.moved_from}
    return tuple(one for one in plan.units if one.id in known)


_NOT_ASKED_OF_UNITS = ("assignments", "frames", "measures", "tables", "table_rows")
_NOT_ASKED = (
    "goal_texts", "risks", "financial_goals", "income", "balance", "cash_flow",
    "investments", "restoration", "ownerships", "identities", "ledger_formats", "account_groups",
    "ledger_units",
)  # fmt: skip
_OUR_OWN = {"note", "former", "former_plan"}  # what those who keep the plan write for themselves


def _table(row_class: type[Row], rows: Sequence[Row]) -> Table:
    """Return rows as lists, the columns' keys first; columns that say nothing are left out.

    So are those that say what a blank says.
    """
    usual = {field.name: field.default for field in fields(row_class)}  # type: ignore[arg-type]  # every row is one
    said = (c for c in columns_in(row_class, rows) if c.key not in _OUR_OWN)
    columns = [c for c in said if any(c.of(row) not in (None, usual.get(c.key)) for row in rows)]
    return [[c.key for c in columns], *([_plain(c, row) for c in columns] for row in rows)]


def _plain(column: Column, row: Row) -> str | dict[str, str]:
    """Return a value as JSON has it: a number with all its decimals, else the words for it."""
    value = column.of(row)
    if isinstance(value, Decimal):
        percent = isinstance(column.kind, Number) and column.kind.is_percent
        return {"%" if percent else "n": f"{value:f}"}
    return column.kind.show(value)


def read_carried(grids: Iterable[Grid], identity: Identity) -> Form | Problem:
    """Make the form again that a workbook carries, or say why that cannot be done."""
    cells = _carried(grids)
    if DIGEST not in cells:
        return Problem(return_rules.RETURN_ALONE, Place())
    altered = Problem(return_rules.RETURN_ALTERED, Place())
    numbers = range(1, min(len(cells), _MOST_CELLS + 1))
    text = "".join(cells.get(f"{PART}{number}", "") for number in numbers)
    if len(cells) > _MOST_CELLS or digest_of(text) != cells[DIGEST] or _is_deep(text):
        return altered
    return _form(text, identity) or altered


def _carried(grids: Iterable[Grid]) -> dict[str, str]:
    for grid in grids:
        pairs = {str(grid.at(row, 1).value): str(grid.at(row, 2).value) for row in grid.rows()}
        if DIGEST in pairs:
            return {key: value for key, value in pairs.items() if key.startswith(PART)}
    return {}


def digest_of(text: str) -> str:
    """Return the digest that tells whether what is carried has been altered."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _is_deep(text: str) -> bool:
    """Tell whether brackets stand deeper than ours do; JSON's reader would run out of room."""
    depth = 0
    for bracket in re.findall(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket, 0)
        if depth > _DEEPEST:
            return True
    return False


def _form(text: str, identity: Identity) -> Form | None:
    try:
        data = json.loads(text)
        grids = [_grid(_CLASSES[key], table) for key, table in data["plan"].items()]
        version, fingerprint = data["version"], data["fingerprint"]
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None
    plan = read_plan(grids).plan if version == VERSION else None
    respondent = plan.respondent(identity.unit or identity.committee) if plan else None
    period = plan.period(identity.period) if plan else None
    if plan is None or respondent is None or period is None:
        return None
    form = form_for(plan, respondent, period)
    return form if form.fingerprint == fingerprint else None


def _grid(row_class: type[Row], table: Table) -> Grid:
    """Return a sheet of the plan as people write it, from lists that begin with columns' keys.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, StopIteration: they are not our lists.
    """
    keys, *rows = table
    columns = [column_of(row_class, key) for key in keys]
    lines = [[Cell(column.label) for column in columns]]
    lines += [
        [_cell(column.kind, value) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    if row_class.vertical:
        lines = [list(pair) for pair in zip(*lines, strict=True)]
    return Grid(row_class.sheet, dict(_numbered(lines)))


def _numbered(lines: Sequence[Sequence[Cell]]) -> Iterator[tuple[tuple[int, int], Cell]]:
    for row, line in enumerate(lines, start=1):
        for col, cell in enumerate(line, start=1):
            if not cell.is_blank:
                yield (row, col), cell


def _cell(kind: Kind, value: str | Mapping[str, str]) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    ((sign, written),) = value.items()
    if not _NUMBER.fullmatch(written):
        raise ValueError(written)
    number = Decimal(written)
    decimals = printed_decimals(number)
    shown = f"0.{'0' * decimals}" if decimals else "0"
    percent = sign == "%" and isinstance(kind, Number)
    return Cell(number / HUNDRED, f"{shown}%") if percent else Cell(number, shown)
