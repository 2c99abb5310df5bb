"""A workbook as bytes: cached values in place, times fixed: equal input, equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime

from lxml import etree
from openpyxl.workbook import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_N = f"{{{MAIN}}}"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAY_ZERO = date(1899, 12, 30)  # Excel's count of days, right from March 1900
_FIXED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

Values = Mapping[str, str | float | int | date | None]


def finish(workbook: Workbook, cached: Mapping[str, Values]) -> bytes:
    """Save a workbook with formulas' values in place.

    Args:
        workbook: what openpyxl made.
        cached: sheet name → cell address → the value that its formula gives.
    """
    workbook.properties.creator = "sheetplan"
    workbook.properties.created = _FIXED
    workbook.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    workbook.save(buffer)
    parts = _read(buffer.getvalue())
    core = etree.fromstring(parts["docProps/core.xml"])
    for element in core.iter("{http://purl.org/dc/terms/}modified"):
        element.text = f"{_FIXED.isoformat()}Z"
    parts["docProps/core.xml"] = _bytes(core)
    return _with_values(parts, cached, {}, formulas=True)


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
    typed = _with_values(_read(data), values, heights, formulas=False)
    return _with_values(_read(typed), cached, {}, formulas=True)


def _with_values(
    parts: dict[str, bytes],
    values: Mapping[str, Values],
    heights: Mapping[str, Mapping[int, float]],
    *,
    formulas: bool,
) -> bytes:
    for name, part in _sheet_parts(parts).items():
        tree = etree.fromstring(parts[part])
        for row in tree.iter(f"{_N}row"):
            row.attrib.pop("customHeight", "")  # lets the row grow with what is written
            height = heights.get(name, {}).get(int(row.get("r", "0")))
            if height is not None:
                row.set("ht", str(height))
        wanted = values.get(name, {})
        for cell in tree.iter(f"{_N}c"):
            address = cell.get("r", "")
            if address in wanted:
                _set(cell, wanted[address], keep_formula=formulas)
        parts[part] = _bytes(tree)
    return _write(parts)


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


def _sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return sheet name → part name of a workbook that openpyxl wrote."""
    rels = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {rel.get("Id", ""): rel.get("Target", "").lstrip("/") for rel in rels}
    sheets = etree.fromstring(parts["xl/workbook.xml"]).iter(f"{_N}sheet")
    return {s.get("name", ""): targets[s.get(f"{{{_RELS}}}id", "")] for s in sheets}


def _bytes(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same bytes on Windows and elsewhere
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
