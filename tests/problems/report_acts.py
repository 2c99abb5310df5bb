"""What was done for the entries about reports that people have worked in."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from sheetplan.flows.check_report import check_report
from sheetplan.flows.report import report_path
from sheetplan.flows.year import Year
from sheetplan.schema.problem import Problem
from sheetplan.word.content import ReportKey
from sheetplan.word.ooxml import element, run
from tests.conftest import PERIOD
from tests.reporting import COMMITTEE, FRAMES, Edit, Reported, Typed, type_in

Found = tuple[Problem, ...]


def written(year: Year) -> Reported:
    """Return the report that is there."""
    return Reported(year, report_path(year, ReportKey("", COMMITTEE, PERIOD)))


def checked(one: Reported) -> Found:
    """Return what is said about a report."""
    return check_report(one.year, one.path).problems


def edited(edit: Edit) -> Callable[[Year], Found]:
    """Change the report by hand."""

    def act(year: Year) -> Found:
        one = written(year)
        one.edit(edit)
        return checked(one)

    return act


def corrected(typed: Typed) -> Callable[[Year], Found]:
    """Let the committee send in its answers again when the report is written."""

    def act(year: Year) -> Found:
        one = written(year)
        one.correct(typed)
        return checked(one)

    return act


def writes(text: str) -> Callable[[Year], Found]:
    """Write a paragraph of one's own."""

    def edit(document: etree._Element) -> None:
        document[0].insert(0, element("p", run(text)))

    return edited(edit)


_NO_VALUE = {
    ("Indikatorer", "hsn-2.2.1", "outcome"): None,
    ("Indikatorer", "hsn-2.2.1", "absence"): "Data saknas",
}
_VALUE = {
    ("Indikatorer", "hsn-1.2.1", "outcome"): 0.81,
    ("Indikatorer", "hsn-1.2.1", "absence"): None,
}
REPORT_ACTS = {
    "RAP-01": corrected({("Ekonomi", "hsn", "forecast"): 7090}),
    "RAP-02": edited(type_in(FRAMES, 1, 3, "4 699,9")),
    "RAP-03": corrected({("Delmål", "hsn-2.2", "analysis"): "Introduktionen har gått fortare."}),
    "RAP-04": corrected(_VALUE),
    "RAP-05": corrected(_NO_VALUE),
    "RAP-06": writes("Hittills har 137 av 593 mnkr, eller 35 procent, uppnåtts."),
    "RAP-07": writes("Antalet anmälda olycksfall och arbetsskador är 198."),
    "RAP-08": writes("55 delmål är uppfyllda."),
}
