"""What the commands on Word reports say: in Swedish lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sheetplan.cli.words import problem_data
from sheetplan.plan.counting import counted
from sheetplan.word.outcome import Change, Conflict
from sheetplan.word.refreshing import Refreshed

if TYPE_CHECKING:  # the flows are imported by the command that runs them
    from sheetplan.flows.check_report import CheckedReport
    from sheetplan.flows.report import WrittenReport
    from sheetplan.flows.update_report import UpdatedReport

_LONGEST = 90


def report_lines(written: WrittenReport) -> Iterator[str]:
    """Say where the report is and what its template leaves out."""
    yield f"Rapporten är skriven: {written.path}"
    yield from (f"  • Mallen har ingen plats för {what}." for what in written.omitted)
    if written.checklist:
        yield f"Att bocka av: {written.checklist}"


def report_data(written: WrittenReport, committee: str | None) -> dict[str, Any]:
    """Return where a report is as data."""
    checklist = str(written.checklist) if written.checklist else None
    omitted = list(written.omitted)
    return {
        "file": str(written.path),
        "committee": committee,
        "checklist": checklist,
        "omitted": omitted,
    }


def update_lines(done: UpdatedReport) -> Iterator[str]:
    """Say what was changed from what to what, and what was left as it was."""
    found = done.refreshed
    if done.before is None:
        yield f"Rapporten är redan aktuell: {done.path}"
    else:
        yield f"Rapporten är uppdaterad: {done.path}"
        yield f"  Som den var förut: {done.before}"
    yield from _listed("Ändrat", [_changed(one) for one in found.changes])
    yield from left_lines(found)


def left_lines(found: Refreshed) -> Iterator[str]:
    """Say what was left as it was, and why."""
    yield from _listed("Ändrat för hand, lämnat som det är", [_kept(c) for c in found.conflicts])
    yield from _listed(
        "Ny text i inlämningen; rapportens text är orörd",
        [f"{name} är ändrad i den nya inlämningen." for name in found.texts],
    )
    yield from _listed("Nytt sedan rapporten skrevs, infogas inte", found.new)
    yield from _listed("Finns inte längre i underlaget, lämnat som det är", found.gone)
    yield from _listed("Borttaget ur rapporten, läggs inte tillbaka", found.deleted)


def update_data(done: UpdatedReport) -> dict[str, Any]:
    """Return what an update did as data."""
    before = str(done.before) if done.before else None
    return {"file": str(done.path), "before": before, **refreshed_data(done.refreshed)}


def refreshed_data(found: Refreshed) -> dict[str, Any]:
    """Return what is changed, left, new and gone as data."""
    return {
        "changes": [
            {"id": c.id, "title": c.title, "what": c.what, "old": c.old, "new": c.new}
            for c in found.changes
        ],
        "conflicts": [
            {"id": c.id, "title": c.title, "what": c.what, "own": c.own, "new": c.new}
            for c in found.conflicts
        ],
        "texts": list(found.texts),
        "new": list(found.new),
        "gone": list(found.gone),
        "deleted": list(found.deleted),
    }


def check_lines(checked: CheckedReport) -> Iterator[str]:
    """Say what is stale or doubtful in a report."""
    if not checked.problems:
        yield f"Rapporten är aktuell och inget i den säger emot tabellerna: {checked.path}"
        return
    yield f"Rapporten har {counted(checked.problems)}: {checked.path}"
    for problem in checked.problems:
        sign = "✖" if problem.is_error else "•"
        label = f"{problem.place.label}: " if problem.place.label else ""
        yield f"  {sign} {label}{problem.message} [{problem.rule.code}]"


def check_data(checked: CheckedReport) -> dict[str, Any]:
    """Return what is stale or doubtful as data."""
    return {"file": str(checked.path), "problems": list(map(problem_data, checked.problems))}


def needs_a_person(found: Refreshed) -> bool:
    """Tell whether something is left for a person to decide."""
    return bool(found.conflicts or found.texts or found.new or found.gone)


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title} ({len(lines)}):"
        yield from (f"  • {line}" for line in lines)


def _changed(one: Change) -> str:
    return f"{_named(one)}: {_quoted(one.old, 'ny')} → {_quoted(one.new, 'borttagen')}"


def _kept(one: Conflict) -> str:
    own, new = _quoted(one.own, "saknas"), _quoted(one.new, "borttagen")
    return f"{_named(one)}: i rapporten står {own}, underlaget ger {new}"


def _named(one: Change | Conflict) -> str:
    return f"{one.name} [{one.id}]"


def _quoted(text: str, nothing: str) -> str:
    line = " ".join(part for part in text.split("\n") if part).strip()
    if not line:
        return nothing
    return f"”{line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}”"
