"""What ``import`` says, and what ``trace`` says of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sheetplan.cli.words import problem_data, problem_lines
from sheetplan.plan.counting import counted
from sheetplan.plan.ledger.ledger_file import LedgerFile, LedgerSum
from sheetplan.plan.ledger.row_tally import show_money
from sheetplan.plan.ledger.said import show_count
from sheetplan.plan.ledger.sheets import Money

if TYPE_CHECKING:  # the flows are imported by the command that runs them
    from sheetplan.flows.import_ledger import Imported
    from sheetplan.flows.trace_ledger import TracedLedger

_RANGES = 5  # of rows, shown on a line
_OUTCOMES = {
    "accepted": "Inläst.",
    "remarks": "Inläst.",
    "known": "Redan inläst; inget är ändrat.",
    "refused": "Inget är inläst: rätta felen först.",
}
Sums = dict[str, LedgerSum]


def import_lines(done: Imported) -> Iterator[str]:
    """Say what was read, its control totals, and what is wrong."""
    yield f"{_OUTCOMES[done.outcome]} {done.period.name}: {counted(done.problems)}."
    yield from problem_lines(done.problems)
    for file in done.files:
        said = f"  {file.file}: {_rows(file.count)}, {show_money(file.total, file.layout.money)}"
        yield f"{said}. {_stated(file)}"
    if done.outcome == "refused":
        return
    if done.control_sum is not None:
        yield f"  Kontrollsumman {done.control_sum} stämmer."
    yield "Till och med perioden, kostnader som plus:"
    for heading, sums, names in _totals(done):
        yield f"  {heading}"
        for key, own in sums.items():
            amount = show_money(own.amount, Money.KR)
            yield f"    {names[key]}: {amount} ({_rows(len(own.rows))})"
    if done.made is not None:
        before = f" Den ersätter nummer {done.replaced.number}." if done.replaced else ""
        yield f"Det är inläsning nummer {done.made.number}.{before}"
        yield "Avstämningen mot nämndernas belopp: sheetplan tables"


def _stated(file: LedgerFile) -> str:
    return (
        "Filens egen summa stämmer." if file.stated is not None else "Filen har ingen egen summa."
    )


def _rows(count: int) -> str:
    return "1 rad" if count == 1 else f"{show_count(count)} rader"


def _totals(done: Imported) -> Iterator[tuple[str, Sums, dict[str, str]]]:
    """Add up per account group and per unit of the ledger, in the plan's order."""
    groups = {g.id: g.name for g in done.plan.account_groups}
    units = {u.id: f"{u.id} ({u.codes})" for u in done.plan.ledger_units}
    for at, (heading, names) in enumerate((("Per kontogrupp", groups), ("Per ansvar", units))):
        sums: Sums = {}
        for file in done.files:
            for key, part in file.sums.items():
                own = sums.setdefault(key[at], LedgerSum())
                own.amount += part.amount
                own.rows.extend(part.rows)
        yield heading, {key: sums[key] for key in names if key in sums}, names


def import_data(done: Imported) -> dict[str, Any]:
    """Return the same as data; amounts per group and unit in kronor, costs as plus."""
    (_, groups, names), (_, units, _) = _totals(done)
    sums = {f.file: f.sha256 for f in done.made.files} if done.made else {}
    money = done.control_sum.money if done.control_sum else None
    return {
        "period": done.period.id,
        "outcome": done.outcome,
        "import": done.made.number if done.made else None,
        "replaces": done.replaced.number if done.replaced and done.made else None,
        "control_sum": done.control_sum.value if done.control_sum else None,
        "control_money": money.label if money else None,
        "files": [
            {
                "file": one.file,
                "sha256": sums.get(one.file),
                "format": one.layout.id,
                "rows": one.count,
                "total": one.total,
                "money": one.layout.money.label,
                "stated_total": one.stated,
            }
            for one in done.files
        ],
        "groups": [
            {"id": key, "name": names[key], "rows": len(own.rows), "amount": own.amount}
            for key, own in groups.items()
        ],
        "units": [
            {"id": key, "rows": len(own.rows), "amount": own.amount} for key, own in units.items()
        ],
        "problems": [problem_data(problem) for problem in done.problems],
    }


def traced_lines(traced: tuple[TracedLedger, ...]) -> Iterator[str]:
    """Say which files and rows of the ledger a row is set against."""
    for one in traced:
        where = f"{one.table}, {one.column}" if one.table else "nettokostnad"
        yield ""
        yield (
            f"Redovisningen, {one.committee}, {where}: {show_money(one.amount, Money.KR)} "
            f"(inläsning {one.number}, {one.imported_at:%Y-%m-%d %H:%M})"
        )
        for part in one.parts:
            shown = [_range(*pair) for pair in part.ranges[:_RANGES]]
            more = len(part.ranges) - len(shown)
            rest = f" och {show_count(more)} ställen till" if more else ""
            yield f"  {part.file}: {_rows(part.count)}, rad {', '.join(shown)}{rest}"
            yield f"    Filens kopia: {part.archived}"
            yield f"    Filens sha256: {part.sha256}"


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def traced_data(traced: tuple[TracedLedger, ...]) -> list[dict[str, Any]]:
    """Return the same as data, with all rows."""
    return [
        {
            "committee": one.committee,
            "table": one.table or None,
            "column": one.column or None,
            "amount": one.amount,
            "import": one.number,
            "imported_at": one.imported_at.isoformat(),
            "files": [
                {"file": part.file, "sha256": part.sha256, "amount": part.amount,
                 "rows": part.count, "ranges": [list(pair) for pair in part.ranges]}
                for part in one.parts
            ],
        }
        for one in traced
    ]  # fmt: skip
