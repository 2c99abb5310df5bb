"""The names that a template may use, in Swedish, as plain dicts, lists, texts and finished XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sheetplan.plan.chapters import CHAPTERS
from sheetplan.plan.mark import Mark
from sheetplan.plan.noun import Noun
from sheetplan.tables.printed_figures import PrintedFigure
from sheetplan.tables.table import Table
from sheetplan.word.content import GoalContent, ReportContent, SubgoalContent
from sheetplan.word.control import FIGURE, inline_control, table_id
from sheetplan.word.look import TableLook
from sheetplan.word.ooxml import Fragment, clean, run
from sheetplan.word.table import shown, table_blocks
from sheetplan.word.tones import mark_runs

CHAPTER_NAMES = {
    "summary": "sammanfattning",
    "past": "perioden",
    "events": "händelser",
    "goals": "hushållning",
    "staff": "personal",
    "outlook": "utveckling",
    "operations": "drift",
    "result": "resultat",
    "deviations": "avvikelser",
    "forecast": "prognos",
    "production": "produktion",
}

Context = dict[str, Any]


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
        "text": _texts(content),
        "teckenförklaringar": [_table(legend, look) for legend in content.legends],
        "tabell": {
            "sammanställning": _table(content.summary, look),
            "ekonomi": _table(content.economy, look),
            "prognos": _table(content.forecast, look),
            "saknas": _table(content.missing, look),
        },
        "tal": {clean(figure.id): _figure(figure) for figure in content.figures},
        "egna_tabeller": [_table(table, look) for table in content.own_tables],
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


def paragraphs(texts: Iterable[str]) -> list[str]:
    """Keep the paragraphs that say something; an empty one would only be a gap."""
    return [text for text in map(clean, texts) if text.strip()]


def names_in(value: object) -> Iterator[str]:
    """Walk through every name that a template may use."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value[:1]:
            yield from names_in(inner)


def _texts(content: ReportContent) -> Context:
    known = {chapter.id: paragraphs(content.texts.get(chapter.id, ())) for chapter in CHAPTERS}
    extra = {key: paragraphs(texts) for key, texts in content.texts.items() if key not in known}
    return {CHAPTER_NAMES.get(key, key): texts for key, texts in (known | extra).items()}


def _goal(goal: GoalContent, look: TableLook) -> Context:
    return {
        "namn": clean(goal.name),
        "odelat": goal.is_whole,
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
        "analys": paragraphs(subgoal.analysis),
        "indikatorer": _table(subgoal.indicators, look),
        "uppdelning": _table(subgoal.split, look),
    }


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
