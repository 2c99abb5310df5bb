"""Check (kontrollera) a report: stale figures, own changes, texts, and what is left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sheetplan.flows.publishing import before_publishing
from sheetplan.flows.update_report import open_report
from sheetplan.flows.year import Year
from sheetplan.plan.rules import report_rules as rules
from sheetplan.schema.problem import Place, Problem
from sheetplan.tables.text_figures import TextFigures
from sheetplan.word.outcome import Change, Conflict
from sheetplan.word.places import free_texts
from sheetplan.word.refreshing import Refreshed, refresh

_SHOWN = 120
_SOURCES = "tabell.källor"


@dataclass(frozen=True)
class CheckedReport:
    """A report, and all that is to be said about it."""

    path: Path
    problems: tuple[Problem, ...]


def check_report(year: Year, path: Path) -> CheckedReport:
    """Say what is stale or doubtful in a report, and change nothing."""
    opened = open_report(year, path)
    made = opened.made
    refreshed = refresh(opened.parts, opened.written, made.content)
    is_committees = made.results is not None and made.content.key.committee
    texts = free_texts(opened.parts) if is_committees else []
    said = TextFigures(made.results).check(texts, path.name) if made.results else ()
    open_ends = before_publishing(path.name, opened.parts, made.results)
    return CheckedReport(path, (*_of_items(refreshed, path.name), *said, *open_ends))


def _of_items(refreshed: Refreshed, file: str) -> Iterator[Problem]:
    figures = [one for one in refreshed.changes if one.id != _SOURCES]
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
