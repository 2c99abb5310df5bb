"""A workbook as bytes: cached values in place, times fixed: equal input, equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from lxml import etree
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE, ARC_CUSTOM
from openpyxl.xml.functions import tostring

CARRIED = "sheetplan"  # the custom property that holds the issue id
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_N = f"{{{MAIN}}}"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FRAMES = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAY_ZERO = date(1899, 12, 30)  # Excel's count of days, right from March 1900
_FIXED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

Values = Mapping[str, str | float | int | date | None]
Charts = Mapping[str, Mapping[int, str]]


def finish(
    workbook: Workbook, cached: Mapping[str, Values], charts: Charts | None = None
) -> bytes:
    """Save a workbook with formulas' values in place.

    Args:
        workbook: what openpyxl made.
        cached: sheet name → cell address → the value that its formula gives.
        charts: sheet name → row → what the chart in it shows, in words; it keeps its height.
    """
    _date(workbook.properties)
    workbook.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(buffer, "w")).save()  # not packed: that comes after
    parts = read_parts(buffer.getvalue())
    charts = charts or {}
    _describe(parts, [words for rows in charts.values() for words in rows.values()])
    _set_values(parts, cached, {}, formulas=True, charts=charts)
    return write_parts({name: parts[name] for name in sorted(parts, key=is_own)})


def is_own(part: str) -> bool:
    """Tell the parts that differ between workbooks of one form; they stand last in the file."""
    return part.startswith("xl/worksheets/sheet") or part in {ARC_CORE, ARC_CUSTOM}


def document_properties(title: str, issue_id: str) -> dict[str, bytes]:
    """Return the parts that hold a workbook's properties, as ``finish`` writes them."""
    properties = DocumentProperties(title=title)
    _date(properties)
    carried = CustomPropertyList()  # type: ignore[var-annotated]  # generic in the stubs only
    carried.append(StringProperty(name=CARRIED, value=issue_id))
    trees = {ARC_CORE: properties.to_tree(), ARC_CUSTOM: carried.to_tree()}
    return {part: tostring(tree) for part, tree in trees.items()}  # type: ignore[misc]  # bytes


def _date(properties: DocumentProperties) -> None:
    properties.creator = "sheetplan"
    properties.created = properties.modified = _FIXED


def _describe(parts: dict[str, bytes], said: Sequence[str]) -> None:
    """Give charts what openpyxl has no place for: alternative text, and no title by Excel."""
    left = iter(said)
    drawings = [name for name in parts if name.startswith("xl/drawings/drawing")]
    for part in sorted(drawings, key=lambda name: (len(name), name)):  # drawing2 before drawing10
        tree = etree.fromstring(parts[part])
        for frame, words in zip(tree.iter(f"{_FRAMES}cNvPr"), left, strict=False):
            frame.set("name", f"Diagram {frame.get('id')}")
            frame.set("descr", words)
        parts[part] = _bytes(tree)
    for part in [name for name in parts if name.startswith("xl/charts/chart")]:
        tree = etree.fromstring(parts[part])
        for chart in tree.iter(f"{_CHARTS}chart"):
            title = chart.find(f"{_CHARTS}title")  # Excel wants it first, and no other order
            deleted = etree.Element(
                f"{_CHARTS}autoTitleDeleted", val="1" if title is None else "0"
            )
            chart.insert(0 if title is None else 1, deleted)
        parts[part] = _bytes(tree)


def with_values(
    data: bytes,
    values: Mapping[str, Values],
    cached: Mapping[str, Values],
    heights: Mapping[str, Mapping[int, float]],
) -> bytes:
    """Type values into the cells of a finished workbook, as a person would, and nothing else.

    Args:
        data: a workbook that ``finish`` made.
        values: sheet name → cell address → what is typed.
        cached: sheet name → cell address → what the formulas then give.
        heights: sheet name → row → its height in points.
    """
    parts = read_parts(data)
    _set_values(parts, values, heights, formulas=False)
    _set_values(parts, cached, {}, formulas=True)
    return write_parts(parts)


def _set_values(
    parts: dict[str, bytes],
    values: Mapping[str, Values],
    heights: Mapping[str, Mapping[int, float]],
    *,
    formulas: bool,
    charts: Charts | None = None,
) -> None:
    for name, part in sheet_parts(parts).items():
        tree = etree.fromstring(parts[part])
        for row in tree.iter(f"{_N}row"):
            number = int(row.get("r", "0"))
            if number not in (charts or {}).get(name, {}):
                row.attrib.pop("customHeight", "")  # lets the row grow with what is written
            height = heights.get(name, {}).get(number)
            if height is not None:
                row.set("ht", str(height))
        wanted = values.get(name, {})
        for cell in tree.iter(f"{_N}c"):
            address = cell.get("r", "")
            if address in wanted:
                _set(cell, wanted[address], keep_formula=formulas)
        parts[part] = _bytes(tree)


def _set(cell: etree._Element, value: str | float | date | None, *, keep_formula: bool) -> None:
    if keep_formula and cell.find(f"{_N}f") is None:
        return
    for child in list(cell):
        if not (keep_formula and child.tag == f"{_N}f"):
            cell.remove(child)
    cell.attrib.pop("t", "")
    if value is None and not keep_formula:
        return
    if isinstance(value, str) or value is None:
        if keep_formula:
            cell.set("t", "str")
            etree.SubElement(cell, f"{_N}v").text = value or ""
            return
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{_N}is"), f"{_N}t")
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return
    number = (value - _DAY_ZERO).days if isinstance(value, date) else value
    etree.SubElement(cell, f"{_N}v").text = repr(number)


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return sheet name → part name of a workbook that openpyxl wrote."""
    rels = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {rel.get("Id", ""): rel.get("Target", "").lstrip("/") for rel in rels}
    sheets = etree.fromstring(parts["xl/workbook.xml"]).iter(f"{_N}sheet")
    return {s.get("name", ""): targets[s.get(f"{{{_RELS}}}id", "")] for s in sheets}


def _bytes(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_parts(data: bytes) -> dict[str, bytes]:
    """Unpack a workbook that we have written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(parts: Mapping[str, bytes], begun: bytes = b"") -> bytes:
    """Pack parts, after those of an archive that is begun; equal parts give equal bytes."""
    buffer = io.BytesIO(begun)
    with zipfile.ZipFile(buffer, "a" if begun else "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same bytes on Windows and elsewhere
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
