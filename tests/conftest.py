"""What many tests need: the bundled plan, a year with issued workbooks, returned workbooks.

LibreOffice is started once and the sample report written once, for all that look at them.
"""

from __future__ import annotations

import io
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.demo import Demo, demo, fill_in
from sheetplan.flows.issue import IssuedWorkbook, issue
from sheetplan.flows.receive import Receipt, receive
from sheetplan.flows.year import PLAN_FILE, Year, read_plan_file, require_period, require_plan
from sheetplan.plan.computing import Key
from sheetplan.plan.form import Form
from sheetplan.plan.plan import Plan, PlanReading
from sheetplan.plan.unit_form import form_for
from sheetplan.store.records import Submission
from sheetplan.store.store import Store
from tests import postgresql
from tests.engine import bridge
from tests.office import PROGRAMS, Office, path_without_office, require, running
from tests.postgresql import Cluster
from tests.submissions import Place
from tests.word_sample import TEMPLATE, report, write_report

if TYPE_CHECKING:
    from tests.excel import Excel
    from tests.reporting import Reported

PERIOD = "2025-08"
UNIT, OTHER_UNIT = "hsn-um-halsocentral-tallmon", "hsn-ft-jourtandvard"  # invented ones
NOW = datetime(2025, 9, 15, 10, 30, tzinfo=UTC)
ODD_NAME = "Uppföljning Å ä Ö 2025"  # a folder as people name them
KEYS_ROW, FIRST_ROW = 4, 6  # of an issued sheet

# A failed assertion in these tells the values, as one in a test does.
pytest.register_assert_rewrite(
    "tests.command_line", "tests.computed", "tests.word_file", "tests.xml_workbook"
)

# A slow machine is no fault, and the project's check gives the same answer each time.
settings.register_profile("default", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("default")

Change = Callable[[Workbook], None]
Typed = str | float | None
Answers = dict[Key, object]

NEXT_YEAR = Path(__file__).resolve().parent.parent / "workbooks" / "vasterbotten-2026"


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The bundled plan, read from its workbook."""
    read = read_plan_file(plan_folder() / PLAN_FILE).plan
    assert read is not None
    return read


@pytest.fixture(scope="session")
def before() -> PlanReading:
    """The bundled plan for 2025, with all that was found in it."""
    return read_plan_file(plan_folder() / PLAN_FILE)


@pytest.fixture(scope="session")
def after() -> PlanReading:
    """The bundled plan for 2026."""
    return read_plan_file(NEXT_YEAR / PLAN_FILE)


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """A year with workbooks issued; never changed, only copied."""
    year = Year(tmp_path_factory.mktemp("år") / ODD_NAME)
    year.root.mkdir()
    shutil.copy(plan_folder() / PLAN_FILE, year.plan_file)
    issue_to_committees(year)
    issue(year, PERIOD, units=[UNIT, OTHER_UNIT])
    return year


@pytest.fixture
def year(issued_once: Year, tmp_path: Path) -> Year:
    """A fresh year folder with its plan and the workbooks of 2025-08."""
    own = Year(tmp_path / ODD_NAME)
    shutil.copytree(issued_once.root, own.root)
    return own


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, where 94 of 100 units have answered; only looked at and copied."""
    return demo(tmp_path_factory.mktemp("Visning å ä ö") / "demo")


@pytest.fixture(scope="session")
def reported_once(issued_once: Year, tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """A year where a committee has answered and its report is written; only copied."""
    from tests.reporting import report_on  # noqa: PLC0415 - it needs this module

    return report_on(issued_once, tmp_path_factory.mktemp("rapport"))


@pytest.fixture
def reported(reported_once: Reported, tmp_path: Path) -> Reported:
    """A year with a report that is just written."""
    return reported_once.copied_to(tmp_path / "år")


@pytest.fixture(scope="session", autouse=True)
def _out_of_reach() -> Iterator[None]:
    """Keep LibreOffice off the path, as on many people's machines.

    A report takes half a second to write and several to lay out for its page numbers.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", path_without_office())
        yield


@pytest.fixture
def layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reports be laid out by LibreOffice, which gives them page numbers."""
    require()
    monkeypatch.setenv("PATH", PROGRAMS)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, started once."""
    require()
    with running(tmp_path_factory.mktemp("libreoffice")) as started:
        yield started


@pytest.fixture
def excel(request: pytest.FixtureRequest) -> Iterator[Excel]:
    """An Excel that is running, with nothing open."""
    bridge.require()
    from tests.excel import running_excel  # noqa: PLC0415 - it needs what may be missing

    with running_excel(request.getfixturevalue("office")) as started:
        yield started


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL, started once."""
    with postgresql.running() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place for a store, on each of the databases."""
    if request.param == "sqlite":
        return tmp_path / "sheetplan.db"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.place(f"sheetplan_2025_{secrets.token_hex(8)}.a-b")


@pytest.fixture(scope="session")
def template() -> bytes:
    """The template of the report in Word that we ship."""
    return TEMPLATE.read_bytes()


@pytest.fixture(scope="session")
def written(template: bytes) -> bytes:
    """The sample report in Word."""
    return write_report(template, report())


def issue_to_committees(year: Year, period: str = PERIOD) -> tuple[IssuedWorkbook, ...]:
    """Issue to the committees alone, since a hundred units take their time."""
    return issue(year, period, [committee.id for committee in require_plan(year).committees])


def planned_year(folder: Path) -> Year:
    """Return a year folder with its plan and nothing issued."""
    shutil.copyfile(plan_folder() / PLAN_FILE, folder / PLAN_FILE)
    return Year(folder)


def form_of(year: Year, respondent_id: str) -> Form:
    """Return what a committee or a unit is asked in the period."""
    plan = require_plan(year)
    respondent = plan.respondent(respondent_id)
    assert respondent is not None
    return form_for(plan, respondent, require_period(plan, PERIOD))


def issued_file(year: Year, respondent_id: str) -> Path:
    """Return where the issued workbook of a committee, or of one of HSN's units, is."""
    name = f"{respondent_id}-{PERIOD}.xlsx"
    return year.issued / PERIOD / (f"hsn/{name}" if respondent_id.startswith("hsn-") else name)


_FILLED: dict[bytes, bytes] = {}  # equal issued bytes ask the same of the same committee


def returned(year: Year, committee: str) -> bytes:
    """Return a committee's issued workbook, filled in with the sample answers."""
    issued = issued_file(year, committee).read_bytes()
    if issued not in _FILLED:
        folder = plan_folder() / "returns" / PERIOD
        if committee.startswith("hsn-"):
            text = (folder / "hsn-enheter.md").read_text(encoding="utf-8")
            text = text.partition(f"# {committee}\n")[2].partition("\n# ")[0]
        else:
            text = (folder / f"{committee}.md").read_text(encoding="utf-8")
        _FILLED[issued] = fill_in(issued, form_of(year, committee), text)
    return _FILLED[issued]


def changed(data: bytes, change: Change) -> bytes:
    """Return a workbook as another program saves it after a change by hand."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def tab_of(book: Workbook, name: str) -> Worksheet:
    """Return one of a workbook's sheets."""
    tab = book[name]
    assert isinstance(tab, Worksheet)
    return tab


def column_number(tab: Worksheet, key: str) -> int:
    """Return where a column stands, by its hidden key."""
    return next(
        col for col in range(1, tab.max_column + 1) if tab.cell(KEYS_ROW, col).value == key
    )


def row_number(tab: Worksheet, row_id: str) -> int:
    """Return where a row stands, by its hidden id."""
    return next(
        row for row in range(FIRST_ROW, tab.max_row + 1) if tab.cell(row, 1).value == row_id
    )


def cell_of(book: Workbook, sheet: str, row_id: str, key: str) -> Cell:
    """Return one cell of a form, found by its hidden keys."""
    tab = tab_of(book, sheet)
    cell = tab.cell(row_number(tab, row_id), column_number(tab, key))
    assert isinstance(cell, Cell)
    return cell


def start_cell(book: Workbook, label: str) -> Cell:
    """Return the cell beside a label on the start sheet."""
    tab = tab_of(book, "Start")
    row = next(r for r in range(1, tab.max_row + 1) if tab.cell(r, 1).value == label)
    cell = tab.cell(row, 2)
    assert isinstance(cell, Cell)
    return cell


def plan_changed(year: Year, sheet: str, row_id: str, label: str, value: Typed) -> None:
    """Change one cell of the plan workbook by hand."""
    book = load_workbook(year.plan_file)
    tab = tab_of(book, sheet)
    head = next(r for r in range(1, 21) if label in {tab.cell(r, c).value for c in range(1, 30)})
    col = next(c for c in range(1, 30) if tab.cell(head, c).value == label)
    row = next(r for r in range(head, tab.max_row + 1) if tab.cell(r, 1).value == row_id)
    tab.cell(row, col, value)
    year.plan_file.write_bytes(saved(book))


def hand_in(year: Year, data: bytes, name: str, now: datetime = NOW) -> Receipt:
    """Put a file in the inbox and receive it."""
    year.inbox.mkdir(exist_ok=True)
    (year.inbox / name).write_bytes(data)
    return receive(year, [year.inbox / name], now)[0]


def standing(year: Year, committee: str) -> Submission | None:
    """Return the submission that holds for a committee."""
    with Store(year.store_file) as store:
        return next((s for s in store.latest(PERIOD) if s.committee == committee), None)


def answers_of(submission: Submission | None) -> Answers:
    """Return what a submission says, by sheet, row and column."""
    values = submission.values if submission else ()
    return {(v.sheet, v.row, v.column): v.value for v in values}


def history(year: Year) -> tuple[Submission, ...]:
    """Return all that was received for the period."""
    with Store(year.store_file) as store:
        return store.history(PERIOD)


def codes(receipt: Receipt) -> list[str]:
    """Return the codes of what was said about a file."""
    return [problem.rule.code for problem in receipt.problems]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, to see that nothing was touched."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def changed_plan(change: Change) -> bytes:
    """Change the bundled plan's workbook by hand."""
    book = load_workbook(io.BytesIO((plan_folder() / PLAN_FILE).read_bytes()))
    change(book)
    return saved(book)


def read_bytes(path: Path, data: bytes) -> PlanReading:
    """Read a plan from the bytes of its workbook."""
    path.write_bytes(data)
    return read_plan_file(path)


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[Change], PlanReading]:
    """Change the bundled plan's workbook by hand, save it and read it."""

    def keep(change: Change) -> PlanReading:
        return read_bytes(tmp_path / "plan.xlsx", changed_plan(change))

    return keep
