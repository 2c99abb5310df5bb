"""Check (kontrollera) a report: stale figures, own changes, texts, and what is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sheetplan.flows.publishing import before_publishing
from sheetplan.flows.update_report import OpenedReport, open_report
from sheetplan.flows.year import Year
from sheetplan.plan.rules import report_rules as rules
from sheetplan.schema.problem import Place, Problem
from sheetplan.tables.origin import SOURCES
from sheetplan.tables.text_figures import TextFigures
from sheetplan.word.control import id_of
from sheetplan.word.outcome import Change, Conflict
from sheetplan.word.places import free_texts
from sheetplan.word.refreshing import Refreshed, refresh

_SHOWN = 120


@dataclass(frozen=True)
class CheckedReport:
    """A report, and all that is to be said about it."""

    path: Path
    problems: tuple[Problem, ...]


def check_report(year: Year, path: Path) -> CheckedReport:
    """Say what is stale or doubtful in a report, and change nothing."""
    opened = open_report(year, path)
    refreshed = refresh(opened.parts, opened.written, opened.made.content)
    problems = (
        *_of_items(refreshed, path.name),
        *_of_texts(opened, path.name),
        *before_publishing(path.name, opened.parts, opened.made.results),
    )
    return CheckedReport(path, problems)


def _of_texts(opened: OpenedReport, file: str) -> Iterable[Problem]:
    """Hold a committee's own sentences against its tables; those of all together are not read."""
    results, is_committees = opened.made.results, bool(opened.made.content.key.committee)
    if results is None or not is_committees:
        return ()
    return TextFigures(results).check(free_texts(opened.parts), file)


def _of_items(refreshed: Refreshed, file: str) -> Iterator[Problem]:
    figures = [one for one in refreshed.changes if one.id != id_of(SOURCES)]
    for change in figures or refreshed.changes[:1]:  # where figures come from changes with them
        facts = {"old": _quoted(change.old), "new": _quoted(change.new)}
        yield Problem(rules.REPORT_STALE, _place(file, change), facts)
    for conflict in refreshed.conflicts:
        facts = {"own": _quoted(conflict.own), "new": _quoted(conflict.new)}
        yield Problem(rules.REPORT_OWN, _place(file, conflict), facts)
    for title in refreshed.texts:
        yield Problem(rules.REPORT_TEXT, Place(file), {"title": title})
    for title in refreshed.new:
        yield Problem(rules.REPORT_NEW, Place(file), {"title": f"”{title}”"})
    for title in refreshed.gone:
        yield Problem(rules.REPORT_GONE, Place(file), {"title": title})


def _place(file: str, one: Change | Conflict) -> Place:
    return Place(file, label=one.name)


def _quoted(text: str) -> str:
    line = " ".join(text.split()).removesuffix(".")
    if not line:
        return "ingenting"
    return f"”{line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + '…'}”"
