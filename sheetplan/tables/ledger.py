"""The ledger beside what the committees wrote: frame by frame, and cells of their own tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.committee import Committee
from sheetplan.plan.economy_answer import MONEY, EconomyAnswer
from sheetplan.plan.ledger.ledger_file import TargetSum
from sheetplan.plan.ledger.sheets import Money, money_of
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.schema.column import column_of
from sheetplan.schema.numbers import decimals_of, rounded, show_number
from sheetplan.schema.problem import Place, Problem
from sheetplan.tables.results import Results
from sheetplan.tables.table import Quantity, Table, TableValue, figures, words

TAB = "Avstämning mot redovisningen"
_HALF = Decimal("0.5")
_MOST = 3  # decimals of the ledger's amounts, more than people write


@dataclass(frozen=True)
class LedgerComparison:
    """An amount of the ledger beside what a committee wrote, in the unit that it writes in.

    Attributes:
        row: the id of the frame or of the table's row.
        table: the own table's name; the form's sheet of economy for a frame.
        stated: what the committee wrote; None where it has not.
        decimals: how many it is asked for.
        count: how many rows of the ledger it is made of.
    """

    committee: Committee
    row: str
    name: str
    table: str
    column: str
    money: Money
    decimals: int
    found: Decimal
    stated: Decimal | None
    count: int

    @property
    def bound(self) -> Decimal:
        """How much rounding can explain: half of the last decimal."""
        return _HALF.scaleb(-self.decimals)

    @property
    def difference(self) -> Decimal | None:
        """The ledger's amount minus the committee's."""
        return None if self.stated is None else self.found - self.stated

    @property
    def verdict(self) -> Verdict | None:
        """Whether they agree; None where the committee has not written any amount."""
        if self.difference is None:
            return None
        if not self.difference:
            return Verdict.EXACT
        return Verdict.ROUNDING if abs(self.difference) <= self.bound else Verdict.WRONG


def compare_ledger(results: Results, sums: Sequence[TargetSum]) -> tuple[LedgerComparison, ...]:
    """Set what the ledger says beside what the committees wrote, in the order of the plan."""
    by = {(s.target.committee, s.target.row, s.target.column): s for s in sums}
    return (*_frames(results, by), *_cells(results, by))


Sums = dict[tuple[str, str, str], TargetSum]


def _frames(results: Results, by: Sums) -> Iterator[LedgerComparison]:
    money = money_of(results.plan.settings.money_unit) or Money.KR
    column = column_of(EconomyAnswer, "outcome").label
    for r in results.frames:
        one = by.get((r.committee.id, r.frame.id, ""))
        if one is not None:
            yield LedgerComparison(
                r.committee,
                r.frame.id,
                r.frame.shown_name,
                EconomyAnswer.sheet,
                column,
                money,
                MONEY.decimals,
                one.amount / money.kronor,
                r.outcome,
                one.count,
            )


def _cells(results: Results, by: Sums) -> Iterator[LedgerComparison]:
    filled = {(r.committee.id, r.table.id): r for r in results.own_tables}
    for table in results.plan.own_tables:
        money = money_of(table.unit)
        due = money is not None and table.is_due(results.period)
        for committee in results.plan.committees if due else ():
            own = filled.get((committee.id, table.id))
            for row in table.rows:
                for column in table.figures:
                    one = by.get((committee.id, row.id, column.key))
                    if one is None or money is None:
                        continue
                    stated = own.value(row, column) if own else None
                    yield LedgerComparison(
                        committee,
                        row.id,
                        row.name,
                        table.title,
                        column.label,
                        money,
                        table.decimals,
                        one.amount / money.kronor,
                        stated if isinstance(stated, Decimal) else None,
                        one.count,
                    )


def ledger_table(results: Results, compared: Sequence[LedgerComparison], source: str) -> Table:
    """The comparison as controllers read it; each row has its verdict."""
    columns = (
        words("committee", "Nämnd", 26),
        words("table", "Blad", 22),
        words("name", "Rad", 30),
        words("column", "Kolumn", 16),
        words("money", "Enhet", 8),
        figures("ledger", "Enligt redovisningen"),
        figures("stated", "Enligt nämnden"),
        figures("difference", "Skillnad"),
        words("verdict", "Utslag", 18),
        figures("rows", "Rader i redovisningen"),
    )
    return Table(
        "ledger",
        f"{TAB}, {results.period.label}",
        columns,
        tuple(map(_row, compared)),
        note="Skillnad: redovisningen minus nämndens belopp. Inom avrundning: högst en halv enhet "
        f"i den sista decimal som nämnden skriver. Nämndens belopp ändras inte. {source}",
        about="Redovisningens belopp bredvid nämndernas, med skillnad och utslag.",
    )


def _row(one: LedgerComparison) -> tuple[TableValue, ...]:
    verdict = one.verdict.label if one.verdict else "Ej ifyllt av nämnden"
    return (
        one.committee.name,
        one.table,
        one.name,
        one.column,
        one.money.label,
        _quantity(one.found),
        None if one.stated is None else Quantity(one.stated, "", one.decimals),
        None if one.difference is None else _quantity(one.difference),
        verdict,
        Quantity(Decimal(one.count)),
    )


def _quantity(value: Decimal) -> Quantity:
    return Quantity(value, "", _MOST)


def ledger_problems(compared: Sequence[LedgerComparison]) -> Iterator[Problem]:
    """Say to the controller where a committee's amount is not the ledger's."""
    for one in compared:
        if one.verdict is Verdict.WRONG and one.stated is not None:
            place = Place(sheet=TAB, label=f"{one.committee.name}, {one.table}")
            told = {"stated": one.stated, "found": one.found, "difference": one.found - one.stated}
            facts = {key: _shown(value, one.money) for key, value in told.items()}
            bound = show_number(one.bound, decimals_of(one.bound), one.money.label)
            yield Problem(rules.LEDGER_DIFFERS, place, {**facts, "name": one.name, "bound": bound})


def _shown(value: Decimal, money: Money) -> str:
    near = rounded(value, _MOST)
    return show_number(near, max(1, decimals_of(near)), money.label)
