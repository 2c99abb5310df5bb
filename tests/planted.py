"""Faults planted in sound tables: how many are found, how many are diagnosed, how many alarms.

``python -m tests.planted [TABLES]`` prints the rates for so many tables of every shape and fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from sheetplan.plan.reconciling.identities import Reconciliation
from sheetplan.plan.reconciling.wrong_figures import transposed
from tests.figures import wrong
from tests.planted_tables import SHAPES, Table


@dataclass(frozen=True)
class Planted:
    """A table with a fault, and what a right diagnosis says of it: any of these, and all those."""

    table: Table
    row: str
    column: str
    words: tuple[str, ...]
    names: tuple[str, ...]


Fault = Callable[[Random, Table], Planted | None]


def _at(table: Table, row: str, column: str) -> str:
    letter = chr(ord("D") + table.columns.index(column))
    return f"{letter}{table.rows.index(row) + 2} "


def _put(
    table: Table, at: tuple[str, str], value: Decimal, words: tuple[str, ...]
) -> Planted | None:
    if abs(value - table.cells[at]) * 10**table.decimals < 9:
        return None  # too small a fault to be told from rounding
    changed = replace(table, cells={**table.cells, at: value})
    return Planted(changed, *at, words, (_at(table, *at),))


def _any(random: Random, table: Table) -> tuple[str, str]:
    rows = [row for row in table.rows if row != "in"]
    return random.choice(rows), random.choice(table.columns)


def sign(random: Random, table: Table) -> Planted | None:
    """The sign of one figure is turned."""
    at = _any(random, table)
    return _put(table, at, -table.cells[at], ("Tecknet",))


def digits(random: Random, table: Table) -> Planted | None:
    """Two neighbouring digits of one figure change places."""
    at = _any(random, table)
    swaps = list(transposed(table.cells[at], table.decimals))
    return _put(table, at, random.choice(swaps), ("bytt plats",)) if swaps else None


def one_digit(random: Random, table: Table) -> Planted | None:
    """One digit of one figure is another; nothing tells what happened to it."""
    at = _any(random, table)
    change = Decimal(random.randint(1, 9)) * 10 ** random.randint(1, 2)
    return _put(table, at, table.cells[at] + change, ("kan vara fel",))


def year(random: Random, table: Table) -> Planted | None:
    """One figure is that of the column beside it."""
    row, column = _any(random, table)
    number = table.columns.index(column)
    beside = table.columns[number + 1 if number == 0 else number - 1]
    if table.row_sum in {column, beside} or table.sheet == "Ramar":
        return None
    return _put(table, (row, column), table.cells[row, beside], ("fel år",))


def shift(random: Random, table: Table) -> Planted | None:
    """A row's figures stand one column from where they belong."""
    row, columns = random.choice(table.rows), table.columns
    if table.sheet == "Ramar":
        return None
    if table.row_sum:
        columns = columns[:-1]
    step = random.choice([1, -1])
    moved = {
        (row, c): table.cells[row, columns[(n - step) % len(columns)]]
        for n, c in enumerate(columns)
    }
    changed = replace(table, cells={**table.cells, **moved})
    return Planted(changed, row, columns[1], ("förskjuten",), (f"Rad {row} ",))


def missing(random: Random, table: Table) -> Planted | None:
    """A sum leaves out one of its rows, in one column."""
    return _counted(random, table, -1, ("saknas",))


def doubled(random: Random, table: Table) -> Planted | None:
    """A sum counts one of its rows twice, in one column."""
    return _counted(random, table, 1, ("två gånger",))


def _counted(random: Random, table: Table, times: int, words: tuple[str, ...]) -> Planted | None:
    if not table.sums:
        return _counted_across(random, table, times, words)
    row, column = random.choice(list(table.sums)), random.choice(table.columns)
    term = random.choice(list(table.sums[row]))
    change = times * table.sums[row][term] * table.cells[term, column]
    planted = _put(table, (row, column), table.cells[row, column] + change, words)
    return replace(planted, names=(_at(table, term, column),)) if planted else None


def _counted_across(
    random: Random, table: Table, times: int, words: tuple[str, ...]
) -> Planted | None:
    row, column = random.choice(table.rows), random.choice(table.columns[:-1])
    value = table.cells[row, table.row_sum] + times * table.cells[row, column]
    planted = _put(table, (row, table.row_sum), value, words)
    return replace(planted, names=(_at(table, row, column),)) if planted else None


def lost(random: Random, table: Table) -> Planted | None:
    """A row is gone from the table and from what the sum is reckoned of."""
    leaves = [r for r in table.leaves() if any(r in t and len(t) > 2 for t in table.sums.values())]
    if not leaves or table.sheet == "Kassaflöde":
        return None
    gone = random.choice(leaves)
    rows = tuple(row for row in table.rows if row != gone)
    sums = {
        row: {term: s for term, s in terms.items() if term != gone}
        for row, terms in table.sums.items()
    }
    changed = replace(table, rows=rows, sums=sums)
    return Planted(changed, gone, table.columns[0], ("saknas",), ())


def unlisted(random: Random, table: Table) -> Planted | None:
    """A row is in the table but not among what the sum is reckoned of."""
    leaves = [r for r in table.leaves() if any(r in t and len(t) > 2 for t in table.sums.values())]
    if not leaves or table.sheet == "Kassaflöde":
        return None
    gone = random.choice(leaves)
    sums = {
        row: {term: s for term, s in terms.items() if term != gone}
        for row, terms in table.sums.items()
    }
    return Planted(replace(table, sums=sums), gone, "", ("saknas",), (f"(Rad {gone},",))


FAULTS: Mapping[str, Fault] = {
    "sign": sign,
    "digits": digits,
    "one digit": one_digit,
    "year": year,
    "shift": shift,
    "missing": missing,
    "doubled": doubled,
    "lost": lost,
    "unlisted": unlisted,
}


@dataclass
class Rates:
    """How it went for a fault."""

    planted: int = 0
    found: int = 0
    first: int = 0
    told: int = 0
    silent: int = 0

    def __str__(self) -> str:
        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:5.1f} %" if whole else "    –  "

        return (
            f"{self.planted:6} {share(self.found, self.planted)} {share(self.first, self.found)} "
            f"{share(self.told, self.found)} {share(self.silent, self.found)}"
        )


def _says(diagnosis: str, planted: Planted) -> bool:
    fits = any(word in diagnosis for word in planted.words)
    return fits and all(name in diagnosis for name in planted.names)


def judge(found: list[Reconciliation], planted: Planted, rates: Rates) -> None:
    """Count whether a fault is found, and whether any diagnosis says what it was."""
    rates.planted += 1
    rates.found += bool(found)
    told = [one.diagnoses for one in found if one.diagnoses]
    rates.silent += bool(found) and not told
    rates.first += any(_says(one[0], planted) for one in told)
    rates.told += any(_says(sentence, planted) for one in told for sentence in one)


def campaign(tables: int, seed: int = 1) -> tuple[dict[tuple[str, str], Rates], Counter[str]]:
    """Plant every fault in so many tables of every shape; return the rates and false alarms."""
    rates: dict[tuple[str, str], Rates] = {}
    alarms: Counter[str] = Counter()
    for shape, build in SHAPES.items():
        random = Random(f"{seed}{shape}")  # noqa: S311 - tables, no secrets
        for _ in range(tables):
            table = build(random)
            alarms[shape] += bool(wrong(table.markdown()))
            for name, fault in FAULTS.items():
                planted = fault(random, table)
                if planted is not None:
                    found = wrong(planted.table.markdown())
                    judge(found, planted, rates.setdefault((name, shape), Rates()))
    return rates, alarms


def main(tables: int) -> None:
    """Print the rates."""
    rates, alarms = campaign(tables)
    lines = [f"{'fault':<10} {'shape':<10} planted   found   first    told  silent"]
    lines += [f"{name:<10} {shape:<10} {rate}" for (name, shape), rate in sorted(rates.items())]
    lines += [f"false alarms in {tables} sound tables of each shape: {dict(alarms)}", ""]
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
