"""How a sheet is seen and printed: one page wide, its name and page numbers at the foot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from openpyxl.worksheet.worksheet import Worksheet

_A4, _A3 = 9, 8
_WIDE = 190  # characters that A4 has no room for
_LINE, _MARGIN, _HIGHEST = 15, 4, 405  # points; Excel's highest row is 409


def set_up_page(
    tab: Worksheet, orientation: Literal["portrait", "landscape"], width: float = 0
) -> None:
    """Set up the view and the printed page, A3 where so many characters have no room on A4."""
    tab.sheet_view.showGridLines = False
    tab.page_setup.orientation = orientation
    tab.page_setup.paperSize = _A3 if width > _WIDE else _A4
    tab.page_setup.fitToWidth, tab.page_setup.fitToHeight = 1, 0
    tab.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # always there
    footer = tab.oddFooter
    assert footer is not None  # noqa: S101 - openpyxl always makes one
    assert footer.left is not None  # noqa: S101
    assert footer.right is not None  # noqa: S101
    footer.left.text, footer.right.text = "&A", "Sida &P av &N"


def protect(tab: Worksheet) -> None:
    """Guard locked cells against slips, with no password; widths may still be changed."""
    tab.protection.sheet = True
    tab.protection.formatColumns = tab.protection.formatRows = False


def row_height(texts: Iterable[tuple[str, int]]) -> float:
    """Return the height in points that a row needs; LibreOffice does not measure by itself.

    Args:
        texts: each cell's text and its column's width in characters.
    """
    lines = [1]
    for text, width in texts:
        lines.append(sum(max(1, -(-len(part) // max(1, width - 2))) for part in text.split("\n")))
    return min(_LINE * max(lines) + _MARGIN, _HIGHEST)
