"""What the committees say together against the whole organisation's own outcome, exactly.

The result budget may have a column for a period's outcome, named as elsewhere in the plan:
”Utfall t.o.m. 2025-08”. Answers are kept with all their decimals, so that only the printed total
can hide a difference, by half of its last decimal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.committee import Committee
from sheetplan.plan.frame import Frame
from sheetplan.plan.noun import COMMITTEE
from sheetplan.plan.plan import Plan
from sheetplan.plan.reconciling.equation import Judgement, Part, Verdict, judged_alone
from sheetplan.plan.reconciling.figures import Figure, Figures
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.plan.settings import Period
from sheetplan.plan.statement import IncomeLine
from sheetplan.plan.words import Post
from sheetplan.schema.column import column_of
from sheetplan.schema.numbers import decimals_of, show_number
from sheetplan.schema.problem import Problem
from sheetplan.tables.results import Results
from sheetplan.tables.table import Table, TableValue, figures, in_column, words


@dataclass(frozen=True)
class TiedOutcome:
    """A period's outcomes of all committees against the net cost of the result budget.

    Attributes:
        outcomes: each committee's, of its frames that are no part of another; None where any of
            them is not told.
        printed: the net cost as it stands in the result budget.
    """

    period: Period
    outcomes: tuple[tuple[Committee, Decimal | None], ...]
    printed: Figure

    @property
    def missing(self) -> tuple[Committee, ...]:
        """The committees that have not said their outcome."""
        return tuple(one for one, outcome in self.outcomes if outcome is None)

    @property
    def total(self) -> Decimal:
        """What those that have answered say together."""
        return sum((outcome for _, outcome in self.outcomes if outcome is not None), Decimal(0))

    @property
    def judgement(self) -> Judgement | None:
        """Whether they agree; None while a committee is missing."""
        if self.missing:
            return None
        return judged_alone(self.total, Decimal(0), Part(self._sign, self.printed))

    @property
    def net_cost(self) -> Decimal:
        """The printed net cost with costs as plus, as committees write them."""
        return self._sign * self.printed.value

    @property
    def difference(self) -> Decimal:
        """What the committees say beyond the printed net cost."""
        return self.total - self.net_cost

    @property
    def _sign(self) -> int:
        return -1 if self.printed.value < 0 else 1


def tied_outcomes(history: Sequence[Results], held: Figures) -> tuple[TiedOutcome, ...]:
    """Hold each period's outcomes against the result budget, where it has a column for them."""
    table = held.table(IncomeLine.sheet)
    rows = [row for row in (table.rows if table else ()) if row.post is Post.NET_COST]
    if len(rows) != 1:
        return ()
    columns = {one.period.id: _header(one.period) for one in history}
    return tuple(
        TiedOutcome(one.period, tuple(_outcomes(one)), rows[0].figures[columns[one.period.id]])
        for one in history
        if columns[one.period.id] in rows[0].figures
    )


def _header(period: Period) -> str:
    return column_of(Frame, "months").label.format(period.id)


def _outcomes(results: Results) -> Iterator[tuple[Committee, Decimal | None]]:
    for committee in results.plan.committees:
        own = [r for r in results.frames if r.committee == committee and not r.frame.part_of]
        told = [r.outcome for r in own if r.outcome is not None]
        if own:
            whole = len(told) == len(own)
            yield committee, sum(told, Decimal(0)) if whole else None


def tied_outcome_table(plan: Plan, one: TiedOutcome) -> Table:
    """A row a committee, all together, the result budget and what differs."""
    unit, of = plan.settings.money_unit, len(one.outcomes)
    counted = COMMITTEE.counted(of - len(one.missing), of)
    named: list[tuple[str, Decimal | None]] = [(c.name, amount) for c, amount in one.outcomes]
    named += [
        (f"Tillsammans ({counted})", one.total),
        (f"Resultatbudgeten, {_header(one.period)}", one.net_cost),
        ("Skillnad", one.difference),
    ]
    judged = one.judgement
    verdict = judged.verdict.mark if judged else None
    marks: list[TableValue] = [*(None for _ in named[1:]), verdict]
    amounts = in_column(amount for _, amount in named)
    missing = ", ".join(committee.name for committee in one.missing)
    note = f"Stäms inte av förrän alla har svarat. Saknas: {missing}." if missing else (
        "Belopp jämförs med alla decimaler som är skrivna.")  # fmt: skip
    return Table(
        "tied_outcomes",
        f"Nämndernas utfall mot resultatbudgeten, {one.period.label}",
        (words("name", "Rad", 44), figures("amount", "Nettokostnad", unit, 20),
         words("verdict", "Avstämning", 18)),
        tuple(zip((name for name, _ in named), amounts, marks, strict=True)),
        frozenset(range(of, of + 3)),
        note,
        about="Om det nämnderna har svarat tillsammans är hela organisationens eget utfall.",
    )  # fmt: skip


def tied_problems(made: Sequence[TiedOutcome]) -> Iterator[Problem]:
    """Say where all have answered and the sum is another."""
    for one in made:
        judged = one.judgement
        if judged is None or judged.verdict is not Verdict.WRONG:
            continue
        amounts = {"found": one.total, "wanted": one.net_cost, "difference": one.difference}
        decimals = max(map(decimals_of, amounts.values()))
        facts = {name: show_number(value, decimals) for name, value in amounts.items()}
        yield Problem(rules.LEDGER_TIED, one.printed.place, facts)
