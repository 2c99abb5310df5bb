"""Sheets of a plan in Markdown, held against each other without the rest of a plan."""

from __future__ import annotations

from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import SHEETS
from sheetplan.plan.reconciling.identities import Held, Reconciliation, Sheets, hold_sheets
from sheetplan.schema.numbers import NBSP
from sheetplan.schema.reading import read_rows

YEAR = 2025
BALANCE = """
## Balansbudget

| Rad-id | Rad | Slag | Beräknas som | Budget 2024 | Budget 2025 | Plan 2026 |
|---|---|---|---|---|---|---|
| anl | Anläggningstillgångar | Anläggningstillgångar | | 100 | 110 | 125 |
| oms | Omsättningstillgångar | Omsättningstillgångar | | 50 | 55 | 60 |
| till | Tillgångar | Summa tillgångar | | 150 | 165 | 185 |
| ing | Ingående | Ingående eget kapital | | 40 | 55 | 65 |
| res | Resultat | Årets resultat | | 15 | 10 | 12 |
| ek | Eget kapital | Summa eget kapital | | 55 | 65 | 77 |
| avs | Avsättningar | Summa avsättningar | | 45 | 48 | 50 |
| kort | Kortfristiga | | | 20 | 22 | 25 |
| lang | Långfristiga | | | 30 | 30 | 33 |
| sk | Skulder | Summa skulder | kort + lang | 50 | 52 | 58 |
| summa | Summa | Summa eget kapital, avsättningar och skulder | | 150 | 165 | 185 |
"""

INVESTED = """
## Investeringar

| Rad-id | Rad | Beräknas som | Plan 2025 | Plan 2026 | Plan 2027 | Plan 2028 |
|---|---|---|---|---|---|---|
| a | Sjukhus | | 1 412 | 1 447 | 1 503 | 1 588 |
| b | Vägar | | 268 | 315 | 331 | 394 |
| c | Fordon | | 97 | 83 | 71 | 66 |
| s | Summa | a + b + c | 1 777 | 1 845 | 1 905 | 2 048 |
"""
OWN = """
## Avstämningar

| Avstämnings-id | Avstämning | För varje rad i | Ska vara | Beräknas som | Kolumn |
|---|---|---|---|---|---|
"""


def sheets(text: str) -> Sheets:
    """Read the sheets of a plan from Markdown."""
    grids = {grid.name: grid for grid in read_markdown(text)}
    return {one: read_rows(one, grids[one.sheet]) for one in SHEETS if one.sheet in grids}


def held(text: str) -> Held:
    """Hold the identities of some sheets."""
    return hold_sheets(sheets(text), YEAR)


def wrong(text: str) -> list[Reconciliation]:
    """Return what does not agree."""
    return [one for one in held(text).reconciliations if one.verdict.key == "wrong"]


def told(text: str) -> list[tuple[str, ...]]:
    """Return what is said of every identity that does not hold."""
    found = wrong(text)
    return [tuple(s.replace(NBSP, " ") for s in one.diagnoses) for one in found]
