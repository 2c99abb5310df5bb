"""A finished report read again: every part well-formed, and nothing that was printed is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.tables.prose import lines_of
from sheetplan.word.content import ReportContent
from sheetplan.word.control import table_id, tag_of
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


def omitted(content: ReportContent, printed: Sequence[str], ids: Collection[str]) -> Iterator[str]:
    """Name each chapter, goal and table that the template has no place for.

    A table is there if its id is among those of the report's controls.
    """
    all_printed = "\n".join(printed)
    headings = {chapter.id: chapter.heading for chapter in CHAPTERS}
    for key, texts in content.texts.items():
        if _is_left_out(texts, all_printed):
            yield f"avsnittet ”{headings.get(key, key)}”"
    for goal in content.goals:
        for subgoal in goal.subgoals:
            if _is_left_out(subgoal.analysis, all_printed):
                yield f"analysen av ”{clean(subgoal.name)}”"
    for table in content.tables():
        if tag_of(table_id(table)) not in ids:
            yield f"tabellen ”{clean(table.title)}”"


def _is_left_out(texts: Iterable[str], all_printed: str) -> bool:
    lines = (line for one in lines_of(map(clean, texts)) for line in re.split("[\n\t]", one.text))
    return any(line not in all_printed for line in lines)
