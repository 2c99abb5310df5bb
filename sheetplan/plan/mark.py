"""A status as people see it: word, symbol and tone together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """How a mark is coloured; each renderer picks its own colour with enough contrast."""

    GOOD = "good"
    PARTLY = "partly"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True)
class Mark:
    """A status as word + symbol + tone, so that it never rests on colour alone."""

    word: str
    symbol: str
    tone: Tone

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"
