"""What a text says outright of its goal: that it is met, partly met or not, now or at year's end.

Few sentences are understood, and those with care: one with a condition, a doubt, a quotation,
another year, another goal, a part of the goal or somebody else's opinion says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheetplan.plan import claim_patterns as words
from sheetplan.plan.claim_patterns import When, between, month_phrases, vouching, wordings
from sheetplan.plan.settings import MONTH_NAMES, Period
from sheetplan.plan.words import Current

MET = frozenset({Current.MET.name})
PARTLY = frozenset({Current.PARTLY.name})
UNMET = frozenset({Current.PARTLY.name, Current.NOT_MET.name})
ANY_GOAL = "målet"
_LONGEST = 600

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9”\"–])|\n+")
_QUOTED = re.compile(r"[”“\"«][^”“\"«»]*[”“\"»]")
_BREAK = re.compile(r"[;:–()]|\bmen\b|\bmedan\b|, och\b|, så\b")
_CONDITION = re.compile(r"(?:om|ifall|när|först när|så länge|innan)\b")
_DOUBT = re.compile(
    r"\b(?:skulle|risk\w*|kanske|möjligen|eventuellt|osäker\w*|oklar\w*|huruvida|ifall|såvida|"
    r"förutsatt|förutsättning\w*|hoppas|ambition\w*|indikator\w*|mätetal\w*)\b"
)
_OTHER_TIME = re.compile(
    r"\b(?:nästa|förra|föregående|tidigare|fjol\w*|vår(?:en|as)|sommar(?:en|as)|mandatperiod\w*|"
    r"på sikt|långsiktig\w*)\b"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_OTHER_GOAL = re.compile(r"\b(?:ett|eget|internt|lokalt)(?: \w+)? mål\b|\bmålet (?:är|var) att\b")
_COMPOUND = re.compile(r"\b(\w{2,}mål)(?:et)?\b")
_NEW_CLAUSE = re.compile(
    r"(?:^|[,;:–(]|\b(?:och|men|samt|medan|eftersom|varför|även om)|\b(?:därför|trots) att)\s*$"
)
_PART = re.compile(
    r"\b(?:i|inom|för|på|vid|under|hos|bland|avseende|gällande|beträffande|rörande|gäller|utan|"
    r"enligt|med|av|om|när)\b"
)
_CAUSE = re.compile(
    r"\b(?:på grund av|till följd av|med anledning av|med (?:nuvarande|dagens)|av (?:dessa|detta)|"
    r"enligt (?:prognosen|nämndens bedömning|vår bedömning)|även om)\b"
)
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:!–()]|(?:eftersom|då|därför|trots|tack vare|genom|på grund av|till följd av|"
    r"med anledning av|utifrån|baserat|vilket|och|men|medan|samt|även om)\b)"
)
_EXCEPT = re.compile(
    r"\b(?:utom|förutom|undantag\w*|bortsett|men (?:inte|ej|bara|endast))\b|, om\b"
)


@dataclass(frozen=True)
class Claim:
    """A sentence that says how a goal stands; ``fits`` names the judgements that agree with it."""

    sentence: str
    when: When
    fits: frozenset[str]


@dataclass(frozen=True)
class Reader:
    """Reads texts of one goal in one period.

    Attributes:
        goal: the words for the goal itself, such as ``målet`` and ``delmålet``.
    """

    goal: tuple[str, ...]
    period: Period

    def claims(self, text: str) -> Iterator[Claim]:
        """Yield what each sentence of a text says outright."""
        before = ""
        for part in _SENTENCES.split(text):
            sentence = " ".join(part.split())
            plain = _QUOTED.sub("…", sentence).casefold()
            if not (_says_nothing(plain) or self._strays(before, plain)):
                yield from self._said(sentence, plain)
            before = plain

    def _strays(self, before: str, plain: str) -> bool:
        """Tell whether ”målet” may be another goal, that the sentence before is about."""
        if any(word in plain for word in self.goal if word != ANY_GOAL):
            return False
        compounds = {word for word in _COMPOUND.findall(before) if not self._is_own(word)}
        return bool(compounds) or _OTHER_GOAL.search(before) is not None

    def _is_own(self, compound: str) -> bool:
        return any(word.startswith(compound) for word in self.goal)

    def _said(self, sentence: str, plain: str) -> Iterator[Claim]:
        if not any(word in plain for word in self.goal):
            return
        for wording in wordings(self.goal, self.period.month):
            for found in wording.found(plain):
                claim = self._claim(sentence, wording.when, found)
                if claim is not None:
                    yield claim

    def _claim(self, sentence: str, when: When, found: re.Match[str]) -> Claim | None:
        before, after = found.string[: found.start()], found.string[found.end() :]
        front, tail = _BREAK.split(before)[-1], _BREAK.split(after)[0]
        clause = f"{front}{found[0]}{tail}"
        judged = vouching(self.period.month).search(before)
        if judged is None and not _stands_alone(found, front, self.period.month):
            return None
        if not _GOES_ON.match(after) or _EXCEPT.search(after):
            return None
        if _DOUBT.search(clause) or self._is_of_another_time(clause):
            return None
        said = f"{judged[0] if judged else ''} {found[0]}"
        fits = _fits(said, is_denial="denied" in found.re.groupindex)
        return None if fits is None else Claim(sentence, self._time(when, front, found[0]), fits)

    def _is_of_another_time(self, clause: str) -> bool:
        own_year = {str(self.period.ends.year)}
        other_months = {*MONTH_NAMES} - {MONTH_NAMES[self.period.month - 1], MONTH_NAMES[-1]}
        is_other_month = not other_months.isdisjoint(re.findall(r"\w+", clause))
        is_other_year = bool({*_YEARS.findall(clause)} - own_year)
        return is_other_month or is_other_year or _OTHER_TIME.search(clause) is not None

    def _time(self, when: When, front: str, said: str) -> When:
        """Return the time of the verb, unless another is told, by the claim itself or before."""
        now = (*words.NOW, *month_phrases(self.period.month), "ännu", "fortfarande", "redan")
        this_year = (*words.THIS_YEAR, str(self.period.ends.year))
        for text in (said, front):
            if _has(text, (*words.YEAR_END, "prognosen", "prognos")):
                return When.YEAR_END
            if _has(text, now):
                return When.NOW
            if when is When.EITHER and _has(text, this_year):
                return When.YEAR_END
        return when


def _says_nothing(plain: str) -> bool:
    """Tell whether a sentence is a question, a condition or too long to be one sentence."""
    return len(plain) > _LONGEST or plain.endswith("?") or _CONDITION.match(plain) is not None


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    return re.search(rf"\b(?:{'|'.join(phrases)})\b", text) is not None


def _stands_alone(found: re.Match[str], front: str, month: int) -> bool:
    """Tell whether a clause of its own begins here, with nothing before that narrows it."""
    if found[0].startswith("räcker"):
        return True
    if "inverted" not in found.re.groupindex:
        return _NEW_CLAUSE.search(found.string[: found.start()]) is not None
    fronted = re.sub(between(month), "", _CAUSE.sub("", f" {front}"))
    return bool(front.strip()) and not _PART.search(fronted)


def _fits(said: str, *, is_denial: bool) -> frozenset[str] | None:
    """Return the judgements that agree with a claim; None where it says too little."""
    denials = len(re.findall(rf"\b(?:{'|'.join(words.NOT)})\b", said))
    partly = _has(said, words.PARTLY)
    if denials > 1 or (denials and (partly or _has(said, words.ONLY))):
        return None
    if denials:
        return UNMET
    if is_denial:
        return None
    return PARTLY if partly else MET
