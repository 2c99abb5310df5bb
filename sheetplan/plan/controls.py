"""Controls (kontroller) under the tables of a form: what must agree before it is sent.

They are declared here once. Excel's formulas under each table and the remarks to a return are made
of the same controls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sheetplan.plan.economy_answer import EconomyAnswer
from sheetplan.plan.form import Form, FormSheet
from sheetplan.plan.measure import Measure
from sheetplan.plan.own_table.own_tables import OwnColumn, OwnRow, OwnTable
from sheetplan.plan.own_table.shapes import DECIDED
from sheetplan.plan.words import Agreement, Shape
from sheetplan.schema.column import columns_of
from sheetplan.schema.numbers import rounded

Key = tuple[str, str, str]
Known = Mapping[Key, object]

HEADS = ("Kontroll", "Utslag", "Blir", "Ska vara", "Skillnad")
CONTROL_KEY = "control:"  # begins the hidden key of a row that holds a control
SAME_DECIMALS = 6  # amounts that agree so far are the same
_MOST_PAIRS = 50  # in one control, for a formula has at most 8 192 characters
_HALF = Decimal("0.5")
_TIED = ("budget", "period_budget", "outcome", "deviation", "forecast")
TIED_SHAPES = {Shape.FRAME_RESULT, Shape.COST_TYPES}
_LABELS = {c.key: c.label for c in columns_of(EconomyAnswer)}
_FRAME_PARTS = ("outcome", "forecast")


@dataclass(frozen=True)
class Control:
    """Two sums that must agree, or parts that may not be larger than what they are parts of.

    Attributes:
        label: what is looked at.
        wanted: what it shall agree with, in words.
        name: the row that it is about.
        follows: whether it must differ where another control of the sheet does.
        left: the cells on this sheet that are added up.
        right: the cells that they must agree with, or the amount.
        bound: the largest difference that rounding can explain.
        pairs: each part and its whole; the parts that are larger are then what is counted.
        decimals: of its amounts.
    """

    label: str
    wanted: str = ""
    name: str = ""
    follows: bool = False
    left: tuple[Key, ...] = ()
    right: tuple[Key, ...] | Decimal = Decimal(0)
    bound: Decimal = Decimal(0)
    pairs: tuple[tuple[Key, Key], ...] = ()
    decimals: int = 0

    @property
    def said(self) -> str:
        """What is looked at and what it shall be, on one line."""
        return f"{self.label}, mot {self.wanted}" if self.wanted else self.label

    def judge(self, known: Known) -> Judged:
        """Hold what is known against each other."""
        left = Decimal(len(self.larger(known))) if self.pairs else _sum(self.left, known)
        right = self.right if isinstance(self.right, Decimal) else _sum(self.right, known)
        if self.pairs and not any(_both(pair, known) for pair in self.pairs):
            left = None
        return Judged(left, right, self.bound)

    def larger(self, known: Known) -> tuple[tuple[Key, Key], ...]:
        """Return the parts that are larger than what they are parts of."""
        found = ((pair, _both(pair, known)) for pair in self.pairs)
        return tuple(pair for pair, both in found if both and _is_beyond(*both))


@dataclass(frozen=True)
class Judged:
    """What a control comes to; None where something is not filled in."""

    left: Decimal | None
    right: Decimal | None
    bound: Decimal

    @property
    def difference(self) -> Decimal | None:
        """How far apart the two are."""
        known = self.left is not None and self.right is not None
        return self.left - self.right if known else None  # type: ignore[operator]

    @property
    def agreement(self) -> Agreement:
        """The judgement in a word."""
        if self.difference is None:
            return Agreement.WAITING
        apart = rounded(abs(self.difference), SAME_DECIMALS)
        if not apart:
            return Agreement.AGREES
        small = apart <= self.bound
        return Agreement.ROUNDING if small else Agreement.DIFFERS


def _is_beyond(part: Decimal, whole: Decimal) -> bool:
    """Tell whether a part is larger than its whole; one of another sign is another question."""
    return part > whole if whole >= 0 else part < whole


def _sum(cells: tuple[Key, ...], known: Known) -> Decimal | None:
    values = [known.get(cell) for cell in cells]
    amounts = [value for value in values if isinstance(value, Decimal)]
    return sum(amounts, Decimal(0)) if len(amounts) == len(values) else None


def _both(pair: tuple[Key, Key], known: Known) -> tuple[Decimal, Decimal] | None:
    part, whole = (known.get(cell) for cell in pair)
    if isinstance(part, Decimal) and isinstance(whole, Decimal):
        return part, whole
    return None


def known_in(form: Form, answers: Known, computed: Known) -> dict[Key, object]:
    """Return all that stands in a form: what is given, answered and computed."""
    given = {
        (sheet.answer.key, row.id, key): value
        for sheet in form.sheets
        for row in sheet.rows
        for key, value in row.given.items()
    }
    return {**given, **computed, **answers}


def controls_of(form: Form, sheet: FormSheet) -> tuple[Control, ...]:
    """Return the controls that stand under a sheet."""
    if form.unit is not None:
        return ()
    if sheet.answer is EconomyAnswer:
        return tuple(_frame_parts(form, sheet))
    if sheet.table is None:
        return ()
    found = (*_tied(form, sheet, sheet.table), *_measures(form, sheet, sheet.table))
    return (*found, *_parts(sheet, sheet.table))


def _frame_parts(form: Form, sheet: FormSheet) -> Iterator[Control]:
    frames = form.plan.frames_of(form.committee.id)
    pairs = tuple(
        ((sheet.answer.key, frame.id, key), (sheet.answer.key, frame.part_of, key))
        for frame in frames
        if frame.part_of
        for key in _FRAME_PARTS
    )
    yield from _no_larger(pairs)


def _no_larger(pairs: tuple[tuple[Key, Key], ...]) -> Iterator[Control]:
    for first in range(0, len(pairs), _MOST_PAIRS):
        some = pairs[first : first + _MOST_PAIRS]
        yield Control("Varav-belopp som är större än sin helhet", pairs=some)


def _tied(form: Form, sheet: FormSheet, table: OwnTable) -> Iterator[Control]:
    """The table's total is the frames' total, column by column."""
    economy, total = form.sheet(EconomyAnswer.key), last_sum(table)
    if table.shape not in TIED_SHAPES or economy is None or total is None:
        return
    tops = [f.id for f in form.plan.frames_of(form.committee.id) if f.part_of is None]
    count = len(_leaves(table, total)) + len(tops)
    bound = count * _HALF.scaleb(-table.decimals)
    own = frame_columns(table)
    for key in _TIED:
        if key in own and not (key == "forecast" and form.period.is_year_end):
            yield Control(
                f"{_LABELS[key]}: {total.name}",
                f"{'ramen' if len(tops) == 1 else 'ramarna'} på bladet {economy.title}",
                total.name,
                key == "deviation",
                ((sheet.answer.key, total.id, own[key].key),),
                tuple((economy.answer.key, frame, key) for frame in tops),
                bound,
                decimals=table.decimals,
            )


def frame_columns(table: OwnTable) -> dict[str, OwnColumn]:
    """Return the columns that are the same as those of the frames, by the frames' own keys."""
    by_label = {column.label: column for column in table.columns}
    found = {key: by_label.get(label) for key, label in _LABELS.items()}
    return {key: column for key, column in found.items() if column is not None}


def last_sum(table: OwnTable) -> OwnRow | None:
    """Return the row that sums up the table: the last that is no part of another sum."""
    used = {term.target for row in table.rows for term in row.terms}
    return next((row for row in reversed(table.rows) if row.terms and row.id not in used), None)


def _leaves(table: OwnTable, total: OwnRow) -> list[str]:
    """Return the filled-in rows that a sum is made of in the end."""
    rows, waiting, found = {row.id: row for row in table.rows}, [total.id], []
    while waiting:
        row = rows[waiting.pop()]
        waiting += [term.target for term in row.terms]
        found += [] if row.terms else [row.id]
    return found


def _measures(form: Form, sheet: FormSheet, table: OwnTable) -> Iterator[Control]:
    """What the measures shall give in all is what the plan says of the committee's."""
    total, year = last_sum(table), str(form.plan.settings.year)
    column = next((c for c in table.figures if c.label == DECIDED), None)
    planned = [
        measure.effects[year]
        for measure in form.plan.measures
        if measure.committee == form.committee.id
        and measure.computed is None
        and year in measure.effects
    ]
    if table.shape is Shape.MEASURES and total and column and planned:
        amount = sum(planned, Decimal(0))
        count = len(_leaves(table, total)) + len(planned)
        yield Control(
            f"{column.label}: {total.name}",
            f"planens blad {Measure.sheet}",
            total.name,
            left=((sheet.answer.key, total.id, column.key),),
            right=amount,
            bound=count * _HALF.scaleb(-table.decimals),
            decimals=table.decimals,
        )


def _parts(sheet: FormSheet, table: OwnTable) -> Iterator[Control]:
    """No varav row or column is larger than what it is a part of."""
    key = sheet.answer.key
    by_row = [
        ((key, row.id, column.key), (key, row.part_of, column.key))
        for row in table.rows
        if row.part_of
        for column in table.figures
        if column.is_input
    ]
    by_column = [
        ((key, row.id, column.key), (key, row.id, column.related))
        for column in table.figures
        if column.is_input and column.related
        for row in table.rows
        if not row.terms
    ]
    yield from _no_larger((*by_row, *by_column))
