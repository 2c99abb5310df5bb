"""A report that people have worked in, refreshed: what sheetplan wrote there, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sheetplan.word.content import ReportContent
from sheetplan.word.context import report_context
from sheetplan.word.fault import TemplateFault
from sheetplan.word.lists import settle_lists
from sheetplan.word.look import TableLook, table_look
from sheetplan.word.memory import remember
from sheetplan.word.outcome import Change, Conflict, Outcome
from sheetplan.word.package import DOCUMENT, STYLES, Parts, parse_part, stories, xml_bytes
from sheetplan.word.pen import Pen, live_runs, says
from sheetplan.word.picture import draw_charts, number_pictures
from sheetplan.word.places import Place, places_in
from sheetplan.word.table_refresh import refresh_table
from sheetplan.word.visible import digest, seen
from sheetplan.word.written import (
    NOTE,
    Item,
    Value,
    Written,
    items_in,
    text_digests,
    texts_of,
    told_of,
)

_PLAIN = TableLook("", "", "", "", "", "")  # what stands in the document keeps its look


@dataclass(frozen=True)
class Refreshed:
    """A report's parts after a refresh, and all that is to be told.

    Attributes:
        new: what there now is to write and was not when the report was written.
        gone: what stands in the report and is no longer to be had.
        deleted: what a person has taken out.
        texts: what committees have written anew since; the report's own texts are untouched.
    """

    parts: Parts
    written: Written
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    deleted: tuple[str, ...]
    texts: tuple[str, ...]


def refresh(
    parts: Parts, written: Written, content: ReportContent, at: datetime | None = None
) -> Refreshed:
    """Refresh a report; where ``at`` is given the changes are tracked and carry that time."""
    items = {item.id: item for item in items_in(report_context(content, _look(parts)))}
    known = {*items, *written.items, *written.offered}
    texts = stories(parts)
    pen = Pen.of(texts.values(), at)
    places: list[Place] = []
    outcomes: list[tuple[str, Outcome]] = []
    for name, text in texts.items():
        here = places_in(text, known)
        made = [
            (place.id, _refresh(place, written.items.get(place.id), items[place.id], pen))
            for place in here
            if place.id in items
        ]
        if any(outcome.changes for _, outcome in made):
            number_pictures([text])
            parts = parts | {name: xml_bytes(text)}
        places += here
        outcomes += made
    now = _written_now(written, content, items, outcomes)
    told = _Told(items, written, places, content)
    return Refreshed(
        parts if now is written else remember(_settled(parts, content), now),
        now,
        tuple(change for _, outcome in outcomes for change in outcome.changes),
        tuple(conflict for _, outcome in outcomes for conflict in outcome.conflicts),
        told.new(),
        told.gone(),
        told.deleted(),
        told.texts(),
    )


def _settled(parts: Parts, content: ReportContent) -> Parts:
    """Draw the charts and number the lists that have been set in."""
    return settle_lists(draw_charts(parts, content.all_charts()))


def _look(parts: Parts) -> TableLook:
    """Return the document's own styles, for its lists; none where another program lost them."""
    try:
        return table_look(parse_part(parts[STYLES]), parse_part(parts[DOCUMENT]))
    except TemplateFault:
        return _PLAIN


def _written_now(
    before: Written,
    content: ReportContent,
    items: Mapping[str, Item],
    outcomes: Sequence[tuple[str, Outcome]],
) -> Written:
    """Return what the report was now given, or the same as before where that is no different.

    Of copies it is enough that one was given a value: it is then what was written.
    """
    values = dict(before.items)
    for id_ in dict(outcomes):
        new = items[id_].value
        given = [outcome.value for one, outcome in outcomes if one == id_]
        values[id_] = tuple(
            tuple(
                cell if any(_at(value, at, col) == cell for value in given) else first
                for col, (cell, first) in enumerate(zip(row, first_row, strict=False))
            )
            for at, (row, first_row) in enumerate(zip(new, given[0], strict=False))
        )
    offered = told_of((*before.offered, *items))
    now = Written(content.key, values, offered, text_digests(content), before.digest)
    return before if replace(now, before=before.before) == before else now


def _at(value: Value, row: int, col: int) -> str:
    return value[row][col] if row < len(value) and col < len(value[row]) else ""


def _refresh(place: Place, last: Value | None, item: Item, pen: Pen) -> Outcome:
    if place.table is not None and item.table is not None:
        unknown = tuple(("",) * len(row) for row in item.value)
        return refresh_table(place.table, last or unknown, item, pen)
    return _refresh_text(place, last, item, pen)


def _refresh_text(place: Place, last: Value | None, item: Item, pen: Pen) -> Outcome:
    new, now = seen(item.control), place.text
    if place.table is not None or item.table is not None:  # what was one is the other
        conflict = Conflict(item.id, item.title, "", now, new)
        return Outcome(last or (), conflicts=[conflict])
    if digest(now) == digest(new):
        return Outcome(item.value)
    if ((digest(now),),) != last:
        return Outcome(last or (), conflicts=[Conflict(item.id, item.title, "", now, new)])
    pen.write(place.runs, [run for run in live_runs(item.control) if says(run)])
    return Outcome(item.value, [Change(item.id, item.title, "", now, new)])


@dataclass(frozen=True)
class _Told:
    """What is to be told beside changes and conflicts."""

    items: Mapping[str, Item]
    written: Written
    places: Sequence[Place]
    content: ReportContent

    def new(self) -> tuple[str, ...]:
        """Name what has come since; the notes of tables are told with them."""
        new = {*told_of(self.items)} - {*self.written.offered}
        titles = [item.title for id_, item in self.items.items() if id_ in new]
        return _once([title for title in titles if not title.startswith(NOTE)])

    def gone(self) -> tuple[str, ...]:
        """Name what stands in the report and is no longer to be had."""
        gone = (place for place in self.places if place.id not in self.items)
        return _once([f"{place.title} [{place.id}]".lstrip() for place in gone])

    def deleted(self) -> tuple[str, ...]:
        """Name what a person has taken out."""
        missing = set(self.written.items) - {place.id for place in self.places}
        return _once([self.items[id_].title for id_ in self.items if id_ in missing])

    def texts(self) -> tuple[str, ...]:
        """Name what committees have written anew."""
        before = self.written.texts
        now = text_digests(self.content)
        titles = {id_: title for id_, title, _ in texts_of(self.content)}
        return _once([titles[id_] for id_ in now if now[id_] != before.get(id_, "")])


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
