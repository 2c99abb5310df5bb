"""Where each committee stands (läge): a matrix with the goals, and counts of judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from sheetplan.plan.attaining.suggestion import suggest
from sheetplan.plan.committee import Committee
from sheetplan.plan.goal import Goal
from sheetplan.plan.mark import Mark, Tone
from sheetplan.plan.words import Current, Forecast, Status
from sheetplan.tables.bars import Bars
from sheetplan.tables.results import Results, SubgoalResult
from sheetplan.tables.table import Quantity, Table, TableValue, figures, words

NOT_RETURNED = Mark("Ej inlämnat", "○", Tone.QUIET)
NOT_JUDGED = Mark("Ej bedömt", "○", Tone.QUIET)
_COUNTED = {"met": Forecast.MET, "partly": Forecast.PARTLY, "not_met": Forecast.NOT_MET}
_LABELS = {key: Status[word.name].label for key, word in _COUNTED.items()}


def position_table(results: Results) -> Table:
    """A row a goal, a column a committee, and what the committee says of the year in each."""
    directed = {committee for goal in results.plan.goals for committee in goal.directed_to}
    committees = [c for c in results.plan.committees if c.id in directed]
    levels = results.levels
    columns = (
        words("goal", levels.goal.title, 36),
        *(words(committee.id, committee.name, 23) for committee in committees),
    )
    rows = tuple(
        (goal.name, *(_position(results, goal, committee) for committee in committees))
        for goal in results.plan.goals
    )
    said = "utfall" if results.period.is_year_end else "prognos"
    return Table(
        "positions",
        f"{levels.goal.titles} per nämnd, {said} {results.period.label}",
        columns,
        rows,
        note=f"Tom ruta: {levels.goal.the} är inte riktat till nämnden. Delvis: bedömningarna "
        "är delvis, eller olika. Siffrorna säger hur många som uppfylls helt.",
        about=f"Första blicken: hur {levels.goal.all} ser ut för varje nämnd.",
    )


def _position(results: Results, goal: Goal, committee: Committee) -> TableValue:
    """Put a committee's judgements of a goal together, as a subgoal's indicators are."""
    if committee.id not in goal.directed_to:
        return None
    if committee not in results.returned:
        return NOT_RETURNED
    own = [r for r in results.subgoals if r.goal.id == goal.id and r.committee == committee]
    said = [r.forecast for r in own if r.forecast is not None]
    if not said:
        return NOT_JUDGED
    mark = suggest([Status[word.name] for word in said]).mark
    met = sum(word.name == Current.MET.name for word in said)
    return mark if len(own) == 1 else Mark(f"{mark.word} ({met} av {len(own)})", mark.symbol,
                                           mark.tone)  # fmt: skip


def committee_table(results: Results) -> Table:
    """A row a committee: how many of its judgements and of its indicators are met."""
    judged = results.levels.judged
    columns = (
        words("committee", "Nämnd", 34),
        *(figures(key, f"{judged.titles}: {label.lower()}", width=13)
          for key, label in _LABELS.items()),
        figures("other", f"{judged.titles}: inga data eller ej bedömda", width=15),
        *(figures(f"indicators_{key}", f"Indikatorer: {label.lower()}", width=13)
          for key, label in _LABELS.items()),
        figures("indicators_other", "Indikatorer: utan bedömning", width=15),
    )  # fmt: skip
    asked = {r.committee.id for r in results.subgoals}
    asked |= {r.committee.id for r in results.indicators}
    own = (committee for committee in results.plan.committees if committee.id in asked)
    rows = tuple(_committee_row(results, one) for one in own)
    said = "utfall" if results.period.is_year_end else "prognos"
    return Table(
        "committees",
        f"Läget per nämnd, {said} {results.period.label}",
        columns,
        rows,
        note="Indikatorer som inte följs upp nu räknas inte.",
        about="Hur många bedömningar och indikatorer som uppfylls för varje nämnd, med diagram.",
    )


def _committee_row(results: Results, committee: Committee) -> tuple[TableValue, ...]:
    own = [r for r in results.subgoals if r.committee == committee]
    due = [r.attainment.status for r in results.indicators
           if r.committee == committee and r.attainment.status is not Status.NOT_DUE]  # fmt: skip
    judgements = _counts([_name(r) for r in own])
    return (committee.name, *judgements, *_counts([status.name for status in due]))


def _name(r: SubgoalResult) -> str:
    return "" if r.forecast is None else r.forecast.name


def _counts(names: Sequence[str]) -> list[Quantity]:
    counted = Counter(names)
    found = [counted[word.name] for word in _COUNTED.values()]
    return [Quantity(Decimal(number)) for number in (*found, len(names) - sum(found))]


def committee_bars(table: Table, title: str) -> Bars:
    """Draw each committee's judgements as one bar in parts."""
    tones = (Tone.GOOD, Tone.PARTLY, Tone.BAD, Tone.QUIET)
    rows = tuple(range(len(table.rows)))
    return Bars(title, rows, 0, (1, 2, 3, 4), "Antal", tones, _said(table))


def _said(table: Table) -> str:
    heads = ", ".join(column.label for column in table.columns[1:5])
    rows = (f"{row[0]} {', '.join(map(str, row[1:5]))}" for row in table.rows)
    return f"Stapeldiagram. {heads}. {'; '.join(rows)}."
