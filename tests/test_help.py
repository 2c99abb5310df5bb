"""The help cannot lie: the reference page is made from the declarations, every command has help.

Refresh the page with ``SHEETPLAN_GOLDEN=1 pytest tests/test_help.py``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sheetplan.cli.commands import sheetplan
from sheetplan.plan.homes import HOMES, Home
from sheetplan.plan.own_table.shapes import SHAPES, ReadyTable
from sheetplan.plan.plan import SHEETS
from sheetplan.plan.plan_table import PlanTable, PlanTableRow
from sheetplan.plan.returns import ANSWERS, SignOff
from sheetplan.plan.rules.catalogue import CATALOGUE
from sheetplan.plan.words import Shape
from sheetplan.schema.column import Column, Role, Row, columns_of
from sheetplan.schema.kinds import Choice, Kind
from sheetplan.schema.problem import Rule

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "sheetplan" / "help" / "reference.md"
GUIDE = ROOT / "sheetplan" / "help" / "guide.md"
ROLES = {
    Role.KEY: "dold nyckel",
    Role.GIVEN: "från planen, låst",
    Role.INPUT: "fylls i",
    Role.COMPUTED: "räknas ut",
}


def reference() -> str:
    """Write every sheet, column and rule as Markdown."""
    head = (
        "# Referens\n\nSkriven ur programmets egna deklarationer; ändra dem, inte den här sidan.\n"
    )
    plan = ["## Planens arbetsbok\n", *(_sheet(c, in_plan=True) for c in SHEETS)]
    form = ["## Nämndens arbetsbok\n", *(_sheet(c, in_plan=False) for c in (SignOff, *ANSWERS))]
    rules = ["## Regler\n", *(_rule(rule) for rule in sorted(CATALOGUE, key=lambda r: r.code))]
    return "\n".join([head, *_homes(), *plan, *form, *rules])


def _homes() -> Iterator[str]:
    """Say where each kind of table is kept, and write the examples of own tables."""
    yield "## Var varje tabell hör hemma\n"
    yield (
        f"En egen tabell beskrivs på bladen {PlanTable.sheet} och {PlanTableRow.sheet} i planens "
        "arbetsbok och blir ett blad i nämndens. Exemplen står under listan.\n"
    )
    yield "| Tabell | Blad i planens arbetsbok | Blad i nämndens arbetsbok |\n|---|---|---|"
    for home in HOMES:
        form = [f"egen tabell: {home.example.title}"] if home.example else []
        cells = (home.name, _sheets(home.plan), ", ".join([*form, *_names(home.form)]) or "–")
        yield f"| {' | '.join(cells)} |"
    yield "\n### Exempel på egna tabeller\n"
    yield from (_example(home) for home in HOMES if home.example)
    yield "### Färdiga tabeller\n"
    yield (
        f"Skriv ordet i kolumnen Som på bladet {PlanTable.sheet}. Det som lämnas tomt där hämtas "
        f"härifrån, och raderna om {PlanTableRow.sheet} inga har för tabellen.\n"
    )
    yield from (_ready(shape, ready) for shape, ready in SHAPES.items())


def _ready(shape: Shape, ready: ReadyTable) -> str:
    rows = []
    for row in ready.rows:
        sign = f" ({row.sign.label.lower()})" if row.sign else ""
        rows.append(f"{row.name}{' (räknas ut)' if row.computed else sign}")
    told = {
        "Radrubrik": ready.row_label,
        "Sifferkolumner": ready.figures,
        "Textkolumner": ready.texts,
        "Enhet": ready.unit or ("planens belopp" if ready.figures else ""),
        "Decimaler": str(ready.decimals or ""),
        "Tomma rader": str(ready.empty_rows or ""),
        "Hjälptext": ready.help,
        "Rader": "; ".join(rows) or f"skrivs på {PlanTableRow.sheet}",
    }
    lines = [f"- {label}: {value}" for label, value in told.items() if value]
    return "\n".join([f"**{shape.label}**\n", *lines]) + "\n"


def _names(row_classes: tuple[type[Row], ...]) -> list[str]:
    return [row_class.sheet for row_class in row_classes]


def _sheets(row_classes: tuple[type[Row], ...]) -> str:
    return ", ".join(_names(row_classes)) or "–"


def _example(home: Home) -> str:
    assert home.example is not None
    columns = [c for c in columns_of(PlanTable) if c.key not in {"id", "title", "to"}]
    told = [(c.label, c.kind.show(c.of(home.example))) for c in columns]
    lines = [f"**{home.example.title}**\n"]
    lines += [f"- {label}: {value}" for label, value in told if value not in {"", "0"}]
    rows = (f"{r.name} (beräknas som {r.computed})" if r.computed else r.name for r in home.rows)
    if home.rows:
        lines.append(f"- {PlanTableRow.sheet}: {', '.join(rows)}")
    return "\n".join(lines) + "\n"


def _sheet(row_class: type[Row], *, in_plan: bool) -> str:
    last = "Får vara tom" if in_plan else "Vem skriver"
    lines = [f"### {row_class.sheet}\n", f"{row_class.about}\n"]
    lines += [f"| Kolumn | Vad som ska stå | Hjälp | Exempel | {last} |", "|---|---|---|---|---|"]
    lines += [_column(column, in_plan=in_plan) for column in columns_of(row_class)]
    return "\n".join(lines) + "\n"


def _column(column: Column, *, in_plan: bool) -> str:
    last = ("" if column.required else "ja") if in_plan else ROLES[column.role]
    cells = (column.label, _wanted(column.kind), column.help, column.example, last)
    return f"| {' | '.join(cells)} |"


def _wanted(kind: Kind) -> str:
    """Say what to write; a list in full, for here is room for it."""
    if not isinstance(kind, Choice):
        return kind.wanted
    *most, last = (f"”{label}”" for label in kind.labels)
    return f"{', '.join(most)} eller {last}"


def _rule(rule: Rule) -> str:
    said = f"{rule.what} {rule.fix}"
    return f"**{rule.code}** ({rule.severity.value}). {said}\nVarför: {rule.why}\n"


def test_the_reference_page_is_current() -> None:
    if os.environ.get("SHEETPLAN_GOLDEN") == "1":
        PAGE.write_text(reference(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == reference(), "SHEETPLAN_GOLDEN=1 refreshes it"


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield f"{path} {name}", command


COMMANDS = dict(_commands(sheetplan, "sheetplan"))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_explained_in_help_readme_and_guide(name: str) -> None:
    assert (COMMANDS[name].help or "").endswith(".")
    for page in (ROOT / "README.md", GUIDE):
        assert f"`{name}" in page.read_text(encoding="utf-8"), page.name


def test_the_guide_names_no_command_that_does_not_exist() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    named = re.findall(r"sheetplan ((?:plan|report|addin) [a-z]+|[a-z]+)", text)
    known = {name.removeprefix("sheetplan ") for name in COMMANDS}
    assert set(named) - known == set()
