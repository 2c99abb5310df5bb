"""Names of templates: all that a report offers is declared, explained and used.

- TN01: what is offered is what is declared, name by name.
- TN02: the templates that we ship name nothing else, and between them every table and chart.
- TN03: the page of the help is made of the declarations: SHEETPLAN_GOLDEN=1 pytest writes it.
- TN04: a template is made again with the same bytes.
"""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheetplan.tables.chart import Chart, Drawing, Line
from sheetplan.word.content import CommitteeContent, GoalPart
from sheetplan.word.context import report_context
from sheetplan.word.fault import TemplateFault
from sheetplan.word.look import table_look
from sheetplan.word.names import CHARTS, COMMITTEE, NAMES, PLAN, TABLES, WHOLE, Name
from sheetplan.word.ooxml import Fragment, w
from sheetplan.word.package import DOCUMENT, STYLES, parse_part, read_parts
from sheetplan.word.tags import check_tags
from tests.word_file import changed, paragraphs_of
from tests.word_sample import economy, forecast, report

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "sheetplan" / "help" / "template.md"
SHIPPED = sorted((ROOT / "templates").glob("*.docx"))
CHART = Chart("chart-budget", "Avvikelse", Drawing.BARS, ("A",), (Line("x", (None,)),), "Inget.")


def full_context(template: bytes) -> dict[str, Any]:
    """Return the context of a report that has something of everything."""
    parts = read_parts(template)
    look = table_look(parse_part(parts[STYLES]), parse_part(parts[DOCUMENT]))
    some = report()
    goal = replace(some.goals[0], parts=(GoalPart("Agenda 2030", ("5. Jämställdhet",)),))
    committee = CommitteeContent("rev", "Revisionen", True, "I balans.", {"summary": ("Text",)})  # noqa: FBT003
    content = replace(
        some,
        goals=(goal,),
        own_tables=(economy(),),
        chapter_tables={"staff": (forecast(),)},
        charts=(CHART,),
        sentences=("6 av 8 nämnder ingår.",),
        committees=(committee,),
    )
    return report_context(content, look)


def paths(value: object, path: str = "") -> Iterator[str]:
    """Walk through the names of a context, as they are declared."""
    if isinstance(value, dict) and path != "tal":  # its names are ids of the plan
        for name, inner in value.items():
            yield from paths(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield path
        yield from paths(value[0], f"{path}[]")
    else:
        yield path


def test_what_is_offered_is_declared(template: bytes) -> None:  # TN01
    declared = [name.path for name in NAMES]
    assert sorted(paths(full_context(template))) == sorted(declared)
    assert len(set(declared)) == len(declared)


def test_finished_xml_is_written_as_such(template: bytes) -> None:  # TN01
    found = {name.path: value_at(full_context(template), name.path) for name in NAMES}
    printed = {Fragment: ("p", "r"), str: ("",), bool: (None,), list: (None,), dict: (None,)}
    for name in NAMES:
        value = found[name.path]
        kind = next(kind for kind in printed if isinstance(value, kind))
        assert name.letter in printed[kind] or value == "", name.path
        if isinstance(value, Fragment):
            holds_runs = value.elements[0].find(f"{w('sdtContent')}/{w('r')}") is not None
            assert name.letter == ("r" if holds_runs else "p"), name.path


def value_at(context: dict[str, Any], path: str) -> object:
    """Return what a path leads to, of many the first."""
    value: Any = context
    for step in path.split("."):
        value = value[step.removesuffix("[]")]
        value = value[0] if step.endswith("[]") else value
    return value


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_template_names_what_there_is(file: Path) -> None:  # TN02
    check_tags(read_parts(file.read_bytes()))


def test_every_table_and_chart_has_a_place_in_some_template() -> None:  # TN02
    said = " ".join(" ".join(paragraphs_of(file.read_bytes())) for file in SHIPPED)
    assert [name.path for name in (*TABLES, *CHARTS) if name.path not in said] == []


def test_a_name_of_a_loop_is_judged_by_what_the_loop_is_over() -> None:  # TN02
    file = ROOT / "templates" / "samlad-rapport.docx"
    wrong = changed(file.read_bytes(), "{{ nämnden.namn }}", "{{ nämnden.rubrik }}")
    with pytest.raises(TemplateFault, match="”rubrik”, som inte finns"):
        check_tags(read_parts(wrong))


def page() -> str:
    """Write the page of the help."""
    kinds = {
        "alla": "I alla rapporter",
        COMMITTEE: "I nämndens delårsrapport och årsrapport",
        WHOLE: "I rapporten för alla nämnder",
        PLAN: "I nämndplanen",
    }
    lines = [HEAD]
    for kind, heading in kinds.items():
        lines += [f"\n## {heading}\n", "| Namn | Betyder | Exempel |", "|---|---|---|"]
        lines += [_row(name) for name in NAMES if name.report == kind]
    return "\n".join(lines) + "\n"


def _row(name: Name) -> str:
    return f"| `{name.path}` | {name.means} | {f'`{name.example}`' if name.example else ''} |"


HEAD = """# Mallar i Word

Skriven ur programmets egna deklarationer; ändra dem, inte den här sidan.

Mallen är er. Utseende, sidhuvud, framsida, fasta ord och ordning ändrar ni i Word. Utgå från en
av mallarna som följer med. Lägg den i årets mapp som `delarsrapport-mall.docx`,
`arsrapport-mall.docx`, `samlad-rapport-mall.docx` eller `namndplan-mall.docx`, eller ange den:
`sheetplan report --template FIL`.

- `{{ namn }}` skriver en text mitt i ett stycke.
- `{{r namn }}` skriver ett märke, som nuläget, eller ett enstaka tal mitt i ett stycke. Talens
  namn står i [handledningen](guide.md), under ”Ändra rapportens mall”.
- `{{p namn }}` blir tabeller, diagram, stycken och listor. Den står ensam i sitt stycke.
- `{%p if namn %}`, `{%p else %}` och `{%p endif %}` tar bara med det som finns. Var och en står
  ensam i sitt stycke.
- `{%p for mål in regionmål %}` och `{%p endfor %}` upprepar. Inuti heter målets namn `mål.namn`. I
  listan nedan står `[]` för var och en: `regionmål[].namn` är `mål.namn` i slingan.

Alla namn finns i alla mallar; det som en rapport inte har är tomt. Ett felstavat namn och en tagg
med fel bokstav sägs med stycket, rubriken ovanför och hur det ska stå.

Tabeller skrivs med formatmallarna Sheetplan Tabell, Tabelltext, Tabellrubrik, Tabellnot och
Beskrivning (caption). En mall som saknar någon av dem får låna vår; så är det med ett nytt
dokument och med ett från Google Dokument. Har mallen Brödtext (Body Text), Punktlista
(List Bullet), Numrerad lista (List Number) och Diagram används de. En innehållsförteckning får
saknas.

Bladen Resultatbudget, Balansbudget och Kassaflöde kommer med de kolumner som de har i planen. Lägg
till en kolumn för periodens utfall där, så står den i rapporten."""


def test_the_page_of_the_help_is_current() -> None:  # TN03
    if os.environ.get("SHEETPLAN_GOLDEN") == "1":
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page(), "SHEETPLAN_GOLDEN=1 refreshes it"


def test_a_template_is_made_with_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:  # TN04
    monkeypatch.setattr(sys, "path", [str(ROOT / "templates"), *sys.path])
    made = runpy.run_path(str(ROOT / "templates" / "build.py"))
    assert {file.stem for file in SHIPPED} == set(made["TEMPLATES"])
    for name in made["TEMPLATES"]:
        assert made["build"](name) == made["build"](name)
        check_tags(read_parts(made["build"](name)))
