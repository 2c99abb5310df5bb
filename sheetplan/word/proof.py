"""A finished report read again: every part well-formed, and nothing that was printed is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.word.content import ReportContent
from sheetplan.word.context import paragraphs
from sheetplan.word.fault import LostText
from sheetplan.word.ooxml import clean, text_of, w
from sheetplan.word.package import parse_part, read_parts


def require_printed(report: bytes, printed: Sequence[str]) -> None:
    """Read a report and find in it all that the template's tags printed.

    Raises:
        LostText: a text is not there, or not as many times as it should be.
    """
    parts = read_parts(report).items()
    read = [parse_part(data) for name, data in parts if name.endswith((".xml", ".rels"))]
    found = "\n".join(text_of(p) for part in read for p in part.iter(w("p")))
    for text, times in Counter(text for text in printed if text.strip()).items():
        if found.count(text) < times:
            raise LostText(text)


def omitted(content: ReportContent, printed: Sequence[str]) -> Iterator[str]:
    """Name each chapter, goal and table that the template has no place for."""
    all_printed = "\n".join(printed)
    headings = {chapter.id: chapter.heading for chapter in CHAPTERS}
    for key, texts in content.texts.items():
        if any(text not in all_printed for text in paragraphs(texts)):
            yield f"avsnittet ”{headings.get(key, key)}”"
    for goal in content.goals:
        for subgoal in goal.subgoals:
            if any(text not in all_printed for text in paragraphs(subgoal.analysis)):
                yield f"analysen av ”{clean(subgoal.name)}”"
    for table in content.tables():
        if clean(table.title).strip() not in all_printed:
            yield f"tabellen ”{clean(table.title)}”"
