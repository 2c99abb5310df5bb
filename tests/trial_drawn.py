"""What people lay on sheets and hang on cells: pictures, charts, text boxes and threads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.trial_book import REL, Book
from tests.trial_spots import RF, SPOTS, Spot, Trial

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_TEXT = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_KIND = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

PICTURE, CHART = "<x:pic/>", "<x:graphicFrame/>"
NEW_CHART = (
    f'<m:AlternateContent xmlns:m="{_CHOICE}"><m:Choice Requires="cx">{CHART}</m:Choice>'
    "<m:Fallback><x:sp><x:txBody><a:p><a:r><a:t>Kan inte visas</a:t></a:r></a:p></x:txBody>"
    "</x:sp></m:Fallback></m:AlternateContent>"
)


def box(*lines: str) -> str:
    """Return a text box with some paragraphs."""
    inside = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<x:sp><x:txBody>{inside}</x:txBody></x:sp>"


def lay(title: str, things: tuple[tuple[str, str], ...], book: Book) -> None:
    """Lay things on a tab, each with its upper left corner in a cell, or nowhere known."""
    anchors = "".join(
        f"<x:absoluteAnchor>{thing}</x:absoluteAnchor>"
        if not at
        else f"<x:twoCellAnchor><x:from><x:col>{ord(at[0]) - ord('A')}</x:col>"
        f"<x:row>{int(at[1:]) - 1}</x:row></x:from>{thing}</x:twoCellAnchor>"
        for at, thing in things
    )
    xml = f'<x:wsDr xmlns:x="{_DRAWING}" xmlns:a="{_TEXT}">{anchors}</x:wsDr>'
    book.parts["xl/drawings/drawing77.xml"] = xml.encode()
    relate(title, (f"{REL}/drawing", "/xl/drawings/drawing77.xml"), book)


def relate(title: str, relation: tuple[str, str], book: Book) -> None:
    """Hang a part on a tab."""
    part = book.part_of(title).rpartition("/")[2]
    kind, target = relation
    book.parts[f"xl/worksheets/_rels/{part}.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{kind}" '
        f'Target="{target}"/></Relationships>'
    ).encode()


def thread(title: str, at: str, said: tuple[str, ...], book: Book) -> None:
    """Hang a thread of comments on a cell, as Excel keeps it today."""
    inside = "".join(f'<threadedComment ref="{at}"><text>{one}</text></threadedComment>'
                     for one in said)  # fmt: skip
    xml = f'<ThreadedComments xmlns="{_THREADS}">{inside}</ThreadedComments>'
    book.parts["xl/threadedComments/threadedComment1.xml"] = xml.encode()
    relate(title, (_KIND, "../threadedComments/threadedComment1.xml"), book)


def drawn() -> Iterator[Trial]:
    """Give what lies on sheets; it is told where it lies, and its text is in the copy."""
    things: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    for spot in SPOTS.values():
        table = spot.table
        for name, thing in (("picture", PICTURE), ("chart", CHART), ("new chart", NEW_CHART)):
            act = partial(lay, table, (("H12", thing),))
            yield Trial(f"{name} on it", spot, act, (f"INL-70 {table}!H12",))
        things = (("B3", box("Se bilagan.", "Hälsar Eva")), ("", PICTURE))
        says = (f"INL-71 {table}!B3", f"INL-70 {table}")
        yield Trial(
            "text box on it",
            spot,
            partial(lay, table, things),
            says,
            kept=("Se bilagan.\nHälsar Eva",),
        )
        act = partial(lay, "Start", (("D2", PICTURE),) * 25)
        says = (*("INL-70 Start!D2",) * 20, "INL-70 Start")
        yield Trial("many pictures", spot, act, says)
        at = spot.text[1]
        act = partial(thread, table, at, ("Osäkert", "Ja, jag ringer"))
        kept = ("Osäkert", "Ja, jag ringer")
        yield Trial("thread of comments", spot, act, (f"INL-38 {table}!{at}",), kept=kept)
        yield from _beside(spot)
    act = partial(relate, RF.table, (f"{REL}/oleObject", "../embeddings/a.bin"))
    yield Trial("object in it", RF, act, (f"INL-70 {RF.table}",))


def _beside(spot: Spot) -> Iterator[Trial]:
    """Give texts on the start sheet and above the headings."""
    for title, at in (("Start", "C4"), ("Start", "B2"), (spot.table, "D1"), (spot.table, "E3")):
        act = partial(_write, title, at)
        says = (f"INL-35 {title}!{at}",)
        yield Trial(f"beside {title} {at}", spot, act, says, kept=("Ring Eva om detta",))


def _write(title: str, at: str, book: Book) -> None:
    book.text(title, at, "Ring Eva om detta")
