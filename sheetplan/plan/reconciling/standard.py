"""Identities that hold in every region's statements, told by what a row is (its ”Slag”).

Those that depend on whether costs are printed with a minus, and those that have exceptions
(disposals, write-downs), are not here: a plan's owner declares them. A row that says itself how
it is reckoned (”Beräknas som”) is held to that. Fixed assets rolled forward are no identity, but
tell whether the row of fixed assets stands in the wrong columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sheetplan.plan.reconciling.equation import Equation
from sheetplan.plan.reconciling.expression import FORMER, Expression, Term
from sheetplan.plan.reconciling.figures import FigureRow, Figures
from sheetplan.plan.reconciling.identity import Identity, equations_of
from sheetplan.plan.statement import (
    BalanceLine,
    CashFlowLine,
    IncomeLine,
    InvestmentLine,
    Line,
    RestorationLine,
)
from sheetplan.plan.words import Post


@dataclass(frozen=True)
class PostTerm:
    """The row, or rows, that a statement has of a post; ``former`` is the year before."""

    sheet: type[Line]
    post: Post
    former: bool = False


@dataclass(frozen=True)
class StandardIdentity:
    """An identity between posts: the total is the sum of the terms.

    Attributes:
        yields: a row that says itself how it is reckoned is held to that and not to this.
    """

    key: str
    label: str
    total: PostTerm
    terms: tuple[PostTerm, ...]
    yields: bool = True


def _sum(key: str, sheet: type[Line], total: Post, *posts: Post) -> StandardIdentity:
    terms = tuple(PostTerm(sheet, post) for post in posts)
    return StandardIdentity(key, total.label, PostTerm(sheet, total), terms)


def _carried(key: str, sheet: type[Line], opening: Post, closing: Post) -> StandardIdentity:
    label = f"{opening.label} mot förra årets utgående"
    former = PostTerm(sheet, closing, former=True)
    return StandardIdentity(key, label, PostTerm(sheet, opening), (former,))


def _equal(key: str, label: str, total: PostTerm, term: PostTerm) -> StandardIdentity:
    return StandardIdentity(key, label, total, (term,), yields=False)


_RESULTS = tuple(PostTerm(sheet, Post.RESULT) for sheet in (IncomeLine, BalanceLine, CashFlowLine))

STANDARD: tuple[StandardIdentity, ...] = (
    _sum("assets", BalanceLine, Post.ASSETS, Post.FIXED_ASSETS, Post.CURRENT_ASSETS),
    _sum(
        "financing",
        BalanceLine,
        Post.EQUITY_AND_LIABILITIES,
        *(Post.EQUITY, Post.PROVISIONS, Post.LIABILITIES),
    ),
    _equal(
        "balance",
        "Tillgångar mot eget kapital, avsättningar och skulder",
        PostTerm(BalanceLine, Post.EQUITY_AND_LIABILITIES),
        PostTerm(BalanceLine, Post.ASSETS),
    ),
    _sum("equity", BalanceLine, Post.EQUITY, Post.OPENING_EQUITY, Post.RESULT),
    _carried("opening-equity", BalanceLine, Post.OPENING_EQUITY, Post.EQUITY),
    _equal("balance-result", "Resultat i balans- och resultatbudget", _RESULTS[1], _RESULTS[0]),
    _equal("cash-result", "Resultat i kassaflöde och resultatbudget", _RESULTS[2], _RESULTS[0]),
    _equal("cash-balance-result", "Resultat i kassaflöde och balans", _RESULTS[2], _RESULTS[1]),
    _sum(
        "cash-flow",
        CashFlowLine,
        Post.CASH_FLOW,
        *(Post.OPERATING_CASH, Post.INVESTING_CASH, Post.FINANCING_CASH),
    ),
    _sum("closing-cash", CashFlowLine, Post.CLOSING_CASH, Post.OPENING_CASH, Post.CASH_FLOW),
    _carried("opening-cash", CashFlowLine, Post.OPENING_CASH, Post.CLOSING_CASH),
    _sum(
        "closing-deficit",
        RestorationLine,
        Post.CLOSING_DEFICIT,
        *(Post.OPENING_DEFICIT, Post.DEFICIT_RESULT, Post.EXEMPTION),
    ),
    _carried("opening-deficit", RestorationLine, Post.OPENING_DEFICIT, Post.CLOSING_DEFICIT),
    StandardIdentity(
        "deficit-parts",
        "Ej återställt resultat år för år",
        PostTerm(RestorationLine, Post.CLOSING_DEFICIT),
        (PostTerm(RestorationLine, Post.DEFICIT_PART),),
        yields=False,
    ),
)


_FIXED = PostTerm(BalanceLine, Post.FIXED_ASSETS)
_CHANGES = (
    (1, PostTerm(InvestmentLine, Post.INVESTMENT)),
    (-1, PostTerm(InvestmentLine, Post.DEPRECIATION)),
)


def standard_hints(figures: Figures) -> tuple[Equation, ...]:
    """Return fixed assets rolled forward, whichever sign investments and depreciation have."""
    fixed = _rows_of(figures, _FIXED)
    changes = [(sign, row) for sign, term in _CHANGES for row in _rows_of(figures, term)]
    if len(fixed) != 1 or len(changes) != len(_CHANGES):
        return ()
    terms = [Term(1, fixed[0].id, FORMER)]
    for sign, row in changes:
        whole = sum(figure.value for figure in row.figures.values())
        terms.append(Term(sign if whole >= 0 else -sign, row.id))
    label = "Anläggningstillgångar framräknade med investeringar och avskrivningar"
    hint = StandardIdentity("fixed-assets-rolled", label, _FIXED, ())
    return _equations(figures, hint, fixed[0], tuple(terms))


def standard_equations(figures: Figures) -> Iterator[Equation]:
    """Yield where the standard identities hold, or should."""
    for one in STANDARD:
        totals = _rows_of(figures, one.total)
        terms = [(term, _rows_of(figures, term)) for term in one.terms]
        if len(totals) != 1 or not all(rows for _, rows in terms):
            continue
        if one.yields and totals[0].computed:
            continue
        summed = tuple(
            Term(1, row.id, FORMER if term.former else "") for term, rows in terms for row in rows
        )
        yield from _with_unknown_row(figures, one, totals[0], summed)


def _rows_of(figures: Figures, term: PostTerm) -> tuple[FigureRow, ...]:
    """Return the rows of a post; of a post that can only have one row, none if it has more."""
    table = figures.table(term.sheet.sheet)
    found = tuple(row for row in (table.rows if table else ()) if row.post is term.post)
    return found if len(found) == 1 or term.post is Post.DEFICIT_PART else ()


def _with_unknown_row(
    figures: Figures, one: StandardIdentity, total: FigureRow, terms: tuple[Term, ...]
) -> Iterator[Equation]:
    """Yield an identity, with one more row of its sheet where that makes it hold in every column.

    A statement may have a row that the standard does not know, such as grants to infrastructure.
    """
    equations = _equations(figures, one, total, terms)
    table = figures.table(total.sheet)
    wrong = not all(e.judge().holds for e in equations)
    for row in table.rows if table and wrong and len(terms) > 1 else ():
        wider = _equations(figures, one, total, (*terms, Term(1, row.id)))
        several = len(wider) == len(equations) > 1
        if several and row.post is None and all(e.judge().holds for e in wider):
            equations = wider
            break
    yield from equations


def _equations(
    figures: Figures, one: StandardIdentity, total: FigureRow, terms: tuple[Term, ...]
) -> tuple[Equation, ...]:
    places = (total.place, total.place, total.place)
    identity = Identity(one.key, one.label, Term(1, total.id), Expression(terms), places)
    return tuple(equations_of(identity, figures))
