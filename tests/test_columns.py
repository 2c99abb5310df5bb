"""Columns are declared once and rightly: labels, kinds and types agree on every row class."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from sheetplan.plan.amount import Amount
from sheetplan.plan.noun import Noun, NounKind
from sheetplan.plan.plan import SHEETS
from sheetplan.plan.returns import ANSWERS, SignOff
from sheetplan.plan.target import Target, TargetKind
from sheetplan.schema.column import Role, Row, columns_of
from sheetplan.schema.kinds import Choice, Date, Kind, Number, Reference, Whole

ROW_CLASSES: Sequence[type[Row]] = (*SHEETS, SignOff, *ANSWERS)
each = pytest.mark.parametrize("row_class", ROW_CLASSES, ids=lambda c: c.__name__)


def value_type(kind: Kind) -> object:
    """Return what a kind reads."""
    if isinstance(kind, Choice):
        return kind.words
    if isinstance(kind, Reference):
        return tuple[str, ...] if kind.many else str
    if isinstance(kind, NounKind):
        return Noun
    types: dict[type[Kind], object] = {
        Whole: int,
        Number: Decimal,
        Amount: Decimal,
        Date: date,
        TargetKind: Target,
    }
    return next((types[one] for one in type(kind).__mro__ if one in types), str)


@each
def test_a_field_is_typed_as_its_kind_reads(row_class: type[Row]) -> None:
    hints = typing.get_type_hints(row_class)
    for column in columns_of(row_class):
        hint = hints[column.key]
        if column.family:
            assert hint == Mapping[str, value_type(column.kind)], column.key  # type: ignore[misc]
            continue
        parts = set(typing.get_args(hint)) if type(None) in typing.get_args(hint) else {hint}
        assert value_type(column.kind) in parts, column.key


@each
def test_a_column_that_may_be_blank_allows_none_or_has_a_default(row_class: type[Row]) -> None:
    hints = typing.get_type_hints(row_class)
    for column in columns_of(row_class):
        if column.required:
            assert type(None) not in typing.get_args(hints[column.key]), column.key


@each
def test_labels_are_unique_on_a_sheet(row_class: type[Row]) -> None:
    labels = [label for c in columns_of(row_class) for label in (c.label, *c.former)]
    assert sorted({label.casefold() for label in labels}) == sorted(map(str.casefold, labels))


@each
def test_a_sheet_says_what_it_is_for(row_class: type[Row]) -> None:
    assert row_class.about.endswith(".")
    assert len(row_class.sheet) <= 31


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda c: c.__name__)
def test_every_answer_has_a_hidden_key_and_something_to_fill_in(answer: type[Row]) -> None:
    roles = [column.role for column in columns_of(answer)]
    assert roles[0] is Role.KEY
    assert Role.INPUT in roles
    assert len({a.sheet for a in ANSWERS}) == len(ANSWERS)
