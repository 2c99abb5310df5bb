"""Identities (avstämningar): where they come from, and what comes of holding them.

They are declared once each: by what a row is (``standard``), by the row itself (”Beräknas som”),
by the frame table's columns, and by the plan's owner on the sheet Avstämningar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.frame import Frame
from sheetplan.plan.plan import PlanReading
from sheetplan.plan.reconciliation import DeclaredIdentity
from sheetplan.plan.reconciling.case import Case
from sheetplan.plan.reconciling.diagnosis import diagnose
from sheetplan.plan.reconciling.equation import Equation, Judgement, Verdict
from sheetplan.plan.reconciling.explanation import Diagnosis
from sheetplan.plan.reconciling.expression import Expression, Term
from sheetplan.plan.reconciling.figures import (
    FigureRow,
    Figures,
    FigureTable,
    column_names,
    figures_of,
)
from sheetplan.plan.reconciling.financial_goals import GoalHeld, hold_goals
from sheetplan.plan.reconciling.identity import (
    Identity,
    Written,
    equations_of,
    problems_of,
    read_identity,
)
from sheetplan.plan.reconciling.standard import standard_equations, standard_hints
from sheetplan.plan.rules import plan_rules
from sheetplan.schema.column import Row, column_of
from sheetplan.schema.problem import Place, Problem, in_order
from sheetplan.schema.reading import Found

Sheets = Mapping[type[Row], Found[Row]]
OWN_SUM = "row:"  # begins the key of what a row says that it is reckoned as
FRAME_TERMS = ("base", "base_change", "reduction", "addition", "reallocation", "index")


@dataclass(frozen=True)
class Reconciliation:
    """One identity held against the figures of one place.

    Attributes:
        identity: the identity's key.
        label: its Swedish name.
        place: where the total stands, as people see it.
        judgement: verdict, difference and bound.
        equation: the figures.
        explained: what may be wrong, the likeliest first.
    """

    identity: str
    label: str
    place: str
    judgement: Judgement
    equation: Equation
    explained: tuple[Diagnosis, ...] = ()

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """What may be wrong, a sentence each."""
        return tuple(one.text for one in self.explained)

    @property
    def diagnosis(self) -> str | None:
        """What may be wrong, in words, or None."""
        return " Eller: ".join(self.diagnoses) or None

    @property
    def verdict(self) -> Verdict:
        """How the figures agree."""
        return self.judgement.verdict

    @property
    def difference(self) -> Decimal:
        """What the terms come to minus the printed total."""
        return self.judgement.difference

    @property
    def bound(self) -> Decimal:
        """The largest difference that rounding can explain."""
        return self.judgement.bound

    @property
    def related(self) -> tuple[Place, ...]:
        """Where the terms stand."""
        return tuple(p.figure.place for p in (*self.equation.terms, *self.equation.base))


@dataclass(frozen=True)
class Held:
    """Every identity of a plan, held: what cannot be read, and what came of the others."""

    figures: Figures
    problems: tuple[Problem, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    goals: tuple[GoalHeld, ...] = ()

    @property
    def wrong(self) -> tuple[Reconciliation, ...]:
        """What does not agree."""
        return tuple(one for one in self.reconciliations if one.verdict is Verdict.WRONG)


def hold(reading: PlanReading) -> Held:
    """Hold every identity against the figures of a plan that could be read."""
    if reading.plan is None:
        return Held(Figures(()))
    return hold_sheets(reading.found, reading.plan.settings.year)


def hold_sheets(found: Sheets, year: int) -> Held:
    """Hold every identity against the figures of a plan's sheets."""
    figures = figures_of(found, year)
    equations: dict[object, Equation] = {}
    problems: list[Problem] = [*_double_ids(figures)]
    for source in SOURCES:
        for one in source(figures, found):
            if isinstance(one, Problem):
                problems.append(one)
            else:
                equations.setdefault(one.signed, one)
    reckoned = tuple(hold_goals(figures, found, year))
    problems += [one for one in reckoned if isinstance(one, Problem)]
    goals = tuple(one for one in reckoned if isinstance(one, GoalHeld))
    hints = tuple(e for e in standard_hints(figures) if e.signed not in equations)
    case = Case(figures, tuple(equations.values()), hints)
    return Held(figures, in_order(problems), tuple(_reconciled(case)), goals)


def _reconciled(case: Case) -> Iterator[Reconciliation]:
    diagnoses = diagnose(case)
    for equation in case.equations:
        judgement = case.judged[equation]
        told = diagnoses.get(equation, ())
        place = str(equation.place)
        yield Reconciliation(equation.identity, equation.label, place, judgement, equation, told)


def _double_ids(figures: Figures) -> Iterator[Problem]:
    first: dict[str, FigureRow] = {}
    for row in figures.rows():
        other = first.setdefault(row.id, row)
        if other.sheet != row.sheet:
            facts = {"found": row.id, "other": f"{other.sheet}!{other.place.cell}"}
            yield Problem(plan_rules.PLAN_ID_IN_TWO, row.place, facts)


def _own_rows(figures: Figures, _: Sheets) -> Iterator[Equation | Problem]:
    """A row is what it says that it is reckoned as (Beräknas som)."""
    for row in figures.rows():
        if row.computed:
            label = f"Beräknas som {row.computed}"
            places = (row.place, row.computed_at, row.computed_at)
            written = Written(f"{OWN_SUM}{row.id}", label, row.id, row.computed, places)
            yield from _read(written, figures)


def _frame_rows(figures: Figures, _: Sheets) -> Iterator[Equation | Problem]:
    """The budget of a frame with a base is the base with all changes (ramtabellen)."""
    table = figures.table(Frame.sheet)
    labels = [column_of(Frame, key).label for key in FRAME_TERMS]
    total = Term(1, "", column_of(Frame, "budget").label)
    rows = [row for row in table.rows if labels[0] in row.figures] if table else []
    for row in rows:
        terms = tuple(Term(1, "", label) for label in labels if label in row.figures)
        own = FigureTable(row.sheet, table.headers if table else (), (row,))
        computed, at = Expression(terms), row.place
        yield from equations_of(
            Identity("frame-row", "Ramens budget", total, computed, (at, at, at), (), own), figures
        )


def _standard(figures: Figures, _: Sheets) -> Iterator[Equation | Problem]:
    """What holds in every region's statements."""
    yield from standard_equations(figures)


def _declared(figures: Figures, found: Sheets) -> Iterator[Equation | Problem]:
    """What the plan's owner declares (sheet Avstämningar)."""
    sheet = found.get(DeclaredIdentity)
    for index, row in enumerate(sheet.rows if sheet else ()):
        if sheet is None or not isinstance(row, DeclaredIdentity):
            continue
        rows_of = figures.table(row.rows_of) if row.rows_of else None
        if row.rows_of and rows_of is None:
            facts = {"found": row.rows_of, "wanted": "namnet på ett blad med belopp"}
            yield Problem(plan_rules.PLAN_TERM_UNKNOWN, sheet.place(index, "rows_of"), facts)
            continue
        total_at, terms_at, columns_at = (
            sheet.place(index, key) for key in ("total", "computed", "columns")
        )
        columns = column_names(row.columns)
        written = Written(
            row.id,
            row.name,
            row.total,
            row.computed,
            (total_at, terms_at, columns_at),
            columns,
            rows_of,
        )
        yield from _read(written, figures)


def _read(written: Written, figures: Figures) -> Iterator[Equation | Problem]:
    """Read an identity from how it is written, and yield where it holds."""
    identity = read_identity(written)
    if not isinstance(identity, Identity):
        yield from identity
        return
    problems = tuple(problems_of(identity, figures))
    equations = () if problems else tuple(equations_of(identity, figures))
    yield from problems
    yield from equations
    if not problems and not equations:
        facts = {"found": written.computed}
        yield Problem(plan_rules.PLAN_IDENTITY_NOWHERE, written.places[1], facts)


Source = Callable[[Figures, Sheets], Iterator[Equation | Problem]]
SOURCES: tuple[Source, ...] = (_own_rows, _frame_rows, _standard, _declared)
