"""What people lay on sheets, pictures and text boxes and charts: told, and not carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml.etree import _Element as Element

from sheetplan.excel.gate import Package
from sheetplan.excel.markup import local, parse
from sheetplan.excel.parts import Relationship
from sheetplan.plan.excerpt import excerpt
from sheetplan.plan.rules.return_rules import RETURN_DRAWING, RETURN_TEXT_BOX
from sheetplan.plan.stray import Stray, in_cells
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import place_of

_TOLD = 20  # of a sheet; more are counted
_LONGEST = 200
_DIGITS = 8  # more than any row has
_KINDS = {
    "pic": "En bild",
    "graphicFrame": "Ett diagram eller en annan figur",
    "sp": "En ritad figur",
    "cxnSp": "En ritad linje",
    "grpSp": "En grupp av figurer",
}
_OBJECTS = {"oleObject", "package", "control", "ctrlProp"}
_LABEL = "Textruta"
_OBJECT = "Ett inbäddat objekt"
_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}


class _Drawn(NamedTuple):
    place: Place
    kind: str
    text: str


def told_drawings(
    package: Package, hung: Sequence[Relationship], sheet: str
) -> tuple[tuple[Problem, ...], tuple[Stray, ...]]:
    """Tell of each thing that lies on a sheet, and give the texts in them."""
    found = list(_drawn(package, hung, sheet))
    texts = tuple(
        stray for one in found for stray in in_cells(replace(one.place, label=_LABEL), one.text)
    )
    return tuple(_problem(one) for one in found[:_TOLD]) + _more(found[_TOLD:]), texts


def _problem(one: _Drawn) -> Problem:
    if not one.text:
        return Problem(RETURN_DRAWING, one.place, {"what": one.kind})
    return Problem(RETURN_TEXT_BOX, one.place, {"found": excerpt(one.text, _LONGEST)})


def _more(left: list[_Drawn]) -> tuple[Problem, ...]:
    if not left:
        return ()
    what = f"{len(left)} bilder och figurer till"
    return (Problem(RETURN_DRAWING, Place(sheet=left[0].place.sheet), {"what": what}),)


def _drawn(package: Package, hung: Sequence[Relationship], sheet: str) -> Iterator[_Drawn]:
    for relation in hung:
        data = package.part(relation.target) if relation.kind == "drawing" else None
        for anchor in parse(data, relation.target).iter() if data else ():
            if local(anchor) in _ANCHORS:
                yield from _anchored(anchor, sheet)
        if relation.kind in _OBJECTS:
            yield _Drawn(Place(sheet=sheet), _OBJECT, "")


def _anchored(anchor: Element, sheet: str) -> Iterator[_Drawn]:
    place = Place(sheet=sheet)
    for node in anchor:
        if local(node) == "from":
            at = {local(child): (child.text or "").strip() for child in node}
            numbers = [at.get(key, "") for key in ("row", "col")]
            if all(n.isascii() and n.isdecimal() and len(n) < _DIGITS for n in numbers):
                place = place_of(sheet, int(numbers[0]) + 1, int(numbers[1]) + 1)
        for drawn in _first_choice(node):
            if local(drawn) in _KINDS:
                yield _Drawn(place, _KINDS[local(drawn)], _text(drawn))


def _first_choice(node: Element) -> Iterator[Element]:
    """Give the element, or what stands first of several for newer and older programs."""
    if local(node) != "AlternateContent":
        yield node
    elif len(node):
        yield from node[0]


def _text(node: Element) -> str:
    """Return the text of a shape or of all shapes of a group, a line for each paragraph."""
    paragraphs = (one for one in node.iter() if local(one) == "p")
    lines = ("".join(t.text or "" for t in one.iter() if local(t) == "t") for one in paragraphs)
    return "\n".join(line for line in lines if line.strip())
