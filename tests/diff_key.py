"""The answer keys of ``plan diff``: what was found by reading, and the pairs held out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BY_HAND = Path(__file__).with_name("plan_diff_by_hand.md")
HELD_OUT = Path(__file__).with_name("plan_diff_held_out.md")
SECTIONS = {"subgoals": "## 2.", "indicators": "## 3.", "assignments": "## 4."}
RENAMINGS = {"same", "renamed", "redefined"}
# The words of the key; what the program says beside them is neither right nor wrong.
VOCABULARY = RENAMINGS | {
    "new", "dropped", "replaced", "doubled", "target_kept", "target_raised", "target_lowered",
    "target_weaker_than_outcome", "baseline_does_not_follow", "baseline_new",
    "periodicity_changed", "carried_over", "moved",
}  # fmt: skip

Told = tuple[str, str | None, str | None]  # finding, old id, new id


@dataclass(frozen=True)
class KeyRow:
    """One row of the key: what was found, in which rows, and how sure the reader is."""

    noun: str
    old: str | None
    new: tuple[str, ...]
    finding: str
    certain: str

    @property
    def is_certain(self) -> bool:
        """No other reading of the texts is allowed."""
        return self.certain.startswith("yes")

    @property
    def is_open(self) -> bool:
        """It holds only when an open number is answered; until then it must not be said."""
        return self.certain.startswith("if ")

    def is_told(self, told: set[Told]) -> bool:
        """Tell whether the program said it."""
        return any((self.finding, self.old, new) in told for new in self.new or (None,))


def by_hand() -> tuple[KeyRow, ...]:
    """Read the findings of the three nouns."""
    text = BY_HAND.read_text(encoding="utf-8")
    return tuple(row for noun, head in SECTIONS.items() for row in _rows(noun, text, head))


def _rows(noun: str, text: str, head: str) -> Iterator[KeyRow]:
    section = text.partition(f"\n{head}")[2].partition("\n## ")[0]
    for old, new, finding, _, certain in _table(section):
        ids = tuple(re.findall(r"(?:hsn|rf)-[a-z0-9.]*\d", new))
        yield KeyRow(noun, None if old == "—" else old, ids, finding, certain)


def _table(section: str) -> Iterator[list[str]]:
    rows = [line.strip("|") for line in section.splitlines() if line.startswith("| ")]
    yield from ([cell.strip() for cell in row.split(" | ")] for row in rows[1:])


def pairs_of(rows: tuple[KeyRow, ...], noun: str) -> set[tuple[str, str]]:
    """Return which old row the reader holds to go on in which new one."""
    found = {
        (r.old, r.new[0]) for r in rows if r.noun == noun and r.finding in RENAMINGS and r.new
    }
    return {(old, new) for old, new in found if old}


def allowed(rows: tuple[KeyRow, ...]) -> set[Told]:
    """Return what may be said: what the reader found, and the other readings that he allows."""
    found: set[Told] = set()
    for row in rows:
        if row.is_open:
            continue
        found |= {(row.finding, row.old, new) for new in row.new or (None,)}
        if row.certain.startswith("judgement") and row.finding in RENAMINGS | {"carried_over"}:
            found |= {(other, row.old, row.new[0]) for other in ("renamed", "redefined")}
            if "dropped + new" in row.certain:
                found |= {("dropped", row.old, None), ("new", None, row.new[0])}
    return found


@dataclass(frozen=True)
class HeldOut:
    """A pair that was written before anything was tuned, and what is right to say of it."""

    group: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    verdict: str


def held_out() -> tuple[tuple[HeldOut, ...], tuple[HeldOut, ...]]:
    """Read the held-out indicators (name, unit, target) and assignments (text)."""
    first, second = HELD_OUT.read_text(encoding="utf-8").split("\n## Assignments")
    indicators = (
        HeldOut(group, (name, unit, target), (name_2, unit_2, target_2), verdict)
        for group, name, unit, target, name_2, unit_2, target_2, verdict in _table(first)
    )
    assignments = (
        HeldOut(to, (old,), (new,), verdict) for to, old, new, verdict in _table(second)
    )
    return tuple(indicators), tuple(assignments)
