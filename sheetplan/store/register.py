"""The register: every file that a store has received, without what stood in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One received file; ``sequence`` is its place in the order of reception."""

    sequence: int
    sha256: str
    file: str
    committee: str
    unit: str
    period: str

    def __str__(self) -> str:
        whose = f"{self.committee}/{self.unit}" if self.unit else self.committee
        return f"inlämning {self.sequence}, {self.file} ({whose}, {self.period})"


@dataclass(frozen=True)
class Register:
    """All entries in the order of reception, and the hash of the last event; blank for none."""

    entries: tuple[Entry, ...] = ()
    last_hash: str = ""
