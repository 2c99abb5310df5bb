"""The pairs with the best total: no row is paired at the cost of two that fit better."""

from __future__ import annotations

from collections.abc import Sequence

_FAR = 10**15


def best_pairs(gains: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pair rows with columns, each once, so that the gains add up to as much as they can.

    A gain of nothing makes no pair. The Hungarian method, a row at a time, over potentials.
    """
    height, width = len(gains), max((len(row) for row in gains), default=0)
    if height > width:
        turned = [[row[col] for row in gains] for col in range(width)]
        return sorted((row, col) for col, row in best_pairs(turned))
    left, right = [0] * (height + 1), [0] * (width + 1)
    taken_by = [0] * (width + 1)
    for row in range(1, height + 1):
        _seat(row, gains, left, right, taken_by)
    pairs = ((taken_by[col] - 1, col - 1) for col in range(1, width + 1) if taken_by[col])
    return sorted((row, col) for row, col in pairs if gains[row][col] > 0)


def _seat(
    row: int,
    gains: Sequence[Sequence[int]],
    left: list[int],
    right: list[int],
    taken_by: list[int],
) -> None:
    """Give one more row a column, moving the others along the cheapest path."""
    width = len(taken_by) - 1
    taken_by[0], col = row, 0
    least, came_from, seen = [_FAR] * (width + 1), [0] * (width + 1), [False] * (width + 1)
    while taken_by[col]:
        seen[col], at, step, following = True, taken_by[col], _FAR, 0
        for other in range(1, width + 1):
            if seen[other]:
                continue
            cost = -gains[at - 1][other - 1] - left[at] - right[other]
            if cost < least[other]:
                least[other], came_from[other] = cost, col
            if least[other] < step:
                step, following = least[other], other
        for other in range(width + 1):
            if seen[other]:
                left[taken_by[other]] += step
                right[other] -= step
            else:
                least[other] -= step
        col = following
    while col:
        taken_by[col] = taken_by[came_from[col]]
        col = came_from[col]
