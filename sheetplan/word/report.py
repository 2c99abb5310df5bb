"""A committee's report in Word: the secretary's template, filled in, completed and read again."""

from __future__ import annotations

from dataclasses import dataclass

from sheetplan.word.content import ReportContent
from sheetplan.word.context import report_context
from sheetplan.word.finishing import finish, prepare
from sheetplan.word.lists import settle_lists
from sheetplan.word.look import table_look
from sheetplan.word.package import DOCUMENT, STYLES, parse_part, read_parts, write_parts
from sheetplan.word.picture import draw_charts
from sheetplan.word.proof import omitted, require_printed
from sheetplan.word.rendering import fill
from sheetplan.word.spare_styles import lend_styles
from sheetplan.word.tags import check_tags


@dataclass(frozen=True)
class Report:
    """A finished document, and what the template had no place for, named in Swedish."""

    document: bytes
    omitted: tuple[str, ...]


def write_report(template: bytes, content: ReportContent, spare: bytes = b"") -> Report:
    """Write a report; the same template and content give the same bytes.

    ``spare`` is a template that lends the styles that the first one lacks.

    Raises:
        TemplateFault: the template cannot be used; the sentence says why.
        LostText: a text that the template prints did not reach the document.
    """
    parts = prepare(read_parts(template))
    check_tags(parts)
    if spare:
        parts = lend_styles(parts, spare)
    look = table_look(parse_part(parts[STYLES]), parse_part(parts[DOCUMENT]))
    filled = fill(write_parts(parts), report_context(content, look))
    finished = settle_lists(finish(read_parts(filled.document), content))
    report = write_parts(draw_charts(finished, content.all_charts()))
    require_printed(report, filled.printed)
    return Report(report, tuple(omitted(content, filled.printed)))
