"""What ``plan diff`` says: Swedish lines grouped by noun, and the JSON that scripts rely on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sheetplan.plan.assignment import Assignment
from sheetplan.plan.committee import Committee, Unit
from sheetplan.plan.comparing import finding as f
from sheetplan.plan.comparing.difference import Difference, Part
from sheetplan.plan.comparing.finding import Finding
from sheetplan.plan.finance import FinancialGoal, Ownership
from sheetplan.plan.frame import Frame
from sheetplan.plan.goal import Goal, GoalText, Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.ledger.sheets import AccountGroup, LedgerFormat, LedgerUnit
from sheetplan.plan.measure import Measure
from sheetplan.plan.noun import Noun
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.reconciliation import DeclaredIdentity
from sheetplan.plan.risk import Risk
from sheetplan.plan.settings import Period
from sheetplan.plan.statement import (
    STATEMENTS,
    BalanceLine,
    CashFlowLine,
    IncomeLine,
    InvestmentLine,
    RestorationLine,
)
from sheetplan.schema.column import Row
from sheetplan.schema.problem import Place


@dataclass(frozen=True)
class _Words:
    """How a noun and what happened to it are bent."""

    one: str
    many: str
    is_neuter: bool

    def count(self, number: int) -> str:
        return f"{number} {self.one if number == 1 else self.many}"

    def bent(self, forms: tuple[str, str, str], number: int) -> str:
        common, neuter, many = forms
        return many if number != 1 else neuter if self.is_neuter else common


_REDEFINED = ("omdefinierad", "omdefinierat", "omdefinierade")
_NAMES: dict[type[Row], _Words] = {
    Committee: _Words("nämnd", "nämnder", is_neuter=False),
    Indicator: _Words("indikator", "indikatorer", is_neuter=False),
    Assignment: _Words("uppdrag", "uppdrag", is_neuter=True),
    Frame: _Words("ram", "ramar", is_neuter=False),
    Unit: _Words("enhet", "enheter", is_neuter=False),
    Risk: _Words("risk", "risker", is_neuter=False),
    Measure: _Words("åtgärd", "åtgärder", is_neuter=False),
    PlanTable: _Words("egen tabell", "egna tabeller", is_neuter=False),
    PlanTableRow: _Words("tabellrad", "tabellrader", is_neuter=False),
    Period: _Words("period", "perioder", is_neuter=False),
    GoalText: _Words("rad om målens innehåll", "rader om målens innehåll", is_neuter=False),
    FinancialGoal: _Words("finansiellt mål", "finansiella mål", is_neuter=True),
    IncomeLine: _Words("rad i resultatbudgeten", "rader i resultatbudgeten", is_neuter=False),
    BalanceLine: _Words("rad i balansbudgeten", "rader i balansbudgeten", is_neuter=False),
    CashFlowLine: _Words("rad i kassaflödet", "rader i kassaflödet", is_neuter=False),
    InvestmentLine: _Words("rad om investeringar", "rader om investeringar", is_neuter=False),
    RestorationLine: _Words("rad om balanskravet", "rader om balanskravet", is_neuter=False),
    Ownership: _Words("företag", "företag", is_neuter=True),
    DeclaredIdentity: _Words("avstämning", "avstämningar", is_neuter=False),
    LedgerFormat: _Words("filbeskrivning", "filbeskrivningar", is_neuter=False),
    AccountGroup: _Words("kontogrupp", "kontogrupper", is_neuter=False),
    LedgerUnit: _Words("ansvar", "ansvar", is_neuter=True),
}
_ORDER: tuple[type[Row], ...] = (
    *(Indicator, Subgoal, Goal, Assignment, Frame, Measure, Risk),
    FinancialGoal,
    *STATEMENTS,
    *(Ownership, PlanTable, PlanTableRow, DeclaredIdentity),
    *(LedgerFormat, AccountGroup, LedgerUnit, GoalText, Committee, Unit, Period),
)


def difference_lines(difference: Difference) -> Iterator[str]:
    """Say what happened: a summary a noun, then every finding under its row."""
    parts = _in_order(difference)
    for part in parts:
        if part.sheets.old or part.sheets.new:
            yield _summary(part, _words(part, difference))
    if difference.settings:
        yield "\nInställningar"
        yield from (_line(one, "  ") for one in difference.settings)
    for part in parts:
        told = [one for one in part.findings if one.change.says]
        if told:
            yield f"\n{part.sheets.row_class.sheet}"
            for row, findings in groupby(_by_row(part, told), key=_row):
                yield from _row_lines(part, row, list(findings))
    if any(one.asks for one in difference.findings):
        yield "\n? betyder att någon behöver svara eller bekräfta."


def difference_data(difference: Difference) -> dict[str, Any]:
    """Return all pairs and findings, the quiet ones too, in the shape that scripts rely on."""
    return {
        "old": {"name": difference.old.name, "year": difference.old.year},
        "new": {"name": difference.new.name, "year": difference.new.year},
        "pairs": [
            {
                "noun": part.sheets.row_class.key,
                "old": part.sheets.old[pair.old].id,
                "new": part.sheets.new[pair.new].id,
                "likeness": round(pair.likeness, 2),
                "certainty": pair.certainty.value,
            }
            for part in _in_order(difference)
            for pair in part.pairing.pairs
        ],
        "findings": [
            {"noun": noun, **_finding_data(one)}
            for noun, findings in (
                ("settings", difference.settings),
                *((p.sheets.row_class.key, p.findings) for p in _in_order(difference)),
            )
            for one in findings
        ],
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.change.key,
        "old": finding.old,
        "new": finding.new,
        "old_cell": _cell(finding.old_place),
        "new_cell": _cell(finding.new_place),
        "asks": finding.asks,
        "sentence": finding.sentence,
    }


def _cell(place: Place | None) -> str | None:
    return f"{place.sheet}!{place.cell}" if place else None


def _in_order(difference: Difference) -> Sequence[Part]:
    parts = {part.sheets.row_class: part for part in difference.parts}
    return [parts[row_class] for row_class in _ORDER]


def _words(part: Part, difference: Difference) -> _Words:
    """Return the region's own words for goals and subgoals."""
    own: dict[type[Row], Noun] = {
        Goal: difference.new.goal_word,
        Subgoal: difference.new.subgoal_word,
    }
    noun = own.get(part.sheets.row_class)
    if noun is None:
        return _NAMES[part.sheets.row_class]
    return _Words(noun.one, noun.many, is_neuter=noun.the.endswith("t"))


def _summary(part: Part, words: _Words) -> str:
    """Write ``31 indikatorer blev 33: 24 lika, 4 omdöpta (förslag), …``."""
    old, new = len(part.sheets.old), len(part.sheets.new)
    become = f" blev {new}" if new != old else ""
    counts = (
        (("lika", "lika", "lika"), part.count(f.SAME), 0),
        (("omdöpt", "omdöpt", "omdöpta"), part.count(f.RENAMED), part.proposed(f.RENAMED)),
        (_REDEFINED, part.count(f.REDEFINED), part.proposed(f.REDEFINED)),
        (("borttagen", "borttaget", "borttagna"), len(part.pairing.dropped), 0),
        (("ny", "nytt", "nya"), len(part.pairing.added), 0),
    )
    said = (
        f"{number} {words.bent(forms, number)}{_proposals(number, asked)}"
        for forms, number, asked in counts
        if number
    )
    return f"{words.count(old)}{become}: {', '.join(said)}."


def _proposals(number: int, asked: int) -> str:
    if not asked:
        return ""
    return " (förslag)" if asked == number else f" ({asked} förslag)"


def _row(finding: Finding) -> tuple[str | None, str | None]:
    """Return the row that a finding is told under: the new one, or one that is gone."""
    return (None, finding.new) if finding.new else (finding.old, None)


def _by_row(part: Part, findings: Sequence[Finding]) -> list[Finding]:
    """Keep what is said of a new row together, in its order; dropped rows come last."""
    places = {row.id: index for index, row in enumerate(part.sheets.new)}
    return sorted(findings, key=lambda one: places.get(one.new or "", len(places)))


def _row_lines(
    part: Part, row: tuple[str | None, str | None], findings: Sequence[Finding]
) -> Iterator[str]:
    old, new = row
    if old or new:
        names = {one.id: one.name for one in (part.sheets.new if new else part.sheets.old)}
        yield f"  {_ids(part, new) if new else old} {names[new or old or '']}"
    yield from (_line(one, "    " if old or new else "  ") for one in findings)


def _ids(part: Part, new: str) -> str:
    """Return a new row's id, after the old one where that is another."""
    sheets = part.sheets
    pairs = (pair for pair in part.pairing.pairs if sheets.new[pair.new].id == new)
    olds = (sheets.old[pair.old].id for pair in pairs)
    return next((f"{old} → {new}" for old in olds if old != new), new)


def _line(finding: Finding, indent: str) -> str:
    cells = [place.cell for place in (finding.old_place, finding.new_place) if place]
    where = f" ({' → '.join(cells)})" if cells else ""
    return f"{indent}{'?' if finding.asks else '•'} {finding.sentence}{where}"
