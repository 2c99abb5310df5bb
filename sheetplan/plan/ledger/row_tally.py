"""What is counted over all rows of a ledger's file: their total, sums among them, rows alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from hashlib import blake2b

from sheetplan.plan.ledger.headings import Fields
from sheetplan.plan.ledger.said import rows_text, show_count
from sheetplan.plan.ledger.sheets import Money
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.schema.numbers import decimals_of, show_number
from sheetplan.schema.problem import Rule

Said = tuple[Rule, int, dict[str, str]]  # with the row that it is said of
_SIZE, _WIDTH = 16, 1 << 128


def show_money(value: Decimal, money: Money) -> str:
    """Write an amount with the decimals that it has."""
    return show_number(value, decimals_of(value), money.label)


class RowTally:
    """Counts rows as they go by; remembers only their digests."""

    def __init__(self, money: Money) -> None:
        self.count, self.total = 0, Decimal(0)
        self._money = money
        self._content = 0
        self._once: set[bytes] = set()
        self._more: set[bytes] = set()
        self._alike: list[int] = []
        self._alike_sum = Decimal(0)
        self._later: list[int] = []
        self._later_sum = Decimal(0)
        self._before = {Decimal(0)}  # the total at the start and at each row of sums
        self._last = Decimal(0)  # of these
        self._subtotals: list[int] = []
        self._end: tuple[int, Decimal] | None = None  # the rows above the last sum, and that sum
        self._wrong: list[tuple[int, Decimal, str]] = []

    @property
    def content(self) -> str:
        """The same for the same rows in another order, file or format."""
        return f"{self.count}-{self._content:032x}"

    @property
    def stated(self) -> Decimal | None:
        """The file's own sum of all its rows, which stands last."""
        return self.total if self._end == (self.count, self.total) else None

    def add(self, number: int, fields: Fields, value: Decimal, meaning: str) -> None:
        """Count a row; ``meaning`` is what it says of account, unit, month and amount."""
        self.count += 1
        self.total += value
        said = blake2b(meaning.encode("utf-8", "replace"), digest_size=_SIZE - 1).digest()
        self._content = (self._content + int.from_bytes(said, "big")) % _WIDTH
        row = blake2b(repr(fields).encode("utf-8", "replace"), digest_size=_SIZE).digest()
        if row in self._once:
            self._more.add(row)
            self._alike.append(number)
            self._alike_sum += value
        self._once.add(row)

    def add_later(self, number: int, value: Decimal) -> None:
        """Remember a row that is after the period."""
        self._later.append(number)
        self._later_sum += value

    def add_sum(self, number: int, value: Decimal) -> None:
        """Check a row of sums against the rows above it, since the start or any other sum."""
        if self.total - value in self._before:
            self._subtotals.append(number)
        else:
            self._wrong.append((number, value, self._above()))
        self._before.add(self.total)
        self._last = self.total
        self._end = (self.count, value)

    def _above(self) -> str:
        shown = show_money(self.total, self._money)
        if len(self._before) == 1:
            return shown
        since = show_money(self.total - self._last, self._money)
        return f"{shown}, eller {since} sedan förra summan"

    def conclude(self, period: str, *, is_whole: bool) -> Iterator[Said]:
        """Say what can only be said when all rows are read; sums only if all amounts are."""
        if len(self._once) > 1 and self._once == self._more:
            yield rules.LEDGER_TWICE, self._alike[0], {}
        elif self._alike:
            facts = {"count": show_count(len(self._alike)), "rows": _rows(self._alike)}
            amount = show_money(self._alike_sum, self._money)
            yield rules.LEDGER_ALIKE, self._alike[0], {**facts, "amount": amount}
        if self._later:
            amount = show_money(self._later_sum, self._money)
            facts = {"period": period, "amount": amount, "rows": _rows(self._later)}
            yield rules.LEDGER_LATER, self._later[0], facts
        if is_whole:
            yield from self._about_sums()

    def _about_sums(self) -> Iterator[Said]:
        inside = self._subtotals if self.stated is None else self._subtotals[:-1]
        if inside:
            yield rules.LEDGER_SUBTOTAL, inside[0], {"rows": _rows(inside)}
        for number, value, above in self._wrong:
            facts = {"found": show_money(value, self._money), "wanted": above}
            yield rules.LEDGER_TOTAL, number, facts


def _rows(rows: list[int]) -> str:
    return rows_text(rows, len(rows))
