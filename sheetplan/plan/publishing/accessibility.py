"""What stops a reader with an aid: EN 301 549 and WCAG 2.1, as far as a document shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.publishing.passage import Passage, PassageKind, WrittenDocument
from sheetplan.plan.rules import publishing_rules as rules
from sheetplan.schema.problem import Problem

_VAGUE = re.compile(r"(?:klicka )?här|läs mer|mer|länk(?:en)?|https?://\S{30,}", re.IGNORECASE)
_BLANKS = 2


def check_accessibility(document: WrittenDocument) -> Iterator[Problem]:
    """Yield what is missing for those who listen to a document or see it poorly."""
    yield from _properties(document)
    yield from _levels(document)
    for passage in document.passages:
        yield from _drawn(document, passage)
        for words, _ in passage.links:
            if _VAGUE.fullmatch(words.strip()):
                facts = {"found": excerpt(words)}
                yield Problem(rules.REPORT_LINK, document.place(passage), facts)
    yield from _blanks(document)


def _properties(document: WrittenDocument) -> Iterator[Problem]:
    if not document.title.strip():
        yield Problem(rules.REPORT_TITLE, document.place())
    if not document.language.casefold().startswith("sv"):
        yield Problem(rules.REPORT_LANGUAGE, document.place())


def _levels(document: WrittenDocument) -> Iterator[Problem]:
    before = 0
    for passage in document.passages:
        if passage.kind is not PassageKind.HEADING:
            continue
        if passage.level > before + 1:
            place, found = document.place(passage), excerpt(passage.words)
            facts = {"found": found, "level": str(passage.level), "wanted": str(before + 1)}
            yield Problem(rules.REPORT_LEVEL, place, facts)
        before = passage.level


def _drawn(document: WrittenDocument, passage: Passage) -> Iterator[Problem]:
    place, facts = document.place(passage), {"found": excerpt(passage.words)}
    if passage.kind is PassageKind.PICTURE and not passage.words.strip():
        yield Problem(rules.REPORT_PICTURE, place)
    if passage.kind is PassageKind.TABLE and not passage.has_header:
        yield Problem(rules.REPORT_HEADER_ROW, place, facts)
    if passage.kind is PassageKind.TABLE and not passage.is_even:
        yield Problem(rules.REPORT_MERGED, place, facts)


def _blanks(document: WrittenDocument) -> Iterator[Problem]:
    def is_blank(passage: Passage) -> bool:
        return passage.kind is PassageKind.TEXT and not passage.words.strip()

    for blank, run in groupby(document.passages, is_blank):
        some = tuple(run)
        if blank and len(some) >= _BLANKS:
            facts = {"count": str(len(some))}
            yield Problem(rules.REPORT_BLANKS, document.place(some[0]), facts)
