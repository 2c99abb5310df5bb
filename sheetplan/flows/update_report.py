"""Update (uppdatera): new figures in a report that people have worked in, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sheetplan.errors import SheetplanError
from sheetplan.flows.files import read_file, write_file
from sheetplan.flows.kept_reports import KeptReports
from sheetplan.flows.report import Contents, contents
from sheetplan.flows.year import Year, require_plan
from sheetplan.plan.plan import Plan
from sheetplan.word.content import ReportKey
from sheetplan.word.fault import TemplateFault
from sheetplan.word.memory import bookmarks_in, digest_named, key_bookmark, remembered
from sheetplan.word.package import Parts, stories, unpack, write_parts
from sheetplan.word.refreshing import Refreshed, refresh
from sheetplan.word.written import Written


class NotReport(SheetplanError):
    """The file is not one of the reports of this year's folder."""

    @classmethod
    def not_word(cls, path: Path) -> NotReport:
        """Say that it is no Word document."""
        return cls(
            f"Filen ”{path}” är inte ett Word-dokument av slaget .docx. "
            "Ange den rapport som sheetplan report skrev."
        )

    @classmethod
    def not_ours(cls, path: Path) -> NotReport:
        """Say that it holds nothing that tells which report it is."""
        return cls(
            f"Dokumentet ”{path}” är inte en rapport som sheetplan har skrivit, eller så har "
            "märkningen försvunnit. Skriv rapporten med sheetplan report och flytta dit texten."
        )

    @classmethod
    def other_plan(cls, path: Path, key: ReportKey) -> NotReport:
        """Say that it is of another plan than the folder's."""
        return cls(
            f"Rapporten ”{path}” hör till planen {key.plan}, nämnden {key.committee or 'alla'} "
            f"och perioden {key.period or 'hela planen'}, som inte finns i den här årsmappen. "
            "Ange årets mapp med --folder."
        )

    @classmethod
    def forgotten(cls, path: Path) -> NotReport:
        """Say that nothing is left of what was written in it."""
        return cls(
            f"Det som senast skrevs i rapporten ”{path}” finns varken i den eller i mappen "
            "report/minne, så det går inte att se vad ni själva har ändrat. Den är orörd. "
            "Lägg tillbaka mappen från en säkerhetskopia."
        )


class ReportOpen(SheetplanError):
    """Somebody has the report open."""

    def __init__(self, path: Path, mark: Path) -> None:
        super().__init__(
            f"Rapporten ”{path}” är öppen i Word eller LibreOffice. Spara och stäng den och kör "
            f"kommandot igen. Är den inte öppen, ta bort filen ”{mark.name}” bredvid den."
        )


@dataclass(frozen=True)
class OpenedReport:
    """A report read from disk, with what it was last given and what it would be given now."""

    path: Path
    data: bytes
    parts: Parts
    written: Written
    made: Contents


@dataclass(frozen=True)
class UpdatedReport:
    """What came of an update.

    ``before`` is where the report lies as it was; None where nothing was written.
    """

    path: Path
    before: Path | None
    refreshed: Refreshed


def update_report(year: Year, path: Path, now: datetime, *, track: bool = False) -> UpdatedReport:
    """Refresh what sheetplan wrote in a report, keep the rest, and tell what happened."""
    opened = open_report(year, path)
    _require_closed(path)
    at = now.astimezone(UTC) if track else None
    refreshed = refresh(opened.parts, opened.written, opened.made.content, at)
    if refreshed.parts == opened.parts:
        return UpdatedReport(path, None, refreshed)
    kept = KeptReports(year.reports)
    is_untouched = kept.is_as_written(path)
    before = kept.put_aside(path, opened.data, now)
    kept.keep(refreshed.written)
    data = write_parts(refreshed.parts)
    write_file(path, data)
    if is_untouched:
        kept.remember(path, data)
    return UpdatedReport(path, before, refreshed)


def open_report(year: Year, path: Path) -> OpenedReport:
    """Read a report and find out which it is and what it was last given."""
    data = read_file(path)
    try:
        parts = unpack(data)
        stories(parts)  # or it could be found damaged when it is written
        written = _written(year, path, parts)
    except TemplateFault as fault:
        raise NotReport.not_word(path) from fault
    plan = require_plan(year)
    key = written.key
    if key not in _keys(plan):
        raise NotReport.other_plan(path, key)
    return OpenedReport(path, data, parts, written, contents(year, plan, key))


def _written(year: Year, path: Path, parts: Parts) -> Written:
    """Return what a report was last given: by itself, or by the folder."""
    kept = KeptReports(year.reports)
    named = digest_named(parts)
    own = remembered(parts) or kept.find(named)
    if own is not None:
        return own
    plan = require_plan(year)
    marks = bookmarks_in(parts)
    keys = [key for key in _keys(plan) if key_bookmark(key) in marks]
    if not keys:
        raise NotReport.forgotten(path) if named else NotReport.not_ours(path)
    newest = kept.newest(keys[0])
    if newest is None:
        raise NotReport.forgotten(path)
    return newest


def _keys(plan: Plan) -> list[ReportKey]:
    """Every report that there can be: of each committee and of all, for each period and plan."""
    whose = ("", *(committee.id for committee in plan.committees))
    times = ("", *(period.id for period in plan.periods))
    plan_id = plan.settings.id
    return [ReportKey(plan_id, one, time) for one in whose for time in times if one or time]


def _require_closed(path: Path) -> None:
    """Make sure that nobody has it open: Word and LibreOffice then keep a mark beside it."""
    names = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    for name in names:
        mark = path.with_name(name)
        if mark.exists():
            raise ReportOpen(path, mark)
