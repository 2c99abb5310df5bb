"""What a report says: texts, marks and neutral tables, with no word about Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheetplan.plan.levels import Levels
from sheetplan.plan.mark import Mark
from sheetplan.plan.words import Current
from sheetplan.tables.chart import Chart
from sheetplan.tables.printed_figures import PrintedFigure
from sheetplan.tables.table import Table


@dataclass(frozen=True)
class ReportKey:
    """Which report it is: of which plan, of which committee and for which period.

    No committee stands for all together, no period for the plan itself.
    """

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
        charts: how its indicators have gone over the years.
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
    charts: tuple[Chart, ...] = ()


def planned_subgoal(id_: str, name: str, indicators: Table | None) -> SubgoalContent:
    """Return a subgoal of a plan, which nobody has judged."""
    nothing = Current.NO_DATA.mark
    return SubgoalContent(id_, name, nothing, nothing, "", "", (), indicators)


@dataclass(frozen=True)
class GoalPart:
    """What a plan says of a goal: expected effects, goals of Agenda 2030, governing documents."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class GoalContent:
    """A goal (regionmål) and the committee's subgoals under it.

    Attributes:
        is_whole: the committee has no subgoals at all; the only one is the goal itself.
        parts: what the plan says of it, in a plan's document.
    """

    name: str
    subgoals: tuple[SubgoalContent, ...]
    is_whole: bool = False
    parts: tuple[GoalPart, ...] = ()


@dataclass(frozen=True)
class AssignmentGroup:
    """The assignments (uppdrag) that go from one giver to one kind of receiver."""

    title: str
    table: Table


@dataclass(frozen=True)
class CommitteeContent:
    """A committee in the report of all committees.

    Attributes:
        id: the committee's.
        position: a sentence on where its economy is heading.
        texts: its paragraphs by chapter id.
    """

    id: str
    name: str
    has_returned: bool
    position: str
    texts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ReportContent:
    """All that a report is made of: a committee's, that of all committees, or a plan.

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
        own_tables: the region's own tables that the committee has filled in, those that no
            chapter holds.
        chapter_tables: those that a chapter holds, by its id.
        named: further tables that templates name, by their keys (``sheetplan.word.names``).
        charts: those that templates name; small ones stand in the subgoals.
        sentences: an overview of all committees.
        committees: each with what it wrote, in the report of all committees.
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
    chapter_tables: Mapping[str, tuple[Table, ...]] = field(default_factory=dict)
    named: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    sentences: tuple[str, ...] = ()
    committees: tuple[CommitteeContent, ...] = ()

    def all_charts(self) -> tuple[Chart, ...]:
        """Every chart of the report."""
        small = (chart for goal in self.goals for s in goal.subgoals for chart in s.charts)
        return (*self.charts, *small)

    def tables(self) -> tuple[Table, ...]:
        """Every table of the report."""
        subgoals = [subgoal for goal in self.goals for subgoal in goal.subgoals]
        indicators = (table for s in subgoals for table in (s.indicators, s.split))
        groups = (group.table for group in self.assignments)
        some = (self.summary, *indicators, *groups, self.economy, self.forecast, self.missing)
        placed = (table for tables in self.chapter_tables.values() for table in tables)
        always = (*self.legends, *placed, *self.own_tables, *self.named)
        return (*always, *(table for table in some if table is not None))
