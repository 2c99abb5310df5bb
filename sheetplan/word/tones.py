"""Colours of marks in Word: dark ink on a light tint, always beside symbol and word."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from sheetplan.plan.mark import Mark, Tone
from sheetplan.word.ooxml import element, run, symbol_fonts


@dataclass(frozen=True)
class Colours:
    """Ink and tint as RRGGBB."""

    ink: str
    tint: str

    @property
    def contrast(self) -> float:
        """The contrast ratio of WCAG 2.1, at least 4.5 for text."""
        light, dark = sorted((_luminance(self.ink), _luminance(self.tint)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def shading(self) -> etree._Element:
        """The tint, for a cell or a run."""
        return element("shd", val="clear", color="auto", fill=self.tint)


COLOURS = {
    Tone.GOOD: Colours("1E4620", "E2F0D9"),
    Tone.PARTLY: Colours("5C4400", "FFF2CC"),
    Tone.BAD: Colours("7A1B12", "FBE0DD"),
    Tone.QUIET: Colours("3A3A3A", "EDEDED"),
}


def mark_runs(
    mark: Mark, *, shaded: bool = False, bold: bool = False
) -> tuple[etree._Element, ...]:
    """Write a mark as runs: its symbol in a font that has it, then its word."""
    colours = COLOURS[mark.tone]
    weight = ("b", "bCs") if bold else ()

    def look() -> list[etree._Element]:
        tint = [colours.shading()] if shaded else []
        return [*(element(name) for name in weight), element("color", val=colours.ink), *tint]

    return run(mark.symbol, symbol_fonts(), *look()), run(f" {mark.word}", *look())


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
