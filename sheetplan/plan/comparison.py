"""A target that compares (jämför): ”Högre än föregående år”, ”Motsvara rikets genomsnitt”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Side(Enum):
    """On which side of what it is compared with an outcome is better."""

    HIGHER = "högre"
    LOWER = "lägre"
    BETTER = "bättre"  # as the indicator's direction says


class Versus(Enum):
    """What a target compares with."""

    PREVIOUS = "föregående år"
    YEAR = "ett visst år"
    BASELINE = "utgångsvärdet"
    BENCHMARK = "ett jämförelsevärde"


@dataclass(frozen=True)
class Comparison:
    """What words compare with, and how.

    Attributes:
        year: of ``Versus.YEAR``, such as ``2023``.
        is_equal_enough: the words say that an equal outcome meets the target.
    """

    side: Side
    versus: Versus
    year: str = ""
    is_equal_enough: bool = False


_SIDES = {
    Side.HIGHER: "högre|fler|mer|större|längre|över(?:stiga|stiger)?",
    Side.LOWER: "lägre|färre|mindre|kortare|under(?:stiga|stiger)?",
    Side.BETTER: "bättre|sämre",
}
_SIDE = "|".join(_SIDES.values())
_START = r"(?:ska(?:ll)? )?(?:vara |ligga |bli )?"
_ALIKE = (
    r"(?:motsvara|i nivå med|i paritet med|lika med|"
    r"lika (?:bra|hög[at]?|låg[at]?|stor[at]?|många|få|lång[at]?) som)"
)
_THAN = re.compile(
    rf"{_START}(?P<side>{_SIDE})(?: än)?(?P<equal> eller {_ALIKE})? (?P<than>.+)", re.IGNORECASE
)
_NOT = re.compile(
    rf"{_START}(?:inte|ej) (?:vara )?(?P<side>{_SIDE})(?: än)? (?P<than>.+)", re.IGNORECASE
)
_AS = re.compile(
    rf"{_START}(?P<least>minst )?{_ALIKE}(?: eller (?P<or>{_SIDE})(?: än)?)? (?P<than>.+?)"
    rf"(?: eller (?P<or_last>{_SIDE}))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_OTHERS = re.compile(
    r"\briket|rikssnitt|genomsnitt|\bsnitt|median|medel|jämför|nationell|\blandet|\bsverige|"
    r"\blänet|regioner\b|regionerna|kommuner\b|kommunerna",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(r"\bföregående\b|\bförra\b|\bfjol|\bi fjol\b", re.IGNORECASE)
_KNOWN = re.compile(
    r"\btidigare\b|utgångs|nuläge|baslinje|\bidag\b|\bi dag\b|\bdagens\b|nuvarande", re.IGNORECASE
)
_SEVERAL = re.compile(r"\b(?:och|samt|eller|men)\b|[;,]", re.IGNORECASE)
_OPPOSITE = {Side.HIGHER: Side.LOWER, Side.LOWER: Side.HIGHER, Side.BETTER: Side.BETTER}


def read_comparison(body: str) -> Comparison | None:
    """Read words that certainly compare with one thing, or return None."""
    text = body.rstrip(".")
    alike, negated, than = (p.fullmatch(text) for p in (_AS, _NOT, _THAN))
    if alike:
        more = alike["or"] or alike["or_last"] or ""
        side = _side(more) if more else Side.BETTER
        return _against(alike["than"], side, is_equal_enough=bool(alike["least"] or more))
    if negated:
        side = _OPPOSITE[_side(negated["side"])]
        return _against(negated["than"], side, is_equal_enough=True)
    if than and than["side"].casefold() != "sämre":
        return _against(than["than"], _side(than["side"]), is_equal_enough=bool(than["equal"]))
    return None


def _side(word: str) -> Side:
    return next(side for side, words in _SIDES.items() if re.fullmatch(words, word, re.IGNORECASE))


def _against(than: str, side: Side, *, is_equal_enough: bool) -> Comparison | None:
    """Tell what is compared with; None where it is not known to be one value."""
    years = _YEAR.findall(than)
    if len(years) > 1 or re.search(r"\d", _YEAR.sub("", than)) or _SEVERAL.search(than):
        return None
    if _OTHERS.search(than):
        return Comparison(side, Versus.BENCHMARK, is_equal_enough=is_equal_enough)
    if years:
        return Comparison(side, Versus.YEAR, years[0], is_equal_enough=is_equal_enough)
    for pattern, versus in ((_PREVIOUS, Versus.PREVIOUS), (_KNOWN, Versus.BASELINE)):
        if pattern.search(than):
            return Comparison(side, versus, is_equal_enough=is_equal_enough)
    return None
