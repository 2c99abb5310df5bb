"""An identity and where it holds: from terms to the equations of every column and row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheetplan.plan.reconciling.equation import Equation, Part
from sheetplan.plan.reconciling.expression import (
    Expression,
    Term,
    column_faults,
    figures_in,
    parse,
    table_of,
    term_faults,
)
from sheetplan.plan.reconciling.figures import FigureRow, Figures, FigureTable, Header, year_in
from sheetplan.plan.rules import plan_rules
from sheetplan.schema.kinds import Fault
from sheetplan.schema.problem import Place, Problem

_ANYWHERE = Header("")


@dataclass(frozen=True)
class Written:
    """An identity as it is written; for the attributes see ``Identity``."""

    key: str
    label: str
    total: str
    computed: str
    places: tuple[Place, Place, Place]
    columns: tuple[str, ...] = ()
    rows_of: FigureTable | None = None


@dataclass(frozen=True)
class Identity:
    """A total that shall be what its terms come to.

    Attributes:
        key: never changes; of an owner's own identity its id.
        places: where total, terms and columns are declared.
        columns: the headers or years it is limited to; none for all.
        rows_of: the table whose rows it is held on, one by one.
    """

    key: str
    label: str
    total: Term
    computed: Expression
    places: tuple[Place, Place, Place]
    columns: tuple[str, ...] = ()
    rows_of: FigureTable | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """All its terms, the total first."""
        return (self.total, *self.computed.all_terms)


def read_identity(written: Written) -> Identity | tuple[Problem, ...]:
    """Read an identity, or say what cannot be read."""
    total, computed = parse(written.total), parse(written.computed)
    if not isinstance(total, Fault) and len(total.all_terms) > 1:
        facts = {"found": written.total, "wanted": "en enda rad, ett blads summa eller ett tal"}
        total = Fault(plan_rules.PLAN_EXPRESSION, facts)
    if isinstance(total, Fault) or isinstance(computed, Fault):
        sides = zip((total, computed), written.places, strict=False)
        faults = ((side, place) for side, place in sides if isinstance(side, Fault))
        return tuple(Problem(fault.rule, place, fault.facts) for fault, place in faults)
    own = (written.places, written.columns, written.rows_of)
    return Identity(written.key, written.label, total.terms[0], computed, *own)


def problems_of(identity: Identity, figures: Figures) -> Iterator[Problem]:
    """Say what an identity names that is not there, or does not say."""
    total_at, terms_at, columns_at = identity.places
    for term in identity.terms:
        place = total_at if term is identity.total else terms_at
        for fault in term_faults(term, figures, identity.rows_of):
            yield Problem(fault.rule, place, fault.facts)
    own = _own_table(identity, figures) if identity.total.follows else None
    for wanted in identity.columns:
        yield from column_problems(figures, identity.terms, wanted, columns_at, own)
    if _ANYWHERE in _currents(identity, figures):
        loose = [t for t in identity.terms if t.follows and table_of(t, figures)]
        if loose:
            yield Problem(plan_rules.PLAN_COLUMN_UNTOLD, terms_at, {"found": str(loose[0])})


def column_problems(
    figures: Figures,
    terms: Iterable[Term],
    wanted: str,
    place: Place,
    own: FigureTable | None = None,
) -> Iterator[Problem]:
    """Say why a column is not in the total's own table, or else in no table of the terms."""
    found = (table_of(term, figures) for term in terms if term.follows)
    tables = (own,) if own else tuple(table for table in found if table)
    faults = [tuple(column_faults(table, wanted)) for table in tables]
    for fault in faults[0] if faults and all(faults) else ():
        yield Problem(fault.rule, place, fault.facts)


def equations_of(identity: Identity, figures: Figures) -> Iterator[Equation]:
    """Yield the identity in every column and row where all its figures exist."""
    table = identity.rows_of
    for row in table.rows if table else (None,):
        for current in _currents(identity, figures):
            equation = _equation(identity, figures, current, row)
            if equation is not None:
                yield equation


def _own_table(identity: Identity, figures: Figures) -> FigureTable | None:
    """Return the table that the total stands in; a number in a text has none."""
    own = identity.rows_of if not identity.total.name else None
    return table_of(identity.total, figures) or own


def _currents(identity: Identity, figures: Figures) -> tuple[Header, ...]:
    """Return the columns that the identity is held in."""
    own, total = _own_table(identity, figures), identity.total
    if identity.columns:
        return tuple(_limited(own, wanted) for wanted in identity.columns)
    if own is None:
        return (_ANYWHERE,)
    return own.headers if total.follows else own.find(total.column)


def _limited(own: FigureTable | None, wanted: str) -> Header:
    found = own.find(wanted) if own else ()
    return found[0] if len(found) == 1 else Header(wanted, year_in(wanted))


def _equation(
    identity: Identity, figures: Figures, current: Header, row: FigureRow | None
) -> Equation | None:
    computed, (total_at, terms_at, _) = identity.computed, identity.places
    total = parts_of((identity.total,), figures, current, row, total_at)
    terms = parts_of(computed.terms, figures, current, row, terms_at)
    base = parts_of(computed.base, figures, current, row, terms_at)
    if not total or not terms or (computed.base and not base):
        return None
    place = total[0].figure.place
    if len(total) > 1 or not total[0].figure.header:
        label = ", ".join(part for part in (identity.label, current.label) if part)
        place = dataclasses.replace(total_at, label=label)
    equation = Equation(identity.key, identity.label, current.label, place, total, terms, base)
    return equation if equation.signed and equation.can_be_judged else None


def parts_of(
    terms: tuple[Term, ...],
    figures: Figures,
    current: Header,
    row: FigureRow | None,
    written_at: Place,
) -> tuple[Part, ...]:
    """Return the figures of terms with their signs; nothing where one of them has none.

    A number in a text stands where the identity is written.
    """
    found: list[Part] = []
    for term in terms:
        of_term = figures_in(term, figures, current, row)
        if not of_term:
            return ()
        for figure in of_term:
            is_text = not figure.header
            placed = dataclasses.replace(figure, place=written_at) if is_text else figure
            found.append(Part(term.sign, placed))
    return tuple(found)
