"""A column is declared once, on a row class; everything else is derived from that line."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, ClassVar, dataclass_transform

from sheetplan.schema.kinds import Kind


class Role(Enum):
    """Who writes the cell."""

    KEY = "key"  # hidden id that a row is recognised by
    GIVEN = "given"  # from the plan, locked
    INPUT = "input"  # filled in by a person
    COMPUTED = "computed"  # by a formula in Excel and by the core alike


@dataclass(frozen=True)
class Column:
    """All that is known about a column.

    Attributes:
        key: the field's name; never changes.
        kind: what may stand in it.
        label: the Swedish header; may change, then ``former`` lists the old one.
        help: one Swedish sentence for the prompt and the manual.
        example: what a filled-in cell may look like.
        required: a blank cell is a problem.
        role: who writes the cell.
        width: in characters, about.
    """

    kind: Kind
    label: str
    help: str
    example: str
    former: tuple[str, ...]
    role: Role
    width: int
    key: str
    required: bool


def column(  # noqa: PLR0913 - one argument a fact
    kind: Kind,
    label: str,
    *,
    help: str = "",  # noqa: A002 - the word people know
    example: str = "",
    former: Sequence[str] = (),
    role: Role = Role.INPUT,
    width: int = 14,
    default: Any = dataclasses.MISSING,  # noqa: ANN401 - typed by the field's annotation
) -> Any:  # noqa: ANN401 - typed by the field's annotation
    """Declare a column. Without ``default`` a blank cell is a problem."""
    facts = partial(Column, kind, label, help, example, tuple(former), role, width)
    return dataclasses.field(default=default, metadata={"column": facts})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(column,))
class Row:
    """A row of a sheet. Subclasses declare ``class Goal(Row, key="goals", sheet="Mål")``.

    Attributes:
        key: the sheet's key; never changes.
        sheet: the tab's Swedish name.
        about: one Swedish sentence on what the sheet is for.
        vertical: one row only, laid out as label and value below each other.
    """

    key: ClassVar[str]
    sheet: ClassVar[str]
    about: ClassVar[str]
    vertical: ClassVar[bool]

    def __init_subclass__(
        cls, *, key: str, sheet: str, about: str = "", vertical: bool = False
    ) -> None:
        super().__init_subclass__()
        cls.key, cls.sheet, cls.about, cls.vertical = key, sheet, about, vertical
        dataclass(frozen=True, kw_only=True)(cls)


def columns_of(row: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a row class in their declared order."""
    fields = dataclasses.fields(row)  # type: ignore[arg-type]  # made one in __init_subclass__
    return tuple(
        f.metadata["column"](key=f.name, required=f.default is dataclasses.MISSING) for f in fields
    )
