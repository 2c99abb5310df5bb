"""The form (arbetsbok) that is filled in for a period: what is given and what is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sheetplan.plan.committee import Committee, Respondent, Unit
from sheetplan.plan.levels import Levels
from sheetplan.plan.own_table.own_tables import OwnTable, tab_names
from sheetplan.plan.plan import Plan
from sheetplan.plan.returns import ANSWERS, SignOff, SubgoalAnswer
from sheetplan.plan.settings import Period
from sheetplan.schema.column import Column, Role, Row, columns_of
from sheetplan.schema.kinds import Kind

FORMAT_VERSION = 1
UNITS_SAID = "units_said"  # the columns that tell of units


@dataclass(frozen=True)
class Identity:
    """What a workbook carries on its hidden sheet, so that its name and place do not matter.

    Attributes:
        issue_id: random, one per issued workbook.
        number: 1 for the first issue of a period, then 2 …
        fingerprint: of what the plan gives in the form, to know whether the plan has changed.
        unit: the unit that it was issued to; nothing where it is the committee's own.
    """

    issue_id: str
    plan: str
    year: int
    committee: str
    period: str
    number: int
    fingerprint: str
    unit: str = ""
    version: int = FORMAT_VERSION


@dataclass(frozen=True)
class FormRow:
    """A row of a form.

    Attributes:
        id: the row's hidden key.
        given: what the plan gives, by column key.
        asked: the input columns that are open in this row.
        kinds: narrower kinds than the columns' own, such as an indicator's unit and limits.
        note: help for this row.
        computed: input columns that are computed in this row, as in a row that is a sum.
        is_spare: whether it may be left as it is, without a name.
    """

    id: str
    given: Mapping[str, object]
    asked: frozenset[str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    note: str = ""
    computed: frozenset[str] = frozenset()
    is_spare: bool = False


@dataclass(frozen=True)
class FormSheet:
    """A sheet of a form, worded by the region and without the columns that it has no use for.

    Attributes:
        table: what it was made from, where the region has declared the sheet itself.
        purpose: what it is for, where that is not what its row class says.
        optional: the columns that are not missed where they are left blank.
    """

    answer: type[Row]
    rows: tuple[FormRow, ...]
    levels: Levels = field(default_factory=Levels)
    unused: frozenset[str] = frozenset()
    table: OwnTable | None = None
    purpose: str = ""
    optional: frozenset[str] = frozenset()

    @property
    def about(self) -> str:
        """What the sheet is for."""
        return self.purpose or self.answer.about

    @property
    def is_optional(self) -> bool:
        """Tell whether all of it may be left blank."""
        return bool(self.optional) and all(row.asked <= self.optional for row in self.rows)

    @property
    def is_free(self) -> bool:
        """Tell whether all its rows are named by who fills it in, and may be left."""
        return all(row.is_spare for row in self.rows)

    @property
    def title(self) -> str:
        """The tab's name as people see it."""
        if self.answer is not SubgoalAnswer:
            return self.answer.sheet
        others = (a.sheet for a in (SignOff, *ANSWERS) if a is not SubgoalAnswer)
        return tab_names((self.levels.judged.titles,), others)[0]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns as people see them."""
        columns = self.levels.columns_of(self.answer)
        return tuple(c for c in columns if c.key not in self.unused)

    def role(self, row: FormRow, column: Column) -> Role:
        """Return who writes one cell: the column's own role, unless the row says otherwise."""
        if column.key in row.computed:
            return Role.COMPUTED
        return Role.INPUT if column.key in row.asked else column.role

    def kind(self, row: FormRow, key: str) -> Kind:
        """Return the kind of one cell."""
        return row.kinds.get(key) or self._kinds[key]

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        return {column.key: column.kind for column in columns_of(self.answer)}


@dataclass(frozen=True)
class Form:
    """All that a committee, or one of its units, is asked in a period.

    ``said`` is what stands in it without being asked, since the units have said it; ``units_in``
    says how many of them have answered.
    """

    plan: Plan
    committee: Committee
    period: Period
    sheets: tuple[FormSheet, ...]
    unit: Unit | None = None
    said: Mapping[tuple[str, str, str], object] = field(default_factory=dict)
    units_in: str = ""

    @property
    def respondent(self) -> Respondent:
        """Who answers it."""
        return Respondent(self.committee, self.unit)

    def is_of_units(self, key: tuple[str, str, str]) -> bool:
        """Tell whether units say what stands in a cell: other ones may have answered since."""
        return key in self.said or key[2] == UNITS_SAID

    def sheet(self, key: str) -> FormSheet | None:
        """Return a sheet by its key, or None where it does not apply to the committee."""
        return next((s for s in self.sheets if s.answer.key == key), None)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of what is given and asked."""
        digest = hashlib.sha256()
        for sheet in self.sheets:
            if sheet.table is not None:
                digest.update(repr(sheet.table).encode())
            for row in sheet.rows:
                given = [sheet.kind(row, key).show(value) for key, value in row.given.items()]
                digest.update(repr((sheet.answer.key, row.id, given, sorted(row.asked))).encode())
        return digest.hexdigest()[:16]


def inputs_of(answer: type[Row]) -> frozenset[str]:
    """Return the keys of the columns that are filled in."""
    return frozenset(c.key for c in columns_of(answer) if c.role is Role.INPUT)
