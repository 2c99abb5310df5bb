"""Verdicts of identities beside rows, and how many sums of a table people can add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sheetplan.plan.mark import Mark
from sheetplan.plan.reconciling.equation import Verdict
from sheetplan.plan.reconciling.identities import OWN_SUM, Reconciliation
from sheetplan.schema.numbers import decimals_of, show_number

_WORST = tuple(reversed(Verdict))


def verdict_of(verdicts: Iterable[Verdict]) -> Mark | None:
    """Return the worst verdict as a mark; None where nothing is held."""
    found = set(verdicts)
    return next((one.mark for one in _WORST if one in found), None)


def told(held: Sequence[Reconciliation], row: str) -> str:
    """Say which sums of a row do not come out even, the wrong ones first, and by how much."""
    uneven = [one for verdict in _WORST[:-1] for one in held if one.verdict is verdict]
    by_name: dict[str, list[str]] = {}
    for one in uneven:
        by_name.setdefault(_name(one, row), []).append(_difference(one))
    return "; ".join(f"{name}{', '.join(said)}" for name, said in by_name.items())


def _name(one: Reconciliation, row: str) -> str:
    """Name an identity, unless it is the row's own sum."""
    is_own = one.label == row or one.identity.startswith(OWN_SUM)
    return "" if is_own else f"{one.label}: "


def _difference(one: Reconciliation) -> str:
    sign = "+" if one.difference > 0 else ""
    shown = show_number(one.difference, decimals_of(one.difference))
    return f"{one.equation.column} {sign}{shown}"


def rounding_note(held: Sequence[Reconciliation]) -> str:
    """Say whether the printed sums of a table can be added up by hand."""
    if not held:
        return ""
    counts = Counter(one.verdict for one in held)
    if counts[Verdict.EXACT] == len(held):
        return f"Alla {len(held)} summor går att räkna efter. " if len(held) > 1 else (
            "Summan går att räkna efter. ")  # fmt: skip
    return (
        f"Av {len(held)} summor går {counts[Verdict.EXACT]} jämnt ut, "
        f"{counts[Verdict.ROUNDING]} går ut inom avrundning och "
        f"{counts[Verdict.WRONG]} stämmer inte. "
    )
