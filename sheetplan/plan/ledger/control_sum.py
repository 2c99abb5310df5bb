"""The control sum (kontrollsumma): what somebody says that all rows are together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.ledger.fields import read_amount
from sheetplan.plan.ledger.ledger_file import LedgerFile
from sheetplan.plan.ledger.row_tally import show_money
from sheetplan.plan.ledger.sheets import Money, money_of
from sheetplan.plan.rules import ledger_rules as rules
from sheetplan.schema.numbers import decimals_of, show_number
from sheetplan.schema.problem import Place, Problem

_WITH_UNIT = re.compile(r"(.*?)\s*([a-z]+)\.?\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class ControlSum:
    """A sum as somebody has taken it out of the ledger.

    Attributes:
        value: the sum, with the signs of the files.
        money: what it is in; None where nothing is said, then it is in that of the files.
    """

    value: Decimal
    money: Money | None = None

    def __str__(self) -> str:
        return show_number(
            self.value, decimals_of(self.value), self.money.label if self.money else ""
        )

    def problems(self, files: Sequence[LedgerFile]) -> Iterator[Problem]:
        """Say so where the rows of all files are something else."""
        place = Place(file=", ".join(f.file for f in files))
        moneys = {f.layout.money for f in files}
        if self.money is None and len(moneys) > 1:
            found = ", ".join(money.label for money in Money if money in moneys)
            yield Problem(rules.LEDGER_MIXED, place, {"found": found})
            return
        money = self.money or moneys.pop()
        kronor = (f.total * f.layout.money.kronor for f in files)
        found_sum = sum(kronor, Decimal(0)) / money.kronor
        if found_sum != self.value:
            shown = {"found": found_sum, "wanted": self.value}
            shown["difference"] = found_sum - self.value
            facts = {name: show_money(value, money) for name, value in shown.items()}
            yield Problem(rules.LEDGER_CONTROL, place, facts)

    def vouches_for(self, files: Sequence[LedgerFile]) -> bool:
        """Tell whether it says that files are right as they are: it agrees, and in which money."""
        return self.money is not None and not any(self.problems(files))


def read_control_sum(text: str) -> ControlSum | None:
    """Read ``4356000,50`` or ``4 356 tkr``; None where it is no certain number."""
    found = _WITH_UNIT.fullmatch(text)
    money = money_of(found[2]) if found else None
    if found and money is None:
        return None
    read = read_amount(found[1] if found else text, None)
    return None if read.value is None else ControlSum(read.value, money)
