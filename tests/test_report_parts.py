"""Charts, lists and the other kinds of reports, updated like everything else.

- RP01: a report of any kind that needs nothing is not touched, and says so.
- RP02: a chart whose figures have changed is drawn anew; one that stands elsewhere keeps its own.
- RP03: a cell with paragraphs is written as paragraphs, tracked or not.
- RP04: the report of all committees gets the new figures of one of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sheetplan.flows.report import plan_report, report
from sheetplan.flows.update_report import update_report
from sheetplan.flows.year import Year
from sheetplan.word.ooxml import w
from sheetplan.word.package import unpack
from sheetplan.word.visible import PICTURE, seen
from tests.conftest import PERIOD, hand_in, returned
from tests.reporting import COMMITTEE, LATER, Reported, document_of, places

TREND = "diagram.utveckling.hsn-2.2.1"
BETTER = {("Indikatorer", "hsn-2.2.1", "outcome"): 0.93}
LISTED = "Två saker är gjorda:\n- utbildning\n- nya rutiner"


def alt_texts(path: Path) -> list[str]:
    return [node.get("descr", "") for node in document_of(path).iter(PICTURE)]


@pytest.mark.parametrize("committee", ["rs", "run"])
def test_a_committees_report_that_needs_nothing_is_not_touched(  # RP01
    year: Year, committee: str
) -> None:
    hand_in(year, returned(year, committee), f"{committee}.xlsx")
    path = report(year, committee, PERIOD).path
    done = update_report(year, path, LATER)
    assert (done.before, done.refreshed.changes) == (None, ())


def test_other_kinds_that_need_nothing_are_not_touched(reported: Reported) -> None:  # RP01
    year = reported.year
    for path in (report(year, None, PERIOD).path, plan_report(year, COMMITTEE).path):
        done = update_report(year, path, LATER)
        assert (done.before, done.refreshed.changes, done.refreshed.new) == (None, (), ())


def test_a_chart_with_new_figures_is_drawn_anew(reported: Reported) -> None:  # RP02
    before = unpack(reported.path.read_bytes())
    reported.correct(BETTER)
    done = reported.update()
    after = unpack(reported.path.read_bytes())
    (change,) = [one for one in done.refreshed.changes if one.id == TREND]
    assert "93" in change.new
    assert change.new in alt_texts(reported.path)
    new = {name for name in after if name not in before}
    assert [name.rpartition(".")[2] for name in new] == ["png"]
    numbers = [node.get("id") for node in document_of(reported.path).iter(PICTURE)]
    assert len(set(numbers)) == len(numbers)
    assert reported.update().before is None


def test_a_chart_that_a_person_took_out_stays_out(reported: Reported) -> None:  # RP02
    def take_out(document: object) -> None:
        for run in places(document, TREND)[0].runs:  # type: ignore[arg-type]
            run.getparent().remove(run)  # type: ignore[union-attr]

    reported.edit(take_out)
    reported.correct(BETTER)
    done = reported.update()
    assert [one.id for one in done.refreshed.changes if one.id == TREND] == []
    assert any(one.startswith("Andel medarbetare") for one in done.refreshed.deleted)


@pytest.mark.parametrize("track", [False, True])
def test_a_list_in_a_cell_is_written_as_a_list(reported: Reported, *, track: bool) -> None:  # RP03
    reported.correct({("Uppdrag", "rf-1", "analysis"): LISTED})
    done = reported.update(track=track)
    assert [one.new for one in done.refreshed.changes if "utbildning" in one.new]
    (cell,) = [
        cell
        for cell in document_of(reported.path).iter(w("tc"))
        if seen(cell).endswith("nya rutiner")
    ]
    shown = [p for p in cell.iter(w("p")) if seen(p)]
    assert [seen(p) for p in shown] == ["Två saker är gjorda:", "utbildning", "nya rutiner"]
    assert [p.find(f"{w('pPr')}/{w('numPr')}") is not None for p in shown] == [False, True, True]
    again = reported.update(track=track)
    assert (again.before, again.refreshed.conflicts) == (None, ())


def test_the_report_of_all_gets_the_new_figures_of_one(reported: Reported) -> None:  # RP04
    path = report(reported.year, None, PERIOD).path
    reported.correct()
    done = update_report(reported.year, path, LATER)
    assert any("4 700,5" in one.new.replace("\N{NO-BREAK SPACE}", " ")
               for one in done.refreshed.changes)  # fmt: skip
