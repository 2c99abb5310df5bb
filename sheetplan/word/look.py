"""What a template offers to tables: its styles by name, its text width, its type size."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from sheetplan.word.fault import TemplateFault
from sheetplan.word.ooxml import w

TABLE_STYLE = "Sheetplan Tabell"
CELL_STYLE = "Tabelltext"
HEADER_STYLE = "Tabellrubrik"
NOTE_STYLE = "Tabellnot"
CAPTION_STYLE = "caption"
NEEDED_STYLES = (TABLE_STYLE, CELL_STYLE, HEADER_STYLE, NOTE_STYLE, CAPTION_STYLE)
ITEM_STYLE = "list bullet"  # a template without it gets its notes' style
NUMBER_STYLE = "list number"  # a template without it gets the numbers as they were typed
BODY_STYLE = "body text"  # a template without it gets the style that paragraphs have
FIGURE_STYLE = "diagram"  # as the last
_A4_TEXT = 9070  # twips: A4 with margins of 2.5 cm
_HALF_POINTS = 22


@dataclass(frozen=True)
class TableLook:
    """Style ids, text width in twips and type size in half-points.

    Attributes:
        bullets: the number of the list that the style for items has.
        is_tight: whether the type is smaller than the style's.
    """

    table: str
    cell: str
    header: str
    note: str
    caption: str
    item: str
    width: int = _A4_TEXT
    half_points: int = 19
    number: str = ""
    body: str = ""
    figure: str = ""
    bullets: str = ""
    is_tight: bool = False


def style_ids(styles: etree._Element) -> dict[str, str]:
    """Find every style's id by its name in small letters; Word translates ids, not names."""
    found = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        if name is not None:
            found[name.get(w("val"), "").casefold()] = style.get(w("styleId"), "")
    return found


def table_look(styles: etree._Element, document: etree._Element) -> TableLook:
    """Read what tables need of a template.

    Raises:
        TemplateFault: a style that tables are written with is gone.
    """
    ids = style_ids(styles)
    for name in NEEDED_STYLES:
        if name.casefold() not in ids:
            raise TemplateFault.no_style(name)
    table, cell, header, note, caption = (ids[name.casefold()] for name in NEEDED_STYLES)
    width, size = _text_width(document), _size(styles, cell)
    item = ids.get(ITEM_STYLE, note)
    number = ids.get(NUMBER_STYLE, "")
    if not _list_of(styles, number):
        number = ""
    bullets = _list_of(styles, ids.get(ITEM_STYLE, ""))
    body, figure = ids.get(BODY_STYLE, ""), ids.get(FIGURE_STYLE, "")
    return TableLook(
        table, cell, header, note, caption, item, width, size, number, body, figure, bullets
    )


def _list_of(styles: etree._Element, style_id: str) -> str:
    """Return the number of the list that a style puts its paragraphs in; blank for none."""
    own = (style for style in styles.iter(w("style")) if style.get(w("styleId")) == style_id)
    found = (style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}") for style in own)
    return next((node.get(w("val"), "") for node in found if node is not None), "")


def _text_width(document: etree._Element) -> int:
    section = document.find(f"{w('body')}/{w('sectPr')}")
    if section is None:
        return _A4_TEXT
    page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if page is None or margins is None:
        return _A4_TEXT
    sides = (margins.get(w("left"), "0"), margins.get(w("right"), "0"))
    return int(page.get(w("w"), "0")) - sum(int(side) for side in sides) or _A4_TEXT


def _size(styles: etree._Element, style_id: str) -> int:
    for style in styles.iter(w("style")):
        size = style.find(f"{w('rPr')}/{w('sz')}")
        if style.get(w("styleId")) == style_id and size is not None:
            return int(size.get(w("val"), str(_HALF_POINTS)))
    return _HALF_POINTS
