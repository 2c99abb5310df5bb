"""The names that a template may use, in Swedish, as plain dicts, lists, texts and finished XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sheetplan.plan.mark import Mark
from sheetplan.plan.noun import Noun
from sheetplan.tables.chart import Chart
from sheetplan.tables.printed_figures import PrintedFigure
from sheetplan.tables.table import Table
from sheetplan.word.content import CommitteeContent, GoalContent, ReportContent, SubgoalContent
from sheetplan.word.control import FIGURE, inline_control, table_id
from sheetplan.word.look import TableLook
from sheetplan.word.names import CHAPTER_NAMES, CHARTS, TABLES, Name
from sheetplan.word.ooxml import Fragment, clean, run
from sheetplan.word.picture import chart_blocks
from sheetplan.word.prose import Prose
from sheetplan.word.table import shown, table_blocks
from sheetplan.word.tones import mark_runs

Context = dict[str, Any]
T = TypeVar("T")


def report_context(content: ReportContent, look: TableLook) -> Context:
    """Make what the template's tags can name."""
    return {
        "titel": clean(content.title),
        "nämnd": clean(content.committee),
        "organisation": clean(content.organisation),
        "period": clean(content.period),
        "påhittat": clean(content.invented).strip(),
        "helår": content.is_year_end,
        "utfall_eller_prognos": "Utfall" if content.is_year_end else "Prognos",
        "ord": {
            "mål": _forms(content.levels.goal),
            "delmål": _forms(content.levels.subgoal),
            "bedömt": _forms(content.levels.judged),
        },
        "har_delmål": content.levels.are_two,
        "har_indikatorer": content.has_indicators,
        "text": _texts(content.texts, look),
        "teckenförklaringar": [_table(legend, look) for legend in content.legends],
        "tabeller": {
            name: [_table(table, look) for table in content.chapter_tables.get(key, ())]
            for key, name in CHAPTER_NAMES.items()
        },
        "tal": {clean(figure.id): _figure(figure) for figure in content.figures},
        "tabell": _named(TABLES, _named_tables(content), lambda table: _table(table, look)),
        "diagram": _named(
            CHARTS, {one.key: one for one in content.charts}, lambda one: _charts((one,), look)
        ),
        "bilagor": [
            {"nummer": str(at), "rubrik": clean(table.title), "tabell": _table(table, look)}
            for at, table in enumerate(content.own_tables, start=1)
        ],
        "översikt": Prose(content.sentences, look) if content.sentences else "",
        "nämnder": [_committee(one, look) for one in content.committees],
        "regionmål": [_goal(goal, look) for goal in content.goals],
        "uppdrag": [
            {"rubrik": clean(group.title), "tabell": _table(group.table, look)}
            for group in content.assignments
        ],
    }


def _forms(noun: Noun) -> Context:
    return {
        "ett": clean(noun.one),
        "det": clean(noun.the),
        "flera": clean(noun.many),
        "alla": clean(noun.all),
        "Alla": clean(noun.all[:1].upper() + noun.all[1:]),
    }


def _named(
    names: Iterable[Name], found: Mapping[str, T], write: Callable[[T], Fragment | str]
) -> Context:
    """Put tables or charts under the names that templates know them by; a blank for none."""
    return {n.last: write(found[n.key]) if n.key in found else "" for n in names}


def _named_tables(content: ReportContent) -> dict[str, Table]:
    own = (content.summary, content.economy, content.forecast, content.missing)
    keys = ("summary", "economy", "forecast", "missing")
    found = {key: table for key, table in zip(keys, own, strict=True) if table is not None}
    return found | {table.key: table for table in content.named}


def _texts(given: Mapping[str, tuple[str, ...]], look: TableLook) -> Context:
    """Return every chapter, a blank for one that says nothing, and what else is given."""
    keys = dict.fromkeys((*CHAPTER_NAMES, *given))
    return {CHAPTER_NAMES.get(key, key): _prose(given.get(key, ()), look) for key in keys}


def _prose(texts: Iterable[str], look: TableLook) -> Prose | str:
    made = Prose(texts, look)
    return made if made.paragraphs else ""


def _committee(one: CommitteeContent, look: TableLook) -> Context:
    return {
        "namn": clean(one.name),
        "lämnat": one.has_returned,
        "läge": clean(one.position),
        "text": _texts(one.texts, look),
    }


def _goal(goal: GoalContent, look: TableLook) -> Context:
    return {
        "namn": clean(goal.name),
        "odelat": goal.is_whole,
        "innehåll": [
            {"rubrik": clean(part.title), "punkter": _prose(_bullets(part.items), look)}
            for part in goal.parts
        ],
        "delmål": [_subgoal(each, look) for each in goal.subgoals],
    }


def _subgoal(subgoal: SubgoalContent, look: TableLook) -> Context:
    name = clean(subgoal.name)
    return {
        "namn": name,
        "nuläge": _mark(subgoal.current, f"status.{subgoal.id}.nuläge", f"Nuläge, {name}"),
        "prognos": _mark(subgoal.forecast, f"status.{subgoal.id}.prognos", f"Prognos, {name}"),
        "förslag": _words(
            subgoal.suggestion,
            f"status.{subgoal.id}.förslag",
            f"Indikatorernas förslag, {name}",
        ),
        "motiv": clean(subgoal.motive).strip(),
        "analys": _prose(subgoal.analysis, look),
        "indikatorer": _table(subgoal.indicators, look),
        "uppdelning": _table(subgoal.split, look),
        "diagram": _charts(subgoal.charts, look),
    }


def _bullets(items: Iterable[str]) -> Iterator[str]:
    return (f"• {item}" for item in items)


def _mark(mark: Mark, id_: str, title: str) -> Fragment:
    runs = mark_runs(mark, shaded=True, bold=True)
    return Fragment(inline_control(id_, runs, title), title=title)


def _words(text: str, id_: str, title: str) -> Fragment | str:
    said = clean(text).strip()
    return Fragment(inline_control(id_, [run(said)], title), title=title) if said else ""


def _figure(figure: PrintedFigure) -> Fragment:
    value, id_ = figure.value, f"{FIGURE}{figure.id}"
    runs = mark_runs(value) if isinstance(value, Mark) else (run(shown(value)),)
    return Fragment(inline_control(id_, runs, figure.title), title=figure.title)


def _table(table: Table | None, look: TableLook) -> Fragment | str:
    if table is None:
        return ""
    return Fragment(*table_blocks(table, look, table_id(table)), title=clean(table.title))


def _charts(charts: Sequence[Chart], look: TableLook) -> Fragment | str:
    return Fragment(*chart_blocks(charts, look)) if charts else ""
