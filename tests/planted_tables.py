"""Sound tables of several shapes, rounded or exact, to plant faults in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from sheetplan.schema.numbers import rounded, show_number

Cells = dict[tuple[str, str], Decimal]  # by row and column


@dataclass(frozen=True)
class Table:
    """A sheet with figures, and what its sums are.

    Attributes:
        sums: the row that is a sum, and the rows that it is the sum of with their signs.
        extra: other sheets, such as identities of the owner's own.
    """

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: Cells
    decimals: int
    sums: Mapping[str, Mapping[str, int]]
    extra: str = ""
    row_sum: str = ""

    def markdown(self) -> str:
        computed = "Nämnd-id" if self.sheet == "Ramar" else "Beräknas som"
        name = "Ram" if self.sheet == "Ramar" else "Rad"
        head = (f"{name}-id", name, computed, *self.columns)
        lines = [head, ("---",) * len(head)]
        for row in self.rows:
            figures = (show_number(self.cells[row, c], self.decimals) for c in self.columns)
            note = "hsn" if self.sheet == "Ramar" else self._computed(row)
            lines.append((row, f"Rad {row}", note, *figures))
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"## {self.sheet}\n\n{table}\n\n{self.extra}"

    def _computed(self, row: str) -> str:
        terms = self.sums.get(row, {}).items()
        return " ".join(f"{'+' if s > 0 else '−'} {t}" for t, s in terms).removeprefix("+ ")

    def leaves(self) -> list[str]:
        return [row for row in self.rows if row not in self.sums]


Shape = Callable[[Random], Table]


def _amounts(random: Random, rows: Iterable[str], columns: Iterable[str]) -> Cells:
    """Amounts that change by some per cent from a column to the next."""
    cells: Cells = {}
    for row in rows:
        value = Decimal(random.choice([30, 200, 800, 3000, 9000])) * Decimal(
            random.uniform(0.5, 2)
        )
        for column in columns:
            cells[row, column] = value
            value *= Decimal(random.uniform(0.95, 1.12))
    return cells


def _finished(table: Table, *, exact: bool) -> Table:
    """Reckon the sums, and print every figure with the table's decimals."""
    cells = dict(table.cells)
    if exact:
        cells = {at: rounded(value, table.decimals) for at, value in cells.items()}
    for row, terms in table.sums.items():
        for column in table.columns:
            cells[row, column] = sum(
                (sign * cells[term, column] for term, sign in terms.items()), Decimal(0)
            )
    if table.row_sum:
        for row in table.rows:
            parts = (cells[row, c] for c in table.columns if c != table.row_sum)
            cells[row, table.row_sum] = sum(parts, Decimal(0))
    printed = {at: rounded(value, table.decimals) for at, value in cells.items()}
    return replace(table, cells=printed)


def _years(random: Random) -> tuple[str, ...]:
    return tuple(f"Plan {2024 + n}" for n in range(random.randint(4, 6)))


def subtotals(random: Random) -> Table:
    """Groups of rows with a subtotal each and a grand total."""
    columns, rows, sums = _years(random), list[str](), dict[str, Mapping[str, int]]()
    for group in "abc"[: random.randint(2, 3)]:
        leaves = [f"{group}{n}" for n in range(1, random.randint(2, 5) + 1)]
        rows += [*leaves, f"sum-{group}"]
        sums[f"sum-{group}"] = dict.fromkeys(leaves, 1)
    sums["sum"] = dict.fromkeys(sums, 1)
    cells = _amounts(random, rows, columns)
    decimals = random.choice([0, 0, 1])
    table = Table("Balansbudget", columns, (*rows, "sum"), cells, decimals, sums)
    return _finished(table, exact=random.random() < 0.5)


def result(random: Random) -> Table:
    """Costs and revenues with signs, a result and what it is reckoned of."""
    columns = _years(random)
    rows = ("skatt", "bidrag", "summa", "netto", "verksamhet", "finans", "arets")
    sums = {
        "summa": {"skatt": 1, "bidrag": 1},
        "verksamhet": {"summa": 1, "netto": -1},
        "arets": {"verksamhet": 1, "finans": -1},
    }
    cells = _amounts(random, rows, columns)
    table = Table("Resultatbudget", columns, rows, cells, random.choice([0, 1]), sums)
    return _finished(table, exact=random.random() < 0.5)


def matrix(random: Random) -> Table:
    """Rows and columns with a sum of each."""
    columns = (*(f"Del {n}" for n in range(1, random.randint(3, 5) + 1)), "Totalt")
    leaves = [f"r{n}" for n in range(1, random.randint(3, 7) + 1)]
    cells = _amounts(random, leaves, columns)
    across = " + ".join(f"({column})" for column in columns[:-1])
    extra = (
        "## Avstämningar\n\n| Avstämnings-id | Avstämning | För varje rad i | Ska vara | "
        "Beräknas som |\n|---|---|---|---|---|\n"
        f"| radsumma | Radens summa | Investeringar | (Totalt) | {across} |\n"
    )
    rows, sums = (*leaves, "summa"), {"summa": dict.fromkeys(leaves, 1)}
    table = Table("Investeringar", columns, rows, cells, 0, sums, extra, "Totalt")
    return _finished(table, exact=random.random() < 0.5)


def rolling(random: Random) -> Table:
    """An opening value that is last year's closing one, and what changes it."""
    columns = _years(random)
    rows = ("in", "okn", "minskn", "ut")
    cells = _amounts(random, rows, columns)
    opening = Decimal(random.randint(2000, 9000))
    for column in columns:
        cells["in", column] = opening
        cells["okn", column] = rounded(Decimal(random.uniform(300, 900)), 0)
        cells["minskn", column] = rounded(Decimal(random.uniform(200, 700)), 0)
        opening += cells["okn", column] - cells["minskn", column]
    extra = (
        "## Avstämningar\n\n| Avstämnings-id | Avstämning | Ska vara | Beräknas som |\n"
        "|---|---|---|---|\n| ingang | Ingående mot utgående | in | ut (föregående) |\n"
    )
    sums = {"ut": {"in": 1, "okn": 1, "minskn": -1}}
    table = Table("Kassaflöde", columns, rows, cells, 0, sums, extra)
    return _finished(table, exact=True)


def frames(random: Random) -> Table:
    """Frames with their changes, and the sum of every column as the text has it."""
    changes = ("Budgetreducering", "Budgettillskott", "Omfördelning")
    columns = ("Budget året före", *changes, "Budget")
    leaves = tuple(f"f{n}" for n in range(1, random.randint(5, 9) + 1))
    cells = _amounts(random, leaves, columns[:1])
    for row in leaves:
        for column in changes:
            cells[row, column] = Decimal(random.choice([0, random.uniform(-60, 90)]))
    table = Table("Ramar", columns, leaves, cells, 1, {}, "", "Budget")
    table = _finished(table, exact=random.random() < 0.5)
    head = "## Avstämningar\n\n| Avstämnings-id | Avstämning | Ska vara | Beräknas som |\n"
    sums = ((c, sum((table.cells[r, c] for r in leaves), Decimal(0))) for c in columns)
    lines = (
        f"| avs-{n} | Summa i texten | {show_number(total, 1)} | Ramar ({column}) |\n"
        for n, (column, total) in enumerate(sums)
    )
    return replace(table, extra=f"{head}|---|---|---|---|\n{''.join(lines)}")


SHAPES: Mapping[str, Shape] = {
    "subtotals": subtotals,
    "result": result,
    "matrix": matrix,
    "rolling": rolling,
    "frames": frames,
}
