"""What a committee's plan says as a document: its goals, assignments and frames, no answers."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.committee import Committee
from sheetplan.plan.goal import Goal
from sheetplan.plan.plan import Plan
from sheetplan.plan.words import GoalPart as Part
from sheetplan.tables.planned import (
    planned_assignment_tables,
    planned_frame_tables,
    planned_indicator_table,
    planned_rest,
)
from sheetplan.word.content import (
    AssignmentGroup,
    GoalContent,
    GoalPart,
    ReportContent,
    ReportKey,
    planned_subgoal,
)


def plan_content(plan: Plan, committee: Committee) -> ReportContent:
    """Return what a committee's plan says."""
    goals = plan.goals_of(committee.id)
    indicators = any(plan.indicators_of(s.id) for s in plan.all_judged(committee.id))
    frames = planned_frame_tables(plan, committee.id) if plan.frames else ()
    assignments = planned_assignment_tables(plan.assignments_of(committee.id))
    return ReportContent(
        key=ReportKey(plan.settings.id, committee.id, ""),
        title=f"Nämndplan {plan.settings.year}",
        committee=committee.name,
        organisation=plan.settings.organisation,
        levels=plan.levels,
        has_indicators=indicators,
        period=str(plan.settings.year),
        invented=plan.settings.warning,
        is_year_end=False,
        texts={chapter.id: () for chapter in CHAPTERS},
        legends=(),
        summary=None,
        goals=tuple(_goal(plan, committee, goal) for goal in goals),
        assignments=tuple(AssignmentGroup(table.title, table) for table in assignments),
        economy=None,
        forecast=None,
        missing=None,
        named=(*frames, *planned_rest(plan, committee.id)),
    )


def _goal(plan: Plan, committee: Committee, goal: Goal) -> GoalContent:
    own = plan.subgoals_of(committee.id, goal.id)
    subgoals = tuple(
        planned_subgoal(one.id, one.name if own else goal.name, planned_indicator_table(plan, one))
        for one in plan.judged_of(committee.id, goal)
    )
    return GoalContent(goal.name, subgoals, is_whole=not own, parts=tuple(_parts(plan, goal)))


def _parts(plan: Plan, goal: Goal) -> Iterator[GoalPart]:
    for part in Part:
        items = tuple(t.text for t in plan.goal_texts if (t.goal, t.part) == (goal.id, part))
        if items:
            yield GoalPart(part.label, items)
