"""The demo: a year folder where every step has been run on the bundled real plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sheetplan.excel.fill import fill_form
from sheetplan.excel.plan_workbook import write_plan
from sheetplan.excel.reader import read_workbook
from sheetplan.flows.bundled import plan_folder, template_file
from sheetplan.flows.consolidate import Consolidated, consolidate
from sheetplan.flows.files import read_file, write_file
from sheetplan.flows.import_ledger import Imported, import_ledger
from sheetplan.flows.issue import IssuedWorkbook, issue
from sheetplan.flows.progress import Tell, told, untold
from sheetplan.flows.receive import Receipt, receive
from sheetplan.flows.report import report
from sheetplan.flows.year import PLAN_FILE, PlanFaulty, Year, require_free
from sheetplan.plan.computing import Key
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import PlanReading, read_plan
from sheetplan.plan.returns import SignOff
from sheetplan.plan.words import Answer
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.column import columns_of
from sheetplan.schema.kinds import Kind
from sheetplan.schema.problem import Problem

PERIOD = "2025-08"
COMMITTEE = "hsn"
_FILLING = "Fyller i arbetsböcker"


@dataclass(frozen=True)
class Demo:
    """What the demo did, step by step."""

    year: Year
    remarks: tuple[Problem, ...]
    issued: tuple[IssuedWorkbook, ...]
    receipts: tuple[Receipt, ...]
    imported: Imported
    consolidated: Consolidated
    report: Path
    report_committee: str = COMMITTEE


def demo(folder: Path, *, tell: Tell = untold) -> Demo:
    """Run plan, issue, returns, receive, the ledger, tables and report in a new folder.

    The units answer first. Then their committee's workbook is issued again, with what they have
    said, and the committees answer. The days of receipt are as invented as the answers.
    """
    require_free(folder, "demo")
    source = plan_folder()
    reading = _plan_with_ledger(source)
    if reading.plan is None:
        raise PlanFaulty(source / PLAN_FILE, reading.problems)
    settings = replace(reading.plan.settings, invented=Answer.YES)
    year = Year(folder.resolve())
    write_file(year.plan_file, write_plan(replace(reading.plan, settings=settings)))
    write_file(year.template, read_file(template_file()))
    issued = issue(year, PERIOD, tell=tell)
    receipts = list(_units_answer(year, issued, source, tell))
    again = {one.respondent.id: one for one in issue(year, PERIOD, [COMMITTEE], tell=tell)}
    issued = tuple(again.get(one.respondent.id, one) for one in issued)
    receipts += _committees_answer(year, issued, source, tell)
    now = _at(issued[0].form.period.deadline - timedelta(days=1))
    imported = import_ledger(year, [_ledger_file(source)], now, PERIOD)
    consolidated = consolidate(year, PERIOD, tell=tell)
    tell("Skriver rapporten", 1, 1)
    written = report(year, COMMITTEE, PERIOD).path
    remarks = (*reading.problems, *check_meaning(reading))
    return Demo(year, remarks, issued, tuple(receipts), imported, consolidated, written)


def _plan_with_ledger(source: Path) -> PlanReading:
    """Read the bundled plan with invented sheets about the ledger, which the real one has not."""
    workbook = read_workbook(read_file(source / PLAN_FILE), PLAN_FILE)
    if isinstance(workbook, Problem):
        return PlanReading(None, (workbook,))
    sheets = read_markdown(read_file(source / "ledger" / "plan.md").decode("utf-8"))
    grids = {grid.name: grid for grid in (*workbook.grids, *sheets)}
    return read_plan(grids.values(), PLAN_FILE)


def _ledger_file(source: Path) -> Path:
    return source / "ledger" / f"{COMMITTEE}-{PERIOD}.csv"


def _units_answer(
    year: Year, issued: Sequence[IssuedWorkbook], source: Path, tell: Tell
) -> Iterator[Receipt]:
    """Fill in the units' workbooks; most come in time, some two days late."""
    text = read_file(source / "returns" / PERIOD / f"{COMMITTEE}-enheter.md").decode("utf-8")
    answers = {
        section.partition("\n")[0].strip(): section for section in re.split(r"(?m)^# ", text)
    }
    deadline = issued[0].form.period.deadline
    in_time: list[Path] = []
    late: list[Path] = []
    for workbook in told(tell, _FILLING, issued):
        section = answers.get(workbook.respondent.id)
        if workbook.respondent.unit is None or section is None:
            continue
        path = year.inbox / COMMITTEE / workbook.path.name
        write_file(path, fill_in(read_file(workbook.path), workbook.form, section))
        signed = re.search(r"\| Datum \| (.+?) \|", section)
        is_late = signed is not None and date.fromisoformat(signed[1]) > deadline
        (late if is_late else in_time).append(path)
    yield from receive(year, in_time, _at(deadline - timedelta(days=4)), tell=tell)
    yield from receive(year, late, _at(deadline + timedelta(days=2)), tell=tell)


def _committees_answer(
    year: Year, issued: Sequence[IssuedWorkbook], source: Path, tell: Tell
) -> tuple[Receipt, ...]:
    for workbook in told(tell, _FILLING, issued):
        answers = source / "returns" / PERIOD / f"{workbook.respondent.id}.md"
        if answers.exists():
            text = read_file(answers).decode("utf-8")
            filled = fill_in(read_file(workbook.path), workbook.form, text)
            write_file(year.inbox / workbook.path.name, filled)
    now = _at(issued[0].form.period.deadline - timedelta(days=1))
    return receive(year, (), now, tell=tell)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30)).astimezone()


def fill_in(issued: bytes, form: Form, text: str) -> bytes:
    """Fill in an issued workbook with sample answers written as Markdown tables.

    What a kind cannot read (”ca 4,2”) is typed as it stands, as a person would.
    """
    grids = {grid.name: grid for grid in read_markdown(text)}
    typed: dict[Key, object] = {}
    for sheet in form.sheets:
        grid = grids.get(sheet.title)
        rows = _rows_of(sheet, grid) if grid else {}
        for row in sheet.rows if grid else ():
            for key, cell in _answers(sheet, grid, rows.get(row.id)):
                if key in row.asked:
                    typed[(sheet.answer.key, row.id, key)] = _typed(sheet.kind(row, key), cell)
    signed = dict(_sign_off(grids[SignOff.sheet])) if SignOff.sheet in grids else {}
    return fill_form(issued, form, typed, signed)


def _rows_of(sheet: FormSheet, grid: Grid) -> dict[str, int]:
    """Return where each row stands: by its id, or in an own table by its name.

    A row with a name that the plan does not have is typed in the next of the empty rows.
    """
    first = {number: str(cells[1].value) for number, cells in grid.rows().items() if 1 in cells}
    first.pop(1, None)
    if sheet.is_free:
        return {row.id: number for row, number in zip(sheet.rows, first, strict=False)}
    if sheet.table is None:
        return {row_id: number for number, row_id in first.items()}
    names = {row.name: row.id for row in sheet.table.rows if not row.is_spare}
    spare = (row.id for row in sheet.table.rows if row.is_spare)
    return {names[name] if name in names else next(spare): number
            for number, name in first.items()}  # fmt: skip


def _answers(sheet: FormSheet, grid: Grid | None, number: int | None) -> Iterator[tuple[str, str]]:
    assert grid is not None  # noqa: S101 - the caller looked
    labels = {c.label: c.key for c in sheet.columns}
    heads = {col: labels.get(str(cell.value)) for col, cell in grid.rows()[1].items()}
    for col, cell in grid.rows()[number].items() if number else ():
        key = heads.get(col)
        if key is not None:
            yield key, str(cell.value)


def _typed(kind: Kind, text: str) -> object:
    value = kind.read(Cell(text)).value
    return text if value is None else value


def _sign_off(grid: Grid) -> Iterator[tuple[str, object]]:
    columns = {c.label: c for c in columns_of(SignOff)}
    for number in grid.rows():
        column = columns.get(str(grid.at(number, 1).value))
        text = grid.at(number, 2).value
        if column is not None and text is not None:
            yield column.key, _typed(column.kind, str(text))
