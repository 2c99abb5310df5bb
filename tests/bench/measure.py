"""Measure ways of doing the same work in turns, and print medians and ratios to the last way."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from statistics import median


def measure(ways: Mapping[str, Callable[[], object]], pieces: int, rounds: int) -> None:
    """Run each way in turn, as many rounds as told, and print milliseconds for each piece."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - started)
    each = {name: median(taken) / pieces * 1000 for name, taken in seconds.items()}
    floor = list(each.values())[-1]
    width = max(map(len, each))
    sys.stdout.write(f"{pieces} pieces, medians of {rounds} rounds in turns\n")
    for name, milliseconds in each.items():
        ratio = f"{milliseconds / floor:8.2f}"
        sys.stdout.write(f"{name:<{width}}  {milliseconds:8.2f} ms  {ratio} x\n")
