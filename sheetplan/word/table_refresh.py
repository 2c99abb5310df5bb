"""A table in a person's document refreshed cell by cell, with what the person has done to it kept.

Three tables meet: what we wrote last (in digests), what stands there now and what we would write
now. Rows go together by what names them, columns by their headers; moved or deleted ones stay so.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from sheetplan.word.ooxml import w
from sheetplan.word.outcome import Change, Conflict, Outcome
from sheetplan.word.pen import Pen, live_runs, says
from sheetplan.word.visible import cells_of, digest, grid_of, rows_of
from sheetplan.word.written import Item, Value

_MARKED = re.compile(r"\W\s")  # a mark's symbol before its word


def refresh_table(table: etree._Element, last: Value, item: Item, pen: Pen) -> Outcome:
    """Give a table's cells their new values where a person has not changed them."""
    fresh = item.table
    if fresh is None:
        return Outcome(last)
    return _Refreshing(table, last, fresh, item, pen).run()


class _Refreshing:
    """One table on its way from what it was to what it shall be."""

    def __init__(
        self, table: etree._Element, last: Value, fresh: etree._Element, item: Item, pen: Pen
    ) -> None:
        self._item, self._pen, self._last = item, pen, last
        self._rows, self._fresh_rows = rows_of(table), rows_of(fresh)
        self._texts, self._new = grid_of(table), grid_of(fresh)
        self._now = [[digest(text) for text in row] for row in self._texts]
        self._told = [[digest(text) for text in row] for row in self._new]
        self._outcome = Outcome(())

    def run(self) -> Outcome:
        """Refresh all that is there, then what has come and gone."""
        if self._now == self._told:
            return Outcome(self._as_value())
        columns = pair(self._last[0], self._told[0])
        own_columns = pair(self._now[0], self._last[0])
        rows = self._pair_rows(columns)
        own_rows = self._pair_own_rows(own_columns, columns)
        after = self._rows[0]
        for at in range(len(self._told)):
            before = rows.get(at)
            here = None if before is None else own_rows.get(before)
            if here is not None and before is not None:
                self._refresh_row(at, before, here, columns, own_columns)
                after = self._rows[here]
            elif before is None:
                after = self._add_row(at, after, columns, own_columns)
        for before in sorted(set(range(len(self._last))) - set(rows.values())):
            if before in own_rows:
                self._remove_row(before, own_rows[before], own_columns)
        self._tell_columns(columns)
        self._outcome.value = self._as_value()
        return self._outcome

    def _pair_rows(self, columns: Mapping[int, int]) -> dict[int, int]:
        """Pair new rows with those written last."""
        labels = self._labels()
        names = [_at(row, [columns.get(at, -1) for at in labels]) for row in self._last[1:]]
        told = [_at(row, labels) for row in self._told[1:]]
        found = pair(names, told, rest=len(set(told)) < len(told))
        return {0: 0} | {new + 1: old + 1 for new, old in found.items()}

    def _pair_own_rows(
        self, own_columns: Mapping[int, int], columns: Mapping[int, int]
    ) -> dict[int, int]:
        """Pair rows written last with those that stand there."""
        labels = [columns.get(at, -1) for at in self._labels()]
        labels = [at for at in labels if at in own_columns]
        names = [_at(row, [own_columns.get(at, -1) for at in labels]) for row in self._now[1:]]
        known = [_at(row, labels) for row in self._last[1:]]
        return {0: 0} | {old + 1: own + 1 for old, own in pair(names, known).items()}

    def _labels(self) -> list[int]:
        """Return the first columns whose words together tell the rows apart."""
        labels: list[int] = []
        for at, cell in enumerate(cells_of(self._fresh_rows[0])):
            is_figure = cell.find(f"{w('p')}/{w('pPr')}/{w('jc')}") is not None
            if not is_figure and not any(_MARKED.match(row[at]) for row in self._new[1:]):
                labels.append(at)
                names = [_at(row, labels) for row in self._new[1:]]
                if len(set(names)) == len(names):
                    return labels
        return labels or [0]

    def _refresh_row(
        self,
        at: int,
        before: int,
        here: int,
        columns: Mapping[int, int],
        own_columns: Mapping[int, int],
    ) -> None:
        for col, old in columns.items():
            own = own_columns.get(old)
            if own is None or own >= len(self._now[here]) or old >= len(self._last[before]):
                continue
            now, last, told = self._now[here][own], self._last[before][old], self._told[at][col]
            if now == told:
                continue
            what = ", ".join(filter(None, (self._name(at), self._new[0][col] if at else "rubrik")))
            values = (self._texts[here][own], self._new[at][col])
            if now == last and self._write(here, own, at, col):
                self._outcome.changes.append(
                    Change(self._item.id, self._item.title, what, *values)
                )
            else:
                self._outcome.conflicts.append(
                    Conflict(self._item.id, self._item.title, what, *values)
                )
                self._told[at][col] = last

    def _write(self, here: int, own: int, at: int, col: int) -> bool:
        cell = cells_of(self._rows[here])[own]
        fresh = cells_of(self._fresh_rows[at])[col]
        return write_cell(cell, fresh, self._pen)

    def _add_row(
        self,
        at: int,
        after: etree._Element,
        columns: Mapping[int, int],
        own_columns: Mapping[int, int],
    ) -> etree._Element:
        """Set in a row made like the one above it, or like the one below the header."""
        model = after if after is not self._rows[0] else (self._rows[1:2] or [after])[0]
        row = deepcopy(model)
        plain = Pen(None)
        for mark in [m for name in _PASSING for m in row.iter(w(name))]:
            _take_out(mark)
        places = {own_columns[old]: col for col, old in columns.items() if old in own_columns}
        for own, cell in enumerate(cells_of(row)):
            if own in places:
                write_cell(cell, cells_of(self._fresh_rows[at])[places[own]], plain)
            else:
                for run in live_runs(cell):
                    _take_out(run)
        after.addnext(row)
        self._pen.add_row(row)
        said = " · ".join(self._new[at])
        what = f"raden ”{self._name(at)}”"
        self._outcome.changes.append(Change(self._item.id, self._item.title, what, "", said))
        return row

    def _remove_row(self, before: int, here: int, own_columns: Mapping[int, int]) -> None:
        """Take a row away that no longer is; one that a person has changed stays."""
        seen = [self._now[here][own] for old, own in sorted(own_columns.items())
                if own < len(self._now[here])]  # fmt: skip
        last = [self._last[before][old] for old in sorted(own_columns)
                if old < len(self._last[before])]  # fmt: skip
        said, row = " · ".join(self._texts[here]), self._rows[here]
        what = f"raden ”{self._texts[here][0]}”"
        if seen == last:
            self._pen.remove_row(row)
            self._outcome.changes.append(Change(self._item.id, self._item.title, what, said, ""))
        else:
            conflict = Conflict(self._item.id, self._item.title, what, said, "")
            self._outcome.conflicts.append(conflict)

    def _tell_columns(self, columns: Mapping[int, int]) -> None:
        """Tell of columns that have come or gone; a person sets them in or takes them out."""
        for col, header in enumerate(self._new[0]):
            if col not in columns:
                said = " · ".join(row[col] for row in self._new[1:])
                what = f"kolumnen ”{header}”"
                conflict = Conflict(self._item.id, self._item.title, what, "", said)
                self._outcome.conflicts.append(conflict)

    def _name(self, at: int) -> str:
        """Name a row by what tells it apart; the last of its words tell most."""
        names = [" ".join(name.split()) for name in _at(self._new[at], self._labels()[-2:])]
        return ", ".join(name.removesuffix(".") for name in names) if at else ""

    def _as_value(self) -> Value:
        return tuple(map(tuple, self._told))


_PASSING = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
            "commentReference", "del", "moveFrom")  # fmt: skip


def write_cell(cell: etree._Element, fresh: etree._Element, pen: Pen) -> bool:
    """Write what a fresh cell says in a cell; False where there is nothing to write over."""
    old = live_runs(cell)
    if not any(map(says, old)):
        return False
    there, wanted = cell.findall(w("p")), fresh.findall(w("p"))
    if len(wanted) > 1 or len([one for one in there if any(map(says, live_runs(one)))]) > 1:
        pen.write_paragraphs(there, wanted)
    else:
        pen.write(old, live_runs(fresh))
    pen.shade(cell, fresh)
    if pen.at is None:
        for paragraph in cell.findall(w("p"))[1:]:
            if not len(paragraph.findall(f".//{w('r')}")):
                cell.remove(paragraph)
    return True


def pair(
    there: Sequence[Hashable], wanted: Sequence[Hashable], *, rest: bool = True
) -> dict[int, int]:
    """Pair each wanted thing with an equal one that is there; then the rest in order.

    The rest is paired only if asked for, and where equally many are left on both sides.
    """
    free: dict[Hashable, list[int]] = {}
    for at, one in enumerate(there):
        free.setdefault(one, []).append(at)
    found = {at: free[one].pop(0) for at, one in enumerate(wanted) if free.get(one)}
    left = [at for at in range(len(wanted)) if at not in found]
    over = sorted(at for ats in free.values() for at in ats)
    fits = rest and len(left) == len(over)
    return found | (dict(zip(left, over, strict=True)) if fits else {})


def _at(row: Sequence[str], cols: Sequence[int]) -> tuple[str, ...]:
    return tuple(row[col] if 0 <= col < len(row) else "" for col in cols)


def _take_out(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
