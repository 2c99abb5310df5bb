"""The whole organisation's statements and financial goals, each row with its verdict."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.plan.finance import FinancialGoal
from sheetplan.plan.mark import Mark, Tone
from sheetplan.plan.plan import Plan
from sheetplan.plan.reconciling.figures import Figure, FigureRow, FigureTable
from sheetplan.plan.reconciling.financial_goals import GoalHeld
from sheetplan.plan.reconciling.identities import Held, Reconciliation
from sheetplan.plan.statement import STATEMENTS, Line, RestorationLine
from sheetplan.plan.words import Status
from sheetplan.schema.column import column_of
from sheetplan.tables.table import Quantity, Table, TableValue, figures, words
from sheetplan.tables.verdicts import rounding_note, told, verdict_of

_NOT_RECKONED = Mark("Räknas inte av planen", "–", Tone.QUIET)


def statement_tables(plan: Plan, held: Held) -> Iterator[Table]:
    """Yield a table for each statement that the plan has, as it is printed."""
    for line in STATEMENTS:
        found = held.figures.table(line.sheet)
        if found is not None and line is not RestorationLine:
            yield _statement(plan, held, line, found)


def _statement(plan: Plan, held: Held, line: type[Line], found: FigureTable) -> Table:
    headers = [header.label for header in found.headers]
    columns = (
        words("name", column_of(line, "name").label, 48),
        *(figures(h, h, plan.settings.money_unit) for h in headers),
        words("verdict", "Avstämning", 18),
        words("uneven", "Skillnad", 48),
    )
    rows = tuple(_row(row, headers, totals_of(held, row)) for row in found.rows)
    sums = [one for row in found.rows for one in totals_of(held, row) if _within(one)]
    emphasis = (at for at, row in enumerate(found.rows) if any(map(_within, totals_of(held, row))))
    note = f"{rounding_note(sums)}Skillnad: vad raderna ger minus vad som står."
    about = line.about.removesuffix(".") + ", med avstämning."
    return Table(line.key, line.sheet, columns, rows, frozenset(emphasis), note, about=about)


def totals_of(held: Held, row: FigureRow) -> list[Reconciliation]:
    """Return the identities that a row is the total of."""
    return [
        one
        for one in held.reconciliations
        if any(part.figure.row == row.id for part in one.equation.total)
        and one.equation.place.sheet == row.sheet
    ]


def _within(one: Reconciliation) -> bool:
    """Tell whether a sum can be added up from rows of its own column."""
    total, terms = one.equation.total, one.equation.terms
    return not one.equation.base and len(terms) > 1 and all(
        (p.figure.place.sheet, p.figure.header)
        == (total[0].figure.place.sheet, total[0].figure.header)
        for p in terms
    )  # fmt: skip


def _row(row: FigureRow, headers: list[str], held: list[Reconciliation]) -> tuple[TableValue, ...]:
    amounts = (_quantity(row.figures.get(header)) for header in headers)
    return (
        whole_name(row),
        *amounts,
        verdict_of(one.verdict for one in held),
        told(held, row.name) or None,
    )


def whole_name(row: FigureRow) -> str:
    """Return what a row is called, however long."""
    return row.kept.name if isinstance(row.kept, Line) else row.name


def _quantity(figure: Figure | None) -> Quantity | None:
    return None if figure is None else Quantity(figure.value, "", figure.decimals)


def goal_held(held: Held, goal: FinancialGoal) -> GoalHeld | None:
    """Return what the plan's figures give for a goal, in the last column that it names."""
    return next((one for one in reversed(held.goals) if one.goal.id == goal.id), None)


def financial_goal_table(plan: Plan, held: Held) -> Table:
    """A row a financial goal: its target and what the plan's own figures give."""
    labels = {key: column_of(FinancialGoal, key).label for key in ("name", "target", "of")}
    columns = (
        words("name", labels["name"], 46),
        words("target", labels["target"], 16),
        words("of", labels["of"], 40),
        words("column", column_of(FinancialGoal, "columns").label, 14),
        figures("value", "Planens belopp ger"),
        words("status", "Bedömning", 24),
        words("long_term", column_of(FinancialGoal, "long_term").label, 44),
    )
    how = column_of(FinancialGoal, "computed").label
    rows = tuple(_goal_row(goal, goal_held(held, goal)) for goal in plan.financial_goals)
    return Table(
        FinancialGoal.key,
        FinancialGoal.sheet,
        columns,
        rows,
        note=f"Ett mål räknas av planens belopp där ”{how}” är ifyllt.",
        about="Fullmäktiges finansiella mål och vad planens egna belopp ger.",
    )


def _goal_row(goal: FinancialGoal, one: GoalHeld | None) -> tuple[TableValue, ...]:
    value = None if one is None else Quantity(one.value, "%" if one.is_share else "", one.decimals)
    return (
        goal.name,
        goal.target.text,
        goal.of,
        one.column if one else goal.columns,
        value,
        _goal_mark(one),
        goal.long_term,
    )


def _goal_mark(one: GoalHeld | None) -> Mark:
    if one is None:
        return _NOT_RECKONED
    return {True: Status.MET, False: Status.NOT_MET, None: Status.UNDECIDED}[one.met].mark
