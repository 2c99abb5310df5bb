"""Tables of what units have said, for their committee's workbook and for controllers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sheetplan.plan import unit_tabs
from sheetplan.plan.activity import ActivityAnswer
from sheetplan.plan.attaining.aggregation import Aggregate, aggregate
from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.indicator import Indicator
from sheetplan.plan.mark import Mark, Tone
from sheetplan.plan.noun import REPORTING, UNIT
from sheetplan.plan.words import AssignmentStatus, Current
from sheetplan.schema.column import column_of
from sheetplan.tables.indicators import part_columns, quantity
from sheetplan.tables.results import Results
from sheetplan.tables.table import Quantity, Table, TableColumn, TableValue, figures, words
from sheetplan.tables.unit_results import ReportedValue, UnitResult

_IN, _MISSING = Mark("Inlämnad", "✔", Tone.GOOD), Mark("Saknas", "○", Tone.BAD)
_DONE = {AssignmentStatus.DONE, AssignmentStatus.DEVIATING}
_ACTIVITY = (("name", 48), ("status", 18), ("result", 60))
_WHO = (words("area", "Område", 28), words("unit", "Enhet", 32))


def unit_tables(results: Results) -> dict[str, Table]:
    """Return the tables by the names of their sheets, without those that nobody has filled."""
    if not results.units:
        return {}
    made = {
        unit_tabs.JUDGED: judgement_table(results),
        unit_tabs.VALUES: value_table(results),
        unit_tabs.ANALYSES: analysis_table(results),
        unit_tabs.ACTIVITIES: activity_table(results),
        unit_tabs.TEXTS: text_table(results),
    }
    is_any_in = any(one.is_in for one in results.units)
    filled = {name: table for name, table in made.items() if table.rows and is_any_in}
    return {unit_tabs.UNITS: unit_table(results), **filled}


def unit_table(results: Results) -> Table:
    """Each unit: whether it has answered, how it judges and what it does; last each area."""
    columns = (
        *_committee_column(results),
        *_WHO,
        words("is_in", "Läge", 14),
        words("values", "Värden", 12),
        *(figures(word.key, word.label, width=11) for word in Current),
        figures("activities", "Aktiviteter", width=12),
        figures("done", "Varav klara", width=12),
    )
    rows = [
        (
            *_committee(results, one),
            *_who(one),
            _IN if one.is_in else _MISSING,
            _filled((one,)),
            *_counted((one,)),
        )
        for one in results.units
    ]
    areas = list(_area_rows(results))
    emphasis = frozenset(range(len(rows), len(rows) + len(areas)))
    title = f"Enheter {results.period.label}"
    return Table(
        "units",
        title,
        columns,
        (*rows, *areas),
        emphasis,
        _moved(results),
        about="Varje enhet: om den har lämnat in, hur den bedömer och vad den gör.",
    )


def _area_rows(results: Results) -> Iterator[tuple[TableValue, ...]]:
    for key, members in _areas(results.units).items():
        there = sum(one.is_in for one in members)
        said = f"{there} av {len(members)}"
        committee = _committee(results, members[0])
        yield (
            *committee,
            key,
            "Alla enheter i området",
            said,
            _filled(members),
            *_counted(members),
        )
    there = sum(one.is_in for one in results.units)
    blank = (None,) * len(_committee_column(results))
    said = f"{there} av {len(results.units)}"
    yield (*blank, None, "Alla enheter", said, _filled(results.units), *_counted(results.units))


def _filled(units: Sequence[UnitResult]) -> str | None:
    """Say how many of the values that are asked for are told; nothing where none is asked for."""
    asked = [value for one in units for value in one.values]
    told = sum(value.is_told for value in asked)
    return f"{told} av {len(asked)}" if asked else None


def _areas(units: Iterable[UnitResult]) -> dict[str, list[UnitResult]]:
    found: dict[str, list[UnitResult]] = {}
    for one in units:
        if one.area is not None:
            found.setdefault(one.area.name, []).append(one)
    return found


def _counted(units: Sequence[UnitResult]) -> tuple[TableValue, ...]:
    counts = Counter(word for one in units for word in one.judgements.values())
    activities = [activity for one in units for activity in one.activities]
    done = sum(activity.status in _DONE for activity in activities)
    if not any(one.is_in for one in units):
        return (None,) * (len(Current) + 2)
    return (*(_number(counts[word]) for word in Current), _number(len(activities)), _number(done))


def _moved(results: Results) -> str:
    """Say which units have moved in the year, and where they are counted."""
    moved = [one for one in results.units if one.unit.moved is not None]
    told = (
        f"{one.unit.name} flyttades {one.unit.moved} och räknas här i "
        f"{one.area.name if one.area else 'inget område'}."
        for one in moved
    )
    return " ".join(told)


def judgement_table(results: Results) -> Table:
    """How many units judge each subgoal in each way, beside the committee's own judgement."""
    columns = (
        *_committee_column(results),
        words("subgoal", results.levels.judged.title, 50),
        *(figures(word.key, word.label, width=11) for word in Current),
        figures("silent", "Ej ifyllt", width=11),
        figures("returned", "Inlämnade enheter", width=12),
        words("current", "Nämndens nuläge", 18),
        words("told", "I ord", 60),
    )
    rows = []
    the_goal = results.levels.judged.the
    for one in results.subgoals:
        judged = results.said[one.committee.id].judgements.get(one.id)
        if judged is not None and results.said[one.committee.id].units:
            counts = (_number(judged.counts.get(word, 0)) for word in Current)
            head = (one.committee.name,) if _committee_column(results) else ()
            current = one.current.mark if one.current else None
            rest = _number(judged.silent), _number(judged.returned), current
            rows.append((*head, one.name, *counts, *rest, judged.told(the_goal)))
    title = f"Enheternas bedömning {results.period.label}"
    return Table(
        "unit_judgements",
        title,
        columns,
        tuple(rows),
        about="Hur många enheter som bedömer varje mål på varje sätt.",
    )


def value_table(results: Results) -> Table:
    """What units report of each indicator, and what it comes to area by area and in all."""
    asked = [value.indicator for one in results.units for value in one.values]
    indicators = list({one.id: one for one in asked}.values())
    rows: list[tuple[TableValue, ...]] = []
    emphasis: list[int] = []
    for indicator in indicators:
        mine = [(one, v) for one in results.units for v in one.values if v.indicator == indicator]
        rows += [(indicator.name, *_who(one), *_value(one, v)) for one, v in mine]
        totals = list(_totals(indicator, mine))
        emphasis += range(len(rows), len(rows) + len(totals))
        rows += totals
    columns = (
        words("indicator", "Indikator", 44),
        *_WHO,
        *part_columns(),
        figures("value", "Värde", width=12),
        words("said", "Läge", 34),
        words("comment", "Kommentar", 40),
    )
    title = f"Enheternas värden {results.period.label}"
    return Table(
        "unit_values",
        title,
        columns,
        tuple(rows),
        frozenset(emphasis),
        about="Vad enheterna lämnar för de indikatorer som de svarar för.",
    )


def _value(one: UnitResult, value: ReportedValue) -> tuple[TableValue, ...]:
    told, indicator = value.value, value.indicator
    parts = (_maybe(told.numerator), _maybe(told.denominator), _maybe(told.weight))
    alone = aggregate(indicator, (one.unit.id,), (told,))
    shown = quantity(alone.value if told.value is None else told.value, indicator)
    said: TableValue = None
    if not one.is_in:
        said = _MISSING
    elif value.absence is not None:
        said = value.absence.label
    elif shown is None:
        said = next(iter(alone.left_out.values()), "Värde saknas")
    return (*parts, shown, said, value.comment or None)


def _totals(
    indicator: Indicator, mine: Sequence[tuple[UnitResult, ReportedValue]]
) -> Iterator[tuple[TableValue, ...]]:
    areas: dict[str, list[tuple[UnitResult, ReportedValue]]] = {}
    for one, value in mine:
        if one.area is not None:
            areas.setdefault(one.area.name, []).append((one, value))
    for name, members in (*areas.items(), ("", list(mine))):
        made = aggregate(
            indicator, [one.unit.id for one, _ in members], [value.value for _, value in members]
        )
        whole = "Alla enheter i området" if name else "Alla enheter"
        yield (indicator.name, name or None, whole, *_sums(members), *_told(indicator, made))


def _sums(members: Sequence[tuple[UnitResult, ReportedValue]]) -> Iterator[TableValue]:
    for key in ("numerator", "denominator", "weight"):
        given = [getattr(value.value, key) for _, value in members]
        known = [number for number in given if number is not None]
        yield _maybe(sum(known, Decimal(0)) if known else None)


def _told(indicator: Indicator, made: Aggregate) -> tuple[TableValue, ...]:
    why = "" if made.value is not None else f" {made.reason}"
    return quantity(made.value, indicator), f"{made.told(UNIT)}.{why}", None


def analysis_table(results: Results) -> Table:
    """Every unit's judgement and analysis, subgoal by subgoal."""
    rows = tuple(
        (goal.name, *_who(one), *_judged(one, goal.id))
        for goal in results.subgoals
        for one in results.units
        if one.committee == goal.committee
        and (goal.id in one.judgements or one.analyses.get(goal.id))
    )
    columns = (
        words("subgoal", results.levels.judged.title, 44),
        *_WHO,
        words("current", "Bedömning", 18),
        words("analysis", "Analys", 80),
    )
    return Table(
        "unit_analyses",
        f"Enheternas analyser {results.period.label}",
        columns,
        rows,
        about="Enheternas bedömningar och analyser.",
    )


def _judged(one: UnitResult, row: str) -> tuple[TableValue, ...]:
    judged = one.judgements.get(row)
    return judged.mark if judged else None, one.analyses.get(row)


def activity_table(results: Results) -> Table:
    """Every activity, under the subgoal that it contributes to; those without one last."""
    names = {goal.id: goal.name for goal in results.subgoals}
    order = {row: at for at, row in enumerate(names)}
    told = [(one, activity) for one in results.units for activity in one.activities]
    told.sort(key=lambda pair: order.get(pair[1].subgoal, len(order)))
    rows = tuple(
        (names.get(a.subgoal), *_who(one), a.name, a.status.mark if a.status else None, a.result)
        for one, a in told
    )
    columns = (
        words("subgoal", results.levels.judged.title, 44),
        *_WHO,
        *(words(key, column_of(ActivityAnswer, key).label, width) for key, width in _ACTIVITY),
    )
    title = f"Enheternas aktiviteter {results.period.label}"
    return Table("unit_activities", title, columns, rows, about="Vad enheterna gör, mål för mål.")


def text_table(results: Results) -> Table:
    """Every unit's texts, chapter by chapter."""
    rows = tuple(
        (chapter.heading, *_who(one), one.texts[chapter.id])
        for chapter in CHAPTERS
        for one in results.units
        if one.texts.get(chapter.id)
    )
    columns = (words("heading", "Avsnitt", 32), *_WHO, words("text", "Text", 100))
    return Table(
        "unit_texts",
        f"Enheternas texter {results.period.label}",
        columns,
        rows,
        about="Enheternas texter, avsnitt för avsnitt.",
    )


def unit_sentences(results: Results) -> Iterator[str]:
    """Say how many units have answered, and where they judge otherwise than their committee."""
    for committee_id, said in results.said.items():
        committee = results.plan.committee(committee_id)
        if said.units and committee is not None:
            there = UNIT.counted(len(said.returned), len(said.units))
            yield f"{committee.name}: {there} har lämnat in."
            yield from _apart(results, committee_id)


def _apart(results: Results, committee_id: str) -> Iterator[str]:
    """Name the subgoals that the committee says are met and most units say are not, or turned."""
    for one in results.subgoals:
        judged = results.said[committee_id].judgements.get(one.id)
        other = {Current.MET: Current.NOT_MET, Current.NOT_MET: Current.MET}.get(one.current)  # type: ignore[arg-type]  # None is not there
        if one.committee.id != committee_id or judged is None or other is None:
            continue
        if judged.counts.get(other, 0) * 2 > judged.judging:
            count = REPORTING.counted(judged.counts[other], judged.judging)
            now = one.current.label if one.current else ""
            yield f"– {one.name}: nämnden bedömer ”{now}”, {count} ”{other.label}”."


def _committee_column(results: Results) -> tuple[TableColumn, ...]:
    """A column for the committee, where there are more than one with units."""
    several = len({one.committee.id for one in results.units}) > 1
    return (words("committee", "Nämnd", 26),) if several else ()


def _committee(results: Results, one: UnitResult) -> tuple[str, ...]:
    return (one.committee.name,) if _committee_column(results) else ()


def _who(one: UnitResult) -> tuple[TableValue, ...]:
    return one.area.name if one.area else None, one.unit.name


def _number(number: int) -> Quantity:
    return Quantity(Decimal(number))


def _maybe(value: Decimal | None) -> Quantity | None:
    return None if value is None else Quantity(value)
