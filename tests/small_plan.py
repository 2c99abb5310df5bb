"""A small plan as Markdown sheets, for tests that need two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sheetplan.plan.comparing.difference import Difference, compare_plans
from sheetplan.plan.comparing.finding import Finding
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import PlanReading, read_plan

Cells = Mapping[str, str]
_HEAD = """
## Inställningar
| Uppgift | Värde |
|---|---|
| Planens id | by-{year} |
| Region eller kommun | Byköpings kommun |
| Planens namn | Plan {year} |
| År | {year} |
| Belopp i | {money} |
| Gräns för uppfylls helt | {met} |
| Gräns för uppfylls delvis | 80 % |
| Gränserna gäller från | 2025-01-01 |
| Gränsernas källa | Påhittat beslut |
| Kommentar krävs vid avvikelse över | 1 % |
| Kontakt för frågor | Ekonomikontoret |
"""
COMMITTEE = {"Nämnd-id": "ks", "Nämnd": "Kommunstyrelsen"}
GOAL = {"Mål-id": "m1", "Mål": "Mål 1. Ett gott liv", "Riktas till": "ks"}
SUBGOAL = {"Delmåls-id": "d1", "Nämnd-id": "ks", "Mål-id": "m1", "Delmål": "Fler trivs"}
INDICATOR = {
    "Indikator-id": "i1", "Delmåls-id": "d1", "Indikator": "Andel nöjda elever", "Enhet": "%",
    "Utgångsvärde": "70", "Utgångsår": "2024", "Målvärde": "80 %", "Periodicitet": "År",
    "Riktning": "Högre är bättre", "Slag": "Andel", "Sammanvägning": "Kvot av summor",
}  # fmt: skip
ASSIGNMENT = {
    "Uppdrags-id": "u1", "Från": "Fullmäktige", "Till": "Kommunstyrelsen", "Redovisas av": "ks",
    "Uppdrag": "Stärka krisberedskapen i alla verksamheter", "Slutdatum": "2025-12-31",
    "Periodicitet": "År", "Status i planen": "Pågående",
}  # fmt: skip
FRAME = {"Ram-id": "ks", "Nämnd-id": "ks", "Ram": "Kommunstyrelsen", "Budget": "100,0"}


def small_plan(
    year: int, sheets: Mapping[str, Iterable[Cells]], met: str = "100 %", money: str = "tkr"
) -> PlanReading:
    """Read a plan with one committee, goal and subgoal, and the sheets that a test gives."""
    period = {
        "Period": f"{year}-12", "Namn": "Årsrapport", "Från": f"{year}-01-01",
        "Till": f"{year}-12-31", "Svar senast": f"{year}-12-31",
    }  # fmt: skip
    given: dict[str, Iterable[Cells]] = {
        "Perioder": [period], "Nämnder": [COMMITTEE], "Mål": [GOAL], "Delmål": [SUBGOAL], **sheets,
    }  # fmt: skip
    text = _HEAD.format(year=year, met=met, money=money) + "".join(
        _sheet(name, rows) for name, rows in given.items() if rows
    )
    reading = read_plan(read_markdown(text))
    assert reading.plan is not None, [str(problem) for problem in reading.problems]
    return reading


def _sheet(name: str, rows: Iterable[Cells]) -> str:
    rows = tuple(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [columns, ["---"] * len(columns)]
    lines += [[row.get(column, "") for column in columns] for row in rows]
    return f"\n## {name}\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def small(year: int, **changes: str) -> PlanReading:
    """Make a plan with one indicator, whose outcome is of the year before."""
    row: Cells = {**INDICATOR, "Utgångsår": str(year - 1), **changes}
    return small_plan(year, {"Indikatorer": [row]})


def compared(sheet: str, old: Iterable[Cells], new: Iterable[Cells]) -> Difference:
    """Compare two plans, for 2025 and 2026, that differ in the rows of one sheet."""
    return compare_plans(small_plan(2025, {sheet: old}), small_plan(2026, {sheet: new}))


def told(difference: Difference) -> list[Finding]:
    """Return what is said to people."""
    return [one for one in difference.findings if one.change.says]
