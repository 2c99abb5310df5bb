"""The plan as Markdown tables: its readable dump, and how tests write sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sheetplan.plan.plan import SHEETS, Plan
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.column import Column, Row, columns_in


def read_markdown(text: str) -> tuple[Grid, ...]:
    """Read every table of a text as a grid named after the heading above it."""
    grids: list[Grid] = []
    name, rows = "", list[list[str]]()
    for line in [*text.splitlines(), "#"]:
        stripped = line.strip()
        if stripped.startswith("|"):
            parts = re.split(r"(?<!\\)\|", stripped.removesuffix("|").removeprefix("|"))
            if not all(re.fullmatch(r"\s*:?-+:?\s*", part) for part in parts):
                rows.append([_plain(part) for part in parts])
        elif stripped.startswith("#"):
            if rows:
                grids.append(_grid(name, rows))
            name, rows = stripped.lstrip("# "), []
    return tuple(grids)


def _grid(name: str, rows: list[list[str]]) -> Grid:
    cells = {
        (r, c): Cell(text)
        for r, row in enumerate(rows, start=1)
        for c, text in enumerate(row, start=1)
        if text
    }
    return Grid(name, cells)


def _plain(part: str) -> str:
    return part.strip().replace(r"\|", "|").replace("<br>", "\n")


def _escaped(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", "<br>")


def write_markdown(row_class: type[Row], rows: Iterable[Row]) -> str:
    """Write rows as a Markdown section; a vertical sheet as label and value."""
    rows = tuple(rows)
    columns = [c for c in columns_in(row_class, rows) if c.required or _is_used(c, rows)]
    table = [[c.label for c in columns]]
    table += [[_escaped(c.kind.show(c.of(row))) for c in columns] for row in rows]
    if row_class.vertical:
        table = [["Uppgift", "Värde"], *(list(pair) for pair in zip(*table, strict=True))]
    head, *body = [f"| {' | '.join(line)} |" for line in table]
    rule = f"|{'|'.join('---' for _ in table[0])}|"
    return "\n".join([f"## {row_class.sheet}", "", head, rule, *body, ""])


def _is_used(column: Column, rows: Iterable[Row]) -> bool:
    return any(column.kind.show(column.of(row)) for row in rows)


def dump_plan(plan: Plan) -> str:
    """Write a whole plan as Markdown, one section a sheet that has rows."""
    title = f"# {plan.settings.organisation}: {plan.settings.name}\n"
    used = ((sheet, plan.rows(sheet)) for sheet in SHEETS)
    return "\n".join([title, *(write_markdown(sheet, rows) for sheet, rows in used if rows)])
