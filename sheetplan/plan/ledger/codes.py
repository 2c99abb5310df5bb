"""Codes of the ledger as people write them: ``4000–4999, 5100``. A longer code is below it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"([0-9A-ZÅÄÖ]+)(?:\s*[-–−]\s*([0-9A-ZÅÄÖ]+))?")


@dataclass(frozen=True)
class Span:
    """Codes from one to another of the same length; 40101 is within 4000–4999."""

    low: str
    high: str

    def holds(self, code: str) -> bool:
        """Tell whether a code is one of them, or is below one of them."""
        start = code[: len(self.low)]
        return len(start) == len(self.low) and self.low <= start <= self.high

    def overlaps(self, other: Span) -> bool:
        """Tell whether some code is in both."""
        size = min(len(self.low), len(other.low))
        low, high = self.low[:size], self.high[:size]
        return low <= other.high[:size] and other.low[:size] <= high

    def __str__(self) -> str:
        return self.low if self.low == self.high else f"{self.low}–{self.high}"


def read_codes(text: str) -> tuple[Span, ...] | None:
    """Read codes and ranges with commas between; None where some part is neither."""
    spans = []
    for part in filter(None, (p.strip().upper() for p in re.split(r"[,;\n]", text))):
        found = _PART.fullmatch(part)
        if found is None:
            return None
        low, high = found[1], found[2] or found[1]
        if len(low) != len(high) or low > high:
            return None
        spans.append(Span(low, high))
    return tuple(spans) or None


def spans_of(text: str) -> tuple[Span, ...]:
    """Return the codes of a plan that is in order."""
    return read_codes(text) or ()
