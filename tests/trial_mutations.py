"""What happens to workbooks on their way back, each with the outcome that it must have.

Written from what is known of people and programs before the reader was read. A mutation names the
codes and cells of all that must be said and, where an answer changes, what it must be read as.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.trial_book import BOOK, MAIN, REL, RELATIONS, At, Book, at, q
from tests.trial_spots import SPOTS, Cell, Spot, Trial

# --- moved about -------------------------------------------------------------------------------


def _last(book: Book, title: str) -> int:
    return max(int(str(r.get("r"))) for r in book.sheet(title).iter(q("row")) if len(r) > 3)


def sorted_backwards(spot: Spot, book: Book) -> None:
    last = _last(book, spot.table)
    book.move(spot.table, lambda p: (last + 6 - p[0], p[1]) if 6 <= p[0] <= last else p)


def row_inserted(spot: Spot, book: Book) -> None:
    book.move(spot.table, lambda p: (p[0] + (p[0] >= 7), p[1]))


def rows_moved_down(spot: Spot, book: Book) -> None:
    book.move(spot.table, lambda p: (p[0] + (400 if p[0] >= 7 else 0), p[1]))


def column_inserted(spot: Spot, book: Book) -> None:
    book.move(spot.table, lambda p: (p[0], p[1] + (p[1] >= 3)))


def columns_swapped(spot: Spot, book: Book) -> None:
    one, other = at(spot.choice[1])[1], at(spot.text[1])[1]
    to = {one: other, other: one}
    book.move(spot.table, lambda p: (p[0], to.get(p[1], p[1])))


def columns_to_the_end(spot: Spot, book: Book) -> None:
    one = at(spot.choice[1])[1]
    book.move(spot.table, lambda p: (p[0], 60 if p[1] == one else p[1]))


def filtered(spot: Spot, book: Book) -> None:
    for row in book.sheet(spot.table).iter(q("row")):
        if int(str(row.get("r"))) > 6:
            row.set("hidden", "1")
    book.after(spot.table, "sheetData", '<autoFilter ref="A5:D9"/>')


def hidden_columns(spot: Spot, book: Book) -> None:
    for col in book.sheet(spot.table).iter(q("col")):
        col.set("hidden", "1")
        col.set("outlineLevel", "1")


def tabs_renamed(spot: Spot, book: Book) -> None:
    del spot
    for tab in book.tree(BOOK).iter(q("sheet")):
        tab.set("name", f"Blad{tab.get('sheetId')}")


def tabs_reversed(spot: Spot, book: Book) -> None:
    del spot
    sheets = book.tree(BOOK).find(q("sheets"))
    assert sheets is not None
    sheets[:] = list(reversed(sheets))


def tabs_hidden(spot: Spot, book: Book) -> None:
    del spot
    for tab in book.tree(BOOK).iter(q("sheet")):
        tab.set("state", "veryHidden")


# --- other programs ----------------------------------------------------------------------------


def strict(spot: Spot, book: Book) -> bytes:
    del spot
    pure = "http://purl.oclc.org/ooxml"
    for name, part in book.parts.items():
        text = part.replace(MAIN.encode(), f"{pure}/spreadsheetml/main".encode())
        text = text.replace(REL.encode(), f"{pure}/officeDocument/relationships".encode())
        book.parts[name] = text
    return book.bytes()


def prefixed(spot: Spot, book: Book) -> None:
    """Write each sheet as the OpenXML SDK does, with a prefix on every name."""
    del spot
    for name in [n for n in book.parts if n.startswith("xl/") and n.endswith(".xml")]:
        text = book.parts[name].decode()
        if f'xmlns="{MAIN}"' in text and "<x:" not in text:
            for old, new in ((f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"'), ("</", "</x:")):
                text = text.replace(old, new)
            head, _, body = text.partition("?>") if text.startswith("<?") else ("", "", text)
            body = body.replace("<", "<x:").replace("<x:/x:", "</x:")
            book.parts[name] = (f"{head}?>{body}" if head else body).encode()


def relative_parts(spot: Spot, book: Book) -> None:
    del spot
    book.parts[RELATIONS] = book.parts[RELATIONS].replace(b'"/xl/', b'"')


def no_dimension(spot: Spot, book: Book) -> None:
    for title in book.titles():
        found = book.sheet(title).find(q("dimension"))
        if found is not None:
            book.sheet(title).remove(found)
    assert spot


def dimension(ref: str, spot: Spot, book: Book) -> None:
    found = book.sheet(spot.table).find(q("dimension"))
    assert found is not None
    found.set("ref", ref)


def positions_implied(spot: Spot, book: Book) -> None:
    """Leave out addresses, as some exporters do; blank cells keep their places."""
    sheet = book.sheet(spot.table)
    for row in sheet.iter(q("row")):
        cells, number = list(row), 1
        for c in cells:
            while at(str(c.get("r")))[1] > number:
                c.addprevious(c.makeelement(q("c"), {}))
                number += 1
            number += 1
        for c in row:
            if "r" in c.attrib:
                del c.attrib["r"]


def shared_strings(spot: Spot, book: Book) -> None:
    """Put every text in the table of shared strings, some in runs with phonetic help."""
    said: list[str] = []
    for title in book.titles():
        for c in book.sheet(title).iter(q("c")):
            t = c.find(f"{q('is')}/{q('t')}")
            if t is None or not t.text:
                continue
            said.append(t.text)
            c.remove(c[0])
            c.set("t", "s")
            v = c.makeelement(q("v"), {})
            v.text = str(len(said) - 1)
            c.append(v)
    items = "".join(_runs(text) for text in said)
    book.parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'.encode()
    book.swap(
        RELATIONS,
        "</Relationships>",
        f'<Relationship Id="rIdS" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
    )
    assert spot


def _runs(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    keep = 'xml:space="preserve"'
    if len(text) < 5 or "&" in text or "<" in text:
        return f"<si><t {keep}>{safe}</t></si>"
    return (
        f"<si><r><t {keep}>{safe[:3]}</t></r><r><rPr><b/></rPr><t {keep}>{safe[3:]}</t></r>"
        '<rPh sb="0" eb="1"><t>LJUD</t></rPh><phoneticPr fontId="1"/></si>'
    )


def utf16(spot: Spot, book: Book) -> bytes:
    del spot
    for name in [n for n in book.parts if n.startswith("xl/worksheets/")]:
        text = book.parts[name].decode().partition("?>")[2]
        book.parts[name] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    return book.bytes()


def since_1904(spot: Spot, book: Book) -> None:
    """Save as old Excel for Mac did: days are counted from 1904."""
    book.swap(BOOK, "<workbookPr/>", '<workbookPr date1904="1"/>')
    for title in book.titles():
        for c in book.sheet(title).iter(q("c")):
            v = c.find(q("v"))
            if v is not None and v.text and v.text.isdigit() and 45000 < int(v.text) < 47000:
                v.text = str(int(v.text) - 1462)
    assert spot


def properties_lost(spot: Spot, book: Book) -> None:
    del spot
    del book.parts["docProps/custom.xml"]
    for name in ("_rels/.rels", "[Content_Types].xml"):
        tree = book.tree(name)
        for child in list(tree):
            if "custom" in str(child.attrib):
                tree.remove(child)


def protected_structure(spot: Spot, book: Book) -> None:
    del spot
    book.swap(BOOK, "<workbookProtection/>", '<workbookProtection lockStructure="1"/>')


def trailing_bytes(spot: Spot, book: Book) -> bytes:
    del spot
    return book.bytes() + b"\r\n"


# --- typed -------------------------------------------------------------------------------------


def text_typed(cell: Cell, text: str, book: Book) -> None:
    book.text(*cell, text)


def xml_typed(cell: Cell, inner: str, kind: str, book: Book) -> None:
    book.put(*cell, inner, kind)


def formatted(cell: Cell, value: str, code: str, book: Book) -> None:
    book.put(*cell, f"<v>{value}</v>", style=book.style(code))


def row_copied(spot: Spot, book: Book) -> None:
    """Copy row 7 to far below, with its hidden id."""
    source = [c for r in book.sheet(spot.table).iter(q("row")) if r.get("r") == "7" for c in r]
    for c in source:
        t = c.find(f"{q('is')}/{q('t')}")
        if t is not None:
            book.text(spot.table, f"{str(c.get('r'))[0]}90", t.text or "")


def column_gone(spot: Spot, book: Book) -> None:
    gone = at(spot.choice[1])[1]
    book.move(spot.table, lambda p: None if p[1] == gone else p)


def row_gone(spot: Spot, book: Book) -> None:
    book.move(spot.table, lambda p: None if p[0] == 7 else p)


def ids_gone(spot: Spot, book: Book) -> None:
    """Delete the hidden column of ids."""
    book.move(spot.table, lambda p: None if p[1] == 1 else (p[0], p[1] - 1))


def keys_gone(spot: Spot, book: Book) -> None:
    """Delete the hidden row of keys."""
    book.move(spot.table, lambda p: None if p[0] == 4 else (p[0] - (p[0] > 4), p[1]))


def sheet_gone(title: str, book: Book) -> None:
    sheets = book.tree(BOOK).find(q("sheets"))
    assert sheets is not None
    sheets.remove(next(s for s in sheets if s.get("name") == title))


def merged(spot: Spot, ref: str, book: Book) -> None:
    place = (
        "sheetProtection"
        if book.sheet(spot.table).find(q("sheetProtection")) is not None
        else "sheetData"
    )
    book.after(spot.table, place, f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>')


def answers_cut_and_pasted(spot: Spot, book: Book) -> None:
    """Cut the choice of row 7 and paste it in row 8, over what stood there."""
    col = at(spot.choice[1])[1]

    def to(p: At) -> At | None:
        if p == (8, col):
            return None
        return (8, col) if p == (7, col) else p

    book.move(spot.table, to)


def other_bytes(data: bytes, book: Book) -> bytes:
    del book
    return data


def on(spot: Spot, act: Callable[[Spot, Book], bytes | None]) -> Callable[[Book], bytes | None]:
    return partial(act, spot)


_SILENT: tuple[Callable[[Spot, Book], bytes | None], ...] = (
    sorted_backwards,
    row_inserted,
    rows_moved_down,
    column_inserted,
    columns_swapped,
    columns_to_the_end,
    filtered,
    hidden_columns,
    tabs_renamed,
    tabs_reversed,
    tabs_hidden,
    strict,
    prefixed,
    relative_parts,
    no_dimension,
    partial(dimension, "A1"),
    partial(dimension, "A1:XFD1048576"),
    positions_implied,
    shared_strings,
    utf16,
    since_1904,
    properties_lost,
    protected_structure,
    trailing_bytes,
)


def silent() -> Iterator[Trial]:
    """What must be taken without a word, the answers as they were."""
    for spot in SPOTS.values():
        for act in _SILENT:
            name = getattr(act, "__name__", None) or f"dimension {act.args[0]}"  # type: ignore[attr-defined]
            yield Trial(f"{name}", spot, on(spot, act))
