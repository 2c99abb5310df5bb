"""Notes that people hang on cells: told, since nothing of them is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from sheetplan.excel.gate import Package
from sheetplan.excel.markup import local, parse
from sheetplan.excel.parts import Relationship, decode_escapes, rich_text
from sheetplan.plan.identity_number import without_identity_numbers
from sheetplan.plan.rules.return_rules import RETURN_NOTE
from sheetplan.plan.stray import Stray, in_cells
from sheetplan.schema.problem import Place, Problem

_LONGEST = 200
_LABEL = "Kommentar"
_OURS = re.compile(r"(?:Fel|Anmärkning): ")  # how a note of a copy with remarks begins
# Newer Excel keeps a thread elsewhere and a copy of it here, after words of its own.
_THREAD = re.compile(r"\[[^\]]*\].*?\n\s*\n[^\n]*:\s*", re.DOTALL)


def told_notes(
    package: Package, hung: Sequence[Relationship], sheet: str
) -> tuple[tuple[Problem, ...], tuple[Stray, ...]]:
    """Tell of the first note of a sheet and how many there are, and give the texts of all."""
    notes = sorted(_notes(package, hung), key=lambda note: note[0])  # a thread in its order
    if not notes:
        return (), ()
    (at, text), count = notes[0], len(notes) - 1
    more = f" (det finns {count} till på bladet)" if count else ""
    quoted = without_identity_numbers(text)
    cut = quoted if len(quoted) <= _LONGEST else f"{quoted[: _LONGEST - 1]}…"
    told = Problem(RETURN_NOTE, Place(sheet=sheet, cell=at), {"found": cut, "more": more})
    places = ((Place(sheet=sheet, cell=at, label=_LABEL), text) for at, text in notes)
    return (told,), tuple(stray for place, text in places for stray in in_cells(place, text))


def _notes(package: Package, hung: Sequence[Relationship]) -> Iterator[tuple[str, str]]:
    """Give the place and text of each note; of a thread that Excel has copied only the thread."""
    threads = {r.target for r in hung if r.kind.endswith("/threadedComment")}
    of_threads = [one for target in sorted(threads) for one in _written(package, target)]
    yield from of_threads
    threaded = {at for at, _ in of_threads}
    for target in (r.target for r in hung if r.kind == "comments"):
        yield from (one for one in _written(package, target) if one[0] not in threaded)


def _written(package: Package, target: str) -> Iterator[tuple[str, str]]:
    data = package.part(target)
    for node in parse(data, target).iter() if data else ():
        text = _text(node) if local(node) in {"comment", "threadedComment"} else ""
        if text and not _OURS.match(text):
            yield node.get("ref", "")[:10].upper(), text


def _text(node: Element) -> str:
    written = next((child for child in node if local(child) == "text"), None)
    if written is None:
        return ""
    text = decode_escapes(written.text or "") if local(node) != "comment" else rich_text(written)
    return " ".join(_THREAD.sub("", text, count=1).split())
