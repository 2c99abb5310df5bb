"""What must hold for units: ids of their own, areas in the same committee, moves told in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheetplan.plan.committee import Committee, Unit
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.rules import plan_rules
from sheetplan.plan.words import Answer
from sheetplan.schema.column import Row, column_of
from sheetplan.schema.problem import Problem
from sheetplan.schema.reading import Found


def check_units(found: Mapping[type[Row], Found[Row]]) -> Iterator[Problem]:
    """Check the sheet of units."""
    rows = found[Unit]
    units = {row.id: row for row in rows.rows if isinstance(row, Unit)}
    committees = {row.id for row in found[Committee].rows if isinstance(row, Committee)}
    for index, unit in enumerate(rows.rows):
        if isinstance(unit, Unit):
            if unit.id in committees:
                facts = {"found": unit.id, "wanted": f"{unit.id}-1"}
                yield Problem(plan_rules.PLAN_UNIT_ID, rows.place(index, "id"), facts)
            yield from _areas(rows, index, unit, units)
            yield from _moves(rows, index, unit)


def _areas(
    rows: Found[Row], index: int, unit: Unit, units: Mapping[str, Unit]
) -> Iterator[Problem]:
    for key in ("part_of", "moved_from"):
        area = units.get(getattr(unit, key) or "")
        why = "" if area is None else _why_not(unit, area)
        if area is not None and why:
            facts = {"found": area.id, "why": why}
            yield Problem(plan_rules.PLAN_UNIT_AREA, rows.place(index, key), facts)


def _why_not(unit: Unit, area: Unit) -> str:
    if area.id == unit.id:
        return "det är enheten själv"
    if area.committee != unit.committee:
        return "det området hör till en annan nämnd"
    return f"{area.id} ingår själv i {area.part_of}" if area.part_of else ""


def _moves(rows: Found[Row], index: int, unit: Unit) -> Iterator[Problem]:
    given = {"moved_from": unit.moved_from, "moved": unit.moved}
    missing = [key for key, value in given.items() if value is None]
    if len(missing) == 1:
        facts = {"missing": f"”{column_of(Unit, missing[0]).label}”"}
        yield Problem(plan_rules.PLAN_UNIT_MOVED, rows.place(index, missing[0]), facts)


def check_reporters(found: Mapping[type[Row], Found[Row]]) -> Iterator[Problem]:
    """Units are there to report what is asked of them."""
    having = {u.committee for u in found[Unit].rows
              if isinstance(u, Unit) and u.reports is not Answer.NO}  # fmt: skip
    under = {s.id: s.committee for s in found[Subgoal].rows if isinstance(s, Subgoal)}
    for index, row in enumerate(found[Indicator].rows):
        if not isinstance(row, Indicator) or not row.is_aggregated:
            continue
        committee = row.committee or under.get(row.subgoal)
        if committee and committee not in having:
            facts = {"committee": committee, "sheet": Unit.sheet}
            place = found[Indicator].place(index, "reporter")
            yield Problem(plan_rules.PLAN_NO_UNITS, place, facts)
