"""What the words of a document give away: gaps, addresses, lost references, cut sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.publishing.passage import Passage, PassageKind, WrittenDocument
from sheetplan.plan.rules import publishing_rules as rules
from sheetplan.plan.settings import MONTH_NAMES, Period
from sheetplan.schema.problem import Problem

_PROSE = frozenset({PassageKind.TEXT, PassageKind.ITEM, PassageKind.HEADING, PassageKind.CAPTION})

_PLACEHOLDER = re.compile(
    r"\b(?:kompletteras (?:senare|sedan|med|under|av|till|inför)\b(?: \w+)?|"
    r"(?:ska|skall|måste|bör|behöver) (?:kompletteras|fyllas i|skrivas|uppdateras av)\b|"
    r"(?:text|siffror|siffra|uppgift|uppgifter|tabell|diagram|bild|analys|kommentar) "
    r"(?:kommer|saknas ännu|tillkommer|infogas|läggs in|här)\b|"
    r"(?:text|siffror|underlag|uppgifter|analys) inväntas\b|^text saknas\b|"
    r"här (?:skriver|skrivs|fyller|infogas)\b|"
    r"klicka (?:här )?(?:eller tryck )?(?:här )?för att (?:ange|skriva|lägga till)\b|"
    r"lorem ipsum|TBD|TODO|N\.N\.|x{3,}|X{2,}(?= (?:procent|kronor|mnkr|tkr|%)))"
    r"|\[(?:[^\]\d][^\]]{0,60})?\]|<(?:[a-zåäö][^<>]{1,60})>|\{[{%][^}]*[%}]\}|\?{2,}|_{4,}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\\\\[\w.$-]+\\[^\s”\"]*|\b[A-Za-z]:\\[^\s”\"]+|\bfile:/+[^\s”\"]+|"
    r"\bhttps?://(?:localhost|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|intra|insidan|"
    r"[\w-]+(?:/|\s|$)|[\w.-]*\.(?:local|lan|internal)\b|[\w.-]*(?:intranat|intranet|sharepoint)"
    r"[\w.-]*)[^\s”\"]*",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:nedanstående|följande|ovanstående) (tabell|diagram|figur|bild)(?:en|m?et)?\b|"
    r"\b(tabell|diagram|figur|bild)(?:en|m?et) (?:nedan|ovan)\b|"
    r"\b(?:nedan|ovan) (tabell|diagram|figur)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(tabell|diagram|figur|bild) (\d{1,3})\b", re.IGNORECASE)
_CAPTION = re.compile(r"\s*(tabell|diagram|figur|bild)\s+(\d{1,3})\b", re.IGNORECASE)
_WORDS_OF_A_SENTENCE = 6
_ENDS_OPEN = re.compile(r"(?:[,;–-]|\b(?:och|att|som|är|med|för|av|en|ett|i|på|till|samt))$")
_ENDS_WELL = re.compile(r"[.!?:…”\")\]]$")

_MONTHS = "|".join(MONTH_NAMES)
_DAY = re.compile(
    rf"\b(?:den )?(?P<day>\d{{1,2}}) (?P<name>{_MONTHS}) (?P<year>20\d\d)\b|"
    rf"\b(?P<iso>20\d\d-\d\d-\d\d)\b|\b(?:i|under) (?P<month>{_MONTHS}) (?P<of>20\d\d)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:ska|skall|kommer att|planeras?|avser|väntas|förväntas|beräknas|senast)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:skulle|blev|blivit|har|hade|gjordes|startade|infördes|antogs|beslutade|slutfördes|"
    r"genomfördes|var|sedan)\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"[,;:(–]|\b(?:och|men|samt|medan|efter att)\b")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")


def check_wording(document: WrittenDocument, period: Period | None) -> Iterator[Problem]:
    """Yield what the words of a document leave open, in the document's order.

    Days are held against the period that it tells of, if it tells of one.
    """
    captions = _captions(document)
    for passage in document.passages:
        if passage.kind not in _PROSE:
            continue
        yield from _placeholders(document, passage)
        yield from _addresses(document, passage)
        if passage.kind in {PassageKind.TEXT, PassageKind.ITEM}:
            yield from _references(document, passage, captions)
            yield from _cut(document, passage)
            yield from _passed(document, passage, period) if period else ()
    yield from _empty_headings(document)


def _placeholders(document: WrittenDocument, passage: Passage) -> Iterator[Problem]:
    for found in _PLACEHOLDER.finditer(passage.words):
        facts = {"found": excerpt(found[0])}
        yield Problem(rules.REPORT_PLACEHOLDER, document.place(passage), facts)


def _addresses(document: WrittenDocument, passage: Passage) -> Iterator[Problem]:
    targets = " ".join(target for _, target in passage.links)
    for found in dict.fromkeys(m[0] for m in _ADDRESS.finditer(f"{passage.words} {targets}")):
        facts = {"found": excerpt(found.rstrip(".,;)"))}
        yield Problem(rules.REPORT_ADDRESS, document.place(passage), facts)


def _captions(document: WrittenDocument) -> frozenset[tuple[str, str]]:
    """Return what is captioned, as its kind and number; ``Tabell 3`` is ``("tabell", "3")``."""
    found = (_CAPTION.match(p.words) for p in document.passages if p.kind is PassageKind.CAPTION)
    return frozenset((match[1].casefold(), match[2]) for match in found if match)


def _references(
    document: WrittenDocument, passage: Passage, captions: frozenset[tuple[str, str]]
) -> Iterator[Problem]:
    own = [one for one in document.passages if one.under == passage.under]
    drawn = {PassageKind.TABLE, PassageKind.PICTURE}
    for found in _BELOW.finditer(passage.words):
        what = next(group for group in found.groups() if group).casefold()
        if not any(one.kind in drawn for one in own):
            none = "inget" if what == "diagram" else "ingen"
            yield _lost(document, passage, found[0], f"avsnittet har {none} {what}")
    for found in _NUMBERED.finditer(passage.words):
        if captions and (found[1].casefold(), found[2]) not in captions:
            yield _lost(document, passage, found[0], "det finns ingen med det numret")


def _lost(document: WrittenDocument, passage: Passage, found: str, missing: str) -> Problem:
    facts = {"found": found, "missing": missing}
    return Problem(rules.REPORT_REFERENCE, document.place(passage), facts)


def _cut(document: WrittenDocument, passage: Passage) -> Iterator[Problem]:
    """A whole paragraph ends with a mark; a list item may do without, unless it ends open."""
    last = passage.words.rstrip()
    if not last or "\t" in last or _ENDS_WELL.search(last):  # a tab: a label and its value
        return
    long = passage.kind is PassageKind.TEXT and len(last.split()) > _WORDS_OF_A_SENTENCE
    if (long and last[-1].isalpha()) or _ENDS_OPEN.search(last):
        facts = {"found": f"…{last[-50:].partition(' ')[2] or last}"}
        yield Problem(rules.REPORT_CUT, document.place(passage), facts)


def _passed(document: WrittenDocument, passage: Passage, period: Period) -> Iterator[Problem]:
    """A day that a clause speaks of as ahead, though the period has reached it."""
    for sentence in _SENTENCE.findall(passage.words):
        for found in _DAY.finditer(sentence):
            clause = _NEW_CLAUSE.split(sentence[: found.start()])[-1]
            day = _day(found)
            if day is None or day > period.ends or _BEHIND.search(clause):
                continue
            if _AHEAD.search(clause):
                facts = {"found": excerpt(sentence, 100), "ends": period.ends.isoformat()}
                yield Problem(rules.REPORT_PASSED, document.place(passage), facts)
                break


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["month"]:
            return date(int(found["of"]), MONTH_NAMES.index(found["month"].casefold()) + 1, 28)
        month = MONTH_NAMES.index(found["name"].casefold()) + 1
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def _empty_headings(document: WrittenDocument) -> Iterator[Problem]:
    """A heading with nothing under it, before the next on its level or above."""
    some = [p for p in document.passages if p.words.strip() or p.kind is PassageKind.TABLE]
    for at, passage in enumerate(some):
        if passage.kind is not PassageKind.HEADING:
            continue
        after = some[at + 1] if at + 1 < len(some) else None
        is_next = after is not None and after.kind is PassageKind.HEADING
        if after is None or (is_next and after.level <= passage.level):
            facts = {"found": excerpt(passage.words)}
            yield Problem(rules.REPORT_EMPTY, document.place(passage), facts)
