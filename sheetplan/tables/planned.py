"""Tables of a plan as it was adopted: what is aimed at, assigned and paid for; no answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.committee import Unit
from sheetplan.plan.frame import Frame
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.measure import Measure
from sheetplan.plan.plan import Plan
from sheetplan.plan.plan_table import PlanTable
from sheetplan.plan.risk import Risk
from sheetplan.plan.settings import Period
from sheetplan.schema.column import column_of
from sheetplan.tables.indicators import quantity, target_cell
from sheetplan.tables.table import Table, TableValue, figures, in_column, words

_NET_COST = "Nettokostnad. Varav-rader ingår i raden ovanför."
_CHANGES = ("base", "base_change", "reduction", "addition", "reallocation", "index", "budget")


def planned_indicator_table(plan: Plan, subgoal: Subgoal) -> Table | None:
    """The indicators under a subgoal: where they begin, what they aim at and how often."""
    own = plan.indicators_of(subgoal.id)
    if not own:
        return None
    past = sorted({year for i in own for year in _years_before(i)})
    coming = sorted({year for i in own for year in i.targets} - {str(plan.settings.year)})
    columns = (
        words("indicator", "Indikator", 40),
        words("measured_in", "Enhet", 11),
        *(figures(f"outcome_{year}", f"Utfall {year}" if year else "Utgångsvärde", width=10)
          for year in past),
        figures("target", f"Mål {plan.settings.year}", width=12),
        *(figures(f"target_{year}", f"Mål {year}", width=12) for year in coming),
        words("periodicity", column_of(Indicator, "periodicity").label, 16),
    )  # fmt: skip
    rows = tuple(_indicator_row(i, past, coming) for i in own)
    key, title = f"planned-{subgoal.id}", f"Indikatorer: {subgoal.name}"
    return Table(key, title, columns, rows)


def _years_before(indicator: Indicator) -> set[str]:
    """Return the years that it has outcomes of; blank for one whose year is not told."""
    of_baseline = {str(indicator.baseline_year or "")} if indicator.baseline is not None else set()
    return {*indicator.outcomes, *of_baseline}


def _indicator_row(
    indicator: Indicator, past: Sequence[str], coming: Sequence[str]
) -> tuple[TableValue, ...]:
    def outcome(year: str) -> Decimal | None:
        return indicator.outcome_of(year) if year else indicator.baseline

    return (
        indicator.name,
        None if indicator.is_text else indicator.unit,
        *(quantity(outcome(year), indicator) for year in past),
        target_cell(indicator.target, indicator),
        *(target_cell(indicator.targets.get(year), indicator) for year in coming),
        indicator.periodicity.label,
    )


def planned_assignment_tables(own: Sequence[Assignment]) -> Iterator[Table]:
    """Assignments as adopted, a table per giver and receiver."""
    groups: dict[tuple[str, str], list[Assignment]] = {}
    for one in own:
        groups.setdefault((one.giver, one.receiver), []).append(one)
    columns = tuple(
        words(key, column_of(Assignment, key).label, width)
        for key, width in (("status", 14), ("text", 46), ("periodicity", 18), ("ends", 12))
    )
    for number, ((giver, receiver), these) in enumerate(groups.items(), start=1):
        title = f"Uppdrag från {_lower(giver)} till {_lower(receiver)}"
        rows = tuple(_assignment_row(one) for one in these)
        yield Table(f"planned-assignments-{number}", title, columns, rows)


def _assignment_row(one: Assignment) -> tuple[TableValue, ...]:
    text = f"{one.text}\nRiktas till {_lower(one.addressees)}" if one.addressees else one.text
    return (
        one.status.mark if one.status else None,
        text,
        one.periodicity.label if one.periodicity else None,
        one.ends,
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def planned_frame_tables(plan: Plan, committee_id: str) -> Iterator[Table]:
    """How a committee's frames came to be, and every committee's frame over the years."""
    if own := plan.frames_of(committee_id):
        yield _change_table(plan, own)
    frames = plan.frames
    later = list(dict.fromkeys(name for frame in frames for name in frame.others))
    heads = [column_of(Frame, "base").label, f"Budget {plan.settings.year}", *later]
    amounts: list[list[Decimal | None]] = [
        [frame.base for frame in frames],
        [frame.budget for frame in frames],
        *([frame.others.get(name) for frame in frames] for name in later),
    ]
    columns = [in_column(column) for column in amounts]
    rows = tuple(zip((frame.shown_name for frame in frames), *columns, strict=True))
    whole = frozenset(at for at, frame in enumerate(frames) if not frame.part_of)
    title = f"Ekonomiska ramar per nämnd, {plan.settings.money_unit}"
    made = (words("frame", "Ram", 26), *(figures(head, head) for head in heads))
    yield Table("planned-frames", title, made, rows, whole, _NET_COST)


def _change_table(plan: Plan, own: Sequence[Frame]) -> Table:
    """A row a change, a column a frame: the columns of the plan's sheet, turned to fit a page."""
    keys = [key for key in _CHANGES if any(getattr(frame, key) is not None for frame in own)]
    labels = [*(column_of(Frame, key).label for key in keys[:-1]), f"Budget {plan.settings.year}"]
    cells = [in_column(_amount(frame, key) for key in keys) for frame in own]
    columns = (words("step", "Ändring", 40), *(figures(f.id, f.shown_name, width=14) for f in own))
    rows = tuple(zip(labels, *cells, strict=True))
    title = f"Så har ramen för {plan.settings.year} blivit till, {plan.settings.money_unit}"
    whole = frozenset({len(rows) - 1})
    return Table("planned-frame-changes", title, columns, rows, whole, _NET_COST)


def _amount(frame: Frame, key: str) -> Decimal | None:
    value = getattr(frame, key)
    return value if isinstance(value, Decimal) else None


def planned_rest(plan: Plan, committee_id: str) -> Iterator[Table]:
    """The rest of a committee's part of the plan: measures, risks, tables, units, periods."""
    own = {None, committee_id}
    if measures := [one for one in plan.measures if one.committee in own]:
        yield _measure_table(plan, measures)
    if risks := [one for one in plan.risks if one.committee in own]:
        yield _risk_table(risks)
    if asked := [one for one in plan.own_tables if committee_id in one.to]:
        columns = (words("title", column_of(PlanTable, "title").label, 30),
                   words("about", "Vad den visar", 60))  # fmt: skip
        rows = tuple((one.title, one.about or None) for one in asked)
        yield Table("planned-tables", "Tabeller som följs upp", columns, rows)
    if units := [one for one in plan.units if one.committee == committee_id]:
        yield _unit_table(units)
    yield period_table(plan)


def _measure_table(plan: Plan, own: Sequence[Measure]) -> Table:
    heads = list(dict.fromkeys(name for one in own for name in one.effects))
    unit = plan.settings.money_unit
    columns = (
        words("name", column_of(Measure, "name").label, 40),
        *(figures(head, head, unit) for head in heads),
        words("responsible", column_of(Measure, "responsible").label, 20),
    )
    amounts = [in_column(one.effects.get(head) for one in own) for head in heads]
    names, who = [one.name for one in own], [one.responsible for one in own]
    rows = tuple(zip(names, *amounts, who, strict=True))
    sums = frozenset(at for at, one in enumerate(own) if one.computed)
    return Table("planned-measures", Measure.sheet, columns, rows, sums)


def _risk_table(own: Sequence[Risk]) -> Table:
    keys = ("name", "likelihood", "consequence", "action", "responsible")
    columns = tuple(words(key, column_of(Risk, key).label, 20) for key in keys)
    rows = tuple(tuple(getattr(one, key) for key in keys) for one in own)
    note = "Sannolikhet och konsekvens bedöms från 1 till 5."
    return Table("planned-risks", Risk.sheet, columns, rows, note=note)


def _unit_table(own: Sequence[Unit]) -> Table:
    """Areas with the units in them, as the plan has them."""
    inside: dict[str | None, list[str]] = {}
    ids = {one.id for one in own}
    for one in own:
        inside.setdefault(one.part_of if one.part_of in ids else None, []).append(one.name)
    columns = (words("area", "Område", 30), words("units", "Enheter", 60))
    tops = [one for one in own if one.part_of not in ids]
    rows = tuple((one.name, ", ".join(inside.get(one.id, [])) or None) for one in tops)
    return Table("planned-units", "Områden och enheter", columns, rows)


def period_table(plan: Plan) -> Table:
    """When the plan is followed up."""
    keys = ("name", "starts", "ends", "deadline")
    columns = tuple(words(key, column_of(Period, key).label, 20) for key in keys)
    rows = tuple(tuple(getattr(one, key) for key in keys) for one in plan.periods)
    return Table("planned-periods", "När planen följs upp", columns, rows)
