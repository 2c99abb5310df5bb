"""The report of all committees, the plan as a document, and which template each is written in.

- WH01: the report of all committees has what the law asks for, from the plan and the returns.
- WH02: a committee that has not returned is said to be missing.
- WH03: where figures come from is told, with no addresses and no folders.
- WH04: the plan as a document needs no returns.
- WH05: the template is the one that is given, the year's own, or ours.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sheetplan.flows.bundled import template_file
from sheetplan.flows.report import NothingReturned, plan_report, report
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.committee import Respondent
from sheetplan.plan.plan import Plan
from sheetplan.tables.origin import Received, origin_table
from tests.command_line import assert_told, prepared, run
from tests.conftest import PERIOD, planned_year
from tests.word_file import outline_of, paragraphs_of, tables_of

HASH = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def whole(issued_once: Year, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of all committees where three have returned."""
    own = Year(tmp_path_factory.mktemp("alla") / "år")
    shutil.copytree(issued_once.root, own.root)
    prepared(own, "rf", "hsn", "run")
    made = report(own)
    assert made.path.name == f"samlad-rapport-{PERIOD}.docx"
    assert made.omitted == ()
    return made.path.read_bytes()


def test_it_has_what_the_law_asks_for(whole: bytes) -> None:  # WH01
    titles = {title for _, _, title in outline_of(whole)}
    assert {
        "Sammanfattning", "God ekonomisk hushållning", "Finansiella mål", "Balanskravet",
        "Resultaträkning", "Balansräkning", "Kassaflödesanalys", "Investeringar",
        "Nämndernas resultat mot budget", "Ramarnas ändring", "Varifrån kommer siffran?",
    } <= titles  # fmt: skip
    tables = tables_of(whole)
    for title in ("Finansiella mål", "Balanskrav: återställande av negativa resultat, mnkr",
                  "Resultatbudget, mnkr", "Balansbudget, mnkr", "Kassaflöde, mnkr"):  # fmt: skip
        assert title in tables, title
    said = "\n".join(paragraphs_of(whole))
    assert "3 av 8 nämnder ingår." in said
    assert "Små antal är inte dolda" not in said


def test_who_has_not_returned_is_told(whole: bytes) -> None:  # WH02
    said = paragraphs_of(whole)
    at = [n for n, text in enumerate(said) if text == "Patientnämnden"]
    assert any(said[n + 1] == "Nämnden har inte lämnat in." for n in at)
    assert not any(said[n + 1] == "Nämnden har inte lämnat in."
                   for n, text in enumerate(said) if text == "Regionfullmäktige")  # fmt: skip


def test_nobody_has_returned(year: Year) -> None:  # WH02
    with pytest.raises(NothingReturned, match="Ingen nämnd har någon mottagen inlämning"):
        report(year)


def test_every_committee_has_its_file(whole: bytes) -> None:  # WH03
    said = "\n".join(paragraphs_of(whole))
    assert f"hsn-{PERIOD}.xlsx" in said
    assert re.search(r"\b[0-9a-f]{12}\b", said)
    assert not re.search(r"@|[A-Za-z]:\\|/år/|file:", said)


def received(plan: Plan, file: str, signed: str, unit: int | None = None) -> Received:
    committee = plan.committee("hsn")
    assert committee is not None
    one = None if unit is None else plan.units[unit]
    at = datetime(2025, 9, 16, 9, 30, tzinfo=UTC)
    return Received(Respondent(committee, one), file, at, signed, date(2025, 9, 15), HASH)


def test_addresses_and_folders_are_left_out(plan: Plan) -> None:  # WH03
    table = origin_table([
        received(plan, "C:\\Users\\anna\\svar.xlsx", "Anna Ek, anna.ek@region.se"),
        received(plan, "enhet.xlsx", "Bo", unit=3),
    ])  # fmt: skip
    assert table is not None
    assert [str(cell) for cell in table.rows[0]] == [
        "Hälso- och sjukvårdsnämnden", "svar.xlsx", "2025-09-16 09:30", "Anna Ek", "2025-09-15",
        HASH[:12],
    ]  # fmt: skip
    assert len(table.rows) == 1
    assert table.note.endswith("arbetsböcker från 1 enhet, mottagna 2025-09-16.")
    assert origin_table([]) is None


def test_the_plan_is_written_without_returns(tmp_path: Path) -> None:  # WH04
    year = planned_year(tmp_path)
    made = plan_report(year, "hsn")
    assert made.omitted == ()
    docx = made.path.read_bytes()
    assert made.path.name == "namndplan-hsn-2025.docx"
    titles = [title for _, _, title in outline_of(docx)]
    assert titles[:2] == ["Inledning", "Målen och uppföljning"]
    assert any(title.startswith("Nyfödda i Region Västerbotten ska") for title in titles)
    tables = tables_of(docx)
    assert {"Ekonomiska ramar per nämnd, mnkr", "När planen följs upp"} <= set(tables)
    plan = require_plan(year)
    followed = sum(len(plan.indicators_of(s.id)) for s in plan.all_judged("hsn"))
    rows = [t for title, t in tables.items() if title.startswith("Indikatorer: ")]
    assert sum(len(list(t)) - 3 for t in rows) == followed == 31


def test_the_templates_own_order(year: Year, tmp_path: Path) -> None:  # WH05
    prepared(year, "rf")
    given = tmp_path / "egen mall.docx"
    shutil.copy(template_file("kortrapport"), given)
    short = report(year, "rf", PERIOD, given).path.read_bytes()
    assert [title for _, _, title in outline_of(short)][:2] == ["Det viktigaste", "Ekonomi"]
    shutil.copy(template_file("kortrapport"), year.root / "namndplan-mall.docx")
    own = plan_report(year, "rf").path.read_bytes()
    assert (1, "", "Det viktigaste") in outline_of(own)


def test_the_command_says_what_it_wrote(year: Year) -> None:  # WH01
    prepared(year, "rf")
    for words, name in (
        ((), "samlad-rapport-2025-08.docx"),
        (("--committee", "rf"), "delarsrapport-rf-2025-08.docx"),
        (("--plan", "--committee", "rf"), "namndplan-rf-2025.docx"),
    ):
        done = run(year.root, "report", *words)
        assert done.returncode == 0
        assert name in done.stdout
        assert "Mallen har ingen plats" not in done.stdout
    assert_told(run(year.root, "report", "--plan"), 2)
    assert_told(run(year.root, "report", "--template", "finns-inte.docx"))
