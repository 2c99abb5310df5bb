"""Workbooks filled in and saved in a real spreadsheet program, then received.

Requirements:
- LO01: what a person types in LibreOffice, and LibreOffice saves, reaches the store unchanged.
- LO02: a slip is told with the cell and the rule; the rest of the file is read all the same.
- LO03: a locked cell takes nothing that is typed.
- LO04: computed cells recalculated by LibreOffice equal the core's, in empty and answered forms.
- LO08: hidden sheets stay hidden after LibreOffice's save, and the identity is still read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.flows.issue import IssuedWorkbook, issue
from sheetplan.flows.receive import Receipt, receive
from sheetplan.flows.year import Year
from sheetplan.plan.computing import Key
from sheetplan.plan.form import Form
from sheetplan.plan.receiving import IDENTITY_SHEET, read_answers
from sheetplan.plan.returns import SignOff
from sheetplan.plan.words import Current
from sheetplan.schema.cell import address
from sheetplan.schema.column import columns_of
from sheetplan.schema.kinds import Number, Word
from sheetplan.store.records import Submission
from sheetplan.store.store import Store
from tests.computed import (
    Tab,
    by_core,
    computed_cells,
    differing,
    opened,
    progress_texts,
    start_texts,
)
from tests.conftest import PERIOD, planned_year
from tests.office import Job, Office, Typed

NOW = datetime(2025, 9, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def year(tmp_path: Path) -> Year:
    return planned_year(tmp_path)


OUTCOMES: dict[tuple[str, str], tuple[str, Decimal | str]] = {
    ("hsn-1.1.3", "outcome"): ("26", Decimal(26)),
    ("hsn-1.1.3", "comparison"): ("26", Decimal(26)),
    ("hsn-1.1.3/flickor", "outcome"): ("23", Decimal(23)),
    ("hsn-1.1.3/flickor", "comparison"): ("22", Decimal(22)),
    ("hsn-1.1.3/pojkar", "outcome"): ("3", Decimal(3)),
    ("hsn-1.1.3/pojkar", "comparison"): ("4", Decimal(4)),
    ("hsn-1.1.4", "outcome"): ("0", Decimal(0)),
    ("hsn-1.1.4", "comparison"): ("12,5", Decimal("12.5")),
    ("hsn-1.2.1", "outcome"): ("64 %", Decimal(64)),
    ("hsn-2.1.1", "absence"): ("Data saknas", "no_data"),
    ("hsn-2.1.1/kvinnor", "absence"): ("Data saknas", "no_data"),
    ("hsn-2.1.1/män", "absence"): ("Data saknas", "no_data"),
    ("hsn-2.1.4", "outcome"): ("1710", Decimal(1710)),
    ("hsn-2.2.1", "outcome"): ("19,25%", Decimal("19.25")),
    ("hsn-3.1.1", "outcome"): ("99,6 %", Decimal("99.6")),
    ("hsn-4.1.3", "outcome"): ("79,5 %", Decimal("79.5")),
    ("hsn-4.1.3/kvinnor", "numerator"): ("80", Decimal(80)),
    ("hsn-4.1.3/kvinnor", "denominator"): ("100", Decimal(100)),
    ("hsn-4.1.3/män", "numerator"): ("79,0", Decimal(79)),
    ("hsn-4.1.3/män", "denominator"): ("1e2", Decimal(100)),
    ("hsn-4.2.1", "outcome"): ("361480", Decimal(361480)),
    ("hsn-4.2.2", "outcome"): ("5420,75", Decimal("5420.75")),
    ("hsn-4.2.3", "outcome"): ("31950,1", Decimal("31950.1")),
    ("hsn-4.2.4", "outcome"): ("123456789012345", Decimal(123456789012345)),
    ("hsn-5.1.2", "outcome"): ("188", Decimal(188)),
    ("hsn-5.1.2/kvinnor", "outcome"): ("141", Decimal(141)),
    ("hsn-5.1.2/män", "outcome"): ("47", Decimal(47)),
    ("hsn-5.1.3", "outcome"): ("512", Decimal(512)),
    ("hsn-7.1.1", "outcome"): ("0 %", Decimal(0)),
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
# 7,5 in every cell of the tables neither agrees with the frames nor has the rows' signs.
OF_AMOUNTS = {"INL-20", "INL-80", "INL-81", "INL-83", "INL-85", "INL-86"}
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
    yield from _table_entries(form)


def _table_entries(form: Form) -> Iterator[Entry]:
    """Fill in every cell of the region's own tables."""
    for sheet in form.sheets:
        for row in sheet.rows if sheet.table else ():
            for key in sorted(row.asked):
                kind = sheet.kind(row, key)
                if isinstance(kind, Number):
                    keys = "7,5 %" if kind.is_percent else "7,5"
                    yield Entry((sheet.answer.key, row.id, key), keys, Decimal("7.5"))
                else:
                    yield Entry((sheet.answer.key, row.id, key), "Så här", "Så här")


def _rows(form: Form, key: str) -> list[str]:
    sheet = form.sheet(key)
    assert sheet is not None
    return [row.id for row in sheet.rows if row.asked]


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
    assert {p.rule.code for p in receipt.problems} <= OF_AMOUNTS
    assert receipt.outcome == "remarks"
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
    assert start_texts(issued.form, saved)["A4"] == "Ifyllt 149 av 149"
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
    ("indicators", "hsn-7.1.1", "outcome"): ("SANT", "CELL-02", None),
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
