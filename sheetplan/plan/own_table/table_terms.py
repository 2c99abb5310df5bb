"""How cells of the region's own tables are reckoned, as people write it: sums, shares, changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

ALL_ROWS = "alla rader"  # what a sum may be of, like the table's own name
_SIGN = re.compile(r"\s+([+−–-])\s+")
_FIRST_SIGN = re.compile(r"[−–-]\s*")
_RATIO = re.compile(r"(.+?)\s+i (hela )?%\s+(av|mot)\s+(.+)", re.IGNORECASE)
_FACTOR = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*% av\s+(.+)", re.IGNORECASE)
_OF_PERIOD = re.compile(r"periodens del av\s+(.+)", re.IGNORECASE)
_PART = re.compile(r"del av\s+(.+)", re.IGNORECASE)
_EARLIER = re.compile(r"förra gångens\s+(.+)", re.IGNORECASE)


class Way(Enum):
    """How a column comes to be: reckoned of its terms, or filled in as a part of another."""

    SUM = "sum"
    SHARE = "share"
    CHANGE = "change"
    PART = "part"
    EARLIER = "earlier"

    @property
    def is_percent(self) -> bool:
        """Tell whether it comes to per cent, whatever the table is in."""
        return self in {Way.SHARE, Way.CHANGE}

    @property
    def is_reckoned(self) -> bool:
        """Tell whether it is reckoned of its terms."""
        return self not in {Way.PART, Way.EARLIER}


@dataclass(frozen=True)
class Term:
    """A part of a sum, by its id or key, and whether it is taken away.

    Attributes:
        factor: how much of it is counted, 0.5 for half.
        of_period: whether only the part of the year that has passed is counted.
    """

    target: str
    minus: bool = False
    factor: Decimal = Decimal(1)
    of_period: bool = False


@dataclass(frozen=True)
class Recipe:
    """How a column comes to be, with its terms and the decimals of per cent that it comes to."""

    way: Way = Way.SUM
    terms: tuple[Term, ...] = ()
    decimals: int = 1


def read_header(header: str) -> tuple[str, str]:
    """Part ``Totalt = Kvinnor + Män`` into the header and how it is reckoned, if it is."""
    label, _, computed = (part.strip() for part in header.partition("="))
    return label, computed


def read_recipe(computed: str) -> Recipe:
    """Read how a column comes to be: a sum, ``50 % av A``, ``A i % av B``, ``del av A``."""
    text = " ".join(computed.split())
    if not text:
        return Recipe()
    if found := _FACTOR.fullmatch(text):
        share = Decimal(found[1].replace(",", ".")) / 100
        return Recipe(terms=(Term(found[2], factor=share),))
    if found := _RATIO.fullmatch(text):
        way = Way.SHARE if found[3].lower() == "av" else Way.CHANGE
        return Recipe(way, (Term(found[1]), Term(found[4])), 0 if found[2] else 1)
    if found := _OF_PERIOD.fullmatch(text):
        return Recipe(terms=(Term(found[1], of_period=True),))
    for pattern, way in ((_PART, Way.PART), (_EARLIER, Way.EARLIER)):
        if found := pattern.fullmatch(text):
            return Recipe(way, (Term(found[1]),))
    return Recipe(terms=read_terms(text))


def read_terms(computed: str) -> tuple[Term, ...]:
    """Read ``a + b − c``; a term that is left out has no target."""
    text = computed.strip()
    first = _FIRST_SIGN.match(text)
    parts = _SIGN.split(f"{text[first.end() :] if first else text}")
    signs = ["−" if first else "+", *parts[1::2]]
    pairs = zip(signs, parts[::2], strict=True)
    return tuple(Term(" ".join(name.split()), sign != "+") for sign, name in pairs)


def folded(name: str) -> str:
    """Return a name as names are compared."""
    return " ".join(name.split()).casefold()


def resolved(
    terms: Iterable[Term], known: Mapping[str, str | tuple[str, ...]]
) -> tuple[Term, ...]:
    """Exchange names for the ids or keys that they stand for; unknown ones are left out.

    ``known`` goes by folded names.
    """
    made = []
    for term in terms:
        found = known.get(folded(term.target), ())
        targets = (found,) if isinstance(found, str) else found
        made += [Term(target, term.minus, term.factor, term.of_period) for target in targets]
    return tuple(made)
