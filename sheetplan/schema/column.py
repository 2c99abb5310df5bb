"""A column is declared once, on a row class; everything else is derived from that line."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, ClassVar, cast, dataclass_transform

from sheetplan.schema.kinds import Kind

YEAR, ANY = r"(?:19|20)\d\d", ".+"  # what tells the columns of a family apart


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
        family: the pattern of what tells a family's columns apart, such as a year; the label
            has ``{}`` in its place and the field maps it to a value. Otherwise empty.
        tag: of one column of a family: ``2023`` in ``Utfall 2023``.
    """

    kind: Kind
    label: str
    help: str
    example: str
    former: tuple[str, ...]
    role: Role
    width: int
    family: str
    key: str
    required: bool
    tag: str = ""

    def member(self, tag: str) -> Column:
        """Return one column of a family: ``Utfall {}`` and ``2023`` make ``Utfall 2023``."""
        label, key = self.label.format(tag), f"{self.key}.{tag}"
        return dataclasses.replace(self, label=label, key=key, family="", tag=tag)

    def tag_in(self, label: str) -> str:
        """Return what a header has in the place of a family's ``{}``, or nothing."""
        before, after = (re.escape(part) for part in self.label.split("{}"))
        found = re.fullmatch(f"{before}({self.family}){after}", label, re.IGNORECASE)
        return found[1] if found else ""

    def of(self, row: object) -> object:
        """Return the column's value in a row; None where a family's column has none."""
        value = getattr(row, self.key.partition(".")[0])
        return value.get(self.tag) if self.tag else value


def column(  # noqa: PLR0913 - one argument a fact
    kind: Kind,
    label: str,
    *,
    help: str = "",  # noqa: A002 - the word people know
    example: str = "",
    former: Sequence[str] = (),
    role: Role = Role.INPUT,
    width: int = 14,
    family: str = "",
    default: Any = dataclasses.MISSING,  # noqa: ANN401 - typed by the field's annotation
) -> Any:  # noqa: ANN401 - typed by the field's annotation
    """Declare a column. Without ``default`` a blank cell is a problem."""
    facts = partial(Column, kind, label, help, example, tuple(former), role, width, family)
    if family:
        return dataclasses.field(default_factory=dict, metadata={"column": facts})
    return dataclasses.field(default=default, metadata={"column": facts})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(column,))
class Row:
    """A row of a sheet. Subclasses declare ``class Goal(Row, key="goals", sheet="Mål")``.

    Attributes:
        key: the sheet's key; never changes.
        sheet: the tab's Swedish name.
        about: one Swedish sentence on what the sheet is for.
        vertical: one row only, laid out as label and value below each other.
        declared: its columns in their order, a family as one.
    """

    key: ClassVar[str]
    sheet: ClassVar[str]
    about: ClassVar[str]
    vertical: ClassVar[bool]
    declared: ClassVar[tuple[Column, ...]]

    def __init_subclass__(
        cls, *, key: str, sheet: str, about: str = "", vertical: bool = False
    ) -> None:
        super().__init_subclass__()
        cls.key, cls.sheet, cls.about, cls.vertical = key, sheet, about, vertical
        dataclass(frozen=True, kw_only=True)(cls)
        cls.declared = tuple(map(_made, dataclasses.fields(cls)))  # type: ignore[arg-type]  # made one above


def columns_of(row: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a row class in their declared order, a family as one."""
    return row.declared


def _made(field: dataclasses.Field[Any]) -> Column:
    required = field.default is field.default_factory is dataclasses.MISSING
    return cast("Column", field.metadata["column"](key=field.name, required=required))


def columns_in(row: type[Row], rows: Iterable[Row]) -> tuple[Column, ...]:
    """Return the columns that rows have: of a family, those that any of them has a value in."""
    rows = tuple(rows)
    found: list[Column] = []
    for c in columns_of(row):
        tags = dict.fromkeys(tag for one in rows for tag in c.of(one)) if c.family else ()  # type: ignore[attr-defined]
        found += [c.member(tag) for tag in tags] if c.family else [c]
    return tuple(found)


def column_of(row: type[Row], key: str) -> Column:
    """Return a column by its key; ``outcomes.2023`` is one of the family ``outcomes``."""
    name, _, tag = key.partition(".")
    found = next(c for c in columns_of(row) if c.key == name)
    return found.member(tag) if tag else found
