"""Surgery on a workbook's parts, as other programs and odd accidents leave them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from openpyxl.utils import column_index_from_string as number_of
from openpyxl.utils import get_column_letter as letter_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK, STYLES, TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."

At = tuple[int, int]
Move = Callable[[At], At | None]


def q(name: str) -> str:
    """Return a name with its namespace."""
    return f"{{{MAIN}}}{name}"


def at(cell: str) -> At:
    """Return row and column of an address."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert found
    return int(found[2]), number_of(found[1])


class Book:
    """A workbook as its parts; a sheet is parsed when it is asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def bytes(self) -> bytes:
        """Return the file."""
        for name, tree in self._trees.items():
            self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return buffer.getvalue()

    def tree(self, part: str) -> etree._Element:
        """Return a part to be changed."""
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    def titles(self) -> list[str]:
        """Return the names of the tabs."""
        return [str(s.get("name")) for s in self.tree(BOOK).iter(q("sheet"))]

    def part_of(self, title: str) -> str:
        """Return the part of a tab."""
        return f"xl/worksheets/sheet{self.titles().index(title) + 1}.xml"

    def sheet(self, title: str) -> etree._Element:
        """Return a tab's tree."""
        return self.tree(self.part_of(title))

    def swap(self, part: str, old: str, new: str) -> None:
        """Change a text in a part; it must be there."""
        text = self.parts[part].decode()
        assert old in text
        self.parts[part] = text.replace(old, new).encode()

    def cell(self, title: str, where: str) -> etree._Element:
        """Return a cell, made if it is missing."""
        data = self.sheet(title).find(q("sheetData"))
        assert data is not None
        row, col = at(where)
        line = next((r for r in data if int(str(r.get("r"))) == row), None)
        if line is None:
            later = [r for r in data if int(str(r.get("r"))) > row]
            line = etree.Element(q("row"), r=str(row))
            data.insert(list(data).index(later[0]) if later else len(data), line)
        for c in line:
            if c.get("r") == where:
                return c
        place = sum(at(str(c.get("r")))[1] < col for c in line)
        made = etree.Element(q("c"), r=where)
        line.insert(place, made)
        return made

    def put(self, title: str, where: str, inner: str, kind: str = "", style: str = "") -> None:
        """Give a cell this content as XML; its style stays unless another is given."""
        cell = self.cell(title, where)
        for child in list(cell):
            cell.remove(child)
        if "t" in cell.attrib:
            del cell.attrib["t"]
        if kind:
            cell.set("t", kind)
        if style:
            cell.set("s", style)
        if inner:
            cell.extend(etree.fromstring(f'<x xmlns="{MAIN}">{inner}</x>'))

    def text(self, title: str, where: str, text: str) -> None:
        """Type a text."""
        self.put(title, where, "<is><t/></is>", "inlineStr")
        t = self.cell(title, where).find(f"{q('is')}/{q('t')}")
        assert t is not None
        t.text = text
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def move(self, title: str, to: Move) -> None:
        """Move every cell; where the answer is None it is left out."""
        data = self.sheet(title).find(q("sheetData"))
        assert data is not None
        placed: dict[At, etree._Element] = {}
        rows: dict[int, dict[str, str]] = {}
        for line in data:
            number = int(str(line.get("r")))
            for c in line:
                there = to(at(str(c.get("r"))))
                if there:
                    copy = deepcopy(c)
                    copy.set("r", f"{letter_of(there[1])}{there[0]}")
                    placed[there] = copy
                    rows.setdefault(there[0], {str(k): str(v) for k, v in line.attrib.items()})
            if not len(line):
                rows.setdefault(number, {})
        for line in list(data):
            data.remove(line)
        for number in sorted(rows):
            line = etree.SubElement(data, q("row"), rows[number] | {"r": str(number)})
            line.extend(placed[key] for key in sorted(placed) if key[0] == number)

    def after(self, title: str, name: str, xml: str) -> None:
        """Put an element after another on a tab."""
        sheet = self.sheet(title)
        found = sheet.find(q(name))
        assert found is not None
        for number, element in enumerate(etree.fromstring(f'<x xmlns="{MAIN}">{xml}</x>'), 1):
            sheet.insert(list(sheet).index(found) + number, element)

    def style(self, number_format: str) -> str:
        """Make a style with a number format and return its number."""
        styles = self.tree(STYLES)
        xfs, formats = styles.find(q("cellXfs")), styles.find(q("numFmts"))
        if formats is None:
            formats = etree.Element(q("numFmts"))
            styles.insert(0, formats)
        assert xfs is not None
        number = str(900 + len(formats))
        etree.SubElement(formats, q("numFmt"), numFmtId=number, formatCode=number_format)
        etree.SubElement(xfs, q("xf"), numFmtId=number, fontId="0", fillId="0", borderId="0")
        return str(len(xfs) - 1)

    def add_sheet(self, title: str, xml: str) -> None:
        """Add a tab with these rows."""
        number = len(self.titles()) + 1
        self.parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'.encode()
        )
        sheets = self.tree(BOOK).find(q("sheets"))
        assert sheets is not None
        tab = etree.SubElement(sheets, q("sheet"), name=title, sheetId=str(number))
        tab.set(f"{{{REL}}}id", f"rIdExtra{number}")
        relations = self.tree(RELATIONS)
        etree.SubElement(
            relations,
            "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship",
            Id=f"rIdExtra{number}",
            Type=f"{REL}/worksheet",
            Target=f"worksheets/sheet{number}.xml",
        )
