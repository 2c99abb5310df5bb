"""Notes that people hang on cells: told, since nothing of them is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from sheetplan.excel.gate import Package
from sheetplan.excel.parts import local, parse, relationships, rich_text
from sheetplan.plan.rules.return_rules import RETURN_NOTE
from sheetplan.schema.problem import Place, Problem

_LONGEST = 200
_OURS = re.compile(r"(?:Fel|Anmärkning): ")  # how a note of a copy with remarks begins
# Newer Excel keeps a thread elsewhere and a copy of it here, after words of its own.
_THREAD = re.compile(r"\[[^\]]*\].*?\n\s*\n[^\n]*:\s*", re.DOTALL)


def told_notes(package: Package, part: str, sheet: str) -> Iterator[Problem]:
    """Tell of the first note of a sheet and how many there are."""
    notes = sorted(_notes(package, part))
    if notes:
        (at, text), count = notes[0], len(notes) - 1
        more = f" (det finns {count} till på bladet)" if count else ""
        cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        yield Problem(RETURN_NOTE, Place(sheet=sheet, cell=at), {"found": cut, "more": more})


def _notes(package: Package, part: str) -> Iterator[tuple[str, str]]:
    for relation in relationships(package.part, part).values():
        data = package.part(relation.target) if relation.kind == "comments" else None
        for node in parse(data, relation.target).iter() if data else ():
            text = _text(node) if local(node) == "comment" else ""
            if text and not _OURS.match(text):
                yield node.get("ref", "")[:10], text


def _text(node: Element) -> str:
    written = next((rich_text(child) for child in node if local(child) == "text"), "")
    return " ".join(_THREAD.sub("", written, count=1).split())
