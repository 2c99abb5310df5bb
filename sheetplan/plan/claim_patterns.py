"""How Swedish reports say that a goal is met or not: the words and the order they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from sheetplan.plan.settings import MONTH_NAMES


class When(Enum):
    """What time a claim is about."""

    NOW = "now"
    YEAR_END = "year end"
    EITHER = "either"


NOT = ("inte", "ej", "icke", "aldrig", "långt ifrån", "långt från")
PARTLY = ("delvis", "till viss del", "till en del", "i viss mån", "i vissa delar")
ONLY = ("bara", "endast", "enbart")
YEAR_END = (
    "vid årets slut", "till årets slut", "före årets slut", "innan årets slut", "vid årsskiftet",
    "i slutet av året", "till årsskiftet", "före årsskiftet", "innan årsskiftet", "i december",
    "för helåret", "på helåret", "på helår", "för helår", "under hösten", "i höst",
    "under resten av året", "vid utgången av året",
)  # fmt: skip
THIS_YEAR = ("i år", "under året", "för året")
NOW = (
    "nu", "just nu", "i dag", "idag", "i dagsläget", "i nuläget", "för närvarande",
    "vid periodens slut", "under perioden", "för perioden", "vid tertial två", "vid tertialet",
    "vid tertialets slut", "vid delårsrapporteringen", "vid delårsrapportering", "vid delår",
    "vid delåret", "vid delårsrapport", "vid delårsrapporten",
)  # fmt: skip
_OF_MONTH = (
    "i {}", "per {}", "per sista {}", "efter {}", "till och med {}", "vid utgången av {}",
    "vid {} månads slut", "vid slutet av {}",
)  # fmt: skip
_FILLERS = (
    "helt", "fullt ut", "helt och hållet", "till fullo", "riktigt", "i sin helhet", "som helhet",
    "ännu", "fortfarande", "än", "redan", "ens", "heller", "längre", "på långa vägar", "därmed",
    "därför", "alltså", "således", "dock", "också", "även", "sammantaget", "troligen",
    "troligtvis", "sannolikt", "förmodligen", "trots det", "trots detta", "hittills",
)  # fmt: skip

_DECEMBER = 12
_AGENT = "(?:vi|nämnden|styrelsen|regionen|förvaltningen|verksamheten)"
_DONE = "(?:uppfyll[td]|uppnå(?:tt|dd)|nå(?:tt|dd)|infria[td])"
_BEEN = f"(?:uppfyllts|uppnåtts|nåtts|infriats|blivit {_DONE})"
_BECOME = "(?:uppfyllas|uppnås|nås|infrias)"
_BE_MET = f"(?:{_BECOME}|(?:vara|bli|ha blivit)<A> {_DONE}|ha {_BEEN})"
_MEET = "(?:nå(?: upp till| fram till)?|uppnå|uppfylla|infria|klara)"
_EXPECTED = "(?:väntas|förväntas|beräknas|prognostiseras|antas)"
_WILL = "(?: att)?<A>(?: kunna<A>)?"

# A verb and what follows it. The goal, or who is to meet it, stands before the verb or right
# after it; <A> is where such words as ”ännu inte”, ”delvis” and ”i augusti” may stand.
_PASSIVE = (
    (When.NOW, "är", f" {_DONE}"),
    (When.NOW, "har", f" {_BEEN}"),
    (When.NOW, "(?:bedöms|anses)", f"(?: som| vara)?<A> {_DONE}"),
    (When.EITHER, "(?:uppfylls|uppnås|nås|infrias)", ""),
    (When.EITHER, "bedöms", f"(?: kunna)?<A> {_BECOME}"),
    (When.YEAR_END, "kommer", f"{_WILL} {_BE_MET}"),
    (When.YEAR_END, _EXPECTED, f"{_WILL} {_BE_MET}"),
    (When.YEAR_END, "ser", f" ut{_WILL} {_BE_MET}"),
    (When.YEAR_END, "blir", f" {_DONE}"),
)
_AFTERWARDS = (  # in the report of the whole year
    (When.NOW, "(?:uppfylldes|uppnåddes|nåddes|infriades)", ""),
    (When.NOW, "blev", f" {_DONE}"),
)
_ACTIVE = (
    (When.EITHER, "(?:når|uppnår|uppfyller|infriar|klarar)", "(?: upp till| fram till)?"),
    (When.NOW, "har", " (?:nått(?: upp till)?|uppnått|uppfyllt|infriat|klarat)"),
    (When.YEAR_END, "kommer", f"{_WILL} {_MEET}"),
    (When.YEAR_END, f"(?:{_EXPECTED}|bedöms)", f"{_WILL} {_MEET}"),
    (When.YEAR_END, "ser", f" ut{_WILL} {_MEET}"),
)
_ONLY_DENIED = (  # a word of each and all of it; without a ”not” they say too little
    ("kan", f"<S><A> kan<A> {_BE_MET}<A>"),
    ("(?:kan|går)", f"(?:{_AGENT} kan|det går|går det)<A>(?: att)? {_MEET} <S><A>"),
    ("möjligt", f"det är<A> möjligt<A> att {_MEET} <S><A>"),
    ("räcker", f"räcker<A> (?:för|till)<A> att {_MEET} <S><A>"),
)
_OWN_JUDGEMENT = (
    "(?:^|[,;:–] ?|och |men )(?:(?:den|en|vår|nämndens|styrelsens|samlade?|sammantagna|"
    "sammanvägda) )*(?:bedömning|bedömningen|slutsats|slutsatsen|prognos|prognosen)<A> är<A>"
)
_VOUCHING = (
    f"{_AGENT}<A> (?:bedömer|konstaterar|ser|anser|räknar<A> med)<A>",
    f"(?:bedömer|konstaterar|räknar) {_AGENT}<A>(?: med)?",
    _OWN_JUDGEMENT,
    "(?:uppföljningen|underlaget|resultatet|resultaten|sammanställningen) visar<A>",
    "(?:vilket|detta|det)<A> (?:innebär|betyder|medför|gör)<A>",
    "(?:det|sammantaget) bedöms<A>|på grund av|till följd av",
)


def month_phrases(month: int) -> tuple[str, ...]:
    """Return how the end of the period is said: ``i augusti``, ``per sista augusti``."""
    return tuple(phrase.format(MONTH_NAMES[month - 1]) for phrase in _OF_MONTH)


@cache
def between(month: int) -> str:
    """Return a pattern of the words that may stand between the others."""
    phrases = (*NOT, *PARTLY, *ONLY, *_FILLERS, *YEAR_END, *THIS_YEAR, *NOW, *month_phrases(month))
    longest_first = sorted(phrases, key=len, reverse=True)
    return rf"(?: (?:{'|'.join(longest_first)}|(?:under )?20\d\d)\b)*"


@cache
def vouching(month: int) -> re.Pattern[str]:
    """Return a pattern of the words before ”att” that vouch for what follows."""
    joined = "|".join(f"(?:{words})" for words in _VOUCHING)
    return re.compile(rf"(?:{joined.replace('<A>', between(month))}) att\s*$")


@dataclass(frozen=True)
class Wording:
    """A way of saying how a goal stands.

    Attributes:
        needs: a pattern of a word that it cannot be said without; most sentences lack it.
        whole: the pattern of all of it, which takes long to compile.
    """

    when: When
    needs: str
    whole: str

    def found(self, plain: str) -> Iterator[re.Match[str]]:
        """Find it in a sentence."""
        return _compiled(self.whole).finditer(plain) if re.search(self.needs, plain) else iter(())


@cache
def _compiled(whole: str) -> re.Pattern[str]:
    return re.compile(whole)


@cache
def wordings(goal: tuple[str, ...], month: int) -> tuple[Wording, ...]:
    """Return the ways of saying how a goal stands, each with its time.

    A pattern with a group ``inverted`` has the verb first; one with ``denied`` needs a ”not”.
    """
    own = rf"\b(?:hela |detta |det här )?(?:{'|'.join(map(re.escape, goal))})\b"
    made = [(When.NOW, _DONE, rf"^{own}<A> {_DONE}\b<A>(?=[.]?$)")]
    for when, verb, rest in _PASSIVE + (_AFTERWARDS if month == _DECEMBER else ()):
        made.append((when, verb, rf"{own}<A> {verb}\b<A>{rest}\b<A>"))
        made.append((when, verb, rf"(?P<inverted>\b{verb}\b)<A> {own}<A>{rest}\b<A>"))
    for when, verb, rest in _ACTIVE:
        made.append((when, verb, rf"\b{_AGENT}<A> {verb}\b<A>{rest}<A> {own}<A>"))
        made.append((when, verb, rf"(?P<inverted>\b{verb}\b)<A> {_AGENT}<A>{rest}<A> {own}<A>"))
    for word, pattern in _ONLY_DENIED:
        denied = rf"(?P<denied>)\b{pattern.replace('<S>', own)}"
        made.append((When.EITHER, word, denied))
    return tuple(
        Wording(when, rf"\b{word}\b", pattern.replace("<A>", between(month)))
        for when, word, pattern in made
    )
