"""What a report says: texts, marks and neutral tables, with no word about Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheetplan.plan.levels import Levels
from sheetplan.plan.mark import Mark
from sheetplan.tables.printed_figures import PrintedFigure
from sheetplan.tables.table import Table


@dataclass(frozen=True)
class ReportKey:
    """Which report it is: of which plan, of which committee and for which period."""

    plan: str
    committee: str
    period: str


@dataclass(frozen=True)
class SubgoalContent:
    """A subgoal as judged (delmål).

    Attributes:
        suggestion: what the indicators point at, or an empty text.
        motive: why the committee judged otherwise, or an empty text.
        analysis: the committee's paragraphs.
        indicators: its indicators, or None where it has none.
        split: the groups of those that are split, or None where none is.
    """

    id: str
    name: str
    current: Mark
    forecast: Mark
    suggestion: str
    motive: str
    analysis: tuple[str, ...]
    indicators: Table | None
    split: Table | None = None


@dataclass(frozen=True)
class GoalContent:
    """A goal (regionmål) and the committee's subgoals under it.

    Attributes:
        is_whole: the committee has no subgoals at all; the only one is the goal itself.
    """

    name: str
    subgoals: tuple[SubgoalContent, ...]
    is_whole: bool = False


@dataclass(frozen=True)
class AssignmentGroup:
    """The assignments (uppdrag) that go from one giver to one kind of receiver."""

    title: str
    table: Table


@dataclass(frozen=True)
class ReportContent:
    """All that a committee's report is made of.

    Attributes:
        key: which report it is, to know it again.
        title: as on the title page, "Delårsrapport per augusti 2025".
        levels: what the region calls its goals and subgoals, and whether there are both.
        has_indicators: whether the committee has any, due or not.
        period: in words, "januari–augusti 2025".
        invented: "Påhittade värden …", shown on the title page and every page, or empty.
        is_year_end: whether the outcome is judged, not a forecast.
        texts: paragraphs by chapter id (``sheetplan.plan.chapters``).
        legends: what the marks of goals and of indicators mean.
        summary: goal, subgoal, current status, forecast, or None where there are no goals.
        economy: the committee's frames, or None where it has none; as ``forecast``.
        missing: indicators without value, each with its reason.
        own_tables: the region's own tables that the committee has filled in.
        figures: single figures that a template may set into its own sentences.
    """

    key: ReportKey
    title: str
    committee: str
    organisation: str
    period: str
    invented: str
    is_year_end: bool
    texts: Mapping[str, tuple[str, ...]]
    legends: tuple[Table, ...]
    summary: Table | None
    goals: tuple[GoalContent, ...]
    assignments: tuple[AssignmentGroup, ...]
    economy: Table | None
    forecast: Table | None
    missing: Table | None
    levels: Levels = field(default_factory=Levels)
    has_indicators: bool = True
    own_tables: tuple[Table, ...] = ()
    figures: tuple[PrintedFigure, ...] = ()

    def tables(self) -> tuple[Table, ...]:
        """Every table of the report."""
        subgoals = [subgoal for goal in self.goals for subgoal in goal.subgoals]
        indicators = (table for s in subgoals for table in (s.indicators, s.split))
        groups = (group.table for group in self.assignments)
        some = (self.summary, *indicators, *groups, self.economy, self.forecast, self.missing)
        always = (*self.legends, *self.own_tables)
        return (*always, *(table for table in some if table is not None))
