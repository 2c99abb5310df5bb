"""How alike two Swedish names are, from 0 to 1, and which words tell them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile, zip_longest
from math import log

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENUMERATED = re.compile(r"\s*(?:mål(?:område)?\s+)?\d+(?:\.\d+)*[.:]?\s+(?=\D)", re.IGNORECASE)
_SHY = "\u00ad"

# Words that bind and say little; what is left without them tells what a name is about.
_BIND = """
    att av de den det dess deras detta du då där en ett från för genom ha han har hos hur här i in
    inom kring med men mellan ner när om på ska som sin sina sitt så till upp ur ut utifrån utan
    vad var vara vi via vid vår våra vårt är än åt och samt eller per under över
"""
# A name that gains or loses one of these counts more or less than before.
_LIMIT = """
    alla samtliga varje båda endast bara enbart egen egna eget extern externa intern interna
    fristående kommunal kommunala offentlig offentliga privat privata mycket ganska helt delvis
    minst högst per exklusive inklusive utom förutom
"""
# What a number is a limit of; any other number (årskurs 3, 2-åringar) tells what is counted.
_QUANTIFY = """
    procent procentenheter % dag dagar dygn vecka veckor månad månader år timme timmar minuter
    kronor kr kg ton gånger tusen miljoner mnkr tkr
"""
_BINDING, _LIMITING = frozenset(_BIND.split()), frozenset(_LIMIT.split())
_QUANTITIES, _JOINING = frozenset(_QUANTIFY.split()), frozenset({"och", "samt", "eller"})
_MEASURES = {"antal": "antal", "antalet": "antal", "andel": "andel", "andelen": "andel"}
_GENERAL = frozenset({*_MEASURES, "%", "procent", "utfall", "medelvärde", "genomsnitt"})
# Words of one line shut each other out: names that use different ones are of two matters.
_CONTRASTS = tuple(
    tuple(line.split())
    for line in (
        "medarbetar chef patient brukar elev barn ungdom vuxn äldre kvinn män anhörig företag",
        "inventer planer påbörj genomför avslut inkom bevilj avsl anmäl",
        "förskol grundskol gymnasi vuxenutbildning högskol",
        "primärvård slutenvård öppenvård folktandvård äldreomsorg hemtjänst",
        "öka minsk",
    )
)
_ENDING = 4  # letters that a bent word may have beyond its stem
_STEM, _ALIKE, _COMPOUND, _BENT = 5, 0.6, 0.6, 0.8
_WORDS_COUNT = 0.7  # the rest is for letters, which see through hyphens and slips of the pen
_GUARD, _HEAD_GUARD = 0.6, 0.85


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return a name without case, blanks, hyphens and quotation marks: equal is the same name."""
    return "".join(_TOKEN.findall(name.replace(_SHY, "").casefold()))


@lru_cache(maxsize=4096)
def _places(name: str) -> tuple[tuple[int, int], ...]:
    """Return where the words stand that likeness is judged by: no year, no number in front."""
    front = _ENUMERATED.match(name)
    found = _TOKEN.finditer(name, front.end() if front else 0)
    return tuple(word.span() for word in found if not _YEAR.fullmatch(word[0]))


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(name[start:end].casefold() for start, end in _places(name))


@dataclass(frozen=True)
class Likeness:
    """Judges names; a word that few of the plans' names have weighs more than a common one."""

    common: Counter[str]

    @classmethod
    def among(cls, names: Iterable[str]) -> Likeness:
        """Learn how common each word is in all names of the two plans."""
        return cls(Counter(word for name in names for word in set(_words(name))))

    def __call__(self, old: str, new: str) -> float:
        """Return 1 for the same name, less for every word that has no counterpart."""
        if folded(old) == folded(new):
            return 1.0
        a, b = _words(old), _words(new)
        matched = sum(
            (self._weight(a[i]) + self._weight(b[j])) * like for i, j, like in _counterparts(a, b)
        )
        whole = sum(map(self._weight, (*a, *b)))
        letters = _dice("".join(a), "".join(b))
        like = _WORDS_COUNT * matched / whole if whole else 0.0
        return (like + (1 - _WORDS_COUNT) * letters) * _guard(a, b)

    def _weight(self, word: str) -> float:
        rarity = 1 / (1 + log(max(1, self.common[word]), 8))
        if word in _BINDING:
            return 0.1
        return rarity * (0.4 if word in _GENERAL else 1.0)


def changed_phrases(old: str, new: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what each name says that the other does not, as it is written there."""
    return tuple(  # type: ignore[return-value]  # two names give two
        _phrases(name, places)
        for name, places in zip((old, new), _unmatched(old, new), strict=True)
    )


def has_other_scope(old: str, new: str) -> bool:
    """Tell whether a name seems to count something else: other people, places or limits."""
    sides = zip((old, new), _unmatched(old, new), strict=True)
    gone, come = ([_words(name)[place] for place in places] for name, places in sides)
    if any(word in _LIMITING or word[0].isdigit() for word in (*gone, *come)):
        return True
    joined = any(not _JOINING.isdisjoint(side) and _about(side) for side in (gone, come))
    return joined or bool(_about(gone) and _about(come))


def _unmatched(old: str, new: str) -> tuple[list[int], list[int]]:
    """Return the places of the words that have no counterpart in the other name."""
    a, b = _words(old), _words(new)
    pairs = _counterparts(a, b)
    left, right = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    return [i for i in range(len(a)) if i not in left], [
        j for j in range(len(b)) if j not in right
    ]


def _phrases(name: str, places: list[int]) -> tuple[str, ...]:
    """Join words that stand side by side; leave out those that only bind."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    words, spans = _words(name), _places(name)
    telling = [run for run in runs if any(words[place] not in _BINDING for place in run)]
    return tuple(name[spans[run[0]][0] : spans[run[-1]][1]] for run in telling or runs)


def measure_of(name: str) -> str:
    """Return ``antal`` or ``andel`` where a name begins with it, otherwise nothing."""
    return _MEASURES.get(next(iter(_words(name)), ""), "")


def _about(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that say what a name is about."""
    return tuple(word for word in words if word not in _BINDING and word not in _GENERAL)


@lru_cache(maxsize=65536)
def _counterparts(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[int, int, float], ...]:
    """Pair the words of two names, the most alike first, each with one at most."""
    alike = [
        (like, -abs(i - j), sorted((x, y)), i + j, i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if (like := _word_likeness(*sorted((x, y))))
    ]
    left, right, found = set[int](), set[int](), list[tuple[int, int, float]]()
    for like, *_, i, j in sorted(alike, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j, like))
    return tuple(found)


@lru_cache(maxsize=65536)
def _word_likeness(a: str, b: str) -> float:
    """Return 1 for one word, less for a bent, misspelt or compound one, 0 for two words."""
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if len(short) < _STEM or not (a + b).isalpha():
        bent = len(short) > 2 and long.startswith(short) and len(long) - len(short) <= _ENDING  # noqa: PLR2004
        return _BENT if bent and a.isalpha() else 0.0
    prefix = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    like = max(_dice(a, b), prefix / len(long))
    if like >= _ALIKE:
        return like
    return _COMPOUND if long.startswith(short) or long.endswith(short) else 0.0


def _dice(a: str, b: str) -> float:
    """Return how many of their three-letter pieces two texts share."""
    left, right = (
        Counter(t[i : i + 3] for i in range(-2, len(t))) for t in (f"  {a} ", f"  {b} ")
    )
    return 2 * (left & right).total() / (left.total() + right.total())


def _guard(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return what is left of a likeness that rests on words beside the telling ones."""
    left, right = _identifying(a), _identifying(b)
    if left and right and not left & right:
        return _GUARD
    if any(_shut_out(line, a, b) for line in _CONTRASTS):
        return _GUARD
    return 1.0 if _share_head(a, b) else _HEAD_GUARD


def _identifying(words: tuple[str, ...]) -> set[str]:
    """Return the numbers that tell what is counted, not how much of it."""
    return {
        word
        for word, following in zip_longest(words, words[1:], fillvalue="")
        if word[0].isdigit() and following not in _QUANTITIES
    }


def _shut_out(line: tuple[str, ...], a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    left, right = ({stem for stem in line if any(_is_of(w, stem) for w in n)} for n in (a, b))
    return bool(left and right and not left & right)


def _is_of(word: str, stem: str) -> bool:
    return word.startswith(stem) and len(word) - len(stem) <= _ENDING


def _share_head(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether the first telling word of one name is somewhere in the other."""
    heads = ((next(iter(_about(one)), ""), other) for one, other in ((a, b), (b, a)))
    return any(_word_likeness(*sorted((head, word))) for head, other in heads for word in other)
