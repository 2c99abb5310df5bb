"""A committee's report in Word: the secretary's template, filled in, completed and read again."""

from __future__ import annotations

from dataclasses import dataclass

from sheetplan.word.content import ReportContent
from sheetplan.word.context import Context, report_context
from sheetplan.word.finishing import finish, prepare
from sheetplan.word.lists import settle_lists
from sheetplan.word.look import table_look
from sheetplan.word.memory import remember
from sheetplan.word.ooxml import clean, w
from sheetplan.word.package import (
    DOCUMENT,
    STYLES,
    Parts,
    parse_part,
    read_parts,
    stories,
    write_parts,
)
from sheetplan.word.picture import draw_charts
from sheetplan.word.proof import omitted, require_printed
from sheetplan.word.rendering import fill
from sheetplan.word.spare_styles import lend_styles
from sheetplan.word.tags import check_tags
from sheetplan.word.written import Written, items_in, text_digests, told_of


@dataclass(frozen=True)
class Report:
    """A finished document.

    Attributes:
        omitted: what the template had no place for, named in Swedish.
        written: what stands in it by our hand, to know later what a person has changed.
    """

    document: bytes
    omitted: tuple[str, ...]
    written: Written


def write_report(template: bytes, content: ReportContent, spare: bytes = b"") -> Report:
    """Write a report; the same template and content give the same bytes.

    ``spare`` is a template that lends the styles that the first one lacks.

    Raises:
        TemplateFault: the template cannot be used; the sentence says why.
        LostText: a text that the template prints did not reach the document.
    """
    parts = prepare(read_parts(template))
    check_tags(parts, {clean(figure.id) for figure in content.figures})
    if spare:
        parts = lend_styles(parts, spare)
    look = table_look(parse_part(parts[STYLES]), parse_part(parts[DOCUMENT]))
    context = report_context(content, look)
    filled = fill(write_parts(parts), context)
    finished = settle_lists(finish(read_parts(filled.document), content))
    written = _written(content, context, finished)
    report = write_parts(remember(draw_charts(finished, content.all_charts()), written))
    require_printed(report, filled.printed)
    return Report(report, tuple(omitted(content, filled.printed, written.items)), written)


def _written(content: ReportContent, context: Context, parts: Parts) -> Written:
    offered = {item.id: item for item in items_in(context)}
    tags = (tag for story in stories(parts).values() for tag in story.iter(w("tag")))
    ids = (tag.get(w("val"), "") for tag in tags)
    items = {id_: offered[id_].value for id_ in ids if id_ in offered}
    return Written(content.key, items, told_of(offered), text_digests(content))
