"""How sums are written in the region's own tables: names with plus and minus between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SIGN = re.compile(r"\s+([+−–-])\s+")
_FIRST_SIGN = re.compile(r"[−–-]\s*")


@dataclass(frozen=True)
class Term:
    """A part of a sum, by its id or key, and whether it is taken away."""

    target: str
    minus: bool = False


def read_header(header: str) -> tuple[str, str]:
    """Part ``Totalt = Kvinnor + Män`` into the header and how it is reckoned, if it is."""
    label, _, computed = (part.strip() for part in header.partition("="))
    return label, computed


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
        made += [Term(target, term.minus) for target in targets]
    return tuple(made)
