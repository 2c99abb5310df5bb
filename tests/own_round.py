"""A plan of another shape, typed into the new workbook and run the whole way, as people do."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as NewWorkbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel.fill import fill_form
from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.flows.new import new
from sheetplan.flows.receive import check
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.committee_form import build_form
from sheetplan.plan.form import Form
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import SHEETS, Plan
from sheetplan.schema.cell import Grid
from sheetplan.schema.kinds import Choice, Kind, Number
from sheetplan.schema.numbers import read_number
from sheetplan.schema.problem import Problem
from tests.command_line import run
from tests.conftest import Typed, cell_of, changed

HERE = Path(__file__).parent
PERIOD = "2026-08"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = 4  # the header row of every sheet of a new plan
SIGNED = {"name": "Kim Berg", "title": "Controller", "signed": "2026-09-10", "done": "Ja"}


@dataclass(frozen=True)
class Round:
    """A year folder where everything has been run, and what the terminal said."""

    year: Year
    plan: Plan
    said: str
    reports: tuple[Path, ...]

    @property
    def issued(self) -> tuple[Path, ...]:
        return tuple(sorted((self.year.issued / PERIOD).glob("*.xlsx")))

    @property
    def consolidated(self) -> Path:
        return self.year.tables / PERIOD / f"sammanstallning-{PERIOD}.xlsx"

    def form(self, committee_id: str) -> Form:
        committee, period = self.plan.committee(committee_id), self.plan.period(PERIOD)
        assert committee is not None
        assert period is not None
        return build_form(self.plan, committee, period)


def typed_plan(year: Year, text: str) -> None:
    """Type a plan into the new workbook; a header that is not there is written beside the last."""
    book = load_workbook(year.plan_file)
    classes = {row_class.sheet: row_class for row_class in SHEETS}
    for grid in read_markdown(text):
        tab = book[grid.name]
        assert isinstance(tab, Worksheet)
        if classes[grid.name].vertical:
            for row in range(1, tab.max_row + 1):
                typed = grid_value(grid, str(tab.cell(row, 1).value))
                if typed is not None:
                    put(tab, row, 2, typed)
            continue
        for col, header in grid.rows()[1].items():
            at = next((c.column for c in tab[HEAD] if c.value == header.value), None)
            at = at or 1 + max(c.column or 0 for c in tab[HEAD] if c.value is not None)
            tab.cell(HEAD, at).value = str(header.value)
            for (row, below), cell in grid.cells.items():
                if row > 1 and below == col:
                    put(tab, HEAD + row - 1, at, str(cell.value))
    book.save(year.plan_file)


def put(tab: Worksheet, row: int, col: int, text: str) -> None:
    """Type a text as Excel takes it: numbers and per cents become numbers."""
    written = read_number(text)
    cell = tab.cell(row, col)
    if written.value is None:
        cell.value = text
    elif written.percent:
        cell.value, cell.number_format = written.value / 100, "0%"
    else:
        cell.value = written.value


def grid_value(grid: Grid, label: str) -> str | None:
    found = (grid.at(row, 2).value for row in grid.rows() if grid.at(row, 1).value == label)
    return next((str(value) for value in found), None)


def answer_to(kind: Kind, given: Mapping[str, object]) -> object:
    """Return something that a person could answer."""
    if isinstance(kind, Number):
        known = given.get("baseline") or given.get("period_budget")
        return known if isinstance(known, Decimal) else Decimal(12)
    return next(iter(kind.words)) if isinstance(kind, Choice) else "Det går framåt."


def filled(form: Form, issued: bytes) -> bytes:
    """Fill in all that is asked for."""
    typed = {
        (sheet.answer.key, row.id, key): answer_to(sheet.kind(row, key), row.given)
        for sheet in form.sheets
        for row in sheet.rows
        for key in row.asked - {"absence"}
    }
    return fill_form(issued, form, typed, dict(SIGNED))


def whole_round(folder: Path, plan_file: str) -> Round:
    """Run every step for a plan."""
    year = new(folder)
    typed_plan(year, (HERE / plan_file).read_text(encoding="utf-8"))
    said = [run(year.root, *words).stdout for words in (("plan", "check"), ("issue", PERIOD))]
    done = Round(year, require_plan(year), "", ())
    for path in done.issued:
        form = done.form(path.name.split("-")[0])
        (year.inbox / path.name).write_bytes(filled(form, path.read_bytes()))
    reports = [("report", "--committee", committee.id) for committee in done.plan.committees]
    steps = (("check", "inbox"), ("receive",), ("status",), ("tables",), *reports)
    said += [run(year.root, *words).stdout for words in steps]
    return Round(
        year, done.plan, "\n".join(said), tuple(sorted(year.reports.glob("delarsrapport-*.docx")))
    )


def retyped(
    done: Round, committee: str, tab: str, row: str, cells: Mapping[str, Typed]
) -> tuple[Problem, ...]:
    """Return what is told about a filled-in workbook where a person has changed some cells."""
    path = done.year.inbox / f"{committee}-{PERIOD}.xlsx"

    def change(book: NewWorkbook) -> None:
        for key, value in cells.items():
            cell_of(book, tab, row, key).value = value

    return told(done, changed(path.read_bytes(), change))


def told(done: Round, data: bytes) -> tuple[Problem, ...]:
    """Return what is told about a workbook that comes in."""
    path = done.year.root / "inkommen.xlsx"
    path.write_bytes(data)
    (receipt,) = check(done.year, [path])
    return receipt.problems


def all_text(path: Path) -> str:
    """Return every part of a file: cells, prompts, comments, names, alt texts, headers."""
    if path.suffix in {".json", ".csv"}:
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        )


def seen(path: Path) -> dict[str, list[str]]:
    """Return the texts of each visible sheet."""
    workbook = read_workbook(path.read_bytes(), path.name)
    assert isinstance(workbook, Workbook)
    return {
        grid.name: [str(cell.value) for cell in grid.cells.values()]
        for grid in workbook.grids
        if grid.name not in workbook.hidden
    }


def headings(path: Path) -> list[tuple[int, str]]:
    """Return level and words of each heading of a report."""
    with zipfile.ZipFile(path) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
    found = []
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        level = re.fullmatch(r"(?:Heading|Rubrik)([1-9])", name)
        if level:
            found.append((int(level[1]), "".join(map(str, paragraph.itertext(f"{W}t")))))
    return found
