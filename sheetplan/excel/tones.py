"""Judgements coloured by their words, so that a sorted or typed cell has the right colour."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from sheetplan.excel import look
from sheetplan.plan.words import Judged


def colour_words(tab: Worksheet, letter: str, first: int, last: int, words: type[Judged]) -> None:
    """Colour the cells of a column, from one row to another, by the words in them."""
    for word in words:
        tint, ink = look.TONES[word.mark.tone]
        same = f'OR({letter}{first}="{word.label}",{letter}{first}="{word.mark}")'
        rule = Rule(type="expression", dxf=_tint(tint, ink), formula=[same])
        tab.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _tint(tint: str, ink: str) -> DifferentialStyle:
    fill = PatternFill("solid", bgColor=tint, fgColor=tint)
    return DifferentialStyle(font=Font(color=ink), fill=fill)
