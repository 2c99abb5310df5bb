"""The error gallery: one entry per rule, each run for real and compared with its text.

- PR01: every rule has exactly one entry, and every entry a rule.
- PR02: what the person did gives exactly the text in the entry, and breaks the rule.
- PR03: whoever raises a rule gives all the facts that its wording needs.
- PR04: codes are unique, never empty of words, and the wording is Swedish sentences.
- PR05: an entry is either a sheet in Markdown or an act, never both, and tells what was done.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.excel.reader import Workbook, read_workbook
from sheetplan.flows.year import Year
from sheetplan.plan.doubts.meaning import check_meaning
from sheetplan.plan.markdown import read_markdown
from sheetplan.plan.plan import read_plan
from sheetplan.plan.reconciling.identities import hold
from sheetplan.plan.rules.catalogue import CATALOGUE
from sheetplan.schema.cell import Cell, Grid
from sheetplan.schema.problem import Problem, Rule
from tests.problems.acts import ACTS
from tests.problems.report_acts import REPORT_ACTS
from tests.reporting import Reported

GALLERY = Path(__file__).parent / "problems"
GOLDEN = "SHEETPLAN_GOLDEN"
UNREACHABLE: dict[str, str] = {}  # rule code → why no input can break it
RULES = {rule.code: rule for rule in CATALOGUE}
_NUMBER = re.compile(r"[-−]?\d+(?:,\d+)?")  # what Excel makes a number of in Swedish
_HASH, _ANY_HASH = re.compile(r"\b[0-9a-f]{12}\b"), "0123456789ab"  # of a file made just now


@dataclass(frozen=True)
class Entry:
    """What a person did, and what they are told."""

    path: Path

    @property
    def code(self) -> str:
        return self.path.stem

    @property
    def question(self) -> str:
        return self._text().partition("## Svar")[0]

    @property
    def answer(self) -> str:
        return self._text().partition("## Svar\n\n```text\n")[2].removesuffix("\n```\n")

    @property
    def sheets(self) -> tuple[Grid, ...]:
        return tuple(as_typed(grid) for grid in read_markdown(self.question))

    def rewrite(self, answer: str) -> None:
        text = f"{self.question}## Svar\n\n```text\n{answer}\n```\n"
        self.path.write_text(text, encoding="utf-8", newline="\n")

    def _text(self) -> str:
        return self.path.read_text(encoding="utf-8")


ENTRIES = [Entry(path) for path in sorted(GALLERY.glob("*.md"))]
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)


def as_typed(grid: Grid) -> Grid:
    """Return a Markdown sheet as Excel keeps it when it is typed: numbers are numbers."""
    return Grid(grid.name, {at: Cell(_typed(str(c.value))) for at, c in grid.cells.items()})


def _typed(text: str) -> str | Decimal:
    number = text.replace(",", ".").replace("−", "-")
    return Decimal(number) if _NUMBER.fullmatch(text) else text


def plan_with(year: Year, sheets: Iterable[Grid], code: str) -> tuple[Problem, ...]:
    """Return what is said about the bundled plan with some of its sheets exchanged.

    Of what the bundled plan itself leaves in doubt, only what the entry is about.
    """
    workbook = read_workbook(year.plan_file.read_bytes(), year.plan_file.name)
    assert isinstance(workbook, Workbook)
    by_name = {grid.name: grid for grid in (*workbook.grids, *sheets)}
    reading = read_plan(by_name.values(), year.plan_file.name)
    said = (*check_meaning(reading), *hold(reading).problems)
    doubts = (problem for problem in said if problem.rule.code == code)
    return (*reading.problems, *doubts)


def test_every_rule_has_one_entry_and_every_entry_a_rule() -> None:  # PR01
    expected = sorted(code for code in RULES if code not in UNREACHABLE)
    assert expected == [entry.code for entry in ENTRIES]


def test_codes_are_unique() -> None:  # PR04
    assert sorted(RULES) == sorted(rule.code for rule in CATALOGUE)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_rule_is_worded_in_whole_sentences(rule: Rule) -> None:  # PR04
    for sentence in (rule.what, rule.fix, rule.why):
        assert re.fullmatch(r"[A-ZÅÄÖ”{].+[.]", sentence)


def test_reasons_need_no_facts() -> None:  # PR04
    assert [rule.code for rule in CATALOGUE if "{" in rule.why] == []


@each_entry
def test_entry_tells_what_was_done(entry: Entry) -> None:  # PR05
    heading, story, *_ = entry.question.split("\n\n")
    assert f"# {entry.code}" == heading
    assert story.endswith(".")
    assert (entry.code in ACTS) is not bool(entry.sheets)


@pytest.fixture
def year_reported(reported: Reported) -> Year:
    """A year with a report."""
    return reported.year


@each_entry
def test_entry_gives_its_answer(  # PR02 PR03
    entry: Entry, request: pytest.FixtureRequest
) -> None:
    year: Year = request.getfixturevalue("year_reported" if entry.code in REPORT_ACTS else "year")
    sheets = entry.sheets
    problems = plan_with(year, sheets, entry.code) if sheets else ACTS[entry.code](year)
    actual = _HASH.sub(_ANY_HASH, "\n".join(str(problem) for problem in problems))
    if os.environ.get(GOLDEN) == "1":
        entry.rewrite(actual)
    assert entry.code in {problem.rule.code for problem in problems}
    assert all(problem.rule.facts() <= problem.facts.keys() for problem in problems)
    assert entry.answer == actual, f"if the new text is right: {GOLDEN}=1 pytest {__file__}"
