"""Charts drawn as pictures (PNG): direct labels, readable in black and white, same bytes always.

The library is loaded here alone, when the first chart is drawn. One figure is used again for all.
"""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sheetplan.plan.mark import Tone
from sheetplan.tables.chart import Chart, Drawing

Size = tuple[float, float]

INK, SOFT, QUIET = "#1F3864", "#8FA6CB", "#595959"
_DOTS = 200  # per inch
_BAR = 0.27  # inches high, a legend's line too
_RULES: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # comes with the library, so that it is the same everywhere
    "font.size": 7.5,
    "axes.titlesize": 7.5,
    "hatch.linewidth": 0.6,
    "text.color": "#262626",
    "axes.unicode_minus": True,
    "text.parse_math": False,  # a name may hold a dollar sign
}
_HALO = {"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none"}
_TONES: dict[Tone | None, tuple[str, str]] = {
    Tone.GOOD: (INK, ""),
    Tone.PARTLY: (SOFT, ""),
    Tone.BAD: ("white", "////"),
    Tone.QUIET: ("#EDEDED", ""),
    None: (INK, ""),
}


def draw(chart: Chart, size: Size) -> bytes:
    """Draw a chart, so many inches wide and high.

    A character that the font lacks becomes a box; the chart's alt text has it.
    """
    with rc_context(_RULES), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure = _figure()
        for old in figure.axes:  # clearing them first would take a fifth of the time
            figure.delaxes(old)
        figure.set_size_inches(*size)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        for side in axes.spines.values():
            side.set_visible(False)
        _DRAWERS[chart.drawing](axes, chart)
        saved = BytesIO()
        figure.savefig(saved, format="png", dpi=_DOTS, metadata={"Software": None})
    return saved.getvalue()


@cache
def _figure() -> Figure:
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure


def _line(axes: Axes, chart: Chart) -> None:
    """Earlier years as a line, the target as a dashed level, each value beside its point."""
    known = [v for v in chart.lines[0].values if v is not None]
    values, said = [float(v) for v in known], [chart.show(v) for v in known]
    places = list(range(len(values)))
    joined = len(values) - 1 if chart.is_part_year else len(values)
    axes.plot(places[:joined], values[:joined], color=INK, linewidth=1.4, marker="o", markersize=4)
    if chart.is_part_year:
        axes.plot(places[-1:], values[-1:], "D", color=INK, markerfacecolor="white", markersize=5)
    for at, value in enumerate(values):
        around = values[max(at - 1, 0) : min(at + 2, joined)]
        is_low = at < joined and value == min(around) and len(set(around)) > 1
        axes.annotate(said[at], (at, value), (0, -5 if is_low else 5), ha="center",
                      va="top" if is_low else "bottom", textcoords="offset points",
                      fontweight="bold", bbox=_HALO)  # fmt: skip
    levels = list(values)
    end = len(values) - 1 + 0.35
    if chart.target is not None:
        target = float(chart.target)
        levels.append(target)
        axes.plot([-0.35, end], [target, target], "--", color=QUIET, linewidth=1)
        axes.annotate(f"mål {chart.show(chart.target)}", (end, target), (3, 0), va="center",
                      textcoords="offset points", color=QUIET)  # fmt: skip
    low, high = min(levels), max(levels)
    room = (high - low) or abs(high) or 1.0
    axes.set_ylim(low - 0.38 * room, high + 0.32 * room)
    axes.set_xlim(-0.5, end + 0.15)
    axes.set_xticks(places, [label.replace(" ", "\n") for label in chart.labels])
    axes.set_yticks([])
    axes.tick_params(length=0, pad=3, colors=QUIET)
    title = _short(chart.title, 52, 2)
    axes.set_title(title, loc="left", x=0, fontweight="bold", pad=4, color=INK)
    axes.set_position((0.03, 0.21, 0.77, 0.54 if "\n" in title else 0.62))


def _bars(axes: Axes, chart: Chart) -> None:
    """One bar a label from zero; what is below zero is hatched."""
    values = [float(v or 0) for v in chart.lines[0].values]
    for at, value in enumerate(values):
        below = value < 0
        axes.barh(at, value, height=0.62, facecolor="white" if below else INK, edgecolor=INK,
                  hatch="////" if below else "", linewidth=0.8)  # fmt: skip
    widest = max(map(abs, values), default=0.0) or 1.0
    for at, given in enumerate(chart.lines[0].values):
        value = float(given or 0)
        side = -1 if value < 0 else 1
        axes.annotate("–" if given is None else chart.show(given), (value, at), (4 * side, 0),
                      textcoords="offset points", va="center", ha="left" if side > 0 else "right",
                      fontweight="bold")  # fmt: skip
    axes.axvline(0, color=QUIET, linewidth=0.8)
    low, high = min(0.0, *values), max(0.0, *values)
    axes.set_xlim(low - 0.16 * widest, high + 0.16 * widest)
    _name_bars(axes, chart, 0.0)


def _groups(axes: Axes, chart: Chart) -> None:
    """Some bars a label from zero, the last series the strongest; below zero is hatched."""
    deep = 0.78 / len(chart.lines)
    ends = [0.0]
    for number, line in enumerate(chart.lines):
        colour = INK if number == len(chart.lines) - 1 else SOFT
        for at, given in enumerate(line.values):
            value, place = float(given or 0), at + (number - (len(chart.lines) - 1) / 2) * deep
            below = value < 0
            axes.barh(place, value, height=0.86 * deep, facecolor="white" if below else colour,
                      edgecolor=colour, hatch="////" if below else "", linewidth=0.8)  # fmt: skip
            said = "–" if given is None else chart.show(given)
            axes.annotate(said, (value, place), (-4 if below else 4, 0), va="center",
                          textcoords="offset points", ha="right" if below else "left")  # fmt: skip
            ends.append(value)
        axes.barh([0], [0], facecolor=colour, label=line.name)
    widest = max(map(abs, ends)) or 1.0
    axes.axvline(0, color=QUIET, linewidth=0.8)
    axes.set_xlim(min(ends) - 0.16 * widest, max(ends) + 0.16 * widest)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.36, 1.0), ncol=2, frameon=False,
                borderaxespad=0, handlelength=1.4)  # fmt: skip
    _name_bars(axes, chart, _BAR)


def _parts(axes: Axes, chart: Chart) -> None:
    """One bar a label in parts, each with its count in it."""
    starts = [0.0] * len(chart.labels)
    for line in chart.lines:
        colour, hatch = _TONES[line.tone]
        values = [float(v or 0) for v in line.values]
        axes.barh(range(len(values)), values, left=starts, height=0.68, facecolor=colour,
                  edgecolor=INK, hatch=hatch, linewidth=0.7, label=line.name)  # fmt: skip
        for at, value in enumerate(values):
            if value:
                inside = "white" if colour == INK else "#262626"
                box = (
                    {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"} if hatch else None
                )
                axes.annotate(f"{value:.0f}", (starts[at] + value / 2, at), ha="center",
                              va="center", color=inside, fontweight="bold", bbox=box)  # fmt: skip
            starts[at] += value
    axes.set_xlim(0, max(starts, default=1.0) or 1.0)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.36, 1.0), ncol=2, frameon=False,
                borderaxespad=0, handlelength=1.4)  # fmt: skip
    _name_bars(axes, chart, 2 * _BAR)


def _name_bars(axes: Axes, chart: Chart, above: float) -> None:
    axes.set_ylim(len(chart.labels) - 0.45, -0.55)
    axes.set_yticks(range(len(chart.labels)), [_short(name, 38, 1) for name in chart.labels])
    axes.set_xticks([])
    axes.tick_params(length=0, pad=4)
    height = _figure().get_size_inches()[1]
    top = 1 - max(above, 0.06) / height
    axes.set_position((0.32, 0.04, 0.66, top - 0.04))


def _steps(axes: Axes, chart: Chart) -> None:
    """Whole frames as bars, and between them what adds (soft) and takes away (hatched)."""
    foot, level, up, down = (line.values for line in chart.lines)
    ends = [chart.floor]
    for at, whole in enumerate(level):
        bottom, added, taken = (part[at] for part in (foot, up, down))
        start = chart.floor if whole is not None or bottom is None else bottom
        end = whole if whole is not None else start + (added or taken or 0)
        face = INK if whole is not None else SOFT if added is not None else "white"
        hatch = "////" if taken is not None else ""
        axes.barh(at, float(end - start), left=float(start), height=0.66, facecolor=face,
                  edgecolor=INK, hatch=hatch, linewidth=0.8)  # fmt: skip
        sign = "" if whole is not None else "+" if added is not None else "−"
        amount = chart.show(end if whole is not None else end - start)
        axes.annotate(f"{sign}{amount}", (float(end), at), (4, 0), va="center",
                      textcoords="offset points", fontweight="bold")  # fmt: skip
        ends.append(end)
    room = float(max(ends) - chart.floor) or 1.0
    axes.set_xlim(float(chart.floor), float(max(ends)) + 0.15 * room)
    axes.axvline(float(chart.floor), color=QUIET, linewidth=0.8)
    _name_bars(axes, chart, 0.0)


def _short(text: str, width: int, lines: int) -> str:
    """Break a text into at most so many lines."""
    made = textwrap.wrap(text, width, max_lines=lines, placeholder=" …", break_on_hyphens=True)
    return "\n".join(made)


_DRAWERS: dict[Drawing, Callable[[Axes, Chart], None]] = {
    Drawing.LINE: _line,
    Drawing.BARS: _bars,
    Drawing.PARTS: _parts,
    Drawing.GROUPS: _groups,
    Drawing.STEPS: _steps,
}
