"""What a report says: texts, marks and neutral tables, with no word about Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheetplan.plan.mark import Mark
from sheetplan.tables.table import Table


@dataclass(frozen=True)
class SubgoalContent:
    """A subgoal as judged (delmål).

    Attributes:
        suggestion: what the indicators point at, or an empty text.
        motive: why the committee judged otherwise, or an empty text.
        analysis: the committee's paragraphs.
        indicators: its indicators, or None where it has none.
    """

    name: str
    current: Mark
    forecast: Mark
    suggestion: str
    motive: str
    analysis: tuple[str, ...]
    indicators: Table | None


@dataclass(frozen=True)
class GoalContent:
    """A goal (regionmål) and the committee's subgoals under it."""

    name: str
    subgoals: tuple[SubgoalContent, ...]


@dataclass(frozen=True)
class AssignmentGroup:
    """The assignments (uppdrag) that go from one giver to one kind of receiver."""

    title: str
    table: Table


@dataclass(frozen=True)
class ReportContent:
    """All that a committee's report is made of.

    Attributes:
        title: as on the title page, "Delårsrapport per augusti 2025".
        period: in words, "januari–augusti 2025".
        invented: "Påhittade värden …", shown on the title page and every page, or empty.
        is_year_end: whether the outcome is judged, not a forecast.
        texts: paragraphs by chapter id (``sheetplan.plan.chapters``).
        legends: what the marks of goals and of indicators mean.
        summary: goal, subgoal, current status, forecast.
        missing: indicators without value, each with its reason.
    """

    title: str
    committee: str
    organisation: str
    period: str
    invented: str
    is_year_end: bool
    texts: Mapping[str, tuple[str, ...]]
    legends: tuple[Table, ...]
    summary: Table
    goals: tuple[GoalContent, ...]
    assignments: tuple[AssignmentGroup, ...]
    economy: Table
    forecast: Table
    missing: Table | None

    def tables(self) -> tuple[Table, ...]:
        """Every table of the report."""
        indicators = (s.indicators for goal in self.goals for s in goal.subgoals)
        some = (*indicators, *(group.table for group in self.assignments), self.missing)
        always = (*self.legends, self.summary, self.economy, self.forecast)
        return (*always, *(table for table in some if table is not None))
