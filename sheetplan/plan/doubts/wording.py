"""Which way a goal's or an indicator's own words want its figure to go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sheetplan.plan.words import Direction

_UP = "ökad ökat ökade öka ökar ökning fler högre höjd höjt höjda större längre"
_DOWN = "minskad minskat minskade minska minskar minskning färre lägre sänkt sänkta kortare"
_WANTS = {
    **dict.fromkeys(_UP.split(), Direction.UP),
    **dict.fromkeys(_DOWN.split(), Direction.DOWN),
}
_WORD = re.compile(r"[\wåäöÅÄÖ-]+")
_FIRST = 3  # words of a name that say what is measured
_STEM = 6  # letters that tell one noun from another


@dataclass(frozen=True)
class Wish:
    """What words want: up or down, and the word that says so."""

    direction: Direction
    word: str


def wish_in_name(name: str) -> Wish | None:
    """Read ``Minskad sjukfrånvaro``, ``Andelen rökare minskar``, ``… ska öka``.

    A change that the indicator counts (”andel som ökar …”) is no wish.
    """
    words = _WORD.findall(name.casefold())
    if len(words) < 2 or {"som", "vars", "där"} & {*words}:  # noqa: PLR2004
        return None
    said = next((word for word in (words[0], words[-1]) if word in _WANTS), None)
    return Wish(_WANTS[said], said) if said else None


def wish_in_goal(goal: str, name: str) -> Wish | None:
    """Read ``Minskad sjukfrånvaro`` in a goal, for an indicator that measures just that."""
    words = _WORD.findall(goal.casefold())
    measured = _WORD.findall(name.casefold())[:_FIRST]
    for said, noun in pairwise(words):
        stem = noun[:_STEM]
        is_measured = len(stem) == _STEM and any(word.startswith(stem) for word in measured)
        if said in _WANTS and is_measured:
            return Wish(_WANTS[said], said)
    return None
