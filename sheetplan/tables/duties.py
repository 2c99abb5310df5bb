"""What an interim report must hold, as a list to tick off, with what the answers already show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from sheetplan.plan.budget import deviation_share
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.noun import INDICATOR, Noun
from sheetplan.plan.settings import Period
from sheetplan.plan.words import AssignmentStatus, Status
from sheetplan.tables.results import AssignmentResult, Results

ACT = "Lag (2018:597) om kommunal bokföring och redovisning, 13 kap."
ACT_CONTENT = (
    "Kommunallagen 11 kap. och lagen om kommunal bokföring och redovisning, 11 och 13 kap."
)
FORM = "Rapportens mall"
_MOST_NAMED = 3
_FRAME = Noun("ram", "ramen", "ramar", "ramarna")
_ASSIGNMENT = Noun("uppdrag", "uppdraget", "uppdrag", "uppdragen")


class Seen(Enum):
    """What can be seen of a duty without reading the report."""

    DONE = "Klart"
    MISSING = "Att göra"
    ASK = "Bedöm själv"


@dataclass(frozen=True)
class Duty:
    """Something that a report must hold.

    Attributes:
        source: where it is said.
        found: what is seen, a sentence.
    """

    text: str
    source: str
    seen: Seen
    found: str


@dataclass(frozen=True)
class Checklist:
    """The duties of one report."""

    title: str
    duties: tuple[Duty, ...]

    def counted(self, seen: Seen) -> int:
        """Return how many are seen so."""
        return sum(duty.seen is seen for duty in self.duties)


def committee_checklist(results: Results) -> Checklist:
    """List what one committee's report must hold (each a remark, not an error)."""
    name = results.returned[0].name
    return Checklist(f"Checklista: {results.period.name}, {name}", tuple(_committee(results)))


def _committee(results: Results) -> Iterator[Duty]:
    yield _chapter(results, "past", "Vad som har hänt i verksamheten under perioden.")
    yield _chapter(results, "events", "Händelser av väsentlig betydelse, också efter perioden.")
    yield _judged(results)
    yield _indicators(results)
    yield _assignments(results)
    yield _result(results)
    yield _forecast(results)
    yield _deviations(results)
    yield asked("Åtgärder: vad som är planerat och vad de hittills har gett.", FORM)
    yield _chapter(results, "staff", "Antal anställda och sjukfrånvaro, efter kön.")
    yield _chapter(results, "outlook", "Förväntad utveckling resten av året och framåt.")
    yield asked("Bilagorna är levererade och nämnda i rapporten.", FORM)


def asked(text: str, source: str, found: str = "Det går inte att se ur svaren.") -> Duty:
    """A duty that only a person can judge."""
    return Duty(text, source, Seen.ASK, found)


def held(text: str, source: str, *, done: bool, found: str) -> Duty:
    """A duty that is seen to be met or not."""
    return Duty(text, source, Seen.DONE if done else Seen.MISSING, found)


def named(noun: Noun, missing: Sequence[str], of: int, what: str) -> str:
    """Say how many lack something, and the first of them by name."""
    if not of:
        return f"Inga {noun.many} att redovisa."
    if not missing:
        return f"{what} finns för {noun.counted(of)}."
    shown = "; ".join(f"”{name}”" for name in missing[:_MOST_NAMED])
    more = f" och {len(missing) - _MOST_NAMED} till" if len(missing) > _MOST_NAMED else ""
    return f"{what} saknas för {noun.counted(len(missing), of)}: {shown}{more}."


def _chapter(results: Results, chapter: str, text: str) -> Duty:
    heading = next(one.heading for one in CHAPTERS if one.id == chapter)
    missing = [
        c.name for c in results.returned if not results.texts.get((c.id, chapter), "").strip()
    ]
    found = f"Avsnittet ”{heading}” är {'tomt' if missing else 'skrivet'}."
    return held(text, ACT, done=not missing, found=found)


def _judged(results: Results) -> Duty:
    noun = results.levels.judged
    without = [
        one.name
        for one in results.subgoals
        if one.current is None or one.forecast is None or not one.analysis.strip()
    ]
    text = f"Varje {noun.one} har nuläge, prognos och analys."
    said = named(noun, without, len(results.subgoals), "Alla tre")
    return held(text, FORM, done=not without, found=said)


def _indicators(results: Results) -> Duty:
    due = [one for one in results.indicators if one.attainment.status is not Status.NOT_DUE]
    without = [
        one.indicator.name
        for one in due
        if one.outcome.value is None and not one.outcome.text and one.outcome.absence is None
    ]
    text = "Varje indikator som ska följas upp har ett värde eller ett skäl."
    said = named(INDICATOR, without, len(due), "Värde eller skäl")
    return held(text, FORM, done=not without, found=said)


def _assignments(results: Results) -> Duty:
    due = [one for one in results.assignments if not one.waits]
    late = [excerpt(o.assignment.text) for o in due if _is_late(o, results.period)]
    without = [
        excerpt(o.assignment.text) for o in due if o.status is None or not o.analysis.strip()
    ]
    text = "Varje uppdrag har status och analys, och inget slutdatum har passerat."
    said = named(_ASSIGNMENT, without, len(due), "Status och analys")
    if late:
        said += f" Slutdatum har passerat för {_ASSIGNMENT.counted(len(late))}: ”{late[0]}”."
    return held(text, FORM, done=not (without or late), found=said)


def _is_late(one: AssignmentResult, period: Period) -> bool:
    """Whether the last day has passed and it is not done."""
    ends, done = one.assignment.ends, {AssignmentStatus.DONE, AssignmentStatus.DEVIATING}
    return ends is not None and ends <= period.ends and one.status not in done


def _result(results: Results) -> Duty:
    without = [one.frame.name for one in results.frames if one.outcome is None]
    alone = [one.frame.name for one in results.frames if one.last_outcome is None]
    said = named(_FRAME, without, len(results.frames), "Utfall")
    if alone and not without:
        said += (
            f" Förra årets utfall saknas för {_FRAME.counted(len(alone), len(results.frames))}."
        )
    text = "Resultatet ställs mot budget och mot samma tid förra året."
    return held(text, ACT, done=not (without or alone), found=said)


def _forecast(results: Results) -> Duty:
    without = [one.frame.name for one in results.frames if one.forecast is None]
    written = all(results.texts.get((c.id, "forecast"), "").strip() for c in results.returned)
    said = named(_FRAME, without, len(results.frames), "Prognos")
    said += "" if written else " Avsnittet om prognosen är tomt: skriv metod och osäkerhet."
    text = "Prognos för helåret, med metod och den förra prognosen bredvid."
    return held(text, ACT, done=written and not without, found=said)


def _deviations(results: Results) -> Duty:
    limit = results.plan.settings.comment_above
    large = [
        one
        for one in results.frames
        if (deviation_share(one.deviation, one.period_budget) or 0) > limit
    ]
    without = [one.frame.name for one in large if not one.comment.strip()]
    said = named(_FRAME, without, len(large), "Förklaring")
    found = said if large else "Ingen avvikelse är över planens gräns."
    return held("Större avvikelser är förklarade.", ACT, done=not without, found=found)
