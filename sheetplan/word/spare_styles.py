"""Styles that a template lacks, lent by the one that we ship: some programs cannot make them."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from sheetplan.word.look import FIGURE_STYLE, NEEDED_STYLES, style_ids
from sheetplan.word.ooxml import w
from sheetplan.word.package import STYLES, Parts, parse_part, read_parts, xml_bytes


def lend_styles(parts: Parts, spare: bytes) -> Parts:
    """Add the styles that reports are written with and that the template does not have."""
    styles = parse_part(parts[STYLES])
    known = style_ids(styles)
    lacking = [name for name in (*NEEDED_STYLES, FIGURE_STYLE) if name.casefold() not in known]
    if not lacking:
        return parts
    source = parse_part(read_parts(spare)[STYLES])
    ids = set(known.values())
    for style in _chosen(source, [name.casefold() for name in lacking]):
        made = deepcopy(style)
        made.attrib.pop(w("default"), "")
        styles.append(made)
        ids.add(made.get(w("styleId"), ""))
    _forget_unknown(styles, ids)
    return parts | {STYLES: xml_bytes(styles)}


def _chosen(source: etree._Element, names: list[str]) -> list[etree._Element]:
    wanted = {style_ids(source).get(name) for name in names}
    return [style for style in source.iter(w("style")) if style.get(w("styleId")) in wanted]


def _forget_unknown(styles: etree._Element, ids: set[str]) -> None:
    """Let a style stand by itself where what it is based on is not there."""
    for style in styles.iter(w("style")):
        for name in ("basedOn", "next"):
            link = style.find(w(name))
            if link is not None and link.get(w("val")) not in ids:
                style.remove(link)
