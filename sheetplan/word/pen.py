"""The pen that writes in a person's document: plainly, or as changes that Word tracks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from lxml import etree

from sheetplan.word.ooxml import element, w
from sheetplan.word.visible import SIGNS, cells_of

AUTHOR: Final = "sheetplan"
_SAYING = (w("t"), w("sym"), w("drawing"), *SIGNS)
_HELD = (w("p"), w("sdtContent"))
_NUMBERED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tcPrChange",
             "trPrChange", "tblPrChange", "sectPrChange", "numberingChange", "commentRangeStart",
             "bookmarkStart")  # fmt: skip
_AFTER_SHADING = ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark",
                  "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange")  # fmt: skip


@dataclass(frozen=True)
class Pen:
    """How to write: ``at`` is when, where the changes are tracked, or None."""

    at: datetime | None
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @classmethod
    def of(cls, stories: Iterable[etree._Element], at: datetime | None) -> Pen:
        """Return a pen whose changes get numbers that the document has not used."""
        marks = (mark for story in stories for mark in story.iter(*map(w, _NUMBERED)))
        used = (mark.get(w("id"), "0") for mark in marks)
        return cls(
            at, itertools.count(max((int(n) for n in used if n.isdecimal()), default=0) + 1)
        )

    def write(self, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> None:
        """Write runs in the place of others; plain text keeps the look of what stood there.

        There must be a run that says something among the old ones.
        """
        said = [run for run in old if says(run)]
        first = said[0]
        runs = [deepcopy(run) for run in new]
        look = first.find(w("rPr"))
        if len(runs) == 1 and runs[0].find(f"{w('rPr')}/{w('color')}") is None:
            _dress(runs[0], look)
        place = _outermost(first)
        holder = place.getparent()
        for run in said:  # the new stands after the old, as Word has it
            place = other if (other := _outermost(run)).getparent() is holder else place
        for node in reversed(self._inserted(runs)):
            place.addnext(node)
        for run in said:
            self._delete(run)

    def write_paragraphs(
        self, old: Sequence[etree._Element], new: Sequence[etree._Element]
    ) -> None:
        """Write paragraphs in the place of others, as lists are; marks of places are kept."""
        place = old[-1]
        for paragraph in [deepcopy(one) for one in new]:
            if self.at:
                self._mark_paragraph(paragraph, "ins")
                for run in list(paragraph.iter(w("r"))):
                    wrapped = self._change("ins")
                    run.addprevious(wrapped)
                    wrapped.append(run)
            place.addnext(paragraph)
            place = paragraph
        first = old[-1].getnext()
        for paragraph in old:
            for run in live_runs(paragraph):
                self._delete(run)
            if self.at:
                self._mark_paragraph(paragraph, "del")
            elif first is not None:
                for mark in paragraph.findall(w("bookmarkStart")):
                    first.insert(0 if first.find(w("pPr")) is None else 1, mark)
                first.extend(paragraph.findall(w("bookmarkEnd")))
                _drop(paragraph)

    def _mark_paragraph(self, paragraph: etree._Element, how: str) -> None:
        """Mark a paragraph's own end as set in or taken out, where changes are tracked."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = element("pPr")
            paragraph.insert(0, properties)
        look = properties.find(w("rPr"))
        if look is None:
            look = element("rPr")
            later = (properties.find(w(name)) for name in ("sectPr", "pPrChange"))
            after = next((one for one in later if one is not None), None)
            properties.append(look) if after is None else after.addprevious(look)
        look.insert(0, self._change(how))

    def shade(self, cell: etree._Element, like: etree._Element) -> None:
        """Give a cell the shading of another."""
        new = like.find(f"{w('tcPr')}/{w('shd')}")
        properties = cell.find(w("tcPr"))
        if new is None or properties is None:
            return
        before = deepcopy(properties)
        for old in properties.findall(w("shd")):
            properties.remove(old)
        later = {w(name) for name in _AFTER_SHADING}
        places = (at for at, child in enumerate(properties) if child.tag in later)
        properties.insert(next(places, len(properties)), deepcopy(new))
        if self.at and properties.find(w("tcPrChange")) is None:
            properties.append(self._change("tcPrChange", before))

    def add_row(self, row: etree._Element) -> None:
        """Mark a row that has been set in, where changes are tracked."""
        if self.at:
            self._mark_row(row, "ins")
            for run in list(row.iter(w("r"))):
                wrapped = self._change("ins")
                run.addprevious(wrapped)
                wrapped.append(run)

    def remove_row(self, row: etree._Element) -> None:
        """Take a row away."""
        parent = row.getparent()
        if self.at:
            self._mark_row(row, "del")
            for run in [run for cell in cells_of(row) for run in live_runs(cell)]:
                self._delete(run)
        elif parent is not None:
            parent.remove(row)

    def _inserted(self, runs: list[etree._Element]) -> list[etree._Element]:
        return [self._change("ins", *runs)] if self.at else runs

    def _delete(self, run: etree._Element) -> None:
        parent = run.getparent()
        if parent is None:
            return
        ours = parent.tag == w("ins") and parent.get(w("author")) == AUTHOR
        if not self.at or ours:
            parent.remove(run)
            if parent.tag == w("ins") and not len(parent):
                _drop(parent)
            return
        wrapped = self._change("del")
        run.addprevious(wrapped)
        wrapped.append(run)
        for text in run.iter(w("t")):
            text.tag = w("delText")

    def _mark_row(self, row: etree._Element, how: str) -> None:
        properties = row.find(w("trPr"))
        if properties is None:
            properties = element("trPr")
            after = row.find(w("tblPrEx"))
            row.insert(0 if after is None else 1, properties)
        changed = properties.find(w("trPrChange"))
        mark = self._change(how)
        properties.append(mark) if changed is None else changed.addprevious(mark)

    def _change(self, name: str, *held: etree._Element) -> etree._Element:
        moment = self.at.strftime("%Y-%m-%dT%H:%M:%SZ") if self.at else ""
        return element(name, *held, id=next(self.numbers), author=AUTHOR, date=moment)


def says(run: etree._Element) -> bool:
    """Tell whether a run has text or a picture, and is no mark of a comment or a note."""
    return any(child.tag in _SAYING for child in run)


def live_runs(holder: etree._Element) -> list[etree._Element]:
    """Return the runs that a reader sees."""
    return [run for run in holder.iter(w("r")) if is_live(run)]


def is_live(node: etree._Element) -> bool:
    """Tell whether a node is in the document and not deleted by a tracked change."""
    return next(node.iterancestors(w("del"), w("moveFrom")), None) is None


def _outermost(run: etree._Element) -> etree._Element:
    """Return the run, or what holds it in its paragraph: a link, or a tracked change."""
    place = run
    while (parent := place.getparent()) is not None and parent.tag not in _HELD:
        place = parent
    return place


def _dress(run: etree._Element, look: etree._Element | None) -> None:
    for old in run.findall(w("rPr")):
        run.remove(old)
    if look is not None:
        copied = deepcopy(look)
        for change in copied.findall(w("rPrChange")):
            copied.remove(change)
        run.insert(0, copied)


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
