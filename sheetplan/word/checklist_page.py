"""A checklist as a Word page in the template's styles, with boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sheetplan.tables.duties import Checklist, Duty, Seen
from sheetplan.word.finishing import describe
from sheetplan.word.look import style_ids
from sheetplan.word.ooxml import (
    SYMBOL_FONT,
    W14,
    clean,
    element,
    run,
    symbol_fonts,
    w,
)
from sheetplan.word.package import (
    CORE,
    DOCUMENT,
    STYLES,
    parse_part,
    read_parts,
    write_parts,
    xml_bytes,
)

_TICKED, _EMPTY = "☒", "☐"
_INTRODUCTION = (
    "Ett kryss betyder att uppgiften finns i svaren eller i planen. Läs ändå igenom den. Kryssa "
    "själv i resten när de är klara."
)


def write_checklist(template: bytes, checklist: Checklist, organisation: str) -> bytes:
    """Write a checklist; the same template and list give the same bytes.

    Raises:
        TemplateFault: the template cannot be used; the sentence says why.
    """
    parts = read_parts(template)
    document = parse_part(parts[DOCUMENT])
    ids = style_ids(parse_part(parts[STYLES]))
    body = document.find(w("body"))
    if body is not None:
        section = body.find(w("sectPr"))
        body[:] = list(_blocks(checklist, ids))
        if section is not None:
            body.append(_plain(section))
    core = parse_part(parts[CORE])
    describe(core, checklist.title, organisation)
    return write_parts(parts | {DOCUMENT: xml_bytes(document), CORE: xml_bytes(core)})


def _plain(section: etree._Element) -> etree._Element:
    """Take the heads and feet away: they hold the template's tags."""
    for name in ("headerReference", "footerReference", "titlePg"):
        for old in section.findall(w(name)):
            section.remove(old)
    return section


def _blocks(checklist: Checklist, ids: dict[str, str]) -> Iterator[etree._Element]:
    yield _paragraph(ids.get("heading 1", ""), run(clean(checklist.title)))
    yield _paragraph("", run(_counted(checklist)))
    yield _paragraph("", run(_INTRODUCTION))
    for number, duty in enumerate(checklist.duties, 1):
        yield _duty(number, duty)


def _counted(checklist: Checklist) -> str:
    of = len(checklist.duties)
    counts = {seen: checklist.counted(seen) for seen in Seen}
    return (
        f"{counts[Seen.DONE]} av {of} punkter är klara, {counts[Seen.MISSING]} är kvar att göra "
        f"och {counts[Seen.ASK]} bedömer du själv."
    )


def _duty(number: int, duty: Duty) -> etree._Element:
    marked = f"{duty.seen.value}: " if duty.seen is Seen.MISSING else ""
    told = f"{marked}{duty.found}" if duty.found else f"{Seen.ASK.value}."
    return _paragraph(
        "",
        _box(number, duty),
        run(f"  {clean(duty.text)}", element("b"), element("bCs")),
        run(f"\n{clean(told)}\nKälla: {clean(duty.source)}"),
        keep=True,
    )


def _box(number: int, duty: Duty) -> etree._Element:
    done = duty.seen is Seen.DONE
    box = etree.Element(f"{{{W14}}}checkbox", nsmap={"w14": W14})
    etree.SubElement(box, f"{{{W14}}}checked").set(f"{{{W14}}}val", "1" if done else "0")
    for name, symbol in (("checkedState", _TICKED), ("uncheckedState", _EMPTY)):
        state = etree.SubElement(box, f"{{{W14}}}{name}")
        state.set(f"{{{W14}}}val", f"{ord(symbol):04X}")
        state.set(f"{{{W14}}}font", SYMBOL_FONT)
    properties = element(
        "sdtPr",
        element("alias", val=clean(duty.text)[:60]),
        element("tag", val=f"punkt.{number}"),
        element("id", val=number),
    )
    properties.append(box)
    shown = run(_TICKED if done else _EMPTY, symbol_fonts())
    return element("sdt", properties, element("sdtContent", shown))


def _paragraph(style: str, *content: etree._Element, keep: bool = False) -> etree._Element:
    properties = element("pPr")
    if style:
        properties.append(element("pStyle", val=style))
    if keep:
        properties.append(element("keepLines"))
        properties.append(element("spacing", before=120, after=120))
        properties.append(element("ind", left=425, hanging=425))
    return element("p", properties, *content)
