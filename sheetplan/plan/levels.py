"""The plan's levels of goals, one or two, in the region's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sheetplan.plan.goal import Goal, Subgoal, whole_goal_id
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.noun import GOAL, SUBGOAL, Noun
from sheetplan.plan.rules import plan_rules
from sheetplan.schema.column import Column, Row, column_of, columns_of
from sheetplan.schema.problem import Place, Problem
from sheetplan.schema.reading import Found


@dataclass(frozen=True)
class Levels:
    """What a plan calls its goals and subgoals, and whether it has both.

    Attributes:
        goal: the word for goals, in its four forms.
        subgoal: the word for subgoals.
        are_two: False where the plan has goals only; then each committee judges the goals.
    """

    goal: Noun = GOAL
    subgoal: Noun = SUBGOAL
    are_two: bool = True

    @property
    def judged(self) -> Noun:
        """The word for what committees judge."""
        return self.subgoal if self.are_two else self.goal

    @property
    def whole(self) -> str:
        """What stands in a subgoal's place where a committee has none under a goal."""
        the = self.goal.the[:1].upper() + self.goal.the[1:]
        return f"{the} i sin helhet (nämnden har inga {self.subgoal.many} under {self.goal.the})"

    def columns_of(self, answer: type[Row]) -> tuple[Column, ...]:
        """Return a row class's columns with the region's words as labels."""
        labels = {
            "goal": self.goal.title,
            "subgoal": self.judged.title,
            "subgoal_id": f"Id för {self.judged.one}",
        }
        columns = columns_of(answer)
        if not self.are_two and "goal" in {c.key for c in columns}:
            columns = tuple(c for c in columns if c.key != "subgoal")
        return tuple(replace(c, label=labels.get(c.key, c.label)) for c in columns)


def whole_goal(goal: Goal, committee_id: str, levels: Levels) -> Subgoal:
    """Return what is judged where a committee has no subgoals under a goal: the goal itself."""
    name = levels.whole if levels.are_two else goal.name
    row_id = whole_goal_id(committee_id, goal.id)
    return Subgoal(id=row_id, committee=committee_id, goal=goal.id, name=name)


@dataclass(frozen=True)
class _Plan:
    """Goals and subgoals by their ids, and where the goals say whom they are directed to."""

    goals: Mapping[str, Goal]
    subgoals: Mapping[str, Subgoal]
    directed: Mapping[str, Place]


def check_levels(found: Mapping[type[Row], Found[Row]]) -> Iterator[Problem]:
    """Everything stands under a goal that is directed to its committee, and under one only."""
    goals = {r.id: r for r in found[Goal].rows if isinstance(r, Goal)}
    subgoals = {r.id: r for r in found[Subgoal].rows if isinstance(r, Subgoal)}
    directed = {goal: found[Goal].place(i, "directed_to") for i, goal in enumerate(goals)}
    plan = _Plan(goals, subgoals, directed)
    for row_class in (Subgoal, Indicator):
        for index, row in enumerate(found[row_class].rows):
            if isinstance(row, Indicator):
                yield from _stands_somewhere(plan, found[Indicator], index, row)
            if isinstance(row, Indicator | Subgoal):
                yield from _is_directed(plan, found[row_class], index, row)


def _stands_somewhere(
    plan: _Plan, found: Found[Row], index: int, row: Indicator
) -> Iterator[Problem]:
    if row.subgoal:
        yield from _agrees(plan, found, index, row)
    elif not (row.goal and row.committee):
        blank = "subgoal" if row.goal == row.committee else "committee" if row.goal else "goal"
        yield Problem(plan_rules.PLAN_NOWHERE, found.place(index, blank))
    else:
        under = (row.committee, row.goal)
        own = [s.id for s in plan.subgoals.values() if (s.committee, s.goal) == under]
        if own:
            facts = {"goal": row.goal, "subgoals": ", ".join(own)}
            yield Problem(plan_rules.PLAN_SUBGOAL_WANTED, found.place(index, "subgoal"), facts)


def _agrees(plan: _Plan, found: Found[Row], index: int, row: Indicator) -> Iterator[Problem]:
    """Goal and committee, where they are given too, are those of the subgoal."""
    subgoal = plan.subgoals.get(row.subgoal)
    for key in ("goal", "committee"):
        given = getattr(row, key)
        if subgoal and given and given != getattr(subgoal, key):
            facts = {
                "subgoal": subgoal.id,
                "label": column_of(Subgoal, key).label,
                "wanted": getattr(subgoal, key),
                "found": given,
            }
            yield Problem(plan_rules.PLAN_OTHER_SUBGOAL, found.place(index, key), facts)


def _is_directed(
    plan: _Plan, found: Found[Row], index: int, row: Indicator | Subgoal
) -> Iterator[Problem]:
    goal = plan.goals.get(row.goal or "")
    if goal and row.committee and row.committee not in goal.directed_to:
        where = plan.directed[goal.id]
        facts = {
            "goal": goal.id,
            "committee": row.committee,
            "place": f"{where.sheet}!{where.cell}",
        }
        yield Problem(plan_rules.PLAN_NOT_DIRECTED, found.place(index, "committee"), facts)
