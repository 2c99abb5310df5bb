"""A neutral table as Word's XML: caption, header row, marks, note; no cell is ever merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from sheetplan.plan.mark import Mark
from sheetplan.tables.prose import LineKind, lines_of, paragraphs_of
from sheetplan.tables.table import Table, TableValue
from sheetplan.word.control import block_control, inline_control
from sheetplan.word.look import TableLook
from sheetplan.word.ooxml import clean, element, field, run, w
from sheetplan.word.prose import as_typed, list_place
from sheetplan.word.tones import COLOURS, mark_runs
from sheetplan.word.widths import column_widths, fits, text_width

COMMENTS = "Kommentarer"
_TALL_ROW = 18  # lines; a taller row may run over a page break, or it leaves half a page empty
_SMALL_TABLE = 8  # lines; a smaller table is kept on one page
_TOGETHER = 2  # rows, of a longer table, that are kept with its beginning and with its end
_TIGHT = 15  # half-points; the type of a table whose words do not fit otherwise


def table_blocks(table: Table, look: TableLook, id_: str) -> tuple[etree._Element, ...]:
    """Write a table with its caption above, its note and a list of comments below.

    The table and its note are controls. The caption stands outside, for LibreOffice loses a field
    in a control; the comments are texts, which belong to the secretary once they are written.
    """
    note, title = clean(table.note).strip(), clean(table.title)
    blocks = [_caption(table, look), block_control(id_, [table_xml(table, look)], title)]
    if note:
        told = inline_control(f"{id_}.not", [run(note)], f"Not, {title}")
        blocks.append(element("p", _style(look.note), told))
    return (*blocks, *_comments(table, look))


def _comments(table: Table, look: TableLook) -> Iterator[etree._Element]:
    if table.comments:
        yield element("p", _style(look.note, keep=True), run(COMMENTS))
    for about, said in table.comments:
        yield element("p", _style(look.item), run(f"{_named(about)}: {clean(said).strip()}"))


def _named(about: str) -> str:
    """A name that the plan ends with a full stop goes on with a colon."""
    return clean(about).strip().rstrip(".")


def table_xml(table: Table, look: TableLook) -> etree._Element:
    """Write the table itself."""
    if not fits(table, look.width, look.half_points):
        look = replace(look, half_points=_TIGHT, is_tight=True)
    widths = column_widths(table, look.width, look.half_points)
    heights = [_lines(table.rows[at], widths, look) for at in range(len(table.rows))]
    together = sum(heights) <= _SMALL_TABLE
    made = element("tbl", _properties(table, look))
    made.append(element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    made.append(_header_row(table, widths, look))
    for at in range(len(table.rows)):
        last = at == len(table.rows) - 1
        near_end = at in {0, len(table.rows) - _TOGETHER}
        follows = bool(table.note.strip()) if last else together or near_end
        cells = _cells(table, at, widths, look, keep=follows)
        rules = [] if heights[at] > _TALL_ROW else [element("trPr", element("cantSplit"))]
        made.append(element("tr", *rules, *cells))
    return made


NO_VALUE = "–"


def shown(value: TableValue) -> str:
    """Write a value as the report prints it; an en dash stands for no value."""
    text = "" if value is None else clean(str(value))
    return text if text.strip() else NO_VALUE


def _caption(table: Table, look: TableLook) -> etree._Element:
    number = field("SEQ Tabell \\* ARABIC", "0")
    title = run(f" {clean(table.title).strip()}")
    return element("p", _style(look.caption, keep=True), run("Tabell "), *number, title)


def _properties(table: Table, look: TableLook) -> etree._Element:
    names = ", ".join(clean(column.header) for column in table.columns)
    edges = ("top", "left", "bottom", "right")
    side = 50 if look.is_tight else 80
    widths = zip(edges, (50, side, 50, side), strict=True)
    return element(
        "tblPr",
        element("tblStyle", val=look.table),
        element("tblW", w=look.width, type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(edge, w=width, type="dxa") for edge, width in widths)),
        element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
                noHBand=0, noVBand=1),
        element("tblCaption", val=clean(table.title)),
        element("tblDescription", val=f"Kolumner: {names}. Antal rader: {len(table.rows)}."),
    )  # fmt: skip


def _header_row(table: Table, widths: Sequence[int], look: TableLook) -> etree._Element:
    row = element("tr", element("trPr", element("cantSplit"), element("tblHeader")))
    for column, width in zip(table.columns, widths, strict=True):
        style = _style(look.header, keep=True, right=column.is_figure)
        words = run(clean(column.header).strip() or "–", *_size(look))
        row.append(_cell(width, element("p", style, words)))
    return row


def _cells(
    table: Table, at: int, widths: Sequence[int], look: TableLook, *, keep: bool
) -> list[etree._Element]:
    bold = at in table.emphasis
    cells = []
    for column, value, width in zip(table.columns, table.rows[at], widths, strict=True):
        right = column.is_figure
        paragraphs = list(_listed(value, look, keep=keep))
        if not paragraphs:
            paragraphs = [element("p", _style(look.cell, keep=keep, right=right))]
            paragraphs[0].extend(_runs(value, bold=bold))
        for paragraph in paragraphs:
            _shrink(paragraph, look)
        shading = COLOURS[value.tone].shading() if isinstance(value, Mark) else None
        cells.append(_cell(width, *paragraphs, shading=shading))
    return cells


def _listed(value: TableValue, look: TableLook, *, keep: bool) -> Iterator[etree._Element]:
    """Write a text that has lists as paragraphs of its cell; nothing for any other value."""
    read = lines_of(paragraphs_of(value)) if isinstance(value, str) else ()
    if len(read) > 1 and any(one.kind is not LineKind.PARAGRAPH for one in read):
        for one in read:
            style = _style(look.cell, keep=keep)
            place = list_place(one, look)
            if place is not None:
                style.append(place)
                style.append(element("ind", left=227, hanging=227))
            yield element("p", style, run(as_typed(one) if place is None else one.text))


def _runs(value: TableValue, *, bold: bool) -> tuple[etree._Element, ...]:
    if isinstance(value, Mark):
        return mark_runs(value, bold=bold)
    weight = (element("b"), element("bCs")) if bold else ()
    return (run(shown(value), *weight),)


def _size(look: TableLook) -> tuple[etree._Element, ...]:
    """The type size, where it is not the style's."""
    size = look.half_points
    return (element("sz", val=size), element("szCs", val=size)) if look.is_tight else ()


def _shrink(paragraph: etree._Element, look: TableLook) -> None:
    for each in paragraph.iter(w("r")) if look.is_tight else ():
        properties = each.find(w("rPr"))
        if properties is None:
            properties = element("rPr")
            each.insert(0, properties)
        shade = properties.find(w("shd"))
        at = len(properties) if shade is None else properties.index(shade)
        for part in reversed(_size(look)):
            properties.insert(at, part)


def _cell(
    width: int, *paragraphs: etree._Element, shading: etree._Element | None = None
) -> etree._Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if shading is not None:
        properties.append(shading)
    return element("tc", properties, *paragraphs)


def _style(style_id: str, *, keep: bool = False, right: bool = False) -> etree._Element:
    made = element("pPr", element("pStyle", val=style_id))
    if keep:
        made.append(element("keepNext"))
    if right:
        made.append(element("jc", val="right"))
    return made


def _lines(row: Sequence[TableValue], widths: Sequence[int], look: TableLook) -> int:
    def of(value: TableValue, width: int) -> int:
        room = max(width - 160, 1)
        lines = shown(value).split("\n")
        return sum(-(-text_width(line, look.half_points) // room) or 1 for line in lines)

    return max((of(value, width) for value, width in zip(row, widths, strict=True)), default=1)
