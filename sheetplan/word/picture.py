"""A chart in Word: a picture with its alt text, drawn once, when the report is finished."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from lxml import etree

from sheetplan.tables.chart import Chart, Drawing
from sheetplan.word.control import inline_control
from sheetplan.word.look import TableLook
from sheetplan.word.ooxml import clean, element, field, run
from sheetplan.word.package import (
    DOCUMENT,
    RELATION_SPACE,
    RELATIONS,
    TYPE_SPACE,
    TYPES,
    Parts,
    parse_part,
    xml_bytes,
)

_KINDS = {
    "trend": "utveckling",
    "chart-judged": "bedömningar",
    "chart-budget": "budget",
    "chart-bridge": "ramar",
}
_MADE = "diagram:"  # begins what a picture is embedded by until it is drawn
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_INCH = 914_400
_NARROW, _WIDE = 3.1, 6.3  # inches
_LINE_HEIGHT, _BAR, _AROUND = 1.5, 0.27, 0.2
_DEEPER = 1.5  # where several bars stand beside each other
_TWIPS = 1440
_SPACES = {
    "wp": f"{_DRAWING}/wordprocessingDrawing",
    "a": f"{_DRAWING}/main",
    "pic": f"{_DRAWING}/picture",
    "r": _OFFICE,
}


def chart_blocks(charts: Sequence[Chart], look: TableLook) -> tuple[etree._Element, ...]:
    """Write charts: small ones beside each other, one that fills the width with its caption."""
    small = [chart for chart in charts if chart.drawing is Drawing.LINE]
    blocks = []
    if small:
        runs = (_control(one, look) for one in small)
        blocks.append(element("p", *_styled(look.figure), *runs))
    for chart in charts:
        if chart not in small:
            title = run(f" {clean(chart.title)}")
            style = element("pPr", element("pStyle", val=look.caption), element("keepNext"))
            number = field("SEQ Diagram \\* ARABIC", "0")
            blocks.append(element("p", style, run("Diagram "), *number, title))
            blocks.append(element("p", *_styled(look.figure), _control(chart, look)))
    return tuple(blocks)


def size_of(chart: Chart) -> tuple[float, float]:
    """Return how wide and high a chart is drawn, in inches."""
    if chart.drawing is Drawing.LINE:
        return _NARROW, _LINE_HEIGHT
    legend = {Drawing.PARTS: 2 * _BAR, Drawing.GROUPS: _BAR}.get(chart.drawing, 0)
    bar = _BAR * _DEEPER if chart.drawing is Drawing.GROUPS else _BAR
    return _WIDE, _AROUND + legend + bar * max(len(chart.labels), 1)


def _styled(style: str) -> tuple[etree._Element, ...]:
    return (element("pPr", element("pStyle", val=style)),) if style else ()


def chart_id(chart: Chart) -> str:
    """Return a chart's id in a report, in words that people may meet in Word."""
    kind, _, rest = chart.key.partition("-")
    return f"diagram.{_KINDS.get(chart.key) or f'{_KINDS.get(kind, kind)}.{rest}'}"


def _control(chart: Chart, look: TableLook) -> etree._Element:
    return inline_control(chart_id(chart), [_run(chart, look)], clean(chart.title))


def _run(chart: Chart, look: TableLook) -> etree._Element:
    wide, high = size_of(chart)
    share = min(look.width / _TWIPS / _WIDE, 1.0)
    return element("r", _drawn(chart, round(wide * share * _INCH), round(high * share * _INCH)))


def _drawn(chart: Chart, wide: int, high: int) -> etree._Element:
    said, name = clean(chart.said), clean(chart.key)
    holder = element("drawing")
    inline = _add(holder, "wp:inline", distT=0, distB=0, distL=0, distR=0)
    _add(inline, "wp:extent", cx=wide, cy=high)
    _add(inline, "wp:docPr", id=1, name=name, descr=said)
    graphic = _add(inline, "a:graphic")
    picture = _add(_add(graphic, "a:graphicData", uri=_SPACES["pic"]), "pic:pic")
    known = _add(picture, "pic:nvPicPr")
    _add(known, "pic:cNvPr", id=0, name=name)
    _add(known, "pic:cNvPicPr")
    fill = _add(picture, "pic:blipFill")
    blip = _add(fill, "a:blip")
    blip.set(f"{{{_OFFICE}}}embed", f"{_MADE}{name}")
    _add(_add(fill, "a:stretch"), "a:fillRect")
    shape = _add(picture, "pic:spPr")
    frame = _add(shape, "a:xfrm")
    _add(frame, "a:off", x=0, y=0)
    _add(frame, "a:ext", cx=wide, cy=high)
    _add(_add(shape, "a:prstGeom", prst="rect"), "a:avLst")
    return holder


def _add(parent: etree._Element, name: str, /, **attributes: str | int) -> etree._Element:
    space, _, local = name.partition(":")
    values = {key: str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{_SPACES[space]}}}{local}", values, nsmap=_SPACES)


def draw_charts(parts: Parts, charts: Iterable[Chart]) -> Parts:
    """Draw the charts of a report that are not drawn yet, each once, and put them in the file.

    A picture's name tells its chart and what that says, so that a chart with new figures gets a
    new picture and one that stands elsewhere keeps its own.
    """
    document = parse_part(parts[DOCUMENT])
    embed = f"{{{_OFFICE}}}embed"
    shown = [node for node in document.iter(f"{{{_SPACES['a']}}}blip")
             if node.get(embed, "").startswith(_MADE)]  # fmt: skip
    if not shown:
        return parts
    from sheetplan.word.drawing import draw  # noqa: PLC0415 - reports without charts do not pay

    by_key = {clean(chart.key): chart for chart in charts}
    relations, pictures = parse_part(parts[RELATIONS]), dict[str, bytes]()
    for node in shown:
        chart = by_key[node.get(embed, "").removeprefix(_MADE)]
        name = _name_of(chart)
        target = f"media/{name}.png"
        if f"word/{target}" not in {*parts, *pictures}:
            pictures[f"word/{target}"] = draw(chart, size_of(chart))
        _relate(relations, name, target)
        node.set(embed, name)
    types = parse_part(parts[TYPES])
    _declare_png(types)
    written = {DOCUMENT: document, RELATIONS: relations, TYPES: types}
    return {**parts, **{name: xml_bytes(root) for name, root in written.items()}, **pictures}


def _name_of(chart: Chart) -> str:
    told = f"{chart.key}\n{chart.said}"
    return f"sheetplan{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _relate(relations: etree._Element, name: str, target: str) -> None:
    if not any(one.get("Id") == name for one in relations):
        told = {"Id": name, "Type": f"{_OFFICE}/image", "Target": target}
        etree.SubElement(relations, f"{{{RELATION_SPACE}}}Relationship", told)


def number_pictures(texts: Iterable[etree._Element]) -> None:
    """Give every picture a number of its own; one that is alone with its number keeps it."""
    seen: set[str] = set()
    for node in (node for text in texts for node in text.iter(f"{{{_SPACES['wp']}}}docPr")):
        number = node.get("id", "")
        while number in seen or not number.isdecimal():
            number = str(int(number or "0") + 1 if number.isdecimal() else 1)
        seen.add(number)
        node.set("id", number)


def _declare_png(types: etree._Element) -> None:
    kinds = types.findall(f"{{{TYPE_SPACE}}}Default")
    if not any(kind.get("Extension", "").casefold() == "png" for kind in kinds):
        made = etree.Element(f"{{{TYPE_SPACE}}}Default", Extension="png", ContentType="image/png")
        types.insert(0, made)
