"""The XML of Word: names, elements, and text that arrives as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_DECLARED = f' xmlns:w="{W}"'
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|["
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
    + "]"
)
SYMBOL_FONT: Final = "Segoe UI Symbol"


class Fragment:
    """Finished XML, which a template sets in as it is.

    Attributes:
        title: what it is to people, where it is something that can be written again.
    """

    def __init__(self, *elements: etree._Element, title: str = "") -> None:
        self.elements = elements
        self.title = title

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that it holds."""
        return tuple(text for block in self.elements for text in _fixed_texts(block))

    def __html__(self) -> str:
        return "".join(_write(element) for element in self.elements)


def w(name: str) -> str:
    """Write a name of WordprocessingML in lxml's way."""
    return f"{{{W}}}{name}"


def element(name: str, /, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """Make an element of WordprocessingML; its attributes are of the same vocabulary."""
    made = etree.Element(w(name), {w(k): str(v) for k, v in attributes.items()}, nsmap={"w": W})
    made.extend(children)
    return made


def clean(text: str) -> str:
    """Drop what no XML can hold, and write every line break as LF."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def run(text: str, *properties: etree._Element) -> etree._Element:
    """Make a run of text with its line breaks and tabs."""
    made = element("r")
    if properties:
        made.append(element("rPr", *properties))
    for part in re.split("([\n\t])", clean(text)):
        if part in ("\n", "\t"):
            made.append(element("br" if part == "\n" else "tab"))
        elif part:
            written = element("t")
            written.set(XML_SPACE, "preserve")
            written.text = part
            made.append(written)
    return made


def symbol_fonts() -> etree._Element:
    """Name a font that has the marks' symbols; ordinary text fonts lack them."""
    font = SYMBOL_FONT
    return element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def field(instruction: str, shown: str) -> tuple[etree._Element, ...]:
    """Make the runs of a field with the result that is shown until it is updated."""
    code = element("instrText")
    code.set(XML_SPACE, "preserve")
    code.text = f" {instruction} "
    return (
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    )


def text_of(block: etree._Element) -> str:
    """Read the text of a paragraph or cell, its line breaks and tabs as characters."""
    marks = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "\u2011"}
    parts = []
    for node in block.iter(w("t"), *marks):
        parent = node.getparent()
        if parent is not None and parent.tag == w("tabs"):
            continue  # a tab stop, not a tab
        parts.append(node.text or "" if node.tag == w("t") else marks[node.tag])
    return "".join(parts)


def _fixed_texts(block: etree._Element) -> Iterator[str]:
    """Walk through what stays as it is: all but the results of fields, numbered later."""
    in_field = False
    for node in block.iter(w("fldChar"), w("t")):
        if node.tag == w("fldChar"):
            in_field = node.get(w("fldCharType")) != "end"
        elif not in_field and node.text:
            yield node.text


def _write(block: etree._Element) -> str:
    # The context declares w; and docxtpl rewrites {_{ to {{, so that no brace may stand bare.
    xml = etree.tostring(block, encoding="unicode").replace(_DECLARED, "", 1)
    return xml.replace("{", "&#123;").replace("}", "&#125;")
