"""How workbooks look: colours with enough contrast, fonts, number formats per kind."""

from __future__ import annotations

from copy import copy
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook import Workbook

from sheetplan.plan.mark import Tone
from sheetplan.schema.kinds import Date, Kind, Number, Whole

INK = "1F2937"
BLUE = "1F3864"
MUTED = "595959"
_LINE = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

TITLE = Font(name="Calibri", size=16, bold=True, color=BLUE)
HEADING = Font(name="Calibri", size=12, bold=True, color=BLUE)
PLAIN = Font(name="Calibri", size=11, color=INK)
STRONG = Font(name="Calibri", size=11, bold=True, color=INK)
QUIET = Font(name="Calibri", size=10, color=MUTED)
ON_DARK = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
EXAMPLE = Font(name="Calibri", size=10, italic=True, color=MUTED)
LINK = Font(name="Calibri", size=11, color="0563C1", underline="single")
WARNING = Font(name="Calibri", size=11, bold=True, color="9C0006")

HEADER_FILL = PatternFill("solid", fgColor=BLUE)
INPUT_FILL = PatternFill("solid", fgColor="FFF5CC")
LOCKED_FILL = PatternFill("solid", fgColor="FFFFFF")
COMPUTED_FILL = PatternFill("solid", fgColor="EEF2F8")
CLOSED_FILL = PatternFill("solid", fgColor="EDEDED")

TOP = Alignment(wrap_text=True, vertical="top")
INDENTED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
TOP_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE = Alignment(wrap_text=True, vertical="center")
MIDDLE_INDENTED = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
LEFT = Alignment(horizontal="left", vertical="center")
ONE_LINE = Alignment(vertical="center")

# Tint and ink of each tone; the contrast of every pair is over 4.5.
TONES = {
    Tone.GOOD: ("C6EFCE", "006100"),
    Tone.PARTLY: ("FFEB9C", "6B4E00"),
    Tone.BAD: ("FFC7CE", "9C0006"),
    Tone.QUIET: ("E7E6E6", "404040"),
}


_TONE_FILLS = {tone: PatternFill("solid", fgColor=tint) for tone, (tint, _) in TONES.items()}
_TONE_FONTS = {tone: Font(name="Calibri", size=11, color=ink) for tone, (_, ink) in TONES.items()}


def tone_fill(tone: Tone) -> PatternFill:
    """Return a tone's tint as a cell fill."""
    return _TONE_FILLS[tone]


def tone_font(tone: Tone) -> Font:
    """Return a tone's ink."""
    return _TONE_FONTS[tone]


class Look(NamedTuple):
    """How a bordered cell looks; font, fill and alignment are constants of this module."""

    font: Font
    fill: PatternFill | None
    alignment: Alignment
    number_format: str = "General"
    locked: bool = True


_WORN: WeakKeyDictionary[Workbook, dict[tuple[object, ...], Any]] = WeakKeyDictionary()


def dress(cell: Any, look: Look) -> None:  # noqa: ANN401 - the stubs know no ``_style``
    """Give a cell its look; openpyxl works each look out only once in a workbook."""
    worn = _WORN.setdefault(cell.parent.parent, {})
    key = (id(look.font), id(look.fill), id(look.alignment), *look[3:])
    if key in worn:
        cell._style = copy(worn[key])  # noqa: SLF001 - openpyxl's own way to copy a style
        return
    cell.font, cell.border, cell.alignment = look.font, BORDER, look.alignment
    cell.fill = PatternFill() if look.fill is None else look.fill
    cell.number_format = look.number_format
    cell.protection = Protection(locked=look.locked)
    worn[key] = copy(cell._style)  # noqa: SLF001 - as above


def is_figure(kind: Kind) -> bool:
    """Tell whether a kind leans right, as numbers and days do."""
    return isinstance(kind, Number | Date)


def alignment(kind: Kind) -> Alignment:
    """Return how a kind leans: words a little in from a figure that stands to the left."""
    return TOP if is_figure(kind) else INDENTED


TEXT_FORMAT = "@"


def number_format(kind: Kind) -> str:
    """Return Excel's format code for a kind; texts are kept as typed."""
    if isinstance(kind, Date):
        return "yyyy-mm-dd"
    if isinstance(kind, Whole):
        return "0"
    if isinstance(kind, Number):
        decimals = "." + "0" * kind.decimals if kind.decimals else ""
        return f"0{decimals}%" if kind.is_percent else f"#,##0{decimals}"
    return TEXT_FORMAT
