"""The workbooks in a real spreadsheet program: filled in, recalculated, saved and printed by it.

Requirements:
- LO01: what a person types in LibreOffice, and LibreOffice saves, reaches the store unchanged.
- LO02: a slip is told with the cell and the rule; the rest of the file is read all the same.
- LO03: a locked cell takes nothing that is typed.
- LO04: computed cells recalculated by LibreOffice equal the core's, in empty and answered forms.
- LO05: the values stored beside the formulas equal the recalculated ones.
- LO06: status, ratios and suggestion are the core's for every kind of indicator.
- LO07: every workbook prints without an error value and without a number that has no room.
- LO08: hidden sheets stay hidden after LibreOffice's save, and the identity is still read.
- LO09: these tests compare with fresh figures: a stored value that is wrong is reckoned anew.
"""

from __future__ import annotations

import math
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.excel.fill import fill_form
from sheetplan.excel.form import write_form
from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.flows.bundled import plan_folder
from sheetplan.flows.consolidate import consolidate
from sheetplan.flows.demo import fill_in
from sheetplan.flows.issue import IssuedWorkbook, issue
from sheetplan.flows.receive import Receipt, receive
from sheetplan.flows.year import PLAN_FILE, Year, read_plan_file
from sheetplan.plan.attainment import Attainment, Outcome, judge, suggest
from sheetplan.plan.computing import Key, Values, compute
from sheetplan.plan.form import Form, FormSheet, Identity, build_form
from sheetplan.plan.goal import Subgoal
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.markdown import dump_plan
from sheetplan.plan.plan import Plan
from sheetplan.plan.progress import form_progress, sheet_progress
from sheetplan.plan.receiving import IDENTITY_SHEET, MARKER, read_answers, read_identity
from sheetplan.plan.returns import SignOff
from sheetplan.plan.settings import Period
from sheetplan.plan.target import Form as TargetForm
from sheetplan.plan.target import Target, read_target
from sheetplan.plan.words import (
    Absence,
    Aggregation,
    Current,
    Direction,
    Formula,
    Judged,
    Measure,
    Periodicity,
    Profile,
    Status,
)
from sheetplan.schema.cell import Cell, Grid, address
from sheetplan.schema.column import Role, columns_of
from sheetplan.schema.kinds import Number, Word
from sheetplan.store.records import Submission
from sheetplan.store.store import Store
from tests.office import Job, Office, Typed, require, running

PERIOD = "2025-08"
NOW = datetime(2025, 9, 12, 9, 30, tzinfo=UTC)
BUNDLED = plan_folder()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    require()
    with running(tmp_path_factory.mktemp("libreoffice")) as started:
        yield started


@pytest.fixture(scope="session")
def plan() -> Plan:
    read = read_plan_file(BUNDLED / PLAN_FILE).plan
    assert read is not None
    return read


@pytest.fixture
def year(tmp_path: Path) -> Year:
    shutil.copyfile(BUNDLED / PLAN_FILE, tmp_path / PLAN_FILE)
    return Year(tmp_path)


def opened(path: Path) -> Workbook:
    workbook = read_workbook(path.read_bytes(), path.name)
    assert isinstance(workbook, Workbook), workbook
    return workbook


@dataclass(frozen=True)
class Tab:
    """One sheet of a workbook, its cells by the hidden keys of row and column."""

    grid: Grid
    head: int

    @classmethod
    def of(cls, workbook: Workbook, sheet: FormSheet) -> Tab:
        marker = MARKER + sheet.answer.key
        return next(
            cls(grid, row)
            for grid in workbook.grids
            for (row, _), cell in grid.cells.items()
            if cell.value == marker
        )

    def where(self, row_id: str, key: str) -> tuple[int, int]:
        heads = self.grid.rows()[self.head]
        col = next((c for c, cell in heads.items() if cell.value == key), 1)
        row = next(
            r for (r, c), cell in self.grid.cells.items() if c == 1 and cell.value == row_id
        )
        return row, col

    def by_keys(self) -> dict[tuple[str, str], Cell]:
        keys = {col: str(cell.value) for col, cell in self.grid.rows()[self.head].items()}
        ids = {row: str(cell.value) for (row, col), cell in self.grid.cells.items() if col == 1}
        return {
            (ids[row], keys[col]): cell
            for (row, col), cell in self.grid.cells.items()
            if row in ids and col in keys
        }


def shown_as(value: object, *, percent: bool) -> str | float | None:
    """Return what a computed cell must hold."""
    if isinstance(value, Judged):
        return str(value.mark)
    if isinstance(value, Decimal):
        return float(value / 100 if percent else value)
    assert value is None
    return None


def in_cell(cell: Cell) -> str | float | None:
    assert cell.error is None
    if isinstance(cell.value, Decimal):
        return float(cell.value)
    return str(cell.value) if cell.value not in {None, ""} else None


def same(one: str | float | None, other: str | float | None) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def computed_cells(form: Form, workbook: Workbook) -> dict[Key, str | float | None]:
    """Return what the computed cells of a workbook hold."""
    found: dict[Key, str | float | None] = {}
    for sheet in form.sheets:
        cells = Tab.of(workbook, sheet).by_keys()
        for row in sheet.rows:
            for column in columns_of(sheet.answer):
                if column.role is Role.COMPUTED:
                    cell = cells.get((row.id, column.key), Cell())
                    found[(sheet.answer.key, row.id, column.key)] = in_cell(cell)
    return found


def by_core(form: Form, answers: Values) -> dict[Key, str | float | None]:
    """Return what the core says that the computed cells hold."""
    computed = compute(form, answers)
    expected: dict[Key, str | float | None] = {}
    for sheet in form.sheets:
        for row in sheet.rows:
            for column in columns_of(sheet.answer):
                if column.role is Role.COMPUTED:
                    key = (sheet.answer.key, row.id, column.key)
                    kind = sheet.kind(row, column.key)
                    percent = isinstance(kind, Number) and kind.is_percent
                    expected[key] = shown_as(computed.get(key), percent=percent)
    return expected


def differing(expected: Mapping[Key, object], found: Mapping[Key, object]) -> dict[Key, object]:
    return {
        key: (expected[key], found[key])
        for key in expected
        if not same(expected[key], found[key])  # type: ignore[arg-type]  # cells' own values
    }


def progress_texts(form: Form, answers: Values) -> dict[str, str]:
    """Return what the start sheet must say, by cell."""
    said = {"A4": f"Ifyllt {form_progress(form, answers)}"}
    for row, sheet in enumerate(form.sheets, start=12):
        said[f"A{row}"], said[f"B{row}"] = sheet.answer.sheet, str(sheet_progress(sheet, answers))
    return said


def start_texts(form: Form, workbook: Workbook) -> dict[str, str]:
    grid = next(g for g in workbook.grids if g.name == SignOff.sheet)
    cells = {address(*at): str(cell.value) for at, cell in grid.cells.items()}
    return {at: cells[at] for at in progress_texts(form, {})}


# LO01–LO03: filled in cell by cell ---------------------------------------------------------------

OUTCOMES: dict[tuple[str, str], tuple[str, Decimal | str]] = {
    ("hsn-1.1.3", "outcome"): ("26", Decimal(26)),
    ("hsn-1.1.3", "comparison"): ("26", Decimal(26)),
    ("hsn-1.1.4", "outcome"): ("0", Decimal(0)),
    ("hsn-1.1.4", "comparison"): ("12,5", Decimal("12.5")),
    ("hsn-1.2.1", "outcome"): ("64 %", Decimal(64)),
    ("hsn-2.1.1", "absence"): ("Data saknas", "no_data"),
    ("hsn-2.1.4", "outcome"): ("1710", Decimal(1710)),
    ("hsn-2.2.1", "outcome"): ("19,25%", Decimal("19.25")),
    ("hsn-2.4.1", "outcome"): ("0 %", Decimal(0)),
    ("hsn-3.1.1", "outcome"): ("99,6 %", Decimal("99.6")),
    ("hsn-4.1.3", "outcome"): ("79,5 %", Decimal("79.5")),
    ("hsn-4.2.1", "outcome"): ("361480", Decimal(361480)),
    ("hsn-4.2.2", "outcome"): ("5420,75", Decimal("5420.75")),
    ("hsn-4.2.3", "outcome"): ("31950,1", Decimal("31950.1")),
    ("hsn-4.2.4", "outcome"): ("123456789012345", Decimal(123456789012345)),
    ("hsn-5.1.2", "outcome"): ("188", Decimal(188)),
    ("hsn-5.1.3", "outcome"): ("512", Decimal(512)),
    ("hsn-7.1.1", "outcome"): ("100%", Decimal(100)),
}
LINES = "Första stycket: vård & omsorg < 5 %.\n\n– ett streck\n+46 90 785 00 00\n=1+1\nÅÄÖ åäö €"
TEXTS = (
    "- punktlista",
    "+46 90 785 00 00",
    "=SUM(A1:A3) är en formel",
    "0123",
    "2025-09-12",
    "64 %",
    "'citerat'",
    "  mitt i  texten",
    "@alla",
    "TRUE",
    "_x000D_ och <b>taggar</b>",
)
SIGNED = {"name": "Anna Åberg", "title": "Controller", "signed": "2025-09-12", "done": "Ja"}


@dataclass(frozen=True)
class Entry:
    """Keys pressed in one cell, and what must be stored."""

    key: Key
    keys: str
    stored: Decimal | str


def entries(form: Form) -> Iterator[Entry]:
    """Answer all that the health committee is asked, in every way that is right."""
    for (row_id, column), (keys, stored) in OUTCOMES.items():
        yield Entry(("indicators", row_id, column), keys, stored)
    yield Entry(("indicators", "hsn-1.1.3", "comment"), LINES, LINES)
    words = (
        ("Uppfyllt", "met", "Målet kommer helt att uppfyllas", "met"),
        ("Delvis uppfyllt", "partly", "Målet kommer delvis att uppfyllas", "partly"),
        ("Inte uppfyllt", "not_met", "Målet kommer inte att uppfyllas", "not_met"),
        ("Inga data", "no_data", "Inga data", "no_data"),
    )
    for number, row in enumerate(_rows(form, "subgoals")):
        current, current_key, forecast, forecast_key = words[number % len(words)]
        yield Entry(("subgoals", row, "current"), current, current_key)
        yield Entry(("subgoals", row, "forecast"), forecast, forecast_key)
        yield Entry(("subgoals", row, "motive"), f"Motiv {number}", f"Motiv {number}")
        yield Entry(("subgoals", row, "analysis"), f"{LINES}\n{number}", f"{LINES}\n{number}")
    statuses = (
        ("Ej påbörjad", "not_started"),
        ("Pågående", "ongoing"),
        ("Klar", "done"),
        ("Klar med avvikelse", "deviating"),
    )
    for number, row in enumerate(_rows(form, "assignments")):
        status, stored = statuses[number % len(statuses)]
        yield Entry(("assignments", row, "status"), status, stored)
        yield Entry(("assignments", row, "analysis"), f"Läget {number}.", f"Läget {number}.")
    yield Entry(("economy", "hsn", "outcome"), "4691,0", Decimal(4691))
    yield Entry(("economy", "hsn", "forecast"), "7084", Decimal(7084))
    yield Entry(("economy", "hsn", "comment"), "Underskottet ökar.", "Underskottet ökar.")
    for row, text in zip(_rows(form, "texts"), TEXTS, strict=True):
        yield Entry(("texts", row, "text"), text, text.strip())


def _rows(form: Form, key: str) -> list[str]:
    sheet = form.sheet(key)
    assert sheet is not None
    return [row.id for row in sheet.rows]


def keystrokes(issued: IssuedWorkbook, answers: Mapping[Key, str]) -> list[Typed]:
    """Find each answer's cell in the workbook, as a person does."""
    workbook = opened(issued.path)
    tabs = {s.answer.key: Tab.of(workbook, s) for s in issued.form.sheets}
    typed = []
    for (sheet, row, column), text in answers.items():
        tab = tabs[sheet]
        at = address(*tab.where(row, column))
        typed.append(Typed(tab.grid.name, at, text, as_text="\n" in text))
    start = next(g for g in workbook.grids if g.name == SignOff.sheet)
    for column_ in columns_of(SignOff):
        row_ = next(r for (r, _), cell in start.cells.items() if cell.value == column_.label)
        typed.append(Typed(start.name, address(row_, 2), SIGNED[column_.key]))
    return typed


def returned(
    office: Office, year: Year, answers: Mapping[Key, str]
) -> tuple[IssuedWorkbook, Path, Receipt]:
    """Issue to the health committee, answer in LibreOffice, save there and receive."""
    (issued,) = issue(year, PERIOD, ["hsn"])
    back = year.inbox / issued.path.name
    office.do([Job(issued.path, typed=keystrokes(issued, answers), save_as=(back,))])
    (receipt,) = receive(year, (back,), NOW)
    return issued, back, receipt


def stored(year: Year) -> Submission:
    with Store(year.store_file) as store:
        (submission,) = store.history(PERIOD)
    return submission


def core_values(form: Form, wanted: list[Entry]) -> dict[Key, object]:
    """Return the stored answers as the form's own types."""
    values: dict[Key, object] = {}
    for entry in wanted:
        sheet = form.sheet(entry.key[0])
        assert sheet is not None
        kind = next(c.kind for c in columns_of(sheet.answer) if c.key == entry.key[2])
        words: type[Word] | None = getattr(kind, "words", None)
        word = next((w for w in words or () if w.key == entry.stored), None)
        values[entry.key] = word or entry.stored
    return values


def test_what_is_typed_and_saved_in_libreoffice_is_what_is_stored(
    office: Office, year: Year
) -> None:  # LO01, LO04, LO08
    (first,) = issue(year, PERIOD, ["hsn"])
    wanted = list(entries(first.form))
    issued, back, receipt = returned(office, year, {e.key: e.keys for e in wanted})
    assert [str(p) for p in receipt.problems] == []
    assert receipt.outcome == "accepted"
    submission = stored(year)
    assert {e.key: e.stored for e in wanted} == {
        (v.sheet, v.row, v.column): v.value for v in submission.values
    }
    signed = (submission.signed_name, submission.signed_title, submission.signed_on)
    assert signed == ("Anna Åberg", "Controller", date(2025, 9, 12))
    answers = core_values(issued.form, wanted)
    saved = opened(back)
    assert differing(by_core(issued.form, answers), computed_cells(issued.form, saved)) == {}
    assert progress_texts(issued.form, answers) == start_texts(issued.form, saved)
    assert start_texts(issued.form, saved)["A4"] == "Ifyllt 99 av 99"
    assert saved.hidden >= {IDENTITY_SHEET}


# what is typed → the rule that is told (none: "") → what the answer is read as
SLIPS: dict[Key, tuple[str, str, object]] = {
    ("indicators", "hsn-1.1.3", "outcome"): ("ca 300", "CELL-02", None),
    ("indicators", "hsn-1.1.4", "outcome"): ("1,006", "", Decimal("1.006")),
    ("indicators", "hsn-4.2.1", "outcome"): ("1.006", "CELL-04", None),
    ("indicators", "hsn-4.2.2", "outcome"): ("12-5", "CELL-02", None),
    ("indicators", "hsn-4.2.3", "outcome"): ("1e3", "INL-21", Decimal(1000)),
    ("indicators", "hsn-4.2.4", "outcome"): ("=100+200", "CELL-08", Decimal(300)),
    ("indicators", "hsn-5.1.2", "outcome"): ("−5", "CELL-05", None),
    ("indicators", "hsn-5.1.3", "outcome"): ("=1/0", "CELL-03", None),
    ("indicators", "hsn-2.1.4", "outcome"): ("1 710 st", "CELL-02", None),
    ("indicators", "hsn-1.2.1", "outcome"): ("6400 %", "CELL-06", None),
    ("indicators", "hsn-2.1.1", "outcome"): (
        "64",
        "CELL-06",
        None,
    ),  # 6 400 %, as when it is pasted
    ("indicators", "hsn-2.2.1", "outcome"): ("<5", "CELL-02", None),
    ("indicators", "hsn-2.4.1", "outcome"): ("SANT", "CELL-02", None),
    ("indicators", "hsn-3.1.1", "outcome"): ("-4 %", "CELL-05", None),
    ("indicators", "hsn-4.1.3", "absence"): ("Vet inte", "CELL-09", None),
    ("subgoals", "hsn-1.1", "current"): ("delvis  uppfyllt ", "", Current.PARTLY),
    ("subgoals", "hsn-1.2", "forecast"): ("Ja", "CELL-09", None),
    ("assignments", "rf-1", "status"): ("Pågår", "CELL-09", None),
    ("economy", "hsn", "outcome"): ("4691 mnkr", "CELL-02", None),
    ("economy", "hsn", "forecast"): ("7 084,5", "", Decimal("7084.5")),
}


def test_a_slip_is_told_at_its_cell(office: Office, year: Year) -> None:  # LO02
    answers = {key: keys for key, (keys, _, _) in SLIPS.items()}
    issued, back, receipt = returned(office, year, answers)
    received = read_answers(issued.form, opened(back).grids)
    found = {}
    for key, (keys, _, _) in SLIPS.items():
        place = received.places[key]
        codes = [p.rule.code for p in receipt.problems if p.place == place]
        found[key] = (keys, "".join(codes), received.values.get(key))
    assert found == SLIPS
    assert receipt.outcome == "refused"
    assert stored(year).values == ()


def test_a_locked_cell_takes_nothing(office: Office, year: Year, tmp_path: Path) -> None:  # LO03
    (issued,) = issue(year, PERIOD, ["hsn"])
    workbook = opened(issued.path)
    tried: list[Typed] = []
    for sheet in issued.form.sheets:
        tab = Tab.of(workbook, sheet)
        for row in sheet.rows:
            for column in columns_of(sheet.answer):
                if column.key not in row.asked:
                    at = address(*tab.where(row.id, column.key))
                    tried.append(Typed(tab.grid.name, at, "ändrat"))
    after = tmp_path / "after.xlsx"
    office.do([Job(issued.path, typed=tried, save_as=(after,))])
    texts = [c.value for g in opened(after).grids for c in g.cells.values()]
    assert len(tried) > 400
    assert "ändrat" not in texts
    assert differing(by_core(issued.form, {}), computed_cells(issued.form, opened(after))) == {}


# LO04, LO05: recalculated ------------------------------------------------------------------------


def answers_in(form: Form, workbook: Workbook) -> Values:
    """Return the answers that stand in a workbook, also those that a rule refuses to count."""
    received = read_answers(form, workbook.grids)
    blank = {
        key: str(tab.by_keys()[(key[1], key[2])].value)
        for sheet in form.sheets
        for tab in (Tab.of(workbook, sheet),)
        for key in received.places
        if key[0] == sheet.answer.key and not tab.by_keys().get((key[1], key[2]), Cell()).is_blank
    }
    return {**blank, **received.values}


def formula_values(workbook: Workbook) -> dict[Key, str | float | None]:
    """Return the value stored beside each formula."""
    return {
        (grid.name, str(at[0]), str(at[1])): in_cell(cell)
        for grid in workbook.grids
        for at, cell in grid.cells.items()
        if cell.formula is not None
    }


def values_at(workbook: Workbook, wanted: Mapping[Key, object]) -> dict[Key, str | float | None]:
    grids = {grid.name: grid for grid in workbook.grids}
    return {
        (name, row, col): in_cell(grids[name].at(int(row), int(col))) for name, row, col in wanted
    }


@dataclass(frozen=True)
class Case:
    """A workbook of ours, the same after LibreOffice, and the answers in it."""

    name: str
    form: Form
    answers: Values
    ours: Workbook
    theirs: Workbook


@pytest.fixture(scope="session")
def cases(office: Office, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Every committee's empty workbook of every period, and the sample returns."""
    folder = tmp_path_factory.mktemp("recalculated")
    shutil.copyfile(BUNDLED / PLAN_FILE, folder / PLAN_FILE)
    year = Year(folder)
    forms: list[tuple[Path, Form]] = []
    for period in ("2025-04", PERIOD, "2025-12"):
        for one in issue(year, period):
            forms.append((one.path, one.form))
            text = BUNDLED / "returns" / period / f"{one.committee.id}.md"
            if text.exists():
                filled = folder / f"filled-{one.path.name}"
                markdown = text.read_text(encoding="utf-8")
                filled.write_bytes(fill_in(one.path.read_bytes(), one.form, markdown))
                forms.append((filled, one.form))
    saved = office.convert([path for path, _ in forms], folder / "saved", "xlsx")
    made = []
    for (path, form), back in zip(forms, saved, strict=True):
        ours = opened(path)
        made.append(Case(path.stem, form, answers_in(form, ours), ours, opened(back)))
    return made


def test_recalculated_cells_equal_the_core(cases: list[Case]) -> None:  # LO04
    compared = 0
    for case in cases:
        expected = by_core(case.form, case.answers)
        assert differing(expected, computed_cells(case.form, case.theirs)) == {}, case.name
        assert progress_texts(case.form, case.answers) == start_texts(case.form, case.theirs)
        compared += len(expected)
    assert len([case for case in cases if case.name.startswith("filled")]) == 7
    assert len(cases) == 3 * 8 + 7
    assert compared > 600


def test_stored_values_equal_the_recalculated(cases: list[Case]) -> None:  # LO05
    compared = 0
    for case in cases:
        ours = formula_values(case.ours)
        assert differing(ours, values_at(case.theirs, ours)) == {}, case.name
        compared += len(ours)
    assert compared > 450


def test_libreoffice_does_not_trust_stored_values(
    office: Office, year: Year, tmp_path: Path
) -> None:  # LO09
    (issued,) = issue(year, PERIOD, ["hsn"])
    stale = tmp_path / "stale.xlsx"
    with zipfile.ZipFile(issued.path) as good, zipfile.ZipFile(stale, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"Ifyllt 0 av 99<", b"Ifyllt 7 av 9<"))
    assert start_texts(issued.form, opened(stale))["A4"] == "Ifyllt 7 av 9"
    (saved,) = office.convert([stale], tmp_path / "saved", "xlsx")
    assert start_texts(issued.form, opened(saved))["A4"] == "Ifyllt 0 av 99"


# LO06: traffic lights ----------------------------------------------------------------------------

INDICATORS_A_WORKBOOK = 500
A_SUBGOAL = 5
TARGETS = (
    "-50",
    "-0.3",
    "0",
    "0.5",
    "1",
    "3",
    "7.5",
    "60",
    "81",
    "100",
    "520",
    "12345.6",
    "0.003",
)
SHARES = (
    "0",
    "0.5",
    "0.725",
    "0.795",
    "0.8",
    "0.8",
    "0.8000001",
    "0.95",
    "0.996",
    "1",
    "1",
    "1.25",
)
EDGES = {Decimal("0.8"), Decimal("0.725")}
MONTHS = (4, 8, 12)
THRESHOLDS = ((Decimal(100), Decimal(80)), (Decimal(95), Decimal("72.5")))


@dataclass(frozen=True)
class Light:
    """An indicator, its outcome, and what the core says of it."""

    indicator: Indicator
    outcome: Outcome
    judged: Attainment

    def __str__(self) -> str:
        i, o = self.indicator, self.outcome
        target = None if i.target is None else (i.target.form.name, i.target.text)
        names = [x.name for x in (i.direction, i.measure, i.formula, i.periodicity)]
        return (
            f"{names} profil={i.profile} enhet={i.unit!r} mål={target} utgång={i.baseline} "
            f"utfall={o.value} jämförelse={o.comparison} → {self.judged}"
        )


class Dice:
    """Generated indicators and outcomes, the same each time."""

    def __init__(self, seed: int, plan: Plan, period: Period) -> None:
        self._random = random.Random(seed)  # noqa: S311 - cases, not secrets
        self._plan = plan
        self._period = period

    def light(self, number: int) -> Light:
        """Return one case; numbers cluster at the thresholds."""
        pick = self._random.choice
        unit = pick(("%", "antal", "antal", "timmar per år"))
        target = self._target(unit)
        is_number = target is not None and target.form is TargetForm.NUMBER
        directions = (Direction.UP, Direction.DOWN) if is_number else tuple(Direction)
        first = self._plan.indicators[0]
        indicator = replace(
            first,
            id=f"hsn-{number}",
            subgoal=f"hsn-s{number // A_SUBGOAL}",
            name=f"Indikator {number}",
            unit=unit,
            target=target,
            baseline=pick((None, self._number(target), self._number(target))),
            direction=pick((*directions, *directions, *directions, pick(tuple(Direction)))),
            measure=pick((*Measure, Measure.FLOW, Measure.FLOW, Measure.FLOW)),
            formula=pick(tuple(Formula)),
            profile=pick((None, Profile.LINEAR)),
            periodicity=pick((*Periodicity, *[Periodicity.TERTIAL] * 5)),
            aggregation=Aggregation.NONE,
            minimum=None,
            maximum=None,
            help=None,
        )
        missing = self._random.random() < 0.04
        absence = pick((None, *Absence)) if missing else None
        value = None if missing else self._outcome(indicator)
        comparison = pick((None, self._number(target), value))
        outcome = Outcome(value, absence, comparison)
        judged = judge(indicator, outcome, self._period, self._plan.settings)
        return Light(indicator, outcome, judged)

    def _target(self, unit: str) -> Target | None:
        pick = self._random.choice
        sign = " %" if unit == "%" else ""
        form = pick(("number",) * 10 + ("range",) * 4 + ("change",) * 4 + ("words", "none"))
        number = pick(TARGETS).replace(".", ",")
        if form == "number":
            return read_target(f"{pick(('', 'minst ', 'högst '))}{number}{sign}")
        if form == "range":
            low, high = sorted(self._random.sample([Decimal(t) for t in TARGETS], 2))
            return Target(TargetForm.RANGE, f"{low}–{high}{sign}", low, high)
        if form == "change":
            return read_target(pick(("Öka", "Minska")))
        return read_target("Motsvara rikets genomsnitt") if form == "words" else None

    def _number(self, target: Target | None) -> Decimal:
        ends = [Decimal(t) for t in TARGETS]
        if target is not None:
            ends += [end for end in (target.low, target.high) if end is not None] * 4
        return self._random.choice(ends)

    def _outcome(self, indicator: Indicator) -> Decimal:
        """Return an outcome, most often a round share of the target or the reverse of one."""
        ends = [] if indicator.target is None else [indicator.target.low, indicator.target.high]
        known = [end for end in (*ends, indicator.baseline) if end is not None]
        near = known and self._random.random() < 0.85
        base = self._random.choice(known) if near else self._number(indicator.target)
        if indicator.measure is Measure.FLOW and self._random.random() < 0.6:
            base = base * self._period.month / 12
        share = Decimal(self._random.choice(SHARES))
        how = self._random.random()
        value = base * share if how < 0.6 or share == 0 else base / share
        if how > 0.95:
            value = -value
        exact = value.quantize(Decimal("1.000000000"))
        return exact.normalize() + 0 if len(exact.as_tuple().digits) <= 15 else Decimal(12)


def lights_plan(plan: Plan, lights: list[Light]) -> Plan:
    """Return the plan with one committee's subgoals and these indicators under them."""
    goal = plan.goals[0].id
    ids = dict.fromkeys(light.indicator.subgoal for light in lights)
    template = plan.subgoals[0]
    subgoals: tuple[Subgoal, ...] = tuple(
        replace(template, id=one, goal=goal, committee="hsn", name=f"Delmål {one}") for one in ids
    )
    indicators = tuple(light.indicator for light in lights)
    return replace(plan, subgoals=subgoals, indicators=indicators, assignments=())


def lights_typed(form: Form, lights: list[Light]) -> dict[Key, object]:
    """Return what is typed: what is asked, and nothing else."""
    sheet = form.sheet("indicators")
    assert sheet is not None
    asked = {row.id: row.asked for row in sheet.rows}
    return {
        ("indicators", light.indicator.id, key): value
        for light in lights
        for key, value in vars(light.outcome).items()
        for key in ("outcome" if key == "value" else key,)
        if key in asked[light.indicator.id] and value is not None
    }


@dataclass(frozen=True)
class Board:
    """A workbook full of lights, as LibreOffice recalculated it."""

    form: Form
    lights: list[Light]
    typed: dict[Key, object]
    cells: dict[Key, str | float | None]


@pytest.fixture(scope="session")
def boards(office: Office, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> list[Board]:
    folder = tmp_path_factory.mktemp("lights")
    committee = plan.committee("hsn")
    assert committee is not None
    made: list[tuple[Path, Form, list[Light], dict[Key, object]]] = []
    for number, (month, (met, partly)) in enumerate((m, t) for m in MONTHS for t in THRESHOLDS):
        settings = replace(plan.settings, met=met, partly=partly)
        period = next(p for p in plan.periods if p.month == month)
        dice = Dice(number, replace(plan, settings=settings), period)
        lights = [dice.light(n) for n in range(INDICATORS_A_WORKBOOK)]
        form = build_form(lights_plan(replace(plan, settings=settings), lights), committee, period)
        identity = Identity("0" * 32, "vb-2025", 2025, "hsn", period.id, 1, form.fingerprint)
        typed = lights_typed(form, lights)
        path = folder / f"lights-{number}.xlsx"
        path.write_bytes(fill_form(write_form(form, identity), form, typed, {}))
        made.append((path, form, lights, typed))
    saved = office.convert([path for path, *_ in made], folder / "saved", "xlsx")
    return [
        Board(form, lights, typed, computed_cells(form, opened(back)))
        for (_, form, lights, typed), back in zip(made, saved, strict=True)
    ]


def asked_outcome(light: Light, typed: Mapping[Key, object]) -> Outcome:
    """Return the outcome without what the form did not ask for."""
    has = ("indicators", light.indicator.id, "comparison") in typed
    return light.outcome if has else replace(light.outcome, comparison=None)


def test_lights_equal_the_core(boards: list[Board]) -> None:  # LO06
    wrong: list[str] = []
    compared = 0
    seen: set[Status] = set()
    for board in boards:
        for light in board.lights:
            outcome = asked_outcome(light, board.typed)
            settings, period = board.form.plan.settings, board.form.period
            judged = judge(light.indicator, outcome, period, settings)
            row = ("indicators", light.indicator.id)
            expected = (
                str(judged.status.mark),
                None if judged.ratio is None else float(judged.ratio),
                None if judged.period_ratio is None else float(judged.period_ratio),
            )
            keys = ("status", "ratio", "period_ratio")
            found = tuple(board.cells[(*row, key)] for key in keys)
            compared += 1
            seen.add(judged.status)
            if not all(same(a, b) for a, b in zip(expected, found, strict=True)):
                shown = replace(light, outcome=outcome, judged=judged)
                wrong.append(f"{period.id} {shown}\n      kalkylbladet: {found}")
    wrong.sort(key=len)
    told = "\n".join(wrong[:12])
    assert not wrong, f"{len(wrong)} of {compared} differ:\n{told}"
    assert compared == INDICATORS_A_WORKBOOK * len(MONTHS) * len(THRESHOLDS)
    assert set(Status) == seen


def test_lights_cover_the_corners(boards: list[Board]) -> None:  # LO06
    lights = [light for board in boards for light in board.lights]
    coloured = [one for one in lights if one.judged.status.name in {"MET", "PARTLY", "NOT_MET"}]
    ratios = [(one.judged.period_ratio, one.judged.ratio) for one in coloured]
    values = [one.outcome.value for one in coloured if one.outcome.value is not None]
    forms = [one.indicator.target.form for one in coloured if one.indicator.target is not None]
    counted = {
        "at the lower threshold": sum(not EDGES.isdisjoint(both) for both in ratios),
        "at the target": sum(1 in both for both in ratios),
        "zero": values.count(Decimal(0)),
        "negative": sum(value < 0 for value in values),
        "range": forms.count(TargetForm.RANGE),
        "change": sum(form in {TargetForm.INCREASE, TargetForm.DECREASE} for form in forms),
        "distance": sum(one.indicator.formula is Formula.DISTANCE for one in coloured),
        "part of the year": sum(one.judged.period_ratio is not None for one in coloured),
    }
    assert {what: count for what, count in counted.items() if count < 60} == {}


def test_suggestions_equal_the_core(boards: list[Board]) -> None:  # LO06
    seen: set[Current] = set()
    for board in boards:
        statuses: dict[str, list[Status]] = {}
        for light in board.lights:
            marks = {str(status.mark): status for status in Status}
            shown = board.cells[("indicators", light.indicator.id, "status")]
            statuses.setdefault(light.indicator.subgoal, []).append(marks[str(shown)])
        for subgoal, own in statuses.items():
            suggested = suggest(own)
            seen.add(suggested)
            assert str(suggested.mark) == board.cells[("subgoals", subgoal, "suggestion")], own
    assert set(Current) == seen


def one_light(plan: Plan, target: str, outcome: str, **changes: object) -> Light:
    """Return a light on the bundled plan's first indicator, changed."""
    wanted: dict[str, object] = {
        "unit": "antal",
        "target": read_target(target),
        "baseline": None,
        "direction": Direction.UP,
        "measure": Measure.LEVEL,
        "formula": Formula.RATIO,
        "profile": None,
        "periodicity": Periodicity.TERTIAL,
        "minimum": None,
        "maximum": None,
        **changes,
    }
    indicator = replace(plan.indicators[0], **wanted)  # type: ignore[arg-type]  # its own fields
    return Light(indicator, Outcome(Decimal(outcome)), Attainment(Status.UNDECIDED, ""))


def recalculated(
    office: Office, folder: Path, plan: Plan, light: Light
) -> tuple[dict[str, str | float | None], dict[str, str | float | None]]:
    """Return status and ratios of one light, by the core and by LibreOffice."""
    period, committee = plan.period(PERIOD), plan.committee("hsn")
    assert period is not None
    assert committee is not None
    form = build_form(lights_plan(plan, [light]), committee, period)
    identity = Identity("0" * 32, "vb-2025", 2025, "hsn", period.id, 1, form.fingerprint)
    path = folder / "one.xlsx"
    typed = lights_typed(form, [light])
    path.write_bytes(fill_form(write_form(form, identity), form, typed, {}))
    (saved,) = office.convert([path], folder / "saved", "xlsx")
    row = ("indicators", light.indicator.id)
    core, cells = by_core(form, typed), computed_cells(form, opened(saved))
    keys = ("status", "ratio", "period_ratio")
    return {key: core[(*row, key)] for key in keys}, {key: cells[(*row, key)] for key in keys}


@pytest.mark.parametrize(("unit", "target"), [("%", "72"), ("antal", "72 %"), ("%", "72 %")])
def test_a_target_counts_in_the_unit_of_its_indicator(
    office: Office, plan: Plan, tmp_path: Path, unit: str, target: str
) -> None:  # LO06
    light = one_light(plan, target, "64", unit=unit)
    core, cells = recalculated(office, tmp_path, plan, light)
    assert str(Status.PARTLY.mark) == core["status"]
    assert core["status"] == cells["status"]
    assert same(core["ratio"], cells["ratio"])


def test_a_distance_without_a_ratio_shows_none(
    office: Office, plan: Plan, tmp_path: Path
) -> None:  # LO06
    changes = {"measure": Measure.FLOW, "formula": Formula.DISTANCE, "baseline": Decimal(60)}
    light = one_light(plan, "60", "30", **changes)
    core, cells = recalculated(office, tmp_path, plan, light)
    assert core == cells


def test_subgoals_of_one_name_have_their_own_suggestions(
    office: Office, plan: Plan, tmp_path: Path
) -> None:  # LO06
    period, committee = plan.period(PERIOD), plan.committee("hsn")
    assert period is not None
    assert committee is not None
    lights = [one_light(plan, "10", "10"), one_light(plan, "10", "1")]
    lights = [
        replace(one, indicator=replace(one.indicator, id=f"hsn-{n}", subgoal=f"hsn-s{n}"))
        for n, one in enumerate(lights)
    ]
    made = lights_plan(plan, lights)
    subgoals = tuple(replace(s, name="Jämlik vård") for s in made.subgoals)
    form = build_form(replace(made, subgoals=subgoals), committee, period)
    identity = Identity("0" * 32, "vb-2025", 2025, "hsn", period.id, 1, form.fingerprint)
    path = tmp_path / "same.xlsx"
    typed = lights_typed(form, lights)
    path.write_bytes(fill_form(write_form(form, identity), form, typed, {}))
    (saved,) = office.convert([path], tmp_path / "saved", "xlsx")
    assert differing(by_core(form, typed), computed_cells(form, opened(saved))) == {}


# LO07, LO08: printed, and saved again ------------------------------------------------------------


def printed(pdf: Path) -> str:
    program = shutil.which("pdftotext")
    assert program is not None
    ran = subprocess.run(
        [program, "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return ran.stdout


@pytest.fixture(scope="session")
def year_round(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of workbook that sheetplan writes: plan, issued, answered, consolidated."""
    folder = tmp_path_factory.mktemp("year")
    shutil.copyfile(BUNDLED / PLAN_FILE, folder / PLAN_FILE)
    year = Year(folder)
    (one,) = issue(year, PERIOD, ["hsn"])
    text = (BUNDLED / "returns" / PERIOD / "hsn.md").read_text(encoding="utf-8")
    answered = year.inbox / one.path.name
    answered.write_bytes(fill_in(one.path.read_bytes(), one.form, text))
    (receipt,) = receive(year, (answered,), NOW)
    assert receipt.outcome == "accepted"
    made = {
        "plan": year.plan_file,
        "issued": one.path,
        "answered": answered,
        "consolidated": consolidate(year, PERIOD).workbook,
    }
    copies = tmp_path_factory.mktemp("copies")
    return {kind: shutil.copyfile(path, copies / f"{kind}.xlsx") for kind, path in made.items()}


WORDS = {
    "plan": ("Region Västerbotten", "Gräns för uppfylls helt", "631", "520", "6 534,0"),
    "issued": ("Ifyllt 0 av 99", "Svar senast", "2025-09-17", "Inga data", "Klarmarkera"),
    "answered": ("Ifyllt 99 av 99", "Alva Exempelgren", "Uppfylls delvis", "−335,0", "−550,0"),
    "consolidated": ("1 av 8 nämnder ingår", "Hälso- och sjukvårdsnämnden", "Delvis uppfyllt"),
}
NOT_PRINTED = (IDENTITY_SHEET, MARKER, "fingerprint", "issue_id")


def test_workbooks_print_without_errors(
    office: Office, year_round: dict[str, Path], tmp_path: Path
) -> None:  # LO07
    pdfs = office.convert(list(year_round.values()), tmp_path, "pdf")
    for kind, pdf in zip(year_round, pdfs, strict=True):
        text = printed(pdf).replace("\u00a0", " ")
        plain = text.replace("\u2212", "-")
        assert "Err:" not in text, kind
        assert [line.strip() for line in text.splitlines() if "#" in line] == [], kind
        missing = [w for w in WORDS[kind] if w.replace("−", "-") not in plain]
        assert missing == [], kind
        assert [w for w in NOT_PRINTED if w in text] == [], kind


def test_hidden_sheets_stay_hidden_and_the_identity_is_read(
    office: Office, year_round: dict[str, Path], tmp_path: Path
) -> None:  # LO08
    saved = office.convert([year_round[k] for k in ("issued", "answered")], tmp_path, "xlsx")
    before = opened(year_round["issued"])
    identity = read_identity(before.grids)
    assert identity is not None
    assert (identity.committee, identity.period, identity.number) == ("hsn", PERIOD, 1)
    for path in saved:
        after = opened(path)
        assert before.hidden == after.hidden
        assert after.hidden == {IDENTITY_SHEET, "_listor"}
        assert identity == read_identity(after.grids)
        assert after.properties["sheetplan"] == identity.issue_id


def test_the_plan_is_the_same_after_libreoffice_has_saved_it(
    office: Office, plan: Plan, year_round: dict[str, Path], tmp_path: Path
) -> None:  # LO08
    (saved,) = office.convert([year_round["plan"]], tmp_path, "xlsx")
    reading = read_plan_file(saved)
    assert [str(p) for p in reading.problems] == []
    assert reading.plan is not None
    assert dump_plan(plan) == dump_plan(reading.plan)
    assert plan == reading.plan
