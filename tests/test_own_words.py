"""Plans of another shape, with words of their own, the whole way from ``new`` to the report.

Both plans are invented. One has målområden with mål under them and several years of outcomes
and targets; the other has one level only, no frames and no assignments.

- EO01: a plan of another shape is typed into the new workbook and has no errors.
- EO02: the region's own words stand everywhere that people look, and ours nowhere.
- EO03: with one level nothing says the goal's name twice, and the goal itself is judged.
- EO04: earlier outcomes and the targets of other years are shown; the blank baseline and
  target are taken from them.
- EO05: an indicator in words is asked in words, and its outcome is told in words.
- EO06: what a plan does not have leaves no empty sheet, column or table behind.
- EO07: a plan that is written and read again is the same plan.
- EO08: what is told about a return names the sheet and the column that the person sees.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.excel.plan_workbook import write_plan
from sheetplan.flows.bundled import template_file
from sheetplan.flows.report import plan_report
from sheetplan.flows.report import report as written_report
from sheetplan.flows.year import Year, read_plan_file
from sheetplan.plan.markdown import dump_plan, read_markdown
from sheetplan.plan.noun import INDICATOR
from sheetplan.plan.plan import read_plan
from tests.conftest import changed
from tests.own_round import PERIOD, Round, all_text, headings, retyped, seen, told, whole_round

OURS = re.compile("delmål|regionmål", re.IGNORECASE)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The plan with two levels, the whole way."""
    return whole_round(tmp_path_factory.mktemp("Annan region") / "år", "other_region.md")


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The plan with one level, the whole way."""
    folder = tmp_path_factory.mktemp("Annan kommun") / "år"
    return whole_round(folder, "other_municipality.md")


@pytest.fixture(params=["region", "municipality"])
def done(request: pytest.FixtureRequest) -> Round:
    """Each of them."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Round)
    return found


def written(done: Round) -> list[Path]:
    """Return every file that is written for people and programs."""
    tables = (done.year.tables / PERIOD).iterdir()
    return [*done.issued, *tables, *done.reports]


def test_the_plan_has_no_problems_and_everything_is_received(done: Round) -> None:  # EO01
    committees = len(done.plan.committees)
    assert "Planen har inga anmärkningar." in done.said
    assert f"{committees} av {committees} nämnder har lämnat in." in done.said
    assert "Avvisad" not in done.said
    assert len(done.issued) == len(done.reports) == committees


def test_our_words_stand_nowhere(done: Round) -> None:  # EO02
    assert OURS.findall(done.said) == []
    for path in written(done):
        assert OURS.findall(all_text(path)) == [], path.name


def test_the_regions_words_stand_in_the_workbook(region: Round) -> None:  # EO02
    sheets = seen(region.year.issued / PERIOD / f"vard-{PERIOD}.xlsx")
    assert list(sheets) == ["Start", "Indikatorer", "Mål", "Ekonomi", "Texter"]
    assert {"Målområde", "Mål"} <= set(sheets["Mål"])
    assert "Mål" in sheets["Indikatorer"]
    assert "Mål" in sheets["Start"]
    (whole,) = (t for t in seen(region.issued[0])["Mål"] if "i sin helhet" in t)
    assert whole == "Målområdet i sin helhet (nämnden har inga mål under målområdet)"


def test_the_regions_words_stand_in_tables_and_report(region: Round) -> None:  # EO02
    sheets = seen(region.consolidated)
    assert list(sheets)[:8] == [
        "Översikt", "Målområden per nämnd", "Nämnder", "Budget", "Prognoser", "Utfall per månad",
        "Målområden", "Mål",
    ]  # fmt: skip
    assert {"Målområde", "Mål"} <= set(sheets["Indikatorer"])
    assert (
        "Räknat på mål; en nämnd utan mål bedömer målområdet i sin helhet." in sheets["Målområden"]
    )
    report = all_text(region.year.reports / f"delarsrapport-vard-{PERIOD}.docx")
    for text in ("fullmäktiges målområden", "uppdelade i mål", "Bedömning av mål", "Målområde<"):
        assert text in report


def test_every_report_and_plan_has_the_regions_words(done: Round, tmp_path: Path) -> None:  # EO02
    year = Year(tmp_path / "år")
    shutil.copytree(done.year.root, year.root)
    first = done.plan.committees[0].id
    made = [
        written_report(year, period_id=PERIOD),
        plan_report(year, first),
        written_report(year, first, PERIOD, template_file("kortrapport")),
    ]
    for one in made:
        assert one.omitted == ()
        assert OURS.findall(all_text(one.path)) == [], one.path.name
        assert done.plan.settings.goal_word.many in all_text(one.path).lower(), one.path.name


def test_one_level_says_a_goal_once(municipality: Round) -> None:  # EO03
    sheets = seen(municipality.year.issued / PERIOD / f"skola-{PERIOD}.xlsx")
    assert list(sheets) == ["Start", "Indikatorer", "Inriktningar", "Texter"]
    for name in ("Indikatorer", "Inriktningar"):
        assert sheets[name].count("Alla barn lyckas") == 1
        assert sheets[name].count("Inriktning") == 1
    tables = seen(municipality.consolidated)
    assert list(tables) == [
        "Översikt", "Inriktningar per nämnd", "Nämnder", "Inriktningar",
        "Bedömning av inriktningar", "Indikatorer", "Inlämnat", "Fullständighet",
        "Fullständighet per nämnd",
    ]  # fmt: skip
    assert tables["Indikatorer"].count("Alla barn lyckas") == 1
    report = municipality.year.reports / f"delarsrapport-skola-{PERIOD}.docx"
    assert [level for level, words in headings(report) if words == "Alla barn lyckas"] == [3]


def test_one_level_skips_no_level_of_headings(done: Round) -> None:  # EO03
    for report in done.reports:
        levels = [level for level, _ in headings(report)]
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps) == 1, report.name


def test_with_one_level_the_goal_is_judged_by_each_committee(municipality: Round) -> None:  # EO03
    data = json.loads((municipality.year.tables / PERIOD / "tables.json").read_text("utf-8"))
    judged = [(s["id"], s["committee"], s["goal"], s["suggestion"]) for s in data["subgoals"]]
    assert judged == [
        ("skola-i1", "skola", "i1", "partly"),
        ("skola-i2", "skola", "i2", "not_met"),
        ("ks-i2", "ks", "i2", "no_data"),
    ]


def test_years_past_and_to_come_are_shown(region: Round) -> None:  # EO04
    head = "Utfall 2023;Utfall 2024;Mål 2026;Mål 2027;Mål 2028;Utfall"
    csv = (region.year.tables / PERIOD / "indicators.csv").read_text("utf-8-sig")
    assert head in csv
    assert "Utsläpp från tjänsteresor;ton;412;390;350;310;280;390" in csv
    sheet = region.form("vard").sheet("indicators")
    assert sheet is not None
    given = next(row.given for row in sheet.rows if row.id == "v1-k")
    assert given["earlier"] == "2023: 81,5\u00a0%"
    assert given["later"] == "2027: 90\u00a0%\n2028: 92\u00a0%"
    assert (given["baseline"], given["target"]) == (Decimal("83.0"), Decimal(88))
    report = all_text(region.year.reports / f"delarsrapport-vard-{PERIOD}.docx")
    for year in ("Utfall 2023", "Utfall 2024", "Mål 2026", "Mål 2027", "Mål 2028"):
        assert f">{year}</" in report


def test_an_indicator_in_words_is_told_in_words(region: Round) -> None:  # EO05
    sheet = region.form("vard").sheet("indicators")
    assert sheet is not None
    asked = {row.id: row.asked for row in sheet.rows}
    assert asked["v2-ord"] == {"outcome_text", "absence", "comment"}
    assert asked["v1-k"] == {"outcome", "absence", "comment"}
    data = json.loads((region.year.tables / PERIOD / "tables.json").read_text("utf-8"))
    told = next(i for i in data["indicators"] if i["id"] == "v2-ord")
    assert told["outcome"] == "Det går framåt."
    assert (told["status"], told["ratio"]) == ("undecided", None)
    assert told["target"] == "Arbetssättet är infört"
    report = all_text(region.year.reports / f"delarsrapport-vard-{PERIOD}.docx")
    assert "Utfall i ord" in report


def test_a_figure_in_the_place_of_words_is_told(region: Round) -> None:  # EO05
    """The closed cell for a figure takes none, and the blank one for words is asked for."""
    cells = {"outcome": 5.0, "outcome_text": None}
    problems = retyped(region, "vard", "Indikatorer", "v2-ord", cells)
    assert [p.rule.code for p in problems] == ["INL-29", "INL-15"]
    assert {p.place.sheet for p in problems} == {"Indikatorer"}
    assert {p.place.label for p in problems} == {"Utfall", "Utfall i ord"}


def test_what_the_plan_does_not_have_is_left_out(municipality: Round) -> None:  # EO06
    tables = {path.name for path in (municipality.year.tables / PERIOD).iterdir()}
    assert not {"budget.csv", "assignments.csv"} & tables
    for path in municipality.issued:
        assert not {"Ekonomi", "Uppdrag"} & set(seen(path)), path.name
    labels = seen(municipality.year.issued / PERIOD / f"skola-{PERIOD}.xlsx")["Indikatorer"]
    assert "Utfall" in labels
    for label in ("Utfall i ord", "Tidigare utfall", "Mål för perioden", "Jämförelsevärde"):
        assert label not in labels
    for report in municipality.reports:
        assert "Tabell" in all_text(report)
        assert "Budget helår" not in all_text(report)


def test_indicators_that_are_not_there_suggest_nothing(municipality: Round) -> None:  # EO06
    folder = municipality.year.issued / PERIOD
    labels = {name: seen(folder / f"{name}-{PERIOD}.xlsx") for name in ("ks", "skola")}
    assert "Indikatorerna pekar på" in labels["skola"]["Inriktningar"]
    assert "Indikatorerna pekar på" not in labels["ks"]["Inriktningar"]


def test_a_committee_without_goals_and_frames_has_an_honest_report(region: Round) -> None:  # EO06
    report = all_text(region.year.reports / f"delarsrapport-rev-{PERIOD}.docx")
    assert "Bedömning av" not in report
    assert "Så bedöms" not in report
    assert "Inget att redovisa." in report
    assert "Indikatorer" not in seen(region.year.issued / PERIOD / f"rev-{PERIOD}.xlsx")


def test_a_written_plan_is_the_same_plan(done: Round) -> None:  # EO07
    path = done.year.root / "igen.xlsx"
    path.write_bytes(write_plan(done.plan))
    assert read_plan_file(path).plan == done.plan
    assert read_plan(read_markdown(dump_plan(done.plan))).plan == done.plan


def test_what_is_told_names_what_the_person_sees(region: Round) -> None:  # EO08
    problems = retyped(region, "vard", "Mål", "v1", {"goal": "Något annat"})
    assert [str(p.place) for p in problems if p.rule.code == "INL-11"] == ["Mål!B6 (Målområde)"]
    issued = region.year.inbox / f"vard-{PERIOD}.xlsx"
    without = changed(issued.read_bytes(), lambda book: book.remove(book["Mål"]))
    (problem,) = told(region, without)
    assert str(problem).startswith("Mål: Bladet Mål saknas.")


def test_what_is_counted_agrees_with_the_number() -> None:
    assert [INDICATOR.counted(n) for n in (0, 1, 2)] == [
        "0 indikatorer", "1 indikator", "2 indikatorer",
    ]  # fmt: skip
    assert INDICATOR.counted(1, 1) == "1 av 1 indikator"
    assert INDICATOR.counted(1, 2) == "1 av 2 indikatorer"
